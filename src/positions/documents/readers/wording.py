"""How messages name the places of faults in a text, and count them."""


def some(places: list[int], one: str, many: str) -> str:
    """Say how many places there are: "2 bytes are"."""
    return f"{len(places)} {one if len(places) == 1 else many}"


def first(text: str, places: list[int]) -> str:
    """Say where the first of some places in a text is, or the only one, as an editor counts.

    Parameters
    ----------
    text : str
    places : list of int
        Not empty.

    Returns
    -------
    str
        As in ``the first at character 5 of line 2``.
    """
    at = places[0]
    column, line = at - text.rfind("\n", 0, at), text.count("\n", 0, at) + 1
    return f"{'the first ' if len(places) > 1 else ''}at character {column} of line {line}"
