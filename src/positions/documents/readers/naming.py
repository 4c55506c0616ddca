"""Names of files: how one with odd characters is shown, and which files are passed over."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

import yaml

from positions.documents.offers import LeftOut

SHOWN = 5  # names of files passed over that are given; the rest is a count
ESCAPED_BYTES = range(0xDC80, 0xDD00)  # how Python holds bytes of a name that are not UTF-8


def shown(name: str) -> str:
    """Return a name as messages and the ledger show it: on one line, and encodable.

    Parameters
    ----------
    name : str
        A path, the name of a member or of a column.

    Returns
    -------
    str
        A line break, a character that turns the direction of writing and the like are written as escapes; a byte that
        is not UTF-8 as ``\\xff``.
    """
    return name if name.isprintable() else "".join(map(_character, name))


def _character(character: str) -> str:
    """Return one character as it is shown."""
    if character.isprintable():
        return character
    if ord(character) in ESCAPED_BYTES:
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


@cache
def _aside() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return how the names of files begin that are passed over, and those names in full."""
    lists = yaml.safe_load(resources.files(__package__).joinpath("naming.yaml").read_text(encoding="utf-8"))
    return tuple(lists["beginnings"]), frozenset(lists["names"])


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder of this name in a folder or an archive is no document."""
    beginnings, names = _aside()
    return name.startswith(beginnings) or name in names


def passed_over(place: str, names: Sequence[str]) -> LeftOut:
    """Return the one line on all files that were passed over in a folder or an archive.

    Parameters
    ----------
    place : str
        The folder or archive.
    names : sequence of str
        The files, not none.
    """
    listed = ", ".join(map(shown, names[:SHOWN])) + (f" and {len(names) - SHOWN} more" if names[SHOWN:] else "")
    things = (
        "file or folder beside the documents was" if len(names) == 1 else "files or folders beside the documents were"
    )
    return LeftOut(place, f"{len(names)} {things} passed over: {listed}", "Give one by its own path to have it taken.")
