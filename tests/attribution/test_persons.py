"""One person under several names; whose official a text names; and no office by a name alone."""

import pytest

from positions import coding
from positions.attribution.offices import person_named, persons_in, titles_in
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts


def document(*paragraphs, published="2025-03-01"):
    """Return a document of an outlet of Pakistan."""
    text = "Talks held\n\n" + "\n".join(paragraphs) + "\n"
    article = press_parts(text)
    return Document("d", "d.txt", text, article.headline, article.paragraphs, "", published=published, outlet="dunya")


def statements(*paragraphs, published="2025-03-01"):
    """Return the coded statements of a document."""
    return coding.code([document(*paragraphs, published=published)], SIDES, judge=None).statements


def named(name, date, country="", words=""):
    """Return the name under which the table knows a person, blank when it knows none."""
    found = titles_in(words, SIDES)
    person = person_named(name, date, SIDES, country, found[0][1] if found else None)
    return person.name if person else ""


NAMES = [
    ("Mohammad Ishaq Dar", "Ishaq Dar"),
    ("Senator Muhammad Ishaq Dar", "Ishaq Dar"),
    ("Field Marshal Syed Asim Munir", "Asim Munir"),
    ("Gen Munir", "Asim Munir"),
    ("Shahbaz Sharif", "Shehbaz Sharif"),
    ("Donald J. Trump", "Donald Trump"),
    ("Gen. Michael E. Kurilla", "Michael Erik Kurilla"),
    ("Moin-ul-Haque", "Moin ul Haque"),
    ("Xi", "Xi Jinping"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_one_person_has_one_name(name, expected):
    """Rule: ranks, courtesies, initials and other spellings of a name lead to the same person."""
    assert named(name, "2025-03-01") == expected


def test_a_surname_is_its_bearers_only_in_office():
    """Rule: a single word means whoever bears it in office on that date, and otherwise nobody."""
    assert named("Gen Bajwa", "2022-07-29") == "Qamar Javed Bajwa"
    assert named("Gen Bajwa", "2024-07-29") == ""
    assert named("Dar", "") == ""
    assert named("Dar", "2026-06-01") == ""
    assert named("Ishaq Dar", "2026-06-01") == "Ishaq Dar"


def test_a_namesake_is_another_person():
    """Rule: another forename, country or office makes a bearer of the same surname someone else."""
    assert named("Hassan Dar", "2025-03-01") == ""
    assert named("Dar", "2025-03-01", country="OTHER") == ""
    assert named("Dar", "2025-03-01", words="Interior Minister") == ""
    assert named("Dar", "2025-03-01", words="Foreign Minister") == "Ishaq Dar"


def test_a_namesake_in_the_text_keeps_the_own_name():
    """Rule: when the text names another Dar in full, "Dar" is that one, without the foreign minister's office."""
    rows = statements("Minister Hassan Dar met bankers.", "Dar said the US would buy rice.")
    assert rows[["speaker", "office"]].to_numpy().tolist() == [["Hassan Dar", "Minister"]]


def test_a_name_does_not_give_an_office_at_the_wrong_date():
    """Rule: who holds no office on the date speaks without one; the text's own title counts."""
    said = "Ishaq Dar said the US was a friend."
    assert statements(said, published="2025-03-01")["office"].tolist() == ["Foreign Minister"]
    assert statements(said, published="2026-06-01")["office"].tolist() == [""]
    titled = statements("Finance Minister Ishaq Dar said the US was a friend.", published="2026-06-01")
    assert titled[["speaker", "office"]].to_numpy().tolist() == [["Ishaq Dar", "Finance Minister"]]


def test_an_office_after_the_table_ends_stays_an_office():
    """Rule: after the last day the table knows, "the army chief" is nobody unless the text names him."""
    said = "The army chief said the US was a friend."
    assert statements(said, published="2026-06-01")["speaker"].tolist() == ["Chief of Army Staff"]
    rows = statements("Army chief Asad Mir met troops.", said, published="2026-06-01")
    assert rows["speaker"].tolist() == ["Asad Mir"]


def test_then_is_told_from_the_time_in_office():
    """Rule: the then prime minister has the institution held then, a former one none (ruling 11)."""
    rows = statements(
        "The then prime minister Asad Mir said China was Pakistan’s friend.",
        "Former president Omar Beg said the US was one.",
    )
    assert rows[["voice", "institution"]].to_numpy().tolist() == [["former", "head_of_government"], ["former", "other"]]


def test_chinas_spokesperson_has_chinas_office():
    """Rule: the same title is called in each country as that country calls it."""
    rows = statements("Chinese Foreign Ministry spokesperson Mao Ning said China valued Pakistan.")
    assert rows[["speaker", "office"]].to_numpy().tolist() == [["Mao Ning", "Foreign Ministry spokesperson"]]


def test_a_party_post_stands_beside_an_office():
    """Rule: posts in China's ruling party do not hide the office of state beside them."""
    said = "Member of the Political Bureau of the CPC Central Committee and Foreign Minister Wang Yi"
    rows = statements(f"{said} said China valued Pakistan.")
    assert rows[["office", "institution"]].to_numpy().tolist() == [["Foreign Minister", "foreign_ministry"]]


MENTIONS = [
    ("He thanked President Trump.", "2025-03-01", [("USA", "Trump")]),
    ("He thanked Donald Trump.", "2022-03-01", [("USA", "Donald Trump")]),
    ("He thanked Trump.", "2022-03-01", []),
    ("He thanked Trump.", "", []),
    ("He thanked Trump.", "2026-06-01", []),
    ("He thanked Eric Trump.", "2025-03-01", []),
    ("Trump Tower is high.", "2025-03-01", []),
    ("Wang agreed.", "2025-03-01", []),
    ("Foreign Minister Wang agreed.", "2025-03-01", [("CHN", "Wang")]),
    ("Wang Yi came. Wang agreed.", "2025-03-01", [("CHN", "Wang Yi"), ("CHN", "Wang")]),
    ("The price rose. Price rose.", "2022-03-01", []),
    ("Shehbaz Sharif’s visit", "2025-03-01", [("PAK", "Shehbaz Sharif")]),
]


@pytest.mark.parametrize(("text", "date", "expected"), MENTIONS, ids=[f"{text} {date}" for text, date, _ in MENTIONS])
def test_a_person_is_a_mention_of_the_own_country(text, date, expected):
    """Rule: a full name counts at any date, a surname in office, one that many bear behind a title or the full name."""
    read = document(text, published=date)
    assert [(mention.country, mention.span.of(read.text)) for mention in persons_in(read, SIDES)] == expected


def test_a_named_official_makes_the_target_explicit():
    """Rule: a content that names a person of the counterpart names the counterpart (codebook, `target_basis`)."""
    rows = statements("Prime Minister Shehbaz Sharif thanked President Trump for his help. The US welcomed this.")
    assert rows[["target", "target_basis"]].to_numpy().tolist()[:1] == [["USA", "explicit"]]
