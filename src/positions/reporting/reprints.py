"""Releases that several documents carry: how many, the largest with their carriers, and counts by release."""

from positions.comparison import Comparison
from positions.comparison.archive_coverage import count_by_release, list_reprints, register_documents
from positions.reporting import links, names
from positions.reporting.carriers import ROLES
from positions.reporting.markup import Shown, count, escape, folded, linked, paragraph, stack, table
from positions.reporting.sources import FILE

MOST = 10  # releases that are shown
CARRIERS = 12  # of a release that are listed


def releases(c: Comparison) -> Shown:
    """Return how many documents carry a release that another carries too, those with most carriers, and the counts."""
    tidy, n = list_reprints(c), len(c.documents)
    if n == 1:
        return paragraph("One document, so no reprints to show.")
    if tidy.empty:
        return paragraph(f"None of the {n:,} documents carries the same release as another.")
    carried = int(tidy.documents.sum())
    text = f"Of {n:,} documents, {carried:,} carry a release that another carries too: "
    text += f"{names.counted(len(tidy), 'release')}. Each counted once, there are {n - carried + len(tidy):,}."
    by_id = register_documents(c).set_index("doc_id")
    rows = []
    for row in tidy.head(MOST).itertuples():
        ids = list(c.carriers(row.release))
        name = f"{row.documents:,} by {names.counted(row.publishers, 'publisher')}"
        rows.append([by_id.title[row.release] or by_id.file[row.release], folded(name, _carriers(by_id.loc[ids]))])
    more = f"The {MOST} with most carriers of {len(tidy):,}. " if len(tidy) > MOST else ""
    note = f"{more}Titles are those of the document that speaks for the release. All documents with their release: "
    shown = table("Releases with several carriers", ["Release", "Carriers"], rows)
    address = linked(FILE, links.file(FILE))
    below = Shown(f'<p class="note">{escape(note)}{address.markup}.</p>', f"{note}{address.plain}.")
    return stack([paragraph(text, "summary"), shown, below, *_counts(c)])


def _carriers(own: object) -> Shown:
    """Return the documents that carry a release."""
    lines = [_carrier(row) for row in own.head(CARRIERS).itertuples()]
    lines += [f"and {len(own) - CARRIERS:,} more"] if len(own) > CARRIERS else []
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return Shown(f"<ul>{items}</ul>", "\n".join(lines))


def _carrier(row: object) -> str:
    """Name a document that carries a release, and how it is related to the one that speaks for it."""
    return f"{', '.join(filter(None, (row.publisher, row.published, row.title)))}: {ROLES[row.role]}"


def _counts(c: Comparison) -> list[Shown]:
    """Return the statements by article beside those by release, where there are any and each article counts."""
    if c.parameters.per == "release":
        return []
    actor, rows = names.country(c.parameters.actor), []
    for row in count_by_release(c).itertuples():
        side = names.country(row.side)
        told = {"said": f"{actor} to {side}", "heard": f"{side} to {actor}", "joint": f"jointly with {side}"}
        number = count(row.statements, links.rows(part=row.part, side=row.side))
        rows.append([told.get(row.part, f"{actor} to {side}"), number, row.spoken, row.documents, row.releases])
    heads = ["Who to whom", "Statements", "In one article a release", "Articles", "Releases"]
    note = f"The report counts statements by {c.parameters.per}. A difference that stands in the first column and not"
    note += " in the second is one of how often a release was printed."
    return [table("Statements by article and by release", heads, rows, note)] if rows else []
