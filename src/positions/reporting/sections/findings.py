"""Findings: sentences made from the tables of a comparison, each followed by the statements it rests on.

A comparison comes in; `Findings` go out. `derive` is where to start.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.commitment import fold_spelling, ladder_rungs
from positions.comparison.concordance import typical_statement
from positions.comparison.keywords import shared_phrases
from positions.comparison.shares import silence_ledger
from positions.reporting.render import links, names, quotations
from positions.reporting.render.markup import View, folded, join, link, listing, number, piece, sentence
from positions.reporting.render.names import counted, country, listed
from positions.reporting.sections.themes_raised import raised_only_with
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
    rests_on : DataFrame, optional
        The statements it rests on (rows of ``Comparison.statements``), those to show first.
    talks : DataFrame, optional
        The events it rests on (rows of EVENTS), shown by the sentence that first reports each.
    """

    topic: str
    sentence: View
    rests_on: pd.DataFrame | None = None
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


def _shown(finding: Finding, is_folded: bool) -> View:
    """Return one finding with the statements it rests on."""
    lines = _lines(finding)
    words = listing(lines)
    words = folded("The words it rests on", words) if is_folded and lines else words
    return piece("finding", finding.topic, finding.sentence, words)


def _lines(finding: Finding) -> list[View]:
    """Return the lines below a finding: a few typical statements of each part and side, and the events."""
    rows = finding.rests_on
    talks = [] if finding.talks is None else map(quotations.event_report, finding.talks.itertuples())
    if rows is None or rows.empty:
        return [*talks]
    few = pd.concat([_typical(own) for _, own in rows.groupby(["part", "side"], sort=False)])
    return [*quotations.statement_lines(few, rows[~rows.statement_id.isin(few.statement_id)]), *talks]


