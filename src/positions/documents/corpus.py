"""A corpus: a folder of texts as stored, what is known about each, and what was not taken and why.

``documents/`` has the texts, ``manifest.jsonl`` a row for each, ``maps.jsonl`` their way back to what came in, and
``ledger.jsonl`` everything offered that was not taken or not taken whole. A text is written before its row, and each
table is replaced as a whole, the manifest last. A kill therefore leaves the corpus as it was, and perhaps some texts
without a row, which nothing reads and which the next addition uses. Writers hold a lock, so that two additions at once
lose nothing. Tables are JSON Lines, readable by eye, by pandas and by diff.

An `Issue` is one thing that was not used, or not whole; an `IssueSummary` groups issues by reason.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

from positions import files
from positions.documents.document import Origin, Run, Traced
from positions.documents.metadata import Metadata
from positions.errors import InputError
from positions.files import WEB_ADDRESS, write_atomically


@dataclass(frozen=True)
class Issue:
    """Something that was not used, or not whole: where it is, why, and how to make it usable.

    ``language`` (ISO 639-1) is that of a text left out for its language, blank for any other reason.
    """

    file: str
    reason: str
    remedy: str
    language: str = ""


SHOWN_EACH = 3  # issues of one reason that are listed one by one
SHOWN_REASONS = 12  # reasons that are listed; the ledger, or the page Sources, has every line


class IssueSummary:
    """Groups what was left out by reason.

    Parameters
    ----------
    items : iterable of Issue
    """

    def __init__(self, items: Iterable[Issue] = ()) -> None:
        self._of: dict[str, list[Issue]] = defaultdict(list)
        self.add(items)

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def add(self, items: Iterable[Issue]) -> None:
        """Take in some more."""
        for item in items:
            self._of[item.reason].append(item)

    def lines(self) -> Iterator[str]:
        """Yield a line for each reason, the most frequent first; a line for each item if a reason has only a few."""
        groups = sorted(self._of.items(), key=lambda group: -len(group[1]))
        for reason, items in groups[:SHOWN_REASONS]:
            more = f" (and {len(items) - 1:,} more)" if len(items) > SHOWN_EACH else ""
            for item in items[:1] if more else items:
                yield f"{item.file}{more}: {reason}. {item.remedy}"
        if rest := groups[SHOWN_REASONS:]:
            yield f"{sum(len(items) for _, items in rest):,} more, for {len(rest):,} other reasons"


@dataclass(frozen=True, kw_only=True)
class Entry(Metadata):
    """A row of the manifest; every value is text, blank where nothing is known.

    Attributes
    ----------
    id : str
        Day, outlet and the first digits of a sha256 of text and address: ``2025-05-23_dawn_0a1b2c3d4e5f``.
    file : str
        Its text, below ``documents/``.
    updated : str
        ISO date and time with zone.
    source_id : str
        The id it had where it came from.
    sha256_text : str
        Of the text as stored, in UTF-8.
    reader : str
        What read it, with its version.
    cleaned : str
        What was taken out or mended, by name, joined by ", ".
    """

    id: str
    file: str
    title: str
    updated: str
    source_id: str
    sha256_text: str
    reader: str
    cleaned: str

    def __post_init__(self) -> None:
        """Correct a row from before ``added`` existed: for a file, ``retrieved`` was the day it was added."""
        if not self.added:
            object.__setattr__(self, "added", self.retrieved)
            object.__setattr__(self, "retrieved", self.retrieved if WEB_ADDRESS.match(self.origin) else "")


@dataclass(frozen=True, order=True)
class LedgerLine:
    """A line of the ledger: something offered that was not taken, or not taken whole.

    Attributes
    ----------
    place : str
        Where it stands in what was offered: ``clippings/2022/a.pdf``, ``export.jsonl, line 12``.
    document : str
        The id of the document that was taken nevertheless; blank when none was.
    """

    place: str
    document: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Prepared:
    """A document ready to be stored: its row, its text with the way back, and notes for the ledger."""

    entry: Entry
    text: Traced
    notes: tuple[Issue, ...] = ()


Row = TypeVar("Row")
# The keys of each line of a table, in order; rows of a manifest that were written before `LATER` was lack that one.
COLUMNS = {
    Entry: [
        "id", "file", "title", "outlet", "publisher", "kind", "genre", "language", "published", "published_at",
        "updated", "retrieved", "url", "byline", "speaker", "rights", "source_id", "sha256_received", "sha256_text",
        "reader", "cleaned", "origin", "added",
    ],
    LedgerLine: [*LedgerLine.__dataclass_fields__],
}  # fmt: skip
LATER = "added"
RESTORE = "Restore the file from a copy, or build the corpus again: `positions add FILES --to FOLDER`."


def read_rows(path: Path, kind: type[Row]) -> list[Row]:
    """Return the rows of a table.

    Parameters
    ----------
    path : Path
        A file that need not exist.
    kind : type
        `Entry` or `LedgerLine`, whose fields are the keys of each line (`COLUMNS`), all text.

    Returns
    -------
    list
        In the order of the file; empty when there is none.

    Raises
    ------
    InputError
        If a line is not such a row. The error has the number of the line.
    """
    if not path.is_file():
        return []
    names = COLUMNS[kind]
    older = [name for name in names if name != LATER]
    with path.open(encoding="utf-8") as file:
        return [_row(f"{path}, line {number}", line, kind, (names, older)) for number, line in enumerate(file, start=1)]


def _row(place: str, line: str, kind: type[Row], known: Sequence[list[str]]) -> Row:
    """Return the row on a line."""
    try:
        found = json.loads(line)
    except ValueError:
        raise InputError(place, "is not JSON", RESTORE) from None
    if not isinstance(found, dict) or list(found) not in known or not all(isinstance(v, str) for v in found.values()):
        raise InputError(place, f"does not have the fields {', '.join(known[0])}", RESTORE)
    return kind(**found)


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write a table, whole or not at all; a file that already has these rows is not touched.

    Parameters
    ----------
    path : Path
    rows : iterable
        Dataclasses of one kind, in order.
    """
    told = ({name: getattr(row, name) for name in COLUMNS[type(row)]} for row in rows)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in told)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_atomically(path, text)


