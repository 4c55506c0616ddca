"""Words of a source within a report.

Rows of the table of statements come in. Quotations go out (in quotation marks only if the source quotes them, else
marked as reported), as do the paragraph of a statement, and a whole text with every statement marked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from positions import schemas
from positions.documents import Document
from positions.reporting.render import links
from positions.reporting.render.markup import View, escape
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR, PLACES

NAMED = 200  # statements that an address names one by one
ARROW = " ← "
CORRECTED = "corrected by a reader"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")


class QuotedWords(NamedTuple):
    """Exact words of a statement, and how they may be shown.

    Attributes
    ----------
    text : str
        As in the source.
    spoken : bool
        The source gives them as the speaker's own, in quotation marks.
    statement_id : str
        Where they stand.
    spans : str
        Their places in the text, as in STATEMENTS.
    kind : str
        ``content``, ``condition`` or ``label``.
    """

    text: str
    spoken: bool
    statement_id: str
    spans: str
    kind: str = "content"


@dataclass(frozen=True)
class Sentence:
    """A sentence of the report with words of the sources: strings, `QuotedWords` and numbers with links, in order."""

    parts: tuple[str | QuotedWords | View, ...]

    @property
    def quoted(self) -> tuple[QuotedWords, ...]:
        """The sources' words in it."""
        return tuple(part for part in self.parts if isinstance(part, QuotedWords))

    def shown(self) -> View:
        """Return the sentence for display."""
        pieces = [link_quote(p) if isinstance(p, QuotedWords) else p for p in self.parts]
        pieces = [p if isinstance(p, View) else View(escape(p), p) for p in pieces]
        return View("".join(p.markup for p in pieces), "".join(p.plain for p in pieces))


def paragraphs(sentences: Iterable[Sentence], kind: str = "") -> list[View]:
    """Return sentences as paragraphs, with a class if one is given."""
    opening = f'<p class="{kind}">' if kind else "<p>"
    told = [sentence.shown() for sentence in sentences]
    return [View(f"{opening}{one.markup}</p>", one.plain) for one in told]


def quote(row: object, text: str, kind: str = "content") -> QuotedWords:
    """Return words of a statement, spoken when the source quotes the whole statement or just these words.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS.
    text : str
        The words, as they stand in the content.
    kind : str
        ``content``, ``condition`` or ``label``.

    Returns
    -------
    Words
    """
    inside = kind != "content" and any(text in match.group() for match in QUOTED.finditer(row.content))
    own = row.via == "" or row.quote_type == "direct"
    spoken = row.quote_type == "direct" or (inside and own)
    return QuotedWords(text, spoken, row.statement_id, _quote_spans(row, text, kind), kind)


def _quote_spans(row: object, text: str, kind: str) -> str:
    """Return where words of a statement stand in the text."""
    if kind != "content":
        return getattr(row, f"{kind}_span")
    if text == row.content:
        return row.spans
    spans = [span.split("-") for span in row.spans.split(LIST_SEPARATOR)]
    pieces = row.content.split(PIECE_SEPARATOR) if len(spans) > 1 else [row.content]
    for (start, _), piece in zip(spans, pieces, strict=True):
        if (at := piece.find(text)) >= 0:
            return f"{int(start) + at}-{int(start) + at + len(text)}"
    raise ValueError(f"{row.statement_id}: {text!r} does not stand in the statement")


def checkable(doc_id: str, spans: str, markup: str, tag: str = "span", kind: str = "") -> str:
    """Return words of a document as an element that says where they stand, so that a page can be checked.

    Parameters
    ----------
    doc_id : str
    spans : str
        ``653-803; 810-820``; the pieces are shown joined by ``PIECE_SEPARATOR``.
    markup : str
        The words, escaped; marks may stand in them.
    tag, kind : str
        The element and its class.

    Returns
    -------
    str
        HTML; `positions.reporting.building.check_page` compares it with the text.
    """
    classes = f' class="{kind}"' if kind else ""
    return f'<{tag}{classes} data-at="{escape(links.file_stem(doc_id))}:{spans}">{markup}</{tag}>'


