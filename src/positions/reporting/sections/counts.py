"""Statements counted and listed side by side: by code, by act and stance, by speaker, and those that stand apart."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison, concordance
from positions.comparison.keywords import shared_phrases
from positions.comparison.shares import ASPECTS, count_codes
from positions.reporting.render import links, markup, names, quotations, svg
from positions.reporting.render.markup import View, number
from positions.reporting.sections.error_rates import criticism_caution
from positions.reporting.statements import part_labels
from positions.schemas import LIST_SEPARATOR

COUNTED = ("act", "stance", "wording", "institution", "target known from")
UNNAMED = "Not named: the statement goes on from one about the country and does not name it; it enters no share."
SHOWN = 8  # statements in a column, phrases in a list


def counted_once(c: Comparison) -> str:
    """Return the sentence that says what is counted once."""
    return f"A statement that repeats another of the same {_text_or_release(c)} is counted once."


def _text_or_release(c: Comparison) -> str:
    """Return within what repeated statements are sought."""
    return "document or release" if c.parameters.per == "release" else "document"


def codes_by_side(c: Comparison) -> View:
    """Return the counts of codes: to either counterpart, and in further columns of those counted with neither."""
    apart = [(part, side) for part in ("context", "joint") for side in c.counterparts] + [("both", "BOTH")]
    columns = [("said", side) for side in c.counterparts] + [key for key in apart if len(c.part(*key))]
    tidy = count_codes(c)
    tidy = tidy[pd.MultiIndex.from_frame(tidy[["part", "side"]]).isin(columns)]
    rows: list[Sequence[object]] = [["all statements", *_cells(tidy, "statements", "", columns)]]
    for aspect in COUNTED:
        codes = tidy[tidy.aspect == aspect].groupby("code", sort=False).n.sum().sort_values(ascending=False)
        order = sorted(codes.index, key=int, reverse=True) if aspect == "stance" else codes.index
        for code in order:
            name = f"{names.named('aspects', aspect)}: {names.named(aspect, code)}"
            rows.append([name, *_cells(tidy, aspect, code, columns)])
    note = f"Numbers of statements by the state of {names.country(c.sides.actor)}. {counted_once(c)} A dash: none was "
    note += f"found. {UNNAMED} {criticism_caution(c)}"
    return markup.table("Statements by code", ["Code", *[column_name(*key) for key in columns]], rows, note)


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
    return [number(int(own.get(key, 0)), part=key[0], side=key[1], **chosen) for key in columns]


def statements_side_by_side(c: Comparison) -> View:
    """Return the state's statements in two columns: all if few, else those typical of the most frequent themes."""
    sections = []
    for side in c.counterparts:
        said = c.part("said", side)
        few = concordance.typical_by_theme(said, SHOWN)
        lines = quotations.statement_lines(few, said[~said.statement_id.isin(few.statement_id)])
        n = markup.link(names.counted(len(said), "statement"), links.rows(part="said", side=side))
        lines = lines or [markup.element("span", "no statement was found", "absent")]
        sections.append(markup.piece("side", 3, names.heading(side), n, side.lower(), lines, ""))
    return markup.piece("columns", sections)


def shared_wording(c: Comparison) -> View:
    """Return the phrases found in statements to both."""
    shared = shared_phrases(c).head(2 * SHOWN)
    if shared.empty:
        return markup.paragraph("No wording is found in statements to both.", "too-few")
    rows = []
    for row in shared.itertuples():
        pairs = ((row.first, row.first_ids), (row.second, row.second_ids))
        n = [number(n, statement=ids.split(LIST_SEPARATOR)) for n, ids in pairs]
        rows.append([row.phrase, *n, "yes" if row.formula == "yes" else ""])
    heads = ["Phrase", *[f"Statements to {names.country(side)}" for side in c.counterparts], "Standing formula"]
    note = "Two words or more that are neither names nor function words, or a standing formula; not in assertions."
    return markup.table("Wording shared", heads, rows, note)


def set_apart(c: Comparison) -> View:
    """Return what stands apart: joint statements, those about both or about one not named, other voices, repeats."""
    others = names.speaking("apart", c.sides.actor)
    parts = {
        "Joint statements": c.part("joint"),
        "About both powers at once": c.part("both"),
        "About a counterpart that is not named": c.part("context"),
        f"Said in return, {names.country(c.sides.actor)} not named": c.part("heard_context"),
        f"{others[0].upper()}{others[1:]}": c.part("apart"),
        f"Repeated within a {_text_or_release(c)}, counted once": c.statements[c.statements.repeats != ""],
    }
    shown = []
    for title, rows in parts.items():
        head = markup.element("p", markup.element("strong", f"{title}: {len(rows) or 'none'}"))
        lines = quotations.statement_lines(rows.head(SHOWN), rows.iloc[SHOWN:])
        shown.append(head + markup.listing(lines))
    return markup.stack(shown)


def speakers(c: Comparison) -> View:
    """Return who speaks for the state, to whom how often."""
    said = c.statements[c.statements.part.isin(["said", "both"]) & (c.statements.repeats == "")]
    found = said.groupby(["speaker", "side"], sort=False).size().unstack(fill_value=0)
    keys = [("said", side) for side in c.counterparts] + [("both", "BOTH")]
    keys = [(part, side) for part, side in keys if side in found.columns]
    if not keys:
        return markup.paragraph("Nobody speaks for the state.", "too-few")
    order = found[[side for _, side in keys]].sum(axis=1).sort_values(ascending=False, kind="stable").index
    rows = []
    for name in order[: 2 * SHOWN]:
        n = [number(int(found.loc[name, side]), part=part, side=side, speaker=name) for part, side in keys]
        rows.append([name or "not named", *n])
    rest = len(order) - len(rows)
    note = counted_once(c) + (f" {rest} more speakers are in the table of statements." if rest else "")
    heads = ["Speaker", *["about both" if part == "both" else f"to {names.country(side)}" for part, side in keys]]
    return markup.table("Who speaks for the state, in statements", heads, rows, note)


