"""Coded statements: every attribution that belongs to the question, with every code and the reason for it.

Coding is a pure function of one document: text and metadata in, rows out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from positions import schemas
from positions.attribution import rules, spoken
from positions.attribution.attribution import Attributor
from positions.attribution.countries import COUNTERPARTS, mentions
from positions.coding import places
from positions.coding.reading import Reading
from positions.coding.rows import engagement_row, statement_rows
from positions.coding.word_lists import check
from positions.documents import Document, Span
from positions.documents.healing import heal


@dataclass(frozen=True)
class Coded:
    """Coded statements and engagements, as tables (``schemas.STATEMENTS``, ``schemas.ENGAGEMENTS``)."""

    statements: pd.DataFrame
    engagements: pd.DataFrame


def code(documents: Iterable[Document], attributor: Attributor = rules.attributions) -> Coded:
    """Code documents.

    Parameters
    ----------
    documents : iterable of Document
        Each is read by itself.
    attributor : callable
        Finds the attributions of one document: ``(Document) -> list of Attribution``.

    Returns
    -------
    Coded
        Rows in the order of the documents and of their texts.
    """
    statements, met = [], []
    for document in documents:
        rows, records = code_document(document, attributor)
        statements += rows
        met += records
    return Coded(schemas.STATEMENTS.table(statements), schemas.ENGAGEMENTS.table(met))


def code_document(document: Document, attributor: Attributor = rules.attributions) -> tuple[list[dict], list[dict]]:
    """Code one document.

    Parameters
    ----------
    document : Document
        The document.
    attributor : callable
        Finds its attributions.

    Returns
    -------
    tuple of list of dict
        The rows of its statements and of its engagements.
    """
    check()
    healed = heal(document)
    read = healed.document
    if not _names_a_counterpart(read):
        return [], []
    reading = Reading(read)
    told = attributor(read) if read.genre == "press" else spoken.attributions(read, attributor)
    found = [one for one in told if one.whole.of(read.text).strip()]  # nothing said is no statement
    met = [engagement_row(reading, engagement) for engagement in reading.engagements]
    return places.as_stored(statement_rows(reading, found), met, document, healed)


def _names_a_counterpart(document: Document) -> bool:
    """Tell whether a text names the United States or China at all: one that does not says nothing to them."""
    return any(m.country in COUNTERPARTS for m in mentions(document.text, Span(0, document.characters)))
