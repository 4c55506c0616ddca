"""Terms attached: what a position is made to depend on and put to the other side, told from what merely qualifies."""

import pytest

from positions.attribution.speakers import country_mentions
from positions.coding.themes import find_condition
from positions.countries import SIDES
from positions.documents import Span

BEFORE = "He said "


def terms(content, act="state"):
    """Return the terms found in a content, as words of a text."""
    text = f"{BEFORE}{content}."
    span = Span(len(BEFORE), len(BEFORE) + len(content))
    found = find_condition(text, span, act, [mention.span for mention in country_mentions(text, span, SIDES)])
    assert not found.span or found.span.of(text) == found.words
    assert bool(found.why) == bool(found.words)
    return found.words


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("ties based on mutual respect were the aim", "based on mutual respect"),
        ("a dialogue on the basis of sovereign equality", "on the basis of sovereign equality"),
        (
            "cooperation based on mutual trust, shared values, and respect for borders",
            "based on mutual trust, shared values, and respect for borders",
        ),
        ("trade would grow if Washington lifts the duty, he believed", "if Washington lifts the duty"),
        ("if you open the road we will open the port", "if you open the road"),
        ("trade would grow if duties are cut by the U.S. Congress", "if duties are cut by the U.S. Congress"),
        ("no talks unless the shelling stops", "unless the shelling stops"),
        ("they would invest, but only if there is security", "but only if there is security"),
        ("friendship with one, not at the cost of our ties with others", "not at the cost of our ties with others"),
        ("the loan was conditional on reforms", "conditional on reforms"),
        ("a visit subject to approval by Beijing", "subject to approval by Beijing"),
        ("work goes on in line with the consensus of the two leaders", "in line with the consensus of the two leaders"),
    ],
)
def test_terms_are_found(content, expected):
    """Rule: a clause that names the other side, or a phrase that names a ground or a price, sets terms, and its words
    run to the end of the clause, an enumeration and a dotted abbreviation included."""
    assert terms(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "the programme was not subject to approval by any foreign power",
        "the friendship was never conditional on aid",
        "aid isn’t contingent on votes",
        "ties no longer hinge on one man",
        "a friendship that is not based on common interests",
    ],
)
def test_a_negation_sets_no_terms(content):
    """Rule: what is said not to be a condition is none."""
    assert terms(content) == ""


@pytest.mark.parametrize(
    "content",
    [
        "guards were posted in line with Sindh Police",
        "a settlement in line with UN resolutions was essential",
        "in accordance with the UN Charter Pakistan will defend itself",
        "rules in line with international standards",
        "exporters are subject to a duty in the US",
        "winners were chosen based on merit",
        "ties were based on mutual trust",
        "an approach based on connectivity",
    ],
)
def test_what_qualifies_sets_no_terms(content):
    """Rule: a norm followed, a burden borne, a choice explained and a ground that is there already are no terms."""
    assert terms(content) == ""


@pytest.mark.parametrize(
    "content",
    [
        "Washington would help if there was a flood",
        "China will help if needed",
        "he came to see if China would join",
        "he would refuse even if Washington asked",
        "many would have died if both sides had fought on",
        "the region would burn if China and the US were to clash",
        "if you look at the map, China is near",
        "crops fail if rain is late",
        "if Russia, China and others can talk, why can we not",
        "ties as they are",
        "a diffident reply",
    ],
)
def test_an_if_is_no_condition_by_itself(content):
    """Rule: questions, contingencies allowed for, what is only imagined and what befalls neither side set no terms."""
    assert terms(content) == ""


def test_an_offer_may_depend_on_anything():
    """Rule: a clause that is about neither side sets terms where the statement offers or asks, and only there."""
    content = "we will build it ourselves if no partner comes"
    assert terms(content, "commit") == "if no partner comes"
    assert terms(content, "state") == ""
