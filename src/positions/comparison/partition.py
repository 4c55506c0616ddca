"""The comparison itself: every statement gets its part (said, heard, …) and the side it is towards.

Parameters and documents, or coded statements, come in; a `Comparison` goes out, from which all tables are made.

Statements that an article gives twice, as in its headline and its first sentence, are counted once and listed. The same
can be done for statements that several carriers of one press release give. A statement repeats another of the same
document when speaker, target and act are the same and at least three quarters of the words of the shorter stand in the
longer. Statements of fewer than four words are too short to tell and never repeat another. The longer one is counted;
of two of one length the later, since a headline is the outlet's and comes first. Within a release, statements of the
document that speaks for it are counted before those of others.

A report codes its documents once and hands the result to the notebooks that it runs. They use it only for exactly the
documents and countries that it was made from; a notebook that runs alone, or with other parameters, computes its own.
"""

import hashlib
import json
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial, wraps
from pathlib import Path

import pandas as pd

from positions import coding, documents, files, schemas
from positions.attribution.statements import CONTEXT
from positions.comparison.events import events
from positions.comparison.parameters import Parameters, country_code, filter_rows, find_code, select
from positions.countries import Sides
from positions.documents import Document
from positions.documents.releases import find_carriers, group_releases

SHARED_WORDS = 0.75
SHORTEST_REPEATED = 4
SAME_FIELDS = ["speaker_country", "speaker", "target", "act"]


def find_repeats(statements: pd.DataFrame, releases: Mapping[str, str]) -> pd.Series:
    """Find for each statement the one it repeats.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS.
    releases : mapping of str to str
        For documents that may repeat each other, the one that speaks for all of them; empty if each document stands
        alone.

    Returns
    -------
    Series of str
        ``statement_id`` of the statement that is counted in its place, blank for those counted; index as given.
    """
    columns = ["doc_id", "start", "statement_id", "content", *SAME_FIELDS]
    each = []
    for doc_id, start, name, content, *same in zip(*(statements[column] for column in columns), strict=True):
        of, words = releases.get(doc_id, doc_id), set(re.findall(r"\w+", content.casefold()))
        each.append(((of == doc_id, len(words), start), (of, *same), words, name))
    repeated: dict[str, str] = {}
    counted: dict[tuple, list[tuple[set[str], str]]] = defaultdict(list)
    for _, alike, words, name in sorted(each, key=lambda one: one[0], reverse=True):  # what counts most comes first
        first = next((before for other, before in counted[alike] if _is_repeat(words, other)), "")
        if first:
            repeated[name] = first
        else:
            counted[alike].append((words, name))
    return statements.statement_id.map(lambda name: repeated.get(name, "")).astype("str")


def _is_repeat(one: set[str], other: set[str]) -> bool:
    """Tell whether enough of the shorter's words stand in the longer."""
    shorter = min(len(one), len(other))
    return shorter >= SHORTEST_REPEATED and len(one & other) >= SHARED_WORDS * shorter


_HANDED_IN = "POSITIONS_CODED"  # in the environment, which kernels inherit
# What is costly to make of documents: what the coder finds, and who carries the same releases.
_HANDED_TABLES = {"statements": schemas.STATEMENTS, "engagements": schemas.ENGAGEMENTS, "carried": schemas.CARRIERS}


def _make_tables(documents: Sequence[Document], sides: Sides) -> dict[str, pd.DataFrame]:
    """Return the costly tables of documents by name."""
    coded = coding.code(documents, sides)
    return dict(zip(_HANDED_TABLES, (coded.statements, coded.engagements, find_carriers(documents)), strict=True))


@contextmanager
def hand_over(comparison: "Comparison") -> Iterator[None]:
    """Hand the tables that a comparison was made from to the processes that are started within the block."""
    with tempfile.TemporaryDirectory(prefix="positions-") as place:
        folder = Path(place) / _fingerprint(comparison.documents, comparison.sides)
        folder.mkdir()
        for name, table in comparison.made.items():
            table.to_parquet(folder / f"{name}.parquet", index=False)
        with files.environment({_HANDED_IN: place}):
            yield


def _take_over(documents: Sequence[Document], sides: Sides) -> dict[str, pd.DataFrame] | None:
    """Return what was handed over for these documents and countries; None when nothing was."""
    place = os.environ.get(_HANDED_IN)
    folder = Path(place) / _fingerprint(documents, sides) if place else None
    if folder is None or not folder.is_dir():
        return None
    return {name: schema.table(pd.read_parquet(folder / f"{name}.parquet")) for name, schema in _HANDED_TABLES.items()}


