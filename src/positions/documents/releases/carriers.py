"""Who carries a release: the member that speaks for it, and how each other one is related to that."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from positions.documents.releases.clusters import Cluster
from positions.documents.releases.sharing import Pair, Side

PART = 0.4  # of the words of a document: with as many in another it stands in it, be it rewritten
NEARLY = 0.9  # of the words of the most complete: a headline or a line less is no less complete


class Carrier(NamedTuple):
    """What is known of a document that may carry a release.

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


def members(found: Sequence[Cluster], ordered: Sequence[Carrier], measured: Measured) -> list[dict]:
    """Return the carriers of each release.

    The most complete member speaks: of those that some other carries, whoever has the most words, or nine tenths of as
    many; of several the earliest, then the first by id. A round-up or a longer article, which no other carries, does
    not speak for what it carries.

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
        speaker = _speaker(cluster, ordered, measured)
        rows += [_row(number, speaker, ordered, measured) for number in cluster.members]
    return sorted(rows, key=lambda row: (row["release"], row["doc_id"]))


def _speaker(cluster: Cluster, ordered: Sequence[Carrier], measured: Measured) -> int:
    """Return the member that speaks for a release."""
    length: dict[int, int] = {}
    for tie in cluster.ties:
        pair = measured(tie.one, tie.other)
        length |= {tie.one: pair.one.words} if tie.carried else {}
        length |= {tie.other: pair.other.words} if tie.carries else {}
    complete = [number for number, words in length.items() if words >= NEARLY * max(length.values())]
    return min(complete, key=lambda n: (not ordered[n].published, ordered[n].published, ordered[n].doc_id))


def _row(number: int, speaker: int, ordered: Sequence[Carrier], measured: Measured) -> dict:
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
