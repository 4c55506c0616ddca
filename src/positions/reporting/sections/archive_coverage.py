"""What the documents cover: countries, publishers, periods, kinds and languages; gaps, and what was left out."""

import re
import textwrap
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, groupby

import pandas as pd
from matplotlib.axes import Axes

from positions.comparison import Comparison
from positions.comparison import archive_coverage as archive
from positions.documents import metadata
from positions.documents.collection import UNKNOWN_LANGUAGE
from positions.reporting.render import links, markup, names
from positions.reporting.render.svg import GRID, INK, LINE, SOFT, Drawing, drawing_style, finish, tiles
from positions.schemas import LIST_SEPARATOR

UNKNOWN = "publisher not known"
COVERAGE_NOTE = (
    "A document names a country when a word known for it stands in it: its name, capital, people, an institution, a "
    "project or a company. So a document may name one and be about something else. Statements: those that enter the "
    "comparison, without those that repeat another."
)


def countries_named(c: Comparison) -> markup.View:
    """Return in a sentence and by publisher how many documents name the counterparts, and how many have a statement."""
    tidy = archive.count_coverage(c)
    parts = [markup.paragraph(_sentence(c, tidy), "summary")]
    if len(c.documents) > 1:
        parts += [_publisher_table(c, tidy)]
    return markup.stack(parts)


def _sentence(c: Comparison, tidy: pd.DataFrame) -> str:
    """Say how many documents name which country, and how many of them have a statement."""
    total = tidy.groupby("names")[["documents", "speaking"]].sum()
    n = {key: int(total.documents.get(key, 0)) for key in (*c.counterparts, archive.BOTH, archive.NEITHER)}
    first, second = c.counterparts
    if len(c.documents) == 1:
        (key,) = (key for key, number in n.items() if number)
        spoken = names.counted(len(_counted(c)), "statement")
        return f"The one document names {_called(c, key)} and has {spoken} of this report."
    text = f"Of {names.counted(len(c.documents), 'document')}, {_some(n[first])} name{'s' * (n[first] == 1)}"
    text += f" {names.country(first)} and not {names.country(second)}, {_some(n[second])} {names.country(second)} and"
    text += f" not {names.country(first)}, {_some(n[archive.BOTH])} both and {_some(n[archive.NEITHER])} neither."
    either = len(c.documents) - n[archive.NEITHER]
    speaking = int(total.speaking.sum() - total.speaking.get(archive.NEITHER, 0))
    if either:
        text += f" {_some(speaking).capitalize()} of the {either:,} that name either "
        text += f"{'has' if speaking == 1 else 'have'} a statement of this report."
    if beyond := int(total.speaking.get(archive.NEITHER, 0)):
        text += f" So {'has' if beyond == 1 else 'have'} {beyond:,} that name neither, where the country is known from"
        text += " what the document reports."
    return text


def _publisher_table(c: Comparison, tidy: pd.DataFrame) -> markup.View:
    """Return the numbers by publisher, the whole below them."""
    rows = [_publisher_row(c, name or UNKNOWN, own) for name, own in tidy.groupby("publisher", sort=False)]
    if len(rows) > 1:
        rows.append(_publisher_row(c, "All", tidy))
    first, second = map(names.heading, c.counterparts)
    heads = ["Publisher", "Documents", f"{first} only", f"{second} only", "Both", "Neither", "With a statement"]
    return markup.table("Documents by the countries they name", [*heads, "Statements"], rows, COVERAGE_NOTE)


def _publisher_row(c: Comparison, name: str, own: pd.DataFrame) -> list[object]:
    """Return the line of a publisher."""
    n = own.groupby("names").documents.sum()
    each = [int(n.get(key, 0)) for key in (*c.counterparts, archive.BOTH, archive.NEITHER)]
    return [name, int(own.documents.sum()), *each, int(own.speaking.sum()), _statements(c, own)]