def _fingerprint(documents: Sequence[Document], sides: Sides) -> str:
    """Return what tells one set of documents and countries from another."""
    known = [[getattr(document, name) for name in schemas.DOCUMENTS.columns] for document in documents]
    return hashlib.sha256(json.dumps([known, sides.actor, sides.counterparts]).encode()).hexdigest()


STATEMENTS_BY_PART = schemas.TABLES["statements_by_part"]


PARTS = ("said", "both", "joint", "heard", "context", "heard_context", "apart", "outside")
BOTH = "BOTH"


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Statements and engagements under comparison, with the documents they come from.

    Attributes
    ----------
    parameters : Parameters
    documents : tuple of Document
        Those in range.
    statements : DataFrame
        Every statement that is kept, with its part (`STATEMENTS_BY_PART`): ``said`` by the state to a counterpart,
        ``both`` said by the state of both at once, ``joint`` by the state and a counterpart together, ``heard`` from a
        counterpart's state, ``context`` and ``heard_context`` what else they said, where only the words before tell
        whom it is about, ``apart`` by parties, former officials and private voices of any country, ``outside`` the
        comparison.
    reports : DataFrame
        With the schema ENGAGEMENTS: every report of an engagement. What is counted are `events`.
    doubtful : DataFrame
        Statements of less confidence than asked for, which are not counted (`STATEMENTS_BY_PART`). Statements that a
        reader has corrected are never among them.
    carried : DataFrame
        The carriers of each release that several documents in range carry (``schemas.CARRIERS``).
    left_out, set_aside : DataFrame
        Files that could not be used, and documents out of range (``LEFT_OUT``).
    corrections : DataFrame
        Corrections by readers, applied and not (``CORRECTIONS``).
    noted : DataFrame
        What the ledger notes about documents that were read (``LEFT_OUT``).
    made : dict of str to DataFrame
        What documents were coded to, before corrections and choices (`hand_over`); empty if they were coded before.
    """

    parameters: Parameters
    documents: tuple[Document, ...]
    statements: pd.DataFrame
    reports: pd.DataFrame
    doubtful: pd.DataFrame
    carried: pd.DataFrame
    left_out: pd.DataFrame = field(default_factory=partial(schemas.LEFT_OUT.table, ()))
    set_aside: pd.DataFrame = field(default_factory=partial(schemas.LEFT_OUT.table, ()))
    corrections: pd.DataFrame = field(default_factory=partial(schemas.CORRECTIONS.table, ()))
    noted: pd.DataFrame = field(default_factory=partial(schemas.LEFT_OUT.table, ()))
    made: dict[str, pd.DataFrame] = field(default_factory=dict)
    _made: dict[object, pd.DataFrame] = field(default_factory=dict, init=False, repr=False)

    def part(self, part: str, side: str = "", repeated: bool = False) -> pd.DataFrame:
        """Return the statements of one part, of one side if given, without those that repeat another unless asked.

        Parameters
        ----------
        part : str
            One of `PARTS`, in any case.
        side : str
            A counterpart by its code or one of its names (``USA``, ``US``, ``the United States``), or ``BOTH``; blank
            for all.
        repeated : bool
            Whether statements that repeat another are among them.

        Raises
        ------
        InputError
            If there is no such part or side.
        """
        part, side = find_code("part", part, PARTS), self.side(side)
        key = (part, side, repeated)
        if key not in self._made:
            rows = self.statements[self.statements.part == part]
            rows = rows[rows.side == side] if side else rows
            self._made[key] = rows if repeated else rows[rows.repeats == ""]
        return self._made[key]

    def parts(self, *parts: str) -> pd.DataFrame:
        """Return the statements of some parts in the order of the documents, without those that repeat another."""
        rows = self.statements
        return rows[rows.part.isin(parts) & (rows.repeats == "")]

    @cached_property
    def to_either(self) -> pd.DataFrame:
        """What the state said to the first counterpart, and then what it said to the second."""
        return pd.concat([self.part("said", side) for side in self.counterparts])

    @cached_property
    def by_id(self) -> dict[str, tuple]:
        """Every statement by its ``statement_id``, as a named tuple."""
        return {row.statement_id: row for row in self.statements.itertuples(index=False)}

    def listed(self, ids: str) -> list[tuple]:
        """Return the statements that a table lists in a cell, joined as `LIST_SEPARATOR` has it."""
        return [self.by_id[name] for name in ids.split(schemas.LIST_SEPARATOR)]

    def side(self, given: str) -> str:
        """Return the code of a counterpart, given by its code or one of its names; of a blank a blank."""
        known, code = (*self.counterparts, BOTH), country_code(given)
        return find_code("side", code if code in known else given, known) if given else ""

    @property
    def counterparts(self) -> tuple[str, ...]:
        """The two countries compared, in order."""
        return self.parameters.counterparts

    @property
    def sides(self) -> Sides:
        """The countries of the question."""
        return self.parameters.sides

    @cached_property
    def releases(self) -> dict[str, str]:
        """For every document in range the one that speaks for its release (`positions.documents.releases`)."""
        return group_releases(self.documents, self.carried)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The engagements, each once with the reports of it (`positions.comparison.events.EVENTS`)."""
        return events(self.reports, self.releases)

    @property
    def met(self) -> pd.DataFrame:
        """The events that are counted: those that some report gives as news rather than recalling it."""
        return self.events[self.events.recalled == ""].reset_index(drop=True)

    @cached_property
    def event_of(self) -> dict[str, str]:
        """For every report of an engagement (``engagement_id``) its event."""
        pairs = zip(self.events.event_id, self.events.reports, strict=True)
        return {report: event for event, reports in pairs for report in reports.split(schemas.LIST_SEPARATOR)}

    def event(self, engagement_ids: pd.Series) -> pd.Series:
        """Return the event of each report of an engagement; blank for a blank and for one outside the comparison."""
        return engagement_ids.map(lambda name: self.event_of.get(name, "")).astype("str")

    def carriers(self, doc_id: str) -> tuple[str, ...]:
        """Return the documents that carry the same release as a document, itself included, the earliest first."""
        return tuple(name for name, release in self.releases.items() if release == self.releases[doc_id])

    def enough(self, rows: pd.DataFrame | None = None) -> bool:
        """Tell whether there are enough statements to each side, of all or of some, to give shares."""
        rows = self.to_either if rows is None else rows
        return all(self.suffice(rows[rows.side == side]) for side in self.counterparts)

    def suffice(self, rows: pd.DataFrame) -> bool:
        """Tell whether statements suffice for shares: at least the minimum, from several releases."""
        return len(rows) >= self.parameters.minimum and self.release(rows).nunique() > 1

    def release(self, rows: pd.DataFrame) -> pd.Series:
        """Return for each statement the release it stands in."""
        return rows.doc_id.map(self.releases).astype("str")

    def __repr__(self) -> str:
        """Return a summary: what was asked, of what, and how many statements there are of each part."""
        dates = sorted({document.published for document in self.documents} - {""})
        span = " to ".join(dict.fromkeys(dates[:1] + dates[-1:])) or "not dated"
        repeats = int((self.statements.repeats != "").sum())
        lines = [
            f"Comparison: {self.parameters.actor} to {' and '.join(self.counterparts)}",
            f"  documents   {len(self.documents):,}, published {span}",
            f"  statements  {len(self.statements):,} found, of which {repeats:,} repeat another",
        ]
        for part in PARTS[:4]:
            sides = (BOTH,) if part == "both" else self.counterparts
            counts = ", ".join(f"{side} {len(self.part(part, side)):,}" for side in sides)
            lines.append(f"  {part:<10}  {counts}")
        lines.append(f"  engagements {len(self.met):,}, in {len(self.reports):,} reports")
        aside = (self.left_out, "files left out"), (self.set_aside, "documents out of range")
        lines.append("  " + ", ".join(f"{len(table):,} {what}" for table, what in aside))
        chosen = {name: value for name, value in vars(self.parameters).items() if value != getattr(Parameters, name)}
        lines.append(
            f"  chosen      {', '.join(f'{name}={value!r}' for name, value in chosen.items()) or 'all defaults'}"
        )
        return "\n".join(lines)


