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
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

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
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR

REQUIRED = ("statement", "words", "field", "author", "date", "reason")
STATEMENT = re.compile(r".+:(?P<start>\d+)-(?P<end>\d+)")
DROP = "drop"
# Fields whose value is a code of the codebook, and those whose value is words of the text.
CODED_FIELDS = ("speaker_country", "institution", "quote_type", "target", "target_basis", "act", "stance")
WORD_FIELDS = ("content", "condition", "label")
FREE = ("speaker", "office", "via")
BLANK = ("condition", "label", "office", "via")  # nothing is a value too: the text does not say
FIELDS = (*FREE, *CODED_FIELDS, "voice", "themes", *WORD_FIELDS, DROP)


@dataclass(frozen=True)
class Correction:
    """One correction as a reader wrote it.

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
    problem: str = ""
    remedy: str = ""

    def refused(self, problem: str, remedy: str) -> "Correction":
        """Return the correction marked as one that cannot be applied."""
        return replace(self, problem=problem, remedy=remedy)

    @property
    def document(self) -> str:
        """The ``doc_id`` of the document it is about."""
        return self.statement.rpartition(":")[0]

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}, line {self.line}"


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
    entries = node.items()
    if entries == [node]:
        raise InputError(node.place, "is not a list of corrections", "Open each correction with a dash.")
    return [_correction(path.name, entry) for entry in entries]


def _correction(file: str, entry: Node) -> Correction:
    """Return one correction, or what is wrong with it."""
    found = Correction(file, entry.line)
    try:
        parts = entry.entries("part of a correction", REQUIRED, ("value",))
        value = parts.pop("value", None)
        for name, part in parts.items():
            if not part.value():
                raise InputError("", f"its {name} is missing", f"Give each of {', '.join(REQUIRED)}.")
            found = replace(found, **{name: part.value()})
        found = replace(found, value=LIST_SEPARATOR.join(part.value() for part in value.items()) if value else "")
        return replace(found, value=_value(found, value is not None))
    except InputError as error:
        return found.refused(error.found, error.remedy)


def _value(given: Correction, has_value: bool) -> str:
    """Return the value in the form of the tables, or say what is wrong with the correction."""
    if not STATEMENT.fullmatch(given.statement):
        remedy = "Copy it from the statement’s card in the report: document, colon, characters, as in d1:653-804."
        raise InputError("", f"{given.statement!r} is not the name of a statement", remedy)
    _check_date(given.date)
    if given.field not in FIELDS:
        raise InputError("", f"unknown field {given.field!r}", f"Accepted: {', '.join(FIELDS)}.")
    if given.field == DROP:
        if given.value:
            raise InputError(
                "", f"a statement is dropped, but {given.value!r} is given as value", "Leave the value out."
            )
        return ""
    if not has_value or not (given.value or given.field in BLANK):
        raise InputError("", f"no value is given for {given.field}", "Give what the field should hold.")
    if given.field in CODED_FIELDS:
        return _code(given.field, given.value)
    readers = {"themes": _themes, "voice": _voice}
    return readers[given.field](given.value) if given.field in readers else given.value


def _check_date(text: str) -> None:
    """Refuse a date that is not a day of the calendar."""
    try:
        is_date = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_date = False
    if not is_date:
        raise InputError("", f"its date, {text!r}, is not a date", "Give year-month-day, as in 2026-11-24.")


def _code(field: str, value: str) -> str:
    """Return a code of the codebook, or a country with a profile; a stance may be written with its sign."""
    if field in ("speaker_country", "target") and value in countries.codes():
        return value
    plain = value.replace("−", "-").removeprefix("+") if field == "stance" else value
    return codebook().check(field, plain).code


def _themes(value: str) -> str:
    """Return themes joined as in the tables; they may be given as a list or with commas."""
    listed = [theme.strip() for theme in re.split("[;,]", value)]
    known = [codebook().check("theme", theme).code for theme in listed]
    if len(known) > MOST or len(set(known)) < len(known):
        raise InputError("", f"{value!r} is not a list of one to {MOST} different themes", "Keep the main ones.")
    return LIST_SEPARATOR.join(known)


def _voice(value: str) -> str:
    """Return for whom a speaker speaks."""
    accepted = (STATE, *lexicon("attribution", "speakers")["voices"], UNKNOWN)
    if value not in accepted:
        raise InputError("", f"voice {value!r} is unknown", f"Accepted: {', '.join(accepted)}.")
    return value


SHORTEST = 4  # words that tell a statement anywhere in its document
NEAREST = 3  # statements named to a reader whose correction fits none
OPENING_SHOWN = 60  # characters of each


def find_corrected(correction: Correction, statements: pd.DataFrame, texts: dict[str, str]) -> tuple[str, Correction]:
    """Find the statement a correction is about.

    Parameters
    ----------
    correction : Correction
        One without a problem.
    statements : DataFrame
        With the schema STATEMENTS, as the coder gives them.
    texts : dict of str to str
        The text of each document, by ``doc_id``.

    Returns
    -------
    tuple of str and Correction
        The ``statement_id``, blank if no statement fits, and the correction, which then says why.
    """
    named = STATEMENT.fullmatch(correction.statement)
    doc_id, start, end = correction.document, int(named["start"]), int(named["end"])
    if doc_id not in texts:
        return "", correction.refused(f"the document {doc_id!r} is not among those read", "Add it, or mend the name.")
    own = statements[statements.doc_id == doc_id]
    own = own.assign(overlaps=(own.start < end) & (start < own.end), distance=(own.start - start).abs())
    exact = own[own.statement_id == correction.statement]
    if len(exact) and correction.words in exact.content.iloc[0]:
        return correction.statement, correction
    if len(exact):
        problem = f"the statement of this name has other words: “{exact.content.iloc[0]}”"
        return "", correction.refused(problem, "Copy words of the statement that is meant, and its name.")
    found = _by_words(own, correction.words, texts[doc_id])
    if len(found) == 1:
        return found.statement_id.iloc[0], correction
    if len(found) > 1:
        problem = f"its words stand in {len(found)} statements: {', '.join(found.statement_id)}"
        return "", correction.refused(problem, "Name the one that is meant.")
    stands = all(piece in texts[doc_id] for piece in correction.words.split(PIECE_SEPARATOR))
    problem = "of these words" if stands else f"here, and “{correction.words}” does not stand in the text"
    return "", correction.refused(f"no statement {problem}", _nearest(own))


def _by_words(own: pd.DataFrame, words: str, text: str) -> pd.DataFrame:
    """Return the statements that can be meant by their words, best evidence first."""
    holding = own[own.content.str.contains(words, regex=False)]
    if holding.overlaps.any():
        return holding[holding.overlaps]
    places = [(match.start(), match.end()) for match in re.finditer(re.escape(words), text)]
    touched = [any(row.start < end and start < row.end for start, end in places) for row in own.itertuples()]
    touching = own[own.overlaps & pd.Series(touched, index=own.index, dtype=bool)]
    if len(touching):
        return touching
    return holding if len(words.split()) >= SHORTEST else holding.iloc[:0]


def _nearest(own: pd.DataFrame) -> str:
    """Name the statements nearest to the place a reader gave."""
    few = own.sort_values(["distance", "start"], kind="stable").head(NEAREST)
    listed = [f"{row.statement_id} “{row.content[:OPENING_SHOWN]}”" for row in few.itertuples()]
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
        In the order of their files; those with a problem are listed and do nothing.
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
    found = _once(_addressed(statements, known, corrections, aside))
    wanted: dict[str, list[int]] = defaultdict(list)
    for at, (statement_id, correction) in enumerate(found):
        if not correction.problem:
            wanted[statement_id].append(at)
    rows, ledger = [], [_entry(correction) for _, correction in found]
    taken = set(statements.statement_id)
    for row in statements.to_dict("records"):
        own = [(at, found[at][1]) for at in wanted[row["statement_id"]]]
        new, entries = _corrected_row(row, own, known[row["doc_id"]], taken, sides)
        for at, entry in entries.items():
            ledger[at] = entry
        rows += [new] if new else []
        taken |= {new["statement_id"]} if new else set()
    return Corrected(schemas.STATEMENTS.table(rows), schemas.CORRECTIONS.table(ledger))


def _addressed(
    statements: pd.DataFrame, known: dict[str, Document], corrections: Sequence[Correction], aside: Collection[str]
) -> list[tuple[str, Correction]]:
    """Return each correction with the statement it is about, blank if there is none."""
    texts = {doc_id: document.text for doc_id, document in known.items()}
    found = []
    for correction in corrections:
        if not correction.problem and correction.document in aside:
            correction = correction.refused(ASIDE, "Change since or until.")
        found.append(("", correction) if correction.problem else find_corrected(correction, statements, texts))
    return found


def _entry(correction: Correction, statement_id: str = "", coder: object = "") -> dict:
    """Return a line of the list of corrections."""
    return asdict(correction) | {"statement_id": statement_id, "coder": str(coder)}


def _once(found: list[tuple[str, Correction]]) -> list[tuple[str, Correction]]:
    """Refuse corrections of one field of one statement that is corrected twice, or of one that is dropped too."""
    places: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for at, (statement_id, correction) in enumerate(found):
        if not correction.problem:
            places[statement_id, correction.field][at] = correction.place
    result = []
    for at, (statement_id, correction) in enumerate(found):
        same = [place for n, place in places[statement_id, correction.field].items() if n != at]
        dropped = [] if correction.field == DROP else [*places[statement_id, DROP].values()]
        if not correction.problem and same:
            problem = f"{correction.field} of this statement is corrected more than once, also in {', '.join(same)}"
            correction = correction.refused(problem, "Keep one of them; until then none is applied.")
        elif not correction.problem and dropped:
            correction = correction.refused(f"the statement is dropped in {dropped[0]}", "Keep one of the two.")
        result.append((statement_id, correction))
    return result


def _corrected_row(
    row: dict, own: list[tuple[int, Correction]], document: Document, taken: set[str], sides: Sides
) -> tuple[dict | None, dict[int, dict]]:
    """Return a statement's row after its corrections (None: dropped), and their lines in the list by number."""
    entries, before = {}, row
    for at, correction in sorted(own, key=lambda item: item[1].field != "content"):  # what else is words stands in it
        if correction.field == DROP:
            return None, {at: _entry(correction, row["statement_id"], row["content"])}
        places = _places(row, correction, document.text) if correction.field in WORD_FIELDS else []
        problem = _misfit(row, correction, places, own, taken, sides)
        if problem:
            entries[at] = _entry(correction.refused(*problem))
            continue
        entries[at] = _entry(correction, "", before[correction.field])
        row = _with(row, correction, places, document)
    for entry in entries.values():
        entry["statement_id"] = "" if entry["problem"] else row["statement_id"]
    return row, entries


