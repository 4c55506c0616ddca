"""What a notebook needs: read documents, extract statements, compare them, search them, and make or load a report.

`import positions` offers the functions of this module. Tables are pandas DataFrames. Each table of a `Comparison` is a
`SectionView`: ``.df`` is the table, ``.rows`` are the statements it counts, and a notebook shows it as the report does.
Nothing is silently empty: a side, part, code or theme that does not exist is an `InputError` naming those that do.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import overload

import pandas as pd

from positions import coding, comparison, documents, files, schemas
from positions.coding import Codebook
from positions.comparison import (
    Parameters,
    archive_coverage,
    concordance,
    pair,
    partition,
    select,
)
from positions.comparison.events import REPORTS
from positions.comparison.parameters import MINIMUM
from positions.countries import SIDES
from positions.documents import Collection, Document, Span
from positions.errors import InputError
from positions.reporting import building, exports, manifest, verification
from positions.views import Comparison, SectionView, with_views

SEED = "seeds"
COMPARED = "documents, a path or several, a table of statements, a loaded report"
WIDTH = 300  # characters of the text around a statement
FEW = 3  # documents named in the summary
NO_TEXT = "[text not loaded]"
STORED = {
    "statements": (exports.read_statements, partition.STATEMENTS_BY_PART),
    "engagements": (exports.read_engagements, REPORTS),
    "documents": (exports.read_documents, archive_coverage.REGISTER),
}

Day = str | datetime.date
Codes = str | Sequence[str]


class Documents(Sequence[Document]):
    """Documents that were read, in the order of their file names.

    Parameters
    ----------
    collection : Collection
        What was read and what was left out.
    paths : sequence of str
        Where it was read from.

    Examples
    --------
    >>> import positions
    >>> documents = positions.load_seed()
    >>> len(documents), documents[0].title
    (1, 'Pakistan wants multi-faceted relations with US based on common interests: COAS')
    >>> documents.df[["outlet", "published", "characters"]].to_dict("records")
    [{'outlet': 'dunya', 'published': '2022-07-29', 'characters': 2173}]
    """

    def __init__(self, collection: Collection, paths: Sequence[str]) -> None:
        self.collection, self.paths = collection, tuple(paths)

    @overload
    def __getitem__(self, at: int | str) -> Document: ...

    @overload
    def __getitem__(self, at: slice) -> "Documents": ...

    def __getitem__(self, at: int | str | slice) -> "Document | Documents":
        """Return one document by its place or its ``doc_id``, or some by a slice."""
        if isinstance(at, slice):
            return Documents(replace(self.collection, documents=self.collection.documents[at]), self.paths)
        if isinstance(at, str):
            return _one(self, at)
        return self.collection.documents[at]

    def __len__(self) -> int:
        return len(self.collection.documents)

    @property
    def df(self) -> pd.DataFrame:
        """The documents as a table, a row for each."""
        return self.collection.table()

    @property
    def left_out(self) -> pd.DataFrame:
        """What could not be used, with the reason and the remedy."""
        return self.collection.left_out_table()

    def around(self, statement: pd.Series, width: int = WIDTH) -> str:
        """Return the text around a statement, its own words between ``>>`` and ``<<``.

        Parameters
        ----------
        statement : Series
            A row of a table of statements, as ``statements.iloc[2]`` gives it.
        width : int
            Characters before and after it.

        Examples
        --------
        >>> import positions
        >>> documents = positions.load_seed()
        >>> print(documents.around(positions.extract(documents).iloc[6], width=20))
        … ces. He appreciated >>Pakistan’s role in regional stability<< and pledged to play …
        """
        if width < 0:
            raise InputError("width", f"{width} is below nought", "Give a number of characters.")
        text = _one(self, statement.statement_id.rpartition(":")[0]).text
        before, after = text[max(0, statement.start - width) : statement.start], text[statement.end :][:width]
        opening = "… " if statement.start > width else ""
        closing = " …" if statement.end + width < len(text) else ""
        return f"{opening}{before}>>{text[statement.start : statement.end]}<<{after}{closing}"

    def __repr__(self) -> str:
        """Return a summary: how many, from where, by whom, of when, the first of them, and what was left out."""
        dates = sorted({document.published for document in self} - {""})
        publishers = pd.Series([document.publisher or document.outlet or "not known" for document in self])
        told = [f"{name} {n:,}" for name, n in publishers.value_counts().head(FEW).items()]
        more = publishers.nunique() - len(told)
        lines = [
            f"Documents: {len(self):,}, read from {', '.join(self.paths)}",
            f"  publishers  {', '.join(told)}{f' and {more} more' if more > 0 else ''}",
            f"  published   {' to '.join(dict.fromkeys(dates[:1] + dates[-1:])) or 'not dated'}",
            f"  characters  {sum(document.characters for document in self):,}",
            f"  left out    {len(self.collection.left_out):,}",
            *(f"  {document.doc_id}: {document.title[:80]}" for document in self[:FEW]),
        ]
        return "\n".join([*lines, "  …"] if len(self) > FEW else lines)


def _one(found: Iterable[Document], doc_id: str) -> Document:
    """Return the document of a name."""
    for document in found:
        if document.doc_id == doc_id:
            return document
    raise InputError("document", f"{doc_id!r} is not among those read", "The column doc_id of .df has their names.")


@dataclass(frozen=True, repr=False)
class Report:
    """The tables of a report that was made before.

    Attributes
    ----------
    folder : pathlib.Path
    statements, engagements, documents : DataFrame
    parameters : Parameters
        The choices it was made with.
    """

    folder: Path
    statements: pd.DataFrame
    engagements: pd.DataFrame
    documents: pd.DataFrame
    parameters: Parameters

    def __repr__(self) -> str:
        told = ", ".join(f"{len(getattr(self, name)):,} {name}" for name in STORED)
        return f"Report {self.folder}: {told}"


def read(paths: str | Path | Iterable[str | Path]) -> Documents:
    """Read documents from text files, folders of them and corpora.

    Parameters
    ----------
    paths : str, Path or iterable of them
        A relative one is looked for in the working folder, then in the project's own.

    Returns
    -------
    Documents

    Raises
    ------
    InputError
        If a path does not exist, or holds no document that can be used.

    Examples
    --------
    >>> import positions
    >>> positions.read("seeds")
    Documents: 1, read from seeds
      publishers  Dunya News 1
      published   2022-07-29
      characters  2,173
      left out    0
      000_d1d1878000af0d9d: Pakistan wants multi-faceted relations with US based on common interests: COAS
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    return Documents(documents.read(given), [str(path) for path in given])


