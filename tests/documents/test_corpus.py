"""A corpus: nothing twice, nothing lost, nothing half."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from positions import documents
from positions.documents import Issue
from positions.documents.corpus import Corpus, Entry, Prepared, map_runs, read_maps
from positions.documents.document import Edit, Origin, Span, Traced, join_traced
from positions.errors import InputError

BODY = "ISLAMABAD: The envoy said on Friday that talks would help.\nHe left the day after."
FIELDS = {name: "" for name in Entry.__dataclass_fields__}


def taken(number, notes=(), **known):
    """Return a document ready to be stored; each number has a text of its own."""
    text = join_traced([Traced.of(f"Envoy hopes for talks {number}", "title"), Traced.of(BODY, "text")], "\n\n")
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    fields = FIELDS | {
        "id": f"2025-03-03_app_{digest[:12]}",
        "file": f"2025-03/2025-03-03_app_{digest[:12]}.txt",
        "title": f"Envoy hopes for talks {number}",
        "outlet": "app",
        "language": "en",
        "published": "2025-03-03",
        "sha256_received": hashlib.sha256(f"line {number}".encode()).hexdigest(),
        "sha256_text": digest,
        "origin": f"export.jsonl, line {number}",
    }
    return Prepared(Entry(**fields | known), text, notes)


def put(corpus, several, left_out=()):
    """Store documents as an addition does: texts first, then the tables."""
    for one in several:
        corpus.keep(one)
    return corpus.add(several, left_out)


def everything(folder):
    """Return every file of a corpus with its bytes, but for the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_what_is_added_is_read(tmp_path):
    """Rule: a document that was added is read with its exact text, its headline and what is known of it."""
    put(Corpus(tmp_path), [taken(1, url="https://example.org/1")])
    (read,) = documents.read(tmp_path).documents
    assert read.text == f"Envoy hopes for talks 1\n\n{BODY}"
    assert (read.title, read.publisher, read.published) == (
        "Envoy hopes for talks 1",
        "Associated Press of Pakistan",
        "2025-03-03",
    )
    assert (read.url, read.origin) == ("https://example.org/1", "export.jsonl, line 1")


def test_adding_twice_changes_nothing(tmp_path):
    """Rule: what is offered again leaves every byte of the corpus as it was, and is counted as held already."""
    several, lost = [taken(n) for n in range(3)], [Issue("a.pdf", "is empty", "Give a text.")]
    assert len(put(Corpus(tmp_path), several, lost)) == len(several)
    before = everything(tmp_path)
    again = put(Corpus(tmp_path), several, lost)
    assert again == []
    assert everything(tmp_path) == before


def test_order_does_not_matter(tmp_path):
    """Rule: the same documents make the same bytes, in whatever order and in however many steps they are added."""
    several = [taken(n) for n in range(6)]
    put(Corpus(tmp_path / "a"), several)
    for one in reversed(several):
        put(Corpus(tmp_path / "b"), [one])
    assert everything(tmp_path / "a") == everything(tmp_path / "b")


@pytest.mark.parametrize(
    ("known", "is_same"),
    [
        ({"sha256_received": "other"}, True),  # the same words of the same outlet and day, saved anew
        ({"sha256_received": "other", "outlet": "dawn"}, False),
        ({"sha256_received": "other", "published": "2025-03-04"}, False),
        ({"outlet": "dawn", "published": ""}, True),  # the same line, read with another mapping
    ],
)
def test_what_is_one_and_the_same(tmp_path, known, is_same):
    """Rule: the same bytes are one document, and so is the same text of the same outlet and day."""
    corpus = Corpus(tmp_path)
    put(corpus, [taken(1)])
    other = taken(1, id="9999", file="9999.txt", **known)
    assert (put(corpus, [other]) == []) is is_same


def test_one_text_at_two_addresses_is_two_documents(tmp_path):
    """Rule: agency copy carried by two pages stays two documents; one page fetched twice is one."""
    corpus = Corpus(tmp_path)
    first = taken(1, url="https://a.example/1", sha256_received="1")
    second = taken(1, id="2", file="2.txt", url="https://b.example/1", sha256_received="2")
    third = taken(1, id="3", file="3.txt", url="https://a.example/1", sha256_received="3")
    assert len(put(corpus, [first, second, third])) == 2
    assert [entry.url for entry in corpus.entries()] == ["https://b.example/1", "https://a.example/1"]


def test_the_ledger_has_what_was_not_taken_and_what_not_whole(tmp_path):
    """Rule: a line each, with the document where one was taken; a place offered again has its newest lines only."""
    corpus, note = Corpus(tmp_path), Issue("export.jsonl, line 1", "one byte is no text", "Save it in UTF-8.")
    put(
        corpus,
        [taken(1, (note,))],
        [Issue("a.pdf", "is empty", "Give a text."), Issue("b", "is binary", "Drop it.")],
    )
    assert [(line.place, bool(line.document)) for line in corpus.ledger()] == [
        ("a.pdf", False),
        ("b", False),
        ("export.jsonl, line 1", True),
    ]
    put(corpus, [taken(1)], [Issue("a.pdf", "has a password", "Save it without.")])
    assert [(line.place, line.reason) for line in corpus.ledger()] == [("a.pdf", "has a password"), ("b", "is binary")]


