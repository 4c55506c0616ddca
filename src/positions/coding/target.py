"""Targets: whether a statement belongs to the question, and which country it is towards."""

from collections.abc import Sequence
from typing import NamedTuple

from positions.attribution.countries import Mention, mentions
from positions.attribution.network import Judgement
from positions.attribution.speakers import JOINT, Speaker
from positions.coding.patterns import in_hundred
from positions.countries import OTHER, Sides, profile
from positions.documents import Span

BOTH = "BOTH"
EXPLICIT = "explicit"
ENGAGEMENT = "engagement"
CONTEXT = "context"
# How likely the network has to take a statement to belong to the question: where rules tie it to a country, and where
# nothing else does.
KEPT, SURE = 0.02, 0.998


class Target(NamedTuple):
    """The country a statement is towards, how that is known, and why."""

    country: str
    basis: str
    why: str


def target(
    text: str,
    pieces: tuple[Span, ...],
    speaker: Speaker,
    across: str,
    subject: str,
    sides: Sides,
    persons: Sequence[Mention] = (),
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
    sides : Sides
        The parties to the question.
    persons : sequence of Mention
        The office-holders whom the document names, each standing for the own country.

    Returns
    -------
    Target or None
        For the actor's speakers a counterpart or BOTH; for a counterpart's the actor; for both sides together the
        partner.
        None when the content names no party and nothing ties it to one.
    """
    named = {m.country: m.span.of(text) for m in reversed(persons) if any(piece.holds(m.span) for piece in pieces)}
    named |= {m.country: m.span.of(text) for piece in pieces for m in reversed(mentions(text, piece, sides))}
    named = {sides.party(country): words for country, words in named.items()}
    if speaker.voice == "media":  # an agency's or a newspaper's own report is no position of its country
        return None
    if speaker.country in sides.counterparts:
        return _towards_actor(named, across, subject, sides)
    if speaker.country == JOINT:
        return _towards_partner(named, speaker, across, subject, sides)
    if speaker.country != sides.actor:
        return None
    counterparts = [country for country in sides.counterparts if country in named]
    if len(counterparts) > 1:
        return Target(BOTH, EXPLICIT, f"names {' and '.join(f'“{named[country]}”' for country in counterparts)}")
    if counterparts:
        return Target(counterparts[0], EXPLICIT, f"names “{named[counterparts[0]]}”")
    if across:
        return Target(across, ENGAGEMENT, "said in an engagement with this side")
    if subject in sides.counterparts and OTHER not in named:
        return Target(subject, CONTEXT, "goes on from a statement about this side")
    return None


def _towards_actor(named: dict[str, str], across: str, subject: str, sides: Sides) -> Target | None:
    """Code a counterpart's speaker's target."""
    actor, name = sides.actor, profile(sides.actor).name
    if actor in named:
        return Target(actor, EXPLICIT, f"names “{named[actor]}”")
    if across:
        return Target(actor, ENGAGEMENT, f"said in an engagement with {name}")
    if subject == actor and OTHER not in named:
        return Target(actor, CONTEXT, f"goes on from a statement about {name}")
    return None


def _towards_partner(named: dict[str, str], speaker: Speaker, across: str, subject: str, sides: Sides) -> Target | None:
    """Code the target of both sides together: the partner, known from the parties, the content or the engagement."""
    partners = [p.country for p in speaker.parties if p.country in sides.counterparts]
    counterparts = [country for country in sides.counterparts if country in named]
    country = next(iter([*partners, *filter(None, [across]), *counterparts, *filter(None, [subject])]), "")
    if not country:
        return None
    if country in named:
        return Target(country, EXPLICIT, f"names “{named[country]}”")
    return Target(country, ENGAGEMENT, "both sides together: the partner")


def weighed_target(towards: Target | None, speaker: Speaker, judged: Judgement | None, sides: Sides) -> Target | None:
    """Return a target as the network leaves it: none where it takes the statement for another matter.

    Parameters
    ----------
    towards : Target or None
        What the rules say.
    speaker : Speaker
        Who speaks.
    judged : Judgement or None
        What the network makes of the statement; the rules decide without it.
    sides : Sides
        The parties to the question.
    """
    if judged is None:
        return towards
    if towards:
        return towards if judged.ours >= KEPT else None
    if judged.ours < SURE or speaker.voice == "media" or speaker.country not in (*sides.parties, JOINT):
        return None
    opposite = (sides.actor,) if speaker.country in sides.counterparts else (*sides.counterparts, BOTH)
    country = max(opposite, key=lambda each: judged.targets[each])
    return Target(country, CONTEXT, f"the network: {in_hundred(judged.ours)} in 100")
