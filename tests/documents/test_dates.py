"""Words that are a date: every form the field writes, read by hand."""

import pytest

from positions.documents.dates import Moment, has_clock, is_of_update, read_moment

KARACHI, NEW_YORK, LONDON, SHANGHAI = "Asia/Karachi", "America/New_York", "Europe/London", "Asia/Shanghai"

DAYS = [
    ("2025-05-23", "2025-05-23"),
    ("2025/05/23", "2025-05-23"),
    ("2025.5.23", "2025-05-23"),
    ("20250523", "2025-05-23"),
    ("23 May 2025", "2025-05-23"),
    ("23 May, 2025", "2025-05-23"),
    ("23rd May 2025", "2025-05-23"),
    ("23rd of May, 2025", "2025-05-23"),
    ("23-May-2025", "2025-05-23"),
    ("29 July,2022", "2022-07-29"),
    ("1 Sept. 2024", "2024-09-01"),
    ("May 23, 2025", "2025-05-23"),
    ("May 23rd, 2025", "2025-05-23"),
    ("MAY 23 2025", "2025-05-23"),
    ("Jan. 5, 2025", "2025-01-05"),
    ("Friday, May 23, 2025", "2025-05-23"),
    ("Fri May 23 2025", "2025-05-23"),
    ("Friday, 23 May 2025", "2025-05-23"),
    ("Fri, 23 May 2025", "2025-05-23"),
    ("Published in Dawn, May 23rd, 2025", "2025-05-23"),
    ("Published in Dawn, The Business and Finance Weekly, May 5th, 2025", "2025-05-05"),
    ("Published in The Express Tribune, May 26th, 2025", "2025-05-26"),
    ("Published in Daily Times, August 25th 2018", "2018-08-25"),
    ("Published: May 23, 2025", "2025-05-23"),
    ("Posted on 23 May 2025", "2025-05-23"),
    ("Last updated: 23 May 2025", "2025-05-23"),
    ("Date: 2025-05-23", "2025-05-23"),
    ("23/05/2025", "2025-05-23"),
    ("23.05.2025", "2025-05-23"),
    ("23-05-2025", "2025-05-23"),
    ("05/23/2025", "2025-05-23"),  # there is no month 23
    ("05/05/2025", "2025-05-05"),
    ("۲۳ مئی ۲۰۲۵ء", "2025-05-23"),
    ("جمعہ 23 مئی، 2025", "2025-05-23"),
    ("٢٣/٠٥/٢٠٢٥", "2025-05-23"),
    ("1978", "1978"),
    ("2025-05-23T00:00:00Z", "2025-05-23"),  # midnight at Greenwich is how programs write a day
    ("2025-05-23 00:00:00", "2025-05-23"),
    ("Friday,\n May   23, 2025", "2025-05-23"),
]

MOMENTS = [
    ("29 July,2022 11:42 pm", KARACHI, "2022-07-29T23:42:00+05:00"),
    ("Updated 23 May, 2025 10:41am", KARACHI, "2025-05-23T10:41:00+05:00"),
    ("Published May 23, 2025 12:05am", KARACHI, "2025-05-23T00:05:00+05:00"),
    ("May 23, 2025 at 12:05 p.m.", KARACHI, "2025-05-23T12:05:00+05:00"),
    ("May 23, 2025 - 10:41 PM PKT", LONDON, "2025-05-23T18:41:00+01:00"),
    ("10:41 PM, 23 May 2025", KARACHI, "2025-05-23T22:41:00+05:00"),
    ("11:42 pm | July 29, 2022", KARACHI, "2022-07-29T23:42:00+05:00"),
    ("23.05.2025 14:05", KARACHI, "2025-05-23T14:05:00+05:00"),
    ("2025-05-23 14:05", KARACHI, "2025-05-23T14:05:00+05:00"),
    ("2025-05-23T14:05:09.123456", KARACHI, "2025-05-23T14:05:09+05:00"),
    ("2025-05-23T14:05:09+0500", KARACHI, "2025-05-23T14:05:09+05:00"),
    ("2025-01-01T20:30Z", KARACHI, "2025-01-02T01:30:00+05:00"),  # the next day in Karachi
    ("2025-01-01T02:02:57.000Z", NEW_YORK, "2024-12-31T21:02:57-05:00"),  # the day before in New York
    ("Fri, 23 May 2025 10:41:00 +0500", KARACHI, "2025-05-23T10:41:00+05:00"),
    ("Fri, 23 May 2025 22:41:00 GMT", KARACHI, "2025-05-24T03:41:00+05:00"),
    ("Fri May 23 2025 10:41:00 GMT+0500 (PKT)", KARACHI, "2025-05-23T10:41:00+05:00"),
    ("Fri May 23 10:41:00 2025", KARACHI, "2025-05-23T10:41:00+05:00"),
    ("20250523104100", KARACHI, "2025-05-23T10:41:00+05:00"),
    ("1747978860", KARACHI, "2025-05-23T10:41:00+05:00"),
    ("1747978860000", KARACHI, "2025-05-23T10:41:00+05:00"),
    ("May 23, 2025 10:41 am PST", KARACHI, "2025-05-23T10:41:00+05:00"),  # Pakistan Standard Time
    ("May 23, 2025 10:41 am PST", NEW_YORK, "2025-05-23T14:41:00-04:00"),  # Pacific Standard Time
    ("May 23, 2025 10:41 CST", SHANGHAI, "2025-05-23T10:41:00+08:00"),
    ("23 May 2025 10:41", NEW_YORK, "2025-05-23T10:41:00-04:00"),  # in summer time
    ("23 January 2025 10:41", NEW_YORK, "2025-01-23T10:41:00-05:00"),
]

