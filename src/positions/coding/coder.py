"""Coded statements: every attribution that belongs to the question, with every code and the reason for it.

Coding is a pure function of one document: text and metadata in, rows out.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

import pandas as pd

from positions import progress, schemas
from positions.attribution import readings, rules, spoken
from positions.attribution.bodies import names_body
from positions.attribution.capitals import in_small_letters
from positions.attribution.hosts import home
from positions.attribution.judged import judged
from positions.attribution.network import Judge
from positions.attribution.persons import named_in
from positions.coding import places
from positions.coding.one_status import with_one_status
from positions.coding.reading import Reading
from positions.coding.rows import engagement_row, statement_rows
from positions.coding.word_lists import check
from positions.countries import SIDES, Sides
from positions.documents import Document
from positions.documents.healing import heal

AT_ONCE = 64  # documents handed to the threads together

Work = Callable[[Document], tuple[list[dict], list[dict]]]


@dataclass(frozen=True)
class Coded:
    """Coded statements and engagements, as tables (``schemas.STATEMENTS``, ``schemas.ENGAGEMENTS``)."""

    statements: pd.DataFrame
    engagements: pd.DataFrame


def code(documents: Iterable[Document], sides: Sides = SIDES, judge: Judge | None = readings.judge) -> Coded:
    """Code documents.

    Parameters
    ----------
    documents : iterable of Document
        Each is read by itself; a person's status is told by all of one day together.
    sides : Sides
        Whose statements are coded, and towards whom.
    judge : callable or None
        Says which attributions belong to the question: ``(text, anchors) -> list of Judgement or None``; the rules
        alone decide when None.

    Returns
    -------
    Coded
        Rows in the order of the documents and of their texts.
    """
    statements, met = [], []
    total = len(documents) if isinstance(documents, Sized) else None
    coded = _coded(documents, partial(code_document, sides=sides, judge=judge))
    for rows, records in progress.over(coded, "coding", total):
        statements += rows
        met += records
    statements = with_one_status(statements, sides)
    return Coded(schemas.STATEMENTS.table(statements), schemas.ENGAGEMENTS.table(met))


def _coded(documents: Iterable[Document], work: Work) -> Iterator[tuple[list[dict], list[dict]]]:
    """Yield the rows of documents, in their order."""
    rest = iter(documents)
    # Threads are enough: the network's sums, which take most of the time, are done outside of Python.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        while some := list(islice(rest, AT_ONCE)):
            yield from pool.map(work, some)


def code_document(
    document: Document, sides: Sides = SIDES, judge: Judge | None = readings.judge
) -> tuple[list[dict], list[dict]]:
    """Code one document.

    Parameters
    ----------
    document : Document
        The document.
    sides : Sides
        Whose statements are coded, and towards whom.
    judge : callable or None
        Says which of its attributions belong to the question. The network has learned from press articles what belongs
        to the question of the project; of other texts, and between other sides, the rules decide.

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
    if read.genre == "press":
        told = rules.attributions(read, sides)
        told = judged(read.text, told, judge) if judge and sides.parties == SIDES.parties else told
    else:
        told = spoken.attributions(read, partial(rules.attributions, sides=sides), sides)
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
