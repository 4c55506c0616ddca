"""Pairs of statements, and the figures made of them, are those of ``score.py``, the judge beside the hand coding."""

import json
import subprocess
import sys

import pytest

from positions.errors import InputError
from positions.validation import hand_coding
from positions.validation.figures import compute_figures, sum_by_article
from positions.validation.matching import match_statements, trim_span

TEXT = "He said that “ties are good”. He said ties are good and trade is better. Ties are good."


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(8, 27, "ties are good"), (13, 29, "ties are good"), (30, 42, "He said ties"), (28, 29, "")],
)
def test_a_span_loses_its_edges(start, end, expected):
    """Rule: quotation marks, a leading "that", stops and white space do not count."""
    assert TEXT[slice(*trim_span(TEXT, start, end))] == expected


def test_the_same_words_are_found_once_each(record):
    """Rule: words that stand twice are two places, taken one after the other."""
    hand = [record("ties are good"), record("ties are good")]
    machine = [record("ties are good", spans=[[38, 51]])]
    found = match_statements(hand, machine, TEXT)
    assert [pair.hand is hand[1] for pair in found.pairs] == [True]
    assert found.missed == [hand[0]]


def test_best_overlap_comes_first_and_half_is_enough(record):
    """Rule: each statement is in one pair, the closest; below half of the characters there is none."""
    hand = [record("ties are good and trade is better")]  # 33 characters
    half = record("x", spans=[[38, 55]])  # "ties are good and", 17 of 33
    less = record("x", spans=[[38, 51]])  # "ties are good", 13 of 33
    assert match_statements(hand, [less], TEXT).pairs == []
    (pair,) = match_statements(hand, [less, half], TEXT).pairs
    assert pair.other is half
    assert pair.overlap == pytest.approx(17 / 33)
    assert not pair.is_same


def test_what_one_reading_alone_has_counts_neither_way(record):
    """Rule: an optional statement is not missed, and what finds it is neither a pair nor spurious."""
    optional = record("trade is better", optional=True)
    assert match_statements([optional], [], TEXT) == ([], [], [])
    assert match_statements([optional], [record("x", spans=[[56, 71]])], TEXT) == ([], [], [])


def test_words_that_are_not_there_are_an_error(record):
    """Rule: hand coding that does not fit its article is named with the file."""
    with pytest.raises(InputError, match=r"one\.txt: does not hold 'peace'"):
        match_statements([record("peace")], [], TEXT)


@pytest.mark.parametrize("reading", ["merged", "first"])
def test_figures_are_those_of_the_judge(at_hand, tmp_path, reading):
    """Rule: every figure of ``score.py`` is given alike, of the merged coding and of one reading."""
    from positions.validation.figures import judge_statements

    gold = {"merged": at_hand.hand.merged, "first": at_hand.hand.first}[reading]
    # The judge finds contents by their words; words that stand twice in an article may not be where they were coded.
    gold = {file: [{k: v for k, v in row.items() if k != "spans"} for row in rows] for file, rows in gold.items()}
    texts = {file: text for file, text in at_hand.hand.texts().items() if file in gold}
    machine = {file: rows for file, rows in at_hand.machine.items() if file in gold}
    (tmp_path / "documents").mkdir()
    for file, text in texts.items():
        (tmp_path / "documents" / file).write_text(text, encoding="utf-8", newline="")
    for name, coding in (("gold", gold), ("predicted", machine)):
        rows = [{k: v for k, v in row.items() if k != "row"} for each in coding.values() for row in each]
        lines = [json.dumps(row) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    files = [tmp_path / "gold.jsonl", tmp_path / "documents", tmp_path / "predicted.jsonl"]
    command = [sys.executable, "-B", hand_coding.gold_folder() / "score.py", *files, "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    judged = judge_statements(gold, machine, texts)
    ours = compute_figures(sum_by_article(judged, list(texts)).sum())
    for name, value in theirs.items():
        name = name.replace("_", " ") if name not in ours else name
        for part, number in value.items() if isinstance(value, dict) else ():
            part = part.replace("f1", "F1")
            assert float(ours[f"{name}: {part}"]) == pytest.approx(number), f"{name}: {part}"
        if isinstance(value, float):
            assert float(ours[name]) == pytest.approx(value), name
    assert theirs["predicted"] == judged["n machine"].sum() and theirs["gold"] == judged["n hand"].sum()
