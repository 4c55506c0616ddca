"""The whole evaluation: every figure, error rate and confidence, from the hand coding.

The hand coding comes in; the texts of ``measured.json`` and of the weights of the confidences go out. Besides the
figures they say which codes are taken for which, what is missed or added by kind, whether errors differ between the two
counterparts, and by how much a share of either may be wrong.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
import yaml

from positions.attribution.cues_and_sources import find_cues
from positions.coding import codebook, confidence
from positions.countries import SIDES
from positions.documents import Document, Span
from positions.validation import calibration
from positions.validation.calibration import GOALS, Trained, apply_stored, train
from positions.validation.figures import (
    CHECKS,
    count_cases,
    draw_articles,
    judge_statements,
    measure_agreement,
    percentile_limits,
    share_or_nan,
    sum_by_article,
    widen_to_wilson,
    with_intervals,
)
from positions.validation.hand_coding import PARTS, HandCoding, part_of
from positions.validation.matching import main_code, nearest_themes, settle_code, trim_span
from positions.validation.stored_figures import as_json, stored

CONFUSED = ("act", "stance", "target", "speaker_country", "institution", "quote_type", "themes")
KIND_FIELDS = ("speaker_country", "target", "target_basis", "quote_type", "institution", "act")
LEAST_OF_KIND = 5  # statements below which a kind has no line


def count_confusions(judged: pd.DataFrame) -> list[dict]:
    """Count the codes of the hand coding by the machine's, over the statements that both have.

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.

    Returns
    -------
    list of dict
        ``code``, ``hand``, ``machine``, ``n``. If either of two codes is accepted and the machine chose one of them,
        that one counts as the hand coding's. Only the main theme counts.
    """
    paired = judged[judged.outcome == "paired"]
    rows = []
    for code in CONFUSED:
        settled = ((settle_code(r.hand, r.machine, code, main_code), r.machine[code]) for r in paired.itertuples())
        counts = Counter(tuple(str(main_code(value)) for value in pair) for pair in settled)
        rows += [{"code": code, "hand": hand, "machine": found, "n": n} for (hand, found), n in sorted(counts.items())]
    return rows


def errors_by_kind(judged: pd.DataFrame, documents: Mapping[str, Document]) -> list[dict]:
    """Return what is missed, and what is added, by kind of statement.

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.
    documents : mapping of str to Document
        The articles by file name.

    Returns
    -------
    list of dict
        ``error`` (missed: of the hand coding's statements; added: of the machine's), ``by``, ``kind``, ``n``
        (statements of the kind), ``wrong``, ``share`` and its 95% interval ``low``, ``high``. Kinds of fewer than five
        statements are left out.
    """
    rows = []
    for error, outcome, coding in (("missed", "missed", "hand"), ("added", "spurious", "machine")):
        own = judged[judged[f"n {coding}"] == 1]
        traits = pd.DataFrame([_kinds_of(record, documents[record["file"]]) for record in own[coding]], index=own.index)
        for by in traits.columns:
            for kind, n in traits[by].value_counts().sort_index().items():
                if kind and n >= LEAST_OF_KIND:
                    chosen = own[traits[by] == kind]
                    is_wrong = chosen.outcome == outcome
                    row = {"error": error, "by": by, "kind": kind, "n": len(chosen), "wrong": int(is_wrong.sum())}
                    rows.append(row | share_with_interval(chosen.file, is_wrong, list(documents)))
    return rows


def share_with_interval(file: pd.Series, is_so: pd.Series, files: list[str]) -> dict[str, float]:
    """Return the share of statements of which something is so, articles drawn with replacement.

    Parameters
    ----------
    file, is_so : Series
        The article of each statement, and whether it is so.
    files : list of str
        The articles.

    Returns
    -------
    dict of str to float
        ``share``, ``low``, ``high``.
    """
    counts = pd.DataFrame({"n": 1, "so": is_so.astype(int)}).groupby(file).sum().reindex(files, fill_value=0)
    made = with_intervals(counts, lambda sums: {"share": share_or_nan(sums["so"], sums["n"])})
    value, *limits = made["share"]
    low, high = widen_to_wilson(int(is_so.sum()), len(is_so), *limits)
    return {"share": value, "low": low, "high": high}


def _kinds_of(record: dict, document: Document) -> dict[str, str]:
    """Return the kinds a statement belongs to."""
    found = {code.replace("_", " "): str(record[code]) for code in KIND_FIELDS}
    found["cue"] = _cue(record["cue"])
    found["relay"] = "relayed by a body" if record["via"] else "not relayed"
    found["place"] = "headline" if _in_headline(record, document) else "body"
    return found | {"rule": record["row"]["rules"]["statement"][0] if "row" in record else ""}


def _cue(words: str) -> str:
    """Return the kind of a cue, or that the lexicon does not know it."""
    if not words:
        return "no cue"
    known = find_cues(words, Span(0, len(words)))
    return f"of the kind {known[0].kind}" if known else "not in the lexicon"


def _in_headline(record: dict, document: Document) -> bool:
    """Tell whether a statement stands in the headline."""
    piece = record["content"][0] if isinstance(record["content"], list) else record["content"]
    start = record["start"] if "start" in record else document.text.find(piece)
    return document.headline.holds(Span(*trim_span(document.text, start, start + len(piece))))


COUNTERPARTS = SIDES.counterparts
RATED_FIELDS = ("speaker", "act", "stance", "theme", "institution", "quote_type", "condition", "label")
CODINGS = ("hand", "machine")
RATED_PARTS = ("said", "heard")
LEAST_WITH_CODE = 5  # statements with a code below which its error is not told


def rate_errors(judged: pd.DataFrame, files: list[str]) -> list[dict]:
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
    rows, draws = [], draw_articles(len(files))
    for part in RATED_PARTS:
        both = [_errors(judged, part, side) for side in COUNTERPARTS]
        for error in both[0]:
            sums = [[draws @ _by_article(column, judged, files) for column in errors[error]] for errors in both]
            rates = [share_or_nan(wrong, of) for wrong, of in sums]
            sides, cases = (*COUNTERPARTS, "difference"), (*(int(of[0]) for _, of in sums), 0)
            for side, rate, n in zip(sides, (*rates, rates[0] - rates[1]), cases, strict=True):
                k = round(n * rate[0]) if n else 0
                low, high = widen_to_wilson(k, n, *percentile_limits(rate[1:]))
                numbers = {"n": n, "value": rate[0], "low": low, "high": high}
                rows.append({"part": part, "error": error, "side": side} | numbers)
    return rows


def _errors(judged: pd.DataFrame, part: str, side: str) -> dict[str, tuple[pd.Series, pd.Series]]:
    """Return for each error, of a part and side, which statements have it, and which it is counted of."""
    mine = judged[judged.machine_side == f"{part} {side}"]
    theirs = judged[judged.hand_side == f"{part} {side}"]
    paired = mine[mine.outcome == "paired"]
    found = {
        "missed": (theirs.outcome == "missed", theirs["n hand"]),
        "added": (mine.outcome == "spurious", mine["n machine"]),
        "not usable": (mine["n machine"] - mine["right usable"], mine["n machine"]),
    }
    return found | {code: (1 - paired[f"right {code}"], paired["n paired"]) for code in RATED_FIELDS}


def _by_article(column: pd.Series, judged: pd.DataFrame, files: list[str]) -> np.ndarray:
    """Return the sum of some of the judgements for each article."""
    return column.groupby(judged.file).sum().reindex(files, fill_value=0).to_numpy()


def measure_share_errors(judged: pd.DataFrame, files: list[str]) -> list[dict]:
    """Return by how much the machine's shares of codes differ from those of the hand coding, to either counterpart.

    The difference includes everything: statements missed and added, codes and counterparts mistaken.

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.
    files : list of str
        The articles.

    Returns
    -------
    list of dict
        ``aspect``, ``code`` (as in `positions.comparison.shares`), for either counterpart the share by hand and by
        machine (``hand USA`` …), ``difference`` (the error of the first less that of the second), its ``low``
        and ``high`` (95%), and its standard deviation ``sd`` over draws of articles. Codes that fewer than five
        statements of either coding have are left out.
    """
    counts: dict[tuple, Counter] = defaultdict(Counter)
    for row in judged.itertuples():
        for coding in CODINGS:
            part, _, side = getattr(row, f"{coding}_side").partition(" ")
            for key in _counted_codes(row, coding) if part == "said" else ():
                counts[coding, side, *key][row.file] += 1
    draws = draw_articles(len(files))
    column = {name: draws @ np.array([own[file] for file in files], float) for name, own in counts.items()}
    keys = sorted({name[2:] for name in column} - {("statements", "")})
    return [row for key in keys if (row := _share_error(key, column))]


def _share_error(key: tuple[str, str], column: dict[tuple, np.ndarray]) -> dict | None:
    """Return the row of one code; None when too few statements have it."""
    none = np.zeros(len(next(iter(column.values()))))
    n = {(coding, side): column.get((coding, side, *key), none) for coding in CODINGS for side in COUNTERPARTS}
    if max(sum(n[coding, side][0] for side in COUNTERPARTS) for coding in CODINGS) < LEAST_WITH_CODE:
        return None
    shares = {k: share_or_nan(values, column[(*k, "statements", "")]) for k, values in n.items()}
    first, second = (shares["machine", side] - shares["hand", side] for side in COUNTERPARTS)
    low, high = percentile_limits((first - second)[1:])
    row = {"aspect": key[0], "code": key[1]}
    row |= {f"{coding} {side}": values[0] for (coding, side), values in shares.items()}
    return row | {"difference": (first - second)[0], "low": low, "high": high, "sd": np.nanstd((first - second)[1:])}


def _counted_codes(row: object, coding: str) -> Iterable[tuple[str, str]]:
    """Return the codes a statement is counted under; where either code is accepted, the machine's."""
    record = getattr(row, coding)
    settle = coding == "hand" and row.outcome == "paired"
    yield "statements", ""
    yield "act", settle_code(record, row.machine, "act") if settle else record["act"]
    yield "stance", str(settle_code(record, row.machine, "stance") if settle else record["stance"])
    themes = nearest_themes(record, row.machine) if settle else record["themes"]
    yield from (("theme", theme) for theme in sorted(themes))
    for aspect, field in (("terms attached", "condition"), ("name given", "label")):
        words = settle_code(record, row.machine, field, bool) if settle else record[field]
        if words:
            yield aspect, ""


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
        The new contents of ``measured.json`` and ``coding/confidence.yaml``.
    """
    machine, texts = hand.machine(), hand.texts()
    judged, files = judge_statements(hand.merged, machine, texts), list(texts)
    if lessons:
        models, fitted_to = (
            train(judge_statements(lessons.merged, lessons.machine(), lessons.texts()), judged),
            lessons.sha256,
        )
    else:
        models, fitted_to = apply_stored(judged), stored().stamp["lessons"]
    codings = {"first": hand.first, "second": hand.second, "machine": machine}
    twice = {file: text for file, text in texts.items() if file in hand.second}
    tables = {
        "figures": [row for name in (*PARTS, "all") for row in _figure_rows(judged, files, name)],
        "error_rates": rate_errors(judged, files),
        "share_errors": measure_share_errors(judged, files),
        "kinds": errors_by_kind(judged, {document.file: document for document in hand.documents}),
        "confusions": count_confusions(judged),
        "agreement": [
            {"one": READINGS[one], "other": READINGS[other]} | row
            for one, other in (("first", "second"), ("first", "machine"), ("second", "machine"))
            for row in measure_agreement(codings[one], codings[other], twice)
        ],
        "calibration": [_calibration_row(column, found) for column, found in models.items()],
        "reliability": [row for column, found in models.items() for row in _reliability_rows(column, found)],
        "thresholds": [_threshold_row(models[confidence.STATEMENT].checked, least, files) for least in THRESHOLDS],
    }
    stamp = _stamp(hand, judged, machine) | {"lessons": fitted_to}
    return as_json(stamp, tables), weights_as_yaml(models)


def articles_of_part(files: list[str], name: str) -> list[str]:
    """Return the articles of a part, or all."""
    return [file for file in files if name in (part_of(file), "all")]


def _figure_rows(judged: pd.DataFrame, files: list[str], name: str) -> list[dict]:
    """Return the figures of a part; those that decide what is shown with the number of their cases."""
    counts = sum_by_article(judged, articles_of_part(files, name))
    rows = []
    for figure, (value, *limits) in with_intervals(counts).items():
        n = int(count_cases(counts.sum(), figure)) if figure in CHECKS else None
        low, high = widen_to_wilson(round(value * (n or 0)), n, *limits)
        rows.append({"part": name, "figure": figure, "value": value, "low": low, "high": high, "n": n})
    return rows


def _calibration_row(column: str, found: Trained) -> dict:
    """Return how well one confidence is calibrated on the articles kept apart."""
    chance, is_right = found.checked.confidence.to_numpy(), found.checked.is_right.to_numpy()
    row = {"confidence": column, "n": len(chance), "right": is_right.mean(), "penalty": found.model["penalty"]}
    row |= {"error": calibration.calibration_error(chance, is_right), "by_chance": calibration.chance_error(chance)}
    return row | {
        "ranking": calibration.ranking_quality(chance, is_right),
        "brier": calibration.brier_score(chance, is_right),
    }


def _reliability_rows(column: str, found: Trained) -> list[dict]:
    """Return the curve of one confidence."""
    curve = calibration.reliability_curve(found.checked.confidence.to_numpy(), found.checked.is_right.to_numpy())
    return [
        {"confidence": column, "bin": i, "n": n, "mean": mean, "right": right}
        for i, (n, mean, right) in enumerate(curve, 1)
    ]


def _threshold_row(checked: pd.DataFrame, least: int, files: list[str]) -> dict:
    """Return how many statements have a confidence, and the share of them that is usable."""
    kept = checked[checked.confidence * 100 >= least]
    return {"minimum": least, "n": len(kept)} | share_with_interval(kept.file, kept.is_right, files)


def _stamp(hand: HandCoding, judged: pd.DataFrame, machine: dict[str, list[dict]]) -> dict:
    """Return what was measured."""
    files = list(hand.texts())
    gold = judged[judged["n hand"] == 1]
    stamp = {"codebook": codebook().version, "hand": hand.sha256, "machine": fingerprint(machine)}
    for name in (*PARTS, "all"):
        own = gold[gold.file.isin(articles_of_part(files, name))]
        stamp[name] = {
            "articles": len(articles_of_part(files, name)),
            "with_statements": int(own.file.nunique()),
            "statements": len(own),
        }
    return stamp


def fingerprint(machine: dict[str, list[dict]]) -> str:
    """Return the sha256 of coded statements, their confidences and the names of rules apart."""
    rows = [record["row"] for records in machine.values() for record in records]
    aside = (confidence.STATEMENT, "rules")
    plain = [{key: value for key, value in row.items() if not key.startswith(aside)} for row in rows]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def weights_as_yaml(models: dict[str, Trained]) -> str:
    """Return the weights as YAML, a trait to a line."""
    head = "# The weights behind the confidences; `make validate` makes them anew (positions.validation.calibration).\n"
    plain = {column: models[column].model for column in GOALS}
    return head + yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)
