"""The READMEs keep what they say: words are the seed's, commands run, parameters, files and figures are there."""

import re
import shlex
from pathlib import Path

import pytest

from positions import cli, documents, validation
from positions.comparison.parameters import Parameters
from positions.validation.hand_coding import PARTS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "positions"
READMES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "seeds" / "README.md", *sorted((ROOT / "src").rglob("README.md")))
}
README = READMES["README.md"]
REPORTING = READMES["src/positions/reporting/README.md"]
VALIDATION = READMES["src/positions/validation/README.md"]
FINDINGS = [line for line in README.splitlines() if line.startswith("| ") and re.search(r"\d+–\d+ \|$", line)]
COMMANDS = sorted(
    {
        line.strip()
        for text in READMES.values()
        for line in text.splitlines()
        if line.startswith(("    make", "    .venv/bin/"))
    }
)
MOST_LINES = 140
WIDEST = 120


def one_line(text: str) -> str:
    """Return a text without its line breaks, so that a sentence is found wherever it is broken."""
    return " ".join(text.split())


def test_it_is_short():
    """Rule: the README has at most 140 lines, and none but those of tables is wider than 120 characters."""
    lines = README.splitlines()
    assert len(lines) <= MOST_LINES
    assert [line for line in lines if len(line) > WIDEST and not line.startswith("|")] == []


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
    """Rule: each command that a README shows consists of targets of the Makefile or parses as a call of the command."""
    program, *arguments = shlex.split(command)
    if program == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in arguments)
    elif program.endswith("/positions"):
        assert cli.PARSER.parse_args(arguments).command
    else:
        assert (Path(arguments[0]).name, program) == ("comparison.ipynb", ".venv/bin/papermill")


def test_every_command_is_shown():
    """Rule: the READMEs show each subcommand that a reader types, and the README the two of make, once each."""
    shown = {shlex.split(command)[1] for command in COMMANDS if "/positions " in command}
    assert shown == {"add", "report", "verify", "changes", "extract"}
    assert re.findall(r"^    make .*$", README, re.MULTILINE) == ["    make report", "    make test"]


def test_parameters_are_those_of_the_notebooks():
    """Rule: the table of parameters names every one there is and no other, with the default of `minimum`."""
    table = REPORTING[REPORTING.index("| parameter | meaning") :].partition("\n\n")[0]
    named = re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in table.splitlines()))
    assert sorted(named) == sorted(Parameters.__dataclass_fields__)
    assert f"| {Parameters().minimum}:" in table


@pytest.mark.parametrize("text", [README, VALIDATION], ids=["README", "validation"])
def test_figures_are_not_above_those_stored(text):
    """Rule: what a README says is at least found and right, in 100, is so."""
    (told,) = re.findall(
        r"program finds at least (\d+)[^%]*?at least (\d+)[^%]*?at least (\d+) and (\d+)", one_line(text)
    )
    measured = validation.stored()
    names = ("content at 0.5: recall", "usable: precision")
    stored = [100 * measured.figure(name, part)[0] for part in PARTS for name in names]
    for number, figure in zip(map(int, told), stored, strict=True):
        assert number <= figure


def test_confidences_rank_as_told():
    """Rule: of a right and a wrong statement the right one has the higher confidence as often as is said."""
    (told,) = re.findall(r"higher confidence in at least (\d+) of 100 pairs", one_line(VALIDATION))
    calibration = validation.stored().tables["calibration"].set_index("confidence")
    assert int(told) <= 100 * calibration.ranking["confidence"]


@pytest.mark.parametrize("name", READMES)
def test_linked_files_are_there(name):
    """Rule: no link of a README leads nowhere, be it to a file or to a heading of another README."""
    for target, heading in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", READMES[name]):
        if target.startswith("https://"):
            continue
        path = (ROOT / name).parent / target if target else ROOT / name
        assert path.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in [re.sub(r"[^\w -]", "", text).lower().replace(" ", "-") for text in headings]


def test_every_readme_of_the_package_is_linked():
    """Rule: whoever starts at the README reaches by its links every README beside a package."""
    linked = {str((ROOT / target).resolve()) for target in re.findall(r"\]\(([^)#]+)\)", README)}
    beside = [path for path in (PACKAGE / "README.md", *PACKAGE.glob("*/README.md")) if str(path) not in linked]
    assert beside == []