MAPS = "maps.jsonl"


def read_maps(folder: Path) -> dict[str, str]:
    """Return the line of each document, undecoded, by its id.

    Parameters
    ----------
    folder : Path
        The corpus.
    """
    path = folder / MAPS
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as file:
        return {line.partition('"')[2].partition('"')[0]: line for line in file}


def map_line(doc_id: str, text: Traced) -> str:
    """Return the line of a document: its id, then of each run part, start and end in what came in, and as stored."""
    runs = ([*run.origin, run.start, run.end] for run in text.runs)
    return json.dumps([doc_id, *runs], ensure_ascii=False, separators=(",", ":")) + "\n"


def map_runs(found: str) -> tuple[Run, ...]:
    """Return the runs on the line of a document; a blank line has none."""
    listed = json.loads(found)[1:] if found else ()
    return tuple(Run(start, end, Origin(part, *came)) for part, *came, start, end in listed)


MANIFEST = "manifest.jsonl"
LEDGER = "ledger.jsonl"
TEXTS = "documents"
LOCK = ".lock"
FETCHED = "fetched"  # pages as received from the web, which are there before the first document is
OWN = {MANIFEST, LEDGER, TEXTS, FETCHED, LOCK, MAPS}


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
        if folder.exists() and not folder.is_dir():
            raise InputError(str(folder), "is a file", "Name a folder for the corpus with --to.")
        others = sorted(p.name for p in folder.iterdir()) if folder.is_dir() and not is_corpus(folder) else []
        if strange := [name for name in others if name not in OWN and not name.startswith(".")]:
            found = f"holds {strange[0]!r} and is not a corpus"
            raise InputError(str(folder), found, "Name an empty folder, or one that does not exist yet, with --to.")

    def entries(self) -> list[Entry]:
        """Return what is known about each document, in the order of their ids."""
        return read_rows(self.folder / MANIFEST, Entry)

    def ledger(self) -> list[LedgerLine]:
        """Return what was not taken or not taken whole, in the order of the places."""
        return read_rows(self.folder / LEDGER, LedgerLine)

    def text(self, entry: Entry) -> str:
        """Return the text of a document as stored.

        Raises
        ------
        InputError
            If the text is gone, or is not the one that was stored.
        """
        path = self.folder / TEXTS / entry.file
        raw = path.read_bytes() if path.is_file() else b""
        if files.sha256_of(raw) != entry.sha256_text:
            found = "is not the text that was stored" if raw else "is listed in the manifest but missing"
            remedy = f"Add it again (`positions add`) from its origin, {entry.origin}, or restore it from a copy."
            raise InputError(f"{TEXTS}/{entry.file}", found, remedy)
        return raw.decode("utf-8")

    def keep(self, taken: Prepared) -> None:
        """Write the text of a document; without a row in the manifest it is not yet part of the corpus."""
        path = self.folder / TEXTS / taken.entry.file
        if not path.is_file() or path.read_bytes() != taken.text.text.encode("utf-8"):
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(path, taken.text.text, is_durable=False)

    @cached_property
    def lock(self) -> FileLock:
        """Return the lock that writers of the tables hold."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / LOCK)

    def add(self, taken: Sequence[Prepared], left_out: Sequence[Issue]) -> list[str]:
        """Enter documents whose texts are kept, and what was left out, into the tables.

        Parameters
        ----------
        taken : sequence of Prepared
            A document held already (the same bytes came in, or the same text from the same address, or the same text
            of the same outlet and day) stays as it is.
        left_out : sequence of Issue
            What was not taken. A place that is offered again keeps only the lines of the last time.

        Returns
        -------
        list of str
            The ids of the documents that are new.
        """
        with self.lock:
            self._tidy()
            held = self.entries()
            known = {key: entry.id for entry in held for key in _keys(entry)}
            new: dict[str, Prepared] = {}
            told = [LedgerLine(item.file, "", item.reason, item.remedy) for item in left_out]
            for one in taken:
                doc_id = next((known[key] for key in _keys(one.entry) if key in known), "")
                if not doc_id:
                    doc_id = one.entry.id
                    new[doc_id] = one
                    known |= dict.fromkeys(_keys(one.entry), doc_id)
                told += [LedgerLine(note.file, doc_id, note.reason, note.remedy) for note in one.notes]
            self._write(held, new, told, {one.entry.origin for one in taken})
        return list(new)

    def _write(self, held: list[Entry], new: dict[str, Prepared], told: list[LedgerLine], offered: set[str]) -> None:
        """Replace the tables that change, the manifest last."""
        if new:
            lines = read_maps(self.folder) | {doc_id: map_line(doc_id, one.text) for doc_id, one in new.items()}
            write_atomically(self.folder / MAPS, "".join(lines[doc_id] for doc_id in sorted(lines)))
        again = offered | {line.place for line in told}
        ledger = {line for line in self.ledger() if line.place not in again} | set(told)
        write_rows(self.folder / LEDGER, sorted(ledger))
        entries = [*held, *(one.entry for one in new.values())]
        write_rows(self.folder / MANIFEST, sorted(entries, key=lambda entry: entry.id))

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
