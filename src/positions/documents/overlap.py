"""What two texts share: runs of five words (shingles), sketches of them, the words that overlap, and the differences.

A text is the set of its runs of words. Its sketch is the least of its runs under each of 128 hash functions; two texts
agree in one with a chance that is the share of runs they have in common (Broder 1997). A text within one ten times as
long agrees in 13 of 128, and in fewer than two once in 10,000 times.

An article consists of its own words and of words that its outlet prints again and again: the daily water levels with
other numbers, a paragraph of background, "according to a press release issued here". Words that also stand in articles
of two other weeks are standing words; they belong to no release, and are left out of the shares.

Differences are found word by word, without regard to capitals and punctuation, by the longest sequence that both texts
have (rapidfuzz's bit-parallel form of it, which takes a thousandth of a second for two articles). Common words that
stand alone between two changes, and words that only stand elsewhere in the other text, are not reported: a paragraph
that was moved is neither left out nor put in.

References
----------
Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences, 21-29.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rensa import RMinHash

from positions.documents.document import Span

SHINGLE = 5  # words in a run
FEWEST_SHINGLES = 20  # runs of a text: one with fewer is too short to tell
HASHES = 128
SEED = 7
# Documents by date that are set beside each other for one hash that all of them have. More would make the formulas of
# an outlet, which hundreds of its reports share, a square of pairs.
BESIDE = 50
VERSION = f"{SHINGLE} {FEWEST_SHINGLES} {HASHES} {SEED} {RMinHash.ALGORITHM_VERSION}"
WORD = re.compile(r"\w+")
SOFT_HYPHEN = "\xad"
HALF, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)  # odd numbers of Steele et al.'s SplitMix


class WordCodes(dict[str, int]):
    """A number of 64 bits for every word met so far, the same on every machine."""

    def __missing__(self, word: str) -> int:
        self[word] = int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "little")
        return self[word]


class CandidatePairs(NamedTuple):
    """Pairs of rows that agree in some hash, the first row the lower, with the number of hashes they agree in."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    agreed: NDArray[np.int64]


