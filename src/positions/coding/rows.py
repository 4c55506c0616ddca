"""Rows of the tables: every code of a statement or an engagement with the words and the rule it rests on."""

from positions.attribution import spoken
from positions.attribution.attribution import Attribution
from positions.attribution.countries import mentions
from positions.attribution.engagements import Engagement
from positions.attribution.network import Judgement
from positions.attribution.speakers import Speaker
from positions.coding import in_turn
from positions.coding.act import act
from positions.coding.confidence import confidences
from positions.coding.faulted import faulted, marked
from positions.coding.patterns import Coding, in_hundred
from positions.coding.quote_type import quote_type
from positions.coding.reading import Reading, Said
from positions.coding.stance import stance
from positions.coding.terms import condition, label
from positions.coding.theme import themes, topics
from positions.coding.weighed import ACT, weighed, weighed_stance, weighed_themes
from positions.countries import OTHER
from positions.documents import Document, Span
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR

UNASKED = Judgement(0, {}, {})  # of a text that the network does not read


def statement_rows(reading: Reading, attributions: list[Attribution]) -> list[dict]:
    """Return the rows of a document's statements (``schemas.STATEMENTS``).

    Parameters
    ----------
    reading : Reading
        The document.
    attributions : list of Attribution
        Found in it, in the order of the text.
    """
    rows: list[dict] = []
    for said in reading.statements(attributions):
        rows.append(_statement_row(reading, said, rows[-1] if rows else None))
    return rows


def _statement_row(reading: Reading, said: Said, before: dict | None) -> dict:
    """Return the row of one statement; ``before`` is the row before it."""
    found, speaker, towards, engagement = said
    document, text, whole, sides = reading.document, reading.text, found.whole, reading.sides
    content = PIECE_SEPARATOR.join(piece.of(text) for piece in found.content)
    cue = found.cue.of(text) if found.cue else ""
    relays = reading.relays(found)
    via = relays[-1] if relays else ""
    quoting = quote_type(found.content, reading.quoted, text, found.cue, found.kind, found.rule, bool(found.relays))
    judged = found.judged or UNASKED
    acts = weighed(_act(found, reading, content, quoting.value != "reported"), judged.acts, ACT)
    about = weighed_themes(themes(content, _theme_before(said, before, text)), judged.themes)
    named = [m for piece in found.content for m in mentions(text, piece, sides)]
    names_third = any(sides.party(mention.country) == OTHER for mention in named)
    persons = [m for m in reading.persons if any(piece.holds(m.span) for piece in found.content)]
    plain = marked(text, found.content, [*named, *persons], towards.country, speaker.country, sides)
    fault = faulted(plain, cue)
    favour = stance(content, acts.value, about.value.partition(LIST_SEPARATOR)[0], towards, names_third, fault)
    favour = weighed_stance(favour, judged.stances, acts.value, fault)
    if spoken.is_sentence(found):
        favour = in_turn.stance(content, acts.value, favour, sides)
    terms = condition(text, whole, acts.value, [mention.span for mention in named])
    name = label(text, whole)
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
        "engagement_id": _engagement_id(document, engagement) if engagement else "",
        "corrected": "",
        "why_statement": _why(found, document),
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


def _theme_before(said: Said, before: dict | None, text: str) -> str:
    """Return the main theme of the row before when the same speaker said it in the same paragraph; else blank."""
    if not before or before["speaker"] != said.speaker.name:
        return ""
    is_same_paragraph = "\n" not in text[before["end"] : said.attribution.whole.start]
    return before["themes"].partition(LIST_SEPARATOR)[0] if is_same_paragraph else ""


def _why(found: Attribution, document: Document) -> str:
    """Say what found a statement, what kind of cue and place it had, and how likely the network takes it to be."""
    where = "in the headline" if document.headline.holds(found.whole) else ""
    kind = f"a cue of the kind {found.kind}" if found.cue else "no cue"
    likely = f"the network {in_hundred(found.judged.ours)} in 100" if found.judged else ""
    return ", ".join(filter(None, [f"rule {found.rule}", kind, where, likely]))


def _act(found: Attribution, reading: Reading, content: str, is_clause: bool) -> Coding:
    """Code the act of a statement."""
    if spoken.is_sentence(found):
        return in_turn.act_of(found, reading.text, reading.sides)
    return act(content, found.cue.of(reading.text) if found.cue else "", found.kind, found.lemma, is_clause)


def engagement_row(reading: Reading, engagement: Engagement) -> dict:
    """Return the row of one engagement (``schemas.ENGAGEMENTS``)."""
    own, other = engagement.side(True), engagement.side(False)
    about = " ".join(span.of(reading.text) for span in engagement.about)
    return {
        "engagement_id": _engagement_id(reading.document, engagement),
        "doc_id": reading.document.doc_id,
        "file": reading.document.file,
        "published": reading.document.published,
        "own_side": LIST_SEPARATOR.join(map(_party, own)),
        "other_side": LIST_SEPARATOR.join(map(_party, other)),
        "country": engagement.country,
        "channel": engagement.channel,
        "own_level": _level(own[0]),
        "other_level": _level(other[0]),
        "place": engagement.place,
        "date": engagement.told.date,
        "recalled": "yes" if engagement.is_recalled else "",
        "topics": topics(about),
        "start": engagement.sentence.start,
        "end": engagement.sentence.end,
        "evidence": engagement.sentence.of(reading.text),
        "why_channel": engagement.why,
        "why_date": f"“{engagement.told.words}”" if engagement.told.words else "no day is told",
    }


def _engagement_id(document: Document, engagement: Engagement) -> str:
    """Return the stable name of an engagement."""
    return f"{document.doc_id}:{engagement.sentence.start}-{engagement.sentence.end}"


def _place(span: Span | None) -> str:
    """Return a span as the tables write it, blank without one."""
    return f"{span.start}-{span.end}" if span else ""


def _level(party: Speaker) -> str:
    """Return the level of a party; a body has none."""
    return "unnamed" if party.level == "body" else party.level


def _party(speaker: Speaker) -> str:
    """Return a party to an engagement with the office held."""
    return ", ".join(dict.fromkeys(filter(None, [speaker.name, speaker.office])))
