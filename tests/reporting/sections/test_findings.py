"""Findings hold only what the tables hold."""

import re

import pytest

from positions.comparison import Parameters, compare
from positions.reporting import evidence
from positions.reporting.render import links
from positions.reporting.render.markup import ABSENT
from positions.reporting.sections import counts, engagements, findings, opening, shares, terms, themes_raised
from quotes import linked, quoted_words

HEARD = {"speaker_country": "USA", "target": "PAK", "speaker": "C. Doe", "office": "Envoy"}


@pytest.fixture(scope="module")
def seed():
    """The seed's comparison."""
    return compare(Parameters())


def sentences(comparison) -> dict[str, str]:
    """Return the findings' sentences by topic."""
    return {f.topic: f.sentence.plain for f in findings.derive(comparison).items}


def everything(comparison) -> str:
    """Return the whole report in plain text."""
    makers = (
        counts.statements_side_by_side,
        counts.codes_by_side,
        shares.percentages,
        themes_raised.silence_ledger,
        terms.commitments,
        terms.as_quoted,
    )
    makers += (
        counts.shared_wording,
        counts.set_apart,
        counts.speakers,
        engagements.reported,
        engagements.themes_in_turn,
        engagements.dialogues,
    )
    makers += (opening.at_a_glance, lambda c: evidence.cards(c, *linked(c)))
    return "\n".join([repr(findings.derive(comparison)), *(make(comparison).plain for make in makers)])


def test_terms_are_a_finding_only_where_they_are_told_surely(seed, monkeypatch):
    """Common interests are the terms of both statements of position to the US, none is set to China: said among the
    findings where terms are right often enough on articles kept apart, else left to the section of terms."""
    monkeypatch.setattr("positions.reporting.sections.findings.terms_hold", lambda: False)
    assert "Terms attached" not in sentences(seed)
    assert "Terms stand here and not among the findings" in terms.commitments(seed).plain
    monkeypatch.setattr("positions.reporting.sections.findings.terms_hold", lambda: True)
    text = sentences(seed)["Terms attached"]
    assert "Of 3 statements to the United States, 2 set terms: ‹based on common interests› (2)." in text
    assert "Of 3 statements to China, none sets terms." in text


def test_the_seed_names_the_relationships_differently(seed):
    """Multi-faceted and multi-domain relations on one side, strategic partnership on the other."""
    american, chinese = sentences(seed)["Name of the relationship"].split("Of 3 statements to China")
    assert "multi-faceted" in american and "multi-domain" in american
    assert "strategic partnership" in chinese and "strategic partnership" not in american


def test_the_seed_tells_the_channels_apart(seed):
    """A call with the one, a meeting with the other; regional security was discussed with both."""
    text = sentences(seed)["Channel"]
    assert re.search(r"United States: a call.*China: a meeting \(GHQ", text)
    one_sided = sentences(seed)["Themes with one only"]
    assert "CPEC" in one_sided and "world order" in one_sided and "regional security" not in one_sided


def test_what_was_discussed_is_no_ones_alone(seed):
    """A topic reported as discussed was spoken of by both, whoever is quoted on it; alone are only the other themes."""
    table = {line.split(" | ")[0]: line for line in engagements.themes_in_turn(seed).plain.splitlines()}
    for theme in ("United States: defence", "United States: regional security", "China: connectivity (CPEC)"):
        assert "reported as discussed" in table[theme]
    assert "Pakistan alone" in table["China: world order"]
    assert "the other side alone" in table["China: safety of citizens"]


def test_the_seed_tells_what_either_side_said_back(seed):
    """Both pledged; the words they said are listed below."""
    finding = next(f for f in findings.derive(seed).items if f.topic == "Said in return")
    assert "A pledge comes from the United States and from China." in finding.sentence.plain
    words = " ".join(finding.rests_on.content)
    assert "professionalism" in words and "Chinese personnel" in words


def test_the_seed_gives_both_the_same_formula(seed):
    """Values, and look forward; nothing else is listed as shared."""
    sentence = next(f for f in findings.derive(seed).items if f.topic == "Same wording").sentence
    assert {words for _, words in quoted_words(sentence)} == {"Pakistan values", "look forward"}


def test_the_seed_s_general_principle_is_said_to_be_one(seed):
    """The statement on international partners does not name China."""
    finding = next(f for f in findings.derive(seed).items if f.topic == "Not named")
    assert list(finding.rests_on.content.str.contains("international partners")) == [True]


def test_the_seed_puts_nothing_of_its_own_in_quotation_marks(seed):
    """No statement of the article is quoted as the speaker's own words, so no finding has quotation marks."""
    shown = findings.derive(seed)
    assert quoted_words(shown.shown()) and "“" not in repr(shown)


@pytest.mark.parametrize("minimum", [1, 31])
def test_below_the_minimum_no_share_appears_anywhere(said, compared, minimum):
    """With too few, and from one document even with a minimum of one, the report has no per cent and says why."""
    text = everything(compared([said("it values ties"), said("it values ties", target="CHN")], minimum=minimum))
    assert "%" not in text and "average" not in text
    assert "Too few to compare" in text


