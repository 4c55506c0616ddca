"""Statements counted and listed side by side: by code, by act and stance, by speaker, and those that stand apart."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison, concordance
from positions.comparison.keywords import shared_phrases
from positions.comparison.shares import ASPECTS, count_codes
from positions.reporting.render import links, names, quotations
from positions.reporting.render.markup import (
    View,
    count,
    element,
    folded,
    link,
    listing,
    paragraph,
    piece,
    sentence,
    stack,
    table,
)
from positions.reporting.render.svg import (
    GRID,
    LINE,
    Drawing,
    drawing_style,
    finish,
    link_area,
    panel_title,
    side_panels,
)
from positions.reporting.sections.error_rates import criticism_caution
from positions.reporting.statements import part_labels
from positions.schemas import LIST_SEPARATOR

KINDS = {"act": "acts", "stance": "stances", "wording": "wording"}
COUNTED = ("act", "stance", "wording", "institution", "target known from")
UNNAMED = "Not named: the statement goes on from one about the country and does not name it; it enters no share."
SHOWN = 8  # statements in a column, phrases in a list


def counted_once(c: Comparison) -> str:
    """Return the sentence that says what is counted once."""
    among = "document or release" if c.parameters.per == "release" else "document"
    return f"A statement that repeats another of the same {among} is counted once."


def tally(column: pd.Series) -> dict[str, int]:
    """Return how often each value stands in a column, the most frequent first, then as they come."""
    found = column.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return {value: int(n) for value, n in found.items()}


def codes_by_side(c: Comparison) -> View:
    """Return the counts of codes: to either counterpart, and in further columns of those counted with neither."""
    apart = [(part, side) for part in ("context", "joint") for side in c.counterparts] + [("both", "BOTH")]
    columns = [("said", side) for side in c.counterparts] + [key for key in apart if len(c.part(*key))]
    tidy = count_codes(c)
    tidy = tidy[pd.MultiIndex.from_frame(tidy[["part", "side"]]).isin(columns)]
    heads = ["Code"] + [column_name(part, side) for part, side in columns]
    totals = _cells(tidy, "statements", "", columns)
    rows: list[Sequence[object]] = [["all statements", *totals]]
    for aspect in COUNTED:
        codes = tidy[tidy.aspect == aspect].groupby("code", sort=False).n.sum().sort_values(ascending=False)
        order = sorted(codes.index, key=int, reverse=True) if aspect == "stance" else codes.index
        for code in order:
            name = names.named(KINDS.get(aspect, ""), code)
            rows.append([f"{names.named('aspects', aspect)}: {name}", *_cells(tidy, aspect, code, columns)])
    own = names.country(c.sides.actor)
    note = f"Numbers of statements by the state of {own}. {counted_once(c)} A dash: none was found. "
    note += f"{UNNAMED} {criticism_caution(c)}"
    return table("Statements by code", heads, rows, note)


def column_name(part: str, side: str) -> str:
    """Name a column."""
    if part == "both":
        return "About both at once"
    if part == "context":
        return f"{names.heading(side)} not named"
    return f"Jointly with {names.country(side)}" if part == "joint" else f"To {names.country(side)}"


def _cells(tidy: pd.DataFrame, aspect: str, code: str, columns: list[tuple[str, str]]) -> list[object]:
    """Return the numbers of one row, blank if there is none."""
    own = tidy[(tidy.aspect == aspect) & (tidy.code == code)].set_index(["part", "side"]).n
    chosen = {} if aspect == "statements" else {ASPECTS[aspect]: code}
    return [count(int(own.get(key, 0)), links.rows(part=key[0], side=key[1], **chosen)) for key in columns]


def statements_side_by_side(c: Comparison) -> View:
    """Return the state's statements in two columns: all if few, else those typical of the most frequent themes."""
    sections = []
    for side in c.counterparts:
        said = c.part("said", side)
        few = concordance.typical_by_theme(said, SHOWN)
        lines = quotations.statement_lines(few, said[~said.statement_id.isin(few.statement_id)])
        n = link(names.counted(len(said), "statement"), links.rows(part="said", side=side))
        lines = lines or [element("span", "no statement was found", "absent")]
        sections.append(piece("side", 3, names.heading(side), n, side.lower(), lines, ""))
    return piece("columns", sections)


