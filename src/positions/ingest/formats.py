"""The format of a file, by its content, and by its name if the content does not tell."""

import json
import re
import zipfile
from pathlib import PurePath

from positions.data_files import lexicon
from positions.errors import InputError
from positions.ingest import archives, encodings, tables
from positions.ingest.candidates import Source
from positions.ingest.table_rows import DELIMITERS

HEAD = 64 * 1024  # bytes at the start of a file that are looked at
PDF_WITHIN = 1024  # bytes before "%PDF-" that readers of PDF allow
LEAST_HEADS = 3  # of a mail; an article may begin with "From:" and "Date:"
PAGE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
XML = re.compile(r"\s*<\?xml\b|\s*<(?:rss|feed|urlset|svg)\b", re.I)
LIST = re.compile(r'\s*(?:\[\s*[{\]]|\{\s*["}])')
HEADER = re.compile(r"([A-Za-z-]+):\s")
ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}", re.I)
FORMATS = lexicon("ingest", "formats")
ENDINGS = ", ".join(f".{about['endings'][0]}" for about in FORMATS["read"].values())
ACCEPTED = f"Accepted are {ENDINGS}, gzip of these, ZIP archives and folders."


def format_name(form: str) -> str:
    """Return a format in words: "a PDF"."""
    return FORMATS["read"][form]["called"]


def format_by_name(name: str, media_type: str = "") -> str:
    """Return the format by a file's name, or else by the type that a server gave; blank if neither tells."""
    ending = PurePath(archives.inner_name(name)).suffix.lower()[1:]
    kind = media_type.partition(";")[0].strip().lower()
    found = [form for form, about in FORMATS["read"].items() if ending in about["endings"]]
    found += [form for form, about in FORMATS["read"].items() if kind in about["types"]]
    return found[0] if found else ""


def tell_format(source: Source) -> str:
    """Tell the format of a file.

    Parameters
    ----------
    source : Source
        It may be packed with gzip.

    Returns
    -------
    str
        A format that is read, as in ``formats.yaml``; blank for ZIP packed with gzip, which
        must be unpacked first.

    Raises
    ------
    InputError
        If it is empty, binary, or of a kind that is not read. The error says what it is and what to do.
    """
    named = format_by_name(source.name, source.media_type)
    with archives.open_unpacked(source.path, source.place) as stream:
        head = stream.peek(HEAD)[:HEAD]  # of a packed file, what one reading gives
    kind = encodings.sniff_kind(head)
    if kind and kind.code in ("zip", "odf"):
        return "" if archives.is_gzip(source.path) else _package(source)
    if kind and kind.code == "ole" and named == "docx":
        return "docx"  # one with a password is packed like that, as its reader tells
    if kind and kind.code in FORMATS["read"]:
        return kind.code
    if b"%PDF-" in head[:PDF_WITHIN] and named == "pdf" and not kind:
        return "pdf"
    if PAGE.match(head.decode("latin-1")):
        return "html"  # which may state its encoding itself
    text = encodings.decode_for(source.place, head).text
    if not text.strip():
        found = "has only white space" if head else "is empty"
        raise InputError(source.place, found, "Give a file that contains words.")
    return _of_text(text, source, named)


def _package(source: Source) -> str:
    """Tell what a document is that is packed as ZIP."""
    try:
        with zipfile.ZipFile(source.path) as package:
            members = set(package.namelist())
    except archives.DAMAGE:
        if format_by_name(source.name) == "docx":
            return "docx"  # its reader names the damage
        found = "is a damaged ZIP archive or Office document"
        raise InputError(source.place, found, "Get a new copy.") from None
    if "word/document.xml" in members:
        return "docx"
    for known in FORMATS["packages"]:
        if known["member"] in members:
            raise InputError(source.place, f"is {known['is']}", known["remedy"])
    raise InputError(source.place, "is packed as ZIP, but is not a known kind of document", ACCEPTED)


def _of_text(text: str, source: Source, named: str) -> str:
    """Tell what a text is, whose name says ``named``."""
    if PAGE.match(text):
        return "html"
    if XML.match(text) and named != "html":
        raise InputError(source.place, "is XML of a kind that is not read", ACCEPTED)
    if _is_mail(text):
        return "mail"
    if LIST.match(text) and named not in ("html", "mail"):
        return _json(text, named)
    if named in ("", "text") and _is_table(text):
        return "csv"
    if named and named not in ("pdf", "docx", "parquet"):
        return named
    if not named and (ending := ENDING.fullmatch(PurePath(archives.inner_name(source.name)).suffix)):
        found = f"is text with the ending {ending.group()}, which is not read"
        raise InputError(source.place, found, f"Rename it .txt if it is an article. {ACCEPTED}")
    return "text"


def _is_mail(text: str) -> bool:
    """Tell whether a text begins as a mail does."""
    text, known = text.lstrip(), FORMATS["mail"]
    heads = {match.group(1).lower() for match in map(HEADER.match, text.splitlines()[:40]) if match}
    is_headed = len(heads.intersection(known["heads"])) >= LEAST_HEADS and not heads.isdisjoint(known["machine"])
    return is_headed and bool(HEADER.match(text))


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
    for mark in DELIMITERS:
        names = [cell.strip().strip('"') for cell in first.split(mark)]
        found = [field for field in tables.FIELDS if any(tables.is_usual_name(name, field) for name in names)]
        if len(found) > 1 and "text" in found:
            return True
    return False
