"""Reports of one engagement become one event."""

import random

import pandas as pd
import pytest

from positions import schemas
from positions.comparison.events import EVENTS, events

ROW = {
    "country": "USA",
    "channel": "call",
    "own_side": "Asad Mir, Prime Minister",
    "other_side": "Ann Lee, Secretary of State",
    "own_level": "head",
    "other_level": "minister",
    "place": "",
    "date": "2030-03-05",
    "recalled": "",
    "topics": "",
    "published": "2030-03-06",
    "why_channel": "",
    "why_date": "",
}


def report(doc, start=0, **fields):
    """Describe one report of an engagement: of a call on 5 March, unless something else is given."""
    row = ROW | {"doc_id": doc, "file": f"{doc}.txt", "start": start, "end": start + 9, "evidence": f"{doc} {start}"}
    return row | {"engagement_id": f"{doc}:{start}-{start + 9}"} | fields


def merged(*reports, releases=None):
    """Return the documents of the reports of each event."""
    found = events(schemas.ENGAGEMENTS.table(list(reports)), releases or {})
    return [[name.partition(":")[0] for name in row.split("; ")] for row in found.reports]


@pytest.mark.parametrize(
    "other",
    [
        {"published": "2030-05-01"},
        {"own_side": "Mir", "other_side": "Lee, Secretary of State"},
        {"own_side": "Prime Minister"},
        {"other_side": "Anna Lee, Secretary of State"},
        {"own_side": "Asad Mir, Prime Minister; Omar Beg, Minister"},
        {"date": ""},
        {"date": "", "published": "2030-03-07"},
        {"date": "2030-03", "published": "2030-06-01", "recalled": "yes"},
    ],
)
def test_reports_of_one_engagement(other):
    """Rule: people who agree (a family name, an office, one of several) on a date that agrees are one event."""
    assert merged(report("a"), report("b", **other)) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        {"country": "CHN"},
        {"channel": "meeting"},
        {"own_side": "Omar Mir, Minister"},
        {"other_side": "Joe Roe, Secretary of State"},
        {"date": "2030-03-06"},
        {"date": "2030-02"},
        {"date": "", "published": "2030-03-09"},
        {"date": "", "published": "2030-03-04"},
        {"date": "", "recalled": "yes"},
        {"date": "2028", "recalled": "yes"},
        {"other_side": "US officials", "other_level": "official"},
    ],
)
def test_reports_of_two_engagements(other):
    """Rule: another country, channel, person or day is another event, and so is an old one that is recalled."""
    assert sorted(merged(report("a"), report("b", **other))) == [["a"], ["b"]]


def test_somebody_unnamed_is_anybody_of_the_level_only_nearby():
    """Rule: "officials" are those a report of the same day or release names, if of their level; else others."""
    named = report("a", other_side="Joe Roe, adviser", other_level="official")
    unnamed = report("b", other_side="US officials", other_level="official")
    assert len(merged(named, unnamed)) == 1
    later = unnamed | {"date": "", "published": "2030-03-07"}
    assert len(merged(named, later)) == 2
    assert len(merged(named, later, releases={"a": "a", "b": "a"})) == 1
    assert len(merged(named | {"other_level": "minister"}, unnamed)) == 2


def test_agreement_is_not_passed_on():
    """Rule: "met the president and the premier" does not make one meeting of the one with each."""
    one, other = "Bo Wu, President", "Hu Li, Premier"
    found = merged(
        report("a", other_side=one), report("b", other_side=other), report("c", other_side=f"{one}; {other}")
    )
    assert len(found) == 2


def test_a_visit_lasts_days():
    """Rule: reports of several days of a visit, to the state or to who invited, are one; weeks later it is another."""
    visit = {"channel": "visit", "other_side": "United States", "other_level": "unnamed"}
    first, then = report("a", **visit), report("b", **visit | {"date": "2030-03-08"})
    assert len(merged(first, then)) == 1
    assert len(merged(first, then | {"date": "2030-04-08"})) == 2
    invited = {"other_side": "Ann Lee, Secretary of State", "other_level": "minister"}
    assert len(merged(first, then | invited)) == 1


