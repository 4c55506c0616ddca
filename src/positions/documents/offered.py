"""The documents in what was given: files, folders, archives, tables, lists of links and addresses."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from positions.documents import readers
from positions.documents.offers import LeftOut, Offer, Source
from positions.documents.readers import encodings, sources, web
from positions.documents.readers.columns import Mapping
from positions.files import WEB_ADDRESS

LISTS = (".txt", ".md", ".lst")  # endings of files that may be lists of links
LOOKED_AT = 50_000  # bytes of a file that tell whether it is one

Fetch = Callable[[Iterable[str]], Iterator[Source | LeftOut]]


def offered(given: Sequence[str], fetch: Fetch, mapping: Mapping) -> Iterator[Offer | LeftOut]:
    """Find the documents in what was given.

    Parameters
    ----------
    given : sequence of str
        Paths and addresses.
    fetch : callable
        Fetches addresses: those given, and those on lists of links.
    mapping : Mapping
        The columns of tables that the user gives.

    Yields
    ------
    Offer or LeftOut
        In the order given.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    for item in _sources(given, fetch):
        if isinstance(item, LeftOut):
            yield item
            continue
        for found in readers.read(item, mapping):
            is_fetched = isinstance(found, Offer) and item.url
            yield replace(found, url=item.url, retrieved=item.retrieved) if is_fetched else found


def counted(given: Sequence[str]) -> Iterator[str]:
    """Yield something for each document that is likely to be found, without reading it, so that progress has a total.

    Parameters
    ----------
    given : sequence of str
        As for `offered`. An address is one document, and so is a file, unless it is a table.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    for item in _sources(given, lambda addresses: iter(addresses)):
        yield from [item] if isinstance(item, str | LeftOut) else readers.counted(item)


def _sources(given: Sequence[str], fetch: Fetch) -> Iterator[Source | LeftOut]:
    """Yield files; addresses that stand together are fetched together, so that hosts are asked side by side."""
    for is_address, several in groupby(given, key=lambda one: bool(WEB_ADDRESS.match(one))):
        if is_address:
            yield from fetch(several)
            continue
        for item in (item for one in several for item in sources.sources(one)):
            is_list = isinstance(item, Source) and _is_list_of_links(item)
            yield from fetch(web.listed(item.path)) if is_list else (item,)


def _is_list_of_links(source: Source) -> bool:
    """Tell a list of links from a text; a file that cannot be opened is left to the readers."""
    if not source.name.lower().endswith(LISTS):
        return False
    try:
        with source.path.open("rb") as file:
            head = file.read(LOOKED_AT)
    except OSError:
        return False
    return b"http" in head.replace(b"\0", b"") and web.is_list_of_links(encodings.decoded(head).text)
