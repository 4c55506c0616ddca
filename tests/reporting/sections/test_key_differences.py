"""The differences that hold, told first: both shares, a quotation of either side, or what would be needed."""

import html
import re

import pytest

from positions import coding
from positions.comparison import shares as comparison_shares
from positions.reporting import evidence
from positions.reporting.render import names
from positions.reporting.sections.shares import FARTHEST, predicate
from positions.reporting.sections.shares import key_differences as lead

WISH = "a wish for more trade that is long enough to read well alone"
THANKS = "many thanks for the help that came after the floods of that year"


def differing(said, n=40, **fields):
    """Describe statements to either side, each in an article of its own: requests to the US, praise to China."""
    fields = {"act": "request", "stance": 0} | fields
    rows = [said(f"{WISH} {i}", doc=f"u{i}", **fields) for i in range(n)]
    return [*rows, *(said(f"{THANKS} {i}", target="CHN", doc=f"c{i}") for i in range(n))]


@pytest.fixture
def unerring(monkeypatch):
    """Take the coding to make no error: here the sentences are tested, not the statistics."""
    monkeypatch.setattr(comparison_shares, "_beyond_coding", lambda *_: True)


def test_a_difference_is_told_with_both_shares_and_words(said, compared, unerring):
    """Rule: the higher share first, each with number, whole and interval, and a quotation of the side that has any."""
    plain = lead(compared(differing(said))).plain
    first = plain.splitlines()[0]
    assert re.fullmatch(
        r"1\. 100% of what Pakistan says to .* \(40 of 40 statements; 95% interval \d+ to 100%\), and none of what it "
        r"says to or about .* \(0 of 40 statements; 95% interval 0 to \d+%\)\..*",
        first,
    )
    assert WISH in plain and THANKS in plain


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"act": "criticise", "stance": -1}, ("is criticism", "is unfavourable")),
        ({"act": "praise", "stance": 2}, ("is strongly",)),
    ],
)
def test_what_is_wrong_too_often_does_not_lead(said, compared, unerring, monkeypatch, fields, words):
    """Rule: codes that are not right often enough where they were measured lead nothing; surer ones say how often."""
    rows = differing(said, **fields)
    told = [line for line in lead(compared(rows)).plain.splitlines() if re.match(r"\d\. ", line)]
    assert told and not any(word in line for word in words for line in told)
    monkeypatch.setattr("positions.reporting.sections.shares.is_reliable_code", lambda *_: True)
    sure = [line for line in lead(compared(rows)).plain.splitlines() if any(word in line for word in words)]
    assert sure and all(re.search(r"Of 100 so coded \d+ are right \(\d+ to \d+, measured", line) for line in sure)


def test_numbers_lead_to_the_statements(said, compared, unerring):
    """Rule: each number is a link that asks for what it counts."""
    markup = html.unescape(lead(compared(differing(said))))
    assert '<a href="#rows:part=said&side=USA&act=request">40</a>' in markup


def test_no_more_than_three_and_of_different_kinds_first(said, compared, unerring):
    """Acts and stances differ in four shares: an act and a stance come first, and three are told."""
    told = [line for line in lead(compared(differing(said))).plain.splitlines() if re.match(r"\d\. ", line)]
    kinds = [re.search(r"is (a request|praise or thanks|favourable|neutral)", line).group(1) for line in told]
    assert len(told) == 3
    assert len(set(kinds[:2]) & {"a request", "praise or thanks"}) == 1


def test_a_handful_is_not_quoted(said, compared, unerring):
    """Rule: of four statements none is typical; of five one is quoted."""
    for n, is_quoted in ((4, False), (5, True)):
        rows = differing(said, act="deny", stance=0)
        few = [
            said(f"a rare rebuke of some length number {i}", act="request", stance=0, target="CHN", doc=f"f{i}")
            for i in range(n)
        ]
        assert ("a rare rebuke" in lead(compared([*rows, *few])).plain) is is_quoted


def test_what_is_quoted_has_a_card(said, compared, unerring):
    """Rule: every statement quoted below a difference has its card on the page."""
    found = compared(differing(said))
    quoted = set(re.findall(r'data-at="([^"]+):([0-9-]+)"', lead(found)))
    cards = evidence.cards(found, lead(found))
    assert quoted and all(f'id="s-{stem}-{span}"' in cards for stem, span in quoted)


def test_none_that_holds_is_said_with_what_is_needed(said, compared):
    """Even sides: no difference, the nearest named with both shares, and what it would take."""
    rows = [said(f"{WISH} {i}", target=side, doc=f"{side}{i}") for side in ("USA", "CHN") for i in range(40)]
    plain = lead(compared(rows)).plain
    assert plain.startswith("No difference between the two holds: of ")
    assert "Shares this close would not be told apart by twenty times as many statements." in plain


def test_more_statements_are_asked_for_where_they_would_help(said, compared):
    """10 of 40 against 5 of 40 is not beyond chance with all shares at once; a number of statements is named."""
    rows = [
        said(f"{WISH} {i}", target=side, doc=f"{side}{i}", act="aspire" if i < few else "praise")
        for side, few in (("USA", 10), ("CHN", 5))
        for i in range(40)
    ]
    plain = lead(compared(rows)).plain
    n = int(re.search(r"about ([\d,]+) statements to each would show it", plain).group(1).replace(",", ""))
    assert 40 < n <= 40 * FARTHEST


def test_what_errors_of_the_coding_could_make_is_said(said, compared, monkeypatch):
    """A difference that chance does not explain and the errors could is no difference, and the report says which."""
    monkeypatch.setattr(comparison_shares, "_beyond_coding", lambda *_: False)
    plain = lead(compared(differing(said))).plain
    assert plain.startswith("No difference between the two holds")
    assert plain.endswith("but errors of the coding could: it takes statements checked by hand.")


def test_too_few_are_counted(said, compared):
    """Rule: below the minimum the numbers stand there, and how many it takes."""
    plain = lead(compared([said(WISH), said(THANKS, target="CHN"), said(f"{THANKS} x", target="CHN", doc="b")])).plain
    assert plain.startswith("Too few to compare in shares: 1 statement to the United States and 2 statements to China.")
    assert "A comparison takes 31 to each" in plain


def test_every_code_that_is_compared_has_its_words():
    """Rule: each act, stance and theme of the codebook, terms and names, can be said in a sentence."""
    book = coding.codebook()
    codes = [("theme", theme) for theme in book.themes] + [("act", act) for act in book.acts]
    codes += [("stance", str(stance)) for stance in range(-2, 3)] + [("terms attached", ""), ("name given", "")]
    verbs = ("is ", "affirms ", "sets ", "names ")
    assert all(predicate(*code).startswith(verbs) for code in codes)
    assert len({predicate(*code) for code in codes}) == len(codes)
    assert names.named("predicates", "act praise") == "is praise or thanks"
