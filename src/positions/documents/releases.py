"""One press release, many reprints: documents that carry the same text, whole or within a longer one.

MinHash finds the pairs that may share something (`candidate_pairs`), `TextOverlap` counts in words what they share, and
`cluster_ties` joins pairs to releases. Two documents carry the same text when

- at least two fifths of the words of one (standing words apart) stand in the other, for two outlets on the same or the
  next day: whoever rewrites a release keeps that much of it;
- at least seven tenths of them, and three fifths of its first 60, when one outlet prints both, or it is not known: an
  outlet repeats its background paragraphs below the next news of a story;
- at least seventeen twentieths of them, and three fifths of its first 60, when more days lie between: what an
  institution issues every week has the same words and other contents.

In each case they share at least 40 words, or four fifths of a text of fewer than 50, with standing words and
without. Texts of the same words in the same order always are one release. A document without a date counts as of the
same day as any other.

Pairs join in order, the most alike first. A document that carries two others in different places, as a round-up of the
day does, would tie all that it carries into one release; so two groups join only when each document of the one goes
together with each of the other: some text is carried by both, or their sketches agree by more than chance and formula
do. (Single linkage asks for one such pair, complete linkage for every pair to be alike.)

`Memory` keeps sketches and measures by the sha256 of what they were made from, never by names. A remembered value is
therefore always the one that would be computed again, and losing it costs only time.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from positions.documents.document import Document
from positions.documents.overlap import (
    HASHES,
    CandidatePairs,
    Pair,
    Side,
    TextOverlap,
    WordCodes,
    candidate_pairs,
    minhash,
    shingles,
    split_words,
)
from positions.files import sha256_of

if TYPE_CHECKING:
    import pandas as pd


# Hashes of 128: a twelfth of two texts of one length is the same. Two cuts of one article still agree in more, two
# reports of an outlet that share a closing formula in fewer.
AGREEING = 10


class Tie(NamedTuple):
    """Two documents that carry the same text.

    Attributes
    ----------
    one, other : int
    carried : bool
        Enough of the first stands in the other.
    carries : bool
        Enough of the other stands in the first.
    strength : int
        The more alike, the higher.
    """

    one: int
    other: int
    carried: bool
    carries: bool
    strength: int


class Cluster(NamedTuple):
    """The documents that carry one release, in order, and the ties among them."""

    members: tuple[int, ...]
    ties: tuple[Tie, ...]


def cluster_ties(ties: Sequence[Tie], sketches: NDArray[np.uint32]) -> list[Cluster]:
    """Return the documents that carry one release, release by release.

    Parameters
    ----------
    ties : sequence of Tie
    sketches : array of uint32
        By the numbers of the documents (`positions.documents.overlap`).

    Returns
    -------
    list of Cluster
        Of two and more, in the order of their first members; a document stands in one at most.
    """
    company = _company(ties)
    group = {number: [number] for number in company}
    for tie in sorted(ties, key=lambda tie: (-tie.strength, tie.one, tie.other)):
        first, second = group[tie.one], group[tie.other]
        if first is not second and _go_together(first, second, company, sketches):
            first += second
            group |= dict.fromkeys(second, first)
    within: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        if group[tie.one] is group[tie.other]:
            within[group[tie.one][0]].append(tie)
    return sorted(Cluster(tuple(sorted(group[first])), tuple(found)) for first, found in within.items())


def _company(ties: Sequence[Tie]) -> dict[int, set[int]]:
    """Return for each document those that carry some text which it carries too."""
    carriers: dict[int, set[int]] = defaultdict(set)
    for tie in ties:
        if tie.carried:
            carriers[tie.one] |= {tie.one, tie.other}
        if tie.carries:
            carriers[tie.other] |= {tie.one, tie.other}
    company: dict[int, set[int]] = defaultdict(set)
    for carrying in carriers.values():
        for number in carrying:
            company[number] |= carrying
    return company


def _go_together(
    first: list[int], second: list[int], company: dict[int, set[int]], sketches: NDArray[np.uint32]
) -> bool:
    """Tell whether each document of one group goes together with each of the other."""
    for number in first:
        strangers = [other for other in second if other not in company[number]]
        if strangers and ((sketches[strangers] == sketches[number]).sum(axis=1) < AGREEING).any():
            return False
    return True


PART = 0.4  # of the words of a document: with as many in another it stands in it, be it rewritten
NEARLY = 0.9  # of the words of the most complete: a headline or a line less is no less complete


class Carrier(NamedTuple):
    """What is known about a document that may carry a release.

    Attributes
    ----------
    sha256 : str
        Of its text.
    outlet : str
        Code or name; blank when it is not known.
    published : str
        ISO date, or a year; blank when it is not known.
    """

    doc_id: str
    sha256: str
    outlet: str
    published: str
    url: str = ""


Measured = Callable[[int, int], Pair]


def release_rows(found: Sequence[Cluster], ordered: Sequence[Carrier], measured: Measured) -> list[dict]:
    """Return the carriers of each release.

    The most complete member speaks for the release: among those that some other member carries, one that has at least
    nine tenths of the most words; among several of these the earliest, then the first by id. A round-up or a longer
    article, which no other carries, does not speak for what it carries.

    Parameters
    ----------
    found : sequence of Cluster
    ordered : sequence of Carrier
        By the numbers of the clusters' members.
    measured : callable
        Returns what two documents share.

    Returns
    -------
    list of dict
        Rows of the schema CARRIERS, by release and document.
    """
    rows = []
    for cluster in found:
        speaker = _speaking_member(cluster, ordered, measured)
        rows += [_member_row(number, speaker, ordered, measured) for number in cluster.members]
    return sorted(rows, key=lambda row: (row["release"], row["doc_id"]))


def _speaking_member(cluster: Cluster, ordered: Sequence[Carrier], measured: Measured) -> int:
    """Return the member that speaks for a release."""
    length: dict[int, int] = {}
    for tie in cluster.ties:
        pair = measured(tie.one, tie.other)
        length |= {tie.one: pair.one.words} if tie.carried else {}
        length |= {tie.other: pair.other.words} if tie.carries else {}
    complete = [number for number, words in length.items() if words >= NEARLY * max(length.values())]
    return min(complete, key=lambda n: (not ordered[n].published, ordered[n].published, ordered[n].doc_id))


def _member_row(number: int, speaker: int, ordered: Sequence[Carrier], measured: Measured) -> dict:
    """Return the row of one member."""
    own, other = ordered[number], ordered[speaker]
    row = {"release": other.doc_id, "doc_id": own.doc_id, "role": "speaks", "shared": 100, "of_speaker": 100}
    if number == speaker:
        return row
    pair = measured(min(number, speaker), max(number, speaker))
    side, back = (pair.one, pair.other) if number < speaker else (pair.other, pair.one)
    role = "exact" if pair.is_copy else _role(side, back, own, other)
    return row | {"role": role, "shared": _per_cent(side), "of_speaker": _per_cent(back)}


def _role(side: Side, back: Side, own: Carrier, speaker: Carrier) -> str:
    """Name how a member is related to the one that speaks."""
    stands, holds = (one.shared >= PART * one.words for one in (side, back))
    if stands and holds:
        is_house = (own.outlet and own.outlet == speaker.outlet) or (own.url and own.url == speaker.url)
        return "update" if is_house else "reprint"
    return "contained" if stands else "contains" if holds else "related"


def _per_cent(side: Side) -> int:
    """Return the share of a document's words that stand in the other, rounded down."""
    return 100 * side.shared // max(1, side.words)


