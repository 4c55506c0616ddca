"""Confidences: from traits alone, the same each time, whatever rule found the statement."""

import pytest

from positions import coding, documents, schemas
from positions.attribution.constructions import Construction
from positions.attribution.speakers import Reason
from positions.coding import confidence
from positions.countries import SIDES
from positions.data_files import lexicon

(SEED,) = documents.read("seeds").documents
COLUMNS = [name for name in schemas.STATEMENTS.columns if name.startswith("confidence")]


@pytest.fixture(scope="module")
def rows():
    """The seed's statements."""
    return coding.code_document(SEED, SIDES)[0]


def test_every_statement_and_code_has_one(rows):
    """Rule: the weights stored are for just the columns of the schema, and give per cents."""
    assert all(list(confidence.confidences(row)) == COLUMNS for row in rows)
    assert all(type(row[name]) is int and 1 <= row[name] <= 99 for row in rows for name in COLUMNS)


def test_an_unknown_rule_counts_nothing(rows):
    """Rule: a trait without a weight, as of a rule added since, leaves the confidence to the others."""
    changed = rows[0] | {"rules": rows[0]["rules"] | {"statement": ("not yet thought of",)}}
    known = rows[0] | {"rules": rows[0]["rules"] | {"statement": ()}}
    assert confidence.confidences(changed) == confidence.confidences(known)


def test_the_words_of_a_reason_are_no_trait(rows):
    """Rule: confidences rest on the names of rules, whatever a reason says and quotes: no word of an article, and none
    of the project's English, has a weight."""
    for row in rows:
        reworded = row | {name: "“other” words" for name in row if name.startswith("why_")}
        assert confidence.traits(reworded) == confidence.traits(row)
        assert not any("“" in trait for trait in confidence.traits(row))
    assert "rule act: cue" in confidence.traits(rows[0] | {"rules": {"act": ("cue",)}})


def test_every_weight_of_a_rule_is_of_a_rule_that_there_is():
    """Rule: a rule that is renamed takes its weights along: each trait of a rule names one that has a sentence."""
    told = {**lexicon("attribution", "reasons"), **lexicon("coding", "reasons")}
    for model in lexicon("coding", "confidence").values():
        for trait in model["weights"]:
            if trait.startswith("rule "):
                code, _, rule = trait.removeprefix("rule ").partition(": ")
                known = {**told[code], **told["network"]}
                assert rule.split(", ")[0] in known, trait


def test_a_reason_says_its_rule_in_the_words_that_are_given():
    """Rule: a reason has the words of the text in its sentence and the codes in the name of its rule; two reasons are
    told one after the other."""
    one = Reason.of("coding", "stance", "theirs", "your {raid}", act="criticise")
    assert one == Reason(("theirs, criticise",), "act criticise, of the other side: “your {raid}”")
    both = one + Reason.of("coding", "stance", "no word", act="state")
    assert both.rules == ("theirs, criticise", "no word, state")
    assert both.words == f"{one.words}; act state, no word that favours or faults"


def test_every_construction_has_a_sentence():
    """Rule: the reason for a statement can name every construction."""
    assert {construction.value for construction in Construction} <= set(lexicon("coding", "reasons")["statement"])


def test_weights_are_added():
    """Rule: the chance is the logistic function of start and weights: of 0 it is a half, of log 3 three quarters."""
    model = {"start": -1.0, "weights": {"a": 1.0, "b": 1.0986123}}
    assert confidence.probability(model, ("a", "c")) == 0.5
    assert confidence.probability(model, ("a", "b")) == pytest.approx(0.75)


def test_traits_come_in_one_order(rows):
    """Rule: each trait at most once, in the same order at each call."""
    for row in rows:
        found = confidence.traits(row)
        assert len(set(found)) == len(found)
        assert found == confidence.traits(dict(reversed(row.items())))
