"""Attribution by rules: sources, cues and contents found by the order of words and by punctuation.

The patterns are those of news English described for PARC 3.0 and PolNeAR: source, cue and content in that order;
content first, then source and cue in either order; "according to"; a headline's colon; participles that carry on;
quotations that stand alone. A body's report of what an official said is the official's statement, relayed by the body.
"""

import re
from dataclasses import replace

from positions.attribution.actors import Actor, actors, words
from positions.attribution.attribution import Attribution
from positions.attribution.clauses import Clause, bare
from positions.attribution.cues import cues
from positions.attribution.frames import framed
from positions.attribution.quotations import is_quoted, quotations
from positions.attribution.sentences import sentences
from positions.attribution.sequences import forward
from positions.documents import Document, Span

LONGEST_SOURCE = 7  # words behind a headline's colon


def attributions(document: Document) -> list[Attribution]:
    """Find every attribution in a document by rules.

    Parameters
    ----------
    document : Document
        Its text, headline and paragraphs are read; nothing else.

    Returns
    -------
    list of Attribution
        In the order of their contents; no content is attributed twice, since every stretch is read by one pattern.
    """
    text = document.text
    found = _headline(text, document.headline)
    for paragraph in document.paragraphs:
        quoted = quotations(text, paragraph)
        last: Attribution | None = None
        for sentence in sentences(text, paragraph, quoted):
            here = _found(text, sentence, quoted) or _standing_alone(text, sentence, quoted, last)
            last = here[-1] if here else None
            found += here
    return sorted(found, key=lambda attribution: attribution.whole)


def _headline(text: str, span: Span) -> list[Attribution]:
    """Find the attributions of a headline: a colon before its source, else as in a sentence."""
    before, colon, behind = span.of(text).rpartition(": ")
    at = span.start + len(before) + len(colon)
    if colon and len(behind.split()) <= LONGEST_SOURCE and not cues(text, Span(at, span.end)):
        named = [actor for actor in actors(text, Span(at, span.end)) if actor.span.start == at]
        if named:
            content = bare(text, Span(span.start, at - len(colon)))
            return [Attribution(named[0].span, None, (content,), kind="state", rule="headline colon")]
    return _found(text, span, quotations(text, span))


def _found(text: str, span: Span, quoted: list[Span]) -> list[Attribution]:
    """Find the attributions of a stretch, those within a body's report among them."""
    clause = Clause(text, span, quoted)
    return [voice for one in framed(clause) or forward(clause) for voice in _voices(text, one, quoted) or [one]]


def _voices(text: str, report: Attribution, quoted: list[Span]) -> list[Attribution]:
    """Return what officials say within a body's report, relayed by the body; nothing when they say nothing."""
    if len(report.content) > 1 or not Actor(report.source, report.source.of(text), "").is_body:
        return []
    content = report.content[0]
    within = [quotation for quotation in quoted if not quotation.holds(content)]
    found = [one for one in _found(text, content, within) if one.source and _is_voice(one.source.of(text))]
    return [one if one.relay else replace(one, relay=report.source) for one in found]


def _is_voice(phrase: str) -> bool:
    """Tell whether an inner source is a person, an office or several parties rather than a lone state or body."""
    actor = Actor(Span(0, len(phrase)), phrase, "")
    if actor.is_joint or re.search(r"\band\b|, ", phrase):
        return True
    return not actor.is_body and phrase.lower() not in words("states")


def _standing_alone(text: str, sentence: Span, quoted: list[Span], last: Attribution | None) -> list[Attribution]:
    """Return a quotation that stands alone behind an attribution as a statement of the same source."""
    content = bare(text, sentence)
    if not last or not is_quoted(content, quoted):
        return []
    return [Attribution(None, None, (content,), last.relay, kind="state", rule="quotation alone")]
