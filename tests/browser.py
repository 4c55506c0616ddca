"""Chromium for the tests of pages: one browser a session, a window of its own for each test that asks for one.

A window keeps what a page asked for (``requests``) and what it said or did by itself (``noise``). The fixtures are
``chromium`` (a window on a desk), ``phone``, ``dark``, ``printed``, ``window`` (any other) and ``axe``.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = f"no {', '.join(PROGRAMS[:-1])} or {PROGRAMS[-1]}"
REQUIRED = os.environ.get("POSITIONS_BROWSER") == "required"  # a test that cannot have its browser fails
PATIENCE = 120_000  # milliseconds: a busy machine is no failure
SETTLED = 100  # milliseconds in which a handler of a loaded page would have run
PHONE = 600  # below this width a window is a phone's
MARK = "browser"


class Window:
    """A page in a window, watched.

    Attributes
    ----------
    page : playwright.sync_api.Page
    requests : list of str
        Addresses asked for since the last `open`, that of the page first, blocked ones left out; ``data:`` is none.
    noise : list of str
        What came out of the page since then: console messages, errors, dialogs, other windows, downloads. A script or
        a request that the page's policy stops is a console message.
    """

    def __init__(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        self.requests: list[str] = []
        self.noise: list[str] = []
        self.page = context.new_page()
        context.on("request", lambda request: self._asked(request.url))
        context.on("page", lambda page: self.noise.append(f"window: {page.url}"))
        self.page.on("console", lambda message: self.noise.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.noise.append(f"error: {error}"))
        self.page.on("download", lambda download: self.noise.append(f"download: {download.url}"))
        self.page.on("dialog", self._dismiss)

    def _asked(self, address: str) -> None:
        """Note a request."""
        if not address.startswith("data:"):
            self.requests.append(address)

    def _dismiss(self, dialog: object) -> None:
        """Note a dialog and close it, or the page would wait for an answer."""
        self.noise.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded and whatever runs by itself has run."""
        self.requests.clear()
        self.noise.clear()
        self.page.goto(address)
        self.page.wait_for_timeout(SETTLED)

    def value(self, script: str) -> object:
        """Return what a piece of JavaScript gives; the page's own policy does not apply to it."""
        return self.page.evaluate(script)

    def until(self, condition: str) -> None:
        """Wait until a condition in JavaScript holds; Playwright's own waiting falls foul of the page's policy."""
        deadline = time.monotonic() + PATIENCE / 1000
        while not self.value(condition):
            assert time.monotonic() < deadline, f"never true: {condition}"
            self.page.wait_for_timeout(10)

    def picture(self, path: Path) -> None:
        """Store a picture of the whole page."""
        self.page.screenshot(path=path, full_page=True)


def program() -> str | None:
    """Return the path of a browser of this machine."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The running browser; without one the test is skipped, or fails where it is required."""
    if (found := program()) is None:
        (pytest.fail if REQUIRED else pytest.skip)(f"{MISSING} on this machine to look at the pages with")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, timeout=PATIENCE)
        yield running
        running.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Window]]:
    """Open a window: ``window(width=1280, dark=False, printed=False, trusting=False)``.

    In a trusting window the pages' own policies do not apply: what is not escaped runs.
    """
    contexts: list[BrowserContext] = []

    def opened(width: int = 1280, dark: bool = False, printed: bool = False, trusting: bool = False) -> Window:
        contexts.append(
            browser.new_context(
                viewport={"width": width, "height": 844},
                is_mobile=width < PHONE,
                has_touch=width < PHONE,
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                bypass_csp=trusting,
            )
        )
        made = Window(contexts[-1])
        if printed:
            made.page.emulate_media(media="print")
        return made

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def chromium(window) -> Window:
    """A window as wide as on a desk."""
    return window()


@pytest.fixture
def phone(window) -> Window:
    """A window as wide as a phone's."""
    return window(390)


@pytest.fixture
def dark(window) -> Window:
    """A window of a reader who asks for dark pages."""
    return window(dark=True)


@pytest.fixture
def printed(window) -> Window:
    """A window that shows pages as they are printed."""
    return window(printed=True)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """List what axe finds serious or critical on a page: rule, where, what; nothing when there is nothing."""

    def violations(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        grave = [violation for violation in found if violation["impact"] in ("serious", "critical")]
        return [f"{one['id']}: {node['target']}: {one['help']}" for one in grave for node in one["nodes"]]

    return violations


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark that tests in a browser have."""
    config.addinivalue_line("markers", f"{MARK}: looks at a page in Chromium (given to each test that does)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(MARK)


def _version() -> str:
    """Return the browser's name and version."""
    return subprocess.run([program(), "--version"], capture_output=True, text=True, check=True).stdout.strip()


def pytest_terminal_summary(terminalreporter: object) -> None:
    """Say at the end how many tests ran in which browser, and how many did not."""
    done = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    ran = sum(report.when == "call" and MARK in report.keywords for report in done)
    lost = [report for kind in ("skipped", "error") for report in terminalreporter.getreports(kind)]
    # A file that could not be imported is reported as well, and has no tests that could be marked.
    not_run = sum(MARK in getattr(report, "keywords", ()) for report in lost)
    told = [f"{ran} ran in {_version()}"] if ran else []
    told += [f"{not_run} not run{'' if program() else f': {MISSING} here'}"] if not_run else []
    if told:
        terminalreporter.write_line(f"browser tests: {', '.join(told)}")
