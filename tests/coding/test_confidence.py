"""Confidences: from traits alone, the same each time, whatever rule found the statement."""

import pytest

from positions import coding, documents, schemas
from positions.coding import confidence
from positions.countries import SIDES

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
    changed = rows[0] | {"why_statement": "rule not yet thought of"}
    known = rows[0] | {"why_statement": ""}
    assert confidence.confidences(changed) == confidence.confidences(known)


def test_the_words_of_a_text_are_no_trait(rows):
    """Rule: what a reason quotes is taken out, so that no word of an article gets a weight."""
    row = rows[0] | {"why_speaker": "“the envoy”: the Ambassador named in the text", "why_act": "cue “lauded”"}
    found = confidence.traits(row)
    assert "why speaker: named in the text" in found
    assert "why act: cue" in found
    assert not any("“" in trait for trait in found)


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
