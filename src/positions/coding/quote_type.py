"""Quote types: whose words the content is, the speaker's or the reporter's."""

import re

from positions.attribution.attribution import SPOKEN
from positions.coding.patterns import Coding
from positions.documents import Span

# A clause has a subject and a finite verb of its own. Without a tagger, "that" before it or an auxiliary tells it, or
# one of the verbs that positions are stated with.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|shall|may|might|does|did|do|cannot|won’t|"
    r"wants?|values?|remains?|needs?|looks? forward|plays?|played|enjoys?|enjoyed|stands?|stood|supports?|supported|"
    r"continues?|welcomed|became|becomes?|constitutes?|constituted|began|held|met|goes|came|believes?|believed|"
    r"sees|saw|takes?|took|gives?|gave|provides?|provided|shows?|showed|wished|wishes|hopes|hoped|attache[sd]|backs)\b"
)
THAT = re.compile(r"\bthat\W*$")
PHRASAL = {"praise", "request", "criticise", "express", "commit"}


def quote_type(
    pieces: tuple[Span, ...], quoted: list[Span], text: str, cue: Span | None, kind: str, rule: str, is_relayed: bool
) -> Coding:
    """Code the quote type of a statement.

    Parameters
    ----------
    pieces : tuple of Span
        The content.
    quoted : list of Span
        The quotations of the document.
    text : str
        The document's text.
    cue : Span or None
        The words that attribute.
    kind : str
        The kind of the cue, blank without one.
    rule : str
        The attribution's rule.
    is_relayed : bool
        A body relays the statement: quotation marks around the whole sentence are the body's (ruling 2).

    Returns
    -------
    Coding
        ``direct``, ``mixed``, ``indirect`` or ``reported``.
    """
    if rule in SPOKEN:
        if rule == "record":
            return Coding("indirect", "a summary record, in the third person")
        return Coding("direct", "the speaker’s own words, in a record of them")
    content = " ".join(piece.of(text) for piece in pieces)
    touching = [q for piece in pieces for q in quoted if q.start < piece.end and piece.start < q.end]
    encloses = all(any(q.holds(piece) for q in quoted) for piece in pieces)
    if encloses and not is_relayed:
        return Coding("direct", "wholly in quotation marks")
    if touching and not encloses:
        return Coding("mixed", f"quotation marks around “{touching[0].of(text)[:60]}”")
    if rule == "headline colon":
        return Coding("indirect", "a headline with a colon (ruling 1)")
    if re.match(r"to\s", content):
        return Coding("reported", "an infinitive")
    behind = text[cue.end : pieces[0].start] if cue and cue.end <= pieces[0].start else ""
    if THAT.search(behind):
        return Coding("indirect", "a that-clause, not quoted")
    if kind in PHRASAL or not FINITE.search(content):
        return Coding("reported", "a noun phrase without a finite verb")
    return Coding("indirect", "a clause, not quoted")
