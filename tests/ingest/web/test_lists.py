"""Lists of links."""

import pytest

from positions.ingest import web

LIST = """\
# Pakistan and the US, July 2022

https://example.org/a#part   # seen in the archive
  http://example.org/b?x=1
htp://example.org/typed-wrong
https://example.org/c
https://example.org/d
https://example.org/e
"""
LINKS = ["https://example.org/a#part", "http://example.org/b?x=1", "htp://example.org/typed-wrong"]
LINKS += [f"https://example.org/{name}" for name in "cde"]


@pytest.mark.parametrize("raw", [LIST.encode(), LIST.encode("utf-8-sig"), LIST.replace("\n", "\r\n").encode("utf-16")])
def test_a_list_is_read_line_by_line(tmp_path, raw):
    """Rule: one address a line, in order; comments and blank lines are passed over; what is mistyped is handed on."""
    path = tmp_path / "links.txt"
    path.write_bytes(raw)
    assert web.read_links(path) == LINKS


@pytest.mark.parametrize("raw", [None, b"\x89PNG\r\n\x1a\n" + bytes(100), LIST.encode() * 400 + bytes(range(256)) * 99])
def test_a_list_that_is_none(tmp_path, raw):
    """Rule: a file that is not there, or no text as a whole, is no list: its reader says what it is."""
    path = tmp_path / "links.txt"
    if raw is not None:
        path.write_bytes(raw)
    assert web.read_links(path) == []


IS_LIST = {
    LIST: True,
    "https://example.org/a": True,
    "\ufeffHTTPS://example.org/a\n\n": True,
    "": False,
    "Links of July\n" + "https://example.org/a\n" * 4: True,
    "Links of July\n" + "https://example.org/a\n" * 3: False,
    "# Only a comment\n": False,
    "Minister visits Washington\nhttps://example.org/a\n": False,
    "https://example.org/a\nThe minister said on Friday that talks went on.\nHe left.\n": False,
    "https://example.org/a The minister said\n": False,
    "# Minister visits Washington\n\nThe minister left for [Washington](https://example.org/a).\n": False,
}


@pytest.mark.parametrize("text", IS_LIST)
def test_a_list_is_told_from_an_article(tmp_path, text):
    """Rule: a text is a list when at least four of five of its lines are addresses."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert bool(web.read_links(tmp_path / "a.txt")) is IS_LIST[text]
