"""Training of the tagger from marked documents.

What a model is given from the one before it is always what that model says of documents it was not trained on: the
documents are halved, each half is read by models trained on the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from lzma import compress
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from positions.attribution.attribution import Attribution
from positions.attribution.tagger import GAP, NO, YES, Model, Models, read
from positions.attribution.tagger_features import role_features
from positions.attribution.tagger_lines import Line, lines
from positions.attribution.tagger_marks import CONTENT, CUE, FIRST, FURTHER, OUTSIDE, SOURCE, Candidate, Marks, marks
from positions.attribution.tagger_reading import Surroundings
from positions.attribution.tagger_trust import Reading, trust_features
from positions.documents import Document, Span

# L1 keeps the models small, L2 keeps them steady; chosen on held-out articles of the training set. The rounds are a
# limit on time: training has not converged when it stops.
SETTINGS = {
    "roles": {"c1": 1.0, "c2": 0.01, "max_iterations": 80},
    "parts": {"c1": 1.0, "c2": 0.01, "max_iterations": 80},
    "trust": {"c1": 0.5, "c2": 0.1, "max_iterations": 100},
    "plain": {"c1": 0.1, "c2": 0.05, "max_iterations": 100},
}
Example = tuple[list[list[str]], list[str]]


@dataclass(frozen=True)
class Marked:
    """A document with its attributions, as people marked them."""

    document: Document
    attributions: list[Attribution]


def trained(documents: list[Marked]) -> dict[str, bytes]:
    """Train the three models.

    Parameters
    ----------
    documents : list of Marked
        The training set.

    Returns
    -------
    dict of str to bytes
        Each model, packed, by its name in ``tagger.Models``.
    """
    halves = documents[::2], documents[1::2]
    found = {"roles": model("roles", _role_examples(documents))}
    seen = [
        (one, each)
        for half, other in (halves, halves[::-1])
        for one, each in _marked(other, Model(model("roles", _role_examples(half))))
    ]
    found["parts"] = model("parts", _part_examples(seen))
    names = [{id(one) for one in half} for half in halves]
    examples: list[Example] = []
    for half, other in (names, names[::-1]):
        parts = Model(model("parts", _part_examples([pair for pair in seen if id(pair[0]) in half])))
        examples += _trust_examples([pair for pair in seen if id(pair[0]) in other], parts)
    found["trust"] = model("trust", examples)
    return found


def model(name: str, examples: Iterable[Example]) -> bytes:
    """Train one model and pack it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=SETTINGS[name], verbose=False)
    for features, labels in examples:
        trainer.append(features, labels)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        trainer.train(str(path))
        return compress(path.read_bytes(), preset=6)


def loaded(packed: dict[str, bytes]) -> Models:
    """Return models that were just trained."""
    return Models(*(Model(packed[name]) for name in Models._fields))


def _marked(documents: list[Marked], tagger: Model) -> Iterator[tuple[Marked, Marks]]:
    """Yield every line of the documents as a model of roles reads it."""
    for one in documents:
        for line in lines(one.document):
            yield one, marks(line, tagger)


def _role_examples(documents: list[Marked]) -> Iterator[Example]:
    """Yield the lines of documents with the role of every word."""
    for one in documents:
        for line in lines(one.document):
            yield role_features(line), roles(line, one.attributions)


def roles(line: Line, attributions: list[Attribution]) -> list[str]:
    """Return the role of every word of a line: first or further word of a source, cue or piece of content."""
    labels = [OUTSIDE] * len(line)
    for attribution in attributions:
        for role, span in _parts(attribution):
            inside = [n for n, place in enumerate(line.places) if span.holds(place)]
            for n in inside:
                labels[n] = (FIRST if n == inside[0] else FURTHER) + role
    return labels


def _parts(attribution: Attribution) -> list[tuple[str, Span]]:
    """Return the content's pieces, the source and the cue, in the order in which one overrules the other."""
    found = [(CONTENT, piece) for piece in attribution.content]
    return found + [(role, span) for role, span in ((SOURCE, attribution.source), (CUE, attribution.cue)) if span]


def _part_examples(seen: list[tuple[Marked, Marks]]) -> Iterator[Example]:
    """Yield what stands around every candidate that is a cue, with the parts of its attribution."""
    for one, marked in seen:
        surroundings = Surroundings(marked) if marked.candidates else None
        for candidate in marked.candidates:
            if attribution := _meant(one, marked.line, candidate):
                labels = parts(marked.line, attribution)
                features, first = surroundings.features(candidate)
                if CONTENT in labels:
                    yield features, labels[first : first + len(features)]


def _meant(one: Marked, line: Line, candidate: Candidate) -> Attribution | None:
    """Return the attribution whose cue shares most with a candidate, if any does."""
    span = line.span(candidate.start, candidate.end)
    sharing = [(_shared(each.cue, span), -n, each) for n, each in enumerate(one.attributions) if each.cue]
    most = max(sharing, default=(0, 0, None))
    return most[2] if most[0] > 0 else None


def _shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share, below nought when they lie apart."""
    return min(one.end, other.end) - max(one.start, other.start)


def parts(line: Line, attribution: Attribution) -> list[str]:
    """Return for every word of a line the part it plays in one attribution; between pieces of content, a gap."""
    labels = [GAP if attribution.whole.holds(place) else OUTSIDE for place in line.places]
    for role, span in _parts(attribution):
        for n, place in enumerate(line.places):
            if span.holds(place):
                labels[n] = role
    return labels


def _trust_examples(seen: list[tuple[Marked, Marks]], tagger: Model) -> Iterator[Example]:
    """Yield the readings of every line with whether each is right."""
    for one, marked in seen:
        readings = read(marked, tagger)
        for n, reading in enumerate(readings):
            label = YES if _is_right(one, marked.line, reading) else NO
            yield [trust_features(marked, readings, n)], [label]


def _is_right(one: Marked, line: Line, reading: Reading) -> bool:
    """Tell whether an attribution was marked whose cue and content both overlap with what was read."""
    if not reading.content:
        return False
    cue, content = line.span(*reading.cue), line.span(*reading.whole)
    marked = (each for each in one.attributions if each.cue and each.content)
    return any(_shared(each.cue, cue) > 0 and _shared(each.whole, content) > 0 for each in marked)