def _statements(c: Comparison, own: pd.DataFrame) -> markup.View | str:
    """Return the number of statements of publishers, leading to them."""
    publishers = set(own.publisher)
    codes = dict.fromkeys(d.outlet for d in c.documents if (d.publisher or d.outlet) in publishers)
    rows = _counted(c)
    rows = rows[rows.outlet.isin(list(codes))]
    return markup.count(len(rows), links.rows(outlet=[code or links.NONE for code in codes]))


def _counted(c: Comparison) -> pd.DataFrame:
    """Return the statements of the comparison that are counted."""
    return c.statements[(c.statements.part != "outside") & (c.statements.repeats == "")]


def _some(n: int) -> str:
    """Return a number within a sentence."""
    return f"{n:,}" if n else "none"


def _called(c: Comparison, key: str) -> str:
    """Return what one document names, in words."""
    both = names.listed([names.country(side) for side in c.counterparts])
    neither = names.listed([names.country(side) for side in c.counterparts], "nor")
    return {archive.BOTH: both, archive.NEITHER: f"neither {neither}"}.get(key) or f"{names.country(key)} alone"


LONGEST_GAPS = 3  # gaps that are named; the rest are counted


def language_name(code: str) -> str:
    """Return the name of a language."""
    return metadata.name_language(code).name if code not in ("", UNKNOWN_LANGUAGE) else "not told"


# The columns that distinguish documents, each with its name and the names of its codes.
SORTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "kind": ("Kind", lambda code: metadata.name_kind(code) if code else "not told"),
    "genre": ("Form", partial(names.named, "genres")),
    "language": ("Language", language_name),
}


def kinds_and_languages(c: Comparison) -> markup.View:
    """Return the documents by kind, form and language, with those set aside for their language, if any."""
    listed, aside = archive.register_documents(c), c.left_out.language[c.left_out.language != ""]
    if len(listed) == 1 and aside.empty:
        kind, form, language = (name(listed[column].iloc[0]) for column, (_, name) in SORTS.items())
        return markup.paragraph(f"One document. Kind: {kind}; form: {form}; language: {language}.")
    rows: list[list[object]] = []
    for column, (head, name) in SORTS.items():
        for value in archive.by_frequency(listed[column]):
            own = listed[listed[column] == value]
            rows.append([f"{head}: {name(value)}", len(own), int((own.statements > 0).sum())])
    heads = ["Documents", "Number", "With a statement"]
    note = "Kind: what the page says it is, or the text itself. Form: how the words are set down."
    if len(aside):
        rows, heads = [[*row, ""] for row in rows], [*heads, "Set aside"]
        for code in archive.by_frequency(aside):
            rows.append([f"Language: {language_name(code)}", "", "", int((aside == code).sum())])
        note += " Set aside: kept, and not coded, since English alone is coded."
    return markup.table("Documents by kind, form and language", heads, rows, note)


def times_without_documents(c: Comparison) -> markup.View:
    """Return the days, months or years without a document, and what that means."""
    tidy = archive.find_gaps(c)
    actor = names.country(c.parameters.actor)
    if tidy.empty:
        if len(c.documents) == 1:
            return markup.paragraph("One document, so no gaps to show.")
        dated = int((archive.register_documents(c).published != "").sum())
        why = "all with a date are of one day" if dated > 1 else "one has a date" if dated else "none has a date"
        return markup.paragraph(
            f"Of {names.counted(len(c.documents), 'document')} {why}, so there are no gaps to show."
        )
    heads = ["Publisher", "Documents", "Without one", "Longest times without"]
    rows = [_gap_row(row) for row in tidy.itertuples()]
    note = f"Where nothing is held, this report can hear nothing: a silence there is no silence of {actor}. "
    note += "Days, months or years: the shortest of which there is a document or more on average, from the first of "
    note += "all documents to the last. Where there are one or two on average, a time without is often chance."
    return markup.table("Times without a document", heads, rows, note)


