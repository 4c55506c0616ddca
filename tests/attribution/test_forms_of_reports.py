"""Forms in which a report attributes: passives, quotations passed on, capitals, any verb (invented sentences)."""

import pytest

from positions import coding
from positions.attribution import extraction
from positions.attribution.cues_and_sources import find_cues
from positions.countries import SIDES
from positions.documents import Document, Span
from positions.documents.structure import press_parts


def article(*paragraphs: str) -> Document:
    """Return an article whose first paragraph is its headline."""
    text = "\n\n".join(paragraphs) + "\n"
    read = press_parts(text)
    return Document(
        "d", "d.txt", text, read.headline, read.paragraphs, "", published="2025-02-01", outlet="dunya",
        dateline=read.dateline,
    )  # fmt: skip


def attributed(sentence: str) -> list[tuple]:
    """Return source, cue and content of every attribution of a sentence."""
    document = article("Ties discussed", sentence)
    found = extraction.find_reported(document, SIDES)
    of = [(one.source, one.cue, one.content) for one in found]
    return [(s.of(document.text), c.of(document.text), [p.of(document.text) for p in content]) for s, c, content in of]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The decision was termed “an insult to our martyrs” by Senator Asad Mir.",
            ("Senator Asad Mir", "was termed", ["The decision", "an insult to our martyrs"]),
        ),
        (
            "It was suggested by Senator Asad Mir that Congress be engaged.",
            ("Senator Asad Mir", "was suggested", ["Congress be engaged"]),
        ),
        (
            "Members were informed by Secretary Asad Mir that a protest had been lodged.",
            ("Secretary Asad Mir", "were informed", ["a protest had been lodged"]),
        ),
        (
            "The United States was urged by Mir to lift the curbs.",
            ("Mir", "was urged", ["The United States", "to lift the curbs"]),
        ),
        ("The visit was welcomed by the Chinese embassy.", ("the Chinese embassy", "was welcomed", ["The visit"])),
        (
            "Dunya quoted the minister as thanking China for its help.",
            ("the minister", "quoted the minister as thanking", ["China for its help"]),
        ),
        (
            "He was also cited as hoping Pakistan would grow.",
            ("He", "was also cited as hoping", ["Pakistan would grow"]),
        ),
        (
            "“Slow is smooth, and smooth is fast,” smiled Minister Ann Roe.",
            ("Minister Ann Roe", "smiled", ["Slow is smooth, and smooth is fast"]),
        ),
        ("“We are here to stay,” the envoy beamed.", ("the envoy", "beamed", ["We are here to stay"])),
        (
            "Her spokesman, Omar Beg, said in a note to journalists that she would visit Houston.",
            ("Omar Beg", "said", ["she would visit Houston"]),
        ),
        (
            "Minister Lin Mei told his colleague, Omar Beg, on Sunday that China would help.",
            ("Minister Lin Mei", "told", ["China would help"]),
        ),
        (
            "The embassy of China wrote on its own page that it would help.",
            ("The embassy of China", "wrote", ["it would help"]),
        ),
        ("The petroleum minister said the road was open.", ("The petroleum minister", "said", ["the road was open"])),
    ],
)
def test_a_form_is_read(sentence, expected):
    """Rule: source, cue and content are found in a passive, beside any verb, and behind whom and where it was said."""
    assert attributed(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the place beside a verb of speech makes any noun a source
        ("His spokesman has said that the admiral left.", ("His spokesman", "has said", ["the admiral left"])),
        ("The bench remarked that the case was old.", ("The bench", "remarked", ["the case was old"])),
        ("“We shall help them,” one of the three said.", ("one of the three", "said", ["We shall help them"])),
        (
            "“The roads have to close,” said one guard in the valley, who gave no name.",
            ("one guard in the valley", "said", ["The roads have to close"]),
        ),
        (
            "The senator will travel next week, two congressional aides said.",
            ("two congressional aides", "said", ["The senator will travel next week"]),
        ),
        # the office of a field
        (
            "Four students are better now, Special Assistant to the Premier on Health Asad Mir said.",
            ("Special Assistant to the Premier on Health Asad Mir", "said", ["Four students are better now"]),
        ),
        # a source and cue between commas, whatever word opens the sentence
        (
            "No covert operation, he read out, would be allowed.",
            ("he", "read out", ["No covert operation", "would be allowed"]),
        ),
        ("Ties must be widened, he went on.", ("he", "went on", ["Ties must be widened"])),
        ("Trade would grow, he said, and left the hall.", ("he", "said", ["Trade would grow"])),
        # verbs on the way to another
        ("The embassy went on to urge China to help.", ("The embassy", "went on to urge", ["China to help"])),
        # a question that is quoted is not the answer
        (
            "In response to the question, “How has this changed the region,” Minister Ann Roe said that all was well.",
            ("Minister Ann Roe", "said", ["all was well"]),
        ),
        # whom it was told, behind a content
        (
            "Not a mile would be done, Minister Asad Mir warned the ministry on Monday.",
            ("Minister Asad Mir", "warned", ["Not a mile would be done"]),
        ),
        ("Minister Asad Mir said in reply that trade grew.", ("Minister Asad Mir", "said", ["trade grew"])),
        # a quotation that ends as a question or a cry
        ("“Who pays for it?” Mr Lin asked.", ("Mr Lin", "asked", ["Who pays for it?"])),
        (
            "Exports grew, with Minister Asad Mir quickly thanking the envoy for help.",
            ("Minister Asad Mir", "thanking", ["the envoy for help"]),
        ),
    ],
)
def test_a_source_stands_where_only_a_speaker_can(sentence, expected):
    """Rule: any noun beside a verb of speech is its source; where it stands between commas the content goes on."""
    assert attributed(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Firmly rejecting the charge, the spokesperson called it false and old.",
            [("rejecting", ["the charge"]), ("called", ["it false and old"])],
        ),
        (
            "He said, “The old norms have changed,” adding that all would learn.",
            [("said", ["The old norms have changed"]), ("adding", ["all would learn"])],
        ),
        (
            "The ministry said ties would grow, while emphatically reiterating that meddling must end.",
            [("said", ["ties would grow"]), ("reiterating", ["meddling must end"])],
        ),
    ],
)
def test_adverbs_and_marks_part_no_cues(sentence, expected):
    """Rule: a cue carries on behind a quotation and behind any adverb, and opens a sentence behind one."""
    assert [(cue, content) for _, cue, content in attributed(sentence)] == expected


