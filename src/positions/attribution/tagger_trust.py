"""How much to trust what was read for a candidate: the features of the last model, which says yes or no."""

import math
from typing import NamedTuple

from positions.attribution.tagger_features import GRADES
from positions.attribution.tagger_marks import Marks

Words = tuple[int, int]  # the number of the first word, and of the one behind the last


class Reading(NamedTuple):
    """What was found for a candidate, in words of its line.

    Attributes
    ----------
    cue : tuple of int
        The words of the cue.
    source : tuple of int or None
        The words of the source.
    content : list of tuple of int
        The pieces of the content; none when nothing is attributed.
    chances : tuple of float
        How likely the reading as a whole is, and the edges of cue, content and source.
    """

    cue: Words
    source: Words | None
    content: list[Words]
    chances: tuple[float, float, float, float]

    @property
    def whole(self) -> Words | None:
        """The words from the first to the last of the content."""
        return (self.content[0][0], self.content[-1][1]) if self.content else None


def overlap(one: Words, other: Words) -> bool:
    """Tell whether two stretches share a word."""
    return one[0] < other[1] and other[0] < one[1]


def trust_features(marks: Marks, readings: list[Reading], n: int) -> list[str]:
    """Return the features of one reading among those of its line.

    Parameters
    ----------
    marks : Marks
        The line.
    readings : list of Reading
        What was read for each of its candidates.
    n : int
        The number of the reading.
    """
    reading = readings[n]
    found = [*_of_cue(marks, n), f"K={reading.cue == marks.candidates[n][:2]}"]
    found += [f"{name}{_steps(chance)}" for name, chance in zip("pkts", reading.chances, strict=True)]
    found += _of_source(marks, reading)
    if reading.content:
        found += _of_content(marks, reading, n)
        found += [feature for m in range(len(readings)) if m != n for feature in _beside(marks, readings, n, m)]
    else:
        found.append("no content")
    return found


def _steps(chance: float) -> int:
    """Return a probability on a scale of ten, fine near nought."""
    return min(9, int(-2 * math.log(max(chance, 1e-4))))


def _of_cue(marks: Marks, n: int) -> list[str]:
    """Return the features of the cue and of the words beside it."""
    line, cue = marks.line, marks.candidates[n]
    words = line.words[cue.start : cue.end]
    found = ["1", f"v={cue.is_labelled}", f"b={int(cue.chance * 10)}", f"vb={cue.is_labelled}|{int(cue.chance * 5)}"]
    found += [f"len={min(5, len(words))}", "cue=" + " ".join(w.norm for w in words), f"first={words[0].norm}"]
    found += [f"last={words[-1].norm}", f"lb={words[-1].coarse}", "bs=" + "|".join(w.coarse for w in words[:4])]
    found += [f"in={line.quotation[cue.start] > 0}", f"title={line.is_headline}", f"open={line.opens(cue.start)}"]
    for word in words:
        found += [f"w={word.norm}", f"c={word.fine}", f"x={word.cue}"]
    if cue.end < len(line):
        following = line.words[cue.end]
        found += [f"nw={following.norm}", f"nb={following.coarse}", f"ln={words[-1].norm}|{following.coarse}"]
    if cue.start:
        before = line.words[cue.start - 1]
        found += [f"bw={before.norm}", f"bb={before.coarse}", f"by={before.source}"]
    return found


def _of_source(marks: Marks, reading: Reading) -> list[str]:
    """Return the features of the source."""
    if not reading.source:
        return ["no source"]
    (start, end), (first, behind) = reading.source, reading.cue
    head = marks.line.words[end - 1]
    found = [f"sl={GRADES[end - start]}", f"sw={head.norm}", f"sb={head.coarse}", f"sc={head.fine}", f"sh={head.shape}"]
    found += [f"sf={marks.line.words[start].norm}", f"sy={head.source}"]
    return [*found, f"sg={min(5, max(first - end, start - behind))}"]


def _of_content(marks: Marks, reading: Reading, n: int) -> list[str]:
    """Return the features of the content and of the order of the parts."""
    line, (start, end), cue = marks.line, reading.whole, marks.candidates[n]
    inside = [line.quotation[start], line.quotation[end - 1]]
    quoted = "full" if inside[0] and inside[0] == inside[1] else "part" if any(line.quotation[start:end]) else "none"
    sides = "TK" if end <= cue.start else "KT" if start >= cue.end else "TKT"
    order = sides + ("" if not reading.source else "<" if reading.source[0] < cue.start else ">")
    gap = min(4, max(cue.start - end, start - cue.end))
    last, length = line.words[cue.end - 1].norm, GRADES[min(end - start, len(GRADES) - 1)]
    found = [
        f"o={order}",
        f"l={length}",
        f"lo={length}|{order}",
        f"q={quoted}",
        f"qo={quoted}{order}",
        f"ow={order}|{last}",
    ]
    found += [f"tw={line.words[start].norm}", f"tb={line.words[start].coarse}", f"lt={last}|{line.words[start].coarse}"]
    return [*found, f"g={sides}{gap}", f"te={line.words[end].norm if end < len(line) else ''}"]


def _beside(marks: Marks, readings: list[Reading], n: int, m: int) -> list[str]:
    """Return how a reading stands to another one of its line."""
    one, other = marks.candidates[n], marks.candidates[m]
    whole, second = readings[n].whole, readings[m].whole
    rank = f"{other.chance > one.chance}{other.is_labelled}|{int(other.chance * 4)}"
    found = []
    if second and overlap(whole, second):
        found.append(f"overlaps={rank}")
    if second and second[0] <= one.start < second[1]:
        found.append(f"within={rank}")
    if whole[0] <= other.start < whole[1]:
        found.append(f"holds={rank}")
    return found
