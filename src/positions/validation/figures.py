"""The figures of ``score.py`` with 95% intervals: articles drawn with replacement (Efron 1979), percentiles."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from positions.coding import codebook
from positions.uncertainty import wilson
from positions.validation.judgements import SIGNS, WORDS

DRAWS = 2000
SEED = 20220729
RATES = {
    "speaker": "speaker",
    "speaker_country": "speaker country",
    "target": "target",
    "target_basis": "target basis",
    "institution": "institution",
    "quote_type": "quote type",
    "act": "act",
    "cue": "cue",
    "source": "source",
    "stance": "stance exact",
    "theme": "main theme",
}
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


def figures(counts: Counts) -> dict[str, np.ndarray]:
    """Return every figure of ``score.py``.

    Parameters
    ----------
    counts : mapping of str to ndarray
        Sums of the columns ``n …`` and ``right …`` of the judgements, one for each set of articles.

    Returns
    -------
    dict of str to ndarray
        Between 0 and 1; 0 where there is nothing to divide by, as in ``score.py``.
    """
    found: dict[str, np.ndarray] = {}
    for name, column in FOUND.items():
        hits = counts[column]
        precision, recall = ratio(hits, counts["n machine"]), ratio(hits, counts["n hand"])
        found |= {f"{name}: precision": precision, f"{name}: recall": recall}
        found[f"{name}: F1"] = ratio(2 * hits, counts["n machine"] + counts["n hand"])
    for field, name in RATES.items():
        found[name] = ratio(counts[f"right {field}"], counts["n paired"])
    found["act macro-F1"] = _macro(counts, "act", codebook().acts)
    found["stance 3-class macro-F1"] = _macro(counts, "sign", SIGNS)
    for field in ("themes", *WORDS):
        found[f"{field} micro-F1" if field == "themes" else f"{field} F1"] = _f1(counts, field)
    return found | {name: ratio(counts[right], cases(counts, name)) for name, (right, _) in CHECKS.items()}


def cases(counts: Counts, name: str) -> np.ndarray:
    """Return of how many cases a share of ``CHECKS`` is."""
    return sum(counts[part] for part in CHECKS[name][1])


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide, with 0 where there is nothing to divide by."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide, with nan where there is nothing to divide by: what is in no draw has no share."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def widened(k: int, n: int, low: float, high: float) -> tuple[float, float]:
    """Return an interval of a share, made no narrower than Wilson's.

    Drawing articles again knows nothing of errors that none of them has: of a share of nought it says nought.

    Parameters
    ----------
    k, n : int
        Of what the share is.
    low, high : float
        By drawing articles.
    """
    least, most = wilson(k, n)
    return min(low, least), max(high, most)


def _f1(counts: Counts, name: str) -> np.ndarray:
    """Return the F1 of one code."""
    tp, fp, fn = (counts[f"n {kind} {name}"] for kind in ("tp", "fp", "fn"))
    return ratio(2 * tp, 2 * tp + fp + fn)


def _macro(counts: Counts, name: str, codes: object) -> np.ndarray:
    """Return the mean of the F1 of the codes that the hand coding has."""
    scores, present = [], []
    for code in codes:
        scores.append(_f1(counts, f"{name} {code}"))
        present.append(np.asarray(counts[f"n tp {name} {code}"] + counts[f"n fn {name} {code}"]) > 0)
    return ratio((np.array(scores) * present).sum(axis=0), np.array(present).sum(axis=0))


def sums(judged: pd.DataFrame, files: list[str]) -> pd.DataFrame:
    """Return the counts of each article, one row for each, those without any statement among them."""
    columns = [name for name in judged.columns if name.partition(" ")[0] in ("n", "right")]
    return judged.groupby("file")[columns].sum().reindex(files, fill_value=0)


def drawn(articles: int, draws: int = DRAWS) -> np.ndarray:
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
    counts: pd.DataFrame, make: Callable[[Counts], dict[str, np.ndarray]] = figures
) -> dict[str, tuple[float, float, float]]:
    """Return figures with their intervals.

    Parameters
    ----------
    counts : DataFrame
        A row for each article (`sums`).
    make : callable
        Makes figures of sums over articles.

    Returns
    -------
    dict of str to tuple of float
        The figure, and the 2.5th and 97.5th percentile of it over the draws; nan where it is in no draw.
    """
    total = drawn(len(counts)) @ counts.to_numpy()
    made = make({name: total[:, i] for i, name in enumerate(counts.columns)})
    return {name: (values[0], *limits(values[1:])) for name, values in made.items()}


def limits(values: np.ndarray) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile."""
    known = values[~np.isnan(values)]
    return tuple(np.percentile(known, [2.5, 97.5])) if len(known) else (np.nan, np.nan)
