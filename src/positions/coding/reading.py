"""Who says what towards whom in a document: the step between finding attributions and giving them codes."""

from dataclasses import replace
from typing import NamedTuple

from positions.attribution import spoken
from positions.attribution.actors import Actor, words
from positions.attribution.attribution import AGREED, BY_ITSELF, Attribution
from positions.attribution.bodies import plain, relay
from positions.attribution.cast import Cast
from positions.attribution.countries import Mention, mentions
from positions.attribution.encounters import VISIT
from positions.attribution.engagements import Engagement, engagements
from positions.attribution.persons import PERSONS
from positions.attribution.quotations import quotations
from positions.attribution.resolution import SINGULAR, resolve, together
from positions.attribution.sentences import sentences
from positions.attribution.sequences import RELATIVE
from positions.attribution.speakers import JOINT, UNKNOWN, Speaker
from positions.coding.in_turn import Turns
from positions.coding.patterns import in_hundred
from positions.coding.target import CONTEXT, Target, target, weighed_target
from positions.coding.topic import Topic
from positions.countries import OTHER, Sides, profile
from positions.data_files import lexicon
from positions.documents import Document, Span

# How likely a statement has to be ours, and a speaker's country to be this, for the network to tell it.
OURS, COUNTRY = 0.8, 0.9
UNTOLD = ("officials", "spokesperson")  # offices that do not say whose
OFTEN = 3  # mentions by which a text has spoken of a country


class Said(NamedTuple):
    """An attribution that belongs to the question: who said it, towards whom, and in which engagement if in any."""

    attribution: Attribution
    speaker: Speaker
    towards: Target
    engagement: Engagement | None


