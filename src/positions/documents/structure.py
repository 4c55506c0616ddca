"""The structure of a text: its genre, its headline and body, its turns; from text and metadata to a `Document`.

The form of the text tells its genre (press article, speech, transcript, interview), and the genre decides how the parts
are found.

Press: the first line that is not blank is the headline. Some archives put the date before it (``date 2022-07-29
Pakistan wants …``) and the clock time on a line of its own (``29 July,2022 11:42 pm``). The first paragraph of the body
may open with a dateline: a place in capitals, perhaps a day and an agency, then a colon or a dash. Some papers put a
few points ("• PM thanks Beijing") above it.

Speech, transcript and interview: titles, the day and the speaker stand above the words; turns tell who speaks where.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from positions.documents.dates import date_before_title, has_clock, read_moment
from positions.documents.document import Document, Span
from positions.documents.layout import find_lines, find_paragraphs, form_pattern, is_hard_wrapped
from positions.documents.metadata import DEBATE_NAME, Metadata, outlet_by_code

LEAST_LABELS = 2  # a name before a colon is a label when it comes back


@dataclass(frozen=True)
class Turn:
    """What one person says before the next one speaks.

    Attributes
    ----------
    speaker : str
        The words that name who speaks; blank when nothing does.
    label : Span or None
        The label before the turn ("Question", "MS NOON"), None without one.
    paragraphs : tuple of Span
        The words, paragraph by paragraph, without the label.
    is_question : bool
        A reporter speaks.
    asked : tuple of Span
        The paragraphs of the question that the turn answers.
    """

    speaker: str
    label: Span | None
    paragraphs: tuple[Span, ...]
    is_question: bool = False
    asked: tuple[Span, ...] = ()


def find_turns(document: Document) -> list[Turn]:
    """Cut a document into turns.

    Parameters
    ----------
    document : Document
        A speech is one turn. The words before the first label are the speaker's own statement in a transcript; in an
        interview they are the reporter's introduction and not a turn. A press article has no turns.

    Returns
    -------
    list of Turn
        In order.
    """
    if document.genre == "press":
        return []
    if document.genre == "speech":
        return [Turn(document.speaker, None, document.paragraphs)]
    return _cut(document.text, document.paragraphs, document.speaker, opens_itself=document.genre == "transcript")


def _cut(text: str, paragraphs: Sequence[Span], speaker: str = "", opens_itself: bool = False) -> list[Turn]:
    """Cut a text into turns at its labels; with ``opens_itself`` the words before the first label are a turn too."""
    labels = _find_labels(text, paragraphs)
    parts: list[tuple[Span | None, list[Span]]] = [(None, [])] if opens_itself else []
    for paragraph in paragraphs:
        if match := labels.get(paragraph):
            parts.append((Span(*match.span("label")), [Span(match.end(), paragraph.end)]))
        elif parts:
            parts[-1][1].append(paragraph)
    filled = [(label, tuple(span for span in spans if span.start < span.end)) for label, spans in parts]
    filled = [(label, spans) for label, spans in filled if spans]
    asking = _asking(text, filled)
    turns, asked = [], ()
    for label, spans in filled:
        is_question = bool(label) and label.of(text) in asking
        named = _named(label.of(text), speaker) if label else speaker
        turns.append(Turn(named, label, spans, is_question, () if is_question else asked))
        asked = spans if is_question else ()
    return turns


def _find_labels(text: str, paragraphs: Sequence[Span]) -> dict[Span, re.Match]:
    """Return the label with which a paragraph opens: a word for questions or answers, or a name that comes back."""
    matches = {span: form_pattern("label").match(text, span.start, span.end) for span in paragraphs}
    found = {span: match for span, match in matches.items() if match}
    times = Counter(match["label"] for match in found.values())
    listed = {name for name in times if times[name] >= LEAST_LABELS or _is("asks", name) or _is("answers", name)}
    return {span: match for span, match in found.items() if match["label"] in listed}


def _is(name: str, words: str) -> bool:
    """Tell whether words are one of the listed labels."""
    return bool(form_pattern(name).fullmatch(words))


def _named(label: str, speaker: str) -> str:
    """Return who a label names: "Answer" and "Spokesperson" are whoever gives the briefing or interview."""
    if _is("answers", label) and (speaker or not label.lower().startswith("spokes")):
        return speaker
    return label.title() if label.isupper() else label


def _asking(text: str, parts: Sequence[tuple[Span | None, tuple[Span, ...]]]) -> set[str]:
    """Return the labels of questions: the words for them, and names whose turns mostly close with a question mark."""
    times, closing = Counter(), Counter()
    for label, spans in parts:
        if label:
            times[label.of(text)] += 1
            closing[label.of(text)] += spans[-1].of(text).rstrip('”"’) ').endswith("?")
    often = {name for name in times if times[name] >= LEAST_LABELS and 2 * closing[name] > times[name]}
    return {name for name in times if _is("asks", name) or (name in often and not _is("answers", name))}


GENRES = ("press", "speech", "transcript", "interview")
SPOKEN = ("speech", "transcript")  # with a title above the words, and no reporter's introduction
GENRE_OPENING = 800  # characters in which a text says what it is
FEWEST_QUESTIONS = 2
LEAST_FIRST_PERSONS = 8.0  # first persons in a thousand words outside quotation marks; speeches have 9 and more
QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?")
LABELLED = re.compile(r"(?:^|\n)[ \t\r\ufeff]*(?=[A-Z][^:\n]{0,80}[:.])")
LINE_START = r"(?:^|\n)[ \t\ufeff]*(?:\d{1,3}\.\s*)?"


class Genre(NamedTuple):
    """A genre and how it is known."""

    code: str
    why: str


PRESS = Genre("press", "no form of another genre")


def tell_genre(text: str, name: str = "", given: str = "") -> Genre:
    """Tell the genre of a text.

    Parameters
    ----------
    text : str
        The text.
    name : str
        The file's name without its ending.
    given : str
        The genre in the manifest, which decides.

    Returns
    -------
    Genre
    """
    if given:
        return Genre(given, "the manifest says so")
    if DEBATE_NAME.fullmatch(name):
        return Genre("speech", "named by country, session and year, as the UN General Debate is")
    return _asked(text) or _addressed(text) or PRESS


def first_person_rate(text: str) -> float:
    """Return how often a text says "I", "we", "our": times in a thousand words, outside quotation marks."""
    plain = QUOTED.sub(" ", text)
    return 1000 * len(form_pattern("first_person").findall(plain)) / max(1, plain.count(" "))


def is_summary_record(text: str) -> bool:
    """Tell whether a record of speech is in the third person, as summary records are."""
    return first_person_rate(text) < LEAST_FIRST_PERSONS / 2


def _asked(text: str) -> Genre | None:
    """Tell a text in which reporters ask and somebody answers."""
    opening = text[:GENRE_OPENING]
    title = form_pattern("briefing").match(text.lstrip("\ufeff \t\r\n")[:GENRE_OPENING])
    if not title and text.count("?") < FEWEST_QUESTIONS:
        return None
    asked = _questions(text)
    if asked >= FEWEST_QUESTIONS:
        is_interview = form_pattern("interview").search(opening) and not form_pattern("briefing").search(opening)
        return Genre("interview" if is_interview else "transcript", f"{asked} labelled questions")
    is_own = title and first_person_rate(text) >= LEAST_FIRST_PERSONS
    return Genre("transcript", f"titled “{title.group()}”") if is_own else None


def _questions(text: str) -> int:
    """Count the questions under labels that somebody else's words answer."""
    candidates = [match.end() for match in LABELLED.finditer(text) if form_pattern("label").match(text, match.end())]
    if len(candidates) < 2 * FEWEST_QUESTIONS:
        return 0
    found = _cut(text, find_lines(text))
    asking = [turn for turn in found if turn.is_question and any("?" in span.of(text) for span in turn.paragraphs)]
    return len(asking) if len(found) - len(asking) >= len(asking) / 2 else 0


