"""Who held which office when: the table is regular, and a date it does not surely know finds nobody."""

import datetime
from itertools import combinations

import pytest

from positions.attribution.offices import holder_at, holders, titles_in
from positions.coding import codebook
from positions.countries import SIDES, codes, profile

FIELDS = {"person", "office", "institution", "level", "from", "to", "source", "checked", "known_until"}
HOLDERS = [row for country in codes() for row in profile(country).holders]
# Several hold these posts at a time.
SHARED = {"Vice Premier", "Foreign Ministry spokesperson", "Consul General", "Special envoy", "CPC official"}
SHARED |= {"Special Assistant to the Prime Minister"}
# The offices that are to be known on every day, but for the gaps that the table explains.
KEY = {
    "PAK": ["President", "Prime Minister", "Foreign Minister", "Foreign Secretary", "Foreign Office spokesperson",
            "Chief of Army Staff", "Chairman Joint Chiefs of Staff Committee", "Director General ISPR",
            "Ambassador to the United States", "Ambassador to China", "Interior Minister", "Finance Minister",
            "Defence Minister", "Planning Minister", "Commerce Minister", "Information Minister",
            "National Security Adviser", "Speaker National Assembly", "Chairman Senate"],
    "USA": ["President", "Vice President", "Secretary of State", "Secretary of Defence", "Treasury Secretary",
            "Commerce Secretary", "National Security Adviser", "Commander US CENTCOM",
            "Chairman of the Joint Chiefs of Staff", "Ambassador to Pakistan", "State Department spokesperson",
            "White House press secretary", "Assistant Secretary"],
    "CHN": ["President", "Premier", "Foreign Minister", "Defence Minister", "Ambassador to Pakistan"],
}  # fmt: skip
START = datetime.date(2010, 1, 1)
KNOWN_UNTIL = datetime.date(2025, 12, 5)
DAY = datetime.timedelta(days=1)


def title(words):
    """Return the first title in a phrase."""
    return titles_in(words, SIDES)[0][1]


def holder(words, country, date):
    """Return the name of the holder of an office on a date, blank when the table does not know one."""
    found = holder_at(title(words), country, date, SIDES)
    return found.person if found else ""


def first(written):
    """Return the first day of a day, month or year."""
    return datetime.date.fromisoformat((written + "-01-01")[:10] if len(written) < 10 else written)


def last(written):
    """Return the last day of a day, month or year."""
    if len(written) == 10:
        return first(written)
    start = first(written)
    after = start.replace(year=start.year + 1) if len(written) == 4 else (start + 31 * DAY).replace(day=1)
    return after - DAY


def test_every_row_is_complete():
    """Rule: each term has all its fields, codes of the codebook, a source and dates that are dates, in order."""
    for row in HOLDERS:
        assert set(row) == FIELDS, row
        codebook().check("institution", row["institution"])
        assert row["source"], row
        assert row["checked"] in {"", "from", "to", "both"}, row
        assert not row["to"] or first(row["from"]) <= last(row["to"]), row
        assert row["to"] or row["checked"] != "both", row


def test_a_term_that_was_checked_says_where():
    """Rule: what is said to be checked names an address or an article, not "press of the day"."""
    for row in HOLDERS:
        named = row["source"].startswith(("http://", "https://", "Wikipedia: "))
        assert named or not row["checked"], row


def test_no_day_has_two_holders_of_one_office():
    """Rule: where one holds an office at a time, terms share no day of which the table is sure."""
    for one, two in combinations(holders(codes()), 2):
        if (one.office, one.country) != (two.office, two.country) or one.office in SHARED:
            continue
        for each, other in ((one, two), (two, one)):
            edges = [each.since, each.until]
            for day in (edge for edge in edges if len(edge) == 10):
                assert not (each.is_in_office(day) and other.is_in_office(day)), (one, two)


@pytest.mark.parametrize(("country", "office"), [(land, office) for land, listed in KEY.items() for office in listed])
def test_every_day_is_told_or_its_gap_explained(country, office):
    """Rule: from 2010 to the last day known, each key office has a holder, an unsure month or an explained gap."""
    terms = [row for row in profile(country).holders if row["office"] == office]
    gaps = [gap for gap in profile(country).gaps if office in gap["offices"]]
    assert all(gap["why"] for gap in gaps)
    covered = START
    for start, end in sorted((first(r["from"]), last(r["to"]) if r["to"] else KNOWN_UNTIL) for r in terms + gaps):
        assert start <= covered, f"nothing is said of {covered} to {start - DAY}"
        covered = max(covered, end + DAY)
    assert covered > KNOWN_UNTIL


def test_gaps_name_offices_of_the_table():
    """Rule: an explained gap is one of an office that the table has."""
    for country in codes():
        listed = {row["office"] for row in profile(country).holders}
        for gap in profile(country).gaps:
            assert set(gap["offices"]) <= listed, gap


