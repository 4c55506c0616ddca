"""A report of articles whose every part is hostile: words, headlines, names of files, manifest and corrections."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from positions.comparison.partition import STATEMENTS_BY_PART
from positions.reporting import exports

PAYLOADS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "payloads.yaml").read_text(encoding="utf-8"))
CALL = "from positions.cli import main; raise SystemExit(main())"
NAMED = "na{m}ed \"]; __import__('os').mkdir('run') #"  # a folder whose name papermill puts into a cell
REFUSED = {"escape": "\x1b[2J", "nul": "\x00"}  # no text has them


def article(payload: str) -> str:
    """An article in whose every sentence the payload stands; the reader finds statements and an engagement in it."""
    return (
        f"{payload} in a headline\n\n"
        f"ISLAMABAD: Foreign Minister Ishaq Dar said Pakistan values {payload} ties with China.\n\n"
        f"The minister, {payload}, said Pakistan wanted stronger relations with the United States.\n\n"
        f"“Pakistan wants {payload} peace with the United States,” Foreign Minister {payload} Ishaq Dar said.\n\n"
        f"Foreign Minister Ishaq Dar met Chinese Ambassador Jiang Zaidong {payload} in Islamabad.\n"
    )


def speech(payload: str) -> str:
    """A speech that names China."""
    return f"Mr. President,\n\nPakistan values {payload} ties with China. We thank China for its {payload} support.\n"


def known(text: str, payload: str) -> dict[str, str]:
    """What the manifest says of a text."""
    fields = dict.fromkeys(("outlet", "title", "language", "url", "rights", "speaker"), payload)
    more = {"genre": "speech", "published": "2022-07-30", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return fields | more


def correction(name: str, text: str, payload: str) -> list[dict]:
    """Corrections of a speech: one that fits, and one that does not."""
    content = f"Pakistan values {payload} ties with China"
    start = text.index(content)
    by = {"author": payload, "date": "2026-11-24", "reason": payload}
    fits = {"statement": f"{name}:{start}-{start + len(content)}", "words": content, "field": "stance", "value": 0}
    return [fits | by, {"statement": payload, "words": payload, "field": "stance", "value": payload} | by]


def file_name(payload: str) -> str:
    """A file's name that holds the payload as far as names may."""
    return f"2022-07-30_app_{payload.replace('/', '∕')}.txt"


def write(folder: Path) -> None:
    """Write the hostile texts: speeches listed in a manifest, with corrections, and articles with hostile names."""
    (folder / "listed").mkdir(parents=True)
    (folder / NAMED).mkdir()
    entries, corrections = {}, []
    for number, payload in enumerate(PAYLOADS.values()):
        name, text = f"speech-{number:02d}", speech(payload)
        (folder / "listed" / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        entries[f"{name}.txt"] = known(text, payload)
        corrections += correction(name, text, payload)
        (folder / NAMED / file_name(payload)).write_text(article(payload), encoding="utf-8", newline="\n")
    for name, payload in REFUSED.items():
        (folder / NAMED / f"{name}.txt").write_text(article(payload), encoding="utf-8", newline="\n")
    (folder / NAMED / "\x1b[2J\u202e.txt").touch()
    (folder / "listed" / "manifest.yaml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    (folder / "listed" / "corrections.yaml").write_text(yaml.safe_dump(corrections), encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Call ``positions`` in a folder."""
    command = [sys.executable, "-c", CALL, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="session")
def payloads() -> dict[str, str]:
    """The hostile texts by name."""
    return PAYLOADS


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The working folder with the report of the hostile articles, made with the project's notebooks."""
    folder = tmp_path_factory.mktemp("hostile")
    write(folder)
    report = run(folder, "report", "listed", NAMED, "--name", "hostile")
    assert report.returncode == 0, report.stderr
    extract = run(folder, "extract", "listed", NAMED, "--out", "statements.jsonl")
    assert extract.returncode == 0, extract.stderr
    older = folder / "reports" / "older"  # the same report before any statement was found
    older.mkdir()
    shutil.copy(folder / "reports" / "hostile" / "manifest.json", older)
    exports.write_statements(STATEMENTS_BY_PART.table([]), [], older / "statements.csv")
    changes = run(folder, "changes", "older", "hostile")
    assert changes.returncode == 0, changes.stderr
    return SimpleNamespace(folder=folder, report=folder / "reports" / "hostile", told=report.stderr + extract.stderr)
