"""What the documents read are: by kind, form and language, and the times of which there are none."""

from collections.abc import Callable, Iterator

from positions.comparison import Comparison
from positions.comparison.archive_coverage import ALL_PUBLISHERS, by_frequency, find_gaps, register_documents
from positions.documents import kinds, languages
from positions.documents.collection import UNTOLD
from positions.reporting import names
from positions.reporting.markup import Shown, paragraph, table
from positions.schemas import LIST_SEPARATOR

LONGEST = 3  # gaps that are named; the rest are counted


def sorts(c: Comparison) -> Shown:
    """Return the documents by kind, form and language, with those set aside for their language."""
    listed, aside = register_documents(c), c.left_out.language[c.left_out.language != ""]
    if len(listed) == 1 and aside.empty:
        one = listed.iloc[0]
        called = [name(getattr(one, column)) for column, _, name in _sorts()]
        return paragraph(f"One document. Kind: {called[0]}; form: {called[1]}; language: {called[2]}.")
    rows = []
    for column, head, name in _sorts():
        for value in by_frequency(listed[column]):
            own = listed[listed[column] == value]
            rows.append([f"{head}: {name(value)}", len(own), int((own.statements > 0).sum()), ""])
    for language in by_frequency(aside):
        n = int((aside == language).sum())
        rows.append([f"Language: {_language(language)}", "", "", n])
    return _table(rows)


def _sorts() -> Iterator[tuple[str, str, Callable[[str], str]]]:
    """Yield the columns that documents are told apart by, with what each is called and how its codes are named."""
    yield "kind", "Kind", lambda code: kinds.named(code) if code else "not told"
    yield "genre", "Form", lambda code: names.named("genres", code)
    yield "language", "Language", _language


def _language(code: str) -> str:
    """Return the name of a language."""
    return languages.named(code).name if code not in ("", UNTOLD) else "not told"


def _table(rows: list[list[object]]) -> Shown:
    """Return the table of sorts; what was set aside has a column only where something was."""
    heads = ["Documents", "Number", "With a statement", "Set aside"]
    is_aside = any(row[-1] for row in rows)
    rows, heads = (rows, heads) if is_aside else ([row[:-1] for row in rows], heads[:-1])
    note = "Kind: what the page says it is, or the text itself. Form: how the words are set down."
    note += " Set aside: kept, and not coded, since English alone is coded." if is_aside else ""
    return table("Documents by kind, form and language", heads, rows, note)


def without(c: Comparison) -> Shown:
    """Return the days, months or years of which no document is held, and what that means."""
    tidy = find_gaps(c)
    actor = names.country(c.parameters.actor)
    if tidy.empty:
        if len(c.documents) == 1:
            return paragraph("One document, so no gaps to show.")
        dated = int((register_documents(c).published != "").sum())
        why = "all with a date are of one day" if dated > 1 else "one has a date" if dated else "none has a date"
        return paragraph(f"Of {names.counted(len(c.documents), 'document')} {why}, so there are no gaps to show.")
    heads = ["Publisher", "Documents", "Without one", "Longest times without"]
    rows = [_row(row) for row in tidy.itertuples()]
    note = f"Where nothing is held, this report can hear nothing: a silence there is no silence of {actor}. "
    note += "Days, months or years: the shortest of which there is a document or more on average, from the first of "
    note += "all documents to the last. Where there are one or two on average, a time without is often chance."
    return table("Times without a document", heads, rows, note)


def _row(row: object) -> list[object]:
    """Return the line of a publisher."""
    name = "All together" if row.publisher == ALL_PUBLISHERS else row.publisher or "publisher not known"
    if not row.unit:
        return [name, "too few to tell", "", ""]
    runs = row.gaps.split(LIST_SEPARATOR) if row.gaps else []
    rest = f"; {len(runs) - LONGEST:,} more" if len(runs) > LONGEST else ""
    average = f"{row.documents / row.periods:.1f} a {row.unit}"
    of = f"{row.without:,} of {names.counted(row.periods, row.unit)}"
    return [name, average, of, "; ".join(runs[:LONGEST]) + rest]
