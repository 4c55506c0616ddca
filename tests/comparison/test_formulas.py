"""Standing formulas: where they stand, which of a family counts, and how they change."""

import pytest

from positions.comparison import Parameters, compare
from positions.comparison.formulas import (
    LEAST,
    changed_ranks,
    compared_periods,
    count_changes,
    find_formulas,
    standing_formulas,
)

PARTNERS = "our strategic partnership"
ALL_WEATHER = "our all-weather strategic cooperative partnership"


def found(comparison) -> set[tuple[str, str]]:
    """Return the formulas of a comparison with their words."""
    return set(zip(find_formulas(comparison).formula, find_formulas(comparison).words, strict=True))


def dated(said, before: list[str], last: list[str], **fields) -> list[dict]:
    """Return one statement a document, filled up to ten documents, in January and in February."""
    rows = []
    for month, contents in (("01", before), ("02", last)):
        for i in range(LEAST):
            content = contents[i] if i < len(contents) else "rice"
            day = {"doc": f"m{month}-{i}", "published": f"2030-{month}-{i + 1:02}"}
            rows.append(said(content, target="CHN", **day, **fields))
    return rows


def test_the_seed_s_formulas_stand_where_they_are_said_to():
    """Rule: the words are the text's at the place given; on the seed those a reader marks are found."""
    seed = compare(Parameters())
    text, table = seed.documents[0].text, find_formulas(seed)
    assert all(text[row.at : row.at + row.end - row.start] == row.words for row in table.itertuples())
    assert {("strategic partnership", "strategic partnership"), ("values", "values its")} <= found(seed)
    assert {("values", "values China’s"), ("looks forward", "look forward")} <= found(seed)
    assert ("multi-faceted", "multi-faceted") in found(seed)


def test_the_longest_of_a_family_counts(said, compared):
    """Rule: an all-weather strategic cooperative partnership is not counted as a lesser partnership as well."""
    names = {name for name, _ in found(compared([said(ALL_WEATHER, target="CHN")]))}
    assert names == {"all-weather strategic cooperative partnership"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("the ironclad\nfriendship", "iron brothers"),
        ("an iron-clad friendship", "iron brothers"),
        ("All Weather Strategic Cooperative Partners", "all-weather strategic cooperative partnership"),
        ("the one China principle", "one-China principle"),
        ("people-to-people contacts", "people to people"),
        ("a broad-based relationship", "broad-based"),
    ],
)
def test_spaces_and_hyphens_are_alike(said, compared, content, name):
    """Rule: a space of a pattern also stands for a hyphen or a line break."""
    assert name in {formula for formula, _ in found(compared([said(content)]))}


@pytest.mark.parametrize("content", ["strategic partnerships of banks", "the values of exports", "an iron brothel"])
def test_what_only_looks_like_a_formula(said, compared, content):
    """Rule: whole words only."""
    assert found(compared([said(content)])) == set()


def test_ranks_rise_within_a_family():
    """Rule: ranked families count from 1 up, unranked ones have no rank."""
    assert (
        standing_formulas()["strategic partnership"].rank
        < standing_formulas()["all-weather strategic cooperative partnership"].rank
    )
    assert standing_formulas()["iron brothers"].rank == 0


def test_new_dropped_and_again(said, compared):
    """Rule: against the month before; what stood earlier still is not called new."""
    rows = dated(said, ["iron brothers", "iron brothers"], ["win-win trade", "broad-based ties"])
    rows.append(said("broad-based ties", target="CHN", doc="old", published="2029-11-01"))
    table = count_changes(compared(rows)).set_index("formula").change
    assert table.to_dict() == {"iron brothers": "dropped", "win-win": "new", "broad-based": "again"}


def test_a_change_is_beyond_chance_only_with_documents_enough(said, compared):
    """Rule: nine of ten against none leaves out nought, two of ten against none does not."""
    rows = dated(said, ["iron brothers"] * 9, ["win-win trade"] * 2)
    table = count_changes(compared(rows)).set_index("formula").beyond
    assert table.to_dict() == {"iron brothers": "yes", "win-win": "no"}


@pytest.mark.parametrize(
    ("before", "last", "change"), [(PARTNERS, ALL_WEATHER, "upgraded"), (ALL_WEATHER, PARTNERS, "downgraded")]
)
def test_upgraded_means_the_highest_of_the_family_rose(said, compared, before, last, change):
    """Rule: the highest formula of a family in either period is compared; without one in both nothing is said."""
    table = changed_ranks(compared(dated(said, [before], [last, PARTNERS])))
    assert list(table.change) == [change]
    assert changed_ranks(compared(dated(said, [before], ["rice"]))).empty
    assert changed_ranks(compared(dated(said, [before], [before, PARTNERS]))).empty


def test_periods_need_documents(said, compared):
    """Rule: with nine documents in the month before, months are not compared; without any two periods nothing is."""
    rows = dated(said, [], [])
    assert compared_periods(compared(rows)).query("side == 'CHN'").unit.item() == "month"
    assert compared_periods(compared(rows[1:])).query("side == 'CHN'").unit.item() == ""
    assert count_changes(compared(rows[1:])).empty


def test_a_year_alone_belongs_to_no_month(said, compared):
    """Rule: documents of which only the year is known are compared by years or not at all."""
    rows = [said("rice", target="CHN", doc=f"d{i}", published=str(2029 + i // LEAST)) for i in range(2 * LEAST)]
    row = compared_periods(compared(rows)).query("side == 'CHN'").iloc[0]
    assert [row.unit, row.before, row["last"]] == ["year", "2029", "2030"]


def test_all_before_leaves_out_the_last_period(said, compared):
    """Rule: one document in an older month and ten in the month before are eleven before the last."""
    rows = [*dated(said, [], []), said("rice", target="CHN", doc="old", published="2029-11-01")]
    row = compared_periods(compared(rows)).set_index("side").loc["CHN"]
    assert (row.before_of, row.last_of, row.earlier_of) == (10, 10, 11)
