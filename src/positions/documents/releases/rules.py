"""One press release, many reprints: documents that carry the same text, whole or within a longer one.

MinHash names the pairs that may share something (`sketches`), what they share is counted in words (`sharing`), and
pairs join to releases (`clusters`). Two documents carry the same text when

- at least two fifths of the words of one (standing words apart) stand in the other, for two outlets on the same or the
  next day: whoever rewrites a release keeps that much of it;
- at least seven tenths of them, and three fifths of its first 60, when one outlet prints both, or it is not known: an
  outlet repeats its background paragraphs below the next news of a story;
- at least seventeen twentieths of them, and three fifths of its first 60, when more days lie between: what an
  institution issues every week has the same words and other contents.

In each case 40 words at least are shared, or four fifths where there are fewer than 50, with standing words and
without. Texts of the same words in the same order always are one release. A document without a date counts as of the
same day as any other.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from positions.documents.document import Document
from positions.documents.releases.carriers import PART, Carrier, members
from positions.documents.releases.clusters import Tie, clusters
from positions.documents.releases.memory import Memory
from positions.documents.releases.sharing import Pair, Sharing, Side, weekly
from positions.documents.releases.sketches import Candidates, candidates

if TYPE_CHECKING:
    import pandas as pd

REWRITTEN = PART  # share of words, of another outlet, on the same or the next day
REPRINTED = 0.7  # of the same outlet
REPEATED = 0.85  # days later
LEAD = 0.6  # of the first words, where the outlet is the same or days lie between
ENOUGH = 40  # words shared
SHORT = 0.8  # of the words, where there are too few for that
NEXT = 1  # days: a morning paper has the releases of the day before
WEEK = 7
AGREED = 2  # hashes of 128 that two texts agree in to be compared
LATER = 24  # the same with more than a week between: .85 of either stands in the other, or four tenths of a long one
ALIKE = 6  # hashes that two texts agree in for the one to tell the other's standing words
TELLING = 12  # texts that are asked for standing words, the most alike


def releases(documents: Sequence[Document], table: "pd.DataFrame | None" = None) -> dict[str, str]:
    """Group documents that carry the same release.

    Parameters
    ----------
    documents : sequence of Document
    table : DataFrame, optional
        Their carriers, where they are known already (`carried`).

    Returns
    -------
    dict of str to str
        For every ``doc_id`` the ``doc_id`` of the member that speaks for its release (`carriers.members`), in the order
        of (published, doc_id); a document that stands alone has its own. Undated documents come first.
    """
    found = carried(documents) if table is None else table
    speaker = dict(zip(found.doc_id, found.release, strict=True))
    ordered = sorted(documents, key=lambda document: (document.published, document.doc_id))
    return {document.doc_id: speaker.get(document.doc_id, document.doc_id) for document in ordered}


def carried(documents: Sequence[Document]) -> "pd.DataFrame":
    """Return the carriers of each release that several documents carry, as a table (``schemas.CARRIERS``)."""
    texts = {document.doc_id: document.text for document in documents}
    listed = [
        Carrier(d.doc_id, sha256(d.text.encode()).hexdigest(), d.outlet or d.publisher, d.published, d.url)
        for d in documents
    ]
    # pandas takes half a second to import, and adding to a corpus does without it
    from positions import schemas

    return schemas.CARRIERS.table(found(listed, texts.__getitem__, Memory()))


def found(listed: Sequence[Carrier], text: Callable[[str], str], memory: Memory) -> list[dict]:
    """Find the releases that several documents carry.

    Parameters
    ----------
    listed : sequence of Carrier
        All documents, each with an id of its own.
    text : callable
        Returns the text of an id; asked for those texts only that the memory does not tell enough of.
    memory : Memory
        Sketches and measures of before; it is changed to hold just those of these documents.

    Returns
    -------
    list of dict
        Rows of the schema CARRIERS, by release and document; the same whatever the memory held.
    """
    ordered = sorted(listed, key=lambda carrier: (carrier.published, carrier.doc_id))
    rows = memory.sketched(ordered, text)
    spans = np.array([_days(carrier.published) for carrier in ordered]).reshape(-1, 2)
    pairs = candidates(rows)
    between = _between(spans[pairs.one], spans[pairs.other])
    near = np.where(between > WEEK, pairs.agreed >= LATER, pairs.agreed >= AGREED)
    far = _far(pairs, between, spans)
    sharing = Sharing(lambda number: text(ordered[number].doc_id), far)
    seen = np.unique(np.concatenate([pairs.one[near], pairs.other[near]])).tolist()
    contexts = {number: _context(ordered[number], far.get(number, {}), ordered) for number in seen}

    def measured(one: int, other: int) -> Pair:
        key = int.from_bytes(blake2b(contexts[one] + contexts[other], digest_size=8).digest(), "little", signed=True)
        return memory.measured(key, lambda: sharing.pair(one, other))

    compared = zip(*(column[near].tolist() for column in (pairs.one, pairs.other, between)), strict=True)
    ties = [tie for one, other, days in compared if (tie := _tie(one, other, days, ordered, measured(one, other)))]
    result = members(clusters(ties, rows), ordered, measured)
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
    return (days <= NEXT and not is_house) or side.lead_shared >= LEAD * side.lead


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


def _far(pairs: Candidates, between: NDArray, spans: NDArray) -> dict[int, dict[int, list[int]]]:
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
    return weekly(list(zip(seen.tolist(), weeks.tolist(), of.tolist(), strict=True)))


def _context(carrier: Carrier, far: dict[int, list[int]], ordered: Sequence[Carrier]) -> bytes:
    """Return all that a measure of a document depends on, in short: its text, and those that tell standing words."""
    told: Iterator[str] = (
        f"{week} {' '.join(sorted(ordered[n].sha256 for n in listed))}" for week, listed in far.items()
    )
    return blake2b("\n".join([carrier.sha256, *sorted(told)]).encode("ascii"), digest_size=16).digest()