def load_seed() -> Documents:
    """Read the first source: one article of 29 July 2022, from Dunya News.

    Examples
    --------
    >>> import positions
    >>> len(positions.load_seed())
    1
    """
    return read(SEED)


def codebook() -> Codebook:
    """Return the codebook: every code with its definition, an example and a counter-example.

    Examples
    --------
    >>> import positions
    >>> list(positions.codebook().acts)
    ['praise', 'affirm', 'aspire', 'commit', 'request', 'criticise', 'deny', 'state']
    >>> positions.codebook().acts["criticise"].definition
    'Rejects, condemns, blames, voices concern or regret.'
    """
    return coding.codebook()


def extract(
    documents: Documents | Sequence[Document] | str | Path,
    *,
    actor: str = SIDES.actor,
    counterparts: Codes = SIDES.counterparts,
) -> pd.DataFrame:
    """Find and code the statements of documents.

    Parameters
    ----------
    documents : Documents, sequence of Document, str or Path
        What `read` returns, or what it takes.
    actor : str
        The country whose statements are compared, by its code or name.
    counterparts : str or sequence of str
        The two countries they are towards.

    Returns
    -------
    DataFrame
        A row for each statement, with the reason for each code in the columns ``why_…``; the corrections beside the
        documents are applied.

    Examples
    --------
    >>> import positions
    >>> statements = positions.extract(positions.load_seed())
    >>> statements[["speaker", "target", "act", "condition"]].iloc[0].tolist()
    ['Qamar Javed Bajwa', 'USA', 'aspire', 'based on common interests']
    """
    found = _as_documents(documents)
    sides = Parameters(documents=found.paths, actor=actor, counterparts=counterparts).sides
    coded = coding.code(found, sides).statements
    given = coding.corrections(found.collection.corrections)
    return coding.corrected(coded, found.collection.documents, given, sides=sides).statements


