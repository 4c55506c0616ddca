"""Requests to the web: one at a time to each host, as its robots.txt allows, repeated if a failure may pass, and kept.

There is a pause after each request, also between programs that share a folder. Protego reads robots.txt as RFC 9309
requires: ``*`` and ``$`` in a path are wildcards, and the longest matching rule counts. The parser of the standard
library takes them for letters, and follows the first matching rule.

Pages are kept as received beside a corpus: they are fetched once and can be looked up. ``pages/`` has each body as it
came, under its sha256; ``records/`` has a small JSON file for each address, which says what came of it; ``hosts/`` has
the locks of those who ask (`Politeness`). A body stays when a later one replaces it in the record, because a corpus
names it by its sha256.
"""

import datetime
import hashlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar

import httpx
from filelock import FileLock
from protego import Protego

from positions import files
from positions.ingest.web_connections import (
    AGENT,
    Limits,
    Unfetched,
    check_address,
    failure,
    failure_of_status,
    open_client,
    told_failures,
    unpack_body,
)


class Stopped(Exception):
    """Raised when nobody waits for the answer any more."""


class Politeness:
    """Turns of programs and threads at a host.

    Parameters
    ----------
    folder : Path
        Has a lock for each host, and a mark whose time is that of the host's next turn.
    longest : float
        The longest wait for a turn in seconds, whatever time the mark has.
    """

    def __init__(self, folder: Path, longest: float) -> None:
        self._folder, self._longest = folder, longest
        self._stop = threading.Event()
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[None]:
        """Wait for a turn at a host and have it alone; the next is ``pause`` seconds after its end.

        Raises
        ------
        Stopped
            If `close` is called meanwhile.
        """
        mark = self._mark(host)
        with FileLock(mark.with_suffix(".turn")):
            due = mark.stat().st_mtime if mark.exists() else 0.0
            self.wait(min(due - time.time(), self._longest))
            try:
                yield
            finally:
                mark.touch()
                following = time.time() + pause
                os.utime(mark, (following, following))

    def claim(self, host: str) -> FileLock:
        """Return the lock under which a page of a host is looked up, asked for and kept, so that it is asked for once.

        A turn is for one request at whatever host; a claim holds through all the turns that a page takes.
        """
        return FileLock(self._mark(host).with_suffix(".claim"))

    def wait(self, seconds: float) -> None:
        """Wait; raise `Stopped` if `close` is called meanwhile."""
        if self._stop.wait(max(0.0, seconds)):
            raise Stopped

    def close(self) -> None:
        """End all waiting."""
        self._stop.set()

    def _mark(self, host: str) -> Path:
        """Return the file whose time is that of a host's next turn; its name is short, whatever the host's."""
        return self._folder / _digest(host)


Received = TypeVar("Received")
Allowed = Callable[[httpx.URL], float]
Receive = Callable[[httpx.Response], Received]
PAGE_CODES = (httpx.codes.OK, httpx.codes.NON_AUTHORITATIVE_INFORMATION)
UNCHANGED_CODE = httpx.codes.NOT_MODIFIED


class Requester:
    """Asks for addresses.

    Parameters
    ----------
    politeness : Politeness
    allow_private : bool
        Allow addresses of the machine's own network.
    limits : Limits
    """

    def __init__(self, politeness: Politeness, allow_private: bool, limits: Limits) -> None:
        self.politeness, self.limits = politeness, limits
        self._allow_private = allow_private

    def get(self, url: httpx.URL, allowed: Allowed, receive: Receive[Received], headers: Mapping[str, str]) -> Received:
        """Ask for an address.

        Parameters
        ----------
        url : httpx.URL
        allowed : function
            Called with each address on the way before it is asked; returns the pause after it, or raises `Unfetched`.
        receive : function
            Called with the answer, its body still to come, while nobody else asks its host.
        headers : mapping
            To send beside the usual ones.

        Returns
        -------
        object
            What ``receive`` makes of the answer.

        Raises
        ------
        Unfetched
        """
        session = open_client(self._allow_private, self.limits)
        for attempt in range(1, self.limits.attempts + 1):
            try:
                return self._followed(session, session.build_request("GET", url, headers=headers), allowed, receive)
            except Unfetched as found:
                if not found.again or attempt == self.limits.attempts:
                    raise
                if found.after > self.limits.longest_wait:
                    raise failure("later", seconds=f"{found.after:.0f}") from None
                self.politeness.wait(max(found.after, self.limits.backoff * 2 ** (attempt - 1)))
        raise AssertionError("the last attempt returns or raises")

    def _followed(
        self, session: httpx.Client, request: httpx.Request, allowed: Allowed, receive: Receive[Received]
    ) -> Received:
        """Follow an address to the end of its redirects."""
        first = request.url
        for _ in range(self.limits.redirects + 1):
            try:
                answer = self._answer(session, request, allowed, receive)
            except Unfetched as found:
                raise found if request.url == first else found.led_to(request.url) from None
            if not isinstance(answer, httpx.Request):
                return answer
            request = answer
        raise failure("no_end", times=self.limits.redirects)

    def _answer(
        self, session: httpx.Client, request: httpx.Request, allowed: Allowed, receive: Receive[Received]
    ) -> Received | httpx.Request:
        """Return what is made of one answer, or the request that it leads on to."""
        pause = allowed(check_address(request.url))
        turn = self.politeness.turn(request.url.host, pause)
        with turn, told_failures(self.limits), closing(session.send(request, stream=True)) as response:
            if response.next_request:
                return response.next_request
            if response.status_code in PAGE_CODES or (
                _is_conditional(request) and response.status_code == UNCHANGED_CODE
            ):
                return receive(response)
            raise failure_of_status(response.status_code, _after(response))