NO_DATES = [
    "May",
    "May 2025",
    "in May 2025",
    "31 February 2025",
    "23 May 2025 25:10",
    "13/13/2025",
    "23/05/25",
    "He died on February 2, 2016, in Lahore.",
    "Exports in December 2024 were $2.911bn.",
    "MOSCOW RED SQUARE, MAY 9, 2025",
    "1:2",
    "1881627",
    "soon",
    "",
    "2 hours ago",
    "9" * 5000,
]


@pytest.mark.parametrize(("words", "expected"), DAYS, ids=[words for words, _ in DAYS])
def test_a_day_is_read(words, expected):
    """Rule: each form gives its day, and no moment without a time of day."""
    assert read_moment(words, KARACHI) == Moment((expected,))


@pytest.mark.parametrize(("words", "zone", "expected"), MOMENTS, ids=[f"{words} {zone}" for words, zone, _ in MOMENTS])
def test_a_moment_is_read_on_the_outlets_clock(words, zone, expected):
    """Rule: a time is the outlet's unless the words name a zone, and the day is that of the outlet's calendar."""
    assert read_moment(words, zone) == Moment((expected[:10],), expected)


@pytest.mark.parametrize("words", NO_DATES)
def test_what_is_no_date_gives_none(words):
    """Rule: only words that are a date as a whole, of a day that a calendar has, are one."""
    assert read_moment(words, KARACHI) is None


@pytest.mark.parametrize(
    ("words", "against", "expected"),
    [
        ("2 hours ago", "2025-05-23T01:00:00+05:00", "2025-05-22"),
        ("an hour ago", "2025-05-23T01:00:00+05:00", "2025-05-23"),
        ("Updated 45 mins ago", "2025-05-23T00:30:00+05:00", "2025-05-22"),
        ("yesterday", "2025-05-23", "2025-05-22"),
        ("today", "2025-05-23", "2025-05-23"),
        ("3 days ago", "2025-03-01", "2025-02-26"),
        ("a week ago", "2025-05-23", "2025-05-16"),
        ("yesterday", "2025-05-23T20:00:00+00:00", "2025-05-23"),  # it is the 24th in Karachi by then
    ],
)
def test_relative_days_count_from_when_the_page_was_seen(words, against, expected):
    """Rule: "yesterday" is the day before the page was seen, by the outlet's calendar."""
    assert read_moment(words, KARACHI, against).days == (expected,)


def test_hours_ago_need_the_hour():
    """Rule: without the hour at which a page was seen, "2 hours ago" names no day."""
    assert read_moment("2 hours ago", KARACHI, "2025-05-23") is None


def test_a_time_yesterday_is_a_moment():
    """Rule: "yesterday at 10:41 pm" is a moment on the outlet's clock."""
    assert read_moment("Yesterday at 10:41 pm", KARACHI, "2025-05-23").at == "2025-05-22T22:41:00+05:00"


def test_days_that_can_be_two_are_given_as_two():
    """Rule: 03/04/2025 is 3 April, perhaps 4 March; for an American outlet it is the other way round."""
    assert read_moment("03/04/2025", KARACHI).days == ("2025-04-03", "2025-03-04")
    assert read_moment("03/04/2025", NEW_YORK).days == ("2025-03-04", "2025-04-03")
    assert read_moment("03/04/2025 10:41", KARACHI) == Moment(("2025-04-03", "2025-03-04"))


def test_a_weekday_that_the_day_is_not_is_a_doubt():
    """Rule: 23 May 2025 was a Friday; who writes Thursday is told so."""
    assert read_moment("Thursday, May 23, 2025", KARACHI).doubt == "2025-05-23 is a Friday, not a Thursday"
    assert read_moment("Thu, 22 May 2025 22:30:00 GMT", KARACHI).doubt == ""  # Friday in Karachi, Thursday at Greenwich


def test_a_time_without_a_zone_is_no_moment():
    """Rule: where neither the words nor the outlet give a zone, the day is all that is known."""
    assert read_moment("29 July,2022 11:42 pm") == Moment(("2022-07-29",))
    assert read_moment("2025-01-01T20:30Z").at == "2025-01-01T20:30:00+00:00"


def test_updates_and_clock_times_are_told():
    """Rule: "Updated …" is the time of an update, and a clock time is told from a day."""
    assert is_of_update("Last updated: 23 May 2025") and not is_of_update("Published 23 May 2025")
    assert has_clock("23 May 2025 10:41") and has_clock("۱۰:۴۱") and not has_clock("23 May 2025")