def test_the_same_sentence_is_of_the_same_event():
    """Rule: a sentence carried on into a later article without a day tells of no new engagement."""
    first = report("a", evidence="They spoke.")
    assert len(merged(first, report("b", evidence="They spoke.", date="", published="2030-04-20"))) == 1


def test_an_event_says_what_its_reports_say_together():
    """Rule: fullest names, most exact date, highest level, first place, all topics; recalled only if all recall it."""
    reports = [
        report("b", date="", topics="defence", place="Doha", other_side="Lee, Secretary of State"),
        report("a", published="2030-03-05", topics="nuclear; defence"),
        report("c", date="2030-03", recalled="yes", published="2030-08-01"),
    ]
    (event,) = events(schemas.ENGAGEMENTS.table(reports), {}).to_dict("records")
    assert (event["event_id"], event["n_reports"]) == ("a:0-9", 3)
    assert event["reports"] == "a:0-9; b:0-9; c:0-9"
    assert (event["date"], event["published"], event["place"]) == ("2030-03-05", "2030-03-05", "Doha")
    assert event["other_side"] == "Ann Lee, Secretary of State"
    assert (event["topics"], event["recalled"]) == ("nuclear; defence", "")


def test_the_order_of_the_documents_does_not_matter():
    """Rule: shuffled reports give the same events, with the same names, in the same order."""
    days = ["2030-03-05", "2030-03-06", "", "2030-03"]
    people = ["Ann Lee, Secretary of State", "Joe Roe, adviser", "Lee", "US officials", "Joe Roe; Ann Lee"]
    pairs = [(day, person) for day in days for person in people]
    rows = [report(f"d{n}", date=day, other_side=person) for n, (day, person) in enumerate(pairs)]
    expected = events(schemas.ENGAGEMENTS.table(rows), {})
    for seed in range(8):
        random.Random(seed).shuffle(rows)
        pd.testing.assert_frame_equal(events(schemas.ENGAGEMENTS.table(rows), {}), expected)
    assert sorted("; ".join(expected.reports).split("; ")) == sorted(row["engagement_id"] for row in rows)


def test_no_engagement_no_event():
    """Rule: an empty table gives an empty one, with all columns."""
    assert list(events(schemas.ENGAGEMENTS.table([]), {}).columns) == list(EVENTS.columns)


def test_a_comparison_counts_events(talk, compared):
    """Rule: three reports of one call are one call, and one that is only recalled is counted nowhere."""
    told = {"channel": "call", "other_side": "Ann Lee", "date": "2030-01-01"}
    talks = [talk(name, "USA", doc=name, **told) for name in ("a", "b", "c")]
    found = compared([], [*talks, talk("d", "USA", doc="d", channel="call", recalled="yes", date="2028")])
    assert (len(found.reports), len(found.events), len(found.met)) == (4, 2, 1)
    assert set(found.event(found.reports.engagement_id[:3])) == {found.met.event_id[0]}
    assert found.event(pd.Series(["", "x:1-2"])).tolist() == ["", ""]


def test_a_visit_looked_back_on_is_the_last_one_reported():
    """Rule: "during his visit", weeks later and without a day, is the visit reported before; months later it is not."""
    visit = {"channel": "visit", "other_side": "United States", "other_level": "unnamed"}
    words = {"date": "", "evidence": "He said it during his visit to the US."}
    known = report("a", **visit)
    assert len(merged(known, report("b", **visit | words | {"published": "2030-04-10"}))) == 1
    assert len(merged(known, report("b", **visit | words | {"published": "2030-08-10"}))) == 2
    assert len(merged(known, report("b", **visit | {"date": "", "published": "2030-04-10"}))) == 2
    later = [
        report(doc, **visit | words | {"published": day}) for doc, day in (("b", "2030-04-10"), ("c", "2030-05-01"))
    ]
    assert len(merged(known, *later)) == 1


def test_a_delegation_is_whoever_another_report_names():
    """Rule: a delegation without names is, on the same day, the people of whatever level that another report names."""
    group = report("b", other_side="The US delegation", other_level="unnamed")
    assert len(merged(report("a"), group)) == 1
    assert len(merged(report("a"), group | {"date": "2030-03-07"})) == 2
