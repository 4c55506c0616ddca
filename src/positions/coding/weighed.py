"""Codes of the rules beside those of the network: which stands, and how likely the network takes it to be."""

from typing import NamedTuple

from positions.coding.faulted import ASIDE, FAVOURING, SUCH, THEIRS, UNKNOWN
from positions.coding.patterns import Coding, in_hundred
from positions.coding.theme import FALLBACK, MOST
from positions.schemas import LIST_SEPARATOR


class Least(NamedTuple):
    """How likely the network has to be of another code for it to stand: where words decide, and where none does."""

    told: float
    untold: float


# Chosen on the articles for development; 2 is more than any chance, so that words stand.
ACT, THEME, STANCE = Least(2, 0.7), Least(0.7, 0.3), Least(2, 0.4)
# How likely it has to take a stance to be unfavourable, by whom the words fault: where the act blames or denies, and
# where no word does. What is none of the other side's doing no chance makes unfavourable.
UNFAVOURABLE = {
    THEIRS: Least(0, 0.5),
    SUCH: Least(0.2, 0.8),
    UNKNOWN: Least(0.6, 0.8),
    FAVOURING: Least(0.8, 2),
    ASIDE: Least(2, 2),
}
BLAMING = ("criticise", "deny")


def weighed(rule: Coding, chances: dict[str, float], least: Least) -> Coding:
    """Return a code as the network leaves it.

    Parameters
    ----------
    rule : Coding
        What the rules say.
    chances : dict of str to float
        How likely the network takes each value to be; empty where it was not asked.
    least : Least
        How likely another one has to be.

    Returns
    -------
    Coding
        Of the same type, with the network's chance of it behind the reason.
    """
    if not chances:
        return rule
    best = max(chances, key=lambda value: chances[value])
    if best != str(rule.value) and chances[best] >= (least.told if rule.is_told else least.untold):
        why = f"the network: {_per_cent(chances[best])}; the rules: {rule.value}, {rule.why}"
        return Coding(type(rule.value)(best), why)
    return rule._replace(why=f"{rule.why}; the network: {_per_cent(chances.get(str(rule.value), 0))}")


def weighed_stance(rule: Coding, chances: dict[str, float], act: str, fault: Coding) -> Coding:
    """Return a stance as the network leaves it: unfavourable only where it is sure, and nothing speaks against it.

    Parameters
    ----------
    rule : Coding
        What the rules say.
    chances : dict of str to float
        As for `weighed`.
    act : str
        The act of the statement.
    fault : Coding
        Whom the words fault (`faulted.faulted`): nobody of the other side, and no chance makes it unfavourable.
    """
    against = {value: chance for value, chance in chances.items() if int(value) < 0}
    if not against or (rule.is_told and fault.value != FAVOURING):
        return weighed(rule, chances, STANCE)
    unfavourable, least = sum(against.values()), UNFAVOURABLE[fault.value]
    if unfavourable >= (least.told if act in BLAMING else least.untold):
        value = int(max(against, key=lambda each: against[each]))
        return Coding(value, f"the network: {_per_cent(unfavourable)}; the rules: {rule.value}, {rule.why}")
    return weighed(rule, {value: chance for value, chance in chances.items() if value not in against}, STANCE)


def weighed_themes(rule: Coding, chances: dict[str, float]) -> Coding:
    """Return themes with the main one as the network leaves it; the others stay behind it.

    Parameters
    ----------
    rule : Coding
        What the rules say: one to three themes joined by ``"; "``.
    chances : dict of str to float
        As for `weighed`.
    """
    own = rule.value.split(LIST_SEPARATOR)
    main = weighed(rule._replace(value=own[0]), chances, THEME)
    others = [theme for theme in own if theme != main.value and (rule.is_told or theme != FALLBACK)]
    return main._replace(value=LIST_SEPARATOR.join([main.value, *others][:MOST]))


def _per_cent(chance: float) -> str:
    """Return a chance as the reasons write it."""
    return f"{in_hundred(chance)} in 100"
