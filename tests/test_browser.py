"""What the tests do where there is no browser, and what their windows notice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ONE = "tests/test_browser.py::test_a_quiet_page_is_quiet"


def without_a_browser(**more: str) -> subprocess.CompletedProcess:
    """Run one test of this file where no program is found."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ONE]
    inherited = {name: value for name, value in os.environ.items() if name != "POSITIONS_BROWSER"}
    return subprocess.run(command, cwd=ROOT, env=inherited | {"PATH": ""} | more, capture_output=True, text=True)


def test_no_browser_is_told():
    """Without a browser a test that needs one is skipped, and the last lines say how many were."""
    done = without_a_browser()
    assert done.returncode == 0
    told = "browser tests: 1 not run: no chromium, chromium-browser or google-chrome here"
    assert told in done.stdout.splitlines()


def test_no_browser_fails_where_it_is_required():
    """Continuous integration cannot pass for want of a browser."""
    assert without_a_browser(POSITIONS_BROWSER="required").returncode == 1


def test_a_quiet_page_is_quiet(chromium, tmp_path):
    """A page that asks for nothing and says nothing leaves its own address and no noise."""
    page = tmp_path / "page.html"
    page.write_text("<title>A page</title><img src='data:,' alt=''>", encoding="utf-8")
    chromium.open(page.as_uri())
    assert (chromium.requests, chromium.noise) == ([page.as_uri()], [])


@pytest.mark.parametrize(
    ("body", "noticed"),
    [
        ("<script>console.log('here')</script>", "console: here"),
        ("<img src=data:x onerror='alert(1)'>", "dialog: 1"),
        ("<script>throw 'away'</script>", "error: away"),
        ("<script>window.open('about:blank')</script>", "window: about:blank"),
        (
            "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><script>1</script>",
            "console: Executing inline script violates",
        ),
    ],
)
def test_what_a_page_does_is_noticed(chromium, tmp_path, body, noticed):
    """Whatever a page does by itself, or tries to against its policy, is among the noise."""
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>A page</title>{body}", encoding="utf-8")
    chromium.open(page.as_uri())
    assert any(one.startswith(noticed) for one in chromium.noise), chromium.noise


def test_every_request_is_noticed(chromium, tmp_path):
    """Files beside a page are requests as well as addresses elsewhere."""
    page = tmp_path / "page.html"
    page.write_text(
        "<title>A page</title><link rel=stylesheet href=x.css><img src=http://127.0.0.1:65000/y.png>", encoding="utf-8"
    )
    chromium.open(page.as_uri())
    assert sorted(chromium.requests) == sorted(
        [page.as_uri(), (tmp_path / "x.css").as_uri(), "http://127.0.0.1:65000/y.png"]
    )


def test_axe_finds_what_is_wrong(chromium, axe, tmp_path):
    """A picture without words for it is found, a page in order is not."""
    for alt, found in (("", ["image-alt"]), (" alt='A dot'", [])):
        page = tmp_path / "page.html"
        page.write_text(
            f"<html lang=en><title>A page</title><main><h1>A page</h1><img src='data:,'{alt}></main></html>"
        )
        chromium.open(page.as_uri())
        assert [one.partition(":")[0] for one in axe(chromium.page)] == found


def test_windows_are_of_different_readers(chromium, phone, dark, printed):
    """Each window has the width, the colours or the medium it is named for."""
    asked = "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('print').matches]"
    for shown, expected in (
        (chromium, [1280, False, False]),
        (phone, [390, False, False]),
        (dark, [1280, True, False]),
        (printed, [1280, False, True]),
    ):
        shown.open("data:text/html,<!doctype html><meta name=viewport content=width=device-width>")
        assert shown.value(asked) == expected
