"""Terms: the words that make a position conditional, and the names given to the relationship."""

import re
from typing import NamedTuple

from positions.attribution.lexicon import lexicon
from positions.coding.patterns import at_start, every, first
from positions.documents import Span


class Term(NamedTuple):
    """Words of a content, their place in the text, and the reason they were taken; all blank when there are none."""

    words: str
    span: Span | None
    why: str


NONE = Term("", None, "")


def condition(text: str, content: Span) -> Term:
    """Return the words that set a statement's terms.

    Parameters
    ----------
    text : str
        The document's text.
    content : Span
        The statement's content.
    """
    terms = lexicon("coding", "terms")["condition"]
    words = content.of(text)
    opening = first(terms["opens"], words)
    if not opening:
        return NONE
    closes = terms["closes"] if at_start(terms["clausal"], opening.group()) else f"{terms['closes']}|{terms['verb']}"
    closing = re.compile(closes).search(words, opening.end())
    end = closing.start() if closing else len(words)
    span = Span(content.start + opening.start(), content.start + len(words[:end].rstrip()))
    return Term(span.of(text), span, f"opens with “{opening.group()}”")


def label(text: str, content: Span) -> Term:
    """Return the name a statement gives to the relationship: a qualified noun such as "strategic partnership".

    Parameters
    ----------
    text : str
        The document's text.
    content : Span
        The statement's content.
    """
    terms = lexicon("coding", "terms")["label"]
    words = content.of(text)
    qualifier = f"(?:{'|'.join(terms['qualifiers'])})"
    qualified = rf"{qualifier}(?:(?:,? and |, | ){qualifier})*,? (?:{'|'.join(terms['nouns'])})"
    weak = re.compile(rf"(?:{'|'.join(terms['weak'])}) \w+", re.IGNORECASE)
    matches = every([*terms["fixed"], qualified], words)
    match = next((m for m in matches if not weak.fullmatch(m.group())), None)
    if not match:
        return NONE
    span = Span(content.start + match.start(), content.start + match.end())
    return Term(span.of(text), span, "a qualified name of the relationship")
