"""What a report says it was made from, and whether making it again gives the same."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from positions import cli, documents
from positions.files import project_folder
from positions.reporting import building, manifest

ARTICLES = {
    "2022-07-30_app_envoy": "The foreign minister said Pakistan values its ties with China.",
    "2022-08-02_dawn_talks": "Foreign Minister Ishaq Dar said Pakistan wants stronger ties with the United States.",
    "2022-08-03_dawn_ties": "Prime Minister Shehbaz Sharif thanked China for its support.",
}
CALL = "import os, sys; os.umask(int(sys.argv.pop(1), 8)); from positions.cli import main; raise SystemExit(main())"


def articles(folder: Path, names=tuple(ARTICLES)) -> Path:
    """Write the invented articles, in the order of the names."""
    folder.mkdir(parents=True)
    for name in names:
        text = f"An invented headline\n\nISLAMABAD: {ARTICLES[name]}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def made(small_notebooks, tmp_path, monkeypatch):
    """A working folder with a report of the invented articles, made of small notebooks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(building, "notebooks", lambda: small_notebooks)
    articles(tmp_path / "texts")
    assert cli.main(["report", "texts", "-p", "since", "2022-07-30"]) == 0
    return tmp_path


def test_what_it_was_made_from(made):
    """The manifest has each file read and each file made, with sha256 and size, and the parameters given."""
    found = manifest.read(made / "reports" / "texts")
    assert list(found) == ["report", "parameters", "versions", "inputs", "outputs"]
    assert (found["report"], found["parameters"]) == ("texts", {"documents": ["texts"], "since": "2022-07-30"})
    assert [file["path"] for file in found["inputs"]] == [f"texts/{name}.txt" for name in sorted(ARTICLES)]
    assert {file["path"] for file in found["outputs"]} == files(made / "reports" / "texts").keys() - {"manifest.json"}
    for folder, part in ((made, "inputs"), (made / "reports" / "texts", "outputs")):
        for file in found[part]:
            data = (folder / file["path"]).read_bytes()
            assert (file["sha256"], file["size"]) == (hashlib.sha256(data).hexdigest(), len(data))


def test_what_lies_beside_the_texts_is_an_input(tmp_path):
    """A manifest and corrections are inputs as the texts are, a README is none; one file brings those beside it."""
    folder = articles(tmp_path / "texts")
    for name in ("manifest.yaml", "corrections.yaml", "README.md", ".hidden"):
        (folder / name).touch()
    names = ["corrections.yaml", "manifest.yaml"]
    assert [Path(path).name for path in documents.inputs([str(folder)])] == [*(f"{n}.txt" for n in ARTICLES), *names]
    one = folder / "2022-07-30_app_envoy.txt"
    assert [Path(path).name for path in documents.inputs([str(one)])] == [one.name, *names]


def test_a_date_only_when_it_is_given(made, monkeypatch, capfd):
    """SOURCE_DATE_EPOCH puts the instant into the manifest and changes no other byte; one that is none is refused."""
    folder = made / "reports" / "texts"
    before = files(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert cli.main(["report", "texts", "-p", "since", "2022-07-30"]) == 0
    after = files(folder)
    assert json.loads(after["manifest.json"]) == json.loads(before["manifest.json"]) | {"built": "1970-01-02T00:00:00Z"}
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {"manifest.json"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert cli.main(["report", "texts"]) == 1
    assert "positions: SOURCE_DATE_EPOCH: 'today' is not a whole number of seconds. Give" in capfd.readouterr().err


def test_identical(made, capfd):
    """A report that is made again from the same inputs is identical, wherever its folder now lies."""
    (made / "reports" / "texts").rename(made / "elsewhere")
    assert cli.main(["verify", "elsewhere"]) == 0
    assert capfd.readouterr().err.endswith("positions: elsewhere: identical\n")
    assert not (made / "reports" / "texts").exists()


def test_what_differs_is_named(made, capfd):
    """A changed, an added and a missing file are named, the changed one with its first difference."""
    folder = made / "reports" / "texts"
    page = folder / "comparison.html"
    page.write_text("<!DOCTYPE htm>\n" + page.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    (folder / "statements.csv").unlink()
    (folder / "notes.txt").touch()
    assert cli.main(["verify", "reports/texts"]) == 1
    told = capfd.readouterr().err
    assert "comparison.html: differs, changed since it was made; first at byte 13, line 1: '>" in told
    assert "statements.csv: is made, and is not in the report" in told
    assert "notes.txt: is in the report, and is not made" in told
    assert told.endswith("positions: reports/texts: not identical\n")


def test_inputs_that_changed_are_named(made, capfd):
    """An input that is missing, changed or new is named with the sha256 expected and found; nothing is made."""
    first, second, _ = (made / "texts" / f"{name}.txt" for name in sorted(ARTICLES))
    expected, gone = (hashlib.sha256(file.read_bytes()).hexdigest() for file in (first, second))
    first.write_text("changed", encoding="utf-8")
    found = hashlib.sha256(b"changed").hexdigest()
    second.unlink()
    (made / "texts" / "new.txt").touch()
    assert cli.main(["verify", "reports/texts"]) == 1
    assert capfd.readouterr().err.splitlines()[-4:] == [
        f"positions: texts/{first.name}: has changed, expected sha256 {expected}, found {found}",
        f"positions: texts/{second.name}: is missing, expected sha256 {gone}",
        "positions: texts/new.txt: did not exist when the report was made",
        "positions: inputs: 3 differ from those named in the manifest. Restore them, make the report again, or "
        "name the folder with the original inputs: positions verify REPORT --inputs FOLDER.",
    ]


def test_other_versions_are_a_warning(made, capfd):
    """A report made with other versions is compared all the same, and the difference said first."""
    path = made / "reports" / "texts" / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["versions"]["pandas"] = "2.0"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert cli.main(["verify", "reports/texts"]) == 0
    assert "positions: warning: pandas is 3." in capfd.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "reports/texts: has no manifest.json. Give the folder of a report, or make it again: {again}."),
        ("{", "reports/texts/manifest.json: is not JSON. Make the report again: {again}."),
        ("[]", "reports/texts/manifest.json: is not the manifest of a report. Make the report again: {again}."),
        (
            '{"report": "a", "parameters": {}, "versions": {}, "inputs": [{}], "outputs": []}',
            "reports/texts/manifest.json: is not the manifest of a report. Make the report again: {again}.",
        ),
    ],
)
def test_a_manifest_that_cannot_be_used(made, capfd, text, message):
    """A missing or damaged manifest, or a missing report, is one message with a remedy."""
    path = made / "reports" / "texts" / "manifest.json"
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    capfd.readouterr()
    assert cli.main(["verify", "reports/texts"]) == 1
    assert capfd.readouterr().err == "positions: " + message.format(again="`positions report PATH --name NAME`") + "\n"
    assert cli.main(["verify", "reports/none"]) == 1
    assert capfd.readouterr().err == (
        "positions: reports/none: no such report. Give the folder of a report, as in reports/seed.\n"
    )


