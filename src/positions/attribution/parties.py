"""Parties to an engagement: the people and bodies with an office that a sentence names, and on which side they stand.

A sentence and a `Resolver` (together a `Scene`) come in, with the words that report a meeting, a call or the like
(``engagements.yaml``); the speakers on both sides go out. Whoever merely reports it, whoever does not belong to a
state, and a word that only has a capital ("Sanctions") are not parties.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import dropwhile
from typing import Any

from positions.attribution.cues_and_sources import NounPhrase, actor_words, find_noun_phrases, is_joint, is_pronoun
from positions.attribution.descriptions import country_in, name_in
from positions.attribution.offices import holders_named, person_named
from positions.attribution.resolution import Resolver
from positions.attribution.speakers import STATE, UNKNOWN, Speaker, country_mentions, name_words
from positions.countries import OTHER
from positions.data_files import lexicon
from positions.documents import Span

THIRD_PERSON = ("he", "she", "him", "her")
COUNTERPART = re.compile(r"\bcounterparts?\b", re.IGNORECASE)
OWN_COUNTERPART = re.compile(r"\b(?:his|her) counterpart,? $")
DELEGATION = re.compile(r"[Tt]he (?:visiting )?delegation")
TOLD = re.compile(r"\b(?:[\w’'-]+ ){1,6}delegation\b")
SET_ASIDE = re.compile(r"(?:, [^,.;:“”\n]{2,80}(?=,)|(?: for| of| on) [a-z][a-z ]{2,40} (?=[A-Z]))?")
APPOSITION = re.compile(r",? |(?: for| of| on) [a-z][a-z ]{2,40} ")
WHO = re.compile(r",? who (?:\w+ ){0,3}$")  # before a verb: "Lin Mei, who also"
HIGH = ("head", "minister", "service_chief")  # levels of nobody but a state's people, whatever stands beside
MOST = 6  # people of a side
ASIDE = re.compile(r" [—–] [^—–]+ [—–] ")  # "The delegation — the first in years — met the premier"
FARTHEST = 40  # characters before a report in which it may be denied or put off
OWNER_OF_MEETING = re.compile(r"\w+ +(?P<who>[A-Z][^’']*)[’']s ")
VISIT = "visit"
WITH = {"with", "from", "to", "by", "between", "on", "including"}  # behind a verb, before whom it has


@dataclass(frozen=True)
class Party:
    """Somebody named in a sentence: the place, the person, the word before, and whether it is a state's official."""

    span: Span
    speaker: Speaker
    before: str
    is_official: bool


BothSides = tuple[list[Speaker], list[Speaker]]


