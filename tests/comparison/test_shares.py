"""Parts, counts and shares."""

import pytest

from positions import statistics
from positions.comparison import Parameters
from positions.comparison.commitment import count_commitment, ladder_rungs
from positions.comparison.shares import compare_shares, count_codes


def number(table, **where):
    """Return n of the one row that answers, or None when there is none."""
    for name, value in where.items():
        table = table[table[name] == value]
    assert len(table) <= 1
    return int(table.n.iloc[0]) if len(table) else None


def test_joint_statements_have_a_part_of_their_own(said, compared):
    """A joint statement is added to neither column."""
    table = count_codes(compared([said("we want ties", speaker_country="JOINT"), said("it values ties")]))
    assert number(table, part="said", side="USA", aspect="statements") == 1
    assert number(table, part="joint", side="USA", aspect="statements") == 1


def test_statements_about_both_powers_are_added_to_neither(said, compared):
    """A statement with target BOTH is counted once, under both."""
    table = count_codes(compared([said("no zero-sum", target="BOTH")]))
    assert number(table, part="both", side="BOTH", aspect="statements") == 1
    assert number(table, part="said", aspect="statements") is None


@pytest.mark.parametrize("voice", ["party", "former", "private"])
def test_other_voices_are_not_the_state(said, compared, voice):
    """Parties, former officials and private voices are apart, whatever their country."""
    rows = [said("ties matter", voice=voice), said("ties thrive", voice=voice, speaker_country="USA", target="PAK")]
    found = compared(rows)
    assert set(found.statements.part) == {"apart"}
    assert found.part("said").empty and found.part("heard").empty


def test_what_does_not_occur_has_no_row(said, compared):
    """Absent is not zero: no code of the other side is in the table."""
    table = count_codes(compared([said("it values ties")]))
    assert set(table.side) == {"USA"}
    assert (table.n > 0).all()


def test_a_headline_that_repeats_the_lead_is_counted_once(said, compared):
    """Same speaker, target, act and most of the words: the later, or longer, is counted, the other listed."""
    rows = [said("Pakistan wants broad trade with US now"), said("Pakistan wants broad trade with America now")]
    found = compared(rows)
    assert list(found.part("said").content) == [rows[1]["content"]]
    assert list(found.statements.repeats) == [found.statements.statement_id[1], ""]


@pytest.mark.parametrize("other", [{"act": "aspire"}, {"speaker": "Bo Ray"}, {"target": "CHN"}, {"doc": "two"}])
def test_the_same_words_are_two_statements_when_anything_else_differs(said, compared, other):
    """Another act, speaker, target or document: not a repeat."""
    words = "Pakistan wants broad trade with all"
    assert (compared([said(words), said(words, **other)]).statements.repeats == "").all()


def test_short_statements_are_never_repeats(said, compared):
    """Fewer than four words are too short to tell."""
    assert (compared([said("deep ties"), said("deep ties")]).statements.repeats == "").all()


def test_a_statement_with_two_themes_counts_in_each(said, compared):
    """Themes are counted one by one."""
    table = count_codes(compared([said("on both", themes="defence; nuclear")]))
    assert number(table, aspect="theme", code="defence") == 1
    assert number(table, aspect="theme", code="nuclear") == 1


def test_every_act_of_the_codebook_has_a_rung():
    """No act falls off the ladder."""
    from positions import coding

    assert set(ladder_rungs()) == set(coding.codebook().acts)


def test_terms_part_a_rung(said, compared):
    """A wish with terms and one without stand apart on their rung."""
    rows = [said("ties on fair terms", act="aspire", condition="on fair terms"), said("more ties soon", act="aspire")]
    table = count_commitment(compared(rows))
    assert number(table, rung="aspiration", terms="with terms") == 1
    assert number(table, rung="aspiration", terms="without terms") == 1


def test_the_default_minimum_is_the_smallest_that_parts_a_half_from_two_thirds():
    """At 31 the interval about one half leaves out 1/3 and 2/3; at 30 it does not."""
    assert statistics.smallest_n() == Parameters().minimum
    z = statistics.normal_quantile()

    def half_width(n):
        return z / (2 * (n + z * z) ** 0.5)

    assert half_width(Parameters().minimum) < 1 / 6 <= half_width(Parameters().minimum - 1)


