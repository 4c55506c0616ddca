"""What the subcommands of ``positions`` do; what one needs is imported when it runs, so that help is there at once."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import category

from tqdm import tqdm

from positions import places
from positions.errors import InputError


def say(text: str) -> None:
    """Write a line of progress, a warning or an error to standard error; controls in names of files become escapes."""
    safe = "".join(c if c == "\n" or category(c) not in ("Cc", "Cf", "Cs") else ascii(c)[1:-1] for c in text)
    tqdm.write(f"positions: {safe}", file=sys.stderr)  # above a line of progress, if there is one


def add(given: argparse.Namespace) -> int:
    """Take documents into a corpus and say what became of each."""
    from positions.documents import adding, summary
    from positions.documents.readers import columns

    chosen = adding.Given(outlet=given.outlet, rights=given.rights, added=_today())
    mapping = columns.parse(given.map) if given.map else columns.Mapping()
    tally = adding.add(given.sources, given.to, chosen, mapping, given.local_network, given.refresh, say)
    for line in summary.lines(tally, given.to):
        say(line)
    return 0


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
        is_same = verification.verify(given.folder, given.inputs, say)
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
    from positions.comparison import Parameters
    from positions.documents.reasons import Reasons
    from positions.reporting import exports

    exports.writer_for(given.out)
    asked = {name: value for name in ("actor", "counterparts") if (value := getattr(given, name)) is not None}
    sides = Parameters(**asked).sides
    corpus = documents.read(given.paths)
    for line in Reasons(corpus.left_out).lines():
        say(f"left out {line}")
    if given.strict and corpus.left_out:
        say(f"{given.out}: is not written, because of what was left out. Mend that, or do without --strict.")
        return 1
    coded = coding.code(corpus.documents, sides).statements
    found = coding.corrected(coded, corpus.documents, coding.corrections(corpus.corrections), sides=sides)
    refused = found.corrections[found.corrections.problem != ""]
    for item in refused.itertuples():
        say(f"correction not applied: {item.file}, line {item.line}: {item.problem}. {item.remedy}")
    if given.strict and len(refused):
        say(f"{given.out}: is not written, because of these corrections. Mend them, or do without --strict.")
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
    from positions.validation.handcoding import DEVELOPMENT, LEARNED

    if not validation.is_at_hand():
        say("no hand coding at ../shared/gold: nothing measured, the stored figures stay as they are")
        return 0
    figures, weights = measure.measure(validation.read(), validation.read(LEARNED, DEVELOPMENT))
    for path, text in ((store.PATH, figures), (confidence.WEIGHTS, weights)):
        path.write_text(text, encoding="utf-8", newline="\n")
        say(f"wrote {path.name}")
    return 0


def _today() -> str:
    """Return the day documents are added, or the one that the user sets, for reproducible corpora."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return moment.date().isoformat()


def _name(paths: Sequence[str]) -> str:
    """Return the name of a report on some documents: of the seed, or of the first path."""
    return Path(paths[0]).resolve().stem if paths else "seed"