def cached_table(make: Callable[[Comparison], pd.DataFrame]) -> Callable[[Comparison], pd.DataFrame]:
    """Decorate a function that makes a table of a comparison: each table is made once, and must not be changed."""

    @wraps(make)
    def table(comparison: Comparison) -> pd.DataFrame:
        if make not in comparison._made:
            comparison._made[make] = make(comparison)
        return comparison._made[make]

    return table


def table_of(**columns: type) -> Callable:
    """Decorate a function that makes the rows of a table of a comparison, or a frame that has its columns.

    Parameters
    ----------
    **columns : type
        ``str`` or ``int`` for each column, in order.
    """

    def decorate(make: Callable[[Comparison], pd.DataFrame | list]) -> Callable[[Comparison], pd.DataFrame]:
        schema = schemas.Schema(make.__name__.replace("_", " "), columns)

        @cached_table
        @wraps(make)
        def table(comparison: Comparison) -> pd.DataFrame:
            return schema.table(make(comparison))

        table.columns = columns
        return table

    return decorate


def compare(chosen: Parameters, collection: documents.Collection | None = None) -> Comparison:
    """Read, code, correct and compare.

    Parameters
    ----------
    chosen : Parameters
    collection : Collection, optional
        The documents, where they are read already.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If nothing can be read, no document is in range, or a chosen speaker does not speak.
    """
    collection = collection or documents.read(list(chosen.documents))
    kept, aside = select(collection.documents, chosen)
    made = _take_over(kept, chosen.sides) or _make_tables(kept, chosen.sides)
    out_of_range = {document.doc_id for document in collection.documents} - {document.doc_id for document in kept}
    corrections = coding.corrections(collection.corrections)
    found = coding.corrected(made["statements"], kept, corrections, chosen.sides, out_of_range)
    ledger = {"left_out": collection.left_out_table(), "set_aside": aside, "corrections": found.corrections}
    ledger |= {"noted": collection.noted_table(), "made": made}
    return pair(chosen, kept, found.statements, made["engagements"], made["carried"], **ledger)


