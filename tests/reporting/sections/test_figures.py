"""Figures: the same bytes, text alternatives with the numbers drawn, links, countries that every eye can tell apart."""

import itertools
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from positions.comparison import Parameters, compare
from positions.reporting.render import links, names, pages
from positions.reporting.render.markup import View
from positions.reporting.render.pages import inline_svg
from positions.reporting.render.svg import Drawing, canvas, drawing_style, finish, link_area
from positions.reporting.sections import counts, engagements, over_time, themes_raised

ALL = [counts.acts_figure, themes_raised.figure, engagements.figure, over_time.timeline_figure]


@pytest.fixture(scope="module")
def seed():
    """The seed's comparison."""
    return compare(Parameters())


SVG = "{http://www.w3.org/2000/svg}"


def reached(drawn: Drawing) -> dict[str, str]:
    """The links of a figure that a keyboard reaches: address and name."""
    found = [a for a in ET.fromstring(drawn.svg).iter(f"{SVG}a") if a.get("tabindex") != "-1"]
    return {a.get("href"): a.get("aria-label") for a in found}


@pytest.mark.parametrize("draw", ALL[:3])
def test_a_figure_is_the_same_twice(draw, seed):
    """No date, no random name: identical text, and well-formed."""
    first, second = draw(seed), draw(seed)
    assert first.svg == second.svg
    assert ET.fromstring(first.svg).tag == f"{SVG}svg"
    assert not re.search(r"date|<style|<metadata", first.svg)


@pytest.mark.parametrize("draw", ALL[:3])
def test_a_figure_is_named_and_described(draw, seed):
    """Title and description are the first things in it, and what it names itself by."""
    drawn = draw(seed)
    root = ET.fromstring(drawn.svg)
    title, description = root[:2]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), description.get("id"))
    assert description.text == drawn.alternative
    assert drawn.alternative.startswith(title.text) and len(title.text) < 80


def test_words_in_a_figure_are_words(seed):
    """What is written in a figure can be selected and searched, and is not drawn as shapes."""
    text = [element.text for element in ET.fromstring(counts.acts_figure(seed).svg).iter(f"{SVG}text")]
    assert {"United States", "China", "praise, thanks", "+1"} <= set(text)


def test_two_figures_on_a_page_share_no_name(seed):
    """Names within a figure are of this figure only, and everything it refers to is in it."""
    svgs = [draw(seed).svg for draw in ALL[:3]]
    own = [set(re.findall(r' id="([^"]+)"', svg)) for svg in svgs]
    assert all(not one & other for one, other in itertools.combinations(own, 2))
    for svg, ids in zip(svgs, own, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= ids
        assert set(re.findall(r'<use[^>]* href="#([^"]+)"', svg)) <= ids


def test_every_colour_is_one_of_the_pages(seed):
    """In the dark a colour follows the page, because it is a variable that base.css has; alone it is itself."""
    sheet = (pages.TEMPLATE / "base.css").read_text(encoding="utf-8").split("@media")[0]
    variables = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))
    for draw in ALL[:3]:
        svg = draw(seed).svg
        used = re.findall(r"var\(--([\w-]+), (#[0-9a-f]{6})\)", svg)
        assert used and all(variables[name] == value for name, value in used)
        assert len(re.findall(r"#[0-9a-f]{6}\b", svg)) == len(used)


@pytest.mark.parametrize(
    ("draw", "address", "name"),
    [
        (
            counts.acts_figure,
            links.rows(part="said", side="USA", act="aspire", stance=1),
            "1 statement to the United States: wish, hope, stance +1",
        ),
        (
            themes_raised.figure,
            links.rows(part="said", side="CHN", theme="connectivity"),
            "1 statement to China: connectivity (CPEC)",
        ),
        (
            engagements.figure,
            links.rows(part="heard", side="CHN", theme="citizens_security", engagement=links.ANY),
            "1 statement by China: safety of citizens, in engagements with China",
        ),
    ],
)
def test_marks_lead_to_what_they_count(seed, draw, address, name):
    """A mark is a link to its statements, named by number, side and code (the seed, counted by hand)."""
    drawn = draw(seed)
    assert reached(drawn)[address] == name
    assert ET.fromstring(drawn.svg).get("role") == "group"  # in an image no link is within reach


def test_words_of_a_document_are_text_in_a_figure():
    """Markup, formulas and characters that XML cannot hold harm neither the figure nor the page."""
    bad = '</text><script>alert(1)</script> $5bn \\frac$ 铁 \x00\x0b\ufffe & "'
    with drawing_style():
        figure, axes = canvas(1)
        link_area(axes, (0, 0), (1, 1), links.rows(label=bad), bad)
        axes.set_title(bad)
        drawn = finish(figure, f"Words. {bad}")
    root = ET.fromstring(drawn.svg)
    assert not list(root.iter(f"{SVG}script"))
    assert '</text><script>alert(1)</script> $5bn \\frac$ 铁  & "' in [e.text for e in root.iter(f"{SVG}text")]
    assert inline_svg(drawn.svg) == drawn.svg


