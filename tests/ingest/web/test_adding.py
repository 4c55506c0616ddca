"""Links added to a corpus."""

from functools import partial

import pytest

from positions import documents
from positions.documents.corpus import Corpus
from positions.ingest import adding, web
from positions.ingest.intake import Given
from positions.ingest.tables import Mapping

WORDS = "The envoy told reporters in Islamabad on Friday that talks with Washington had helped both countries. "
PAGE = f"<html><head><title>Envoy hopes for talks</title></head><body><h1>Envoy hopes for talks</h1><p>{WORDS * 4}</p>"


@pytest.fixture
def add(tmp_path, monkeypatch, quick):
    """Add what is given to a corpus in the test's folder, in short times."""
    monkeypatch.setattr(web, "fetch", partial(web.fetch, limits=quick))

    def added(*given: str) -> adding.Tally:
        today = Given(added="2030-01-02")
        return adding.add(given, tmp_path / "corpus", today, Mapping(), allow_local=True, say=lambda line: None)

    return added


def test_links_are_added_to_a_new_corpus(server, page, add, tmp_path):
    """Rule: pages kept before there is a document do not stand in the way of the corpus; what failed has its line."""
    server.pages["/envoy"] = page(PAGE.encode())
    links = tmp_path / "links.txt"
    links.write_text(f"# two\n{server.url('/envoy')}\n{server.url('/gone')}\n")
    add(str(links))
    corpus = Corpus(tmp_path / "corpus")
    assert [(entry.title, entry.url) for entry in corpus.entries()] == [("Envoy hopes for talks", server.url("/envoy"))]
    assert [line.reason for line in corpus.ledger() if not line.document] == ["is not there (404)"]
    (document,) = documents.read(tmp_path / "corpus").documents
    assert document.is_fetched and len(document.retrieved) == len("2030-01-02") and document.added == "2030-01-02"
    asked = len(server.requests)
    assert add(server.url("/envoy")).new == 0
    assert len(server.requests) == asked
