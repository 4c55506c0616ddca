"""Targets: whether a statement belongs to the question, and which country it is towards."""

from collections.abc import Sequence
from typing import NamedTuple

from positions.attribution.countries import ACTOR, COUNTERPARTS, OTHER, Mention, mentions
from positions.attribution.speakers import JOINT, Speaker
from positions.documents import Span

BOTH = "BOTH"
EXPLICIT = "explicit"
ENGAGEMENT = "engagement"


class Target(NamedTuple):
    """The country a statement is towards, how that is known, and why."""

    country: str
    basis: str
    why: str


def target(
    text: str, pieces: tuple[Span, ...], speaker: Speaker, across: str, subject: str, persons: Sequence[Mention] = ()
) -> Target | None:
    """Code the target of a statement, or tell that it does not belong to the question.

    Parameters
    ----------
    text : str
        The document's text.
    pieces : tuple of Span
        The content.
    speaker : Speaker
        Who speaks.
    across : str
        The country at the other side of the engagement the speaker takes part in; blank without one.
    subject : str
        The country the speaker was talking about just before; blank without one.
    persons : sequence of Mention
        The office-holders whom the document names, each standing for the own country.

    Returns
    -------
    Target or None
        For Pakistani speakers USA, CHN or BOTH; for US and Chinese speakers PAK; for both sides together the partner.
        None when the content names no party and nothing ties it to one.
    """
    named = {m.country: m.span.of(text) for m in reversed(persons) if any(piece.holds(m.span) for piece in pieces)}
    named |= {m.country: m.span.of(text) for piece in pieces for m in reversed(mentions(text, piece))}
    if speaker.country in COUNTERPARTS:
        return _towards_actor(named, across, subject)
    if speaker.country == JOINT:
        return _towards_partner(named, speaker, across, subject)
    if speaker.country != ACTOR:
        return None
    counterparts = [country for country in COUNTERPARTS if country in named]
    if len(counterparts) == 2:
        return Target(BOTH, EXPLICIT, f"names “{named['USA']}” and “{named['CHN']}”")
    if counterparts:
        return Target(counterparts[0], EXPLICIT, f"names “{named[counterparts[0]]}”")
    if across:
        return Target(across, ENGAGEMENT, "said in an engagement with this side")
    if subject in COUNTERPARTS and OTHER not in named:
        return Target(subject, ENGAGEMENT, "goes on from a statement about this side")
    return None


def _towards_actor(named: dict[str, str], across: str, subject: str) -> Target | None:
    """Code a US or Chinese speaker's target."""
    if ACTOR in named:
        return Target(ACTOR, EXPLICIT, f"names “{named[ACTOR]}”")
    if across:
        return Target(ACTOR, ENGAGEMENT, "said in an engagement with Pakistan")
    if subject == ACTOR and OTHER not in named:
        return Target(ACTOR, ENGAGEMENT, "goes on from a statement about Pakistan")
    return None


def _towards_partner(named: dict[str, str], speaker: Speaker, across: str, subject: str) -> Target | None:
    """Code the target of both sides together: the partner, known from the parties, the content or the engagement."""
    partners = [p.country for p in speaker.parties if p.country in COUNTERPARTS]
    counterparts = [country for country in COUNTERPARTS if country in named]
    country = next(iter([*partners, *filter(None, [across]), *counterparts, *filter(None, [subject])]), "")
    if not country:
        return None
    if country in named:
        return Target(country, EXPLICIT, f"names “{named[country]}”")
    return Target(country, ENGAGEMENT, "both sides together: the partner")
