"""The figures of the evaluation as the project stores them (``measured.json``), and what they allow.

They contain no words of an article, and can be read without ``../shared``. A code is shown by itself only if it is
right often enough on articles kept apart (`checked`).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

STORED_FILE = Path(__file__).with_name("measured.json")
DIGITS = 3


@dataclass(frozen=True)
class Stored:
    """What was measured, and on what.

    Attributes
    ----------
    stamp : dict
        ``codebook`` (version), ``articles``, ``with_statements``, ``statements`` (of the hand coding) for each part and
        all, ``hand`` and ``machine`` (sha256 of the hand coding and of what the program made of it).
    tables : dict of str to DataFrame
        By name (`evaluation.measure`). The functions that make them say what each holds.
    """

    stamp: dict
    tables: Mapping[str, pd.DataFrame]

    def figure(self, name: str, part: str = "all") -> tuple[float, float, float]:
        """Return a figure with its interval.

        Parameters
        ----------
        name : str
            As in ``score.py``: "usable: F1", "speaker".
        part : str
            ``another month``, ``other outlets`` (what the network was not trained on), or ``all`` of both.
        """
        row = self._row(name, part)
        return row.value, row.low, row.high

    def cases(self, name: str, part: str = "all") -> int:
        """Return the number of cases behind a figure (`figures.CHECKS`); parameters as for `figure`."""
        return int(self._row(name, part).n)

    def _row(self, name: str, part: str) -> pd.Series:
        """Return the row of a figure."""
        table = self.tables["figures"]
        return table[(table.figure == name) & (table.part == part)].iloc[0]


@cache
def stored() -> Stored:
    """Return the figures stored in the project."""
    found = json.loads(STORED_FILE.read_text(encoding="utf-8"))
    return Stored(found.pop("stamp"), {name: pd.DataFrame(rows) for name, rows in found.items()})


def as_json(stamp: dict, tables: Mapping[str, list[dict]]) -> str:
    """Return the figures as they are stored: JSON, a row of a table to a line, numbers to three decimals.

    Parameters
    ----------
    stamp : dict
    tables : mapping of str to list of dict
        By name.
    """
    parts = [f'"stamp": {json.dumps(stamp)}']
    for name, rows in tables.items():
        lines = ",\n".join("  " + json.dumps({key: _plain(value) for key, value in row.items()}) for row in rows)
        parts.append(f'"{name}": [\n{lines}\n ]')
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def _plain(value: object) -> object:
    """Return a number rounded; nothing if there is none."""
    if not hasattr(value, "__float__") or isinstance(value, int):
        return value
    return None if math.isnan(value) else round(float(value), DIGITS) + 0.0


LEAST_RIGHT = 0.8  # of what is shown has to be right
ENOUGH_CASES = 20  # cases: of fewer the interval of such a share is wider than a third


class Check(NamedTuple):
    """How often a code is right on the articles kept apart.

    Attributes
    ----------
    value, low, high : float
        The share, with its 95% interval.
    n : int
        Of how many cases.
    """

    value: float
    low: float
    high: float
    n: int

    @property
    def is_enough(self) -> bool:
        """Tell whether there are enough cases to tell."""
        return self.n >= ENOUGH_CASES

    @property
    def holds(self) -> bool:
        """Tell whether enough cases show that it is right often enough."""
        return self.is_enough and self.value >= LEAST_RIGHT


def checked(name: str, measured: Stored | None = None) -> Check:
    """Return a stored share with the number of its cases.

    Parameters
    ----------
    name : str
        Of `figures.CHECKS`, as ``criticism: precision``.
    measured : Stored, optional
        What was measured; the figures of the project when not given.
    """
    measured = measured or stored()
    value, low, high = map(float, measured.figure(name))
    return Check(value, low, high, measured.cases(name))


def terms_hold(measured: Stored | None = None) -> bool:
    """Tell whether terms are distinguished from other qualifiers well enough to be reported as findings.

    Parameters
    ----------
    measured : Stored, optional
        As for `checked`.
    """
    return checked("terms: precision", measured).holds
