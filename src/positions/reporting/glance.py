"""Either relationship at a glance: its name, themes, acts, speakers and channels, in the sources' words."""

from collections.abc import Sequence

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.commitment import fold_spelling
from positions.comparison.shares import silence_ledger
from positions.reporting import links, names, quotations
from positions.reporting.markup import LEFT, Shown, count, escape, linked, paragraph
from positions.reporting.names import counted, country
from positions.schemas import LIST_SEPARATOR
from positions.validation import terms_hold

MOST = 3  # entries in a cell
TALKS = "#engagements-and-what-was-said-in-them"  # the section of the page that lists the engagements
NONE = Shown('<span class="absent">none</span>', "none")
ACTS = {"affirm": 0, "praise": 0, "commit": 0, "state": 1}  # the order of names that are as frequent, by the act
NOTE = (
    "Numbers count statements and lead to them; words without a number stand in one statement. Words in italics are "
    "the source’s report of what was said. How often the two met is not counted here."
)


def glance(c: Comparison) -> Shown:
    """Return how either relationship looks, a column for each counterpart.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Shown
        A table of names, themes, acts, speakers and channels. In a cell stand the most frequent entries, and how many
        more there are; a line without any is left out; where no line is left, a sentence says so.
    """
    lines = [("Words for the relationship", "words", [_words(c, side, "label") for side in c.counterparts])]
    if terms_hold():
        lines += [("Terms attached", "words", [_words(c, side, "condition") for side in c.counterparts])]
    lines += [("Themes", "", [_coded(c, "said", side, "theme") for side in c.counterparts])]
    # With enough statements the shares say what differs; without any to one side nothing does.
    if not c.enough() and all(len(c.part("said", side)) for side in c.counterparts):
        lines += [("Raised with this side only", "", [_one_sided(c, side) for side in c.counterparts])]
    lines += [("Acts", "", [_coded(c, "said", side, "act") for side in c.counterparts])]
    lines += [("Who speaks", "", [_coded(c, "said", side, "speaker") for side in c.counterparts])]
    lines += [("Channel", "", [_channels(c, side) for side in c.counterparts])]
    lines += [("Said in return", "", [_coded(c, "heard", side, "act") for side in c.counterparts])]
    lines = [line for line in lines if any(cell is not NONE for cell in line[2])]
    if not lines:
        return paragraph("Nothing is told of either relationship.", "too-few")
    heads = [_head(c, side) for side in c.counterparts]
    top = "".join(
        f'<th scope="col" role="columnheader" class="{side.lower()}" style="{LEFT}">{head.markup}</th>'
        for side, head in zip(c.counterparts, heads, strict=True)
    )
    body = "\n".join(_line(c, *line) for line in lines)
    # Roles, since on a phone the style lays the rows out as boxes, which takes a table's own from them.
    markup = (
        f'<div class="table"><table class="glance" role="table"><caption>At a glance: what '
        f"{escape(country(c.sides.actor))} says to or about either"
        f'</caption>\n<thead role="rowgroup"><tr role="row"><td role="cell" class="what"></td>{top}</tr></thead>\n'
        f'<tbody role="rowgroup">{body}</tbody></table></div>\n<p class="note">{escape(NOTE)}</p>'
    )
    rows = [(name, *(cell.plain for cell in cells)) for name, _, cells in lines]
    plain = [("At a glance", *(head.plain for head in heads)), *rows]
    return Shown(markup, "\n".join([*(" | ".join(row) for row in plain), NOTE]))


def _head(c: Comparison, side: str) -> Shown:
    """Return the head of a column: the counterpart, and how many statements to it there are."""
    n, name = len(c.part("said", side)), names.heading(side)
    words = counted(n, "statement")
    linked = f'<a href="{escape(links.rows(part="said", side=side))}">{words}</a>' if n else words
    return Shown(f'{escape(name)} <span class="n">{linked}</span>', f"{name}, {words}")


