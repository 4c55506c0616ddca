"""One person, one day, one status: what one document tells of a person holds in the others, in any order."""

from itertools import permutations

import pytest

from positions import coding
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts

BARE = "The Pakistani Tariq Beg said Pakistan would gain from trade with China."
CHAMBER = "Lahore Chamber of Commerce president Tariq Beg said Pakistan would gain from trade with China."
PARTY = "Pakistani party leader Tariq Beg said Pakistan would gain from trade with China."
MINISTER = "Pakistan’s Minister of State Tariq Beg said Pakistan would gain from trade with China."
FORMER = "Pakistan’s former ambassador Tariq Beg said Pakistan would gain from trade with China."


def document(name, sentence, published="2025-02-01"):
    """Return a short article of a Pakistani paper."""
    text = f"Trade with China discussed\n\n{sentence}\n"
    article = press_parts(text)
    known = {"published": published, "outlet": "dunya"}
    return Document(name, f"{name}.txt", text, article.headline, article.paragraphs, "", **known)


def status(*documents):
    """Return voice, office and reason by document."""
    rows = coding.code(documents, SIDES, judge=None).statements
    return {row.doc_id: (row.voice, row.office, row.why_speaker) for row in rows.itertuples()}


def test_a_bare_name_has_the_status_of_the_day():
    """Rule: where one text names a person bare and another of the day gives the post, the first takes it over and says
    which document told it; the text that tells it says nothing of the kind."""
    found = status(document("a", BARE), document("b", CHAMBER))
    assert found["a"][0] == found["b"][0] == "private"
    assert "“b.txt” of the same day" in found["a"][2] and "same day" not in found["b"][2]


def test_another_day_tells_nothing():
    """Rule: a status is of a day; of another day, or without one, it is not taken."""
    assert status(document("a", BARE), document("b", CHAMBER, "2025-02-02"))["a"][0] == "unknown"
    assert status(document("a", BARE, ""), document("b", CHAMBER, ""))["a"][0] == "unknown"


def test_another_person_tells_nothing():
    """Rule: the whole name has to be the same."""
    other = CHAMBER.replace("Tariq Beg", "Omar Beg")
    assert status(document("a", BARE), document("b", other))["a"][0] == "unknown"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ((BARE, CHAMBER, PARTY), "party"),
        ((BARE, PARTY, MINISTER), "state"),
        ((CHAMBER, FORMER, BARE), "former"),
    ],
)
def test_the_order_of_documents_does_not_matter(sentences, expected):
    """Rule: an office of state goes before a party, that before what somebody was, that before a firm; whatever the
    order in which the documents are read, the result is the same."""
    documents = [document(name, sentence) for name, sentence in zip("abc", sentences, strict=True)]
    found = [status(*some) for some in permutations(documents)]
    assert all(one == found[0] for one in found)
    assert {voice for voice, *_ in found[0].values()} == {expected}


def test_words_of_another_time_stay():
    """Rule: what one in office is said to have said as a former official is not of the day, and stays apart."""
    found = status(document("a", FORMER), document("b", MINISTER))
    assert (found["a"][0], found["b"][0]) == ("former", "state")
