"""From the paths and addresses given to candidates: files, folders, archives, tables and lists of links are read.

A path becomes sources (`find_sources`), each source is read by the reader of its format (`read_source`), and what the
reader finds are candidates, as they came in. A new format needs a module with ``read(source)``, and an entry in
``formats.yaml``.
"""

import importlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from positions import files
from positions.documents import corpus
from positions.documents.corpus import Issue
from positions.errors import InputError
from positions.files import WEB_ADDRESS
from positions.ingest import archives, formats, tables, web
from positions.ingest.candidates import Candidate, Source, list_names, printable
from positions.ingest.tables import Mapping

DEEPEST_FOLDER = 100  # folders within folders; deeper is a mistake, and a walk must end
SPECIAL_FILES = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
AS_FILE = "Save its output as a file, and give that file."
LINKED = "Links in folders are not followed; give the file or folder it leads to by its own path."
SHOWN_NAMES = 5  # names of files passed over that are given; the rest is a count
FILES_ASIDE = "files or folders beside the documents were"
PERMIT = "Give yourself the right to read it (chmod u+r)."


def find_sources(given: str) -> Iterator[Source | Issue]:
    """Find the files to read.

    Parameters
    ----------
    given : str
        A file, a folder or a ZIP archive; a relative path is looked for in the working folder, then in the project's
        own.

    Returns
    -------
    iterator of Source or Issue
        All files below a folder in the order of names, and members of an archive in its order. Links within a folder
        are not followed, and pipes and devices are not opened; each of these is an Issue. Hidden files, READMEs and the
        like are one Issue together. A member of an archive is deleted when the next one is requested.

    Raises
    ------
    InputError
        If there is no such file or folder.
    """
    try:
        path = files.find(given)
        return _walked(path, path.resolve().name)
    except InputError:
        raise
    except (OSError, ValueError) as error:
        found = f"cannot be looked at ({_said(error)})"
        raise InputError(printable(given)[:100], found, "Give the path of a file.") from None


def _walked(path: Path, name: str) -> Iterator[Source | Issue]:
    """Yield the sources of what was given, by its own name, then what was passed over on the way."""
    passed: list[str] = []
    for item in _at(path, name, 0):
        if isinstance(item, str):
            passed.append(item)
        else:
            yield item
    if passed:
        are = "file or folder beside the documents was" if len(passed) == 1 else FILES_ASIDE
        found = f"{len(passed)} {are} passed over: {list_names(passed, SHOWN_NAMES)}"
        yield Issue(printable(name), found, "Give one by its own path to add it.")


def _at(path: Path, place: str, depth: int) -> Iterator[Source | Issue | str]:
    """Yield the sources at a path, itself or what it holds, and the names that are passed over."""
    source = Source(path, printable(place), printable(path.name))
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
        names = sorted(os.listdir(path)) if kind == stat.S_IFDIR else []
        is_archive = kind == stat.S_IFREG and archives.is_archive(path, path.name)
    except OSError as error:
        yield Issue(source.place, f"cannot be read ({_said(error)})", PERMIT)
        return
    if kind == stat.S_IFDIR:
        yield from _below(path, place, names, depth)
    elif kind != stat.S_IFREG:
        yield Issue(source.place, f"is {SPECIAL_FILES.get(kind, 'something special')}, not a file", AS_FILE)
    else:
        yield from archives.unpack_members(source) if is_archive else (source,)


def _below(path: Path, place: str, names: list[str], depth: int) -> Iterator[Source | Issue | str]:
    """Yield the sources in a folder."""
    if depth == DEEPEST_FOLDER:
        yield Issue(printable(place), f"lies more than {DEEPEST_FOLDER} folders deep", "Give it by its own path.")
        return
    if corpus.is_corpus(path) and (path / corpus.TEXTS).is_dir():
        remedy = (
            f"Give it to a report beside the other corpus, or add its texts: they are in its folder {corpus.TEXTS}."
        )
        yield Issue(printable(place), "is a corpus and was passed over", remedy)
        return
    for name in names:
        inner = f"{place}/{name}"
        if archives.is_passed_over(name):
            yield name
        elif (path / name).is_symlink():
            yield Issue(printable(inner), f"is a link{_target(path / name)}", LINKED)
        else:
            yield from _at(path / name, inner, depth + 1)


def _target(link: Path) -> str:
    """Return where a link leads, as a clause."""
    try:
        return f" to {printable(os.readlink(link))}" if link.exists() else " that leads nowhere, or in a circle"
    except OSError:
        return ""


def _said(error: Exception) -> str:
    """Return the system's words for an error, without number and path."""
    return (getattr(error, "strerror", None) or str(error)).lower()


