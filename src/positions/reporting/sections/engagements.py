"""Engagements: what was said in turn in each, who raised what, and the wording one side takes over from the other."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.exchanges import count_reciprocity, find_passed_over, find_taken_over, statements_in_turn
from positions.comparison.keywords import phrases_in_return
from positions.comparison.partition import cached_table
from positions.reporting.render import links, names, quotations
from positions.reporting.render.markup import View, count, element, join, paragraph, piece, sentence, stack, table
from positions.reporting.render.svg import GRID, GROUND, LINE, SOFT, Drawing, canvas, drawing_style, finish, link_area
from positions.schemas import LIST_SEPARATOR

ORDER_NOTE = "Whose words stand first in a text is not who said them first, and one press office may have worded both."
OFFICE_NOTE = "Such words may be those of the office or the outlet that reports both."


def wording_of_both_sides(c: Comparison) -> View:
    """Return the wording that documents report from both the actor and the other side."""
    tidy = find_taken_over(c)
    own = names.heading(c.sides.actor)
    if tidy.empty:
        text = f"In no document do {names.country(c.sides.actor)} and the other side share two content words in a row,"
        return paragraph(f"{text} standing formulas aside.", "too-few")
    rows = []
    for r in tidy.itertuples():
        rows.append([_quoted(c, r.said_ids, r.phrase), names.heading(r.side), *_numbers(r), _before(c, r)])
    heads = ["Words", "Other side", f"{own}: statements", "Other side: statements", "First in the text"]
    note = f"Two content words or more in a row, in statements of both within one document. {ORDER_NOTE}"
    return table("Wording of both sides", heads, rows, f"{note} Standing formulas are left out.")


def wording_of_replies(c: Comparison) -> View:
    """Return the wording that both counterparts are reported to use to the actor."""
    tidy, actor = phrases_in_return(c), names.country(c.sides.actor)
    if tidy.empty:
        return paragraph(f"The two counterparts share no wording in what they say to {actor}.", "too-few")
    rows = []
    for r in tidy.itertuples():
        numbers = [count(n, _rows(ids)) for n, ids in ((r.first, r.first_ids), (r.second, r.second_ids))]
        rows.append([_quoted(c, r.first_ids, r.phrase), *numbers, "yes" if r.formula == "yes" else ""])
    heads = ["Words", *[f"Statements by {names.country(side)}" for side in c.counterparts], "Standing formula"]
    return table(f"Wording of both counterparts to {actor}", heads, rows, OFFICE_NOTE)


def below_dialogue(c: Comparison, talk: object) -> list[View]:
    """Return the parts below a dialogue: the wording both use, and the themes by who speaks of them.

    Parameters
    ----------
    c : Comparison
    talk : named tuple
        A row of EVENTS.

    Returns
    -------
    list of View
        Empty if only one side is reported to speak.
    """
    themes = find_passed_over(c)[find_passed_over(c).event_id == talk.event_id]
    if themes.empty:
        return []
    words = find_taken_over(c)[find_taken_over(c).event_id == talk.event_id]
    each = [_quoted(c, r.said_ids, r.phrase) + f" ({_before(c, r)} first)" for r in words.itertuples()]
    both = sentence(join(each, ", "), f". {ORDER_NOTE}") if each else "none, standing formulas aside."
    groups = {
        "both": "both sides",
        "discussed": "both, as topics reported",
        "said": f"{names.heading(c.sides.actor)} alone",
        "heard": f"{names.heading(talk.country)} alone",
    }
    by_speaker = {who: themes[themes.spoken_by == spoken_by] for spoken_by, who in groups.items()}
    clauses = [
        sentence(f"{who}: ", join(map(_theme, own.itertuples()), ", ")) for who, own in by_speaker.items() if len(own)
    ]
    return [
        paragraph(sentence("Wording of both: ", both)),
        paragraph(sentence("Themes of ", join(clauses, "; "), ".")),
    ]


def _theme(row: object) -> View:
    """Return a theme with the number of statements that carry it."""
    ids = row.statement_ids.split(LIST_SEPARATOR)
    return View("{} ({})").format(names.named("themes", row.theme), count(len(ids), links.rows(statement=ids)))


def _quoted(c: Comparison, ids: str, phrase: str) -> View:
    """Return a phrase as the first of its statements writes it."""
    statement_id = ids.split(LIST_SEPARATOR)[0]
    row = next(_by_id(c).loc[[statement_id]].itertuples(index=False))
    return quotations.link_quote(quotations.as_written(row, phrase))


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


ENGAGEMENTS_NOTE = (
    "What several outlets or sentences report of one engagement (sides, people, channel and day agree) is one line; "
    "the numbers under Reports lead to each. Recalled: the reports only look back on it; no count takes it in. "
    "A dash: not told. The sentence is the source's own."
)
SHOWN = 4  # engagements written out, with either side
RELATIONS = {
    "both": "both sides",
    "discussed": "reported as discussed",
    "only said": "{} alone",
    "only heard": "the other side alone",
    "only joint": "jointly only",
}


def reported(c: Comparison) -> View:
    """Return the engagements with channel, level, place, topics, the reports and the sentence of the first of them."""
    if c.events.empty:
        return paragraph("No engagement is reported.", "too-few")
    rows = []
    for row in c.events.itertuples():
        topics = ", ".join(names.named("themes", topic) for topic in row.topics.split(LIST_SEPARATOR) if topic)
        place = element("span", _title(row), name=links.anchor(row.event_id, "e"))
        told = quotations.event_report(row)
        sides = [_side(row.own_side, row.own_level), _side(row.other_side, row.other_level)]
        rows.append([place, *sides, row.place, topics, _reports(row), told])
    heads = [
        "Engagement",
        f"{names.heading(c.sides.actor)} (level)",
        "Other side (level)",
        "Place",
        "Topics",
        "Reports",
        "Sentence",
    ]
    return table("Engagements reported", heads, rows, ENGAGEMENTS_NOTE)


def _title(row: object) -> str:
    """Name an engagement: "United States: a call, 2022-07-29"; of one whose day is not told, when it was reported."""
    reported = f"reported {row.published}" if row.published else ""
    when = row.date if row.date else "recalled, day not told" if row.recalled else reported
    mark = " (recalled)" if row.date and row.recalled else ""
    return f"{names.heading(row.country)}: {names.channel(row.channel)}{f', {when}' if when else ''}{mark}"


def _reports(row: object) -> View:
    """Return the reports of an event, counted through, each number leading to its place."""
    found = [count(n, links.place(name, "e")) for n, name in enumerate(row.reports.split(LIST_SEPARATOR), 1)]
    return join(found, " ")


def _side(people: str, level: str) -> str:
    """Return who took part, with the level, blank when nobody is named."""
    return f"{people} ({names.named('levels', level)})" if people else ""


def themes_in_turn(c: Comparison) -> View:
    """Return the themes spoken of in engagements, by who spoke of them."""
    tidy = count_reciprocity(c)
    if tidy.empty:
        return paragraph("No statement is known to have been made in an engagement.", "too-few")
    rows, own = [], names.heading(c.sides.actor)
    for r in tidy.itertuples():
        name = f"{names.heading(r.side)}: {names.named('themes', r.theme)}"
        numbers = [_number(part, r) for part in ("said", "heard", "joint")]
        rows.append([name, *numbers, RELATIONS[r.relation].format(own), r.engagements])
    heads = ["Engagements with, theme", own, "Other side", "Joint", "Spoken of by", "Engagements"]
    note = (
        "Numbers of statements made in engagements; one with several themes counts in each. Both sides speaking of a "
    )
    return table("Themes said in turn", heads, rows, f"{note}theme does not mean that they agree.")


def _number(part: str, row: object) -> View | str:
    """Return how many statements of a part, made in engagements, carry a theme, leading to them."""
    address = links.rows(part=part, side=row.side, theme=row.theme, engagement=links.ANY)
    return count(getattr(row, part), address)


def dialogues(c: Comparison) -> View:
    """Return for each engagement what either side said, side by side."""
    turns = statements_in_turn(c)
    made = c.statements[c.statements.statement_id.isin(set(turns.statement_id))]
    rows = {row.statement_id: row for row in made.itertuples(index=False)}
    talks = c.events[c.events.event_id.isin(set(turns.event_id))]
    few = talks.groupby("country", sort=False).head(SHOWN)
    shown: list[View] = []
    for talk in few.itertuples():
        own = turns[turns.event_id == talk.event_id]
        shown += [_dialogue(talk, own, rows, c.sides.actor), *below_dialogue(c, talk)]
    if len(few) < len(talks):
        text = f"{len(few)} of {len(talks)} engagements with statements in them; more in the table of statements."
        shown.insert(0, paragraph(text))
    silent = len(c.events) - len(talks)
    if silent:
        what = "other engagement" if len(talks) else "engagement"
        shown.append(paragraph(f"No statement is reported from {names.counted(silent, what)}."))
    return stack(shown) if shown else paragraph("No engagement is reported.", "too-few")


def _dialogue(talk: object, turns: pd.DataFrame, rows: dict, actor: str) -> View:
    """Return what was said in one engagement."""
    spoken = (("said", actor), ("heard", talk.country), ("joint", "joint"))
    own = {part: [rows[name] for name in turns.statement_id[turns.part == part]] for part, _ in spoken}
    sides = [_side_said(f"{names.heading(code)} said", code, own[part]) for part, code in spoken[:2]]
    below = _side_said("Both said", "joint", own["joint"]) if own["joint"] else ""
    return sentence(element("h3", _title(talk)), piece("columns", sides), below)


def _side_said(title: str, kind: str, rows: list) -> View:
    """Return the statements of one side of an engagement."""
    return piece("side", 4, title, "", kind.lower(), list(map(quotations.statement_line, rows)), "nothing reported")


MOST = 6  # marks to a side; more are drawn as one mark with their number
STEP = 0.6
GAP = 0.9  # from the middle, where joint statements stand
EDGE = GAP + MOST * STEP


def figure(comparison: Comparison) -> Drawing | View:
    """Draw themes spoken of in engagements, by who spoke of them.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        A mark is a statement, joint ones are a number in the middle; a line joins the sides where both spoke of a
        theme.
    """
    tidy = count_reciprocity(comparison)
    if tidy.empty:
        return paragraph("No statement is known to have been made in an engagement.", "too-few")
    sides = [side for side in comparison.counterparts if (tidy.side == side).any()]
    at, lines, heads = 0.0, [], []
    for side in sides:
        heads.append((at, side))
        own = tidy[tidy.side == side]
        lines += [(at + 1 + i, row) for i, row in enumerate(own.itertuples())]
        at += len(own) + 1.5
    with drawing_style():
        figure, axes = canvas(0.3 + 0.8 * LINE * at)
        for height, row in lines:
            _line(axes, height, row, comparison.sides.actor)
        for height, side in heads:
            _head(axes, height, (comparison.sides.actor, side), bool(tidy.joint[tidy.side == side].any()))
        axes.set_yticks([height for height, _ in lines], [names.named("themes", row.theme) for _, row in lines])
        axes.set_ylim(at - 0.6, -0.7)
        axes.set_xlim(-EDGE, EDGE)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(length=0)
        return finish(figure, _words(tidy, sides, comparison.sides.actor))


def _head(axes: Axes, height: float, sides: tuple[str, str], joint: bool) -> None:
    """Put who speaks where above the themes of the engagements with one side."""
    own, other = map(names.heading, sides)
    axes.text(-GAP, height, f"{own} said", ha="right", va="center", weight="bold")
    axes.text(GAP, height, f"{other} said", ha="left", va="center", weight="bold")
    if joint:
        axes.text(0, height, "both", ha="center", va="center", weight="bold")


def _line(axes: Axes, height: float, row: object, actor: str) -> None:
    """Draw one theme."""
    axes.axhline(height + 0.5, color=GRID, linewidth=0.6)
    if row.said and row.heard:
        axes.plot([-GAP, GAP], [height, height], color=SOFT, linewidth=1.2, zorder=1)
    _marks(axes, height, actor, -1, row.said)
    _marks(axes, height, row.side, 1, row.heard)
    if row.joint:
        box = {"facecolor": GROUND, "edgecolor": "none", "pad": 1.5}
        axes.text(0, height, str(row.joint), va="center", ha="center", bbox=box)
    half = GAP / 2
    spoken = (("said", -EDGE, EDGE - half), ("heard", half, EDGE - half), ("joint", -half, GAP))
    for part, left, width in spoken:
        if n := getattr(row, part):
            _lead(axes, (left, height - 0.5), width, row, part, n, actor)


def _lead(axes: Axes, corner: tuple[float, float], width: float, row: object, part: str, n: int, actor: str) -> None:
    """Make the marks of one theme and side lead to the statements."""
    who = {"said": names.country(actor), "heard": names.country(row.side), "joint": "both together"}[part]
    name = f"{names.counted(n, 'statement')} by {who}: {names.named('themes', row.theme)}"
    address = links.rows(part=part, side=row.side, theme=row.theme, engagement=links.ANY)
    link_area(axes, corner, (width, 1), address, f"{name}, in engagements with {names.country(row.side)}")


def _marks(axes: Axes, height: float, code: str, direction: int, n: int) -> None:
    """Draw the statements of one side, from the middle outwards."""
    colour, marker = names.mark(code)
    if n > MOST:
        axes.plot([direction * GAP], [height], color=colour, marker=marker, markersize=9, linestyle="")
        align = "left" if direction > 0 else "right"
        axes.text(direction * (GAP + 0.45), height, str(n), va="center", ha=align)
        return
    places = [direction * (GAP + STEP * i) for i in range(n)]
    axes.plot(places, [height] * n, color=colour, marker=marker, markersize=6, linestyle="")


def _words(tidy: pd.DataFrame, sides: list[str], actor: str) -> str:
    """Say what is drawn."""
    own = names.country(actor)
    clauses = []
    for side in sides:
        each = [
            f"{names.named('themes', row.theme)}: {own} {row.said}, the other side {row.heard}, jointly {row.joint}"
            for row in tidy[tidy.side == side].itertuples()
        ]
        clauses.append(f"With {names.country(side)}: {'; '.join(each)}.")
    return f"Statements in engagements, by theme. {' '.join(clauses)}"
