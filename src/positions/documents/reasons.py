"""What was left out, summed up by reason: how many, where the first stands, and the remedy."""

from collections import Counter
from collections.abc import Iterable, Iterator

from positions.documents.offers import LeftOut

FEW = 3  # of one reason, which are told one by one
MOST = 12  # reasons that are listed; the ledger, or the page Sources, has every line


class Reasons:
    """Counts what was left out by reason, and keeps the first few of each.

    Parameters
    ----------
    items : iterable of LeftOut
    """

    def __init__(self, items: Iterable[LeftOut] = ()) -> None:
        self._counts: Counter[str] = Counter()
        self._firsts: dict[str, list[LeftOut]] = {}
        self.add(items)

    def __len__(self) -> int:
        return self._counts.total()

    def add(self, items: Iterable[LeftOut]) -> None:
        """Count some more."""
        for item in items:
            self._counts[item.reason] += 1
            if self._counts[item.reason] <= FEW:
                self._firsts.setdefault(item.reason, []).append(item)

    def lines(self) -> Iterator[str]:
        """Yield a line for each reason, the most frequent first; of a reason that struck a few, a line for each."""
        for reason, number in self._counts.most_common(MOST):
            more = f" (and {number - 1:,} more)" if number > FEW else ""
            for item in self._firsts[reason][: 1 if more else FEW]:
                yield f"{item.file}{more}: {reason}. {item.remedy}"
        if len(self._counts) > MOST:
            rest = self._counts.total() - sum(number for _, number in self._counts.most_common(MOST))
            yield f"{rest:,} more, for {len(self._counts) - MOST:,} other reasons"
