"""Titles: without a site's name, a section and a date; said once."""

import pytest

from positions.documents.document import Traced
from positions.ingest.cleaning import clean_body, clean_title
from positions.ingest.dating import Evidence

TWO = "The prime minister met the envoy.\n\nHe values relations with the US, he said."


def body(text, title=""):
    """Clean a text and return its words."""
    return clean_body(Traced.of(text, "file"), title).text.text


def test_a_title_said_again_goes():
    """Rule: a first line that says what the title says goes; one that says more stays."""
    assert body(f"Envoy arrives in Islamabad\n\n{TWO}", "‘Envoy’ arrives in Islamabad") == TWO
    text = f"Envoy arrives in Islamabad on Friday\n\n{TWO}"
    assert body(text, "Envoy arrives in Islamabad") == text


@pytest.mark.parametrize(
    ("title", "names", "expected"),
    [
        ("Envoy arrives - Pakistan - DAWN.COM", ["Dawn", "dawn"], "Envoy arrives"),
        ("Envoy arrives - DAWN.COM", ["www.dawn.com"], "Envoy arrives"),
        ("Envoy arrives | The Express Tribune", ["The Express Tribune"], "Envoy arrives"),
        ("Envoy arrives – Geo.tv", ["Geo News", "geo"], "Envoy arrives"),
        ("US - China - Pakistan - DAWN.COM", ["Dawn"], "US - China"),
        ("US - China trade - DAWN.COM", ["Dawn"], "US - China trade"),
        ("Strike kills ten - Reuters", ["Dawn"], "Strike kills ten - Reuters"),
        ("A new dawn", ["Dawn"], "A new dawn"),
        ("Breaking - Dawn", [], "Breaking - Dawn"),
        ("That’s a\n wrap &amp; more", [], "That’s a wrap & more"),
    ],
)
def test_a_sites_name_goes_from_a_title(title, names, expected):
    """Rule: only the outlet's own name goes, with a section before it; a title is one line."""
    assert clean_title(Traced.of(title, "title"), names).text.text == expected


def test_a_date_before_a_title_is_evidence():
    """Rule: "date 2022-07-29 …" is no part of the title, and its day is evidence."""
    found = clean_title(Traced.of("date 2022-07-29 Pakistan wants relations", "title"))
    assert found.text.text == "Pakistan wants relations"
    assert found.evidence == (Evidence("text", "2022-07-29"),)
