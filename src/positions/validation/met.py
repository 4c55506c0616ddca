"""The engagements that the program finds beside those coded by hand (``codings/engagements.jsonl``)."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from positions.attribution.parties import is_named
from positions.attribution.speakers import name_words
from positions.countries import profile
from positions.schemas import LIST_SEPARATOR

PATH = Path(__file__).parent / "codings" / "engagements.jsonl"
HALVES = ("look", "apart")  # which may be looked at, and which is kept apart
VISIT = "visit"
GROUP = re.compile(r"\b(?:delegation|team|mission)s?\b")  # stands for its people
SHORTEST = 4  # letters of a word by which two offices are compared


@dataclass(frozen=True)
class Article:
    """One article with the engagements coded by hand.

    Attributes
    ----------
    file, published, source_id, sha256 : str
        Its name, day, address, and the sha256 of its text as `positions add` stores it.
    half : str
        One of `HALVES`.
    engagements : tuple of dict
        ``event``, ``country``, ``channel``, ``date``, ``recalled``; places of ``own_side``, ``other_side``, ``place``
        and ``sentence`` in the text.
    """

    file: str
    published: str
    source_id: str
    sha256: str
    half: str
    engagements: tuple[dict, ...]


def articles(*halves: str) -> list[Article]:
    """Return the coded articles of some halves."""
    rows = map(json.loads, PATH.read_text(encoding="utf-8").splitlines())
    kept = ("file", "published", "source_id", "sha256", "half")
    own = (row for row in rows if row["half"] in halves)
    return [Article(**{name: row[name] for name in kept}, engagements=tuple(row["engagements"])) for row in own]


@dataclass(frozen=True)
class Judged:
    """A row that was found, the engagement coded by hand that it is (or None), and whether its pairing is right."""

    found: Mapping
    hand: Mapping | None
    is_right: bool


def judged(found: Sequence[Mapping], hand: Sequence[dict], text: str) -> list[Judged]:
    """Set the engagements found in an article beside those coded by hand, each of either once.

    Parameters
    ----------
    found : sequence of mapping
        Rows of ENGAGEMENTS.
    hand : sequence of dict
        As in `Article`.
    text : str
        The article's.

    Returns
    -------
    list of Judged
        The pairing is right when country, channel and somebody of either side agree; a delegation without names stands
        for its people, and the state visited for its hosts, but not on both sides at once. A row that agrees with none
        is a wrong report of one whose country and somebody of whose sides, or whose sentence, it shares; else spurious.
    """
    left, rows = list(hand), []
    for test, is_right in ((_is_paired, True), (_is_akin, False)):
        for row in found:
            if any(row is one.found for one in rows):
                continue
            match = next((each for each in left if test(row, each, text)), None)
            if match is not None:
                left.remove(match)
                rows.append(Judged(row, match, is_right))
    return rows + [Judged(row, None, False) for row in found if not any(row is one.found for one in rows)]


def _is_paired(row: Mapping, hand: Mapping, text: str) -> bool:
    """Tell whether country, channel and somebody of either side agree, one of them by name."""
    if (row["country"], row["channel"]) != (hand["country"], hand["channel"]):
        return False
    states = [profile(country).plain_name for country in ("PAK", row["country"])]
    agree = [_agree(row[side], hand[side], text) for side in ("own_side", "other_side")]
    stands = [
        (row["channel"] == VISIT and row[side] == state) or GROUP.search(row[side])
        for side, state in zip(("own_side", "other_side"), states, strict=True)
    ]
    return any(agree) and all(one or other for one, other in zip(agree, stands, strict=True))


def _is_akin(row: Mapping, hand: Mapping, text: str) -> bool:
    """Tell whether a row tells of an engagement, though not rightly."""
    shares = any(_agree(row[side], hand[side], text) for side in ("own_side", "other_side"))
    is_same_sentence = row["start"] < hand["sentence"][1] and hand["sentence"][0] < row["end"]
    return row["country"] == hand["country"] and is_same_sentence and (shares or row["channel"] == hand["channel"])


def _agree(party: str, places: Iterable[Sequence[int]], text: str) -> bool:
    """Tell whether somebody of a side is named at one of some places: by name, else by a word of the office."""
    coded = [text[start:end] for start, end in places]
    return any(_is_one(one, other) for one in party.split(LIST_SEPARATOR) for other in coded)


def _is_one(party: str, coded: str) -> bool:
    """Tell whether a party of a row is the one that hand coding names."""
    name = party.partition(", ")[0]
    if is_named(name) and is_named(coded):
        return name_words(name) <= name_words(coded) or name_words(coded) <= name_words(name)
    one, other = ({w.rstrip("s") for w in name_words(words) if len(w) >= SHORTEST} for words in (party, coded))
    return not one.isdisjoint(other)


def merging(rows: Sequence[Judged], event_of: Mapping[str, str]) -> tuple[int, int, int]:
    """Count the pairs of reports that are of one event.

    Parameters
    ----------
    rows : sequence of Judged
        Of all articles; only those with a right pairing count.
    event_of : mapping of str to str
        For each ``engagement_id`` the event that the program puts it under.

    Returns
    -------
    tuple of int
        Pairs that both put under one event, that the program does, that hand coding does.
    """
    right = [(event_of[row.found["engagement_id"]], row.hand["event"]) for row in rows if row.is_right]
    same = [(one[0] == other[0], one[1] == other[1]) for one, other in combinations(right, 2)]
    return sum(a and b for a, b in same), sum(a for a, _ in same), sum(b for _, b in same)
