"""The hand coding beside the project: two independent readings by language models, and what was merged from them."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from positions import coding, documents, places
from positions.documents import Document
from positions.errors import InputError
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR

MERGED, FIRST, SECOND = "statements.jsonl", "coding_a.jsonl", "coding_b.jsonl"
HALVES = ("looking", "counting")


@dataclass(frozen=True)
class HandCoding:
    """Articles coded by hand, with every coding of them.

    Attributes
    ----------
    documents : tuple of Document
        All articles, those without a statement among them.
    merged, first, second : dict of str to list of dict
        Statements by file name, as records: what both readings have (what one alone has is ``optional``), and either
        reading.
    sha256 : str
        Of the codings and the articles.
    """

    documents: tuple[Document, ...]
    merged: dict[str, list[dict]]
    first: dict[str, list[dict]]
    second: dict[str, list[dict]]
    sha256: str

    def texts(self) -> dict[str, str]:
        """Return the articles' texts by file name."""
        return {document.file: document.text for document in self.documents}

    def machine(self) -> dict[str, list[dict]]:
        """Return what the rules make of the articles, as records by file name."""
        return by_file(
            [record for document in self.documents for record in records(coding.code_document(document)[0])],
            self.texts(),
        )


def folder() -> Path:
    """Return where the hand coding is looked for: ``../shared/gold`` beside the project."""
    return places.project().parent / "shared" / "gold"


def is_at_hand() -> bool:
    """Tell whether the hand coding is there."""
    return (folder() / MERGED).is_file()


def read() -> HandCoding:
    """Read the hand coding and its articles.

    Returns
    -------
    HandCoding

    Raises
    ------
    InputError
        If it is not there, or a line of it cannot be read.
    """
    if not is_at_hand():
        raise InputError("../shared/gold", "is not there", "The figures are measured where the hand coding is at hand.")
    articles = documents.read([str(folder() / "documents")]).documents
    names = [document.file for document in articles]
    codings = [by_file(_statements(folder() / name), names) for name in (MERGED, FIRST, SECOND)]
    digest = hashlib.sha256()
    for path in [folder() / name for name in (MERGED, FIRST, SECOND)]:
        digest.update(path.read_bytes())
    for document in articles:
        digest.update(document.sha256.encode())
    return HandCoding(articles, *codings, digest.hexdigest())


def half(file: str) -> str:
    """Return the half an article belongs to: ``looking`` may be read for errors, ``counting`` is only counted.

    Parameters
    ----------
    file : str
        The file's name; the sha256 of it decides, so that nobody chooses.
    """
    return HALVES[int(hashlib.sha256(file.encode()).hexdigest(), 16) % 2]


def by_file(rows: list[dict], files: object) -> dict[str, list[dict]]:
    """Return records by the file they are of, in order; a file without any has an empty list."""
    found: dict[str, list[dict]] = {file: [] for file in files}
    for row in rows:
        found[row["file"]].append(row)
    return found


def records(rows: list[dict]) -> list[dict]:
    """Return rows of the table as hand coding is written, spans, pieces and themes as lists, and the ``row`` itself."""
    found = []
    for row in rows:
        spans = [[int(place) for place in span.split("-")] for span in row["spans"].split(LIST_SEPARATOR)]
        pieces = row["content"].split(PIECE_SEPARATOR)
        content = pieces if len(pieces) == len(spans) > 1 else row["content"]
        lists = {"spans": spans, "content": content, "themes": row["themes"].split(LIST_SEPARATOR)}
        found.append(row | lists | {"row": row})
    return found


def _statements(path: Path) -> list[dict]:
    """Read the statements of one coding."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            record = json.loads(line) if line.strip() else {"kind": ""}
        except json.JSONDecodeError as error:
            raise InputError(f"{path.name}, line {number}", str(error), "Restore the hand coding.") from None
        if record.get("kind", "statement") == "statement":
            found.append(record)
    return found