def shared_wording(c: Comparison) -> View:
    """Return the phrases found in statements to both."""
    shared = shared_phrases(c).head(2 * SHOWN)
    if shared.empty:
        return paragraph("No wording is found in statements to both.", "too-few")
    heads = ["Phrase", *[f"Statements to {names.country(side)}" for side in c.counterparts], "Standing formula"]
    note = "Two words or more that are neither names nor function words, or a standing formula; not in assertions."
    rows = [[r.phrase, *_numbers(r), "yes" if r.formula == "yes" else ""] for r in shared.itertuples()]
    return table("Wording shared", heads, rows, note)


def _numbers(shared: object) -> list[object]:
    """Return how many statements to either side have a phrase."""
    pairs = ((shared.first, shared.first_ids), (shared.second, shared.second_ids))
    return [count(n, links.rows(statement=ids.split(LIST_SEPARATOR))) for n, ids in pairs]


def set_apart(c: Comparison) -> View:
    """Return what stands apart: joint statements, those about both or about one not named, other voices, repeats."""
    parts = [("Joint statements", c.part("joint")), ("About both powers at once", c.part("both"))]
    parts += [("About a counterpart that is not named", c.part("context"))]
    parts += [(f"Said in return, {names.country(c.sides.actor)} not named", c.part("heard_context"))]
    others = names.speaking("apart", c.sides.actor)
    parts += [(others[0].upper() + others[1:], c.part("apart"))]
    within = "a document or release" if c.parameters.per == "release" else "a document"
    parts += [(f"Repeated within {within}, counted once", c.statements[c.statements.repeats != ""])]
    return stack([_list(title, rows) for title, rows in parts])


def _list(title: str, rows: pd.DataFrame) -> View:
    """Return a list of statements below a title with their number."""
    lines = quotations.statement_lines(rows.head(SHOWN), rows.iloc[SHOWN:])
    head = element("p", element("strong", f"{title}: {len(rows) or 'none'}"))
    return sentence(head, listing(lines))


def speakers(c: Comparison) -> View:
    """Return who speaks for the state, to whom how often."""
    said = c.statements[c.statements.part.isin(["said", "both"]) & (c.statements.repeats == "")]
    table_ = said.groupby(["speaker", "side"], sort=False).size().unstack(fill_value=0)
    sides = [side for side in (*c.counterparts, "BOTH") if side in table_.columns]
    if not sides:
        return paragraph("Nobody speaks for the state.", "too-few")
    order = table_[sides].sum(axis=1).sort_values(ascending=False, kind="stable").index
    rows = [[name or "not named", *_spoken(table_.loc[name], sides)] for name in order[: 2 * SHOWN]]
    rest = len(order) - len(rows)
    note = counted_once(c) + (f" {rest} more speakers are in the table of statements." if rest else "")
    heads = ["Speaker", *["about both" if side == "BOTH" else f"to {names.country(side)}" for side in sides]]
    return table("Who speaks for the state, in statements", heads, rows, note)


def _spoken(numbers: pd.Series, sides: Sequence[str]) -> list[object]:
    """Return how often a speaker speaks to each side, or about both at once."""
    keys = [("both" if side == "BOTH" else "said", side) for side in sides]
    return [count(int(numbers[side]), links.rows(part=part, side=side, speaker=numbers.name)) for part, side in keys]


def where_counted(c: Comparison) -> View:
    """Return how all statements found are divided. ``statements.csv`` has all but those below the confidence."""
    rows: list[Sequence[object]] = []
    for part, called in part_labels(c.sides.actor).items():
        for side in (*c.counterparts, "BOTH"):
            n = len(c.part(part, side))
            where = "both" if side == "BOTH" else names.country(side)
            if n:
                name = f"{called[0].upper()}{called[1:]}: {where}"
                rows.append([name, count(n, links.rows(part=part, side=side))])
    again = c.statements[(c.statements.repeats != "") & (c.statements.part != "outside")]
    rows += [["Repeated in the same document, counted once", len(again)]] * (len(again) > 0)
    rows += [["Between other countries than those compared", len(c.part("outside", repeated=True))]]
    unsure = f"Of a confidence below {c.parameters.confidence}, not in statements.csv"
    rows += [[unsure, len(c.doubtful)]] * (len(c.doubtful) > 0)
    rows.append(["All statements found", len(c.statements) + len(c.doubtful)])
    found = table("Statements found, by where they are counted", ["Statements", "Number"], rows)
    return folded("Where every statement found is counted", found)


