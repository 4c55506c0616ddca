"""Stance: how favourable a statement is towards its target, from −2 to +2."""

from positions.attribution.lexicon import lexicon
from positions.coding.patterns import Coding, first


def stance(content: str, act: str, target: str, is_own: bool) -> Coding:
    """Code the stance of a statement.

    Parameters
    ----------
    content : str
        The words of the statement.
    act : str
        Its act.
    target : str
        The country it is towards; a position on both powers at once is in balance (ruling 10).
    is_own : bool
        The content names the target or its people, places, projects. What is said on other matters in a meeting is
        neutral unless it is an act that favours or faults (ruling 9).

    Returns
    -------
    Coding
        A whole number from −2 to +2, and the words and the rule it rests on.
    """
    words = lexicon("coding", "stances")
    start = words["acts"][act]
    if target == "BOTH":
        return Coding(0, "a position on both powers at once, in balance (ruling 10)")
    strong, favour = first(words["strong_favour"], content), first(words["favour"], content)
    against, fierce = first(words["disfavour"], content), first(words["strong_disfavour"], content)
    if act == "state" and (neutral := first(words["neutral"], content)):
        return Coding(0, f"reports that something was talked about: “{neutral.group()}” (ruling 3)")
    if start < 0:
        return (
            Coding(-2, f"{act}: “{fierce.group()}”") if fierce and act == "criticise" else Coding(start, f"act {act}")
        )
    if strong and start >= 0 and not against:
        return Coding(2, f"“{strong.group()}” (ruling 7)")
    if start > 0:
        return Coding(start, f"act {act}")
    if against:
        return Coding(-1 if is_own else 0, f"“{against.group()}”")
    if favour:
        return Coding(1, f"“{favour.group()}”")
    return Coding(0, f"act {act}, no word that favours or faults")
