"""Quoted words checked against their source: a report with one that does not stand there is not written."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import pandas as pd

from positions.documents import Document
from positions.reporting import links, statement_data
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, PLACES

EXACT = re.compile(r'<(\w+)[^<>]* data-at="([^"]*):([0-9; -]+)"[^<>]*>')
TAG = re.compile(r"<[^<>]*>")


class NotVerbatim(ValueError):
    """A quoted string is not exactly in its source."""


def check(statements: pd.DataFrame, documents: Sequence[Document]) -> None:
    """Check that every source, cue, content, condition and label stands in its text, where its offsets say.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS.
    documents : sequence of Document
        Those the statements were taken from.

    Raises
    ------
    NotVerbatim
        For the first string that does not; it names the statement and both strings.
    """
    texts = {document.doc_id: document.text for document in documents}
    for row in statements.itertuples():
        for column, places in PLACES.items():
            quoted, spans = getattr(row, column), getattr(row, places)
            found = PIECE_SEPARATOR.join(_pieces(texts[row.doc_id], spans))
            if quoted != found:
                raise NotVerbatim(f"{row.statement_id}: {column} is {quoted!r}, the source has {found!r} at {spans!r}")


def texts(documents: Sequence[Document]) -> dict[str, str]:
    """Return the texts of documents by the names that pages call them by."""
    return {links.file_stem(document.doc_id): document.text for document in documents}


def check_page(name: str, page: str, known: Mapping[str, str]) -> None:
    """Check that every quotation a page shows stands in its text, character for character, where it says.

    Parameters
    ----------
    name : str
        The page's file, for the message.
    page : str
        HTML in which quotations are elements that tell their place (`positions.reporting.quotations.exact`), or stand
        in the data that its script makes rows of (`positions.reporting.statement_data`).
    known : mapping of str to str
        The texts (`texts`).

    Raises
    ------
    NotVerbatim
        For the first quotation that does not; it names the page, the place and both strings.
    """
    for place, spans, shown in chain(_exact(page), statement_data.quotations(page)):
        found = PIECE_SEPARATOR.join(_pieces(known.get(place, ""), spans))
        if shown != found:
            raise NotVerbatim(f"{name}: {shown!r} is shown, the source has {found!r} at {place}:{spans}")


def _exact(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the quotations of a page: document, places, and the words as a browser shows them."""
    for match in EXACT.finditer(page):
        tag, place, spans = match.groups()
        depth, at = 1, match.end()
        for edge in re.compile(rf"<(/?){tag}\b[^<>]*>").finditer(page, at):
            depth += -1 if edge.group(1) else 1
            if not depth:
                yield html.unescape(place), spans, html.unescape(TAG.sub("", page[at : edge.start()]))
                break


def _pieces(text: str, spans: str) -> list[str]:
    """Return the words at offsets such as ``653-803; 810-820``."""
    pairs = (span.split("-") for span in spans.split(LIST_SEPARATOR) if span)
    return [text[int(start) : int(end)] for start, end in pairs]