def _misfit(
    row: dict,
    correction: Correction,
    places: list[tuple[int, int]],
    own: list[tuple[int, Correction]],
    taken: set[str],
    sides: Sides,
) -> tuple[str, str] | None:
    """Say why a correction does not fit its statement, and the remedy; None when it does."""
    field, value = correction.field, correction.value
    if field in WORD_FIELDS and value and not places:
        where = "at this statement’s place in the text" if field == "content" else "in the statement’s content"
        return f"“{value}” does not stand {where}", "Copy the words from the source, character by character."
    if field == "content":
        name = f"{row['doc_id']}:{places[0][0]}-{places[-1][1]}"
        is_taken = name in taken - {row["statement_id"]}
        return ("another statement has these words", "Drop one of them.") if is_taken else None
    if field in ("speaker_country", "target"):
        wanted = {c.field: c.value for _, c in own}
        country, target = (wanted.get(name, row[name]) for name in ("speaker_country", "target"))
        accepted = _targets(country, sides)
        if accepted and target not in accepted:
            remedy = f"Correct both; from {country} the target is {' or '.join(accepted)}."
            return f"a statement from {country} with target {target} belongs to no side", remedy
    return None


def _targets(country: str, sides: Sides) -> tuple[str, ...]:
    """Return the targets a speaker's country can have (codebook); with another a statement would belong to no side."""
    if country == sides.actor:
        return (*sides.counterparts, BOTH)
    return sides.counterparts if country == JOINT else (sides.actor,) if country in sides.counterparts else ()


