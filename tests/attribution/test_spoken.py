"""Records of speech: whose the sentences of a turn are, and what others are told to have said in them."""

import pytest

from positions.attribution import extraction
from positions.attribution.entities import Entities
from positions.attribution.resolution import Resolver, home_country
from positions.countries import SIDES
from positions.documents import Document, Span
from positions.documents.layout import find_lines
from positions.documents.structure import find_turns


def record(text, genre, speaker="", **more):
    """Return a document whose paragraphs are its lines."""
    return Document("d", "d.txt", text, Span(0, 0), tuple(find_lines(text)), "", genre=genre, speaker=speaker, **more)


def sentences(document):
    """Return each sentence of a turn with its rule and the sources of what others are told to have said in it."""
    found = extraction.find_spoken(document, SIDES)
    return [
        (one.content[0].of(document.text), one.construction.value, [w.source.of(document.text) for w in one.within])
        for one in found
    ]


def test_every_sentence_of_a_speech_is_one_statement():
    """Rule: a speech gives each sentence without source and cue; courtesies and what is wholly quoted give none."""
    text = (
        "Thank you all. We seek peace, and I call upon China to help.\n“All men are brothers to us.”\nOur door is open."
    )
    document = record(text, "speech", "Pakistan")
    found = extraction.find_spoken(document, SIDES)
    assert [(one.content[0].of(text), one.source, one.cue) for one in found] == [
        ("We seek peace, and I call upon China to help", None, None),
        ("Our door is open", None, None),
    ]


def test_a_summary_record_has_a_rule_of_its_own():
    """Rule: in the third person the sentences are the record's, not the speaker's own words."""
    text = "Sir Ali Noon stated that peace was near. His delegation hoped so."
    assert {rule for _, rule, _ in sentences(record(text, "speech"))} == {"record"}


def test_questions_are_nobodys_statements():
    """Rule: neither a reporter's sentences nor what they tell of others is attributed."""
    text = "Q: Mr Roe said that China would pay. Is it so?\nA: We know nothing of it.\nQ: Why?\nA: We do not say."
    assert [words for words, _, _ in sentences(record(text, "transcript"))] == [
        "We know nothing of it",
        "We do not say",
    ]


@pytest.mark.parametrize(
    ("genre", "sentence", "voices"),
    [
        ("speech", "We recall that President Roe declared that our cause was just.", ["President Roe"]),
        ("speech", "President Roe welcomed the plan for peace in our region.", []),
        ("speech", "They declared that we were right.", []),
        ("speech", "China said that our cause was just.", []),
        ("speech", "My delegation said that our cause was just.", []),
        ("transcript", "President Roe welcomed the plan for peace in our region.", ["President Roe"]),
        ("transcript", "He reaffirmed his support for the plan.", ["He"]),
        ("transcript", "China said that our cause was just.", []),
    ],
)
def test_others_are_heard_within_a_sentence(genre, sentence, voices):
    """Rule: somebody else's statement told in a sentence is kept within it, never a state's by its name alone.

    In a speech only somebody named counts, behind "that" or in quotation marks; a briefing reads as press releases do.
    """
    filler = "We are here. We mean it." if genre == "speech" else ""
    found = dict((words, within) for words, _, within in sentences(record(f"{sentence}\n{filler}", genre)))
    assert found[sentence.rstrip(".")] == voices


def test_an_interviews_introduction_is_read_as_press():
    """Rule: what the reporter attributes before the first question stays an attribution with source and cue."""
    text = "Mr Noon said that trade would grow.\nQ: When?\nA: It grows every year.\nQ: Why?\nA: I cannot say it."
    first, *_ = extraction.find_spoken(record(text, "interview"), SIDES)
    assert (first.source.of(text), first.cue.of(text), first.turn) == ("Mr Noon", "said", None)


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("We therefore call upon the two to talk", "call upon"),
        ("I should like to thank the host", "thank"),
        ("My delegation warmly welcomes the step", "welcomes"),
        ("The plan that Roe welcomed is dead", ""),
        ("Roe said we lost", ""),
    ],
)
def test_a_speaker_says_what_he_does(sentence, verb):
    """Rule: the verb whose subject is the speaker or those he represents tells what he does; others' verbs do not."""
    cue = extraction.performative_cue(sentence, Span(0, len(sentence)), SIDES)
    assert (cue.span.of(sentence) if cue else "") == verb


def resolved(document):
    """Return the speaker of a document's last turn."""
    turn = find_turns(document)[-1]
    entities = Entities(document, SIDES.at(home_country(document, SIDES)), document.paragraphs)
    return Resolver(entities).host(turn)


@pytest.mark.parametrize(
    ("speaker", "outlet", "name", "office", "country"),
    [
        ("Pakistan", "un", "Pakistan", "", "PAK"),
        ("United States", "un", "United States", "", "USA"),
        ("Ms. Sara Noon, Foreign Minister of Pakistan", "", "Sara Noon", "Foreign Minister", "PAK"),
        ("Sir Ali NOON (Pakistan)", "un", "Sir Ali NOON", "", "PAK"),
        ("the Spokesperson", "mofa", "Foreign Office spokesperson", "Foreign Office spokesperson", "PAK"),
        ("the Spokesperson", "state", "State Department spokesperson", "State Department spokesperson", "USA"),
        ("Ali Noon", "mofa", "Ali Noon", "", "PAK"),
    ],
)
def test_whose_turn_it_is(speaker, outlet, name, office, country):
    """Rule: the words of title, manifest or file name give name, office and country; else it is the publisher's."""
    found = resolved(record("We are here. We mean it.", "speech", speaker, outlet=outlet))
    assert (found.name, found.office, found.country) == (name, office, country)


def test_the_spokesperson_of_the_day_is_named():
    """Rule: with a date, the spokesperson is the one whom the offices table has on it."""
    found = resolved(record("We are here. We mean it.", "speech", "the Spokesperson", published="2024-10-10"))
    assert (found.name, found.office) == ("Mumtaz Zahra Baloch", "Foreign Office spokesperson")


def test_a_year_names_nobody_whom_it_saw_come_or_go():
    """Rule: with a year alone, an office that changed hands in it stays an office; one held through it is a person."""
    turns_in = {
        year: resolved(
            record("We are here. We mean it.", "speech", "the Prime Minister of Pakistan", published=year)
        ).name
        for year in ("2011", "2012")
    }
    assert turns_in == {"2011": "Yousaf Raza Gilani", "2012": "Prime Minister"}


def test_offices_are_those_of_the_speakers_country():
    """Rule: an office without a country is the speaker's country's, before the publisher's."""
    assert home_country(record("We are here.", "speech", "United States", outlet="mofa"), SIDES) == "USA"
    assert home_country(record("We are here.", "speech", "Ali Noon", outlet="fmprc"), SIDES) == "CHN"


def test_a_guest_without_a_title_is_named_in_the_introduction():
    """Rule: without a headline that names the guest, "A" is the first office-holder named before the questions."""
    text = "Foreign Secretary Ali Noon met us.\nQ: Well?\nA: We do well.\nQ: Why?\nA: We do."
    assert resolved(record(text, "interview")).name == "Ali Noon"


def test_nobody_is_guessed():
    """Rule: where nothing says who speaks, the speaker stays blank."""
    assert resolved(record("We are here. We mean it.", "speech")).name == ""
