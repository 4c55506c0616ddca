"""Corrections by readers (``corrections.yaml``, see ``seeds/README.md``): read, matched to statements, applied.

A correction replaces one field of one statement, or drops the statement. The coder's value, the author, the date and
the reason are kept beside it. Codes that are not corrected stay the coder's, even if the words they rest on were
corrected.

A statement is named by its place. A better rule may cut it differently; it is then recognised by the words the reader
copied. The texts themselves are never changed, so a statement that is cut differently overlaps the old place. If none
does (the text was received again, with other characters before it), at least four words must stand in one statement
only.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from positions import countries, data_files, schemas
from positions.attribution.speakers import JOINT, STATE, UNKNOWN
from positions.attribution.statements import BOTH
from positions.coding.codebook import codebook
from positions.coding.themes import MOST
from positions.countries import Sides
from positions.data_files import Node, lexicon
from positions.documents import Document
from positions.errors import InputError
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, PLACES

REQUIRED = ("statement", "words", "field", "author", "date", "reason")
STATEMENT = re.compile(r".+:(?P<start>\d+)-(?P<end>\d+)")
DROP = "drop"
WORD_FIELDS = ("content", "condition", "label")  # whose value is words of the text
BLANK = ("condition", "label", "office", "via")  # nothing is a value too: the text does not say


@dataclass(eq=False)
class Correction:
    """One correction as a reader wrote it, and what became of it: a row of ``schemas.CORRECTIONS``.

    Attributes
    ----------
    file, line : str, int
        Where it stands.
    statement : str
        The statement it is about, as the report names it: ``doc_id:start-end``.
    words : str
        Words of that statement, by which it is recognised when the coder cuts it differently.
    field, value : str
        What is corrected, and to what; themes are joined by ``"; "``.
    author, date, reason : str
        Who, when (ISO 8601), why.
    statement_id, coder : str
        The statement it was applied to, as it is called now, and what the coder had; blank if it was not applied.
    problem, remedy : str
        Why it cannot be applied, and what to do; blank as long as it can.
    """

    file: str
    line: int
    statement: str = ""
    words: str = ""
    field: str = ""
    value: str = ""
    author: str = ""
    date: str = ""
    reason: str = ""
    statement_id: str = ""
    coder: str = ""
    problem: str = ""
    remedy: str = ""

    @property
    def document(self) -> str:
        """The ``doc_id`` of the document it is about."""
        return self.statement.rpartition(":")[0]

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}, line {self.line}"

    @contextmanager
    def unless_refused(self) -> Iterator[None]:
        """Note an error of the block as the reason why this correction cannot be applied."""
        try:
            yield
        except InputError as error:
            self.statement_id, self.problem, self.remedy = "", error.found, error.remedy


def corrections(paths: Iterable[Path]) -> list[Correction]:
    """Read files of corrections, one after the other (see `read_corrections`)."""
    return [correction for path in paths for correction in read_corrections(path)]


def read_corrections(path: Path) -> list[Correction]:
    """Read a file of corrections.

    Parameters
    ----------
    path : Path
        A list, each entry with `REQUIRED` and ``value``.

    Returns
    -------
    list of Correction
        All of them in order. An incomplete one says so in ``problem``, and does not affect the others.

    Raises
    ------
    InputError
        If the file is not YAML or not a list: no correction can be read, and a report without them would be wrong.
    """
    node = data_files.read_yaml(path)
    if node is None:
        return []
    if not node.is_list:
        raise InputError(node.place, "is not a list of corrections", "Open each correction with a dash.")
    return [_correction(path.name, entry) for entry in node.items()]


def _correction(file: str, entry: Node) -> Correction:
    """Return one correction, or what is wrong with it."""
    found = Correction(file, entry.line)
    with found.unless_refused():
        parts = entry.entries("part of a correction", REQUIRED, ("value",))
        value = parts.pop("value", None)
        for name, part in parts.items():
            if not part.value():
                raise InputError("", f"its {name} is missing", f"Give each of {', '.join(REQUIRED)}.")
            setattr(found, name, part.value())
        found.value = LIST_SEPARATOR.join(part.value() for part in value.items()) if value else ""
        found.value = _value(found, value is not None)
    return found


def _value(given: Correction, has_value: bool) -> str:
    """Return the value in the form of the tables, or say what is wrong with the correction."""
    if not STATEMENT.fullmatch(given.statement):
        remedy = "Copy it from the statement’s card in the report: document, colon, characters, as in d1:653-804."
        raise InputError("", f"{given.statement!r} is not the name of a statement", remedy)
    _check_date(given.date)
    if given.field not in FIELDS:
        raise InputError("", f"unknown field {given.field!r}", f"Accepted: {', '.join(FIELDS)}.")
    if given.field == DROP and given.value:
        found = f"a statement is dropped, but {given.value!r} is given as value"
        raise InputError("", found, "Leave the value out.")
    if given.field != DROP and not (has_value and (given.value or given.field in BLANK)):
        raise InputError("", f"no value is given for {given.field}", "Give what the field should hold.")
    return FIELDS[given.field](given.value)


def _check_date(text: str) -> None:
    """Refuse a date that is not a day of the calendar."""
    try:
        is_date = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_date = False
    if not is_date:
        raise InputError("", f"its date, {text!r}, is not a date", "Give year-month-day, as in 2026-11-24.")


def _country(field: str, value: str) -> str:
    """Return a code of the codebook, or a country with a profile."""
    return value if value in countries.codes() else _code(field, value)


def _code(field: str, value: str) -> str:
    """Return a code of the codebook."""
    return codebook().check(field, value).code


def _themes(value: str) -> str:
    """Return themes joined as in the tables; they may be given as a list or with commas."""
    known = [_code("theme", theme.strip()) for theme in re.split("[;,]", value)]
    if len(known) > MOST or len(set(known)) < len(known):
        raise InputError("", f"{value!r} is not a list of one to {MOST} different themes", "Keep the main ones.")
    return LIST_SEPARATOR.join(known)


def _voice(value: str) -> str:
    """Return for whom a speaker speaks."""
    accepted = (STATE, *lexicon("attribution", "speakers")["voices"], UNKNOWN)
    if value not in accepted:
        raise InputError("", f"voice {value!r} is unknown", f"Accepted: {', '.join(accepted)}.")
    return value


# The fields that can be corrected, in the order in which they are named, with what reads their values.
FIELDS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("speaker", "office", "via"), str),
    "speaker_country": partial(_country, "speaker_country"),
    "institution": partial(_code, "institution"),
    "quote_type": partial(_code, "quote_type"),
    "target": partial(_country, "target"),
    "target_basis": partial(_code, "target_basis"),
    "act": partial(_code, "act"),
    "stance": lambda value: _code("stance", value.replace("−", "-").removeprefix("+")),
    "voice": _voice,
    "themes": _themes,
    **dict.fromkeys((*WORD_FIELDS, DROP), str),
}
SHORTEST = 4  # words that tell a statement anywhere in its document
NEAREST = 3  # statements named to a reader whose correction fits none
OPENING_SHOWN = 60  # characters of each


def find_corrected(correction: Correction, statements: pd.DataFrame, text: str) -> str:
    """Find the statement a correction is about.

    Parameters
    ----------
    correction : Correction
        One without a problem.
    statements : DataFrame
        With the schema STATEMENTS, as the coder gives them.
    text : str
        The text of its document.

    Returns
    -------
    str
        The ``statement_id``.

    Raises
    ------
    InputError
        If no statement fits, or several do.
    """
    named = STATEMENT.fullmatch(correction.statement)
    start, end = int(named["start"]), int(named["end"])
    own = [*statements[statements.doc_id == correction.document].itertuples()]
    for row in own:
        if row.statement_id == correction.statement and correction.words not in row.content:
            problem = f"the statement of this name has other words: “{row.content}”"
            raise InputError("", problem, "Copy words of the statement that is meant, and its name.")
        if row.statement_id == correction.statement:
            return row.statement_id
    found = _by_words(own, correction.words, start, end, text)
    if len(found) > 1:
        problem = f"its words stand in {len(found)} statements: {', '.join(row.statement_id for row in found)}"
        raise InputError("", problem, "Name the one that is meant.")
    if not found:
        stands = all(piece in text for piece in correction.words.split(PIECE_SEPARATOR))
        problem = "of these words" if stands else f"here, and “{correction.words}” does not stand in the text"
        raise InputError("", f"no statement {problem}", _nearest(own, start))
    return found[0].statement_id


def _by_words(own: Sequence[NamedTuple], words: str, start: int, end: int, text: str) -> list[NamedTuple]:
    """Return the statements that can be meant by their words, best evidence first."""
    here = [row for row in own if row.start < end and start < row.end]
    holding = [row for row in own if words in row.content]
    places = [match.span() for match in re.finditer(re.escape(words), text)]
    touching = [row for row in here if any(row.start < last and first < row.end for first, last in places)]
    is_telling = len(words.split()) >= SHORTEST
    return [row for row in here if row in holding] or touching or (holding if is_telling else [])


def _nearest(own: Sequence[NamedTuple], start: int) -> str:
    """Name the statements nearest to the place a reader gave."""
    few = sorted(own, key=lambda row: (abs(row.start - start), row.start))[:NEAREST]
    listed = [f"{row.statement_id} “{row.content[:OPENING_SHOWN]}”" for row in few]
    return f"Nearest: {', '.join(listed)}." if listed else "No statement was found in this document."


# Where the reason for a field stands that has none of its own.
REASONS = {"office": "why_speaker", "speaker_country": "why_speaker", "voice": "why_speaker"}
REASONS |= {"target_basis": "why_target"}
BETWEEN = " | "  # the marks of several corrections of one statement
ASIDE = "its document is set aside by date"


@dataclass(frozen=True)
class Corrected:
    """Statements after correction (``schemas.STATEMENTS``) and every correction (``schemas.CORRECTIONS``)."""

    statements: pd.DataFrame
    corrections: pd.DataFrame


def corrected(
    statements: pd.DataFrame,
    documents: Iterable[Document],
    corrections: Sequence[Correction],
    sides: Sides,
    aside: Collection[str] = (),
) -> Corrected:
    """Apply corrections to coded statements.

    Parameters
    ----------
    statements : DataFrame
        With the schema STATEMENTS, as coded; not changed.
    documents : iterable of Document
        Those they were taken from.
    corrections : sequence of Correction
        In the order of their files; those with a problem are listed and do nothing. Not changed.
    sides : Sides
        Whose statements are coded, and towards whom.
    aside : collection of str
        ``doc_id`` of documents that were read and not coded: what corrects them is listed as such.

    Returns
    -------
    Corrected
        Every correction is listed; one that does not fit has the problem and the remedy.
    """
    if not corrections:
        return Corrected(statements, schemas.CORRECTIONS.table([]))
    known = {document.doc_id: document for document in documents}
    ledger = [replace(correction) for correction in corrections]
    for correction in ledger:
        if not correction.problem:
            with correction.unless_refused():
                correction.statement_id = _addressed(correction, statements, known, aside)
    _refuse_repeated(ledger)
    rows, taken = [], set(statements.statement_id)
    wanted: dict[str, list[Correction]] = defaultdict(list)
    for correction in ledger:
        wanted[correction.statement_id].append(correction)
    for row in statements.to_dict("records"):
        new = _corrected_row(row, wanted[row["statement_id"]], known[row["doc_id"]], taken, sides)
        rows += [new] if new else []
        taken |= {new["statement_id"]} if new else set()
    return Corrected(schemas.STATEMENTS.table(rows), schemas.CORRECTIONS.table([*map(vars, ledger)]))


def _addressed(
    correction: Correction, statements: pd.DataFrame, known: dict[str, Document], aside: Collection[str]
) -> str:
    """Return the statement a correction is about."""
    name = correction.document
    if name in aside:
        raise InputError("", ASIDE, "Change since or until.")
    if name not in known:
        raise InputError("", f"the document {name!r} is not among those read", "Add it, or mend the name.")
    return find_corrected(correction, statements, known[name].text)


def _refuse_repeated(ledger: list[Correction]) -> None:
    """Refuse corrections of one field of one statement that is corrected twice, or of one that is dropped too."""
    found: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for correction in ledger:
        if not correction.problem:
            found[correction.statement_id, correction.field].append(correction)
    for (statement_id, field), same in found.items():
        dropped = [] if field == DROP else found.get((statement_id, DROP), [])
        for correction in same:
            with correction.unless_refused():
                if others := [other.place for other in same if other is not correction]:
                    problem = f"{field} of this statement is corrected more than once, also in {', '.join(others)}"
                    raise InputError("", problem, "Keep one of them; until then none is applied.")
                if dropped:
                    raise InputError("", f"the statement is dropped in {dropped[0].place}", "Keep one of the two.")


def _corrected_row(row: dict, own: list[Correction], document: Document, taken: set[str], sides: Sides) -> dict | None:
    """Return a statement's row after its corrections, which then tell what the coder had; None if it is dropped."""
    before = row
    wanted = row | {correction.field: correction.value for correction in own}
    for correction in sorted(own, key=lambda one: one.field != "content"):  # what else is words stands in it
        if correction.field == DROP:
            correction.coder = row["content"]
            return None
        with correction.unless_refused():
            places = _places(row, correction, document.text, taken)
            if correction.field in ("speaker_country", "target"):
                _check_sides(wanted["speaker_country"], wanted["target"], sides)
            row = _with(row, correction, places, document)
            correction.coder = str(before[correction.field])
    for correction in own:
        correction.statement_id = "" if correction.problem else row["statement_id"]
    return row


