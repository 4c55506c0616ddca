"""Attribution by rules: sources, cues and contents found by the order of words and by punctuation.

The patterns are those of news English described for PARC 3.0 and PolNeAR: source, cue and content in that order;
content first, then source and cue in either order; "according to"; a headline's colon; participles that carry on;
quotations that stand alone. A body's report of what an official said is the official's statement, relayed by the body.
"""

import re
from dataclasses import replace

from positions.attribution.actors import Actor, actors
from positions.attribution.attribution import Attribution
from positions.attribution.bodies import is_news
from positions.attribution.clauses import Clause, bare
from positions.attribution.countries import states
from positions.attribution.cues import cues
from positions.attribution.frames import framed, is_only_source
from positions.attribution.quotations import is_quoted, quotations
from positions.attribution.sentences import sentences
from positions.attribution.sequences import forward, sequence
from positions.attribution.wording import wording
from positions.countries import SIDES, Sides
from positions.documents import Document, Span

LONGEST_SOURCE = 7  # words behind a headline's colon
DEEPEST = 3  # reports within one another
FARTHEST_VOICE = 40  # characters between where a content opens and the source it tells of


def attributions(document: Document, sides: Sides = SIDES) -> list[Attribution]:
    """Find every attribution in a document by rules.

    Parameters
    ----------
    document : Document
        Its text, headline and paragraphs are read; nothing else.
    sides : Sides
        Within a body's report the name of a party is no voice of another's.

    Returns
    -------
    list of Attribution
        In the order of their contents; no content is attributed twice, since every stretch is read by one pattern.
    """
    text, own = document.text, states(sides)
    found = _headline(text, document.headline, own)
    for paragraph in document.paragraphs:
        quoted = quotations(text, paragraph)
        if point := _point(text, paragraph, quoted, own):
            found += point
            continue
        last = found[-1] if found and _is_one_quotation(text, paragraph, quoted) else None
        for sentence in _with_exclamations(text, sentences(text, paragraph, quoted), quoted):
            here = _found(text, sentence, quoted, own) or _standing_alone(text, sentence, quoted, last, own)
            last = here[-1] if here else None
            found += here
    return sorted(found, key=lambda attribution: attribution.whole)


