"""Wording shared and taken over, themes passed over, names by date, keywords in context."""

from positions.comparison import Parameters, compare
from positions.comparison.commitment import list_relationships
from positions.comparison.concordance import CONTEXT_WIDTH, keywords_in_context
from positions.comparison.exchanges import find_passed_over, find_taken_over
from positions.comparison.keywords import phrases_in_return, shared_phrases

HEARD = {"speaker_country": "USA", "target": "PAK", "speaker": "C. Doe"}


def test_a_standing_formula_is_marked_as_one(said, compared):
    """Rule: what is no formula comes first; a phrase of one telling word is listed only as part of a formula."""
    rows = [said("we look forward to clean water"), said("we look forward to clean water bills", target="CHN")]
    table = shared_phrases(compared(rows))
    assert list(zip(table.phrase, table.formula, strict=True)) == [("look forward to clean water", "yes")]
    rows = [said("we look forward. pure water"), said("pure water. we look forward", target="CHN")]
    table = shared_phrases(compared(rows))
    assert list(zip(table.phrase, table.formula, strict=True)) == [("pure water", "no"), ("look forward", "yes")]


def test_both_counterparts_of_the_seed_answer_in_the_same_words():
    """Rule: what the commander and the ambassador say alike is found in full."""
    found = list(phrases_in_return(compare(Parameters())).phrase)
    assert found[:2] == ["cooperation with pakistan at all levels", "play his role for further improvement"]


def test_wording_is_taken_over_within_one_document_and_side(said, talk, compared):
    """Rule: two content words of both sides in one document; not across documents or sides, and no formula."""
    rows = [said("clean water is our aim", engagement="m"), said("for clean water", engagement="m", **HEARD)]
    rows += [said("cheap steel", doc="two"), said("cheap steel", doc="three", **HEARD)]
    rows += [said("green tea", target="CHN"), said("green tea", **HEARD)]
    rows += [said("it values our strategic partnership"), said("our strategic partnership", **HEARD)]
    table = find_taken_over(compared(rows, [talk("m", "USA")]))
    assert list(table.phrase) == ["clean water"]
    assert table.before.item() == "said" and table.event_id.item() != ""


def test_who_stands_first_in_the_text_is_told(said, compared):
    """Rule: the side whose words come first in the text, which is not who said them first."""
    assert find_taken_over(compared([said("clean water", **HEARD), said("clean water")])).before.item() == "heard"


def test_themes_are_passed_over_only_where_both_are_heard(said, talk, compared):
    """Rule: both, a topic reported, Pakistan alone, the other side alone; nothing where one side alone is reported."""
    talks = [talk("m", "USA", topics="defence"), talk("n", "USA")]
    rows = [said("a", themes="nuclear; defence; climate_disaster", engagement="m")]
    rows += [said("b", themes="climate_disaster; afghanistan", engagement="m", **HEARD)]
    rows += [said("c", themes="nuclear", engagement="n")]
    table = find_passed_over(compared(rows, talks)).set_index("theme").spoken_by
    assert len(table) == 4
    assert table.to_dict() == {
        "nuclear": "said",
        "defence": "discussed",
        "climate_disaster": "both",
        "afghanistan": "heard",
    }


def test_names_have_their_first_and_last_day(said, compared):
    """Rule: one name whatever its capitals and hyphens, with its days, numbers and speakers; who gives it is apart."""
    rows = [said("all-weather ties", label="all-weather ties", doc="b", published="2030-03-01", speaker="B. Bee")]
    rows += [said("All Weather ties", label="All Weather ties", doc="a", published="2030-01-01")]
    rows += [said("all-weather ties", label="all-weather ties", doc="c", **HEARD)]
    table = list_relationships(compared(rows))
    row = table[table.part == "said"].iloc[0]
    assert [row["name"], row["first"], row["last"]] == ["All Weather ties", "2030-01-01", "2030-03-01"]
    assert [row.statements, row.of, row.documents, row.speakers] == [2, 2, 2, "Ali Noon; B. Bee"]
    assert list(table.part) == ["said", "heard"]


def test_lines_are_the_text_s_own():
    """Rule: left, keyword and right stand side by side in the stored text, of whole words."""
    seed = compare(Parameters())
    text = seed.documents[0].text
    lines = keywords_in_context(seed, ["look forward", "common interests"], "USA")
    assert len(lines) == 3
    for line in lines.itertuples():
        assert text[line.start : line.end] == line.keyword
        assert text[line.start - len(line.left) : line.end + len(line.right)] == line.left + line.keyword + line.right
        assert len(line.left) <= CONTEXT_WIDTH and len(line.right) <= CONTEXT_WIDTH
        before, behind = text[line.start - len(line.left) - 1], text[line.end + len(line.right)]
        assert not (before + line.left[0]).isalnum() and not (line.right[-1] + behind).isalnum()
        assert "\n\n" not in line.left + line.right


def test_lines_are_of_the_side_asked_for(said, compared):
    """Rule: what is said to the other side is not in the list."""
    comparison = compared([said("rice for all"), said("rice for you", target="CHN")])
    assert list(keywords_in_context(comparison, ["rice"], "CHN").statement_id) == list(
        comparison.part("said", "CHN").statement_id
    )


def test_wording_of_two_engagements_belongs_to_neither(said, talk, compared):
    """Rule: what is shared across two engagements of a document is put under no engagement."""
    rows = [said("clean water is ours", engagement="m"), said("for clean water", engagement="n", **HEARD)]
    table = find_taken_over(compared(rows, [talk("m", "USA"), talk("n", "USA")]))
    assert (table.phrase.item(), table.event_id.item()) == ("clean water", "")


def test_a_theme_both_speak_of_is_of_both_even_when_discussed(said, talk, compared):
    """Rule: that a topic is reported takes nothing from what both are reported to say of it."""
    rows = [said("a", themes="defence", engagement="m"), said("b", themes="defence", engagement="m", **HEARD)]
    assert find_passed_over(compared(rows, [talk("m", "USA", topics="defence")])).spoken_by.item() == "both"


def test_a_name_without_a_date_has_no_day(said, compared):
    """Rule: days are those known; a document without one adds none."""
    rows = [said("old friends", label="old friends", published="")]
    rows += [said("old friends", label="old friends", doc="two", published="2030-01-01")]
    row = list_relationships(compared(rows)).iloc[0]
    assert (row["first"], row["last"], row.days, row.documents) == ("2030-01-01", "2030-01-01", "2030-01-01", 2)


def test_lines_end_with_the_paragraph(said, compared):
    """Rule: what stands in the paragraph before or behind is no context."""
    found = compared([said("fair\n\nsteel\n\nfor all")])
    (line,) = keywords_in_context(found, ["steel"], "USA").itertuples()
    assert (line.left, line.keyword, line.right) == ("", "steel", "")
