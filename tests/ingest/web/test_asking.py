"""Servers that misbehave, on this machine."""

import datetime
import gzip
import socket
import time
from email.utils import format_datetime

import pytest

from positions.documents import Issue
from positions.ingest import web_connections

GZIP = {"Content_Encoding": "gzip"}


def endless(connection: socket.socket) -> None:
    """Send a page of 5 GB, as long as anybody listens."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n")
    for _ in range(80_000):
        connection.sendall(b"x" * 65536)


def endless_unannounced(connection: socket.socket) -> None:
    """Send 5 GB in chunks, without a word on how many."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(80_000):
        connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def silent(connection: socket.socket) -> None:
    """Hang before the first byte."""
    time.sleep(1)


def hangs_midway(connection: socket.socket) -> None:
    """Hang after half of the body."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")
    time.sleep(1)


def drips(connection: socket.socket) -> None:
    """Send a byte now and then, never late enough for one wait."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.1)


def drips_headers(connection: socket.socket) -> None:
    """Send headers that never end, a byte now and then."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.1)


def closes_midway(connection: socket.socket) -> None:
    """Announce more than is sent."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")


def closes_in_a_chunk(connection: socket.socket) -> None:
    """Close before the last chunk."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf \r\n")


def closes_at_once(connection: socket.socket) -> None:
    """Close without a word."""


def huge_headers(connection: socket.socket) -> None:
    """Send a header of 10 MB."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000_000 + b"\r\n\r\n")


def many_headers(connection: socket.socket) -> None:
    """Send a million headers."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 1_000_000 + b"\r\n")


def no_http(connection: socket.socket) -> None:
    """Speak as a mail server does."""
    connection.sendall(b"220 mail.example.org ESMTP ready\r\n")


def strange_redirect(connection: socket.socket) -> None:
    """Lead on to what is no address."""
    connection.sendall(b"HTTP/1.1 302 X\r\nLocation: http://[::1/\r\nContent-Length: 0\r\n\r\n")


SAVE = "Open it in a browser, save the page and add the file."
LATER = "Add it again later."
DOWNLOAD = "Download it in a browser and add the file."
BROKEN = "broke off or was damaged before its end"
MISBEHAVING = {
    endless: ("is longer than 300 KB", DOWNLOAD),
    endless_unannounced: ("is longer than 300 KB", DOWNLOAD),
    silent: ("sent nothing for 0.2 s", LATER),
    hangs_midway: ("sent nothing for 0.2 s", LATER),
    drips: ("was not complete after 1 s", SAVE),
    drips_headers: ("was not complete after 1 s", SAVE),
    closes_midway: (BROKEN, LATER),
    closes_in_a_chunk: (BROKEN, LATER),
    closes_at_once: ("does not answer like a web server", "Check the address and its port."),
    huge_headers: ("does not answer like a web server", "Check the address and its port."),
    many_headers: ("does not answer like a web server", "Check the address and its port."),
    no_http: ("does not answer like a web server", "Check the address and its port."),
    strange_redirect: (
        "leads on to something that is not an address",
        "Open it in a browser and give the address that it ends at.",
    ),
}


def left_out(outcome: list) -> tuple[str, str]:
    (one,) = outcome
    assert isinstance(one, Issue)
    return one.reason, one.remedy


@pytest.mark.parametrize("behaviour", MISBEHAVING, ids=lambda behaviour: behaviour.__name__)
def test_a_server_that_misbehaves_costs_one_line(server, fetch, tmp_path, behaviour):
    """Rule: what hangs, drips, floods or breaks off ends within its bounds, in one line, and leaves no half page."""
    server.pages["/a"] = behaviour
    reason, remedy = left_out(fetch(server.url("/a")))
    assert (reason.partition(" (")[0], remedy) == MISBEHAVING[behaviour]
    assert len(reason) < 300 and "\n" not in reason
    assert list((tmp_path / "fetched" / "pages").iterdir()) == []
    assert list((tmp_path / "fetched" / "records").iterdir()) == []


def test_a_page_after_redirects_has_its_last_address(server, fetch, page):
    """Rule: redirects are followed, relative ones too; the place is what was asked, the address the last one."""
    server.pages |= {"/a": page(status=301, Location="/b?x=1"), "/b?x=1": page(status=307, Location="c#part")}
    server.pages["/c"] = page(b"<p>here</p>")
    (source,) = fetch(server.url("/a"))
    assert (source.place, source.url, source.name) == (server.url("/a"), server.url("/c"), "c.html")
    assert source.path.read_bytes() == b"<p>here</p>"


def test_redirects_without_end(server, fetch, page, quick):
    """Rule: redirects are followed ten times at most."""
    server.pages["/a"] = page(status=302, Location="/a")
    assert left_out(fetch(server.url("/a")))[0] == "leads on more than 10 times"
    assert server.asked.count("/a") == 11


LEADS_ASTRAY = {
    "http://127.0.0.2/x": "points into the machine's own network (127.0.0.2)",
    "http://169.254.169.254/latest/meta-data": "points into the machine's own network (169.254.169.254)",
    "http://[::ffff:10.0.0.1]/": "points into the machine's own network (::ffff:10.0.0.1)",
    "http://2130706434/": "points into the machine's own network (127.0.0.2)",
    "http://me:secret@example.org/": "has a user name or password in it",
    "file:///etc/passwd": "is an address of file, which is not read",
    "ftp://example.org/": "is an address of ftp, which is not read",
}


@pytest.mark.parametrize("target", LEADS_ASTRAY)
def test_a_redirect_is_checked_as_an_address_is(server, fetch, page, monkeypatch, target):
    """Rule: no redirect leads into the machine's own network, off the web or to a password."""
    is_private = web_connections.is_private
    monkeypatch.setattr(web_connections, "is_private", lambda one: one != "127.0.0.1" and is_private(one))
    server.pages["/a"] = page(status=302, Location=target)
    reason, _ = left_out(fetch(server.url("/a"), allow_private=False))
    assert reason.startswith("leads to ")
    assert reason.endswith(f", which {LEADS_ASTRAY[target]}")
    assert "secret" not in reason


