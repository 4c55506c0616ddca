"""Words of a source within a report.

Rows of the table of statements come in. Quotations go out (in quotation marks only if the source quotes them, else
marked as reported), as do the paragraph of a statement, and a whole text with every statement marked.
"""

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from positions import schemas
from positions.documents import Document
from positions.reporting.render import links
from positions.reporting.render.markup import View, element, join, link, paragraph, piece
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


def paragraphs(sentences: Iterable[View], kind: str = "") -> list[View]:
    """Return sentences as paragraphs, with a class if one is given."""
    return [paragraph(sentence, kind) for sentence in sentences]


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
    QuotedWords
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
    for (start, _), words in zip(spans, pieces, strict=True):
        if (at := words.find(text)) >= 0:
            return f"{int(start) + at}-{int(start) + at + len(text)}"
    raise ValueError(f"{row.statement_id}: {text!r} does not stand in the statement")


def checkable(doc_id: str, spans: str, words: str | View, tag: str = "span", kind: str = "") -> View:
    """Return words of a document as an element that says where they stand, so that a page can be checked.

    Parameters
    ----------
    doc_id : str
    spans : str
        ``653-803; 810-820``; the pieces are shown joined by ``PIECE_SEPARATOR``.
    words : str or View
        The words; marks may stand in them.
    tag, kind : str
        The element and its class.

    Returns
    -------
    View
        `positions.reporting.building.check_page` compares it with the text.
    """
    return piece("checkable", words, tag, kind, f"{links.file_stem(doc_id)}:{spans}")


TAG = re.compile(r"<[^<>]*>")
EXACT = re.compile(r'<(\w+)[^<>]* data-at="([^"]*):([0-9; -]+)"[^<>]*>')