def test_one_address_is_reached_once():
    """Of several marks with one address a keyboard reaches the first; without a name the address is read out."""
    with drawing_style():
        figure, axes = canvas(1)
        for at in (0, 1):
            link_area(axes, (at, 0), (1, 1), links.rows(side="USA"), "2 statements")
        axes.plot([0], [0], "o")[0].set_url(links.rows(side="CHN", act="praise"))
        drawn = finish(figure, "Marks: two.")
    assert drawn.svg.count("<a ") == 3
    assert reached(drawn) == {
        "#rows:side=USA": "2 statements",
        "#rows:side=CHN&act=praise": "rows: side CHN, act praise",
    }


@pytest.mark.parametrize("draw", ALL[:3])
def test_a_figure_has_its_alternative_in_the_notebook(draw, seed):
    """The page takes the alternative from the output's metadata."""
    data, about = draw(seed)._repr_mimebundle_()
    assert set(data) == {"image/svg+xml", "text/plain"}
    assert about["image/svg+xml"]["alt"] == data["text/plain"] != ""


def test_the_alternatives_hold_the_numbers_of_the_seed(seed):
    """Counted by hand from the article: three statements to either side, one joint."""
    text = counts.acts_figure(seed).alternative
    assert "To the United States, 3 statements" in text and "To China, 3 statements" in text
    assert "connectivity (CPEC): the United States not raised, China 1" in themes_raised.figure(seed).alternative
    assert "safety of citizens: Pakistan 0, the other side 1" in engagements.figure(seed).alternative


def test_numbers_and_bars_are_those_of_the_statements(said, compared):
    """Three praises and one pledge to the US: numbers stand in the cells, and one bar is three times the other."""
    rows = [said(f"words {i}", act=act) for i, act in enumerate(["praise"] * 3 + ["commit"])]
    root = ET.fromstring(counts.acts_figure(compared(rows)).svg)
    assert [e.text for e in root.iter(f"{SVG}text") if e.text in ("1", "3")] == ["1", "3"]
    bars = [e.get("d") for e in root.iter(f"{SVG}path") if "--usa" in e.get("style", "") and e.get("clip-path")]
    edges = [[float(x) for x in re.findall(r"[ML] ([\d.]+) ", bar)] for bar in bars]
    narrow, wide = (max(edge) - min(edge) for edge in edges)
    assert wide / narrow == pytest.approx(3, abs=0.01)


def test_both_and_apart_are_in_no_lane(said, compared):
    """Statements about both powers and other voices are not drawn as said to a side."""
    assert isinstance(counts.acts_figure(compared([said("a", target="BOTH"), said("b", voice="party")])), View)


def test_nothing_to_draw_is_said(said, compared):
    """Without statements there is a sentence instead of an empty picture."""
    found = compared([said("a", speaker_country="OTHER")])
    assert all(isinstance(draw(found), View) for draw in ALL)


def test_a_timeline_needs_two_dates(said, compared):
    """One date: no timeline; two: one, with the first and last day in its alternative."""
    rows = [said("a"), said("b", doc="two", published="2031-05-06")]
    assert isinstance(over_time.timeline_figure(compared(rows[:1])), View)
    drawn = over_time.timeline_figure(compared(rows))
    assert isinstance(drawn, Drawing)
    assert "2 days from 2030-01-02 to 2031-05-06" in drawn.alternative


def test_a_timeline_draws_a_year_alone(said, compared):
    """A speech of which only the year is known is drawn in it, and the alternative gives the year as it is."""
    rows = [said("a", published="1979"), said("b", doc="two", published="1999-09-22")]
    assert "2 days from 1979 to 1999-09-22" in over_time.timeline_figure(compared(rows)).alternative


# Machado, Oliveira & Fernandes (2009), severity 1: what is left of red, green and blue light.
BLINDNESS = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def lab(colour: str, blindness: str) -> np.ndarray:
    """A colour (#rrggbb) as CIELAB, as somebody with this colour vision sees it."""
    coded = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    light = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(BLINDNESS[blindness]) @ light, 0, 1)
    x, y, z = np.cbrt(np.array(XYZ) @ seen / [0.95047, 1, 1.08883])  # none of the colours is near black
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("blindness", "apart"), [("deuteranopia", 50), ("protanopia", 50), ("tritanopia", 50), ("grey", 15)]
)
def test_everybody_tells_the_two_countries_apart(scheme, blindness, apart):
    """The two colours differ for the colour-blind (2 can just be seen), and in lightness alone, light and dark."""
    light, dark = (pages.TEMPLATE / "base.css").read_text(encoding="utf-8").split("@media screen", 1)
    sheet = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light if scheme == "light" else dark))
    assert np.linalg.norm(lab(sheet["usa"], blindness) - lab(sheet["chn"], blindness)) > apart


def test_countries_differ_in_marker():
    """No two share a marker."""
    markers = [names.mark(code)[1] for code in ("PAK", "USA", "CHN", "JOINT", "BOTH")]
    assert len(set(markers)) == len(markers)
