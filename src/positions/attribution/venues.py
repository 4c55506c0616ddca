"""Where an engagement was: a place that its sentence names, and no day, month or common word."""

import re
from functools import cache

from positions.attribution.parties import Scene
from positions.attribution.phrases import common_words
from positions.attribution.reporting_words import data, end_of
from positions.attribution.speakers import name_words
from positions.data_files import lexicon
from positions.documents import Span

NEAR = 30  # characters between who met and where


def place(scene: Scene, span: Span) -> str:
    """Return where an engagement was, as its sentence names it before it goes on to what was discussed."""
    for match in _places().finditer(scene.text, span.end, end_of(scene, span.end)):
        ends = [span.end, *(p.span.end for p in scene.parties if span.end <= p.span.start < match.start())]
        is_near = match.start() - ends[-1] <= NEAR and " and " not in scene.text[ends[-1] : match.start()]
        if is_near and _is_place(match.group("place")):
            return match.group("place")
    return ""


@cache
def _places() -> re.Pattern:
    """Return the pattern of words that may name a place."""
    return re.compile(data("place"))


def _is_place(name: str) -> bool:
    """Tell whether words with a capital are a place: no day or month, and not all of them common words."""
    times = (*lexicon("attribution", "when")["days"], *lexicon("attribution", "when")["months"])
    if re.fullmatch(rf"(?:early |late |mid-)?(?:{'|'.join(times)})\b.*", name):
        return False
    return name.split()[-1] in data("places") or not name_words(name) <= common_words()
