"""What a reader makes in a checkout changes nothing that belongs to the project."""

import shutil
import subprocess
from pathlib import Path

import pytest

from positions import files

ROOT = files.project_folder()
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A new repository with this project's .gitignore."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    return tmp_path


def untracked(checkout: Path) -> set[str]:
    """What git would add."""
    command = ["git", "-C", checkout, "status", "--porcelain", "--untracked-files=all"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {line[3:] for line in told.splitlines()} - {".gitignore"}


def test_own_reports_and_corpora_stay_out(checkout):
    """Rule: a report of one's own, the list of reports, and what the README's commands make are not git's affair."""
    made = "reports/mine/comparison.html reports/mine/evidence/a.html reports/index.html reports/changes-a-b/a.json"
    for name in f"{made} corpus/documents/2025-05/a.txt corpus/manifest.jsonl statements.jsonl out.ipynb".split():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).touch()
    assert untracked(checkout) == set()


def test_what_belongs_to_the_project_is_seen(checkout):
    """Rule: the first source's report, its picture, and files of the project of like names are git's affair."""
    names = "reports/seed/evidence/a.html reports/seed.png reports/seed/a.json src/positions/documents/corpus/a.py"
    for name in names.split():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).touch()
    assert untracked(checkout) == set(names.split())
