"""The hand coding: press articles coded by the codebook, and which of them the network was not trained on.

The codings stand in ``../shared/gold`` beside the project (two readings, merged), in ``../shared/gold/more`` (one
reading) and in the project itself (``codings/press.jsonl``; one reading, of the articles of one month two). All
readings were made by language models.

The project's own codings hold no words of the press: a line for each reading of an article has its file name, where
it was published, the sha256 of its text, which sample it was drawn for, and the places and codes of its statements
(``codings/README.md``). Whoever has the texts gets the words back from them.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from positions import coding, documents, files, progress
from positions.attribution.statements import CONTEXT, ENGAGEMENT
from positions.countries import SIDES
from positions.documents import Document
from positions.errors import InputError
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, read_spans
from positions.validation.matching import match_statements

PRESS_CODINGS = Path(__file__).parent / "codings" / "press.jsonl"


PLACED_WORDS = ("cue", "source", "condition", "label")  # of a statement, each by its place in the text


def read_readings() -> list[dict]:
    """Return every reading of an article, by file name and reading: the lines that ``codings/README.md`` describes."""
    return [json.loads(line) for line in PRESS_CODINGS.read_text(encoding="utf-8").splitlines()]


def records_of(reading: dict, text: str) -> list[dict]:
    """Return the statements of a reading with their words, as hand coding is written.

    Parameters
    ----------
    reading : dict
        See `read_readings`.
    text : str
        The article's.
    """
    return [{"file": reading["file"]} | _record(statement, text) for statement in reading["statements"]]


def _record(statement: dict, text: str) -> dict:
    """Return one statement with its words."""
    pieces = [text[slice(*place)] for place in statement["content"]]
    words = {name: text[slice(*statement[name])] if statement[name] else "" for name in PLACED_WORDS}
    content = pieces if len(pieces) > 1 else pieces[0]
    return statement | words | {"content": content, "spans": statement["content"]}


def read_texts(wanted: Iterable[dict], corpora: Path) -> dict[str, str]:
    """Return the texts of articles that were coded, by file name.

    Parameters
    ----------
    wanted : iterable of dict
        Of each article ``file``, ``source_id`` and ``sha256``.
    corpora : Path
        The folder with the collections that they were drawn from.

    Raises
    ------
    InputError
        If a text is missing, or is not the one that was coded.
    """
    # it brings the readers of every format
    from positions.ingest import adding, intake, tables

    names = {one["sha256"]: one["file"] for one in wanted}
    addresses = {one["source_id"] for one in wanted}
    with TemporaryDirectory() as folder:
        offered = Path(folder) / "press.jsonl"
        with offered.open("w", encoding="utf-8") as kept:
            for path in sorted((corpora / "press").glob("*.jsonl.gz")):
                with gzip.open(path, "rt", encoding="utf-8") as rows:
                    kept.writelines(row for row in rows if json.loads(row)["url"] in addresses)
        lists = sorted((corpora / "csv").glob("*.csv"))
        corpus = Path(folder) / "corpus"
        adding.add([str(offered), *map(str, lists)], corpus, intake.Given(), tables.Mapping())
        rows = [json.loads(row) for row in (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
        found = {
            names[row["sha256_text"]]: (corpus / "documents" / row["file"]).read_text(encoding="utf-8")
            for row in rows
            if row["sha256_text"] in names
        }
    if missing := sorted(set(names.values()) - set(found)):
        what = f"{len(missing)} of {len(names)} coded articles are missing or have changed, the first is {missing[0]}"
        raise InputError(str(corpora), what, "Add the collections that codings/README.md names.")
    return found


MERGED_FILE = "statements.jsonl"
# The articles kept apart, of which alone figures are counted; those that the network learned from; and those on which
# what training cannot choose was chosen, and which may be looked at.
MONTH, OUTLETS = "another month", "other outlets"
PARTS = (MONTH, OUTLETS)
LEARNED, DEVELOPMENT = "learned", "development"
SEED_ARTICLE = "2022-07-29_dunya"  # the first source, which has to read right: always learned from
ONE_IN = 12  # of the articles that are not kept apart, one in so many is for development
APART_MONTH = "2025-04"
APART_OUTLETS = ("thenews", "tribune")


@dataclass(frozen=True)
class HandCoding:
    """Articles coded by hand, with every coding of them.

    Attributes
    ----------
    documents : tuple of Document
        All articles, those without a statement among them.
    merged : dict of str to list of dict
        Statements by file name, as records: those that both readings have (others are ``optional``).
    first, second : dict of str to list of dict
        Either reading of the articles that were read twice.
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
        """Return the machine's coding of the articles, as records by file name."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(partial(coding.code_document, sides=SIDES), self.documents)
            coded = list(progress.over(found, "coding", len(self.documents)))
        return group_by_file([record for statements, _ in coded for record in as_records(statements)], self.texts())


def gold_folder() -> Path:
    """Return the folder of the hand coding: ``../shared/gold`` beside the project."""
    return files.project_folder().parent / "shared" / "gold"


def is_at_hand() -> bool:
    """Tell whether the hand coding and the texts of the project's own codings are there."""
    return (
        all((place / MERGED_FILE).is_file() for place in (gold_folder(), gold_folder() / "more"))
        and _corpora().is_dir()
    )