def _is_conditional(request: httpx.Request) -> bool:
    """Tell whether a request asks only for what has changed."""
    return "If-None-Match" in request.headers or "If-Modified-Since" in request.headers


def _after(response: httpx.Response) -> float:
    """Return the seconds that ``Retry-After`` asks to wait: a number or a date; 0 without it."""
    given = response.headers.get("retry-after", "").strip()
    if given.isdecimal():
        return float(given)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return 0.0
    now = datetime.datetime.now(datetime.UTC)
    return max(0.0, (until.replace(tzinfo=until.tzinfo or datetime.UTC) - now).total_seconds())


LONGEST_ROBOTS = 512_000  # bytes: the RFC asks to read 500 KiB at least
NO_RULES = Protego.parse("")


class Robots:
    """The rules of sites, each asked for once."""

    def __init__(self, asking: Requester) -> None:
        self._asking = asking
        self._known: dict[httpx.URL, Protego | Unfetched] = {}

    def pause(self, url: httpx.URL) -> float:
        """Return the seconds to pause after asking for an address.

        Raises
        ------
        Unfetched
            If its site asks programs not to read it; or if that cannot be known now, because the site's robots.txt
            meets an error on the server (5xx), is refused for the time being (429) or does not arrive. A robots.txt
            that does not exist or is withheld (any other 4xx) forbids nothing.
        """
        site = url.copy_with(raw_path=b"/robots.txt")
        if site not in self._known:
            self._known[site] = self._rules(site)
        rules = self._known[site]
        if isinstance(rules, Unfetched):
            raise rules
        if not rules.can_fetch(str(url), AGENT):
            raise failure("robots")
        return max(self._asking.limits.pause, rules.crawl_delay(AGENT) or 0.0)

    def _rules(self, site: httpx.URL) -> Protego | Unfetched:
        """Return the rules of a site, or why they cannot be known now."""
        try:
            return self._asking.get(site, lambda url: self._asking.limits.pause, _parsed, {})
        except Unfetched as found:
            if 400 <= found.status < 500 and found.status != httpx.codes.TOO_MANY_REQUESTS:
                return NO_RULES
            if found.of_host:
                return Unfetched(found.reason, found.remedy)  # asked often enough: not ``again``
            return failure("robots_unknown", why=found.reason)


def _parsed(response: httpx.Response) -> Protego:
    """Read the rules in an answer."""
    coding = response.headers.get("content-encoding", "")
    return Protego.parse(
        b"".join(unpack_body(response.iter_raw(), coding, LONGEST_ROBOTS)).decode("utf-8-sig", "replace")
    )


@dataclass(frozen=True)
class CachedPage:
    """What is known about a page as received.

    Attributes
    ----------
    asked, url : str
        The address asked for, and the one that gave the page after redirects.
    status : int
        Of the answer.
    media_type : str
        The type the server gave, with its parameters: ``text/html; charset=utf-8``.
    etag, last_modified : str
        The marks by which a server tells whether the page has changed since.
    retrieved : str
        The day it came, by UTC.
    sha256 : str
        Of the body, without the packing it came in.
    """

    asked: str
    url: str
    status: int
    media_type: str
    etag: str
    last_modified: str
    retrieved: str
    sha256: str


class PageCache:
    """The pages kept in a folder, which is created if necessary."""

    def __init__(self, folder: Path) -> None:
        self._pages, self._records = folder / "pages", folder / "records"
        for made in (self._pages, self._records):
            made.mkdir(parents=True, exist_ok=True)

    def page(self, asked: str) -> CachedPage | None:
        """Return the kept page of an address; None if there is none, or if its body does not match the record."""
        try:
            page = CachedPage(**json.loads(self._record(asked).read_text(encoding="utf-8")))
            return page if files.sha256_of(self.body(page).read_bytes()) == page.sha256 else None
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def body(self, page: CachedPage) -> Path:
        """Return where the body of a page lies."""
        return self._pages / page.sha256

    def store(self, pieces: Iterable[bytes], host: str) -> str:
        """Keep a body, whole or not at all.

        Parameters
        ----------
        pieces : iterable of bytes
            As they come.
        host : str
            That gives it, and gives one at a time: what a kill leaves half written is overwritten by its next page.

        Returns
        -------
        str
            Its sha256.

        Raises
        ------
        Unfetched
            If there is nothing in it.
        """
        part = self._pages / f".{_digest(host)}{files.NEW_SUFFIX}"
        digest = hashlib.sha256()
        try:
            with part.open("wb") as file:
                for piece in pieces:
                    digest.update(piece)
                    file.write(piece)
                if not file.tell():
                    raise failure("empty")
            part.replace(self._pages / digest.hexdigest())
        finally:
            part.unlink(missing_ok=True)
        return digest.hexdigest()

    def record(self, page: CachedPage) -> None:
        """Keep what is known of a page whose body is stored."""
        files.write_atomically(self._record(page.asked), json.dumps(asdict(page), ensure_ascii=False, indent=1) + "\n")

    def _record(self, asked: str) -> Path:
        return self._records / f"{_digest(asked)}.json"


def _digest(name: str) -> str:
    """Return a file name for an address or a host."""
    return files.sha256_of(name.encode("utf-8"))
