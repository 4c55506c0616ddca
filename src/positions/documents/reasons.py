"""What was left out, summed up by reason: how many, where the first stands, and the remedy."""

from collections import Counter
from collections.abc import Iterable, Iterator

from positions.documents.offers import LeftOut

MOST = 12  # reasons that are listed; the ledger, or the page Sources, has every line


class Reasons:
    """Counts what was left out by reason, and keeps the first of each.

    Parameters
    ----------
    items : iterable of LeftOut
    """

    def __init__(self, items: Iterable[LeftOut] = ()) -> None:
        self._counts: Counter[str] = Counter()
        self._firsts: dict[str, LeftOut] = {}
        self.add(items)

    def __len__(self) -> int:
        return self._counts.total()

    def add(self, items: Iterable[LeftOut]) -> None:
        """Count some more."""
        for item in items:
            self._counts[item.reason] += 1
            self._firsts.setdefault(item.reason, item)

    def lines(self) -> Iterator[str]:
        """Yield a line for each reason, the most frequent first."""
        for reason, number in self._counts.most_common(MOST):
            first = self._firsts[reason]
            more = f" (and {number - 1:,} more)" if number > 1 else ""
            yield f"{first.file}{more}: {reason}. {first.remedy}"
        if len(self._counts) > MOST:
            rest = self._counts.total() - sum(number for _, number in self._counts.most_common(MOST))
            yield f"{rest:,} more, for {len(self._counts) - MOST:,} other reasons"
