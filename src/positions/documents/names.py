"""What a file's name says of its text: date and outlet, or country and year of a speech in the UN General Debate."""

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
