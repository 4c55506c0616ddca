"""Documents read from text files, folders and corpora, and the list of what could not be used.

A report calls `read`. `inputs` names every file that `read` looks into, so that a report can list what it was made
from. A folder of texts may have a ``manifest.yaml`` that says where each text comes from.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from positions import data_files, files, progress
from positions.data_files import Node
from positions.documents import corpus, metadata
from positions.documents.corpus import LEDGER, TEXTS, Corpus, Issue, is_corpus
from positions.documents.corpus import MANIFEST as ENTRIES
from positions.documents.document import Document
from positions.documents.metadata import Metadata
from positions.documents.structure import GENRES, SPOKEN, build_document
from positions.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


MANIFEST = "manifest.yaml"
STATED = ("outlet", "genre", "language", "url", "retrieved", "rights")  # what is known by the manifest alone
REQUIRED_FIELDS = ("outlet", "title", "sha256", "rights")
MANIFEST_FIELDS = (*STATED, "published", "speaker")


def read_manifest(folder: Path) -> dict[str, dict[str, str]] | None:
    """Read a folder's manifest.

    Parameters
    ----------
    folder : Path
        A folder of sources.

    Returns
    -------
    dict or None
        For each file name its fields as text; None when the folder has no manifest.

    Raises
    ------
    InputError
        If the manifest is not YAML, names a file or a field twice, or an entry lacks a required field, or has an
        unknown field, a malformed sha256 or an unknown genre; the message gives the line.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return None
    node = data_files.read_yaml(path)
    if node is None or node.is_list:
        raise InputError(str(path), "has no entries", "Give each file's name as a key, with its fields below.")
    return {name: _checked_entry(entry) for name, entry in node.entries("file").items()}


def _checked_entry(entry: Node) -> dict[str, str]:
    """Check one entry and return its fields as text."""
    parts = entry.entries("field", REQUIRED_FIELDS, MANIFEST_FIELDS)
    fields = {name: part.value() for name, part in parts.items()}
    if not re.fullmatch(r"[0-9a-f]{64}", fields["sha256"]):
        remedy = "Give 64 hexadecimal digits (sha256sum FILE)."
        raise InputError(parts["sha256"].place, f"{fields['sha256']!r} is not a sha256", remedy)
    if fields.get("genre") and fields["genre"] not in GENRES:
        raise InputError(parts["genre"].place, f"has the genre {fields['genre']!r}", f"Accepted: {', '.join(GENRES)}.")
    return fields


CORRECTIONS = "corrections.yaml"
NO_TEXTS = (".", "README")  # beginnings of the names of files that are not texts


def text_names(folder: Path) -> set[str]:
    """Return the names of the files in a folder that are read as texts, whether or not they can be used."""
    names = {path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(NO_TEXTS)}
    return names - {MANIFEST, CORRECTIONS}


def _read_names(folder: Path) -> set[str]:
    """Return the names of the files that are read in a folder, which may be a corpus."""
    if not is_corpus(folder):
        return text_names(folder)
    tables = {name for name in (ENTRIES, LEDGER) if (folder / name).is_file()}
    stored = {f"{TEXTS}/{entry.file}" for entry in Corpus(folder).entries()}
    return tables | {name for name in stored if (folder / name).is_file()}


