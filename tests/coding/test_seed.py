"""The seed, read by a person and stated here in the tests' words: thirteen statements, two engagements, no other."""

import pytest

from positions import coding, documents
from positions.countries import SIDES

BAJWA = "Qamar Javed Bajwa"
KURILLA = "Michael Erik Kurilla"
NONG = "Nong Rong"
ISPR = "Inter-Services Public Relations"

# What opens the content, who says it, as the text names the speaker, the cue, towards whom and how that is known.
SAID = [
    ("Pakistan wants multi-faceted relations with US", BAJWA, "COAS", "", "USA", "explicit"),
    ("Pakistan wants multi-faceted relations with America", BAJWA, f"Chief of Army Staff (COAS) General {BAJWA}",
     "has said", "USA", "explicit"),
    ("COAS Gen Qamar Javed Bajwa had a telephonic", ISPR, "the Inter-Services Public Relations (ISPR)", "According to",
     "USA", "explicit"),
    ("Pakistan values its relations with the US", BAJWA, "The army chief", "said", "USA", "explicit"),
    ("the desire to further enhance bilateral", f"{BAJWA}; {KURILLA}", "Both", "reiterated", "USA", "engagement"),
    ("the professionalism of Pakistan Armed", KURILLA, "The commander US CENTCOM", "acknowledged", "PAK", "explicit"),
    ("Pakistan’s role in regional stability", KURILLA, "He", "appreciated", "PAK", "explicit"),
    ("to play his role for further improvement in coop", KURILLA, "He", "pledged", "PAK", "explicit"),
    ("matters of mutual interest, defence", ISPR, "the Inter-Services Public Relations (ISPR)", "According to", "CHN",
     "explicit"),
    ("Pakistan values China’s role in global", BAJWA, "The COAS", "said", "CHN", "explicit"),
    ("Pakistan remains committed to cooperate", BAJWA, "General Qamar Javed Bajwa", "reiterated", "CHN", "engagement"),
    ("the COAS for special measures", NONG, "The visiting dignitary", "thanked", "PAK", "explicit"),
    ("to play his role for further improvement in dipl", NONG, "Ambassador Nong Rong", "assured", "PAK", "explicit"),
]  # fmt: skip

# For the same statements: country of the speaker, act, stance, themes, how it is quoted.
CODES = [
    ("PAK", "aspire", 1, "bilateral_relations", "indirect"),
    ("PAK", "aspire", 1, "bilateral_relations", "indirect"),
    ("PAK", "state", 0, "bilateral_relations", "indirect"),
    ("PAK", "praise", 1, "bilateral_relations", "indirect"),
    ("JOINT", "aspire", 1, "bilateral_relations", "reported"),
    ("USA", "praise", 1, "defence", "reported"),
    ("USA", "praise", 1, "regional_security", "reported"),
    ("USA", "commit", 1, "bilateral_relations", "reported"),
    ("PAK", "state", 0, "defence; connectivity; regional_security", "indirect"),
    ("PAK", "praise", 1, "bilateral_relations; world_order", "indirect"),
    ("PAK", "affirm", 1, "regional_security", "indirect"),
    ("CHN", "praise", 1, "citizens_security; regional_security", "reported"),
    ("CHN", "commit", 1, "bilateral_relations", "reported"),
]


@pytest.fixture(scope="module")
def seed():
    """The seed's document and its coding."""
    corpus = documents.read("seeds")
    return corpus.documents[0], coding.code(corpus.documents, SIDES)


@pytest.mark.parametrize("n", range(len(SAID)), ids=[said[0] for said in SAID])
def test_every_statement_is_in_the_right_mouth(seed, n):
    """Rule: each of the seed's statements has its speaker, source, cue and target, in the order of the text."""
    row = seed[1].statements.iloc[n]
    opens, *expected = SAID[n]
    assert row["content"].startswith(opens)
    assert [row["speaker"], row["source"], row["cue"], row["target"], row["target_basis"]] == expected


