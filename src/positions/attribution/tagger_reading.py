"""One candidate for a cue: the features by which its source and content are found in its line."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from positions.attribution.tagger_features import GRADES, quoting
from positions.attribution.tagger_marks import SOURCE, Candidate, Marks
from positions.attribution.tagger_words import KEPT, Word

REACH = 100  # words to either side of a cue that may belong to it
BREAKS = frozenset(",;:—–-")
WITHIN = 3  # sentences, commas or cues beyond which all are alike


@lru_cache(KEPT)
def around(word: Word, offset: int, label: str) -> tuple[str, ...]:
    """Return the features of a word ``offset`` words away, with its label."""
    found = [f"b{offset}={word.coarse}", f"c{offset}={word.fine}", f"l{offset}={label}", f"x{offset}={word.cue}"]
    if abs(offset) < 2:
        found += [f"w{offset}={word.norm}", f"h{offset}={word.shape}"]
    return tuple(found)


@lru_cache(KEPT)
def joint(word: Word, following: Word, side: str) -> tuple[str, ...]:
    """Return what two words that stand together look like; ``side`` tells which of them is labelled."""
    return (f"{side}w={word.norm}|{following.norm}", f"{side}b={word.coarse}|{following.coarse}")


class Surroundings:
    """A marked line as every candidate in it sees it.

    Parameters
    ----------
    marks : Marks
        The line as the model of roles reads it.
    """

    def __init__(self, marks: Marks) -> None:
        self.marks, self.line = marks, marks.line
        words = self.line.words
        self.states = quoting(self.line)
        starts = {candidate.start for candidate in marks.candidates if candidate.is_labelled}
        self.cues = list(accumulate((n in starts for n in range(len(words))), initial=0))
        broken = (w.norm in BREAKS and not q for w, q in zip(words, self.line.quotation, strict=True))
        self.breaks = list(accumulate(broken, initial=0))
        self.common = [self._common(n) for n in range(len(words))]
        self.edges = [f"{self.line.opens(n):d}{self.line.closes(n):d}" for n in range(len(words))]

    def _common(self, n: int) -> list[str]:
        """Return the features of a word that are the same for every cue."""
        words, marks = self.line.words, self.marks
        found = [f"q={self.states[n]}", f"pt={marks.contents[n]}", f"ps={marks.sources[n]}"]
        for offset in range(max(-2, -n), min(3, len(words) - n)):
            found += around(words[n + offset], offset, marks.labels[n + offset])
        if n:
            found += joint(words[n - 1], words[n], "-")
        if n + 1 < len(words):
            found += joint(words[n], words[n + 1], "+")
        return found

    def features(self, cue: Candidate) -> tuple[list[list[str]], int]:
        """Return the features of the words around a candidate, and the number of the first of them."""
        first, end = max(0, cue.start - REACH), min(len(self.line), cue.end + REACH)
        verb = next((w for w in reversed(self.line.words[cue.start : cue.end]) if w.is_cue_like), None)
        last = self.line.words[cue.end - 1].norm
        place, key = self._place(cue), verb.norm if verb else last
        kind = verb.fine if verb else ""
        return [self._seen_from(n, cue, place, last, key, kind) for n in range(first, end)], first

    def _place(self, cue: Candidate) -> str:
        """Return in short how a candidate stands in its sentence: what is quoted, where sources are labelled."""
        line, labels = self.line, self.marks.labels
        sentence = line.sentence[cue.start]
        start = line.sentence.index(sentence)
        close = bisect_right(line.sentence, sentence)
        outside = not line.quotation[cue.start]
        quoted = {
            "L": outside and any(line.quotation[start : cue.start]),
            "R": outside and any(line.quotation[cue.end : close]),
            "E": cue.end < len(line) and line.words[cue.end].norm in (".", ",", ";", "”", '"'),
            "s": any(label.endswith(SOURCE) for label in labels[max(0, cue.start - 6) : cue.start]),
            "t": any(label.endswith(SOURCE) for label in labels[cue.end : cue.end + 5]),
        }
        return f"{min(4, cue.start - start)}" + "".join(name for name, holds in quoted.items() if holds)

    def _seen_from(self, n: int, cue: Candidate, place: str, last: str, key: str, kind: str) -> list[str]:
        """Return the features of a word as seen from a candidate."""
        line, marks, word = self.line, self.marks, self.line.words[n]
        if n < cue.start:
            side, distance = "L", GRADES[cue.start - n]
            others, breaks = self.cues[cue.start] - self.cues[n + 1], self.breaks[cue.start] - self.breaks[n + 1]
        elif n < cue.end:
            side, distance, others, breaks = "K", 0, 0, 0
        else:
            side, distance = "R", GRADES[n - cue.end + 1]
            others, breaks = self.cues[n + 1] - self.cues[cue.end], self.breaks[n + 1] - self.breaks[cue.end]
        z = f"{side}{max(-WITHIN, min(WITHIN, line.sentence[n] - line.sentence[cue.start]))}"
        others, breaks = min(2, others), min(WITHIN, breaks)
        zo = f"{z}|{others}"
        same = line.quotation[n] == line.quotation[cue.start] != 0
        label = marks.labels[n]
        found = [
            f"z={zo}",
            f"zp={zo}|{breaks}",
            f"zd={z}|{distance}",
            f"zq={z}|{self.states[n]}|{same:d}",
            f"zl={zo}|{label}",
            f"za={zo}|{place}",
            f"zaq={zo}|{place}|{self.states[n]}|{self.edges[n]}",
            f"zb={z}|{word.coarse}",
            f"ze={z}|{self.edges[n]}",
            f"zc={z}|{last}",
            f"zk={zo}|{kind}",
            f"zt={side}{marks.contents[n]}|{others}",
            f"zs={side}{marks.sources[n]}|{others}|{distance}",
            f"zv={side}{distance}|{key}",
            f"zw={side}|{word.norm}",
            f"zwd={side}{distance}|{word.norm}",
        ]
        if n + 1 < len(line):
            following = line.words[n + 1]
            found += [f"zn={zo}|{following.norm}", f"znl={z}|{label}|{marks.labels[n + 1]}"]
            found.append(f"znb={zo}|{breaks}|{following.coarse}")
        if n:
            found += [f"zpw={z}|{line.words[n - 1].norm}", f"zpl={z}|{marks.labels[n - 1]}|{label}|{distance}"]
        if distance <= WITHIN:
            found.append(f"zdc={side}{distance}|{word.coarse}|{last}")
        return self.common[n] + found
