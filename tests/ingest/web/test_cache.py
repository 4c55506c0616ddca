"""Pages kept as received."""

import hashlib
import json
import subprocess
import sys
import time
from itertools import pairwise

import pytest

from positions.documents.corpus import Issue


def records(tmp_path) -> list[dict]:
    found = sorted((tmp_path / "fetched" / "records").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in found]


def test_what_is_kept_says_where_it_came_from(server, fetch, page, tmp_path):
    """Rule: a body lies under its sha256; its record has the addresses, status, type, validators, day and sha256."""
    server.pages |= {"/a": page(status=301, Location="/b"), "/b": page(b"\xff\x00as it came", ETag='"1"')}
    (source,) = fetch(server.url("/a#part"))
    digest = hashlib.sha256(b"\xff\x00as it came").hexdigest()
    assert source.path == tmp_path / "fetched" / "pages" / digest
    assert source.path.read_bytes() == b"\xff\x00as it came"
    (record,) = records(tmp_path)
    assert len(record.pop("retrieved")) == len("2022-07-29")
    assert record == {
        "asked": server.url("/a"),
        "url": server.url("/b"),
        "status": 200,
        "media_type": "text/html",
        "etag": '"1"',
        "last_modified": "",
        "sha256": digest,
    }


def test_what_is_kept_is_not_asked_again(server, fetch, page, tmp_path):
    """Rule: an address that is kept makes no request, in whatever spelling, and gives the same source."""
    server.pages["/a"] = page()
    first = fetch(server.url("/a"))
    asked = list(server.asked)
    (again,) = fetch(server.url("/a#part"))
    assert (again.path, again.url, again.retrieved) == (first[0].path, first[0].url, first[0].retrieved)
    assert server.asked == asked


def test_without_a_connection_what_is_kept_is_there(fetch, serve, page):
    """Rule: a full cache works when the server is gone; only what is not kept is left out."""
    with serve() as server:
        server.pages["/a"] = page()
        urls = server.url("/a"), server.url("/b")
        kept = fetch(urls[0])
    again, left_out = fetch(*urls)
    assert [again] == kept
    assert left_out.reason.startswith("cannot be reached (")


VALIDATORS = [
    ({"ETag": '"1"'}, 'if-none-match: "1"\r\n'),
    ({"Last_Modified": "Fri, 29 Jul 2022 10:00:00 GMT"}, "if-modified-since: fri, 29 jul 2022 10:00:00 gmt\r\n"),
]


@pytest.mark.parametrize(("validator", "sent"), VALIDATORS)
def test_a_page_is_refreshed_when_it_has_changed(server, fetch, page, tmp_path, validator, sent):
    """Rule: with ``refresh`` the server is asked for what has changed since; 304 leaves what is kept as it is."""
    server.pages["/a"] = [page(b"old", **validator), page(b"", status=304, Content_Length=""), page(b"new")]
    first = fetch(server.url("/a"))
    before = records(tmp_path)
    assert fetch(server.url("/a"), refresh=True) == first
    assert sent in server.heads[-1].lower()
    assert records(tmp_path) == before
    (changed,) = fetch(server.url("/a"), refresh=True)
    assert changed.path.read_bytes() == b"new"
    assert first[0].path.read_bytes() == b"old"  # a corpus names it by its sha256


def test_a_refresh_that_fails_keeps_what_was(server, fetch, page):
    """Rule: a page that is gone on a second look is said to be gone, and stays kept."""
    server.pages["/a"] = [page(b"old"), page(status=410)]
    first = fetch(server.url("/a"))
    assert isinstance(fetch(server.url("/a"), refresh=True)[0], Issue)
    assert fetch(server.url("/a")) == first


def damage_body(folder):
    next((folder / "pages").iterdir()).write_bytes(b"<p>wor")


def lose_body(folder):
    next((folder / "pages").iterdir()).unlink()


def cut_record(folder):
    record = next((folder / "records").iterdir())
    record.write_text(record.read_text(encoding="utf-8")[:50], encoding="utf-8")


def other_record(folder):
    next((folder / "records").iterdir()).write_text("[1]", encoding="utf-8")


@pytest.mark.parametrize("damage", [damage_body, lose_body, cut_record, other_record])
def test_what_is_damaged_is_fetched_anew(server, fetch, page, tmp_path, damage):
    """Rule: a body that is not what its record says, or a record that is none, counts as not kept."""
    server.pages["/a"] = page()
    first = fetch(server.url("/a"))
    damage(tmp_path / "fetched")
    assert fetch(server.url("/a")) == first
    assert first[0].path.read_bytes() == b"<p>words</p>"
    assert server.asked.count("/a") == 2


PROGRAM = """
import sys
from pathlib import Path
from positions.ingest import web, web_connections

folder, *urls = sys.argv[1:]
limits = web_connections.Limits(pause=0.0)
for one in web.fetch(urls, Path(folder), allow_private=True, limits=limits):
    print(type(one).__name__)
"""


def test_two_programs_share_a_folder(server, page, tmp_path):
    """Rule: two programs that fetch the same pages at once ask for each once, one at a time, and both get all."""

    def slow(connection):
        time.sleep(0.05)
        connection.sendall(page())

    paths = [f"/{number}" for number in range(4)]
    server.pages |= dict.fromkeys(paths, slow)
    urls = [server.url(path) for path in paths]
    command = [sys.executable, "-c", PROGRAM, tmp_path / "fetched"]
    running = [subprocess.Popen([*command, *row], stdout=subprocess.PIPE, text=True) for row in (urls, urls[::-1])]
    assert [program.communicate(timeout=30)[0].split() for program in running] == [["Source"] * 4] * 2
    assert sorted(path for path in server.asked if path != "/robots.txt") == paths
    assert all(one.ended <= following.began + 0.01 for one, following in pairwise(server.requests))
