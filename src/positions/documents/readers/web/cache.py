"""Pages as received, kept beside a corpus: asked for once, and there to be looked up.

``pages/`` has each body as it came, under its sha256; ``records/`` a small JSON file for each address asked, which
says what came of it; ``hosts/`` is of those who ask (`politeness`). A body stays when a later one takes its place in
the record, because a corpus names it by its sha256.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from positions import files
from positions.documents.readers.web.failures import failure


@dataclass(frozen=True)
class Page:
    """What is known of a page as received.

    Attributes
    ----------
    asked, url : str
        The address asked for, and the one that gave the page after redirects.
    status : int
        Of the answer.
    media_type : str
        The type the server gave, with its parameters: ``text/html; charset=utf-8``.
    etag, last_modified : str
        By which a server tells whether the page has changed since.
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


class Cache:
    """The pages kept in a folder, which is made if need be."""

    def __init__(self, folder: Path) -> None:
        self._pages, self._records = folder / "pages", folder / "records"
        for made in (self._pages, self._records):
            made.mkdir(parents=True, exist_ok=True)

    def page(self, asked: str) -> Page | None:
        """Return what is kept of an address; None when nothing is, or when its body is not what the record says."""
        try:
            page = Page(**json.loads(self._record(asked).read_text(encoding="utf-8")))
            return page if hashlib.sha256(self.body(page).read_bytes()).hexdigest() == page.sha256 else None
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def body(self, page: Page) -> Path:
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

    def record(self, page: Page) -> None:
        """Keep what is known of a page whose body is stored."""
        files.write_atomically(self._record(page.asked), json.dumps(asdict(page), ensure_ascii=False, indent=1) + "\n")

    def _record(self, asked: str) -> Path:
        return self._records / f"{_digest(asked)}.json"


def _digest(name: str) -> str:
    """Return a file name for an address or a host."""
    return hashlib.sha256(name.encode("utf-8")).hexdigest()
