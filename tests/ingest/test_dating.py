"""When a document was published: evidence weighed, conflicts reported."""

import pytest

from positions.ingest.dating import Dated, Evidence, date_document, evidence_outside

GIVEN = Evidence("given", "2025-05-22T20:30:00Z")  # 01:30 on the 23rd in Karachi


def test_evidence_that_agrees_is_one():
    """Rule: pieces that give the same day at the outlet are no conflict, and the moment comes from whichever has it."""
    found = date_document(
        [Evidence("name", "2025-05-23"), Evidence("print", "Published in Dawn, May 23rd, 2025"), GIVEN]
    )
    assert found == Dated("2025-05-23", "2025-05-23T01:30:00+05:00")
    line = Evidence("text", "23 May, 2025 10:41am")
    assert date_document([line, Evidence("given", "2025-05-23")]).published_at == "2025-05-23T10:41:00+05:00"


def test_a_printing_a_day_later_is_normal():
    """Rule: the paper prints tomorrow what the site has today: the earlier is taken, no conflict."""
    found = date_document([GIVEN, Evidence("print", "Published in Dawn, May 24th, 2025")])
    assert (found.published, found.conflicts) == ("2025-05-23", ())


@pytest.mark.parametrize("day", ["May 22nd", "May 25th"])
def test_another_day_of_printing_is_a_conflict(day):
    """Rule: a printing before the publication, or two days after, is a conflict, never averaged."""
    found = date_document([GIVEN, Evidence("print", f"Published in Dawn, {day}, 2025")])
    assert found.published == "2025-05-23"
    assert found.conflicts == (
        f"its own date says 2025-05-23, the note of its printing says 2025-05-{day[4:6]}; 2025-05-23 is taken",
    )


def test_an_update_may_come_later_and_not_before():
    """Rule: an update later than the publication is normal; one before it is a conflict."""
    assert date_document([GIVEN, Evidence("updated", "Updated 30 May, 2025 10:41am")]).conflicts == ()
    assert len(date_document([GIVEN, Evidence("updated", "Updated 20 May, 2025 10:41am")]).conflicts) == 1
    assert date_document([GIVEN, Evidence("updated", "Updated 23 May, 2025 10:41am")]).published_at[11:16] == "01:30"


def test_the_order_of_evidence_decides():
    """Rule: own date, address, line of the text, printing, file's name, update: the first that can be read is taken."""
    days = ["given", "address", "text", "print", "name", "updated"]
    evidence = [Evidence(where, f"2025-05-{10 + n}") for n, where in enumerate(days)]
    for n in range(len(days)):
        assert date_document(evidence[n:][::-1]).published == f"2025-05-{10 + n}"


def test_words_that_are_no_date_give_way():
    """Rule: what cannot be read is reported, and the next piece decides."""
    found = date_document([Evidence("given", "n/a"), Evidence("name", "2025-05-23")])
    assert found.published == "2025-05-23"
    assert found.conflicts == ("its own date says 'n/a', which cannot be read as a date",)
    found = date_document([Evidence("given", "soon\n" + "x" * 1_000_000)])
    assert found.conflicts == (f"its own date says 'soon {'x' * 75}…', which cannot be read as a date",)


def test_days_to_come_and_days_long_gone_are_refused():
    """Rule: later than the day after it was received, or before 1900: refused with the reason, and no date is left."""
    assert date_document([Evidence("given", "2025-05-27")], retrieved="2025-05-26").published == "2025-05-27"
    found = date_document([Evidence("given", "2025-05-28")], retrieved="2025-05-26")
    assert found == Dated(conflicts=("its own date says '2025-05-28', which is after the day it was received",))
    found = date_document([Evidence("given", "1 January 1899")])
    assert found == Dated(conflicts=("its own date says '1 January 1899', which is before 1900",))


def test_nothing_is_blank():
    """Rule: no evidence gives no date; it is never today."""
    assert date_document([Evidence("given", " ")]) == Dated()


def test_a_day_that_can_be_two_is_settled_by_others_or_reported():
    """Rule: other evidence decides between 3 April and 4 March; a day to come is none; else the usual one, reported."""
    ambiguous = Evidence("given", "03/04/2025")
    assert date_document([ambiguous]).conflicts == (
        "its own date says '03/04/2025', which can be 2025-04-03 or 2025-03-04; 2025-04-03 is taken",
    )
    found = date_document([ambiguous, Evidence("name", "2025-03-04")])
    assert (found.published, found.conflicts) == ("2025-03-04", ())
    found = date_document([ambiguous], retrieved="2025-03-20")
    assert (found.published, found.conflicts) == ("2025-03-04", ())


def test_a_year_gives_way_to_its_days():
    """Rule: a year alone agrees with each of its days, and the day is taken; another year is a conflict."""
    assert date_document([Evidence("given", "2025"), Evidence("text", "May 23, 2025")]) == Dated("2025-05-23")
    assert date_document([Evidence("given", "1978")]).published == "1978"
    assert len(date_document([Evidence("given", "2024"), Evidence("text", "May 23, 2025")]).conflicts) == 1


def test_a_wrong_weekday_is_reported():
    """Rule: the day stands, and the contradiction is named."""
    found = date_document([Evidence("given", "Thursday, May 23, 2025")])
    assert found.published == "2025-05-23"
    assert found.conflicts == (
        "its own date says 'Thursday, May 23, 2025', but 2025-05-23 is a Friday, not a Thursday; the day is taken",
    )


def test_the_outlets_zone_decides_the_day():
    """Rule: one moment is two days in Karachi and New York."""
    assert date_document([GIVEN], "America/New_York").published == "2025-05-22"


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        ("tribune_20250526.csv", "", [("name", "2025-05-26")]),
        ("2022-07-29_dunya_1.txt", "", [("name", "2022-07-29")]),
        ("a.html", "https://x.org/news/2025/05/23/talks", [("address", "2025-05-23")]),
        ("1315398.html", "https://www.dawn.com/news/1881627/20259999", []),
        ("IMG_202505261200.jpg", "", []),
    ],
)
def test_names_and_addresses_hold_days(name, url, expected):
    """Rule: a day in a file's name or an address is evidence; other digits are none."""
    assert list(evidence_outside(name, url)) == [Evidence(*one) for one in expected]
