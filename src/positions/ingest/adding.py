"""The start of ingest: documents are added to a corpus in one pass over files, folders, archives, tables and addresses.

Candidates come from `reading`, `intake` prepares or refuses each, and the corpus stores them. At the end the releases
that several documents carry are found and kept beside the corpus: ``releases.jsonl`` for people to read, and
``.sketches.npz`` to save time at the next addition. The second file holds sketches and measures (`releases.Memory`) and
is rebuilt when it is missing, damaged or of another version. Both are written whole or not at all, and their bytes do
not depend on what was there before. `summary_lines` says what became of everything.
"""

import io
import json
import multiprocessing
import os
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from positions import files, progress
from positions.documents.corpus import FETCHED, LEDGER, Corpus, Issue, IssueSummary, Prepared
from positions.documents.overlap import VERSION
from positions.documents.releases import Carrier, Memory, find_releases
from positions.ingest import intake, web
from positions.ingest.candidates import Candidate
from positions.ingest.intake import Given
from positions.ingest.reading import count_candidates, find_candidates
from positions.ingest.tables import Mapping

RELEASES = "releases.jsonl"
MEMORY = ".sketches.npz"
MEMORY_ARRAYS = ("digests", "rows", "keys", "measures")


def update_releases(folder: Path, listed: Sequence[Carrier], text: Callable[[str], str]) -> list[dict]:
    """Find the releases of a corpus and write them beside it. The caller holds the lock of the corpus.

    Parameters
    ----------
    folder : Path
        The corpus.
    listed : sequence of Carrier
        All of its documents: id, sha256 of the text, outlet, day of publication, address.
    text : callable
        Returns the text of an id. It is called for new documents, and for those that form a new pair with one.

    Returns
    -------
    list of dict
        Rows of the schema CARRIERS (`releases.release_rows`), as written: a row for each document of a release that
        several carry.
    """
    memory = _load_memory(folder / MEMORY)
    rows = find_releases(listed, text, memory)
    _save_memory(folder / MEMORY, memory)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    _write_changed(folder / RELEASES, lines.encode("utf-8"))
    return rows


def _load_memory(path: Path) -> Memory:
    """Return what the file remembers; nothing when it cannot be read."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["version"]) != VERSION:
                return Memory()
            digests, rows, keys, measures = (stored[name] for name in MEMORY_ARRAYS)
            names = (digest.hex() for digest in digests.tolist())
            measured = zip(keys.tolist(), measures.tolist(), strict=True)
            return Memory(dict(zip(names, rows, strict=True)), dict(measured))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile):
        return Memory()


def _save_memory(path: Path, memory: Memory) -> None:
    """Write what is remembered; numpy dates the members of its archive 1980, so that same contents are same bytes."""
    digests, rows, keys, measures = memory.kept()
    packed = np.array([bytes.fromhex(digest) for digest in digests], dtype="V32")
    buffer = io.BytesIO()
    np.savez(buffer, version=np.array(VERSION), digests=packed, rows=rows, keys=keys, measures=measures)
    _write_changed(path, buffer.getvalue())


def _write_changed(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; one that has these bytes is left as it is."""
    if not path.is_file() or path.read_bytes() != content:
        files.write_atomically(path, content)


FEW = 200  # offers that are sooner taken here than by processes that have to start first
LOT = 50  # offers that a process takes at once
LOTS_AHEAD = 4  # such lots for each process that wait, so that a large table is never in memory
ENTERED = 5_000  # documents after which the tables are written, so that a kill costs no more than that

Item = TypeVar("Item")


