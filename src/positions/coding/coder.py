"""Coded statements: every attribution that belongs to the question, with every code and the reason for it.

Coding is a pure function of one document: text and metadata in, rows out.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from positions import schemas
from positions.attribution import spoken
from positions.attribution.attribution import Attributor
from positions.attribution.attributions import attributions
from positions.attribution.bodies import names_body
from positions.attribution.capitals import in_small_letters
from positions.attribution.hosts import home
from positions.attribution.persons import named_in
from positions.coding import places
from positions.coding.reading import Reading
from positions.coding.rows import engagement_row, statement_rows
from positions.coding.word_lists import check
from positions.countries import SIDES, Sides
from positions.documents import Document
from positions.documents.healing import heal


@dataclass(frozen=True)
class Coded:
    """Coded statements and engagements, as tables (``schemas.STATEMENTS``, ``schemas.ENGAGEMENTS``)."""

    statements: pd.DataFrame
    engagements: pd.DataFrame


def code(documents: Iterable[Document], sides: Sides = SIDES, attributor: Attributor | None = None) -> Coded:
    """Code documents.

    Parameters
    ----------
    documents : iterable of Document
        Each is read by itself.
    sides : Sides
        Whose statements are coded, and towards whom.
    attributor : callable or None
        Finds the attributions of one document: ``(Document) -> list of Attribution``; rules and reader when None.

    Returns
    -------
    Coded
        Rows in the order of the documents and of their texts.
    """
    statements, met = [], []
    # Threads are enough: the reader's sums, which take most of the time, are done outside of Python.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for rows, records in pool.map(partial(code_document, sides=sides, attributor=attributor), documents):
            statements += rows
            met += records
    return Coded(schemas.STATEMENTS.table(statements), schemas.ENGAGEMENTS.table(met))


def code_document(
    document: Document, sides: Sides = SIDES, attributor: Attributor | None = None
) -> tuple[list[dict], list[dict]]:
    """Code one document.

    Parameters
    ----------
    document : Document
        The document.
    sides : Sides
        Whose statements are coded, and towards whom.
    attributor : callable or None
        Finds its attributions; rules and reader when None.

    Returns
    -------
    tuple of list of dict
        The rows of its statements and of its engagements.
    """
    check()
    healed = heal(document)
    healed = replace(healed, document=in_small_letters(healed.document, sides))
    read = healed.document
    own = sides.at(home(read, sides))
    named = named_in(read, own)
    if not _is_between(read, own, {mention.country for mention in named}):
        return [], []
    reading = Reading(read, own, named)
    inner = attributor or partial(attributions, sides=sides)
    told = inner(read) if read.genre == "press" else spoken.attributions(read, inner, sides)
    found = [one for one in told if one.whole.of(read.text).strip()]  # nothing said is no statement
    met = [engagement_row(reading, engagement) for engagement in reading.engagements]
    return places.as_stored(statement_rows(reading, found), met, document, healed)


def _is_between(document: Document, sides: Sides, named: set[str]) -> bool:
    """Tell whether a text names a counterpart and the actor, by a word, a body or an office-holder.

    One that does not is not read: in it nothing is said between them. Where a text of the actor's own outlets names one
    counterpart and no other country, offices without a country may be the actor's.
    """
    if named.isdisjoint(sides.counterparts):
        return False
    is_home = sides.home == sides.actor and len(named - {sides.actor}) == 1
    return is_home or sides.actor in named or document.genre != "press" or names_body(document.text, sides.actor, sides)