def _line(c: Comparison, name: str, kind: str, cells: Sequence[Shown]) -> str:
    """Return one line of the table."""
    each = "".join(
        f'<td role="cell" class="{f"{side.lower()} {kind}".strip()}" style="{LEFT}">{cell.markup}</td>'
        for side, cell in zip(c.counterparts, cells, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader" style="{LEFT}">{escape(name)}</th>{each}</tr>'


def _list(entries: Sequence[Shown], rest: int = 0, address: str = "", between: str = " · ") -> Shown:
    """Return the entries of a cell; where there are more, a link to the statements of all."""
    if not entries:
        return NONE
    total = len(entries) + rest
    more = [Shown(f'<a href="{escape(address)}">all {total}</a>', f"all {total}")] if rest else []
    markup = between.join(f"<span>{entry.markup}</span>" for entry in [*entries, *more])
    return Shown(markup, "; ".join(entry.plain for entry in [*entries, *more]))


def _numbered(name: str, n: int, address: str) -> Shown:
    """Return a name with the number of statements behind it, as a link to them."""
    return Shown(f'<a href="{escape(address)}">{escape(name)} {n}</a>', f"{name} {n}")


def _words(c: Comparison, side: str, column: str) -> Shown:
    """Return the different words of a column, as the sources most often write them; the number where it is not one."""
    rows = c.part("said", side)
    rows = rows[rows[column] != ""]
    # Of more names than are shown, and as frequent: first those affirmed or praised, last those wished for.
    if column == "label" and fold_spelling(rows[column]).nunique() > MOST:
        order = rows.act.map(ACTS).fillna(len(ACTS))
        rows = rows.loc[order.sort_values(kind="stable").index]
    keys = fold_spelling(rows[column])
    found = tally(keys)
    entries = []
    for key, n in found[:MOST]:
        own = rows[keys == key]
        text = tally(own[column])[0][0]
        row = next(own[own[column] == text].itertuples(index=False))
        address = links.rows(part="said", side=side, **{column: list(dict.fromkeys(own[column]))})
        quoted = quotations.shown(quotations.words(row, text, column))
        again = Shown(f'\u00a0<span class="n">{count(n, address).markup}</span>', f" {n}") if n > 1 else Shown("", "")
        entries.append(Shown(quoted.markup + again.markup, quoted.plain + again.plain))
    address = links.rows(part="said", side=side, **{column: links.ANY})
    return _list(entries, len(found) - len(entries), address, between="<br>")


def _one_sided(c: Comparison, side: str) -> Shown:
    """Return the themes raised with one side only."""
    ledger = silence_ledger(c)
    column = ("first_statements", "second_statements")[c.counterparts.index(side)]
    own = ledger[ledger.raised_with == side].sort_values(column, ascending=False, kind="stable")
    entries = []
    for theme, n in zip(own.theme[:MOST], own[column][:MOST], strict=True):
        name = names.named("themes", theme)
        discussed = Shown(f'{escape(name)} <span class="n">discussed</span>', f"{name} (discussed)")
        address = links.rows(part="said", side=side, theme=theme)
        entries.append(_numbered(name, int(n), address) if n else discussed)
    address = links.rows(part="said", side=side, theme=list(own.theme))
    return _list(entries, len(own) - len(entries), address)


def _coded(c: Comparison, part: str, side: str, kind: str) -> Shown:
    """Return the most frequent themes, acts or speakers of what was said to, or heard from, a side."""
    column = c.part(part, side)[{"theme": "themes"}.get(kind, kind)]
    each = column.str.split(LIST_SEPARATOR).explode() if kind == "theme" else column
    found = tally(each[each != ""])
    entries = []
    for code, n in found[:MOST]:
        name = code if kind == "speaker" else names.named(f"{kind}s", code)
        entries.append(_numbered(name, n, links.rows(part=part, side=side, **{kind: code})))
    return _list(entries, len(found) - len(entries), links.rows(part=part, side=side))


def _channels(c: Comparison, side: str) -> Shown:
    """Return the channels of the engagements with a side, the most frequent first; one alone leads to its place.

    How often, the table behind tells: more engagements are missed than found, and some are counted twice.
    """
    talks = c.met[c.met.country == side]
    entries = []
    for kind, n in tally(talks.channel):
        name = names.channel(kind) if n == 1 else names.channels(kind)
        first = links.place(talks.event_id[talks.channel == kind].iloc[0], "e")
        entries.append(linked(name, first if n == 1 else TALKS))
    text = ", ".join(entry.markup for entry in entries), ", ".join(entry.plain for entry in entries)
    return Shown(*text) if entries else NONE


def tally(column: pd.Series) -> list[tuple[str, int]]:
    """Return the values of a column with their numbers, the most frequent first, then as they come."""
    found = column.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return [(str(value), int(n)) for value, n in found.items()]
