"""What was said to one counterpart set beside what was said to the other: terms, names, themes, wording."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from positions.comparison import Comparison
from positions.comparison.commitment import fold_spelling, ladder_rungs
from positions.comparison.keywords import shared_phrases
from positions.comparison.shares import silence_ledger
from positions.reporting import links, names, quotations
from positions.reporting.finding import Finding
from positions.reporting.markup import Shown, linked
from positions.reporting.names import counted, country, listed
from positions.reporting.quotations import Sentence, Words
from positions.schemas import LIST_SEPARATOR

NAMED = 4  # names and phrases written out in a sentence


def terms(c: Comparison) -> Iterator[Finding]:
    """Say to whom terms are attached, and which."""
    yield from _words(c, "Terms attached", "condition", ("sets terms", "set terms"))


def labels(c: Comparison) -> Iterator[Finding]:
    """Say what the relationship is called with each."""
    yield from _words(c, "Name of the relationship", "label", ("names the relationship", "name the relationship"))


def _words(c: Comparison, topic: str, column: str, verbs: tuple[str, str]) -> Iterator[Finding]:
    """Set terms or names to one side beside those to the other; the verb is given for one statement and for several."""
    said = {side: c.part("said", side) for side in c.counterparts}
    having = {side: rows[rows[column] != ""] for side, rows in said.items()}
    if not any(len(rows) for rows in having.values()):
        if any(len(rows) for rows in said.values()):
            text = f"No statement to {listed([country(side) for side in said], 'or')} {verbs[0]}."
            yield Finding(topic, Sentence((text,)), c.statements.iloc[:0])
        return
    parts: list[str | Words] = []
    for side, rows in having.items():
        total = counted(len(said[side]), "statement")
        gap = " " if parts else ""
        if said[side].empty:
            parts.append(f"{gap}There is no statement to {country(side)}.")
        elif rows.empty:
            parts.append(f"{gap}Of {total} to {country(side)}, none {verbs[0]}.")
        else:
            parts.append(f"{gap}Of {total} to {country(side)}, {len(rows)} {verbs[len(rows) > 1]}: ")
            parts += [*_enumerate(rows, column), "."]
    yield Finding(topic, Sentence(tuple(parts)), pd.concat(list(having.values())))


def _enumerate(rows: pd.DataFrame, column: str) -> list[str | Words]:
    """List the different words of a column, the most frequent first, those of several statements with the number."""
    keys = fold_spelling(rows[column])
    order = keys.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    parts: list[str | Words] = []
    for key, n in list(order.items())[:NAMED]:
        row = next(rows[keys == key].itertuples(index=False))
        parts += [", " if parts else "", quotations.words(row, getattr(row, column), column)]
        parts += [f" ({n})"] if n > 1 else []
    return [*parts, f" and {len(order) - NAMED} more"] if len(order) > NAMED else parts


def one_sided(c: Comparison) -> Iterator[Finding]:
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
        yield Finding("Themes with one only", Sentence((text,)), pd.concat(rests))
    elif (ledger.raised_with == "both").any():
        yield Finding(
            "Themes with one only",
            Sentence(
                ("Every theme raised with one, in a statement or as the topic of an engagement, was raised with both.",)
            ),
            c.statements.iloc[:0],
        )


def _silence(row: pd.Series, side: str) -> str:
    """Say how many statements a silence rests on, and what it makes unlikely where there are enough."""
    rests = f"That silence rests on {counted(int(row.silent_of), 'statement')} to {country(side)}"
    if not row.unlikely:
        return f"{rests}."
    return f"{rests}: a theme raised in {row.unlikely} of 100 or more would hardly be in none."


def _raised(theme: str, n: int) -> str:
    """Name a theme with the number of statements that carry it."""
    return f"{names.named('themes', theme)}, {counted(n, 'statement') if n else 'reported as discussed'}"


def same_words(c: Comparison) -> Iterator[Finding]:
    """Say which wording both were given alike, and whether it is more than standing formulas."""
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
    parts: list[str | Words] = []
    if len(own):
        parts += ["Beyond standing formulas, both are given the same words: ", *_alike(own, rows), "."]
    elif len(other):
        few = counted(len(other), "phrase")
        parts.append(
            f"Beyond standing formulas, both are given the same words in {few} of two words, said once to one."
        )
    else:
        parts.append("Nothing but standing formulas is said to both in the same words.")
    if len(usual):
        parts += [" Formulas used with both, which say little by themselves: ", *_alike(usual, rows), "."]
    shown = own if len(own) else usual
    used = [ids.split(LIST_SEPARATOR)[0] for row in shown.itertuples() for ids in (row.first_ids, row.second_ids)]
    of_them = c.statements[c.statements.statement_id.isin(used)].reset_index(drop=True)
    yield Finding("Same wording", Sentence(tuple(parts)), of_them)


def _is_name(phrase: str, row: object) -> bool:
    """Tell whether a phrase is a name such as "South Asia": as a statement writes it, each word has a capital."""
    return all(word[0].isupper() for word in quotations.as_written(row, phrase).text.split())


def _alike(shared: pd.DataFrame, rows: dict) -> list[str | Words]:
    """List wording given to both as its first statement writes it."""
    parts: list[str | Words] = []
    for row in shared.itertuples():
        first = rows[row.first_ids.split(LIST_SEPARATOR)[0]]
        parts += [", " if parts else "", quotations.as_written(first, row.phrase), f" ({row.first} and {row.second})"]
    return parts


def acts(c: Comparison) -> Iterator[Finding]:
    """Say on which rungs of commitment the statements stand."""
    parts: list[str | Shown] = []
    for side in c.counterparts:
        placed = c.part("said", side).act.map(lambda act: ladder_rungs()[act][0])
        order = [rung for rung in dict.fromkeys(rung for rung, _ in ladder_rungs().values()) if (placed == rung).any()]
        each = [_rung(rung, int((placed == rung).sum()), side) for rung in order]
        if each:
            parts += [f"{' ' if parts else ''}To {country(side)}: ", *[p for one in each for p in (", ", one)][1:], "."]
    if parts:
        pledged = any((c.part("said", side).act == "commit").any() for side in c.counterparts)
        parts += [] if pledged else [" No statement to either is a pledge."]
        yield Finding("How binding", Sentence(tuple(parts)), c.statements.iloc[:0])


def _rung(rung: str, n: int, side: str) -> Shown:
    """Return how many statements stand on a rung, leading to them."""
    return linked(f"{rung} {n}", links.rows(part="said", side=side, rung=rung))


def general(c: Comparison) -> Iterator[Finding]:
    """Say which statements were made to officials of a side without naming it."""
    clauses: list[str | Shown] = []
    rests = []
    for side in c.counterparts:
        said = c.part("said", side)
        own = said[said.target_basis == "engagement"]
        if len(own):
            verb = "was made to its officials without naming it" if len(own) == 1 else "were made to its officials"
            verb += "" if len(own) == 1 else " without naming it"
            address = links.rows(part="said", side=side, target_basis="engagement")
            head = f"{'; of' if clauses else 'Of'} {counted(len(said), 'statement')} to {country(side)}, "
            clauses += [head, linked(str(len(own)), address), f" {verb}"]
            rests.append(own)
    if clauses:
        clauses.append(". Such words may be meant for others as well.")
        yield Finding("Not named", Sentence(tuple(clauses)), pd.concat(rests))