def test_what_was_not_taken_is_left_out_of_a_reading(tmp_path):
    """Rule: whoever reads a corpus sees what its ledger says was not taken, and what is in another language by name."""
    urdu = taken(2, language="ur")
    put(Corpus(tmp_path), [taken(1), urdu], [Issue("a.pdf", "is empty", "Give a text.")])
    read = documents.read(tmp_path)
    assert len(read.documents) == 1
    assert {item.file: item.reason for item in read.left_out} == {
        "a.pdf": "is empty",
        urdu.entry.file: "is in Urdu, not in English",
    }


def test_the_way_back_is_kept(tmp_path):
    """Rule: a stretch of the stored text leads to the characters of what came in, through what was taken out."""
    came = "co\u00adoperation grew, Published in Dawn"
    text = Traced.of(came, "text").edited([Edit(2, 3)]).cut(0, 16)
    one = taken(1, sha256_text=hashlib.sha256(text.text.encode()).hexdigest())
    corpus = Corpus(tmp_path)
    put(corpus, [replace(one, text=text)])
    (read,) = documents.read(tmp_path).documents
    found = Traced(read.text, read.runs)
    assert found.origins(Span(0, 11)) == (Origin("text", 0, 2), Origin("text", 3, 12))
    assert "".join(came[o.start : o.end] for o in found.origins(Span(0, 16))) == "cooperation grew"


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_text("Other words.")])
def test_a_text_that_is_gone_or_changed_is_left_out_by_name(tmp_path, change):
    """Rule: a text that is not the one stored is not read; adding it again from where it came restores it."""
    several = [taken(1), taken(2)]
    put(Corpus(tmp_path), several)
    change(tmp_path / "documents" / several[0].entry.file)
    read = documents.read(tmp_path)
    assert [d.doc_id for d in read.documents] == [several[1].entry.id]
    assert [item.file for item in read.left_out] == [f"documents/{several[0].entry.file}"]
    put(Corpus(tmp_path), several)
    assert len(documents.read(tmp_path).documents) == 2


def test_a_folder_of_something_else_is_refused(tmp_path):
    """Rule: nothing is written into a folder that holds other things; its name and content are said."""
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(InputError, match=r"holds 'thesis\.docx' and is not a corpus\. Name an empty folder"):
        Corpus(tmp_path)
    with pytest.raises(InputError, match="is a file"):
        Corpus(tmp_path / "thesis.docx")


def test_a_damaged_table_is_named_with_its_line(tmp_path):
    """Rule: a manifest that was edited into something else stops the reading with file, line and remedy."""
    put(Corpus(tmp_path), [taken(1), taken(2)])
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(manifest.read_text().replace('"title"', '"tilte"', 2))
    with pytest.raises(InputError, match=r"manifest\.jsonl, line 1: does not have the fields id, file, title"):
        Corpus(tmp_path).entries()


def _add_range(folder, start, stop):
    """Add documents one at a time, in a process of its own."""
    for number in range(start, stop):
        put(Corpus(folder), [taken(number)], [Issue(f"{number:03}.pdf", "is empty", "Give a text.")])


def test_two_additions_at_once_lose_nothing(tmp_path):
    """Rule: of two processes that add at the same time, every document and every line of the ledger is there."""
    with ProcessPoolExecutor(3) as pool:
        for future in [pool.submit(_add_range, tmp_path, start, start + 15) for start in (0, 10, 20)]:
            future.result()
    corpus = Corpus(tmp_path)
    assert {entry.title for entry in corpus.entries()} == {f"Envoy hopes for talks {n}" for n in range(35)}
    assert len(corpus.ledger()) == 35


ADDS = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(__file__.rpartition("/")[0])!r})
from test_corpus import _add_range
print("ready", flush=True)
_add_range(Path(sys.argv[1]), 0, 10_000)
"""


@pytest.mark.parametrize("wait", [0.0, 0.01, 0.03, 0.1, 0.3])
def test_a_kill_leaves_a_corpus_that_opens(tmp_path, wait):
    """Rule: after a kill at any moment the corpus is read whole, each text as stored, and the next addition goes on."""
    with subprocess.Popen([sys.executable, "-c", ADDS, tmp_path], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
    corpus = Corpus(tmp_path)
    for entry in corpus.entries():
        assert corpus.text(entry)
        assert map_runs(read_maps(tmp_path)[entry.id])
    before = len(corpus.entries())
    put(corpus, [taken(99_999)])
    assert len(corpus.entries()) == before + 1
    assert not list(tmp_path.glob(".*.new"))


def test_rows_are_lines_of_json(tmp_path):
    """Rule: the manifest can be read by anything that reads JSON Lines, words of any script as they are."""
    put(Corpus(tmp_path), [taken(1, title="گفتگو – “talks”")])
    (line,) = (tmp_path / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["title"] == "گفتگو – “talks”"
    assert "گفتگو" in line
