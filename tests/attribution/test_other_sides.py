"""Other countries by data files alone: who is whose where the actor is not Pakistan (invented sentences)."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import positions
from positions import coding
from positions.countries import SIDES, Sides
from positions.documents import Document
from positions.documents.structure import press_parts

INDIA = Sides("IND", ("USA", "CHN"))
PACKAGE = Path(positions.__file__).parent


def rows_of(*paragraphs, sides=INDIA, outlet="dawn"):
    """Return the statements of an invented article."""
    text = "Talks held\n\n" + "\n\n".join(paragraphs) + "\n"
    article = press_parts(text)
    read = Document("a", "a.txt", text, article.headline, article.paragraphs, "", outlet=outlet, published="2025-02-10")
    return coding.code([read], sides).statements


def said(*paragraphs, **given):
    """Return who speaks towards whom: the speaker's country, the speaker, the target."""
    rows = rows_of(*paragraphs, **given)
    return list(zip(rows["speaker_country"], rows["speaker"], rows["target"], strict=True))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "External Affairs Minister S. Jaishankar said India wanted fair trade with the United States.",
            ("IND", "S. Jaishankar", "USA"),
        ),
        ("The Indian foreign minister said that China had to pull back.", ("IND", "S. Jaishankar", "CHN")),
        ("Indian army chief Upendra Dwivedi said China had not pulled back.", ("IND", "Upendra Dwivedi", "CHN")),
        ("India’s defence minister told the US that the delay was too long.", ("IND", "Rajnath Singh", "USA")),
        ("New Delhi said it had warned Beijing.", ("IND", "India", "CHN")),
        ("The US State Department said that India was a partner.", ("USA", "State Department", "IND")),
        ("Indian Prime Minister Modi thanked US President Trump.", ("IND", "Narendra Modi", "USA")),
    ],
)
def test_indias_own_speak_for_india(sentence, expected):
    """Rule: the profile's offices, bodies and names find who speaks for the actor, or to it, in another's press."""
    assert said(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The foreign minister said that China had to do more.",
        "The army chief said relations with the United States were good.",
        "Prime Minister Shehbaz Sharif thanked China.",
        "The Foreign Office said Pakistan valued its relations with China.",
        "Islamabad said that Washington had to do more.",
        "The prime minister said that China was a friend.",
        "Foreign Minister Ishaq Dar said the US had been told.",
    ],
)
def test_the_offices_of_the_outlets_country_are_not_the_actors(sentence):
    """Rule: in a Pakistani paper an office that names no country is Pakistan's: a third country, in nobody's mouth."""
    assert said(sentence) == []


def test_a_minister_named_before_does_not_lend_the_office():
    """Rule: where both are named, "the foreign minister" without a country is the outlet's own, not India's."""
    both = "Indian External Affairs Minister S. Jaishankar met Foreign Minister Ishaq Dar."
    assert said(both, "The foreign minister said that China had to do more.") == []


def test_the_outlets_country_ends_what_was_just_said():
    """Rule: Pakistan is a third country there: what names it does not go on from what was said about the US."""
    first = "Indian Foreign Minister S. Jaishankar said the US was a partner."
    assert said(f"{first} He said that the work would go on.") == [("IND", "S. Jaishankar", "USA")] * 2
    assert said(f"{first} He said that Pakistan had to stop.") == [("IND", "S. Jaishankar", "USA")]


def test_an_envoy_in_a_third_country_is_posted_there():
    """Rule: an ambassador of a counterpart in a Pakistani paper is the one to Pakistan, though India is the actor."""
    office = rows_of("Chinese Ambassador Alan Roe said that India had to talk.")["office"].tolist()
    assert office == ["Ambassador to Pakistan"]
    assert rows_of("Chinese Ambassador Alan Roe said that India had to talk.", outlet="")["office"].tolist() == [
        "Ambassador to India"
    ]


def test_an_outlet_that_is_not_known_is_the_actors():
    """Rule: the home of a document without a known publisher is the actor's country."""
    sentence = "The foreign minister said that China had to do more."
    assert said(sentence, outlet="") == [("IND", "S. Jaishankar", "CHN")]


