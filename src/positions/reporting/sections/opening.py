"""The first screen of a report, and its headline in the list of reports.

A comparison comes in; a title, what was read and counted, the differences that hold, and both relationships at a glance
go out.
"""

import datetime
from collections.abc import Sequence

from positions.comparison import Comparison
from positions.comparison.archive_coverage import by_frequency, register_documents
from positions.comparison.commitment import fold_spelling
from positions.comparison.shares import compare_shares
from positions.reporting.render import links, names, quotations
from positions.reporting.render.markup import (
    BREAK,
    View,
    element,
    join,
    link,
    number,
    paragraph,
    piece,
    sentence,
    stack,
)
from positions.reporting.render.names import counted, country, listed
from positions.reporting.render.quotations import paragraphs
from positions.reporting.sections.error_rates import too_unsure_note
from positions.reporting.sections.shares import key_differences
from positions.reporting.sections.themes_raised import raised_only_with
from positions.schemas import LIST_SEPARATOR
from positions.validation import stored, terms_hold

MOST = 3  # entries in a cell
TALKS = "#engagements-and-what-was-said-in-them"  # the section of the page that lists the engagements
NONE_GIVEN = element("span", "none", "absent")
ACTS = {"affirm": 0, "praise": 0, "commit": 0, "state": 1}  # the order of names that are as frequent, by the act
GLANCE_NOTE = (
    "Numbers count statements and lead to them; words without a number stand in one statement. Words in italics are "
    "the source’s report of what was said. How often the two met is not counted here."
)


def at_a_glance(c: Comparison) -> View:
    """Return both relationships at a glance, a column for each counterpart.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    View
        A table of names, themes, acts, speakers and channels. A cell has the most frequent entries, and the number of
        others. Lines without entries are left out; if no line is left, a sentence says so.
    """
    lines: list[tuple] = [("Words for the relationship", "words", _words, "label")]
    lines += [("Terms attached", "words", _words, "condition")] * terms_hold()
    lines += [("Themes", "", _coded, "said", "theme")]
    # With enough statements the shares say what differs; without any to one side nothing does.
    if not c.enough() and all(len(c.part("said", side)) for side in c.counterparts):
        lines += [("Raised with this side only", "", _one_sided)]
    lines += [("Acts", "", _coded, "said", "act"), ("Who speaks", "", _coded, "said", "speaker")]
    lines += [("Channel", "", _channels), ("Said in return", "", _coded, "heard", "act")]
    rows = []
    for name, kind, make, *of in lines:
        cells = {side.lower(): make(c, side, *of) for side in c.counterparts}
        if any(cells.values()):
            rows.append((name, kind, [(side, cell or NONE_GIVEN) for side, cell in cells.items()]))
    if not rows:
        return paragraph("Nothing is told of either relationship.", "too-few")
    heads = [(side.lower(), _head(c, side)) for side in c.counterparts]
    caption = f"At a glance: what {country(c.sides.actor)} says to or about either"
    return piece("glance", caption, heads, rows, GLANCE_NOTE)


def _head(c: Comparison, side: str) -> View:
    """Return the head of a column: the counterpart, and how many statements to it there are."""
    n = len(c.part("said", side))
    words = counted(n, "statement")
    linked = link(words, links.rows(part="said", side=side)) if n else words
    return sentence(names.heading(side), " ", element("span", linked, "n"))


def _list(entries: Sequence[View], of: int, address: str, between: str = " · ") -> View:
    """Return the entries of a cell; where there are more, a link to the statements of all; blank without any."""
    more = [link("all", address)] if of > len(entries) else []  # without a number: numbers here count statements
    return join([element("span", entry) for entry in [*entries, *more]], between)


def _words(c: Comparison, side: str, column: str) -> View:
    """Return the different words of a column, as the sources most often write them; the number where it is not one."""
    rows = c.part("said", side)
    rows = rows[rows[column] != ""]
    # Of more names than are shown, and as frequent: first those affirmed or praised, last those wished for.
    if column == "label" and fold_spelling(rows[column]).nunique() > MOST:
        order = rows.act.map(ACTS).fillna(len(ACTS))
        rows = rows.loc[order.sort_values(kind="stable").index]
    keys = fold_spelling(rows[column])
    found = keys.value_counts()
    entries = []
    for key, n in found[:MOST].items():
        own = rows[keys == key]
        text = own[column].value_counts().index[0]
        row = next(own[own[column] == text].itertuples(index=False))
        times = number(n, part="said", side=side, **{column: list(dict.fromkeys(own[column]))})
        again = sentence("\u00a0", element("span", times, "n")) if n > 1 else ""
        entries.append(sentence(quotations.link_quote(quotations.quote(row, text, column)), again))
    address = links.rows(part="said", side=side, **{column: links.ANY})
    return _list(entries, len(found), address, BREAK)


