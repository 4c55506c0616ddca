"""The bytes of a source as received, within a bound, and their digest."""

import hashlib

from positions.documents.offers import Source
from positions.errors import InputError

MEGABYTE = 1_000_000


def received(source: Source, most: int) -> bytes:
    """Return the bytes of a source.

    Parameters
    ----------
    source : Source
    most : int
        The largest file that is read, in bytes.

    Raises
    ------
    InputError
        If the file is empty, larger, or cannot be read.
    """
    try:
        with source.path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        found = f"cannot be read ({(error.strerror or type(error).__name__).lower()})"
        raise InputError(source.place, found, "Allow reading it, or give a copy.") from None
    if len(raw) > most:
        found = f"is larger than {most // MEGABYTE} MB, the most that is read of one document of this kind"
        raise InputError(source.place, found, "Cut it into its documents, or give them as a table.")
    if not raw:
        raise InputError(source.place, "is empty", "Get the file anew.")
    return raw


def digest(raw: bytes) -> str:
    """Return the sha256 of what came in."""
    return hashlib.sha256(raw).hexdigest()
