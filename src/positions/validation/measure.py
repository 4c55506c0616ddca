"""Everything the validation measures, in one go, from the hand coding beside the project."""

import hashlib
import json

import pandas as pd
import yaml

from positions.coding import codebook, confidence
from positions.validation import calibration
from positions.validation.agreement import agreement
from positions.validation.confusion import confusions, kinds
from positions.validation.counterparts import error_rates, share_errors
from positions.validation.figures import CHECKS, cases, share, sums, widened, with_intervals
from positions.validation.handcoding import PARTS, HandCoding, part
from positions.validation.judgements import judgements
from positions.validation.store import written
from positions.validation.training import GOALS, Trained, as_stored, trained

THRESHOLDS = (0, 50, 60, 70, 80, 85)  # per cent
READINGS = {"first": "first reading", "second": "second reading", "machine": "machine"}


def measure(hand: HandCoding, lessons: HandCoding | None) -> tuple[str, str]:
    """Measure, and fit the confidences.

    Parameters
    ----------
    hand : HandCoding
        The articles kept apart: every figure is of them.
    lessons : HandCoding or None
        The other articles, to which the weights of the confidences are fitted; None leaves the weights as stored.

    Returns
    -------
    tuple of str
        What ``measured.json`` and ``coding/confidence.yaml`` shall hold.
    """
    machine, texts = hand.machine(), hand.texts()
    judged, files = judgements(hand.merged, machine, texts), list(texts)
    if lessons:
        models = trained(judgements(lessons.merged, lessons.machine(), lessons.texts()), judged)
    else:
        models = as_stored(judged)
    codings = {"first": hand.first, "second": hand.second, "machine": machine}
    twice = {file: text for file, text in texts.items() if file in hand.second}
    tables = {
        "figures": [row for name in (*PARTS, "all") for row in _figures(judged, files, name)],
        "error_rates": error_rates(judged, files),
        "share_errors": share_errors(judged, files),
        "kinds": kinds(judged, {document.file: document for document in hand.documents}),
        "confusions": confusions(judged),
        "agreement": [
            {"one": READINGS[one], "other": READINGS[other]} | row
            for one, other in (("first", "second"), ("first", "machine"), ("second", "machine"))
            for row in agreement(codings[one], codings[other], twice)
        ],
        "calibration": [_calibration(column, found) for column, found in models.items()],
        "reliability": [row for column, found in models.items() for row in _reliability(column, found)],
        "thresholds": [_threshold(models[confidence.STATEMENT].checked, least, files) for least in THRESHOLDS],
    }
    return written(_stamp(hand, judged, machine), tables), weights(models)


def of_part(files: list[str], name: str) -> list[str]:
    """Return the articles of a part, or all."""
    return [file for file in files if name in (part(file), "all")]


def _figures(judged: pd.DataFrame, files: list[str], name: str) -> list[dict]:
    """Return the figures of a part; those that decide what is shown with the number of their cases."""
    counts = sums(judged, of_part(files, name))
    rows = []
    for figure, (value, *limits) in with_intervals(counts).items():
        n = int(cases(counts.sum(), figure)) if figure in CHECKS else None
        low, high = widened(round(value * n), n, *limits) if n else limits
        rows.append({"part": name, "figure": figure, "value": value, "low": low, "high": high, "n": n})
    return rows


def _calibration(column: str, found: Trained) -> dict:
    """Return how well one confidence is calibrated on the articles kept apart."""
    chance, is_right = found.checked.confidence.to_numpy(), found.checked.is_right.to_numpy()
    row = {"confidence": column, "n": len(chance), "right": is_right.mean(), "penalty": found.penalty}
    row |= {"error": calibration.calibration_error(chance, is_right), "by_chance": calibration.chance_error(chance)}
    return row | {"ranking": calibration.ranking(chance, is_right), "brier": calibration.brier(chance, is_right)}


def _reliability(column: str, found: Trained) -> list[dict]:
    """Return the curve of one confidence."""
    curve = calibration.reliability(found.checked.confidence.to_numpy(), found.checked.is_right.to_numpy())
    return [
        {"confidence": column, "bin": i, "n": n, "mean": mean, "right": right}
        for i, (n, mean, right) in enumerate(curve, 1)
    ]


def _threshold(checked: pd.DataFrame, least: int, files: list[str]) -> dict:
    """Return how many statements have a confidence, and the share of them that is usable."""
    kept = checked[checked.confidence * 100 >= least]
    counts = kept.assign(n=1).groupby("file")[["n", "is_right"]].sum().reindex(files, fill_value=0)
    made = with_intervals(counts, lambda sums_: {"share": share(sums_["is_right"], sums_["n"])})
    value, *limits = made["share"]
    low, high = widened(int(kept.is_right.sum()), len(kept), *limits) if len(kept) else limits
    return {"minimum": least, "n": len(kept), "share": value, "low": low, "high": high}


def _stamp(hand: HandCoding, judged: pd.DataFrame, machine: dict[str, list[dict]]) -> dict:
    """Return what was measured."""
    files = list(hand.texts())
    gold = judged[judged["n hand"] == 1]
    stamp = {"codebook": codebook().version, "hand": hand.sha256, "machine": fingerprint(machine)}
    for name in (*PARTS, "all"):
        own = gold[gold.file.isin(of_part(files, name))]
        stamp[name] = {
            "articles": len(of_part(files, name)),
            "with_statements": int(own.file.nunique()),
            "statements": len(own),
        }
    return stamp


def fingerprint(machine: dict[str, list[dict]]) -> str:
    """Return the sha256 of coded statements, their confidences apart."""
    rows = [record["row"] for records in machine.values() for record in records]
    plain = [{key: value for key, value in row.items() if not key.startswith(confidence.STATEMENT)} for row in rows]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def weights(models: dict[str, Trained]) -> str:
    """Return the weights as YAML, a trait to a line."""
    head = "# The weights behind the confidences; `make validate` makes them anew (positions.validation.training).\n"
    plain = {column: models[column].model for column in GOALS}
    return head + yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)
