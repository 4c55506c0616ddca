"""Names found again by their words, so that a text of many names is read in time in proportion to its length."""

from collections.abc import Iterable, Iterator
from heapq import merge

from positions.attribution.speakers import name_words


class Namesakes:
    """The places of names in a list, by the words that tell people apart.

    Parameters
    ----------
    names : iterable of str
        The names of the list, in its order.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: list[frozenset[str]] = []
        self._places: dict[str, list[int]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add the name at the end of the list."""
        words = name_words(name)
        for word in words:
            self._places.setdefault(word, []).append(len(self._names))
        self._names.append(words)

    def rename_last(self, name: str) -> None:
        """Put another name in the place of the last one."""
        for word in self._names.pop():
            self._places[word].pop()
        self.add(name)

    def fuller(self, name: str) -> list[int]:
        """Return the places of the names that have all words of this one, in order; none for a name without words."""
        own = name_words(name)
        listed = min((self._places.get(word, []) for word in own), key=len, default=[])
        return [place for place in listed if own <= self._names[place]]

    def related(self, name: str) -> Iterator[int]:
        """Yield the places of the names that hold this one or are held in it, the last first."""
        own, before = name_words(name), None
        for place in merge(*(reversed(self._places.get(word, [])) for word in own), reverse=True):
            theirs = self._names[place]
            if place != before and (own <= theirs or theirs <= own):
                yield place
            before = place
