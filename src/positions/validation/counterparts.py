"""Whether the errors differ between the two counterparts, and by how much a share of either may be wrong."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from positions.countries import SIDES
from positions.validation.acceptance import nearest_themes, settled
from positions.validation.figures import Counts, drawn, limits, share, widened, with_intervals

COUNTERPARTS = SIDES.counterparts
WRONG = ("speaker", "act", "stance", "theme", "institution", "quote_type", "condition", "label")
CODINGS = ("hand", "machine")
PARTS = ("said", "heard")
LEAST = 5  # statements with a code below which its error is not told


def error_rates(judged: pd.DataFrame, files: list[str]) -> list[dict]:
    """Return the error rates of statements to, and of, either counterpart.

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.
    files : list of str
        The articles, those without statements among them.

    Returns
    -------
    list of dict
        ``part`` (said: by Pakistan to the counterpart; heard: by the counterpart), ``error``, ``side`` (a counterpart,
        or ``difference``: the first less the second), ``n`` (what it is a share of), ``value``, ``low``, ``high``
        (95%, articles drawn with replacement). Errors: *missed*, of the statements in the hand coding; *added* and *not
        usable*, of the machine's; the others, of those with right words: the code is not accepted.
    """
    rows = []
    for part in PARTS:
        counts = pd.concat([_counts(judged, part, side, files) for side in COUNTERPARTS], axis=1)
        whole = counts.sum()
        made = with_intervals(counts, _rates)
        for name, (value, low, high) in made.items():
            error, _, side = name.rpartition(" ")
            n = int(whole.get(f"of {error} {side}", 0))
            low, high = widened(round(n * value), n, low, high) if n else (low, high)
            numbers = {"n": n, "value": value, "low": low, "high": high}
            rows.append({"part": part, "error": error, "side": side} | numbers)
    return rows


def _counts(judged: pd.DataFrame, part: str, side: str, files: list[str]) -> pd.DataFrame:
    """Return errors and what they are of, one row for each article."""
    mine = judged[judged.machine_side == f"{part} {side}"]
    theirs = judged[judged.hand_side == f"{part} {side}"]
    paired = mine[mine.outcome == "paired"]
    found = {
        "of missed": theirs["n hand"],
        "missed": (theirs.outcome == "missed"),
        "of added": mine["n machine"],
        "added": (mine.outcome == "spurious"),
        "of not usable": mine["n machine"],
        "not usable": mine["n machine"] - mine["right usable"],
    }
    for code in WRONG:
        found |= {f"of {code}": paired["n paired"], code: 1 - paired[f"right {code}"]}
    table = {f"{name} {side}": column.groupby(judged.file).sum() for name, column in found.items()}
    return pd.DataFrame(table).reindex(files).fillna(0).astype("int64")


def _rates(counts: Counts) -> dict[str, np.ndarray]:
    """Return each error rate for either side, and the difference."""
    rates: dict[str, np.ndarray] = {}
    for error in ("missed", "added", "not usable", *WRONG):
        each = [share(counts[f"{error} {side}"], counts[f"of {error} {side}"]) for side in COUNTERPARTS]
        rates |= {f"{error} {side}": rate for side, rate in zip(COUNTERPARTS, each, strict=True)}
        rates[f"{error} difference"] = each[0] - each[1]
    return rates


def share_errors(judged: pd.DataFrame, files: list[str]) -> list[dict]:
    """Return by how much the machine's shares of codes differ from those of the hand coding, to either counterpart.

    Everything is in it: statements missed and added, codes and counterparts mistaken.

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.
    files : list of str
        The articles.

    Returns
    -------
    list of dict
        ``aspect``, ``code`` (as in `positions.comparison.counts`), for either counterpart the share by hand and by
        machine (``hand USA`` …), ``difference`` (the error of the first less that of the second), its ``low``
        and ``high`` (95%), and its standard deviation ``sd`` over draws of articles. Codes that fewer than five
        statements of either coding have are left out.
    """
    counts: dict[tuple, np.ndarray] = {}
    place = {file: i for i, file in enumerate(files)}
    for row in judged.itertuples():
        for coding in CODINGS:
            part, _, side = getattr(row, f"{coding}_side").partition(" ")
            for key in _keys(row, coding) if part == "said" else ():
                counts.setdefault((coding, side, *key), np.zeros(len(files)))[place[row.file]] += 1
    total = drawn(len(files)) @ np.column_stack(list(counts.values()))
    column = {name: total[:, i] for i, name in enumerate(counts)}
    rows = []
    for key in sorted({name[2:] for name in column} - {("statements", "")}):
        if row := _share_error(key, column):
            rows.append(row)
    return rows


def _share_error(key: tuple[str, str], column: dict[tuple, np.ndarray]) -> dict | None:
    """Return the row of one code; None when too few statements have it."""
    none = np.zeros(len(next(iter(column.values()))))
    n = {(coding, side): column.get((coding, side, *key), none) for coding in CODINGS for side in COUNTERPARTS}
    if max(sum(n[coding, side][0] for side in COUNTERPARTS) for coding in CODINGS) < LEAST:
        return None
    shares = {k: share(values, column[(*k, "statements", "")]) for k, values in n.items()}
    first, second = (shares["machine", side] - shares["hand", side] for side in COUNTERPARTS)
    low, high = limits((first - second)[1:])
    row = {"aspect": key[0], "code": key[1]}
    row |= {f"{coding} {side}": values[0] for (coding, side), values in shares.items()}
    return row | {"difference": (first - second)[0], "low": low, "high": high, "sd": np.nanstd((first - second)[1:])}


def _keys(row: object, coding: str) -> Iterable[tuple[str, str]]:
    """Return the codes a statement is counted under; where either code is accepted, the machine's."""
    record = getattr(row, coding)
    settle = coding == "hand" and row.outcome == "paired"
    yield "statements", ""
    yield "act", settled(record, row.machine, "act") if settle else record["act"]
    yield "stance", str(settled(record, row.machine, "stance") if settle else record["stance"])
    themes = nearest_themes(record, row.machine) if settle else record["themes"]
    yield from (("theme", theme) for theme in sorted(themes))
    for aspect, field in (("terms attached", "condition"), ("name given", "label")):
        words = settled(record, row.machine, field, bool) if settle else record[field]
        if words:
            yield aspect, ""
