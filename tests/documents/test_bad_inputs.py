"""What cannot be used has one clear line in the ledger, and everything beside it goes in.

Each case is a file put into a folder with a good article; the folder is added, as a user adds it.
"""

import gzip
import io
import json
import os
import socket
import struct
import zipfile
from collections.abc import Callable

import pytest

from positions import documents
from positions.documents.corpus import Corpus
from positions.ingest import adding
from positions.ingest.intake import Given
from positions.ingest.tables import Mapping

PARAGRAPH = "ISLAMABAD: The envoy said on Friday that the talks would help both countries, and that trade would grow.\n"
GOOD = "Envoy hopes for talks\n\n" + PARAGRAPH * 3
LONG = "KARACHI: The minister said trade would grow this year. " * 4
OTHER = {"title": "Minister sees trade grow", "text": LONG}
HEADER = "title,text,published\n"
ROW = f'"Minister sees trade grow","{LONG}",2025-03-04\n'


def zipped(members: dict[str, bytes], **more) -> bytes:
    """Return a ZIP archive as bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


def docx(document: bytes) -> bytes:
    """Return a Word file whose words are some XML."""
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document})


WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<w:document " + WORD + b"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)


def pdf(*pages: str, encrypted: bool = False) -> bytes:
    """Return a small PDF with a line of text on each page; a page without text has a drawing."""
    count = len(pages)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects += [f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    objects += ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for n, words in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET" if words else "0 0 100 100 re f"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    if encrypted:
        key = "00" * 32
        objects += [f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -44 >>"]
    whole, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(whole))
        whole += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    secret = f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]" if encrypted else ""
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R{secret} >>\nstartxref\n{len(whole)}\n%%EOF\n"
    return whole + (table + end).encode()


def lines(*rows: object) -> bytes:
    """Return JSON Lines."""
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows).encode()


def table(*rows: str) -> bytes:
    """Return CSV."""
    return (HEADER + "".join(rows)).encode()


def bomb() -> bytes:
    """Return an archive of a member that unpacks to far more than anybody's article."""
    return zipped({"a.txt": b"0" * 400_000_000}, compresslevel=9)