def _quote_element(doc_id: str, spans: str, inner: str, text: str, spoken: bool) -> View:
    """Return words in quotation marks when they are spoken, else in italics; in plain text ‹ › stands for these."""
    if spoken:
        return View(f"“{checkable(doc_id, spans, inner)}”", f"“{text}”")
    return View(checkable(doc_id, spans, inner, "em", "reported"), f"‹{text}›")


def as_written(row: object, phrase: str) -> QuotedWords:
    """Return a phrase of the concordance as a statement writes it: its capitals, apostrophes and breaks.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS whose content has the phrase.
    phrase : str
        In small letters, one space between words.

    Returns
    -------
    Words
    """
    pattern = r"\W+".join(re.escape(word).replace("'", "[’']") for word in phrase.split(" "))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", row.content, re.IGNORECASE)
    return quote(row, found.group())


def link_quote(quoted: QuotedWords) -> View:
    """Return words as a link to their statement; ‹ › stands for "as reported" in plain text."""
    inner = escape(quoted.text)
    inner = inner if quoted.kind == "content" else f'<mark class="{quoted.kind}">{inner}</mark>'
    doc_id = quoted.statement_id.rpartition(":")[0]
    said = _quote_element(doc_id, quoted.spans, inner, quoted.text, quoted.spoken)
    return View(f'<a href="{links.statement(quoted.statement_id)}">{said.markup}</a>', said.plain)


def pieces(row: object) -> list[tuple[str, str]]:
    """Return a statement's whole content in pieces, each with ``condition``, ``label`` or nothing that marks it."""
    parts = ((row.condition, "condition"), (row.label, "label"))
    marks = [(row.content.find(text), len(text), kind) for text, kind in parts if text and text in row.content]
    found, at = [], 0
    for start, length, kind in sorted(marks):
        if start >= at:
            found += [(row.content[at:start], ""), (row.content[start : start + length], kind)]
            at = start + length
    return [piece for piece in (*found, (row.content[at:], "")) if piece[0]]


def statement_content(row: object) -> View:
    """Return a statement's whole content, terms and names marked, in quotation marks when the source quotes it."""
    inner = "".join(f'<mark class="{k}">{escape(text)}</mark>' if k else escape(text) for text, k in pieces(row))
    return _quote_element(row.doc_id, row.spans, inner, row.content, row.quote_type == "direct")


def reporter(row: object) -> str:
    """Return who relays a statement: "as reported by Dunya News, after ISPR"; blank if not known."""
    voices = row.chain.split(ARROW)[:-1]
    verb = "as quoted by" if row.quote_type == "direct" else "as reported by"
    after = f", after {' and '.join(voices[1:])}" if len(voices) > 1 else ""
    return f"{verb} {voices[0]}{after}" if voices and voices[0] else ""


def repeated(row: object) -> str:
    """Return a note for a statement that repeats another."""
    is_here = row.repeats.rpartition(":")[0] == row.doc_id
    whose = "another statement of this article" if is_here else "a statement of another carrier of the release"
    return f"Repeats {whose}; not counted."


def speaker(row: object) -> str:
    """Name the speaker with the office."""
    office = f" ({row.office})" if row.office and row.office != row.speaker else ""
    return f"{row.speaker or 'speaker not named'}{office}"


def statement_line(row: object) -> View:
    """Return one statement on a line: who, the cue, the words, who reports them, a link to the place in the source."""
    who, cue, said, by = speaker(row), row.cue or "no cue", statement_content(row), reporter(row)
    by = f", {by}" if by else ""
    place = f"{row.published or row.file}, characters {row.start}–{row.end}"
    link = f'<a class="place" href="{links.place(row.statement_id)}">{escape(place)}</a>'
    mark = f" [{CORRECTED}]" if row.corrected else ""
    markup = f'<b>{escape(who)}</b> <span class="cue">[{escape(cue)}]</span> {said.markup}{escape(by)} ({link}){mark}'
    return View(markup, f"{who} [{cue}] {said.plain}{by} ({place}){mark}")


