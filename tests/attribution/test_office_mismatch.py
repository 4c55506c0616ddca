"""Whose officials the people a text names are not, and what is no engagement."""

import pytest

from positions import coding
from positions.attribution.descriptions import name_in, office_mismatch
from positions.attribution.offices import titles_in
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts


def coded(*paragraphs, published="2025-02-01"):
    """Return what is coded in a document of an outlet of Pakistan."""
    text = "Talks held\n\n" + "\n".join(paragraphs) + "\n"
    article = press_parts(text)
    read = Document(
        "d",
        "d.txt",
        text,
        article.headline,
        article.paragraphs,
        "",
        dateline=article.dateline,
        published=published,
        outlet="dunya",
    )
    return coding.code([read], SIDES, judge=None)


def speakers(*paragraphs, published="2025-02-01"):
    """Return speaker and country of every statement of a document."""
    rows = coded(*paragraphs, published=published).statements
    return list(zip(rows["speaker"], rows["speaker_country"], strict=True))


STRANGERS = [
    "Prime Minister Alan Roe said the US was a friend.",
    "Foreign Minister Abbas Roe said the US was a friend.",  # a forename that a foreign minister of Pakistan had
    "The prime minister, Alan Roe, said the US was a friend.",
    "Alan Roe, president, met bankers. Mr Roe said the US was a friend.",
    "Army chief Gen Alan Roe said the US was a friend.",
]


@pytest.mark.parametrize("sentence", STRANGERS)
def test_a_name_that_no_holder_bore_is_not_pakistans(sentence):
    """Rule: an office without a country is not Pakistan's when none of its holders there bore the name beside it."""
    assert speakers(sentence) == []


def test_the_default_stays_where_the_table_does_not_speak_and_for_its_holders():
    """Rule: before the table begins, and for its holders’ family names, an office is Pakistan’s."""
    assert speakers("Prime Minister Alan Roe said the US was a friend.", published="1999-01-01") == [
        ("Alan Roe", "PAK")
    ]
    assert speakers("Prime Minister Shehbaz Sharif said the US was a friend.") == [("Shehbaz Sharif", "PAK")]
    assert speakers("Prime Minister Omar Sharif said the US was a friend.") == [("Omar Sharif", "PAK")]
    assert speakers("Minister Omar Beg said the US was a friend.") == [("Omar Beg", "PAK")]


def test_a_text_from_abroad_means_others():
    """Rule: in a text from another country an unknown name with an office of many is not Pakistan's."""
    said = "Minister Alan Roe said the US was a friend."
    assert speakers(f"LONDON: {said}") == []
    assert speakers(f"LAHORE: {said}") == [("Alan Roe", "PAK")]
    # An office that is America's by its own name stays America's.
    # An office that is America’s by default stays America’s, wherever the text is from.
    assert speakers("LONDON: Congressman Alan Roe said Pakistan was a friend of the US.") == [("Alan Roe", "USA")]


def test_the_reason_is_told():
    """Rule: why somebody is not Pakistan's is told in words."""
    text = "Talks\n\nLONDON: Prime Minister Alan Roe spoke.\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", dateline="LONDON", published="2025-02-01"
    )
    premier = titles_in("Prime Minister", SIDES)[0][1]
    borne = office_mismatch(read, SIDES.at("PAK"), "Alan Roe", premier, "PAK")
    assert borne.words == "no Prime Minister of PAK in the offices table bore the name"
    assert office_mismatch(read, SIDES.at("PAK"), "Alan Roe", None, "PAK").words == "the text is from “LONDON”"


def test_the_prime_minister_is_the_own_one():
    """Rule: "the prime minister" is Pakistan's, though a premier of another country is named without it."""
    named = "Prime Minister Shehbaz Sharif congratulated Chinese President Xi Jinping, Premier Alan Roe and others."
    said = speakers(named, "“China is a friend,” the prime minister said.")
    assert said[-1] == ("Shehbaz Sharif", "PAK")


def test_an_office_of_a_country_before_it_is_that_countrys():
    """Rule: whose an office is, the possessive before it tells, with words between."""
    assert speakers("Greenland’s likely new prime minister said the US was a friend.") == []
    assert speakers("The likely new prime minister said the US was a friend.") == [("Shehbaz Sharif", "PAK")]


def test_the_president_of_an_association_is_no_head_of_state():
    """Rule: a president "and CEO of" something that is no country is none of a state."""
    assert titles_in("president and CEO of the National Association of Bakers", SIDES) == ()
    assert titles_in("President of Pakistan", SIDES)[0][1].office == "President"


def test_words_of_bodies_and_openings_are_no_names():
    """Rule: what an institute is for, a possessive of a body, a party's adjective and an adverb name nobody."""
    assert name_in("The Institute for Fiscal Studies", [], SIDES) == ""
    assert name_in("a Office’s news release", [], SIDES) == ""
    assert name_in("Democratic Party", [], SIDES) == ""
    assert speakers("Historically, China has urged Pakistan to act.") == [("China", "CHN")]


def test_what_goes_on_behind_a_name_is_no_apposition():
    """Rule: a name and comma before a verb tell nothing of the country of the delegation that follows."""
    met = "Chairman of the Capital Board (CB), Omar Ali Beg, {} at the office, where he spoke."
    said = "Omar Ali Beg said Pakistan was near."
    assert speakers(met.format("met with a delegation from the Chinese Embassy"), said) == []
    assert speakers(met.format("head of a delegation of the Chinese Embassy"), said) == [("Omar Ali Beg", "CHN")]


def test_him_in_a_relative_clause_is_the_one_who_tells():
    """Rule: "X said he had called Y, who had invited him": the invitation is Y's, to X's country."""
    met = "Deputy Prime Minister Ishaq Dar said he knew Chinese Foreign Minister Wang Yi, {}."
    assert ("Wang Yi", "CHN") in speakers(met.format("who had also invited him to visit China"))
    assert ("Wang Yi", "CHN") not in speakers(met.format("who had also invited bankers to visit China"))


def met(*paragraphs):
    """Return channel and sides of every engagement of a document."""
    rows = coded(*paragraphs).engagements
    return list(zip(rows["channel"], rows["own_side"], rows["other_side"], strict=True))


DAR, WANG = "Ishaq Dar, Foreign Minister", "Wang Yi, Foreign Minister"
FOREIGN, CHINESE = "Foreign Minister Ishaq Dar", "Chinese Foreign Minister Wang Yi"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{FOREIGN} met {CHINESE} in Lahore.", [("meeting", DAR, WANG)]),
        (f"{FOREIGN} received {CHINESE} at the ministry.", [("meeting", DAR, WANG)]),
        (f"{FOREIGN} was received at the airport by {CHINESE}.", []),
        (f"{FOREIGN} received {CHINESE} at the airport.", []),
        (f"{FOREIGN} got word of {CHINESE}, at an event hosted by China.", []),
        (f"Extending an invitation to meetings with {CHINESE}, {FOREIGN} left.", []),
        (f"{CHINESE} held calls on Friday with {FOREIGN}.", [("call", DAR, WANG)]),
        (f"{FOREIGN} met {CHINESE}, according to a statement from the President’s House.", [("meeting", DAR, WANG)]),
        (f"Prime Minister Alan Roe met {CHINESE} in Lahore.", []),
    ],
)
def test_who_meets_and_who_only_welcomes_or_invites(sentence, expected):
    """Rule: a welcome, an event's host, an invitation are no meeting; calls are calls; who tells of it took no part."""
    assert met(sentence) == expected
