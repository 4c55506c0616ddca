"""Lists of links: one address a line, comments after ``#``, blank lines."""

import re
from pathlib import Path

from positions.documents.readers.encodings import decoded
from positions.errors import InputError

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
COMMENT = re.compile(r"(?:^|\s)#.*")
# Of the lines, how many are addresses in a list at least: one that is mistyped does not make it an article.
MOSTLY = 0.8


def listed(path: Path) -> list[str]:
    """Read the addresses in a list of links.

    Parameters
    ----------
    path : Path
        A text file.

    Returns
    -------
    list of str
        In order. What is no address is returned as well, for `fetched` to say so.

    Raises
    ------
    InputError
        If the file cannot be read, or is no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            str(path), f"cannot be read ({error.strerror})", "Check its name and who may read it."
        ) from None
    found = decoded(raw)
    if found.refusal:
        raise InputError(str(path), found.refusal, found.remedy)
    return _lines(found.text)


def is_list_of_links(text: str) -> bool:
    """Tell a list of links from an article: at least four of five of its lines are addresses."""
    lines = _lines(text)
    addresses = [line for line in lines if ADDRESS.fullmatch(line)]
    return bool(lines) and len(addresses) >= MOSTLY * len(lines)


def _lines(text: str) -> list[str]:
    """Return the lines without comments and blank ones; a ``#`` within an address is part of it."""
    lines = (COMMENT.sub("", line).strip() for line in text.lstrip("\ufeff").splitlines())
    return [line for line in lines if line]
