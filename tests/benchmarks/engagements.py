"""Engagements found beside hand coding: who met whom, what is spurious, what is missed, what becomes one event.

    .venv/bin/python tests/benchmarks/engagements.py [look|apart]

The texts are looked for in ``../shared/corpora`` beside the project. The half `apart` is there to be measured, not
read: use it seldom, or rules will fit it.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from positions import coding, documents, files
from positions.comparison.events import events
from positions.countries import SIDES
from positions.documents.releases import group_releases
from positions.schemas import LIST_SEPARATOR
from positions.statistics import wilson_interval
from positions.validation import hand_coding, matching


def main() -> None:
    """Measure the halves named, or both."""
    corpora = files.project_folder().parent / "shared" / "corpora"
    if not corpora.is_dir():
        sys.exit(
            f"The articles are not there ({corpora.parent.name}/{corpora.name} beside the project): nothing measured."
        )
    for half in sys.argv[1:] or matching.HALVES:
        measure(half, corpora)


def measure(half: str, corpora: Path) -> None:
    """Print the figures of one half."""
    coded = matching.read_engagements(half)
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
        own = [row for row in found.to_dict("records") if row["file"] == article.file]
        rows += matching.judge_engagements(own, article.engagements, texts[article.file])
    hand = sum(len(article.engagements) for article in coded)
    right, spurious = sum(row.is_right for row in rows), sum(row.hand is None for row in rows)
    dated = [row for row in rows if row.is_right and row.found["date"] and row.hand["date"]]
    agree = sum(_is_within(row.found["date"], row.hand["date"]) for row in dated)
    both, ours, theirs = matching.count_merged(rows, event_of)
    print(f"{half}: {len(coded)} articles, {hand} engagements coded by hand, {len(rows)} found")
    print(f"  who met whom is right in {share(right, len(rows))} of those found")
    print(f"  spurious: {share(spurious, len(rows))}")
    print(f"  found, of those coded by hand: {share(right, hand)}")
    for channel in sorted({e["channel"] for article in coded for e in article.engagements}):
        of = sum(e["channel"] == channel for article in coded for e in article.engagements)
        print(f"    {channel}: {share(sum(row.is_right and row.found['channel'] == channel for row in rows), of)}")
    print(f"  dates told that agree with the hand coding: {share(agree, len(dated))}")
    f1 = 2 * both / (ours + theirs) if ours + theirs else float("nan")
    print(
        f"  reports of one event: {both} pairs in both, {ours} the program's, {theirs} the hand coding's, F1 {f1:.2f}"
    )


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
