"""Resolved statements: who says what towards whom, the last step before coding.

A document, the parties to the question and the attributions found come in; `Reading.statements` goes out, a list of
`ResolvedStatement` (the attribution, its speaker, its target, the engagement it was made in). `find_target` tells
whether a statement belongs to the question and which country it is towards; `weigh_target` drops statements that the
network takes for another matter; `TargetCarryover` remembers from statement to statement which country a speaker is
talking about.
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from positions.attribution.constructions import Attribution, Construction
from positions.attribution.cues_and_sources import actor_words, is_pronoun, is_relay
from positions.attribution.engagements import Engagement, find_engagements
from positions.attribution.entities import Entities
from positions.attribution.network import Judgement
from positions.attribution.offices import PERSONS
from positions.attribution.parties import VISIT
from positions.attribution.resolution import SINGULAR, Resolver
from positions.attribution.sentences import find_quotations, is_within, split_sentences
from positions.attribution.speakers import (
    JOINT,
    UNKNOWN,
    CountryMention,
    Reason,
    Speaker,
    because,
    country_mentions,
    relaying_body,
    without_article,
)
from positions.countries import OTHER, Sides, profile
from positions.data_files import all_matches, first_match, lexicon
from positions.documents import Document, Span

BOTH = "BOTH"
EXPLICIT = "explicit"
ENGAGEMENT = "engagement"
CONTEXT = "context"
# How likely the network has to take a statement to belong to the question: where rules tie it to a country, and where
# nothing else does.
KEPT, SURE = 0.02, 0.998
STEPS = (0, 5, 20, 40, 60, 80, 90, 96)  # per cent: how the network's chances are put together


class Target(NamedTuple):
    """The country a statement is towards, how that is known, and why."""

    country: str
    basis: str
    why: Reason


def find_target(named: dict[str, str], speaker: Speaker, across: str, subject: str, sides: Sides) -> Target | None:
    """Code the target of a statement; None if it does not belong to the question.

    Parameters
    ----------
    named : dict of str to str
        The parties that the content names, each with the words; OTHER when it names a third country.
    speaker : Speaker
        Who speaks.
    across : str
        The country on the other side of the engagement in which the speaker takes part; blank without one.
    subject : str
        The country the speaker was talking about just before; blank without one.
    sides : Sides
        The parties to the question.

    Returns
    -------
    Target or None
        For the actor's speakers a counterpart or BOTH; for a counterpart's the actor; for both sides together the
        partner.
        None if the content names no party and nothing ties it to one.
    """
    if speaker.voice == "media":  # the own report of an agency or newspaper is not a position of its country
        return None
    if speaker.country == JOINT:
        return _towards_partner(named, speaker, across, subject, sides)
    if speaker.country not in sides.parties:
        return None
    is_own = speaker.country == sides.actor
    addressed = [country for country in sides.opposite(speaker.country) if country in named]
    if len(addressed) > 1:
        words = " and ".join(f"“{named[country]}”" for country in addressed)
        return Target(BOTH, EXPLICIT, because("target", "names several", words, n=len(addressed)))
    if addressed:
        return Target(addressed[0], EXPLICIT, because("target", "names", named[addressed[0]]))
    actor = profile(sides.actor)
    if across:
        why = because("target", "engagement with the actor", actor.name, country=actor.code)
        why = because("target", "engagement with this side") if is_own else why
        return Target(across if is_own else actor.code, ENGAGEMENT, why)
    if subject in sides.opposite(speaker.country) and OTHER not in named:
        why = because("target", "about the actor", actor.name, country=actor.code)
        return Target(subject, CONTEXT, because("target", "about this side") if is_own else why)
    return None


def _towards_partner(named: dict[str, str], speaker: Speaker, across: str, subject: str, sides: Sides) -> Target | None:
    """Code the target of both sides together: the partner, known from the parties, the content or the engagement."""
    partners = [p.country for p in speaker.parties if p.country in sides.counterparts]
    counterparts = [country for country in sides.counterparts if country in named]
    country = next(iter([*partners, *filter(None, [across]), *counterparts, *filter(None, [subject])]), "")
    if not country:
        return None
    if country in named:
        return Target(country, EXPLICIT, because("target", "names", named[country]))
    return Target(country, ENGAGEMENT, because("target", "partner"))


def weigh_target(towards: Target | None, speaker: Speaker, judged: Judgement | None, sides: Sides) -> Target | None:
    """Return a target after the network's opinion: None if it takes the statement for another matter.

    Parameters
    ----------
    towards : Target or None
        The target by the rules.
    speaker : Speaker
        Who speaks.
    judged : Judgement or None
        The network's judgement of the statement; without it the rules decide.
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
    why = because("target", "network", in_hundred(judged.ours), least=chance_step(judged.ours))
    return Target(country, CONTEXT, why)