def test_inputs_that_are_nowhere(made, capfd):
    """From a folder in which the inputs are not, the message says so, with the remedy."""
    shutil.rmtree(made / "texts")
    assert cli.main(["verify", "reports/texts"]) == 1
    assert "or name the folder that has it: positions verify REPORT --inputs FOLDER.\n" in capfd.readouterr().err


def test_no_folder_of_the_maker_stands_in_a_report(tmp_path, monkeypatch, capfd):
    """Rule: documents given by an absolute path are called by their own names, in every file; and two of one name by
    as much more as tells them apart. Who verifies says which folder has them."""
    monkeypatch.chdir(articles(tmp_path / "elsewhere"))
    first = articles(tmp_path / "home" / "archive")
    second = articles(tmp_path / "other" / "archive")
    (first / "corrections.yaml").write_text("- {statement: 'x:1-2', field: act}\n", encoding="utf-8")
    (first / "broken.txt").write_bytes(bytes(32))
    for file in second.iterdir():
        file.rename(second / f"{file.stem}_too.txt")
    assert cli.main(["report", str(first), str(second), "--name", "mine"]) == 0
    made = files(Path("reports"))
    assert len(made) > 20
    assert [name for name, data in made.items() if str(tmp_path).encode() in data] == []
    told = manifest.read(Path("reports") / "mine")
    assert told["parameters"]["documents"] == ["archive", "other/archive"]
    assert {Path(file["path"]).parent.as_posix() for file in told["inputs"]} == {"archive", "other/archive"}
    capfd.readouterr()
    assert cli.main(["verify", "reports/mine"]) == 1
    assert capfd.readouterr().err.endswith("or name the folder that has it: positions verify REPORT --inputs FOLDER.\n")
    together = tmp_path / "together"
    (together / "other").mkdir(parents=True)
    first.rename(together / "archive")
    second.rename(together / "other" / "archive")
    assert cli.main(["verify", "reports/mine", "--inputs", str(first.parent)]) == 1
    assert f"--inputs: {first.parent} has no archive. Name the folder that holds 'archive'." in capfd.readouterr().err
    assert cli.main(["verify", "reports/mine", "--inputs", str(together)]) == 0
    assert capfd.readouterr().err.endswith("positions: reports/mine: identical\n")


def test_a_report_of_an_absolute_path_below_the_working_folder(made, capfd):
    """Rule: it is the report that the relative path makes, and is verified from that folder as it stands."""
    before = files(made / "reports" / "texts")
    assert cli.main(["report", str(made / "texts"), "-p", "since", "2022-07-30"]) == 0
    assert files(made / "reports" / "texts") == before
    assert cli.main(["verify", "reports/texts"]) == 0


def test_same_bytes_wherever(tmp_path):
    """Another folder, home, time zone, locale, hash seed, umask and order of files change no byte of a report."""
    surroundings = (
        ("one", "022", sorted(ARTICLES), {"TZ": "UTC", "PYTHONHASHSEED": "1", "LANG": "C.UTF-8"}),
        ("ändere Stelle", "077", sorted(ARTICLES)[::-1], {"TZ": "Asia/Karachi", "PYTHONHASHSEED": "2", "LC_ALL": "C"}),
    )
    running = []
    for name, umask, order, more in surroundings:
        folder = tmp_path / name
        shutil.copytree(project_folder() / "seeds", articles(folder / "texts", order) / "seeds")
        environment = os.environ | {"HOME": str(folder), "PYTHONUTF8": "0"} | more
        command = [sys.executable, "-c", CALL, umask, "report", "texts", "texts/seeds", "--name", "both"]
        running.append(subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True))
    for process in running:
        _, told = process.communicate()
        assert process.returncode == 0, told
    first, second = (
        {p.relative_to(tmp_path / name / "reports"): p for p in (tmp_path / name / "reports").rglob("*")}
        for name, *_ in surroundings
    )
    assert sorted(first) == sorted(second)
    different = [
        name for name in first if first[name].is_file() and first[name].read_bytes() != second[name].read_bytes()
    ]
    assert different == []
    assert len(manifest.read(tmp_path / "one" / "reports" / "both")["inputs"]) == 5
