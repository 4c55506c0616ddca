"""Where the lines that an extractor chose stand in a page."""

from collections.abc import Sequence
from itertools import accumulate

from positions.documents.readers.visible import Visible, shown

LONG = 40  # characters without spaces from which a line is sure to be itself
NEAR = 3000  # characters above the first long line in which a short one is looked for


def found(page: Visible, lines: Sequence[str]) -> list[tuple[int, int] | None]:
    """Find lines that an extractor chose, in the order of the page.

    Parameters
    ----------
    page : Visible
    lines : sequence of str

    Returns
    -------
    list of tuple of int or None
        For each line its words, the first up to, not including, the last; None for one that the page does not show so.
        A long line is looked for first, a short one between its neighbours: "Islamabad" stands in menus too.
    """
    keys = [shown(line) for line in lines]
    places: list[tuple[int, int] | None] = [None] * len(lines)
    cursor = 0
    for number, key in enumerate(keys):
        if len(key) >= LONG and (at := page.dense.find(key, cursor)) >= 0:
            places[number] = (at, at + len(key))
            cursor = at + len(key)
    above = list(accumulate((place[1] if place else 0 for place in places), max, initial=0))
    before = len(page.dense)
    for number in reversed(range(len(lines))):
        if place := places[number]:
            before = place[0]
        elif keys[number] and above[-1]:
            after = above[number] or max(0, before - NEAR)
            if (at := page.dense.rfind(keys[number], after, before)) >= 0:
                places[number] = (at, at + len(keys[number]))
                before = at
    return [page.span(*place) if place else None for place in places]
