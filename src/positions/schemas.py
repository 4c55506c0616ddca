"""The tables that pass from package to package, column by column, and the types their columns have in files.

Within the program every table is flat (text and whole numbers). A list of codes is one text joined by ``"; "``, the
pieces of an interrupted content are joined by ``" […] "``, and blank text means that the source does not say.

``schemas.yaml`` declares what each column means and its real type. `typed` gives a flat table these types, dates and
lists among them, for a file or a reader; `flat` is its inverse.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
import pandas as pd

from positions import data_files

LIST_SEPARATOR = "; "
PIECE_SEPARATOR = " […] "
# The columns of exact words in STATEMENTS, each with the column of their places.
PLACES = {
    "content": "spans",
    "source": "source_span",
    "cue": "cue_span",
    "condition": "condition_span",
    "label": "label_span",
}
STATED = "_stated"  # behind the name of a date or time: the column with all that is known of it, as text


@dataclass(frozen=True)
class Column:
    """What ``schemas.yaml`` declares of a column.

    Attributes
    ----------
    means : str
        What its values mean.
    type : str
        ``text``, ``number``, ``code``, ``list``, ``date``, ``time``, ``span`` or ``spans``.
    unit : str
        Of a number or a place; blank when it has none.
    values : sequence of str
        Those allowed, in order, where they are not codes.
    codes : str
        The field of the codebook that has those allowed.
    stated : bool
        Whether a typed table has beside it a column of text with all that is known.
    """

    means: str
    type: str = "text"
    unit: str = ""
    values: Sequence[str] = ()
    codes: str = ""
    stated: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values allowed, in order; empty when any is."""
        return tuple(data_files.lexicon("coding", "codebook")["fields"][self.codes] if self.codes else self.values)


def write_spans(spans: Iterable[tuple[int, int]]) -> str:
    """Return places in a text as the tables write them: ``653-803; 810-820``."""
    return LIST_SEPARATOR.join(f"{start}-{end}" for start, end in spans)


def read_spans(written: str) -> list[tuple[int, int]]:
    """Return places in a text as the tables write them, each as its start and its end."""
    pairs = (place.split("-") for place in written.split(LIST_SEPARATOR) if place)
    return [(int(start), int(end)) for start, end in pairs]


@dataclass(frozen=True)
class Schema:
    """The columns of a table, in order, with their types.

    Parameters
    ----------
    name : str
        What one row is, in the plural.
    columns : dict of str to type
        ``str`` or ``int`` for each column; neither may be missing in a row.
    declared : dict of str to Column
        What is declared of each column; empty for a table that stays within the program.
    """

    name: str
    columns: dict[str, type]
    declared: dict[str, Column] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, declared: dict[str, Column]) -> "Schema":
        """Return the schema of a table whose columns are declared."""
        kinds = {column: int if about.type == "number" else str for column, about in declared.items()}
        return cls(name, kinds, declared)

    @property
    def types(self) -> dict[str, str]:
        """The columns of the typed table, each with its type."""
        found = {}
        for name, about in self.declared.items():
            found |= {name: about.type} | ({name + STATED: "text"} if about.stated else {})
        return found

    def table(self, rows: Sequence | pd.DataFrame) -> pd.DataFrame:
        """Make the table from rows, one dict for each, keys as the columns, or of a frame that has the columns."""
        frame = pd.DataFrame(rows, columns=list(self.columns)).reset_index(drop=True)
        return self.check(frame.astype(self.columns))

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the table as it is, or say which column breaks the schema.

        Raises
        ------
        TypeError
            If a column is missing, unknown, out of order, of another type or has missing values.
        """
        if list(frame.columns) != list(self.columns):
            missing = [c for c in self.columns if c not in frame.columns]
            unknown = [c for c in frame.columns if c not in self.columns]
            raise TypeError(f"{self.name}: columns missing {missing}, unknown {unknown}, or in another order")
        for column, kind in self.columns.items():
            is_right = pd.api.types.is_integer_dtype if kind is int else pd.api.types.is_string_dtype
            if not is_right(frame[column]) or frame[column].isna().any():
                raise TypeError(f"{self.name}: column {column!r} is not wholly {kind.__name__}")
        return frame

    def dictionary(self, table: str) -> list[dict[str, str]]:
        """Describe each column of the typed table, in order: the rows of a data dictionary.

        Parameters
        ----------
        table : str
            The table's name in it.
        """
        told, rows = data_files.lexicon("", "schemas"), []
        for name, about in self.declared.items():
            row = {"table": table, "column": name, "type": f"{about.type}: {told['types'][about.type]}"}
            row |= {"unit": about.unit, "values": LIST_SEPARATOR.join(about.allowed), "meaning": about.means}
            rows.append(row)
            if about.stated:
                means = told["stated"].format(column=name, example=told["examples"][about.type])
                row = {"column": name + STATED, "type": f"text: {told['types']['text']}", "meaning": means}
                rows.append(rows[-1] | row)
        return rows


def typed(frame: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Give a flat table its real types.

    Parameters
    ----------
    frame : DataFrame
        With the schema.
    schema : Schema
        One that is declared in ``schemas.yaml``.

    Returns
    -------
    DataFrame
        Codes are categories, with the allowed values in their order first. Lists are lists of str, a span is a pair
        of int and spans a list of pairs. Dates are ``datetime64[s]`` and times the same in UTC, missing where the whole
        is not known, with all that is known as text beside them (`STATED`). What is blank is missing, but for text
        and lists.
    """
    schema.check(frame)
    made: dict[str, object] = {}
    for name, about in schema.declared.items():
        texts = frame[name]
        made[name] = pd.Series(TYPED[about.type](texts, about) if about.type in TYPED else texts, index=frame.index)
        if about.stated:
            made[name + STATED] = texts
    return pd.DataFrame(made, index=frame.index, columns=list(schema.types))