LADDER_ACTS = ("commit", "affirm", "aspire", "praise", "state", "request", "deny", "criticise")  # from the top
LONGEST = 0.84  # of a cell's width
THICK = 0.2  # of a cell's height


def acts_figure(comparison: Comparison) -> Drawing | View:
    """Draw how many statements are of which act and stance, the counterparts beside each other.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        In each cell the number and a bar; all bars have one scale. Joint statements are left out.
    """
    rows = comparison.statements
    rows = rows[(rows.part == "said") & (rows.repeats == "")]
    if rows.empty:
        return paragraph(f"No statement by the state of {names.country(comparison.sides.actor)} to draw.", "too-few")
    acts = [act for act in LADDER_ACTS if (rows.act == act).any()]
    stances = list(range(min(0, rows.stance.min()), max(1, rows.stance.max()) + 1))
    cells = rows.groupby(["side", "act", "stance"], sort=False).size()
    with drawing_style():
        figure, both = side_panels(0.75 + LINE * len(acts), len(comparison.counterparts))
        for axes, side in zip(both, comparison.counterparts, strict=True):
            _ladder_axes(axes, acts, stances)
            panel_title(axes, side)
            for i, act in enumerate(acts):
                for stance in stances:
                    n = int(cells.get((side, act, stance), 0))
                    if n:
                        _ladder_cell(axes, side, (act, i), stance, n, int(cells.max()))
        return finish(figure, _ladder_in_words(comparison, rows, acts))


def _ladder_cell(axes: Axes, side: str, act: tuple[str, int], stance: int, n: int, most: int) -> None:
    """Draw the statements of one act and stance."""
    code, height = act
    axes.text(stance, height - 0.02, str(n), ha="center", va="center")
    colour, _ = names.mark(side)
    axes.barh(height + 0.34, LONGEST * n / most, THICK, left=stance - LONGEST / 2, color=colour, linewidth=0)
    name = f"{names.counted(n, 'statement')} to {names.country(side)}: {names.named('acts', code)}, stance"
    address = links.rows(part="said", side=side, act=code, stance=stance)
    link_area(axes, (stance - 0.5, height - 0.5), (1, 1), address, f"{name} {_sign(stance)}")


def _ladder_axes(axes: Axes, acts: list[str], stances: list[int]) -> None:
    """Name the rungs and the stances."""
    axes.set_yticks(range(len(acts)), [names.named("acts", act) for act in acts])
    axes.set_ylim(len(acts) - 0.5, -0.5)
    axes.set_xticks(stances, [_sign(stance) for stance in stances])
    axes.set_xlim(stances[0] - 0.5, stances[-1] + 0.5)
    axes.set_xlabel("stance")
    axes.tick_params(length=0)
    for edge in range(len(acts) - 1):
        axes.axhline(edge + 0.5, color=GRID, linewidth=0.8)
    for stance in stances[1:]:
        axes.axvline(stance - 0.5, color=GRID, linewidth=0.8)


def _sign(stance: int) -> str:
    """Write a stance with its sign."""
    return f"+{stance}" if stance > 0 else str(stance).replace("-", "−")


def _ladder_in_words(comparison: Comparison, rows: pd.DataFrame, acts: list[str]) -> str:
    """Say what is drawn."""
    clauses = []
    for side in comparison.counterparts:
        own = rows[rows.side == side]
        cells = own.groupby(["act", "stance"]).size()
        order = sorted(cells.index, key=lambda cell: (acts.index(cell[0]), -cell[1]))
        each = [f"{names.named('acts', act)} at stance {_sign(stance)}: {cells[act, stance]}" for act, stance in order]
        told = f" ({'; '.join(each)})" if each else ""
        clauses.append(f"To {names.country(side)}, {names.counted(len(own), 'statement')}{told}")
    own = names.country(comparison.sides.actor)
    return f"Acts and stances of {own}'s statements: {'. '.join(clauses)}."
