"""One address after the other: from what is kept, or from the web."""

import datetime
import posixpath
from functools import cache, partial
from importlib import resources

import httpx
import yaml

from positions.documents.offers import LeftOut, Source
from positions.documents.readers.web.addresses import checked, without_password
from positions.documents.readers.web.asking import Asking
from positions.documents.readers.web.cache import Cache, Page
from positions.documents.readers.web.failures import Unfetched
from positions.documents.readers.web.packing import unpacked
from positions.documents.readers.web.robots import Robots


class Fetching:
    """Fetches pages into a cache.

    Parameters
    ----------
    kept : Cache
    asking : Asking
    refresh : bool
        Ask whether a page that is kept has changed since.
    """

    def __init__(self, kept: Cache, asking: Asking, refresh: bool) -> None:
        self._kept, self._asking, self._refresh = kept, asking, refresh
        self._robots = Robots(asking)

    def source(self, given: str) -> Source | LeftOut:
        """Return the page of an address as received, or why there is none."""
        place = without_password(given)
        try:
            page = self._page(checked(given))
        except Unfetched as found:
            return LeftOut(place, found.reason, found.remedy)
        name = _name(page)
        return Source(self._kept.body(page), place, name, page.url, page.media_type, page.retrieved)

    def _page(self, url: httpx.URL) -> Page:
        """Return what is kept, unless it is to be asked for anew."""
        with self._asking.politeness.claim(url.host):
            held = self._kept.page(str(url))
            if held and not self._refresh:
                return held
            since = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified} if held else {}
            headers = {name: value for name, value in since.items() if value}
            return self._asking.get(url, self._robots.pause, partial(self._received, str(url), held), headers)

    def _received(self, asked: str, held: Page | None, response: httpx.Response) -> Page:
        """Keep an answer; one that says that nothing has changed leaves what is kept as it is."""
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return held
        headers, limits = response.headers, self._asking.limits
        pieces = unpacked(response.iter_raw(), headers.get("content-encoding", ""), limits.size)
        page = Page(
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


def _name(page: Page) -> str:
    """Return a page's own name: the end of its address, with the ending that its type says."""
    path = httpx.URL(page.url).raw_path.decode("ascii").partition("?")[0]
    name = posixpath.basename(path.rstrip("/")) or "page"
    ending = _endings().get(page.media_type.partition(";")[0].strip().lower(), "")
    return name if name.lower().endswith(ending) else name + ending


@cache
def _endings() -> dict[str, str]:
    """Return ``endings.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("endings.yaml").read_text(encoding="utf-8"))
