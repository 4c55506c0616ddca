"""Codes of the rules beside the network's: which stands, and what the reason says."""

import pytest

from positions.coding.codebook import Coding, because
from positions.coding.rows import ACT, STANCE, THEME, UNFAVOURABLE, weigh_code, weigh_stance, weigh_themes
from positions.coding.stance import ASIDE, FAVOURING, SUCH, THEIRS, UNKNOWN, Fault

WORDS = because("stance", "words", "good")
TOLD = Coding("praise", because("act", "cue", "lauded"))
UNTOLD = Coding("state", because("act", "cue", "said"), False)


@pytest.mark.parametrize(
    ("rule", "chances", "least", "expected"),
    [
        # a word decides the act, whatever the network says
        (TOLD, {"request": 0.99, "praise": 0.01}, ACT, "praise"),
        # where none does, a chance that is high enough decides
        (UNTOLD, {"request": ACT.untold, "state": 0.05}, ACT, "request"),
        (UNTOLD, {"request": ACT.untold - 0.01, "state": 0.05}, ACT, "state"),
        # a stance stays a number
        (Coding(0, WORDS, False), {"-1": STANCE.untold, "0": 0.1}, STANCE, -1),
        (Coding(1, WORDS), {"-2": 0.99, "1": 0.01}, STANCE, 1),
        # of themes the network may know better than a word
        (Coding("defence", WORDS), {"nuclear": THEME.told, "defence": 0.2}, THEME, "nuclear"),
        (Coding("defence", WORDS), {"nuclear": THEME.told - 0.01, "defence": 0.2}, THEME, "defence"),
    ],
)
def test_words_stand_unless_the_network_is_sure_enough(rule, chances, least, expected):
    """Rule: the network's code stands from the chance on that is written for it, and keeps the code's type."""
    told = weigh_code(rule, chances, least)
    assert (told.value, type(told.value)) == (expected, type(rule.value))


def test_the_reason_has_both():
    """Rule: a code of the network says what the rules had; one of the rules, how likely the network finds it."""
    chances = {"request": 0.95, "state": 0.03}
    networks = weigh_code(UNTOLD, chances, ACT).why
    assert networks.words == "the network: 95 in 100; the rules: state, cue “said”"
    assert networks.rules == ("network, 90", "overruled, state, cue")
    own = weigh_code(TOLD, {"praise": 0.42, "state": 0.58}, ACT).why
    assert own.words == "cue “lauded”; the network: 42 in 100" and own.rules == ("cue", "network, 40")


@pytest.mark.parametrize(("chance", "said"), [(0.9996, "99 in 100"), (0.0001, "1 in 100")])
def test_no_chance_is_certain(chance, said):
    """Rule: a reason never gives a chance as a certainty."""
    why = weigh_code(TOLD, {"praise": chance, "state": 1 - chance}, ACT).why
    assert why.words == f"cue “lauded”; the network: {said}"


def test_without_the_network_nothing_changes():
    """Rule: a text that the network does not read has the rules' codes and reasons."""
    assert weigh_code(UNTOLD, {}, ACT) is UNTOLD
    themes = Coding("defence; nuclear", WORDS)
    assert weigh_themes(themes, {}) == themes


@pytest.mark.parametrize(
    ("rule", "best", "expected"),
    [
        # the others stay behind the main one, three at the most
        (Coding("defence; nuclear", WORDS), "nuclear", "nuclear; defence"),
        (Coding("defence; nuclear; afghanistan", WORDS), "technology", "technology; defence; nuclear"),
        # what no word raised gives way
        (Coding("bilateral_relations", WORDS, False), "technology", "technology"),
        (Coding("bilateral_relations", WORDS), "technology", "technology; bilateral_relations"),
    ],
)
def test_the_main_theme_leads(rule, best, expected):
    """Rule: the network's main theme goes before the rules' themes, of which none is lost but the one of no word."""
    assert weigh_themes(rule, {best: 0.9, "climate_disaster": 0.1}).value == expected


SILENT = Coding(0, because("stance", "nobody faulted", act="deny"), False)


@pytest.mark.parametrize("fault", [THEIRS, SUCH, UNKNOWN])
@pytest.mark.parametrize("act", ["criticise", "state"])
def test_an_unfavourable_stance_needs_words_or_a_sure_network(fault, act):
    """Rule: where words do not decide, a stance is unfavourable from the chance on that is written for whom the words
    fault, both unfavourable values together; below it the chance counts for nothing."""
    least = UNFAVOURABLE[fault].told if act == "criticise" else UNFAVOURABLE[fault].untold
    for chance, expected in ((least, -1), (least - 0.01, 0)):
        chances = {"-1": chance * 0.6, "-2": chance * 0.4, "0": 1 - chance}
        if chance >= 0:
            assert weigh_stance(SILENT, chances, act, Fault(fault, "words")).value == expected


def test_the_likelier_of_two_unfavourable_stances_is_taken():
    """Rule: −2 where it is the likelier of the two."""
    assert weigh_stance(SILENT, {"-1": 0.2, "-2": 0.7, "0": 0.1}, "criticise", Fault(UNKNOWN)).value == -2


def test_no_chance_puts_blame_on_who_is_not_blamed():
    """Rule: what words put aside no chance makes unfavourable; what favours the other side only one that is high."""
    chances = {"-1": 0.79, "0": 0.21}
    assert weigh_stance(SILENT, {"-1": 0.99, "0": 0.01}, "criticise", Fault(ASIDE)).value == 0
    favours = Coding(1, WORDS)
    assert weigh_stance(favours, chances, "criticise", Fault(FAVOURING)).value == 1
    assert weigh_stance(favours, {"-1": 0.81, "0": 0.19}, "criticise", Fault(FAVOURING)).value == -1


def test_words_that_favour_stand():
    """Rule: a favourable stance that words tell stands against any chance, unless an act of blame favours only by whom
    it is against."""
    assert weigh_stance(Coding(1, WORDS), {"-2": 0.99, "1": 0.01}, "praise", Fault(UNKNOWN)).value == 1
