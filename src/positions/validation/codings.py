"""The project's own codings of press articles, by reference: places and codes, no words of the press.

``codings/press.jsonl`` has a line for each reading of an article: its file name, where it was published, the sha256 of
its text, which sample it was drawn for, and the places and codes of its statements (``codings/README.md``). Whoever has
the texts gets the words back from them.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from positions.errors import InputError

PATH = Path(__file__).parent / "codings" / "press.jsonl"
FIRST, SECOND = "first", "second"


@dataclass(frozen=True)
class Reading:
    """One reading of one article.

    Attributes
    ----------
    file : str
        ``YYYY-MM-DD_outlet_title.txt``.
    source_id : str
        Its address, or where it stood in what was received.
    sha256 : str
        Of the text.
    sample : str
        What it was drawn for.
    reading : str
        ``first`` or ``second``.
    statements : tuple of dict
        The places of content, cue, source, condition and label, and the codes.
    """

    file: str
    source_id: str
    sha256: str
    sample: str
    reading: str
    statements: tuple[dict, ...]

    def records(self, text: str) -> list[dict]:
        """Return the statements with their words, as hand coding is written.

        Parameters
        ----------
        text : str
            The article's.
        """
        return [self._record(statement, text) for statement in self.statements]

    def _record(self, statement: dict, text: str) -> dict:
        """Return one statement with its words."""
        pieces = [text[start:end] for start, end in statement["content"]]
        words = {name: _words(text, statement[name]) for name in ("cue", "source", "condition", "label")}
        codes = {name: value for name, value in statement.items() if name not in (*words, "content")}
        content = pieces if len(pieces) > 1 else pieces[0]
        return {"file": self.file, "content": content, "spans": statement["content"]} | words | codes


def _words(text: str, place: list[int] | None) -> str:
    """Return the words at a place, blank when there is none."""
    return text[place[0] : place[1]] if place else ""


def readings() -> list[Reading]:
    """Return every reading, by file name and reading."""
    found = []
    for line in PATH.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kept = {name: row[name] for name in ("file", "source_id", "sha256", "sample", "reading")}
        found.append(Reading(**kept, statements=tuple(row["statements"])))
    return found


def texts(wanted: Iterable[Reading], corpora: Path) -> dict[str, str]:
    """Return the texts of articles that were coded, by file name.

    Parameters
    ----------
    wanted : iterable of Reading
        Of the articles.
    corpora : Path
        The folder with the collections that they were drawn from.

    Raises
    ------
    InputError
        If a text is not there, or is not the one that was coded.
    """
    from positions.documents import adding  # it brings the readers of every format
    from positions.documents.readers import columns

    by_sha256 = {one.sha256: one for one in wanted}
    addresses = {one.source_id for one in by_sha256.values()}
    with TemporaryDirectory() as folder:
        offered = Path(folder) / "press.jsonl"
        with offered.open("w", encoding="utf-8") as kept:
            for path in sorted((corpora / "press").glob("*.jsonl.gz")):
                with gzip.open(path, "rt", encoding="utf-8") as rows:
                    kept.writelines(row for row in rows if json.loads(row)["url"] in addresses)
        tables = sorted((corpora / "csv").glob("*.csv"))
        corpus = Path(folder) / "corpus"
        adding.add([str(offered), *map(str, tables)], corpus, adding.Given(), columns.Mapping())
        rows = [json.loads(row) for row in (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
        found = {
            by_sha256[row["sha256_text"]].file: (corpus / "documents" / row["file"]).read_text(encoding="utf-8")
            for row in rows
            if row["sha256_text"] in by_sha256
        }
    missing = sorted({one.file for one in by_sha256.values()} - set(found))
    if missing:
        what = f"{len(missing)} of {len(by_sha256)} coded articles are not there as they were coded, {missing[0]} first"
        raise InputError(str(corpora), what, "Add the collections that codings/README.md names.")
    return found
