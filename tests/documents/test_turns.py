"""Turns: who speaks where, who asks, and what an answer answers."""

from dataclasses import replace

from positions import documents
from positions.documents import Document, Span
from positions.documents.layout import find_lines
from positions.documents.structure import find_turns


def record(text, genre="transcript", speaker=""):
    """Return a document whose paragraphs are its lines."""
    return Document("d", "d.txt", text, Span(0, 0), tuple(find_lines(text)), "", genre=genre, speaker=speaker)


def told(document):
    """Return each turn as (speaker, whether a question, words)."""
    text = document.text
    return [
        (t.speaker, t.is_question, " / ".join(span.of(text) for span in t.paragraphs)) for t in find_turns(document)
    ]


def test_a_briefing_is_cut_at_its_labels():
    """Rule: what stands before the first question is the speaker's statement; "Answer" is whoever is asked."""
    text = "Two visits are due.\nQuestion: (Ali, Gazette) Which?\nAnswer: To Kabul.\nAnd one more.\nQ: When?\nA: Soon."
    assert told(record(text, speaker="the Spokesperson")) == [
        ("the Spokesperson", False, "Two visits are due."),
        ("Question", True, "(Ali, Gazette) Which?"),
        ("the Spokesperson", False, "To Kabul. / And one more."),
        ("Q", True, "When?"),
        ("the Spokesperson", False, "Soon."),
    ]


def test_who_mostly_asks_is_a_reporter():
    """Rule: a name whose turns mostly close with a question mark asks; the other answers, capitals made a name."""
    text = (
        "GAZETTE: Is it so?\nMS NOON: It is.\nGAZETTE: And why?\nMS NOON: Who knows?\nGAZETTE: I see.\nMS NOON: Good."
    )
    assert [(speaker, asks) for speaker, asks, _ in told(record(text))] == [("Gazette", True), ("Ms Noon", False)] * 3


def test_a_word_before_a_colon_is_no_label_by_itself():
    """Rule: what stands before a colon once is part of what is said."""
    text = "Kashmir: our position is known.\nQ: Is it?\nA: It is."
    assert told(record(text))[0] == ("", False, "Kashmir: our position is known.")


def test_an_answer_knows_its_question():
    """Rule: an answer has the paragraphs of the question directly before it, an opening statement none."""
    document = record("Welcome to all.\nQ: First.\nIs it so?\nA: Yes, it is.\nA: It was always.")
    found = [turn for turn in find_turns(document) if not turn.is_question]
    asked = [" ".join(span.of(document.text) for span in turn.asked) for turn in found]
    assert asked == ["", "First. Is it so?", ""]


def test_an_interviews_introduction_is_no_turn_and_a_speech_is_one():
    """Rule: the reporter's introduction belongs to no turn; a speech is one turn; press has none."""
    document = record("He met us.\nQ: Well?\nA: Well.", "interview")
    assert [words for _, _, words in told(document)] == ["Well?", "Well."]
    assert [words for _, _, words in told(replace(document, genre="speech"))] == ["He met us. / Q: Well? / A: Well."]
    assert find_turns(replace(document, genre="press")) == []


def test_a_label_is_where_it_stands(tmp_path):
    """Rule: label and words of a turn are places of the text."""
    path = tmp_path / "2025-01-09_mofa_x.txt"
    path.write_text("Press Briefing\n\nQ: Is it?\nA: It is.\nQ: Why?\nA: So.\n", encoding="utf-8")
    (read,) = documents.read(path).documents
    assert [turn.label.of(read.text) for turn in find_turns(read)] == ["Q", "A", "Q", "A"]
