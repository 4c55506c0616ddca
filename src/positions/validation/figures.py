"""Figures of accuracy with 95% intervals, and the agreement of codings.

Two codings of some articles come in; `judge_statements` puts all that was found, missed and added into one table, and
every figure is a sum over its rows. Figures are those of ``score.py``; for their intervals articles are drawn with
replacement (percentiles). Agreement is Krippendorff's alpha, on the statements that both codings found.

References
----------
Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12 (nominal and ordinal metric).
Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1-26.
"""

from collections.abc import Callable, Mapping, Sequence

import krippendorff
import numpy as np
import pandas as pd

from positions.attribution.statements import CONTEXT
from positions.coding import codebook
from positions.countries import SIDES
from positions.statistics import wilson_interval
from positions.validation.hand_coding import part_of
from positions.validation.matching import (
    Matched,
    Pair,
    accepted_codes,
    is_hit,
    judge_fields,
    main_code,
    match_statements,
    nearest_themes,
    settle_code,
)

WORDED_FIELDS = ("condition", "label", "via")
SIGNS = (-1, 0, 1)
STRONG = 2  # the stance that is strongly favourable


def judge_statements(
    hand: Mapping[str, list[dict]], machine: Mapping[str, list[dict]], texts: Mapping[str, str]
) -> pd.DataFrame:
    """Compare two codings of some articles.

    Parameters
    ----------
    hand, machine : mapping of str to list of dict
        Records by file name.
    texts : mapping of str to str
        The articles.

    Returns
    -------
    DataFrame
        A row for each statement found in both (``outcome`` paired), in the hand coding alone (missed), in the
        machine's alone (spurious): ``file``, ``part``, ``outcome``, ``hand`` and ``machine`` (the records, None where
        there is none), ``hand_side`` and ``machine_side`` (as `side_of`), a column ``right NAME`` for each code, and
        the counts that the figures need, 0 or 1 in most; ``n coded …`` counts all that the machine codes so.
    """
    rows = []
    for file, text in texts.items():
        found = match_statements(hand[file], machine[file], text)
        rows += [_paired_row(file, pair) for pair in found.pairs]
        rows += [_judgement_row(file, "missed", row, None) for row in found.missed]
        rows += [_judgement_row(file, "spurious", None, row) for row in found.spurious]
    table = pd.DataFrame(rows)
    counts = [column for column in table.columns if column.partition(" ")[0] in ("n", "right")]
    return table.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64"))


def side_of(record: dict) -> str:
    """Return the part and the counterpart of a statement: ``said USA``, ``heard CHN``, ``joint USA``, else blank.

    It is also blank for a row of the machine's whose counterpart only the context tells: a comparison shows it apart.
    """
    country, target = record["speaker_country"], record["target"]
    if is_context(record):
        return ""
    if country == SIDES.actor and target in SIDES.counterparts:
        return f"said {target}"
    if country in SIDES.counterparts:
        return f"heard {country}"
    return f"joint {target}" if country == "JOINT" and target in SIDES.counterparts else ""


def is_context(record: dict) -> bool:
    """Tell whether the counterpart of a row of the machine's is known from the context alone (codebook 1.2)."""
    return record.get("row", record).get("target_basis") == CONTEXT


def _judgement_row(file: str, outcome: str, hand: dict | None, machine: dict | None) -> dict:
    """Return what every row has."""
    row = {"file": file, "part": part_of(file), "outcome": outcome, "hand": hand, "machine": machine}
    row |= {"hand_side": side_of(hand) if hand else "", "machine_side": side_of(machine) if machine else ""}
    row |= {"n hand": int(hand is not None), "n machine": int(machine is not None), "n paired": 0}
    if machine:
        stance = machine["stance"]
        row |= {"n coded criticise": int(machine["act"] == "criticise"), "n coded unfavourable": int(stance < 0)}
        row["n coded strong"] = int(stance == STRONG)
    return row


def _paired_row(file: str, pair: Pair) -> dict:
    """Return the row of a statement that both codings have."""
    hand, machine = pair.hand, pair.other
    row = _judgement_row(file, "paired", hand, machine) | {"n paired": 1}
    row["hand_side"] = "" if is_context(machine) else row["hand_side"]  # counted in neither coding
    row |= {"n strict": int(pair.is_same), "n at 0.8": int(pair.overlap >= 0.8)}
    row |= {f"right {name}": int(is_right) for name, is_right in judge_fields(hand, machine).items()}
    row["n tp strong"] = int(machine["stance"] == STRONG and STRONG in accepted_codes(hand, "stance"))
    acts = settle_code(hand, machine, "act"), machine["act"]
    signs = sign_of(settle_code(hand, machine, "stance", sign_of)), sign_of(machine["stance"])
    for name, (ours, theirs), codes in (("act", acts, codebook().acts), ("sign", signs, SIGNS)):
        for code in codes:
            row |= _counts(f"{name} {code}", ours == code, theirs == code, ours == theirs == code)
    near, own = nearest_themes(hand, machine), set(machine["themes"])
    row |= {"n tp themes": len(near & own), "n fp themes": len(own - near), "n fn themes": len(near - own)}
    for field in WORDED_FIELDS:
        is_coded = all(accepted_codes(hand, field)), bool(machine[field])
        row |= _counts(field, *is_coded, is_hit(hand, machine, field))
    return row


