"""The choices of a reader, and the documents, statements and engagements that they keep.

`Parameters` checks each choice (dates, speakers, themes, the minimum for a share) when it is made.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from positions import coding, countries, schemas
from positions.countries import SIDES, Sides
from positions.documents import Document
from positions.errors import InputError

MINIMUM = 31
FULL_CONFIDENCE = 100
COUNTED_PER = ("article", "release")


@dataclass(frozen=True)
class Parameters:
    """The choices behind one report.

    Lists may also be given as one text with commas ("defence, connectivity"), except ``documents``, where a comma can
    be part of a name.

    Parameters
    ----------
    documents : str or list of str
        Files and folders to read.
    actor : str
        The country whose statements are compared (ISO 3166-1 alpha-3); every country with a profile
        (`positions.countries`).
    counterparts : list of str
        The two countries compared, in the order of the columns.
    since, until : str
        First and last day of publication, ISO 8601 (``2022-07-29``); blank for no limit.
    institutions, themes : list of str
        Codes of the codebook; empty for all.
    speakers : list of str
        Parts of names or offices of the actor's speakers, in any case of letters; empty for all.
    minimum : int
        The number of statements below which no share is given. The default, 31, is the smallest at which the 95%
        Wilson interval about one half leaves out one third and two thirds: with fewer, an even split cannot be told
        from a majority of two to one (`statistics.smallest_n`).
    confidence : int
        Per cent: statements that the coder is less sure of are left out, and reported as left out.
    per : str
        ``article``: what several carriers of one press release say is counted for each of them; ``release``: it is
        counted once, and the others are listed as repeated.

    Raises
    ------
    InputError
        If a value cannot be used. The error names the parameter, the value and what is accepted.
    """

    documents: tuple[str, ...] = ("seeds",)
    actor: str = SIDES.actor
    counterparts: tuple[str, ...] = SIDES.counterparts
    since: str = ""
    until: str = ""
    institutions: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    minimum: int = MINIMUM
    confidence: int = 0
    per: str = "article"

    def __post_init__(self) -> None:
        paths = self.documents if _is_list(self.documents) else (self.documents,)
        self._set("documents", tuple(str(path) for path in paths if str(path).strip()))
        if not self.documents:
            raise InputError("documents", "names no file or folder", "Give at least one path.")
        for name in ("counterparts", "institutions", "speakers", "themes"):
            self._set(name, _text_list(name, getattr(self, name)))
        self._set("actor", country_code(self.actor))
        self._set("counterparts", tuple(map(country_code, self.counterparts)))
        for name in ("since", "until"):
            self._set(name, _iso_date(name, getattr(self, name)))
        self._check_countries()
        self._check_codes()
        if self.since and self.until and self.since > self.until:
            raise InputError(
                "since", f"{self.since} is after until, {self.until}", "Give a first day that is not after the last."
            )
        if isinstance(self.minimum, bool) or not isinstance(self.minimum, int) or self.minimum < 1:
            raise InputError(
                "minimum", f"{self.minimum!r} is not a number of statements", "Give a whole number of at least 1."
            )
        sure = self.confidence
        if isinstance(sure, bool) or not isinstance(sure, int) or not 0 <= sure <= FULL_CONFIDENCE:
            raise InputError("confidence", f"{sure!r} is not a percentage", "Give a whole number from 0 to 100.")
        if self.per not in COUNTED_PER:
            raise InputError("per", f"{self.per!r} is not a unit of counting", f"Accepted: {', '.join(COUNTED_PER)}.")

    def _set(self, name: str, value: object) -> None:
        """Store the tidy form of a value in the frozen instance."""
        object.__setattr__(self, name, value)

    def _check_countries(self) -> None:
        """Refuse countries without a profile, a broken profile, and counterparts that are not two others."""
        accepted = ", ".join(countries.codes())
        for name, given in (("actor", (self.actor,)), ("counterparts", self.counterparts)):
            for country in given:
                if country not in countries.codes():
                    raise InputError(name, f"{country!r} is not coded", f"Accepted: {accepted}.")
                countries.profile(country)
        if len(set(self.counterparts)) != 2 or len(self.counterparts) != 2:
            found = f"{', '.join(self.counterparts) or 'no country'} given"
            raise InputError("counterparts", found, f"Give two different countries; accepted: {accepted}.")
        if self.actor in self.counterparts:
            raise InputError("counterparts", f"{self.actor} is the actor", "Give two countries other than the actor.")

    @property
    def sides(self) -> Sides:
        """The countries of the question, as attribution and coding take them."""
        return Sides(self.actor, self.counterparts)

    def _check_codes(self) -> None:
        """Refuse codes the codebook does not have."""
        book = coding.codebook()
        for name, known in (("institutions", tuple(book.institutions)), ("themes", tuple(book.themes))):
            codes = (find_code(name, code, known, "is not in the codebook") for code in getattr(self, name))
            self._set(name, tuple(codes))


def find_code(place: str, given: str, known: Sequence[str], wrong: str = "is not known") -> str:
    """Return a code as it is written, given in any case and with spaces or dashes for underscores.

    Parameters
    ----------
    place : str
        What is given, for the message.
    given : str
    known : sequence of str
        The codes that are accepted.
    wrong : str
        What is wrong with any other.

    Raises
    ------
    InputError
        If it is none of them; it names those that are accepted.
    """
    if given in known:
        return given
    written = {_folded(code): code for code in known}
    if not isinstance(given, str) or _folded(given) not in written:
        raise InputError(place, f"{given!r} {wrong}", f"Accepted: {', '.join(known)}.")
    return written[_folded(given)]


def _folded(code: str) -> str:
    """Return a code in small letters, with underscores between its words."""
    return re.sub(r"[\s_-]+", "_", code.strip().casefold())


def country_code(given: str) -> str:
    """Return the code of a country that is given by one of its names, in any case; whatever is no name stays."""
    if given in countries.codes() or not isinstance(given, str):
        return given
    wanted = given.strip().casefold().removeprefix("the ")
    for code in countries.codes():
        known = countries.profile(code)
        if wanted in {name.casefold().removeprefix("the ") for name in (code, known.name, *known.words["names"])}:
            return code
    return given


def _is_list(value: object) -> bool:
    """Tell a list of values from one value."""
    return isinstance(value, Iterable) and not isinstance(value, str)


def _text_list(name: str, value: object) -> tuple[str, ...]:
    """Return a list, or a text with commas, as a tuple of texts."""
    items = list(value) if _is_list(value) else value.split(",") if isinstance(value, str) else [value]
    for item in items:
        if not isinstance(item, str):
            raise InputError(name, f"{item!r} is not text", "Give a list of texts, or one text with commas.")
    return tuple(item.strip() for item in items if item.strip())


def _iso_date(name: str, value: object) -> str:
    """Return a date as ISO text, blank when none is given."""
    value = value.date() if isinstance(value, datetime.datetime) else value
    text = value.isoformat() if isinstance(value, datetime.date) else "" if value is None else value
    if text == "":
        return ""
    try:
        if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        remedy = "Give year-month-day, as in 2022-07-29, or leave it blank."
        raise InputError(name, f"{value!r} is not a date", remedy) from None


def select(documents: Sequence[Document], chosen: Parameters) -> tuple[tuple[Document, ...], pd.DataFrame]:
    """Choose the documents published in the range of dates.

    Parameters
    ----------
    documents : sequence of Document
    chosen : Parameters

    Returns
    -------
    tuple of (tuple of Document, DataFrame)
        The documents that stay, and those set aside, with the reason (``schemas.LEFT_OUT``). A document without a date
        is set aside when a range is given.

    Raises
    ------
    InputError
        If no document is left. The error says which dates there are.
    """
    if not (chosen.since or chosen.until):
        return tuple(documents), schemas.LEFT_OUT.table([])
    reasons = [(document, _date_problem(document.published, chosen)) for document in documents]
    kept = tuple(document for document, reason in reasons if not reason)
    if not kept:
        _refuse_dates(documents, chosen)
    told = {"remedy": "Change since or until.", "language": ""}
    aside = [{"file": document.file, "reason": reason} | told for document, reason in reasons if reason]
    return kept, schemas.LEFT_OUT.table(aside)


def _date_problem(published: str, chosen: Parameters) -> str:
    """Say why a date is out of range, blank when it is not."""
    if not published:
        return "has no date"
    known = len(published)  # of a document whose year alone is known, the year has to reach into the range
    if chosen.since and published < chosen.since[:known]:
        return f"published {published}, before {chosen.since}"
    return f"published {published}, after {chosen.until}" if chosen.until and published > chosen.until[:known] else ""


def _refuse_dates(documents: Sequence[Document], chosen: Parameters) -> None:
    """Raise the error for a range without documents."""
    dates = sorted(d.published for d in documents if d.published)
    name = "since" if chosen.since else "until"
    span = f"from {chosen.since or 'the first'} to {chosen.until or 'the last'}"
    there = f"The documents are dated {dates[0]} to {dates[-1]}" if dates else "No document has a date"
    undated = len(documents) - len(dates)
    more = f"; {undated} have none" if undated and dates else ""
    raise InputError(name, f"no document is dated {span}", f"{there}{more}.")


def filter_rows(
    statements: pd.DataFrame, engagements: pd.DataFrame, chosen: Parameters
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Choose the statements and engagements of the institutions, speakers and themes asked for.

    Institutions and speakers are those of the actor's side (joint statements that name them are kept). Statements of
    others are kept if they were made in an engagement with a kept statement of the actor. A theme keeps every
    statement that carries it, whoever speaks. An engagement is kept if a statement made in it is kept, if it has a
    chosen topic, or if the actor's side includes a chosen speaker.

    Parameters
    ----------
    statements, engagements : DataFrame
        With the schemas STATEMENTS and ENGAGEMENTS.
    chosen : Parameters

    Returns
    -------
    tuple of DataFrame
        The rows that are kept, in their order.

    Raises
    ------
    InputError
        If ``speakers`` names nobody who speaks in the documents.
    """
    if not (chosen.institutions or chosen.speakers or chosen.themes):
        return statements.reset_index(drop=True), engagements.reset_index(drop=True)
    own = statements.speaker_country.isin([chosen.actor, "JOINT"])
    wanted, named = own.copy(), pd.Series(False, index=engagements.index)
    if chosen.institutions:
        wanted &= statements.institution.isin(chosen.institutions)
    if chosen.speakers:
        wanted &= _rows_naming(statements.speaker + " " + statements.office, chosen.speakers)
        named = _rows_naming(engagements.own_side, chosen.speakers)
        if not wanted.any() and not named.any():
            _refuse_speakers(statements[statements.speaker_country == chosen.actor], chosen)
    if chosen.institutions or chosen.speakers:
        said_in = set(statements.engagement_id[wanted & (statements.engagement_id != "")])
        wanted |= ~own & statements.engagement_id.isin(said_in | set(engagements.engagement_id[named]))
    else:
        wanted[:] = True
        named[:] = True
    if chosen.themes:
        wanted &= _rows_carrying(statements.themes, chosen.themes)
        named &= _rows_carrying(engagements.topics, chosen.themes)
    left = engagements.engagement_id.isin(set(statements.engagement_id[wanted])) | named
    return statements[wanted].reset_index(drop=True), engagements[left].reset_index(drop=True)


def _rows_naming(column: pd.Series, parts: Sequence[str]) -> pd.Series:
    """Tell the rows that hold one of the parts of names."""
    folded = column.str.casefold()
    return pd.concat([folded.str.contains(part.casefold(), regex=False) for part in parts], axis=1).any(axis=1)


def _rows_carrying(column: pd.Series, codes: Sequence[str]) -> pd.Series:
    """Tell the rows whose list has one of the codes."""
    wanted = set(codes)
    return column.map(lambda listed: bool(wanted & set(listed.split(schemas.LIST_SEPARATOR)))).astype(bool)


def _refuse_speakers(statements: pd.DataFrame, chosen: Parameters) -> None:
    """Raise the error for speakers who do not speak."""
    there = sorted(set(statements.speaker))
    some = ", ".join(there[:10]) + (f" and {len(there) - 10} more" if len(there) > 10 else "")
    asked = ", ".join(chosen.speakers)
    raise InputError(
        "speakers", f"nobody named {asked} speaks in the documents", f"Speakers there: {some or 'nobody'}."
    )
