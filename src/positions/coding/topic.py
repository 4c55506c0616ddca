"""What a speaker is talking about, from statement to statement."""

from dataclasses import dataclass

from positions.attribution.speakers import Speaker
from positions.coding.target import BOTH, EXPLICIT, Target


@dataclass(frozen=True)
class Topic:
    """The country that a speaker is talking about, statement after statement, until someone else or of something else
    speaks."""

    speaker: Speaker | None = None
    country: str = ""

    def of(self, speaker: Speaker) -> str:
        """Return the country a speaker was talking about just before, blank when someone else spoke.

        A state and its spokesperson are one.
        """
        last = self.speaker
        goes_on = last and (speaker.name == last.name or (speaker.country == last.country and _is_one(speaker, last)))
        return self.country if goes_on else ""

    def after(self, speaker: Speaker, towards: Target | None) -> "Topic":
        """Return the topic behind a statement: what it names, or what it goes on from."""
        if towards is None or towards.country == BOTH:
            return Topic()
        return Topic(speaker, towards.country) if towards.basis == EXPLICIT else self


def _is_one(a: Speaker, b: Speaker) -> bool:
    """Tell whether of two speakers of a country one speaks for the other: a spokesperson and a state or a body."""
    return (a.is_spokesperson and not b.is_person) or (b.is_spokesperson and not a.is_person)