def _gap_row(row: object) -> list[object]:
    """Return the line of a publisher."""
    name = "All together" if row.publisher == archive.ALL_PUBLISHERS else row.publisher or "publisher not known"
    if not row.unit:
        return [name, "too few to tell", "", ""]
    runs = row.gaps.split(LIST_SEPARATOR) if row.gaps else []
    rest = f"; {len(runs) - LONGEST_GAPS:,} more" if len(runs) > LONGEST_GAPS else ""
    average = f"{row.documents / row.periods:.1f} a {row.unit}"
    of = f"{row.without:,} of {names.counted(row.periods, row.unit)}"
    return [name, average, of, "; ".join(runs[:LONGEST_GAPS]) + rest]


ACROSS = 3  # panels beside each other: with more, a number of five digits has no room at 390 pixels
PANELS = 6  # more publishers are drawn together in the last
WRAPPED = 17  # letters of a panel's name to a line
ROOM = 1.55  # of the longest bar: its number stands behind it


def documents_figure(comparison: Comparison) -> Drawing | markup.View:
    """Draw the documents of each publisher by day, month, year or decade of publication.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Drawing or View
        Bars with their numbers, "none" where there is no document. A single period is given as a sentence.
    """
    tidy = archive.count_holdings(comparison)
    panels, unit = _panels(tidy), tidy.unit.iloc[0]
    if len(panels) < 2:
        when = f"all of one {unit}, {panels.index[0]}" if panels.index[0] else "without a date"
        return markup.paragraph(f"{_told(panels)}, {when}: nothing to draw over time.")
    lines = _lines(panels)
    rows = -(-len(panels.columns) // ACROSS)
    with drawing_style():
        height = rows * (0.75 + 0.6 * LINE * len(lines))
        figure, grid = tiles(height, rows, min(len(panels.columns), ACROSS), "row")
        every = list(chain.from_iterable(grid))
        for axes, (name, numbers) in zip(every, panels.items(), strict=False):
            _panel(axes, name, numbers, lines, panels.max(axis=None))
        for axes in every[len(panels.columns) :]:
            axes.set_visible(False)
        return finish(figure, f"Documents by publisher and {unit} of publication. {_told(panels)}.")


def _panels(tidy: pd.DataFrame) -> pd.DataFrame:
    """Return the documents by period and publisher, the one with most first; beyond `PANELS` the rest as one."""
    wide = tidy.set_index(["period", "publisher"]).documents.unstack(sort=False).rename(columns={"": "not known"})
    alone = wide.columns if len(wide.columns) <= PANELS else wide.columns[: PANELS - 1]
    rest = wide.drop(columns=alone)
    return wide[alone].assign(**{f"{len(rest.columns)} others": rest.sum(axis=1)} if len(rest.columns) else {})


def _lines(panels: pd.DataFrame) -> list[list[str]]:
    """Return the periods of each line: those that follow each other without a document of any publisher share one."""
    held = panels.sum(axis=1) > 0
    runs = groupby(panels.index, key=lambda period: held[period])
    found = [(is_held, list(run)) for is_held, run in runs]
    return [line for is_held, run in found for line in ([[period] for period in run] if is_held else [run])]


def _panel(axes: Axes, name: str, numbers: pd.Series, lines: Sequence[Sequence[str]], most: int) -> None:
    """Draw one publisher; the longest bar of all has ``most`` documents."""
    for line, (period, *_) in enumerate(lines):
        n = numbers[period]
        axes.barh(line, n, 0.62, color=SOFT, linewidth=0)
        look = {"color": INK if n else SOFT, "style": "normal" if n else "italic"}
        axes.text(n + most * 0.04, line, f"{n:,}" if n else "none", va="center", fontsize=9.5, **look)
    called = [f"{line[0]} +{len(line) - 1}" if len(line) > 1 else line[0] or "not known" for line in lines]
    axes.set_yticks(range(len(lines)), called)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xlim(0, most * ROOM)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=GRID, linewidth=0.8)
    title = textwrap.wrap(name, WRAPPED, max_lines=2, placeholder=" …")
    axes.set_title("\n".join(title), fontsize=10, weight="bold", loc="left")


