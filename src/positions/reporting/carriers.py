"""The other carriers of a release on the page of a document: who they are, and what they changed."""

from collections.abc import Mapping
from typing import NamedTuple

from positions.comparison import Comparison
from positions.documents import Document, Span
from positions.documents.releases.edits import Difference, differences
from positions.reporting import links, quotations
from positions.reporting.markup import Shown, escape

MOST = 12  # changes shown of a carrier; how many more there are is said
LONG = 160  # characters of a change that are shown

ROLES = {
    "exact": "the same words in the same order",
    "reprint": "a reprint",
    "update": "another version of the same outlet",
    "contained": "a part of it",
    "contains": "a longer article with it",
    "related": "less of it, through another carrier",
    "speaks": "the most complete, which speaks for the release",
}


class Other(NamedTuple):
    """Another carrier: its page, what names it, how it is related, and what it changed (safe HTML, blank for none)."""

    file: str
    title: str
    role: str
    changes: str


def others(comparison: Comparison, document: Document, known: Mapping[str, Document]) -> list[Other]:
    """Return the other carriers of the release that a document carries, the earliest first.

    Parameters
    ----------
    comparison : Comparison
    document : Document
    known : mapping of str to Document
        All documents by their id.

    Returns
    -------
    list of Other
        With changes for those that are set beside the one that speaks: on its page all others, on theirs itself.
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
        shown = changes(document, other).markup if is_set_beside else ""
        found.append(Other(f"{links.file_stem(doc_id)}.html", _named(other), told, shown))
    return found


def changes(document: Document, other: Document) -> Shown:
    """Return what another carrier left out of a document, put in, and put in the place of other words.

    Parameters
    ----------
    document, other : Document

    Returns
    -------
    Shown
        Exact words, each with its place (`quotations.exact`), at most 160 characters of each; blank when no word
        differs.
    """
    found = differences(document.text, other.text)
    if not found:
        return Shown("", "")
    lines = [_line(document, other, one) for one in found[:MOST]]
    more = f"and {len(found) - MOST} more" if len(found) > MOST else ""
    items = "".join(f"<li>{line.markup}</li>" for line in lines) + (f"<li>{more}</li>" if more else "")
    return Shown(f"<ul>{items}</ul>", "\n".join([*(line.plain for line in lines), *filter(None, [more])]))


def _told(role: str, shared: int, of_speaker: int, is_set_beside: bool, is_speaker: bool) -> str:
    """Say how a carrier is related to the one that speaks, with the words in common where it is set beside it."""
    if not is_set_beside:
        return ROLES[role]
    mine, its = (shared, of_speaker) if is_speaker else (of_speaker, shared)
    return f"{ROLES[role]}; {its}% of its words stand here, {mine}% of the words here stand there"


def _named(document: Document) -> str:
    """Return what names a document: publisher, day and title."""
    return ", ".join(filter(None, [document.publisher or document.outlet, document.published, document.title]))


def _line(document: Document, other: Document, found: Difference) -> Shown:
    """Return one change."""
    out, put = _words(document, found.one), _words(other, found.other)
    if not put.plain:
        return Shown(f"left out: {out.markup}", f"left out: {out.plain}")
    if not out.plain:
        return Shown(f"put in: {put.markup}", f"put in: {put.plain}")
    return Shown(f"{put.markup} in place of {out.markup}", f"{put.plain} in place of {out.plain}")


def _words(document: Document, span: Span) -> Shown:
    """Return words of a document in italics, cut behind a word where they are long; how many characters is said."""
    text = span.of(document.text)
    if not text:
        return Shown("", "")
    end = span.end
    if len(text) > LONG:
        end = span.start + (text.rfind(" ", 0, LONG) if " " in text[:LONG] else LONG)
    shown, rest = document.text[span.start : end], f" … ({len(text):,} characters)" if end < span.end else ""
    place = f"{span.start}-{end}"
    return Shown(quotations.exact(document.doc_id, place, escape(shown), "em", "reported") + rest, f"‹{shown}›{rest}")
