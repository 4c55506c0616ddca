"""The first screen: the words that differ, and every number a link to the statements it counts."""

import html
import re

import pytest

from positions.comparison import Parameters, compare
from positions.reporting.render import links
from positions.reporting.sections import opening
from positions.reporting.sections.opening import at_a_glance


def cells(comparison) -> dict[str, list[str]]:
    """Return the lines of the plain table: the two sides' cells by what they are about."""
    lines = at_a_glance(comparison).plain.splitlines()[:-1]
    return {line.split(" | ")[0]: line.split(" | ")[1:] for line in lines}


@pytest.fixture(scope="module")
def seed():
    """The seed's comparison."""
    return compare(Parameters())


def test_the_seed_at_a_glance(seed):
    """What a reader of the article finds, in its words."""
    found = cells(seed)
    assert found["United States 3 statements"] == ["China 3 statements"]
    assert found["Words for the relationship"] == [
        "‹multi-faceted relations›; ‹mutually beneficial multi-domain relations›",
        "‹strategic partnership›",
    ]
    assert found["Themes"][0] == "ties in general 3"
    assert found["Who speaks"][0] == "Qamar Javed Bajwa 2 · Inter-Services Public Relations 1"
    assert found["Raised with this side only"] == ["none", "connectivity (CPEC) 1 · world order 1"]
    assert found["Channel"] == ["a call", "a meeting"]
    assert found["Said in return"] == ["praise, thanks 2 · pledge 1", "praise, thanks 1 · pledge 1"]


def test_channels_are_named_and_not_counted(said, talk, compared):
    """Rule: engagements are not found surely enough to be counted on the first screen; the table behind has them."""
    talks = [talk(f"m{n}", "USA", channel="call") for n in range(3)]
    channel = cells(compared([said("it values ties")], talks))["Channel"]
    assert channel[0].startswith("calls") and not re.search(r"\d", channel[0])


def test_numbers_lead_to_what_they_count(seed):
    """Each number is in a link, and the link asks for the statements it counts."""
    markup = at_a_glance(seed)
    found = {html.unescape(address): text for address, text in re.findall(r'<a href="([^"]*)">([^<]*)</a>', markup)}
    assert found[links.rows(part="heard", side="USA", act="praise")] == "praise, thanks 2"
    assert found[links.rows(part="said", side="CHN", theme="connectivity")] == "connectivity (CPEC) 1"
    assert f'<a href="{html.escape(links.rows(part="said", side="CHN"))}">3 statements</a>' in markup
    assert "affirmed policy 1" in found.values()
    assert not re.search(r"\d", re.sub(r"<a .*?</a>|<[^>]+>", "", markup))


def test_the_frequent_first_and_the_rest_a_link(said, compared):
    """Of five names the three most frequent stand there; a link without a number shows all statements that give one."""
    given = ["ties"] * 3 + ["bonds"] * 2 + ["links", "knots", "ropes"]
    found = compared([said(f"{i} {label}", label=label, doc=str(i)) for i, label in enumerate(given)])
    assert cells(found)["Words for the relationship"] == ["‹ties› 3; ‹bonds› 2; ‹links›; all", "none"]
    address = html.escape(links.rows(part="said", side="USA", label=links.ANY))
    assert f'<a href="{address}">all</a>' in at_a_glance(found)


def test_a_name_affirmed_stands_before_one_wished_for(said, compared):
    """Rule: of more names than are shown, as frequent, those affirmed or praised come first, those hoped for last."""
    acts = {"hoped": "aspire", "wanted": "aspire", "plain": "state", "dear": "praise"}
    found = compared([said(f"the {name} ties", label=f"{name} ties", act=act, doc=name) for name, act in acts.items()])
    assert cells(found)["Words for the relationship"][0] == "‹dear ties›; ‹plain ties›; ‹hoped ties›; all"


def test_spellings_of_one_name_are_one(said, compared):
    """Names that differ in capitals, hyphens or an article are one entry, as most often written, that leads to all."""
    given = ["all-weather ties", "all-weather ties", "All Weather ties", "the all-weather ties"]
    found = compared([said(f"{i} {label}", label=label, doc=str(i)) for i, label in enumerate(given)])
    assert cells(found)["Words for the relationship"] == ["‹all-weather ties› 4", "none"]
    address = html.escape(links.rows(part="said", side="USA", label=list(dict.fromkeys(given))))
    assert f'<a href="{address}">4</a>' in at_a_glance(found)


def test_a_line_without_any_entry_is_left_out(said, compared):
    """Rule: no line says none of either side."""
    found = cells(compared([said("ties"), said("bonds", target="CHN")]))
    assert "Words for the relationship" not in found and "Channel" not in found
    assert not any(set(entries) == {"none"} for entries in found.values())


def test_words_of_a_document_are_text(said, compared):
    """Markup in a name or in terms is shown as it is written."""
    bad = "<script>alert(1)</script>"
    found = at_a_glance(compared([said(f"a {bad}", label=bad), said(f"b {bad}", condition=bad, doc="two")]))
    assert "<script" not in found and "&lt;script&gt;" in found


def test_with_enough_statements_the_headline_is_a_share(said, compared):
    """40 criticisms of 40 to the US in 20 articles, none of 40 to China: a share, its interval and number, by side."""
    rows = [said(f"{i} we", act="criticise", doc=f"a{i % 20}") for i in range(40)]
    rows += [said(f"{i} you", act="praise", target="CHN", doc=f"b{i % 20}") for i in range(40)]
    lines = opening.report_headline(compared(rows))
    assert [line["code"] for line in lines] == ["usa", "chn"]
    assert all(line["form"] == "share" and " of 40 statements, 95% interval" in line["n"] for line in lines)
    assert {line["words"].split("%")[0] for line in lines} == {"100", "0"}


def test_without_a_difference_the_headline_is_words(said, compared):
    """Enough statements, all alike to either side: no share is picked out; the names given stand for the report."""
    rows = [
        said(f"{i} ties", target=side, doc=f"{side}{i % 20}", label="ties")
        for side in ("USA", "CHN")
        for i in range(40)
    ]
    assert {line["words"] for line in opening.report_headline(compared(rows))} == {"ties"}
