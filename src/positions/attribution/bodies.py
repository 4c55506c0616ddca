"""Bodies that speak or relay what others say: press offices, ministries, agencies (``speakers.yaml``)."""

import re
from functools import cache

from positions.attribution.lexicon import lexicon
from positions.attribution.speakers import Speaker
from positions.documents import Document, Span


@cache
def _bodies() -> list[tuple[re.Pattern, dict]]:
    """Return the bodies that speak, with the pattern of the words that name each."""
    return [(re.compile(rf"(?<!\w)(?:{b['words']})(?!\w)"), b) for b in lexicon("attribution", "speakers")["bodies"]]


def body_in(phrase: str) -> Speaker | None:
    """Return the body a noun phrase names, None when it names none."""
    for pattern, body in _bodies():
        if pattern.search(phrase):
            voice = body.get("voice", "state")
            return Speaker(body["name"], body["name"], body["country"], body["institution"], voice, "body")
    return None


def is_paper(phrase: str) -> bool:
    """Tell whether a phrase is "the statement", "a readout" or the like, which is some body's."""
    return plain(phrase).lower() in lexicon("attribution", "speakers")["papers"]


def relay(document: Document, span: Span) -> str:
    """Return the body that relays a statement, as the text names it; for "the statement" the last body named.

    Parameters
    ----------
    document : Document
        The document.
    span : Span
        The words that name the relay.
    """
    phrase = span.of(document.text)
    if not is_paper(phrase):
        return plain(phrase)
    named = [
        (match.start(), match.group())
        for pattern, body in _bodies()
        if body.get("voice", "state") == "state"
        for match in pattern.finditer(document.text, document.headline.end, span.start)
    ]
    return max(named)[1] if named else plain(phrase)


def plain(phrase: str) -> str:
    """Return a phrase without its article."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.IGNORECASE)
