"""The command ``positions``. What a subcommand needs is imported when it runs, so that help is there at once."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from unicodedata import category

from positions import __version__, places
from positions.errors import InputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line when not given.

    Returns
    -------
    int
        0 when all went well; 1 when something given cannot be used or a notebook failed, said in one message on
        standard error; 130 when interrupted.
    """
    given = parser().parse_args(arguments)
    try:
        return given.command(given)
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except (InputError, OSError) as error:
        say(str(error))
        return 1


def say(text: str) -> None:
    """Write a line of progress, a warning or an error to standard error; controls in names of files become escapes."""
    safe = "".join(c if c == "\n" or category(c) not in ("Cc", "Cf", "Cs") else ascii(c)[1:-1] for c in text)
    print(f"positions: {safe}", file=sys.stderr, flush=True)


def report(given: argparse.Namespace) -> int:
    """Run the report's notebooks and write reports/NAME."""
    from positions.reporting import choices, report
    from positions.reporting.runs import NotebookError
    from positions.reporting.verbatim import NotVerbatim

    defaults = {name: text for notebook in report.notebooks() for name, text in notebook.defaults.items()}
    parameters = choices.values(given.parameters, defaults)
    if given.paths:
        if "documents" in parameters:
            raise InputError("documents", "is given twice", "Give either PATH or -p documents.")
        parameters = {"documents": given.paths} | parameters
    try:
        index = report.build(given.name or _name(given.paths), parameters, given.out, given.strict, say)
    except (NotebookError, NotVerbatim) as error:
        say(str(error))
        return 1
    say(f"wrote {index}")
    return 0


def verify(given: argparse.Namespace) -> int:
    """Make a report again and compare it with what is there, byte for byte."""
    from positions.reporting import verification
    from positions.reporting.runs import NotebookError

    try:
        is_same = verification.verify(given.folder, say)
    except NotebookError as error:
        say(str(error))
        return 1
    say(f"{given.folder}: {'identical' if is_same else 'not identical'}")
    return 0 if is_same else 1


def changes(given: argparse.Namespace) -> int:
    """Say what changed from one report to another."""
    from positions.reporting import changes

    say(f"wrote {changes.build(given.old, given.new, given.out, say)}")
    return 0


def extract(given: argparse.Namespace) -> int:
    """Write the statements of documents to a file."""
    from positions import coding, documents
    from positions.reporting import exports

    exports.writer_for(given.out)
    corpus = documents.read(given.paths)
    for item in corpus.left_out:
        say(f"left out {item.file}: {item.reason}. {item.remedy}")
    if given.strict and corpus.left_out:
        return 1
    coded = coding.code(corpus.documents).statements
    found = coding.corrected(coded, corpus.documents, coding.corrections(corpus.corrections))
    refused = found.corrections[found.corrections.problem != ""]
    for item in refused.itertuples():
        say(f"correction not applied: {item.file}, line {item.line}: {item.problem}. {item.remedy}")
    if given.strict and len(refused):
        return 1
    statements = found.statements
    exports.write(statements, corpus.documents, given.out)
    say(f"wrote {len(statements)} statements from {len(corpus.documents)} documents to {given.out}")
    return 0


def notebooks(given: argparse.Namespace) -> int:
    """Run the project's own notebooks again, in place."""
    from positions.reporting import report, runs

    paths = sorted((places.project() / "notebooks").glob("*.ipynb"))
    stored = [runs.Notebook(path) for path in paths]
    with chdir(places.project()):  # so that "seeds" is the project's
        executed = runs.run(stored, {}, lambda done: say(f"{done}: done"))
    for notebook, node in zip(stored, executed, strict=True):
        report.write(notebook.path, node)
    return 0


def validate(given: argparse.Namespace) -> int:
    """Measure the coding against the hand coding, fit the confidences, and store both."""
    from positions import validation
    from positions.coding import confidence
    from positions.validation import measure, store

    if not validation.is_at_hand():
        say("no hand coding at ../shared/gold: nothing measured, the stored figures stay as they are")
        return 0
    figures, weights = measure.measure(validation.read())
    for path, text in ((store.PATH, figures), (confidence.WEIGHTS, weights)):
        path.write_text(text, encoding="utf-8", newline="\n")
        say(f"wrote {path.name}")
    return 0


def _name(paths: Sequence[str]) -> str:
    """Return the name of a report on some documents: of the seed, or of the first path."""
    return Path(paths[0]).resolve().stem if paths else "seed"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="positions", description="What Pakistan says to the United States and to China, from texts to a report."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _report(commands)
    _verify(commands)
    _changes(commands)
    _extract(commands)
    _notebooks(commands)
    _validate(commands)
    return parser


def _report(commands: argparse._SubParsersAction) -> None:
    """Add ``positions report``."""
    added = commands.add_parser(
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
    added.set_defaults(command=report)


def _verify(commands: argparse._SubParsersAction) -> None:
    """Add ``positions verify``."""
    added = commands.add_parser(
        "verify",
        help="make a report again and compare it, byte for byte",
        description="Make a report again from the inputs and parameters in its manifest.json, in a folder that is gone "
        "afterwards, and name every file that differs. Exit status 0: identical.",
    )
    added.add_argument("folder", type=Path, metavar="REPORT", help="the report's folder, as in reports/seed")
    added.set_defaults(command=verify)


def _changes(commands: argparse._SubParsersAction) -> None:
    """Add ``positions changes``."""
    added = commands.add_parser(
        "changes",
        help="say what changed from one report to another",
        description="Compare two reports by their statements and manifests, and write reports/changes-OLD-NEW.",
    )
    added.add_argument("old", metavar="OLD", help="a report's name, or its folder")
    added.add_argument("new", metavar="NEW", help="a later report's name, or its folder")
    added.add_argument("--out", type=Path, default=Path("reports"), help="where the reports are (default: reports)")
    added.set_defaults(command=changes)


def _extract(commands: argparse._SubParsersAction) -> None:
    """Add ``positions extract``."""
    added = commands.add_parser(
        "extract",
        help="write the coded statements of documents to a file",
        description="Read documents and write their statements, coded, with the reason for each code.",
    )
    added.add_argument("paths", nargs="+", metavar="PATH", help="files and folders to read")
    added.add_argument("--out", type=Path, required=True, metavar="FILE", help="ending in .jsonl, .csv or .parquet")
    added.add_argument("--strict", action="store_true", help="write nothing if a file cannot be used")
    added.set_defaults(command=extract)


def _notebooks(commands: argparse._SubParsersAction) -> None:
    """Add ``positions notebooks``."""
    text = "run the project's own notebooks again, in place"
    commands.add_parser("notebooks", help=text, description=text).set_defaults(command=notebooks)


def _validate(commands: argparse._SubParsersAction) -> None:
    """Add ``positions validate``."""
    text = "measure the coding against the hand coding beside the project, and store the figures"
    commands.add_parser("validate", help=text, description=text).set_defaults(command=validate)
