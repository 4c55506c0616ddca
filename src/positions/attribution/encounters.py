"""Words that report a meeting, a call or the like, and who stands on either side of them."""

import re
from dataclasses import dataclass
from functools import cache

from positions.attribution.parties import Party, Scene, officials
from positions.attribution.reporting_words import data, end_of, start_of
from positions.attribution.speakers import Speaker
from positions.documents import Span

VISIT = "visit"
OWNER = re.compile(r"\w+ +(?P<who>[A-Z][^’']*)[’']s ")


@dataclass(frozen=True)
class Frame:
    """Words that report an engagement: channel, kind (verb, between, having, within, noun) and pattern."""

    channel: str
    kind: str
    pattern: re.Pattern


@cache
def frames() -> tuple[Frame, ...]:
    """Return the words that report engagements, in the order in which they are tried."""
    found, between, partner = [], data("between"), data("partner")
    for channel, listed in data("channels").items():
        if channel == VISIT:
            continue
        nouns = f"(?:{'|'.join(listed['nouns'])})"
        kinds = {"verb": f"(?:{'|'.join(listed['verbs'])})"}
        if listed["nouns"]:
            kinds |= {"between": f"{nouns}{between}"}
            kinds |= {"having": f"{data('having')}{nouns}(?:{partner})?"}
            kinds |= {"within": f"{data('within')}{nouns}{partner}"}
            kinds |= {"noun": f"{data('within_a')}{nouns}"}
        found += [Frame(channel, kind, re.compile(rf"\b{words}\b", re.IGNORECASE)) for kind, words in kinds.items()]
    return tuple(found)


def parties(scene: Scene, frame: Frame, span: Span) -> tuple[list[Speaker], list[Speaker]] | None:
    """Return both sides of an engagement, each with an official; None where one has none."""
    start, end = start_of(scene, span.start), end_of(scene, span.end)
    behind = scene.objects(Span(span.end, end))
    if frame.kind == "between":
        return _sides(scene, behind, [])
    before = scene.subjects(Span(start, span.start))
    if frame.kind == "noun":
        addressed = [p for p in scene.parties if p.span.end <= span.start and p.before in ("with", "to")]
        behind = addressed or [p for p in scene.parties if p.span.start >= end and p.before in ("to", "with")][:1]
        before = before or scene.behind(span.end)
    elif frame.kind == "within" and (owner := OWNER.match(scene.text, *span)):
        before = [scene.party(Span(*owner.span("who")))]  # "during President Mir's meeting with"
    elif frame.kind == "within" and not before:
        if together := _sides(scene, behind, []):  # "During a meeting with Lin Mei, the premier said"
            return together
        before = scene.behind(behind[-1].span.end if behind else span.end)
        before = before or scene.subjects(Span(start_of(scene, span.start, ("starts",)), span.start))
        before = before or _teller(scene, span)
    if frame.channel == "ceremony" and not before:  # "a dinner hosted by Lin Mei in honour of the premier"
        before = [p for p in scene.parties if p.span.start > span.end and p.before in ("of", "for")][:1]
    if not behind and frame.kind in ("verb", "having"):
        return _sides(scene, before, []) if len(before) > 1 else None
    return _sides(scene, before, behind)


def _teller(scene: Scene, span: Span) -> list[Party]:
    """Return who tells of an engagement as their own: "The premier said after his meeting", "said in a meeting"."""
    is_own = re.search(r"\b(?:his|her)\b", scene.text[slice(*span)], re.IGNORECASE)
    between = scene.text[start_of(scene, span.start, ("starts",)) : span.start].strip()
    is_own = is_own or between in data("said_there")
    return scene.subjects(Span(scene.sentence.start, span.start)) if is_own else []


def _sides(scene: Scene, one: list[Party], other: list[Party]) -> tuple[list[Speaker], list[Speaker]] | None:
    """Return the actor's officials and those of one counterpart: one side in either group, or both in the only one."""
    actor, counterparts = scene.cast.sides.actor, scene.cast.sides.counterparts
    for country in counterparts:
        pairs = [(one, other), (other, one)] if other else [(one, one)]
        for own_group, their_group in pairs:
            own, theirs = officials(own_group, actor), officials(their_group, country)
            if own and theirs:
                return own, theirs
    return None
