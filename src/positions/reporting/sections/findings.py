"""Findings: sentences made from the tables of a comparison, each followed by the statements it rests on.

A comparison comes in; `Findings` go out. `derive` is where to start.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from positions.comparison import Comparison
from positions.comparison.commitment import fold_spelling, ladder_rungs
from positions.comparison.concordance import typical_statement
from positions.comparison.keywords import shared_phrases
from positions.comparison.shares import silence_ledger
from positions.reporting.render import links, names, quotations
from positions.reporting.render.markup import View, count, folded, join, link, listing, piece, sentence
from positions.reporting.render.names import counted, country, listed
from positions.schemas import LIST_SEPARATOR
from positions.validation import terms_hold

QUOTES = 2  # statements shown below a finding, of each part and side


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes
    ----------
    topic : str
        What it is about, in a word or two.
    sentence : View
    rests_on : DataFrame
        The statements it rests on (rows of ``Comparison.statements``), those to show first.
    talks : DataFrame, optional
        The events it rests on (rows of EVENTS), shown by the sentence that first reports each.
    """

    topic: str
    sentence: View
    rests_on: pd.DataFrame
    talks: pd.DataFrame | None = None


@dataclass(frozen=True)
class Findings:
    """All findings of a comparison; a notebook shows them as a list."""

    items: tuple[Finding, ...]
    is_folded: bool = False  # the statements below a finding are seen when asked for

    def shown(self) -> View:
        """Return the findings for display."""
        return listing([_shown(finding, self.is_folded) for finding in self.items], "findings", ordered=True)

    def _repr_html_(self) -> str:
        return str(self.shown())

    def __repr__(self) -> str:
        return self.shown().plain


