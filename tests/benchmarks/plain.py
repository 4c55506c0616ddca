"""The plain conditional random field that the tagger is compared with, trained here on PolNeAR's training set.

One chain over the words of a line, each with the words beside it, their shapes, endings and quotation state, and the
verbs of ``cues.yaml``. Two pieces of content with only a source, a cue and marks between them are one.
"""

import re

from polnear import Spans

from positions.attribution.cues import cues
from positions.attribution.tagger import Model
from positions.attribution.tagger_lines import Line, lines
from positions.attribution.tagger_marks import CONTENT, CUE, FURTHER, OUTSIDE, SOURCE
from positions.attribution.training import Marked, model, roles

KINDS = {SOURCE: "source", CUE: "cue", CONTENT: "content"}


def plain_model(documents: list[Marked]) -> bytes:
    """Train on documents; the model, packed."""
    return model(
        "plain",
        ((features(one, line), roles(line, one.attributions)) for one in documents for line in lines(one.document)),
    )


def features(one: Marked, line: Line) -> list[list[str]]:
    """The features of every word of a line."""
    at = {cue.span.end: cue.lemma for cue in cues(one.document.text, line.span(0, len(line)))}
    verbs = [at.get(place.end, "") for place in line.places]
    found = []
    for n in range(len(line)):
        here = ["1", f"q={line.quotation[n] > 0}"]
        for m in range(max(0, n - 2), min(len(line), n + 3)):
            word, offset = line.words[m], m - n
            here.append(f"w{offset}={word.norm}")
            if abs(offset) < 2:
                here += [f"s{offset}={word.norm[-3:]}", f"h{offset}={word.shape}", f"v{offset}={verbs[m]}"]
        found.append(here)
    return found


def plain_spans(documents: list[Marked], packed: bytes) -> list[Spans]:
    """The spans the model finds in each document."""
    tagger, found = Model(packed), []
    for one in documents:
        spans: Spans = {kind: set() for kind in KINDS.values()}
        for line in lines(one.document):
            tagger.set(features(one, line))
            for role, start, end in joined(runs(tagger.tag()), line):
                spans[KINDS[role]].add(line.span(start, end))
        found.append(spans)
    return found


def runs(labels: list[str]) -> list[tuple[str, int, int]]:
    """The stretches that are labelled: (role, first word, the one behind the last)."""
    found: list[tuple[str, int, int]] = []
    for n, label in enumerate(labels):
        role = label[-1]
        if found and label == FURTHER + role and found[-1][0] == role and found[-1][2] == n:
            found[-1] = (role, found[-1][1], n + 1)
        elif label != OUTSIDE:
            found.append((role, n, n + 1))
    return found


def joined(found: list[tuple[str, int, int]], line: Line) -> list[tuple[str, int, int]]:
    """The stretches with contents put together that only a source, a cue and marks interrupt."""
    order = "".join(role for role, *_ in found)
    for match in reversed(list(re.finditer(f"{CONTENT}(?={SOURCE}{CUE}{CONTENT}|{CUE}{SOURCE}{CONTENT})", order))):
        n = match.start()
        between = [
            w
            for one, other in zip(found[n : n + 3], found[n + 1 : n + 4], strict=True)
            for w in line.words[one[2] : other[1]]
        ]
        if not any(word.norm.isalnum() for word in between):
            found[n] = (CONTENT, found[n][1], found[n + 3][2])
            del found[n + 3]
    return found
