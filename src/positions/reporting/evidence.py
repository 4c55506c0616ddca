"""Evidence pages: for each document the whole text with its statements marked, and what is known of both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from positions.comparison import Comparison
from positions.documents import Document
from positions.reporting import cards, carriers, links, marked, names, pages, quotations
from positions.reporting.citations import citation, retrieved
from positions.reporting.markup import escape
from positions.reporting.passages import spans
from positions.reporting.received import received

UNTOLD = ("", "press", "unknown")  # kinds and genres that say no more than that it is a document
DOUBTFUL = "Left out of this report: the coder is less sure of it than was asked for."
ADDRESS = re.compile(r"https?://[^\s]+$")  # what may be a link; anything else is shown as text
OUTSIDE = "Outside the comparison: it is not said between {} and one of the two, or not by their states."


@dataclass(frozen=True)
class Note:
    """What a page says of one statement.

    Attributes
    ----------
    number : int
        Its number on the page.
    name : str
        Its place, ``653-804``.
    heading : str
        Who speaks to whom.
    kind : str
        The class of its counterpart.
    markup : str
        Voices, codes, reasons, citation; safe HTML.
    cited : str
        The citation.
    """

    number: int
    name: str
    heading: str
    kind: str
    markup: str
    cited: str


def write(comparison: Comparison, about: pages.About) -> Iterator[tuple[str, str]]:
    """Yield the evidence page of every document.

    Parameters
    ----------
    comparison : Comparison
    about : pages.About
        What the report's pages have in common.

    Yields
    ------
    tuple of (str, str)
        The page's file, seen from the report's folder, and its HTML.
    """
    rows = pd.concat([comparison.statements.assign(doubtful=False), comparison.doubtful.assign(doubtful=True)])
    own = {doc_id: list(group.itertuples(index=False)) for doc_id, group in rows.groupby("doc_id", sort=False)}
    talks = comparison.engagements.groupby("doc_id", sort=False)
    held = {doc_id: list(group.itertuples(index=False)) for doc_id, group in talks}
    titles = {document.doc_id: document for document in comparison.documents}
    for document in comparison.documents:
        found = sorted(own.get(document.doc_id, []), key=lambda row: (row.start, row.end))
        page = _page(
            document,
            found,
            held.get(document.doc_id, []),
            about,
            carriers.others(comparison, document, titles),
            comparison.sides.actor,
        )
        yield f"{links.EVIDENCE}/{links.file_stem(document.doc_id)}.html", page


def _page(
    document: Document,
    rows: list,
    talks: list,
    about: pages.About,
    others: list[carriers.Other],
    actor: str,
) -> str:
    """Return the page of one document."""
    return pages.plain(
        "evidence.html.j2",
        ["cards.css", "evidence.css"],
        ["evidence.js"] if rows else [],
        about=about,
        document=document,
        facts=_facts(document),
        address=document.url if ADDRESS.match(document.url) else "",
        text=marked.text(document, rows, talks),
        notes=[_note(row, number, document, actor) for number, row in enumerate(rows, 1)],
        carriers=others,
    )


def _facts(document: Document) -> list[tuple[str, str]]:
    """Return what is known of a document; what is not known is left out."""
    origin = "" if document.origin == document.url else document.origin
    facts = [
        ("Publisher", document.publisher or document.outlet),
        ("Published", document.published_at or document.published),
        ("Place", document.dateline),
        ("Kind", ", ".join(kind for kind in (document.kind, document.genre) if kind not in UNTOLD)),
        ("Retrieved", retrieved(document)),
        ("Rights", document.rights),
        ("Fetched from" if document.is_fetched else "Added from", origin),
        ("Added", document.added),
        ("Byline", document.byline),
        ("File", document.file),
        ("Characters", f"{document.characters:,}"),
        (f"sha256 of the {'text' if document.origin else 'file'}", document.sha256),
        ("sha256 of what came in", document.sha256_received),
    ]
    return [(term, value) for term, value in facts if value]


def _note(row: object, number: int, document: Document, actor: str) -> Note:
    """Return what the page says of one statement."""
    state = OUTSIDE.format(names.country(actor)) if row.part == "outside" else DOUBTFUL if row.doubtful else ""
    warning = f'<p class="note">{escape(state)}</p>' if state else ""
    places = received(document, spans(row.spans))
    came = f'<p class="meta">In the file received: {escape(names.listed(places))}.</p>' if places else ""
    by = quotations.reporter(row)
    told = f'<p class="meta">{escape(by[:1].upper() + by[1:])}.</p>' if by else ""
    return Note(
        number=number,
        name=f"{row.start}-{row.end}",
        heading=direction(row, actor),
        kind=(row.side or "none").lower(),
        markup=f'<p class="meta">{cards.voices(row).markup}</p>{warning}{cards.codes(row).markup}{told}{came}',
        cited=citation(document, row.start, row.end),
    )


def direction(row: object, actor: str) -> str:
    """Say who speaks to whom: "Pakistan to or about the United States".

    Parameters
    ----------
    row : named tuple
        A statement, with its part and side.
    actor : str
        The country whose statements are compared.
    """
    own = names.heading(actor)
    if row.part == "outside":
        return f"{row.speaker_country} to or about {row.target}"
    if row.part == "both":
        return f"{own} about both powers at once"
    there = names.country(row.side)
    told = {"said": f"{own} to or about {there}", "joint": f"{own} and {there} jointly"}
    told |= {
        "heard": f"{names.heading(row.side)} to or about {names.country(actor)}",
        "apart": f"Not the state, about {there}",
        "context": f"{own} about {there}, which is not named",
        "heard_context": f"{names.heading(row.side)} about {names.country(actor)}, which is not named",
    }
    called = names.part(row.part, actor)
    return told.get(row.part, f"{called[0].upper()}{called[1:]}: {there}")
