"""Evidence: cards of the statements that a page cites, and for each document a page with its whole text marked."""

import re
from collections.abc import Iterator

import pandas as pd

from positions import coding, schemas
from positions.comparison import Comparison
from positions.documents import Document
from positions.reporting.exports import citation, places_received, retrieved_on
from positions.reporting.render import links, names, pages, quotations
from positions.reporting.render.markup import View, element, join, link, paragraph, piece, sentence, stack
from positions.reporting.render.quotations import statement_passage
from positions.reporting.sections import sources
from positions.schemas import read_spans

CODES = ("speaker", "institution", "via", "quote_type", "target", "themes", "act", "stance", "condition", "label")
GROUPS = {  # of cards: their part, and their title; those whose title names a counterpart are one for each
    "said": "{own} to or about {side}",
    "both": "{own} about both powers at once",
    "joint": "{own} and {side} jointly",
    "heard": "Said in return: {side}",
    "context": "{own} about a counterpart that is not named",
}


def card(row: object, document: Document) -> View:
    """Return the card of one statement.

    Parameters
    ----------
    row : named tuple
        A row of ``Comparison.statements``.
    document : Document
        The text it was taken from.

    Returns
    -------
    View
    """
    kind = row.side.lower() + ("" if row.quote_type == "direct" else " paraphrase")
    place = f"{row.file}, characters {row.start}–{row.end}, sha256 {document.sha256[:12]}"
    where = View("{} ({})").format(place, link("in the whole text", links.place(row.statement_id), "place"))
    words, codes = statement_passage(row, document), codes_with_reasons(row)
    by = names.capital(quotations.reporter(row))
    return piece("card", links.anchor(row.statement_id), kind, who_speaks(row), words, codes, by, where)


def who_speaks(row: object) -> View:
    """Return who speaks, from which country, and the chain of voices up to the speaker."""
    chain = f" · {row.chain}" if row.chain else ""
    return sentence(element("b", quotations.speaker(row)), f", {row.speaker_country}{chain}")


def codes_with_reasons(row: object) -> View:
    """Return the codes of a statement with confidences and reasons, and notes that a reader needs."""
    chips = _chips(row) + ([] if row.corrected else [f"confidence {row.confidence} of 100"])
    notes = [quotations.repeated(row)] if row.repeats else []
    notes += [f"{quotations.CORRECTED.capitalize()}. {mark}" for mark in row.corrected.split(coding.BETWEEN) if mark]
    reasons = [(_named(row, code), why) for code in CODES if (why := getattr(row, f"why_{code}"))]
    return piece("codes", chips, notes, row.why_statement, reasons)


def _named(row: object, code: str) -> str:
    """Return a code with its confidence, unless none is measured or a reader has given the code."""
    value, sure = getattr(row, code), getattr(row, f"confidence_{code}", None)
    is_given = any(mark.startswith(f"{code}: ") for mark in row.corrected.split(coding.BETWEEN))
    known = "" if sure is None or is_given else f" ({sure} of 100)"
    return f"{code.replace('_', ' ')}: {'none' if value == '' else value}{known}"


def _chips(row: object) -> list[str]:
    """Return the codes of a statement in words."""
    chips = [f"target {row.target} ({row.target_basis})", row.institution.replace("_", " ")]
    chips += [names.named("themes", theme) for theme in row.themes.split(schemas.LIST_SEPARATOR) if theme]
    chips += [names.named("acts", row.act), f"stance {row.stance:+d}" if row.stance else "stance 0"]
    chips += [names.named("wording", row.quote_type)]
    chips += [f"terms: {row.condition}"] if row.condition else []
    chips += [f"name: {row.label}"] if row.label else []
    chips = chips if row.voice == "state" else [names.named("voices", row.voice), *chips]
    return [*chips, quotations.CORRECTED] if row.corrected else chips


def cards(comparison: Comparison, *shown: View) -> View:
    """Return the cards of the statements that parts of a page link to, by part and counterpart.

    Parameters
    ----------
    comparison : Comparison
    *shown : View
        The parts. A note says how many statements there are besides.

    Returns
    -------
    View
    """
    linked = links.linked_statements(join(shown))
    texts = {document.doc_id: document for document in comparison.documents}
    found, n = [], 0
    for title, rows in _groups(comparison):
        own = rows[[links.anchor(name) in linked for name in rows.statement_id]]
        found += [element("h3", title)] * bool(len(own)) + [card(row, texts[row.doc_id]) for row in own.itertuples()]
        n += len(own)
    if rest := int((comparison.statements.part != "outside").sum()) - n:
        more = names.counted(rest, "more statement")
        text = View("{}, not cited above, in the {}.").format(more, link("table of statements", links.rows()))
        found.append(paragraph(text))
    return stack(found) if found else paragraph("No statement was found.", "too-few")


