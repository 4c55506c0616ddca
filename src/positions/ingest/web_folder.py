"""The folder of fetched pages: each page as received, what is known of it, and whose turn it is at a host.

Pages are kept beside a corpus: they are fetched once and can be looked up. ``pages/`` has each body as it came, under
its sha256; ``records/`` has a small JSON file for each address, which says what came of it; ``hosts/`` has the locks of
those who ask (`Politeness`). A body stays when a later one replaces it in the record, because a corpus names it by its
sha256.
"""

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from positions import files
from positions.ingest.web_connections import failure


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
