"""Pages fetched from addresses and lists of links: hosts in parallel, one page at a time from each. Open this first.

A list of links has one address a line, comments after ``#``, and blank lines. A page comes from the folder where pages
are kept (`web_folder`), or from the web: one request at a time to each host, as its robots.txt allows, repeated if a
failure may pass. There is a pause after each request, also between programs that share a folder. Protego reads
robots.txt as RFC 9309 requires: ``*`` and ``$`` in a path are wildcards, and the longest matching rule counts. The
parser of the standard library takes them for letters, and follows the first matching rule.
"""

import datetime
import posixpath
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import closing
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx
from protego import Protego

from positions.data_files import lexicon
from positions.documents.corpus import Issue
from positions.errors import InputError
from positions.ingest.candidates import Source
from positions.ingest.encodings import decode
from positions.ingest.web_connections import (
    AGENT,
    LIMITS,
    Limits,
    Unfetched,
    check_address,
    failure,
    failure_of_status,
    open_client,
    told_failures,
    unpack_body,
    without_password,
)
from positions.ingest.web_folder import CachedPage, PageCache, Politeness

Received = TypeVar("Received")
Allowed = Callable[[httpx.URL], float]
Receive = Callable[[httpx.Response], Received]
PAGE_CODES = (httpx.codes.OK, httpx.codes.NON_AUTHORITATIVE_INFORMATION)
UNCHANGED_CODE = httpx.codes.NOT_MODIFIED
LONGEST_ROBOTS = 512_000  # bytes: the RFC asks to read 500 KiB at least
NO_RULES = Protego.parse("")


class Fetcher:
    """Fetches pages into a folder.

    Parameters
    ----------
    folder : Path
    refresh : bool
        Ask whether a page that is kept has changed since.
    allow_private : bool
        Allow addresses of the machine's own network.
    limits : Limits
    """

    def __init__(self, folder: Path, refresh: bool, allow_private: bool, limits: Limits) -> None:
        self.politeness = Politeness(folder / "hosts", limits.longest_pause)
        self._kept = PageCache(folder)
        self._refresh, self._allow_private, self._limits = refresh, allow_private, limits
        self._known: dict[httpx.URL, Protego | Unfetched] = {}  # the rules of sites, each asked for once

    def source(self, given: str) -> Source | Issue:
        """Return the page of an address as received, or why there is none."""
        place = without_password(given)
        try:
            page = self._page(check_address(given))
        except Unfetched as found:
            return Issue(place, found.reason, found.remedy)
        return Source(self._kept.body(page), place, _name(page), page.url, page.media_type, page.retrieved)

    def _page(self, url: httpx.URL) -> CachedPage:
        """Return the kept page, unless it is to be fetched again."""
        with self.politeness.claim(url.host):
            held = self._kept.page(str(url))
            if held and not self._refresh:
                return held
            since = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified} if held else {}
            headers = {name: value for name, value in since.items() if value}
            return self._get(url, self._pause, partial(self._received, str(url), held), headers)

    def _received(self, asked: str, held: CachedPage | None, response: httpx.Response) -> CachedPage:
        """Keep an answer; one that says that nothing has changed leaves what is kept as it is."""
        if response.status_code == UNCHANGED_CODE:
            return held
        headers = response.headers
        page = CachedPage(
            asked=asked,
            url=str(response.url.copy_with(fragment=None)),
            status=response.status_code,
            media_type=headers.get("content-type", ""),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            retrieved=datetime.datetime.now(datetime.UTC).date().isoformat(),
            sha256=self._kept.store(_unpacked(response, self._limits.size), response.url.host),
        )
        self._kept.record(page)
        return page

    def _get(
        self, url: httpx.URL, allowed: Allowed, receive: Receive[Received], headers: Mapping[str, str]
    ) -> Received:
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
        session = open_client(self._allow_private, self._limits)
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return self._followed(session, session.build_request("GET", url, headers=headers), allowed, receive)
            except Unfetched as found:
                if not found.again or attempt == self._limits.attempts:
                    raise
                if found.after > self._limits.longest_wait:
                    raise failure("later", seconds=f"{found.after:.0f}") from None
                self.politeness.wait(max(found.after, self._limits.backoff * 2 ** (attempt - 1)))
        raise AssertionError("the last attempt returns or raises")

    def _followed(
        self, session: httpx.Client, request: httpx.Request, allowed: Allowed, receive: Receive[Received]
    ) -> Received:
        """Follow an address to the end of its redirects."""
        first = request.url
        for _ in range(self._limits.redirects + 1):
            try:
                turn = self.politeness.turn(request.url.host, allowed(check_address(request.url)))
                with turn, told_failures(self._limits), closing(session.send(request, stream=True)) as response:
                    following = response.next_request
                    if not following and _is_page(response):
                        return receive(response)
                    if not following:
                        raise failure_of_status(response.status_code, _after(response))
            except Unfetched as found:
                raise found if request.url == first else found.led_to(request.url) from None
            request = following
        raise failure("no_end", times=self._limits.redirects)

    def _pause(self, url: httpx.URL) -> float:
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
        return max(self._limits.pause, rules.crawl_delay(AGENT) or 0.0)

    def _rules(self, site: httpx.URL) -> Protego | Unfetched:
        """Return the rules of a site, or why they cannot be known now."""
        try:
            return self._get(site, lambda url: self._limits.pause, _parsed, {})
        except Unfetched as found:
            if 400 <= found.status < 500 and found.status != httpx.codes.TOO_MANY_REQUESTS:
                return NO_RULES
            if found.of_host:
                return Unfetched(found.reason, found.remedy)  # asked often enough: not ``again``
            return failure("robots_unknown", why=found.reason)


