"""Terms attached and names given to either relationship, in the sources' words.

Each is shown with the number of its statements; names also with the days on which they occur.
"""

import textwrap

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.commitment import count_commitment, ladder_rungs, list_relationships
from positions.comparison.shares import ASPECTS, WORDED_ASPECTS, count_codes
from positions.reporting.render import links, markup, names, quotations
from positions.reporting.render.svg import GROUND, Drawing, canvas, country_key, drawing_style, finish
from positions.reporting.sections.counts import column_name, counted_once
from positions.reporting.sections.over_time import day_of_publication
from positions.schemas import LIST_SEPARATOR
from positions.validation import checked, terms_hold
from positions.validation.stored_figures import LEAST_RIGHT

MOST = 8  # terms in a cell
TERMS = ("with terms", "without terms")


def commitments(c: Comparison) -> markup.View:
    """Return commitment by condition, with the terms quoted; a sentence if there is no statement."""
    tidy = count_commitment(c)
    if tidy.empty:
        return markup.paragraph(
            f"The state of {names.country(c.sides.actor)} says nothing to either side: nothing to place.", "too-few"
        )
    keys = [(side, terms) for side in c.counterparts for terms in TERMS]
    rows = []
    for rung in [rung for rung in dict.fromkeys(rung for rung, _ in ladder_rungs().values()) if rung in set(tidy.rung)]:
        own = {(row.side, row.terms): row for row in tidy[tidy.rung == rung].itertuples()}
        rows.append([rung, *[_bound(c, own[key]) if key in own else "" for key in keys]])
    heads = ["Rung"] + [f"{names.heading(s)} ({len(c.part('said', s))}), {terms}" for s, terms in keys]
    own = names.country(c.sides.actor)
    note = f"Statements by the state of {own}, from courtesy up to pledge, then acts that bind to nothing. "
    note += counted_once(c)
    note += "" if (tidy.terms == "with terms").any() else " No statement to either sets terms."
    return markup.stack([*_caution(), markup.table("Commitment by terms attached", heads, rows, note)])


def _caution() -> list[markup.View]:
    """Say, where it is so, that terms are not told surely enough to stand among the findings, and how sure they are."""
    if terms_hold():
        return []
    found = checked("terms: precision")
    value, low, high = (round(100 * number) for number in (found.value, found.low, found.high))
    few = "" if found.is_enough else f", and {found.n} cases are too few to tell"
    text = f"Terms stand here and not among the findings: in articles kept apart {value} of 100 were right ({low} to "
    return [
        markup.paragraph(f"{text}{high}){few}; {round(100 * LEAST_RIGHT)} are asked for. Read the words themselves.")
    ]


def _bound(c: Comparison, cell: object) -> markup.View:
    """Return the number of statements on a rung, and where they set terms the terms below it.

    Parameters
    ----------
    c : Comparison
    cell : named tuple
        A row of `positions.comparison.commitment.count_commitment`.

    Returns
    -------
    View
        The number leads to all statements, and each of the terms, shown once, to its own.
    """
    with_terms = cell.terms == "with terms"
    chosen = {"part": "said", "side": cell.side, "rung": cell.rung}
    number = markup.count(cell.n, links.rows(**chosen, condition=links.ANY if with_terms else links.NONE))
    if not with_terms:
        return number
    first = {row.condition.casefold(): row for row in reversed(c.listed(cell.statement_ids))}
    quoted = [quotations.link_words(row, row.condition, "condition") for row in reversed(first.values())]
    return markup.join([number, *markup.first_few(quoted, MOST)], markup.BREAK)


def as_quoted(c: Comparison) -> markup.View:
    """Return the terms attached and the names given, in the sources' words."""
    tidy = count_codes(c)
    rows = []
    keys = [(a, p, s) for a in WORDED_ASPECTS for p in ("said", "joint") for s in c.counterparts]
    for aspect, part, side in keys:
        for row in tidy[(tidy.aspect == aspect) & (tidy.part == part) & (tidy.side == side)].itertuples():
            quoted = _quoted(c, row, ASPECTS[aspect])
            n = markup.count(row.n, links.rows(part=row.part, side=row.side, **{ASPECTS[aspect]: row.code}))
            rows.append([names.named("aspects", aspect), quoted, column_name(row.part, row.side), n, row.of])
    note = f"As the sources write them, capitals aside. {counted_once(c)}"
    none = "No statement sets terms or names the relationship."
    return markup.table("Terms and names", ["What", "Words", "Said", "Statements", "Of"], rows, note, none=none)