def _addressed(text: str) -> Genre | None:
    """Tell a text in which one person addresses an audience."""
    opening = text[:GENRE_OPENING]
    sign = (
        form_pattern("address", LINE_START).search(opening)
        or form_pattern("vocative").search(opening)
        or form_pattern("title").match(opening.lstrip("\ufeff \t\r\n"))
    )
    if not sign or first_person_rate(text) < LEAST_FIRST_PERSONS:
        return None
    words = " ".join(sign.group().strip(", ").split())
    return Genre("speech", f"opens with “{words}”, in its speaker’s own words")


PLACE = r"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+){0,3}"
DATELINE = re.compile(
    rf"(?P<place>{PLACE})(?:,\s*[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}})?"  # BEIJING, May 20
    r"(?:\s*\([^)\n]{2,40}\)\s*[:–—-]*|\s*[:–—])\s*"  # (APP): or a colon or dash alone
)
POINT = re.compile(r"[•●▪■*]")
MOST_POINTS = 4  # between the headline and the dateline
LONGEST_HEADLINE = 300  # characters; a longer first line is a text without a headline


@dataclass(frozen=True)
class Parts:
    """The parts of an article, and what its own words say about time and place."""

    headline: Span
    paragraphs: tuple[Span, ...]
    dateline: str
    published: str
    published_at: str
    speaker: str = ""


