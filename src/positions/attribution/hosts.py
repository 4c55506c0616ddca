"""Hosts: whose turn it is, resolved from the words that the form of the text gives for the speaker."""

from dataclasses import replace

from positions.attribution.cast import Cast
from positions.attribution.countries import ACTOR, OTHER
from positions.attribution.lexicon import lexicon
from positions.attribution.offices import titles_in
from positions.attribution.phrases import country_in
from positions.attribution.resolution import named
from positions.attribution.speakers import Speaker
from positions.documents import Document
from positions.documents.outlets import outlet
from positions.documents.turns import Turn


def home(document: Document) -> str:
    """Return the country whose offices a document means when it names none.

    Parameters
    ----------
    document : Document
        In a record of speech the speaker's country goes before the publisher's.
    """
    return country_in(document.speaker) or outlet(document.outlet).country or ACTOR


def host(cast: Cast, turn: Turn) -> Speaker:
    """Return who speaks in a turn.

    Parameters
    ----------
    cast : Cast
        Everyone the document names.
    turn : Turn
        The turn.

    Returns
    -------
    Speaker
        The person, office or state that the label, the title, the manifest or the file's name gives. Without any of
        them, the first person whom an interview's introduction names with an office; else nobody.
    """
    at = turn.paragraphs[0].start
    if turn.speaker:
        found = named(cast, _in_full(turn.speaker, cast.home), at)
        is_of_document = turn.speaker == cast.document.speaker and not country_in(turn.speaker)
        if is_of_document and found.country == OTHER:
            found = replace(found, country=cast.home)
        return replace(found, why=f"the turn is of “{turn.speaker}”: {found.why}")
    introduced = [a.speaker for a in cast.appearances if a.at < at and a.speaker.is_person and a.title]
    if cast.document.genre == "interview" and introduced:
        return replace(introduced[0], why="the first office-holder named before the questions")
    return Speaker("", why="nothing says who speaks")


def _in_full(phrase: str, country: str) -> str:
    """Return "the Spokesperson" as the country's spokesperson."""
    titles = titles_in(phrase)
    is_short = len(titles) == 1 and titles[0][1].office == "spokesperson" and not country_in(phrase)
    span = titles[0][0] if is_short else None
    full = lexicon("attribution", "turns")["spokespersons"].get(country) if is_short else None
    return f"{phrase[: span.start]}{full}{phrase[span.end :]}" if full else phrase
