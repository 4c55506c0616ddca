"""The README keeps what it says: its words are the seed's, its commands run, its parameters and files are there."""

import re
import shlex
from pathlib import Path

import pytest

from positions import cli, documents, validation
from positions.comparison.parameters import Parameters
from positions.validation.hand_coding import PARTS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FINDINGS = [line for line in README.splitlines() if line.startswith("| ") and re.search(r"\d+–\d+ \|$", line)]
COMMANDS = [
    line.strip() for line in README.splitlines() if line.startswith("    make") or line.startswith("    .venv/bin/")
]


@pytest.mark.parametrize("row", FINDINGS, ids=[row.split("|")[1].strip() for row in FINDINGS])
def test_findings_stand_at_their_places(row):
    """Rule: every phrase in italics in a finding stands in the seed within one of the places that the row gives."""
    (seed,) = documents.read("seeds").documents
    places = [seed.text[int(a) : int(b)] for a, b in re.findall(r"(\d+)–(\d+)", row)]
    assert all(place[0] not in " ," and place for place in places)
    for phrase in re.findall(r"\*([^*]+)\*", row):
        assert any(phrase in place for place in places), phrase


def test_there_are_findings():
    """Rule: the table of findings is found by the test above, so that it cannot pass for want of rows."""
    assert len(FINDINGS) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist(command):
    """Rule: each command that the README shows is a target of the Makefile or parses as a call of the command."""
    program, *arguments = shlex.split(command)
    if program == "make":
        assert re.search(rf"^{arguments[0]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    elif program.endswith("/positions"):
        assert cli.parser().parse_args(arguments).command
    else:
        assert (Path(arguments[0]).name, program) == ("comparison.ipynb", ".venv/bin/papermill")


def test_parameters_are_those_of_the_notebooks():
    """Rule: the README's table names every parameter there is and no other, with the default of `minimum`."""
    table = README[README.index("| parameter | meaning") : README.index("positions extract ARTICLES")]
    named = re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|")))
    assert sorted(named) == sorted(Parameters.__dataclass_fields__)
    assert f"| {Parameters().minimum}:" in table


def test_figures_are_not_above_those_stored():
    """Rule: what the README says is at least found and right, in 100, is so."""
    (told,) = re.findall(
        r"program finds at least (\d+)[^%]*?at least (\d+)[^%]*?at least (\d+) and (\d+)", " ".join(README.split())
    )
    measured = validation.stored()
    names = ("content at 0.5: recall", "usable: precision")
    stored = [100 * measured.figure(name, part)[0] for part in PARTS for name in names]
    for number, figure in zip(map(int, told), stored, strict=True):
        assert number <= figure


def test_confidences_rank_as_told():
    """Rule: of a right and a wrong statement the right one has the higher confidence as often as the README says."""
    (told,) = re.findall(r"higher confidence in at least (\d+) of 100 pairs", " ".join(README.split()))
    calibration = validation.stored().tables["calibration"].set_index("confidence")
    assert int(told) <= 100 * calibration.ranking["confidence"]


def test_linked_files_are_there():
    """Rule: no link of the README leads nowhere."""
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target