def more_line(rows: pd.DataFrame) -> View:
    """Return a line that leads to statements that are not shown here: "and 12 more".

    Parameters
    ----------
    rows : DataFrame
        Those not shown. Up to 200 are linked one by one; for more, the table shows all of the same part and side.
    """
    text = f"and {len(rows)} more"
    chosen = {"statement": list(rows.statement_id)}
    if len(rows) > NAMED:
        chosen = {"part": list(dict.fromkeys(rows.part)), "side": list(dict.fromkeys(rows.side))}
    chosen |= {"repeats": "yes"} if (rows.repeats != "").any() else {}
    return View(f'<a href="{escape(links.rows(**chosen))}">{text}</a>', text)


def event_report(row: object) -> View:
    """Return the sentence that first reports an event, with a link to its place; the words are the source's own."""
    place = f"{row.published or row.file}, characters {row.start}–{row.end}"
    link = f'<a class="place" href="{links.place(row.event_id, "e")}">{escape(place)}</a>'
    told = checkable(row.doc_id, f"{row.start}-{row.end}", escape(row.evidence), "em", "reported")
    return View(f"{told} ({link})", f"‹{row.evidence}› ({place})")


LAYERS = ("source", "cue", "content", "label", "condition")
PASSAGE_LENGTH = 600  # characters around a statement in a text without paragraphs


def statement_passage(row: object, document: Document) -> View:
    """Return the paragraph a statement stands in with its parts marked at their offsets.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS.
    document : Document
        The text it was taken from.

    Returns
    -------
    View
        Escaped words; ``mark`` elements of the classes source, cue, content, label, condition, one within the other. In
        plain text the content stands between » and «.
    """
    text = document.text
    parts = {
        "content": schemas.read_spans(row.spans),
        "source": schemas.read_spans(row.source_span),
        "cue": schemas.read_spans(row.cue_span),
    }
    parts |= {"condition": schemas.read_spans(row.condition_span), "label": schemas.read_spans(row.label_span)}
    first, last = _paragraph_of(row, document)
    edges = {first, last} | {edge for spanned in parts.values() for span in spanned for edge in span}
    edges = sorted(edge for edge in edges if first <= edge <= last)
    markup, plain, open_ = [], [], []
    for start, end in pairwise(edges):
        layers = [layer for layer in LAYERS if any(s <= start and end <= e for s, e in parts[layer])]
        _cross_boundary(open_, layers, markup, plain)
        markup.append(escape(text[start:end]))
        plain.append(text[start:end])
    _cross_boundary(open_, [], markup, plain)
    before, after = ("… " if first and text[first - 1] != "\n" else ""), (" …" if text[last : last + 1].strip() else "")
    shown = checkable(document.doc_id, f"{first}-{last}", "".join(markup))
    return View(before + shown + after, before + "".join(plain) + after)


def _paragraph_of(row: object, document: Document) -> tuple[int, int]:
    """Return where the passage starts and ends: whole lines of its paragraph, unless they are very long."""
    text = document.text
    around = [span for span in document.paragraphs if span.start < row.end and row.start < span.end]
    start = min([row.start, *(span.start for span in around)])
    end = max([row.end, *(span.end for span in around)])
    first = max(text.rfind("\n", 0, start) + 1, row.start - PASSAGE_LENGTH)
    stop = text.find("\n", end)
    last = min(stop if stop >= 0 else len(text), row.end + PASSAGE_LENGTH)
    return first, last


def _cross_boundary(open_: list[str], layers: list[str], markup: list[str], plain: list[str]) -> None:
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


LAYER_COLUMNS = {layer: PLACES[layer] for layer in LAYERS}


def mark_text(document: Document, rows: Sequence[object], talks: Sequence[object] = ()) -> str:
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
        for layer, column in LAYER_COLUMNS.items():
            for start, end in schemas.read_spans(getattr(row, column)):
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