HELD = [
    ("the army chief", "PAK", "2022-07-29", "Qamar Javed Bajwa"),
    ("the army chief", "PAK", "2022-11-28", "Qamar Javed Bajwa"),
    ("the army chief", "PAK", "2022-11-29", "Asim Munir"),
    ("the army chief", "PAK", "2023-07-29", "Asim Munir"),
    ("the prime minister", "PAK", "2022-04-11", "Shehbaz Sharif"),
    ("the prime minister", "PAK", "2023-08-13", "Shehbaz Sharif"),
    ("the prime minister", "PAK", "2023-08-14", "Anwaar-ul-Haq Kakar"),
    ("the foreign minister", "PAK", "2011-07-19", "Hina Rabbani Khar"),
    ("the interior minister", "PAK", "2023-12-15", "Sarfraz Bugti"),
    ("the interior minister", "PAK", "2024-01-24", "Gohar Ejaz"),
    ("the foreign secretary", "PAK", "2019-04-16", "Tehmina Janjua"),
    ("the foreign secretary", "PAK", "2019-04-17", "Sohail Mahmood"),
    ("the foreign secretary", "PAK", "2023-08-16", "Asad Majeed Khan"),
    ("the foreign secretary", "PAK", "2023-08-17", "Syrus Sajjad Qazi"),
    ("the president", "PAK", "2024-03-09", "Arif Alvi"),
    ("the president", "PAK", "2024-03-10", "Asif Ali Zardari"),
    ("the chairman of the Joint Chiefs", "USA", "2019-09-30", "Mark Milley"),
    ("the Foreign Office spokesperson", "PAK", "2022-11-10", "Asim Iftikhar Ahmad"),
    ("the Foreign Office spokesperson", "PAK", "2022-11-11", "Mumtaz Zahra Baloch"),
    ("the DG ISPR", "PAK", "2020-01-16", "Babar Iftikhar"),
    ("the defence minister", "PAK", "2018-06-05", "Abdullah Hussain Haroon"),
    ("the field marshal", "PAK", "2025-05-20", "Asim Munir"),
    ("the chief of defence forces", "PAK", "2025-12-05", "Asim Munir"),
    ("the CENTCOM commander", "USA", "2025-08-07", "Michael Erik Kurilla"),
    ("the CENTCOM commander", "USA", "2025-08-08", "Brad Cooper"),
    ("the secretary of state", "USA", "2025-01-21", "Marco Rubio"),
    ("the premier", "CHN", "2013-03-14", "Wen Jiabao"),
    ("the premier", "CHN", "2013-03-15", "Li Keqiang"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "country", "date", "expected"), HELD)
def test_an_office_is_its_holders_on_the_first_and_last_day(words, country, date, expected):
    """Rule: an office and a date give the holder; the day of a handover is the successor's."""
    assert holder(words, country, date) == expected


NOBODY = [
    ("the army chief", "PAK", "", "a text without a date"),
    ("the army chief", "PAK", "2026-01-01", "a day after what the table knows"),
    ("the prime minister", "PAK", "2017-07-30", "between two prime ministers"),
    ("the interior minister", "PAK", "2024-01-23", "between two ministers"),
    ("the field marshal", "PAK", "2025-05-19", "the day before the promotion"),
    ("the chief of defence forces", "PAK", "2022-07-29", "before the post existed"),
    ("the CJCSC", "PAK", "2025-11-28", "after the post was abolished"),
    ("the Foreign Office spokesperson", "PAK", "2025-01-15", "the month of a change whose day is not known"),
    ("the DG ISPR", "PAK", "2022-12-06", "the month of a change whose day is not known"),
    ("the Foreign Ministry spokesperson", "CHN", "2025-02-01", "several at a time"),
    ("the foreign minister", "OTHER", "2024-01-01", "another country"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "country", "date"), [row[:3] for row in NOBODY], ids=[row[3] for row in NOBODY])
def test_what_is_not_sure_is_nobody(words, country, date):
    """Rule: an office whose holder the table does not surely know stays an office."""
    assert holder(words, country, date) == ""


TITLES = [
    ("Minister of State for Foreign Affairs Asad Mir", ["Minister of State for Foreign Affairs"]),
    ("Under Secretary of State for Political Affairs Ann Lee", ["Under Secretary of State"]),
    ("Deputy Secretary of State Ann Lee", ["Deputy Secretary of State"]),
    ("Vice Foreign Minister Lin Mei", ["Vice Foreign Minister"]),
    ("Special Assistant to the Prime Minister Asad Mir", ["Special Assistant to the Prime Minister"]),
    ("the acting president", ["Acting President"]),
    ("US charge d'affaires Ann Lee", ["Chargé d’Affaires"]),
    ("Field Marshal Asad Mir", []),
    ("Air Chief Marshal Asad Mir", []),
    ("the chairman of the Joint Chiefs of Staff", ["Chairman of the Joint Chiefs of Staff"]),
    ("Chairman Joint Chiefs of Staff Committee", ["Chairman Joint Chiefs of Staff Committee"]),
    ("Chief Minister of Punjab Asad Mir", ["Chief Minister Punjab"]),
    ("DPM/FM Mir", ["Deputy Prime Minister"]),
]


@pytest.mark.parametrize(("words", "offices"), TITLES, ids=[words for words, _ in TITLES])
def test_a_title_is_not_part_of_a_longer_one(words, offices):
    """Rule: the whole title counts, and a rank before a name is no office."""
    assert [found.office for _, found in titles_in(words, SIDES)] == offices
