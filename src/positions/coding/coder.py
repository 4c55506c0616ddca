"""Coded statements: every attribution that belongs to the question, with every code and the reason for it.

Coding is a pure function of one document: text and metadata in, rows out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from positions import schemas
from positions.attribution import rules, spoken
from positions.attribution.actors import Actor, words
from positions.attribution.attribution import BY_ITSELF, Attribution, Attributor
from positions.attribution.bodies import plain, relay
from positions.attribution.cast import Cast
from positions.attribution.countries import ACTOR, COUNTERPARTS, OTHER, mentions
from positions.attribution.engagements import Engagement, engagements
from positions.attribution.hosts import home
from positions.attribution.persons import persons_in
from positions.attribution.quotations import quotations
from positions.attribution.resolution import SINGULAR, resolve
from positions.attribution.sentences import sentences
from positions.attribution.sequences import RELATIVE
from positions.attribution.speakers import JOINT, Speaker
from positions.coding import in_turn, places
from positions.coding.act import act
from positions.coding.confidence import confidences
from positions.coding.in_turn import Turns
from positions.coding.patterns import Coding
from positions.coding.quote_type import quote_type
from positions.coding.stance import stance
from positions.coding.target import BOTH, ENGAGEMENT, EXPLICIT, Target, target
from positions.coding.terms import condition, label
from positions.coding.theme import themes, topics
from positions.coding.word_lists import check
from positions.documents import Document, Span
from positions.documents.healing import heal
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR


@dataclass(frozen=True)
class Coded:
    """Coded statements and engagements, as tables (``schemas.STATEMENTS``, ``schemas.ENGAGEMENTS``)."""

    statements: pd.DataFrame
    engagements: pd.DataFrame


def code(documents: Iterable[Document], attributor: Attributor = rules.attributions) -> Coded:
    """Code documents.

    Parameters
    ----------
    documents : iterable of Document
        Each is read by itself.
    attributor : callable
        Finds the attributions of one document: ``(Document) -> list of Attribution``.

    Returns
    -------
    Coded
        Rows in the order of the documents and of their texts.
    """
    statements, met = [], []
    for document in documents:
        rows, records = code_document(document, attributor)
        statements += rows
        met += records
    return Coded(schemas.STATEMENTS.table(statements), schemas.ENGAGEMENTS.table(met))


def code_document(document: Document, attributor: Attributor = rules.attributions) -> tuple[list[dict], list[dict]]:
    """Code one document.

    Parameters
    ----------
    document : Document
        The document.
    attributor : callable
        Finds its attributions.

    Returns
    -------
    tuple of list of dict
        The rows of its statements and of its engagements.
    """
    check()
    healed = heal(document)
    read = healed.document
    if not _names_a_counterpart(read):
        return [], []
    reading = Reading(read)
    told = attributor(read) if read.genre == "press" else spoken.attributions(read, attributor)
    found = [one for one in told if one.whole.of(read.text).strip()]  # nothing said is no statement
    met = [reading.engagement_row(e) for e in reading.engagements]
    return places.as_stored(reading.statements(found), met, document, healed)


def _names_a_counterpart(document: Document) -> bool:
    """Tell whether a text names the United States or China at all: one that does not says nothing to them."""
    return any(m.country in COUNTERPARTS for m in mentions(document.text, Span(0, document.characters)))


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


class Reading:
    """One document in the course of being coded.

    Parameters
    ----------
    document : Document
        The document.
    """

    def __init__(self, document: Document) -> None:
        text = document.text
        self.document, self.text = document, text
        quoted = {span: quotations(text, span) for span in (document.headline, *document.paragraphs)}
        self.quoted = [quotation for found in quoted.values() for quotation in found]
        body = [s for span in document.paragraphs for s in sentences(text, span, quoted[span])]
        headline = sentences(text, document.headline, quoted[document.headline])
        self.cast = Cast(document, home(document), [*body, *headline])
        self.persons = persons_in(document)
        self.turns = Turns(text, self.cast)
        self.engagements = engagements(text, body, self.quoted, self.cast)
        self.body: Speaker | None = None  # the last body or state that spoke
        self.person: tuple[Speaker | None, int] = None, 0  # the last person who spoke, and where that statement ends
        # Who spoke together last, and the engagement they spoke in.
        self.several: tuple[Speaker | None, Engagement | None] = None, None

    def statements(self, attributions: list[Attribution]) -> list[dict]:
        """Return a row for every attribution that belongs to the question."""
        rows: list[dict] = []
        last: Speaker | None = None
        since = 0
        topic, turn, asked = Topic(), None, Topic()
        for told in attributions:
            if told.turn is not turn or told.rule in BY_ITSELF:
                topic, turn = (asked := Topic(*self.turns.asked(told.turn))), told.turn
            narrator = self._speaker(told, last, since)
            for attribution, speaker in self._voices(told, narrator):
                engagement = self._engagement_of(attribution, speaker)
                across = self._addressed(attribution, speaker) or (engagement.country if engagement else "")
                towards = target(self.text, attribution.content, speaker, across, topic.of(speaker), self.persons)
                if towards and towards.basis == ENGAGEMENT and topic is asked and attribution.turn:
                    towards = towards._replace(why="answers a question about this side")
                if attribution.rule != RELATIVE:  # "Trump, who had hoped …": the sentence goes on about someone else
                    last, since = narrator, attribution.whole.end
                    topic = topic.after(speaker, towards)
                if towards is not None:
                    rows.append(self._row(attribution, speaker, towards, engagement, rows[-1] if rows else None))
        return rows

    def _addressed(self, attribution: Attribution, speaker: Speaker) -> str:
        """Return the country, across from the speaker's, of whom the text says a statement was told; else blank."""
        if not attribution.addressee:
            return ""
        told = resolve(self.cast, attribution.addressee, attribution.addressee.start).country
        opposite = COUNTERPARTS if speaker.country == ACTOR else (ACTOR,)
        return told if told in opposite else ""

    def _voices(self, told: Attribution, narrator: Speaker) -> list[tuple[Attribution, Speaker]]:
        """Return an attribution with its speaker, or in its place the statements of others that it tells of."""
        if told.turn:
            return self._within_turn(told, narrator)
        within: list[tuple[Attribution, Speaker]] = []
        for one in told.within:
            before = within[-1][1] if within else narrator
            within.append((one, self._speaker(one, before, told.content[0].start)))
        return [(one, voice) for one, voice in within if _is_anothers(voice, narrator)] or [(told, narrator)]

    def _within_turn(self, told: Attribution, narrator: Speaker) -> list[tuple[Attribution, Speaker]]:
        """Return a sentence of a turn and the statements of others in it; the sentence goes when they are all of it."""
        within = [(one, self._speaker(one, None, 0)) for one in told.within]
        others = [(one, voice) for one, voice in within if _is_anothers(voice, narrator) and self._counts(one, voice)]
        if others and self.turns.is_all_of(told, [one for one, _ in others]):
            return others
        return [(told, narrator), *others]

    def _counts(self, attribution: Attribution, speaker: Speaker) -> bool:
        """Tell whether a statement told within a turn belongs to the question."""
        engagement = self._engagement_of(attribution, speaker)
        across = engagement.country if engagement else ""
        return target(self.text, attribution.content, speaker, across, "", self.persons) is not None

    def _speaker(self, attribution: Attribution, last: Speaker | None, since: int) -> Speaker:
        """Return who an attribution's source is."""
        if attribution.turn and not attribution.source:
            return self.turns.host(attribution.turn)
        at = attribution.whole.start
        engagement = self._engagement_at(at)
        phrase = attribution.source.of(self.text).lower() if attribution.source else ""
        several, where = self.several
        before = several if phrase in words("joint") and several and where is engagement else last
        if phrase in SINGULAR and last and not last.is_person and self.person[0]:
            before, since = self.person  # "Pakistan welcomed …, and he added": a state is no "he"
        if phrase == "it" and last and last.is_person:
            before = self.body or Speaker("", why="“it”: no body or state spoke before")  # nor a person an "it"
        speaker = resolve(self.cast, attribution.source, at, before, since, engagement.parties if engagement else ())
        if len(speaker.parties) > 1:
            self.several = speaker, engagement
        if speaker.is_person and attribution.rule != RELATIVE:
            self.person = speaker, attribution.whole.end
        if not speaker.is_person and not speaker.parties:
            self.body = speaker
        return speaker

    def _engagement_of(self, attribution: Attribution, speaker: Speaker) -> Engagement | None:
        """Return the engagement a statement was made in: the one at hand, if the speaker is of one of its sides.

        A spokesperson tells of an engagement, and of much else, without having been there; and what is said in a speech
        or to reporters is not said in the engagement it tells of.
        """
        if spoken.is_sentence(attribution):
            return None
        engagement = self._engagement_at(attribution.whole.start)
        if not engagement or speaker.country not in (ACTOR, engagement.country, JOINT):
            return None
        took_part = speaker.name in {party.name for party in engagement.parties}
        return engagement if took_part or not speaker.is_spokesperson else None

    def _engagement_at(self, at: int) -> Engagement | None:
        """Return the engagement a place in the text belongs to: the last one reported before.

        A headline and a lead sum up what follows: they belong to the first.
        """
        before = [e for e in self.engagements if e.sentence.start <= at]
        opening = self.document.paragraphs[0].end if self.document.paragraphs else 0
        first = self.engagements[0] if self.engagements and at < opening else None
        return before[-1] if before else first

    def _theme_before(self, speaker: Speaker, at: int, before: dict | None) -> str:
        """Return the main theme of the row before when the same speaker said it in the same paragraph; else blank."""
        if not before or before["speaker"] != speaker.name or "\n" in self.text[before["end"] : at]:
            return ""
        return before["themes"].partition(LIST_SEPARATOR)[0]

    def _row(
        self,
        found: Attribution,
        speaker: Speaker,
        towards: Target,
        engagement: Engagement | None,
        before: dict | None,
    ) -> dict:
        """Return the row of one statement; ``before`` is the row before it."""
        document, text, whole = self.document, self.text, found.whole
        content = PIECE_SEPARATOR.join(piece.of(text) for piece in found.content)
        cue = found.cue.of(text) if found.cue else ""
        relays = [self._relay(span) for span in found.relays]
        if found.turn and found.source:
            relays.insert(0, self.turns.host(found.turn).name)
        via = relays[-1] if relays else ""
        quoting = quote_type(found.content, self.quoted, text, found.cue, found.kind, found.rule, bool(found.relays))
        acts = self._act(found, content, quoting.value != "reported")
        about = themes(content, self._theme_before(speaker, whole.start, before))
        names_third = any(m.country == OTHER for piece in found.content for m in mentions(text, piece))
        favour = stance(content, acts.value, about.value.partition(LIST_SEPARATOR)[0], towards, names_third)
        if spoken.is_sentence(found):
            favour = in_turn.stance(content, acts.value, favour)
        terms, name = condition(text, whole), label(text, whole)
        row = {
            "statement_id": f"{document.doc_id}:{whole.start}-{whole.end}",
            "doc_id": document.doc_id,
            "file": document.file,
            "outlet": document.outlet,
            "published": document.published,
            "content": content,
            "start": whole.start,
            "end": whole.end,
            "spans": LIST_SEPARATOR.join(map(_place, found.content)),
            "source": found.source.of(text) if found.source else "",
            "source_span": _place(found.source),
            "cue": cue,
            "cue_span": _place(found.cue),
            "speaker": speaker.name,
            "office": speaker.office,
            "speaker_country": speaker.country,
            "institution": speaker.institution,
            "voice": speaker.voice,
            "via": via,
            "chain": " ← ".join(filter(None, [document.publisher, *relays, speaker.name])),
            "quote_type": quoting.value,
            "target": towards.country,
            "target_basis": towards.basis,
            "themes": about.value,
            "act": acts.value,
            "stance": favour.value,
            "condition": terms.words,
            "condition_span": _place(terms.span),
            "label": name.words,
            "label_span": _place(name.span),
            "engagement_id": self._engagement_id(engagement) if engagement else "",
            "corrected": "",
            "why_statement": self._why(found),
            "why_speaker": speaker.why,
            "why_institution": f"office “{speaker.office}”" if speaker.office else "no office is named",
            "why_via": f"“{via}” relays it" if via else "",
            "why_quote_type": quoting.why,
            "why_target": towards.why,
            "why_themes": about.why,
            "why_act": acts.why,
            "why_stance": favour.why,
            "why_condition": terms.why,
            "why_label": name.why,
        }
        return row | confidences(row)

    def _why(self, found: Attribution) -> str:
        """Say which rule found a statement, and what kind of cue and place it had."""
        where = "in the headline" if self.document.headline.holds(found.whole) else ""
        kind = f"a cue of the kind {found.kind}" if found.cue else "no cue"
        return ", ".join(filter(None, [f"rule {found.rule}", kind, where]))

    def _act(self, found: Attribution, content: str, is_clause: bool) -> Coding:
        """Code the act of a statement."""
        if spoken.is_sentence(found):
            return in_turn.act_of(found, self.text)
        return act(content, found.cue.of(self.text) if found.cue else "", found.kind, found.lemma, is_clause)

    def _relay(self, span: Span) -> str:
        """Return who relays a statement: a body as the text names it, a person by name."""
        phrase = span.of(self.text)
        if Actor(span, phrase, "").is_body:
            return relay(self.document, span)
        return resolve(self.cast, span, span.start).name or plain(phrase)

    def _engagement_id(self, engagement: Engagement) -> str:
        """Return the stable name of an engagement."""
        return f"{self.document.doc_id}:{engagement.sentence.start}-{engagement.sentence.end}"

    def engagement_row(self, engagement: Engagement) -> dict:
        """Return the row of one engagement."""
        own, other = engagement.side(True), engagement.side(False)
        about = " ".join(span.of(self.text) for span in engagement.about)
        return {
            "engagement_id": self._engagement_id(engagement),
            "doc_id": self.document.doc_id,
            "file": self.document.file,
            "published": self.document.published,
            "pak_side": LIST_SEPARATOR.join(map(_party, own)),
            "other_side": LIST_SEPARATOR.join(map(_party, other)),
            "country": engagement.country,
            "channel": engagement.channel,
            "pak_level": own[0].level,
            "other_level": other[0].level,
            "place": engagement.place,
            "topics": topics(about),
            "start": engagement.sentence.start,
            "end": engagement.sentence.end,
            "evidence": engagement.sentence.of(self.text),
            "why_channel": engagement.why,
        }


def _is_one(a: Speaker, b: Speaker) -> bool:
    """Tell whether of two speakers of a country one speaks for the other: a spokesperson and a state or a body."""
    return (a.is_spokesperson and not b.is_person) or (b.is_spokesperson and not a.is_person)


def _is_anothers(inner: Speaker, outer: Speaker) -> bool:
    """Tell whether an inner voice is another's than the one who tells: of another country, or another person.

    What those who are of no party tell of them ("Sources said Washington had asked …") is hearsay: it stays theirs.
    """
    are_parties = {inner.country, outer.country} <= {ACTOR, *COUNTERPARTS, JOINT}
    return are_parties and (inner.country != outer.country or (inner.is_person and inner.name != outer.name))


def _place(span: Span | None) -> str:
    """Return a span as the tables write it, blank without one."""
    return f"{span.start}-{span.end}" if span else ""


def _party(speaker: Speaker) -> str:
    """Return a party to an engagement with the office held."""
    return ", ".join(dict.fromkeys(filter(None, [speaker.name, speaker.office])))
