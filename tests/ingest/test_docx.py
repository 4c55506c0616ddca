"""Word documents: paragraphs with their places, changes as they stand, and what must not be opened is not."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from positions.documents.document import Origin, Span
from positions.errors import InputError
from positions.ingest import docx as reader
from positions.ingest.candidates import Candidate, Source

DOCUMENT = "word/document.xml"


def made(*paragraphs: str, title: str = "", heading: str = "") -> bytes:
    """Write a Word document."""
    document = docx.Document()
    document.core_properties.title = title
    if heading:
        document.add_heading(heading, 0)
    for words in paragraphs:
        document.add_paragraph(words)
    return saved(document)


def saved(document) -> bytes:
    """Return a document as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_markup(inner: str) -> bytes:
    """Write a Word document whose only paragraph holds some markup."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    return saved(document)


def replaced(raw: bytes, name: str, part: bytes) -> bytes:
    """Return a document with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, part if entry.filename == name else old.read(entry))
    return out.getvalue()


def read(tmp_path: Path, raw: bytes) -> Candidate:
    """Read one file."""
    path = tmp_path / "a.docx"
    path.write_bytes(raw)
    (offer,) = reader.read(Source(path, "a.docx", "a.docx"))
    return offer


def test_paragraphs_lead_back(tmp_path):
    """Rule: paragraphs with words follow each other; their places count all paragraphs, blank ones too."""
    raw = made("The envoy met.", "", "He left.")
    offer = read(tmp_path, raw)
    assert offer.body.text == "The envoy met.\nHe left."
    assert offer.body.origins(Span(18, 23)) == (Origin("paragraph 3", 3, 8),)
    assert (offer.sha256_received, offer.notes) == (hashlib.sha256(raw).hexdigest(), ())


def test_tables_stand_in_their_order(tmp_path):
    """Rule: cells of a table are paragraphs where the table stands; a nested table is in its cell."""
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Left."
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "Right, within."
    document.add_paragraph("After.")
    assert read(tmp_path, saved(document)).body.text == "Before.\nLeft.\nRight, within.\nAfter."


def test_tabs_breaks_and_hyphens_are_characters(tmp_path):
    """Rule: what is markup in Word and a character on the page is a character here."""
    one, two = (
        "<w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/>",
        "<w:t>X</w:t><w:noBreakHyphen/><w:t>Y</w:t><w:softHyphen/>",
    )
    assert read(tmp_path, with_markup(f"<w:r>{one}{two}</w:r>")).body.text == "one\ttwo\nX\u2011Y\u00ad"


@pytest.mark.parametrize(
    ("title", "heading", "expected", "body"),
    [
        ("Core title", "Styled title", "Styled title", "Body."),
        ("Core title", "", "Core title", "Body."),
        ("Microsoft Word - a.doc", "", "", "Body."),
        ("", "", "", "Body."),
    ],
)
def test_the_title_is_the_styled_one_or_the_property(tmp_path, title, heading, expected, body):
    """Rule: a paragraph of the style Title is the title and no part of the body; else a real title of the file."""
    offer = read(tmp_path, made("Body.", title=title, heading=heading))
    assert (offer.title.text, offer.body.text) == (expected, body)


def test_a_heading_that_opens_the_text_is_its_title(tmp_path):
    """Rule: a heading is the title only where it opens the text."""
    document = docx.Document()
    document.add_heading("Opens", 2)
    document.add_paragraph("Body.")
    document.add_heading("Within", 1)
    offer = read(tmp_path, saved(document))
    assert (offer.title.text, offer.body.text) == ("Opens", "Body.\nWithin")


def test_tracked_changes_are_taken_as_accepted_and_noted(tmp_path):
    """Rule: inserted words are in, deleted and moved ones are out of their old place, and the ledger says so."""
    offer = read(
        tmp_path,
        with_markup(
            "<w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>will</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom>"
        ),
    )
    assert offer.body.text == "We will"
    assert [note.reason for note in offer.notes] == [
        "has tracked changes: insertions are in (1), deletions are out (2)"
    ]


def test_notes_are_left_out_and_counted(tmp_path):
    """Rule: footnotes are not in the text, and the ledger says how many there are."""
    offer = read(tmp_path, with_markup('<w:r><w:t>Said.</w:t><w:footnoteReference w:id="1"/></w:r>'))
    assert [note.reason for note in offer.notes] == ["has footnotes or endnotes, which are left out (1)"]


def test_a_text_box_is_read_once(tmp_path):
    """Rule: a text box, which is stored twice for old programs, is one paragraph behind the one it hangs on."""
    compat = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    alternate = f"<mc:AlternateContent {compat}>{both}</mc:AlternateContent>"
    assert read(tmp_path, with_markup(f"<w:r><w:t>Said.</w:t>{alternate}</w:r>")).body.text == "Said.\nBoxed."


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>'


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "is empty"),
        (made("Words.")[:2000], "is damaged or cut short"),
        (made(), "has no words"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Office file, as .doc, .xls and .msg are"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (b"{\\rtf1 words}", "is an RTF file"),
        (replaced(made("Words."), DOCUMENT, ENTITY),
         f"defines entities ({DOCUMENT}), which programs that write DOCX never do"),
        (replaced(made("Words."), DOCUMENT, ENTITY.decode().encode("utf-16")),
         f"defines entities ({DOCUMENT}), which programs that write DOCX never do"),
        (replaced(made("Words."), DOCUMENT, b"<w:document>"), "is not a Word document, or a damaged one"),
        (replaced(made("Words."), DOCUMENT, b"<a>" * 100_000), "is not a Word document, or a damaged one"),
        (replaced(made("Words."), DOCUMENT, b" " * 60_000_000), "unpacks to more than is allowed"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(tmp_path, raw, found):
    """Rule: what is no DOCX, is locked, damaged, empty, defines entities or unpacks to too much is refused."""
    with pytest.raises(InputError) as refused:
        read(tmp_path, raw)
    assert (refused.value.place, refused.value.found) == ("a.docx", found)
    assert refused.value.remedy


def test_an_opendocument_file_is_named(tmp_path):
    """Rule: an ODT, whatever its name, is told by its content, with what to do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(InputError, match=r"a\.docx: is an OpenDocument file\. Save it as DOCX or PDF\."):
        read(tmp_path, out.getvalue())
