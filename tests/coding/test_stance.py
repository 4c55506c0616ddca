"""Stance is towards the other side: whom a criticism or a denial faults, by kind of sentence."""

import pytest

from positions.attribution.speakers import Reason, country_mentions
from positions.attribution.statements import ENGAGEMENT, EXPLICIT, Target
from positions.coding.stance import ASIDE, FAVOURING, SUCH, THEIRS, UNKNOWN, code_stance, mark_countries, whom_faulted
from positions.countries import SIDES
from positions.documents import Span


def named(content, towards="CHN", own="PAK"):
    """Return a content with its countries marked."""
    whole = Span(0, len(content))
    return mark_countries(content, [whole], country_mentions(content, whole, SIDES), towards, own, SIDES)


def whom(content, towards="CHN", cue="said", own="PAK"):
    """Return whom a content faults."""
    return whom_faulted(named(content, towards, own), cue).value


@pytest.mark.parametrize(
    ("content", "towards"),
    [
        ("the US tariffs are unfair", "USA"),
        ("Washington’s one-sided decision", "USA"),
        ("weapons abandoned by US forces arm the militants", "USA"),
        ("concern over a decision by Beijing", "CHN"),
        ("China has ignored our exporters", "CHN"),
        ("disappointment with American policy", "USA"),
        ("he blamed Washington for the war", "USA"),
        ("the remarks of the State Department were unfortunate", "USA"),
    ],
)
def test_the_other_side_is_faulted(content, towards):
    """Rule: its deed, what is done by it, what it has done, and blame put on it."""
    assert whom(content, towards) == THEIRS


def test_the_object_of_a_verb_of_blame_is_faulted():
    """Rule: behind a verb of blame the other side that the content opens with is its object, else not."""
    assert whom("the United States over Gaza", "USA", "criticised") == THEIRS
    assert whom("the United States over Gaza", "USA", "told") != THEIRS


@pytest.mark.parametrize(
    "content",
    [
        "the attack on Chinese engineers",
        "the bombing of a bus in Peshawar, in which people of China were killed, a terrorist act against China",
        "interference in China’s internal affairs",
        "propaganda against China",
        "baseless allegations to target Pakistan-China friendship",
        "Taiwan’s independence",
        "separatism in any form",
        "sanctions against China",
        "attempts to undermine Pakistan-China relations",
    ],
)
def test_against_whom_is_against_the_other_side(content):
    """Rule: who opposes with the other side what is against it, speaks for it and does not fault it."""
    assert whom(content) == FAVOURING
    towards = Target("CHN", EXPLICIT, Reason())
    assert (
        code_stance(content, "criticise", "core_interests", towards, False, whom_faulted(named(content), "")).value == 1
    )


@pytest.mark.parametrize(
    ("content", "towards"),
    [
        ("the authorities concerned to choose students for China", "CHN"),
        ("China has deep concerns over security", "CHN"),
        ("Pakistanis staying illegally in the US were sent home", "USA"),
        ("the harassment of Chinese nationals by police", "CHN"),
        ("tension between China and India is alarming", "CHN"),
        ("the bill is not the official position of the US", "USA"),
        ("Pakistan had failed to open the road that China built", "CHN"),
    ],
)
def test_what_is_nobodys_fault_of_the_other_side(content, towards):
    """Rule: whose concern it is, what is merely unlawful, what befell its people, a war it is in, and what the own side
    did fault nobody of it."""
    assert whom(content, towards) == ASIDE


@pytest.mark.parametrize(
    "content",
    ["the petition was against protocol", "the regulator cut the tariff of the plant", "the harvest was a failure"],
)
def test_what_no_word_tells_is_not_known(content):
    """Rule: a court, a regulator, a harvest: unknown, so neutral, and the network may know."""
    found = whom_faulted(named(content), "said")
    assert found.value in (UNKNOWN, SUCH)
    coded = code_stance(content, "criticise", "economy_trade", Target("CHN", ENGAGEMENT, Reason()), False, found)
    assert (coded.value, coded.is_told) == (0, False)


def test_a_deed_spoken_of_before_may_be_theirs():
    """Rule: a bare "the move" with a word of blame is of whoever was spoken of: no word tells, the network may."""
    assert whom("the move is biased", "USA") == SUCH


def test_a_third_country_is_not_the_other_side():
    """Rule: the deed of a third country does not fault the side it was said to."""
    assert whom("India’s unprovoked attack", "CHN") in (UNKNOWN, SUCH)
    assert whom("the aggression by Israel", "USA") in (UNKNOWN, SUCH)


def test_a_project_is_not_its_country():
    """Rule: slow work on a project of both faults no country by itself."""
    assert whom("frustration over the slow pace of CPEC", "CHN") == UNKNOWN


def test_the_other_side_may_be_pakistan():
    """Rule: of an American speaker the other side is Pakistan, and the own deeds are America’s."""
    assert whom("democracy in Pakistan has suffered", "PAK", own="USA") == THEIRS
    assert whom("the US policies of the last years", "PAK", own="USA") == UNKNOWN