def encrypted_zip() -> bytes:
    """Return an archive whose member says that it has a password."""
    whole = bytearray(zipped({"a.txt": GOOD.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = whole.index(mark) + at
        whole[where : where + 2] = struct.pack("<H", 1)
    return bytes(whole)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PAGE = b"<html><head><title>Dawn</title></head><body><script>var a = 1;</script></body></html>"
MAILED = "Date: Mon, 3 Mar 2025 10:00:00 +0500"
# name of the file, its bytes, the place in the ledger, words of the reason
FILES: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("a.txt", b"", "a.txt", "is empty"),
    "white space": ("a.txt", b" \n\t\n\xc2\xa0", "a.txt", "has only white space"),
    "binary": ("a.txt", b"\x00\x01\x02\x03" * 500, "a.txt", "binary"),
    "picture named text": ("a.txt", PNG, "a.txt", "PNG"),
    "old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "old Office file"),
    "unknown format": ("a.pages.xyz", bytes(range(128, 256)) * 20, "a.pages.xyz", ""),
    "gzip that is none": ("a.csv.gz", b"\x1f\x8b" + b"nothing" * 20, "a.csv.gz", "cut short or damaged"),
    "archive that expands": ("a.zip", bomb(), "a.zip, a.txt", ""),
    "archive that climbs out": ("a.zip", zipped({"../../b.txt": GOOD.encode()}), "a.zip, ../../b.txt", "folder"),
    "archive with a password": ("a.zip", encrypted_zip(), "a.zip, a.txt", "password"),
    "damaged archive": ("a.zip", zipped({"b.txt": GOOD.encode()})[:-30], "a.zip", "damaged"),
    "word file with an entity": ("a.docx", docx(ENTITY), "a.docx", ""),
    "word file that is a text": ("a.docx", b"PK\x03\x04" + b"x" * 90, "a.docx", ""),
    "PDF of pictures": ("a.pdf", pdf("", ""), "a.pdf", "picture"),
    "PDF with a password": ("a.pdf", pdf("Words", encrypted=True), "a.pdf", "password"),
    "truncated PDF": ("a.pdf", pdf("Words of an article")[:60], "a.pdf", ""),
    "page without words": ("a.html", PAGE, "a.html", ""),
    "not found": ("a.html", b"<html><body><h1>404</h1><p>Page not found</p></body></html>", "a.html", ""),
    "row without text": ("a.csv", table('"T","Content not found",2025-03-04\n', ROW), "a.csv, row 2", "no text"),
    "no column of text": ("a.csv", b"id,date\n1,2025-01-01\n", "a.csv", "column"),
    "ragged row": ("a.csv", table('"T","Too few"\n', ROW), "a.csv, row 2", ""),
    "broken line": ("a.jsonl", lines(OTHER, '{"title": "T", "te', OTHER | {"title": "U"}), "a.jsonl, line 2", ""),
    "line that is no object": ("a.jsonl", lines(OTHER, "[1, 2]"), "a.jsonl, line 2", "no object"),
    "key twice": ("a.jsonl", lines(OTHER, '{"text": "A", "text": "B"}'), "a.jsonl, line 2", "twice"),
    "very long field": ("a.jsonl", lines(OTHER, {"text": "word " * 2_100_000}), "a.jsonl, line 2", "characters"),
    "a number for a text": ("a.jsonl", lines(OTHER, {"title": "T", "text": 7}), "a.jsonl, line 2", ""),
    "nothing in a line": ("a.jsonl", lines(OTHER, "null", OTHER | {"title": "U"}), "a.jsonl, line 2", ""),
    "deeply nested line": ("a.jsonl", lines(OTHER, "[" * 100_000), "a.jsonl, line 2", ""),
    "damaged Parquet": ("a.parquet", b"PAR1" + bytes(90) + b"PAR1", "a.parquet", ""),
    "mail without words": ("a.eml", f"From: a@b.example\nSubject: Nothing\n{MAILED}\n\n\n".encode(), "a.eml", ""),
    "too few words": ("a.txt", b"Envoy hopes for talks\n\nHe said so.\n", "a.txt", "words"),
}  # fmt: skip


def added(folder, corpus, **given):
    """Add a folder and return the lines of the ledger, by place, and the tally."""
    tally = adding.add([str(folder)], corpus, Given(added="2025-06-01", **given), Mapping())
    return {line.place.removeprefix(f"{folder.name}/"): line for line in Corpus(corpus).ledger()}, tally


@pytest.fixture
def offered(tmp_path):
    """Return a folder with one good article."""
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "2025-03-03_app_envoy.txt").write_text(GOOD)
    return folder


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_has_one_line_and_the_others_go_in(offered, tmp_path, case):
    """Rule: one line with place, reason and remedy; the good article is in; nothing of the bad file is."""
    name, content, place, words = FILES[case]
    (offered / name).write_bytes(content)
    told, _ = added(offered, tmp_path / "corpus")
    refused = {at: line for at, line in told.items() if not line.document}
    assert list(refused) == [place]
    assert words in refused[place].reason
    assert "could not be read" not in refused[place].reason
    assert refused[place].remedy.endswith(".")
    assert "Envoy hopes for talks" in {entry.title for entry in Corpus(tmp_path / "corpus").entries()}


def test_what_stands_before_a_cut_is_kept(offered, tmp_path):
    """Rule: of a table that is cut short, whole rows go in, and one line says after which."""
    rows = "".join(ROW.replace("grow", f"grow {n}", 1) for n in range(900))
    (offered / "a.csv.gz").write_bytes(gzip.compress(table(rows), 0)[:-3000])
    told, tally = added(offered, tmp_path / "corpus")
    assert 800 < tally.new < 900
    assert f"after row {tally.new}" in told["a.csv.gz"].reason  # the header is a row, and so is the good article


def link_in_a_circle(folder):
    """Put a link that leads to its own folder."""
    (folder / "a").symlink_to(folder)


def link_to_nowhere(folder):
    """Put a link that leads to nothing."""
    (folder / "a").symlink_to(folder / "gone")


def pipe(folder):
    """Put a pipe, on which a reader would wait for ever."""
    os.mkfifo(folder / "a")


def socket_file(folder):
    """Put a socket."""
    here = os.getcwd()
    os.chdir(folder)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("a")
    os.chdir(here)


SPECIAL: list[tuple[Callable, str]] = [
    (link_in_a_circle, "is a link"),
    (link_to_nowhere, "is a link"),
    (pipe, "is a pipe"),
    (socket_file, "is a socket"),
]


@pytest.mark.parametrize(("put", "words"), SPECIAL, ids=[put.__name__ for put, _ in SPECIAL])
def test_what_is_no_file_is_not_opened(offered, tmp_path, put, words):
    """Rule: links, pipes and sockets have a line each; nothing waits for them and nothing is read through them."""
    put(offered)
    told, tally = added(offered, tmp_path / "corpus")
    assert words in told["a"].reason
    assert tally.new == 1


@pytest.mark.parametrize("name", ["-rf.txt", "a\nb.txt", "=cmd().txt", "\u202etxt.exe.txt", "é" * 80 + ".txt"])
def test_odd_names_are_read_and_shown_safely(offered, tmp_path, name):
    """Rule: a file's odd name neither stops it being read nor breaks a line of the ledger."""
    (offered / name).write_text(GOOD.replace("Envoy", "Minister"))
    (offered / "empty.txt").write_text("")
    told, tally = added(offered, tmp_path / "corpus")
    assert tally.new == 2
    assert all("\n" not in entry.origin for entry in Corpus(tmp_path / "corpus").entries())
    assert "empty.txt" in told


MIXED = ("“Trade”: " + GOOD).encode().replace(b"both", b"b\xe9th", 1)
TAKEN: dict[str, tuple[str, bytes, str, str]] = {
    "one byte that is no UTF-8": ("a.txt", MIXED, "béth", "Windows-1252"),
    "a NUL byte": ("a.txt", GOOD.encode().replace(b"both", b"bo\x00th", 1), "both", ""),
    "a PDF named text": ("a.txt", pdf(LONG.strip()), "KARACHI", ""),
    "a date to come": ("2031-01-01_app_b.txt", GOOD.encode(), "Envoy", "2031"),
    "no date": ("a.txt", GOOD.encode(), "Envoy", "no date"),
}  # fmt: skip


@pytest.mark.parametrize("case", TAKEN)
def test_what_is_taken_not_whole_is_taken_and_said(tmp_path, case):
    """Rule: a document that has to be repaired, or has something missing, is in, with a line that names it."""
    name, content, words, reason = TAKEN[case]
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / name).write_bytes(content)
    _, tally = added(folder, tmp_path / "corpus")
    assert tally.new == 1
    corpus = Corpus(tmp_path / "corpus")
    (entry,) = corpus.entries()
    assert words in corpus.text(entry)
    assert {line.document for line in corpus.ledger()} == {entry.id}
    assert any(reason in line.reason for line in corpus.ledger())


def test_a_corpus_with_bad_input_makes_a_report(offered, tmp_path):
    """Rule: what was left out is listed by whoever reads the corpus next."""
    (offered / "b.txt").write_bytes(PNG)
    added(offered, tmp_path / "corpus")
    read = documents.read(tmp_path / "corpus")
    assert [d.title for d in read.documents] == ["Envoy hopes for talks"]
    assert [item.file for item in read.left_out] == ["clippings/b.txt"]
