"""Speakers: a person, an office, a body or a state, or several of them together."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from positions.countries import OTHER, Sides
from positions.data_files import lexicon
from positions.schemas import LIST_SEPARATOR

JOINT = "JOINT"
STATE, UNKNOWN = "state", "unknown"  # voices


@dataclass(frozen=True)
class Speaker:
    """Who speaks.

    Attributes
    ----------
    name : str
        Full name if the text gives one or the offices table knows it, else the office, body or country; several joined
        by ``"; "``.
    office : str
        The office, in short; blank when none is known.
    country : str
        ISO 3166-1 alpha-3 of a party or of the outlet's country, JOINT (both sides together) or OTHER.
    institution : str
        A code of the codebook.
    voice : str
        ``state``, ``party``, ``former``, ``private`` or ``media``; ``unknown`` of a person whose office neither the
        text nor the offices table tells.
    level : str
        Rank of the office: head, minister, service_chief, ambassador, official, or unnamed.
    why : str
        How the source was resolved.
    is_stranger : bool
        Something in the text or in the offices table speaks against the country that the office would be of.
    parties : tuple of Speaker
        Those who speak together; empty for one speaker.
    """

    name: str
    office: str = ""
    country: str = OTHER
    institution: str = "other"
    voice: str = "state"
    level: str = "unnamed"
    why: str = ""
    is_stranger: bool = False
    parties: tuple["Speaker", ...] = field(default=(), repr=False)

    @property
    def is_person(self) -> bool:
        """Tell whether this is one named person."""
        return not self.parties and bool(name_words(self.name)) and self.level not in {"body", "unnamed"}

    @property
    def is_spokesperson(self) -> bool:
        """Tell whether the speaker speaks for a body."""
        return "spokesperson" in self.office.lower()


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell people apart, in lower case."""
    return frozenset(w for w in re.findall(r"[\w’-]+", name.lower()) if w not in _plain_words() and len(w) > 1)


@cache
def _plain_words() -> frozenset[str]:
    """Return the words of ranks and courtesies, which tell nobody apart."""
    data = lexicon("attribution", "speakers")
    return frozenset(word.lower() for entry in data["ranks"] + data["courtesies"] for word in entry.split())


def shared(lands: list[str], sides: Sides) -> str:
    """Return for whom several countries speak: JOINT for the actor and a counterpart, else the party among them."""
    counterparts = [land for land in lands if land in sides.counterparts]
    if sides.actor in lands:
        return JOINT if counterparts else sides.actor
    return next(iter(counterparts), OTHER)


def join(parties: tuple[Speaker, ...], why: str, sides: Sides) -> Speaker:
    """Return several speakers as one: JOINT when they speak for the actor and a counterpart.

    Of other countries together the first counterpart named is theirs.

    The institution is that of the parties if they share one, else of the actor's side (ruling 12: the level of the
    meeting).
    """
    # One person is one party, under whichever office and by whichever words.
    parties = tuple({party.name or party.office: party for party in reversed(parties)}.values())[::-1]
    if len(parties) == 1:
        return replace(parties[0], why=why)
    lands = list(dict.fromkeys(p.country for p in parties))
    land = lands[0] if len(lands) == 1 else shared(lands, sides)
    own = [p for p in parties if p.country == sides.actor] or list(parties)
    return Speaker(
        LIST_SEPARATOR.join(p.name for p in parties),
        LIST_SEPARATOR.join(p.office for p in parties if p.office),
        land,
        own[0].institution,
        next((p.voice for p in own if p.voice != UNKNOWN), UNKNOWN),
        own[0].level,
        why,
        parties=parties,
    )
