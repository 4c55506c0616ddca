"""What a report opens with: its title, what was read and counted, the differences that hold, either relationship."""

import datetime

from positions.comparison import Comparison
from positions.comparison.archive_coverage import by_frequency, register_documents
from positions.reporting import links, names
from positions.reporting.errors import left_out
from positions.reporting.glance import glance
from positions.reporting.leading import leading
from positions.reporting.markup import Shown, count, escape, stack
from positions.reporting.names import counted, country, listed
from positions.reporting.quotations import Sentence, paragraphs
from positions.validation import stored

PUBLISHERS = 5  # named in the opening sentence


def opening(c: Comparison) -> Shown:
    """Return the first screen of a report.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Shown
        The title, what was read, what is counted, the differences that hold (`leading`), and `glance`.
    """
    heading = Shown(f"<h1>{escape(title(c))}</h1>", title(c))
    return stack(
        [
            heading,
            *paragraphs([read(c), basis(c), *trust(c)], "basis"),
            Shown("<h2>What differs</h2>", "What differs"),
            leading(c),
            glance(c),
        ]
    )


def title(c: Comparison) -> str:
    """Return the title of a report: "Pakistan’s stated positions toward the United States and China"."""
    own, first, second = map(country, (c.sides.actor, *c.counterparts))
    about = listed([names.named("themes", theme) for theme in c.parameters.themes])
    return f"{own}’s stated positions toward {first} and {second}{f' on {about}' if about else ''}"


def read(c: Comparison) -> Sentence:
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
        text += f" {counted(lost, 'more file')} could not be used (see Sources)."
    return Sentence((text,))


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


def basis(c: Comparison) -> Sentence:
    """Say how many statements are counted to either side, and how many stand apart since they do not name it."""
    (first, n), (second, m) = ((side, _said(c, "said", side)) for side in c.counterparts)
    own = country(c.sides.actor)
    parts: list[str | Shown] = [f"Counted are {own}’s official statements that name a counterpart or were made to its"]
    parts += [" officials: ", n, f" to or about {country(first)} and ", m]
    parts += [f" to or about {country(second)}."]
    apart = [len(c.part("context", side)) for side in c.counterparts]
    if any(apart):
        one, other = (_said(c, "context", side) for side in c.counterparts)
        parts += [" Others follow on one about ", country(first), " (", one, ") or ", country(second), " (", other, ")"]
        parts += [" without naming it; they are shown separately and enter no comparison."]
    if c.parameters.confidence:
        parts.append(f" {left_out(c)}")
    return Sentence(tuple(parts))


def trust(c: Comparison) -> list[Sentence]:
    """Say how many statements the program finds and how many it has right; nothing where none is counted."""
    if not c.sides.are_measured or not any(len(c.part("said", side)) for side in c.counterparts):
        return []
    found, right = (round(100 * stored().figure(name)[0]) for name in ("content at 0.5: recall", "usable: precision"))
    text = f"Measured on press articles kept apart, the program finds {found} of 100 such statements; of 100 that it"
    text += f" finds, {right} have words, speaker, direction and act all right (see How sure)."
    return [Sentence((text,))]


def _said(c: Comparison, part: str, side: str) -> Shown | str:
    """Return the number of statements of a part to a side, leading to them."""
    return count(len(c.part(part, side)), links.rows(part=part, side=side)) or "none"
