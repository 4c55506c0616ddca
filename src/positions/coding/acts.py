"""Acts and quote types: what kind of saying a statement is, and whether its words are the speaker's or the reporter's.

The content decides before the cue (codebook, Act). A sentence of a speech has no cue, and describes what others do in
the same words in which a report describes what they say: "X rejected the plan" is not a rejection by the speaker.
`code_act_in_turn` therefore gives an act that takes a side only if the sentence mentions the speaker.
"""

import re
from functools import cache

from positions.attribution.constructions import Attribution, Construction
from positions.attribution.extraction import has_own_side, performative_cue
from positions.coding.codebook import Coding, because
from positions.countries import Sides
from positions.data_files import first_match, lexicon, match_at_start
from positions.documents import Span

NEGATION = re.compile(r"\b(?:no|not|never|without|nor|\w+n[’']t)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


def code_act(content: str, cue: str, kind: str, lemma: str, is_clause: bool) -> Coding:
    """Code the act of a statement.

    Parameters
    ----------
    content : str
        The words of the statement.
    cue : str
        The words that attribute it.
    kind : str
        The kind of the cue (``attribution/cues.yaml``), blank without a cue.
    lemma : str
        The cue's verb.
    is_clause : bool
        The content is a clause rather than a noun phrase or an infinitive.

    Returns
    -------
    Coding
        A code of the codebook, and the words and the rule it rests on.
    """
    acts = lexicon("coding", "acts")
    if lemma in acts["disputing"] and (claim := match_at_start(acts["disputed"], content)):
        rule = "cue of a quoted claim" if "”" in claim.group() else "cue of a claim"
        return Coding("deny", because("act", rule, cue, claim.group()))
    if kind in acts["foremost"]:
        return Coding(kind, because("act", "cue", cue))
    if kind in acts["wanting"] and (asked := match_at_start(acts["wanted"], content)):
        return Coding("request", because("act", "cue of a wish", cue, asked.group()))
    for code, patterns in acts["content"].items():
        if match := match_at_start(patterns["head"], content):
            return Coding(code, because("act", "opening", match.group().strip()))
    if not is_clause and lemma in acts["before_noun"]:
        return Coding(acts["before_noun"][lemma], because("act", "cue of a noun", cue))
    if kind in acts["decisive"]:
        return Coding(kind, because("act", "cue", cue))
    matches = [
        (m.start(), n, code, m)
        for n, (code, p) in enumerate(acts["content"].items())
        if (m := first_match(p["words"], content))
        and not (code in acts["affirmed"] and NEGATION.search(content, 0, m.start()))
    ]
    if matches:
        _, _, code, match = min(matches, key=lambda item: item[:2])
        return Coding(code, because("act", "words", match.group()))
    code = acts["otherwise"].get(kind, "state")
    why = because("act", "cue", cue) if cue else because("act", "no word")
    return Coding(code, why, code != "state")


def code_act_in_turn(found: Attribution, text: str, sides: Sides) -> Coding:
    """Code the act of a sentence of a turn.

    Parameters
    ----------
    found : Attribution
        The sentence. A verb by which the speaker says what he does ("We call upon …") decides before all else.
    text : str
        The document's text.
    sides : Sides
        The actor's name is the speaker's own.
    """
    content = found.content[0]
    if cue := performative_cue(text, content, sides):
        if cue.kind in lexicon("coding", "acts")["decisive"]:
            return Coding(cue.kind, because("act", "own verb", cue.span.of(text)))
        behind = text[cue.span.end : content.end].strip()
        return code_act(behind, cue.span.of(text), cue.kind, cue.lemma, behind.startswith("that "))
    coded = code_act(content.of(text), "", "", "", is_clause=True)
    taking = "taking_sides_in_speeches" if found.construction.stands_by_itself else "taking_sides"
    if coded.value in lexicon("coding", "acts")[taking] and not has_own_side(content.of(text), sides):
        return Coding("state", because("act", "others' doings", coded.why.words))
    return coded


# Without a tagger, "that" before it tells a clause, or one of some finite verbs in it.
@cache
def _finite() -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(lexicon('coding', 'acts')['finite'])})\b")


THAT = re.compile(r"\bthat\W*$")


def code_quote_type(found: Attribution, quoted: list[Span], text: str) -> Coding:
    """Code the quote type of a statement.

    Parameters
    ----------
    found : Attribution
        The statement. Where a body relays it, quotation marks around the whole sentence are the body's (ruling 2).
    quoted : list of Span
        The quotations of the document.
    text : str
        The document's text.

    Returns
    -------
    Coding
        ``direct``, ``mixed``, ``indirect`` or ``reported``.
    """
    if found.construction is Construction.RECORD:
        return Coding("indirect", because("quote_type", "record"))
    if found.construction.is_spoken:
        return Coding("direct", because("quote_type", "turn"))
    pieces, cue = found.content, found.cue
    content = " ".join(piece.of(text) for piece in pieces)
    touching = [q for piece in pieces for q in quoted if q.start < piece.end and piece.start < q.end]
    encloses = all(any(q.holds(piece) for q in quoted) for piece in pieces)
    if encloses and not found.relays:
        return Coding("direct", because("quote_type", "all quoted"))
    if touching and not encloses:
        return Coding("mixed", because("quote_type", "part quoted", touching[0].of(text)[:60]))
    if found.construction is Construction.HEADLINE:
        return Coding("indirect", because("quote_type", "headline colon"))
    if re.match(r"to\s", content):
        return Coding("reported", because("quote_type", "infinitive"))
    behind = text[cue.end : pieces[0].start] if cue and cue.end <= pieces[0].start else ""
    if THAT.search(behind):
        return Coding("indirect", because("quote_type", "that-clause"))
    if found.kind in lexicon("coding", "acts")["phrasal"] or not _finite().search(content):
        return Coding("reported", because("quote_type", "phrase"))
    return Coding("indirect", because("quote_type", "clause"))
