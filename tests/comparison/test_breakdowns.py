"""Measures by period, by voice and by channel: what is counted, and where there is too little to say."""

import pytest

from positions.comparison import breakdowns


def many(said, n=40, documents=10, **fields):
    """Describe statements to either side, in documents of their own: half praise, half criticism to the US."""
    rows = []
    for side in ("USA", "CHN"):
        for i in range(n):
            act = "criticise" if side == "USA" and i < n / 2 else "affirm"
            stance = -1 if act == "criticise" else 1
            doc = f"{side}{i % documents}"
            rows.append(said(f"w{i}", doc=doc, target=side, act=act, stance=stance, **fields))
    return rows


def test_stance_and_commitment_are_measured(said, compared):
    """By hand: 20 statements of −1 and 20 of +1 are 0 on average; 20 of 40 affirm."""
    found = compared(many(said))
    stance, committing = breakdowns.measure_rows(found, found.part("said", "USA"))
    assert (stance["value"], stance["n"], stance["releases"], stance["enough"]) == (0, 40, 10, "yes")
    assert (committing["value"], committing["low"] < 50 < committing["high"]) == (50, True)


def test_below_the_minimum_a_measure_has_no_interval(said, compared):
    """With fewer than the minimum, or all in one release, there is a value and no interval."""
    for rows in (many(said, n=30), many(said, documents=1)):
        found = compared(rows)
        stance = breakdowns.measure_rows(found, found.part("said", "USA"))[0]
        assert (stance["enough"], stance["low"], stance["high"]) == ("no", stance["value"], stance["value"])


def test_voices_are_groups_of_institutions(said, compared):
    """Embassies speak with the voice of the foreign ministry; a legislature is none of the voices."""
    rows = [said("a"), said("b", institution="embassy"), said("c", institution="legislature")]
    table = breakdowns.by_voice(compared(rows))
    assert table[["voice", "side", "n", "compared"]].drop_duplicates().values.tolist() == [
        ["foreign ministry", "USA", 2, "no"]
    ]


def test_p_within_a_voice_is_adjusted_for_the_voices(said, compared):
    """With a second voice that can be compared the p of the first is twice as large."""
    one = many(said, n=32, documents=32)
    alone = breakdowns.by_voice(compared(one))
    both = breakdowns.by_voice(compared([*one, *many(said, n=32, documents=32, institution="military")]))
    first = [t[(t.voice == "foreign ministry") & (t.measure == "stance")].p.iloc[0] for t in (alone, both)]
    assert set(alone.compared) == {"yes"}
    assert first[1] == 2 * first[0] < 500


@pytest.mark.parametrize(
    ("first", "last", "unit", "n"),
    [
        ("2025-01-31", "2025-03-01", "month", 3),
        ("2024-01-31", "2025-06-01", "month", 18),
        ("2024-01-31", "2025-07-01", "quarter", 7),
        ("2020-01-31", "2025-07-01", "year", 6),
        ("1979", "1981-02-03", "year", 3),
    ],
)
def test_periods_are_as_short_as_the_span_allows(said, compared, first, last, unit, n):
    """Eighteen months at most are told by month, eighteen quarters by quarter; years where a year is all."""
    found = compared([said("a", published=first), said("b", doc="two", published=last, target="CHN")])
    assert (breakdowns.period_unit(found), len(breakdowns.list_periods(found))) == (unit, n)


def test_a_period_has_the_statements_of_its_months(said, compared):
    """January and March are one quarter when the span is long; its months are named, the empty one not."""
    rows = [said("a", published="2022-01-02"), said("b", doc="two", published="2022-03-31")]
    rows += [said("c", doc="three", published="2024-04-01")]
    table = breakdowns.by_period(compared(rows))
    table = table[table.measure == "stance"]
    assert table[["period", "months", "n"]].values.tolist() == [
        ["2022-Q1", "2022-01; 2022-03", 2],
        ["2024-Q2", "2024-04", 1],
    ]


