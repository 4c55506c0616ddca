"""What was read, how readers corrected it, and with which parameters and versions."""

from importlib import metadata

from positions import __version__, coding
from positions.comparison import Comparison, Parameters
from positions.comparison.archive_coverage import by_frequency, register_documents
from positions.documents import Document
from positions.reporting import links, names
from positions.reporting.markup import Shown, count, escape, linked, paragraph, stack, table

FILE = "documents.csv"  # every document, with what is known of it
SHOWN = 50  # documents on the page: of more, those with most statements
PUBLISHERS = 5  # named in the summary
LIBRARIES = ("matplotlib", "numpy", "pandas")


def read(c: Comparison) -> Shown:
    """Return the documents with publisher, date, place, statements, rights and sha256; of many, a page's worth."""
    documents, found = list(c.documents), _found(c)
    if len(documents) > SHOWN:
        documents.sort(key=lambda document: -found[document.doc_id])
        documents = documents[:SHOWN]
    rows = []
    for d in documents:
        pieces = (d.sha256[at : at + 16] for at in range(0, len(d.sha256), 16))
        digest = Shown(f"<code>{'<wbr>'.join(pieces)}</code>", d.sha256)
        rows.append([_named(d), d.publisher or d.outlet, d.published_at or d.published, d.dateline])
        rows[-1] += [count(found[d.doc_id], links.rows(document=d.doc_id, repeats="yes")), d.rights, digest]
    heads = ["Document", "Publisher", "Published", "Dateline", "Statements", "Rights", "sha256"]
    note = (
        "Statements of the comparison, those repeated or shown separately among them. A dash: not known or none found."
    )
    shown, rest = table("Documents read", heads, rows, note), _rest(c, documents, found)
    return stack([shown, rest]) if rest else shown


def _found(c: Comparison) -> dict[str, int]:
    """Return the number of statements of each document."""
    numbers = c.statements[c.statements.part != "outside"].groupby("doc_id").size()
    return {document.doc_id: int(numbers.get(document.doc_id, 0)) for document in c.documents}


def _rest(c: Comparison, shown: list[Document], found: dict[str, int]) -> Shown | None:
    """Say what is not on the page, and where it is."""
    rest = len(c.documents) - len(shown)
    if not rest:
        return None
    speaking = sum(n > 0 for n in found.values()) - sum(found[document.doc_id] > 0 for document in shown)
    text = f"The {len(shown)} with most statements of {len(c.documents):,}; of the other {rest:,}, "
    text += f"{f'{speaking:,}' if speaking else 'none'} {'has' if speaking == 1 else 'have'} any. The whole list: "
    address = linked(FILE, links.file(FILE))
    return Shown(f'<p class="note">{escape(text)}{address.markup}.</p>', f"{text}{FILE}.")


def _named(d: Document) -> Shown:
    """Return a document's title, its file, when it is no press article what it is, and what it was added from."""
    kind = "" if d.genre == "press" else f", {d.genre}"
    kind += f", added from {d.origin}" if d.origin and not d.is_fetched else ""
    plain = f"{d.title} ({d.file}{kind})" if d.title else f"{d.file}{kind}"
    above = f"{escape(d.title)}<br>" if d.title else ""
    return Shown(f"{above}<code>{escape(d.file)}</code>{escape(kind)}", plain)


def summary(c: Comparison) -> Shown:
    """Return how much was read and left out, in one sentence."""
    publishers = by_frequency(register_documents(c).publisher)
    named = names.few([name or "unknown" for name in publishers], PUBLISHERS, "publishers")
    text = f"{names.counted(len(c.documents), 'document').capitalize()} by {named}"
    text += f", {sum(d.characters for d in c.documents):,} characters."
    foreign = int((c.left_out.language != "").sum())
    lost, aside = names.counted(len(c.left_out) - foreign, "place"), names.counted(len(c.set_aside), "document")
    text += f" {lost.capitalize()} could not be used." if len(c.left_out) > foreign else " Every file could be used."
    text += f" {names.counted(foreign, 'document').capitalize()} set aside by language." if foreign else ""
    text += f" {aside.capitalize()} set aside by date." if len(c.set_aside) else ""
    silent = sum(not n for n in _found(c).values())
    text += f" {names.counted(silent, 'document').capitalize()} without a statement of this report." if silent else ""
    applied = int((c.corrections.problem == "").sum())
    if len(c.corrections):
        text += f" {names.counted(applied, 'correction').capitalize()} by readers applied"
        text += f", {len(c.corrections) - applied} not applied (see Sources)."
    return paragraph(text, "summary")


def corrections(c: Comparison) -> Shown:
    """Return the corrections by readers: those applied with what the coder had, those not applied with the reason."""
    if c.corrections.empty:
        return paragraph("No reader has corrected a statement of these documents.", "note")
    applied, refused = c.corrections[c.corrections.problem == ""], c.corrections[c.corrections.problem != ""]
    shown = [paragraph("No correction could be applied.", "note")]
    if len(applied):
        heads = ["Statement", "Words", "Field", "Coder", "Reader", "By", "Reason"]
        shown = [table(f"Corrections applied ({len(applied)})", heads, [_applied(row) for row in applied.itertuples()])]
    if len(refused):
        heads = ["Place", "Statement", "Field", "Value", "By", "Why not", "What to do"]
        rows = [_refused(row) for row in refused.itertuples()]
        shown.append(table(f"Corrections not applied ({len(refused)})", heads, rows))
    return stack(shown)


def _applied(row: object) -> list[str]:
    """Return the line of a correction that was applied."""
    renamed = f"{row.statement_id} (named {row.statement})" if row.statement_id != row.statement else row.statement
    coder, value = (text or "none" for text in (row.coder, row.value))
    coder, value = (coder, value) if row.field != "drop" else ("a statement", "dropped: no statement")
    words = Shown(f'<em class="reported">{escape(row.words)}</em>', f"‹{row.words}›")
    return [renamed, words, row.field, coder, value, f"{row.author}, {row.date}", row.reason]


def _refused(row: object) -> list[str]:
    """Return the line of a correction that was not applied."""
    by = ", ".join(filter(None, [row.author, row.date]))
    return [f"{row.file}, line {row.line}", row.statement, row.field, row.value, by, row.problem, row.remedy]


def choices(c: Comparison) -> Shown:
    """Return the parameters of the report."""
    chosen = c.parameters
    rows = [
        ["documents", ", ".join(chosen.documents)],
        ["actor", chosen.actor],
        ["counterparts", ", ".join(chosen.counterparts)],
        ["since", chosen.since or "the first"],
        ["until", chosen.until or "the last"],
        ["institutions", ", ".join(chosen.institutions) or "all"],
        ["speakers", ", ".join(chosen.speakers) or "all"],
        ["themes", ", ".join(chosen.themes) or "all"],
        ["minimum", str(chosen.minimum)],
        ["confidence", f"{chosen.confidence}% or more" if chosen.confidence else "all"],
    ]
    rows += [["per", chosen.per]] if chosen.per != Parameters.per else []
    return table("Parameters of this report", ["Parameter", "Value"], rows)


def versions() -> Shown:
    """Return the versions of the package, the codebook and the libraries that make the numbers and figures."""
    rows = [["positions", __version__], ["codebook", coding.codebook().version]]
    rows += [[name, metadata.version(name)] for name in LIBRARIES]
    return table("Versions", ["What", "Version"], rows)
