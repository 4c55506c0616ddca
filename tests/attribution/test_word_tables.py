"""The tables of offices, countries and outlets are regular, so that a date, a word or a file name finds one answer."""

import datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from positions.attribution.lexicon import lexicon
from positions.attribution.offices import holder_named, holders
from positions.coding import codebook
from positions.documents.outlets import outlets

SHARED = {"Vice Premier", "Foreign Ministry spokesperson"}  # several hold these posts at a time
FIELDS = {"person", "aliases", "office", "country", "institution", "level", "from", "to", "source"}
KINDS = {"names", "capitals", "demonyms", "institutions", "projects", "companies"}


def test_holders_have_every_field():
    """Each entry has the same fields, codes of the codebook, and dates that are dates, the first not after the last."""
    for entry in lexicon("attribution", "offices")["holders"]:
        assert set(entry) - {"note"} == FIELDS, entry
        codebook().check("speaker_country", entry["country"])
        codebook().check("institution", entry["institution"])
        first = datetime.date.fromisoformat(entry["from"])
        assert not entry["to"] or first <= datetime.date.fromisoformat(entry["to"]), entry
        assert entry["source"], entry


def test_one_holder_at_a_time():
    """No two entries of one country's office share a day, unless the post is held by several."""
    overlaps = [
        (one.office, one.person, two.person)
        for one, two in combinations(holders(), 2)
        if (one.office, one.country) == (two.office, two.country) and one.office not in SHARED
        and one.since <= (two.until or "9999") and two.since <= (one.until or "9999")
    ]  # fmt: skip
    assert overlaps == []


@pytest.mark.parametrize(
    ("name", "date", "office"),
    [
        ("Gen Bajwa", "2022-07-29", "Chief of Army Staff"),
        ("General Michael Erik Kurilla", "2022-07-29", "Commander US CENTCOM"),
        ("Nong Rong", "2022-07-29", "Ambassador to Pakistan"),
        ("Rubio", "2025-03-01", "Secretary of State"),
    ],
)
def test_name_and_date_give_the_office(name, date, office):
    """A name as the press writes it gives the office held on that day."""
    assert holder_named(name, date).office == office


def test_handover_belongs_to_the_successor():
    """On the day of a handover the office is the successor's; the predecessor holds it until the day before."""
    army = {h.person: h for h in holders() if h.office == "Chief of Army Staff"}
    assert army["Qamar Javed Bajwa"].is_in_office("2022-11-28")
    assert not army["Qamar Javed Bajwa"].is_in_office("2022-11-29")
    assert army["Asim Munir"].is_in_office("2022-11-29")


def test_countries_are_lists_of_words():
    """Every country has the same kinds of names, and a word counts once within a country."""
    table = lexicon("attribution", "countries")
    assert set(table) == {"PAK", "USA", "CHN", "OTHER"}
    for entry in table.values():
        assert set(entry) == KINDS
        named = [word for kind in KINDS for word in entry[kind]]
        assert all(isinstance(word, str) for word in named)  # YAML reads a bare NO or 1 as something else
        assert len(named) == len(set(named))


def test_only_projects_are_shared():
    """A word names two countries only as a project of both."""
    table = lexicon("attribution", "countries")
    for one, two in combinations(table, 2):
        first, second = ({w for kind in KINDS - {"projects"} for w in table[country][kind]} for country in (one, two))
        assert first & second == set()


def test_outlets_have_a_clock():
    """Every outlet has a publisher and a time zone that is known, or its dates could not be placed."""
    for outlet in outlets().values():
        assert outlet.publisher and outlet.country and outlet.kind and outlet.language
        ZoneInfo(outlet.time_zone)