def test_the_actor_of_one_question_is_a_third_country_in_another():
    """Rule: by default India is a third country, its minister known to no table, and Pakistan the actor."""
    india = "Indian External Affairs Minister S. Jaishankar said India wanted fair trade with the United States."
    pakistan = "Foreign Minister Ishaq Dar said Pakistan wanted fair trade with the United States."
    assert said(india, pakistan, sides=SIDES) == [("PAK", "Ishaq Dar", "USA")]
    assert said(india, pakistan) == [("IND", "S. Jaishankar", "USA")]


def test_a_country_can_be_a_counterpart():
    """Rule: any country with a profile can stand on the other side, in any order."""
    rows = said("Foreign Minister Ishaq Dar said India had to talk.", sides=Sides("PAK", ("IND", "CHN")))
    assert rows == [("PAK", "Ishaq Dar", "IND")]


def test_a_joint_paper_is_of_both():
    """Rule: a joint statement of the actor and another country is nobody's alone."""
    assert said("The joint India-US statement called on China to talk.")[0][0] == "JOINT"


def test_a_joint_paper_with_a_third_country_is_the_actors():
    """Rule: what the actor states together with a third country is its own, not joint with a counterpart it names."""
    assert said("The joint India-Japan statement called on China to talk.") == [
        ("IND", "joint India-Japan statement", "CHN")
    ]


MET = "Foreign Minister Ishaq Dar met Chinese Foreign Minister Wang Yi in Beijing."


@pytest.mark.parametrize(
    "paragraphs",
    [
        (MET, "Both sides hailed the friendship of Pakistan and China."),
        (MET, "The two leaders agreed to speed up work on the corridor with China."),
        ("Talks between Islamabad and New Delhi went on.", "Both countries agreed to a ceasefire sought by the US."),
        ("India was not mentioned.", "The two sides agreed that China had to be thanked."),
        ("India watched.", "The joint statement of Pakistan and China called the friendship ironclad."),
        ("India watched.", MET, "Wang Yi said China would always stand by Pakistan."),
        ("India watched.", "Donald Trump thanked Pakistan and said that the US would help Islamabad."),
        ("India watched.", "The US State Department told Foreign Minister Ishaq Dar that the loan was near."),
    ],
)
def test_what_is_between_others_is_in_no_column_of_the_actor(paragraphs):
    """Rule: in a Pakistani paper what Pakistan says together with China, and what the US and China say to Pakistan, is
    neither India's own nor said to India."""
    assert said(*paragraphs) == []


def test_both_sides_are_the_actors_where_the_text_names_them():
    """Rule: also in another country's press those who met are both sides, and the actor's with a counterpart joint."""
    met = "Indian External Affairs Minister S. Jaishankar met US Secretary of State Marco Rubio in Washington."
    both = ("JOINT", "S. Jaishankar; Marco Rubio", "USA")
    assert said(met, "The two sides agreed to speed up the trade deal.") == [both]


def test_both_sides_of_the_actors_own_press():
    """Rule: in the actor's own press "both sides" without a name are the actor and whom the text names."""
    rows = said("India thanked China.", "Both sides agreed that China and its neighbour had to talk.", outlet="")
    assert rows[-1][0::2] == ("JOINT", "CHN")


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        (MET, 0),
        ("Prime Minister Shehbaz Sharif spoke with US Secretary of State Marco Rubio by telephone.", 0),
        ("Indian External Affairs Minister S. Jaishankar met Foreign Minister Ishaq Dar in Dubai.", 0),
        ("Indian External Affairs Minister S. Jaishankar met Chinese Foreign Minister Wang Yi in Dubai.", 1),
    ],
)
def test_engagements_are_the_actors_with_a_counterpart(sentence, number):
    """Rule: a meeting of Pakistan's with a counterpart, or with India, is none between India and a counterpart."""
    text = f"Talks held\n\nIndia was told. {sentence}\n"
    article = press_parts(text)
    read = Document("a", "a.txt", text, article.headline, article.paragraphs, "", outlet="dawn", published="2025-02-10")
    assert len(coding.code([read], INDIA).engagements) == number