def test_every_quoted_word_stands_in_its_statement(said, compared, seed):
    """Words of findings, terms and names are found in the statement they link to, letter for letter."""
    rows = [said("Broad Ties matter now", label="Broad Ties"), said("broad ties matter now", target="CHN")]
    for comparison in (seed, compared(rows)):
        contents = {links.anchor(row.statement_id): row.content for row in comparison.statements.itertuples()}
        quoted = [each for f in findings.derive(comparison).items for each in quoted_words(f.sentence)]
        assert quoted
        assert all(words in contents[name] for name, words in quoted)


def test_every_link_has_its_place(seed):
    """Each link of a finding leads to a card on the page, or to a place in the source."""
    found = findings.derive(seed)
    page = evidence.cards(seed, found.shown(), opening.at_a_glance(seed))
    known = links.places(seed.statements.statement_id, seed.reports.engagement_id)
    led = set(re.findall(r'href="#([^"]+)"', found.shown() + opening.at_a_glance(seed)))
    led = {name for name in led if not name.startswith("rows:")}
    assert {name for name in led if name.startswith("at-")} and {name for name in led if name.startswith("s-")}
    assert led <= set(re.findall(r'id="([^"]+)"', page)) | {f"at-{name}" for name in known}


def test_nothing_on_one_side_is_said_to_be_nothing(said, compared):
    """Without a statement to China no finding speaks of what it says to China."""
    text = sentences(compared([said("ties on fair terms", label="ties")]))
    assert "There is no statement to China." in text["Name of the relationship"]
    assert "Nothing that the United States or China said is reported." in text["Said in return"]
    assert "Same wording" not in text


def test_an_empty_comparison_makes_no_finding(said, compared):
    """A document with a statement outside the comparison: nothing is found, nothing claimed, nothing breaks."""
    found = compared([said("it hopes", speaker_country="OTHER")])
    assert set(sentences(found)) == {"Said in return"}
    assert everything(found)


def test_only_joint_statements_are_no_position_of_one_side(said, compared):
    """Joint statements are counted apart and give no terms, names or acts to a side."""
    text = sentences(compared([said("we want ties", speaker_country="JOINT", label="ties", condition="want")]))
    assert "1 joint statement (1 with the United States)" in text["Shown separately"]
    assert not {"Terms attached", "Name of the relationship", "How binding"} & set(text)


def test_without_engagement_no_channel_is_told(said, compared):
    """Nothing is said of channels or turns in engagements."""
    text = sentences(compared([said("it values ties"), said("many thanks", **HEARD)]))
    assert "Channel" not in text
    assert "engagements with" not in text["Said in return"]


def test_many_engagements_are_counted_not_told(said, talk, compared):
    """More than two with one side: the channels are counted."""
    talks = [talk(f"m{i}", "USA", channel="call") for i in range(3)]
    assert "With the United States: 3 calls." in sentences(compared([said("it values ties")], talks))["Channel"]


def test_a_pledge_is_told_of_the_side_that_made_it(said, compared):
    """With one side pledging, the other is not named."""
    text = sentences(compared([said("to help out", act="commit", **HEARD)]))["Said in return"]
    assert "A pledge comes from the United States." in text


def test_shares_come_with_n_interval_and_p(said, compared):
    """With enough from several documents, a share stands with its number, interval and adjusted p."""
    rows = [said(f"w{i}", doc=f"{side}{i % 10}", target=side) for side in ("USA", "CHN") for i in range(40)]
    rows = [row | {"act": "criticise"} if row["target"] == "USA" else row for row in rows]
    text = shares.percentages(compared(rows))
    # By hand: ten releases that all say the same are ten statements, 7.5 of them by Student's 2.26 for 1.96; Wilson.
    line = next(line for line in text.plain.splitlines() if line.startswith("act criticism"))
    assert " | 100% (66–100), n 40 | 0% (0–34), n 0 | " in line
    assert "adjusted p below .001" in line
    assert 'href="#rows:part=said&amp;side=USA&amp;act=criticise">40</a>' in text


def test_shares_that_do_not_differ_are_folded(said, compared):
    """Even sides: no share is shown to differ; the table of all is opened by its name."""
    rows = [said(f"w{i}", doc=f"d{i % 2}", target=side) for side in ("USA", "CHN") for i in range(40)]
    text = shares.percentages(compared(rows))
    assert text.plain.startswith("No share is shown to differ.")
    assert "<details><summary>All shares compared</summary>" in text


@pytest.mark.parametrize(("p", "text"), [(1, "below .001"), (12, ".001"), (449, ".045"), (2300, ".23"), (9_990, "1")])
def test_p_is_written_as_sure_as_it_is(p, text):
    """Three digits where they matter, two above, and never 0."""
    assert shares.adjusted_p(p) == f"adjusted p {text}"


def test_warmth_is_never_compared(seed, said, compared):
    """No finding says warmer, colder, more or less than."""
    rows = [said(f"w{i}", doc=f"d{i % 2}", target=side, stance=2) for side in ("USA", "CHN") for i in range(40)]
    for comparison in (seed, compared(rows)):
        assert not re.search(
            r"warmer|colder|friendlier|closer|more \w+ than|less \w+ than", repr(findings.derive(comparison))
        )


def test_counts_of_absent_codes_are_dashes(said, compared):
    """A side without a code shows a dash, never a nought."""
    plain = counts.codes_by_side(compared([said("it values ties")])).plain
    line = next(line for line in plain.splitlines() if line.startswith("Act: praise"))
    assert line.split(" | ")[1:] == ["1", ABSENT]