def test_wilson_gives_the_published_interval():
    """Newcombe (1998, table I, method 3): 81 of 263 is .2553 to .3662; 0 of 20 is 0 to .1611."""
    assert statistics.wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert statistics.wilson_interval(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


def test_the_difference_gives_the_published_interval():
    """Newcombe (1998, table II, method 10): 56/70 less 48/80 is .0524 to .3339."""
    limits = statistics.wilson_interval(56, 70), statistics.wilson_interval(48, 80)
    assert statistics.difference_interval(56 / 70, limits[0], 48 / 80, limits[1]) == pytest.approx(
        (0.0524, 0.3339), abs=5e-5
    )


def test_shares_need_the_minimum_on_both_sides_and_two_documents(said, compared):
    """One statement short, or all in one document: no share."""
    rows = [said(f"w{i}", doc=f"d{i % 2}", target=side) for side in ("USA", "CHN") for i in range(4)]
    assert len(compare_shares(compared(rows, minimum=4)))
    assert compare_shares(compared(rows, minimum=5)).empty
    assert compare_shares(compared(rows[:4] + rows[5:], minimum=4)).empty
    assert compare_shares(compared([row | {"doc": "one"} for row in rows], minimum=4)).empty


def test_shares_need_two_releases(said, compared):
    """One release in two documents is one: no share."""
    words = " ".join(f"word{i}" for i in range(40))
    rows = [said(f"{words} w{i}", doc=f"d{i % 2}", target=side) for side in ("USA", "CHN") for i in range(4)]
    found = compared(rows, minimum=4)
    assert found.carriers("d0") == ("d0", "d1")
    assert compare_shares(found).empty


def test_a_share_differs_only_when_the_releases_say_so(said, compared):
    """All praise against all criticism in ten documents each differs; two even sides do not; nor does it in two."""
    rows = [said(f"w{i}", doc=f"{side}{i % 10}", target=side) for side in ("USA", "CHN") for i in range(40)]
    assert set(compare_shares(compared(rows)).differs) == {""}
    rows = [row | {"act": "criticise"} if row["target"] == "USA" else row for row in rows]
    table = compare_shares(compared(rows))
    assert list(table.differs[(table.code == "praise") & (table.side == "CHN")]) == ["higher"]
    table = compare_shares(compared([row | {"doc": f"{row['target']}{i % 2}"} for i, row in enumerate(rows)]))
    assert set(table.differs) == {""} and set(table.withheld) == {""}


def test_what_the_coding_could_make_is_withheld(said, compared):
    """A theme that no hand-coded statement has: how often it is coded wrongly is not known, so nothing is claimed."""
    rows = [said(f"w{i}", doc=f"{side}{i % 10}", target=side) for side in ("USA", "CHN") for i in range(40)]
    table = compare_shares(compared([row | {"themes": "nuclear"} if row["target"] == "USA" else row for row in rows]))
    own = table[(table.code == "nuclear") & (table.side == "USA")].iloc[0]
    assert (own.p < 500, own.differs, own.withheld) == (True, "", "higher")


def test_reprints_of_a_release_are_one(said, compared):
    """Two releases to either side, in ten articles each, all criticism and all praise: nothing is shown.

    By hand: of the sixteen ways to turn the signs of four releases two are as far apart, so p is an eighth at least.
    Counted by article it would be below .001.
    """
    rows = []
    for side, act, stance in (("USA", "criticise", -1), ("CHN", "praise", 1)):
        for release in "ab":
            text = [" ".join(f"{side}{release}{line}w{n}" for n in range(20)) for line in range(2)]
            rows += [
                said(words, doc=f"{side}{release}{copy}", target=side, act=act, stance=stance)
                for copy in range(10)
                for words in text
            ]
    own = compare_shares(found := compared(rows))
    assert (len(found.documents), len(set(found.releases.values()))) == (40, 4)
    assert set(own.of) == {40} and own.p.min() >= 1_200 and set(own.differs) | set(own.withheld) == {""}


def test_per_release_counts_what_several_carriers_say_once(said, compared):
    """Rule: of twelve statements in two carriers, and one that each has alone, fourteen are counted instead of 26."""
    same = [" ".join(f"w{n}x{k}" for k in range(15)) for n in range(12)]
    rows = [said(text, doc=doc, published=f"2030-01-0{day}") for doc, day in (("one", 2), ("two", 3)) for text in same]
    rows += [said("a line of the first", doc="one"), said("words that the second adds", doc="two")]
    by_article, by_release = compared(rows), compared(rows, per="release")
    assert [len(found.part("said", "USA")) for found in (by_article, by_release)] == [26, 14]
    repeated = by_release.statements[by_release.statements.repeats != ""]
    assert set(repeated.doc_id) == {"two"} and set(repeated.repeats.str.rpartition(":")[0]) == {"one"}


def test_per_release_leaves_other_documents_alone(said, compared):
    """Rule: the same words in two articles that carry no release in common are two statements."""
    rows = [said("it values its ties with all", doc=doc) for doc in ("one", "two")]
    assert len(compared(rows, per="release").part("said", "USA")) == 2
