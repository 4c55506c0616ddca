"""Words that report engagements (``engagements.yaml``): as patterns, and where in a sentence they reach."""

import re
from functools import cache

from positions.attribution.parties import Scene
from positions.data_files import lexicon
from positions.documents import Span

ASIDE = re.compile(r" [—–] [^—–]+ [—–] ")  # "The delegation — the first in years — met the premier"
FARTHEST = 40  # characters before a report in which it may be denied or put off


def data(name: str) -> dict:
    """Return a part of ``engagements.yaml``."""
    return lexicon("attribution", "engagements")[name]


@cache
def pattern(name: str) -> re.Pattern:
    """Return the pattern of another list of ``engagements.yaml``."""
    return re.compile(rf"(?:{'|'.join(data(name))})", re.IGNORECASE if name != "ends" else 0)


@cache
def word(name: str) -> re.Pattern:
    """Return the pattern of a list of whole words of ``engagements.yaml``."""
    return re.compile(rf"\b(?:{'|'.join(data(name))})\b", re.IGNORECASE)


def is_not_yet(text: str, sentence: Span, span: Span) -> bool:
    """Tell whether a report is of what will happen, or did not."""
    return bool(word("not_yet").search(text, max(sentence.start, span.start - FARTHEST), span.start))


def start_of(scene: Scene, at: int, names: tuple[str, ...] = ("starts", "conjunctions")) -> int:
    """Return where the clause of a report opens."""
    text, sentence = scene.text, scene.sentence
    aside = [match.span() for match in ASIDE.finditer(text, sentence.start, at)]
    found = (match for name in names for match in pattern(name).finditer(text, sentence.start, at))
    ends = (match.end() for match in found if not any(start <= match.start() < end for start, end in aside))
    return max(ends, default=sentence.start)


def end_of(scene: Scene, at: int) -> int:
    """Return where what a report names behind it ends."""
    named = [party.span for party in scene.parties]  # "Minister for Energy": the word is part of whom it names
    found = (match.start() for match in pattern("ends").finditer(scene.text, at, scene.sentence.end))
    return next((end for end in found if not any(n.start < end < n.end for n in named)), scene.sentence.end)