def inputs(paths: Iterable[str]) -> dict[str, Path]:
    """Find every file that `positions.documents.read` looks into for some paths.

    Parameters
    ----------
    paths : iterable of str
        Files and folders, as given to `read`.

    Returns
    -------
    dict of str to pathlib.Path
        Where each file is, by its path as given (``seeds/manifest.yaml`` for the folder ``seeds``), in order: texts,
        the manifest and the corrections beside them.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    found: dict[str, Path] = {}
    for given in paths:
        path = files.find(given)
        folder, named = (path, PurePath(given)) if path.is_dir() else (path.parent, PurePath(given).parent)
        beside = {name for name in (MANIFEST, CORRECTIONS) if (folder / name).is_file()}
        names = beside | (_read_names(folder) if path.is_dir() else {path.name})
        found |= {(named / name).as_posix(): folder / name for name in names}
    return dict(sorted(found.items()))


CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
YEAR = re.compile(r"\d{4}")
ENDING = ".txt"
NOT_TEXT = f"is not a {ENDING} file"
CODED_LANGUAGE = "en"  # the one that is coded
UNKNOWN_LANGUAGE = "und"  # the code of ISO 639 for a language that is not told


@dataclass(frozen=True)
class Collection:
    """What was read and what was left out, each in the order of file names, and the files of corrections beside it.

    ``noted`` is what the ledger of a corpus says about documents that were read: what was lost or doubtful in them.
    """

    documents: tuple[Document, ...]
    left_out: tuple[Issue, ...] = field(default=())
    corrections: tuple[Path, ...] = field(default=())
    noted: tuple[Issue, ...] = field(default=())

    def table(self) -> "pd.DataFrame":
        """Return the documents as a table (``schemas.DOCUMENTS``)."""
        # pandas takes half a second to import, and adding to a corpus does without it
        from positions import schemas

        columns = schemas.DOCUMENTS.columns
        return schemas.DOCUMENTS.table([{name: getattr(d, name) for name in columns} for d in self.documents])

    def left_out_table(self) -> "pd.DataFrame":
        """Return what was left out as a table (``schemas.LEFT_OUT``)."""
        return _table(self.left_out)

    def noted_table(self) -> "pd.DataFrame":
        """Return the notes on documents that were read as a table (``schemas.LEFT_OUT``)."""
        return _table(self.noted)


def _table(items: Iterable[Issue]) -> "pd.DataFrame":
    """Return lines of a ledger as a table."""
    from positions import schemas

    return schemas.LEFT_OUT.table([asdict(item) for item in items])


def read(paths: str | Path | Iterable[str | Path]) -> Collection:
    """Read documents from text files and from folders of them.

    A folder's ``manifest.yaml`` says where each text comes from; there, a text that is not listed, or whose sha256
    differs, is left out. Without a manifest, ``YYYY-MM-DD_outlet_…`` in a file's name gives date and outlet, and
    ``PAK_33_1978`` the country, session and year of a speech in the UN General Debate. A ``corrections.yaml`` beside
    the texts is only named here; `positions.coding.corrections` reads it.

    Parameters
    ----------
    paths : str, Path or an iterable of them
        Files and folders; a relative one is looked for in the working folder, then in the project's own.

    Returns
    -------
    Collection
        Documents in the order of their file names, and what was left out.

    Raises
    ------
    InputError
        If a path does not exist, a manifest is broken, or no document is left.
    """
    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    documents: dict[str, Document] = {}
    left_out: list[Issue] = []
    found = [files.find(given) for given in paths]
    for given in found:
        for item in _stored(given) if is_corpus(given) else _received(given):
            if isinstance(item, Issue):
                left_out.append(item)
            elif item.doc_id in documents:
                remedy = "Rename one of the two."
                left_out.append(Issue(item.file, "a document of this name has already been read", remedy))
            else:
                documents[item.doc_id] = item
    collection = Collection(
        tuple(sorted(documents.values(), key=lambda d: d.file)),
        tuple(sorted(left_out, key=lambda item: item.file)),
        _corrections(found),
        _noted(found),
    )
    if not collection.documents:
        raise InputError(", ".join(map(str, paths)) or "documents", *_nothing(paths, collection.left_out))
    return collection


def _nothing(paths: Sequence[str | Path], left_out: tuple[Issue, ...]) -> tuple[str, str]:
    """Say why no document is left: what was found, and the remedy."""
    adding = files.advise_add(*map(str, paths))
    if not left_out:
        return "holds no document", f"Only {ENDING} files directly in a folder are read, not those below. {adding}"
    first = left_out[0]
    more = f" (and {len(left_out) - 1} more could not be used)" if len(left_out) > 1 else ""
    remedy = adding if any(item.reason == NOT_TEXT for item in left_out) else first.remedy
    return f"holds no usable document: {first.file}: {first.reason}{more}", remedy


def _corrections(found: list[Path]) -> tuple[Path, ...]:
    """Return the files of corrections that lie beside what was read, each once."""
    beside = dict.fromkeys((path if path.is_dir() else path.parent) / CORRECTIONS for path in found)
    return tuple(path for path in beside if path.is_file())


def _noted(found: list[Path]) -> tuple[Issue, ...]:
    """Return what the ledgers of corpora say of documents that were taken, each corpus once."""
    ledgers = (Corpus(folder).ledger() for folder in dict.fromkeys(found) if is_corpus(folder))
    return tuple(Issue(line.place, line.reason, line.remedy) for ledger in ledgers for line in ledger if line.document)


def _stored(folder: Path) -> Iterator[Document | Issue]:
    """Yield the documents of a corpus in a language that is coded, and what its ledger has as not taken."""
    stored, ways = Corpus(folder), corpus.read_maps(folder)
    entries = stored.entries()
    for entry in progress.over(entries, "reading", len(entries)):
        if entry.language != CODED_LANGUAGE:
            found = f"is in {metadata.name_language(entry.language).name or 'an unknown language'}, not in English"
            yield Issue(entry.file, found, "It is kept but not coded.", entry.language or UNKNOWN_LANGUAGE)
            continue
        try:
            document = build_document(entry.id, entry.file, stored.text(entry), entry.sha256_text, entry)
            yield replace(document, runs=corpus.map_runs(ways.get(entry.id, "")))
        except InputError as error:
            yield Issue(error.place, error.found, error.remedy)
    for line in stored.ledger():
        if not line.document:
            yield Issue(line.place, line.reason, line.remedy)


def _received(path: Path) -> Iterator[Document | Issue]:
    """Yield the documents of a file, or of a folder of texts as received."""
    folder = path if path.is_dir() else path.parent
    known = read_manifest(folder)  # None: there is no manifest
    names = sorted(text_names(folder) | set(known or {})) if path.is_dir() else [path.name]
    for name in progress.over(names, "reading", len(names)):
        try:
            yield _document(folder / name, None if known is None else known.get(name, {}))
        except InputError as error:
            yield Issue(error.place, error.found, error.remedy)


def _document(path: Path, known: dict[str, str] | None) -> Document:
    """Read one file, or say why it cannot be used."""
    if path.suffix != ENDING:
        raise InputError(path.name, NOT_TEXT, "Add it to a corpus (`positions add`), which may hold any format.")
    if known == {}:
        raise InputError(path.name, f"is not listed in {MANIFEST}", "Add an entry that says where it comes from.")
    raw = _bytes(path)
    digest = files.sha256_of(raw)
    if known and known["sha256"] != digest:
        found = f"its sha256 is {digest[:12]}…, {MANIFEST} has {known['sha256'][:12]}…: it is not the text received"
        raise InputError(path.name, found, "Restore the text as received, or enter its new sha256.")
    known, named = known or {}, metadata.read_file_name(path.stem)
    stated = Metadata(**{name: known.get(name, "") for name in STATED})
    stated = replace(stated, outlet=stated.outlet or named.outlet)
    document = build_document(path.stem, path.name, _text(path.name, raw), digest, stated)
    given = known.get("published", "")
    # The day in the title of a speech is when it was given: it may be published later.
    is_dated = document.genre in SPOKEN and any(d and not YEAR.fullmatch(d) for d in (given, named.published))
    return replace(
        document,
        speaker=known.get("speaker", "") or named.speaker_with(document.speaker),
        published=_published(path.name, given, named.published, "" if is_dated else document.published),
    )


def _bytes(path: Path) -> bytes:
    """Return the file's bytes, or say that there is nothing to read."""
    if not path.is_file():
        raise InputError(
            path.name, f"is listed in {MANIFEST} but missing from the folder", "Add the file, or drop its entry."
        )
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise InputError(path.name, reason, "Give yourself the right to read it (chmod u+r).") from None


def _text(name: str, raw: bytes) -> str:
    """Decode a text without changing a character: UTF-8, else Windows-1252."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if CONTROL.search(text) or text.count("\ufffd") > len(text) / 100:
        raise InputError(name, "is binary, not text", "Save the article as plain text in UTF-8.")
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(name, "is empty", "Put the headline in its first line and the article below.")
    return text


def _published(name: str, *dates: str) -> str:
    """Return the date on which all that give one agree; a year alone agrees with its days."""
    listed = {date for date in dates if date}
    given = sorted(date for date in listed if not any(other.startswith(f"{date}-") for other in listed))
    if len(given) > 1:
        raise InputError(name, f"is dated twice: {' and '.join(given)}", "Correct the manifest or the file's name.")
    if not given or YEAR.fullmatch(given[0]):
        return given[0] if given else ""
    try:
        return datetime.date.fromisoformat(given[0]).isoformat()
    except ValueError:
        remedy = "Give year-month-day, as in 2022-07-29, in the manifest or the file's name."
        raise InputError(name, f"is dated {given[0]!r}, which is not a date", remedy) from None