def _quoted(c: Comparison, found: object, kind: str) -> markup.View:
    """Return terms or a name as the first statement that has it writes it, leading to that statement."""
    rows = c.part(found.part, found.side)
    row = next(rows[rows[kind].str.casefold() == found.code.casefold()].itertuples(index=False))
    return quotations.link_words(row, getattr(row, kind), kind)


def named_by(c: Comparison, row: object) -> str:
    """Return who gives a name: the actor, the other side, or both."""
    own, other = names.heading(c.sides.actor), names.heading(row.side)
    return {"said": own, "heard": other, "joint": f"{own} and {other}"}[row.part]


def names_over_time(c: Comparison) -> markup.View:
    """Return the names with who gave them, when, and how often."""
    rows = []
    for row in list_relationships(c).itertuples():
        words = quotations.link_words(c.listed(row.statement_ids)[0], row.name, "label")
        numbers = markup.listed_and_documents(row.statement_ids, row.statements, row.documents)
        last = "same day" if row.first and row.last == row.first else row.last
        cells = [named_by(c, row), row.first, last, *numbers, row.speakers.replace(LIST_SEPARATOR, ", ")]
        rows.append([names.heading(row.side), words, *cells])
    heads = ["With", "Name", "Given by", "First seen", "Last seen", "Statements", "Documents", "Who"]
    note = "Days of publication. One name, however it is spelled. What was not seen may have been said."
    none = "No statement names the relationship."
    return markup.table("Names given to the relationship", heads, rows, note, none=none)


SHOWN = 12  # names with either counterpart
LETTERS = 26  # of a name on one line


def names_figure(comparison: Comparison) -> Drawing | markup.View:
    """Draw the names given to either relationship by the days on which they occur.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        Filled marks are names that the actor gives, hollow ones those of the other side or of both. With fewer than two
        days there is nothing to draw.
    """
    tidy = list_relationships(comparison)
    tidy = tidy[tidy["first"] != ""]
    if pd.concat([tidy["first"], tidy["last"]]).nunique() < 2:
        return markup.paragraph("Names are seen on fewer than two days: nothing to draw over time.", "too-few")
    tidy = tidy.sort_values("statements", ascending=False, kind="stable").groupby("side", sort=False).head(SHOWN)
    order = tidy.side.map(comparison.counterparts.index)
    tidy = tidy.assign(order=order).sort_values(["order", "first"], kind="stable", ignore_index=True)
    with drawing_style():
        figure, axes = canvas(1.0 + 0.36 * len(tidy))
        for row in tidy.itertuples():
            _name(axes, row)
        # Names that fit beside the figure, on two lines at most.
        short = ["\n".join(textwrap.wrap(name, LETTERS, max_lines=2, placeholder=" …")) for name in tidy.name]
        axes.set_yticks(range(len(tidy)), short, fontsize=9)
        axes.set_ylim(len(tidy) - 0.4, -0.6)
        ends = [tidy["first"].min(), tidy["last"].max()]
        axes.set_xticks([day_of_publication(end) for end in ends], ends)
        axes.set_xlabel("published")
        axes.grid(axis="both", linewidth=0.6)
        country_key(figure, [side for side in comparison.counterparts if (tidy.side == side).any()])
        return finish(figure, _words(comparison, tidy))


def _name(axes: Axes, row: object) -> None:
    """Draw the days of one name."""
    colour, marker = names.mark(row.side)
    where = [day_of_publication(one) for one in row.days.split(LIST_SEPARATOR)]
    fill = colour if row.part == "said" else GROUND
    look = {"color": colour, "marker": marker, "markerfacecolor": fill, "linewidth": 1.2}
    (line,) = axes.plot(where, [row.Index] * len(where), **look)
    line.set_url(links.listed(row.statement_ids))


def _words(comparison: Comparison, tidy: pd.DataFrame) -> str:
    """Say what is drawn."""
    each = []
    for row in tidy.itertuples():
        when = row.first if row.first == row.last else f"{row.first} to {row.last}"
        each.append(f"{names.heading(row.side)}, {row.name} (by {named_by(comparison, row)}): {row.statements}, {when}")
    return f"Names given to the relationship by day of publication, with statements. {'; '.join(each)}."
