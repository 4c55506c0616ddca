"""The first screen: how the two relationships differ, in the sources' words, a column for each counterpart."""

from collections.abc import Sequence

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.shares import shares
from positions.comparison.silence import silence
from positions.reporting import links, names, quotations
from positions.reporting.markup import LEFT, Shown, count, escape, linked

MOST = 3  # entries in a cell
TALKS = "#reciprocity"  # the section of the page that lists the engagements
NONE = Shown('<span class="absent">none</span>', "none")
NOTE = (
    "Numbers count statements and lead to them; words without one stand in a single statement. In italics is the "
    "source’s report of what was said. Neither column measures warmth, the channel least of all."
)


def glance(c: Comparison) -> Shown:
    """Return names given, terms, one-sided themes, acts, channel and what was said in return, side by side.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Shown
        The question and a table. In a cell stand the most frequent entries, and how many more there are.
    """
    lines = [
        ("Calls the relationship", "words", [_words(c, side, "label") for side in c.counterparts]),
        ("Terms attached", "words", [_words(c, side, "condition") for side in c.counterparts]),
        ("Raised with this side only", "", [_themes(c, side) for side in c.counterparts]),
        ("Acts", "", [_acts(c, "said", side) for side in c.counterparts]),
        ("Channel", "", [_channels(c, side) for side in c.counterparts]),
        ("Said in return, by act", "", [_acts(c, "heard", side) for side in c.counterparts]),
    ]
    heads = [_head(c, side) for side in c.counterparts]
    top = "".join(
        f'<th scope="col" role="columnheader" class="{side.lower()}" style="{LEFT}">{head.markup}</th>'
        for side, head in zip(c.counterparts, heads, strict=True)
    )
    body = "\n".join(_line(c, *line) for line in lines)
    note = f"{NOTE}{_differing(c)}"
    # Roles, since on a phone the style lays the rows out as boxes, which takes a table's own from them.
    markup = (
        f'<p class="question">{escape(question(c))}</p>\n'
        '<div class="table"><table class="glance" role="table"><caption>At a glance: what '
        f"{escape(names.country(c.sides.actor))} says to either"
        f'</caption>\n<thead role="rowgroup"><tr role="row"><td role="cell" class="what"></td>{top}</tr></thead>\n'
        f'<tbody role="rowgroup">{body}</tbody></table></div>\n<p class="note">{escape(note)}</p>'
    )
    rows = [(name, *(cell.plain for cell in cells)) for name, _, cells in lines]
    plain = [(question(c),), ("At a glance", *(head.plain for head in heads)), *rows]
    return Shown(markup, "\n".join([*(" | ".join(row) for row in plain), note]))


def question(c: Comparison) -> str:
    """Return the question that a comparison answers."""
    own, first, second = map(names.country, (c.sides.actor, *c.counterparts))
    about = names.listed([names.named("themes", theme) for theme in c.parameters.themes])
    return f"What does {own} say to {first}, and what to {second}{f', about {about}' if about else ''}?"


def _differing(c: Comparison) -> str:
    """Say how many shares differ, where shares may be given."""
    found = shares(c)
    n, of = int((found.differs != "").sum()) // 2, len(found) // 2
    return f" Of {of} shares compared, {n or 'none'} is shown to differ beyond chance and coding." if of else ""


def _head(c: Comparison, side: str) -> Shown:
    """Return the head of a column: the counterpart, and how many statements to it there are."""
    n, name = len(c.part("said", side)), names.heading(side)
    words = names.counted(n, "statement")
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
    """Return the different words of a column, as the sources write them; the number where it is not one."""
    rows = c.part("said", side)
    rows = rows[rows[column] != ""]
    keys = rows[column].str.casefold()
    found = tally(keys)
    entries = []
    for key, n in found[:MOST]:
        row = next(rows[keys == key].itertuples(index=False))
        text = getattr(row, column)
        address = links.rows(part="said", side=side, **{column: text})
        quoted = quotations.shown(quotations.words(row, text, column))
        again = Shown(f'\u00a0<span class="n">{count(n, address).markup}</span>', f" {n}") if n > 1 else Shown("", "")
        entries.append(Shown(quoted.markup + again.markup, quoted.plain + again.plain))
    address = links.rows(part="said", side=side, **{column: links.ANY})
    return _list(entries, len(found) - len(entries), address, between="<br>")


def _themes(c: Comparison, side: str) -> Shown:
    """Return the themes raised with one side only."""
    ledger = silence(c)
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


def _acts(c: Comparison, part: str, side: str) -> Shown:
    """Return the acts of what was said to, or heard from, a side."""
    found = tally(c.part(part, side).act)
    entries = []
    for act, n in found[:MOST]:
        name = names.named("acts", act)
        entries.append(_numbered(name, n, links.rows(part=part, side=side, act=act)))
    return _list(entries, len(found) - len(entries), links.rows(part=part, side=side))


def _channels(c: Comparison, side: str) -> Shown:
    """Return the channels of the engagements with a side; one alone leads to its place, more to their table."""
    talks = c.met[c.met.country == side]
    entries = []
    for kind, n in tally(talks.channel):
        name = names.channel(kind, n)
        first = links.place(talks.event_id[talks.channel == kind].iloc[0], "e")
        entries.append(linked(name, first if n == 1 else TALKS))
    text = ", ".join(entry.markup for entry in entries), ", ".join(entry.plain for entry in entries)
    return Shown(*text) if entries else NONE


def tally(column: pd.Series) -> list[tuple[str, int]]:
    """Return the values of a column with their numbers, the most frequent first, then as they come."""
    found = column.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return [(str(value), int(n)) for value, n in found.items()]
