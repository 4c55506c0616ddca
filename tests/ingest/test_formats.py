"""Formats: a file is what its content says; its name is asked where the content does not tell."""

import io
import zipfile

import pytest

from positions.errors import InputError
from positions.ingest.archives import inner_name
from positions.ingest.candidates import Source
from positions.ingest.formats import format_by_name, tell_format

PROSE = "Envoy hopes for talks\n\nISLAMABAD: The envoy said: talks, he hoped, would help.\n"
MAIL = "Received: from a\nFrom: A <a@b.pk>\nSubject: Talks\nDate: Mon, 3 Mar 2025 10:00:00 +0500\n\nThe envoy said.\n"
PAGE = "\n<!-- saved -->\n<!DOCTYPE html>\n<html><body><p>Talks</p></body></html>"
CSV = "title,content,date\nTalks,The envoy said.,3 May\n"
LINES = '{"text": "one"}\n{"text": "two"}\n'


def package(*members):
    """Return the bytes of a ZIP with members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return buffer.getvalue()


def form(folder, name, content, media_type=""):
    """Return the format of a file."""
    raw = content if isinstance(content, bytes) else content.encode()
    path = folder / "file"
    path.write_bytes(raw)
    return tell_format(Source(path, name, name, media_type=media_type))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", PROSE, "text"),
        ("a.MD", PROSE, "text"),
        ("a", PROSE, "text"),
        ("Talks on 2.5.2025", PROSE, "text"),
        ("a.txt", "[Editor’s note] " + PROSE, "text"),
        ("a.txt", "From: our correspondent\nDate: Friday\nSubject: talks\n\n" + PROSE, "text"),
        ("a.txt", "MZ is a postcode. " + PROSE, "text"),
        ("a.pdf", PROSE, "text"),
        ("a.html", "<p>Talks</p>", "html"),
        ("a.txt", PAGE, "html"),
        ("a.csv", PAGE, "html"),
        ("a.html", PAGE.replace("Talks", "会談 x " * 9).encode("iso-2022-jp"), "html"),
        ("a", PAGE.replace("Talks", "会談 x " * 9).encode("iso-2022-jp"), "html"),
        ("a.xml", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html>', "html"),
        ("a.txt", b"%PDF-1.7 \xff\x00", "pdf"),
        ("a.pdf", b"\nX-Header\n%PDF-1.7 \xff\x00", "pdf"),
        ("a.txt", "A PDF begins with %PDF-", "text"),
        ("a.bin", package("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.docx", b"PK\x03\x04 cut short", "docx"),
        ("a.txt", MAIL, "mail"),
        ("a.eml", "Subject: Talks\n\nThe envoy said.", "mail"),
        ("a.csv", CSV, "csv"),
        ("a.txt", CSV, "csv"),
        ("a", CSV.replace(",", "\t"), "csv"),
        ("a.csv.gz", CSV, "csv"),
        ("a.csv", CSV.encode("utf-16"), "csv"),
        ("a.jsonl", LINES, "json lines"),
        ("a.json", LINES, "json lines"),
        ("a.txt", LINES, "json lines"),
        ("a.jsonl", '{"text": broken\n' + LINES, "json lines"),
        ("a.json", '{"text": "' + "long " * 20_000, "json lines"),
        ("a.json", '[{"text": "one"}]', "json"),
        ("a.json", "[]", "json"),
        ("a.txt", '[\n  {"text": "one"}]', "json"),
        ("a.json", '{\n  "text": "one"\n}', "json"),
        ("a.txt", b"PAR1\x15\x04", "parquet"),
    ],
)
def test_content_before_name(tmp_path, name, content, expected):
    """Rule: marks of a format at the start decide; then the ending; a text without an ending is a text."""
    assert form(tmp_path, name, content) == expected


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"", "is empty"),
        ("a.csv", b" \n\t\r\n", "has only white space"),
        ("a.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG picture"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "is an old Office"),
        ("a.rtf", "{\\rtf1\\ansi Talks}", "is .*RTF"),
        ("a.tar", b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "is a tar archive"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), "is a 7-Zip archive"),
        ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "is an Excel workbook"),
        ("a.odt", package("mimetype", "content.xml"), "is an OpenDocument file"),
        ("a.exe", b"MZ\x90\x00" + bytes(100), "is a program"),
        ("a.txt", bytes(range(256)) * 20, "is binary"),
        ("a.pdf", bytes(range(7, 256)) * 20, "is binary"),
        ("a.xml", "<?xml version='1.0'?><rss><item/></rss>", "is XML"),
        ("a.py", "import os\n", r"is text with the ending \.py, which is not read"),
        ("a.xlsx", b"PK\x03\x04 cut short", "is a damaged ZIP archive or Office document"),
    ],
)
def test_what_no_reader_knows_is_named(tmp_path, name, content, found):
    """Rule: what is not read is called by its name, with what to give instead."""
    with pytest.raises(InputError, match=found) as raised:
        form(tmp_path, name, content)
    assert raised.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("news/1315398", "text/html; charset=utf-8", "html"),
        ("export", "text/csv", "csv"),
        ("a.pdf", "text/html", "pdf"),
        ("a.jsonl.gz", "", "json lines"),
        ("a.zip", "", ""),
    ],
)
def test_the_type_a_server_gave_stands_for_an_ending(name, media_type, expected):
    """Rule: where a name has no ending that is known, the type that the server gave is asked."""
    assert format_by_name(name, media_type) == expected


def test_the_name_within_gzip():
    """Rule: what is packed with gzip has the name without that ending."""
    assert (inner_name("a.jsonl.GZ"), inner_name("a.txt")) == ("a.jsonl", "a.txt")


def test_comments_without_end_do_not_hold_up(tmp_path):
    """Rule: telling a page takes one pass over what stands before it, however many comments that are."""
    assert form(tmp_path, "a.txt", "<!---->" * 5000 + "Talks") == "text"
    assert form(tmp_path, "a.txt", "<!---->" * 5000 + "<html>") == "html"
