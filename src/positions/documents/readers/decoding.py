"""One line of a table as text."""

import importlib


def decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a line: UTF-8, or what it is found to be, with a note of that.

    Parameters
    ----------
    raw : bytes

    Returns
    -------
    tuple of str and tuple of str
        The text, and what was repaired.
    """
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        found = importlib.import_module("positions.documents.readers.encodings").decoded(raw)
        return found.text, tuple(found.notes)
