"""Readers: one module a format; each finds the documents in a file, as they came in."""

import importlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from positions.documents.offers import LeftOut, Offer, Source
from positions.documents.readers import archives, formats, packed, tables
from positions.documents.readers.columns import Mapping
from positions.errors import InputError

TABLES = ("csv", "json lines", "json", "parquet")
STREAMED = ("csv", "json lines", "json")  # read as they unpack; the others need the whole file
REPORT = "This is a fault of the program, not of the file: please report it, with the file if you may."


def read(source: Source, mapping: Mapping | None = None) -> Iterator[Offer | LeftOut]:
    """Find the documents in a file.

    Parameters
    ----------
    source : Source
        The file; one packed with gzip is read as what it holds. What it is, its content says before its name does.
    mapping : columns.Mapping, optional
        The columns of a table that the user gave; the others are guessed (`Offer.columns` says how).

    Yields
    ------
    Offer or LeftOut
        Documents in the order of the file, and what of it could not be read. Nothing is raised for what is in a file.
    """
    try:
        yield from _read(source, mapping or Mapping())
    except InputError as error:
        yield LeftOut(error.place, error.found, error.remedy)
    except MemoryError:
        raise
    except OSError as error:
        reason = f"could not be read: {(error.strerror or str(error)).lower()}"
        yield LeftOut(source.place, reason, "See that it is there and that you may read it.")
    except Exception as error:
        yield LeftOut(source.place, f"could not be read: {type(error).__name__}: {str(error)[:200]}", REPORT)


def counted(source: Source) -> Iterator[str]:
    """Yield the place of each row of a table, or of the file; of what cannot be read, perhaps less."""
    try:
        form = _form(source, _head(source))
        yield from tables.counted(source, form) if form in TABLES else [source.place]
    except (InputError, OSError):
        yield source.place


def _read(source: Source, mapping: Mapping) -> Iterator[Offer | LeftOut]:
    """Find the documents in a file, or raise `InputError`."""
    is_packed = packed.is_packed(source.path)
    head = _head(source)
    form = "" if is_packed and head.startswith(archives.MAGIC) else _form(source, head)
    if form in STREAMED or not is_packed:
        yield from _noted(source, form, _documents(source, form, mapping))
        return
    with tempfile.TemporaryDirectory(prefix="positions-") as folder:
        whole = replace(source, path=Path(folder) / "whole", name=formats.inner(source.name))
        packed.unpacked(source.path, source.place, whole.path)
        if packed.is_packed(whole.path) or archives.is_archive(whole.path, whole.name):
            raise packed.refused(source.place)
        form = _form(whole, _head(whole))
        yield from _noted(source, form, _documents(whole, form, mapping))


def _head(source: Source) -> bytes:
    """Return the first bytes of a file, unpacked."""
    try:
        with packed.opened(source.path, source.place) as stream:
            return stream.peek(formats.HEAD)[: formats.HEAD]  # of a packed file, what one reading gives
    except packed.CUT as error:
        raise InputError(source.place, f"is cut short or damaged ({error})", "Get it anew.") from None


def _form(source: Source, head: bytes) -> str:
    """Tell what a file holds by its first bytes."""
    return formats.told(head, source.path, source.place, source.name, source.media_type)


def _documents(source: Source, form: str, mapping: Mapping) -> Iterator[Offer | LeftOut]:
    """Yield what the reader of a format finds."""
    if form in TABLES:
        return tables.read(source, form, mapping)
    return importlib.import_module(f"{__name__}.{form}").read(source)


def _noted(source: Source, form: str, found: Iterator[Offer | LeftOut]) -> Iterator[Offer | LeftOut]:
    """Yield what was found; the first document has a note when the file's name says another format."""
    named = formats.by_name(source.name)
    notes: tuple[LeftOut, ...] = ()
    if named and named != form:
        reason = f"is named as {formats.called(named)} and is {formats.called(form)}"
        notes = (LeftOut(source.place, reason, "It was read as what it is; rename it."),)
    for item in found:
        if notes and isinstance(item, Offer):
            item, notes = replace(item, notes=(*notes, *item.notes)), ()
        yield item
