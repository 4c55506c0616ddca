"""The comparison itself: every statement put in its part, said or heard, towards one counterpart or the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps

import pandas as pd

from positions import coding, documents, schemas
from positions.coding.target import CONTEXT
from positions.comparison import handed
from positions.comparison.events import events
from positions.comparison.parameters import Parameters
from positions.comparison.repeats import repeats
from positions.comparison.selection import keep, select
from positions.countries import Sides
from positions.documents import Document
from positions.documents.releases import carried, releases

PARTS = schemas.Schema(
    "statements by part",
    {
        **schemas.STATEMENTS.columns,
        "part": str,  # said, both, joint, heard, context, heard_context, apart, outside
        "side": str,  # the counterpart it is towards, or that spoke it; BOTH
        "repeats": str,  # statement_id of the one counted in its place
    },
)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Statements and engagements under comparison, and what they were taken from.

    Attributes
    ----------
    parameters : Parameters
    documents : tuple of Document
        Those in range.
    statements : DataFrame
        Every statement that stays, with its part (``PARTS``): ``said`` by the state to a counterpart, ``both`` said by
        the state of both at once, ``joint`` by the state and a counterpart together, ``heard`` from a counterpart's
        state, ``context`` and ``heard_context`` what else they said, where only the words before tell whom it is about,
        ``apart`` by parties, former officials and private voices of any country, ``outside`` the comparison.
    engagements : DataFrame
        With the schema ENGAGEMENTS: every report of an engagement. What is counted are `events`.
    left_out, set_aside : DataFrame
        Files that could not be used, and documents out of range (``LEFT_OUT``).
    corrections : DataFrame
        Corrections by readers, applied and not (``CORRECTIONS``).
    doubtful : DataFrame
        Statements of less confidence than asked for, which are in no count (``PARTS``); what a reader has corrected is
        none.
    carried : DataFrame
        The carriers of each release that several documents in range carry (``schemas.CARRIERS``).
    noted : DataFrame
        What the ledger says of documents that were read all the same (``LEFT_OUT``).
    made : Made or None
        What was made of the documents in range, before corrections and choices; None where that is not kept.
    """

    parameters: Parameters
    documents: tuple[Document, ...]
    statements: pd.DataFrame
    engagements: pd.DataFrame
    left_out: pd.DataFrame
    set_aside: pd.DataFrame
    corrections: pd.DataFrame
    doubtful: pd.DataFrame
    carried: pd.DataFrame
    noted: pd.DataFrame
    made: handed.Made | None = None
    _made: dict[object, pd.DataFrame] = field(default_factory=dict, init=False, repr=False)

    def part(self, part: str, side: str = "", repeated: bool = False) -> pd.DataFrame:
        """Return the statements of one part, of one side if given, without those that repeat another unless asked."""
        key = (part, side, repeated)
        if key not in self._made:
            rows = self.statements[self.statements.part == part]
            rows = rows[rows.side == side] if side else rows
            self._made[key] = rows if repeated else rows[rows.repeats == ""]
        return self._made[key]

    def once(self, make: Callable[["Comparison"], pd.DataFrame]) -> pd.DataFrame:
        """Return the table a function makes of this comparison, made when first asked for and not to be changed."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

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
        return releases(self.documents, self.carried)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The engagements, each once with the reports of it (`positions.comparison.events.EVENTS`)."""
        return events(self.engagements, self.releases)

    @property
    def met(self) -> pd.DataFrame:
        """The events that are counted: those that a report tells as news, and not only recalls."""
        return self.events[self.events.recalled == ""].reset_index(drop=True)

    @cached_property
    def event_of(self) -> dict[str, str]:
        """For every report of an engagement (``engagement_id``) its event."""
        pairs = zip(self.events.event_id, self.events.reports, strict=True)
        return {report: event for event, reports in pairs for report in reports.split(schemas.LIST_SEPARATOR)}

    def event(self, engagement_ids: pd.Series) -> pd.Series:
        """Return the event of each report of an engagement, blank for a blank and for one that is not compared."""
        return engagement_ids.map(lambda name: self.event_of.get(name, "")).astype("str")

    def carriers(self, doc_id: str) -> tuple[str, ...]:
        """Return the documents that carry the same release as one, that one among them, the earliest first."""
        return tuple(name for name, release in self.releases.items() if release == self.releases[doc_id])

    def enough(self) -> bool:
        """Tell whether shares may be given of what was said to either side."""
        return all(self.suffice(self.part("said", side)) for side in self.counterparts)

    def suffice(self, rows: pd.DataFrame) -> bool:
        """Tell whether statements are enough for shares: the minimum of them, from several releases."""
        return len(rows) >= self.parameters.minimum and self.release(rows).nunique() > 1

    def release(self, rows: pd.DataFrame) -> pd.Series:
        """Return for each statement the release it stands in."""
        return rows.doc_id.map(self.releases).astype("str")


