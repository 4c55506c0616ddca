"""The format of a file, by its content, and by its name if the content does not tell."""

import json
import re
import zipfile
from functools import partial
from pathlib import Path, PurePath

from positions.data_files import lexicon
from positions.errors import InputError
from positions.ingest import archives, columns, encodings
from positions.ingest.table_rows import DELIMITERS

HEAD = 64 * 1024  # bytes at the start of a file that are looked at
PDF_WITHIN = 1024  # bytes before "%PDF-" that readers of PDF allow
LEAST_HEADS = 3  # of a mail; an article may begin with "From:" and "Date:"
PAGE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
XML = re.compile(r"\s*<\?xml\b|\s*<(?:rss|feed|urlset|svg)\b", re.I)
LIST = re.compile(r'\s*(?:\[\s*[{\]]|\{\s*["}])')
HEADER = re.compile(r"([A-Za-z-]+):\s")
ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}", re.I)
_formats = partial(lexicon, "ingest", "formats")


def format_name(form: str) -> str:
    """Return a format in words: "a PDF"."""
    return _formats()["read"][form]["called"]


def accepted_formats() -> str:
    """Return the sentence that lists the accepted formats."""
    endings = [f".{about['endings'][0]}" for about in _formats()["read"].values()]
    return f"Accepted are {', '.join(endings)}, gzip of these, ZIP archives and folders."


def inner_name(name: str) -> str:
    """Return a file's name without the ending ``.gz``."""
    return name[:-3] if name.lower().endswith(".gz") else name


def format_by_name(name: str, media_type: str = "") -> str:
    """Return the format by a file's name, or else by the type that a server gave; blank if neither tells."""
    ending = PurePath(inner_name(name)).suffix.lower()[1:]
    kind = media_type.partition(";")[0].strip().lower()
    found = [form for form, about in _formats()["read"].items() if ending in about["endings"]]
    found += [form for form, about in _formats()["read"].items() if kind in about["types"]]
    return found[0] if found else ""


def tell_format(head: bytes, path: Path, place: str, name: str, media_type: str = "") -> str:
    """Tell the format of a file.

    Parameters
    ----------
    head : bytes
        Its first `HEAD` bytes, unpacked.
    path : Path
        The file, where its members have to be looked at.
    place : str
        How an error names it.
    name : str
        Its own name.
    media_type : str
        As a server gave it.

    Returns
    -------
    str
        A format that is read, as in ``formats.yaml``.

    Raises
    ------
    InputError
        If it is empty, binary, or of a kind that is not read. The error says what it is and what to do.
    """
    kind = encodings.sniff_kind(head)
    if kind and kind.code in ("zip", "odf"):
        return _package(path, place, name)
    if kind and kind.code == "ole" and format_by_name(name, media_type) == "docx":
        return "docx"  # one with a password is packed like that, as its reader tells
    if kind and kind.code in _formats()["read"]:
        return kind.code
    if kind:
        raise InputError(place, f"is {kind.name}", kind.remedy)
    if b"%PDF-" in head[:PDF_WITHIN] and format_by_name(name, media_type) == "pdf":
        return "pdf"
    if PAGE.match(head.decode("latin-1")):
        return "html"  # which may state its encoding itself
    found = encodings.decode(head)
    if found.refusal:
        raise InputError(place, found.refusal, found.remedy)
    if not found.text.strip():
        raise InputError(place, "is empty" if not head else "has only white space", "Give a file that contains words.")
    return _of_text(found.text, place, name, media_type)


def _package(path: Path, place: str, name: str) -> str:
    """Tell what a document is that is packed as ZIP."""
    try:
        with zipfile.ZipFile(path) as package:
            members = set(package.namelist())
    except archives.DAMAGE:
        if format_by_name(name) == "docx":
            return "docx"  # its reader names the damage
        raise InputError(place, "is a damaged ZIP archive or Office document", "Get a new copy.") from None
    if "word/document.xml" in members:
        return "docx"
    for known in _formats()["packages"]:
        if known["member"] in members:
            raise InputError(place, f"is {known['is']}", known["remedy"])
    raise InputError(place, "is packed as ZIP, but is not a known kind of document", accepted_formats())


def _of_text(text: str, place: str, name: str, media_type: str) -> str:
    """Tell what a text is."""
    named = format_by_name(name, media_type)
    if PAGE.match(text):
        return "html"
    if XML.match(text) and named != "html":
        raise InputError(place, "is XML of a kind that is not read", accepted_formats())
    if _is_mail(text):
        return "mail"
    if LIST.match(text) and named not in ("html", "mail"):
        return _json(text, named)
    if named in ("", "text") and _is_table(text):
        return "csv"
    if named and named not in ("pdf", "docx", "parquet"):
        return named
    if not named and (ending := ENDING.fullmatch(PurePath(inner_name(name)).suffix)):
        found = f"is text with the ending {ending.group()}, which is not read"
        raise InputError(place, found, f"Rename it .txt if it is an article. {accepted_formats()}")
    return "text"


def _is_mail(text: str) -> bool:
    """Tell whether a text begins as a mail does."""
    heads = [match.group(1).lower() for match in map(HEADER.match, text.lstrip().splitlines()[:40]) if match]
    known = _formats()["mail"]
    opens = bool(HEADER.match(text.lstrip()))
    return (
        opens and len(set(heads) & set(known["heads"])) >= LEAST_HEADS and not set(heads).isdisjoint(known["machine"])
    )


def _json(text: str, named: str) -> str:
    """Tell JSON Lines from JSON, and either from a text that begins with a bracket."""
    first = text.lstrip().partition("\n")[0]
    if named == "json lines" or (first.startswith("{") and len(first) == len(text.strip())):
        return "json lines"
    try:
        return "json lines" if type(json.loads(first)) is dict else "json"
    except (ValueError, RecursionError):
        return "json"


def _is_table(text: str) -> bool:
    """Tell whether a text whose name does not say so is a table: its first line names a text and something else."""
    first = text.strip().partition("\n")[0].strip()
    return any(_names_columns(first.split(mark)) for mark in DELIMITERS)


def _names_columns(cells: list[str]) -> bool:
    """Tell whether cells are names of columns, as exports have them."""
    names = [cell.strip().strip('"') for cell in cells]
    found = [field for field in columns.FIELDS if any(columns.is_usual_name(name, field) for name in names)]
    return len(found) > 1 and "text" in found
