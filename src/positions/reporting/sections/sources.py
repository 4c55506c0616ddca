"""The sources: documents read, kinds of sources, releases that several documents carry, corrections, versions."""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import NamedTuple

import pandas as pd

from positions import __version__, coding, files
from positions.comparison import Comparison, Parameters
from positions.comparison.archive_coverage import by_frequency, count_by_release, list_reprints, register_documents
from positions.documents import Document, Span
from positions.documents.metadata import outlet_by_code
from positions.documents.overlap import Difference, find_differences
from positions.reporting.render import links, markup, names, quotations
from positions.reporting.render.names import counted, listed
from positions.reporting.render.quotations import paragraphs

DOCUMENTS_FILE = "documents.csv"  # every document, with what is known of it
SHOWN = 50  # documents on the page: of more, those with most statements
PUBLISHERS = 5  # named in the summary
LIBRARIES = ("matplotlib", "numpy", "pandas")


def documents_read(c: Comparison) -> markup.View:
    """Return the documents with publisher, date, place, statements, rights and sha256; only the first if many."""
    listed = register_documents(c)
    shown = listed
    if len(listed) > SHOWN:
        shown = listed.sort_values("statements", ascending=False, kind="stable").head(SHOWN)
    heads = ["Document", "Publisher", "Published", "Dateline", "Statements", "Rights", "sha256"]
    note = (
        "Statements of the comparison, those repeated or shown separately among them. A dash: not known or none found."
    )
    rows = [_document(row) for row in shown.itertuples()]
    found, rest = markup.table("Documents read", heads, rows, note), listed.drop(shown.index)
    return markup.stack([found, _rest(rest, len(shown))]) if len(rest) else found


def _document(row: object) -> list[object]:
    """Return the line of a document; its genre is named unless it is press."""
    kind = "" if row.genre == "press" else f", {row.genre}"
    kind += f", added from {row.origin}" if row.origin and not files.WEB_ADDRESS.match(row.origin) else ""
    name = markup.join([*filter(None, [row.title]), markup.element("code", row.file) + kind], markup.BREAK)
    digest = markup.element("code", markup.join(textwrap.wrap(row.sha256, 16), markup.MAY_BREAK))
    n = markup.count(row.statements, links.rows(document=row.doc_id, repeats="yes"))
    return [name, row.publisher, row.published_at or row.published, row.dateline, n, row.rights, digest]


def _rest(rest: pd.DataFrame, shown: int) -> markup.View:
    """Say what is not on the page, and where it is."""
    speaking = int((rest.statements > 0).sum())
    text = f"The {shown} with most statements of {shown + len(rest):,}; of the other {len(rest):,}, "
    text += f"{f'{speaking:,}' if speaking else 'none'} {'has' if speaking == 1 else 'have'} any. The whole list: "
    return markup.paragraph(markup.sentence(text, _whole_list(), "."))


def _whole_list() -> markup.View:
    """Return a link to the table of every document."""
    return markup.link(DOCUMENTS_FILE, links.file(DOCUMENTS_FILE))


def summary(c: Comparison) -> markup.View:
    """Return how much was read and left out, in one sentence."""
    listed = register_documents(c)
    named = names.few([name or "unknown" for name in by_frequency(listed.publisher)], PUBLISHERS, "publishers")
    text = f"{names.counted(len(c.documents), 'document').capitalize()} by {named}"
    text += f", {listed.characters.sum():,} characters."
    foreign = int((c.left_out.language != "").sum())
    lost, aside = names.counted(len(c.left_out) - foreign, "place"), names.counted(len(c.set_aside), "document")
    text += f" {lost.capitalize()} could not be used." if len(c.left_out) > foreign else " Every file could be used."
    text += f" {names.counted(foreign, 'document').capitalize()} set aside by language." if foreign else ""
    text += f" {aside.capitalize()} set aside by date." if len(c.set_aside) else ""
    silent = int((listed.statements == 0).sum())
    text += f" {names.counted(silent, 'document').capitalize()} without a statement of this report." if silent else ""
    if len(c.corrections):
        applied = int((c.corrections.problem == "").sum())
        text += f" {names.counted(applied, 'correction').capitalize()} by readers applied"
        text += f", {len(c.corrections) - applied} not applied (see Sources)."
    return markup.paragraph(text, "summary")