def split_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without punctuation and soft hyphens."""
    return WORD.findall(text.replace(SOFT_HYPHEN, "").casefold())


def shingles(found: list[str], codes: WordCodes) -> NDArray[np.uint64]:
    """Return a number for each run of five words, in the order of the text.

    Parameters
    ----------
    found : list of str
        The words of a text (`split_words`).
    codes : Codes
        Kept by the caller from text to text, which saves most of the time.

    Returns
    -------
    array of uint64
        Four fewer than there are words; empty for a text of fewer than five.
    """
    each = np.fromiter(map(codes.__getitem__, found), np.uint64, len(found))
    many = max(0, len(each) - SHINGLE + 1)
    mixed = each[:many].copy()
    for step in range(1, SHINGLE if many else 1):
        mixed = mixed * _STEP + each[step : many + step]
    mixed ^= mixed >> np.uint64(31)
    mixed *= _MIX
    return mixed ^ (mixed >> np.uint64(29))


def minhash(texts: Iterable[NDArray[np.uint64]]) -> NDArray[np.uint32]:
    """Return the sketch of each text, one row each.

    Parameters
    ----------
    texts : iterable of array of uint64
        The runs of each (`shingles`).

    Returns
    -------
    array of uint32, of shape (texts, 128)
        All zeros for a text that is too short.
    """
    listed = list(texts)
    sizes = np.array([len(each) for each in listed], dtype=np.uint64)
    flat = np.concatenate([np.empty(0, np.uint64), *listed])
    offsets = np.concatenate([np.zeros(1, np.uint64), np.cumsum(sizes, dtype=np.uint64)])
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, HASHES, SEED)
    rows = np.array(matrix.to_rows(), dtype=np.uint32).reshape(len(listed), HASHES)
    rows[sizes < FEWEST_SHINGLES] = 0
    return rows


def candidate_pairs(rows: NDArray[np.uint32]) -> CandidatePairs:
    """Return the pairs of texts that may share something: those that agree in a hash (bands of one row).

    Parameters
    ----------
    rows : array of uint32, of shape (texts, 128)
        Sketches in the order of the texts' dates. Of many texts that agree in a hash each is paired with the next 49.

    Returns
    -------
    Candidates
        In the order of the rows.
    """
    known = np.flatnonzero(rows.any(axis=1))
    keys = [np.empty(0, np.int64)]
    # A hash and the row it is of, in one number: sorting these is several times as fast as sorting with an order kept.
    numbered = (np.ascontiguousarray(rows[known].T).astype(np.uint64) << HALF) | known.astype(np.uint64)
    numbered.sort(axis=1)
    for hashes in numbered:
        values, order = hashes >> HALF, (hashes & LOWER).astype(np.int64)
        for step in range(1, BESIDE):
            at = np.flatnonzero(values[step:] == values[:-step])
            if not len(at):
                break
            keys.append(order[at] * len(rows) + order[at + step])
    pairs, agreed = np.unique(np.concatenate(keys), return_counts=True)
    one, other = np.divmod(pairs, max(1, len(rows)))
    return CandidatePairs(one, other, agreed)


LEAD_WORDS = 60  # words from the start of a body: the first paragraph or two, where what is new stands
STANDING_WEEKS = 2  # other weeks in which words stand that are of no release
TEXTS_KEPT = 16_384  # texts whose runs are kept at a time: about 60 MB of press articles


class Side(NamedTuple):
    """What one of two texts has in common with the other, in words.

    Attributes
    ----------
    words, shared : int
        All of its words; those that stand in runs the other has too.
    own, own_shared : int
        The same without standing words.
    lead, lead_shared : int
        The same of the first words of its body.
    """

    words: int
    shared: int
    own: int
    own_shared: int
    lead: int
    lead_shared: int


class Pair(NamedTuple):
    """What two texts share, seen from each, and whether they are the same words in the same order."""

    one: Side
    other: Side
    is_copy: bool


class ShingledText(NamedTuple):
    """The runs of a text in order, the same sorted, and where its lead stands (words)."""

    runs: NDArray[np.uint64]
    sorted: NDArray[np.uint64]
    lead: slice


class TextOverlap:
    """Texts, measured in pairs.

    Parameters
    ----------
    text : callable
        Returns the text of a number.
    far : mapping of int to mapping of int to sequence of int
        For the numbers of texts, by week from its own, the texts in which standing words of it may be found.
    """

    def __init__(self, text: Callable[[int], str], far: Mapping[int, Mapping[int, Sequence[int]]]) -> None:
        self._text, self._far, self._codes = text, far, WordCodes()
        self.of = lru_cache(maxsize=TEXTS_KEPT)(self._of)
        self._standing = lru_cache(maxsize=TEXTS_KEPT)(self._standing_words)

    def pair(self, one: int, other: int) -> Pair:
        """Return what two texts share."""
        first, second = self.of(one), self.of(other)
        is_copy = np.array_equal(first.runs, second.runs)
        return Pair(self._side(one, first, second), self._side(other, second, first), is_copy)

    def _of(self, number: int) -> ShingledText:
        """Return a text as it is measured."""
        text = self._text(number)
        title, _, body = text.partition("\n")
        found = split_words(text)
        start = len(split_words(title)) if body.strip() else 0
        ordered = shingles(found, self._codes)
        return ShingledText(ordered, np.sort(ordered), slice(start, start + LEAD_WORDS))

    def _side(self, number: int, text: ShingledText, other: ShingledText) -> Side:
        """Return what a text has in common with another."""
        shared = cover_words(stand_among(text.runs, other.sorted))
        own = ~self._standing(number)
        lead = shared[text.lead]
        each = (len(shared), shared.sum(), own.sum(), (own & shared).sum(), len(lead), lead.sum())
        return Side(*(int(count) for count in each))

    def _standing_words(self, number: int) -> NDArray[np.bool_]:
        """Tell the standing words of a text."""
        text = self.of(number)
        weeks = np.zeros(len(text.runs), np.int64)
        for listed in self._far.get(number, {}).values():
            weeks += stand_among(text.runs, np.sort(np.concatenate([self.of(far).runs for far in listed])))
        return cover_words(weeks >= STANDING_WEEKS)


def stand_among(found: NDArray[np.uint64], ordered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which runs stand among others, which are sorted."""
    if not len(ordered):
        return np.zeros(len(found), bool)
    at = np.searchsorted(ordered, found)
    return ordered[np.minimum(at, len(ordered) - 1)] == found