def _one_sided(c: Comparison, side: str) -> View:
    """Return the themes raised with one side only."""
    own = raised_only_with(c, side)
    entries = []
    for row in own.head(MOST).itertuples():
        name = names.named("themes", row.theme)
        address = links.rows(part="said", side=side, theme=row.theme)
        discussed = sentence(f"{name} ", element("span", "discussed", "n"))
        entries.append(link(f"{name} {row.n}", address) if row.n else discussed)
    address = links.rows(part="said", side=side, theme=list(own.theme))
    return _list(entries, len(own), address)


def _coded(c: Comparison, side: str, part: str, kind: str) -> View:
    """Return the most frequent themes, acts or speakers of what was said to, or heard from, a side."""
    column = c.part(part, side)[{"theme": "themes"}.get(kind, kind)]
    each = column.str.split(LIST_SEPARATOR).explode() if kind == "theme" else column
    found = each[each != ""].value_counts()
    entries = []
    for code, n in found[:MOST].items():
        name = code if kind == "speaker" else names.named(kind, code)
        entries.append(link(f"{name} {n}", links.rows(part=part, side=side, **{kind: code})))
    return _list(entries, len(found), links.rows(part=part, side=side))


def _channels(c: Comparison, side: str) -> View:
    """Return the channels of the engagements with a side, the most frequent first; one alone leads to its place.

    Engagements have no numbers here, because more are missed than found, and some are counted twice.
    """
    talks = c.met[c.met.country == side]
    entries = []
    for kind, n in talks.channel.value_counts().items():
        name = names.channel(kind) if n == 1 else names.channels(kind)
        first = links.place(talks.event_id[talks.channel == kind].iloc[0], "e")
        entries.append(link(name, first if n == 1 else TALKS))
    return join(entries, ", ")


HEADLINE_FIELDS = ("code", "side", "what", "words", "form", "n")  # each as text


def report_headline(comparison: Comparison) -> list[dict[str, str]]:
    """Return the headline of a comparison in a list of several.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    list of dict
        By counterpart lines with ``code`` and ``side`` (its name), the topic (``what``), the ``words`` or the share
        with its 95% interval, their ``form`` (``quoted``, ``reported``, ``none``, ``share``), and ``n``. If shares may
        be given (`Comparison.enough`), this is the share that differs most among those that differ beyond chance and
        coding errors. If none does, it is the most frequent name given to the relationship and, if terms are coded
        reliably enough, the most frequent terms.
    """
    found = compare_shares(comparison)
    if not (found.differs != "").any():
        told = ("label", "condition") if terms_hold() else ("label",)
        return [_worded(comparison, side, what) for side in comparison.counterparts for what in told]
    first, second = (found[found.side == side].reset_index(drop=True) for side in comparison.counterparts)
    gaps = (first.percent - second.percent).abs().where(first.differs != "")
    return [_shared(rows.iloc[int(gaps.idxmax())]) for rows in (first, second)]


def _worded(comparison: Comparison, side: str, column: str) -> dict[str, str]:
    """Return the most frequent name or terms."""
    rows = comparison.part("said", side)
    having = rows[rows[column] != ""]
    words, form, n = "none", "none", counted(len(rows), "statement")
    if len(having):
        keys = fold_spelling(having[column])
        key, times = next(keys.value_counts().items())
        row = next(having[keys == key].itertuples(index=False))
        exact = quotations.quote(row, getattr(row, column), column)
        words, form = (f"“{exact.text}”", "quoted") if exact.spoken else (exact.text, "reported")
        n = f"{times} of {n}"
    what = {"label": "words for the relationship", "condition": "terms attached"}[column]
    return dict(zip(HEADLINE_FIELDS, (side.lower(), names.heading(side), what, words, form, n), strict=True))


