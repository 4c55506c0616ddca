"""What a reader may choose: which documents, dates, speakers and themes, and how few are too few."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from positions import coding, countries
from positions.countries import SIDES, Sides
from positions.errors import InputError

MINIMUM = 31
SURE = 100
PER = ("article", "release")


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
        from a majority of two to one (`uncertainty.smallest`).
    confidence : int
        Per cent: statements that the coder is less sure of are left out and said to be.
    per : str
        ``article``: what several carriers of one press release say is counted for each of them; ``release``: once, and
        the others are listed as repeated.

    Raises
    ------
    InputError
        If a value cannot be used; it names the parameter, what was found and what is accepted.
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
            self._set(name, _listed(name, getattr(self, name)))
        for name in ("since", "until"):
            self._set(name, _date(name, getattr(self, name)))
        self._check_countries()
        self._check_codes()
        if self.since and self.until and self.since > self.until:
            raise InputError("since", f"{self.since} is after until, {self.until}", "Give a first day up to the last.")
        if isinstance(self.minimum, bool) or not isinstance(self.minimum, int) or self.minimum < 1:
            raise InputError("minimum", f"{self.minimum!r} is no count of statements", "Give a whole number from 1.")
        sure = self.confidence
        if isinstance(sure, bool) or not isinstance(sure, int) or not 0 <= sure <= SURE:
            raise InputError("confidence", f"{sure!r} is no per cent", "Give a whole number from 0 to 100.")
        if self.per not in PER:
            raise InputError("per", f"{self.per!r} is nothing to count by", f"Accepted: {', '.join(PER)}.")

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
            raise InputError("counterparts", found, f"Two different ones are compared; accepted: {accepted}.")
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
            for code in getattr(self, name):
                if code not in known:
                    raise InputError(name, f"{code!r} is not in the codebook", f"Accepted: {', '.join(known)}.")


def _is_list(value: object) -> bool:
    """Tell a list of values from one value."""
    return isinstance(value, Iterable) and not isinstance(value, str)


def _listed(name: str, value: object) -> tuple[str, ...]:
    """Return a list, or a text with commas, as a tuple of texts."""
    items = list(value) if _is_list(value) else value.split(",") if isinstance(value, str) else [value]
    for item in items:
        if not isinstance(item, str):
            raise InputError(name, f"{item!r} is not text", "Give a list of texts, or one text with commas.")
    return tuple(item.strip() for item in items if item.strip())


def _date(name: str, value: object) -> str:
    """Return a date as ISO text, blank when none is given."""
    text = value.isoformat() if isinstance(value, datetime.date) else "" if value is None else value
    if text == "":
        return ""
    try:
        if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        remedy = "Give year-month-day, as in 2022-07-29, or leave it blank."
        raise InputError(name, f"{value!r} is no date", remedy) from None
