"""The paragraph a statement stands in, its parts marked at their offsets."""

from itertools import pairwise

from positions import schemas
from positions.documents import Document
from positions.reporting.markup import Shown, escape
from positions.reporting.quotations import exact

LAYERS = ("source", "cue", "content", "label", "condition")
CONTEXT = 600  # characters around a statement in a text without paragraphs


def spans(text: str) -> list[tuple[int, int]]:
    """Read spans written as "653-803; 810-820"."""
    pieces = [piece.split("-") for piece in text.split(schemas.LIST_SEPARATOR) if piece]
    return [(int(start), int(end)) for start, end in pieces]


def passage(row: object, document: Document) -> Shown:
    """Return the paragraph a statement stands in with its parts marked at their offsets.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS.
    document : Document
        The text it was taken from.

    Returns
    -------
    Shown
        Escaped words; ``mark`` elements of the classes source, cue, content, label, condition, one within the other. In
        plain text the content stands between » and «.
    """
    text = document.text
    parts = {"content": spans(row.spans), "source": spans(row.source_span), "cue": spans(row.cue_span)}
    parts |= {"condition": spans(row.condition_span), "label": spans(row.label_span)}
    first, last = _paragraph(row, document)
    edges = {first, last} | {edge for spanned in parts.values() for span in spanned for edge in span}
    edges = sorted(edge for edge in edges if first <= edge <= last)
    markup, plain, open_ = [], [], []
    for start, end in pairwise(edges):
        layers = [layer for layer in LAYERS if any(s <= start and end <= e for s, e in parts[layer])]
        _move(open_, layers, markup, plain)
        markup.append(escape(text[start:end]))
        plain.append(text[start:end])
    _move(open_, [], markup, plain)
    before, after = ("… " if first and text[first - 1] != "\n" else ""), (" …" if text[last : last + 1].strip() else "")
    shown = exact(document.doc_id, f"{first}-{last}", "".join(markup))
    return Shown(before + shown + after, before + "".join(plain) + after)


def _paragraph(row: object, document: Document) -> tuple[int, int]:
    """Return where the passage starts and ends: whole lines of its paragraph, unless they are very long."""
    text = document.text
    around = [span for span in document.paragraphs if span.start < row.end and row.start < span.end]
    start = min([row.start, *(span.start for span in around)])
    end = max([row.end, *(span.end for span in around)])
    first = max(text.rfind("\n", 0, start) + 1, row.start - CONTEXT)
    stop = text.find("\n", end)
    last = min(stop if stop >= 0 else len(text), row.end + CONTEXT)
    return first, last


def _move(open_: list[str], layers: list[str], markup: list[str], plain: list[str]) -> None:
    """Close and open marks so that just ``layers`` are open, in their order."""
    same = 0
    while same < min(len(open_), len(layers)) and open_[same] == layers[same]:
        same += 1
    for layer in reversed(open_[same:]):
        markup.append("</mark>")
        plain.append("«" if layer == "content" else "")
    for layer in layers[same:]:
        markup.append(f'<mark class="{layer}">')
        plain.append("»" if layer == "content" else "")
    open_[:] = layers
