"""Reports on other countries than Pakistan, the United States and China: names, figures of trust, looks."""

import pandas as pd
import pytest

from positions.comparison.shares import compare_shares
from positions.countries import SIDES, Sides
from positions.reporting import site
from positions.reporting.render import names, pages
from positions.reporting.render.svg import Drawing
from positions.reporting.sections import counts, engagements, error_rates, opening, terms
from positions.reporting.sections.shares import key_differences


def india(said, compared, n=2, **parameters):
    """Return a comparison of what India is to have said, so many statements to either side in as many documents."""
    rows = [
        said(f"trade with {side} matters {i}", target=side, speaker_country="IND", doc=f"d{side}{i}", act=act)
        for side, act in (("USA", "praise"), ("CHN", "criticise"))
        for i in range(n)
    ]
    return compared(rows, actor="IND", **parameters)


@pytest.mark.parametrize(
    "make", [opening.at_a_glance, counts.codes_by_side, engagements.reported, terms.commitments, counts.acts_figure]
)
def test_no_other_country_is_put_in_the_actors_place(said, talk, compared, make):
    """Rule: texts of a report call the actor by its own name."""
    c = india(said, compared, talks=[talk("m1", "USA")])
    shown = make(c)
    text = shown.alternative if isinstance(shown, Drawing) else shown
    assert "India" in text and "Pakistan" not in text


def test_the_title_and_what_is_counted_name_the_actor(said, compared):
    """Rule: the title of a report and what it counts name the country whose statements are compared."""
    c = india(said, compared)
    question = site.make_summary(c, {}, site.page_frame("x", [], c))["question"]
    assert question == "India’s stated positions toward the United States and China"
    assert "Counted are India’s official statements" in opening.what_was_counted(c).plain


def test_the_figures_of_trust_are_said_to_be_of_others(said, compared):
    """Rule: error rates measured for some countries are not shown for others; a sentence says so."""
    c = india(said, compared)
    for told in (error_rates.by_counterpart(c).plain, error_rates.confidence(c).plain):
        assert "measured on statements of Pakistan, the United States and China" in told
        assert "do not apply to India, the United States and China" in told
        assert "95-in-100" not in told


def test_no_difference_of_shares_is_claimed_where_errors_are_not_measured(said, compared):
    """Rule: what is beyond chance is withheld, with the reason, where the coding's errors are those of others."""
    c = india(said, compared, n=40)
    table = compare_shares(c)
    assert (table.differs == "").all() and (table.withheld != "").any()
    assert "how often statements of these countries are coded wrongly is not known" in key_differences(c).plain


def test_either_order_of_the_counterparts_is_measured():
    """Rule: the order of the columns does not matter, every other country does."""
    assert SIDES.are_measured and Sides("PAK", ("CHN", "USA")).are_measured
    assert not Sides("IND", ("USA", "CHN")).are_measured and not Sides("PAK", ("IND", "CHN")).are_measured


def test_countries_that_the_sheets_do_not_name_get_a_style():
    """Rule: the countries of the first question add nothing to a page; another brings its own colours."""
    assert pages.country_style("XXX", SIDES) == ""
    assert pages.unstyled_countries(Sides("IND", ("USA", "CHN"))) == ("IND",)
    assert pages.unstyled_countries(Sides("USA", ("PAK", "CHN"))) == ("PAK",)
    assert pages.country_style(": LIGHT; : DARK; .XXX", Sides("IND", ("USA", "CHN"))) == ": #a8442a; : #cb8f7f; .ind"
    assert "--ind:" in pages.page_style("cards.css", sides=Sides("IND", ("USA", "CHN")))
    assert "--ind:" not in pages.page_style("cards.css")


def test_colours_and_markers_tell_countries_apart():
    """Rule: no two countries of a report look alike, so that each can be told by colour and in grey."""
    drawn = pd.Series([names.mark(code) for code in ("PAK", "USA", "CHN", "IND")])
    assert drawn.str[0].is_unique and drawn.str[1].is_unique
