"""Genres: told by form, never by subject; and what each genre's title and opening say."""

import hashlib

import pytest

from positions import documents
from positions.documents.structure import is_summary_record, tell_genre
from positions.errors import InputError

ARTICLE = """Envoy hopes for talks

ISLAMABAD: “Mr. President, we thank you,” the envoy said. He was asked about trade? He smiled.
He said his country wanted peace. Was it near? No one knew.
"""
SPEECH = """Statement by Ms. Sara Noon, Foreign Minister of Pakistan, at the Assembly
New York, 24 September 2019

Mr. President,

I thank you. We wish you well. Our people want peace, and we shall work with you for it.
"""
BRIEFING = """Transcript of the Press Briefing by the Spokesperson on Thursday, 9 January 2025

Good morning. We begin with two announcements.

Question: What about the talks?
Answer: They go on.
Question: Since when?
Answer: Since May.
"""
INTERVIEW = """Interview with Ali Noon, Foreign Secretary of Pakistan

ISLAMABAD: The secretary spoke of trade.

Gazette: Will it grow?
Ali Noon: Yes, it will.
Gazette: When is that?
Ali Noon: Soon.
"""


def put(folder, name, text):
    """Write a text and read it back as a document."""
    (folder / name).write_text(text, encoding="utf-8", newline="")
    (read,) = documents.read(folder / name).documents
    return read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ARTICLE, "press"),
        (SPEECH, "speech"),
        (BRIEFING, "transcript"),
        (INTERVIEW, "interview"),
        ("Budget day\n\nMr. President is a film. It opens on Friday. The critics saw it.\n", "press"),
        ("Q. and A.\n\nQ: Is it so?\nQ: Is it not?\nQ: Who knows?\nQ: Who asks?\nQ: Who?\nA: No one.\n", "press"),
        ("Scores\n\nBOWLING: Ali 2-20\nFALL: 1-3\nBOWLING: Khan 1-9\nFALL: 2-9\n", "press"),
        ("I have, Madam, the honour to speak for my country. We want what you want.\n", "speech"),
    ],
)
def test_a_genre_is_told_by_form(text, code):
    """Rule: labelled questions with answers, or an audience addressed in the first person; all else is press.

    An address within quotation marks, a heading of that name, questions that nobody answers and labels of a score are
    no such form.
    """
    assert tell_genre(text).code == code


def test_the_reason_names_the_form():
    """Rule: a genre comes with the words or the count it rests on."""
    assert tell_genre(SPEECH).why == "opens with “Mr. President”, in its speaker’s own words"
    assert tell_genre(BRIEFING).why == "2 labelled questions"
    assert (
        tell_genre("Any words.", "PAK_33_1978").why == "named by country, session and year, as the UN General Debate is"
    )


def test_the_manifest_decides(tmp_path):
    """Rule: genre and speaker given in the manifest go before the form; a genre that is none is refused by name."""
    path = tmp_path / "a.txt"
    path.write_text(SPEECH, encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    entry = f"a.txt: {{outlet: mofa, title: T, rights: R, sha256: {digest}, speaker: Ali Noon, genre: %s}}\n"
    (tmp_path / "manifest.yaml").write_text(entry % "press", encoding="utf-8")
    (read,) = documents.read(tmp_path).documents
    assert (read.genre, read.speaker, read.why_genre) == ("press", "Ali Noon", "the manifest says so")
    (tmp_path / "manifest.yaml").write_text(entry % "poem", encoding="utf-8")
    with pytest.raises(InputError, match=r"has the genre 'poem'\. Accepted: press, speech, transcript, interview"):
        documents.read(tmp_path)


def test_a_speech_has_its_title_speaker_and_day(tmp_path):
    """Rule: above the first words stand title, speaker and day; they are no part of what is said."""
    read = put(tmp_path, "a.txt", SPEECH)
    assert read.title == "Statement by Ms. Sara Noon, Foreign Minister of Pakistan, at the Assembly"
    assert (read.speaker, read.published) == ("Ms. Sara Noon, Foreign Minister of Pakistan", "2019-09-24")
    assert [span.of(read.text) for span in read.paragraphs] == [
        "Mr. President,",
        "I thank you. We wish you well. Our people want peace, and we shall work with you for it.",
    ]


def test_the_files_date_goes_before_the_day_of_speaking(tmp_path):
    """Rule: a speech published later than it was given has the date of its file's name."""
    assert put(tmp_path, "2019-09-25_mofa_x.txt", SPEECH).published == "2019-09-25"


def test_a_year_agrees_with_its_days(tmp_path):
    """Rule: the year in a file's name and a day of it in the title are one date, the day; another year is refused."""
    assert put(tmp_path, "PAK_74_2019.txt", SPEECH).published == "2019-09-24"
    with pytest.raises(InputError, match="is dated twice: 2018 and 2019-09-24"):
        put(tmp_path, "PAK_73_2018.txt", SPEECH)


def test_an_interview_names_its_guest_in_the_headline(tmp_path):
    """Rule: "Interview with X" names the guest; the introduction keeps headline and dateline of the press."""
    read = put(tmp_path, "a.txt", INTERVIEW)
    assert (read.genre, read.speaker, read.dateline) == (
        "interview",
        "Ali Noon, Foreign Secretary of Pakistan",
        "ISLAMABAD",
    )


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("I thank the Assembly.", "Pakistan"),
        ("Mr. Noon (Pakistan): I thank the Assembly.", "Mr. Noon (Pakistan)"),
        ("Sir Ali NOON expressed the thanks of his delegation.", "Sir Ali NOON (Pakistan)"),
    ],
)
def test_a_file_of_the_general_debate_names_country_and_year(tmp_path, opening, speaker):
    """Rule: PAK_33_1978 is Pakistan's speech of 1978, by whom its first words name, published by the United Nations."""
    read = put(tmp_path, "PAK_33_1978.txt", f"{opening}\n2.\tThe second paragraph.\n")
    assert (read.genre, read.published, read.publisher) == ("speech", "1978", "United Nations")
    assert read.speaker == speaker
    assert read.paragraphs[1].of(read.text) == "The second paragraph."


def test_a_summary_record_is_told_from_own_words():
    """Rule: a record without a first person outside quotation marks is in the third."""
    assert is_summary_record("He said that his delegation wished “we and our friends” well. " * 9)
    assert not is_summary_record("We wish our friends well. " * 9)
