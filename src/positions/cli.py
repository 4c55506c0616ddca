"""The command ``positions``: its arguments, and what each subcommand does.

The words of the command line come in; files, messages on standard error and an exit status go out. A function runs each
subcommand, below its declaration; it imports what it needs when it runs, so that ``positions --help`` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import chdir
from datetime import UTC, datetime
from functools import partial
from operator import methodcaller
from pathlib import Path
from unicodedata import category

from tqdm import tqdm

from positions import __version__, files, progress
from positions.errors import InputError, WorkError


def say(text: str) -> None:
    """Write a line of progress, a warning or an error to standard error; control characters in it are escaped."""
    safe = "".join(c if c == "\n" or category(c) not in ("Cc", "Cf", "Cs") else ascii(c)[1:-1] for c in text)
    tqdm.write(f"positions: {safe}", file=sys.stderr)  # above a line of progress, if there is one


PARSER = argparse.ArgumentParser(
    prog="positions",
    description="Find in texts what Pakistan says to the United States and to China, or one country to two others, "
    "and write a report on it.",
)
PARSER.add_argument("--version", action="version", version=__version__)
SUBPARSERS = PARSER.add_subparsers(required=True, metavar="COMMAND")
Run = Callable[[argparse.Namespace], int]
argument = partial(methodcaller, "add_argument")


def command(name: str, help: str, description: str, *arguments: Callable) -> Callable[[Run], Run]:
    """Declare a subcommand and its arguments; the function below runs it."""

    def declare(run: Run) -> Run:
        added = SUBPARSERS.add_parser(name, help=help, description=description)
        for add_to in arguments:
            add_to(added)
        added.set_defaults(command=run)
        return run

    return declare


REPORTS = argument("--out", type=Path, default=Path("reports"), help="where the reports are (default: reports)")


@command(
    "add",
    "take documents into a corpus, a folder that reports can read",
    "Read files, folders, ZIP archives, tables (CSV, JSON Lines, Parquet), lists of links and web addresses; store the "
    "articles found, and list in the corpus's ledger.jsonl what was not taken, and why.",
    argument("sources", nargs="+", metavar="SOURCE", help="a file, folder, archive, table or web address"),
    argument("--to", type=Path, default=Path("corpus"), metavar="FOLDER", help="the corpus (default: corpus)"),
    argument(
        "--map",
        default="",
        metavar="FIELD=COLUMN,…",
        help="which columns of a table hold what, as in: --map text=content,published=date",
    ),
    argument("--outlet", default="", help="the publisher of documents that do not name theirs"),
    argument("--rights", default="", help="the terms under which the texts may be used"),
    argument("--local-network", action="store_true", help="allow addresses in this machine's own network"),
    argument("--refresh", action="store_true", help="fetch pages again that are already in the corpus"),
)
def run_add(given: argparse.Namespace) -> int:
    """Take documents into a corpus and say what became of each."""
    from positions.ingest import intake, tables
    from positions.ingest.adding import add, summary_lines

    chosen = intake.Given(outlet=given.outlet, rights=given.rights, added=_added_on())
    mapping = tables.parse_mapping(given.map) if given.map else tables.Mapping()
    tally = add(given.sources, given.to, chosen, mapping, given.local_network, given.refresh, say)
    for line in summary_lines(tally, given.to):
        say(line)
    return 0


@command(
    "report",
    "make a report in reports/NAME, and reports/index.html",
    "Read documents, run the notebooks, and write them, their pages and the tables to reports/NAME.",
    argument("paths", nargs="*", metavar="PATH", help="files and folders to read (default: the seed)"),
    argument("--name", help="the report's name (default: seed, or the name of the first PATH)"),
    argument(
        "-p",
        dest="parameters",
        nargs=2,
        action="append",
        default=[],
        metavar=("NAME", "VALUE"),
        help="a parameter of the notebooks, as in: -p since 2022-01-01 -p themes defence,connectivity",
    ),
    argument("--strict", action="store_true", help="stop at a file that cannot be used"),
    REPORTS,
)
def run_report(given: argparse.Namespace) -> int:
    """Run the report's notebooks and write reports/NAME."""
    from positions.reporting import building, runs

    defaults = {name: text for notebook in building.notebooks() for name, text in notebook.defaults.items()}
    parameters = runs.parse_parameters(given.parameters, defaults)
    if given.paths:
        if "documents" in parameters:
            raise InputError("documents", "is given twice", "Give PATH or -p documents, not both.")
        parameters = {"documents": given.paths} | parameters
    name = given.name or (Path(given.paths[0]).resolve().stem if given.paths else "seed")
    say(f"wrote {building.build_report(name, parameters, given.out, given.strict, say)}")
    return 0


@command(
    "verify",
    "make a report again and compare it, byte for byte",
    "Make a report again from the inputs and parameters in its manifest.json, in a temporary folder, and name every "
    "file that differs. The exit status is 0 if all are identical.",
    argument("folder", type=Path, metavar="REPORT", help="the report's folder, as in reports/seed"),
    argument(
        "--inputs",
        type=Path,
        metavar="FOLDER",
        help="the folder with the files that the report was made from (default: their recorded places, seen from the "
        "working folder)",
    ),
)
def run_verify(given: argparse.Namespace) -> int:
    """Make a report again and compare it with what is there, byte for byte."""
    from positions.reporting import verification

    is_same = verification.verify(given.folder, given.inputs, say)
    say(f"{given.folder}: {'identical' if is_same else 'not identical'}")
    return 0 if is_same else 1


