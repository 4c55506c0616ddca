"""Reading: each file goes to the reader of what it is; whatever happens there costs that file and one line."""

import gzip
import io
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from positions.documents import Issue
from positions.documents.document import Traced
from positions.ingest.candidates import Candidate, Source
from positions.ingest.reading import find_sources, read_source

LINE = '{"title": "Talks", "text": "The envoy said."}\n'
PAGE = "<!DOCTYPE html><html><body><p>The envoy said.</p></body></html>"
READERS = "positions.ingest"


def given(path, content, name=""):
    """Write a file and return it as a source."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Source(path, name or path.name, name or path.name)


@pytest.fixture
def stand_in(monkeypatch):
    """Return a way to put a reader of its own in a format's place."""

    def put(form, reader):
        monkeypatch.setitem(sys.modules, f"{READERS}.{form}", SimpleNamespace(read=reader))

    return put


def whole(source):
    """Read a file as one document, whatever it is."""
    text = source.path.read_text(encoding="utf-8")
    known = {"origin": source.place, "sha256_received": source.name, "reader": "whole"}
    yield Candidate(title=Traced(), body=Traced.of(text, "file"), **known)


def test_a_file_with_a_wrong_ending_is_read_as_what_it_is(tmp_path, stand_in):
    """Rule: the first document of a file whose name says another format has a note, and only that one."""
    stand_in("html", whole)
    (offer,) = read_source(given(tmp_path / "page.txt", PAGE))
    assert offer.body.text == PAGE
    assert [note.reason for note in offer.notes] == ["is named as plain text and is an HTML page"]
    first, second = read_source(given(tmp_path / "rows.csv", LINE * 2))
    assert [note.reason for note in first.notes] == ["is named as a table (CSV) and is JSON Lines"]
    assert second.notes == ()


def test_a_file_packed_with_gzip_is_read_as_what_it_holds(tmp_path, stand_in):
    """Rule: a page packed with gzip is unpacked to a file that is gone afterwards, and named without the ending."""
    seen = []
    stand_in("html", lambda source: seen.append(source.path) or whole(source))
    (offer,) = read_source(given(tmp_path / "page.html.gz", gzip.compress(PAGE.encode())))
    assert (offer.origin, offer.sha256_received, offer.body.text) == ("page.html.gz", "page.html", PAGE)
    assert not seen[0].exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(PAGE.encode())[:-20], "is cut short or damaged"),
        (gzip.compress(PAGE.encode())[:9], "is cut short or damaged"),
        (gzip.compress(PAGE.encode() + b" " * (60 * 2**20)), "unpacks to more than is allowed"),
        (gzip.compress(b""), "is empty"),
        (b"\x1f\x8b", "is cut short or damaged"),
    ],
)
def test_a_page_in_a_broken_gzip_is_never_half_in(tmp_path, stand_in, content, reason):
    """Rule: what is not read row by row is read whole or not at all."""
    stand_in("html", whole)
    (left,) = read_source(given(tmp_path / "page.html.gz", content))
    assert left.reason.startswith(reason)


def test_an_archive_within_gzip_is_named(tmp_path):
    """Rule: a ZIP packed with gzip is one line with what to do."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    (left,) = read_source(given(tmp_path / "clips.zip.gz", gzip.compress(buffer.getvalue())))
    assert left.reason == "is an archive packed with gzip"


def test_what_a_reader_does_not_foresee_costs_one_line(tmp_path, stand_in):
    """Rule: an error of a reader is the file's line, after what it had found, and asks to be reported."""

    def failing(source):
        yield from whole(source)
        raise KeyError("unforeseen")

    stand_in("html", failing)
    offer, left = read_source(given(tmp_path / "page.html", PAGE))
    assert isinstance(offer, Candidate)
    assert (left.file, left.reason) == ("page.html", "could not be read: KeyError: 'unforeseen'")
    assert "report it" in left.remedy


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_what_stops_the_program_is_not_swallowed(tmp_path, stand_in, error):
    """Rule: an interruption and a lack of memory are no fault of a file."""

    def failing(source):
        raise error
        yield

    stand_in("html", failing)
    with pytest.raises(error):
        list(read_source(given(tmp_path / "page.html", PAGE)))


def test_a_file_that_is_gone_or_locked_costs_one_line():
    """Rule: what cannot be opened has the system's words."""
    folder = Path(tempfile.mkdtemp())
    user = os.geteuid()
    try:
        source = given(folder / "a.txt", "x")
        folder.chmod(0o755)
        source.path.chmod(0)
        if user == 0:
            os.seteuid(65534)  # root may read everything
        (left,) = read_source(source)
    finally:
        if user == 0:
            os.seteuid(0)
        shutil.rmtree(folder)
    assert left == Issue("a.txt", "could not be read: permission denied", left.remedy)
    (left,) = read_source(source)
    assert left.reason == "could not be read: no such file or directory"


def test_a_folder_of_everything(tmp_path, monkeypatch, stand_in):
    """Rule: from what was given to documents: tables, packed tables and archives of them, and a line for the rest."""
    stand_in("html", whole)
    monkeypatch.chdir(tmp_path)
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "a.jsonl").write_text(LINE)
    (clips / "b.jsonl.gz").write_bytes(gzip.compress(LINE.encode() * 2))
    (clips / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    with zipfile.ZipFile(clips / "d.zip", "w") as archive:
        archive.writestr("in/e.html", PAGE)
        archive.writestr("in/f.jsonl.gz", gzip.compress(LINE.encode()))
        archive.writestr("in/g.csv", "")
    found = [item if isinstance(item, Issue) else list(read_source(item)) for item in find_sources("clips")]
    items = [item for part in found for item in (part if isinstance(part, list) else [part])]
    assert [(type(item).__name__, item.file if isinstance(item, Issue) else item.origin) for item in items] == [
        ("Candidate", "clips/a.jsonl, line 1"),
        ("Candidate", "clips/b.jsonl.gz, line 1"),
        ("Candidate", "clips/b.jsonl.gz, line 2"),
        ("Issue", "clips/c.png"),
        ("Candidate", "clips/d.zip, in/e.html"),
        ("Candidate", "clips/d.zip, in/f.jsonl.gz, line 1"),
        ("Issue", "clips/d.zip, in/g.csv"),
    ]
