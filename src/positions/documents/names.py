"""What a file's name says of its text: date and outlet, or country and year of a speech in the UN General Debate."""

import datetime
import re
from dataclasses import dataclass

from positions.countries import codes, profile
from positions.documents.forms import form

DATED = re.compile(r"(\d{4}-\d{2}-\d{2})_([a-z]+)_.+")


@dataclass(frozen=True)
class Named:
    """What a file's name says, each part blank when it does not.

    Attributes
    ----------
    published : str
        ISO date, or the year alone.
    outlet : str
        Code of the publisher.
    country : str
        The country that speaks, by its English name where the project knows it, else by its code.
    """

    published: str = ""
    outlet: str = ""
    country: str = ""

    def speaker_with(self, speaker: str) -> str:
        """Return the words for the speaker: the name the text gives, with the country the file's name gives."""
        if not self.country:
            return speaker
        return f"{speaker} ({self.country})" if speaker else self.country


def read(stem: str) -> Named:
    """Read a file's name.

    Parameters
    ----------
    stem : str
        The name without its ending: ``2022-07-29_dunya_1`` or ``PAK_33_1978``.
    """
    if dated := DATED.fullmatch(stem):
        return Named(dated.group(1), dated.group(2))
    if debate := form("debate").fullmatch(stem):
        code = debate.group("country")
        return Named(debate.group("year"), "un", profile(code).plain_name if code in codes() else code)
    return Named()


def exported(stem: str) -> Named:
    """Read the name of an export, which may say what its rows do not: the day and the outlet.

    Parameters
    ----------
    stem : str
        The name without its ending: ``the_news_20250526``, ``2025-05-26_dawn``.

    Returns
    -------
    Named
        The outlet is what stands before or after the day, in words ("the news"). Without a day nothing is taken to be
        an outlet; "export", "articles" and the like are none.
    """
    day = form("exported").fullmatch(stem)
    if not day:
        return Named()
    try:
        published = datetime.date(int(day.group("year")), int(day.group("month")), int(day.group("day"))).isoformat()
    except ValueError:
        return Named()
    words = " ".join(re.split(r"[\s_\-]+", (day.group("before") or day.group("after") or "").lower())).strip()
    return Named(published, "" if form("no_outlet").fullmatch(words) else words)
