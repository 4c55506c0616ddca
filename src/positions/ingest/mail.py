"""Mail (EML): the text as its sender wrote it, and each attached document separately.

The header gives the subject as a title, the date, and the sender (``mail.yaml``).
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from positions.data_files import lexicon
from positions.documents.corpus import Issue
from positions.documents.document import Traced
from positions.documents.metadata import recognise_outlet
from positions.errors import InputError
from positions.files import sha256_of
from positions.ingest import encodings, formats, reading
from positions.ingest.candidates import Candidate, Source, list_names, printable, read_bytes

MALFORMED = (ValueError, LookupError, AttributeError, TypeError)  # what the library raises for heads of no known form


PREFIX = re.compile(lexicon("ingest", "mail")["prefix"], re.IGNORECASE)
READER = "mail"
MOST = 50_000_000  # bytes; servers take 25 to 35 million
DEEPEST = 5  # messages within messages; a mail that was forwarded as an attachment time and again
SHOWN = 10  # attachments that a note lists
SAVE = "Save them as files and add those, if they are documents."


def read(source: Source) -> Iterator[Candidate | Issue]:
    """Read a mail.

    Parameters
    ----------
    source : Source

    Yields
    ------
    Candidate or Issue
        The mail, with places that count the characters of its text part, ``body``, or of its HTML part; then attached
        messages and documents, as their own readers find them. The sender is the outlet if the project knows one of
        that name or address, and the byline otherwise.

    Raises
    ------
    InputError
        If it has no header, is too large, or is nested too deeply.
    """
    raw = read_bytes(source, MOST)
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
    except RecursionError:
        raise InputError(source.place, "holds messages within messages without end", "Give each as a file.") from None
    if not message.keys():
        raise InputError(source.place, "is not a mail: it has no header lines", "Rename it .txt if it is an article.")
    yield from _message(message, replace(source, url=""), sha256_of(raw), 1)


def _message(message: EmailMessage, source: Source, sha256: str, depth: int) -> Iterator[Candidate | Issue]:
    """Yield a message and what is attached to it."""
    attached = _attached(message)
    others = [_name(part) for part in attached if not _is_document(part)]
    reason = f"has attachments of kinds that are not read: {list_names(others, SHOWN)}"
    notes = [Issue(source.place, reason, SAVE)] if others else []
    for item in _text(message, source, sha256):
        yield from () if isinstance(item, Candidate) else notes
        yield replace(item, notes=(*notes, *item.notes)) if isinstance(item, Candidate) else item
    for part in filter(_is_document, attached):
        inner = replace(source, place=f"{source.place}, {printable(_name(part))}", name=_name(part))
        if not _is_message(part):
            yield from _read(part.get_payload(decode=True) or b"", replace(inner, media_type=part.get_content_type()))
        elif depth < DEEPEST:
            yield from _message(part.get_payload(0), inner, sha256_of(part.as_bytes()), depth + 1)
        else:
            yield Issue(inner.place, f"is a message within {depth} others", "Save it as a file and add that.")


def _text(message: EmailMessage, source: Source, sha256: str) -> Iterator[Candidate | Issue]:
    """Yield the text of a message as a document; what the heads say counts before what a page in it says."""
    part = message if _is_undivided(message) else _tried(lambda: message.get_body(("plain", "html")), None)
    raw = part.get_payload(decode=True) or b"" if part else b""
    if not raw.strip():
        yield Issue(source.place, "is a mail without a text of its own", "Its attachments are listed separately.")
        return
    about, charset = _heads(message), _tried(lambda: part.get_content_charset(""), "")
    if part.get_content_subtype() == "html":
        said = {field: words for field, words in about.items() if words not in ("", Traced())}
        for item in _read(raw, replace(source, name="mail.html", media_type=f"text/html; charset={charset}")):
            if isinstance(item, Candidate):
                item = replace(item, **said, sha256_received=sha256, reader=f"{READER}, {item.reader}")
            yield item
        return
    text = encodings.decode(raw, charset)
    if text.refusal:
        yield Issue(source.place, f"is a mail whose text {text.refusal}", text.remedy)
        return
    notes = [Issue(source.place, note, encodings.REMEDY) for note in text.notes]
    yield source.candidate(READER, sha256, body=Traced.of(text.text, "body"), notes=notes, **about)


def _heads(message: EmailMessage) -> dict[str, Traced | str]:
    """Return title, date, outlet and byline as the header has them; a sender is an outlet if the project knows one."""
    subject, sender, published = (_head(message, name) for name in ("subject", "from", "date"))
    prefix = PREFIX.match(subject)
    at = prefix.end() if prefix else 0
    name, address = parseaddr(sender)
    host = address.rpartition("@")[2].lower()
    named, hosted = recognise_outlet(name).kind, recognise_outlet("", f"//{host}").kind
    return {
        "title": Traced.of(subject[at:], "subject", at),
        "published": published,
        "outlet": name if named else host if hosted else "",
        "byline": "" if named else name,
    }


def _head(message: EmailMessage, name: str) -> str:
    """Return a head on one line; blank when it is missing or of no known form."""
    return " ".join(_tried(lambda: str(message[name] or ""), "").encode("utf-8", "replace").decode("utf-8").split())


def _tried(ask: Callable[[], Any], otherwise: Any) -> Any:
    """Return what the library answers, or something else where it fails at a head of no known form."""
    try:
        return ask()
    except MALFORMED:
        return otherwise


def _read(raw: bytes, source: Source) -> Iterator[Candidate | Issue]:
    """Read a part of a mail as if it were a file."""
    with tempfile.TemporaryDirectory(prefix="positions-") as folder:
        path = Path(folder) / "part"
        path.write_bytes(raw)
        yield from reading.read_source(replace(source, path=path))


def _attached(message: EmailMessage) -> list[EmailMessage]:
    """Return what is attached to a message; a message that is nothing but a document is its own attachment."""
    if not message.is_multipart():
        return [] if message.get_content_maintype() == "text" or _is_undivided(message) else [message]
    return _tried(lambda: list(message.iter_attachments()), [])


def _is_undivided(message: EmailMessage) -> bool:
    """Tell whether a message is said to have parts and has none, as when its end is lost: its words are its text."""
    return message.get_content_maintype() == "multipart" and not message.is_multipart()


def _is_message(part: EmailMessage) -> bool:
    """Tell whether a part is a message of its own."""
    return part.get_content_type() == "message/rfc822" and part.is_multipart()


def _is_document(part: EmailMessage) -> bool:
    """Tell whether a part is of a kind that is read."""
    is_file = not part.is_multipart() and formats.format_by_name(_name(part), part.get_content_type())
    return _is_message(part) or bool(is_file)


def _name(part: EmailMessage) -> str:
    """Return the name of an attachment, or else its kind."""
    name = _tried(lambda: part.get_filename(""), "").strip()
    return name or ("attached message" if _is_message(part) else part.get_content_type())