STATUSES = {
    401: "asks for a password (401)",
    403: "is refused by its site (403)",
    404: "is not there (404)",
    410: "is gone for good (410)",
    418: "is refused by its site (418)",
    451: "is withheld for legal reasons (451)",
    500: "met an error on its server (500)",
    505: "met an error on its server (505)",
    204: "gave no page (204)",
    206: "gave no page (206)",
    300: "gave no page (300)",
    304: "gave no page (304)",
}


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_that_is_no_page_is_said_once(server, fetch, page, status):
    """Rule: an answer without the page is one line, and is not asked for again."""
    server.pages["/a"] = page(b"", status=status)
    reason, remedy = left_out(fetch(server.url("/a")))
    assert reason == STATUSES[status]
    assert remedy.endswith(".")
    assert server.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_pass_is_asked_again(server, fetch, page, status):
    """Rule: a fault that may pass is asked again, four times in all, and the page is taken when it comes."""
    server.pages["/a"] = [page(status=status)] * 3 + [page(b"at last")]
    (source,) = fetch(server.url("/a"))
    assert source.path.read_bytes() == b"at last"


@pytest.mark.parametrize("behaviour", [silent, closes_midway, closes_at_once])
def test_a_page_that_broke_off_is_asked_again(server, fetch, page, behaviour):
    """Rule: a time-out or a connection that breaks is asked again, and what came before is not part of the page."""
    server.pages["/a"] = [behaviour, page(b"whole")]
    (source,) = fetch(server.url("/a"))
    assert source.path.read_bytes() == b"whole"


def test_a_fault_that_stays_ends(server, fetch, page):
    """Rule: nobody is asked more than four times, and the waits between grow twofold."""
    server.pages["/a"] = page(status=503)
    started = time.monotonic()
    limits = web_connections.Limits(pause=0, backoff=0.1)
    assert left_out(fetch(server.url("/a"), limits=limits))[0] == "is not available for now (503)"
    assert server.asked.count("/a") == 4
    assert time.monotonic() - started >= 0.1 + 0.2 + 0.4


def test_a_site_says_when_to_ask_again(server, fetch, page):
    """Rule: ``Retry-After`` is kept where it is longer than the wait would be, in seconds or as a date."""
    server.pages["/a"] = [page(status=429, Retry_After="1"), page(b"now")]
    assert [type(one).__name__ for one in fetch(server.url("/a"))] == ["Source"]
    assert server.requests[-1].began - server.requests[-2].ended >= 1
    soon = format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2), usegmt=True)
    server.pages["/b"] = [page(status=503, Retry_After=soon), page(b"now")]
    assert [type(one).__name__ for one in fetch(server.url("/b"))] == ["Source"]
    assert server.requests[-1].began - server.requests[-2].ended >= 0.7  # a date has whole seconds


