"""Agreement between codings: Krippendorff's alpha with an interval, on statements that both found.

References
----------
Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12 (nominal and ordinal metric).
Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1-26.
"""

from collections.abc import Mapping, Sequence

import krippendorff
import numpy as np

from positions.validation.acceptance import verdicts
from positions.validation.figures import drawn, limits, ratio
from positions.validation.matching import Matched, matched

LEVELS = {
    "speaker_country": "nominal",
    "institution": "nominal",
    "quote_type": "nominal",
    "target": "nominal",
    "target_basis": "nominal",
    "themes": "nominal",
    "act": "nominal",
    "stance": "ordinal",
}
DRAWS = 500  # of articles, for each alpha
Coding = Mapping[str, list[dict]]


def agreement(one: Coding, other: Coding, texts: Mapping[str, str]) -> list[dict]:
    """Return how far two codings agree.

    Parameters
    ----------
    one, other : mapping of str to list of dict
        Records by file name.
    texts : mapping of str to str
        The articles.

    Returns
    -------
    list of dict
        For finding statements at all (``code`` statement, the F1), for statements with speaker, country, target and
        act alike (``usable``, the F1), and for each code (alpha; of the themes the main one): ``code``, ``level``,
        ``units`` (statements both found), ``value``, ``low``, ``high`` (95%, articles drawn with replacement).
    """
    found = [matched(_all(one[file]), _all(other[file]), text) for file, text in texts.items()]
    counts = np.array([_counts(m) for m in found])
    sums = drawn(len(found), DRAWS) @ counts
    units = int(counts[:, 0].sum())
    rows = [
        _row(name, "F1", units, ratio(2 * sums[:, i], sums[:, 2])) for i, name in enumerate(("statement", "usable"))
    ]
    article = np.repeat(np.arange(len(found)), counts[:, 0])
    weights = drawn(len(found), DRAWS)[:, article]
    pairs = [pair for m in found for pair in m.pairs]
    for code, level in LEVELS.items():
        units = value_counts([(_value(pair.hand, code), _value(pair.other, code)) for pair in pairs])
        values = np.array([alpha(np.repeat(units, times, axis=0), level) for times in weights])
        rows.append(_row(code, level, len(pairs), values))
    return rows


def _counts(found: Matched) -> tuple[int, int, int]:
    """Return the statements in both codings, those usable among them, and the statements of both in all."""
    usable = sum(verdicts(pair.hand, pair.other)["usable"] for pair in found.pairs)
    return len(found.pairs), usable, 2 * len(found.pairs) + len(found.missed) + len(found.spurious)


def value_counts(pairs: Sequence[tuple]) -> np.ndarray:
    """Return how often each code was given to each unit.

    Parameters
    ----------
    pairs : sequence of tuple
        The two codes of each unit.

    Returns
    -------
    ndarray
        Shape (units, codes), codes in their natural order.
    """
    domain = {code: i for i, code in enumerate(sorted({code for pair in pairs for code in pair}))}
    counts = np.zeros((len(pairs), len(domain)))
    for unit, pair in enumerate(pairs):
        for code in pair:
            counts[unit, domain[code]] += 1
    return counts


def alpha(counts: np.ndarray, level: str) -> float:
    """Return Krippendorff's alpha.

    Parameters
    ----------
    counts : ndarray
        Shape (units, codes).
    level : str
        ``nominal`` or ``ordinal``.

    Returns
    -------
    float
        1 is agreement, 0 what chance gives; nan when all codes are the same, since then nothing can be told.
    """
    if (counts.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement=level))


def _all(records: list[dict]) -> list[dict]:
    """Return records without the mark of what one reading alone has."""
    return [{key: value for key, value in record.items() if key != "optional"} for record in records]


def _value(record: dict, code: str) -> object:
    """Return the code of a record, of its themes the main one."""
    return (record["themes"] or [""])[0] if code == "themes" else record[code]


def _row(code: str, level: str, units: int, values: np.ndarray) -> dict:
    """Return one row."""
    low, high = limits(values[1:])
    return {"code": code, "level": level, "units": units, "value": values[0], "low": low, "high": high}
