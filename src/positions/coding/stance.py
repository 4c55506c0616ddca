"""Stance: how favourable a statement is towards its target, from −2 to +2, and whom it faults.

Stance is towards the other side, not towards whatever a sentence is about: "He regretted Washington's decision" faults
the United States, "he regretted the floods" faults nobody, and whoever rejects a smear against the other side speaks
for it. If no word tells, the fault is unknown and stays so.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from positions.attribution.extraction import has_own_side
from positions.attribution.speakers import CountryMention
from positions.attribution.statements import BOTH, EXPLICIT, Target
from positions.coding.codebook import Coding, because
from positions.countries import Sides
from positions.data_files import filled, first_match, lexicon, match_at_start
from positions.documents import Span

THEIRS, SUCH, FAVOURING, ASIDE, UNKNOWN = "theirs", "such", "favouring", "aside", "unknown"
THEM, OWN, OTHERS = "⟦them⟧", "⟦own⟧", "⟦others⟧"
PROJECTS = "projects"  # a road or a port can be faulted for what the speaker's own side did to it


def mark_countries(
    text: str, pieces: Iterable[Span], named: Sequence[CountryMention], target: str, own: str, sides: Sides
) -> str:
    """Return a content with a mark in place of every name of a country.

    Parameters
    ----------
    text : str
        The document's text.
    pieces : iterable of Span
        The content.
    named : sequence of CountryMention
        The countries, bodies and office-holders named in it; projects get no mark.
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


class Fault(NamedTuple):
    """Whom words fault: ``theirs`` (the other side), ``such`` (a deed spoken of before), ``favouring`` (who is against
    the other side), ``aside`` (nobody of it) or ``unknown``; and the words that tell it, blank when none does."""

    value: str
    words: str = ""


def whom_faulted(content: str, cue: str) -> Fault:
    """Tell whom a content with words of criticism or denial faults.

    Parameters
    ----------
    content : str
        The words of the statement, names of countries marked (`mark_countries`).
    cue : str
        The words that attribute it.

    Returns
    -------
    Fault
    """
    for verdict in (FAVOURING, ASIDE, THEIRS):
        if match := first_match(_patterns(verdict), content):
            return Fault(verdict, _plain(match.group()))
    (opening,) = _patterns("opening")
    if first_match(_patterns("blaming"), cue) and (match := match_at_start((opening,), content)):
        return Fault(THEIRS, _plain(f"{cue} {match.group()}"))
    if match := first_match(_patterns(SUCH), content):
        return Fault(SUCH, _plain(match.group()))
    return Fault(UNKNOWN)


@cache
def _patterns(name: str) -> tuple[str, ...]:
    """Return the patterns of a part of ``faults.yaml``, with what their signs stand for put in."""
    words = lexicon("coding", "faults")
    signs = {"them": THEM, "own": OWN, "others": OTHERS}
    lists = {"deed": "deeds", "misdeed": "misdeeds", "bad": "bad"}
    signs |= {sign: f"(?:{'|'.join(filled(each, signs) for each in words[part])})" for sign, part in lists.items()}
    listed = [words[name]] if isinstance(words[name], str) else words[name]
    return tuple(filled(pattern, signs) for pattern in listed)


def _plain(words: str) -> str:
    """Return words of a marked content as a reason shows them."""
    for mark, name in ((THEM, "the other side"), (OWN, "the own side"), (OTHERS, "a third country")):
        words = words.replace(mark, f"[{name}]")
    return words