def _with_exclamations(text: str, found: list[Span], quoted: list[Span]) -> list[Span]:
    """Return sentences with a quotation that ends as a question or a cry joined to the words that attribute it.

    "“Who pays?” Mr Lin asked.": the second sentence is nothing but a source and a cue.
    """
    joined: list[Span] = []
    for sentence in found:
        last = joined[-1] if joined else None
        if (
            last
            and wording("exclaimed").search(text, last.start, last.end)
            and is_only_source(Clause(text, sentence, quoted))
        ):
            joined[-1] = Span(last.start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _headline(text: str, span: Span, own: frozenset[str]) -> list[Attribution]:
    """Find the attributions of a headline: a colon before its source, else as in a sentence."""
    before, colon, behind = span.of(text).rpartition(": ")
    at = span.start + len(before) + len(colon)
    if colon and len(behind.split()) <= LONGEST_SOURCE and not cues(text, Span(at, span.end)):
        named = [actor for actor in actors(text, Span(at, span.end)) if actor.span.start == at]
        if named:
            content = bare(text, Span(span.start, at - len(colon)))
            return [Attribution(named[0].span, None, (content,), kind="state", rule="headline colon")]
    return _found(text, span, quotations(text, span), own)


def _is_one_quotation(text: str, paragraph: Span, quoted: list[Span]) -> bool:
    """Tell whether a paragraph is nothing but quoted words, which go on from the paragraph before."""
    return is_quoted(bare(text, paragraph), quoted)


def _point(text: str, paragraph: Span, quoted: list[Span], own: frozenset[str]) -> list[Attribution]:
    """Find what a point below the headline attributes to the headline's speaker: "• Says the road is open"."""
    bullet = wording("bullet").match(text, paragraph.start, paragraph.end)
    first = cues(text, Span(bullet.end(), paragraph.end))[:1] if bullet else []
    if not first or first[0].span.start != bullet.end() or first[0].form != "finite":
        return []
    clause = Clause(text, paragraph, quoted)
    return [voice for one in sequence(clause, first, None) for voice in _voices(clause, one, quoted, own, DEEPEST)]


def _found(text: str, span: Span, quoted: list[Span], own: frozenset[str], depth: int = DEEPEST) -> list[Attribution]:
    """Find the attributions of a stretch, those within another's report among them, so many reports deep."""
    clause = Clause(text, span, [q for q in quoted if not _opens_with_cue(text, q)])
    return [voice for one in framed(clause) or forward(clause) for voice in _voices(clause, one, quoted, own, depth)]


def _opens_with_cue(text: str, quotation: Span) -> bool:
    """Tell whether a quotation is a relay's excerpt that opens with the cue: 'he “reaffirmed his support”, it said'."""
    if not text[quotation.start].islower():
        return False
    first = cues(text, quotation)[:1]
    return bool(first) and first[0].span.start == quotation.start and first[0].form != "base"


def _voices(
    clause: Clause, report: Attribution, quoted: list[Span], own: frozenset[str], depth: int
) -> list[Attribution]:
    """Return what others say within a report: in its place when a body reports, within it when a person does."""
    text = clause.text
    if not depth or not any(piece.holds(cue.span) for piece in report.content for cue in clause.cues):
        return [report]
    phrase = report.source.of(text) if report.source else ""
    is_body = bool(phrase) and Actor(report.source, phrase, "").is_body
    told: list[Attribution] = []
    for piece in report.content:
        outside = [quotation for quotation in quoted if not quotation.holds(piece)]
        inner = [
            one
            for sentence in sentences(text, piece, outside)
            for one in _found(text, sentence, outside, own, depth - 1)
        ]
        near = [one for one in inner if one.source and (is_body or _opens(text, piece, one.source))]
        told += [one for one in near if is_news(phrase) or _is_voice(one.source.of(text), is_body, own)]
    relay = (report.source,) if report.source else ()
    told = [replace(one, relays=(*relay, *one.relays)) for one in told]
    if is_body and told:
        return told
    return [replace(report, within=tuple(told))]


def _opens(text: str, content: Span, source: Span) -> bool:
    """Tell whether a source stands where a content opens, or behind an adjunct there: then the content is its own."""
    is_near = source.start - content.start <= FARTHEST_VOICE
    return is_near or bool(wording("opening_adjunct").fullmatch(text, content.start, source.start))


def _is_voice(phrase: str, is_body: bool, own: frozenset[str]) -> bool:
    """Tell whether an inner source may be another than the one who tells.

    Within a body's report "he" is another, and the state that the body is of is not.
    """
    actor = Actor(Span(0, len(phrase)), phrase, "")
    if actor.is_joint or re.search(r"\band\b|, ", phrase):
        return True
    if is_body:
        return not actor.is_body and phrase.lower() not in own
    return not actor.is_pronoun


def _standing_alone(
    text: str, sentence: Span, quoted: list[Span], last: Attribution | None, own: frozenset[str]
) -> list[Attribution]:
    """Return a quotation that stands alone behind an attribution as a statement of the same source.

    Behind one that a body relays it is the body's report that goes on, and what it tells of is relayed too.
    """
    content = bare(text, sentence)
    if not last or not is_quoted(content, quoted):
        return []
    outside = [quotation for quotation in quoted if not quotation.holds(content)]
    told = _found(text, content, outside, own) if last.relays else []
    if told := [one for one in told if one.source and _is_voice(one.source.of(text), is_body=True, own=own)]:
        return [replace(one, relays=last.relays) for one in told]
    return [Attribution(None, None, (content,), last.relays, kind="state", rule="quotation alone")]
