"""Coded statements: every attribution that belongs to the question, with every code and the reason for it.

Coding is a pure function of one document: text and metadata in, rows out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from positions import schemas
from positions.attribution import rules
from positions.attribution.attribution import Attribution, Attributor
from positions.attribution.bodies import relay
from positions.attribution.cast import Cast
from positions.attribution.countries import ACTOR, COUNTERPARTS, mentions
from positions.attribution.engagements import Engagement, engagements
from positions.attribution.persons import persons_in
from positions.attribution.quotations import quotations
from positions.attribution.resolution import resolve
from positions.attribution.sentences import sentences
from positions.attribution.speakers import JOINT, Speaker
from positions.coding.act import act
from positions.coding.quote_type import quote_type
from positions.coding.stance import stance
from positions.coding.target import EXPLICIT, Target, target
from positions.coding.terms import condition, label
from positions.coding.theme import themes, topics
from positions.documents import Document, Span
from positions.documents.outlets import outlet
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
    if not _names_a_counterpart(document):
        return [], []
    reading = Reading(document)
    return reading.statements(attributor(document)), [reading.engagement_row(e) for e in reading.engagements]


def _names_a_counterpart(document: Document) -> bool:
    """Tell whether a text names the United States or China at all: one that does not says nothing to them."""
    return any(m.country in COUNTERPARTS for m in mentions(document.text, Span(0, document.characters)))


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
        self.cast = Cast(document, outlet(document.outlet).country or ACTOR, [*body, *headline])
        self.persons = persons_in(document)
        self.engagements = engagements(text, body, self.quoted, self.cast)

    def statements(self, attributions: list[Attribution]) -> list[dict]:
        """Return a row for every attribution that belongs to the question."""
        rows: list[dict] = []
        last: Speaker | None = None
        since = 0
        subject = ""
        for attribution in attributions:
            at = attribution.whole.start
            engagement = self._engagement_at(at)
            parties = engagement.parties if engagement else ()
            speaker = resolve(self.cast, attribution.source, at, last, since, parties)
            takes_part = engagement and self._takes_part(speaker, engagement)
            if not takes_part:
                engagement = None
            across = engagement.country if engagement else ""
            towards = target(self.text, attribution.content, speaker, across, subject, self.persons)
            last, since = speaker, attribution.whole.end
            if towards is None:
                continue
            if speaker.country == ACTOR and towards.basis == EXPLICIT and towards.country in COUNTERPARTS:
                subject = towards.country
            rows.append(self._row(attribution, speaker, towards, engagement))
        return rows

    def _engagement_at(self, at: int) -> Engagement | None:
        """Return the engagement a place in the text belongs to: the last one reported before.

        A headline and a lead sum up what follows: they belong to the first.
        """
        before = [e for e in self.engagements if e.sentence.start <= at]
        opening = self.document.paragraphs[0].end if self.document.paragraphs else 0
        first = self.engagements[0] if self.engagements and at < opening else None
        return before[-1] if before else first

    @staticmethod
    def _takes_part(speaker: Speaker, engagement: Engagement) -> bool:
        """Tell whether a speaker is of one of the two sides of an engagement."""
        return speaker.country in (ACTOR, engagement.country, JOINT)

    def _row(self, found: Attribution, speaker: Speaker, towards: Target, engagement: Engagement | None) -> dict:
        """Return the row of one statement."""
        document, text, whole = self.document, self.text, found.whole
        content = PIECE_SEPARATOR.join(piece.of(text) for piece in found.content)
        cue = found.cue.of(text) if found.cue else ""
        via = relay(document, found.relay) if found.relay else ""
        quoting = quote_type(found.content, self.quoted, text, found.cue, found.kind, found.rule, bool(via))
        acts = act(content, cue, found.kind, found.lemma, quoting.value != "reported")
        about = themes(content)
        favour = stance(content, acts.value, towards.country, towards.basis == EXPLICIT)
        terms, name = condition(text, whole), label(text, whole)
        return {
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
            "chain": " ← ".join(filter(None, [document.publisher, via, speaker.name])),
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


def _place(span: Span | None) -> str:
    """Return a span as the tables write it, blank without one."""
    return f"{span.start}-{span.end}" if span else ""


def _party(speaker: Speaker) -> str:
    """Return a party to an engagement with the office held."""
    return ", ".join(dict.fromkeys(filter(None, [speaker.name, speaker.office])))