def test_who_is_quoted_from_the_verb_on_is_no_other():
    """Rule: "who “conveyed thanks”" is the words of whom "who" stands for, also within a body's report."""
    told = attributed(
        "The Foreign Office said Mr Dar met Adviser Ann Roe, who “conveyed thanks for Pakistan’s efforts”."
    )
    assert told[-1] == ("Adviser Ann Roe", "conveyed", ["thanks for Pakistan’s efforts"])


@pytest.mark.parametrize(
    "sentence",
    [
        # the object of a verb whose subject is not known did not warn
        "The long drive condemned the US raid, and warned that transit would end.",
        "When the talks ended, he left.",
        "The visit to Beijing underscores the resolve of both sides.",
        "The country’s reserves have said nothing.",
    ],
)
def test_no_source_is_made_of_what_stands_near(sentence):
    """Rule: where the subject of a verb is not found, neither its object nor another noun takes its place."""
    assert attributed(sentence) == []


def test_a_question_and_the_next_sentence_are_two():
    """Rule: a quotation that ends as a cry is not given to a next sentence that has a content of its own."""
    told = attributed("“We shall not yield!” The minister later told reporters that work had begun.")
    assert [content for *_, content in told][-1] == ["work had begun"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry neither confirmed nor denied a report that Beijing had asked for bases.",
        "An official would neither admit nor rule out that Beijing had sought leave to send guards.",
        "The spokesman refused to comment on rumours that Washington had demanded an airfield.",
        "The envoy was received by the minister at the airport.",
        "He used the words “friends for ever and ever,” and walked off.",
    ],
)
def test_what_nobody_is_said_to_have_said_is_none(sentence):
    """Rule: a report that is not commented on is no statement of those it tells of."""
    assert attributed(sentence) == []


def test_what_stands_behind_a_denied_report_counts():
    """Rule: the next clause is the speaker's again."""
    told = attributed("The minister rejected reports that China had asked for bases, and thanked Beijing.")
    assert [content for *_, content in told] == [["reports that China had asked for bases"], ["Beijing"]]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ("CHINA BACKS PAKISTAN ON SOVEREIGNTY: MAO NING", "Reports came."),
            [("Mao Ning", "CHN", "PAK", "CHINA BACKS PAKISTAN ON SOVEREIGNTY")],
        ),
        (
            ("PM SPEAKS", "LAHORE: PRIME MINISTER SHEHBAZ SHARIF THANKED THE US HOUSE OF REPRESENTATIVES FOR TENTS."),
            [("Shehbaz Sharif", "PAK", "USA", "THE US HOUSE OF REPRESENTATIVES FOR TENTS")],
        ),
        (
            ("FOREIGN OFFICE SAYS CHINA STANDS BY PAKISTAN", "Reports came."),
            [("Foreign Office", "PAK", "CHN", "CHINA STANDS BY PAKISTAN")],
        ),
        # "us" in capitals is no country
        (("PM SPEAKS", "PRIME MINISTER SHEHBAZ SHARIF SAID GOD HAD GIVEN US MOUNTAINS AND RIVERS."), []),
    ],
)
def test_capitals_are_read_like_small_letters(paragraphs, expected):
    """Rule: a text in capitals is coded as in small letters, in its own words."""
    document = article(*paragraphs)
    rows = coding.code([document], SIDES, judge=None).statements
    assert [(r.speaker, r.speaker_country, r.target, r.content) for r in rows.itertuples()] == expected
    assert all(document.text[r.start : r.end] == r.content for r in rows.itertuples())


def test_a_listed_verb_beside_a_quotation_is_one_cue():
    """Rule: a verb that the list knows keeps the kind it has there, and is no second cue of any verb."""
    text = "“We shall all stay here,” warned Minister Ann Roe."
    assert [(cue.lemma, cue.kind) for cue in find_cues(text, Span(0, len(text)))] == [("warn", "criticise")]