def test_a_statement_outside_any_engagement_has_a_channel_of_its_own(said, talk, compared):
    """Two said in a call, one in none: two channels, neither with enough."""
    rows = [said("a", engagement="m"), said("b", engagement="m"), said("c")]
    table = breakdowns.by_channel(compared(rows, [talk("m", "USA", channel="call")]))
    assert table.values.tolist() == [["call", 2, 0, "no"], ["", 1, 0, "no"]]


def test_engagements_are_counted_by_channel_and_level(said, talk, compared):
    """Two meetings and a call with the US, a call with China, all of ministers."""
    talks = [talk(f"m{i}", "USA") for i in range(2)]
    talks += [talk("c", "USA", channel="call"), talk("d", "CHN", channel="call")]
    table = breakdowns.engagements_by_channel(compared([said("a")], talks))
    assert table[["channel", "own_level", "first", "second"]].values.tolist() == [
        ["call", "minister", 1, 1],
        ["meeting", "minister", 2, 0],
    ]


def test_shares_are_compared_within_a_channel(said, compared):
    """Enough to either side in one channel: criticism, of the US alone, differs; without enough, nothing."""
    table = breakdowns.shares_within_channels(compared(many(said, documents=20)))
    own = table[(table.code == "criticise") & (table.side == "USA")].iloc[0]
    assert (own.channel, own.n, own.of, own.p < 500) == ("", 20, 40, True)
    assert breakdowns.shares_within_channels(compared(many(said, n=20))).empty


def test_measures_count_releases(said, compared):
    """Four articles of two releases are two: the interval and p are of releases, not of articles."""
    texts = [
        f"{letter}{i} {letter * 3}{i} {letter * 4}{i} {letter * 5}{i} {letter * 6}{i}"
        for letter in "ab"
        for i in range(4)
    ]
    rows = [said(text, doc=f"{text[0]}{copy}") for copy in range(2) for text in texts]
    stance, _ = breakdowns.measure_rows(found := compared(rows), found.part("said", "USA"))
    assert (len(found.documents), stance["releases"]) == (4, 2)


def test_p_within_a_channel_is_adjusted_for_the_channels(said, talk, compared):
    """With a second channel that can be compared the p of the first is twice as large; stances are compared too."""
    rows = many(said, n=32, documents=32)
    met = [row | {"doc": f"m{row['doc']}", "engagement": f"m{row['doc']}"} for row in rows]
    talks = [talk(row["engagement"], row["target"], doc=row["doc"]) for row in met]
    alone, both = (
        breakdowns.shares_within_channels(compared(rows)),
        breakdowns.shares_within_channels(compared([*rows, *met], talks)),
    )
    first = [t[(t.channel == "") & (t.code == "criticise")].p.iloc[0] for t in (alone, both)]
    assert set(both.channel) == {"", "meeting"} and set(both.aspect) == {"act", "stance"}
    assert first[1] == 2 * first[0] < 500


def test_measures_of_reprints_are_not_apart(said, compared):
    """Four releases in forty articles: by hand, an eighth of the ways to turn their signs are as far apart."""
    rows = []
    for side, act, stance in (("USA", "criticise", -1), ("CHN", "praise", 1)):
        for release in "ab":
            text = [" ".join(f"{side}{release}{line}w{n}" for n in range(20)) for line in range(2)]
            rows += [
                said(words, doc=f"{side}{release}{copy}", target=side, act=act, stance=stance)
                for copy in range(10)
                for words in text
            ]
    found = compared(rows)
    assert min(breakdowns.compare_measures(found, found.part("said")).values()) >= 1_200


def test_the_most_frequent_channel_comes_first(said, talk, compared):
    """Two meetings, one call: meetings first."""
    talks = [talk("a", "USA", channel="call"), talk("b", "USA"), talk("c", "CHN")]
    assert list(breakdowns.engagements_by_channel(compared([said("x")], talks)).channel) == ["meeting", "call"]


def test_what_has_no_date_is_in_no_period(said, compared):
    """Of three statements told by quarters one is undated: two are counted."""
    rows = [said("a", published="2022-01-02"), said("b", doc="two", published="2024-04-01")]
    table = breakdowns.by_period(compared([*rows, said("c", doc="three", published="")]))
    assert table[["period", "n"]][table.measure == "stance"].values.tolist() == [["2022-Q1", 1], ["2024-Q2", 1]]
