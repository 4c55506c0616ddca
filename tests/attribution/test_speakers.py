"""Who speaks: names, offices, pronouns and descriptions resolved within a document and at its date."""

import pytest

from positions import coding
from positions.attribution.offices import titles_in
from positions.documents import Document
from positions.documents.press import parts


def speakers(*paragraphs, published="2024-01-01"):
    """Return (speaker, office, country) of every statement of a document."""
    text = "Talks held\n\n" + "\n".join(paragraphs) + "\n"
    article = parts(text)
    read = Document("d", "d.txt", text, article.headline, article.paragraphs, "", published=published, outlet="dunya")
    rows = coding.code([read]).statements
    return list(zip(rows["speaker"], rows["office"], rows["speaker_country"], strict=True))


MET = "Prime Minister Asad Mir met Chinese Ambassador Lin Mei in Lahore."


def test_an_office_alone_is_the_person_the_text_names():
    """Rule: "the premier" and "the ambassador" are those named with that office, each with the own country."""
    said = speakers(MET, "The premier thanked China for its help.", "The ambassador said Pakistan was a friend.")
    assert said == [
        ("Asad Mir", "Prime Minister", "PAK"),
        ("Lin Mei", "Ambassador to Pakistan", "CHN"),
    ]


def test_he_is_the_last_speaker():
    """Rule: a pronoun goes back to the speaker of the statement before it, not to the last name mentioned."""
    said = speakers(MET, "The premier thanked Ambassador Lin Mei for China’s help. He pledged to visit China soon.")
    assert [name for name, *_ in said] == ["Asad Mir", "Asad Mir"]


def test_he_is_whoever_became_the_subject_since():
    """Rule: when another person is the subject of a sentence in between, a pronoun is that person."""
    said = speakers(
        MET, "The premier thanked China for help.", "Finance Minister Omar Beg met bankers. He said the US would help."
    )
    assert [name for name, *_ in said] == ["Asad Mir", "Omar Beg"]


def test_a_visitor_is_the_other_side_of_the_engagement():
    """Rule: "the visiting dignitary" is the foreign party of the engagement at hand."""
    assert speakers(MET, "The visiting dignitary praised Pakistan’s role.") == [
        ("Lin Mei", "Ambassador to Pakistan", "CHN")
    ]


def test_both_are_the_parties_to_the_engagement():
    """Rule: "Both sides" of a meeting speak jointly, the Pakistani side named first."""
    said = speakers(MET, "Both sides agreed to build roads.")
    assert said == [("Asad Mir; Lin Mei", "Prime Minister; Ambassador to Pakistan", "JOINT")]


def test_an_office_without_a_known_holder_stays_an_office():
    """Rule: an office whose holder neither the text nor the table knows is never given a name."""
    said = speakers("The planning minister thanked China for its help.", published="1999-01-01")
    assert [(name, country) for name, _, country in said] == [("Planning Minister", "PAK")]


@pytest.mark.parametrize(("published", "expected"), [("2022-07-29", "Qamar Javed Bajwa"), ("2023-07-29", "Asim Munir")])
def test_the_army_chief_depends_on_the_date(published, expected):
    """Rule: an office alone is its holder on the document's date, by the offices table."""
    said = speakers("The army chief said the US was a friend.", published=published)
    assert [name for name, *_ in said] == [expected]


OFFICES = [
    ("The foreign secretary", "Secretary of State Marco Rubio met Foreign Secretary Amna Mir.", "Amna Mir"),
    ("The president", "Vice President Ann Lee met Prime Minister Asad Mir.", "Asif Ali Zardari"),
    ("The minister", "Prime Minister Asad Mir met Information Minister Omar Beg.", "Omar Beg"),
    ("The prime minister", "Deputy Prime Minister Omar Beg met Prime Minister Asad Mir.", "Asad Mir"),
    ("The US envoy", "US Ambassador Ann Lee met Prime Minister Asad Mir.", "Ann Lee"),
    ("Wang", "Prime Minister Asad Mir met his Chinese counterpart Wang Li. Wang Li left.", "Wang Li"),
]


@pytest.mark.parametrize(("source", "named", "expected"), OFFICES, ids=[source for source, *_ in OFFICES])
def test_an_office_is_not_mistaken_for_a_similar_one(source, named, expected):
    """Rule: words that two titles share do not make them one; a name does not run over the end of a sentence."""
    said = speakers(named, f"{source} said China and the US valued Pakistan.", published="2025-02-01")
    assert [name for name, *_ in said] == [expected]


def test_unnamed_sources_are_not_the_officials_named_before():
    """Rule: "Sources" stay sources without a country, whatever officials the text has named."""
    assert speakers("US officials met bankers.", "Sources said Washington had asked Pakistan for bases.") == []


def test_an_envoy_of_no_named_country_is_not_pakistans():
    """Rule: an ambassador without a country is nobody's, not the outlet's own."""
    assert speakers("Ambassador Li Ming said China would help Pakistan.", published="1999-01-01") == []


def test_an_office_named_for_another_country_stays_that_countrys():
    """Rule: "the army chief" is the one the text has named, even when that is a third country's."""
    assert speakers("The Indian army chief met troops.", "The army chief said China was a threat to Pakistan.") == []


def test_a_quoted_meeting_is_no_engagement():
    """Rule: a meeting within quotation marks is told by the speaker, not reported by the text."""
    quoted = "“Prime Minister Asad Mir met Chinese Ambassador Lin Mei,” the Lahore Post wrote."
    assert speakers(quoted, "The premier said trade would grow.") == []


def test_who_is_of_neither_side_is_not_in_the_engagement():
    """Rule: what an American says after a meeting with China's envoy is not said to Pakistan by that."""
    assert speakers(MET, "US President Ann Lee said trade would grow.") == []


def test_a_meeting_to_come_is_no_engagement():
    """Rule: what will happen, or did not, is no engagement; and so gives no statement its target."""
    said = speakers(
        "Prime Minister Asad Mir will meet Chinese Ambassador Lin Mei.", "The premier said trade would grow."
    )
    assert said == []


@pytest.mark.parametrize(
    "source", ["An official", "A spokesman", "Officials", "The official", "Sources", "The ambassador"]
)
def test_an_official_of_no_named_country_is_not_pakistans(source):
    """Rule: whose official it is must be known from the text: the outlet's country is not enough."""
    assert speakers(f"{source} said the US would sell arms to Israel.") == []
    assert [country for *_, country in speakers(f"Pakistani officials said the US was a friend. {source} left.")] == [
        "PAK"
    ]


def test_a_former_official_speaks_for_no_institution():
    """Rule: a former official and a party leader are voices of their own, with institution `other`, wherever named."""
    text = "T\n\nFormer foreign minister Asad Mir said China was a friend.\nMir said the US was one too.\n"
    article = parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="1999-01-01", outlet="dunya"
    )
    rows = coding.code([read]).statements
    assert rows[["speaker", "voice", "institution"]].to_numpy().tolist() == [["Asad Mir", "former", "other"]] * 2


def test_a_title_is_read_whole():
    """Rule: the longest title counts: a deputy prime minister is no prime minister, a foreign minister no minister."""
    offices = [title.office for _, title in titles_in("Deputy Prime Minister and Foreign Minister Ishaq Dar")]
    assert offices == ["Deputy Prime Minister"]
    assert [t.office for _, t in titles_in("the foreign minister")] == ["Foreign Minister"]
