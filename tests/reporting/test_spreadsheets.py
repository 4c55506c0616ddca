"""CSV files whose text no spreadsheet takes for a formula."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions import schemas
from positions.reporting import exports

SCHEMA = schemas.Schema("rows", {"words": str, "stance": int})


def stored(path, words: str) -> str:
    """Write a text, and return it as a spreadsheet reads it."""
    exports.write_csv(SCHEMA.table([{"words": words, "stance": -1}]), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        row = list(csv.reader(file))[1]
    assert row[1] == "-1", "a number stays a number"
    return row[0]


@pytest.mark.parametrize(
    "words", ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"]
)
def test_formulas_are_text(words, tmp_path):
    """A text that a spreadsheet would run gets an apostrophe before it."""
    assert stored(tmp_path / "rows.csv", words) == "'" + words


@pytest.mark.parametrize("words", ["Pakistan’s role", "'peace'", "1 = 1", "", "653-803"])
def test_other_text_is_left_alone(words, tmp_path):
    """A text no spreadsheet would run is stored as it is."""
    assert stored(tmp_path / "rows.csv", words) == words


@given(words=st.lists(st.text(alphabet="'=+-@\t\r\n\"，,＝ab “\u2028"), min_size=1, max_size=4))
def test_nothing_is_lost(words, tmp_path_factory):
    """What was written is read back, character by character."""
    path = tmp_path_factory.mktemp("csv") / "rows.csv"
    table = SCHEMA.table([{"words": text, "stance": 0} for text in words])
    exports.write_csv(table, path)
    assert list(exports.read_csv(path, SCHEMA).words) == words
