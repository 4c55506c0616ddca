"""What changed from one report to another."""

import json
import re
import shutil
from pathlib import Path

import pytest

from positions import cli
from positions.reporting import building, exports, report_changes

LEAD = "An invented headline\n\nISLAMABAD: "
FIRST = {
    "2022-07-30_app_a": "The foreign minister said Pakistan values its ties with China.",
    "2022-07-31_app_b": "Foreign Minister Ishaq Dar said Pakistan wants stronger ties with the United States.",
    "2022-08-01_app_c": "Prime Minister Shehbaz Sharif said Pakistan values its ties with China.",
}
# a stays, b has another text, c is gone, d is new with two statements.
SECOND = {
    "2022-07-30_app_a": FIRST["2022-07-30_app_a"],
    "2022-07-31_app_b": "Foreign Minister Ishaq Dar said Pakistan wants better ties with the United States.",
    "2022-08-02_app_d": (
        "Prime Minister Shehbaz Sharif said Pakistan values its ties with China. "
        "Foreign Minister Ishaq Dar said Pakistan wants trade with the United States."
    ),
}
CORRECTION = """\
- statement: 2022-07-30_app_a:{}
  words: Pakistan values its ties with China
  field: stance
  value: 2
  author: A. Reader
  date: 2022-08-03
  reason: invented
"""