def press_parts(text: str, time_zone: str = "", paragraphs: Sequence[Span] = ()) -> Parts:
    """Find the parts of a press article.

    Parameters
    ----------
    text : str
        The article, not blank.
    time_zone : str
        IANA name of the zone the outlet's clock keeps; without it a clock time gives the date only.
    paragraphs : sequence of Span
        Its lines, joined where they are hard-wrapped; without them each line is a paragraph.

    Returns
    -------
    Parts
        Spans count the characters of ``text``; dates are ISO 8601, blank when the text gives none.
    """
    headline, *rest = paragraphs or find_lines(text)
    if headline.end - headline.start > LONGEST_HEADLINE:
        headline, rest = Span(headline.start, headline.start), [headline, *rest]
    published = published_at = dateline = ""
    if prefix := date_before_title().match(text, headline.start, headline.end):
        published, headline = prefix.group("date"), Span(prefix.end(), headline.end)
    if rest and has_clock(rest[0].of(text)) and (read := read_moment(rest[0].of(text), time_zone)):
        published, published_at, rest = published or read.days[0], read.at, rest[1:]
    first = next((n for n, line in enumerate(rest[: MOST_POINTS + 1]) if not POINT.match(text, line.start)), 0)
    if rest and (opening := DATELINE.match(text, rest[first].start, rest[first].end)):
        dateline = opening.group("place")
        rest[first] = Span(opening.end(), rest[first].end)
    return Parts(headline, tuple(span for span in rest if span.start < span.end), dateline, published, published_at)


LONGEST_TITLE = 300  # characters
MOST_TITLES = 8
CLOSING = tuple(".?!…:;,")


def spoken_parts(text: str, paragraphs: Sequence[Span]) -> Parts:
    """Find the parts of a speech or a transcript.

    Parameters
    ----------
    text : str
        The text, not blank.
    paragraphs : sequence of Span
        Its lines, joined where they are hard-wrapped.

    Returns
    -------
    Parts
        The headline is blank without a title; the speaker is blank when neither a title nor the opening names one.
    """
    titles = _title_lines(text, paragraphs)
    body = [_unmarked(text, span) for span in paragraphs[len(titles) :]]
    above = "\n".join(" ".join(span.of(text).split()) for span in titles)
    speaker = _speaker(form_pattern("by_line").search(above))
    if body and (opener := form_pattern("opener").match(text, *body[0])):
        speaker = speaker or _speaker(opener)
        body[0] = Span(opener.end(), body[0].end)
    if body and not speaker:
        speaker = _speaker(form_pattern("recorded").match(text, *body[0]))
    headline = titles[0] if titles else Span(paragraphs[0].start, paragraphs[0].start)
    return Parts(headline, tuple(span for span in body if span.start < span.end), "", _title_day(above), "", speaker)


def _title_lines(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the lines above the first words: short, without a stop, no label and nobody addressed."""
    found: list[Span] = []
    for span in paragraphs[:MOST_TITLES]:
        is_words = span.end - span.start > LONGEST_TITLE or text.startswith(CLOSING, span.end - 1)
        is_opening = any(form_pattern(name).match(text, span.start, span.end) for name in ("address", "label", "mark"))
        if is_words or is_opening:
            break
        found.append(span)
    return found if len(found) < len(paragraphs) else []


def _unmarked(text: str, span: Span) -> Span:
    """Return a paragraph without the number or bullet before it."""
    mark = form_pattern("mark").match(text, span.start, span.end)
    return Span(mark.end(), span.end) if mark else span


def _speaker(match: re.Match | None) -> str:
    """Return who is named as the one who speaks; blank if nobody is."""
    return match["speaker"].strip(" ,") if match else ""


def _title_day(above: str) -> str:
    """Return the day a title gives, as ISO text; blank without one."""
    match = form_pattern("date").search(above)
    read = read_moment(match.group()) if match else None
    return read.days[0] if read else ""


def build_document(doc_id: str, file: str, text: str, sha256: str, known: Metadata) -> Document:
    """Make a document.

    Parameters
    ----------
    doc_id, file, sha256 : str
    text : str
        The text as stored, not blank.
    known : Metadata
        What is known, as a row of a corpus has it too, decides; only what is blank is read from the text.

    Returns
    -------
    Document
    """
    about = outlet_by_code(known.outlet)
    form = tell_genre(text, doc_id, known.genre)
    article = _parts_by_genre(text, form.code, about.time_zone)
    told = {
        "genre": form.code,
        "speaker": known.speaker or article.speaker,
        "outlet": about.code,
        "publisher": known.publisher or about.publisher,
        "language": known.language or about.language,
        "published": known.published or article.published,
        "published_at": known.published_at or article.published_at,
        "why_genre": form.why,
        "dateline": article.dateline,
    }
    return Document(doc_id, file, text, article.headline, article.paragraphs, sha256, **known.metadata() | told)


def _parts_by_genre(text: str, form: str, time_zone: str) -> Parts:
    """Tell the parts of a text apart, as its genre has them."""
    found = find_lines(text)
    wrapped = is_hard_wrapped(text, found)
    if form in SPOKEN:
        return spoken_parts(text, find_paragraphs(text, found, wrapped))
    article = press_parts(text, time_zone, find_paragraphs(text, found, wrapped) if wrapped else found)
    if form != "interview":
        return article
    return replace(article, speaker=_speaker(form_pattern("interviewed").match(article.headline.of(text))))