def compare(
    source: Documents | Sequence[Document] | pd.DataFrame | Report | str | Path,
    *,
    since: Day = "",
    until: Day = "",
    themes: Codes = (),
    institutions: Codes = (),
    speakers: Codes = (),
    actor: str = SIDES.actor,
    counterparts: Codes = SIDES.counterparts,
    minimum: int = MINIMUM,
    confidence: int = 0,
    per: str = "article",
) -> Comparison:
    """Set what the actor says to one counterpart beside what it says to the other.

    Parameters
    ----------
    source : Documents, DataFrame, Report, str or Path
        What `read` returns or takes; or statements, as `extract`, `load` or `read_statements` gives them, all or some.
        Statements bring neither the texts they stand in nor, without a report, engagements: sections that rest on
        engagements are refused then.
    since, until : str or date
        First and last day of publication; blank for no limit.
    themes, institutions : str or sequence of str
        Codes of the `codebook`, in any case; empty for all.
    speakers : str or sequence of str
        Parts of names or offices; empty for all.
    actor : str
        The country whose statements are compared, by its code or name.
    counterparts : str or sequence of str
        The two countries they are towards.
    minimum : int
        The number of statements below which no share is given.
    confidence : int
        Per cent: statements that the coder is less sure of are left out.
    per : str
        ``article`` or ``release``: how often the statements of a press release that several documents carry count.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If a value cannot be used; it names the parameter, what was found and what is accepted.

    Examples
    --------
    >>> import positions
    >>> compared = positions.compare(positions.load_seed(), themes="defence", minimum=1)
    >>> compared.said.rows.speaker.tolist()
    ['Inter-Services Public Relations']
    >>> compared.themes.sentence
    1 theme raised: 1 with both sides, none with the United States only and none with China only.
    >>> positions.compare(positions.load_seed(), themes="trade")
    Traceback (most recent call last):
      ...
    positions.errors.InputError: themes: 'trade' is not in the codebook. Accepted: ...
    """
    asked = {"since": since, "until": until, "themes": themes, "institutions": institutions, "speakers": speakers}
    asked |= {"actor": actor, "counterparts": counterparts, "minimum": minimum, "confidence": confidence, "per": per}
    source = source.rows if isinstance(source, SectionView) else source
    if isinstance(source, pd.DataFrame | Report):
        return _compare_statements(source, asked)
    found = _as_documents(source)
    return with_views(comparison.compare(Parameters(documents=found.paths, **asked), found.collection))


def _as_documents(given: object) -> Documents:
    """Return documents however they are given."""
    if isinstance(given, Documents):
        return given
    if not isinstance(given, str | Path | Iterable) or isinstance(given, partition.Comparison | SectionView):
        raise InputError("source", f"is of type {type(given).__name__}", f"Accepted: {COMPARED}.")
    items = [given] if isinstance(given, str | Path | Document) else list(given)
    if items and all(isinstance(item, Document) for item in items):
        if len({item.doc_id for item in items}) < len(items):
            raise InputError("source", "has a document twice", "Give each document once.")
        return Documents(Collection(tuple(items)), [item.file for item in items])
    return read(items)


def _compare_statements(source: pd.DataFrame | Report, asked: dict[str, object]) -> Comparison:
    """Compare statements that are coded already."""
    if isinstance(source, Report):
        statements = source.statements
        talks = source.engagements[list(schemas.ENGAGEMENTS.columns)]
        chosen = Parameters(documents=source.parameters.documents, **asked)
    else:
        is_typed = "published" + schemas.STATED in source  # as `read_statements` gives them
        statements = schemas.flat(source, schemas.STATEMENTS) if is_typed else source
        talks = schemas.ENGAGEMENTS.table([])
        chosen = Parameters(documents="statements", **asked)
    rows = _checked_statements(statements)
    _refuse_other_sides(rows, chosen)
    kept, aside = select(list(_as_far_as_told(rows)), chosen)
    within = {document.doc_id for document in kept}
    rows, talks = rows[rows.doc_id.isin(within)], talks[talks.doc_id.isin(within)]
    none = schemas.CARRIERS.table([])  # of parts of texts it cannot be told which carry one release
    made = pair(chosen, kept, rows, talks, carried=none, set_aside=aside)
    return with_views(made, knows_engagements=isinstance(source, Report), knows_texts=False)


