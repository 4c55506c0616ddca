"""Hosts: whose turn it is, resolved from the words that the form of the text gives for the speaker."""

from dataclasses import replace

from positions.attribution.cast import Cast
from positions.attribution.offices import titles_in
from positions.attribution.phrases import country_in
from positions.attribution.resolution import named
from positions.attribution.speakers import Speaker
from positions.countries import OTHER, Sides, codes, profile
from positions.documents import Document
from positions.documents.outlets import outlet
from positions.documents.turns import Turn


def home(document: Document, sides: Sides) -> str:
    """Return the country whose offices a document means when it names none.

    Parameters
    ----------
    document : Document
        In a record of speech the speaker's country goes before the publisher's.
    sides : Sides
        The actor is the home of a document whose publisher is not known.
    """
    return country_in(document.speaker, sides) or outlet(document.outlet).country or sides.actor


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
        found = named(cast, _in_full(turn.speaker, cast.sides), at)
        is_of_document = turn.speaker == cast.document.speaker and not country_in(turn.speaker, cast.sides)
        if is_of_document and found.country == OTHER:
            found = replace(found, country=cast.sides.home)
        return replace(found, why=f"the turn is of “{turn.speaker}”: {found.why}")
    introduced = [a.speaker for a in cast.appearances if a.at < at and a.speaker.is_person and a.title]
    if cast.document.genre == "interview" and introduced:
        return replace(introduced[0], why="the first office-holder named before the questions")
    return Speaker("", why="nothing says who speaks")


def _in_full(phrase: str, sides: Sides) -> str:
    """Return "the Spokesperson" as the spokesperson of the document's country."""
    titles = titles_in(phrase, sides)
    is_short = len(titles) == 1 and titles[0][1].office == "spokesperson" and not country_in(phrase, sides)
    span = titles[0][0] if is_short else None
    full = profile(sides.home).spokesperson if is_short and sides.home in codes() else ""
    return f"{phrase[: span.start]}{full}{phrase[span.end :]}" if full else phrase
