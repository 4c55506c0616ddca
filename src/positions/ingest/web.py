"""Pages fetched from addresses and lists of links: hosts in parallel, one page at a time from each. Open this first.

A list of links has one address a line, comments after ``#``, and blank lines. A page comes from the cache
(`web_requests.PageCache`), or from the web.
"""

import datetime
import posixpath
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path

import httpx

from positions.data_files import lexicon
from positions.documents.corpus import Issue
from positions.errors import InputError
from positions.ingest.candidates import Source
from positions.ingest.encodings import decode_for
from positions.ingest.web_connections import LIMITS, Limits, Unfetched, check_address, unpack_body, without_password
from positions.ingest.web_requests import CachedPage, PageCache, Politeness, Requester, Robots


class Fetcher:
    """Fetches pages into a cache.

    Parameters
    ----------
    kept : PageCache
    asking : Requester
    refresh : bool
        Ask whether a page that is kept has changed since.
    """

    def __init__(self, kept: PageCache, asking: Requester, refresh: bool) -> None:
        self._kept, self._asking, self._refresh = kept, asking, refresh
        self._robots = Robots(asking)

    def source(self, given: str) -> Source | Issue:
        """Return the page of an address as received, or why there is none."""
        place = without_password(given)
        try:
            page = self._page(check_address(given))
        except Unfetched as found:
            return Issue(place, found.reason, found.remedy)
        name = _name(page)
        return Source(self._kept.body(page), place, name, page.url, page.media_type, page.retrieved)

    def _page(self, url: httpx.URL) -> CachedPage:
        """Return the kept page, unless it is to be fetched again."""
        with self._asking.politeness.claim(url.host):
            held = self._kept.page(str(url))
            if held and not self._refresh:
                return held
            since = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified} if held else {}
            headers = {name: value for name, value in since.items() if value}
            return self._asking.get(url, self._robots.pause, partial(self._received, str(url), held), headers)

    def _received(self, asked: str, held: CachedPage | None, response: httpx.Response) -> CachedPage:
        """Keep an answer; one that says that nothing has changed leaves what is kept as it is."""
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return held
        headers, limits = response.headers, self._asking.limits
        pieces = unpack_body(response.iter_raw(), headers.get("content-encoding", ""), limits.size)
        page = CachedPage(
            asked=asked,
            url=str(response.url.copy_with(fragment=None)),
            status=response.status_code,
            media_type=headers.get("content-type", ""),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            retrieved=datetime.datetime.now(datetime.UTC).date().isoformat(),
            sha256=self._kept.store(pieces, response.url.host),
        )
        self._kept.record(page)
        return page


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
        politeness = Politeness(folder / "hosts", limits.longest_pause)
        fetching = Fetcher(PageCache(folder), Requester(politeness, allow_private, limits), refresh)
        with closing(politeness):
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
        In order. Lines that are not addresses are returned as well, for `fetch` to report.

    Raises
    ------
    InputError
        If the file cannot be read, or is not text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        raise InputError(str(path), found, "Check its name and who may read it.") from None
    return _link_lines(decode_for(str(path), raw).text)


def is_list_of_links(text: str) -> bool:
    """Tell a list of links from an article: at least four of five of its lines are addresses."""
    lines = _link_lines(text)
    addresses = [line for line in lines if ADDRESS.fullmatch(line)]
    return bool(lines) and len(addresses) >= MOSTLY * len(lines)


def _link_lines(text: str) -> list[str]:
    """Return the lines without comments and blank ones; a ``#`` within an address is part of it."""
    lines = (COMMENT.sub("", line).strip() for line in text.lstrip("\ufeff").splitlines())
    return [line for line in lines if line]