class Reading:
    """One document in the course of being read: whose each attribution is, and which belong to the question.

    Parameters
    ----------
    document : Document
        The document.
    sides : Sides
        Whose statements belong to the question, and towards whom, as the document sees them.
    named : list of Mention
        The countries it names (`persons.named_in`).
    """

    def __init__(self, document: Document, sides: Sides, named: list[Mention]) -> None:
        text = document.text
        self.document, self.text, self.sides, self.named = document, text, sides, named
        quoted = {span: quotations(text, span) for span in (document.headline, *document.paragraphs)}
        self.quoted = [quotation for found in quoted.values() for quotation in found]
        body = [s for span in document.paragraphs for s in sentences(text, span, quoted[span])]
        headline = sentences(text, document.headline, quoted[document.headline])
        self.cast = Cast(document, self.sides, [*body, *headline])
        self.persons = [mention for mention in named if mention.kind == PERSONS]
        self.turns = Turns(text, self.cast)
        self.engagements = engagements(text, body, self.quoted, self.cast)
        self.talks = [e for e in self.engagements if e.channel != VISIT]  # in a visit much is said elsewhere
        self.body: Speaker | None = None  # the last body or state that spoke
        self.person: tuple[Speaker | None, int] = None, 0  # the last person who spoke, and where that statement ends
        # Who spoke together last, and the engagement they spoke in.
        self.several: tuple[Speaker | None, Engagement | None] = None, None

    def statements(self, attributions: list[Attribution]) -> list[Said]:
        """Return every attribution that belongs to the question, with who said it and towards whom.

        Parameters
        ----------
        attributions : list of Attribution
            Of the document, in the order of the text.
        """
        found: list[Said] = []
        last: Speaker | None = None
        since = 0
        topic, turn, asked = Topic(), None, Topic()
        for told in attributions:
            if told.turn is not turn or told.rule in BY_ITSELF:
                topic, turn = (asked := Topic(*self.turns.asked(told.turn))), told.turn
            narrator = self._speaker(told, last, since)
            for attribution, speaker in self._voices(told, narrator):
                engagement = self._engagement_of(attribution, speaker)
                across = self._addressed(attribution, speaker, last) or (engagement.country if engagement else "")
                subject = topic.of(speaker, attribution, self.text)
                is_near = topic.is_in_paragraph(attribution, self.text)
                subject = subject if is_near or self._is_in_play(attribution, subject) else ""
                towards = target(self.text, attribution.content, speaker, across, subject, self.sides, self.persons)
                towards = weighed_target(towards, speaker, attribution.judged, self.sides)
                if towards and towards.basis == CONTEXT and topic is asked and attribution.turn:
                    towards = towards._replace(why="answers a question about this side")
                if attribution.rule != RELATIVE:  # "Trump, who had hoped …": the sentence goes on about someone else
                    last, since = narrator, attribution.whole.end
                    topic = topic.after(speaker, towards, attribution, self.text)
                if towards is not None:
                    found.append(Said(attribution, speaker, towards, engagement))
        return found

    def _is_in_play(self, attribution: Attribution, country: str) -> bool:
        """Tell whether the text has spoken of a country enough for a statement to go on about it.

        It has where its headline names the country, or the text before the statement does so three times.
        """
        if attribution.turn:
            return True
        places = [mention.span.start for mention in self.named if mention.country == country]
        before = sum(place < attribution.whole.start for place in places)
        return before >= OFTEN or any(place < self.document.headline.end for place in places)

    def _addressed(self, attribution: Attribution, speaker: Speaker, last: Speaker | None) -> str:
        """Return the country, across from the speaker's, of whom the text says a statement was told; else blank.

        "He said he had talked to Lin Mei, who had invited him": in a relative clause "him" is the one who tells of it.
        """
        opening = attribution.content[0].of(self.text).split(" ", 1)[0].lower()
        if attribution.addressee:
            told = resolve(self.cast, attribution.addressee, attribution.addressee.start).country
        elif attribution.rule == RELATIVE and opening in words("objects") and last:
            told = last.country
        else:
            return ""
        own = self.sides.actor
        opposite = self.sides.counterparts if speaker.country == own else (own,)
        return told if told in opposite else ""

    def _voices(self, told: Attribution, narrator: Speaker) -> list[tuple[Attribution, Speaker]]:
        """Return an attribution with its speaker, or in its place the statements of others that it tells of."""
        if told.turn:
            return self._within_turn(told, narrator)
        within: list[tuple[Attribution, Speaker]] = []
        for one in told.within:
            before = within[-1][1] if within else narrator
            within.append((one, self._speaker(one, before, told.content[0].start)))
        return [(one, voice) for one, voice in within if self._is_anothers(voice, narrator)] or [(told, narrator)]

    def _within_turn(self, told: Attribution, narrator: Speaker) -> list[tuple[Attribution, Speaker]]:
        """Return a sentence of a turn and the statements of others in it; the sentence goes when they are all of it."""
        within = [(one, self._speaker(one, None, 0)) for one in told.within]
        theirs = [(one, voice) for one, voice in within if self._is_anothers(voice, narrator)]
        others = [(one, voice) for one, voice in theirs if self._counts(one, voice)]
        if others and self.turns.is_all_of(told, [one for one, _ in others]):
            return others
        return [(told, narrator), *others]

    def _counts(self, attribution: Attribution, speaker: Speaker) -> bool:
        """Tell whether a statement told within a turn belongs to the question."""
        engagement = self._engagement_of(attribution, speaker)
        across = engagement.country if engagement else ""
        return target(self.text, attribution.content, speaker, across, "", self.sides, self.persons) is not None

    def _speaker(self, attribution: Attribution, last: Speaker | None, since: int) -> Speaker:
        """Return who an attribution's source is."""
        if attribution.turn and not attribution.source:
            return self.turns.host(attribution.turn)
        if self._is_writers(attribution):
            return Speaker("the writer", voice="private", why="the writer of an opinion", is_stranger=True)
        at = attribution.whole.start
        engagement = self._engagement_at(at)
        phrase = attribution.source.of(self.text).lower() if attribution.source else ""
        several, where = self.several
        before = several if phrase in words("joint") and several and where is engagement else last
        if phrase in SINGULAR and last and not last.is_person and self.person[0]:
            before, since = self.person  # "Pakistan welcomed …, and he added": a state is no "he"
        if phrase == "it" and last and last.is_person:
            before = self.body or Speaker("", why="“it”: no body or state spoke before")  # nor a person an "it"
        across = self._across(engagement) if engagement else ()
        if attribution.rule == AGREED:
            speaker = together(self.cast, across)
        else:
            speaker = resolve(self.cast, attribution.source, at, before, since, across)
        speaker = self._of_country(attribution, speaker)
        if len(speaker.parties) > 1:
            self.several = speaker, engagement
        if speaker.is_person and attribution.rule != RELATIVE:
            self.person = speaker, attribution.whole.end
        if not speaker.is_person and not speaker.parties:
            self.body = speaker
        return speaker

    def _is_writers(self, attribution: Attribution) -> bool:
        """Tell whether words are the writer's own: of an opinion, an editorial or a letter, in the first person."""
        told, source = lexicon("attribution", "speakers"), attribution.source
        if (
            self.document.kind not in told["written"]
            or not source
            or source.of(self.text).lower() not in told["writers"]
        ):
            return False
        return not any(quotation.holds(source) for quotation in self.quoted)

    def _of_country(self, attribution: Attribution, speaker: Speaker) -> Speaker:
        """Return a speaker whose country no rule knows with the party whose the network is sure the words are.

        Never one whose own words name a third country, nor one against whose country something speaks; nor whom the
        text only describes ("the visiting side"): of those the network takes too many for the outlet's own.
        """
        judged = attribution.judged
        is_unknown = speaker.country == OTHER and not speaker.parties and not speaker.is_stranger
        phrase = attribution.source.of(self.text) if attribution.source else ""
        is_described = phrase and not (
            speaker.is_person or speaker.office or Actor(attribution.source, phrase, "").is_pronoun
        )
        if judged is None or not is_unknown or is_described or judged.ours < OURS:
            return speaker
        named = mentions(self.text, attribution.source, self.sides) if attribution.source else []
        country = max(self.sides.parties, key=lambda party: judged.countries[party])
        chance = judged.countries[country]
        if named or chance < COUNTRY:
            return speaker
        why = f"{speaker.why}; the network: {profile(country).plain_name}, {in_hundred(chance)} in 100"
        # Of whom the text tells neither country nor office, it does not tell that a state speaks.
        is_pronoun = Actor(attribution.whole, phrase, "").is_pronoun
        is_told = speaker.is_person and not is_pronoun and speaker.office not in UNTOLD
        return replace(speaker, country=country, voice=speaker.voice if is_told else UNKNOWN, why=why)

    def _engagement_of(self, attribution: Attribution, speaker: Speaker) -> Engagement | None:
        """Return the engagement a statement was made in: the one at hand, if the speaker is of one of its sides.

        A spokesperson tells of an engagement, and of much else, without having been there; and what is said in a speech
        or to reporters is not said in the engagement it tells of.
        """
        if spoken.is_sentence(attribution):
            return None
        engagement = self._engagement_at(attribution.whole.start)
        if not engagement or speaker.country not in (self.sides.actor, engagement.country, JOINT):
            return None
        took_part = {speaker.name, *(party.name for party in speaker.parties)} & {p.name for p in engagement.parties}
        return engagement if took_part or not (speaker.is_spokesperson or speaker.is_person) else None

    def _across(self, engagement: Engagement) -> tuple[Speaker, ...]:
        """Return the parties to an engagement and to the others that its sentence reports, each once.

        "He met the president and the premier": both sides are all of them.
        """
        told = [e for e in self.engagements if e.sentence.end == engagement.sentence.end and e.channel != VISIT]
        parties = (p for e in told or [engagement] for p in (*e.side(True), *e.side(False)))
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
            found.insert(0, self.turns.host(attribution.turn).name)
        return found

    def _relay(self, span: Span) -> str:
        """Return who relays a statement: a body as the text names it, a person by name."""
        phrase = span.of(self.text)
        if Actor(span, phrase, "").is_body:
            return relay(self.document, span, self.sides)
        return resolve(self.cast, span, span.start).name or plain(phrase)

    def _is_anothers(self, inner: Speaker, outer: Speaker) -> bool:
        """Tell whether an inner voice is another's than the one who tells: of another country, or another person.

        What those who are of no party tell of them ("Sources said Washington had asked …") is hearsay: it stays theirs.
        """
        are_parties = {inner.country, outer.country} <= {*self.sides.parties, JOINT}
        return are_parties and (inner.country != outer.country or (inner.is_person and inner.name != outer.name))
