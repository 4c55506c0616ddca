"""Whom a criticism or a denial faults: stance is towards the other side, not towards whatever a sentence is about.

"He regretted Washington's decision" faults the United States, "he regretted the floods" nobody, and who rejects a smear
against the other side speaks for it. What no word tells is not known, and stays so.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from positions.attribution.countries import Mention
from positions.coding.patterns import Coding, at_start, first
from positions.countries import Sides
from positions.data_files import lexicon
from positions.documents import Span

THEIRS, SUCH, FAVOURING, ASIDE, UNKNOWN = "theirs", "such", "favouring", "aside", "unknown"
THEM, OWN, OTHERS = "⟦them⟧", "⟦own⟧", "⟦others⟧"
PROJECTS = "projects"  # a road or a port can be faulted for what the speaker's own side did to it


def marked(text: str, pieces: Iterable[Span], named: Sequence[Mention], target: str, own: str, sides: Sides) -> str:
    """Return a content with a mark in place of every name of a country.

    Parameters
    ----------
    text : str
        The document's text.
    pieces : iterable of Span
        The content.
    named : sequence of Mention
        The countries, bodies and office-holders named in it; projects are left as they are.
    target, own : str
        The country it is towards, and the speaker's.
    sides : Sides
        The parties to the question.
    """
    found = []
    for piece in pieces:
        at = piece.start
        for mention in sorted((m for m in named if piece.holds(m.span)), key=lambda m: m.span):
            if mention.kind == PROJECTS or mention.span.start < at:
                continue
            country = sides.party(mention.country)
            found += [text[at : mention.span.start], {target: THEM, own: OWN}.get(country, OTHERS)]
            at = mention.span.end
        found += [text[at : piece.end], " "]
    return "".join(found).strip()


def faulted(content: str, cue: str) -> Coding:
    """Tell whom a content with words of criticism or denial faults.

    Parameters
    ----------
    content : str
        The words of the statement, names of countries marked (`marked`).
    cue : str
        The words that attribute it.

    Returns
    -------
    Coding
        ``theirs``: the other side; ``such``: a deed spoken of before; ``favouring``: who is against the other side;
        ``aside``: nobody of it; ``unknown``; with the words that tell it.
    """
    for verdict in (FAVOURING, ASIDE, THEIRS):
        if match := first(_patterns(verdict), content):
            return Coding(verdict, _plain(match.group()))
    (opening,) = _patterns("opening")
    if first(_patterns("blaming"), cue) and (match := at_start((opening,), content)):
        return Coding(THEIRS, _plain(f"{cue} {match.group()}"))
    if match := first(_patterns(SUCH), content):
        return Coding(SUCH, _plain(match.group()))
    return Coding(UNKNOWN, "no word tells whom it faults", False)


@cache
def _patterns(name: str) -> tuple[str, ...]:
    """Return the patterns of a part of ``faults.yaml``, with what their signs stand for put in."""
    words = lexicon("coding", "faults")
    signs = {"{them}": THEM, "{own}": OWN, "{others}": OTHERS}
    listed = {"{deed}": "deeds", "{misdeed}": "misdeeds", "{bad}": "bad"}
    signs = {sign: f"(?:{'|'.join(words[part])})" for sign, part in listed.items()} | signs
    part = words[name]
    return tuple(_put_in(pattern, signs) for pattern in ([part] if isinstance(part, str) else part))


def _put_in(pattern: str, signs: dict[str, str]) -> str:
    """Return a pattern with what each sign stands for; lists come first, since they may have signs themselves."""
    for sign, meaning in signs.items():
        pattern = pattern.replace(sign, meaning)
    return pattern


def _plain(words: str) -> str:
    """Return words of a marked content as a reason shows them."""
    for mark, name in ((THEM, "the other side"), (OWN, "the own side"), (OTHERS, "a third country")):
        words = words.replace(mark, f"[{name}]")
    return words