def flat(frame: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return a typed table as flat as it was (the inverse of `typed`).

    Parameters
    ----------
    frame : DataFrame
        Typed, or as a file has it: text that `typed` would make of it is understood, and other columns are left out.
    schema : Schema
        One that is declared in ``schemas.yaml``.
    """
    columns = {}
    for name, about in schema.declared.items():
        column = frame[name + STATED if about.stated else name]
        is_number = about.type == "number"
        texts = column if is_number else pd.Series([*map(written, column)], index=frame.index)
        columns[name] = texts.astype("int64" if is_number else "str")
    return schema.check(pd.DataFrame(columns, index=frame.index, columns=list(schema.columns)))


def written(value: object) -> str:
    """Return a value of a typed table as a flat table, and a CSV file, have it."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):  # a Timestamp, and NaT, is one
        has_clock = isinstance(value, datetime) and value.tzinfo is not None
        return "" if value is pd.NaT else value.isoformat() if has_clock else value.isoformat().partition("T")[0]
    if isinstance(value, np.ndarray):  # as pandas itself reads a list of a Parquet file
        return written(value.tolist())
    if isinstance(value, list | tuple):
        is_pair = bool(value) and isinstance(value[0], int | np.integer)
        return "-".join(map(str, value)) if is_pair else LIST_SEPARATOR.join(map(written, value))
    return ""


ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _codes(texts: pd.Series, about: Column) -> pd.Categorical:
    """Return codes as categories: those allowed, then what else there is."""
    other = sorted(set(texts) - set(about.allowed) - {""})
    return pd.Categorical(texts.mask(texts == ""), categories=[*about.allowed, *other])


def _dates(texts: pd.Series, about: Column) -> np.ndarray:
    """Return the days of ISO texts."""
    return np.array([_read(date.fromisoformat, text) for text in texts], dtype="datetime64[s]")


def _times(texts: pd.Series, about: Column) -> pd.DatetimeIndex:
    """Return the instants of ISO texts that tell their distance from UTC."""
    found = (_read(datetime.fromisoformat, text) for text in texts)
    instants = [np.datetime64(int(one.timestamp()), "s") if one and one.tzinfo else None for one in found]
    return pd.DatetimeIndex(np.array(instants, dtype="datetime64[s]")).tz_localize("UTC")


def _read(reader: Callable[[str], date], text: str) -> date | None:
    """Return what an ISO text tells; None where it tells no whole day, or one that no calendar has."""
    try:
        return reader(text) if ISO_DAY.match(text) else None
    except ValueError:
        return None


TYPED: dict[str, Callable[[pd.Series, Column], Iterable]] = {
    "code": _codes,
    "date": _dates,
    "time": _times,
    "list": lambda texts, about: [text.split(LIST_SEPARATOR) if text else [] for text in texts],
    "span": lambda texts, about: [next(iter(read_spans(text)), None) for text in texts],
    "spans": lambda texts, about: [read_spans(text) for text in texts],
}


def _tables() -> dict[str, dict[str, Column]]:
    """Return the columns that ``schemas.yaml`` declares, by table."""
    declared = data_files.lexicon("", "schemas")["tables"]
    return {table: {name: Column(**about) for name, about in columns.items()} for table, columns in declared.items()}


_DECLARED = _tables()
TABLES = {name: Schema.of(name.replace("_", " "), columns) for name, columns in _DECLARED.items()}
DOCUMENTS, STATEMENTS, ENGAGEMENTS = TABLES["documents"], TABLES["statements"], TABLES["engagements"]
LEFT_OUT, CARRIERS, CORRECTIONS = TABLES["left_out"], TABLES["carriers"], TABLES["corrections"]