@command(
    "changes",
    "say what changed from one report to another",
    "Compare two reports by their statements and manifests, and write reports/changes-OLD-NEW.",
    argument("old", metavar="OLD", help="a report's name, or its folder"),
    argument("new", metavar="NEW", help="a later report's name, or its folder"),
    REPORTS,
)
def run_changes(given: argparse.Namespace) -> int:
    """Say what changed from one report to another."""
    from positions.reporting import report_changes

    say(f"wrote {report_changes.write_changes(given.old, given.new, given.out, say)}")
    return 0


@command(
    "extract",
    "write the coded statements of documents to a file",
    "Read documents and write their statements, coded, with the reason for each code.",
    argument("paths", nargs="+", metavar="PATH", help="files and folders to read"),
    argument("--out", type=Path, required=True, metavar="FILE", help="ending in .jsonl, .csv or .parquet"),
    argument("--actor", metavar="CODE", help="the country that speaks (default: PAK)"),
    argument("--counterparts", metavar="CODE,CODE", help="the two countries it speaks to (default: USA,CHN)"),
    argument("--strict", action="store_true", help="write nothing if any file cannot be used"),
)
def run_extract(given: argparse.Namespace) -> int:
    """Write the statements of documents to a file."""
    from positions import coding, documents
    from positions.comparison import Parameters
    from positions.documents.corpus import IssueSummary
    from positions.reporting import exports

    exports.writer_for(given.out)
    asked = {name: value for name in ("actor", "counterparts") if (value := getattr(given, name)) is not None}
    sides = Parameters(**asked).sides
    corpus = documents.read(given.paths)
    for line in IssueSummary(corpus.left_out).lines():
        say(f"left out {line}")
    if given.strict and corpus.left_out:
        say(f"{given.out}: not written, because some input was left out. Correct that, or run without --strict.")
        return 1
    coded = coding.code(corpus.documents, sides).statements
    found = coding.corrected(coded, corpus.documents, coding.corrections(corpus.corrections), sides)
    refused = found.corrections[found.corrections.problem != ""]
    for item in refused.itertuples():
        say(f"correction not applied: {item.file}, line {item.line}: {item.problem}. {item.remedy}")
    if given.strict and len(refused):
        say(f"{given.out}: not written, because some corrections do not fit. Correct them, or run without --strict.")
        return 1
    statements = found.statements
    exports.write_statements(statements, corpus.documents, given.out)
    say(f"wrote {len(statements)} statements from {len(corpus.documents)} documents to {given.out}")
    return 0


@command("notebooks", *2 * ("run the project's own notebooks again, in place",))
def run_notebooks(given: argparse.Namespace) -> int:
    """Run the project's own notebooks again, in place."""
    from positions.reporting import building, runs

    paths = sorted((files.project_folder() / "notebooks").glob("*.ipynb"))
    stored = [runs.Notebook(path) for path in paths]
    with chdir(files.project_folder()):  # so that "seeds" is the project's
        executed = runs.run_notebooks(stored, {}, lambda done: say(f"{done}: done"))
    for notebook, node in zip(stored, executed, strict=True):
        building.write_notebook(notebook.path, node)
    return 0


@command("validate", *2 * ("measure the coding against the hand coding beside the project, and store the figures",))
def run_validate(given: argparse.Namespace) -> int:
    """Measure the coding against the hand coding, fit the confidences, and store both."""
    from positions import validation
    from positions.coding import confidence
    from positions.validation import evaluation, stored_figures
    from positions.validation.hand_coding import DEVELOPMENT, LEARNED

    if not validation.is_at_hand():
        say("there is no hand coding at ../shared/gold: nothing was measured, and the stored figures stay as they are")
        return 0
    figures, weights = evaluation.measure(validation.read(), validation.read(LEARNED, DEVELOPMENT))
    for path, text in ((stored_figures.STORED_FILE, figures), (confidence.WEIGHTS, weights)):
        path.write_text(text, encoding="utf-8", newline="\n")
        say(f"wrote {path.name}")
    return 0


def _added_on() -> str:
    """Return the day documents are added, or the one that the user sets, for reproducible corpora."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return moment.date().isoformat()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words of the command line by default.

    Returns
    -------
    int
        0 if all went well; 1 if an input cannot be used or a notebook failed, which one message on standard error
        explains; 130 if interrupted.
    """
    given = PARSER.parse_args(arguments)
    try:
        with progress.shown():
            return given.command(given)
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except (InputError, WorkError) as error:
        say(str(error))
        return 1
    except OSError as error:
        say(_describe(error))
        return 1


def _describe(error: OSError) -> str:
    """Say in a sentence what the system refused to do, and with which file."""
    if not (error.filename and error.strerror):
        return str(error)
    remedy = "Check that it exists, that you may read and write it, and that the disk has space left."
    return f"{error.filename}: {error.strerror.lower()}. {remedy}"
