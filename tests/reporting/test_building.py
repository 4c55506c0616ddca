"""A report as a whole, from the command line; its notebooks are small, their surroundings real."""

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from positions import cli, documents
from positions.comparison import compare
from positions.errors import InputError
from positions.reporting import building, exports, site

ARTICLE = "Chinese envoy calls\n\nISLAMABAD (APP): The foreign minister said Pakistan values its ties with China.\n"


@pytest.fixture(scope="module")
def first(small_notebooks, tmp_path_factory):
    """A folder with a report of the seed in it."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(building, "notebooks", lambda: small_notebooks)
        assert cli.main(["report"]) == 0
    return folder


@pytest.fixture
def made(first, small_notebooks, tmp_path, monkeypatch):
    """A working folder of the test's own with that report in it."""
    folder = tmp_path / "work"
    shutil.copytree(first, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(building, "notebooks", lambda: small_notebooks)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_written(made):
    """A report has notebooks, their pages, the evidence, the tables and a summary; every link leads to a file of it."""
    names = "columns.csv comparison.html comparison.ipynb events.csv manifest.json report.json sources.html "
    names += "sources.ipynb statements.html "
    names += "".join(f"{name}.{form} " for name in ("documents", "engagements", "statements") for form in site.FORMS)
    names += "evidence/000_d1d1878000af0d9d.html"
    assert sorted(files(made / "reports")) == sorted(["index.html", *(f"seed/{name}" for name in names.split())])
    for page in (made / "reports").rglob("*.html"):
        for link in re.findall(r'\bhref="([^"#]+)', page.read_text(encoding="utf-8")):
            assert link == "data:," or (page.parent / link).is_file(), f"{page.name} links to {link}"


def test_tables_hold_what_the_documents_say(made):
    """Each row of statements.csv quotes its document; each of engagements.csv names an event, which lists it."""
    text = documents.read("seeds").documents[0].text
    table = exports.read_statements(made / "reports" / "seed" / "statements.csv")
    assert len(table)
    assert all(text[row.start : row.end].startswith(row.content.split(" […] ")[0]) for row in table.itertuples())
    told = exports.read_engagements(made / "reports" / "seed" / "engagements.csv")
    met = pd.read_csv(made / "reports" / "seed" / "events.csv", encoding="utf-8-sig")
    assert len(told) == len(met) == 2
    assert dict(zip(told.engagement_id, told.event_id, strict=True)) == dict(
        zip(met.reports, met.event_id, strict=True)
    )


def test_the_columns_are_described(made):
    """Each column of each table of a report has its row in columns.csv, in the order of the table."""
    folder = made / "reports" / "seed"
    told = pd.read_csv(folder / "columns.csv", encoding="utf-8-sig").groupby("table", sort=False).column.agg(list)
    stored = {path.stem: path for path in folder.glob("*.csv") if path.stem != "columns"}
    heads = {name: pd.read_csv(path, encoding="utf-8-sig", nrows=0).columns.tolist() for name, path in stored.items()}
    assert told.to_dict() == heads


def test_again_the_same(made):
    """Making a report again changes no byte."""
    before = files(made)
    assert cli.main(["report"]) == 0
    assert files(made) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing"], "missing: no such file or folder"),
        (["-p", "sinse", "2022"], "sinse: is not a parameter of the notebooks. Accepted: documents, minimum, since"),
        (["-p", "since", "yesterday"], "since: 'yesterday' is not a date"),
        (["-p", "since", "2099-01-01"], "since: no document is dated from 2099-01-01"),
        (["-p", "themes", "weather"], "themes: 'weather' is not in the codebook"),
        (["-p", "minimum", "few"], "minimum: 'few' is not a whole number"),
        (["seeds", "-p", "documents", "seeds"], "documents: is given twice"),
        (["--name", "../elsewhere"], "name: '../elsewhere' cannot be the name of a folder"),
    ],
)
def test_bad_input_is_one_message(made, capfd, arguments, message):
    """What cannot be used is named with what is accepted; the exit code is 1, the last report as it was."""
    before = files(made)
    capfd.readouterr()
    name = [] if "--name" in arguments else ["--name", "seed"]
    assert cli.main(["report", *arguments, *name]) == 1
    assert capfd.readouterr().err.startswith(f"positions: {message}")
    assert files(made.parent / "work") == before


def test_empty_folder(made, capfd):
    """A folder without documents is named."""
    (made / "empty").mkdir()
    assert cli.main(["report", "empty"]) == 1
    assert "positions: empty: holds no document" in capfd.readouterr().err


def test_failing_notebook_leaves_the_last_report(made, notebook, capfd, monkeypatch):
    """When the second notebook fails, the first one's new page is not published either."""
    before = files(made)
    changed = [notebook("comparison", "print('new')"), notebook("sources", "1 / 0")]
    monkeypatch.setattr(building, "notebooks", lambda: changed)
    assert cli.main(["report"]) == 1
    assert "positions: sources.ipynb, cell [2]: ZeroDivisionError: division by zero." in capfd.readouterr().err
    assert files(made) == before


def test_words_that_are_not_in_the_source(made, capfd, monkeypatch):
    """A report with a quoted string that is not exactly in its source is not written."""
    before = files(made)

    def changed(chosen):
        found = compare(chosen)
        found.statements.loc[0, "content"] += "!"
        return found

    monkeypatch.setattr("positions.reporting.building.compare", changed)
    assert cli.main(["report"]) == 1
    assert "content is " in capfd.readouterr().err
    assert files(made) == before