RURITANIA = """
name: Ruritania
colour: "#335577"
marker: v
words: {names: [Ruritania], capitals: [Strelsau], demonyms: [Ruritanian, Ruritanians]}
bodies: [{words: 'Ruritanian Chancery', name: Chancery, institution: head_of_state}]
titles: [{words: 'chancellor of the vale', office: Chancellor, institution: head_of_government, level: head, own: true}]
known_until: '2025-12-31'
holders:
  - {person: Rudolf Elphberg, office: Foreign Minister, institution: foreign_ministry, level: minister,
    from: '2020-01-01', to: '', source: 'invented', checked: ''}
"""
STRELSAU = """Talks held

The Ruritanian foreign minister said that China had kept its word.

The Ruritanian Chancery said that Strelsau had written to Washington.

Chancellor of the Vale Flavia Roe thanked the United States.

Foreign Minister Ishaq Dar said that China was a friend.
"""


def test_a_new_country_is_one_file(tmp_path):
    """Rule: one more file in the folder, and nothing else, makes a country the actor, with its holders and bodies."""
    shutil.copytree(PACKAGE, tmp_path / "positions", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "positions" / "countries" / "RUR.yaml").write_text(RURITANIA, encoding="utf-8")
    (tmp_path / "2025-02-10_dawn_1.txt").write_text(STRELSAU, encoding="utf-8")
    call = ["extract", "2025-02-10_dawn_1.txt", "--out", "out.csv", "--actor", "RUR"]
    done = _positions(call, tmp_path)
    assert done.returncode == 0, done.stderr
    rows = pd.read_csv(tmp_path / "out.csv", keep_default_na=False)
    assert list(zip(rows.speaker_country, rows.speaker, rows.institution, rows.target, strict=True)) == [
        ("RUR", "Rudolf Elphberg", "foreign_ministry", "CHN"),
        ("RUR", "Chancery", "head_of_state", "USA"),
        ("RUR", "Flavia Roe", "head_of_government", "USA"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        ("marker: v\n", "", 2, "the part of a profile 'marker' is missing"),
        ("name: Ruritania", "nome: Ruritania", 2, "unknown part of a profile 'nome'"),
        ('"#335577"', "blue", 3, "'blue' is not a colour"),
        ("capitals: [Strelsau]", "capitals: []", 5, "there is no word under capitals"),
        ("demonyms: [Ruritanian,", "demonyms: [Ruritanians,", 5, "'Ruritanians' is given twice"),
        ("'Ruritanian Chancery'", "'Ruritanian (Chancery'", 6, "is not a regular expression"),
        ("institution: head_of_state", "institution: chancery", 6, "institution 'chancery' is not in codebook"),
        ("own: true", "own: perhaps", 7, "'perhaps' is neither true nor false"),
        ("known_until: '2025-12-31'\n", "", 9, "known_until is missing, though there are holders"),
        ("'2020-01-01'", "'1 January 2020'", 11, "'1 January 2020' is not a date"),
        ("level: minister", "level: high", 10, "'high' is not a level"),
        ("source: 'invented', ", "", 10, "the field 'source' is missing"),
        ("marker: v", "marker: v\nmarker: v", 5, "the key 'marker' is given twice"),
    ],
)
def test_a_broken_profile_is_refused_at_its_line(tmp_path, old, new, line, found):
    """Rule: what is missing, unknown or of the wrong kind is said with file, line and remedy, before any coding."""
    shutil.copytree(PACKAGE, tmp_path / "positions", ignore=shutil.ignore_patterns("__pycache__"))
    assert old in RURITANIA
    path = tmp_path / "positions" / "countries" / "RUR.yaml"
    path.write_text(RURITANIA.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "a.txt").write_text(STRELSAU, encoding="utf-8")
    done = _positions(["extract", "a.txt", "--out", "out.csv", "--actor", "RUR"], tmp_path)
    (told,) = done.stderr.splitlines()
    assert done.returncode == 1 and found in told
    assert int(re.search(r"RUR\.yaml, line (\d+): ", told)[1]) == line
    assert told.endswith(".") and not (tmp_path / "out.csv").exists()


def _positions(arguments, folder):
    """Run the command of a copy of the package."""
    call = f"import sys; from positions import cli; sys.exit(cli.main({arguments!r}))"
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run([sys.executable, "-c", call], cwd=folder, env=environment, capture_output=True, text=True)
