"""What an addition says when it is done: what was taken, what was not and why, and what to do next."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from positions.documents.adding import Tally
from positions.documents.corpus.corpus import LEDGER

MOST = 12  # reasons that are listed; the ledger has every line


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
    lost = tally.left_out.total()
    yield f"{tally.new:,} documents added to {folder}, {tally.known:,} held already, {lost:,} not taken"
    for name, counter in (("outlets", tally.outlets), ("kinds", tally.kinds), ("languages", tally.languages)):
        if counter:
            yield f"{name}: {_counted(counter)}"
    yield from _reasons("not taken", tally.left_out, tally)
    yield from _reasons("taken, to look at", tally.notes, tally)
    if tally.left_out or tally.notes:
        yield f"every line of this: {folder / LEDGER}"
    if tally.new:
        yield f"next: positions report {folder} --name NAME"


def _reasons(what: str, counter: Counter, tally: Tally) -> Iterator[str]:
    """Yield the reasons with their numbers, the most frequent first, and where the first stands."""
    for reason, number in counter.most_common(MOST):
        first = tally.firsts[reason]
        more = f" (and {number - 1:,} more)" if number > 1 else ""
        yield f"{what}: {first.file}{more}: {reason}. {first.remedy}"
    if len(counter) > MOST:
        yield f"{what}: {len(counter) - MOST:,} more reasons"


def _counted(counter: Counter) -> str:
    """Return names with their numbers, the most frequent first."""
    return ", ".join(f"{name or 'not said'} {number:,}" for name, number in counter.most_common())