SKETCHED_TOGETHER = 500  # texts whose runs are in memory at a time while they are sketched
MEASURE_FIELDS = 2 * len(Side._fields) + 1


class Memory:
    """Sketches by the sha256 of a text, and measures of pairs by a key made of everything that they depend on.

    Parameters
    ----------
    sketches : mapping of str to array of uint32, of shape (128,)
    measures : mapping of int to list of int
        The numbers of both sides (`positions.documents.overlap.Side`), and whether one is a copy.
    """

    def __init__(
        self, sketches: Mapping[str, NDArray[np.uint32]] | None = None, measures: Mapping[int, list[int]] | None = None
    ) -> None:
        self._sketches, self._measures = dict(sketches or {}), dict(measures or {})
        self._used: dict[int, list[int]] = {}

    def sketched(self, ordered: Sequence[Carrier], text: Callable[[str], str]) -> NDArray[np.uint32]:
        """Return the sketches of documents, in their order, and forget those of other documents.

        Parameters
        ----------
        ordered : sequence of Carrier
        text : callable
            Returns the text of an id; asked for those whose sketch is not remembered.
        """
        new = {one.sha256: one.doc_id for one in ordered if one.sha256 not in self._sketches}
        codes, missing = WordCodes(), list(new)
        for start in range(0, len(missing), SKETCHED_TOGETHER):
            lot = missing[start : start + SKETCHED_TOGETHER]
            found = minhash(shingles(split_words(text(new[digest])), codes) for digest in lot)
            self._sketches |= dict(zip(lot, found, strict=True))
        self._sketches = {one.sha256: self._sketches[one.sha256] for one in ordered}
        return np.array([self._sketches[one.sha256] for one in ordered], dtype=np.uint32).reshape(-1, HASHES)

    def measured(self, key: int, measure: Callable[[], Pair]) -> Pair:
        """Return a measure, from memory or computed."""
        known = self._used.get(key) or self._measures.get(key)
        if known is None:
            pair = measure()
            known = [*pair.one, *pair.other, int(pair.is_copy)]
        self._used[key] = known
        half = len(Side._fields)
        return Pair(Side(*known[:half]), Side(*known[half:-1]), bool(known[-1]))

    def forget(self) -> None:
        """Forget the measures that were not used since the last call."""
        self._measures, self._used = self._used, {}

    def kept(self) -> tuple[list[str], NDArray[np.uint32], NDArray[np.int64], NDArray[np.int32]]:
        """Return what is remembered, sorted: digests and their sketches, keys and their measures."""
        digests, keys = sorted(self._sketches), sorted(self._measures)
        rows = np.array([self._sketches[digest] for digest in digests], dtype=np.uint32).reshape(-1, HASHES)
        measures = np.array([self._measures[key] for key in keys], dtype=np.int32).reshape(-1, MEASURE_FIELDS)
        return digests, rows, np.array(keys, dtype=np.int64), measures


