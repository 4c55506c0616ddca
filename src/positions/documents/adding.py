"""Documents added to a corpus: from files, folders, archives, tables and addresses, in one pass over each."""

import multiprocessing
import os
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from positions.documents import intake, readers
from positions.documents.carriers import Carrier
from positions.documents.corpus import Corpus, Taken
from positions.documents.corpus.corpus import FETCHED
from positions.documents.intake import Given
from positions.documents.offers import LeftOut, Offer, Source
from positions.documents.readers import sources, web
from positions.documents.readers.columns import Mapping
from positions.documents.reasons import Reasons

FEW = 200  # offers that are sooner taken here than by processes that have to start first
TOGETHER = 50  # offers that a process takes at once
AHEAD = 4  # such lots for each process that wait, so that a large table is never in memory
ENTERED = 5_000  # documents after which the tables are written, so that a kill costs no more than that
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
LISTS = (".txt", ".md", ".lst")  # endings of files that may be lists of links
LOOKED_AT = 50_000  # bytes of a file that tell whether it is one

Item = TypeVar("Item")


@dataclass
class Tally:
    """What became of what was offered.

    Attributes
    ----------
    new, known : int
        Documents that the corpus did not hold before, and that it held.
    outlets, kinds, languages, columns : Counter
        Of the new ones, by publisher, kind and language; and how the columns of tables were taken, by rows.
    reprints, releases : int
        Documents of the corpus that carry a release which others carry too, and the number of such releases.
    left_out, notes : Reasons
        Why documents were not taken, and what was taken and has a line in the ledger.
    """

    new: int = 0
    known: int = 0
    outlets: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    languages: Counter = field(default_factory=Counter)
    columns: Counter = field(default_factory=Counter)
    reprints: int = 0
    releases: int = 0
    left_out: Reasons = field(default_factory=Reasons)
    notes: Reasons = field(default_factory=Reasons)

    def enter(self, added: Sequence[str], taken: Sequence[Taken], left_out: Sequence[LeftOut]) -> None:
        """Count what one addition to the tables changed."""
        new = set(added)
        self.new += len(new)
        self.known += len(taken) - len(new)
        for entry in (one.entry for one in taken if one.entry.id in new):
            self.outlets[entry.publisher or "unknown"] += 1
            self.kinds[entry.kind] += 1
            self.languages[entry.language] += 1
        self.left_out.add(left_out)
        self.notes.add(note for one in taken for note in one.notes)


def add(
    given_paths: Sequence[str],
    folder: Path,
    given: Given,
    mapping: Mapping,
    allow_local: bool = False,
    say: Callable[[str], None] = lambda text: None,
) -> Tally:
    """Add documents to a corpus.

    Parameters
    ----------
    given_paths : sequence of str
        Files, folders, archives, tables, lists of links and addresses.
    folder : Path
        The corpus, which need not exist yet.
    given : Given
        What the user says of all of them.
    mapping : Mapping
        The columns of tables that the user gives.
    allow_local : bool
        Addresses in the machine's own network may be asked.
    say : callable
        Takes a line of progress.

    Returns
    -------
    Tally

    Raises
    ------
    InputError
        If a path does not exist, or the folder holds something else.
    """
    corpus, tally = Corpus(folder), Tally()
    offered = _offered(_sources(given_paths, folder / FETCHED, allow_local), mapping)
    for lot in _lots(_taken(offered, corpus, given, tally.columns), ENTERED):
        taken = [item for item in lot if isinstance(item, Taken)]
        left_out = [item for item in lot if isinstance(item, LeftOut)]
        tally.enter(corpus.add(taken, left_out).new, taken, left_out)
        if tally.new + tally.known > ENTERED:
            say(f"{tally.new + tally.known:,} documents so far")
    if tally.new:
        tally.reprints, tally.releases = _releases(corpus)
    return tally


def _releases(corpus: Corpus) -> tuple[int, int]:
    """Find the releases that several documents of a corpus carry; return how many documents, and how many releases."""
    from positions.documents import index  # pandas takes half a second to import, and a refusal does without it

    with corpus.lock:
        known = {entry.id: entry for entry in corpus.entries()}
        listed = [Carrier(e.id, e.sha256_text, e.outlet or e.publisher, e.published, e.url) for e in known.values()]
        table = index.update(corpus.folder, listed, lambda doc_id: corpus.text(known[doc_id]))
    return len(table), table.release.nunique()


def _sources(given_paths: Sequence[str], fetched: Path, allow_local: bool) -> Iterator[Source | LeftOut]:
    """Yield the files of what was given; addresses, and those on lists of links, are fetched."""
    for given in given_paths:
        if ADDRESS.match(given):
            yield from web.fetched([given], fetched, allow_private=allow_local)
            continue
        for item in sources.sources(given):
            if isinstance(item, Source) and _is_list_of_links(item):
                yield from web.fetched(web.listed(item.path), fetched, allow_private=allow_local)
            else:
                yield item


def _is_list_of_links(source: Source) -> bool:
    """Tell a list of links from a text; a file that cannot be opened is left to the readers."""
    if not source.name.lower().endswith(LISTS):
        return False
    try:
        with source.path.open("rb") as file:
            return web.is_list_of_links(file.read(LOOKED_AT).decode("utf-8", errors="replace"))
    except OSError:
        return False


def _offered(found: Iterable[Source | LeftOut], mapping: Mapping) -> Iterator[Offer | LeftOut]:
    """Yield the documents that readers find in files."""
    for item in found:
        if isinstance(item, LeftOut):
            yield item
            continue
        for found_in in readers.read(item, mapping):
            if isinstance(found_in, Offer) and item.url:
                found_in = replace(found_in, url=item.url, retrieved=item.retrieved)
            yield found_in


def _taken(
    offered: Iterator[Offer | LeftOut], corpus: Corpus, given: Given, columns: Counter
) -> Iterator[Taken | LeftOut]:
    """Yield what becomes of offers, in their order: a few at once, more by as many processes as there are cores."""
    first = list(islice(offered, FEW))
    work = partial(_kept, corpus.folder, given)
    yield from work(_counted(first, columns))
    more = _lots(_counted(offered, columns), TOGETHER)
    start = next(more, None)
    if start is None:
        return
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("forkserver")) as pool:
        waiting = deque([pool.submit(work, start)])
        for lot in more:
            waiting.append(pool.submit(work, lot))
            if len(waiting) >= AHEAD * (os.cpu_count() or 1):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _counted(offered: Iterable[Offer | LeftOut], columns: Counter) -> Iterator[Offer | LeftOut]:
    """Yield offers, counting how the columns of tables were taken."""
    for item in offered:
        if isinstance(item, Offer) and item.columns:
            columns[item.columns] += 1
        yield item


def _kept(folder: Path, given: Given, offered: Iterable[Offer | LeftOut]) -> list[Taken | LeftOut]:
    """Take offers and write the texts of those that are taken."""
    corpus, found = Corpus(folder), []
    for item in offered:
        result = item if isinstance(item, LeftOut) else intake.take(item, given)
        if isinstance(result, Taken):
            corpus.keep(result)
        found.append(result)
    return found


def _lots(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield items in lists of a size; the last may be shorter."""
    rest = iter(items)
    while lot := list(islice(rest, size)):
        yield lot