TABLES = ("csv", "json lines", "json", "parquet")
STREAMED = ("csv", "json lines", "json")  # read as they unpack; the others need the whole file
REPORT_FAULT = "This is a fault of the program, not of the file: please report it, with the file if you may."


def read_source(source: Source, mapping: Mapping | None = None) -> Iterator[Candidate | Issue]:
    """Find the documents in a file.

    Parameters
    ----------
    source : Source
        The file; one packed with gzip is read as its contents. Its content decides what it is, before its name.
    mapping : tables.Mapping, optional
        The columns of a table that the user gave; the others are guessed (`Candidate.columns` says how).

    Yields
    ------
    Candidate or Issue
        Documents in the order of the file, and issues for what could not be read. The contents of a file never raise an
        error. What was fetched has its address and the day.
    """
    try:
        yield from _read(source, mapping or Mapping())
    except InputError as error:
        yield Issue(*error.args)
    except MemoryError:
        raise
    except OSError as error:
        yield Issue(
            source.place, f"could not be read: {_said(error)}", "Check that it exists and that you may read it."
        )
    except Exception as error:
        yield Issue(source.place, f"could not be read: {type(error).__name__}: {str(error)[:200]}", REPORT_FAULT)


def _read(source: Source, mapping: Mapping) -> Iterator[Candidate | Issue]:
    """Find the documents in a file, or raise `InputError`."""
    form = formats.tell_format(source)
    if form in STREAMED or not archives.is_gzip(source.path):
        yield from _documents(source, form, mapping)
        return
    with tempfile.TemporaryDirectory(prefix="positions-") as folder:
        whole = replace(source, path=Path(folder) / "whole", name=archives.inner_name(source.name))
        with archives.open_unpacked(source.path, source.place) as stream, whole.path.open("wb") as out:
            shutil.copyfileobj(stream, out)
        if archives.is_archive(whole.path, whole.name):
            raise InputError(source.place, "is an archive packed with gzip", archives.UNPACK)
        yield from _documents(whole, formats.tell_format(whole), mapping)


def _documents(source: Source, form: str, mapping: Mapping) -> Iterator[Candidate | Issue]:
    """Yield what the reader of a format finds; the first document has a note if the file's name says another format."""
    fetched = {"url": source.url, "retrieved": source.retrieved} if source.url else {}
    named, notes = formats.format_by_name(source.name), ()
    if named and named != form:
        reason = f"is named as {formats.format_name(named)} and is {formats.format_name(form)}"
        notes = (Issue(source.place, reason, "It was read by its content; rename it."),)
    if form in TABLES:
        found = tables.read_table(source, form, mapping)
    else:
        found = importlib.import_module(f"{__package__}.{form}").read(source)
    for item in found:
        if isinstance(item, Candidate) and (notes or fetched):
            item, notes = replace(item, notes=(*notes, *item.notes), **fetched), ()
        yield item


LISTS = (".txt", ".md", ".lst")  # endings of files that may be lists of links
Fetch = Callable[[Iterable[str]], Iterator[Source | Issue]]


def find_candidates(given: Sequence[str], fetch: Fetch, mapping: Mapping) -> Iterator[Candidate | Issue]:
    """Find the documents in what was given.

    Parameters
    ----------
    given : sequence of str
        Paths and addresses.
    fetch : callable
        Fetches addresses: those given, and those on lists of links.
    mapping : Mapping
        The columns of tables that the user gives.

    Yields
    ------
    Candidate or Issue
        In the order given.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    for item in _given_sources(given, fetch):
        yield from read_source(item, mapping) if isinstance(item, Source) else (item,)


def count_candidates(given: Sequence[str]) -> Iterator[object]:
    """Yield something for each document that is likely to be found, without reading it, so that progress has a total.

    Parameters
    ----------
    given : sequence of str
        As for `find_candidates`. An address is one document, and so is a file, unless it is a table.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    for item in _given_sources(given, iter):
        try:
            form = formats.tell_format(item) if isinstance(item, Source) else ""
            yield from tables.read_rows(item, form) if form in TABLES else (item,)
        except (InputError, OSError):
            yield item


def _given_sources(given: Sequence[str], fetch: Fetch) -> Iterator[Source | Issue]:
    """Yield files; addresses that stand together are fetched together, so that hosts are asked side by side."""
    for is_address, several in groupby(given, key=lambda one: bool(WEB_ADDRESS.match(one))):
        if is_address:
            yield from fetch(several)
            continue
        for item in (item for one in several for item in find_sources(one)):
            may_be_list = isinstance(item, Source) and item.name.lower().endswith(LISTS)
            links = web.read_links(item.path) if may_be_list else []
            yield from fetch(links) if links else (item,)