REWRITTEN = PART  # share of words, of another outlet, on the same or the next day
REPRINTED = 0.7  # of the same outlet
REPEATED = 0.85  # days later
LEAD_SHARE = 0.6  # of the first words, where the outlet is the same or days lie between
ENOUGH = 40  # words shared
SHORT = 0.8  # of the words, where there are too few for that
NEXT = 1  # days: a morning paper has the releases of the day before
WEEK = 7
AGREED = 2  # hashes of 128 that two texts agree in to be compared
LATER = 24  # the same with more than a week between: .85 of either stands in the other, or four tenths of a long one
ALIKE = 6  # hashes that two texts agree in for the one to tell the other's standing words
TELLING = 12  # texts that are asked for standing words, the most alike


def group_releases(documents: Sequence[Document], table: "pd.DataFrame | None" = None) -> dict[str, str]:
    """Group documents that carry the same release.

    Parameters
    ----------
    documents : sequence of Document
    table : DataFrame, optional
        Their carriers, if they are known already (`find_carriers`).

    Returns
    -------
    dict of str to str
        For every ``doc_id`` the ``doc_id`` of the member that speaks for its release (`release_rows`), in the order
        of (published, doc_id); a document that stands alone has its own. Undated documents come first.
    """
    found = find_carriers(documents) if table is None else table
    speaker = dict(zip(found.doc_id, found.release, strict=True))
    ordered = sorted(documents, key=lambda document: (document.published, document.doc_id))
    return {document.doc_id: speaker.get(document.doc_id, document.doc_id) for document in ordered}


def find_carriers(documents: Sequence[Document]) -> "pd.DataFrame":
    """Return the carriers of each release that several documents carry, as a table (``schemas.CARRIERS``)."""
    texts = {document.doc_id: document.text for document in documents}
    listed = [
        Carrier(d.doc_id, sha256_of(d.text.encode()), d.outlet or d.publisher, d.published, d.url) for d in documents
    ]
    # pandas takes half a second to import, and adding to a corpus does without it
    from positions import schemas

    return schemas.CARRIERS.table(find_releases(listed, texts.__getitem__, Memory()))