def _few(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the statements shown below a finding: a few typical ones of each part and side."""
    groups = [own for _, own in rows.groupby(["part", "side"], sort=False)]
    return pd.concat([_typical(own) for own in groups]) if groups else rows


def _typical(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the typical statements of some, in the order of the table; all where there are few."""
    if len(rows) <= QUOTES:
        return rows
    chosen = rows.iloc[:0]
    for _ in range(QUOTES):
        chosen = pd.concat([chosen, typical_statement(rows.drop(chosen.index), set(chosen.doc_id))])
    return chosen.sort_index()


def _shown(finding: Finding, is_folded: bool) -> View:
    """Return one finding with the statements it rests on."""
    few = _few(finding.rests_on)
    rest = finding.rests_on[~finding.rests_on.statement_id.isin(few.statement_id)]
    talks = [] if finding.talks is None else finding.talks.itertuples()
    lines = [*quotations.statement_lines(few), *map(quotations.event_report, talks)]
    lines += [quotations.more_line(rest)] if len(rest) else []
    words = listing(lines)
    words = folded("The words it rests on", words) if is_folded and lines else words
    return piece("finding", finding.topic, finding.sentence, words)


NAMED = 4  # names and phrases written out in a sentence


def terms_attached(c: Comparison) -> Iterator[Finding]:
    """Say to whom terms are attached, and which."""
    yield from _words(c, "Terms attached", "condition", ("sets terms", "set terms"))


def relationship_names(c: Comparison) -> Iterator[Finding]:
    """Say what the relationship is called with each."""
    yield from _words(c, "Name of the relationship", "label", ("names the relationship", "name the relationship"))


def _words(c: Comparison, topic: str, column: str, verbs: tuple[str, str]) -> Iterator[Finding]:
    """Set terms or names to one side beside those to the other; the verb is given for one statement and for several."""
    said = {side: c.part("said", side) for side in c.counterparts}
    having = {side: rows[rows[column] != ""] for side, rows in said.items()}
    if not any(len(rows) for rows in having.values()):
        if any(len(rows) for rows in said.values()):
            text = f"No statement to {listed([country(side) for side in said], 'or')} {verbs[0]}."
            yield Finding(topic, sentence(text), c.statements.iloc[:0])
        return
    clauses = []
    for side, rows in having.items():
        total = counted(len(said[side]), "statement")
        if said[side].empty:
            clauses.append(f"There is no statement to {country(side)}.")
        elif rows.empty:
            clauses.append(f"Of {total} to {country(side)}, none {verbs[0]}.")
        else:
            head = f"Of {total} to {country(side)}, {len(rows)} {verbs[len(rows) > 1]}: "
            clauses.append(sentence(head, _enumerate(rows, column), "."))
    yield Finding(topic, join(clauses, " "), pd.concat(list(having.values())))


def _enumerate(rows: pd.DataFrame, column: str) -> View:
    """List the different words of a column, the most frequent first, those of several statements with the number."""
    keys = fold_spelling(rows[column])
    order = keys.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    each = []
    for key, n in list(order.items())[:NAMED]:
        row = next(rows[keys == key].itertuples(index=False))
        words = quotations.link_quote(quotations.quote(row, getattr(row, column), column))
        each.append(words + (f" ({n})" if n > 1 else ""))
    return join(each, ", ") + (f" and {len(order) - NAMED} more" if len(order) > NAMED else "")


def one_sided_themes(c: Comparison) -> Iterator[Finding]:
    """Say which themes were raised with one side only."""
    ledger = silence_ledger(c)
    clauses, rests = [], []
    for index, side in enumerate(c.counterparts):
        column = ("first", "second")[index]
        own = ledger[ledger.raised_with == side].sort_values(f"{column}_statements", ascending=False, kind="stable")
        if own.empty:
            continue
        each = [_raised(row.theme, getattr(row, f"{column}_statements")) for row in own.head(NAMED).itertuples()]
        each += [counted(len(own) - NAMED, "other theme")] * (len(own) > NAMED)
        other = c.counterparts[1 - index]
        clauses.append(f"Raised or discussed with {country(side)}, not with {country(other)}: {'; '.join(each)}.")
        clauses += [_silence(own.iloc[0], other)] if own.silent_of.iloc[0] else []
        said = c.part("said", side)
        carried = said.themes.str.split(LIST_SEPARATOR).explode().isin(own.theme)
        rests.append(said[carried.groupby(level=0).any().reindex(said.index, fill_value=False)])
    if clauses:
        text = f"{' '.join(clauses)} A topic that is reported as discussed counts as raised. A theme that is missing is"
        text += " missing from these documents; nothing says that the position on it is neutral."
        yield Finding("Themes with one only", sentence(text), pd.concat(rests))
    elif (ledger.raised_with == "both").any():
        text = "Every theme raised with one, in a statement or as the topic of an engagement, was raised with both."
        yield Finding("Themes with one only", sentence(text), c.statements.iloc[:0])


def _silence(row: pd.Series, side: str) -> str:
    """Say how many statements a silence rests on, and what it makes unlikely where there are enough."""
    rests = f"That silence rests on {counted(int(row.silent_of), 'statement')} to {country(side)}"
    if not row.unlikely:
        return f"{rests}."
    return f"{rests}: a theme raised in {row.unlikely} of 100 or more would hardly be in none."


def _raised(theme: str, n: int) -> str:
    """Name a theme with the number of statements that carry it."""
    return f"{names.named('themes', theme)}, {counted(n, 'statement') if n else 'reported as discussed'}"


def shared_wording(c: Comparison) -> Iterator[Finding]:
    """Say which wording was used to both, and whether it is more than standing formulas."""
    shared = shared_phrases(c)
    if shared.empty:
        return
    rows = {row.statement_id: row for row in c.statements.itertuples(index=False)}
    is_name = [_is_name(row.phrase, rows[row.first_ids.split(LIST_SEPARATOR)[0]]) for row in shared.itertuples()]
    shared = shared[~np.array(is_name)]
    if shared.empty:
        return
    usual, other = shared[shared.formula == "yes"].head(NAMED), shared[shared.formula == "no"]
    own = other[(other.phrase.str.count(" ") > 1) | (other[["first", "second"]].min(axis=1) > 1)].head(NAMED)
    if len(own):
        text = View("Beyond standing formulas, both are given the same words: {}.").format(_alike(own, rows))
    elif len(other):
        few = counted(len(other), "phrase")
        text = f"Beyond standing formulas, both are given the same words in {few} of two words, said once to one."
    else:
        text = "Nothing but standing formulas is said to both in the same words."
    if len(usual):
        formulas = View(" Formulas used with both, which say little by themselves: {}.").format(_alike(usual, rows))
        text = text + formulas
    shown = own if len(own) else usual
    used = [ids.split(LIST_SEPARATOR)[0] for row in shown.itertuples() for ids in (row.first_ids, row.second_ids)]
    of_them = c.statements[c.statements.statement_id.isin(used)].reset_index(drop=True)
    yield Finding("Same wording", sentence(text), of_them)


def _is_name(phrase: str, row: object) -> bool:
    """Tell whether a phrase is a name such as "South Asia": as a statement writes it, each word has a capital."""
    return all(word[0].isupper() for word in quotations.as_written(row, phrase).text.split())


def _alike(shared: pd.DataFrame, rows: dict) -> View:
    """List wording given to both as its first statement writes it."""
    each = []
    for row in shared.itertuples():
        words = quotations.as_written(rows[row.first_ids.split(LIST_SEPARATOR)[0]], row.phrase)
        each.append(quotations.link_quote(words) + f" ({row.first} and {row.second})")
    return join(each, ", ")


def commitment_rungs(c: Comparison) -> Iterator[Finding]:
    """Say on which rungs of commitment the statements stand."""
    clauses: list[str | View] = []
    for side in c.counterparts:
        placed = c.part("said", side).act.map(lambda act: ladder_rungs()[act][0])
        numbers = {rung: int((placed == rung).sum()) for rung, _ in ladder_rungs().values()}
        each = [link(f"{rung} {n}", links.rows(part="said", side=side, rung=rung)) for rung, n in numbers.items() if n]
        clauses += [sentence(f"To {country(side)}: ", join(each, ", "), ".")] if each else []
    if clauses:
        pledged = any((c.part("said", side).act == "commit").any() for side in c.counterparts)
        clauses += [] if pledged else ["No statement to either is a pledge."]
        yield Finding("How binding", join(clauses, " "), c.statements.iloc[:0])


def unnamed_counterpart(c: Comparison) -> Iterator[Finding]:
    """Say which statements were made to officials of a side without naming it."""
    clauses, rests = [], []
    for side in c.counterparts:
        said = c.part("said", side)
        own = said[said.target_basis == "engagement"]
        if len(own):
            n = count(len(own), links.rows(part="said", side=side, target_basis="engagement"))
            verb = "was" if len(own) == 1 else "were"
            of = f"{'of' if clauses else 'Of'} {counted(len(said), 'statement')} to {country(side)}, "
            clauses.append(sentence(of, n, f" {verb} made to its officials without naming it"))
            rests.append(own)
    if clauses:
        text = sentence(join(clauses, "; "), ". Such words may be meant for others as well.")
        yield Finding("Not named", text, pd.concat(rests))


FEW_TO_COMPARE = 2  # engagements described one by one, with either side


def derive(comparison: Comparison) -> Findings:
    """Write the findings of a comparison.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Findings
    """
    makers: list[Callable[[Comparison], Iterator[Finding]]] = [relationship_names, one_sided_themes, commitment_rungs]
    makers += [terms_attached] * terms_hold() + [unnamed_counterpart, _channel, _in_turn, shared_wording, _others]
    found = tuple(finding for maker in makers for finding in maker(comparison))
    return Findings(found, is_folded=comparison.enough())


def _number(n: int, part: str, side: str, act: str = "") -> View:
    """Return how many statements of a part and side there are, of one act where it is given, leading to them."""
    chosen = {"part": part, "side": side} | ({"act": act} if act else {})
    text = f"{names.named('acts', act)} {n}" if act else counted(n, "statement")
    return link(text, links.rows(**chosen))


def _channel(c: Comparison) -> Iterator[Finding]:
    """Say how the sides spoke with each other."""
    clauses = []
    for side in c.counterparts:
        talks = c.met[c.met.country == side]
        kinds = [names.channel(kind, int(n)) for kind, n in talks.channel.value_counts().items()]
        few = "; ".join(_talk(row) for row in talks.itertuples())
        told = "no engagement is reported" if talks.empty else few if len(talks) <= FEW_TO_COMPARE else listed(kinds)
        clauses.append(f"With {country(side)}: {told}.")
    if len(c.met):
        clauses.append("The channel says how they spoke, not how warmly, and enters no count of stances.")
        shown = c.met.groupby("country", sort=False).head(FEW_TO_COMPARE)
        yield Finding("Channel", join(clauses, " "), c.statements.iloc[:0], shown)


def _talk(row: object) -> str:
    """Describe one engagement."""
    place = f" ({row.place})" if row.place else ""
    sides = ", with ".join(side for side in (row.own_side, row.other_side) if side)
    return f"{names.channel(row.channel)}{place}, {sides}" if sides else f"{names.channel(row.channel)}{place}"


def _in_turn(c: Comparison) -> Iterator[Finding]:
    """Say what each side said back."""
    heard = {side: c.part("heard", side) for side in c.counterparts}
    if not any(len(rows) for rows in heard.values()):
        if c.documents:
            sides = listed([country(side) for side in heard], "or")
            text = f"Nothing that {sides} said is reported."
            yield Finding("Said in return", sentence(text), c.statements.iloc[:0])
        return
    clauses: list[str | View] = []
    for side, rows in heard.items():
        acts = join([_number(int(n), "heard", side, act) for act, n in rows.act.value_counts().items()], "; ")
        n = _number(len(rows), "heard", side)
        clauses.append(sentence(f"{names.heading(side)}: ", n, *([" (", acts, ")"] if acts else []), "."))
    pledging = [country(side) for side, rows in heard.items() if (rows.act == "commit").any()]
    clauses += [f"A pledge comes from {' and from '.join(pledging)}."] if pledging else []
    clauses += ["Their words are known here only as these documents report them."]
    yield Finding("Said in return", join(clauses, " "), pd.concat(list(heard.values())))


def _others(c: Comparison) -> Iterator[Finding]:
    """Say what is counted apart: joint statements, statements about both powers, other voices."""
    joint, both, apart = (c.part(part) for part in ("joint", "both", "apart"))
    sides = [(side, joint[joint.side == side]) for side in c.counterparts]
    n = [f"{len(rows)} with {country(side)}" for side, rows in sides if len(rows)]
    clauses = [f"{counted(len(joint), 'joint statement')} ({', '.join(n)})"] if len(joint) else []
    clauses += [f"{counted(len(both), 'statement')} about both powers at once"] if len(both) else []
    others = f"{counted(len(apart), 'statement')} by {names.speaking('apart', c.sides.actor)}"
    clauses += [others] if len(apart) else []
    if clauses:
        text = f"Added to neither side: {listed(clauses)}."
        yield Finding("Shown separately", sentence(text), pd.concat([joint, both]))
