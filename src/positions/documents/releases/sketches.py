"""Sketches of texts: runs of five words as numbers, MinHash of each text, pairs that may share something.

A text is the set of its runs of words. Its sketch is the least of its runs under each of 128 hash functions; two texts
agree in one with a chance that is the share of runs they have in common (Broder 1997). A text within one ten times as
long agrees in 13 of 128, and in fewer than two once in 10,000 times.

References
----------
Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences, 21-29.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

LENGTH = 5  # words in a run
LEAST = 20  # runs of a text: one with fewer is too short to tell
HASHES = 128
SEED = 7
# Documents by date that are set beside each other for one hash that all of them have. More would make the formulas of
# an outlet, which hundreds of its reports share, a square of pairs.
BESIDE = 50
VERSION = f"{LENGTH} {LEAST} {HASHES} {SEED} {RMinHash.ALGORITHM_VERSION}"
WORD = re.compile(r"\w+")
SOFT_HYPHEN = "\xad"
HALF, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)  # odd numbers of Steele et al.'s SplitMix


class Codes(dict[str, int]):
    """A number of 64 bits for every word met so far, the same on every machine."""

    def __missing__(self, word: str) -> int:
        self[word] = int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "little")
        return self[word]


class Candidates(NamedTuple):
    """Pairs of rows that agree in some hash, the first row the lower, with the number of hashes they agree in."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    agreed: NDArray[np.int64]


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without punctuation and soft hyphens."""
    return WORD.findall(text.replace(SOFT_HYPHEN, "").casefold())


def runs(found: list[str], codes: Codes) -> NDArray[np.uint64]:
    """Return a number for each run of five words, in the order of the text.

    Parameters
    ----------
    found : list of str
        The words of a text (`words`).
    codes : Codes
        Kept by the caller from text to text, which saves most of the time.

    Returns
    -------
    array of uint64
        Four fewer than there are words; empty for a text of fewer than five.
    """
    each = np.fromiter(map(codes.__getitem__, found), np.uint64, len(found))
    many = max(0, len(each) - LENGTH + 1)
    mixed = each[:many].copy()
    for step in range(1, LENGTH if many else 1):
        mixed = mixed * _STEP + each[step : many + step]
    mixed ^= mixed >> np.uint64(31)
    mixed *= _MIX
    return mixed ^ (mixed >> np.uint64(29))


def sketches(texts: Iterable[NDArray[np.uint64]]) -> NDArray[np.uint32]:
    """Return the sketch of each text, one row each.

    Parameters
    ----------
    texts : iterable of array of uint64
        The runs of each (`runs`).

    Returns
    -------
    array of uint32, of shape (texts, 128)
        All nought for a text too short to tell.
    """
    listed = list(texts)
    sizes = np.array([len(each) for each in listed], dtype=np.uint64)
    flat = np.concatenate([np.empty(0, np.uint64), *listed])
    offsets = np.concatenate([np.zeros(1, np.uint64), np.cumsum(sizes, dtype=np.uint64)])
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, HASHES, SEED)
    rows = np.array(matrix.to_rows(), dtype=np.uint32).reshape(len(listed), HASHES)
    rows[sizes < LEAST] = 0
    return rows


def candidates(rows: NDArray[np.uint32]) -> Candidates:
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
    return Candidates(one, other, agreed)
