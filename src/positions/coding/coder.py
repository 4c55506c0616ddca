"""The coder: documents in, tables of coded statements and engagements out, with the reason for every code.

`code_document` is a pure function of one document. `code` codes many, and gives a person the same status in all
documents of one day: one paper names a chamber's president with the post, another on the same day only by name. The
status comes from the offices table or from a text; the reason names the text.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice

import pandas as pd

from positions import progress, schemas
from positions.attribution import extraction, judgements
from positions.attribution.descriptions import LEVELS_OF_STATE
from positions.attribution.extraction import truecase
from positions.attribution.judgements import with_judgements
from positions.attribution.network import Judge
from positions.attribution.offices import countries_and_persons_in, titles_in
from positions.attribution.resolution import home_country
from positions.attribution.speakers import STATE, UNKNOWN, Reason, because, name_words, names_body
from positions.attribution.statements import Reading
from positions.coding.confidence import confidences
from positions.coding.rows import as_stored, engagement_row, statement_rows
from positions.coding.word_lists import check_word_lists
from positions.countries import OTHER, Sides
from positions.documents import Document
from positions.documents.layout import unwrap
from positions.schemas import LIST_SEPARATOR

# Of several statuses told of one person on one day the first counts: an office of state, a party, what somebody was.
ORDER = {"party": 0, "former": 1, "private": 2, STATE: 3, UNKNOWN: 9}
LIKE = ("voice", "office", "institution")


def with_one_status(rows: list[dict], sides: Sides) -> list[dict]:
    """Return the rows of statements with one status for each person on each day.

    Parameters
    ----------
    rows : list of dict
        Rows of a whole collection, with its documents in any order.
    sides : Sides
        Whose offices are known.

    Returns
    -------
    list of dict
        The same rows in the same order. If a text gives a person no status, or another one, the row gets the status of
        the day and says under ``why_speaker`` which document told it. A status at another time ("the then opposition
        leader") is kept.
    """
    told: dict[tuple, dict] = {}
    for row in sorted(filter(_person_on_day, rows), key=lambda row: _rank(row, sides)):
        told.setdefault(_person_on_day(row), row)
    return [_as_told(row, told.get(_person_on_day(row), row)) for row in rows]


def _person_on_day(row: dict) -> tuple | None:
    """Return what tells a person and a day from others; None of several, of a single word, without a date."""
    names = name_words(row["speaker"])
    is_one = len(names) > 1 and LIST_SEPARATOR not in row["speaker"]
    is_known = row["published"] and row["speaker_country"] != OTHER
    return (names, row["speaker_country"], row["published"]) if is_one and is_known else None


def _rank(row: dict, sides: Sides) -> tuple:
    """Return what puts the row that tells most of a person first, whatever the order of the documents."""
    is_of_state = row["voice"] == STATE and _is_of_state(row["office"], sides)
    place = -1 if is_of_state else ORDER.get(row["voice"], len(ORDER))
    return place, not row["office"], row["doc_id"], row["start"]


@lru_cache(maxsize=1024)
def _is_of_state(office: str, sides: Sides) -> bool:
    """Tell whether an office is one that a state's voice holds."""
    return any(title.level in LEVELS_OF_STATE for _, title in titles_in(office, sides))


def _as_told(row: dict, told: dict) -> dict:
    """Return a row with the status that another tells of the same person."""
    is_of_another_time = row["voice"] == "former" and told["voice"] == STATE
    if row["voice"] == told["voice"] or is_of_another_time or row["doc_id"] == told["doc_id"]:
        return row
    status = {name: told[name] for name in LIKE}
    words = f"“{told['office']}”" if told["office"] else told["voice"]
    why = Reason(row["rules"]["speaker"], row["why_speaker"])
    why += because("speaker", "status of the day", words, told["file"])
    changed = row | status | {"why_speaker": why.words, "rules": row["rules"] | {"speaker": why.rules}}
    return changed | confidences(changed)


AT_ONCE = 64  # documents handed to the threads together

Work = Callable[[Document], tuple[list[dict], list[dict]]]


@dataclass(frozen=True)
class Coded:
    """Coded statements and engagements, as tables (``schemas.STATEMENTS``, ``schemas.ENGAGEMENTS``)."""

    statements: pd.DataFrame
    engagements: pd.DataFrame


def code(documents: Iterable[Document], sides: Sides, judge: Judge | None = judgements.judge_cached) -> Coded:
    """Code documents.

    Parameters
    ----------
    documents : iterable of Document
        Each is read separately, except that all documents of a day together tell a person's status.
    sides : Sides
        Whose statements are coded, and towards whom.
    judge : callable or None
        Says which attributions belong to the question: ``(text, anchors) -> list of Judgement or None``. If it is None,
        the rules alone decide.

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
    document: Document, sides: Sides, judge: Judge | None = judgements.judge_cached
) -> tuple[list[dict], list[dict]]:
    """Code one document.

    Parameters
    ----------
    document : Document
        The document.
    sides : Sides
        Whose statements are coded, and towards whom.
    judge : callable or None
        Says which of its attributions belong to the question. The network has learned this from press articles for the
        question of the project; for other texts, and for other sides, the rules decide.

    Returns
    -------
    tuple of list of dict
        The rows of its statements and of its engagements.
    """
    check_word_lists()
    healed = unwrap(document)
    healed = replace(healed, document=truecase(healed.document, sides))
    read = healed.document
    own = sides.at(home_country(read, sides))
    named = countries_and_persons_in(read, own)
    if not _is_between(read, own, {mention.country for mention in named}):
        return [], []
    reading = Reading(read, own, named)
    if read.genre == "press":
        told = extraction.find_reported(read, sides)
        told = with_judgements(read.text, told, judge) if judge and sides.are_measured else told
    else:
        told = extraction.find_spoken(read, sides)
    found = [one for one in told if one.whole.of(read.text).strip()]  # nothing said is no statement
    met = [engagement_row(reading, engagement) for engagement in reading.engagements]
    return as_stored(statement_rows(reading, found), met, document, healed)


def _is_between(document: Document, sides: Sides, named: set[str]) -> bool:
    """Tell whether a text names a counterpart and the actor, by a word, a body or an office-holder.

    One that does not is not read: in it nothing is said between them. Where a text of the actor's own outlets names one
    counterpart and no other country, offices without a country may be the actor's.
    """
    if named.isdisjoint(sides.counterparts):
        return False
    is_home = sides.home == sides.actor and len(named - {sides.actor}) == 1
    return is_home or sides.actor in named or document.genre != "press" or names_body(document.text, sides.actor, sides)
