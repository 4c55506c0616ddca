"""Corrections from the file to the report: applied, marked wherever a statement is shown, listed, kept by a rebuild."""

import shutil

import pandas as pd
import pytest

from positions import cli, documents, files, schemas
from positions.comparison import Parameters, compare
from positions.reporting import evidence, exports
from positions.reporting.render import quotations
from positions.reporting.sections import counts, sources
from quotes import linked

WISH = "Pakistan values its relations with the US"
BY = "  author: A. Reader\n  date: 2030-05-06\n  reason: a courtesy <b>only</b>\n"
GOOD = f"- statement: 2022-07-29_dunya_calls:650-700\n  words: {WISH}\n  field: stance\n  value: 0\n{BY}"
PRAISE = "the professionalism of Pakistan Armed Forces"
DROP = f"- statement: 2022-07-29_dunya_calls:1-2\n  words: {PRAISE}\n  field: drop\n{BY}"
BAD = f"- statement: 2022-07-29_dunya_calls:1-2\n  words: {WISH}\n  field: act\n  value: salute\n{BY}"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with the seed's text in a folder of its own."""
    (tmp_path / "texts").mkdir()
    seed = next((files.project_folder() / "seeds").glob("*.txt"))
    shutil.copy(seed, tmp_path / "texts" / "2022-07-29_dunya_calls.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, text):
    """Write the file of corrections beside the text."""
    (folder / "texts" / "corrections.yaml").write_text(text, encoding="utf-8")


def test_from_the_file_to_the_report(folder, capfd):
    """Rule: `positions report` applies what fits, warns of the rest, marks and lists both, the same each time."""
    put(folder, GOOD + DROP + BAD)
    assert cli.main(["report", "texts"]) == 0
    assert "warning: corrections.yaml, line 14: 'salute' is not in codebook" in capfd.readouterr().err
    made = folder / "reports" / "texts"
    rows = exports.read_statements(made / "statements.csv")
    (row,) = rows[rows.corrected != ""].itertuples()
    assert (row.content.startswith(WISH), row.stance) == (True, 0)
    assert not rows.content.str.contains(PRAISE).any()
    ledger = exports.read_csv(made / "corrections.csv", schemas.CORRECTIONS)
    assert list(ledger.problem == "") == [True, True, False]
    page = (made / "comparison.html").read_text(encoding="utf-8")
    assert "2 corrections by readers applied, 1 not applied" in page
    assert "corrected by A. Reader on 2030-05-06: a courtesy &lt;b&gt;only&lt;/b&gt;; the coder had 1" in page
    assert "[corrected by a reader]" in page
    listed = (made / "sources.html").read_text(encoding="utf-8")
    assert "Corrections applied (2)" in listed and "Corrections not applied (1)" in listed
    assert "<b>only</b>" not in page + listed
    before = {path.name: path.read_bytes() for path in made.rglob("*.*")}
    assert cli.main(["report", "texts"]) == 0
    assert {path.name: path.read_bytes() for path in made.rglob("*.*")} == before


def test_extract_holds_them_too(folder, capfd):
    """Rule: the statements written alone are the corrected ones; with --strict a correction that does not fit stops."""
    put(folder, GOOD + BAD)
    assert cli.main(["extract", "texts", "--out", "rows.parquet"]) == 0
    assert "correction not applied: corrections.yaml, line 8: 'salute' is not in" in capfd.readouterr().err
    rows = pd.read_parquet("rows.parquet")
    assert list(rows.stance[rows.corrected != ""]) == [0]
    assert cli.main(["extract", "texts", "--out", "strict.parquet", "--strict"]) == 1
    assert not (folder / "strict.parquet").exists()


def test_strict_refuses_a_correction_that_does_not_fit(folder, capfd):
    """Rule: --strict makes it an error before any notebook runs; a file that is no YAML always is one."""
    put(folder, GOOD + BAD)
    assert cli.main(["report", "texts", "--strict"]) == 1
    assert "positions: corrections.yaml, line 8: 'salute' is not in codebook" in capfd.readouterr().err
    put(folder, GOOD + "- a: [\n")
    assert cli.main(["report", "texts"]) == 1
    assert "corrections.yaml, line 9: is not YAML." in capfd.readouterr().err
    assert not (folder / "reports").exists()


def test_one_text_of_a_folder_is_corrected_too(folder):
    """Rule: the file beside a text counts also when the text alone is read, once however often the folder is named."""
    put(folder, GOOD)
    text = folder / "texts" / "2022-07-29_dunya_calls.txt"
    assert len(documents.read([text]).corrections) == len(documents.read(["texts", text]).corrections) == 1
    assert (compare(Parameters(documents=[str(text)])).statements.corrected != "").sum() == 1


def test_a_range_of_dates_makes_no_correction_wrong(folder):
    """Rule: a correction of a document out of range is listed, and is no error even with --strict."""
    put(folder, GOOD)
    other = "Envoy calls\n\nThe foreign minister said Pakistan values its ties with China.\n"
    (folder / "texts" / "2022-08-02_app_envoy.txt").write_text(other, encoding="utf-8")
    compared = compare(Parameters(documents=["texts"], since="2022-08-01"))
    assert list(compared.corrections.problem) == ["its document is set aside by date"]


def test_every_place_that_shows_a_statement_marks_it(folder):
    """Rule: lists, columns and cards say in words that a reader corrected the statement, and no other says so."""
    put(folder, GOOD)
    compared = compare(Parameters(documents=["texts"]))
    shown = evidence.cards(compared, *linked(compared))
    assert shown.plain.count(f"· {quotations.CORRECTED}") == shown.count(f">{quotations.CORRECTED}</li>") == 1
    assert "stance: 0, the coder had 1 (A. Reader, 2030-05-06: a courtesy <b>only</b>)" in shown.plain
    assert counts.statements_side_by_side(compared).plain.count(quotations.CORRECTED) == 1


def test_without_corrections_the_report_says_so(compared, said):
    """Rule: nothing corrected is said too, and the summary has no word of it."""
    found = compared([said("it values ties")])
    assert sources.corrections(found).plain == "No reader has corrected a statement of these documents."
    assert "correction" not in sources.summary(found).plain