def shown_words(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a page shows as `checkable`: the document, the places, and the words as a browser has them."""
    for match in EXACT.finditer(page):
        tag, place, spans = match.groups()
        depth, at = 1, match.end()
        for edge in re.compile(rf"<(/?){tag}\b[^<>]*>").finditer(page, at):
            depth += -1 if edge.group(1) else 1
            if not depth:
                yield html.unescape(place), spans, html.unescape(TAG.sub("", page[at : edge.start()]))
                break


def _quote_element(doc_id: str, spans: str, words: str | View, spoken: bool) -> View:
    """Return words in quotation marks when they are spoken, else in italics."""
    if spoken:
        return View("“{}”").format(checkable(doc_id, spans, words))
    return checkable(doc_id, spans, words, "em", "reported")


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
    QuotedWords
    """
    pattern = r"\W+".join(re.escape(word).replace("'", "[’']") for word in phrase.split(" "))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", row.content, re.IGNORECASE)
    return quote(row, found.group())


def link_quote(quoted: QuotedWords) -> View:
    """Return words as a link to their statement."""
    words = quoted.text if quoted.kind == "content" else element("mark", quoted.text, quoted.kind)
    doc_id = quoted.statement_id.rpartition(":")[0]
    return link(_quote_element(doc_id, quoted.spans, words, quoted.spoken), links.statement(quoted.statement_id))


def link_words(row: object, text: str, kind: str = "content") -> View:
    """Return words of a statement (`quote`) as a link to it."""
    return link_quote(quote(row, text, kind))


def link_phrase(row: object, phrase: str) -> View:
    """Return a phrase of the concordance, as a statement writes it (`as_written`), as a link to that statement."""
    return link_quote(as_written(row, phrase))


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
    words = join(element("mark", text, kind) if kind else text for text, kind in pieces(row))
    return _quote_element(row.doc_id, row.spans, words, row.quote_type == "direct")


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
    place = link(_place(row), links.place(row.statement_id), "place")
    mark = CORRECTED if row.corrected else ""
    return piece("statement", speaker(row), row.cue or "no cue", statement_content(row), reporter(row), place, mark)


def statement_lines(rows: pd.DataFrame, rest: pd.DataFrame | None = None) -> list[View]:
    """Return statements on lines, below them one that leads to the rest (`more_line`) where there are more."""
    more = [more_line(rest)] if rest is not None and len(rest) else []
    return [*map(statement_line, rows.itertuples(index=False)), *more]


def _place(row: object) -> str:
    """Name the place of a statement or an engagement in its source."""
    return f"{row.published or row.file}, characters {row.start}–{row.end}"


def more_line(rows: pd.DataFrame) -> View:
    """Return a line that leads to statements that are not shown here: "and 12 more".

    Parameters
    ----------
    rows : DataFrame
        Those not shown. Up to 200 are linked one by one; for more, the table shows all of the same part and side.
    """
    chosen = {"statement": list(rows.statement_id)}
    if len(rows) > NAMED:
        chosen = {"part": list(dict.fromkeys(rows.part)), "side": list(dict.fromkeys(rows.side))}
    chosen |= {"repeats": "yes"} if (rows.repeats != "").any() else {}
    return link(f"and {len(rows)} more", links.rows(**chosen))


def event_report(row: object) -> View:
    """Return the sentence that first reports an event, with a link to its place; the words are the source's own."""
    told = checkable(row.doc_id, f"{row.start}-{row.end}", row.evidence, "em", "reported")
    return View("{} ({})").format(told, link(_place(row), links.place(row.event_id, "e"), "place"))


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
        Each stretch in a ``mark`` element of the classes source, cue, content, label, condition that it belongs to. In
        plain text the content stands between » and «.
    """
    text = document.text
    first, last = _paragraph_of(row, document)
    stretches = _stretches([row], {first, last})
    marked = [_mark(text[start:end], open_) for start, end, open_ in stretches if first <= start < last]
    before, after = ("… " if first and text[first - 1] != "\n" else ""), (" …" if text[last : last + 1].strip() else "")
    return join([before, checkable(document.doc_id, f"{first}-{last}", join(marked)), after])


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


def mark_text(document: Document, rows: Sequence[object], talks: Sequence[object] = ()) -> View:
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
    View
        ``mark`` elements never nest: each bears the classes of all parts it belongs to and, in ``data-s``, the
        numbers of the statements. Before the first word of a statement stands an empty link of the statement's name
        (``s-653-804``) that leads to its notes (``n-653-804``); before an engagement's sentence an anchor. Without
        the tags it is the text, character for character.
    """
    anchors: dict[int, list[View]] = defaultdict(list)
    for talk in talks:
        anchors[talk.start].append(element("span", "", name=f"e-{talk.start}-{talk.end}"))
    for number, row in enumerate(rows, 1):
        anchors[row.start].append(_reference(row, number))
    breaks = {at + i for at, letter in enumerate(document.text) if letter == "\n" for i in (0, 1)}
    shown: list[str | View] = []
    for start, end, open_ in _stretches(rows, {0, len(document.text), *anchors, *breaks}):
        words, numbers = document.text[start:end], sorted({number for _, number in open_})
        shown += anchors.get(start, ())
        shown.append(_mark(words, open_, numbers) if words != "\n" else words)
    return _lines(join(shown), document)


def _stretches(rows: Sequence[object], more: Collection[int]) -> Iterator[tuple[int, int, list[tuple[str, int]]]]:
    """Yield the stretches of a text in which no part of a statement begins or ends, cut at some more places too.

    Each has its start, its end, and the parts that it belongs to: the layer, and the number of the statement.
    """
    begun: dict[int, list[tuple[str, int]]] = defaultdict(list)
    ended: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        for layer in LAYERS:
            for start, end in schemas.read_spans(getattr(row, PLACES[layer])):
                begun[start].append((layer, number))
                ended[end].append((layer, number))
    open_: list[tuple[str, int]] = []
    for start, end in pairwise(sorted({*begun, *ended, *more})):
        for part in ended.get(start, ()):
            open_.remove(part)
        open_ += begun.get(start, ())
        yield start, end, open_


def _mark(words: str, parts: Collection[tuple[str, int]], numbers: Sequence[int] = ()) -> str | View:
    """Return a stretch of a text, marked with the parts of statements it belongs to."""
    layers = {layer for layer, _ in parts}
    kinds = " ".join(layer for layer in LAYERS if layer in layers)
    return piece("mark", words, kinds, " ".join(map(str, numbers))) if kinds else words


def _reference(row: object, number: int) -> View:
    """Return the link at a statement's first word; its number is not part of the text, so that copies stay exact."""
    label = " ".join(f"Statement {number}: {row.speaker or 'speaker not named'}".split())
    return piece("reference", f"{row.start}-{row.end}", number, label)


def _lines(marked: View, document: Document) -> View:
    """Put every line into a paragraph of its own, the headline's as such; blank lines stay between them."""
    title = document.headline
    first = document.text.count("\n", 0, title.start) if title.start < title.end else -1
    place = f"{links.file_stem(document.doc_id)}:0-{document.characters}"
    return piece("text", marked.split("\n"), first, document.language, place)