def _told(panels: pd.DataFrame) -> str:
    """Say how many documents each panel has, and in how many of the periods."""
    each = []
    for name, numbers in panels.items():
        there = f" in {(numbers > 0).sum()} of {len(panels)}" if len(panels) > 1 else ""
        each.append(f"{name} {names.counted(int(numbers.sum()), 'document')}{there}")
    return "; ".join(each)


LEFT_OUT_FILE = "left_out.csv"
REASONS = 30  # that are listed
FIRSTS = 3  # places of each
WHOLE = 200  # lines up to which all are on the page: some 60 kB
LONGEST_REASON = 160  # characters of a place: a file's name may be as long as it likes
# What differs between two places with the same reason: dates, numbers, and words quoted from the place.
OWN = re.compile(r"'[^']*'|‘[^’]*’|\"[^\"]*\"|“[^”]*”|\d(?:[\d.,:-]*\d)?")


def left_out(c: Comparison) -> markup.View:
    """Return what could not be used or was out of range: by reason, then line by line."""
    return _ledger(pd.concat([c.left_out, c.set_aside], ignore_index=True), "Left out", "Nothing was left out.")


def noted(c: Comparison) -> markup.View:
    """Return the notes on documents that were read."""
    return _ledger(c.noted, "Read, and worth a look", "Nothing is noted of the documents read.")


def left_out_lines(c: Comparison) -> pd.DataFrame:
    """Return every line as a table for a file.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    DataFrame
        ``what`` (not used, out of range, read) and the columns of ``LEFT_OUT``.
    """
    parts = {"not used": c.left_out, "out of range": c.set_aside, "read": c.noted}
    found = [rows.assign(what=what)[["what", *rows.columns]] for what, rows in parts.items()]
    return pd.concat(found, ignore_index=True)


def _ledger(rows: pd.DataFrame, caption: str, none: str) -> markup.View:
    """Return lines of a ledger by reason, and the lines themselves folded where they are few."""
    if rows.empty:
        return markup.paragraph(none)
    kinds = rows.reason.map(lambda reason: OWN.sub("…", reason))
    groups = sorted(rows.groupby(kinds, sort=False), key=lambda group: -len(group[1]))
    lines = [_group(kind, own) for kind, own in groups[:REASONS]]
    note = f"{len(groups) - REASONS:,} more reasons are in the whole list." if len(groups) > REASONS else ""
    heads = ["Reason", "Number", "Where", "What would help"]
    shown = markup.table(f"{caption}: {names.counted(len(rows), 'place')}, by reason", heads, lines, note)
    return markup.stack([shown, _whole(rows, caption)])


def _group(kind: str, own: pd.DataFrame) -> list[object]:
    """Return the line of one reason; where its words are always the same they stand as they are."""
    reason = own.reason.iloc[0] if own.reason.nunique() == 1 else kind
    first = markup.first_few([_short(place) for place in own.file], FIRSTS)
    where = markup.join([markup.element("code", place) for place in first], markup.BREAK)
    return [_short(reason), len(own), where, own.remedy.iloc[0]]


def _whole(rows: pd.DataFrame, caption: str) -> markup.View:
    """Return every line folded, or the file that has them."""
    if len(rows) > WHOLE:
        return markup.paragraph(markup.sentence("Every line: ", markup.link(LEFT_OUT_FILE, links.file(LEFT_OUT_FILE))))
    lines = [[_short(row.file), _short(row.reason), row.remedy] for row in rows.itertuples()]
    name = f"All {names.counted(len(rows), 'line')}"
    return markup.folded(name, markup.table(f"{caption}, line by line", ["Where", "Reason", "What would help"], lines))


def _short(text: str) -> str:
    """Return a text that is not too long for a cell."""
    return text if len(text) <= LONGEST_REASON else f"{text[:LONGEST_REASON]}…"
