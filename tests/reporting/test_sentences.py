"""Every sentence that a report writes of statements, with one, several and no fillings, as a newspaper prints it."""

from dataclasses import replace

import pytest

from positions.reporting.sections import error_rates, findings, shares

USA, CHN = {"target": "USA"}, {"target": "CHN"}
THANKED = {"speaker_country": "USA", "target": "PAK", "act": "praise"}
AGREED = {"speaker_country": "JOINT", "target": "CHN", "act": "affirm"}

# Sentences by topic, for statements written as (words, fields).
SENTENCES = {
    "a name on one side": (
        [("close ties", USA | {"label": "close ties"}), ("we agree", CHN)],
        "Name of the relationship",
        "Of 1 statement to the United States, 1 names the relationship: ‹close ties›. "
        "Of 1 statement to China, none names the relationship.",
    ),
    "two names and nobody to name": (
        [("deep ties", USA | {"label": "deep ties"}), ("old bonds", USA | {"label": "old bonds", "doc": "two"})],
        "Name of the relationship",
        "Of 2 statements to the United States, 2 name the relationship: ‹deep ties›, ‹old bonds›. "
        "There is no statement to China.",
    ),
    "no name": (
        [("we agree", USA)],
        "Name of the relationship",
        "No statement to the United States or China names the relationship.",
    ),
    "one theme alone": (
        [("we agree", USA | {"themes": "nuclear"})],
        "Themes with one only",
        "Raised or discussed with the United States, not with China: nuclear, 1 statement. A topic that is reported as "
        "discussed counts as raised. A theme that is missing is missing from these documents; nothing says that the "
        "position on it is neutral.",
    ),
    "every theme with both": (
        [("we agree", USA), ("we agree too", CHN)],
        "Themes with one only",
        "Every theme raised with one, in a statement or as the topic of an engagement, was raised with both.",
    ),
    "a pledge": (
        [("to help out", USA | {"act": "commit"}), ("many thanks", CHN)],
        "How binding",
        "To the United States: pledge 1. To China: courtesy 1.",
    ),
    "no pledge": (
        [("many thanks", USA)],
        "How binding",
        "To the United States: courtesy 1. No statement to either is a pledge.",
    ),
    "one that names nobody": (
        [("we agree", USA | {"target_basis": "engagement"}), ("we agree too", CHN)],
        "Not named",
        "Of 1 statement to the United States, 1 was made to its officials without naming it. Such words may be meant "
        "for others as well.",
    ),
    "several that name nobody": (
        [(f"{word} at all times", side | {"target_basis": "engagement", "doc": word}) for side in (USA, CHN)
         for word in (f"x{side['target']}", f"y{side['target']}")],
        "Not named",
        "Of 2 statements to the United States, 2 were made to its officials without naming it; of 2 statements to "
        "China, 2 were made to its officials without naming it. Such words may be meant for others as well.",
    ),
    "one said in return": (
        [("many thanks", THANKED)],
        "Said in return",
        "United States: 1 statement (praise, thanks 1). China: no statements. Their words are known here only as these "
        "documents report them.",
    ),
    "a pledge in return": (
        [("to help out", THANKED | {"act": "commit"}), ("to come back", THANKED | {"act": "commit", "doc": "two"})],
        "Said in return",
        "United States: 2 statements (pledge 2). China: no statements. A pledge comes from the United States. Their "
        "words are known here only as these documents report them.",
    ),
    "nothing in return": (
        [("we agree", USA)],
        "Said in return",
        "Nothing that the United States or China said is reported.",
    ),
    "one joint statement": (
        [("we both agree", AGREED)],
        "Shown separately",
        "Added to neither side: 1 joint statement (1 with China).",
    ),
    "all that is separate": (
        [("we both agree", AGREED), ("we both wish", AGREED | {"target": "USA", "doc": "two"}),
         ("no blocs", {"target": "BOTH"}), ("my party thanks", USA | {"voice": "party"}),
         ("my club thanks", CHN | {"voice": "private", "doc": "two"})],
        "Shown separately",
        "Added to neither side: 2 joint statements (1 with the United States, 1 with China), 1 statement about both "
        "powers at once and 2 statements by parties, former officials, private voices and people of no known "
        "office.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences(said, compared, name):
    """Rule: numbers agree with verbs and nouns, and what there is none of is said or left out."""
    statements, topic, expected = SENTENCES[name]
    found = findings.derive(compared([said(words, **fields) for words, fields in statements]))
    assert {f.topic: f.sentence.plain for f in found.items}[topic] == expected


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (["call"], "With the United States: a call, Ali Noon, with B. Roe."),
        (["call", "call", "meeting"], "With the United States: 2 calls and a meeting."),
        (["visit", "ceremony", "message", "agreement"], "a visit, a ceremony, a message and an agreement."),
    ],
)
def test_channels(said, talk, compared, channels, expected):
    """Rule: one or two engagements are told, more are counted, each kind in the right number."""
    others = ("B. Roe", "C. Doe", "D. Poe", "E. Moe")
    talks = [talk(f"m{i}", "USA", channel=one, doc=f"d{i}", other_side=others[i]) for i, one in enumerate(channels)]
    found = findings.derive(compared([said("we agree")], talks))
    sentence = next(f.sentence.plain for f in found.items if f.topic == "Channel")
    assert expected in sentence and "With China: no engagement is reported." in sentence
    assert sentence.endswith("The channel says how they spoke, not how warmly, and enters no count of stances.")


@pytest.mark.parametrize(
    ("genres", "expected"),
    [
        (["speech"], "1 of 1 document is no press article"),
        (["press", "speech", "interview"], "2 of 3 documents are no press articles"),
    ],
)
def test_what_is_unmeasured(said, compared, genres, expected):
    """Rule: one document is, several are."""
    found = compared([said(f"w{i}", doc=f"d{i}") for i in range(len(genres))])
    documents = tuple(replace(one, genre=genre) for one, genre in zip(found.documents, genres, strict=True))
    assert error_rates.unmeasured_genres_note(replace(found, documents=documents)).startswith(expected)


def test_nothing_is_said_of_other_choices_where_none_differs(said, compared):
    """Rule: without a difference there is no sentence on what becomes of it."""
    rows = [said(f"w{i}", doc=f"{side}{i}", target=side) for side in ("USA", "CHN") for i in range(40)]
    assert not list(shares.robustness_sentences(compared(rows)))
