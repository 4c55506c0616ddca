"""Engagements found beside hand coding: who met whom, what is spurious, what is missed, what becomes one event.

    .venv/bin/python tests/benchmarks/engagements.py [look|apart]

The texts are looked for in ``../shared/corpora`` beside the project. The half `apart` is there to be measured, not
read: use it seldom, or rules will fit it.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from positions import coding, documents, files
from positions.attribution.parties import is_named
from positions.attribution.speakers import name_words
from positions.comparison.events import events
from positions.countries import SIDES, profile
from positions.documents.releases import group_releases
from positions.schemas import LIST_SEPARATOR
from positions.statistics import wilson_interval
from positions.validation import hand_coding

ENGAGEMENT_CODINGS = hand_coding.PRESS_CODINGS.with_name("engagements.jsonl")
HALVES = ("look", "apart")  # which may be looked at, and which is kept apart
VISIT = "visit"
GROUP_WORDS = re.compile(r"\b(?:delegation|team|mission)s?\b")  # stands for its people
SHORTEST_WORD = 4  # letters of a word by which two offices are compared


def main() -> None:
    """Measure the halves named, or both."""
    corpora = files.project_folder().parent / "shared" / "corpora"
    if not corpora.is_dir():
        sys.exit(
            f"The articles are not there ({corpora.parent.name}/{corpora.name} beside the project): nothing measured."
        )
    for half in sys.argv[1:] or HALVES:
        measure(half, corpora)


def measure(half: str, corpora: Path) -> None:
    """Print the figures of one half."""
    coded = read_engagements(half)
    texts = hand_coding.read_texts(coded, corpora)
    with TemporaryDirectory() as folder:
        for file, text in texts.items():
            (Path(folder) / file).write_text(text, encoding="utf-8", newline="")
        read = documents.read([folder]).documents
    found = coding.code(read, SIDES, judge=None).engagements
    event_of = {
        report: event.event_id
        for event in events(found, group_releases(read)).itertuples()
        for report in event.reports.split(LIST_SEPARATOR)
    }
    rows = []
    for article in coded:
        own = [row for row in found.to_dict("records") if row["file"] == article["file"]]
        rows += judge_engagements(own, article["engagements"], texts[article["file"]])
    hand = sum(len(article["engagements"]) for article in coded)
    right, spurious = sum(row.is_right for row in rows), sum(row.hand is None for row in rows)
    dated = [row for row in rows if row.is_right and row.found["date"] and row.hand["date"]]
    agree = sum(_is_within(row.found["date"], row.hand["date"]) for row in dated)
    both, ours, theirs = count_merged(rows, event_of)
    print(f"{half}: {len(coded)} articles, {hand} engagements coded by hand, {len(rows)} found")
    print(f"  who met whom is right in {share(right, len(rows))} of those found")
    print(f"  spurious: {share(spurious, len(rows))}")
    print(f"  found, of those coded by hand: {share(right, hand)}")
    for channel in sorted({e["channel"] for article in coded for e in article["engagements"]}):
        of = sum(e["channel"] == channel for article in coded for e in article["engagements"])
        print(f"    {channel}: {share(sum(row.is_right and row.found['channel'] == channel for row in rows), of)}")
    print(f"  dates told that agree with the hand coding: {share(agree, len(dated))}")
    f1 = 2 * both / (ours + theirs) if ours + theirs else float("nan")
    print(
        f"  reports of one event: {both} pairs in both, {ours} the program's, {theirs} the hand coding's, F1 {f1:.2f}"
    )


def read_engagements(*halves: str) -> list[dict]:
    """Return the coded articles of some halves.

    Each has ``file``, ``published``, ``source_id``, ``sha256`` (of its text as `positions add` stores it), ``half`` and
    ``engagements``: ``event``, ``country``, ``channel``, ``date``, ``recalled``, and places of ``own_side``,
    ``other_side``, ``place`` and ``sentence`` in the text.
    """
    rows = map(json.loads, ENGAGEMENT_CODINGS.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["half"] in halves]


@dataclass(frozen=True)
class JudgedEngagement:
    """A row that was found, the engagement coded by hand that it is (or None), and whether its pairing is right."""

    found: Mapping
    hand: Mapping | None
    is_right: bool


def judge_engagements(found: Sequence[Mapping], hand: Sequence[dict], text: str) -> list[JudgedEngagement]:
    """Compare the engagements found in an article with those coded by hand, each used once.

    Parameters
    ----------
    found : sequence of mapping
        Rows of ENGAGEMENTS.
    hand : sequence of dict
        As in `read_engagements`.
    text : str
        The article's.

    Returns
    -------
    list of JudgedEngagement
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
                rows.append(JudgedEngagement(row, match, is_right))
    return rows + [JudgedEngagement(row, None, False) for row in found if not any(row is one.found for one in rows)]


def _is_paired(row: Mapping, hand: Mapping, text: str) -> bool:
    """Tell whether country, channel and somebody of either side agree, one of them by name."""
    if (row["country"], row["channel"]) != (hand["country"], hand["channel"]):
        return False
    states = [profile(country).plain_name for country in ("PAK", row["country"])]
    agree = [_is_somebody_named(row[side], hand[side], text) for side in ("own_side", "other_side")]
    stands = [
        (row["channel"] == VISIT and row[side] == state) or GROUP_WORDS.search(row[side])
        for side, state in zip(("own_side", "other_side"), states, strict=True)
    ]
    return any(agree) and all(one or other for one, other in zip(agree, stands, strict=True))


def _is_akin(row: Mapping, hand: Mapping, text: str) -> bool:
    """Tell whether a row tells of an engagement, though not rightly."""
    shares = any(_is_somebody_named(row[side], hand[side], text) for side in ("own_side", "other_side"))
    is_same_sentence = row["start"] < hand["sentence"][1] and hand["sentence"][0] < row["end"]
    return row["country"] == hand["country"] and is_same_sentence and (shares or row["channel"] == hand["channel"])


def _is_somebody_named(party: str, places: Iterable[Sequence[int]], text: str) -> bool:
    """Tell whether somebody of a side is named at one of some places: by name, else by a word of the office."""
    coded = [text[start:end] for start, end in places]
    return any(_is_same_party(one, other) for one in party.split(LIST_SEPARATOR) for other in coded)


def _is_same_party(party: str, coded: str) -> bool:
    """Tell whether a party of a row is the one that hand coding names."""
    name = party.partition(", ")[0]
    if is_named(name) and is_named(coded):
        return name_words(name) <= name_words(coded) or name_words(coded) <= name_words(name)
    one, other = ({w.rstrip("s") for w in name_words(words) if len(w) >= SHORTEST_WORD} for words in (party, coded))
    return not one.isdisjoint(other)


def count_merged(rows: Sequence[JudgedEngagement], event_of: Mapping[str, str]) -> tuple[int, int, int]:
    """Count the pairs of reports about one event.

    Parameters
    ----------
    rows : sequence of JudgedEngagement
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


def _is_within(one: str, other: str) -> bool:
    """Tell whether of two dates told one lies within the other."""
    return one.startswith(other) or other.startswith(one)


def share(n: int, of: int) -> str:
    """Return a share with its interval."""
    if not of:
        return "none"
    low, high = wilson_interval(n, of)
    return f"{n} of {of} ({100 * n / of:.0f} in 100, 95% interval {100 * low:.0f} to {100 * high:.0f})"


if __name__ == "__main__":
    main()