def cover_words(found: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the words that stand in some run of those found; there are four more words than runs."""
    result = np.zeros(len(found) + SHINGLE - 1, bool)
    for step in range(SHINGLE):
        result[step : step + len(found)] |= found
    return result


HYPHENATED_WORD = re.compile(rf"\w[\w{SOFT_HYPHEN}]*")
FEWEST_IN_COMMON = 3  # words in common between two changes: fewer are chance, as "of the" is
MOST_WORDS = 10_000  # words of a text that are compared; the comparison needs a bit for each pair of words
NO_WORDS = Span(0, 0)


class Difference(NamedTuple):
    """A place where two texts differ: the words of each, in characters. One is blank for words left out or added."""

    one: Span
    other: Span


class _Words(NamedTuple):
    """The words of a text: what they are, where they stand, and their runs."""

    codes: list[int]
    places: list[Span]
    runs: NDArray[np.uint64]


def find_differences(one: str, other: str) -> tuple[Difference, ...]:
    """Return the differences between two texts, in the order of the texts.

    Parameters
    ----------
    one, other : str
        Of each the first 10,000 words are compared.

    Returns
    -------
    tuple of Difference
        Words that ``other`` left out of ``one`` (the second span is blank), words that it added (the first is blank),
        and words that it replaced.
    """
    codes = WordCodes()
    first, second = _words(one, codes), _words(other, codes)
    # The words of either that stand in runs which the other has too.
    moved, moved_there = (
        cover_words(stand_among(own.runs, np.sort(others.runs))) for own, others in ((first, second), (second, first))
    )
    found = []
    for (start, end), (from_, to) in _changed(first.codes, second.codes):
        out, put = _own(first.places, moved, start, end), _own(second.places, moved_there, from_, to)
        if len(out) == len(put) == 1:
            found.append(Difference(out[0], put[0]))
        else:
            found += [Difference(span, NO_WORDS) for span in out] + [Difference(NO_WORDS, span) for span in put]
    return tuple(found)


def _words(text: str, codes: WordCodes) -> _Words:
    """Return the first words of a text."""
    places = [Span(*match.span()) for match in islice(HYPHENATED_WORD.finditer(text), MOST_WORDS)]
    listed = [place.of(text).replace(SOFT_HYPHEN, "").casefold() for place in places]
    return _Words([codes[word] for word in listed], places, shingles(listed, codes))


def _changed(one: list[int], other: list[int]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches of words that differ, of either text, as far apart as words in common are many enough."""
    start, from_ = 0, 0
    for block in Indel.opcodes(one, other):
        is_start = block.src_start == block.dest_start == 0
        is_end = block.src_end == len(one) and block.dest_end == len(other)
        is_enough = block.src_end - block.src_start >= FEWEST_IN_COMMON or is_start or is_end
        if block.tag == "equal" and is_enough:
            if block.src_start > start or block.dest_start > from_:
                yield (start, block.src_start), (from_, block.dest_start)
            start, from_ = block.src_end, block.dest_end
    if start < len(one) or from_ < len(other):
        yield (start, len(one)), (from_, len(other))


def _own(places: list[Span], elsewhere: NDArray[np.bool_], start: int, end: int) -> list[Span]:
    """Return the stretches between two words that do not stand elsewhere in the other text, as characters."""
    stretches = [list(group) for moved, group in groupby(range(start, end), lambda at: elsewhere[at]) if not moved]
    return [Span(places[each[0]].start, places[each[-1]].end) for each in stretches]
