"""Visits: an official of one side in the country of the other."""

import re
from collections.abc import Iterator
from functools import cache

from positions.attribution.countries import Mention, mentions
from positions.attribution.encounters import VISIT
from positions.attribution.parties import Scene, is_named, officials
from positions.attribution.quotations import is_quoted
from positions.attribution.reporting_words import data, end_of, is_not_yet, start_of, word
from positions.attribution.speakers import Speaker
from positions.attribution.when import told_of
from positions.countries import profile
from positions.documents import Span

OWNED = ("owned", "of")  # kinds of words for a visit that say whose it is
DESTINATION = 60  # characters behind a visit, in which its country is named
BEHIND = 12  # characters by which a word of a country is told from a body's name
RESIDENT = ("ambassador",)  # whose posts are abroad travel there to nobody


@cache
def _visit_patterns() -> dict[str, re.Pattern]:
    """Return the words that report visits, by how they stand."""
    listed = {kind: rf"\b(?:{'|'.join(words)})\b" for kind, words in data("channels")[VISIT].items()}
    return {kind: re.compile(words, 0 if "who" in words else re.IGNORECASE) for kind, words in listed.items()}


def visits(scene: Scene, quoted: list[Span]) -> Iterator[tuple[Span, tuple[list[Speaker], list[Speaker]]]]:
    """Yield the visits a sentence reports: of an official of one side to the country of the other."""
    text, sentence = scene.text, scene.sentence
    if word("to_come").search(text, *sentence):
        return
    for kind, pattern in _visit_patterns().items():
        for match in pattern.finditer(text, *sentence):
            span = Span(*match.span())
            is_gathering = word("gatherings").search(text, span.end, sentence.end)
            if is_gathering or is_quoted(span, quoted) or is_not_yet(text, sentence, span):
                continue
            if _has_begun(scene, kind, span) and (sides := _visit(scene, kind, match)):
                yield span, sides


def _has_begun(scene: Scene, kind: str, span: Span) -> bool:
    """Tell whether a visit told by a noun alone ("the premier’s visit to") is one that has begun."""
    if kind not in OWNED or word("been").search(scene.text, *span):
        return True
    return bool(told_of(scene.text, scene.sentence, span, scene.cast.document.published).date)


def _visit(scene: Scene, kind: str, match: re.Match) -> tuple[list[Speaker], list[Speaker]] | None:
    """Return who visits and, as the other side, the state visited."""
    span = Span(*match.span())
    if kind in OWNED:
        visitors = [scene.party(Span(*match.span("who")))]
    else:
        visitors = scene.subjects(Span(start_of(scene, span.start), span.start)) or scene.behind(span.end)
    sides = scene.cast.sides
    for own, other in ((sides.actor, country) for country in sides.counterparts):
        for land, host in ((own, other), (other, own)):
            people = [p for p in officials(visitors, land) if _travels(p)]
            if people and _destination(scene, span) == host:
                state = Speaker(profile(host).plain_name, country=host)
                return (people, [state]) if land == own else ([state], people)
    return None


def _travels(party: Speaker) -> bool:
    """Tell whether somebody may be on a visit: an official or a delegation, not an envoy posted abroad nor a body."""
    is_resident = party.level in RESIDENT or party.institution == "embassy"
    return not is_resident and (is_named(party.name) or bool(word("travellers").search(party.name)))


def _destination(scene: Scene, span: Span) -> str:
    """Return the country that a visit is to: the first one named behind it, or before it in the same clause."""
    text, sides = scene.text, scene.cast.sides
    if span.of(text).lower().endswith("here"):
        named = mentions(scene.cast.document.dateline.title(), Span(0, len(scene.cast.document.dateline)), sides)
    else:
        behind = Span(span.end, min(scene.sentence.end, span.end + DESTINATION, end_of(scene, span.end)))
        named = mentions(text, behind, sides)
    return next((m.country for m in named if _is_land(m, text[m.span.end : m.span.end + BEHIND])), "")


def _is_land(mention: Mention, behind: str) -> bool:
    """Tell whether a word names a land: a town, a country or "the Chinese capital", not "the US Chamber"."""
    if mention.kind == "demonyms":
        return bool(re.match(r" (?:capital|city|mainland)\b", behind))
    return mention.kind == "institutions" or not re.match(r" [A-Z]", behind)
