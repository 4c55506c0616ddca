"""One request at a time to each host, and a pause after it, also between programs that share a folder."""

import hashlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


class Stopped(Exception):
    """Nobody waits for the answer any more."""


class Politeness:
    """Turns at hosts.

    Parameters
    ----------
    folder : Path
        Has a lock for each host, and a mark whose time is that of the host's next turn.
    longest : float
        Seconds that no wait for a turn exceeds, whatever time the mark has.
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
        return self._folder / hashlib.sha256(host.encode("utf-8")).hexdigest()