def _shared(row: object) -> dict[str, str]:
    """Return a share."""
    what = f"share of statements with {row.aspect} {names.named(row.aspect, row.code)}".strip()
    share = f"{row.percent}% ({row.low} to {row.high})"
    n = f"{row.n} of {counted(row.of, 'statement')}, 95% interval in brackets"
    return dict(zip(HEADLINE_FIELDS, (row.side.lower(), names.heading(row.side), what, share, "share", n), strict=True))


PUBLISHERS = 5  # named in the opening sentence


def first_screen(c: Comparison) -> View:
    """Return the first screen of a report.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    View
        The title, what was read, what is counted, the differences that hold (`leading`), and `glance`.
    """
    basis = paragraphs([what_was_read(c), what_was_counted(c), *coding_trust(c)], "basis")
    title, head = element("h1", report_title(c)), element("h2", "What differs")
    return stack([title, *basis, head, key_differences(c), at_a_glance(c)])


def report_title(c: Comparison) -> str:
    """Return the title of a report: "Pakistan’s stated positions toward the United States and China"."""
    own, first, second = map(country, (c.sides.actor, *c.counterparts))
    about = listed([names.named("themes", theme) for theme in c.parameters.themes])
    return f"{own}’s stated positions toward {first} and {second}{f' on {about}' if about else ''}"


def what_was_read(c: Comparison) -> View:
    """Say what was read: "1,000 articles from Dawn (672) and the Tribune (328), published from … to …"."""
    publishers = register_documents(c).publisher
    noun = "article" if all(document.genre == "press" for document in c.documents) else "document"
    text = counted(len(c.documents), noun).capitalize()
    known = [name for name in by_frequency(publishers) if name]
    each = [f"{name} ({int((publishers == name).sum()):,})" for name in known]
    each = each if publishers.nunique() > 1 else known
    text += f" from {names.few(each, PUBLISHERS, 'publishers')}" if known else ""
    text += f"{_published(c)}."
    if carriers := len(c.carried):
        releases = c.carried.release.nunique()
        stand = "stands" if releases == 1 else "stand"
        text += f" {counted(releases, 'press release')} {stand} in more than one of them ({carriers:,} in all)."
    if lost := int((c.left_out.language == "").sum()):
        text += f" {counted(lost, 'file or line', 'files or lines')} could not be used (see Sources)."
    return sentence(text)


def _published(c: Comparison) -> str:
    """Say when the documents were published."""
    dates = sorted({document.published for document in c.documents} - {""})
    undated = sum(not document.published for document in c.documents)
    if not dates:
        return ", not dated" if undated == 1 else ", none of them dated"
    when = f"published {_day(dates[0])}" if len(dates) == 1 else f"published from {_day(dates[0])} to {_day(dates[-1])}"
    return f", {when}" + (f"; {undated:,} {'is' if undated == 1 else 'are'} not dated" if undated else "")


def _day(date: str) -> str:
    """Write an ISO date as a newspaper does: "29 July 2022"; a year stays a year."""
    if len(date) < len("2022-07-29"):
        return date
    day = datetime.date.fromisoformat(date)
    return f"{day.day} {day:%B} {day.year}"


def what_was_counted(c: Comparison) -> View:
    """Say how many statements to either side are counted, and how many are not because they do not name it."""
    first, second = map(country, c.counterparts)
    said, others = (
        [number(len(c.part(part, side)), part=part, side=side) for side in c.counterparts]
        for part in ("said", "context")
    )
    text = View(
        "Counted are {}’s official statements that name a counterpart or were made to its officials: {} to or about {} "
        "and {} to or about {}."
    ).format(country(c.sides.actor), said[0] or "none", first, said[1] or "none", second)
    if any(others):
        text += View(
            " Others follow on one about {} ({}) or {} ({}) without naming it; they are shown separately and enter no "
            "comparison."
        ).format(first, others[0] or "none", second, others[1] or "none")
    return text + (f" {too_unsure_note(c)}" if c.parameters.confidence else "")


def coding_trust(c: Comparison) -> list[View]:
    """Say how many statements the program finds and how many are right; nothing if none is counted."""
    if not c.sides.are_measured or not any(len(c.part("said", side)) for side in c.counterparts):
        return []
    found, right = (round(100 * stored().figure(name)[0]) for name in ("content at 0.5: recall", "usable: precision"))
    text = f"Measured on press articles kept apart, the program finds {found} of 100 such statements; of 100 that it"
    text += f" finds, {right} have words, speaker, direction and act all right (see How sure)."
    return [sentence(text)]
