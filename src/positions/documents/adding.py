"""Documents added to a corpus: from files, folders, archives, tables and addresses, in one pass over each."""

import multiprocessing
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from positions import progress
from positions.documents import intake
from positions.documents.corpus import Corpus, Taken
from positions.documents.corpus.corpus import FETCHED
from positions.documents.intake import Given
from positions.documents.offered import counted, offered
from positions.documents.offers import LeftOut, Offer
from positions.documents.readers import web
from positions.documents.readers.columns import Mapping
from positions.documents.reasons import Reasons
from positions.documents.releases import index
from positions.documents.releases.carriers import Carrier

FEW = 200  # offers that are sooner taken here than by processes that have to start first
TOGETHER = 50  # offers that a process takes at once
AHEAD = 4  # such lots for each process that wait, so that a large table is never in memory
ENTERED = 5_000  # documents after which the tables are written, so that a kill costs no more than that

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
        for entry in {one.entry.id: one.entry for one in taken if one.entry.id in new}.values():
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
    refresh: bool = False,
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
    refresh : bool
        Pages kept before are asked for again.
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
    fetch = partial(web.fetched, folder=folder / FETCHED, refresh=refresh, allow_private=allow_local)
    offers = offered(given_paths, fetch, mapping)
    expected = sum(1 for _ in progress.over(counted(given_paths), "counting"))
    results = progress.over(_taken(offers, corpus, given, tally.columns), "adding", expected)
    for lot in _lots(results, ENTERED):
        taken = [item for item in lot if isinstance(item, Taken)]
        left_out = [item for item in lot if isinstance(item, LeftOut)]
        tally.enter(corpus.add(taken, left_out).new, taken, left_out)
        if tally.new + tally.known > ENTERED:
            say(f"{tally.new + tally.known:,} documents so far")
    if tally.new or tally.known:  # an addition that was killed may have left documents without it
        tally.reprints, tally.releases = _releases(corpus)
    return tally


def _releases(corpus: Corpus) -> tuple[int, int]:
    """Find the releases that several documents of a corpus carry; return how many documents, and how many releases."""
    with corpus.lock:
        known = {entry.id: entry for entry in corpus.entries()}
        listed = [Carrier(e.id, e.sha256_text, e.outlet or e.publisher, e.published, e.url) for e in known.values()]
        rows = index.update(corpus.folder, listed, lambda doc_id: corpus.text(known[doc_id]))
    return len(rows), len({row["release"] for row in rows})


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
