"""Engagements, and what was said in turn in each."""

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.exchanges import count_reciprocity, statements_in_turn
from positions.reporting import exchange, links, names, quotations
from positions.reporting.markup import Shown, count, escape, paragraph, stack, table
from positions.schemas import LIST_SEPARATOR

NOTE = (
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


def engagements(c: Comparison) -> Shown:
    """Return the engagements with channel, level, place, topics, the reports and the sentence of the first of them."""
    if c.events.empty:
        return paragraph("No engagement is reported.", "too-few")
    rows = []
    for row in c.events.itertuples():
        topics = ", ".join(names.named("themes", topic) for topic in row.topics.split(LIST_SEPARATOR) if topic)
        title = _title(row)
        place = Shown(f'<span id="{links.anchor(row.event_id, "e")}">{escape(title)}</span>', title)
        told = quotations.report(row)
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
    return table("Engagements reported", heads, rows, NOTE)


def _title(row: object) -> str:
    """Name an engagement: "United States: a call, 2022-07-29"; of one whose day is not told, when it was reported."""
    reported = f"reported {row.published}" if row.published else ""
    when = row.date if row.date else "recalled, day not told" if row.recalled else reported
    mark = " (recalled)" if row.date and row.recalled else ""
    return f"{names.heading(row.country)}: {names.channel(row.channel)}{f', {when}' if when else ''}{mark}"


def _reports(row: object) -> Shown:
    """Return the reports of an event, counted through, each number leading to its place."""
    found = [count(n, links.place(name, "e")) for n, name in enumerate(row.reports.split(LIST_SEPARATOR), 1)]
    return Shown(" ".join(n.markup for n in found), " ".join(n.plain for n in found))


def _side(people: str, level: str) -> str:
    """Return who took part, with the level, blank when nobody is named."""
    return f"{people} ({names.named('levels', level)})" if people else ""


def themes(c: Comparison) -> Shown:
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


def _number(part: str, row: object) -> Shown | str:
    """Return how many statements of a part, made in engagements, carry a theme, leading to them."""
    address = links.rows(part=part, side=row.side, theme=row.theme, engagement=links.ANY)
    return count(getattr(row, part), address)


def dialogues(c: Comparison) -> Shown:
    """Return for each engagement what either side said, side by side."""
    turns = statements_in_turn(c)
    made = c.statements[c.statements.statement_id.isin(set(turns.statement_id))]
    rows = {row.statement_id: row for row in made.itertuples(index=False)}
    talks = c.events[c.events.event_id.isin(set(turns.event_id))]
    few = talks.groupby("country", sort=False).head(SHOWN)
    shown: list[Shown] = []
    for talk in few.itertuples():
        own = turns[turns.event_id == talk.event_id]
        shown += [_dialogue(talk, own, rows, c.sides.actor), *exchange.below(c, talk)]
    if len(few) < len(talks):
        text = f"{len(few)} of {len(talks)} engagements with statements in them; more in the table of statements."
        shown.insert(0, paragraph(text))
    silent = len(c.events) - len(talks)
    if silent:
        what = "other engagement" if len(talks) else "engagement"
        shown.append(paragraph(f"No statement is reported from {names.counted(silent, what)}."))
    return stack(shown) if shown else paragraph("No engagement is reported.", "too-few")


def _dialogue(talk: object, turns: pd.DataFrame, rows: dict, actor: str) -> Shown:
    """Return what was said in one engagement."""
    other, title = names.heading(talk.country), _title(talk)
    sections, plain = [], [title]
    for part, name, kind in (("said", names.heading(actor), actor.lower()), ("heard", other, talk.country.lower())):
        own = [rows[i] for i in turns.statement_id[turns.part == part]]
        sections.append(_section(f"{name} said", kind, own))
        plain += [f"{name} said", *(f"- {quotations.line(row).plain}" for row in own or [])] if own else [f"{name}: –"]
    joint = [rows[i] for i in turns.statement_id[turns.part == "joint"]]
    below = _section("Both said", "joint", joint) if joint else ""
    plain += ["Both said", *(f"- {quotations.line(row).plain}" for row in joint)] if joint else []
    markup = f'<h3>{escape(title)}</h3><div class="columns">{"".join(sections)}</div>{below}'
    return Shown(markup, "\n".join(plain))


def _section(title: str, kind: str, rows: list) -> str:
    """Return the statements of one side of an engagement."""
    items = "".join(f"<li>{quotations.line(row).markup}</li>" for row in rows)
    body = f'<ul class="quotes">{items}</ul>' if items else '<p class="absent">nothing reported</p>'
    return f'<section class="{kind}"><h4>{escape(title)}</h4>{body}</section>'