def _typical(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the typical statements of some, in the order of the table; all where there are few."""
    if len(rows) <= QUOTES:
        return rows
    chosen = rows.iloc[:0]
    for _ in range(QUOTES):
        chosen = pd.concat([chosen, typical_statement(rows.drop(chosen.index), set(chosen.doc_id))])
    return chosen.sort_index()


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
            yield Finding(topic, sentence(text))
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
    order = keys.value_counts()
    each = []
    for key, n in order[:NAMED].items():
        row = next(rows[keys == key].itertuples(index=False))
        words = quotations.link_quote(quotations.quote(row, getattr(row, column), column))
        each.append(words + (f" ({n})" if n > 1 else ""))
    return join(each, ", ") + (f" and {len(order) - NAMED} more" if len(order) > NAMED else "")


def one_sided_themes(c: Comparison) -> Iterator[Finding]:
    """Say which themes were raised with one side only."""
    clauses, rests = [], []
    for side, other in (c.counterparts, c.counterparts[::-1]):
        own = raised_only_with(c, side)
        if own.empty:
            continue
        each = [_raised(row.theme, row.n) for row in own.head(NAMED).itertuples()]
        each += [counted(len(own) - NAMED, "other theme")] * (len(own) > NAMED)
        clauses.append(f"Raised or discussed with {country(side)}, not with {country(other)}: {'; '.join(each)}.")
        clauses += [_silence(own.iloc[0], other)] if own.silent_of.iloc[0] else []
        said, themes = c.part("said", side), set(own.theme)
        rests.append(said.loc[[not themes.isdisjoint(listed.split(LIST_SEPARATOR)) for listed in said.themes]])
    if clauses:
        clauses += ["A topic that is reported as discussed counts as raised. A theme that is missing is missing from"]
        clauses += ["these documents; nothing says that the position on it is neutral."]
        yield Finding("Themes with one only", join(clauses, " "), pd.concat(rests))
    elif (silence_ledger(c).raised_with == "both").any():
        text = "Every theme raised with one, in a statement or as the topic of an engagement, was raised with both."
        yield Finding("Themes with one only", sentence(text))


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
    rows = {row.statement_id: row for row in c.statements.itertuples(index=False)}
    shared = shared_phrases(c)
    shared = shared.loc[[not _is_name(row.phrase, rows[_first(row.first_ids)]) for row in shared.itertuples()]]
    if shared.empty:
        return
    usual, other = shared[shared.formula == "yes"].head(NAMED), shared[shared.formula == "no"]
    own = other[(other.phrase.str.count(" ") > 1) | (other[["first", "second"]].min(axis=1) > 1)].head(NAMED)
    if len(own):
        text = sentence("Beyond standing formulas, both are given the same words: ", _alike(own, rows), ".")
    elif len(other):
        few = counted(len(other), "phrase")
        text = f"Beyond standing formulas, both are given the same words in {few} of two words, said once to one."
    else:
        text = "Nothing but standing formulas is said to both in the same words."
    formulas = (" Formulas used with both, which say little by themselves: ", _alike(usual, rows), ".")
    shown = own if len(own) else usual
    used = shown[["first_ids", "second_ids"]].map(_first).to_numpy().ravel()
    of_them = c.statements[c.statements.statement_id.isin(used)].reset_index(drop=True)
    yield Finding("Same wording", sentence(text, *(formulas if len(usual) else ())), of_them)


def _first(ids: str) -> str:
    """Return the first of the statements listed."""
    return ids.split(LIST_SEPARATOR)[0]


def _is_name(phrase: str, row: object) -> bool:
    """Tell whether a phrase is a name such as "South Asia": as a statement writes it, each word has a capital."""
    return all(word[0].isupper() for word in quotations.as_written(row, phrase).text.split())


def _alike(shared: pd.DataFrame, rows: dict) -> View:
    """List wording given to both as its first statement writes it."""
    each = []
    for row in shared.itertuples():
        words = quotations.as_written(rows[_first(row.first_ids)], row.phrase)
        each.append(quotations.link_quote(words) + f" ({row.first} and {row.second})")
    return join(each, ", ")


def commitment_rungs(c: Comparison) -> Iterator[Finding]:
    """Say on which rungs of commitment the statements stand."""
    rungs = {act: rung for act, (rung, _) in ladder_rungs().items()}
    clauses: list[str | View] = []
    for side in c.counterparts:
        n = c.part("said", side).act.map(rungs).value_counts()
        placed = [rung for rung in dict.fromkeys(rungs.values()) if rung in n]
        each = [link(f"{rung} {n[rung]}", links.rows(part="said", side=side, rung=rung)) for rung in placed]
        clauses += [sentence(f"To {country(side)}: ", join(each, ", "), ".")] if each else []
    if clauses:
        clauses += [] if (c.part("said").act == "commit").any() else ["No statement to either is a pledge."]
        yield Finding("How binding", join(clauses, " "))


def unnamed_counterpart(c: Comparison) -> Iterator[Finding]:
    """Say which statements were made to officials of a side without naming it."""
    clauses, rests = [], []
    for side in c.counterparts:
        said = c.part("said", side)
        own = said[said.target_basis == "engagement"]
        if len(own):
            n = number(len(own), part="said", side=side, target_basis="engagement")
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
        yield Finding("Channel", join(clauses, " "), talks=shown)


def _talk(row: object) -> str:
    """Describe one engagement."""
    place = f" ({row.place})" if row.place else ""
    sides = ", with ".join(side for side in (row.own_side, row.other_side) if side)
    return f"{names.channel(row.channel)}{place}{f', {sides}' if sides else ''}"


def _in_turn(c: Comparison) -> Iterator[Finding]:
    """Say what each side said back."""
    heard = {side: c.part("heard", side) for side in c.counterparts}
    if not any(len(rows) for rows in heard.values()):
        if c.documents:
            sides = listed([country(side) for side in heard], "or")
            yield Finding("Said in return", sentence(f"Nothing that {sides} said is reported."))
        return
    clauses: list[str | View] = []
    for side, rows in heard.items():
        n = link(counted(len(rows), "statement"), links.rows(part="heard", side=side))
        acts = [
            link(f"{names.named('acts', act)} {times}", links.rows(part="heard", side=side, act=act))
            for act, times in rows.act.value_counts().items()
        ]
        told = sentence(" (", join(acts, "; "), ")") if acts else ""
        clauses.append(sentence(f"{names.heading(side)}: ", n, told, "."))
    pledging = [country(side) for side, rows in heard.items() if (rows.act == "commit").any()]
    clauses += [f"A pledge comes from {' and from '.join(pledging)}."] if pledging else []
    clauses += ["Their words are known here only as these documents report them."]
    yield Finding("Said in return", join(clauses, " "), pd.concat(list(heard.values())))


def _others(c: Comparison) -> Iterator[Finding]:
    """Say what is counted apart: joint statements, statements about both powers, other voices."""
    joint, both, apart = (c.part(part) for part in ("joint", "both", "apart"))
    with_either = joint.side.value_counts(sort=False)
    n = [f"{with_either[side]} with {country(side)}" for side in c.counterparts if side in with_either]
    clauses = [f"{counted(len(joint), 'joint statement')} ({', '.join(n)})"] if len(joint) else []
    clauses += [f"{counted(len(both), 'statement')} about both powers at once"] if len(both) else []
    others = f"{counted(len(apart), 'statement')} by {names.speaking('apart', c.sides.actor)}"
    clauses += [others] if len(apart) else []
    if clauses:
        yield Finding(
            "Shown separately", sentence(f"Added to neither side: {listed(clauses)}."), pd.concat([joint, both])
        )
