"""What a word looks like to the first model of the tagger: its neighbours, the quotation, the cue-like words around."""

from functools import lru_cache

from positions.attribution.tagger_lines import Line
from positions.attribution.tagger_words import KEPT, Word

EDGES = (0, 1, 2, 3, 5, 8, 15, 30)  # distances in words above which they look alike
NEAR = (-3, -2, -1, 0, 1, 2, 3)


def graded(distance: int) -> int:
    """Return the largest of a few distances that is not above this one."""
    return max(edge for edge in EDGES if edge <= distance)


GRADES = [graded(distance) for distance in range(400)]


@lru_cache(KEPT)
def neighbour(word: Word, offset: int) -> tuple[str, ...]:
    """Return the features of a word ``offset`` words away."""
    found = [f"c{offset}={word.fine}", f"b{offset}={word.coarse}"]
    if abs(offset) < 3:
        found += [f"w{offset}={word.norm}", f"x{offset}={word.cue}", f"y{offset}={word.source}"]
    if abs(offset) < 2:
        found += [f"s{offset}={word.norm[-3:]}", f"h{offset}={word.shape}"]
    if not offset:
        found += [f"t={word.norm[-2:]}", f"p={word.norm[:4]}", f"xy={word.cue}|{word.source}"]
    return tuple(found)


@lru_cache(KEPT)
def pair(word: Word, following: Word, side: str) -> tuple[str, ...]:
    """Return what two words that stand together look like; ``side`` tells which of them is labelled."""
    return (
        f"{side}w={word.norm}|{following.norm}",
        f"{side}b={word.coarse}|{following.coarse}",
        f"{side}y={word.source}|{following.cue}",
        f"{side}x={word.cue}|{following.coarse}",
    )


def quoting(line: Line) -> list[str]:
    """Return for each word whether it stands in a quotation, opens or closes one."""
    inside, last = line.quotation, len(line) - 1
    states = []
    for n, number in enumerate(inside):
        opens = number and (n == 0 or inside[n - 1] != number)
        closes = number and (n == last or inside[n + 1] != number)
        states.append(("Q" if number else "N") + "B" * bool(opens) + "E" * bool(closes))
    return states


def role_features(line: Line) -> list[list[str]]:
    """Return the features of every word of a line, for the model of roles."""
    words, states = line.words, quoting(line)
    quotes = {sentence for sentence, number in zip(line.sentence, line.quotation, strict=True) if number}
    before, behind = _cue_like(line)
    found = []
    for n, word in enumerate(words):
        features = ["1", f"q={states[n]}{line.sentence[n] in quotes}", f"qb={states[n]}|{word.coarse}"]
        features.append(f"e={line.opens(n)}{line.closes(n)}{line.is_headline}")
        for offset in NEAR:
            if 0 <= n + offset < len(words):
                features += neighbour(words[n + offset], offset)
            else:
                features.append(f"none{offset}")
        if n:
            features += pair(words[n - 1], word, "-")
        if n + 1 < len(words):
            features += pair(word, words[n + 1], "+")
            if n:
                features.append(f"bbb={words[n - 1].coarse}|{word.coarse}|{words[n + 1].coarse}")
        found.append(features + before[n] + behind[n])
    return found


def _cue_like(line: Line) -> tuple[list[list[str]], list[list[str]]]:
    """Return for every word the last cue-like word before it in its sentence, and the first behind it."""
    before = _last_cue_like(line, range(len(line)), "<")
    return before, _last_cue_like(line, range(len(line) - 1, -1, -1), ">")


def _last_cue_like(line: Line, order: range, side: str) -> list[list[str]]:
    """Return for every word the last cue-like word outside quotations that was passed in its sentence."""
    found: list[list[str]] = [[f"{side}0"]] * len(line)
    passed = None
    for n in order:
        if passed is not None and line.sentence[passed] == line.sentence[n]:
            distance = GRADES[min(abs(n - passed), len(GRADES) - 1)]
            norm = line.words[passed].norm
            found[n] = [f"{side}w={norm}", f"{side}d={line.words[passed].coarse}|{distance}"]
        if line.words[n].is_cue_like and not line.quotation[n]:
            passed = n
    return found