def _counts(name: str, ours: bool, theirs: bool, both: bool) -> dict[str, int]:
    """Return what an F1 is made of: whether hand coding has something, whether the machine, and whether they agree."""
    counts = {"tp": both, "fp": theirs and not both, "fn": ours and not both}
    return {f"n {kind} {name}": int(is_so) for kind, is_so in counts.items()}


def sign_of(stance: int | None) -> int | None:
    """Return the sign of a stance."""
    return None if stance is None else (stance > 0) - (stance < 0)


DRAWS = 2000
SEED = 20220729
RATED = ("speaker", "speaker_country", "target", "target_basis", "institution", "quote_type", "act", "cue", "source")
# The figures of fields, by what each is called there.
RATES = {field: field.replace("_", " ") for field in RATED} | {"stance": "stance exact", "theme": "main theme"}
FOUND = {
    "content strict": "n strict",
    "content at 0.8": "n at 0.8",
    "content at 0.5": "n paired",
    "usable": "right usable",
}
# Shares that the report asks for before it shows what they are of: what is right, and what adds up to all cases. Of
# acts and stances all statements count that the machine codes so: one that the hand coding does not have is wrong.
CHECKS = {
    "terms: precision": ("n tp condition", ("n tp condition", "n fp condition")),
    "terms: recall": ("n tp condition", ("n tp condition", "n fn condition")),
    "criticism: precision": ("n tp act criticise", ("n coded criticise",)),
    "unfavourable stance: precision": ("n tp sign -1", ("n coded unfavourable",)),
    "strongly favourable stance: precision": ("n tp strong", ("n coded strong",)),
}

Counts = Mapping[str, np.ndarray]


def compute_figures(counts: Counts) -> dict[str, np.ndarray]:
    """Return every figure of ``score.py``.

    Parameters
    ----------
    counts : mapping of str to ndarray
        Sums of the columns ``n …`` and ``right …`` of the judgements, one for each set of articles.

    Returns
    -------
    dict of str to ndarray
        Between 0 and 1; 0 if there is nothing to divide by, as in ``score.py``.
    """
    found: dict[str, np.ndarray] = {}
    for name, column in FOUND.items():
        hits = counts[column]
        precision, recall = ratio_or_zero(hits, counts["n machine"]), ratio_or_zero(hits, counts["n hand"])
        found |= {f"{name}: precision": precision, f"{name}: recall": recall}
        found[f"{name}: F1"] = ratio_or_zero(2 * hits, counts["n machine"] + counts["n hand"])
    for field, name in RATES.items():
        found[name] = ratio_or_zero(counts[f"right {field}"], counts["n paired"])
    found["act macro-F1"] = _macro(counts, "act", codebook().acts)
    found["stance 3-class macro-F1"] = _macro(counts, "sign", SIGNS)
    for field in ("themes", *WORDED_FIELDS):
        found[f"{field} micro-F1" if field == "themes" else f"{field} F1"] = _f1(counts, field)
    return found | {
        name: ratio_or_zero(counts[right], count_cases(counts, name)) for name, (right, _) in CHECKS.items()
    }


def count_cases(counts: Counts, name: str) -> np.ndarray:
    """Return the number of cases behind a share of ``CHECKS``."""
    return sum(counts[part] for part in CHECKS[name][1])


