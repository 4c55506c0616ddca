"""Codes weighed: what a rule says of a statement against what the reader makes of it."""

from positions.attribution.reader import Judgement
from positions.coding.patterns import Coding
from positions.coding.theme import MOST
from positions.schemas import LIST_SEPARATOR

WEIGHTS = {"act": 5.0, "stance": 2.0, "theme": 3.0}  # how many times its chance the rule's value counts
NAMED = 0.5  # how likely a further theme has to be


def weighed(code: str, by_rule: Coding, judged: Judgement | None) -> Coding:
    """Return the likelier value of a code.

    Parameters
    ----------
    code : str
        ``act``, ``stance`` or ``theme``.
    by_rule : Coding
        What the rule says.
    judged : Judgement or None
        How likely the reader takes each value to be; the rule decides without it.

    Returns
    -------
    Coding
        The rule's, unless another value is likelier by more than the weight of the rule.
    """
    if judged is None:
        return by_rule
    chances = judged.codes[code]
    best = max(chances, key=lambda value: chances[value] * (WEIGHTS[code] if value == by_rule.value else 1))
    if best == by_rule.value:
        return by_rule
    return Coding(best, f"the reader, {round(100 * chances[best])} in 100, against {by_rule.value}: {by_rule.why}")


def weighed_themes(by_rule: Coding, judged: Judgement | None) -> Coding:
    """Return the themes, the main one first, as `weighed`; further ones by the reader."""
    if judged is None:
        return by_rule
    main, *others = by_rule.value.split(LIST_SEPARATOR)
    leading = weighed("theme", Coding(main, by_rule.why), judged)
    likely = [theme for theme, chance in judged.codes["themes"].items() if chance >= NAMED]
    kept = dict.fromkeys([leading.value, *(theme for theme in (main, *others) if theme in likely), *likely])
    return Coding(LIST_SEPARATOR.join(list(kept)[:MOST]), leading.why)