def corrections(c: Comparison) -> markup.View:
    """Return the corrections by readers: those applied with what the coder had, those not applied with the reason."""
    if c.corrections.empty:
        return markup.paragraph("No reader has corrected a statement of these documents.", "note")
    applied, refused = c.corrections[c.corrections.problem == ""], c.corrections[c.corrections.problem != ""]
    shown = [markup.paragraph("No correction could be applied.", "note")]
    if len(applied):
        heads = ["Statement", "Words", "Field", "Coder", "Reader", "By", "Reason"]
        shown = [
            markup.table(
                f"Corrections applied ({len(applied)})", heads, [_applied(row) for row in applied.itertuples()]
            )
        ]
    if len(refused):
        heads = ["Place", "Statement", "Field", "Value", "By", "Why not", "What to do"]
        rows = [_refused(row) for row in refused.itertuples()]
        shown.append(markup.table(f"Corrections not applied ({len(refused)})", heads, rows))
    return markup.stack(shown)


def _applied(row: object) -> list[str]:
    """Return the line of a correction that was applied."""
    renamed = f"{row.statement_id} (named {row.statement})" if row.statement_id != row.statement else row.statement
    coder, value = (text or "none" for text in (row.coder, row.value))
    coder, value = (coder, value) if row.field != "drop" else ("a statement", "dropped: no statement")
    words = markup.element("em", row.words, "reported")
    return [renamed, words, row.field, coder, value, f"{row.author}, {row.date}", row.reason]


def _refused(row: object) -> list[str]:
    """Return the line of a correction that was not applied."""
    by = ", ".join(filter(None, [row.author, row.date]))
    return [f"{row.file}, line {row.line}", row.statement, row.field, row.value, by, row.problem, row.remedy]


def parameters_table(c: Comparison) -> markup.View:
    """Return the parameters of the report."""
    chosen = vars(c.parameters) | {"confidence": f"{c.parameters.confidence}% or more" * bool(c.parameters.confidence)}
    if c.parameters.per == Parameters.per:
        del chosen["per"]
    unlimited = {"since": "the first", "until": "the last"}
    rows = [[name, _plain(value) or unlimited.get(name, "all")] for name, value in chosen.items()]
    return markup.table("Parameters of this report", ["Parameter", "Value"], rows)


