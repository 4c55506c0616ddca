"""Engagements: what was said in turn in each, who raised what, and the wording one side takes over from the other."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.exchanges import count_reciprocity, find_passed_over, find_taken_over, statements_in_turn
from positions.comparison.keywords import phrases_in_return
from positions.reporting.render import links, markup, names, quotations
from positions.reporting.render.svg import GRID, GROUND, LINE, SOFT, Drawing, canvas, drawing_style, finish, link_area
from positions.schemas import LIST_SEPARATOR

ORDER_NOTE = "Whose words stand first in a text is not who said them first, and one press office may have worded both."
OFFICE_NOTE = "Such words may be those of the office or the outlet that reports both."


def wording_of_both_sides(c: Comparison) -> markup.View:
    """Return the wording that documents report from both the actor and the other side."""
    rows = [
        [
            quoted(c, r.said_ids, r.phrase),
            names.heading(r.side),
            markup.listed(r.said_ids),
            markup.listed(r.heard_ids),
            _before(c, r),
        ]
        for r in find_taken_over(c).itertuples()
    ]
    own, actor = names.heading(c.sides.actor), names.country(c.sides.actor)
    heads = ["Words", "Other side", f"{own}: statements", "Other side: statements", "First in the text"]
    note = f"Two content words or more in a row, in statements of both within one document. {ORDER_NOTE} "
    none = f"In no document do {actor} and the other side share two content words in a row, standing formulas aside."
    return markup.table("Wording of both sides", heads, rows, f"{note}Standing formulas are left out.", none=none)


def wording_of_replies(c: Comparison) -> markup.View:
    """Return the wording that both counterparts are reported to use to the actor."""
    rows = [
        [
            quoted(c, r.first_ids, r.phrase),
            markup.listed(r.first_ids),
            markup.listed(r.second_ids),
            "yes" if r.formula == "yes" else "",
        ]
        for r in phrases_in_return(c).itertuples()
    ]
    actor = names.country(c.sides.actor)
    heads = ["Words", *[f"Statements by {names.country(side)}" for side in c.counterparts], "Standing formula"]
    none = f"The two counterparts share no wording in what they say to {actor}."
    return markup.table(f"Wording of both counterparts to {actor}", heads, rows, OFFICE_NOTE, none=none)


def below_dialogue(c: Comparison, talk: object) -> list[markup.View]:
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
    themes, words = (rows[rows.event_id == talk.event_id] for rows in (find_passed_over(c), find_taken_over(c)))
    if themes.empty:
        return []
    each = [quoted(c, r.said_ids, r.phrase) + f" ({_before(c, r)} first)" for r in words.itertuples()]
    both = markup.sentence(markup.join(each, ", "), f". {ORDER_NOTE}") if each else "none, standing formulas aside."
    groups = {
        "both": "both sides",
        "discussed": "both, as topics reported",
        "said": f"{names.heading(c.sides.actor)} alone",
        "heard": f"{names.heading(talk.country)} alone",
    }
    spoken = {who: [_theme(row) for row in themes.itertuples() if row.spoken_by == by] for by, who in groups.items()}
    clauses = [markup.sentence(f"{who}: ", markup.join(each, ", ")) for who, each in spoken.items() if each]
    return [
        markup.paragraph(markup.sentence("Wording of both: ", both)),
        markup.paragraph(markup.sentence("Themes of ", markup.join(clauses, "; "), ".")),
    ]


def _theme(row: object) -> markup.View:
    """Return a theme with the number of statements that carry it."""
    return markup.View("{} ({})").format(names.named("themes", row.theme), markup.listed(row.statement_ids))


def quoted(c: Comparison, ids: str, phrase: str) -> markup.View:
    """Return a phrase as the first of its statements writes it."""
    return quotations.link_phrase(c.listed(ids)[0], phrase)


def _before(c: Comparison, row: object) -> str:
    """Name the side whose words stand first in the text."""
    return names.heading(c.sides.actor if row.before == "said" else row.side)


ENGAGEMENTS_NOTE = (
    "What several outlets or sentences report of one engagement (sides, people, channel and day agree) is one line; "
    "the numbers under Reports lead to each. Recalled: the reports only look back on it; no count takes it in. "
    "A dash: not told. The sentence is the source's own."
)
NO_ENGAGEMENT = "No engagement is reported."
NOTHING_SAID = "No statement is known to have been made in an engagement."
SHOWN = 4  # engagements written out, with either side
RELATIONS = {
    "both": "both sides",
    "discussed": "reported as discussed",
    "only said": "{} alone",
    "only heard": "the other side alone",
    "only joint": "jointly only",
}


def reported(c: Comparison) -> markup.View:
    """Return the engagements with channel, level, place, topics, the reports and the sentence of the first of them."""
    rows = []
    for row in c.events.itertuples():
        topics = ", ".join(names.named("themes", topic) for topic in row.topics.split(LIST_SEPARATOR) if topic)
        called = markup.element("span", _title(row), name=links.anchor(row.event_id, "e"))
        # The reports counted through, each number leading to its place.
        each = [markup.count(n, links.place(name, "e")) for n, name in enumerate(row.reports.split(LIST_SEPARATOR), 1)]
        sides = [_side(row.own_side, row.own_level), _side(row.other_side, row.other_level)]
        rows.append([called, *sides, row.place, topics, markup.join(each, " "), quotations.event_report(row)])
    own = names.heading(c.sides.actor)
    heads = ["Engagement", f"{own} (level)", "Other side (level)", "Place", "Topics", "Reports", "Sentence"]
    return markup.table("Engagements reported", heads, rows, ENGAGEMENTS_NOTE, none=NO_ENGAGEMENT)


def _title(row: object) -> str:
    """Name an engagement: "United States: a call, 2022-07-29"; of one whose day is not told, when it was reported."""
    reported = f"reported {row.published}" if row.published else ""
    when = row.date if row.date else "recalled, day not told" if row.recalled else reported
    mark = " (recalled)" if row.date and row.recalled else ""
    return f"{names.heading(row.country)}: {names.channel(row.channel)}{f', {when}' if when else ''}{mark}"


def _side(people: str, level: str) -> str:
    """Return who took part, with the level, blank when nobody is named."""
    return f"{people} ({names.named('levels', level)})" if people else ""


def themes_in_turn(c: Comparison) -> markup.View:
    """Return the themes spoken of in engagements, by who spoke of them."""
    rows, own = [], names.heading(c.sides.actor)
    for r in count_reciprocity(c).itertuples():
        name = f"{names.heading(r.side)}: {names.named('themes', r.theme)}"
        numbers = [markup.count(getattr(r, part), _address(part, r)) for part in ("said", "heard", "joint")]
        rows.append([name, *numbers, RELATIONS[r.relation].format(own), r.engagements])
    heads = ["Engagements with, theme", own, "Other side", "Joint", "Spoken of by", "Engagements"]
    note = (
        "Numbers of statements made in engagements; one with several themes counts in each. Both sides speaking of a "
    )
    return markup.table(
        "Themes said in turn", heads, rows, f"{note}theme does not mean that they agree.", none=NOTHING_SAID
    )


def _address(part: str, row: object) -> str:
    """Return the address of the statements of a part, made in engagements, that carry a theme."""
    return links.rows(part=part, side=row.side, theme=row.theme, engagement=links.ANY)


def dialogues(c: Comparison) -> markup.View:
    """Return for each engagement what either side said, side by side."""
    turns = statements_in_turn(c)
    talks = c.events[c.events.event_id.isin(set(turns.event_id))]
    few = talks.groupby("country", sort=False).head(SHOWN)
    shown: list[markup.View] = []
    if len(few) < len(talks):
        text = f"{len(few)} of {len(talks)} engagements with statements in them; more in the table of statements."
        shown.append(markup.paragraph(text))
    for talk in few.itertuples():
        shown += [_dialogue(c, talk, turns[turns.event_id == talk.event_id]), *below_dialogue(c, talk)]
    silent = len(c.events) - len(talks)
    if silent:
        what = "other engagement" if len(talks) else "engagement"
        shown.append(markup.paragraph(f"No statement is reported from {names.counted(silent, what)}."))
    return markup.stack(shown) if shown else markup.paragraph(NO_ENGAGEMENT, "too-few")


def _dialogue(c: Comparison, talk: object, turns: pd.DataFrame) -> markup.View:
    """Return what was said in one engagement."""
    own = {part: [c.by_id[name] for name in ids] for part, ids in turns.groupby("part").statement_id}
    spoken = (("said", c.sides.actor), ("heard", talk.country))
    sides = [_side_said(f"{names.heading(code)} said", code, own.get(part, [])) for part, code in spoken]
    below = _side_said("Both said", "joint", own["joint"]) if "joint" in own else ""
    return markup.sentence(markup.element("h3", _title(talk)), markup.piece("columns", sides), below)


def _side_said(title: str, kind: str, rows: list) -> markup.View:
    """Return the statements of one side of an engagement."""
    return markup.piece(
        "side", 4, title, "", kind.lower(), list(map(quotations.statement_line, rows)), "nothing reported"
    )


MOST = 6  # marks to a side; more are drawn as one mark with their number
STEP = 0.6
GAP = 0.9  # from the middle, where joint statements stand
EDGE = GAP + MOST * STEP
APART = 1.5  # lines from the last theme of one side to those of the next, with the head between them
# Where a click leads to the statements of a part: the left edge and the width.
AREAS = {"said": (-EDGE, EDGE - GAP / 2), "heard": (GAP / 2, EDGE - GAP / 2), "joint": (-GAP / 2, GAP)}


def figure(comparison: Comparison) -> Drawing | markup.View:
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
    tidy, actor = count_reciprocity(comparison), comparison.sides.actor
    if tidy.empty:
        return markup.paragraph(NOTHING_SAID, "too-few")
    tidy = tidy.assign(height=tidy.index + 1 + APART * tidy.groupby("side", sort=False).ngroup())
    bottom = len(tidy) + APART * tidy.side.nunique()
    with drawing_style():
        figure, axes = canvas(0.3 + 0.8 * LINE * bottom)
        for row in tidy.itertuples():
            _line(axes, row, actor)
        for side, own in tidy.groupby("side", sort=False):
            _head(axes, own.height.iloc[0] - 1, (actor, side), own.joint.any())
        axes.set_yticks(tidy.height, [names.named("themes", theme) for theme in tidy.theme])
        axes.set_ylim(bottom - 0.6, -0.7)
        axes.set_xlim(-EDGE, EDGE)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        return finish(figure, _words(tidy, actor))


def _head(axes: Axes, height: float, sides: tuple[str, str], joint: bool) -> None:
    """Put who speaks where above the themes of the engagements with one side."""
    own, other = map(names.heading, sides)
    axes.text(-GAP, height, f"{own} said", ha="right", va="center", weight="bold")
    axes.text(GAP, height, f"{other} said", ha="left", va="center", weight="bold")
    if joint:
        axes.text(0, height, "both", ha="center", va="center", weight="bold")


def _line(axes: Axes, row: object, actor: str) -> None:
    """Draw one theme; its marks lead to the statements."""
    axes.axhline(row.height + 0.5, color=GRID, linewidth=0.6)
    if row.said and row.heard:
        axes.plot([-GAP, GAP], [row.height, row.height], color=SOFT, linewidth=1.2, zorder=1)
    _marks(axes, row.height, actor, -1, row.said)
    _marks(axes, row.height, row.side, 1, row.heard)
    if row.joint:
        box = {"facecolor": GROUND, "edgecolor": "none", "pad": 1.5}
        axes.text(0, row.height, str(row.joint), va="center", ha="center", bbox=box)
    speakers = {"said": names.country(actor), "heard": names.country(row.side), "joint": "both together"}
    for part, (left, width) in AREAS.items():
        if n := getattr(row, part):
            name = f"{names.counted(n, 'statement')} by {speakers[part]}: {names.named('themes', row.theme)}"
            name += f", in engagements with {names.country(row.side)}"
            link_area(axes, (left, row.height - 0.5), (width, 1), _address(part, row), name)


def _marks(axes: Axes, height: float, code: str, direction: int, n: int) -> None:
    """Draw the statements of one side, from the middle outwards."""
    colour, marker = names.mark(code)
    places = [direction * (GAP + STEP * i) for i in range(n if n <= MOST else 1)]
    size = 6 if n <= MOST else 9
    axes.plot(places, [height] * len(places), color=colour, marker=marker, markersize=size, linestyle="")
    if n > MOST:
        align = "left" if direction > 0 else "right"
        axes.text(direction * (GAP + 0.45), height, str(n), va="center", ha=align)


def _words(tidy: pd.DataFrame, actor: str) -> str:
    """Say what is drawn."""
    clauses = []
    for side, own in tidy.groupby("side", sort=False):
        each = [
            f"{names.named('themes', row.theme)}: {names.country(actor)} {row.said}, the other side {row.heard}, "
            f"jointly {row.joint}"
            for row in own.itertuples()
        ]
        clauses.append(f"With {names.country(side)}: {'; '.join(each)}.")
    return f"Statements in engagements, by theme. {' '.join(clauses)}"