@dataclass
class Tally:
    """What became of what was offered.

    Attributes
    ----------
    new, known : int
        Number of documents that are new to the corpus, and of those that it held already.
    outlets, kinds, languages, columns : Counter
        Of the new ones, by publisher, kind and language; and how the columns of tables were taken, by rows.
    reprints, releases : int
        Documents of the corpus that carry a release which others carry too, and the number of such releases.
    left_out, notes : IssueSummary
        Why documents were not taken, and what the ledger notes about documents that were taken.
    """

    new: int = 0
    known: int = 0
    outlets: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    languages: Counter = field(default_factory=Counter)
    columns: Counter = field(default_factory=Counter)
    reprints: int = 0
    releases: int = 0
    left_out: IssueSummary = field(default_factory=IssueSummary)
    notes: IssueSummary = field(default_factory=IssueSummary)

    def enter(self, added: Sequence[str], taken: Sequence[Prepared], left_out: Sequence[Issue]) -> None:
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
        What the user says about all of them.
    mapping : Mapping
        The columns of tables that the user named.
    allow_local : bool
        Allow addresses in the machine's own network.
    refresh : bool
        Fetch pages again that are already kept.
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
    fetch = partial(web.fetch, folder=folder / FETCHED, refresh=refresh, allow_private=allow_local)
    offers = find_candidates(given_paths, fetch, mapping)
    expected = sum(1 for _ in progress.over(count_candidates(given_paths), "counting"))
    results = progress.over(_take_all(offers, corpus, given, tally.columns), "adding", expected)
    for lot in _lots(results, ENTERED):
        taken = [item for item in lot if isinstance(item, Prepared)]
        left_out = [item for item in lot if isinstance(item, Issue)]
        tally.enter(corpus.add(taken, left_out), taken, left_out)
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
        rows = update_releases(corpus.folder, listed, lambda doc_id: corpus.text(known[doc_id]))
    return len(rows), len({row["release"] for row in rows})


def _take_all(
    offered: Iterator[Candidate | Issue], corpus: Corpus, given: Given, columns: Counter
) -> Iterator[Prepared | Issue]:
    """Yield what becomes of offers, in their order: a few at once, more by as many processes as there are cores."""
    offered = _counted(offered, columns)
    work = partial(_take_lot, corpus.folder, given)
    yield from work(islice(offered, FEW))
    more = _lots(offered, LOT)
    start = next(more, None)
    if start is None:
        return
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("forkserver")) as pool:
        waiting = deque([pool.submit(work, start)])
        for lot in more:
            waiting.append(pool.submit(work, lot))
            if len(waiting) >= LOTS_AHEAD * (os.cpu_count() or 1):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _counted(offered: Iterable[Candidate | Issue], columns: Counter) -> Iterator[Candidate | Issue]:
    """Yield offers, counting how the columns of tables were taken."""
    for item in offered:
        if isinstance(item, Candidate) and item.columns:
            columns[item.columns] += 1
        yield item


def _take_lot(folder: Path, given: Given, offered: Iterable[Candidate | Issue]) -> list[Prepared | Issue]:
    """Take offers and write the texts of those that are taken."""
    corpus = Corpus(folder)
    found = [item if isinstance(item, Issue) else intake.prepare(item, given) for item in offered]
    for one in found:
        if isinstance(one, Prepared):
            corpus.keep(one)
    return found


def _lots(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield items in lists of a size; the last may be shorter."""
    rest = iter(items)
    while lot := list(islice(rest, size)):
        yield lot


def summary_lines(tally: Tally, folder: Path) -> Iterator[str]:
    """Yield the lines of a summary.

    Parameters
    ----------
    tally : Tally
    folder : Path
        The corpus.
    """
    for columns, rows in tally.columns.most_common():
        yield f"columns ({rows:,} rows): {columns}"
    yield f"{tally.new:,} documents added to {folder}, {tally.known:,} held already, {len(tally.left_out):,} not taken"
    for name in ("outlets", "kinds", "languages"):
        counted = [f"{one or 'not said'} {number:,}" for one, number in getattr(tally, name).most_common()]
        if counted:
            yield f"{name}: {', '.join(counted)}"
    if tally.releases:
        yield f"reprints: {tally.reprints:,} documents of the corpus carry {tally.releases:,} releases between them"
    yield from (f"not taken: {line}" for line in tally.left_out.lines())
    yield from (f"taken, to look at: {line}" for line in tally.notes.lines())
    if tally.left_out or tally.notes:
        yield f"every line of this: {folder / LEDGER}"
    if tally.new:
        yield f"next: positions report {folder} --name NAME"
