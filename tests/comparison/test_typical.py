"""The statement quoted for a cell: typical in theme and act, in the speaker's own words, of an article not yet used."""

from positions.comparison.concordance import typical_by_theme, typical_statement

LONG = "a wish for closer ties that goes well beyond the forty characters that read well alone"


def chosen(found, used=()):
    """Return the words of the statement chosen among those to the United States."""
    return list(typical_statement(found.part("said", "USA"), used).content)


def test_the_most_frequent_theme_and_act_are_quoted(said, compared):
    """Two of three are wishes on trade: the praise of defence is not quoted, though it comes first."""
    rows = [said(f"{LONG} in defence", themes="defence", act="praise", doc="a")]
    rows += [said(f"{LONG} in trade {i}", themes="economy_trade; defence", act="aspire", doc=f"b{i}") for i in "12"]
    assert chosen(compared(rows)) == [f"{LONG} in trade 1"]


def test_own_words_are_quoted_before_the_report_of_them(said, compared):
    """Direct speech, then words quoted in part, then what is told; of like ones the surer, then the shorter."""
    forms = ("reported", "indirect", "mixed", "direct")
    rows = [said(f"{LONG} {form}", quote_type=form, doc=form) for form in forms]
    assert chosen(compared(rows)) == [f"{LONG} direct"]
    assert chosen(compared(rows[:3])) == [f"{LONG} mixed"]
    sure = [said(f"{LONG} sure and longer", confidence=95, doc="s"), said(f"{LONG} unsure", confidence=60, doc="u")]
    assert chosen(compared(sure)) == [f"{LONG} sure and longer"]
    assert chosen(compared([said(f"{LONG} the longer", doc="l"), said(f"{LONG} short", doc="s")])) == [f"{LONG} short"]


def test_words_that_name_the_counterpart_and_are_sure_come_first(said, compared):
    """Direct speech that does not name it, or of which the coder is unsure, is not quoted where told words are."""
    told = said(f"{LONG} told", doc="t")
    rows = [said(f"{LONG} unnamed", quote_type="direct", target_basis="engagement", doc="n")]
    rows += [said(f"{LONG} unsure", quote_type="direct", confidence=60, doc="u")]
    assert chosen(compared([*rows, told])) == [f"{LONG} told"]
    assert chosen(compared(rows)) == [f"{LONG} unsure"]


def test_no_article_is_quoted_twice_where_another_can_be(said, compared):
    """The best statement stands in an article that is used: the next of another article; of one alone, the same."""
    rows = [said(LONG, quote_type="direct", doc="one"), said(f"{LONG} again", doc="two")]
    assert chosen(compared(rows), ["one"]) == [f"{LONG} again"]
    assert chosen(compared(rows[:1]), ["one"]) == [LONG]


def test_what_reads_badly_alone_is_not_quoted(said, compared):
    """A scrap and a page lose against words of a sentence's length, also when they are direct speech."""
    rows = [said("ties", quote_type="direct", doc="a"), said("word " * 80 + "end", quote_type="direct", doc="b")]
    assert chosen(compared([*rows, said(LONG, doc="c")])) == [LONG]
    assert chosen(compared([said("ties")])) == ["ties"]


def test_nothing_is_typical_of_nothing(said, compared):
    """Without a statement none is chosen."""
    assert typical_statement(compared([said("ties", target="CHN")]).part("said", "USA")).empty


def test_many_are_shown_by_theme_and_few_all(said, compared):
    """Three themes, the most frequent first, of different articles; three statements of three, assertions last."""
    themes = ["defence"] * 3 + ["nuclear"] * 2 + ["technology"]
    rows = [said(f"{LONG} {i}", themes=theme, doc=f"d{i}") for i, theme in enumerate(themes)]
    shown = typical_by_theme(compared(rows).part("said", "USA"), 3)
    assert list(shown.themes) == ["defence", "nuclear", "technology"]
    few = [said("it was so", act="state"), said("many thanks", doc="b")]
    assert list(typical_by_theme(compared(few).part("said", "USA"), 3).content) == ["many thanks", "it was so"]