class Scene:
    """A sentence, with everybody it names.

    Parameters
    ----------
    sentence : Span
        The sentence.
    resolver : Resolver
        Who is named in the document.
    """

    def __init__(self, sentence: Span, resolver: Resolver) -> None:
        self.sentence, self.resolver, self.entities = sentence, resolver, resolver.entities
        self.text, self.sides, self.date = resolver.text, resolver.sides, resolver.date

    @cached_property
    def parties(self) -> list[Party]:
        """Everybody the sentence names, in order. An office and the name after it are one party."""
        found: list[Party] = []
        for actor in find_noun_phrases(self.text, self.sentence):
            if is_joint(actor.words) or (is_pronoun(actor.words) and actor.words.lower() not in THIRD_PERSON):
                continue
            party = self._party(actor, found)
            if found and (joined := self._joined(found[-1], party)):
                found[-1] = joined
            else:
                found.append(party)
        return found

    def party(self, who: Span) -> Party:
        """Return the person named by words within a noun phrase: the owner in "the premier's visit"."""
        speaker = self.resolver.mentioned(who)
        return Party(who, speaker, "", self.is_official(who, speaker))

    def _party(self, actor: NounPhrase, before: list[Party]) -> Party:
        """Return who a noun phrase names."""
        speaker = self._object(before) if actor.words.lower() in ("him", "her") else None
        speaker = speaker or self.resolver.mentioned(actor.span)
        if OWN_COUNTERPART.search(self.text, self.sentence.start, actor.span.start) and (land := self._across()):
            speaker = replace(speaker, country=land)  # "his counterpart, Minister Lin Mei"
        if COUNTERPART.search(actor.words):
            speaker = self._counterpart(actor, speaker, before)
        if engagement_word("groups").search(actor.words):
            speaker = self._group_of(actor, speaker)
        if speaker.level == "body" and (name := name_in(actor.words, [], self.sides)):
            speaker = self._member(speaker, name)
        return Party(actor.span, speaker, actor.before, self.is_official(actor.span, speaker))

    def _object(self, before: list[Party]) -> Speaker | None:
        """Resolve "him" to the first person of the sentence who is not the one before it: "Mir said Lee phoned him"."""
        people = [party for party in before if party.is_official and party.before not in actor_words("prepositions")]
        return people[0].speaker if len(people) > 1 else None

    def _counterpart(self, actor: NounPhrase, speaker: Speaker, before: list[Party]) -> Speaker:
        """Return who "his Chinese counterpart" is: who holds the same office there, where the table knows it."""
        is_one = not actor.words.endswith("s")
        country = country_in(actor.words, self.sides) or (self._across() if is_one else "") or speaker.country
        own = next((party.speaker for party in reversed(before) if party.is_official), None)
        if country == OTHER or speaker.is_person or own is None:
            return replace(speaker, country=country)
        if held := holders_named(own.office, country, self.date, self.sides):
            return Speaker(held[0].person, country=country, voice=STATE).holding(held[0])
        return replace(speaker, name=actor.words.partition(" ")[2], office="", country=country, level=own.level)

    def _group_of(self, actor: NounPhrase, speaker: Speaker) -> Speaker:
        """Return a delegation as itself, not as the one of it whom the text named before; with its country."""
        if COUNTERPART.search(actor.words):
            return speaker
        land = country_in(actor.words, self.sides)
        if not land and DELEGATION.fullmatch(actor.words):  # "the delegation": the one that the text named last
            before = [match.group() for match in TOLD.finditer(self.text, 0, self.sentence.start)]
            land = next(filter(None, (country_in(told, self.sides) for told in reversed(before))), "")
        return replace(speaker, name=actor.words, office="", country=land or speaker.country, level="unnamed")

    def _member(self, body: Speaker, name: str) -> Speaker:
        """Return who is named behind a body: of "State Department Secretary Marco Rubio" the person."""
        person, _ = self.entities.read(name)
        is_of_it = person.is_person and person.country in (OTHER, body.country)
        return replace(person, country=body.country, institution=body.institution) if is_of_it else body

    def _across(self) -> str:
        """Return the one counterpart that the sentence names; blank where it names none or several."""
        named = {mention.country for mention in country_mentions(self.text, self.sentence, self.sides)}
        found = named & set(self.sides.counterparts)
        return found.pop() if len(found) == 1 else ""

    def _joined(self, first: Party, second: Party) -> Party | None:
        """Return an office and the name behind it as one: "his Chinese counterpart, Lin Mei"."""
        gap = self.text[first.span.end : second.span.start]
        if gap in (" from ", " from the ") and engagement_word("groups").search(first.span.of(self.text)):
            sender = second.speaker  # "a delegation from the Chinese embassy"
            speaker = replace(first.speaker, country=sender.country, institution=sender.institution)
            return Party(Span(first.span.start, second.span.end), speaker, first.before, self._is_sent(first, second))
        is_name = second.speaker.is_person and not second.speaker.office
        is_same = second.speaker.name == first.speaker.name
        if gap == ", " and is_named(first.speaker.name) and not is_named(second.speaker.name):
            is_same = second.speaker.country in (OTHER, first.speaker.country)  # "Lin Mei, chairman of the board"
        is_bare = not first.speaker.is_person or COUNTERPART.search(first.span.of(self.text))
        is_one = is_same or (is_name and is_bare and second.speaker.country in (OTHER, first.speaker.country))
        if gap == " ":  # "Ms Natalie A Baker", read in two
            is_one = is_one or second.speaker.country == first.speaker.country
        if COUNTERPART.search(first.span.of(self.text)) and APPOSITION.fullmatch(gap):
            is_one = is_one or second.speaker.country == first.speaker.country
        if not (first.is_official and is_one and (APPOSITION.fullmatch(gap) or (is_same and gap == " and "))):
            return None
        if is_same:
            speaker = first.speaker
        else:
            speaker = second.speaker if second.is_official else replace(first.speaker, name=second.speaker.name)
        return Party(Span(first.span.start, second.span.end), speaker, first.before, True)

    def _is_sent(self, group: Party, sender: Party) -> bool:
        """Tell whether a group comes from a state or one of its bodies."""
        behind = re.match(r"[^,;:.“”]{0,40}", self.text[sender.span.end : self.sentence.end]).group()
        words = Span(group.span.start, sender.span.end).of(self.text) + behind
        is_state = sender.is_official or sender.speaker.level in ("body", "unnamed")
        return group.is_official and is_state and not engagement_word("private").search(words)

    def is_official(self, span: Span, speaker: Speaker) -> bool:
        """Tell whether somebody is a state's official or body, by an office or by the words beside."""
        aside = SET_ASIDE.match(self.text, span.end, self.sentence.end).group()
        beside = f"{span.of(self.text)}{self._goes_on(span)} {aside}"
        is_none = not speaker.name or speaker.voice not in (STATE, UNKNOWN) or speaker.is_spokesperson
        is_private = speaker.level not in HIGH and engagement_word("private").search(beside)
        if is_none or is_private or engagement_word("former").search(beside):
            return False
        person = person_named(speaker.name, self.date, self.sides, speaker.country)
        if person and person.has_left(self.date):
            return False
        if speaker.level == "unnamed":
            return bool(engagement_word("offices").search(span.of(self.text)))
        is_known = speaker.level != "official" or bool(speaker.office) or bool(person)
        called = (a.span.of(self.text) for a in self.entities.mentions if a.speaker.name == speaker.name)
        return is_known or any(engagement_word("offices").search(words) for words in (beside, *called))

    def _goes_on(self, span: Span) -> str:
        """Return the words in small letters that follow a last adjective: of "a Chinese", "construction company"."""
        named = country_mentions(self.text, span, self.sides)
        is_open = bool(named) and named[-1].kind == "demonyms" and named[-1].span.end == span.end
        return re.match(r"(?: [a-z-]+){0,4}", self.text[span.end : self.sentence.end]).group() if is_open else ""

    def subjects(self, within: Span) -> list[Party]:
        """Return the subjects of a stretch: the first party that no preposition governs, with those named beside it.

        Parameters
        ----------
        within : Span
            From the start of the clause up to its verb.
        """
        here = [party for party in self.parties if within.holds(party.span)]
        if who := WHO.search(self.text, within.start, within.end):
            return [p for p in self.parties if p.span.end <= who.start() and p.is_official][-1:]
        # "As the premier met": whoever opens a clause is its subject.
        opens = within.end - len(within.of(self.text).lstrip())
        here = list(dropwhile(lambda p: not (self._is_free(p) or self._opens(p, opens)), here))
        return [] if here and here[0].before in actor_words("denying") else self._group(here)

    def _opens(self, party: Party, at: int) -> bool:
        """Tell whether an official stands at the start of a clause."""
        return party.is_official and party.span.start == at and at > self.sentence.start

    def _is_free(self, party: Party) -> bool:
        """Tell whether somebody may be a subject: a person or an official whom no preposition governs."""
        who = party.speaker
        is_somebody = (party.is_official and who.country != OTHER) or (is_named(who.name) and " " in who.name)
        return is_somebody and party.before not in actor_words("prepositions")

    def objects(self, within: Span) -> list[Party]:
        """Return the parties that a stretch after a verb names together, from the first."""
        here = [party for party in self.parties if within.holds(party.span)]
        here = [p for p in here if self._is_met(p) or self.text[within.start : p.span.start].strip() in ("", "the")]
        return self._group(here)

    def _is_met(self, party: Party) -> bool:
        """Tell whether somebody behind a verb may be whom it has: not "in Beijing", nor "of Beijing"."""
        return party.before not in actor_words("prepositions") - WITH

    def behind(self, at: int) -> list[Party]:
        """Return the subject of a clause that follows an adjunct: "During a meeting with Lin Mei, the premier said"."""
        comma = self.text.find(",", at, self.sentence.end)
        after = [p for p in self.parties if comma >= 0 and p.span.start > comma and self._is_free(p)]
        is_near = bool(after) and self.text[comma + 1 : after[0].span.start].strip() in ("", "the", "and")
        return self._group([p for p in self.parties if p.span.start >= after[0].span.start]) if is_near else []

    def _group(self, here: list[Party]) -> list[Party]:
        """Return the first of some parties and those named beside it."""
        group = here[:1]
        for party in here[1:]:
            gap = self.text[group[-1].span.end : party.span.start]
            gaps = (gap, SET_ASIDE.sub("", gap, count=1))
            if not any(engagement_pattern("beside").fullmatch(words) for words in gaps):
                break
            group.append(party)
        return group[:MOST]

    def is_not_yet(self, span: Span) -> bool:
        """Tell whether a report is about something that will happen, or did not happen."""
        before = Span(max(self.sentence.start, span.start - FARTHEST), span.start)
        return bool(engagement_word("not_yet").search(self.text, *before))

    def clause_start(self, at: int, names: tuple[str, ...] = ("starts", "conjunctions")) -> int:
        """Return where the clause of a report opens."""
        before = self.text, self.sentence.start, at
        asides = [Span(*match.span()) for match in ASIDE.finditer(*before)]
        found = (match for name in names for match in engagement_pattern(name).finditer(*before))
        ends = (m.end() for m in found if not any(aside.start <= m.start() < aside.end for aside in asides))
        return max(ends, default=self.sentence.start)

    def clause_end(self, at: int) -> int:
        """Return where the names after the words of a report end."""
        named = [party.span for party in self.parties]  # "Minister for Energy": the word is part of whom it names
        found = (match.start() for match in engagement_pattern("ends").finditer(self.text, at, self.sentence.end))
        return next((end for end in found if not any(n.start < end < n.end for n in named)), self.sentence.end)

    def both_sides(self, channel: str, kind: str, span: Span) -> BothSides | None:
        """Return both sides of an engagement, each with an official; None if a side has none."""
        start, end = self.clause_start(span.start), self.clause_end(span.end)
        behind = self.objects(Span(span.end, end))
        if kind == "between":
            return self._pair_of_sides(behind, [])
        before = self.subjects(Span(start, span.start))
        if kind == "noun":
            addressed = [p for p in self.parties if p.span.end <= span.start and p.before in ("with", "to")]
            behind = addressed or [p for p in self.parties if p.span.start >= end and p.before in ("to", "with")][:1]
            before = before or self.behind(span.end)
        elif kind == "within" and (owner := OWNER_OF_MEETING.match(self.text, *span)):
            before = [self.party(Span(*owner.span("who")))]  # "during President Mir's meeting with"
        elif kind == "within" and not before:
            if together := self._pair_of_sides(behind, []):  # "During a meeting with Lin Mei, the premier said"
                return together
            before = self.behind(behind[-1].span.end if behind else span.end)
            before = before or self.subjects(Span(self.clause_start(span.start, ("starts",)), span.start))
            before = before or self._teller(span)
        if channel == "ceremony" and not before:  # "a dinner hosted by Lin Mei in honour of the premier"
            before = [p for p in self.parties if p.span.start > span.end and p.before in ("of", "for")][:1]
        if not behind and kind in ("verb", "having"):
            return self._pair_of_sides(before, []) if len(before) > 1 else None
        return self._pair_of_sides(before, behind)

    def _teller(self, span: Span) -> list[Party]:
        """Return who tells of an engagement as their own: "The premier said after his meeting", "said in a meeting"."""
        is_own = re.search(r"\b(?:his|her)\b", self.text[slice(*span)], re.IGNORECASE)
        between = self.text[self.clause_start(span.start, ("starts",)) : span.start].strip()
        is_own = is_own or between in engagement_list("said_there")
        return self.subjects(Span(self.sentence.start, span.start)) if is_own else []

    def _pair_of_sides(self, one: list[Party], other: list[Party]) -> BothSides | None:
        """Return the actor's officials and a counterpart's: one side in either group, or both in the only one."""
        pairs = [(one, other), (other, one)] if other else [(one, one)]
        for country in self.sides.counterparts:
            for own_group, their_group in pairs:
                own, theirs = officials(own_group, self.sides.actor), officials(their_group, country)
                if own and theirs:
                    return own, theirs
        return None


