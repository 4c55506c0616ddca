"""Bodies that speak or relay what others say: press offices, ministries, agencies (``countries/*.yaml``)."""

import re
from bisect import bisect_left
from functools import lru_cache

from positions.attribution.countries import LATELY, mentions
from positions.attribution.speakers import Speaker
from positions.countries import OTHER, Sides, profile
from positions.data_files import lexicon
from positions.documents import Document, Span

# Behind a paper, who issued it: "a press release issued from the President's Secretariat".
ISSUED = re.compile(r" (?:issued |released |shared )?(?:\w+ ){0,2}?(?:by|from|of) [^,.;:“”\n]{3,60}")
# A paper with whose it is before it: "the US-India joint statement", "a State Department report".
OWNED_PAPER = re.compile(
    r"(?:the |a |an )?(?:[A-Z][\w’.-]*(?: of)? ){1,4}(?:joint |press |news )?"
    r"(?:statement|readout|communiqu[eé]|release|report)\b"
)


@lru_cache(LATELY)
def _bodies(known: tuple[str, ...]) -> list[tuple[re.Pattern, dict]]:
    """Return the bodies that speak, with the pattern of the words that name each."""
    own = [{"country": country} | body for country in known for body in profile(country).bodies]
    listed = [*own, *({"country": OTHER} | body for body in lexicon("attribution", "speakers")["bodies"])]
    return [(re.compile(rf"(?<!\w)(?:{body['words']})(?!\w)"), body) for body in listed]


def body_words(sides: Sides) -> list[re.Pattern]:
    """Return the patterns of the words that name bodies."""
    return [pattern for pattern, _ in _bodies(sides.known)]


def body_in(phrase: str, sides: Sides) -> Speaker | None:
    """Return the body a noun phrase names, None when it names none that is known."""
    lands = {mention.country for mention in mentions(phrase, Span(0, len(phrase)), sides)}
    for pattern, body in _bodies(sides.known):
        # "Beijing’s finance ministry", "the Afghan interior ministry": of the country that is named.
        is_anothers = bool(lands) and body["country"] not in (*lands, OTHER)
        if not is_anothers and pattern.search(phrase):
            voice = body.get("voice", "state")
            return Speaker(
                body.get("name", ""), body.get("name", ""), body["country"], body["institution"], voice, "body"
            )
    return None


def names_body(text: str, country: str, sides: Sides) -> bool:
    """Tell whether a text names a body of a country."""
    return any(body["country"] == country and pattern.search(text) for pattern, body in _bodies(sides.known))


@lru_cache(maxsize=1024)
def is_news(phrase: str) -> bool:
    """Tell whether a phrase names an agency, a broadcaster or a newspaper, which tells what others say."""
    media = [body["words"] for body in lexicon("attribution", "speakers")["bodies"] if body["voice"] == "media"]
    return any(re.search(rf"(?<!\w)(?:{words})(?!\w)", phrase) for words in media)


def is_paper(phrase: str) -> bool:
    """Tell whether a phrase is "the statement", "a readout" or the like, which is some body's."""
    return plain(phrase).lower() in lexicon("attribution", "speakers")["papers"]


def last_body(text: str, within: Span, sides: Sides) -> Speaker | None:
    """Return the last body of a state that a stretch names, None when it names none."""
    found = _last_named(text, within, sides)
    return body_in(found, sides) if found else None


def _last_named(text: str, within: Span, sides: Sides) -> str:
    """Return the words of the last body of a state that a stretch names, blank when it names none."""
    named = _all_named(text, sides)
    for place in range(bisect_left(named, (within.end, "")) - 1, -1, -1):
        start, words = named[place]
        if start < within.start:
            break
        if start + len(words) <= within.end:
            return words
    return ""


@lru_cache(maxsize=8)
def _all_named(text: str, sides: Sides) -> list[tuple[int, str]]:
    """Return every place where a text names a body of a state, in order; kept for the next question about the text."""
    return sorted(
        (match.start(), match.group())
        for pattern, body in _bodies(sides.known)
        if body.get("voice", "state") == "state"
        for match in pattern.finditer(text)
    )


@lru_cache(maxsize=8)
def _owned_papers(text: str, sides: Sides) -> list[Span]:
    """Return every place where a text says whose a paper is, in order; kept for the next question about the text."""
    found = [Span(*match.span()) for match in OWNED_PAPER.finditer(text)]
    return [span for span in found if mentions(text, span, sides)]


def relay(document: Document, span: Span, sides: Sides) -> str:
    """Return the body that relays a statement, as the text names it; for "the statement" whose it was.

    Parameters
    ----------
    document : Document
        The document.
    span : Span
        The words that name the relay.
    sides : Sides
        Whose bodies are known.

    Returns
    -------
    str
        Of "the statement" the words that named its owner ("a US-India joint statement"), else the last body named.
    """
    phrase = span.of(document.text)
    if not is_paper(phrase):
        return _as_relay(phrase, sides)
    if issued := ISSUED.match(document.text, span.end):
        words = issued.group()
        if body := _last_named(words, Span(0, len(words)), sides):
            return _as_relay(body, sides)
    before = Span(document.headline.end, span.start)
    papers = _owned_papers(document.text, sides)
    nearest = range(bisect_left(papers, (before.end, 0)) - 1, -1, -1)
    owned = next((papers[place] for place in nearest if before.holds(papers[place])), None)
    body = _last_named(document.text, before, sides)
    if owned and (not body or document.text.rfind(body, *before) < owned.end):
        words = owned.of(document.text)
        return _as_relay(_last_named(words, Span(0, len(words)), sides) or words, sides)
    return _as_relay(body or phrase, sides)


def _as_relay(phrase: str, sides: Sides) -> str:
    """Return how a body is written where it relays: as the text names it, unless it is known under several names."""
    listed = next((entry.get("relays_as") for pattern, entry in _bodies(sides.known) if pattern.search(phrase)), None)
    return listed or plain(phrase)


def plain(phrase: str) -> str:
    """Return a phrase without its article."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.IGNORECASE)
