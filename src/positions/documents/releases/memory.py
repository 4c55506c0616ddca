"""What is remembered of texts, so that ten more documents are quick: their sketches, and what pairs of them share.

Both are remembered by what they were made from (sha256), never by names: what is remembered is always what would be
found again, and forgetting it costs time and nothing else.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from positions.documents.releases.carriers import Carrier
from positions.documents.releases.sharing import Pair, Side
from positions.documents.releases.sketches import HASHES, Codes, runs, sketches, words

TOGETHER = 500  # texts whose runs are in memory at a time while they are sketched
FIELDS = 2 * len(Side._fields) + 1


class Memory:
    """Sketches by the sha256 of a text, and measures of pairs by a key of all that they depend on.

    Parameters
    ----------
    digests : sequence of str
    rows : array of uint32, of shape (digests, 128)
    keys : array of int64
    measures : array of int32, of shape (keys, 13)
        The numbers of both sides (`positions.documents.releases.sharing.Side`), and whether one is a copy.
    """

    def __init__(
        self,
        digests: Sequence[str] = (),
        rows: NDArray[np.uint32] | None = None,
        keys: NDArray[np.int64] | None = None,
        measures: NDArray[np.int32] | None = None,
    ) -> None:
        self._sketches = {} if rows is None else dict(zip(digests, rows, strict=True))
        self._measures = {} if measures is None else dict(zip(keys.tolist(), measures.tolist(), strict=True))
        self._used: dict[int, list[int]] = {}

    def sketched(self, ordered: Sequence[Carrier], text: Callable[[str], str]) -> NDArray[np.uint32]:
        """Return the sketches of documents, in their order; those of others are forgotten.

        Parameters
        ----------
        ordered : sequence of Carrier
        text : callable
            Returns the text of an id; asked for those whose sketch is not remembered.
        """
        new = {one.sha256: one.doc_id for one in ordered if one.sha256 not in self._sketches}
        codes, missing = Codes(), list(new)
        for start in range(0, len(missing), TOGETHER):
            lot = missing[start : start + TOGETHER]
            found = sketches(runs(words(text(new[digest])), codes) for digest in lot)
            self._sketches |= dict(zip(lot, found, strict=True))
        self._sketches = {one.sha256: self._sketches[one.sha256] for one in ordered}
        return np.array([self._sketches[one.sha256] for one in ordered], dtype=np.uint32).reshape(-1, HASHES)

    def measured(self, key: int, measure: Callable[[], Pair]) -> Pair:
        """Return a measure, made when it is not remembered."""
        known = self._used.get(key) or self._measures.get(key)
        if known is None:
            pair = measure()
            known = [*pair.one, *pair.other, int(pair.is_copy)]
        self._used[key] = known
        half = len(Side._fields)
        return Pair(Side(*known[:half]), Side(*known[half:-1]), bool(known[-1]))

    def forget(self) -> None:
        """Forget the measures that were not asked for since the last time."""
        self._measures, self._used = self._used, {}

    def kept(self) -> tuple[list[str], NDArray[np.uint32], NDArray[np.int64], NDArray[np.int32]]:
        """Return what is remembered, as `Memory` takes it, sorted."""
        digests, keys = sorted(self._sketches), sorted(self._measures)
        rows = np.array([self._sketches[digest] for digest in digests], dtype=np.uint32).reshape(-1, HASHES)
        measures = np.array([self._measures[key] for key in keys], dtype=np.int32).reshape(-1, FIELDS)
        return digests, rows, np.array(keys, dtype=np.int64), measures