def is_named(name: str) -> bool:
    """Tell whether a party has a name, of a person or a body, rather than an office or several officials."""
    return bool(own := name_words(name)) and own.isdisjoint(actor_words("nouns"))


def officials(parties: Iterable[Party], country: str) -> list[Speaker]:
    """Return the state's people of a country among some parties, each once: those with names, or else the others."""
    found = {p.speaker.name: p.speaker for p in parties if p.is_official and p.speaker.country == country}
    return [speaker for name, speaker in found.items() if is_named(name)] or list(found.values())


WITH_CASE = ("ends", "beside", "place")  # expressions in which capitals count


def engagement_list(name: str) -> Any:
    """Return a part of ``engagements.yaml``."""
    return lexicon("attribution", "engagements")[name]


@cache
def engagement_pattern(name: str) -> re.Pattern:
    """Return the pattern of an expression, or of a list of them, in ``engagements.yaml``."""
    listed = engagement_list(name)
    pattern = listed if isinstance(listed, str) else "|".join(listed)
    return re.compile(f"(?:{pattern})", 0 if name in WITH_CASE else re.IGNORECASE)


@cache
def engagement_word(name: str) -> re.Pattern:
    """Return the pattern of a list of whole words of ``engagements.yaml``."""
    return re.compile(rf"\b(?:{'|'.join(engagement_list(name))})\b", re.IGNORECASE)


@cache
def engagement_frames() -> list[tuple[str, str, re.Pattern]]:
    """Return the words that report engagements, in the order in which they are tried.

    Each with its channel and its kind (verb, between, having, within, noun).
    """
    between, having, partner = (engagement_list(name) for name in ("between", "having", "partner"))
    within, within_a = engagement_list("within"), engagement_list("within_a")
    found = []
    for channel, listed in engagement_list("channels").items():
        if channel == VISIT:
            continue
        nouns = f"(?:{'|'.join(listed['nouns'])})"
        kinds = {
            "verb": f"(?:{'|'.join(listed['verbs'])})",
            "between": f"{nouns}{between}",
            "having": f"{having}{nouns}(?:{partner})?",
            "within": f"{within}{nouns}{partner}",
            "noun": f"{within_a}{nouns}",
        }
        for kind in kinds if listed["nouns"] else ["verb"]:
            found.append((channel, kind, re.compile(rf"\b{kinds[kind]}\b", re.IGNORECASE)))
    return found
