"""A corpus: a folder of texts as stored, what is known of each, and what was not taken.

``documents/`` has the texts, ``manifest.jsonl`` a row for each, ``maps.jsonl`` their way back to what came in, and
``ledger.jsonl`` everything offered that was not taken or not taken whole. A text is written before its row, and each
table is replaced as a whole, the manifest last: what a kill leaves is the corpus as it was, and perhaps texts without
a row, which nothing reads and the next addition finds in place. Whoever writes holds a lock, so that two additions at
once lose nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from filelock import FileLock

from positions import files
from positions.documents.corpus import lines, maps
from positions.documents.corpus.entries import Entry, Line, Taken
from positions.documents.offers import LeftOut
from positions.errors import InputError

MANIFEST = "manifest.jsonl"
LEDGER = "ledger.jsonl"
TEXTS = "documents"
LOCK = ".lock"
FETCHED = "fetched"  # pages as received from the web, which are there before the first document is
OWN = {MANIFEST, LEDGER, TEXTS, FETCHED, LOCK, maps.NAME}


@dataclass(frozen=True)
class Added:
    """What an addition changed: the ids of new documents, and how many of those offered were held already."""

    new: tuple[str, ...]
    known: int


class Corpus:
    """A corpus in a folder, which need not exist yet.

    Parameters
    ----------
    folder : Path
        An empty or missing folder, or a corpus.

    Raises
    ------
    InputError
        If the folder holds something else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: tuple[tuple[int, ...], list[Entry]] | None = None
        if folder.exists() and not folder.is_dir():
            raise InputError(str(folder), "is a file", "Name a folder for the corpus with --to.")
        others = sorted(p.name for p in folder.iterdir()) if folder.is_dir() and not is_corpus(folder) else []
        if strange := [name for name in others if name not in OWN and not name.startswith(".")]:
            found = f"holds {strange[0]!r} and is no corpus"
            raise InputError(str(folder), found, "Name an empty folder, or one that does not exist yet, with --to.")

    def entries(self) -> list[Entry]:
        """Return what is known of each document, in the order of their ids."""
        version = self._version()
        if self._read is None or self._read[0] != version:  # another process may have added since
            self._read = version, lines.read(self.folder / MANIFEST, Entry)
        return list(self._read[1])

    def _version(self) -> tuple[int, ...]:
        """Return what tells one manifest from the next; empty without one."""
        path = self.folder / MANIFEST
        state = path.stat() if path.is_file() else None
        return (state.st_ino, state.st_mtime_ns, state.st_size) if state else ()

    def ledger(self) -> list[Line]:
        """Return what was not taken or not taken whole, in the order of the places."""
        return lines.read(self.folder / LEDGER, Line)

    def text(self, entry: Entry) -> str:
        """Return the text of a document as stored.

        Raises
        ------
        InputError
            If the text is gone, or is not the one that was stored.
        """
        path = self.folder / TEXTS / entry.file
        raw = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(raw).hexdigest() != entry.sha256_text:
            found = "is not the text that was stored" if raw else "is listed in the manifest and not there"
            remedy = f"Add it again (`positions add`) from where it came, {entry.origin}, or restore it from a copy."
            raise InputError(f"{TEXTS}/{entry.file}", found, remedy)
        return raw.decode("utf-8")

    def keep(self, taken: Taken) -> None:
        """Write the text of a document; without a row in the manifest it is not yet part of the corpus."""
        path = self.folder / TEXTS / taken.entry.file
        if not path.is_file() or path.read_bytes() != taken.text.text.encode("utf-8"):
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(path, taken.text.text, is_durable=False)

    @cached_property
    def lock(self) -> FileLock:
        """Return the lock that whoever writes to the tables holds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / LOCK)

    def add(self, taken: Sequence[Taken], left_out: Sequence[LeftOut]) -> Added:
        """Enter documents whose texts are kept, and what was left out, into the tables.

        Parameters
        ----------
        taken : sequence of Taken
            A document held already (the same bytes came in, or the same text from the same address, or the same text
            of the same outlet and day) stays as it is.
        left_out : sequence of LeftOut
            What was not taken. A place offered again has the lines of the last time only.

        Returns
        -------
        Added
        """
        with self.lock:
            self._tidy()
            held = self.entries()
            known = {key: entry.id for entry in held for key in _keys(entry)}
            new: dict[str, Taken] = {}
            told = [Line(item.file, "", item.reason, item.remedy) for item in left_out]
            for one in taken:
                doc_id = next((known[key] for key in _keys(one.entry) if key in known), "")
                if not doc_id:
                    doc_id = one.entry.id
                    new[doc_id] = one
                    known |= dict.fromkeys(_keys(one.entry), doc_id)
                told += [Line(note.file, doc_id, note.reason, note.remedy) for note in one.notes]
            self._write(held, new, told, {one.entry.origin for one in taken})
        return Added(tuple(new), len(taken) - len(new))

    def _write(self, held: list[Entry], new: dict[str, Taken], told: list[Line], offered: set[str]) -> None:
        """Replace the tables that change, the manifest last."""
        if new:
            made = {doc_id: maps.line(doc_id, one.text) for doc_id, one in new.items()}
            maps.write(self.folder, maps.read(self.folder) | made)
        again = offered | {line.place for line in told}
        ledger = {line for line in self.ledger() if line.place not in again} | set(told)
        lines.write(self.folder / LEDGER, sorted(ledger, key=_in_order))
        entries = [*held, *(one.entry for one in new.values())]
        entries.sort(key=lambda entry: entry.id)
        lines.write(self.folder / MANIFEST, entries)
        self._read = self._version(), entries

    def _tidy(self) -> None:
        """Remove what an addition that was killed left half written."""
        for path in self.folder.glob(f".*{files.NEW_SUFFIX}"):
            path.unlink(missing_ok=True)


def is_corpus(folder: Path) -> bool:
    """Tell whether a folder is a corpus."""
    return (folder / MANIFEST).is_file()


def _keys(entry: Entry) -> Iterable[tuple[str, ...]]:
    """Yield what makes two documents one and the same."""
    yield "received", entry.sha256_received
    yield ("address", entry.url, entry.sha256_text) if entry.url else (entry.outlet, entry.published, entry.sha256_text)


def _in_order(line: Line) -> tuple[str, ...]:
    """Return what the lines of the ledger are sorted by."""
    return line.place, line.document, line.reason, line.remedy
