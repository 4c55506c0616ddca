"""Keywords: the formula by hand, and what is no keyword."""

import numpy as np
import pytest

from positions.comparison.keywords import chance_keywords, find_keywords, log_odds_z


def words(said, word: str, side: str, documents: int) -> list[dict]:
    """Return a statement of one word in each of several documents of a side."""
    return [said(word, doc=f"{side}{i}", target=side) for i in range(documents)]


def test_the_formula_by_hand():
    """Rule: Monroe, Colaresi and Quinn's z-score, worked out with fractions.

    A word counted 3 times of 10 on the one side, once of 20 on the other, with a prior of 1/2 of 5. Odds of the first:
    (3 + 1/2) / (10 + 5 - 3 - 1/2) = (7/2) / (23/2) = 7/23; of the second (3/2) / (47/2) = 3/47. Their ratio is 329/69,
    its logarithm 1.56195. The variance is 1 / (7/2) + 1 / (3/2) = 2/7 + 2/3 = 20/21, its root 0.97590. z = 1.60052.
    """
    prior = (np.array([0.5]), np.array([5.0]))
    one, of_one, other, of_other = (np.array([n]) for n in (3.0, 10.0, 1.0, 20.0))
    assert log_odds_z(one, of_one, other, of_other, prior) == pytest.approx([1.60052], abs=1e-5)
    assert log_odds_z(other, of_other, one, of_one, prior) == pytest.approx([-1.60052], abs=1e-5)


def test_the_table_by_hand(said, compared):
    """Rule: counted by statement, the prior of all statements weighs as much as one document.

    Three documents to either side, one word each: steel 3 of 3 against 0 of 3. The prior has steel 3/6 = 1/2 and all
    words 6/6 = 1. Odds 3.5 / (3 + 1 - 3.5) = 7 and 0.5 / 3.5 = 1/7; ln 49 = 3.89182; variance 2/7 + 2 = 16/7, root
    1.51186; z = 2.57419.
    """
    rows = words(said, "steel", "USA", 3) + words(said, "rice", "CHN", 3)
    table = find_keywords(compared(rows, minimum=1)).set_index("phrase")
    assert table.z.to_dict() == {"steel": 257, "rice": 257}
    assert table.side.to_dict() == {"steel": "USA", "rice": "CHN"}
    steel = table.loc["steel"]
    assert [steel.statements, steel.documents, steel.other_statements, steel.other_documents] == [3, 3, 0, 0]


def test_one_article_makes_no_keyword(said, compared):
    """Rule: a word in fewer than three documents of a side does not mark it, however often it stands there."""
    often = [said(f"steel {letter * 3}", doc="long", target="USA") for letter in "abcdefghijk"]
    rows = often + words(said, "tea", "USA", 3) + words(said, "rice", "CHN", 3)
    assert "steel" not in set(find_keywords(compared(rows, minimum=1)).phrase)
    also = [
        said(f"steel {word}", doc=f"CHN{i}", target="CHN") for i in range(3) for word in ("one two six", "ten four")
    ]
    table = find_keywords(compared([*rows, *also, *words(said, "salt", "CHN", 9)], minimum=1))
    assert "steel" not in set(table.phrase)  # tested, since three documents to China have it, and marking the US by one
    assert "rice" in set(table.phrase)


def test_a_word_of_one_side_only_is_beyond_chance_with_documents_enough(said, compared):
    """Rule: six documents against six cannot be shuffled into the same division often; three against three can."""
    many = words(said, "steel", "USA", 6) + words(said, "rice", "CHN", 6)
    few = words(said, "steel", "USA", 3) + words(said, "rice", "CHN", 3)
    assert set(find_keywords(compared(many, minimum=1)).beyond) == {"yes"}
    assert set(find_keywords(compared(few, minimum=1)).beyond) == {"no"}  # 2 of 20 divisions are as extreme: 10 in 100


def test_what_is_said_to_both_alike_marks_neither(said, compared):
    """Rule: equal counts give z-scores of nought and nothing beyond chance."""
    rows = words(said, "steel", "USA", 6) + words(said, "steel", "CHN", 6)
    table = find_keywords(compared(rows, minimum=1))
    assert list(table.z) == [0] and list(table.beyond) == ["no"]
    assert chance_keywords(compared(rows, minimum=1)).loc[0, ["tested", "passing", "by_chance"]].tolist() == [1, 0, 0]


def test_below_the_minimum_nothing_is_tested(said, compared):
    """Rule: with fewer statements than the minimum there is no keyword and no count of what chance gives."""
    comparison = compared(words(said, "steel", "USA", 3) + words(said, "rice", "CHN", 3), minimum=4)
    assert find_keywords(comparison).empty and chance_keywords(comparison).empty


def test_shuffles_are_the_same_each_time(said, compared):
    """Rule: the seed is fixed."""
    rows = words(said, "steel", "USA", 4) + words(said, "rice", "CHN", 5) + words(said, "tea", "CHN", 3)
    assert chance_keywords(compared(rows, minimum=1)).equals(chance_keywords(compared(rows, minimum=1)))


def test_a_word_said_twice_in_a_statement_counts_once(said, compared):
    """Rule: of three statements with a word, one of which has it twice, three are counted."""
    rows = [said("steel. steel", doc="USA0"), *words(said, "steel", "USA", 3)[1:], *words(said, "rice", "CHN", 3)]
    steel = find_keywords(compared(rows, minimum=1)).set_index("phrase").loc["steel"]
    assert (steel.z, steel.statements) == (257, 3)