def write(folder: Path, articles: dict[str, str]) -> None:
    """Write the articles of one report."""
    folder.mkdir()
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(f"{LEAD}{text}\n", encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def two(small_notebooks, tmp_path_factory):
    """A folder with two reports; in the second a reader has corrected a stance."""
    folder = tmp_path_factory.mktemp("two")
    write(folder / "first", FIRST)
    write(folder / "second", SECOND)
    text, words = f"{LEAD}{SECOND['2022-07-30_app_a']}", "Pakistan values its ties with China"
    place = f"{text.index(words)}-{text.index(words) + len(words)}"
    (folder / "second" / "corrections.yaml").write_text(CORRECTION.format(place), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(building, "notebooks", lambda: small_notebooks)
        assert cli.main(["report", "first"]) == 0
        assert cli.main(["report", "second", "-p", "since", "2022-07-30"]) == 0
    return folder


@pytest.fixture
def made(two, tmp_path, monkeypatch):
    """A working folder of the test's own with the reports and no documents."""
    shutil.copytree(two / "reports", tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(folder: Path):
    """The table of changes."""
    return exports.read_csv(folder / "reports" / "changes-first-second" / "changes.csv", report_changes.CHANGES_SCHEMA)


def test_in_plain_words(made, capfd):
    """What is said first: statements by where they come from, codes, documents, parameters, versions."""
    assert cli.main(["changes", "first", "second"]) == 0
    assert capfd.readouterr().err.splitlines() == [
        "positions: 3 statements are new, 2 from 1 new document and 1 from 1 changed document.",
        "positions: 2 statements are gone, 1 from 1 removed document and 1 from 1 changed document.",
        "positions: 1 statement is coded otherwise.",
        "positions: Documents: 1 added, 1 removed, 1 changed.",
        "positions: Other parameters: documents (first, then second) and since (none, then 2022-07-30).",
        "positions: The versions are the same.",
        "positions: wrote reports/changes-first-second/changes.html",
    ]


def test_the_table_has_every_difference(made):
    """A row for each statement, code, document and parameter that differs, with what was and what is."""
    assert cli.main(["changes", "reports/first", "reports/second"]) == 0
    found = [(row.what, row.change, row.doc_id[-1:] or row.name, row.field) for row in table(made).itertuples()]
    assert found == [
        ("statement", "new", "b", ""),
        ("statement", "new", "d", ""),
        ("statement", "new", "d", ""),
        ("statement", "gone", "b", ""),
        ("statement", "gone", "c", ""),
        ("statement", "otherwise", "a", "stance"),
        ("document", "otherwise", "b", ""),
        ("document", "gone", "c", ""),
        ("document", "new", "d", ""),
        ("parameter", "otherwise", "documents", ""),
        ("parameter", "new", "since", ""),
    ]
    (coded,) = (row for row in table(made).itertuples() if row.field == "stance")
    assert (coded.before, coded.after, coded.content) == ("1", "2", "Pakistan values its ties with China")


def test_every_link_leads_to_a_file(made):
    """New statements lead to the new report's evidence, gone ones to the old one's, numbers to the tables of each."""
    assert cli.main(["changes", "first", "second"]) == 0
    folder = made / "reports" / "changes-first-second"
    page = (folder / "changes.html").read_text(encoding="utf-8")
    addresses = [address for address in re.findall(r'href="([^"]+)"', page) if address != "data:,"]
    for address in addresses:
        file, _, place = address.partition("#")
        assert (folder / file).is_file() if file else f'id="{place}"' in page, address
        if "evidence" in file:
            assert f'id="{place}"' in (folder / file).read_text(encoding="utf-8"), address
    sections = dict(re.findall(r"<h2[^>]*>([^<]+)</h2>(.*?)(?=<h2|</main>)", page, re.DOTALL))
    assert len(re.findall(r'href="\.\./second/evidence/', sections["New"])) == 3
    assert len(re.findall(r'href="\.\./first/evidence/', sections["Gone"])) == 2
    assert "stance: 1 → 2" in sections["Coded otherwise"]
    assert re.findall(
        r'<a href="\.\./(\w+)/statements.html#part=said&amp;side=(\w+)">(\d)</a>', sections["Counts"]
    ) == [
        ("first", "USA", "1"),
        ("second", "USA", "2"),
        ("first", "CHN", "2"),
        ("second", "CHN", "2"),
    ]


def test_it_is_in_the_list_of_reports(made):
    """The list of reports leads to the page of changes, and its summary says what kind it is."""
    assert cli.main(["changes", "first", "second"]) == 0
    told = json.loads((made / "reports" / "changes-first-second" / "report.json").read_text(encoding="utf-8"))
    assert told["kind"] == "changes"
    assert 'href="changes-first-second/changes.html"' in (made / "reports" / "index.html").read_text(encoding="utf-8")


def test_no_change(made, capfd):
    """Of a report and a copy of it, it is said that nothing differs."""
    shutil.copytree(made / "reports" / "first", made / "reports" / "copy")
    assert cli.main(["changes", "first", "copy"]) == 0
    assert capfd.readouterr().err.splitlines()[:-1] == [
        "positions: No statement is new.",
        "positions: No statement is gone.",
        "positions: No statement is coded otherwise.",
        "positions: Both read the same files.",
        "positions: The parameters are the same.",
        "positions: The versions are the same.",
    ]


def test_again_the_same(made):
    """Comparing twice changes no byte."""
    folder = made / "reports" / "changes-first-second"
    each = []
    for _ in range(2):
        assert cli.main(["changes", "first", "second"]) == 0
        each.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert each[0] == each[1] and len(each[0]) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["first", "none"], "reports/none: no such report. Give the folder of a report, as in reports/seed."),
        (["first", "first"], "first: is given twice. Name two reports, the older first."),
        (["first", "reports/first/"], "reports/first/: is given twice. Name two reports, the older first."),
        (
            ["first", "bare"],
            "reports/bare: has no manifest.json. Give the folder of a report, or make it again: "
            "`positions report PATH --name NAME`.",
        ),
        (
            ["first", "old"],
            "reports/old/statements.csv: does not have the columns of this version. Make the report again: "
            "`positions report PATH --name NAME`.",
        ),
        (
            ["first", "lost"],
            "reports/lost/statements.csv: no such file. Make the report again: `positions report PATH --name NAME`.",
        ),
        (
            ["first", "elsewhere/second"],
            "elsewhere/second: is not in reports. Name reports of one folder, and that folder with --out.",
        ),
    ],
)
def test_bad_input_is_one_message(made, capfd, arguments, message):
    """What cannot be compared is named with a remedy; nothing is written."""
    reports = made / "reports"
    (reports / "bare").mkdir()
    for name in ("old", "lost"):
        shutil.copytree(reports / "second", reports / name)
    (reports / "old" / "statements.csv").write_text('"statement_id"\n"a"\n', encoding="utf-8")
    (reports / "lost" / "statements.csv").unlink()
    assert cli.main(["changes", *arguments]) == 1
    assert capfd.readouterr().err == f"positions: {message}\n"
    assert not list(reports.glob("changes-*"))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, False), (1280, True)])
def test_in_a_browser(made, window, axe, width, dark):
    """The page fits its window, asks for nothing, says nothing and has no grave fault for a screen reader."""
    shown = window(width, dark=dark)
    assert cli.main(["changes", "first", "second"]) == 0
    page = made / "reports" / "changes-first-second" / "changes.html"
    shown.open(page.as_uri())
    assert (shown.requests, shown.noise) == ([page.as_uri()], [])
    assert shown.value("document.documentElement.scrollWidth <= innerWidth")
    assert axe(shown.page) == []


def test_what_is_outside_or_a_repeat(said, compared):
    """A new statement outside the comparison is no difference; one that comes to repeat another is."""

    def told(name, rows, **fields):
        statements = compared(rows).statements.assign(sha256="0", **fields)
        return report_changes.Report(name, statements, {}, {}, {})

    rows = [said("ties matter")]
    outside = said("ties matter", doc="two", speaker_country="OTHER")
    found = report_changes.compare_reports(told("a", rows), told("b", [*rows, outside], repeats="x"))
    assert list(found.table.change) == ["otherwise"] and list(found.table.field) == ["repeats"]
