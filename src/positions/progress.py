"""Progress of long work on standard error: a line that is redrawn on a terminal, elsewhere a new line now and then.

Only the command line shows it (`shown`). The kernels of notebooks do not, so that notebooks stay free of it.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import TypeVar

from tqdm import tqdm

OFTEN = 0.5  # seconds from one drawing of the line on a terminal to the next
SELDOM = 30  # seconds from one line to the next where lines stay: work of a few seconds has none
BAR = "{desc} {percentage:3.0f}%|{bar:20}| {n:,} of {total:,}{unit}, {rate_fmt}, {remaining} left"
NO_TOTAL = "{desc} {n:,}{unit}, {rate_fmt}, {elapsed}"

Item = TypeVar("Item")
_is_shown = False


@contextmanager
def shown() -> Iterator[None]:
    """Show the progress of what is done within the block."""
    global _is_shown
    before, _is_shown = _is_shown, True
    try:
        yield
    finally:
        _is_shown = before


class Progress:
    """Work in progress: a block in which `step` is called for each piece.

    Parameters
    ----------
    doing : str
        What is done: "coding".
    total : int, optional
        How many pieces there are, as far as can be told; None when that is not known.
    unit : str
        What they are, in the plural.
    """

    def __init__(self, doing: str, total: int | None = None, unit: str = "documents") -> None:
        self.doing, self.total, self.unit, self.done = doing, total, unit, 0
        self._since, self._ended, self._lock = time.monotonic(), Event(), Lock()
        self._thread = Thread(target=self._terminal if sys.stderr.isatty() else self._lines, daemon=True)

    def __enter__(self) -> "Progress":
        if _is_shown:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if _is_shown:
            self._thread.join()

    def step(self) -> None:
        """Count one piece as done; several threads may do so."""
        with self._lock:
            self.done += 1

    def _terminal(self) -> None:
        """Redraw one line until the work has ended, and take it away."""
        tqdm.monitor_interval = 0  # no thread of its own: this one is it
        bar = None
        while not self._ended.wait(OFTEN):
            if bar is None:
                form = NO_TOTAL if self.total is None else BAR
                bar = tqdm(total=self.total, desc=f"positions: {self.doing}", unit=f" {self.unit}", bar_format=form,
                           leave=False, dynamic_ncols=True, file=sys.stderr)  # fmt: skip
                bar.start_t -= time.monotonic() - self._since
            bar.n, bar.total = self.done, self._of()
            bar.refresh()
        if bar is not None:
            bar.close()

    def _lines(self) -> None:
        """Write a line now and then until the work has ended."""
        while not self._ended.wait(SELDOM):
            spent = time.monotonic() - self._since
            total, rate = self._of(), self.done / spent
            of = "" if total is None else f" of {total:,}"
            left = f", {tqdm.format_interval((total - self.done) / rate)} left" if total and rate else ""
            told = f"{self.doing}: {self.done:,}{of} {self.unit}, {rate:.1f} a second{left}"
            print(f"positions: {told}", file=sys.stderr, flush=True)

    def _of(self) -> int | None:
        """Return how many pieces there are: never fewer than are done."""
        return None if self.total is None else max(self.total, self.done)


def over(items: Iterable[Item], doing: str, total: int | None = None, unit: str = "documents") -> Iterator[Item]:
    """Yield items, and show how many are done if that is to be shown.

    Parameters
    ----------
    items : iterable
    doing : str
        What is done with them: "coding".
    total : int, optional
        How many there are.
    unit : str
        What they are, in the plural.
    """
    with Progress(doing, total, unit) as progress:
        for item in items:
            yield item
            progress.step()