def ratio_or_zero(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide; 0 if there is nothing to divide by."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def share_or_nan(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide; nan if there is nothing to divide by, since what is in no draw has no share."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def widen_to_wilson(k: int, n: int, low: float, high: float) -> tuple[float, float]:
    """Return an interval of a share, made no narrower than Wilson's.

    Drawing articles again cannot show errors that none of them has: a share of 0 would get an interval of 0.

    Parameters
    ----------
    k, n : int
        Numerator and denominator of the share; without the latter the limits stay.
    low, high : float
        The limits by drawing articles.
    """
    least, most = wilson_interval(k, n) if n else (low, high)
    return min(low, least), max(high, most)


def _f1(counts: Counts, name: str) -> np.ndarray:
    """Return the F1 of one code."""
    tp, fp, fn = (counts[f"n {kind} {name}"] for kind in ("tp", "fp", "fn"))
    return ratio_or_zero(2 * tp, 2 * tp + fp + fn)


def _macro(counts: Counts, name: str, codes: object) -> np.ndarray:
    """Return the mean of the F1 of the codes that the hand coding has."""
    scores, present = [], []
    for code in codes:
        scores.append(_f1(counts, f"{name} {code}"))
        present.append(np.asarray(counts[f"n tp {name} {code}"] + counts[f"n fn {name} {code}"]) > 0)
    return ratio_or_zero((np.array(scores) * present).sum(axis=0), np.array(present).sum(axis=0))


def sum_by_article(judged: pd.DataFrame, files: list[str]) -> pd.DataFrame:
    """Return the counts of each article, one row for each, those without any statement among them."""
    columns = [name for name in judged.columns if name.partition(" ")[0] in ("n", "right")]
    return judged.groupby("file")[columns].sum().reindex(files, fill_value=0)


def draw_articles(articles: int, draws: int = DRAWS) -> np.ndarray:
    """Return how often each article is in each draw: first the articles as they are, then the draws.

    Returns
    -------
    ndarray
        Shape (1 + draws, articles), the same at each call.
    """
    chance = np.random.default_rng(SEED)
    weights = chance.multinomial(articles, [1 / articles] * articles, size=draws)
    return np.vstack([np.ones((1, articles), dtype=weights.dtype), weights])


def with_intervals(
    counts: pd.DataFrame, make: Callable[[Counts], dict[str, np.ndarray]] = compute_figures
) -> dict[str, tuple[float, float, float]]:
    """Return figures with their intervals.

    Parameters
    ----------
    counts : DataFrame
        A row for each article (`sum_by_article`).
    make : callable
        Makes figures of sums over articles.

    Returns
    -------
    dict of str to tuple of float
        The figure, and the 2.5th and 97.5th percentile of it over the draws; nan if it is in no draw.
    """
    total = draw_articles(len(counts)) @ counts.to_numpy()
    made = make({name: total[:, i] for i, name in enumerate(counts.columns)})
    return {name: (values[0], *percentile_limits(values[1:])) for name, values in made.items()}


def percentile_limits(values: np.ndarray) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile."""
    known = values[~np.isnan(values)]
    return tuple(np.percentile(known, [2.5, 97.5])) if len(known) else (np.nan, np.nan)


NOMINAL = ("speaker_country", "institution", "quote_type", "target", "target_basis", "themes", "act")
MEASUREMENT_LEVELS = dict.fromkeys(NOMINAL, "nominal") | {"stance": "ordinal"}
ALPHA_DRAWS = 500  # of articles, for each alpha
Coding = Mapping[str, list[dict]]


def measure_agreement(one: Coding, other: Coding, texts: Mapping[str, str]) -> list[dict]:
    """Return the agreement of two codings.

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
    found = [match_statements(*map(_without_marks, (one[file], other[file])), text) for file, text in texts.items()]
    counts = np.array([_found_counts(m) for m in found])
    sums = draw_articles(len(found), ALPHA_DRAWS) @ counts
    units = int(counts[:, 0].sum())
    rows = [
        _agreement_row(name, "F1", units, ratio_or_zero(2 * sums[:, i], sums[:, 2]))
        for i, name in enumerate(("statement", "usable"))
    ]
    article = np.repeat(np.arange(len(found)), counts[:, 0])
    weights = draw_articles(len(found), ALPHA_DRAWS)[:, article]
    pairs = [pair for m in found for pair in m.pairs]
    for code, level in MEASUREMENT_LEVELS.items():
        units = count_values([(main_code(pair.hand[code]), main_code(pair.other[code])) for pair in pairs])
        values = np.array([krippendorff_alpha(np.repeat(units, times, axis=0), level) for times in weights])
        rows.append(_agreement_row(code, level, len(pairs), values))
    return rows


def _found_counts(found: Matched) -> tuple[int, int, int]:
    """Return the statements in both codings, those usable among them, and the statements of both in all."""
    usable = sum(judge_fields(pair.hand, pair.other)["usable"] for pair in found.pairs)
    return len(found.pairs), usable, 2 * len(found.pairs) + len(found.missed) + len(found.spurious)


def count_values(pairs: Sequence[tuple]) -> np.ndarray:
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
    return np.array([np.bincount([domain[code] for code in pair], minlength=len(domain)) for pair in pairs])


def krippendorff_alpha(counts: np.ndarray, level: str) -> float:
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


def _without_marks(records: list[dict]) -> list[dict]:
    """Return records without the mark of what one reading alone has."""
    return [{key: value for key, value in record.items() if key != "optional"} for record in records]


def _agreement_row(code: str, level: str, units: int, values: np.ndarray) -> dict:
    """Return one row."""
    low, high = percentile_limits(values[1:])
    return {"code": code, "level": level, "units": units, "value": values[0], "low": low, "high": high}
