"""What the model of roles says of a line: a label for every word, and the candidates for cues."""

from dataclasses import dataclass
from typing import NamedTuple

from positions.attribution.tagger_features import role_features
from positions.attribution.tagger_lines import Line

SOURCE, CUE, CONTENT = "S", "C", "T"
OUTSIDE = "O"
FIRST, FURTHER = "B-", "I-"  # a span's first word, and those behind it
LOWEST_CHANCE = 0.2  # below it a word that is not labelled as a cue is no candidate


class Candidate(NamedTuple):
    """Words ``start`` up to, not including, ``end`` of a line that may be a cue."""

    start: int
    end: int
    is_labelled: bool
    chance: float


@dataclass(frozen=True)
class Marks:
    """A line as the model of roles reads it.

    Attributes
    ----------
    line : Line
        The line.
    labels : list of str
        The most likely labels.
    sources, contents : list of int
        How likely each word is part of a source, of a content: 0 to 4.
    candidates : list of Candidate
        In the order of the line.
    """

    line: Line
    labels: list[str]
    sources: list[int]
    contents: list[int]
    candidates: list[Candidate]


def marks(line: Line, tagger) -> Marks:
    """Label a line.

    Parameters
    ----------
    line : Line
        The line.
    tagger : pycrfsuite.Tagger
        The model of roles.
    """
    tagger.set(role_features(line))
    labels = tagger.tag()
    first = _chances(tagger, FIRST + CUE, len(line))
    further = _chances(tagger, FURTHER + CUE, len(line))
    return Marks(
        line, labels, _grades(tagger, SOURCE, line), _grades(tagger, CONTENT, line), _candidates(labels, first, further)
    )


def _chances(tagger, label: str, length: int) -> list[float]:
    """Return the probability of a label for each word; 0 where the model does not know it."""
    if label not in tagger.labels():
        return [0.0] * length
    return [tagger.marginal(label, n) for n in range(length)]


def _grades(tagger, role: str, line: Line) -> list[int]:
    """Return in five grades how likely each word has a role."""
    chances = zip(_chances(tagger, FIRST + role, len(line)), _chances(tagger, FURTHER + role, len(line)), strict=True)
    return [int((first + further) * 4.999) for first, further in chances]


def _candidates(labels: list[str], first: list[float], further: list[float]) -> list[Candidate]:
    """Return the words labelled as cues, and those next likely to be."""
    found, n, last = [], 0, len(labels) - 1
    while n <= last:
        is_labelled = labels[n].endswith(CUE)
        if is_labelled:
            end = _labelled_end(labels, n)
        elif first[n] > LOWEST_CHANCE and (n == last or first[n + 1] <= first[n]):
            end = _likely_end(labels, first[n], further, n)
        else:
            n += 1
            continue
        found.append(Candidate(n, end, is_labelled, first[n]))
        n = end
    return found


def _labelled_end(labels: list[str], start: int) -> int:
    """Return where a span that starts at a word ends by its labels."""
    end = start + 1
    while end < len(labels) and labels[end] == FURTHER + labels[start][-1]:
        end += 1
    return end


def _likely_end(labels: list[str], chance: float, further: list[float], start: int) -> int:
    """Return where a cue that is not labelled would end: where it is less likely to go on than to have begun."""
    end = start + 1
    while end < len(labels) and labels[end] != FIRST + CUE and further[end] > 0.4 * chance:
        if end > start + 1 and further[end] <= 0.5 * further[end - 1]:
            break
        end += 1
    return end