def test_one_bad_document(made, capfd):
    """A file that cannot be used is a warning and the others are read; with --strict it is an error."""
    folder = made / "texts"
    folder.mkdir()
    (folder / "2022-07-30_app_envoy.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "2022-07-31_app_noise.txt").write_bytes(bytes(range(32)) * 9)
    assert cli.main(["report", "texts"]) == 0
    warning = "2022-07-31_app_noise.txt: is binary, not text."
    assert f"positions: warning: {warning}" in capfd.readouterr().err
    before = files(made)
    assert cli.main(["report", "texts", "--strict"]) == 1
    assert f"positions: {warning}" in capfd.readouterr().err
    assert files(made) == before


def test_list_of_reports(made):
    """A second report stands beside the first in the list, with its parameters; both have their facts."""
    assert cli.main(["report", "--name", "late", "-p", "since", "2022-07-01"]) == 0
    index = (made / "reports" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2><a href="(\w+)/comparison.html">', index) == ["late", "seed"]
    assert index.count("since = 2022-07-01") == 1
    assert index.count("<dd>2022-07-29</dd>") == 2
    assert index.count("newest document 2022-07-29") == 2
    assert index.count("Pakistan’s stated positions toward the United States and China") == 2
    assert "<li>Pakistan wants multi-faceted relations with US based on common interests: COAS" in index


def test_the_list_shows_what_differs(made):
    """The seed in words, as a reader finds them: what the relationship is called with either side."""
    lines = site.read_summary(made / "reports" / "seed")["headline"]
    assert [(line["side"], line["what"], line["words"], line["form"], line["n"]) for line in lines] == [
        ("United States", "words for the relationship", "multi-faceted relations", "reported", "1 of 3 statements"),
        ("China", "words for the relationship", "strategic partnership", "reported", "1 of 3 statements"),
    ]
    index = (made / "reports" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'class="reported" href="seed/comparison.html">strategic partnership</a>', index)


def test_a_report_made_before_there_were_headlines_is_listed(made):
    """A summary without question, date and headline is none that is damaged."""
    path = made / "reports" / "seed" / "report.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    old = {key: value for key, value in whole.items() if key not in ("kind", "question", "newest", "headline")}
    path.write_text(json.dumps(old), encoding="utf-8")
    assert site.read_summary(path.parent)["headline"] == []
    assert cli.main(["report", "--name", "late"]) == 0
    assert "seed/comparison.html" in (made / "reports" / "index.html").read_text(encoding="utf-8")


def test_hostile_headline_is_text_in_the_list(made):
    """A headline with script in it is shown as text in the list of reports."""
    folder = made / "texts"
    folder.mkdir()
    text = "<script>alert(1)</script>" + ARTICLE
    (folder / "2022-07-30_app_envoy.txt").write_text(text, encoding="utf-8")
    assert cli.main(["report", "texts"]) == 0
    index = (made / "reports" / "index.html").read_text(encoding="utf-8")
    assert "<script" not in index
    assert "&lt;script&gt;alert(1)&lt;/script&gt;Chinese envoy calls" in index


def test_folder_of_another_is_not_replaced(made, capfd):
    """A folder that is no report is left alone."""
    (made / "reports" / "mine").mkdir()
    (made / "reports" / "mine" / "notes.txt").touch()
    assert cli.main(["report", "--name", "mine"]) == 1
    assert "exists and is not a report" in capfd.readouterr().err
    assert (made / "reports" / "mine" / "notes.txt").exists()


def test_summary_is_read_from_the_folder(made):
    """A report's folder that was renamed by hand is listed under its new name."""
    (made / "reports" / "seed").rename(made / "reports" / "first")
    assert cli.main(["report", "--name", "second"]) == 0
    index = (made / "reports" / "index.html").read_text(encoding="utf-8")
    assert 'href="first/comparison.html"' in index and "seed/" not in index
    assert "name" not in json.loads((made / "reports" / "first" / "report.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"pages": [', "is not JSON"),
        ("[]", "is not the summary of a report"),
        ('{"documents": []}', "is not the summary of a report"),
        ("\udcff", "is not JSON"),
    ],
)
def test_a_damaged_neighbour_does_not_stop_the_list(made, capfd, text, found):
    """A report whose summary is damaged is named with a remedy; the others are made and listed."""
    (made / "reports" / "old").mkdir()
    damaged = made / "reports" / "old" / "report.json"
    damaged.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert cli.main(["report"]) == 0
    assert f"positions: warning: reports/old/report.json: {found}. Delete the folder, and" in capfd.readouterr().err
    index = (made / "reports" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2><a href="(\w+)/comparison.html">', index) == ["seed"]
    assert cli.main(["report", "--name", "old"]) == 1
    assert f"positions: reports/old/report.json: {found}. Delete" in capfd.readouterr().err
    assert damaged.is_file()


def test_a_summary_that_lacks_a_text_is_damaged(made, capfd):
    """A part of a summary that is missing or no text is noticed, whatever part it is."""
    path = made / "reports" / "seed" / "report.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert site.read_summary(path.parent)
    for part, names in site.SHOWN.items():
        for broken in ("none", [{}], [dict.fromkeys(names, "b") | {names[0]: 1}]):
            path.write_text(json.dumps(whole | {part: broken}), encoding="utf-8")
            with pytest.raises(InputError, match="is not the summary of a report"):
                site.read_summary(path.parent)


@pytest.mark.parametrize("out", ["notes.txt", "notes.txt/reports"])
def test_a_file_in_the_place_of_the_reports(made, capfd, out):
    """Reports are not written where a file stands, nor below one: it is named, and stays."""
    (made / "notes.txt").write_text("mine", encoding="utf-8")
    assert cli.main(["report", "--out", out]) == 1
    error = capfd.readouterr().err
    assert re.fullmatch(r"positions: \S*notes\.txt: is a file, but reports need a folder\. Name another .*\n", error)
    assert (made / "notes.txt").read_text(encoding="utf-8") == "mine"
