"""Rows of the tables: every code of a statement or an engagement, with the words and the rule it rests on.

A `Reading` and its resolved statements come in; dicts with the columns of ``schemas`` go out. The codes of the rules
are weighed against those of the network (`weigh_code`); places found in an unwrapped text are turned into places of the
text as stored (`as_stored`).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from positions.attribution.constructions import Attribution
from positions.attribution.engagements import Engagement
from positions.attribution.network import Judgement
from positions.attribution.speakers import Reason, Speaker, country_mentions
from positions.attribution.statements import Reading, ResolvedStatement, chance_step, in_hundred
from positions.coding import stance
from positions.coding.acts import code_act, code_act_in_turn, code_quote_type
from positions.coding.codebook import Coding, because
from positions.coding.confidence import confidences
from positions.coding.stance import (
    ASIDE,
    FAVOURING,
    SUCH,
    THEIRS,
    UNKNOWN,
    Fault,
    code_stance,
    mark_countries,
    whom_faulted,
)
from positions.coding.themes import FALLBACK, MOST, code_themes, discussed_themes, find_condition, find_label
from positions.countries import OTHER
from positions.documents import Document, Span
from positions.documents.layout import Unwrapped
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, PLACES, read_spans, write_spans


class Least(NamedTuple):
    """How sure the network must be of another code to overrule the rules: with words that decide, and without."""

    told: float
    untold: float


# Chosen on the articles for development; 2 is more than any chance, so that words stand.
ACT, THEME, STANCE = Least(2, 0.7), Least(0.7, 0.3), Least(2, 0.4)
# How likely it has to take a stance to be unfavourable, by whom the words fault: where the act blames or denies, and
# where no word does. What is none of the other side's doing no chance makes unfavourable.
UNFAVOURABLE = {
    THEIRS: Least(0, 0.5),
    SUCH: Least(0.2, 0.8),
    UNKNOWN: Least(0.6, 0.8),
    FAVOURING: Least(0.8, 2),
    ASIDE: Least(2, 2),
}
BLAMING = ("criticise", "deny")


def weigh_code(rule: Coding, chances: dict[str, float], least: Least) -> Coding:
    """Return a code after the network's opinion.

    Parameters
    ----------
    rule : Coding
        The code by the rules.
    chances : dict of str to float
        The network's probability of each value; empty if it was not asked.
    least : Least
        The probability that another value needs.

    Returns
    -------
    Coding
        Of the same type, with the network's chance of it behind the reason.
    """
    if not chances:
        return rule
    best = max(chances, key=lambda value: chances[value])
    if best != str(rule.value) and chances[best] >= (least.told if rule.is_told else least.untold):
        return Coding(type(rule.value)(best), _network(chances[best]) + _overruled(rule))
    return rule._replace(why=rule.why + _network(chances.get(str(rule.value), 0)))


def weigh_stance(rule: Coding, chances: dict[str, float], act: str, fault: Fault) -> Coding:
    """Return a stance as the network leaves it: unfavourable only where it is sure, and nothing speaks against it.

    Parameters
    ----------
    rule : Coding
        What the rules say.
    chances : dict of str to float
        As for `weigh_code`.
    act : str
        The act of the statement.
    fault : Fault
        Whom the words fault (`stance.whom_faulted`): nobody of the other side, and no chance makes it unfavourable.
    """
    against = {value: chance for value, chance in chances.items() if int(value) < 0}
    if not against or (rule.is_told and fault.value != FAVOURING):
        return weigh_code(rule, chances, STANCE)
    unfavourable, least = sum(against.values()), UNFAVOURABLE[fault.value]
    if unfavourable >= (least.told if act in BLAMING else least.untold):
        value = int(max(against, key=lambda each: against[each]))
        return Coding(value, _network(unfavourable) + _overruled(rule))
    return weigh_code(rule, {value: chance for value, chance in chances.items() if value not in against}, STANCE)


def weigh_themes(rule: Coding, chances: dict[str, float]) -> Coding:
    """Return themes with the main one after the network's opinion; the others follow it.

    Parameters
    ----------
    rule : Coding
        What the rules say: one to three themes joined by ``"; "``.
    chances : dict of str to float
        As for `weigh_code`.
    """
    own = rule.value.split(LIST_SEPARATOR)
    main = weigh_code(rule._replace(value=own[0]), chances, THEME)
    others = [theme for theme in own if theme != main.value and (rule.is_told or theme != FALLBACK)]
    return main._replace(value=LIST_SEPARATOR.join([main.value, *others][:MOST]))


def _network(chance: float) -> Reason:
    """Return the chance that the network gives a code."""
    return because("network", "network", in_hundred(chance), least=chance_step(chance))


def _overruled(rule: Coding) -> Reason:
    """Return what the rules say, and does not stand."""
    return because("network", "overruled", rule.why.words, value=rule.value, by=", ".join(rule.why.rules))


def as_stored(
    statements: list[dict], engagements: list[dict], document: Document, healed: Unwrapped
) -> tuple[list[dict], list[dict]]:
    """Return the rows of a document with the places of the text as stored.

    Parameters
    ----------
    statements, engagements : list of dict
        Rows of the unwrapped document.
    document : Document
        The document as stored.
    healed : Unwrapped
        The same, unwrapped. If no line was joined, the rows are returned unchanged.

    Returns
    -------
    tuple of list of dict
        Words as stored, line ends and hyphens included. Words on both sides of a page break are two pieces.
    """
    if healed.document is document:
        return statements, engagements
    ids = {row["engagement_id"]: _engagement_as_stored(row, document, healed) for row in engagements}
    return [_statement_as_stored(row, ids, document, healed) for row in statements], list(ids.values())


def _engagement_as_stored(row: dict, document: Document, healed: Unwrapped) -> dict:
    """Return the row of an engagement; its evidence is one stretch, whatever a page puts into it."""
    pieces = healed.stored(Span(row["start"], row["end"]))
    whole = Span(pieces[0].start, pieces[-1].end)
    at = {"start": whole.start, "end": whole.end, "evidence": whole.of(document.text)}
    if there := re.search(re.escape(row["place"]), at["evidence"], re.IGNORECASE):  # of a text in capitals
        at["place"] = there.group()
    return row | at | {"engagement_id": f"{document.doc_id}:{whole.start}-{whole.end}"}


def _statement_as_stored(row: dict, engagements: dict[str, dict], document: Document, healed: Unwrapped) -> dict:
    """Return the row of a statement."""
    pieces = {
        words: [piece for span in read_spans(row[places]) for piece in healed.stored(Span(*span))]
        for words, places in PLACES.items()
    }
    given = _placed(pieces, document)
    if row["engagement_id"]:
        given["engagement_id"] = engagements[row["engagement_id"]]["engagement_id"]
    return row | given


def _placed(pieces: dict[str, Sequence[Span]], document: Document) -> dict[str, str | int]:
    """Return the exact words of a statement, each with their places, and the name it has by its place."""
    row: dict[str, str | int] = {}
    for words, places in PLACES.items():
        row[words] = PIECE_SEPARATOR.join(piece.of(document.text) for piece in pieces[words])
        row[places] = write_spans(pieces[words])
    start, end = pieces["content"][0].start, pieces["content"][-1].end
    return row | {"statement_id": f"{document.doc_id}:{start}-{end}", "start": start, "end": end}


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


def _statement_row(reading: Reading, said: ResolvedStatement, before: dict | None) -> dict:
    """Return the row of one statement; ``before`` is the row before it."""
    found, speaker, towards, engagement = said
    document, text, whole, sides = reading.document, reading.text, found.whole, reading.sides
    content = PIECE_SEPARATOR.join(piece.of(text) for piece in found.content)
    cue = found.cue.of(text) if found.cue else ""
    relays = reading.relays(found)
    via = relays[-1] if relays else ""
    quoting = code_quote_type(found, reading.quoted, text)
    judged = found.judged or UNASKED
    acts = weigh_code(_act(found, reading, content, quoting.value != "reported"), judged.acts, ACT)
    about = weigh_themes(code_themes(content, _theme_before(said, before, text)), judged.themes)
    named = [m for piece in found.content for m in country_mentions(text, piece, sides)]
    names_third = any(sides.party(mention.country) == OTHER for mention in named)
    persons = [m for m in reading.persons if any(piece.holds(m.span) for piece in found.content)]
    plain = mark_countries(text, found.content, [*named, *persons], towards.country, speaker.country, sides)
    fault = whom_faulted(plain, cue)
    favour = code_stance(content, acts.value, about.value.partition(LIST_SEPARATOR)[0], towards, names_third, fault)
    favour = weigh_stance(favour, judged.stances, acts.value, fault)
    if found.construction.is_spoken:
        favour = stance.code_stance_in_turn(content, acts.value, favour, sides)
    terms = find_condition(text, whole, acts.value, [mention.span for mention in named])
    name = find_label(text, whole)
    reasons = {
        "statement": _why(found, document),
        "speaker": speaker.why,
        "institution": Reason(words=f"office “{speaker.office}”" if speaker.office else "no office is named"),
        "via": Reason(words=f"“{via}” relays it" if via else ""),
        "quote_type": quoting.why,
        "target": towards.why,
        "themes": about.why,
        "act": acts.why,
        "stance": favour.why,
        "condition": Reason(words=terms.why),
        "label": Reason(words=name.why),
    }
    pieces = {"content": found.content}
    spans = {"source": found.source, "cue": found.cue, "condition": terms.span, "label": name.span}
    pieces |= {words: [span] if span else [] for words, span in spans.items()}
    row = _placed(pieces, document) | {
        **{name: getattr(document, name) for name in ("doc_id", "file", "outlet", "published")},
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
        "engagement_id": _engagement_id(document, engagement) if engagement else "",
        "corrected": "",
        **{f"why_{code}": why.words for code, why in reasons.items()},
        "rules": {code: why.rules for code, why in reasons.items()},
    }
    return row | confidences(row)


def _theme_before(said: ResolvedStatement, before: dict | None, text: str) -> str:
    """Return the main theme of the row before when the same speaker said it in the same paragraph; else blank."""
    if not before or before["speaker"] != said.speaker.name:
        return ""
    is_same_paragraph = "\n" not in text[before["end"] : said.attribution.whole.start]
    return before["themes"].partition(LIST_SEPARATOR)[0] if is_same_paragraph else ""


def _why(found: Attribution, document: Document) -> Reason:
    """Say what found a statement, what kind of cue and place it had, and how likely the network takes it to be."""
    reasons = [because("statement", found.construction.value)]
    reasons.append(because("statement", "cue", kind=found.kind) if found.cue else because("statement", "no cue"))
    if document.headline.holds(found.whole):
        reasons.append(because("statement", "headline"))
    if found.judged:
        chance = found.judged.ours
        reasons.append(because("statement", "network", in_hundred(chance), least=chance_step(chance)))
    return Reason(sum((why.rules for why in reasons), ()), ", ".join(why.words for why in reasons))


def _act(found: Attribution, reading: Reading, content: str, is_clause: bool) -> Coding:
    """Code the act of a statement."""
    if found.construction.is_spoken:
        return code_act_in_turn(found, reading.text, reading.sides)
    return code_act(content, found.cue.of(reading.text) if found.cue else "", found.kind, found.lemma, is_clause)


def engagement_row(reading: Reading, engagement: Engagement) -> dict:
    """Return the row of one engagement (``schemas.ENGAGEMENTS``)."""
    own, other = engagement.side(True), engagement.side(False)
    about = " ".join(span.of(reading.text) for span in engagement.about)
    return {
        "engagement_id": _engagement_id(reading.document, engagement),
        **{name: getattr(reading.document, name) for name in ("doc_id", "file", "published")},
        "own_side": LIST_SEPARATOR.join(map(_party, own)),
        "other_side": LIST_SEPARATOR.join(map(_party, other)),
        **{name: getattr(engagement, name) for name in ("country", "channel", "place")},
        "own_level": _level(own[0]),
        "other_level": _level(other[0]),
        "date": engagement.told.date,
        "recalled": "yes" if engagement.is_recalled else "",
        "topics": discussed_themes(about),
        "start": engagement.sentence.start,
        "end": engagement.sentence.end,
        "evidence": engagement.sentence.of(reading.text),
        "why_channel": f"“{engagement.at.of(reading.text)}”",
        "why_date": f"“{engagement.told.words}”" if engagement.told.words else "no day is told",
    }


def _engagement_id(document: Document, engagement: Engagement) -> str:
    """Return the stable name of an engagement."""
    return f"{document.doc_id}:{engagement.sentence.start}-{engagement.sentence.end}"


def _level(party: Speaker) -> str:
    """Return the level of a party; a body has none."""
    return "unnamed" if party.level == "body" else party.level


def _party(speaker: Speaker) -> str:
    """Return a party to an engagement with the office held."""
    return ", ".join(dict.fromkeys(filter(None, [speaker.name, speaker.office])))
