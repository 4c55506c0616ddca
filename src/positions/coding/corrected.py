"""Coded statements with the corrections of readers applied, and the list of what was applied and what was not.

A correction replaces one field of one statement, or drops the statement. What the coder had, who corrected it, when and
why stays beside it. Codes that are not corrected stay the coder's, also where the words they rest on were corrected.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from positions import schemas
from positions.attribution.speakers import JOINT
from positions.coding.addresses import address
from positions.coding.corrections import DROP, WORDS, Correction
from positions.coding.target import BOTH
from positions.countries import SIDES, Sides
from positions.documents import Document
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR

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
    aside: Collection[str] = (),
    sides: Sides = SIDES,
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
    aside : collection of str
        ``doc_id`` of documents that were read and not coded: what corrects them is listed as such.
    sides : Sides
        Whose statements are coded, and towards whom.

    Returns
    -------
    Corrected
        No correction is lost: one that does not fit is listed with the problem and the remedy.
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
        new, entries = _row(row, own, known[row["doc_id"]], taken, sides)
        for at, entry in entries.items():
            ledger[at] = entry
        rows += [new] if new else []
        taken |= {new["statement_id"]} if new else set()
    return Corrected(schemas.STATEMENTS.table(rows), schemas.CORRECTIONS.table(ledger))


def _addressed(
    statements: pd.DataFrame, known: dict[str, Document], corrections: Sequence[Correction], aside: Collection[str]
) -> list[tuple[str, Correction]]:
    """Return each correction with the statement it is about, blank where there is none."""
    texts = {doc_id: document.text for doc_id, document in known.items()}
    found = []
    for correction in corrections:
        if not correction.problem and correction.document in aside:
            correction = correction.refused(ASIDE, "Change since or until.")
        found.append(("", correction) if correction.problem else address(correction, statements, texts))
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


def _row(
    row: dict, own: list[tuple[int, Correction]], document: Document, taken: set[str], sides: Sides
) -> tuple[dict | None, dict[int, dict]]:
    """Return a statement's row after its corrections (None: dropped), and their lines in the list by number."""
    entries, before = {}, row
    for at, correction in sorted(own, key=lambda item: item[1].field != "content"):  # what else is words stands in it
        if correction.field == DROP:
            return None, {at: _entry(correction, row["statement_id"], row["content"])}
        places = _places(row, correction, document.text) if correction.field in WORDS else []
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
    if field in WORDS and value and not places:
        where = "at this statement’s place in the text" if field == "content" else "in the statement’s content"
        return f"“{value}” does not stand {where}", "Copy the words from the source, character by character."
    if field == "content":
        name = f"{row['doc_id']}:{places[0][0]}-{places[-1][1]}"
        return (
            ("another statement has these words", "Drop one of them.")
            if name in taken - {row["statement_id"]}
            else None
        )
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
        pieces = (span.split("-") for span in row["spans"].split(LIST_SEPARATOR))
        found = [(text.find(value, int(start), int(end)), len(value)) for start, end in pieces]
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
    """Return a row with one field corrected, and what follows from it; nothing else is coded anew."""
    field, old = correction.field, row[correction.field]
    value = int(correction.value) if field == "stance" else correction.value
    by = correction.author, correction.date, correction.reason
    mark = "{}: {}, the coder had {} ({}, {}: {})".format(field, _named(value), _named(old), *by)
    new = row | {field: value, "corrected": BETWEEN.join(filter(None, [row["corrected"], mark]))}
    spans = LIST_SEPARATOR.join(f"{start}-{end}" for start, end in places)
    if field == "content":
        start, end = places[0][0], places[-1][1]
        new |= {"statement_id": f"{document.doc_id}:{start}-{end}", "start": start, "end": end, "spans": spans}
        return _without_lost_words(new, places)
    if field in WORDS:
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
        start, _, end = row[f"{field}_span"].partition("-")
        if end and not any(first <= int(start) and int(end) <= last for first, last in places):
            why = f"the coder had {_named(row[field])}, which is not in the corrected content"
            new |= {field: "", f"{field}_span": "", f"why_{field}": why}
    return new


def _named(value: str | int) -> str:
    """Return a value as a reader sees it."""
    return "none" if value == "" else str(value)
