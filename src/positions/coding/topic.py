"""What a speaker is talking about, from statement to statement."""

import re
from dataclasses import dataclass

from positions.attribution.attribution import Attribution
from positions.attribution.speakers import Speaker
from positions.coding.patterns import first
from positions.coding.target import BOTH, EXPLICIT, Target
from positions.coding.theme import raised
from positions.data_files import lexicon

BREAK = re.compile(r"\n+")


@dataclass(frozen=True)
class Topic:
    """The country that a speaker is talking about, statement after statement, until someone else or of something else
    speaks, and the statement that named it; none where a question did."""

    speaker: Speaker | None = None
    country: str = ""
    said: Attribution | None = None

    def of(self, speaker: Speaker, told: Attribution, text: str) -> str:
        """Return the country a statement goes on about, blank when it does not.

        A state and its spokesperson are one. Within the paragraph that names the country a speaker goes on about it; in
        the next one, where it is about a theme of that statement or about the relation; further on, where it is about
        the relation. Of the articles to learn from, most of what a speaker says elsewhere is about other matters.

        Parameters
        ----------
        speaker : Speaker
            Who speaks.
        told : Attribution
            The statement.
        text : str
            The document's text.
        """
        return self.country if self._is_of(speaker) and self._reaches(told, text) else ""

    def _is_of(self, speaker: Speaker) -> bool:
        """Tell whether it is this speaker who was talking."""
        last = self.speaker
        return bool(last) and (
            speaker.name == last.name or (speaker.country == last.country and _is_one(speaker, last))
        )

    def is_in_paragraph(self, told: Attribution, text: str) -> bool:
        """Tell whether a statement stands in the paragraph of the one that named the country."""
        return self.said is not None and not BREAK.search(text, self.said.whole.end, told.whole.start)

    def _reaches(self, told: Attribution, text: str) -> bool:
        """Tell whether a statement is near the one that named the country, or of the same matter."""
        if self.said is None or told.turn:
            return True
        breaks = len(BREAK.findall(text[self.said.whole.end : told.whole.start]))
        if not breaks or first(lexicon("coding", "stances")["relation"], told.whole.of(text)):
            return True
        return breaks == 1 and not _themes(told, text).isdisjoint(_themes(self.said, text))

    def after(self, speaker: Speaker, towards: Target | None, told: Attribution, text: str) -> "Topic":
        """Return the topic behind a statement: what it names, or what it goes on from.

        A statement too far off to go on about the country leaves it for the next.
        """
        if towards is None and self._is_of(speaker) and not self._reaches(told, text):
            return self
        if towards is None or towards.country == BOTH:
            return Topic()
        return Topic(speaker, towards.country, told) if towards.basis == EXPLICIT else self


def _themes(told: Attribution, text: str) -> set[str]:
    """Return the themes that the words of a statement raise."""
    return {item.theme for item in raised(told.whole.of(text))}


def _is_one(a: Speaker, b: Speaker) -> bool:
    """Tell whether of two speakers of a country one speaks for the other: a spokesperson and a state or a body."""
    return (a.is_spokesperson and not b.is_person) or (b.is_spokesperson and not a.is_person)