def made_once(make: Callable[[Comparison], pd.DataFrame]) -> Callable[[Comparison], pd.DataFrame]:
    """Decorate a function that makes a table of a comparison: a report asks for the same table several times."""

    @wraps(make)
    def table(comparison: Comparison) -> pd.DataFrame:
        return comparison.once(make)

    return table


def compare(chosen: Parameters) -> Comparison:
    """Read, code, correct and compare.

    Parameters
    ----------
    chosen : Parameters

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If nothing can be read, no document is in range, or a speaker asked for does not speak.
    """
    collection = documents.read(list(chosen.documents))
    kept, aside = select(collection.documents, chosen)
    made = handed.made(kept, chosen.sides)
    coded = made.coded
    out_of_range = {document.doc_id for document in collection.documents} - {document.doc_id for document in kept}
    corrections = coding.corrections(collection.corrections)
    found = coding.corrected(coded.statements, kept, corrections, out_of_range, chosen.sides)
    ledger = (collection.left_out_table(), aside, found.corrections, collection.noted_table())
    return replace(pair(chosen, kept, found.statements, coded.engagements, *ledger, made.carried), made=made)


def pair(
    chosen: Parameters,
    kept: Sequence[Document],
    statements: pd.DataFrame,
    engagements: pd.DataFrame,
    left_out: pd.DataFrame | None = None,
    set_aside: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
    noted: pd.DataFrame | None = None,
    carriers: pd.DataFrame | None = None,
) -> Comparison:
    """Compare statements that are coded already.

    Parameters
    ----------
    chosen : Parameters
        Institutions, speakers and themes are applied here; dates are not (`select`).
    kept : sequence of Document
        What the statements were taken from.
    statements, engagements : DataFrame
        With the schemas STATEMENTS and ENGAGEMENTS.
    left_out, set_aside, noted : DataFrame, optional
        With the schema LEFT_OUT.
    corrections : DataFrame, optional
        With the schema CORRECTIONS; already applied.
    carriers : DataFrame, optional
        With the schema CARRIERS, of these documents; made when not given.

    Returns
    -------
    Comparison
    """
    schemas.STATEMENTS.check(statements)
    schemas.ENGAGEMENTS.check(engagements)
    rows, talks = keep(statements, engagements, chosen)
    towards = zip(rows.speaker_country, rows.voice, rows.target, rows.target_basis, strict=True)
    parts = [_part(row, chosen) for row in towards]
    rows["part"] = pd.Series([part for part, _ in parts], dtype="str")
    rows["side"] = pd.Series([side for _, side in parts], dtype="str")
    sure = (rows.confidence >= chosen.confidence) | (rows.corrected != "")
    doubtful = rows[~sure].assign(repeats="").astype({"repeats": "str"})
    rows = rows[sure].reset_index(drop=True)
    found = carried(kept) if carriers is None else carriers
    rows["repeats"] = repeats(rows, releases(kept, found) if chosen.per == "release" else {})
    talks = talks[talks.country.isin(chosen.counterparts)].reset_index(drop=True)
    none = schemas.LEFT_OUT.table([])
    left_out, set_aside, noted = (none if table is None else table for table in (left_out, set_aside, noted))
    corrections = schemas.CORRECTIONS.table([]) if corrections is None else corrections
    tables = (PARTS.check(rows), talks, left_out, set_aside, corrections, PARTS.check(doubtful), found, noted)
    return Comparison(chosen, tuple(kept), *tables)


def _part(row: tuple[str, str, str, str], chosen: Parameters) -> tuple[str, str]:
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
