"""Reports of next to nothing: no cell fails, nothing is divided by nought, and what cannot be told is said."""

import ast
from pathlib import Path

import nbformat
import pytest

from positions import cli, files
from positions.comparison import Parameters, compare
from positions.reporting.runs import Notebook
from positions.reporting.sections import opening

NOTEBOOKS = ("comparison", "wording", "sources")
TO_CHINA = "ISLAMABAD: Foreign Minister Ishaq Dar said Pakistan valued its ties with China."
TO_THE_US = "Prime Minister Shehbaz Sharif thanked the United States for its help."
RAIN = "LAHORE: It rained in Lahore on Tuesday and the streets were wet."
CORPORA = {
    "one side": {"2030-01-02_dawn_a.txt": TO_CHINA, "2030-01-03_app_b.txt": TO_CHINA.replace("valued", "cherished")},
    "one article of two": {"2030-01-02_dawn_a.txt": f"{TO_CHINA} {TO_THE_US}", "2030-01-03_dawn_b.txt": RAIN},
    "no dates": {"a.txt": TO_CHINA, "b.txt": f"ISLAMABAD: {TO_THE_US}"},
    "no statements": {"2030-01-02_dawn_a.txt": RAIN},
    "neither dates nor statements": {"a.txt": RAIN},
    "one empty file": {"2030-01-02_dawn_a.txt": "", "2030-01-03_dawn_b.txt": TO_CHINA},
    "only heard": {"2030-01-02_dawn_a.txt": "ISLAMABAD: US President Donald Trump thanked Pakistan for its help."},
    "headlines alone": {"2030-01-02_dawn_a.txt": None},
}
SAID = {  # statements of the state to the United States and to China, counted by eye
    "one side": (0, 2),
    "one article of two": (1, 1),
    "no dates": (1, 1),
    "no statements": (0, 0),
    "neither dates nor statements": (0, 0),
    "one empty file": (0, 1),
    "only heard": (0, 0),
    "headlines alone": (0, 1),
}


def written(folder: Path, name: str) -> Path:
    """Write the texts of a corpus."""
    for file, body in CORPORA[name].items():
        text = "Pakistan thanks China\n" if body is None else f"Talks held\n\n{body}\n" if body else ""
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def run(notebook: Notebook, documents: Path) -> dict[str, object]:
    """Run the cells of a notebook here, each with the value its last line shows; return its names and those values."""
    names: dict[str, object] = {}
    for cell in notebook.node.cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            shown = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, notebook.name, "exec"), names)
            if shown:
                source = ast.unparse(shown)
                names[source] = eval(source, names)
            if "parameters" in cell.metadata.get("tags", ()):
                names["documents"] = str(documents)
    return names


@pytest.mark.parametrize("name", CORPORA)
def test_every_cell_of_every_notebook_runs(tmp_path, name):
    """Rule: of a corpus with next to nothing in it each cell shows something, without a warning (which is an error)."""
    folder = written(tmp_path, name)
    for notebook in NOTEBOOKS:
        names = run(Notebook(files.project_folder() / "notebooks" / f"{notebook}.ipynb"), folder)
        compared = names["compared"]
        assert tuple(len(compared.part("said", side)) for side in ("USA", "CHN")) == SAID[name]
        shown = [value for source, value in names.items() if "(compared)" in source]
        assert len(shown) > 5 and all(value is not None for value in shown)


FEW = "A comparison takes 31 to each, from more than one article or press release."
NONE = "No official statement of Pakistan to or about {} was found."
FIRST = {  # what the first lines say of each, written down before it was run
    "one side": ("2 articles from", f"{NONE.format('the United States')} There is nothing to compare 2 statements to"),
    "one article of two": ("2 articles from", "Too few to compare in shares: 1 statement to the United States and 1"),
    "no dates": ("2 articles, none of them dated.", "Too few to compare in shares: 1 statement to the United States"),
    "no statements": ("1 article from Dawn, published 2 January 2030.", NONE.format("the United States or China")),
    "neither dates nor statements": ("1 article, not dated.", NONE.format("the United States or China")),
    "one empty file": ("1 article from Dawn, published 3 January 2030. 1 file or line could not be used (see Sources).",
                       NONE.format("the United States")),
    "only heard": ("1 article from Dawn", NONE.format("the United States or China")),
    "headlines alone": ("1 article from Dawn", NONE.format("the United States")),
}  # fmt: skip


@pytest.mark.parametrize("name", CORPORA)
def test_the_first_lines_say_what_the_report_can_tell(tmp_path, name):
    """Rule: what was read and left out, to whom nothing was found, what a comparison takes; and no empty table."""
    c = compare(Parameters(documents=(str(written(tmp_path, name)),)))
    lines = opening.first_screen(c).plain.splitlines()
    read, found = FIRST[name]
    assert lines[1].startswith(read)
    assert any("Measured on press articles kept apart" in line for line in lines) is (SAID[name] != (0, 0))
    told = lines[lines.index("What differs") + 1]
    assert told.startswith(found) and FEW in told
    assert ("What follows sets single statements" in told) is (0 not in SAID[name])
    assert opening.at_a_glance(c).plain.startswith("At a glance") is (SAID[name] != (0, 0) or name == "only heard")
    assert 0 not in SAID[name] or "Raised with this side only" not in opening.at_a_glance(c).plain


@pytest.mark.parametrize("name", CORPORA)
def test_no_share_and_no_difference_is_claimed(tmp_path, name):
    """Rule: with so few statements nothing is given in per cent, and the page says that they are too few."""
    names = run(Notebook(files.project_folder() / "notebooks" / "comparison.ipynb"), written(tmp_path, name))
    told = next(value for source, value in names.items() if source.startswith("shares.percentages"))
    assert told.plain.startswith("Too few to compare: ")
    assert not any("nan" in str(getattr(value, "plain", "")).lower().split() for value in names.values())


def test_a_report_without_a_statement_is_made(tmp_path, monkeypatch):
    """Rule: a report of texts in which nobody says anything is made whole; its tables have heads and no row."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    written(tmp_path / "texts", "neither dates nor statements")
    assert cli.main(["report", "texts"]) == 0
    made = tmp_path / "reports" / "texts"
    assert (made / "statements.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == []
    assert (made / "evidence" / "a.html").is_file()
    for page in NOTEBOOKS:
        node = nbformat.read(made / f"{page}.ipynb", as_version=4)
        outputs = [output for cell in node.cells for output in cell.get("outputs", ())]
        assert outputs and not any(output.output_type in ("error", "stream") for output in outputs)


def test_an_empty_file_is_named(tmp_path, monkeypatch, capfd):
    """Rule: a document that is empty is said to be left out, beside one that is read; alone it is an error."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    written(tmp_path / "texts", "one empty file")
    assert cli.main(["extract", "texts", "--out", "out.csv"]) == 0
    assert "left out 2030-01-02_dawn_a.txt: is empty. Put the headline in its first line" in capfd.readouterr().err
    (tmp_path / "texts" / "2030-01-03_dawn_b.txt").unlink()
    assert cli.main(["report", "texts"]) == 1
    assert "holds no usable document: 2030-01-02_dawn_a.txt: is empty. Put the headline" in capfd.readouterr().err