def _plain(value: object) -> str:
    """Return a parameter's value in words; blank where nothing is chosen."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def versions() -> markup.View:
    """Return the versions of the package, the codebook and the libraries that make the numbers and figures."""
    rows = [["positions", __version__], ["codebook", coding.codebook().version]]
    rows += [[name, metadata.version(name)] for name in LIBRARIES]
    return markup.table("Versions", ["What", "Version"], rows)


def kinds_of_sources(c: Comparison) -> markup.View:
    """Return which kinds of sources the documents are from and which are missing; nothing if no kind is known."""
    return markup.stack(paragraphs(kinds_sentences(c)))


def kinds_sentences(c: Comparison) -> Iterator[str]:
    """Say what kinds of sources the documents are from, with the number of each, and whom they leave out."""
    publishers: dict[str, Counter[str]] = defaultdict(Counter)
    for document in c.documents:
        publishers[outlet_by_code(document.outlet).kind][document.publisher] += 1
    known = sorted((kind for kind in publishers if kind), key=lambda kind: -publishers[kind].total())
    if not known:
        return
    each, does = [_documents(kind, publishers[kind]) for kind in known], defaultdict(list)
    unknown = publishers[""].total()
    each += [f"{counted(unknown, 'document')} of publishers whose kind is not known"] if unknown else []
    for kind in known:
        name, leaves_out = names.outlets(kind, 2)
        does[leaves_out].append(name)
    told = "; ".join(f"{listed(kinds)} {leaves_out}" for leaves_out, kinds in does.items())
    text = f"The sources: {listed(each)}. {names.capital(told)}."
    if {document.language for document in c.documents} == {"en"}:
        text += " All of it is in English: what is said in other languages alone is left out."
    yield text


def _documents(kind: str, publishers: Counter[str]) -> str:
    """Write the documents of one kind: "145 documents of a state-run news agency (Associated Press of Pakistan)"."""
    name, _ = names.outlets(kind, len(publishers))
    article = "" if len(publishers) > 1 else "an " if name[0] in "aeiou" else "a "
    named = listed([publisher for publisher, _ in publishers.most_common()])
    return f"{counted(publishers.total(), 'document')} of {article}{name} ({named})"


MOST_CHANGES = 12  # changes shown of a carrier; how many more there are is said
LONGEST_CHANGE = 160  # characters of a change that are shown

CARRIER_ROLES = {
    "exact": "the same words in the same order",
    "reprint": "a reprint",
    "update": "another version of the same outlet",
    "contained": "a part of it",
    "contains": "a longer article with it",
    "related": "less of it, through another carrier",
    "speaks": "the most complete, which speaks for the release",
}


class Carrier(NamedTuple):
    """Another carrier: its page, what names it, how it is related, and what it changed (blank for nothing)."""

    file: str
    title: str
    role: str
    changes: markup.View


def other_carriers(comparison: Comparison, document: Document, known: Mapping[str, Document]) -> list[Carrier]:
    """Return the other carriers of the release that a document carries, the earliest first.

    Parameters
    ----------
    comparison : Comparison
    document : Document
    known : mapping of str to Document
        All documents by their id.

    Returns
    -------
    list of Carrier
        With changes where one is the member that speaks for the release: all others on its page, itself on theirs.
    """
    speaker = comparison.releases[document.doc_id]
    rows = comparison.carried.set_index("doc_id")
    found = []
    for doc_id in comparison.carriers(document.doc_id):
        if doc_id == document.doc_id:
            continue
        other, row = known[doc_id], rows.loc[doc_id if document.doc_id == speaker else document.doc_id]
        is_set_beside = speaker in (doc_id, document.doc_id)
        told = _told(rows.loc[doc_id, "role"], row.shared, row.of_speaker, is_set_beside, doc_id == speaker)
        shown = carrier_changes(document, other) if is_set_beside else markup.View()
        found.append(Carrier(f"{links.file_stem(doc_id)}.html", _carrier_name(other), told, shown))
    return found


def carrier_changes(document: Document, other: Document) -> markup.View:
    """Return what another carrier left out of a document, added and replaced.

    Parameters
    ----------
    document, other : Document

    Returns
    -------
    View
        Exact words, each with its place (`quotations.checkable`), at most 160 characters of each; blank when no word
        differs.
    """
    found = find_differences(document.text, other.text)
    return markup.listing(markup.first_few([_line(document, other, one) for one in found], MOST_CHANGES), "")


def _told(role: str, shared: int, of_speaker: int, is_set_beside: bool, is_speaker: bool) -> str:
    """Say how a carrier is related to the one that speaks, with the words in common where it is set beside it."""
    if not is_set_beside:
        return CARRIER_ROLES[role]
    mine, its = (shared, of_speaker) if is_speaker else (of_speaker, shared)
    return f"{CARRIER_ROLES[role]}; {its}% of its words stand here, {mine}% of the words here stand there"


def _carrier_name(document: object) -> str:
    """Return what names a document, or its row of the register: publisher, day and title."""
    return ", ".join(filter(None, [document.publisher or document.outlet, document.published, document.title]))


def _line(document: Document, other: Document, found: Difference) -> markup.View:
    """Return one change."""
    out, put = _words(document, found.one), _words(other, found.other)
    if not put:
        return markup.sentence("left out: ", out)
    return markup.sentence(put, " in place of ", out) if out else markup.sentence("put in: ", put)


def _words(document: Document, span: Span) -> markup.View:
    """Return words of a document in italics, cut behind a word where they are long; how many characters is said."""
    text = span.of(document.text)
    if not text:
        return markup.View()
    end = span.end
    if len(text) > LONGEST_CHANGE:
        end = span.start + (text.rfind(" ", 0, LONGEST_CHANGE) if " " in text[:LONGEST_CHANGE] else LONGEST_CHANGE)
    shown, rest = document.text[span.start : end], f" … ({len(text):,} characters)" if end < span.end else ""
    return quotations.checkable(document.doc_id, f"{span.start}-{end}", shown, "em", "reported") + rest


MOST_RELEASES = 10  # releases that are shown
MOST_CARRIERS = 12  # of a release that are listed


def releases(c: Comparison) -> markup.View:
    """Return how many documents carry a release that another carries too, those with most carriers, and the counts."""
    tidy, n = list_reprints(c), len(c.documents)
    if n == 1:
        return markup.paragraph("One document, so no reprints to show.")
    if tidy.empty:
        return markup.paragraph(f"None of the {n:,} documents carries the same release as another.")
    carried = int(tidy.documents.sum())
    text = f"Of {n:,} documents, {carried:,} carry a release that another carries too: "
    text += f"{names.counted(len(tidy), 'release')}. Each counted once, there are {n - carried + len(tidy):,}."
    by_id = register_documents(c).set_index("doc_id")
    rows = []
    for row in tidy.head(MOST_RELEASES).itertuples():
        ids = list(c.carriers(row.release))
        name = f"{row.documents:,} by {names.counted(row.publishers, 'publisher')}"
        rows.append(
            [by_id.title[row.release] or by_id.file[row.release], markup.folded(name, _carriers(by_id.loc[ids]))]
        )
    more = f"The {MOST_RELEASES} with most carriers of {len(tidy):,}. " if len(tidy) > MOST_RELEASES else ""
    note = f"{more}Titles are those of the document that speaks for the release. All documents with their release: "
    shown = markup.table("Releases with several carriers", ["Release", "Carriers"], rows)
    below = markup.paragraph(markup.sentence(note, _whole_list(), "."))
    return markup.stack([markup.paragraph(text, "summary"), shown, below, *_counts(c)])


def _carriers(own: pd.DataFrame) -> markup.View:
    """Return the documents that carry a release, and how each is related to the one that speaks for it."""
    lines = [f"{_carrier_name(row)}: {CARRIER_ROLES[row.role]}" for row in own.itertuples()]
    return markup.listing(markup.first_few(lines, MOST_CARRIERS), "")


def _counts(c: Comparison) -> list[markup.View]:
    """Return the statements by article beside those by release, where there are any and each article counts."""
    if c.parameters.per == "release":
        return []
    actor, rows = names.country(c.parameters.actor), []
    for row in count_by_release(c).itertuples():
        side = names.country(row.side)
        told = {"said": f"{actor} to {side}", "heard": f"{side} to {actor}", "joint": f"jointly with {side}"}
        number = markup.count(row.statements, links.rows(part=row.part, side=row.side))
        rows.append([told.get(row.part, f"{actor} to {side}"), number, row.spoken, row.documents, row.releases])
    heads = ["Who to whom", "Statements", "In one article a release", "Articles", "Releases"]
    note = f"The report counts statements by {c.parameters.per}. A difference that stands in the first column and not"
    note += " in the second is one of how often a release was printed."
    return [markup.table("Statements by article and by release", heads, rows, note)] if rows else []
