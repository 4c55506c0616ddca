"""Evidence cards: a statement in the paragraph it stands in, with its codes, the reason for each, and its place."""

from collections.abc import Sequence

import pandas as pd

from positions import coding, schemas
from positions.comparison import Comparison
from positions.documents import Document
from positions.reporting import links, names, quotations
from positions.reporting.markup import Shown, escape, paragraph, stack
from positions.reporting.passages import passage

CODES = ("speaker", "institution", "via", "quote_type", "target", "themes", "act", "stance", "condition", "label")
GROUPS = (("said", "{own} to or about {}"), ("joint", "{own} and {} jointly"), ("heard", "Said in return: {}"))


def card(row: object, document: Document) -> Shown:
    """Return the card of one statement.

    Parameters
    ----------
    row : named tuple
        A row of ``Comparison.statements``.
    document : Document
        The text it was taken from.

    Returns
    -------
    Shown
    """
    words, told, by = passage(row, document), codes(row), quotations.reporter(row)
    place = f"{row.file}, characters {row.start}–{row.end}, sha256 {document.sha256[:12]}"
    where = f'<a class="place" href="{links.place(row.statement_id)}">in the whole text</a>'
    paraphrase = "" if row.quote_type == "direct" else " paraphrase"
    markup = (
        f'<article class="statement {escape(row.side.lower())}{paraphrase}" id="{links.anchor(row.statement_id)}">'
        f'<p class="meta">{voices(row).markup}</p><blockquote>{words.markup}</blockquote>{told.markup}'
        f'<p class="meta">{escape(by[:1].upper() + by[1:])}{". " if by else ""}{escape(place)} ({where})</p></article>'
    )
    return Shown(markup, "\n".join(text for text in (voices(row).plain, words.plain, told.plain, place) if text))


def voices(row: object) -> Shown:
    """Return who speaks, from which country, and the chain of voices up to the speaker."""
    chain = f" · {row.chain}" if row.chain else ""
    markup = f"<b>{escape(quotations.speaker(row))}</b>, {escape(row.speaker_country)}{escape(chain)}"
    return Shown(markup, quotations.speaker(row) + chain)


def codes(row: object) -> Shown:
    """Return the codes of a statement, what a reader has to know of it, how sure they are and the reason for each."""
    chips = _chips(row) + ([] if row.corrected else [f"confidence {row.confidence} of 100"])
    notes = [quotations.repeated(row)] if row.repeats else []
    notes += [f"{quotations.CORRECTED.capitalize()}. {mark}" for mark in row.corrected.split(coding.BETWEEN) if mark]
    shown = "".join(f"<li>{escape(text)}</li> " for text in chips)
    below = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return Shown(f'<ul class="chips">{shown}</ul>{below}{_reasons(row)}', "\n".join([" · ".join(chips), *notes]))


def _reasons(row: object) -> str:
    """Return the reason behind each code, folded away."""
    reasons = [(code.replace("_", " "), getattr(row, code), getattr(row, f"why_{code}")) for code in CODES]
    items = [
        f"<dt>{escape(name)}: {escape('none' if value == '' else value)}{_sure(row, name)}</dt><dd>{escape(why)}</dd>"
        for name, value, why in reasons
        if why
    ]
    items.insert(0, f"<dt>found by</dt><dd>{escape(row.why_statement)}</dd>")
    body = f"<dl>{''.join(items)}</dl>"
    return f'<details class="evidence"><summary>Why these codes</summary>{body}</details>' if items else ""


def _sure(row: object, name: str) -> str:
    """Return the confidence of a code, blank where none is measured or a reader has given the code."""
    code = name.replace(" ", "_")
    found = getattr(row, f"confidence_{code}", None)
    is_given = any(mark.startswith(f"{code}: ") for mark in row.corrected.split(coding.BETWEEN))
    return "" if found is None or is_given else f" ({found} of 100)"


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


def cards(comparison: Comparison, cited: Sequence[str]) -> Shown:
    """Return the cards of the statements that a page cites, by part and counterpart.

    Parameters
    ----------
    comparison : Comparison
    cited : sequence of str
        Their ``statement_id``; a note says how many there are besides.

    Returns
    -------
    Shown
    """
    texts = {document.doc_id: document for document in comparison.documents}
    shown = []
    for title, rows in _groups(comparison):
        own = rows[rows.statement_id.isin(set(cited))]
        if len(own):
            shown.append(Shown(f"<h3>{escape(title)}</h3>", title.upper()))
            shown += [card(row, texts[row.doc_id]) for row in own.itertuples(index=False)]
    total = int((comparison.statements.part != "outside").sum())
    rest = total - sum(part.markup.startswith("<article") for part in shown)
    if rest:
        text = f"{names.counted(rest, 'more statement')}, not cited above, in the"
        where = f'<a href="{escape(links.rows())}">table of statements</a>'
        shown.append(Shown(f'<p class="note">{escape(text)} {where}.</p>', f"{text} table of statements."))
    return stack(shown) if shown else paragraph("No statement was found.", "too-few")


def _groups(comparison: Comparison) -> list[tuple[str, pd.DataFrame]]:
    """Return the groups of statements with their titles, repeated ones among them."""
    own = names.heading(comparison.sides.actor)
    groups = [
        (title.format(names.country(side), own=own), comparison.part(part, side, repeated=True))
        for part, title in GROUPS
        for side in comparison.counterparts
    ]
    groups.insert(2, (f"{own} about both powers at once", comparison.part("both", repeated=True)))
    groups += [(f"{own} about a counterpart that is not named", comparison.part("context", repeated=True))]
    others = names.speaking("apart", comparison.sides.actor)
    return [*groups, (others[0].upper() + others[1:], comparison.part("apart", repeated=True))]