def where_counted(c: Comparison) -> View:
    """Return how all statements found are divided. ``statements.csv`` has all but those below the confidence."""
    rows: list[Sequence[object]] = []
    for part, called in part_labels(c.sides.actor).items():
        for side in (*c.counterparts, "BOTH"):
            where = "both" if side == "BOTH" else names.country(side)
            if n := number(len(c.part(part, side)), part=part, side=side):
                rows.append([f"{called[0].upper()}{called[1:]}: {where}", n])
    again = c.statements[(c.statements.repeats != "") & (c.statements.part != "outside")]
    rows += [["Repeated in the same document, counted once", len(again)]] * (len(again) > 0)
    rows += [["Between other countries than those compared", len(c.part("outside", repeated=True))]]
    unsure = f"Of a confidence below {c.parameters.confidence}, not in statements.csv"
    rows += [[unsure, len(c.doubtful)]] * (len(c.doubtful) > 0)
    rows.append(["All statements found", len(c.statements) + len(c.doubtful)])
    found = markup.table("Statements found, by where they are counted", ["Statements", "Number"], rows)
    return markup.folded("Where every statement found is counted", found)


LADDER_ACTS = ("commit", "affirm", "aspire", "praise", "state", "request", "deny", "criticise")  # from the top
LONGEST = 0.84  # of a cell's width
THICK = 0.2  # of a cell's height


def acts_figure(c: Comparison) -> svg.Drawing | View:
    """Draw how many statements are of which act and stance, the counterparts beside each other.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Drawing or View
        In each cell the number and a bar; all bars have one scale. Joint statements are left out.
    """
    rows = c.part("said")
    if rows.empty:
        text = f"No statement by the state of {names.country(c.sides.actor)} to draw."
        return markup.paragraph(text, "too-few")
    acts = [act for act in LADDER_ACTS if (rows.act == act).any()]
    stances = list(range(min(0, rows.stance.min()), max(1, rows.stance.max()) + 1))
    cells = {key: int(n) for key, n in rows.groupby(["side", "act", "stance"]).size().items()}
    with svg.drawing_style():
        figure, both = svg.side_panels(0.75 + svg.LINE * len(acts), len(c.counterparts))
        for axes, side in zip(both, c.counterparts, strict=True):
            _ladder_axes(axes, acts, stances)
            svg.panel_title(axes, side)
            for height, act in enumerate(acts):
                for stance in stances:
                    if n := cells.get((side, act, stance)):
                        _ladder_cell(axes, height, LONGEST * n / max(cells.values()), (side, act, stance, n))
        return svg.finish(figure, _ladder_in_words(c, acts, cells))


def _ladder_cell(axes: Axes, height: int, length: float, what: tuple[str, str, int, int]) -> None:
    """Draw the statements of one act and stance: their number, and a bar below it."""
    side, act, stance, n = what
    axes.text(stance, height - 0.02, str(n), ha="center", va="center")
    colour, _ = names.mark(side)
    axes.barh(height + 0.34, length, THICK, left=stance - LONGEST / 2, color=colour, linewidth=0)
    of = f"{names.named('acts', act)}, stance {_sign(stance)}"
    name = f"{names.counted(n, 'statement')} to {names.country(side)}: {of}"
    address = links.rows(part="said", side=side, act=act, stance=stance)
    svg.link_area(axes, (stance - 0.5, height - 0.5), (1, 1), address, name)


def _ladder_axes(axes: Axes, acts: list[str], stances: list[int]) -> None:
    """Name the rungs and the stances."""
    axes.set_yticks(range(len(acts)), [names.named("acts", act) for act in acts])
    axes.set_ylim(len(acts) - 0.5, -0.5)
    axes.set_xticks(stances, [_sign(stance) for stance in stances])
    axes.set_xlim(stances[0] - 0.5, stances[-1] + 0.5)
    axes.set_xlabel("stance")
    for edge in range(len(acts) - 1):
        axes.axhline(edge + 0.5, color=svg.GRID, linewidth=0.8)
    for stance in stances[1:]:
        axes.axvline(stance - 0.5, color=svg.GRID, linewidth=0.8)


def _sign(stance: int) -> str:
    """Write a stance with its sign."""
    return f"+{stance}" if stance > 0 else str(stance).replace("-", "−")


def _ladder_in_words(c: Comparison, acts: list[str], cells: dict[tuple[str, str, int], int]) -> str:
    """Say what is drawn."""
    clauses = []
    for side in c.counterparts:
        own = [(act, stance) for act in acts for stance in (2, 1, 0, -1, -2) if (side, act, stance) in cells]
        each = [f"{names.named('acts', a)} at stance {_sign(s)}: {cells[side, a, s]}" for a, s in own]
        told = f" ({'; '.join(each)})" if each else ""
        n = names.counted(len(c.part("said", side)), "statement")
        clauses.append(f"To {names.country(side)}, {n}{told}")
    return f"Acts and stances of {names.country(c.sides.actor)}'s statements: {'. '.join(clauses)}."
