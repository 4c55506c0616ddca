"""The command ``positions``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from positions import __version__, commands, progress
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
        with progress.shown():
            return given.command(given)
    except KeyboardInterrupt:
        commands.say("interrupted")
        return 130
    except InputError as error:
        commands.say(str(error))
        return 1
    except OSError as error:
        commands.say(_said(error))
        return 1


def _said(error: OSError) -> str:
    """Return what the system would not do, and with which file, in a sentence."""
    if not (error.filename and error.strerror):
        return str(error)
    remedy = "See that it is there, that you may read and write it, and that there is space on the disk."
    return f"{error.filename}: {error.strerror.lower()}. {remedy}"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="positions",
        description="What Pakistan says to the United States and to China, or one country to two others, from texts to "
        "a report.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(subparsers)
    _report(subparsers)
    _verify(subparsers)
    _changes(subparsers)
    _extract(subparsers)
    _notebooks(subparsers)
    _validate(subparsers)
    return parser


def _add(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions add``."""
    added = subparsers.add_parser(
        "add",
        help="take documents into a corpus, a folder that reports can read",
        description="Read files, folders, ZIP archives, tables (CSV, JSON Lines, Parquet), lists of links, addresses; "
        "store the articles in them, and list what was not taken, with the reason, in the corpus's ledger.jsonl.",
    )
    added.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, a folder, an archive, a table, an address")
    added.add_argument("--to", type=Path, default=Path("corpus"), metavar="FOLDER", help="the corpus (default: corpus)")
    added.add_argument(
        "--map",
        default="",
        metavar="FIELD=COLUMN,…",
        help="columns of a table, as in: --map text=content,published=date",
    )
    added.add_argument("--outlet", default="", help="who published what does not say so itself")
    added.add_argument("--rights", default="", help="the terms under which the texts may be used")
    added.add_argument("--local-network", action="store_true", help="allow addresses in this machine's own network")
    added.add_argument("--refresh", action="store_true", help="ask for pages that are kept again")
    added.set_defaults(command=commands.add)


def _report(subparsers: argparse._SubParsersAction) -> None:
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
    added.set_defaults(command=commands.report)


def _verify(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions verify``."""
    added = subparsers.add_parser(
        "verify",
        help="make a report again and compare it, byte for byte",
        description="Make a report again from the inputs and parameters in its manifest.json, in a folder that is gone "
        "afterwards, and name every file that differs. Exit status 0: identical.",
    )
    added.add_argument("folder", type=Path, metavar="REPORT", help="the report's folder, as in reports/seed")
    added.add_argument(
        "--inputs",
        type=Path,
        metavar="FOLDER",
        help="the folder that has what the report was made from (default: where it was when the report was made, seen "
        "from the working folder)",
    )
    added.set_defaults(command=commands.verify)


def _changes(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions changes``."""
    added = subparsers.add_parser(
        "changes",
        help="say what changed from one report to another",
        description="Compare two reports by their statements and manifests, and write reports/changes-OLD-NEW.",
    )
    added.add_argument("old", metavar="OLD", help="a report's name, or its folder")
    added.add_argument("new", metavar="NEW", help="a later report's name, or its folder")
    added.add_argument("--out", type=Path, default=Path("reports"), help="where the reports are (default: reports)")
    added.set_defaults(command=commands.changes)


def _extract(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions extract``."""
    added = subparsers.add_parser(
        "extract",
        help="write the coded statements of documents to a file",
        description="Read documents and write their statements, coded, with the reason for each code.",
    )
    added.add_argument("paths", nargs="+", metavar="PATH", help="files and folders to read")
    added.add_argument("--out", type=Path, required=True, metavar="FILE", help="ending in .jsonl, .csv or .parquet")
    added.add_argument("--actor", metavar="CODE", help="who speaks, a country with a profile (default: PAK)")
    added.add_argument("--counterparts", metavar="CODE,CODE", help="to which two (default: USA,CHN)")
    added.add_argument("--strict", action="store_true", help="write nothing if a file cannot be used")
    added.set_defaults(command=commands.extract)


def _notebooks(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions notebooks``."""
    text = "run the project's own notebooks again, in place"
    subparsers.add_parser("notebooks", help=text, description=text).set_defaults(command=commands.notebooks)


def _validate(subparsers: argparse._SubParsersAction) -> None:
    """Add ``positions validate``."""
    text = "measure the coding against the hand coding beside the project, and store the figures"
    subparsers.add_parser("validate", help=text, description=text).set_defaults(command=commands.validate)
