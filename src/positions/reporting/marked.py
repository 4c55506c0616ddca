"""A whole text with every statement in it marked: source, cue, content, terms and name, each where its offsets say."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from positions.documents import Document
from positions.reporting import links
from positions.reporting.markup import escape
from positions.reporting.passages import LAYERS, spans
from positions.schemas import PLACES

COLUMNS = {layer: PLACES[layer] for layer in LAYERS}


def text(document: Document, rows: Sequence[object], talks: Sequence[object] = ()) -> str:
    """Return a document's text, line by line, with the parts of its statements marked.

    Parameters
    ----------
    document : Document
    rows : sequence of named tuples
        Its statements (rows of STATEMENTS), in the order of their numbers.
    talks : sequence of named tuples
        The engagements it reports (rows of ENGAGEMENTS).

    Returns
    -------
    str
        HTML. ``mark`` elements never nest: each bears the classes of all parts it belongs to and, in ``data-s``, the
        numbers of the statements. Before the first word of a statement stands an empty link of the statement's name
        (``s-653-804``) that leads to its notes (``n-653-804``); before an engagement's sentence an anchor. Without
        the tags it is the text, character for character.
    """
    layers: dict[int, list[tuple[str, int, bool]]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        for layer, column in COLUMNS.items():
            for start, end in spans(getattr(row, column)):
                layers[start].append((layer, number, True))
                layers[end].append((layer, number, False))
    anchors: dict[int, list[str]] = defaultdict(list)
    for talk in talks:
        anchors[talk.start].append(f'<span id="e-{talk.start}-{talk.end}"></span>')
    for number, row in enumerate(rows, 1):
        anchors[row.start].append(_reference(row, number))
    breaks = {at + i for at, letter in enumerate(document.text) if letter == "\n" for i in (0, 1)}
    edges = sorted({0, len(document.text), *layers, *anchors, *breaks})
    pieces, open_ = [], []
    for start, end in pairwise(edges):
        _update(open_, layers.get(start, ()))
        pieces += anchors.get(start, ())
        pieces.append(_piece(document.text[start:end], open_))
    return _lines("".join(pieces), document)


def _update(open_: list[tuple[str, int]], changes: Sequence[tuple[str, int, bool]]) -> None:
    """Close the parts that end here, then open those that begin."""
    for layer, number, begins in sorted(changes, key=lambda change: change[2]):
        if begins:
            open_.append((layer, number))
        else:
            open_.remove((layer, number))


def _piece(words: str, open_: Sequence[tuple[str, int]]) -> str:
    """Return a stretch in which nothing begins or ends."""
    if not open_ or words == "\n":
        return escape(words)
    classes = " ".join(layer for layer in LAYERS if any(layer == own for own, _ in open_))
    numbers = " ".join(map(str, sorted({number for _, number in open_})))
    return f'<mark class="{classes}" data-s="{numbers}">{escape(words)}</mark>'


def _reference(row: object, number: int) -> str:
    """Return the link at a statement's first word; its number is not part of the text, so that copies stay exact."""
    name = f"{row.start}-{row.end}"
    label = escape(" ".join(f"Statement {number}: {row.speaker or 'speaker not named'}".split()))
    return f'<a class="ref" id="s-{name}" href="#n-{name}" data-n="{number}" aria-label="{label}"></a>'


def _lines(marked: str, document: Document) -> str:
    """Put every line into a paragraph of its own, the headline's as such; blank lines stay between them."""
    title = document.headline
    first = document.text.count("\n", 0, title.start) if title.start < title.end else -1
    each = []
    for number, line in enumerate(marked.split("\n")):
        kind = ' class="headline"' if number == first else ""
        each.append(f"<p{kind}>{line}</p>" if line else "")
    stem = links.file_stem(document.doc_id)
    inner = "\n".join(each)
    lang = escape(document.language)
    return f'<div class="text" lang="{lang}" data-at="{stem}:0-{document.characters}">{inner}</div>'