def pair(
    chosen: Parameters,
    kept: Sequence[Document],
    statements: pd.DataFrame,
    engagements: pd.DataFrame,
    carried: pd.DataFrame | None = None,
    **ledger: pd.DataFrame,
) -> Comparison:
    """Compare statements that are coded already.

    Parameters
    ----------
    chosen : Parameters
        Institutions, speakers and themes are applied here; dates are not (`select`).
    kept : sequence of Document
        The documents that the statements were taken from.
    statements, engagements : DataFrame
        With the schemas STATEMENTS and ENGAGEMENTS.
    carried : DataFrame, optional
        With the schema CARRIERS, of these documents; computed if not given.
    **ledger : DataFrame
        What else is known of the documents, by the attributes of `Comparison`: ``left_out``, ``set_aside``,
        ``corrections`` (already applied), ``noted``.

    Returns
    -------
    Comparison
    """
    schemas.STATEMENTS.check(statements)
    schemas.ENGAGEMENTS.check(engagements)
    rows, talks = filter_rows(statements, engagements, chosen)
    towards = zip(rows.speaker_country, rows.voice, rows.target, rows.target_basis, strict=True)
    parts = [_part_and_side(row, chosen) for row in towards]
    rows["part"] = pd.Series([part for part, _ in parts], dtype="str")
    rows["side"] = pd.Series([side for _, side in parts], dtype="str")
    sure = (rows.confidence >= chosen.confidence) | (rows.corrected != "")
    doubtful = rows[~sure].assign(repeats="").astype({"repeats": "str"})
    rows = rows[sure].reset_index(drop=True)
    carried = find_carriers(kept) if carried is None else carried
    rows["repeats"] = find_repeats(rows, group_releases(kept, carried) if chosen.per == "release" else {})
    talks = talks[talks.country.isin(chosen.counterparts)].reset_index(drop=True)
    rows, doubtful = map(STATEMENTS_BY_PART.check, (rows, doubtful))
    return Comparison(chosen, tuple(kept), rows, talks, doubtful, carried, **ledger)


def _part_and_side(row: tuple[str, str, str, str], chosen: Parameters) -> tuple[str, str]:
    """Return the part a statement belongs to and its side."""
    country, voice, target, basis = row
    if country == chosen.actor:
        side = target if target in (*chosen.counterparts, "BOTH") else ""
        part = "both" if side == "BOTH" else "said"
    elif country == "JOINT":
        side, part = target if target in chosen.counterparts else "", "joint"
    else:
        side, part = country if country in chosen.counterparts and target == chosen.actor else "", "heard"
    if not side:
        return "outside", ""
    if voice != "state":
        return "apart", side
    if basis == CONTEXT and part != "joint":
        part = "heard_context" if part == "heard" else "context"
    return part, side