def code_stance(content: str, act: str, theme: str, towards: Target, names_third: bool, fault: Fault) -> Coding:
    """Code the stance of a statement.

    Parameters
    ----------
    content : str
        The words of the statement.
    act : str
        Its act.
    theme : str
        Its main theme.
    towards : Target
        The country it is towards; a position on both powers at once is in balance (ruling 10). ``explicit`` means that
        the content names the country or its people, places, projects.
    names_third : bool
        The content names a third country.
    fault : Coding
        Whom it faults, if anybody (`stance.whom_faulted`).

    Returns
    -------
    Coding
        A whole number from −2 to +2, and the words and the rule it rests on.
    """
    words = lexicon("coding", "stances")
    if towards.country == BOTH:
        return Coding(0, because("stance", "both powers"))
    is_named = towards.basis == EXPLICIT
    if not is_named and names_third and words["acts"][act] < 0:
        return Coding(0, because("stance", "third country"))
    is_blamed = act == "criticise"
    if not is_named and not is_blamed and _is_elsewhere(content, theme, names_third):
        return Coding(0, because("stance", "other matter"))
    if act == "state" and (neutral := first_match(words["neutral"], content)):
        return Coding(0, because("stance", "talk", neutral.group()))
    if words["acts"][act] < 0:
        return _unfavourable(content, act, is_named, fault)
    return _favourable(content, act, is_named, fault)


def _is_elsewhere(content: str, theme: str, names_third: bool) -> bool:
    """Tell whether a content that does not name the target is on other matters than the relation to it."""
    words = lexicon("coding", "stances")
    return (names_third or theme in words["elsewhere"]) and not first_match(words["relation"], content)


def _unfavourable(content: str, act: str, is_named: bool, fault: Fault) -> Coding:
    """Code a criticism or a denial: against the target only where it is the target that is faulted."""
    words = lexicon("coding", "stances")
    if act == "criticise" and (attack := match_at_start(words["attacks"], content)):
        return Coding(int(is_named), because("stance", "attack", attack.group()))
    if act == "deny" and (own := first_match(words["own_doings"], content)):
        return Coding(0, because("stance", "own doings", own.group(), act=act))
    if fault.value == FAVOURING:
        return Coding(int(is_named), because("stance", "favouring", fault.words, act=act))
    if fault.value == ASIDE:
        return Coding(0, because("stance", "aside", fault.words, act=act))
    if fault.value != THEIRS:
        rule = "nobody's" if fault.words else "nobody faulted"
        return Coding(0, because("stance", rule, fault.words, act=act), False)
    fierce = first_match(words["strong_disfavour"], content) if act == "criticise" else None
    if fierce:
        return Coding(-2, because("stance", "theirs in strong words", fierce.group(), fault.words, act=act))
    return Coding(-1, because("stance", "theirs", fault.words, act=act))


def _favourable(content: str, act: str, is_named: bool, fault: Fault) -> Coding:
    """Code any other act: the words move it from where the act starts."""
    words = lexicon("coding", "stances")
    start = words["acts"][act]
    strong, favour = first_match(words["strong_favour"], content), first_match(words["favour"], content)
    if not strong and first_match(words["ties"], content):
        strong = first_match(words["strong_of_ties"], content)
    against = first_match(words["disfavour"], content)
    if strong and not against:
        return Coding(2, because("stance", "strong words", strong.group()))
    if start > 0:
        return Coding(start, because("stance", "act", act=act))
    if against and fault.value == THEIRS:
        why = because("stance", "words against them", against.group(), fault.words)
        return Coding(-1 if is_named else 0, why)
    if against:
        return Coding(0, because("stance", "words against others", against.group()), False)
    if favour:
        return Coding(1, because("stance", "words", favour.group()))
    return Coding(0, because("stance", "no word", act=act), False)


def code_stance_in_turn(content: str, act: str, coded: Coding, sides: Sides) -> Coding:
    """Return the stance of a sentence of a turn: neutral if the speaker has no part in what it states.

    Parameters
    ----------
    content : str
        The sentence.
    act : str
        Its act.
    coded : Coding
        The stance by its words.
    sides : Sides
        The actor's name is the speaker's own.
    """
    if act == "state" and coded.value and not has_own_side(content, sides):
        return Coding(0, because("stance", "others' doings", coded.why.words))
    return coded