@pytest.mark.parametrize("n", range(len(CODES)), ids=[said[0] for said in SAID])
def test_every_statement_has_the_codes_a_reader_gives(seed, n):
    """Rule: country, act, stance, themes and quote type are those of the codebook for each statement."""
    row = seed[1].statements.iloc[n]
    found = (row["speaker_country"], row["act"], row["stance"], row["themes"], row["quote_type"])
    assert found == CODES[n]


def test_there_is_no_other_statement(seed):
    """Rule: what nobody says ("matters … were also discussed", "met") is no statement."""
    assert len(seed[1].statements) == len(SAID)


def test_words_stand_where_their_offsets_say(seed):
    """Rule: content, source, cue, condition and label are the very words at their offsets."""
    document, coded = seed
    columns = {
        "content": "spans",
        "source": "source_span",
        "cue": "cue_span",
        "condition": "condition_span",
        "label": "label_span",
    }
    for row in coded.statements.to_dict("records"):
        for words, place in columns.items():
            start, _, end = row[place].partition("-")
            assert row[words] == (document.text[int(start) : int(end)] if row[place] else "")


def test_terms_are_attached_to_relations_with_the_united_states_only(seed):
    """Rule: three statements to the US are "based on common interests"; no statement to China has terms."""
    rows = seed[1].statements
    assert rows[rows["condition"] == "based on common interests"]["target"].tolist() == ["USA"] * 3
    assert set(rows[rows["target"] != "USA"]["condition"]) == {""}


def test_the_relationship_has_the_names_the_text_gives(seed):
    """Rule: a name of the relationship is taken with its qualifiers, and only where there is one."""
    named = [(row["target"], row["label"]) for row in seed[1].statements.to_dict("records") if row["label"]]
    assert named == [
        ("USA", "multi-faceted relations"),
        ("USA", "multi-faceted relations"),
        ("USA", "mutually beneficial multi-domain relations"),
        ("CHN", "strategic partnership"),
    ]


def test_a_body_that_quotes_both_sides_is_the_relay(seed):
    """Rule: ISPR's quotation marks around what both said make ISPR the relay, not the speaker (ruling 2)."""
    rows = seed[1].statements
    both = rows[rows["source"] == "Both"].iloc[0]
    assert both["via"] == "ISPR"
    assert both["chain"] == f"Dunya News ← ISPR ← {BAJWA}; {KURILLA}"
    assert (rows["via"] != "").sum() == 1


def test_offices_and_institutions_are_those_held_on_the_day(seed):
    """Rule: each speaker has the office the text gives; the army and its media wing are military, the envoy embassy."""
    rows = seed[1].statements.drop_duplicates("speaker").set_index("speaker")
    assert rows.loc[[BAJWA, KURILLA, NONG], "office"].tolist() == [
        "Chief of Army Staff",
        "Commander US CENTCOM",
        "Ambassador to Pakistan",
    ]
    assert rows.loc[[BAJWA, KURILLA, NONG, ISPR], "institution"].tolist() == [
        "military",
        "military",
        "embassy",
        "military",
    ]


def test_every_code_has_a_reason(seed):
    """Rule: an analyst who asks "why aspire?" finds the words or the rule behind every code that is given."""
    for row in seed[1].statements.to_dict("records"):
        for field in ("speaker", "institution", "quote_type", "target", "themes", "act", "stance"):
            assert row[f"why_{field}"], (row["content"], field)
        for field in ("via", "condition", "label"):
            assert bool(row[f"why_{field}"]) == bool(row[field])


def test_there_are_two_engagements(seed):
    """Rule: a telephone call with the head of US Central Command, and China's ambassador received at headquarters."""
    met = seed[1].engagements
    assert met["own_side"].tolist() == [f"{BAJWA}, Chief of Army Staff"] * 2
    assert met[["country", "channel", "other_side", "other_level", "place"]].to_numpy().tolist() == [
        ["USA", "call", f"{KURILLA}, Commander US CENTCOM", "service_chief", ""],
        ["CHN", "meeting", f"{NONG}, Ambassador to Pakistan", "ambassador", "GHQ in Rawalpindi"],
    ]
    assert [set(topics.split("; ")) for topics in met["topics"]] == [
        {"bilateral_relations", "regional_security", "defence"},
        {"defence", "connectivity", "regional_security"},
    ]
