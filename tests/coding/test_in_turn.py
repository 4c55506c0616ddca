"""Speeches, transcripts and interviews through the whole chain: who, towards whom, what act, and where it stands."""

import pytest

from positions import coding, documents
from positions.countries import SIDES
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, PLACES

SPEECH = """1.\tMr. President, we thank you. We welcome the support of China for our cause. It is a good cause.
2.\tThe United States rejected the plan. No one knows why. Roads in Pakistan and China are long.
3.\tWe hope that the United States
will join our co-
operation. Its people are our friends, and cooperation helps.
"""
BRIEFING = """Transcript of the Press Briefing by the Spokesperson on Thursday, 10 October 2024

• Pakistan welcomes the visit of the Chinese President. We look forward to it.
• The Foreign Secretary thanked the United States for its help.

Question: Has Washington replied to your letter?

Answer: There is no truth in this. The matter is closed to us. India has said otherwise.
We leave it at that now.

Question: And the floods?

Answer: The people of Nepal have our sympathy.
"""


def coded(folder, name, text):
    """Write a text, read and code it; return text and rows."""
    (folder / name).write_bytes(text.encode())
    found = documents.read(folder / name).documents
    return found[0].text, coding.code(found, SIDES).statements.to_dict("records")


def told(rows, *columns):
    """Return the columns of each row."""
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_speech_gives_a_statement_for_each_sentence_that_names_a_counterpart(tmp_path):
    """Rule: the sentences that name one, in the speaker's own words, without cue; none goes on from another."""
    _, rows = coded(tmp_path, "PAK_70_2015.txt", SPEECH)
    assert told(rows, "content", "target", "target_basis", "act") == [
        ("We welcome the support of China for our cause", "CHN", "explicit", "praise"),
        ("The United States rejected the plan", "USA", "explicit", "state"),
        ("Roads in Pakistan and China are long", "CHN", "explicit", "state"),
        ("We hope that the United States\nwill join our co-\noperation", "USA", "explicit", "aspire"),
    ]
    assert {row["speaker"] for row in rows} == {"Pakistan"}
    assert {(row["quote_type"], row["cue"], row["source"], row["published"]) for row in rows} == {
        ("direct", "", "", "2015")
    }


def test_what_others_do_is_not_the_speakers_act(tmp_path):
    """Rule: an act or a stance that only the verbs of others give is none of the speaker's, and the reason says so."""
    _, rows = coded(tmp_path, "PAK_70_2015.txt", SPEECH)
    (others,) = [row for row in rows if "rejected" in row["content"]]
    assert (others["act"], others["stance"]) == ("state", 0)
    assert others["why_act"] == "content says “rejected”, where the speaker does not stand: of others’ doings"


def test_a_briefing_is_its_speakers_and_those_it_tells_of(tmp_path):
    """Rule: answers are the spokesperson's, what others are told to have said is theirs, through the spokesperson.

    A sentence that names no third country goes on from the question about one counterpart, until one is named.
    """
    _, rows = coded(tmp_path, "2024-10-10_mofa_x.txt", BRIEFING)
    assert told(rows, "content", "office", "via", "target", "target_basis") == [
        ("Pakistan welcomes the visit of the Chinese President", FO, "", "CHN", "explicit"),
        ("We look forward to it", FO, "", "CHN", "context"),
        ("the United States for its help", "Foreign Secretary", "Mumtaz Zahra Baloch", "USA", "explicit"),
        ("There is no truth in this", FO, "", "USA", "context"),
        ("The matter is closed to us", FO, "", "USA", "context"),
    ]
    assert rows[3]["why_target"] == "answers a question about this side"
    assert rows[3]["act"] == "deny"


FO = "Foreign Office spokesperson"


def test_what_is_told_to_reporters_is_not_said_in_the_meeting(tmp_path):
    """Rule: a sentence after the report of an engagement is no statement to the other side for that alone."""
    text = BRIEFING.replace(
        "• Pakistan",
        "• Prime Minister Ali Noon met Chinese Foreign Minister Wang Yi in Beijing.\n• Roads are open.\n• Pakistan",
    )
    _, rows = coded(tmp_path, "2024-10-10_mofa_x.txt", text)
    assert "Roads are open" not in [row["content"] for row in rows]
    assert [row["engagement_id"] for row in rows if row["via"] == ""] == [""] * 5


def test_a_summary_record_is_no_quotation(tmp_path):
    """Rule: a speech recorded in the third person is reported, not quoted."""
    text = "Sir Ali NOON stated that his delegation valued the aid of the United States. He hoped for peace.\n"
    _, rows = coded(tmp_path, "PAK_03_1948.txt", text)
    assert told(rows, "speaker", "quote_type") == [("Sir Ali NOON", "indirect")]


@pytest.mark.parametrize(
    "text", [SPEECH, SPEECH.replace("\n", "\r\n"), SPEECH.replace("will join", "will\n\n17\n\njoin")]
)
def test_words_stand_where_the_row_says(tmp_path, text):
    """Rule: every word of a row stands at its offsets in the text as stored; a page's end makes two pieces."""
    stored, rows = coded(tmp_path, "PAK_70_2015.txt", text)
    for row in rows:
        for words, places in PLACES.items():
            spans = [place.split("-") for place in row[places].split(LIST_SEPARATOR) if place]
            assert row[words] == PIECE_SEPARATOR.join(stored[int(a) : int(b)] for a, b in spans)
        assert row["statement_id"] == f"PAK_70_2015:{row['start']}-{row['end']}"
    assert rows[-1]["content"].count(PIECE_SEPARATOR) == text.count("17")


def test_engagements_of_a_wrapped_text_stand_where_they_say(tmp_path):
    """Rule: an engagement's sentence and name are those of the text as stored, and statements refer to that name."""
    text = "Headline\n\n" + (
        "Prime Minister Ali Noon on Monday met US Secretary\nof State Sara Roe in the capital and thanked the United\n"
        "States for its long support, and for all the help that\nit has given to the people of Pakistan in this long\n"
        "and hard year of floods, which took so much from them\nand from their children. He hoped that the United\n"
        "States would go on with it, and that others would come\nto do as much as it has done in the time left.\n"
    )
    (tmp_path / "1999-10-10_app_x.txt").write_text(text, encoding="utf-8")
    found = coding.code(documents.read(tmp_path).documents, SIDES)
    (met,) = found.engagements.to_dict("records")
    assert text[met["start"] : met["end"]] == met["evidence"]
    assert set(found.statements.engagement_id) == {met["engagement_id"]}