def _check_sides(country: str, target: str, sides: Sides) -> None:
    """Refuse a target that a speaker's country cannot have (codebook): the statement would belong to no side."""
    accepted = sides.counterparts if country == JOINT else (sides.actor,) if country in sides.counterparts else ()
    accepted = (*sides.counterparts, BOTH) if country == sides.actor else accepted
    if accepted and target not in accepted:
        remedy = f"Correct both; from {country} the target is {' or '.join(accepted)}."
        raise InputError("", f"a statement from {country} with target {target} belongs to no side", remedy)


def _places(row: dict, correction: Correction, text: str, taken: set[str]) -> list[tuple[int, int]]:
    """Return where the words of a correction stand, piece by piece; none for a field or value that is not words."""
    field, value = correction.field, correction.value
    if field not in WORD_FIELDS or not value:
        return []
    places = _places_of_content(row, value, text) if field == "content" else _place_within(row, value, text)
    if not places:
        where = "at this statement’s place in the text" if field == "content" else "in the statement’s content"
        problem = f"“{value}” does not stand {where}"
        raise InputError("", problem, "Copy the words from the source, character by character.")
    if field == "content" and _name(row["doc_id"], places) in taken - {row["statement_id"]}:
        raise InputError("", "another statement has these words", "Drop one of them.")
    return places


