"""A difference counted among other statements: it holds, keeps its direction, is reversed, or cannot be told."""

from dataclasses import replace

import pytest

from positions.comparison import shares


def statements(said, **other):
    """Describe forty statements to either side in twenty documents: all criticism to the US, praise to China."""
    rows = [said(f"w{i}", doc=f"{side}{i % 20}", target=side) for side in ("USA", "CHN") for i in range(40)]
    return [row | ({"act": "criticise", "stance": -1} if row["target"] == "USA" else {}) | other for row in rows]


def outcome(table, choice, code="criticise"):
    """Return what becomes of the difference in an act."""
    return table.outcome[(table.aspect == "act") & (table.code == code) & (table.choice == choice)].item()


def test_a_difference_in_every_statement_holds(said, compared):
    """Whatever is left out, all criticism stands against all praise: two of each are left out by every choice."""
    rows = statements(said)
    less = {"confidence": 60, "quote_type": "direct", "target_basis": "engagement"}
    rows = [row | (less if i % 40 < 2 else {}) for i, row in enumerate(rows)]
    table = shares.check_robustness(compared(rows))
    assert outcome(table, "as counted") == "shown"
    for choice in ("confidence of 70 or more", "not quoted", "named in the words themselves"):
        assert outcome(table, choice) == "holds"


def test_a_choice_that_changes_no_statement_tests_nothing(said, compared):
    """All are sure, told, named and in the body: no choice of statements is counted as a check."""
    table = shares.check_robustness(compared(statements(said)))
    assert set(table.choice) == {"as counted", "three stances"}


def test_what_does_not_name_the_counterpart_is_a_choice(said, compared):
    """Ten statements that only go on about China enter no share; with them the whole is fifty."""
    rows = [*statements(said), *(said(f"x{i}", target="CHN", target_basis="context", doc=f"x{i}") for i in range(10))]
    kept = dict(shares.other_choices(compared(rows)))["also where it is not named"]
    assert list(kept.side.value_counts()[["USA", "CHN"]]) == [40, 50]


@pytest.mark.parametrize(
    ("choice", "other"),
    [("confidence of 70 or more", {"confidence": 60}), ("not quoted", {"quote_type": "direct"})],
)
def test_a_choice_that_leaves_too_few_says_so(said, compared, choice, other):
    """Ten of the forty to China are left by the choice, fewer than the minimum."""
    rows = statements(said)
    rows = [row | (other if row["target"] == "CHN" and i % 40 >= 10 else {}) for i, row in enumerate(rows)]
    table = shares.check_robustness(compared(rows))
    assert outcome(table, choice) == "too few"


def test_what_the_less_sure_statements_made_is_reversed(said, compared):
    """Sure are 40 of each: criticism to China; unsure 80 criticisms of the US turn the whole to the other side."""
    sure = [row | {"target": {"USA": "CHN", "CHN": "USA"}[row["target"]]} for row in statements(said)]
    unsure = [row | {"confidence": 60, "content": f"{row['content']} more"} for row in statements(said)]
    unsure += [row | {"content": f"{row['content']} still"} for row in unsure]
    table = shares.check_robustness(compared([*sure, *unsure]))
    assert outcome(table, "as counted") != outcome(table, "confidence of 70 or more") == "reversed"


def test_headlines_are_left_out_where_they_stand(said, compared):
    """A statement that starts within the headline is one: at the fourth of the invented headline's characters."""
    found = compared(statements(said))
    assert "no headlines" not in dict(shares.other_choices(found))
    moved = found.statements.assign(start=found.statements.start.where(found.statements.index > 0, 3))
    assert len(dict(shares.other_choices(replace(found, statements=moved)))["no headlines"]) == 79


def test_one_article_of_a_release_is_kept(said, compared):
    """Two documents carry the same thirty words: the statements of the later are left out."""
    words = " ".join(f"word{i}" for i in range(30))
    rows = [said(words, doc="a"), said(f"{words} again", doc="b")]
    kept = dict(shares.other_choices(compared(rows)))["one article a release"]
    assert list(kept.doc_id) == ["a"]


def test_three_stances_are_a_choice_for_stances_alone(said, compared):
    """+2 to China and +1 to the US differ on five steps, and not on three."""
    rows = [row | {"stance": 1 if row["target"] == "USA" else 2, "act": "praise"} for row in statements(said)]
    table = shares.check_robustness(compared(rows))
    own = table[(table.aspect == "stance") & (table.code == "2")].set_index("choice").outcome
    assert (own["as counted"], own["three stances"]) == ("shown", "no difference")
    assert set(table.aspect[table.choice == "three stances"]) == {"stance"}


def test_too_few_have_no_findings(said, compared):
    """Below the minimum there is nothing to hold."""
    assert shares.check_robustness(compared(statements(said)[:60])).empty


def test_a_floor_of_confidence_keeps_what_stands_on_it(said, compared):
    """A confidence of just 70 is "70 or more", one of 69 is not."""
    found = compared([said("a", confidence=70), said("b", confidence=69, doc="two")])
    assert list(dict(shares.other_choices(found))["confidence of 70 or more"].doc_id) == ["one"]


def test_both_kinds_of_report_are_not_quoted(said, compared):
    """Told in a clause and told in a phrase are not quoted; whole and partial quotations are."""
    kinds = ("direct", "mixed", "indirect", "reported")
    found = compared([said(f"w{kind}", quote_type=kind, doc=kind) for kind in kinds])
    assert list(dict(shares.other_choices(found))["not quoted"].doc_id) == ["indirect", "reported"]
