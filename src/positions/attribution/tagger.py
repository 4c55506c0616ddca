"""Attribution by a trained tagger: sources, cues and contents as people marked them in PolNeAR.

Three models, one behind the other, all conditional random fields (Lafferty, McCallum & Pereira 2001): one labels the
words of a line as source, cue or content and so finds candidates for cues; one finds the source and the content of
each candidate; one says how likely the reading is right. What they were trained on, and how well they do, is written in
``models/MODEL_CARD.md``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from lzma import decompress
from typing import NamedTuple

import pycrfsuite

from positions.attribution.attribution import Attribution
from positions.attribution.clauses import bare
from positions.attribution.cues import cues
from positions.attribution.tagger_lines import Line, lines
from positions.attribution.tagger_marks import CONTENT, CUE, SOURCE, Candidate, Marks, marks
from positions.attribution.tagger_reading import Surroundings
from positions.attribution.tagger_trust import Reading, Words, overlap, trust_features
from positions.documents import Document, Span

LEAST = 0.4  # the probability from which a reading counts, chosen on held-out articles of the training set
YES, NO = "yes", "no"
GAP = "G"  # words between two pieces of a content
THAT = re.compile(r"that\b,?\s*")


class Model(pycrfsuite.Tagger):
    """A conditional random field, opened from bytes packed with ``lzma``.

    CRFsuite reads the bytes where they lie and does not keep them from being cleared away; the model therefore does.
    """

    def __init__(self, packed: bytes) -> None:
        self.content = decompress(packed)
        self.open_inmemory(self.content)


class Models(NamedTuple):
    """The three models."""

    roles: Model
    parts: Model
    trust: Model


@cache
def models() -> Models:
    """Return the models that come with the package, unpacked once."""
    return Models(*(Model(_packed(name)) for name in Models._fields))


def _packed(name: str) -> bytes:
    """Return a model's bytes as they stand in the package."""
    return resources.files("positions.attribution").joinpath(f"models/{name}.crf.xz").read_bytes()


@dataclass(frozen=True)
class Found:
    """An attribution in the convention of PolNeAR, before it is put into the project's.

    Attributes
    ----------
    source : Span or None
        The words that name the source.
    cue : Span
        The words that attribute.
    content : tuple of Span
        What is attributed, with its quotation marks and its "that".
    probability : float
        How likely there is an attribution with such a cue and content, between 0 and 1.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    probability: float


def attributions(document: Document) -> list[Attribution]:
    """Find every attribution in a document by the trained tagger.

    Parameters
    ----------
    document : Document
        Its text, headline and paragraphs are read; nothing else.

    Returns
    -------
    list of Attribution
        In the order of their contents, which follow the project's convention: without outer quotation marks, a leading
        "that" and the last stop.
    """
    return [attribution for attribution, _ in scored(document)]


def scored(document: Document, least: float = LEAST) -> list[tuple[Attribution, float]]:
    """Find attributions with their probabilities.

    Parameters
    ----------
    document : Document
        The document.
    least : float
        The probability below which a reading is left out.
    """
    pairs = [(_attribution(document.text, one), one.probability) for one in found(document, least)]
    return sorted((pair for pair in pairs if pair[0]), key=lambda pair: pair[0].whole)


def found(document: Document, least: float = LEAST, using: Models | None = None) -> Iterator[Found]:
    """Yield the attributions of a document in the convention of PolNeAR.

    Parameters
    ----------
    document : Document
        The document.
    least : float
        The probability below which a reading is left out.
    using : Models, optional
        Others than those of the package.
    """
    using = using or models()
    for line in lines(document):
        marked = marks(line, using.roles)
        readings = read(marked, using.parts)
        chances = trusted(marked, readings, using.trust)
        for n in chosen(readings, chances, least):
            yield _placed(line, readings[n], chances[n])


def read(marked: Marks, tagger: Model) -> list[Reading]:
    """Read source, cue and content for every candidate of a line."""
    if not marked.candidates:
        return []
    surroundings = Surroundings(marked)
    return [_reading(tagger, cue, *surroundings.features(cue)) for cue in marked.candidates]


def _reading(tagger: Model, cue: Candidate, features: list[list[str]], first: int) -> Reading:
    """Read source, cue and content for one candidate from the features of the words from ``first`` on."""
    tagger.set(features)
    labels = tagger.tag()
    runs = _runs(labels, first)
    found = runs[CUE][0] if runs[CUE] else cue[:2]
    source = (runs[SOURCE][0][0], runs[SOURCE][-1][1]) if runs[SOURCE] else None
    content = runs[CONTENT]
    edges = [(CUE, found), (CONTENT, (content[0][0], content[-1][1]) if content else None), (SOURCE, source)]
    sure = [_sureness(tagger, label, words, first) for label, words in edges]
    return Reading(found, source, content, (tagger.probability(labels), *sure))


def _runs(labels: list[str], first: int) -> dict[str, list[Words]]:
    """Return the stretches of each label."""
    runs: dict[str, list[Words]] = {SOURCE: [], CUE: [], CONTENT: []}
    at = first
    for label, run in groupby(labels):
        end = at + len(list(run))
        runs.get(label, []).append((at, end))
        at = end
    return runs


def _sureness(tagger: Model, label: str, words: Words | None, first: int) -> float:
    """Return how likely the first and the last of some words have a label, whichever is less."""
    if not words or label not in tagger.labels():
        return 0.0
    return min(tagger.marginal(label, words[0] - first), tagger.marginal(label, words[1] - 1 - first))


def trusted(marked: Marks, readings: list[Reading], tagger: Model) -> list[float]:
    """Return the probability of each reading."""
    chances = []
    for n in range(len(readings)):
        tagger.set([trust_features(marked, readings, n)])
        chances.append(tagger.marginal(YES, 0))
    return chances


def chosen(readings: list[Reading], chances: list[float], least: float) -> list[int]:
    """Return the numbers of the readings that count: likely enough, and no cue in the cue or content of a likelier."""
    taken: list[int] = []
    for n in sorted(range(len(readings)), key=lambda n: -chances[n]):
        if chances[n] < least or not readings[n].content:
            continue
        if not any(_contradicts(readings[n], readings[m]) for m in taken):
            taken.append(n)
    return sorted(taken)


def _contradicts(reading: Reading, likelier: Reading) -> bool:
    """Tell whether a reading has its cue where a likelier one has its cue, or within its content."""
    (start, end), (first, behind) = reading.cue, likelier.whole
    return overlap(reading.cue, likelier.cue) or (first <= start and end <= behind)


def _placed(line: Line, reading: Reading, chance: float) -> Found:
    """Return a reading in characters of the text."""
    source = line.span(*reading.source) if reading.source else None
    content = tuple(line.span(*piece) for piece in reading.content)
    return Found(source, line.span(*reading.cue), content, chance)


def _attribution(text: str, one: Found) -> Attribution | None:
    """Return an attribution in the project's convention; nothing when no word of the content is left."""
    pieces = [bare(text, piece) for piece in one.content]
    if that := THAT.match(text, *pieces[0]):
        pieces[0] = bare(text, Span(that.end(), pieces[0].end))
    pieces = [piece for piece in pieces if piece.start < piece.end]
    if not pieces:
        return None
    known = cues(text, one.cue)
    lemma, kind = (known[-1].lemma, known[-1].kind) if known else ("", "state")
    return Attribution(one.source, one.cue, tuple(pieces), lemma=lemma, kind=kind, rule="tagger")
