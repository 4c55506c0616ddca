"""Releases of a corpus, kept beside it: ``releases.jsonl`` for whoever reads, ``.sketches.npz`` to be quick next time.

The second file holds sketches and measures (`memory`); it is made anew when it is missing, damaged or of another
version. Both are written whole or not at all, and are the same bytes whatever was there before.
"""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from positions import files
from positions.documents.releases.carriers import Carrier
from positions.documents.releases.memory import Memory
from positions.documents.releases.rules import found
from positions.documents.releases.sketches import VERSION

NAME = "releases.jsonl"
SKETCHES = ".sketches.npz"
ARRAYS = ("digests", "rows", "keys", "measures")


def update(folder: Path, listed: Sequence[Carrier], text: Callable[[str], str]) -> list[dict]:
    """Find the releases of a corpus and write them beside it; whoever calls holds the lock of the corpus.

    Parameters
    ----------
    folder : Path
        The corpus.
    listed : sequence of Carrier
        All of its documents: id, sha256 of the text, outlet, day of publication, address.
    text : callable
        Returns the text of an id. Asked for new documents, and for those that a new one brings a new pair to.

    Returns
    -------
    list of dict
        Rows of the schema CARRIERS (`carriers.members`), as written: a row for each document of a release that several
        carry.
    """
    memory = _remembered(folder / SKETCHES)
    rows = found(listed, text, memory)
    _keep(folder / SKETCHES, memory)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    _write(folder / NAME, lines.encode("utf-8"))
    return rows


def _remembered(path: Path) -> Memory:
    """Return what the file remembers; nothing when it cannot be read."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["version"]) != VERSION:
                return Memory()
            digests, rows, keys, measures = (stored[name] for name in ARRAYS)
            return Memory([digest.hex() for digest in digests.tolist()], rows, keys, measures)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile):
        return Memory()


def _keep(path: Path, memory: Memory) -> None:
    """Write what is remembered; numpy dates the members of its archive 1980, so that same contents are same bytes."""
    digests, rows, keys, measures = memory.kept()
    packed = np.array([bytes.fromhex(digest) for digest in digests], dtype="V32")
    buffer = io.BytesIO()
    np.savez(buffer, version=np.array(VERSION), digests=packed, rows=rows, keys=keys, measures=measures)
    _write(path, buffer.getvalue())


def _write(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; one that has these bytes is left as it is."""
    if not path.is_file() or path.read_bytes() != content:
        files.write_atomically(path, content)
