"""Tables, figures and findings of measures: every number leads to its statements, and too few are said to be."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from positions.comparison import Parameters, compare
from positions.reporting.render.markup import View
from positions.reporting.sections import channels, findings, over_time, shares, sources, themes_raised, voices


@pytest.fixture(scope="module")
def seed():
    """The seed's comparison."""
    return compare(Parameters())


@pytest.fixture
def dated(said, compared):
    """Forty statements to either side in January and forty in March, ten in February, each in twenty documents."""
    rows = []
    for month, n in (("01", 40), ("02", 10), ("03", 40)):
        for side in ("USA", "CHN"):
            day = f"2030-{month}-05"
            rows += [said(f"w{i}", doc=f"{side}{month}{i % 20}", target=side, published=day) for i in range(n)]
    return compared(rows)


def links(markup: str) -> list[str]:
    """Return the addresses in HTML or SVG."""
    return re.findall(r'href="([^"]+)"', markup)


def test_the_seed_gets_no_statistics(seed):
    """One article: too few for shares, choices, voices and periods, and no finding of them."""
    assert "Too few" in shares.under_other_choices(seed).plain
    assert isinstance(over_time.trends_figure(seed), View) and isinstance(voices.figure(seed), View)
    assert not list(voices.voices_sentences(seed)) and not list(shares.robustness_sentences(seed))
    shown = [voices.by_voice(seed), channels.by_channel(seed), themes_raised.silence_ledger(seed)]
    assert not re.search(r"\d%|adjusted p|\d \(.*to.*\)", " ".join(s.plain for s in shown))


def test_where_too_few_the_statements_are_shown(seed):
    """Three to the US in the call, three to China in the meeting: all are listed, with links to all of them."""
    shown = channels.by_channel(seed)
    assert shown.plain.count("\n- ") == 6
    assert "#rows:part=said&amp;side=USA&amp;channel=call" in links(shown)


def test_a_period_is_drawn_as_sure_as_it_is(dated):
    """January and March have intervals, February has none; no line joins them across it; each point is a link."""
    drawn = over_time.trends_figure(dated)
    assert "2030-02 n 10, mean stance 1.00, acts that commit 0%;" in drawn.alternative
    assert "2030-01 n 40, mean stance 1.00 (1.00 to 1.00)" in drawn.alternative
    addresses = set(links(drawn.svg))
    assert {f"#rows:part=said&amp;side=CHN&amp;month=2030-0{i}" for i in (1, 2, 3)} <= addresses
    ET.fromstring(drawn.svg)
    assert drawn.svg == over_time.trends_figure(dated).svg


def test_lines_join_neighbours_with_enough(said, compared):
    """Two months that have enough are joined in four panels; with an empty month between them in none."""

    def lines(second):
        rows = [
            said(f"w{i}", doc=f"{side}{day}{i % 20}", target=side, published=day)
            for day in ("2030-01-05", second)
            for side in ("USA", "CHN")
            for i in range(40)
        ]
        line = r'<path d="M [\d.]+ [\d.]+ L [\d.]+ [\d.]+" clip'
        return len(re.findall(line, over_time.trends_figure(compared(rows)).svg))

    joined, apart = lines("2030-02-05"), lines("2030-03-05")
    assert joined - apart == 4


def test_a_figure_of_voices_has_their_numbers(dated):
    """Ninety to either side by the foreign ministry; the address names its institutions."""
    drawn = voices.figure(dated)
    assert "foreign ministry to China, n 90: mean stance 1.00" in drawn.alternative
    assert "#rows:part=said&amp;side=USA&amp;institution=foreign_ministry,embassy" in links(drawn.svg)


def test_a_voice_that_differs_is_said_to(said, compared):
    """All criticism of the US, all praise of China, by one voice: the mean stance differs; two voices have too few."""
    rows = [said(f"w{i}", doc=f"{side}{i % 20}", target=side) for side in ("USA", "CHN") for i in range(40)]
    rows = [row | {"stance": -1} if row["target"] == "USA" else row for row in rows]
    (found,) = voices.voices_sentences(compared(rows))
    text = found.plain
    assert "foreign ministry: mean stance −1.00 (−1.00 to −1.00) to the United States (n 40) and 1.00" in text
    assert "which differ beyond chance, adjusted p below .001; acts that commit 0% (0 to 18)" in text
    assert "not shown to differ, adjusted p 1. Too few to compare: army and head of government." in text
    assert "#rows:part=said&amp;side=CHN&amp;institution=foreign_ministry,embassy" in links(found)