def _place_within(row: dict, words: str, text: str) -> list[tuple[int, int]]:
    """Return the first place of words within a piece of a content."""
    found = (text.find(words, start, end) for start, end in schemas.read_spans(row["spans"]))
    return [(at, at + len(words)) for at in found if at >= 0][:1]


def _places_of_content(row: dict, words: str, text: str) -> list[tuple[int, int]]:
    """Return where the pieces of a content stand, one behind the other, if that is at the place of a statement."""
    places, at = [], max(0, row["start"] - len(words.split(PIECE_SEPARATOR)[0]) + 1)
    for piece in [words] if words in text else words.split(PIECE_SEPARATOR):
        at = text.find(piece, at)
        if at < 0:
            return []
        places.append((at, at + len(piece)))
        at += len(piece)
    return places if places[0][0] < row["end"] else []


def _name(doc_id: str, places: list[tuple[int, int]]) -> str:
    """Return what a statement at some places is called."""
    return f"{doc_id}:{places[0][0]}-{places[-1][1]}"


def _with(row: dict, correction: Correction, places: list[tuple[int, int]], document: Document) -> dict:
    """Return a row with one field corrected, and what follows from it; nothing else is coded again."""
    field, old = correction.field, row[correction.field]
    value = int(correction.value) if field == "stance" else correction.value
    by = correction.author, correction.date, correction.reason
    mark = "{}: {}, the coder had {} ({}, {}: {})".format(field, _named(value), _named(old), *by)
    new = row | {field: value, "corrected": BETWEEN.join(filter(None, [row["corrected"], mark]))}
    if field in WORD_FIELDS:
        new[PLACES[field]] = schemas.write_spans(places)
    if field == "content":
        new |= {"statement_id": _name(document.doc_id, places), "start": places[0][0], "end": places[-1][1]}
        return _without_lost_words(new, places)
    note = "corrected by {} on {}: {}; the coder had {}".format(*by, _named(old))
    if field in REASONS:
        why = REASONS[field]
        new[why] = "; ".join(filter(None, [f"{field} {note}", row[why]]))
    else:
        why = f"why_{field}"
        new[why] = f"{note} ({row[why]})" if row[why] else note
    if field in ("speaker", "via"):
        new["chain"] = " ← ".join(filter(None, [document.publisher, new["via"], new["speaker"]]))
    return new


def _without_lost_words(row: dict, places: list[tuple[int, int]]) -> dict:
    """Blank the coder's terms and name where they do not stand in the corrected content."""
    new = dict(row)
    for field in ("condition", "label"):
        own = schemas.read_spans(row[f"{field}_span"])
        if own and not any(first <= own[0][0] and own[-1][1] <= last for first, last in places):
            why = f"the coder had {_named(row[field])}, which is not in the corrected content"
            new |= {field: "", f"{field}_span": "", f"why_{field}": why}
    return new


def _named(value: str | int) -> str:
    """Return a value as a reader sees it."""
    return "none" if value == "" else str(value)
