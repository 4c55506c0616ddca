"""Stance: how favourable a statement is towards its target, from −2 to +2."""

from positions.coding.faulted import ASIDE, FAVOURING, THEIRS
from positions.coding.patterns import Coding, at_start, first
from positions.coding.target import BOTH, EXPLICIT, Target
from positions.data_files import lexicon


def stance(content: str, act: str, theme: str, towards: Target, names_third: bool, fault: Coding) -> Coding:
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
        Whom it faults, if anybody (`faulted.faulted`).

    Returns
    -------
    Coding
        A whole number from −2 to +2, and the words and the rule it rests on.
    """
    words = lexicon("coding", "stances")
    if towards.country == BOTH:
        return Coding(0, "a position on both powers at once, in balance (ruling 10)")
    is_named = towards.basis == EXPLICIT
    if not is_named and names_third and words["acts"][act] < 0:
        return Coding(0, "faults a third country (ruling 9)")
    is_blamed = act == "criticise"
    if not is_named and not is_blamed and _is_elsewhere(content, theme, names_third):
        return Coding(0, "on another matter than the relation (ruling 9)")
    if act == "state" and (neutral := first(words["neutral"], content)):
        return Coding(0, f"reports that something was talked about: “{neutral.group()}” (ruling 3)")
    if words["acts"][act] < 0:
        return _unfavourable(content, act, is_named, fault)
    return _favourable(content, act, is_named, fault)


def _is_elsewhere(content: str, theme: str, names_third: bool) -> bool:
    """Tell whether a content that does not name the target is on other matters than the relation to it."""
    words = lexicon("coding", "stances")
    return (names_third or theme in words["elsewhere"]) and not first(words["relation"], content)


def _unfavourable(content: str, act: str, is_named: bool, fault: Coding) -> Coding:
    """Code a criticism or a denial: against the target only where it is the target that is faulted."""
    words = lexicon("coding", "stances")
    if act == "criticise" and (attack := at_start(words["attacks"], content)):
        return Coding(int(is_named), f"condemns others’ “{attack.group()}”")
    if act == "deny" and (own := first(words["own_doings"], content)):
        return Coding(0, f"{act}: “{own.group()}”")
    if fault.value == FAVOURING:
        return Coding(int(is_named), f"act {act}, of what is against the other side: “{fault.why}”")
    if fault.value == ASIDE:
        return Coding(0, f"act {act}, not of the other side: “{fault.why}”")
    if fault.value != THEIRS:
        why = f"“{fault.why}”, whose is not told" if fault.is_told else fault.why
        return Coding(0, f"act {act}: {why}", False)
    fierce = first(words["strong_disfavour"], content) if act == "criticise" else None
    told = f"{act}: “{fierce.group()}”" if fierce else f"act {act}"
    return Coding(-2 if fierce else -1, f"{told}, of the other side: “{fault.why}”")


def _favourable(content: str, act: str, is_named: bool, fault: Coding) -> Coding:
    """Code any other act: the words move it from where the act starts."""
    words = lexicon("coding", "stances")
    start = words["acts"][act]
    strong, favour = first(words["strong_favour"], content), first(words["favour"], content)
    if not strong and first(words["ties"], content):
        strong = first(words["strong_of_ties"], content)
    against = first(words["disfavour"], content)
    if strong and not against:
        return Coding(2, f"“{strong.group()}” (ruling 7)")
    if start > 0:
        return Coding(start, f"act {act}")
    if against and fault.value == THEIRS:
        return Coding(-1 if is_named else 0, f"“{against.group()}”, of the other side: “{fault.why}”")
    if against:
        return Coding(0, f"“{against.group()}”, not of the other side", False)
    if favour:
        return Coding(1, f"“{favour.group()}”")
    return Coding(0, f"act {act}, no word that favours or faults", False)