def find_releases(listed: Sequence[Carrier], text: Callable[[str], str], memory: Memory) -> list[dict]:
    """Find the releases that several documents carry.

    Parameters
    ----------
    listed : sequence of Carrier
        All documents, each with an id of its own.
    text : callable
        Returns the text of an id; called only for texts that the memory does not cover.
    memory : Memory
        Earlier sketches and measures. It is changed to hold just those of these documents.

    Returns
    -------
    list of dict
        Rows of the schema CARRIERS, by release and document; the same whatever the memory held.
    """
    ordered = sorted(listed, key=lambda carrier: (carrier.published, carrier.doc_id))
    rows = memory.sketched(ordered, text)
    spans = np.array([_days(carrier.published) for carrier in ordered]).reshape(-1, 2)
    pairs = candidate_pairs(rows)
    between = _between(spans[pairs.one], spans[pairs.other])
    near = np.where(between > WEEK, pairs.agreed >= LATER, pairs.agreed >= AGREED)
    far = _far(pairs, between, spans)
    sharing = TextOverlap(lambda number: text(ordered[number].doc_id), far)
    seen = np.unique(np.concatenate([pairs.one[near], pairs.other[near]])).tolist()
    contexts = {number: _context(ordered[number], far.get(number, {}), ordered) for number in seen}

    def measured(one: int, other: int) -> Pair:
        key = int.from_bytes(blake2b(contexts[one] + contexts[other], digest_size=8).digest(), "little", signed=True)
        return memory.measured(key, lambda: sharing.pair(one, other))

    compared = zip(*(column[near].tolist() for column in (pairs.one, pairs.other, between)), strict=True)
    ties = [tie for one, other, days in compared if (tie := _tie(one, other, days, ordered, measured(one, other)))]
    result = release_rows(cluster_ties(ties, rows), ordered, measured)
    memory.forget()
    return result


def _tie(one: int, other: int, days: int, ordered: Sequence[Carrier], pair: Pair) -> Tie | None:
    """Tell whether two documents carry the same text."""
    is_house = not ordered[one].outlet or not ordered[other].outlet or ordered[one].outlet == ordered[other].outlet
    carried, carries = (pair.is_copy or _is_enough(side, days, is_house) for side in (pair.one, pair.other))
    if not (carried or carries):
        return None
    return Tie(one, other, carried, carries, sum(1000 * side.own_shared // max(1, side.own) for side in pair[:2]))


def _is_enough(side: Side, days: int, is_house: bool) -> bool:
    """Tell whether enough of a document stands in another."""
    share = REPEATED if days > NEXT else REPRINTED if is_house else REWRITTEN
    if side.shared < min(ENOUGH, SHORT * side.words):
        return False
    if side.own_shared < max(share * side.own, min(ENOUGH, SHORT * side.own), 1):
        return False
    return (days <= NEXT and not is_house) or side.lead_shared >= LEAD_SHARE * side.lead


def _days(published: str) -> tuple[int, int]:
    """Return the first and the last day that a date may be: of a year all its days, of no date any."""
    if len(published) == len("2022"):
        return datetime.date(int(published), 1, 1).toordinal(), datetime.date(int(published), 12, 31).toordinal()
    if published:
        return (datetime.date.fromisoformat(published).toordinal(),) * 2
    return datetime.date.min.toordinal(), datetime.date.max.toordinal()


def _between(one: NDArray, other: NDArray) -> NDArray:
    """Return the days that lie between documents, none where that is not known."""
    return np.maximum(np.maximum(one[:, 0] - other[:, 1], other[:, 0] - one[:, 1]), 0)


def _far(pairs: CandidatePairs, between: NDArray, spans: NDArray) -> dict[int, dict[int, list[int]]]:
    """Return for each document, by week, the most alike of other weeks: they tell which of its words are standing."""
    is_far = (between > WEEK) & (pairs.agreed >= ALIKE)
    one, other, agreed = (column[is_far] for column in pairs)
    seen, of, same = np.concatenate([one, other]), np.concatenate([other, one]), np.concatenate([agreed, agreed])
    order = np.lexsort((of, -same, seen))
    seen, of = seen[order], of[order]
    first = np.searchsorted(seen, seen)  # where the lines of a document start
    kept = np.arange(len(seen)) - first < TELLING
    seen, of = seen[kept], of[kept]
    weeks = (spans[of, 0] - spans[seen, 0]) // WEEK
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, week, other in zip(seen.tolist(), weeks.tolist(), of.tolist(), strict=True):
        found[number][week].append(other)
    return found


def _context(carrier: Carrier, far: dict[int, list[int]], ordered: Sequence[Carrier]) -> bytes:
    """Return all that a measure of a document depends on, in short: its text, and those that tell standing words."""
    told: Iterator[str] = (
        f"{week} {' '.join(sorted(ordered[n].sha256 for n in listed))}" for week, listed in far.items()
    )
    return blake2b("\n".join([carrier.sha256, *sorted(told)]).encode("ascii"), digest_size=16).digest()
