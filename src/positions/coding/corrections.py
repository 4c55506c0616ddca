"""Corrections by readers, as they stand in ``corrections.yaml`` beside the documents (``seeds/README.md``)."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from positions import countries, data_files
from positions.attribution.speakers import STATE, UNKNOWN
from positions.coding.codebook import codebook
from positions.data_files import Node, lexicon
from positions.errors import InputError
from positions.schemas import LIST_SEPARATOR

REQUIRED = ("statement", "words", "field", "author", "date", "reason")
STATEMENT = re.compile(r".+:(?P<start>\d+)-(?P<end>\d+)")
DROP = "drop"
# Fields whose value is a code of the codebook, and those whose value is words of the text.
CODES = ("speaker_country", "institution", "quote_type", "target", "target_basis", "act", "stance")
WORDS = ("content", "condition", "label")
FREE = ("speaker", "office", "via")
BLANK = ("condition", "label", "office", "via")  # nothing is a value too: the text does not say
FIELDS = (*FREE, *CODES, "voice", "themes", *WORDS, DROP)
MOST_THEMES = 3


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
        Words of that statement, by which it is known again when the coder cuts it otherwise.
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
        """Return it as one that cannot be applied."""
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
    """Read files of corrections, one after the other (see `read`)."""
    return [correction for path in paths for correction in read(path)]


def read(path: Path) -> list[Correction]:
    """Read a file of corrections.

    Parameters
    ----------
    path : Path
        A list, each entry with `REQUIRED` and ``value``.

    Returns
    -------
    list of Correction
        All of them in order; one that is not whole says so in ``problem``, and the others are not touched by it.

    Raises
    ------
    InputError
        If the file is no YAML or no list: then no correction can be read, and a report without them would be wrong.
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
        raise InputError("", f"{given.statement!r} names no statement", remedy)
    _check_date(given.date)
    if given.field not in FIELDS:
        raise InputError("", f"unknown field {given.field!r}", f"Accepted: {', '.join(FIELDS)}.")
    if given.field == DROP:
        if given.value:
            raise InputError("", f"a statement is dropped, and {given.value!r} given as value", "Leave the value out.")
        return ""
    if not has_value or not (given.value or given.field in BLANK):
        raise InputError("", f"no value is given for {given.field}", "Give what the field should hold.")
    return _READERS.get(given.field, _as_it_is)(given.field, given.value)


def _check_date(text: str) -> None:
    """Refuse what is no day of the calendar."""
    try:
        is_date = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_date = False
    if not is_date:
        raise InputError("", f"its date, {text!r}, is none", "Give year-month-day, as in 2026-11-24.")


def _as_it_is(field: str, value: str) -> str:
    """Return a value as it is written."""
    return value


def _code(field: str, value: str) -> str:
    """Return a code of the codebook, or a country with a profile; a stance may be written with its sign."""
    if field in ("speaker_country", "target") and value in countries.codes():
        return value
    plain = value.replace("−", "-").removeprefix("+") if field == "stance" else value
    return codebook().check(field, plain).code


def _themes(field: str, value: str) -> str:
    """Return themes joined as in the tables; they may be given as a list or with commas."""
    listed = [theme.strip() for theme in re.split("[;,]", value)]
    known = [codebook().check("theme", theme).code for theme in listed]
    if len(known) > MOST_THEMES or len(set(known)) < len(known):
        raise InputError("", f"{value!r} is not one to {MOST_THEMES} different themes", "Keep the main ones.")
    return LIST_SEPARATOR.join(known)


def _voice(field: str, value: str) -> str:
    """Return for whom a speaker speaks."""
    accepted = (STATE, *lexicon("attribution", "speakers")["voices"], UNKNOWN)
    if value not in accepted:
        raise InputError("", f"voice {value!r} is unknown", f"Accepted: {', '.join(accepted)}.")
    return value


_READERS: dict[str, Callable[[str, str], str]] = dict.fromkeys(CODES, _code) | {"themes": _themes, "voice": _voice}