def in_hundred(chance: float) -> int:
    """Return a chance as reasons and confidences give it: per cent, from 1 to 99, since nothing here is certain."""
    return min(max(round(100 * chance), 1), 99)


def chance_step(chance: float) -> int:
    """Return the step, per cent, that a chance of the network reaches: what the names of rules have of it."""
    return max(step for step in STEPS if step <= in_hundred(chance))


BREAK = re.compile(r"\n+")


@dataclass(frozen=True)
class TargetCarryover:
    """The country that a speaker talks about from statement to statement, until the speaker or the matter changes, and
    the statement that named it; none if a question did."""

    speaker: Speaker | None = None
    country: str = ""
    said: Attribution | None = None

    def of(self, speaker: Speaker, attribution: Attribution, text: str) -> str:
        """Return the country that a statement continues to be about; blank if none.

        A state and its spokesperson count as one speaker. Within the paragraph that names the country, all statements
        of the speaker continue; in the next paragraph, those about a theme of that statement or about the relation;
        further on, those about the relation. In the articles to learn from, most other statements of a speaker are
        about other matters.

        Parameters
        ----------
        speaker : Speaker
            Who speaks.
        attribution : Attribution
            The statement.
        text : str
            The document's text.
        """
        return self.country if self._is_of(speaker) and self._reaches(attribution, text) else ""

    def _is_of(self, speaker: Speaker) -> bool:
        """Tell whether it is this speaker who was talking."""
        last = self.speaker
        if last is None:
            return False
        return speaker.name == last.name or (speaker.country == last.country and _speaks_for_other(speaker, last))

    def is_in_paragraph(self, attribution: Attribution, text: str) -> bool:
        """Tell whether a statement stands in the paragraph of the one that named the country."""
        return self.said is not None and not BREAK.search(text, self.said.whole.end, attribution.whole.start)

    def _reaches(self, attribution: Attribution, text: str) -> bool:
        """Tell whether a statement is near the one that named the country, or of the same matter."""
        if self.said is None or attribution.turn:
            return True
        breaks = len(BREAK.findall(text[self.said.whole.end : attribution.whole.start]))
        if not breaks or first_match(lexicon("coding", "stances")["relation"], attribution.whole.of(text)):
            return True
        return breaks == 1 and not _themes_of(attribution, text).isdisjoint(_themes_of(self.said, text))

    def after(self, speaker: Speaker, towards: Target | None, attribution: Attribution, text: str) -> "TargetCarryover":
        """Return the carryover after a statement: the country it names, or the one it continues.

        A statement that is too far away to continue keeps the country for the next one.
        """
        if towards is None and self._is_of(speaker) and not self._reaches(attribution, text):
            return self
        if towards is None or towards.country == BOTH:
            return TargetCarryover()
        return TargetCarryover(speaker, towards.country, attribution) if towards.basis == EXPLICIT else self


def _themes_of(attribution: Attribution, text: str) -> set[str]:
    """Return the themes that the words of a statement raise."""
    return {item.theme for item in find_themes(attribution.whole.of(text))}


def _speaks_for_other(a: Speaker, b: Speaker) -> bool:
    """Tell whether of two speakers of a country one speaks for the other: a spokesperson and a state or a body."""
    return (a.is_spokesperson and not b.is_person) or (b.is_spokesperson and not a.is_person)


class RaisedTheme(NamedTuple):
    """A theme that a text raises: its weight, and the first words that raise it, with their place."""

    theme: str
    weight: int
    at: int
    words: str


def find_themes(content: str) -> list[RaisedTheme]:
    """Return every theme a text raises.

    A word that names a theme by itself has weight two, a word that only goes with it weight one.

    Parameters
    ----------
    content : str
        The words of a statement, or a sentence that says what was discussed.
    """
    found = []
    for theme, entry in lexicon("coding", "themes").items():
        strong, words = all_matches(entry["strong"], content), all_matches(entry["words"], content)
        distinct = {match.group().lower() for match in strong}
        weight = 2 * len(distinct) + len({match.group().lower() for match in words} - distinct)
        if weight:
            leading = (strong or words)[0]
            found.append(RaisedTheme(theme, weight, leading.start(), leading.group()))
    return found