def _corpora() -> Path:
    """Return where the collections are that the project's own codings are of."""
    return gold_folder().parent / "corpora"


@cache
def _seen() -> frozenset[str]:
    """Return the articles of the month and outlets kept apart that were looked at."""
    lines = PRESS_CODINGS.with_name("seen.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def part_of(file: str) -> str:
    """Return the part an article belongs to.

    Parameters
    ----------
    file : str
        ``YYYY-MM-DD_outlet_title.txt``. Outlet and month decide, then the sha256 of the name, so that nobody chooses.
        An article that was looked at (``codings/seen.txt``) is for development, wherever it is from.
    """
    month, outlet = file[:7], [*file.split("_"), ""][1]
    if file in _seen():
        return DEVELOPMENT
    if outlet in APART_OUTLETS:
        return OUTLETS
    if month == APART_MONTH:
        return MONTH
    is_learned = file.startswith(SEED_ARTICLE) or int(hashlib.sha256(file.encode()).hexdigest(), 16) % ONE_IN
    return LEARNED if is_learned else DEVELOPMENT


def coded_articles(*parts: str) -> dict[str, tuple[str, list[dict], list[list[dict]]]]:
    """Return the coded articles of some parts.

    Parameters
    ----------
    *parts : str
        See `part_of`.

    Returns
    -------
    dict of str to tuple
        By file name: the text, the merged statements, and the readings they were merged from (none where only the
        merged are at hand).

    Raises
    ------
    InputError
        If a file is missing, or a line of a coding cannot be read.
    """
    found = {}
    for place in (gold_folder(), gold_folder() / "more"):
        merged = _read_statements(place / MERGED_FILE)
        for path in sorted((place / "documents").glob("*.txt")):
            if part_of(path.name) in parts:
                own = [row for row in merged if row["file"] == path.name]
                found[path.name] = path.read_text(encoding="utf-8"), own, []
    own = [one for one in read_readings() if part_of(one["file"]) in parts]
    for file, text in read_texts(own, _corpora()).items():
        each = [records_of(one, text) for one in own if one["file"] == file]
        found[file] = text, merged_readings(*each, text) if len(each) > 1 else each[0], each
    return dict(sorted(found.items()))


def read(*parts: str) -> HandCoding:
    """Read the hand coding of some articles.

    Parameters
    ----------
    *parts : str
        See `part_of`; those kept apart when none is given.

    Returns
    -------
    HandCoding

    Raises
    ------
    InputError
        If it is not there, or a line of it cannot be read.
    """
    if not is_at_hand():
        raise InputError("../shared/gold", "does not exist", "Measuring needs the hand coding beside the project.")
    found = coded_articles(*(parts or PARTS))
    digest = hashlib.sha256(PRESS_CODINGS.read_bytes())
    for path in (gold_folder() / MERGED_FILE, gold_folder() / "more" / MERGED_FILE):
        digest.update(path.read_bytes())
    with TemporaryDirectory() as place:
        for file, (text, *_) in found.items():
            (Path(place) / file).write_text(text, encoding="utf-8", newline="")
        read_in = documents.read([place]).documents
    for document in read_in:
        digest.update(document.sha256.encode())
    twice = {file: each for file, (_, _, each) in found.items() if len(each) > 1}
    merged = {document.file: found[document.file][1] for document in read_in}
    first, second = ({file: each[n] for file, each in twice.items()} for n in (0, 1))
    return HandCoding(read_in, merged, first, second, digest.hexdigest())


def merged_readings(first: list[dict], second: list[dict], text: str) -> list[dict]:
    """Return the statements of two readings of an article; those that only one has are ``optional``.

    If their codes differ, both are kept, the second's under ``also``.
    """
    pairs = match_statements(first, second, text)
    found = []
    for pair in pairs.pairs:
        also = {
            name: [value]
            for name, value in pair.other.items()
            if name not in ("file", "content", "spans") and value != pair.hand.get(name)
        }
        found.append(pair.hand | ({"also": also} if also else {}))
    found += [row | {"optional": True} for row in (*pairs.missed, *pairs.spurious)]
    return sorted(found, key=lambda row: row["spans"])


def group_by_file(rows: list[dict], files: object) -> dict[str, list[dict]]:
    """Return records by their file, in order; a file without any has an empty list."""
    found: dict[str, list[dict]] = {file: [] for file in files}
    for row in rows:
        found[row["file"]].append(row)
    return found


def as_records(rows: list[dict]) -> list[dict]:
    """Return rows of the table as hand coding is written, spans, pieces and themes as lists, and the ``row`` itself.

    The hand coding follows codebook 1.1, which calls the basis `context` `engagement`.
    """
    found = []
    for row in rows:
        spans = read_spans(row["spans"])
        pieces = row["content"].split(PIECE_SEPARATOR)
        content = pieces if len(pieces) == len(spans) > 1 else row["content"]
        lists = {"spans": spans, "content": content, "themes": row["themes"].split(LIST_SEPARATOR)}
        lists |= {"target_basis": ENGAGEMENT if row["target_basis"] == CONTEXT else row["target_basis"]}
        found.append(row | lists | {"row": row})
    return found


def _read_statements(path: Path) -> list[dict]:
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
