"""What an addition says when it is done: what was taken, what was not and why, and what to do next."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from positions.documents.adding import Tally
from positions.documents.corpus.corpus import LEDGER


def lines(tally: Tally, folder: Path) -> Iterator[str]:
    """Yield the lines of a summary.

    Parameters
    ----------
    tally : Tally
    folder : Path
        The corpus.
    """
    for columns, rows in tally.columns.most_common():
        yield f"columns ({rows:,} rows): {columns}"
    yield f"{tally.new:,} documents added to {folder}, {tally.known:,} held already, {len(tally.left_out):,} not taken"
    for name, counter in (("outlets", tally.outlets), ("kinds", tally.kinds), ("languages", tally.languages)):
        if counter:
            yield f"{name}: {_counted(counter)}"
    if tally.releases:
        yield f"reprints: {tally.reprints:,} documents of the corpus carry {tally.releases:,} releases between them"
    yield from (f"not taken: {line}" for line in tally.left_out.lines())
    yield from (f"taken, to look at: {line}" for line in tally.notes.lines())
    if tally.left_out or tally.notes:
        yield f"every line of this: {folder / LEDGER}"
    if tally.new:
        yield f"next: positions report {folder} --name NAME"


def _counted(counter: Counter) -> str:
    """Return names with their numbers, the most frequent first."""
    return ", ".join(f"{name or 'not said'} {number:,}" for name, number in counter.most_common())