@pytest.mark.parametrize("after", ["86400", "9" * 400, "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_site_that_asks_for_a_long_wait_is_left(server, fetch, page, after):
    """Rule: a wait beyond the bound is not waited for; the line says how long it would be."""
    server.pages["/a"] = page(status=503, Retry_After=after)
    reason, _ = left_out(fetch(server.url("/a")))
    assert reason.startswith("was not available now, and its site asks for a pause of ")
    assert server.asked.count("/a") == 1


@pytest.mark.parametrize("after", ["soon", "-1", "", "²", "Fri, 99 Foo 2100"])
def test_a_wait_that_says_nothing_is_passed_over(server, fetch, page, after):
    """Rule: a ``Retry-After`` that is neither seconds nor a date changes nothing."""
    server.pages["/a"] = [page(status=503, Retry_After=after), page()]
    assert [type(one).__name__ for one in fetch(server.url("/a"))] == ["Source"]


def test_a_bomb_in_gzip(server, fetch, page):
    """Rule: what unpacks beyond the bound is left out, however small it comes."""
    server.pages["/a"] = page(gzip.compress(b"\0" * 10_000_000), **GZIP)
    assert left_out(fetch(server.url("/a")))[0] == "is longer than 300 KB"


def test_gzip_is_kept_unpacked(server, fetch, page):
    """Rule: the packing of the way is no part of what came."""
    server.pages["/a"] = page(gzip.compress(b"<p>words</p>"), **GZIP)
    (source,) = fetch(server.url("/a"))
    assert source.path.read_bytes() == b"<p>words</p>"


@pytest.mark.parametrize("body", [b"", gzip.compress(b"")])
def test_an_empty_page(server, fetch, page, body):
    """Rule: an answer with nothing in it is no page."""
    server.pages["/a"] = page(body, **(GZIP if body else {}))
    assert left_out(fetch(server.url("/a")))[0] == "is empty"


@pytest.mark.parametrize(
    ("path", "media_type", "name"),
    [
        ("/1701234", "text/html; charset=utf-8", "1701234.html"),
        ("/a.html", "text/html", "a.html"),
        ("/a.php?id=3", "text/html", "a.php.html"),
        ("/report", "application/pdf", "report.pdf"),
        ("/export.jsonl.gz", "application/gzip", "export.jsonl.gz"),
        ("/notes.md", "", "notes.md"),
        ("/a%0Ab/c%2Fd", "nonsense", "c%2Fd"),
        ("/", "text/html", "page.html"),
    ],
)
def test_the_name_says_what_it_is(server, fetch, page, path, media_type, name):
    """Rule: a page is named by its address, with the ending of the type its server gave; a missing type is none."""
    server.pages[path] = page(Content_Type=media_type)
    (source,) = fetch(server.url(path))
    assert (source.name, source.media_type) == (name, media_type)


def test_cookies_are_of_one_address(server, fetch, page):
    """Rule: a cookie given on the way is sent on that way, as some sites need, and with no other address."""
    server.pages["/a"] = page(status=302, Location="/b", Set_Cookie="seen=1")
    server.pages |= {"/b": page(), "/c": page()}
    fetch(server.url("/a"), server.url("/c"))
    assert ["seen=1" in head for head in server.heads] == [False, False, True, False]


def test_the_program_says_what_it_is(server, fetch, page):
    """Rule: the server hears the project's name and version and no other trait of whoever asks."""
    server.pages["/a"] = page()
    fetch(server.url("/a"))
    lines = server.heads[-1].split("\r\n")
    assert [line for line in lines if line.startswith("User-Agent: positions/")]
    named = {line.partition(":")[0] for line in lines[1:] if line}
    assert named == {"Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Connection"}


def test_what_a_server_says_is_quoted_short_and_plain(server, fetch, page):
    """Rule: no control character and no long tale of a server gets into a message."""
    server.pages["/a"] = page(Content_Encoding="\x9b31m" + "x" * 5000)
    reason, _ = left_out(fetch(server.url("/a")))
    assert reason.isprintable()
    assert len(reason) < 300


def test_no_password_gets_into_the_ledger(fetch):
    """Rule: an address with a password is left out, and named without it."""
    (one,) = fetch("https://me:secret@example.org/a")
    assert one.file == "https://example.org/a"
