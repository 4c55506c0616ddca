"""What kind of file it is, told by its first bytes and not by its name (``magic.yaml``)."""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

HEAD = 512  # bytes in which a file says what it is; a tar archive says so at byte 257


class Kind(NamedTuple):
    """A kind of file: a code where the project reads it, its name with an article, and what to give instead."""

    code: str
    name: str
    remedy: str


@cache
def _kinds() -> tuple[tuple[re.Pattern[bytes], Kind], ...]:
    """Return the kinds, the first that fits first."""
    entries = yaml.safe_load(resources.files(__package__).joinpath("magic.yaml").read_text(encoding="utf-8"))
    return tuple(
        (
            re.compile(entry["starts"].encode("ascii"), re.DOTALL),
            Kind(entry.get("code", ""), entry["is"], entry["remedy"]),
        )
        for entry in entries
    )


def kind(raw: bytes) -> Kind | None:
    """Tell the kind of a file.

    Parameters
    ----------
    raw : bytes
        Its bytes, or the first `HEAD` of them.

    Returns
    -------
    Kind or None
        None for what may be text.
    """
    head = raw[:HEAD]
    return next((known for starts, known in _kinds() if starts.match(head)), None)
