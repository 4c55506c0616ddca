"""Themes and terms: what a statement is about, what makes it conditional, and what it calls the relationship."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from positions.attribution.statements import find_themes
from positions.coding.codebook import Coding, because
from positions.data_files import all_matches, first_match, lexicon, match_at_start, match_before
from positions.documents import Span
from positions.schemas import LIST_SEPARATOR

ABOUT = 40  # characters of a clause in which it says whom it is about
RESTING = 90  # characters before a ground in which what rests on it is named
OPENING = re.compile(r"(?: [\w’'-]+){2}")  # of a clause: its subject and verb
NEGATED = 2  # words that may stand between a negation and what it negates


class Term(NamedTuple):
    """Words of a content, their place in the text, and the reason they were taken; all blank if there are none."""

    words: str
    span: Span | None
    why: str


NONE = Term("", None, "")


def find_condition(text: str, content: Span, act: str, named: Sequence[Span] = ()) -> Term:
    """Return the words that set a statement's terms.

    Parameters
    ----------
    text : str
        The document's text.
    content : Span
        The statement's content.
    act : str
        Its act. A clause of an offer or a request sets terms whomever it is about.
    named : sequence of Span
        Where the content names a country.
    """
    words = content.of(text)
    places = [place.start - content.start for place in named]
    found = [*_clauses(words, act, places), *_phrases(words), *_grounds(words)]
    if not found:
        return NONE
    opening, end = min(found, key=lambda one: one[0].start())
    span = Span(content.start + opening.start(), content.start + len(words[:end].rstrip()))
    return Term(span.of(text), span, f"opens with “{opening.group()}”")


def _clauses(words: str, act: str, named: Sequence[int]) -> Iterator[tuple[re.Match, int]]:
    """Yield the clauses that set terms: the opener, and where the clause ends."""
    terms = lexicon("coding", "terms")["condition"]
    for opening in all_matches([*terms["strict"], *terms["open"]], words):
        end = _clause_end(words, opening.end())
        clause, rest = words[opening.end() : end].strip(), words[: opening.start()] + words[end:]
        is_clause = len(clause.split()) > 1 and not match_before(terms["no_clause"], words, opening.start())
        if not is_clause or any(first_match(terms["imagined"], part) for part in (clause, rest)):
            continue
        is_strict = match_at_start(terms["strict"], opening.group())
        is_idle = match_at_start(terms["idle"], clause)
        about = range(opening.end(), min(end, opening.end() + ABOUT))
        is_about = first_match(terms["about"], words[about.start : about.stop]) or not set(about).isdisjoint(named)
        if is_strict or (not is_idle and (is_about or act in terms["offering"])):
            yield opening, end


def _phrases(words: str) -> Iterator[tuple[re.Match, int]]:
    """Yield the phrases that set terms by themselves, or by what they name."""
    terms = lexicon("coding", "terms")["condition"]
    for kind in ({"opens": terms["phrases"]}, *terms["naming"]):
        for opening in all_matches(kind["opens"], words):
            end = _end_of_words(words, opening.end(), f"{terms['closes']}|{terms['verb']}")
            behind = words[opening.end() : end]
            names = "names" not in kind or first_match(kind["names"], behind)
            is_other = first_match(kind.get("never", ()), behind)
            if names and not is_other and not match_before(terms["negated"], words, opening.start(), NEGATED):
                yield opening, end


def _grounds(words: str) -> Iterator[tuple[re.Match, int]]:
    """Yield the grounds on which the relationship is, or shall be, put."""
    terms = lexicon("coding", "terms")["condition"]
    for opening in all_matches(terms["grounds"], words):
        end = _end_of_words(words, opening.end(), f"{terms['closes']}|{terms['verb']}")
        is_ground = first_match(terms["ground"], words[opening.end() : end])
        rests = first_match(terms["resting"], words[max(0, opening.start() - RESTING) : opening.start()])
        told = [*terms["stated"], *terms["negated"]]
        if is_ground and rests and not match_before(told, words, opening.start()):
            yield opening, end


def _clause_end(words: str, at: int) -> int:
    """Return where a clause ends: at a stop, or where the main clause follows behind its own subject and verb."""
    terms = lexicon("coding", "terms")["condition"]
    stop, own = _end_of_words(words, at, terms["closes"]), OPENING.match(words, at)
    return min(stop, _end_of_words(words, own.end(), terms["main"])) if own else stop


def _end_of_words(words: str, at: int, closes: str) -> int:
    """Return where the words that open before a place end."""
    closing = re.compile(closes).search(words, at)
    return closing.start() if closing else len(words)


def find_label(text: str, content: Span) -> Term:
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
    matches = all_matches([*terms["fixed"], qualified], words)
    match = next((m for m in matches if not weak.fullmatch(m.group())), None)
    if not match:
        return NONE
    span = Span(content.start + match.start(), content.start + match.end())
    return Term(span.of(text), span, "a qualified name of the relationship")


FALLBACK = "bilateral_relations"
MOST = 3  # codebook: one to three themes


def code_themes(content: str, before: str = "") -> Coding:
    """Code the themes of a content, the main one first.

    Words that only go with a theme count if no word names one. A named relationship ("strategic partnership") makes the
    ties in general the main theme; otherwise the theme named first is the main one.

    Parameters
    ----------
    content : str
        The words of the statement.
    before : str
        The main theme of the same speaker's statement just before in the same paragraph; blank if there is none.

    Returns
    -------
    Coding
        One to three themes joined by ``"; "``, and the words that raised each.
    """
    found = find_themes(content)
    kept = [item for item in found if item.weight > 1] or [item for item in found if item.theme != FALLBACK]
    if not found and before:
        return Coding(before, because("themes", "theme before"), False)
    if not kept:
        return Coding(FALLBACK, because("themes", "no word"), False)
    named_ties = bool(find_label(content, Span(0, len(content))).words)
    kept.sort(key=lambda item: (not (named_ties and item.theme == FALLBACK), -min(item.weight, 2), item.at))
    words = ", ".join(f"{item.theme}: “{item.words}”" for item in kept[:MOST])
    themes = [item.theme for item in kept[:MOST]]
    return Coding(LIST_SEPARATOR.join(themes), because("themes", "words", words, themes=", ".join(themes)))


def discussed_themes(sentences: str) -> str:
    """Return the themes that were discussed: at most three, those with most weight, in the order of the text.

    Parameters
    ----------
    sentences : str
        The sentences that say so.
    """
    most = sorted(find_themes(sentences), key=lambda item: (-min(item.weight, 2), item.at))[:MOST]
    return LIST_SEPARATOR.join(item.theme for item in sorted(most, key=lambda item: item.at))