def test_other_choices_are_told_of_what_is_shown(said, compared):
    """A difference in every statement holds under the two choices that leave out the one statement that is unlike."""
    rows = [said(f"w{i}", doc=f"{side}{i % 20}", target=side) for side in ("USA", "CHN") for i in range(40)]
    rows[0] |= {"quote_type": "direct", "target_basis": "engagement"}
    found = compared([row | {"act": "criticise"} if row["target"] == "USA" else row for row in rows])
    (told,) = shares.robustness_sentences(found)
    assert "the difference in act criticism stays beyond chance under all 2" in told
    line = next(
        line for line in shares.under_other_choices(found).plain.splitlines() if line.startswith("act criticism")
    )
    assert line.split(" | ")[1:3] == ["beyond chance (adjusted p below .001): 40/40, 0/40", "holds: 39/39, 0/40"]


def test_sources_are_told_by_their_kinds(said, compared):
    """Two articles of an agency of the state, one of a newspaper, one of nobody known; English if all are known so."""
    found = compared([said(f"w{i}", doc=f"d{i}") for i in range(4)])
    outlets = {"d0": ("app", "APP"), "d1": ("app", "APP"), "d2": ("dawn", "Dawn"), "d3": ("", "")}
    documents = [
        replace(d, outlet=outlets[d.doc_id][0], publisher=outlets[d.doc_id][1], language="en") for d in found.documents
    ]
    (told,) = sources.kinds_sentences(replace(found, documents=tuple(documents)))
    text = told
    assert "2 documents of a state-run news agency (APP), 1 document of a private newspaper (Dawn)" in text
    assert "1 document of publishers whose kind is not known" in text
    assert "seldom their critics" in text and "All of it is in English" in text
    documents[0] = replace(documents[0], language="")
    (told,) = sources.kinds_sentences(replace(found, documents=tuple(documents)))
    assert "English" not in told
    assert list(sources.kinds_sentences(found)) == []


def test_a_silence_says_what_it_rests_on(dated, said, compared):
    """None of ninety: a share is told; none of one: the number alone."""
    rows = [said("a", themes="nuclear"), said("b", target="CHN")]
    line = next(
        line for line in themes_raised.silence_ledger(compared(rows)).plain.splitlines() if line.startswith("nuclear")
    )
    assert line.endswith("| 0 of 1")
    text = next(f for f in findings.derive(compared(rows)).items if f.topic == "Themes with one only")
    assert "That silence rests on 1 statement to China." in text.sentence.plain


def test_joint_statements_of_the_ledger_lead_to_their_theme(said, talk, compared):
    """Two joint statements, one with the theme: the number leads to that one; topics stand with their side."""
    rows = [said("a", themes="nuclear"), said("b", themes="nuclear", speaker_country="JOINT")]
    rows += [said("c", themes="defence", speaker_country="JOINT"), said("d", target="CHN", themes="nuclear")]
    shown = themes_raised.silence_ledger(compared(rows, [talk("m", "USA", topics="nuclear")]))
    line = next(line for line in shown.plain.splitlines() if line.startswith("nuclear"))
    assert line.split(" | ")[2:7] == ["1", "1", "1", "–", "1"]
    assert '<a href="#rows:part=joint&amp;theme=nuclear">1</a>' in shown


def test_a_voice_s_number_leads_to_all_its_institutions(said, compared):
    """The foreign ministry's voice is that of ministry and embassies."""
    shown = voices.by_voice(compared([said("a"), said("b", institution="embassy")]))
    assert '<a href="#rows:part=said&amp;side=USA&amp;institution=foreign_ministry,embassy">2</a>' in shown


def test_statements_in_no_engagement_lead_to_those_in_none(said, compared):
    """Where no channel is known the address asks for rows without one."""
    assert "#rows:part=said&amp;side=USA&amp;channel=-" in links(channels.by_channel(compared([said("a")])))
