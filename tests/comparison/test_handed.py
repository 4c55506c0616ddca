"""What is coded once for a report and handed to its notebooks."""

from dataclasses import replace

import pandas as pd
import pytest

from positions import coding, documents
from positions.comparison import (
    Parameters,
    archive_coverage,
    breakdowns,
    commitment,
    compare,
    concordance,
    exchanges,
    formulas,
    keywords,
    shares,
)
from positions.comparison.partition import _take_over as taken
from positions.comparison.partition import hand_over

ARTICLES = {
    "2022-07-30_app_envoy": "The foreign minister said Pakistan values its ties with China.",
    "2022-08-02_dawn_talks": "Foreign Minister Ishaq Dar met the US envoy. He said Pakistan wants stronger ties with "
    "the United States “on an equal footing”.",
}
CORRECTION = """\
- statement: {statement}
  words: {words}
  field: stance
  value: 0
  author: A. Reader
  date: 2026-11-24
  reason: invented
"""


@pytest.fixture
def compared(tmp_path):
    """A comparison of two invented articles, one statement of them corrected."""
    for name, words in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(f"An invented headline\n\nISLAMABAD: {words}\n", encoding="utf-8")
    chosen = Parameters(documents=str(tmp_path))
    row = compare(chosen).statements.iloc[0]
    corrected = CORRECTION.format(statement=row.statement_id, words=row.content)
    (tmp_path / "corrections.yaml").write_text(corrected, encoding="utf-8")
    found = compare(chosen)
    assert (found.statements.corrected != "").sum() == 1 and len(found.statements) > 1 and len(found.reports)
    return found


def test_what_is_taken_is_what_coding_gives(compared, monkeypatch):
    """Rule: a comparison made of what was handed over is the one that coding makes, with corrections applied once."""
    with hand_over(compared), monkeypatch.context() as patch:
        patch.setattr(coding, "code", None)
        again = compare(compared.parameters)
    for name in ("statements", "reports", "corrections"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(compared, name))


def test_it_is_taken_for_the_same_question_of_the_same_texts_only(compared):
    """Rule: for other documents, a changed one, other countries, or after the block, nothing is taken."""
    kept, sides = compared.documents, compared.sides
    with hand_over(compared):
        assert taken(kept, sides)
        assert taken(kept[:1], sides) is None
        assert taken((replace(kept[0], sha256="0" * 64), *kept[1:]), sides) is None
        assert taken(kept, replace(sides, actor="IND")) is None
        assert taken(kept, replace(sides, counterparts=sides.counterparts[::-1])) is None
        assert taken(documents.read("seeds").documents, sides) is None
    assert taken(kept, sides) is None


def test_nothing_said_is_counted_as_nothing(compared):
    """Rule: of documents in which nobody of the question speaks every table can be made."""
    silent = compare(replace(compared.parameters, actor="IND"))
    assert silent.statements.empty
    for module in (archive_coverage, breakdowns, commitment, concordance, exchanges, formulas, keywords, shares):
        tables = [
            f
            for f in vars(module).values()
            if getattr(f, "__module__", "") == module.__name__ and hasattr(f, "columns")
        ]
        assert tables
        for make in tables:
            assert list(make(silent).columns) == list(make.columns), make.__name__
