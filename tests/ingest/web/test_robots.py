"""What sites let programs read."""

import time

import pytest

from positions.documents.corpus import Issue

RULES = """\
User-agent: other
Disallow: /

User-agent: *
Allow: /
Disallow: /print/
Disallow: /*?amp=
Disallow: /*.doc$
Allow: /print/open
"""
OPEN = ["/a", "/print", "/print/open/1", "/a.doc.html", "/a?page=1"]
CLOSED = ["/print/1", "/a?amp=1", "/a.doc"]
UNKNOWN = "cannot be read now, because its site's robots.txt, which says what programs may read, "


def reason(outcome: list) -> str:
    """Return why the one address gave nothing, blank when it gave a page."""
    (one,) = outcome
    return one.reason if isinstance(one, Issue) else ""


@pytest.mark.parametrize("path", OPEN + CLOSED)
def test_what_a_site_forbids_is_not_asked_for(server, fetch, page, path):
    """Rule: the longest rule that fits counts, and ``*`` and ``$`` are wildcards (RFC 9309, 2.2.2 and 2.2.3)."""
    server.pages |= {"/robots.txt": page(RULES.encode()), path: page()}
    forbidden = "is one of the pages that its site asks programs not to read (robots.txt)"
    assert reason(fetch(server.url(path))) == (forbidden if path in CLOSED else "")
    assert (path in server.asked) == (path in OPEN)


def test_rules_for_this_program_come_first(server, fetch, page):
    """Rule: where a site speaks to this program by name, that counts (RFC 9309, 2.2.1)."""
    rules = b"User-agent: *\nDisallow:\n\nUser-agent: Positions\nDisallow: /\n"
    server.pages |= {"/robots.txt": page(rules), "/a": page()}
    assert reason(fetch(server.url("/a"))).startswith("is one of the pages")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_rules_forbid_nothing(server, fetch, page, status):
    """Rule: a robots.txt that is not there or not given out forbids nothing (RFC 9309, 2.3.1.3)."""
    server.pages |= {"/robots.txt": page(status=status), "/a": page()}
    assert reason(fetch(server.url("/a"))) == ""


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (500, "met an error on its server (500)"),
        (503, "is not available for now (503)"),
        (429, "is refused for now, because the site was asked too often (429)"),
    ],
)
def test_rules_that_cannot_be_known_forbid_everything(server, fetch, page, status, why):
    """Rule: while robots.txt meets a fault of the server, nothing is read (RFC 9309, 2.3.1.4), nor at a 429."""
    server.pages |= {"/robots.txt": page(status=status), "/a": page()}
    assert reason(fetch(server.url("/a"))) == UNKNOWN + why
    assert "/a" not in server.asked


def test_rules_that_do_not_come_forbid_everything(server, fetch, page):
    """Rule: a robots.txt that hangs is not known, and costs its site's other pages no second wait."""
    server.pages |= {"/robots.txt": lambda connection: time.sleep(0.5), "/a": page(), "/b": page()}
    outcomes = fetch(server.url("/a"), server.url("/b"))
    assert [one.reason for one in outcomes] == [UNKNOWN + "sent nothing for 0.2 s"] * 2
    assert server.asked == ["/robots.txt"] * 4


def test_endless_rules_are_not_known(server, fetch, page):
    """Rule: of a robots.txt no more is read than the 500 KiB that the RFC asks for."""
    server.pages |= {"/robots.txt": page(b"#" * 600_000), "/a": page()}
    assert reason(fetch(server.url("/a"))) == UNKNOWN + "is longer than 512 KB"


def test_rules_in_any_form_end_soon(server, fetch, page):
    """Rule: rules made to take long, or of bytes that are no text, do not: many wildcards, no lines, NULs."""
    hostile = b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"b\n\x00\xff\xfe: \nCrawl-delay: nan\nCrawl-delay: -1\n"
    long = "/" + "a" * 4000
    server.pages |= {"/robots.txt": page(hostile), long: page()}
    started = time.process_time()
    assert reason(fetch(server.url(long))) == ""
    assert time.process_time() - started < 1


def test_rules_are_asked_for_once(server, fetch, page):
    """Rule: a site's robots.txt is asked for once, before the first page."""
    server.pages |= {"/a": page(), "/b": page()}
    fetch(server.url("/a"), server.url("/b"))
    assert server.asked == ["/robots.txt", "/a", "/b"]


def test_a_redirect_to_what_is_forbidden(server, fetch, page):
    """Rule: the rules hold for every address on the way."""
    server.pages |= {"/robots.txt": page(RULES.encode()), "/a": page(status=302, Location="/print/1")}
    forbidden = f"leads to {server.url('/print/1')}, which is one of the pages that its site asks programs not to read"
    assert reason(fetch(server.url("/a"))).startswith(forbidden)
    assert "/print/1" not in server.asked


@pytest.mark.parametrize(("rule", "gap"), [("0.4", 0.4), ("86400", 0.6)])
def test_a_crawl_delay_is_kept_up_to_a_bound(server, fetch, page, quick, rule, gap):
    """Rule: between two pages is the pause that the site asks for, at most ``longest_pause``."""
    server.pages |= {"/robots.txt": page(f"User-agent: *\nCrawl-delay: {rule}\n".encode())}
    server.pages |= {"/a": page(), "/b": page()}
    limits = type(quick)(pause=0, longest_pause=0.6)
    fetch(server.url("/a"), server.url("/b"), limits=limits)
    assert gap <= server.requests[2].began - server.requests[1].ended < gap + 0.5