def _checked_statements(statements: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of `extract`, or say what a table of statements lacks, has twice or has that is no code."""
    again = "Give a table that `extract` or `read_statements` returns."
    if missing := [name for name in schemas.STATEMENTS.columns if name not in statements]:
        raise InputError("statements", f"lack the columns {', '.join(missing)}", again)
    rows = statements[list(schemas.STATEMENTS.columns)].reset_index(drop=True)
    texts = [name for name, kind in schemas.STATEMENTS.columns.items() if kind is str]
    rows[texts] = rows[texts].astype("object").fillna("")  # pandas reads a blank cell of a CSV file as missing
    try:
        rows = rows.astype(schemas.STATEMENTS.columns)
    except (TypeError, ValueError) as error:
        raise InputError("statements", f"hold what is not a whole number ({error})", again) from None
    if rows.empty:
        raise InputError("statements", "hold no row", "Give at least one statement.")
    for statement in rows.statement_id[rows.statement_id.duplicated()]:
        raise InputError("statements", f"hold {statement} twice", "Keep one row: drop_duplicates('statement_id').")
    book = coding.codebook()
    for column, field in {"act": "act", "institution": "institution", "stance": "stance", "themes": "theme"}.items():
        for code in rows[column].astype("str").str.split(schemas.LIST_SEPARATOR).explode().unique():
            if code:
                book.check(field, code)
    return rows


def _refuse_other_sides(rows: pd.DataFrame, chosen: Parameters) -> None:
    """Raise InputError if statements were coded for other countries than those asked for."""
    there = {*SIDES.parties, *rows.speaker_country, *rows.target}
    for country in (chosen.actor, *chosen.counterparts):
        if country not in there:
            remedy = (
                f"Extract them again from the documents, for {chosen.actor} to {' and '.join(chosen.counterparts)}."
            )
            raise InputError("statements", f"none is by or to {country}: they were coded for others", remedy)


def _as_far_as_told(statements: pd.DataFrame) -> Iterator[Document]:
    """Yield the documents of statements, of whose texts nothing is known but the statements' own words."""
    for doc_id, rows in statements.groupby("doc_id", sort=False):
        letters = [" "] * int(rows.end.max())
        for row in rows.itertuples():
            for start, end, at in concordance.content_pieces(row.spans):
                letters[at : at + end - start] = row.content[start:end]
        first = rows.iloc[0]
        known = {"outlet": first.outlet, "published": first.published}
        yield Document(doc_id, first.file, "".join(letters), Span(0, 0), (), "", **known)


def search(
    source: pd.DataFrame | partition.Comparison | SectionView | Report, words: str, *, regex: bool = False
) -> pd.DataFrame:
    """Find the statements whose words have some words.

    Parameters
    ----------
    source : DataFrame, Comparison, SectionView or Report
        Statements, or what holds them: what `extract`, `read_statements`, `compare` or `load` returns.
    words : str
        Whole words in any case, with whatever stands between them in the text; or a regular expression.
    regex : bool
        Whether it is a regular expression.

    Returns
    -------
    DataFrame
        The rows that have them, in their order; none where no statement has.

    Examples
    --------
    >>> import positions
    >>> compared = positions.compare(positions.load_seed())
    >>> positions.search(compared, "Common Interests")[["side", "condition"]].drop_duplicates().values.tolist()
    [['USA', 'based on common interests']]
    >>> len(positions.search(compared, r"strateg\\w+", regex=True))
    1
    """
    rows = source.statements if isinstance(source, partition.Comparison | Report) else source
    rows = rows.rows if isinstance(rows, SectionView) else rows
    if not isinstance(rows, pd.DataFrame):
        raise InputError("source", f"is of type {type(rows).__name__}", "Give statements, or a comparison of them.")
    return rows[rows.content.str.contains(_pattern(words, regex))].reset_index(drop=True)


def kwic(
    compared: partition.Comparison, phrase: str, *, side: str = "", part: str = "said", regex: bool = False
) -> pd.DataFrame:
    """Show a phrase in context: its places in the statements of one part, with the text before and after.

    Parameters
    ----------
    compared : Comparison
    phrase : str
        Whole words in any case, or a regular expression.
    side : str
        A counterpart, by its code or name; blank for both.
    part : str
        Whose statements: ``said``, ``heard``, ``joint`` …
    regex : bool
        Whether the phrase is a regular expression.

    Returns
    -------
    DataFrame
        A row for each place; none where no statement of the part has the phrase. Statements without their texts, as a
        table of them or a loaded report, end in ``[text not loaded]``: compare the documents to see what stands around.

    Examples
    --------
    >>> import positions
    >>> compared = positions.compare(positions.load_seed())
    >>> positions.kwic(compared, "Relations", side="US")[["left", "keyword"]].iloc[0].tolist()
    [' Javed Bajwa has said that Pakistan wants multi-faceted ', 'relations']
    """
    if not isinstance(compared, partition.Comparison):
        remedy = "Compare the documents first: the text around a statement is theirs."
        raise InputError("compared", f"is of type {type(compared).__name__}", remedy)
    rows = compared.part(part, side)
    lines = concordance.pattern_in_context(compared, rows, _pattern(phrase, regex))
    return lines if getattr(compared, "knows_texts", True) else _within_statements(lines, rows)


def _within_statements(lines: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return a concordance with the words of the statements alone, and the note that no more is known."""
    spans = statements.set_index("statement_id").spans.map(schemas.read_spans)
    lefts, rights = [], []
    for line in lines.itertuples():
        start, end = next(span for span in spans[line.statement_id] if span[0] <= line.start and line.end <= span[1])
        before, behind = line.start - start, end - line.end  # characters of the piece around the words found
        lefts.append(f"{NO_TEXT} {line.left[len(line.left) - before :]}" if before <= len(line.left) else line.left)
        rights.append(f"{line.right[:behind]} {NO_TEXT}" if behind <= len(line.right) else line.right)
    return lines.assign(left=lefts, right=rights)


def _pattern(words: str, regex: bool) -> re.Pattern:
    """Return the pattern of words in any case, or the one given."""
    if not isinstance(words, str) or not (words.strip() if regex else re.search(r"\w", words)):
        raise InputError("words", f"{words!r} has no word", "Give the words to look for.")
    try:
        if regex:
            return re.compile(words, re.IGNORECASE)
    except re.error as error:
        raise InputError("words", f"{words!r} is not a regular expression: {error}", "Mend it.") from None
    # As a text may write them: any space or mark between two words, either apostrophe; marks around them are no words.
    plain = words.strip(" “”\"‘’'.,;:!?()")
    told = r"\W+".join(re.sub("['’]", "['’]", re.escape(word)) for word in plain.split())
    return re.compile(rf"(?<!\w){told}(?!\w)", re.IGNORECASE)


def report(
    paths: str | Path | Iterable[str | Path],
    name: str,
    *,
    out: str | Path = "reports",
    strict: bool = False,
    say: Callable[[str], None] = print,
    **parameters: object,
) -> Path:
    """Make a report, as ``positions report`` does.

    Parameters
    ----------
    paths : str, Path or iterable of them
        What to read.
    name : str
        The report's folder: letters, digits, points, dashes.
    out : str or Path
        Where the reports are.
    strict : bool
        Whether a file that cannot be used is an error.
    say : callable
        Called with each line of progress or warning.
    **parameters
        ``since``, ``until``, ``themes`` and the others of `compare`.

    Returns
    -------
    pathlib.Path
        The report's folder.

    Examples
    --------
    >>> import positions
    >>> folder = positions.report("corpus", "defence", since="2023-01-01", themes="defence")  # doctest: +SKIP
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    accepted = [field.name for field in fields(Parameters) if field.name != "documents"]
    for parameter in parameters:
        if parameter not in accepted:
            raise InputError(parameter, "is not a parameter", f"Accepted: {', '.join(accepted)}.")
    chosen = Parameters(documents=[str(path) for path in given], **parameters)
    told = {key: getattr(chosen, key) for key in ("documents", *parameters)}
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in told.items()}
    building.build_report(name, plain, Path(out), strict, say)
    return Path(out) / name


def load(folder: str | Path) -> Report:
    """Load the tables of a report that was made before, without reading or coding anything again.

    Parameters
    ----------
    folder : str or Path
        The report's folder.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        If it is not the folder of a report.

    Examples
    --------
    >>> import positions
    >>> loaded = positions.load("reports/seed")
    >>> loaded
    Report reports/seed: 13 statements, 2 engagements, 1 documents
    >>> positions.compare(loaded).said.df.side.value_counts().to_dict()
    {'USA': 3, 'CHN': 3}
    """
    path = Path(folder) if Path(folder).is_dir() else files.project_folder() / folder
    known = manifest.read(path)["parameters"]
    names = [field.name for field in fields(Parameters)]
    parameters = Parameters(**{name: value for name, value in known.items() if name in names})
    tables = {name: schemas.flat(read(path / f"{name}.parquet"), schema) for name, (read, schema) in STORED.items()}
    return Report(folder=Path(folder), **tables, parameters=parameters)


def verify(folder: str | Path, *, inputs: str | Path | None = None, say: Callable[[str], None] = print) -> bool:
    """Make a report again from what its manifest names, and tell whether every file is the same, byte for byte.

    Parameters
    ----------
    folder : str or Path
        The report's folder.
    inputs : str or Path, optional
        The folder that holds what it was made from.
    say : callable
        Called with each warning and each difference.

    Examples
    --------
    >>> import positions
    >>> positions.verify("reports/seed")  # doctest: +SKIP
    True
    """
    return verification.verify(Path(folder), Path(inputs) if inputs else None, say)
