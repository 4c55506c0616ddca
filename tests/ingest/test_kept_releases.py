"""Releases beside a corpus: the same whatever was there before, quick the second time, never half written."""

import json

import pytest

from planting import carrier, invented, plants
from positions.documents import overlap
from positions.ingest import adding


@pytest.fixture(scope="module")
def given():
    """Return documents with copies among them, and their texts."""
    articles, hosts, vocabulary = invented(3, 12)
    made = plants(articles, list(range(0, len(articles), 4)), hosts, vocabulary, 3)
    articles = [*articles, *(plant.article for plant in made)]
    return [carrier(article) for article in articles], {article.doc_id: article.text for article in articles}


def files(folder) -> dict[str, bytes]:
    """Return what stands in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_ten_more_are_as_if_all_came_at_once(given, tmp_path):
    """Rule: tables and bytes are those of all documents found anew, in whatever order they are given."""
    listed, texts = given
    once, twice = tmp_path / "once", tmp_path / "twice"
    once.mkdir()
    twice.mkdir()
    adding.update_releases(once, listed, texts.__getitem__)
    adding.update_releases(twice, listed[10:], texts.__getitem__)
    adding.update_releases(twice, listed[::-1], texts.__getitem__)
    assert files(once) == files(twice)


def test_only_what_is_new_is_read(given, tmp_path):
    """Rule: of a document that shares nothing with the others the text is read, and no other."""
    listed, texts = given
    articles, _, _ = invented(99, 1)
    adding.update_releases(tmp_path, listed, texts.__getitem__)
    new = carrier(articles[0])._replace(doc_id="new", published="2031-01-01")
    adding.update_releases(tmp_path, [*listed, new], {"new": articles[0].text}.__getitem__)


def test_the_same_again_reads_and_changes_nothing(given, tmp_path):
    """Rule: no text is asked for, no file is written."""
    listed, texts = given
    adding.update_releases(tmp_path, listed, texts.__getitem__)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    adding.update_releases(tmp_path, listed, {}.__getitem__)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "noise", "bit", "version"])
def test_a_damaged_index_is_made_anew(given, tmp_path, monkeypatch, damage):
    """Rule: whatever happened to it, the result is right, and no error is raised."""
    listed, texts = given
    adding.update_releases(tmp_path, listed, texts.__getitem__)
    right, path = files(tmp_path), tmp_path / adding.MEMORY
    raw = path.read_bytes()
    if damage == "version":
        with monkeypatch.context() as other:
            other.setattr(overlap, "VERSION", "another")
            adding.update_releases(tmp_path, listed, texts.__getitem__)
    elif damage == "gone":
        path.unlink()
    else:
        middle = len(raw) // 2
        bit = raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]
        path.write_bytes({"empty": b"", "cut": raw[:middle], "noise": b"\x00\xff" * 99, "bit": bit}[damage])
    adding.update_releases(tmp_path, listed, texts.__getitem__)
    assert files(tmp_path) == right


def test_a_changed_text_is_read_again(given, tmp_path):
    """Rule: what is remembered goes by the sha256 of a text, so that a text that changed is another."""
    listed, texts = given
    first = adding.update_releases(tmp_path, listed, texts.__getitem__)
    doc_id = next(row["doc_id"] for row in first if row["role"] != "speaks")
    changed = [one._replace(sha256="f" * 64) if one.doc_id == doc_id else one for one in listed]
    again = adding.update_releases(tmp_path, changed, (texts | {doc_id: "another text altogether"}).__getitem__)
    assert doc_id not in {row["doc_id"] for row in again}


def test_rows_are_lines_in_order(given, tmp_path):
    """Rule: one row of CARRIERS a line, by release and document; one member of each release speaks."""
    listed, texts = given
    written = adding.update_releases(tmp_path, listed, texts.__getitem__)
    rows = [json.loads(line) for line in (tmp_path / adding.RELEASES).read_text(encoding="utf-8").splitlines()]
    assert rows == written == sorted(rows, key=lambda row: (row["release"], row["doc_id"]))
    assert [row["doc_id"] for row in rows if row["role"] == "speaks"] == sorted({row["release"] for row in rows})


def test_no_documents_are_no_releases(tmp_path):
    """Rule: an empty corpus, and one without a pair, have an empty table."""
    assert adding.update_releases(tmp_path, [], {}.__getitem__) == []
    assert (tmp_path / adding.RELEASES).read_bytes() == b""
