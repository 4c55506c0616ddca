"""Quote types: whose words the content is, the speaker's or the reporter's."""

import re

from positions.coding.patterns import Code
from positions.documents import Span

# A clause has a subject and a finite verb of its own. Without a tagger, a finite auxiliary, a verb behind "that", or a
# pronoun subject tells it.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|shall|may|might|does|did|do|cannot|won’t|"
    r"wants?|values?|remains?|needs?|looks? forward|plays?|played|enjoys?|enjoyed|stands?|stood|supports?|supported|continues?|"
    r"[a-z]+[^aeious]s (?:to|its|the|with|in|a|an)|welcomed|became|becomes?|constitute[sd]?|began|held|met|goes|came)\b"
)
NOMINAL = re.compile(
    r"^(?:to|for|on|about|over|at|with|against|as|by)\b|^(?:[\w’-]+\s){0,3}?(?:in|of|for|over|at|with|on|to|towards|between|regarding)\b", re.IGNORECASE
)
PHRASAL = {"praise", "request", "criticise", "express"}


def quote_type(pieces: tuple[Span, ...], quoted: list[Span], text: str, kind: str, rule: str, is_relayed: bool) -> Code:
    """Code the quote type of a statement.

    Parameters
    ----------
    pieces : tuple of Span
        The content.
    quoted : list of Span
        The quotations of the document.
    text : str
        The document's text.
    kind : str
        The kind of the cue, blank without one.
    rule : str
        The attribution's rule.
    is_relayed : bool
        A body relays the statement: quotation marks around the whole sentence are the body's (ruling 2).

    Returns
    -------
    Code
        ``direct``, ``mixed``, ``indirect`` or ``reported``.
    """
    content = " ".join(piece.of(text) for piece in pieces)
    touching = [q for piece in pieces for q in quoted if q.start < piece.end and piece.start < q.end]
    encloses = all(any(q.holds(piece) for q in quoted) for piece in pieces)
    if encloses and not is_relayed:
        return Code("direct", "wholly in quotation marks")
    if touching and not encloses:
        return Code("mixed", f"quotation marks around “{touching[0].of(text)[:60]}”")
    if rule == "headline colon":
        return Code("indirect", "a headline with a colon (ruling 1)")
    if re.match(r"to\s", content):
        return Code("reported", "an infinitive")
    if kind in PHRASAL or not FINITE.search(content):
        return Code("reported", "a noun phrase without a finite verb")
    return Code("indirect", "a clause, not quoted")