def _groups(comparison: Comparison) -> list[tuple[str, pd.DataFrame]]:
    """Return the groups of statements with their titles, repeated ones among them."""
    own, groups = names.heading(comparison.sides.actor), []
    for part, title in GROUPS.items():
        for side in comparison.counterparts if "{side}" in title else [""]:
            called = title.format(own=own, side=names.country(side) if side else "")
            groups.append((called, comparison.part(part, side, repeated=True)))
    others = names.capital(names.speaking("apart", comparison.sides.actor))
    return [*groups, (others, comparison.part("apart", repeated=True))]


UNTOLD = ("", "press", "unknown")  # kinds and genres that say no more than that it is a document
DOUBTFUL = "Left out of this report: the coder is less sure of it than was asked for."
ADDRESS = re.compile(r"https?://[^\s]+$")  # what may be a link; anything else is shown as text
OUTSIDE = "Outside the comparison: it is not said between {} and one of the two, or not by their states."


def write_pages(comparison: Comparison, about: pages.About) -> Iterator[tuple[str, str]]:
    """Yield the evidence page of every document.

    Parameters
    ----------
    comparison : Comparison
    about : pages.About
        What all pages of the report have in common.

    Yields
    ------
    tuple of (str, str)
        The page's file, seen from the report's folder, and its HTML.
    """
    rows = pd.concat([comparison.statements.assign(doubtful=False), comparison.doubtful.assign(doubtful=True)])
    own = {doc_id: list(group.itertuples(index=False)) for doc_id, group in rows.groupby("doc_id", sort=False)}
    talks = comparison.reports.groupby("doc_id", sort=False)
    held = {doc_id: list(group.itertuples(index=False)) for doc_id, group in talks}
    titles = {document.doc_id: document for document in comparison.documents}
    for document in comparison.documents:
        found = sorted(own.get(document.doc_id, []), key=lambda row: (row.start, row.end))
        page = pages.plain_page(
            "evidence.html.j2",
            ["cards.css", "evidence.css"],
            ["evidence.js"] if found else [],
            about=about,
            document=document,
            facts=_facts(document),
            address=document.url if ADDRESS.match(document.url) else "",
            text=quotations.mark_text(document, found, held.get(document.doc_id, [])),
            notes=[_note(row, document, comparison.sides.actor) for row in found],
            carriers=sources.other_carriers(comparison, document, titles),
        )
        yield f"{links.EVIDENCE}/{links.file_stem(document.doc_id)}.html", page


def _facts(document: Document) -> list[tuple[str, str]]:
    """Return what is known of a document; what is not known is left out."""
    origin = "" if document.origin == document.url else document.origin
    facts = [
        ("Publisher", document.publisher or document.outlet),
        ("Published", document.published_at or document.published),
        ("Place", document.dateline),
        ("Kind", ", ".join(kind for kind in (document.kind, document.genre) if kind not in UNTOLD)),
        ("Retrieved", retrieved_on(document)),
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


def _note(row: object, document: Document, actor: str) -> dict[str, object]:
    """Return what the page says of one statement."""
    state = OUTSIDE.format(names.country(actor)) if row.part == "outside" else DOUBTFUL if row.doubtful else ""
    by, places = quotations.reporter(row), places_received(document, read_spans(row.spans))
    provenance = [f"{names.capital(by)}."] if by else []
    provenance += [f"In the file received: {names.listed(places)}."] if places else []
    return {
        "name": f"{row.start}-{row.end}",
        "kind": (row.side or "none").lower(),  # of its counterpart
        "heading": direction(row, actor),
        "who": who_speaks(row),
        "state": state,
        "codes": codes_with_reasons(row),
        "provenance": provenance,
        "cited": citation(document, row.start, row.end),
    }


DIRECTIONS = {
    "said": "{own} to or about {there}",
    "both": "{own} about both powers at once",
    "joint": "{own} and {there} jointly",
    "heard": "{other} to or about {here}",
    "context": "{own} about {there}, which is not named",
    "heard_context": "{other} about {here}, which is not named",
    "apart": "Not the state, about {there}",
    "outside": "{row.speaker_country} to or about {row.target}",
}


def direction(row: object, actor: str) -> str:
    """Say who speaks to whom: "Pakistan to or about the United States".

    Parameters
    ----------
    row : named tuple
        A statement, with its part and side.
    actor : str
        The country whose statements are compared.
    """
    own, here = names.heading(actor), names.country(actor)
    other, there = (names.heading(row.side), names.country(row.side)) if row.side else ("", "")
    told = DIRECTIONS.get(row.part) or f"{names.capital(names.part(row.part, actor))}: {there}"
    return told.format(own=own, here=here, other=other, there=there, row=row)