def _places(row: dict, correction: Correction, text: str) -> list[tuple[int, int]]:
    """Return where the words of a correction stand, piece by piece; empty when they do not."""
    value = correction.value
    if correction.field != "content":
        found = [(text.find(value, start, end), len(value)) for start, end in schemas.read_spans(row["spans"])]
        return [(at, at + length) for at, length in found if at >= 0 and length][:1]
    places, at = [], max(0, row["start"] - len(value.split(PIECE_SEPARATOR)[0]) + 1)
    for piece in [value] if value in text else value.split(PIECE_SEPARATOR):
        at = text.find(piece, at)
        if at < 0:
            return []
        places.append((at, at + len(piece)))
        at += len(piece)
    return places if places[0][0] < row["end"] else []


def _with(row: dict, correction: Correction, places: list[tuple[int, int]], document: Document) -> dict:
    """Return a row with one field corrected, and what follows from it; nothing else is coded again."""
    field, old = correction.field, row[correction.field]
    value = int(correction.value) if field == "stance" else correction.value
    by = correction.author, correction.date, correction.reason
    mark = "{}: {}, the coder had {} ({}, {}: {})".format(field, _named(value), _named(old), *by)
    new = row | {field: value, "corrected": BETWEEN.join(filter(None, [row["corrected"], mark]))}
    spans = schemas.write_spans(places)
    if field == "content":
        start, end = places[0][0], places[-1][1]
        new |= {"statement_id": f"{document.doc_id}:{start}-{end}", "start": start, "end": end, "spans": spans}
        return _without_lost_words(new, places)
    if field in WORD_FIELDS:
        new[f"{field}_span"] = spans
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