# How likely a statement has to be ours, and a speaker's country to be this, for the network to tell it.
OURS_LEAST, COUNTRY_LEAST = 0.8, 0.9
OFFICES_OF_ANY_COUNTRY = ("officials", "spokesperson")  # offices that do not say whose
OFTEN_NAMED = 3  # mentions by which a text has spoken of a country


class ResolvedStatement(NamedTuple):
    """An attribution that belongs to the question: who said it, towards whom, and in which engagement, if any."""

    attribution: Attribution
    speaker: Speaker
    towards: Target
    engagement: Engagement | None


@dataclass
class Heard:
    """Who has spoken so far in a document: the last body or state; the last person, and where that statement ends;
    those who spoke together last, and the engagement they spoke in."""

    body: Speaker | None = None
    person: tuple[Speaker | None, int] = (None, 0)
    several: tuple[Speaker | None, Engagement | None] = (None, None)


class Reading:
    """One document while it is read: whose each attribution is, and which belong to the question.

    Parameters
    ----------
    document : Document
        The document.
    sides : Sides
        The countries of the question, with the home country of the document.
    named : list of CountryMention
        The countries it names (`offices.countries_and_persons_in`).
    """

    def __init__(self, document: Document, sides: Sides, named: list[CountryMention]) -> None:
        text = document.text
        self.document, self.text, self.sides, self.named = document, text, sides, named
        quoted = {span: find_quotations(text, span) for span in (document.headline, *document.paragraphs)}
        self.quoted = [quotation for found in quoted.values() for quotation in found]
        body = [s for span in document.paragraphs for s in split_sentences(text, span, quoted[span])]
        headline = split_sentences(text, document.headline, quoted[document.headline])
        self.resolver = Resolver(Entities(document, self.sides, [*body, *headline]))
        self.persons = [mention for mention in named if mention.kind == PERSONS]
        self.engagements = find_engagements(self.resolver, body, self.quoted)
        self.talks = [e for e in self.engagements if e.channel != VISIT]  # in a visit much is said elsewhere
        self.heard = Heard()

    def statements(self, attributions: list[Attribution]) -> list[ResolvedStatement]:
        """Return every attribution that belongs to the question, with who said it and towards whom.

        Parameters
        ----------
        attributions : list of Attribution
            Of the document, in the order of the text.
        """
        self.heard = Heard()
        found: list[ResolvedStatement] = []
        last: Speaker | None = None
        since = 0
        topic, turn, asked = TargetCarryover(), None, TargetCarryover()
        for report in attributions:
            if report.turn is not turn or report.construction.stands_by_itself:
                topic, turn = (asked := TargetCarryover(*self.resolver.asked(report.turn))), report.turn
            narrator = self._speaker(report, last, since)
            for attribution, speaker in self._voices(report, narrator):
                engagement = self._engagement_of(attribution, speaker)
                across = self._addressed(attribution, speaker, last) or (engagement.country if engagement else "")
                subject = topic.of(speaker, attribution, self.text)
                is_near = topic.is_in_paragraph(attribution, self.text)
                subject = subject if is_near or self._is_in_play(attribution, subject) else ""
                towards = find_target(self._named_in(attribution), speaker, across, subject, self.sides)
                towards = weigh_target(towards, speaker, attribution.judged, self.sides)
                if towards and towards.basis == CONTEXT and topic is asked and attribution.turn:
                    towards = towards._replace(why=because("target", "question"))
                # "Trump, who had hoped …": the sentence goes on about someone else.
                if attribution.construction is not Construction.RELATIVE:
                    last, since = narrator, attribution.whole.end
                    topic = topic.after(speaker, towards, attribution, self.text)
                if towards is not None:
                    found.append(ResolvedStatement(attribution, speaker, towards, engagement))
        return found

    def _is_in_play(self, attribution: Attribution, country: str) -> bool:
        """Tell whether the text has spoken of a country enough for a statement to go on about it.

        It has where its headline names the country, or the text before the statement does so three times.
        """
        if attribution.turn:
            return True
        places = [mention.span.start for mention in self.named if mention.country == country]
        before = sum(place < attribution.whole.start for place in places)
        return before >= OFTEN_NAMED or any(place < self.document.headline.end for place in places)

    def _addressed(self, attribution: Attribution, speaker: Speaker, last: Speaker | None) -> str:
        """Return the country, across from the speaker's, of whom the text says a statement was told; else blank.

        "He said he had talked to Lin Mei, who had invited him": in a relative clause "him" is the one who tells of it.
        """
        opening = attribution.content[0].of(self.text).split(" ", 1)[0].lower()
        if attribution.addressee:
            country = self.resolver.mentioned(attribution.addressee).country
        elif attribution.construction is Construction.RELATIVE and opening in actor_words("objects") and last:
            country = last.country
        else:
            return ""
        return country if country in (self.sides.opposite(speaker.country) or (self.sides.actor,)) else ""

    def _voices(self, report: Attribution, narrator: Speaker) -> list[tuple[Attribution, Speaker]]:
        """Return an attribution with its speaker, or in its place the statements of others that it tells of."""
        if report.turn:
            return self._within_turn(report, narrator)
        within, voice = [], narrator
        for inner in report.within:
            voice = self._speaker(inner, voice, report.content[0].start)
            within.append((inner, voice))
        return [(inner, voice) for inner, voice in within if self._is_anothers(voice, narrator)] or [(report, narrator)]

    def _within_turn(self, sentence: Attribution, narrator: Speaker) -> list[tuple[Attribution, Speaker]]:
        """Return a sentence of a turn and the statements of others in it; the sentence goes when they are all of it."""
        within = [(inner, self._speaker(inner, None, 0)) for inner in sentence.within]
        theirs = [(inner, voice) for inner, voice in within if self._is_anothers(voice, narrator)]
        others = [(inner, voice) for inner, voice in theirs if self._counts(inner, voice)]
        if others and self.resolver.is_all_of(sentence, [inner for inner, _ in others]):
            return others
        return [(sentence, narrator), *others]

    def _counts(self, attribution: Attribution, speaker: Speaker) -> bool:
        """Tell whether a statement told within a turn belongs to the question."""
        engagement = self._engagement_of(attribution, speaker)
        across = engagement.country if engagement else ""
        return find_target(self._named_in(attribution), speaker, across, "", self.sides) is not None

    def _named_in(self, attribution: Attribution) -> dict[str, str]:
        """Return the parties that a content names by a word or an office-holder (or OTHER), with the first words."""
        persons = [mention for mention in self.persons if is_within(mention.span, attribution.content)]
        words = [m for piece in attribution.content for m in reversed(country_mentions(self.text, piece, self.sides))]
        return {self.sides.party(m.country): m.span.of(self.text) for m in (*reversed(persons), *words)}

    def _speaker(self, attribution: Attribution, last: Speaker | None, since: int) -> Speaker:
        """Return who an attribution's source is."""
        if attribution.turn and not attribution.source:
            return self.resolver.host(attribution.turn)
        if self._is_writers(attribution):
            return Speaker("the writer", voice="private", is_stranger=True).by("writer")
        at = attribution.whole.start
        engagement = self._engagement_at(at)
        phrase = attribution.source.of(self.text).lower() if attribution.source else ""
        several, where = self.heard.several
        before = several if phrase in actor_words("joint") and several and where is engagement else last
        if phrase in SINGULAR and last and not last.is_person and self.heard.person[0]:
            before, since = self.heard.person  # "Pakistan welcomed …, and he added": a state is no "he"
        if phrase == "it" and last and last.is_person:
            # Nor is a person an "it".
            before = self.heard.body or Speaker("").by("no body before")
        across = self._across(engagement) if engagement else ()
        if attribution.construction is Construction.AGREED:
            speaker = self.resolver.agreed(across)
        else:
            speaker = self.resolver.source(attribution.source, at, before, since, across)
        speaker = self._of_country(attribution, speaker)
        if len(speaker.parties) > 1:
            self.heard.several = speaker, engagement
        if speaker.is_person and attribution.construction is not Construction.RELATIVE:
            self.heard.person = speaker, attribution.whole.end
        if not speaker.is_person and not speaker.parties:
            self.heard.body = speaker
        return speaker

    def _is_writers(self, attribution: Attribution) -> bool:
        """Tell whether words are the writer's own: of an opinion, an editorial or a letter, in the first person."""
        listed, source = lexicon("attribution", "speakers"), attribution.source
        is_written = self.document.kind in listed["written"] and source is not None
        return is_written and source.of(self.text).lower() in listed["writers"] and not is_within(source, self.quoted)

    def _of_country(self, attribution: Attribution, speaker: Speaker) -> Speaker:
        """Return a speaker whose country no rule knows with the party whose the network is sure the words are.

        Never one whose own words name a third country, nor one against whose country something speaks; nor whom the
        text only describes ("the visiting side"): of those the network takes too many for the outlet's own.
        """
        judged = attribution.judged
        is_unknown = speaker.country == OTHER and not speaker.parties and not speaker.is_stranger
        phrase = attribution.source.of(self.text) if attribution.source else ""
        is_described = phrase and not (speaker.is_person or speaker.office or is_pronoun(phrase))
        if judged is None or not is_unknown or is_described or judged.ours < OURS_LEAST:
            return speaker
        named = country_mentions(self.text, attribution.source, self.sides) if attribution.source else []
        country = max(self.sides.parties, key=lambda party: judged.countries[party])
        chance = judged.countries[country]
        if named or chance < COUNTRY_LEAST:
            return speaker
        codes = {"country": country, "least": chance_step(chance)}
        why = because("speaker", "network", profile(country).plain_name, in_hundred(chance), **codes)
        # Of whom the text tells neither country nor office, it does not tell that a state speaks.
        is_told = speaker.is_person and not is_pronoun(phrase) and speaker.office not in OFFICES_OF_ANY_COUNTRY
        return replace(speaker, country=country, voice=speaker.voice if is_told else UNKNOWN, why=speaker.why + why)

    def _engagement_of(self, attribution: Attribution, speaker: Speaker) -> Engagement | None:
        """Return the engagement a statement was made in: the one at hand, if the speaker is of one of its sides.

        A spokesperson tells of an engagement, and of much else, without having been there; and what is said in a speech
        or to reporters is not said in the engagement it tells of.
        """
        if attribution.construction.is_spoken:
            return None
        engagement = self._engagement_at(attribution.whole.start)
        if not engagement or speaker.country not in (self.sides.actor, engagement.country, JOINT):
            return None
        took_part = {p.name for p in (speaker, *speaker.parties)} & {p.name for p in engagement.parties}
        return engagement if took_part or not (speaker.is_spokesperson or speaker.is_person) else None

    def _across(self, engagement: Engagement) -> tuple[Speaker, ...]:
        """Return the parties to an engagement and to the others that its sentence reports, each once.

        "He met the president and the premier": both sides are all of them.
        """
        together = [e for e in self.engagements if e.sentence.end == engagement.sentence.end and e.channel != VISIT]
        parties = (p for e in together or [engagement] for p in (*e.side(True), *e.side(False)))
        return tuple({party.name: party for party in parties}.values())

    def _engagement_at(self, at: int) -> Engagement | None:
        """Return the engagement a place in the text belongs to: the last one reported before.

        A headline and a lead sum up what follows: they belong to the first.
        """
        before = [e for e in self.talks if e.sentence.start <= at]
        opening = self.document.paragraphs[0].end if self.document.paragraphs else 0
        first = next((e for e in self.talks if at < opening and e.sentence.start < opening), None)
        return before[-1] if before else first

    def relays(self, attribution: Attribution) -> list[str]:
        """Return who relays an attribution, from the outermost in: bodies as the text names them, persons by name."""
        found = [self._relay(span) for span in attribution.relays]
        if attribution.turn and attribution.source:
            found.insert(0, self.resolver.host(attribution.turn).name)
        return found

    def _relay(self, span: Span) -> str:
        """Return who relays a statement: a body as the text names it, a person by name."""
        phrase = span.of(self.text)
        if is_relay(phrase):
            return relaying_body(self.document, span, self.sides)
        return self.resolver.mentioned(span).name or without_article(phrase)

    def _is_anothers(self, inner: Speaker, outer: Speaker) -> bool:
        """Tell whether an inner voice is another's than the one who tells: of another country, or another person.

        Reports by those who belong to no party ("Sources said Washington had asked …") are hearsay and remain theirs.
        """
        are_parties = {inner.country, outer.country} <= {*self.sides.parties, JOINT}
        return are_parties and (inner.country != outer.country or (inner.is_person and inner.name != outer.name))
