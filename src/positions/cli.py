"""The command ``positions``: its arguments, and what each subcommand does.

The words of the command line come in; files, messages on standard error and an exit status go out. Each subcommand
imports what it needs when it runs, so that ``positions --help`` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import category

from tqdm import tqdm

from positions import __version__, files, progress
from positions.errors import InputError


def say(text: str) -> None:
    """Write a line of progress, a warning or an error to standard error; control characters in it are escaped."""
    safe = "".join(c if c == "\n" or category(c) not in ("Cc", "Cf", "Cs") else ascii(c)[1:-1] for c in text)
    tqdm.write(f"positions: {safe}", file=sys.stderr)  # above a line of progress, if there is one


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


def run_report(given: argparse.Namespace) -> int:
    """Run the report's notebooks and write reports/NAME."""
    from positions.reporting import building, runs
    from positions.reporting.building import NotVerbatim
    from positions.reporting.runs import NotebookError

    defaults = {name: text for notebook in building.notebooks() for name, text in notebook.defaults.items()}
    parameters = runs.parse_parameters(given.parameters, defaults)
    if given.paths:
        if "documents" in parameters:
            raise InputError("documents", "is given twice", "Give PATH or -p documents, not both.")
        parameters = {"documents": given.paths} | parameters
    try:
        index = building.build_report(given.name or _report_name(given.paths), parameters, given.out, given.strict, say)
    except (NotebookError, NotVerbatim) as error:
        say(str(error))
        return 1
    say(f"wrote {index}")
    return 0


def run_verify(given: argparse.Namespace) -> int:
    """Make a report again and compare it with what is there, byte for byte."""
    from positions.reporting import verification
    from positions.reporting.runs import NotebookError

    try:
        is_same = verification.verify(given.folder, given.inputs, say)
    except NotebookError as error:
        say(str(error))
        return 1
    say(f"{given.folder}: {'identical' if is_same else 'not identical'}")
    return 0 if is_same else 1


def run_changes(given: argparse.Namespace) -> int:
    """Say what changed from one report to another."""
    from positions.reporting import report_changes

    say(f"wrote {report_changes.write_changes(given.old, given.new, given.out, say)}")
    return 0


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


def _report_name(paths: Sequence[str]) -> str:
    """Return the name of a report on some documents: of the seed, or of the first path."""
    return Path(paths[0]).resolve().stem if paths else "seed"


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
    given = parser().parse_args(arguments)
    try:
        with progress.shown():
            return given.command(given)
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except InputError as error:
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


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="positions",
        description="Find in texts what Pakistan says to the United States and to China, or one country to two others, "
        "and write a report on it.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    _declare_add(subparsers)
    _declare_report(subparsers)
    _declare_verify(subparsers)
    _declare_changes(subparsers)
    _declare_extract(subparsers)
    _declare_notebooks(subparsers)
    _declare_validate(subparsers)
    return parser


def _declare_add(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions add``."""
    added = subparsers.add_parser(
        "add",
        help="take documents into a corpus, a folder that reports can read",
        description="Read files, folders, ZIP archives, tables (CSV, JSON Lines, Parquet), lists of links and web "
        "addresses; store the articles found, and list in the corpus's ledger.jsonl what was not taken, and why.",
    )
    added.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, folder, archive, table or web address")
    added.add_argument("--to", type=Path, default=Path("corpus"), metavar="FOLDER", help="the corpus (default: corpus)")
    added.add_argument(
        "--map",
        default="",
        metavar="FIELD=COLUMN,…",
        help="which columns of a table hold what, as in: --map text=content,published=date",
    )
    added.add_argument("--outlet", default="", help="the publisher of documents that do not name theirs")
    added.add_argument("--rights", default="", help="the terms under which the texts may be used")
    added.add_argument("--local-network", action="store_true", help="allow addresses in this machine's own network")
    added.add_argument("--refresh", action="store_true", help="fetch pages again that are already in the corpus")
    added.set_defaults(command=run_add)


def _declare_report(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions report``."""
    added = subparsers.add_parser(
        "report",
        help="make a report in reports/NAME, and reports/index.html",
        description="Read documents, run the notebooks, and write them, their pages and the tables to reports/NAME.",
    )
    added.add_argument("paths", nargs="*", metavar="PATH", help="files and folders to read (default: the seed)")
    added.add_argument("--name", help="the report's name (default: seed, or the name of the first PATH)")
    added.add_argument(
        "-p",
        dest="parameters",
        nargs=2,
        action="append",
        default=[],
        metavar=("NAME", "VALUE"),
        help="a parameter of the notebooks, as in: -p since 2022-01-01 -p themes defence,connectivity",
    )
    added.add_argument("--strict", action="store_true", help="stop at a file that cannot be used")
    added.add_argument("--out", type=Path, default=Path("reports"), help="where the reports are (default: reports)")
    added.set_defaults(command=run_report)


def _declare_verify(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions verify``."""
    added = subparsers.add_parser(
        "verify",
        help="make a report again and compare it, byte for byte",
        description="Make a report again from the inputs and parameters in its manifest.json, in a temporary "
        "folder, and name every file that differs. The exit status is 0 if all are identical.",
    )
    added.add_argument("folder", type=Path, metavar="REPORT", help="the report's folder, as in reports/seed")
    added.add_argument(
        "--inputs",
        type=Path,
        metavar="FOLDER",
        help="the folder with the files that the report was made from (default: their recorded places, seen from the "
        "working folder)",
    )
    added.set_defaults(command=run_verify)


def _declare_changes(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions changes``."""
    added = subparsers.add_parser(
        "changes",
        help="say what changed from one report to another",
        description="Compare two reports by their statements and manifests, and write reports/changes-OLD-NEW.",
    )
    added.add_argument("old", metavar="OLD", help="a report's name, or its folder")
    added.add_argument("new", metavar="NEW", help="a later report's name, or its folder")
    added.add_argument("--out", type=Path, default=Path("reports"), help="where the reports are (default: reports)")
    added.set_defaults(command=run_changes)


def _declare_extract(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions extract``."""
    added = subparsers.add_parser(
        "extract",
        help="write the coded statements of documents to a file",
        description="Read documents and write their statements, coded, with the reason for each code.",
    )
    added.add_argument("paths", nargs="+", metavar="PATH", help="files and folders to read")
    added.add_argument("--out", type=Path, required=True, metavar="FILE", help="ending in .jsonl, .csv or .parquet")
    added.add_argument("--actor", metavar="CODE", help="the country that speaks (default: PAK)")
    added.add_argument("--counterparts", metavar="CODE,CODE", help="the two countries it speaks to (default: USA,CHN)")
    added.add_argument("--strict", action="store_true", help="write nothing if any file cannot be used")
    added.set_defaults(command=run_extract)


def _declare_notebooks(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions notebooks``."""
    text = "run the project's own notebooks again, in place"
    subparsers.add_parser("notebooks", help=text, description=text).set_defaults(command=run_notebooks)


def _declare_validate(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions validate``."""
    text = "measure the coding against the hand coding beside the project, and store the figures"
    subparsers.add_parser("validate", help=text, description=text).set_defaults(command=run_validate)
