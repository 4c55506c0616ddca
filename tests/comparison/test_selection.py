"""Which documents, statements and engagements stay."""

import pytest

from positions.comparison import Parameters, select
from positions.documents import Document, Span
from positions.errors import InputError


def document(name: str, published: str) -> Document:
    """Return a document with a date."""
    return Document(name, f"{name}.txt", "Words", Span(0, 5), (), "0" * 64, published=published)


def test_the_range_takes_in_its_first_and_last_day():
    """A document of the day of since or until stays; one outside is set aside with its date."""
    papers = [document("a", "2030-01-01"), document("b", "2030-01-02"), document("c", "2030-01-03")]
    kept, aside = select(papers, Parameters(since="2030-01-01", until="2030-01-02"))
    assert [d.doc_id for d in kept] == ["a", "b"]
    assert list(aside.file) == ["c.txt"]
    assert "2030-01-03" in aside.reason[0]


def test_without_a_date_a_document_is_set_aside_only_in_a_range():
    """What has no date cannot be in a range, and is listed as such; without a range it stays."""
    papers = [document("a", ""), document("b", "2030-01-02")]
    kept, aside = select(papers, Parameters(since="2030-01-01"))
    assert [d.doc_id for d in kept] == ["b"]
    assert aside.reason[0] == "has no date"
    assert len(select(papers, Parameters())[0]) == 2


def test_a_year_alone_has_to_reach_into_the_range():
    """Of a speech whose year alone is known the year counts: it stays when a day of it is in the range."""
    papers = [document("a", "1998"), document("b", "1999"), document("c", "2000")]
    kept, _ = select(papers, Parameters(since="1999-06-01", until="1999-12-31"))
    assert [d.doc_id for d in kept] == ["b"]


def test_an_empty_range_says_which_dates_there_are():
    """The error names the parameter and the first and last date."""
    with pytest.raises(InputError, match="2030-01-02 to 2031-05-06") as caught:
        select([document("a", "2030-01-02"), document("b", "2031-05-06")], Parameters(since="2040-01-01"))
    assert caught.value.place == "since"


def test_speakers_are_found_by_part_of_name_or_office(said, compared):
    """A filter on speakers keeps the actor's statements by them, in any case of letters."""
    rows = [
        said("it values ties", speaker="Ali Noon", office="Minister"),
        said("it hopes", speaker="Bo Ray", office="PM"),
    ]
    assert list(compared(rows, speakers="noon").statements.speaker) == ["Ali Noon"]
    assert list(compared(rows, speakers="pm").statements.speaker) == ["Bo Ray"]


def test_an_unknown_speaker_is_refused(said, compared):
    """A name nobody has is an error that lists who speaks."""
    with pytest.raises(InputError, match="Ali Noon"):
        compared([said("it values ties")], speakers="Nobody")


def test_answers_stay_with_the_statements_they_answer(said, talk, compared):
    """A filter on speakers keeps what the other side said in their engagements, and drops other answers."""
    rows = [
        said("it values ties", engagement="m1"),
        said("it hopes", speaker="Bo Ray", engagement="m2"),
        said("thanks a lot", speaker_country="USA", target="PAK", speaker="C. Doe", engagement="m1"),
        said("many thanks", speaker_country="USA", target="PAK", speaker="D. Poe", engagement="m2"),
    ]
    talks = [talk("m1", "USA"), talk("m2", "USA", own_side="Bo Ray")]
    kept = compared(rows, talks, speakers="Noon")
    assert set(kept.statements.speaker) == {"Ali Noon", "C. Doe"}
    assert len(kept.reports) == 1


def test_a_theme_keeps_every_statement_that_carries_it(said, compared):
    """A theme in second place counts; others go."""
    rows = [said("on trade", themes="defence; economy_trade"), said("on arms", themes="defence")]
    assert list(compared(rows, themes="economy_trade").statements.content) == ["on trade"]


def test_parts_and_sides_are_found_by_their_names(said, compared):
    """Rule: a part or side in other letters, or by a name, is found; an unknown one is refused with those known."""
    found = compared([said("Ties are good"), said("Ties are better", target="CHN")])
    assert list(found.part("Said", "US").content) == list(found.part("said", "USA").content) == ["Ties are good"]
    for given, words in ((("sayd",), "part: 'sayd'.*said, both"), (("said", "India"), "side: 'India'.*USA, CHN, BOTH")):
        with pytest.raises(InputError, match=words):
            found.part(*given)


def test_a_comparison_is_summed_up_in_about_ten_lines(said, compared):
    """Rule: the repr of a comparison tells documents, statements, parts and choices in at most twelve lines."""
    lines = repr(compared([said("Ties are good")] * 40, themes="bilateral_relations")).splitlines()
    assert len(lines) <= 12 and max(map(len, lines)) <= 120
    assert "PAK to USA and CHN" in lines[0] and "themes=('bilateral_relations',)" in lines[-1]
