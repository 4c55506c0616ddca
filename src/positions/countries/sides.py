"""Sides: whose statements a question is about, and towards whom."""

from dataclasses import dataclass, replace
from functools import cached_property

from positions.countries.profiles import codes

OTHER = "OTHER"


@dataclass(frozen=True)
class Sides:
    """The countries of a question; every other country is a third one in it, also one that has a profile.

    Attributes
    ----------
    actor : str
        The country whose statements are compared (ISO 3166-1 alpha-3).
    counterparts : tuple of str
        The countries they are towards, in the order of the columns.
    home : str
        Of one document: the country whose offices it means when it names none. Its words and offices are known as the
        parties' are, so that its foreign minister is taken for no party's. Blank outside a document.
    """

    actor: str = "PAK"
    counterparts: tuple[str, ...] = ("USA", "CHN")
    home: str = ""

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The actor and the counterparts."""
        return (self.actor, *self.counterparts)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The countries whose profiles are used: the parties, and the document's home if it has a profile."""
        is_more = self.home in codes() and self.home not in self.parties
        return (*self.parties, self.home) if is_more else self.parties

    def at(self, home: str) -> "Sides":
        """Return the sides as a document from a country sees them."""
        return replace(self, home=home)

    def party(self, country: str) -> str:
        """Return a country that is a party, OTHER for every third one."""
        return country if country in self.parties else OTHER

    @property
    def are_measured(self) -> bool:
        """Whether the hand coding is of these sides, in either order: figures of trust hold for no other."""
        return self.actor == SIDES.actor and set(self.counterparts) == set(SIDES.counterparts)


SIDES = Sides()  # the question that the codebook is written for and the hand coding is of
