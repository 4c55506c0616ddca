"""Codes of the rules weighed against what the reader makes of a statement."""

from positions.attribution.reader import Judgement
from positions.attribution.speakers import Speaker
from positions.coding.patterns import Coding
from positions.coding.target import ENGAGEMENT, EXPLICIT, Target, weighed_target
from positions.coding.weighing import WEIGHTS, weighed, weighed_themes
from positions.countries import SIDES

RULE = Coding("state", "no word says otherwise")


def judged(ours: float = 1.0, **codes: dict) -> Judgement:
    """Return a judgement with some chances."""
    return Judgement(ours, codes)


def test_the_rule_holds_until_another_value_is_likelier_by_its_weight():
    """Rule: the rule's value counts its weight times its chance; only a value likelier than that takes its place."""
    least = WEIGHTS["act"]
    assert weighed("act", RULE, judged(act={"state": 0.1, "praise": 0.1 * least - 0.01})) == RULE
    changed = weighed("act", RULE, judged(act={"state": 0.1, "praise": 0.1 * least + 0.01}))
    assert changed.value == "praise" and "state" in changed.why and "in 100" in changed.why


def test_without_a_judgement_the_rule_decides():
    """Rule: what the reader has not seen stays as the rules have it."""
    towards, speaker = Target("USA", EXPLICIT, "names “US”"), Speaker("A", country="PAK")
    assert weighed("act", RULE, None) == RULE
    assert weighed_themes(Coding("defence; technology", "…"), None).value == "defence; technology"
    assert (
        weighed_target(towards, speaker, None, SIDES) == towards and weighed_target(None, speaker, None, SIDES) is None
    )


def test_themes_are_those_that_either_is_sure_of():
    """Rule: the main theme is weighed; a further one of the rules stays only where the reader thinks it likely."""
    main, each = {"defence": 0.9, "technology": 0.1}, {"defence": 0.9, "technology": 0.2, "energy": 0.7}
    told = weighed_themes(Coding("defence; technology", "…"), judged(theme=main, themes=each))
    assert told.value == "defence; energy"


def test_what_the_reader_takes_for_another_matter_is_left_out():
    """Rule: a statement that the reader finds unlikely to belong to the question has no target."""
    speaker = Speaker("A", country="PAK")
    told = Target("USA", ENGAGEMENT, "goes on from a statement about this side")
    assert weighed_target(told, speaker, judged(0.0), SIDES) is None
    assert weighed_target(told, speaker, judged(1.0), SIDES) == told


def test_what_only_the_reader_ties_to_a_side_says_so():
    """Rule: where no word gives a target and the reader is sure, the likeliest on the other side is taken, and said."""
    sure = judged(0.99, target={"USA": 0.2, "CHN": 0.7, "PAK": 0.1, "BOTH": 0.0})
    given = weighed_target(None, Speaker("A", country="PAK"), sure, SIDES)
    assert (given.country, given.basis) == ("CHN", ENGAGEMENT) and "reader" in given.why
    assert weighed_target(None, Speaker("A", country="USA"), sure, SIDES).country == "PAK"
    assert weighed_target(None, Speaker("A", country="OTHER"), sure, SIDES) is None
    assert weighed_target(None, Speaker("A", country="PAK"), judged(0.6, target={"CHN": 1}), SIDES) is None
