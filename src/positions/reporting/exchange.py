"""What one side takes over from the other in an exchange, and what one raises and the other passes over."""

from collections.abc import Sequence

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.exchanges import find_passed_over, find_taken_over
from positions.comparison.keywords import phrases_in_return
from positions.comparison.partition import cached_table
from positions.reporting import links, names, quotations
from positions.reporting.markup import Shown, count, escape, paragraph, table
from positions.schemas import LIST_SEPARATOR

FIRST = "Whose words stand first in a text is not who said them first, and one press office may have worded both."
ALIKE = "Such words may be those of the office or the outlet that reports both."


def wording(c: Comparison) -> Shown:
    """Return the wording that documents report of the actor and of the other side alike."""
    tidy = find_taken_over(c)
    own = names.heading(c.sides.actor)
    if tidy.empty:
        text = f"In no document do {names.country(c.sides.actor)} and the other side share two content words in a row,"
        return paragraph(f"{text} standing formulas aside.", "too-few")
    rows = []
    for r in tidy.itertuples():
        rows.append([_quoted(c, r.said_ids, r.phrase), names.heading(r.side), *_numbers(r), _before(c, r)])
    heads = ["Words", "Other side", f"{own}: statements", "Other side: statements", "First in the text"]
    note = f"Two content words or more in a row, in statements of both within one document. {FIRST}"
    return table("Wording of both sides", heads, rows, f"{note} Standing formulas are left out.")


def replies(c: Comparison) -> Shown:
    """Return the wording that both counterparts are reported to use to the actor."""
    tidy, actor = phrases_in_return(c), names.country(c.sides.actor)
    if tidy.empty:
        return paragraph(f"The two counterparts share no wording in what they say to {actor}.", "too-few")
    rows = []
    for r in tidy.itertuples():
        numbers = [count(n, _rows(ids)) for n, ids in ((r.first, r.first_ids), (r.second, r.second_ids))]
        rows.append([_quoted(c, r.first_ids, r.phrase), *numbers, "yes" if r.formula == "yes" else ""])
    heads = ["Words", *[f"Statements by {names.country(side)}" for side in c.counterparts], "Standing formula"]
    return table(f"Wording of both counterparts to {actor}", heads, rows, ALIKE)


def below(c: Comparison, talk: object) -> list[Shown]:
    """Return what stands below a dialogue: the wording both use, and the themes by who speaks of them.

    Parameters
    ----------
    c : Comparison
    talk : named tuple
        A row of EVENTS.

    Returns
    -------
    list of Shown
        Empty where one side alone is reported to speak.
    """
    themes = find_passed_over(c)[find_passed_over(c).event_id == talk.event_id]
    if themes.empty:
        return []
    words = find_taken_over(c)[find_taken_over(c).event_id == talk.event_id]
    parts: list[str | Shown] = ["Wording of both: "]
    for r in words.itertuples():
        parts += ["" if len(parts) == 1 else ", ", _quoted(c, r.said_ids, r.phrase), f" ({_before(c, r)} first)"]
    parts += [f". {FIRST}"] if len(words) else ["none, standing formulas aside."]
    groups = {
        "both": "both sides",
        "discussed": "both, as topics reported",
        "said": f"{names.heading(c.sides.actor)} alone",
    }
    groups |= {"heard": f"{names.heading(talk.country)} alone"}
    clauses: list[str | Shown] = ["Themes of "]
    for spoken_by, who in groups.items():
        own = themes[themes.spoken_by == spoken_by]
        each = [piece for r in own.itertuples() for piece in _theme(r)][1:]
        clauses += ["" if len(clauses) == 1 else "; ", f"{who}: ", *each] if each else []
    return [_paragraph(parts), _paragraph([*clauses, "."])]


def _theme(row: object) -> list[str | Shown]:
    """Return a theme with the number of statements that carry it, after a comma."""
    ids = row.statement_ids.split(LIST_SEPARATOR)
    return [", ", f"{names.named('themes', row.theme)} (", count(len(ids), links.rows(statement=ids)), ")"]


def _quoted(c: Comparison, ids: str, phrase: str) -> Shown:
    """Return a phrase as the first of its statements writes it."""
    statement_id = ids.split(LIST_SEPARATOR)[0]
    row = next(_by_id(c).loc[[statement_id]].itertuples(index=False))
    return quotations.shown(quotations.as_written(row, phrase))


@cached_table
def _by_id(c: Comparison) -> pd.DataFrame:
    """Return the statements by their ids."""
    return c.statements.set_index("statement_id", drop=False)


def _numbers(row: object) -> list[object]:
    """Return the numbers of statements of either side that have a wording."""
    return [count(len(ids.split(LIST_SEPARATOR)), _rows(ids)) for ids in (row.said_ids, row.heard_ids)]


def _rows(ids: str) -> str:
    """Return the address of statements."""
    return links.rows(statement=ids.split(LIST_SEPARATOR))


def _before(c: Comparison, row: object) -> str:
    """Name the side whose words stand first in the text."""
    return names.heading(c.sides.actor if row.before == "said" else row.side)


def _paragraph(parts: Sequence[str | Shown]) -> Shown:
    """Return a paragraph of plain words and links."""
    pieces = [part if isinstance(part, Shown) else Shown(escape(part), part) for part in parts]
    return Shown(f'<p class="note">{"".join(p.markup for p in pieces)}</p>', "".join(p.plain for p in pieces))
