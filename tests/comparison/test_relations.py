"""The silence ledger, reciprocity and shared wording."""

from positions import coding
from positions.comparison.exchanges import count_reciprocity, statements_in_turn
from positions.comparison.keywords import shared_phrases
from positions.comparison.shares import silence_ledger


def raised(table, theme):
    """Return with whom a theme was raised."""
    return table.raised_with[table.theme == theme].item()


def test_the_ledger_has_every_theme_once(said, compared):
    """Themes raised with both, one and neither are told apart, and none of the codebook is missing."""
    rows = [said("a", themes="defence"), said("b", target="CHN", themes="defence; nuclear")]
    table = silence_ledger(compared(rows))
    assert list(table.theme) == list(coding.codebook().themes)
    assert raised(table, "defence") == "both"
    assert raised(table, "nuclear") == "CHN"
    assert raised(table, "afghanistan") == "neither"


def test_a_topic_that_was_discussed_is_not_silence(said, talk, compared):
    """A theme reported as discussed with one side counts as raised with it."""
    rows = [said("b", target="CHN", themes="regional_security")]
    table = silence_ledger(compared(rows, [talk("m", "USA", topics="regional_security")]))
    assert raised(table, "regional_security") == "both"
    assert table.first_statements[table.theme == "regional_security"].item() == 0


def test_neither_joint_statements_nor_those_about_both_break_a_silence(said, compared):
    """They have columns of their own."""
    rows = [said("a", speaker_country="JOINT", themes="nuclear"), said("b", target="BOTH", themes="nuclear")]
    table = silence_ledger(compared(rows))
    assert raised(table, "nuclear") == "neither"
    assert table[table.theme == "nuclear"][["joint", "about_both"]].values.tolist() == [[1, 1]]


def test_a_silence_in_few_statements_is_no_silence_in_many(said, compared):
    """It says how many statements it rests on; what it makes unlikely is told from the minimum on, in whole per cent.

    By hand: forty documents of one statement, none of which has the theme: 1 - .05^(1/40) is 7.2 in 100.
    """
    rows = [said("a", themes="nuclear")]
    rows += [said(f"w{i}", doc=f"d{i}", target="CHN", themes=("defence", "climate_disaster")[i % 2]) for i in range(40)]
    for n, expected in ((40, (40, 8)), (30, (30, 0))):
        table = silence_ledger(compared(rows[: n + 1]))
        own = table[table.theme == "nuclear"].iloc[0]
        assert (own.silent_of, own.unlikely) == expected
        assert table[table.theme == "afghanistan"][["silent_of", "unlikely"]].values.tolist() == [[0, 0]]


def test_both_sides_speak_of_a_theme_in_engagements_with_each_other(said, talk, compared):
    """Said and heard in engagements: both. A statement outside any engagement answers nothing."""
    answer = {"speaker_country": "USA", "target": "PAK", "speaker": "C. Doe"}
    rows = [said("a", themes="defence", engagement="m"), said("b", themes="defence; nuclear", engagement="m", **answer)]
    rows += [said("c", themes="nuclear")]
    table = count_reciprocity(compared(rows, [talk("m", "USA")])).set_index("theme").relation
    assert table["defence"] == "both"
    assert table["nuclear"] == "only heard"


def test_turns_come_in_order(said, talk, compared):
    """In an engagement: what Pakistan said, what was said jointly, what it heard."""
    rows = [
        said("a", engagement="m", speaker_country="USA", target="PAK", speaker="C. Doe"),
        said("b", engagement="m", speaker_country="JOINT"),
        said("c", engagement="m"),
    ]
    assert list(statements_in_turn(compared(rows, [talk("m", "USA")])).part) == ["said", "joint", "heard"]


def test_wording_is_shared_only_when_both_are_given_it(said, compared):
    """A phrase to one side alone is not listed; the longest shared phrase is."""
    rows = [said("we look forward keenly to trade"), said("we look forward keenly to talks", target="CHN")]
    assert list(shared_phrases(compared(rows)).phrase) == ["look forward keenly"]


def test_function_words_and_names_are_no_wording(said, compared):
    """What only joins words, or names a country, is not shown as a formula."""
    rows = [said("it is with the people of Pakistan"), said("it is with the ships of Pakistan", target="CHN")]
    assert shared_phrases(compared(rows)).empty


def test_the_ledger_has_the_themes_asked_for(said, compared):
    """With themes as a parameter no other is in the ledger: what was not looked for is no silence."""
    rows = [said("a", themes="nuclear; defence"), said("b", target="CHN", themes="defence")]
    assert list(silence_ledger(compared(rows, themes=("nuclear",))).theme) == ["nuclear"]


def test_a_silence_of_one_release_says_nothing(said, compared):
    """Forty statements of one document are too little for a limit, which takes two releases."""
    rows = [said("a", themes="nuclear")]
    rows += [said(f"w{i}", doc="two", target="CHN", themes=("defence", "afghanistan")[i % 2]) for i in range(40)]
    own = silence_ledger(compared(rows)).set_index("theme").loc["nuclear"]
    assert (own.silent_of, own.unlikely) == (40, 0)
