"""Hosts side by side, each one page at a time."""

import errno
import time
from itertools import pairwise

import pytest

from positions.documents.corpus import Issue
from positions.errors import InputError
from positions.ingest import web, web_connections
from positions.ingest.candidates import Source
from positions.ingest.web_folder import PageCache


@pytest.fixture
def two_hosts(monkeypatch):
    """Two names of this machine."""
    monkeypatch.setattr(web_connections, "look_up", lambda host: ["127.0.0.1"])
    return "one.test", "two.test"


def test_the_order_is_that_of_the_addresses(server, fetch, page, two_hosts):
    """Rule: sources and what was left out come in the order given, whichever host is quicker; twice counts once."""

    def slow(connection):
        time.sleep(0.1)
        connection.sendall(page())

    server.pages |= {"/slow": slow, "/a": page()}
    urls = [server.url("/slow", "one.test"), "nonsense", server.url("/a", "two.test"), server.url("/gone", "one.test")]
    outcomes = fetch(*urls, urls[0])
    assert [one.place if isinstance(one, Source) else one.file for one in outcomes] == urls
    assert [type(one) for one in outcomes] == [Source, Issue, Source, Issue]


def test_a_host_is_asked_one_page_at_a_time(server, fetch, page, two_hosts):
    """Rule: never two requests at once to a host, and a pause between them; two hosts are asked meanwhile."""

    def slow(connection):
        time.sleep(0.1)
        connection.sendall(page())

    paths = [f"/{number}" for number in range(3)]
    server.pages |= dict.fromkeys(paths, slow)
    fetch(*(server.url(path, host) for host in two_hosts for path in paths), limits=web_connections.Limits(pause=0.15))
    rows = [[request for request in server.requests if f"Host: {host}:" in request.head] for host in two_hosts]
    assert [[request.path for request in row] for row in rows] == [["/robots.txt", *paths]] * 2
    gaps = [following.began - one.ended for row in rows for one, following in pairwise(row)]
    assert min(gaps) >= 0.14
    assert rows[1][0].began < rows[0][-1].began  # the second host did not wait for the first to be through


def test_who_stops_listening_stops_the_asking(server, tmp_path, page, quick):
    """Rule: when nobody takes the pages any more, no further page is asked for."""
    server.pages |= {f"/{number}": page() for number in range(5)}
    urls = [server.url(path) for path in server.pages]
    pages = web.fetch(urls, tmp_path / "fetched", allow_private=True, limits=web_connections.Limits(pause=0.2))
    next(pages)
    pages.close()
    asked = list(server.asked)
    time.sleep(0.5)
    assert server.asked == asked == ["/robots.txt", "/0"]


def test_a_folder_that_cannot_be_written(server, page, tmp_path, quick):
    """Rule: when pages cannot be kept, all stops with one message that names the folder."""
    (tmp_path / "fetched").write_text("a file")
    server.pages["/a"] = page()
    with pytest.raises(InputError, match="fetched: cannot be written"):
        list(web.fetch([server.url("/a")], tmp_path / "fetched", allow_private=True, limits=quick))


def test_a_disk_that_is_full(server, page, tmp_path, quick, monkeypatch):
    """Rule: an error of the disk in the midst of fetching is that message too, and no line about the page."""

    def full(self, *rest, **more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(PageCache, "store", full)
    server.pages["/a"] = page()
    with pytest.raises(InputError, match="fetched: cannot be written \\(No space left on device\\)"):
        list(web.fetch([server.url("/a")], tmp_path / "fetched", allow_private=True, limits=quick))


def test_nothing_to_fetch(tmp_path):
    """Rule: no address, no source."""
    assert list(web.fetch([], tmp_path / "fetched")) == []


def test_a_redirect_waits_for_its_turn_too(server, fetch, page, two_hosts):
    """Rule: a page of one host that leads to another asks there only when nobody else does."""

    def slow(connection):
        time.sleep(0.2)
        connection.sendall(page())

    there = server.url("/there", "two.test")
    server.pages |= {"/leads": page(status=302, Location=there), "/there": slow, "/slow": slow}
    fetch(server.url("/leads", "one.test"), server.url("/slow", "two.test"))
    row = [request for request in server.requests if "Host: two.test:" in request.head]
    assert {"/slow", "/there"} <= {request.path for request in row}
    assert all(one.ended <= following.began + 0.01 for one, following in pairwise(row))
