"""For whom a person speaks: by kinds of offices, bodies and texts, on invented people."""

import pytest

from positions import coding
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts

DAY = "2025-02-01"


def coded(*paragraphs, kind="", title="Ties with China discussed"):
    """Return the statements of a Pakistani paper's text."""
    text = "\n\n".join((title, *paragraphs)) + "\n"
    article = press_parts(text)
    known = {"published": DAY, "outlet": "dunya", "kind": kind}
    return coding.code(
        [Document("d", "d.txt", text, article.headline, article.paragraphs, "", **known)], SIDES, judge=None
    ).statements


def voices(*paragraphs, **known):
    """Return who speaks and for whom, each once."""
    rows = coded(*paragraphs, **known)
    return list(dict.fromkeys(zip(rows.speaker, rows.voice, strict=True)))


@pytest.mark.parametrize(
    "who",
    [
        "Karachi Chamber of Commerce president Tariq Beg",
        "Lahore Chamber (LCC) senior vice president Tariq Beg",
        "Karachi Gems and Jewellers Association president Tariq Beg",
        "Pakistan Alpine Club secretary Tariq Beg",
        "Tariq Beg, president of the Islamabad Textile Exporters Association,",
        "Tariq Beg, Executive Director of the Pakistani Policy Institute,",
        "Tariq Beg, a Pakistani journalist with an interest in trade,",
        "Tariq Beg, chief executive officer of a Pakistani company,",
        "Pakistani university vice chancellor Tariq Beg",
    ],
)
def test_heads_of_chambers_clubs_and_firms_are_private_voices(who):
    """Rule: the head of what is no state's speaks for it, whatever the post is called, and holds no office of state."""
    rows = coded(f"{who} said Pakistan would gain from trade with China.")
    assert [*zip(rows.speaker, rows.voice, rows.institution, strict=True)] == [("Tariq Beg", "private", "other")]


def test_a_body_with_an_and_in_its_name_is_one():
    """Rule: the "and" of an association's name joins nobody; that of two people does."""
    one = "Karachi Gems and Jewellers Association president Tariq Beg said Pakistan would gain from trade with China."
    two = "Omar Noon and Jewellers Association president Tariq Beg said Pakistan would gain from trade with China."
    assert list(coded(one).speaker) == ["Tariq Beg"]
    assert list(coded(two).speaker) == ["Omar Noon; Tariq Beg"]


@pytest.mark.parametrize(
    "who",
    [
        "Pakistan’s Parliamentary Secretary Tariq Beg",
        "Tariq Beg, chairman of the Pakistan Space Authority,",
        "Pakistan Army Brigadier Tariq Beg",
        "Tariq Beg, chief executive of the Sindh Healthcare Commission in Pakistan,",
        "Pakistani Minister for Planning Professor Tariq Beg",
    ],
)
def test_an_office_of_state_that_no_list_has(who):
    """Rule: a post of a ministry, an authority, a commission or an army is the state's, be its holder an executive."""
    assert [voice for _, voice in voices(f"{who} said Pakistan would gain from trade with China.")] == ["state"]


def test_a_mere_name_is_nobody_knows_whose():
    """Rule: of whom the text gives nothing but a name no office is known, so the state's voice is not told."""
    rows = coded("The Pakistani Tariq Beg said Pakistan would gain from trade with China.")
    assert list(rows.voice) == ["unknown"]
    assert "no office is told" in rows.why_speaker[0]


def test_the_table_of_offices_tells_what_the_text_does_not():
    """Rule: whom the table has in office that day speaks for the state, though the text gives a bare name."""
    assert voices("Ahsan Iqbal said Pakistan would gain from trade with China.") == [("Ahsan Iqbal", "state")]


def test_one_status_in_a_text_wherever_it_is_told():
    """Rule: what stands beside a name once holds for every mention, the headline's and a surname's included."""
    rows = coded(
        "“Pakistan and China are friends,” Tariq Beg said.",
        "Tariq Beg, president of the Lahore Traders Association, said Pakistan would gain from trade with China.",
        "Mr Beg thanked China.",
        title="China is a friend of Pakistan: Tariq Beg",
    )
    assert len(rows) > 2 and set(rows.voice) == {"private"}


def test_a_president_that_the_table_does_not_have_is_not_the_states():
    """Rule: a session, a society and a firm have presidents; the state's is the one of the table."""
    text = "The session’s president, Tariq Arif, said Pakistan would gain from trade with China."
    assert all(voice != "state" for _, voice in voices(text))
    text = "President Asif Ali Zardari said Pakistan would gain from trade with China."
    assert voices(text) == [("Asif Ali Zardari", "state")]


def test_a_state_without_the_office_has_no_holder_of_it():
    """Rule: Pakistan has no vice president, so whoever is called so, by name or without, is some body's."""
    assert all(
        voice != "state" for _, voice in voices("The vice president said Pakistan would gain from China’s trade.")
    )


def test_what_somebody_was_is_no_office():
    """Rule: a former ambassador who heads an institute is a former official, and so is a diplomat in retirement."""
    text = "Tariq Beg, a former Pakistani ambassador and head of an institute, said Pakistan would gain from China."
    assert [voice for _, voice in voices(text)] == ["former"]
    text = "A retired Pakistani diplomat, Tariq Beg, said Pakistan would gain from trade with China."
    assert [voice for _, voice in voices(text)] == ["former"]


@pytest.mark.parametrize("kind", ["opinion", "editorial", "letter"])
@pytest.mark.parametrize("writer", ["I", "We", "This writer"])
def test_a_writers_words_are_no_position_of_a_state(kind, writer):
    """Rule: in a text that says it is an opinion the first person outside quotation marks is the writer, and nobody's
    position; officials whom the writer quotes keep theirs, and a report has no writer."""
    quoted = "Prime Minister Shehbaz Sharif said Pakistan was a friend of China."
    own = f"{writer} said that Pakistan must talk to China again."
    assert voices(quoted, own, kind=kind) == [("Shehbaz Sharif", "state")]
    assert len(coded(quoted, own, kind=kind)) == 1


def test_whom_an_opening_clause_names_is_another():
    """Rule: an office in a clause before a name ("Praising the minister’s speech, Mr Beg said") is not the name’s."""
    text = "Praising Interior Minister Omar Mir’s televised address, Tariq Beg said Pakistan needed China."
    found = voices(text, "Tariq Beg is a Pakistani analyst.")
    assert ("Tariq Beg", "state") not in found


def test_a_university_of_a_ministry_is_no_ministry():
    """Rule: who teaches at a university named after an office of state does not speak for a state."""
    text = "Tariq Beg, of the National Defence University in Islamabad, said Pakistan needed China."
    assert [voice for _, voice in voices(text)] != ["state"]
