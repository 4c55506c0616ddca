"""Hosts asked side by side, each one page at a time."""

import queue
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from positions.documents.offers import LeftOut, Source
from positions.documents.readers.web.asking import Asking
from positions.documents.readers.web.cache import Cache
from positions.documents.readers.web.fetching import Fetching
from positions.documents.readers.web.limits import LIMITS, Limits
from positions.documents.readers.web.politeness import Politeness
from positions.errors import InputError


def fetched(
    urls: Iterable[str], folder: Path, *, refresh: bool = False, allow_private: bool = False, limits: Limits = LIMITS
) -> Iterator[Source | LeftOut]:
    """Fetch pages from the web, politely, and keep them as received.

    A host is asked for one page at a time, with a pause after each, and only for what its robots.txt lets programs
    read. An address that is kept is not asked again, so that without a connection everything kept is still there. What
    fails in a way that may pass is asked again, later each time. A page is kept whole or not at all; it may be cut
    short unnoticed only where its server announces no length, and so gives no sign of its end but to close.

    Parameters
    ----------
    urls : iterable of str
        Addresses; one that is given twice counts once.
    folder : Path
        Where pages are kept (`cache`), a corpus's ``fetched``. Several programs may share it.
    refresh : bool
        Ask the server of a kept page whether it has changed since, and keep what is new beside what was.
    allow_private : bool
        Allow addresses of the machine's own network, which are refused otherwise, wherever they come from: the list,
        a redirect, or a name that means one.
    limits : Limits

    Yields
    ------
    Source or LeftOut
        In the order of the addresses; places are the addresses as given, without passwords.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    wanted = {url: Future() for url in urls}
    rows = _by_host(wanted)
    with _written(folder):
        politeness = Politeness(folder / "hosts", limits.longest_pause)
        fetching = Fetching(Cache(folder), Asking(politeness, allow_private, limits), refresh)
        with closing(politeness):
            for _ in range(min(limits.hosts, rows.qsize())):
                # A daemon, so that whoever interrupts the program does not wait for a server that hangs.
                threading.Thread(target=_work, args=(rows, wanted, fetching), daemon=True).start()
            for outcome in wanted.values():
                yield outcome.result()


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Say which folder could not be written."""
    try:
        yield
    except OSError as error:
        raise InputError(str(folder), f"cannot be written ({error.strerror})", "Give a corpus you may write.") from None


def _by_host(urls: Iterable[str]) -> queue.SimpleQueue:
    """Return the addresses in rows, one for each host, in order."""
    rows: dict[str, list[str]] = {}
    for url in urls:
        rows.setdefault(_host(url), []).append(url)
    waiting = queue.SimpleQueue()
    for row in rows.values():
        waiting.put(row)
    return waiting


def _host(url: str) -> str:
    """Return the host of an address, blank for what is none."""
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""


def _work(rows: queue.SimpleQueue, wanted: dict[str, Future], fetching: Fetching) -> None:
    """Fetch one row of addresses after the other; what goes wrong goes to whoever waits for the page."""
    while True:
        try:
            row = rows.get_nowait()
        except queue.Empty:
            return
        for url in row:
            try:
                wanted[url].set_result(fetching.source(url))
            except Exception as error:
                wanted[url].set_exception(error)
