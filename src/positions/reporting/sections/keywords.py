"""The words that mark either side: figure, table, and their places."""

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison.concordance import keywords_in_context
from positions.comparison.keywords import LEAST, chance_keywords, find_keywords, shared_phrases
from positions.reporting.render import links, names
from positions.reporting.render.markup import View, element, link, listed_and_documents, paragraph, stack, table
from positions.reporting.render.svg import GROUND, SOFT, Drawing, drawing_style, finish, panel_title, side_panels

SHOWN = 10  # words to a side
WORDS = 3  # words to a side in the concordance
STAR = "\u00a0*"  # on the line of the number before it
LINES = 6  # places of a word


def marking_words(c: Comparison, side: str) -> pd.DataFrame:
    """Return the words that mark a side most (`find_keywords`)."""
    tidy = find_keywords(c)
    return tidy[tidy.side == side].head(SHOWN)


def too_few(c: Comparison) -> str:
    """Say that there are too few statements to tell what marks either side."""
    n = [f"{names.counted(len(c.part('said', side)), 'statement')} to {names.country(side)}" for side in c.counterparts]
    text = f"Too few to compare: {names.listed(n)}. What marks either is told from {c.parameters.minimum} to either"
    return f"{text} side, out of more than one article or press release."


def by_side(c: Comparison) -> View:
    """Return the words that mark either side, with their z-scores and how many statements and documents have them."""
    if not c.enough():
        return paragraph(too_few(c), "too-few")
    rows = []
    for i, side in enumerate(c.counterparts):
        for row in marking_words(c, side).itertuples():
            z = f"{row.z / 100:.2f}{STAR if row.beyond == 'yes' else ''}"
            own = listed_and_documents(row.statement_ids, row.statements, row.documents)
            others = listed_and_documents(row.other_ids, row.other_statements, row.other_documents)
            rows.append([row.phrase, names.heading(side), z, *([*others, *own] if i else [*own, *others])])
    heads = ["Word or phrase", "Marks", "z", *count_heads(c)]
    none = f"No word stands in {LEAST} articles or releases of one side."
    note = f"{chance_verdict(c)} {METHOD}"
    return table("Words that mark what is said to either side", heads, rows, note, none=none)


def count_heads(c: Comparison) -> list[str]:
    """Return the heads of columns with the statements and documents of either side (`listed_and_documents`)."""
    return [f"{names.heading(side)}: {what}" for side in c.counterparts for what in ("statements", "documents")]


METHOD = (
    "Log-odds against a prior from all statements (Monroe, Colaresi and Quinn 2008); a word counts once in a statement "
    f"and must stand in {LEAST} articles or releases of its side. Names of the parties, offices and persons are left "
    "out."
)


def chance_verdict(c: Comparison) -> str:
    """Say how many words were tested, how many pass, and how many would by chance."""
    row = chance_keywords(c).iloc[0]
    beyond = int((find_keywords(c).beyond == "yes").sum())
    return (
        f"Of {row.tested} words and phrases tested, {row.passing or 'none'} have a z-score above 1.96; when the sides "
        f"are shuffled among articles and releases, {row.by_chance or 'none'} do on average ({row.shuffles} shuffles). "
        f"{beyond or 'None'} {'are' if beyond > 1 else 'is'} above {row.limit / 100:.2f}, which in 95 of 100 shuffles "
        "no word reaches; that is starred."
    )


def concordance(c: Comparison) -> View:
    """Return the places of the words that mark either side; with too few statements, those of wording used to both."""
    shown = []
    for side in c.counterparts:
        chosen = marking_words(c, side) if c.enough() else shared_phrases(c)
        found = keywords_in_context(c, list(chosen.phrase[:WORDS]), side)
        shown += [_lines(own, side) for _, own in found.groupby("phrase", sort=False)]
    if not shown:
        return paragraph("No wording to show in context.", "too-few")
    few = "Too few to tell what marks either side. These are the places of wording given to both."
    return stack(shown if c.enough() else [paragraph(few), *shown])


def _lines(found: pd.DataFrame, side: str) -> View:
    """Return the places of one word, one below the other."""
    rows = [_line(row) for row in found.head(LINES).itertuples()]
    rest = len(found) - len(rows)
    note = f"{rest} more {'place' if rest == 1 else 'places'} of it." if rest else ""
    caption = f"“{found.phrase.iloc[0]}”, to {names.country(side)}: {names.counted(len(found), 'place')}"
    return table(caption, ["Where", "Before", "Words", "After"], rows, note, "kwic")


def _line(row: object) -> list[object]:
    """Return one place: date, outlet and speaker, leading to the source, and the keyword, leading to its statement."""
    where = ", ".join(filter(None, (row.published, row.outlet, row.speaker or "speaker not named")))
    left, right = (" ".join(text.split()) or " " for text in (row.left, row.right))
    keyword = link(element("b", row.keyword), links.statement(row.statement_id))
    return [link(where, links.place(row.statement_id)), left, keyword, right]


def figure(comparison: Comparison) -> Drawing | View:
    """Draw the words that mark what is said to either counterpart.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        Each mark leads to the statements that have the word. Marks left of the dashed line may be due to chance.
    """
    if not comparison.enough():
        return paragraph("Too few statements: no words to draw.", "too-few")
    found = {side: marking_words(comparison, side) for side in comparison.counterparts}
    most = max(len(rows) for rows in found.values())
    if not most:
        return paragraph("No word stands in enough documents of one side to be tested.", "too-few")
    limit = int(chance_keywords(comparison).limit.iloc[0]) / 100
    highest = max([limit, *(rows.z.max() / 100 for rows in found.values() if len(rows))])
    with drawing_style():
        figure, both = side_panels(0.9 + 0.36 * most, 2)
        for axes, (side, rows) in zip(both, found.items(), strict=True):
            _panel(axes, side, rows, limit)
            axes.set_xlim(0, highest * 1.08)
            axes.set_ylim(most - 0.35, -0.85)
        return finish(figure, _words(found, limit))


def _panel(axes: Axes, side: str, rows: pd.DataFrame, limit: float) -> None:
    """Draw the words of one side."""
    colour, marker = names.mark(side)
    axes.axvline(limit, color=SOFT, linewidth=0.9, linestyle=(0, (4, 3)))
    for height, row in enumerate(rows.itertuples()):
        z = row.z / 100
        axes.plot([0, z], [height, height], color=colour, linewidth=1.4)
        fill = colour if row.beyond == "yes" else GROUND
        look = {"color": colour, "marker": marker, "markerfacecolor": fill, "clip_on": False}
        (mark,) = axes.plot([z], [height], linestyle="", **look)
        label = axes.text(0.03, height - 0.42, f"{row.phrase} ({row.statements})", va="center", ha="left", fontsize=9)
        for artist in (mark, label):
            artist.set_url(links.listed(row.statement_ids))
    panel_title(axes, side)
    axes.set_yticks([])
    axes.set_xlabel("z-score")
    axes.grid(axis="x")


def _words(found: dict[str, pd.DataFrame], limit: float) -> str:
    """Say what is drawn."""
    clauses = []
    for side, rows in found.items():
        each = [f"{row.phrase} {row.z / 100:.2f} ({row.statements} statements)" for row in rows.itertuples()]
        clauses.append(f"To {names.country(side)}: {', '.join(each) or 'none'}")
    return f"Words that mark what is said, by z-score; beyond chance from {limit:.2f}. {'. '.join(clauses)}."
