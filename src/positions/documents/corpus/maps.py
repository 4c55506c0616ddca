"""The way back from the stored text of a document to what came in: ``maps.jsonl``, one line a document."""

import json
from pathlib import Path

from positions.documents.traced import Origin, Run, Traced
from positions.files import write_atomically

NAME = "maps.jsonl"


def encoded(text: Traced) -> list[list]:
    """Return the runs of a text as plain lists: part, start and end in what came in, start and end as stored."""
    return [[*run.origin, run.start, run.end] for run in text.runs]


def read(folder: Path) -> dict[str, str]:
    """Return the line of each document, undecoded, by its id.

    Parameters
    ----------
    folder : Path
        The corpus.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as file:
        return {line.partition('"')[2].partition('"')[0]: line for line in file}


def write(folder: Path, lines: dict[str, str]) -> None:
    """Write the lines of all documents, in the order of their ids."""
    write_atomically(folder / NAME, "".join(lines[doc_id] for doc_id in sorted(lines)))


def line(doc_id: str, text: Traced) -> str:
    """Return the line of a document: its id, then its runs."""
    return json.dumps([doc_id, *encoded(text)], ensure_ascii=False, separators=(",", ":")) + "\n"


def runs(found: str) -> tuple[Run, ...]:
    """Return the runs on the line of a document; a blank line has none."""
    listed = json.loads(found)[1:] if found else ()
    return tuple(Run(start, end, Origin(part, *came)) for part, *came, start, end in listed)