def _is_page(response: httpx.Response) -> bool:
    """Tell whether an answer is a page, or says that the page has not changed to whoever asked only for changes."""
    is_conditional = any(name in response.request.headers for name in ("If-None-Match", "If-Modified-Since"))
    return response.status_code in PAGE_CODES or (is_conditional and response.status_code == UNCHANGED_CODE)


def _unpacked(response: httpx.Response, most: int) -> Iterator[bytes]:
    """Yield the body of an answer without its packing, up to a bound."""
    return unpack_body(response.iter_raw(), response.headers.get("content-encoding", ""), most)


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


def _parsed(response: httpx.Response) -> Protego:
    """Read the rules in an answer."""
    return Protego.parse(b"".join(_unpacked(response, LONGEST_ROBOTS)).decode("utf-8-sig", "replace"))


def _name(page: CachedPage) -> str:
    """Return a page's own name: the end of its address, with the ending that its type says."""
    path = httpx.URL(page.url).raw_path.decode("ascii").partition("?")[0]
    name = posixpath.basename(path.rstrip("/")) or "page"
    ending = lexicon("ingest", "endings").get(page.media_type.partition(";")[0].strip().lower(), "")
    return name if name.lower().endswith(ending) else name + ending


def fetch(
    urls: Iterable[str], folder: Path, *, refresh: bool = False, allow_private: bool = False, limits: Limits = LIMITS
) -> Iterator[Source | Issue]:
    """Fetch pages from the web, politely, and keep them as received.

    A host is asked for one page at a time, with a pause after each, and only for what its robots.txt lets programs
    read. A page that is kept is not fetched again, so that everything kept is still available without a connection.
    After a failure that may pass, an address is tried again, with longer waits each time. A page is kept whole or not
    at all; it can be cut short unnoticed only if its server announces no length and just closes the connection.

    Parameters
    ----------
    urls : iterable of str
        Addresses; one that is given twice counts once.
    folder : Path
        Where pages are kept (`PageCache`), a corpus's ``fetched``. Several programs may share it.
    refresh : bool
        Ask the server of a kept page whether it has changed since, and keep the new version beside the old one.
    allow_private : bool
        Allow addresses of the machine's own network, which are refused otherwise, wherever they come from: the list,
        a redirect, or a name that means one.
    limits : Limits

    Yields
    ------
    Source or Issue
        In the order of the addresses; places are the addresses as given, without passwords.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    wanted = {url: Future() for url in urls}
    by_host: dict[str, list[str]] = {}
    for url in wanted:
        by_host.setdefault(_host(url), []).append(url)
    rows = deque(by_host.values())
    try:
        fetching = Fetcher(folder, refresh, allow_private, limits)
        with closing(fetching.politeness):
            for _ in range(min(limits.hosts, len(rows))):
                # A daemon, so that whoever interrupts the program does not wait for a server that hangs.
                threading.Thread(target=_work, args=(rows, wanted, fetching), daemon=True).start()
            for outcome in wanted.values():
                yield outcome.result()
    except OSError as error:
        found = f"cannot be written ({error.strerror})"
        raise InputError(str(folder), found, "Give a corpus that you may write to.") from None


def _host(url: str) -> str:
    """Return the host of an address; blank for other texts."""
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""


def _work(rows: deque[list[str]], wanted: dict[str, Future], fetching: Fetcher) -> None:
    """Fetch one host's addresses after the other's; what goes wrong goes to whoever waits for the page."""
    while rows:
        try:
            row = rows.popleft()
        except IndexError:  # another thread was quicker
            return
        for url in row:
            try:
                wanted[url].set_result(fetching.source(url))
            except Exception as error:
                wanted[url].set_exception(error)


ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
COMMENT = re.compile(r"(?:^|\s)#.*")
LOOKED_AT = 50_000  # bytes of a file that tell whether it is a list
# Of the lines, how many are addresses in a list at least: one that is mistyped does not make it an article.
MOSTLY = 0.8


def read_links(path: Path) -> list[str]:
    """Read the addresses in a list of links.

    Parameters
    ----------
    path : Path
        A text file.

    Returns
    -------
    list of str
        In order; none if the file is no such list, or cannot be read, which is for its reader to say. A list has
        addresses on four of five of its lines at least; the others are returned as well, for `fetch` to report.
    """
    try:
        with path.open("rb") as file:
            head = file.read(LOOKED_AT)
            lines = _link_lines(head) if b"http" in head.replace(b"\0", b"").lower() else []
            if not lines or sum(1 for line in lines if ADDRESS.fullmatch(line)) < MOSTLY * len(lines):
                return []
            return _link_lines(head + file.read())
    except OSError:
        return []


def _link_lines(raw: bytes) -> list[str]:
    """Return the lines without comments and blank ones; a ``#`` within an address is part of it."""
    text = decode(raw).text
    lines = (COMMENT.sub("", line).strip() for line in text.lstrip("\ufeff").splitlines())
    return [line for line in lines if line]
