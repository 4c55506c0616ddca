"""Genres: whether a text is a press article, a speech, a transcript or an interview, told by its form."""

import re
from typing import NamedTuple

from positions.documents.document import Document, Span
from positions.documents.forms import form
from positions.documents.layout import lines
from positions.documents.turns import turns

GENRES = ("press", "speech", "transcript", "interview")
SPOKEN = ("speech", "transcript")  # with a title above the words, and no reporter's introduction
OPENING = 800  # characters in which a text says what it is
FEWEST_QUESTIONS = 2
OWN_WORDS = 8.0  # first persons in a thousand words outside quotation marks; speeches have 9 and more
QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?")
LABELLED = re.compile(r"(?:^|\n)[ \t\r\ufeff]*(?=[A-Z][^:\n]{0,80}[:.])")
LINE_START = r"(?:^|\n)[ \t\ufeff]*(?:\d{1,3}\.\s*)?"


class Genre(NamedTuple):
    """A genre and how it is known."""

    code: str
    why: str


PRESS = Genre("press", "no form of another genre")


def genre(text: str, name: str = "", given: str = "") -> Genre:
    """Tell the genre of a text.

    Parameters
    ----------
    text : str
        The text.
    name : str
        The file's name without its ending.
    given : str
        What the manifest says; it decides.

    Returns
    -------
    Genre
    """
    if given:
        return Genre(given, "the manifest says so")
    if form("debate").fullmatch(name):
        return Genre("speech", "named by country, session and year, as the UN General Debate is")
    return _asked(text) or _addressed(text) or PRESS


def own_words(text: str) -> float:
    """Return how often a text says "I", "we", "our": times in a thousand words, outside quotation marks."""
    plain = QUOTED.sub(" ", text)
    return 1000 * len(form("first_person").findall(plain)) / max(1, plain.count(" "))


def is_reported(text: str) -> bool:
    """Tell whether a record of speech is in the third person, as summary records are."""
    return own_words(text) < OWN_WORDS / 2


def _asked(text: str) -> Genre | None:
    """Tell a text in which reporters ask and somebody answers."""
    opening = text[:OPENING]
    title = form("briefing").match(text.lstrip("\ufeff \t\r\n")[:OPENING])
    if not title and text.count("?") < FEWEST_QUESTIONS:
        return None
    asked = _questions(text)
    if asked >= FEWEST_QUESTIONS:
        is_interview = form("interview").search(opening) and not form("briefing").search(opening)
        code = "interview" if is_interview else "transcript"
        return Genre(code, f"{asked} labelled questions")
    return Genre("transcript", f"titled “{title.group()}”") if title and own_words(text) >= OWN_WORDS else None


def _questions(text: str) -> int:
    """Count the questions under labels that somebody else's words answer."""
    candidates = [match.end() for match in LABELLED.finditer(text) if form("label").match(text, match.end())]
    if len(candidates) < 2 * FEWEST_QUESTIONS:
        return 0
    probe = Document("", "", text, Span(0, 0), tuple(lines(text)), "", genre="transcript")
    found = [turn for turn in turns(probe) if turn.label]
    asking = [turn for turn in found if turn.is_question and any("?" in span.of(text) for span in turn.paragraphs)]
    return len(asking) if len(found) - len(asking) >= len(asking) / 2 else 0


def _addressed(text: str) -> Genre | None:
    """Tell a text in which one person addresses an audience."""
    opening = text[:OPENING]
    sign = (
        form("address", LINE_START).search(opening)
        or form("vocative").search(opening)
        or form("title").match(opening.lstrip("\ufeff \t\r\n"))
    )
    if not sign or own_words(text) < OWN_WORDS:
        return None
    words = " ".join(sign.group().strip(", ").split())
    return Genre("speech", f"opens with “{words}”, in its speaker’s own words")
