"""Word documents (DOCX): paragraphs and tables in order, with insertions, without deletions, notes and page headers."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from positions.documents.corpus import Issue
from positions.documents.document import Traced, join_traced
from positions.errors import InputError
from positions.files import sha256_of
from positions.ingest import encodings
from positions.ingest.archives import DAMAGE
from positions.ingest.candidates import Candidate, Source, read_bytes, real_property

READER = f"docx, python-docx {version('python-docx')}"
MOST = 100_000_000  # bytes
MOST_UNPACKED = 200_000_000  # bytes: pictures hardly pack, and a text of a million characters has ten million of XML
MOST_MARKUP = 50_000_000  # bytes of one part of XML; the tree that is made of it takes ten times as much memory
MOST_PARTS = 10_000  # a picture, chart or note each
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the member of an old Office file that a locked DOCX is
MARKUP = (".xml", ".rels")
OPENING = 10  # paragraphs in which a title stands

PARAGRAPH, WORDS, BREAKS = qn("w:p"), qn("w:t"), {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
CHARACTERS = BREAKS | {qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}", qn("w:softHyphen"): "\N{SOFT HYPHEN}"}
INSERTED, DELETED = (qn("w:ins"), qn("w:moveTo")), (qn("w:del"), qn("w:moveFrom"))
NOTES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
# The same once more, for old programs.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ASIDE = frozenset({*DELETED, FALLBACK, qn("w:pPr"), qn("w:rPr")})
UNREADABLE = (*DAMAGE, OpcError, KeyError, AttributeError, NotImplementedError, etree.XMLSyntaxError)


def read(source: Source) -> Iterator[Candidate | Issue]:
    """Read a Word document.

    Parameters
    ----------
    source : Source

    Yields
    ------
    Candidate
        One; places count the characters of ``paragraph 1`` and so on, blank paragraphs and those in tables counted.

    Raises
    ------
    InputError
        If it has a password, is another kind of file, is damaged, unpacks to too much, defines entities, or has no
        words.
    """
    raw = read_bytes(source, MOST)
    _check(raw, source.place)
    try:
        document = docx.Document(io.BytesIO(raw))
        given = real_property(document.core_properties.title, "title")
    except UNREADABLE:
        found = "is not a Word document, or a damaged one"
        raise InputError(source.place, found, "Save it again as DOCX or PDF.") from None
    paragraphs = list(_paragraphs(document.element.body))
    texts = [Traced.of("".join(_words(element)), f"paragraph {at}") for at, element in enumerate(paragraphs, start=1)]
    if not any(text.text.strip() for text in texts):
        raise InputError(source.place, "has no words", "Give a file that contains words; text in pictures is not read.")
    at = _titled(document, paragraphs, texts)
    title = Traced.of(given, "title") if at is None else texts[at]
    body = join_traced([text for number, text in enumerate(texts) if number != at and text.text.strip()], "\n")
    notes = (Issue(source.place, *note) for note in _notes(document))
    yield source.candidate(READER, sha256_of(raw), title, body, notes)


def _check(raw: bytes, place: str) -> None:
    """Raise `InputError` for a file that must not be unpacked, or is not DOCX by its content."""
    kind = encodings.sniff_kind(raw)
    if ENCRYPTED in raw and kind and kind.code == "ole":
        raise InputError(place, "is protected by a password", "Save it without one and give that.")
    if kind and kind.code != "zip":
        raise InputError(place, f"is {kind.name}", kind.remedy)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            _check_parts(package, place)
    except InputError:
        raise
    except (*DAMAGE, RuntimeError):  # RuntimeError: a part with a password of its own
        raise InputError(place, "is damaged or cut short", "Get a new copy.") from None


def _check_parts(package: zipfile.ZipFile, place: str) -> None:
    """Raise `InputError` when the parts of a document are too large, by what they state, or define entities.

    The stated size of a part can be trusted: `zipfile` gives no more bytes than that.
    """
    parts = package.infolist()
    largest = max((part.file_size for part in parts if part.filename.endswith(MARKUP)), default=0)
    if len(parts) > MOST_PARTS or largest > MOST_MARKUP or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise InputError(place, "unpacks to more than is allowed", "Save it as PDF, or as plain text.")
    for part in parts:
        if part.filename.endswith(MARKUP) and b"<!DOCTYPE" in package.read(part).replace(b"\0", b""):  # also of UTF-16
            found = f"defines entities ({part.filename}), which programs that write DOCX never do"
            raise InputError(place, found, "Do not open it; get a copy from a source you trust.")


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs below an element, also those of tables, content controls and text boxes, in order."""
    for child in element:
        if child.tag == PARAGRAPH:
            yield child
        if child.tag not in ASIDE:
            yield from _paragraphs(child)


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the words of a paragraph, without those of a text box in it, which are paragraphs of their own."""
    for child in element:
        if child.tag == WORDS:
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
        elif child.tag not in ASIDE and child.tag != PARAGRAPH:
            yield from _words(child)


def _titled(document: Document, paragraphs: Sequence[etree._Element], texts: Sequence[Traced]) -> int | None:
    """Return the paragraph that is the title: one of that style near the start, or a heading that opens the text."""
    names = {style.style_id: style.name or "" for style in document.styles}
    written = [at for at, text in enumerate(texts) if text.text.strip()][:OPENING]
    styles = {at: names.get(paragraphs[at].style or "", "") for at in written}
    titles = [at for at in written if styles[at] == "Title"]
    return next(iter(titles), written[0] if styles[written[0]].startswith("Heading") else None)


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what of a document was not taken: reason and remedy."""
    body = document.element.body
    inserted, deleted, notes = (sum(1 for _ in body.iter(*tags)) for tags in (INSERTED, DELETED, NOTES))
    if inserted or deleted:
        found = f"has tracked changes: insertions are in ({inserted}), deletions are out ({deleted})"
        yield found, "Accept or reject the changes in Word if another text was published, and add that."
    if notes:
        found = f"has footnotes or endnotes, which are left out ({notes})"
        yield found, "Add them as a separate text if they matter."
