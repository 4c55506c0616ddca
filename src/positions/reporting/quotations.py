"""A source's words within our own: in quotation marks only where the source quotes them, else marked as reported."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from positions.reporting import links
from positions.reporting.markup import Shown, escape
from positions.schemas import LIST_SEPARATOR, PIECE_SEPARATOR

NAMED = 200  # statements that an address names one by one
ARROW = " ← "
CORRECTED = "corrected by a reader"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")


class Words(NamedTuple):
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
    """A sentence of ours with words of the sources in it: plain strings, `Words`, and numbers with links, in order."""

    parts: tuple[str | Words | Shown, ...]

    @property
    def quoted(self) -> tuple[Words, ...]:
        """The sources' words in it."""
        return tuple(part for part in self.parts if isinstance(part, Words))

    def shown(self) -> Shown:
        """Return the sentence for display."""
        pieces = [shown(p) if isinstance(p, Words) else p for p in self.parts]
        pieces = [p if isinstance(p, Shown) else Shown(escape(p), p) for p in pieces]
        return Shown("".join(p.markup for p in pieces), "".join(p.plain for p in pieces))


def paragraphs(sentences: Iterable[Sentence], kind: str = "") -> list[Shown]:
    """Return sentences as paragraphs, of a class where one is given."""
    opening = f'<p class="{kind}">' if kind else "<p>"
    told = [sentence.shown() for sentence in sentences]
    return [Shown(f"{opening}{one.markup}</p>", one.plain) for one in told]


def words(row: object, text: str, kind: str = "content") -> Words:
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
    return Words(text, spoken, row.statement_id, _spans(row, text, kind), kind)


def _spans(row: object, text: str, kind: str) -> str:
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


def exact(doc_id: str, spans: str, markup: str, tag: str = "span", kind: str = "") -> str:
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
        HTML; `positions.reporting.verbatim.check_page` compares it with the text.
    """
    classes = f' class="{kind}"' if kind else ""
    return f'<{tag}{classes} data-at="{escape(links.file_stem(doc_id))}:{spans}">{markup}</{tag}>'


def _quoted(doc_id: str, spans: str, inner: str, text: str, spoken: bool) -> Shown:
    """Return words in quotation marks when they are spoken, else in italics; in plain text ‹ › stands for these."""
    if spoken:
        return Shown(f"“{exact(doc_id, spans, inner)}”", f"“{text}”")
    return Shown(exact(doc_id, spans, inner, "em", "reported"), f"‹{text}›")


def as_written(row: object, phrase: str) -> Words:
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
    return words(row, found.group())


def shown(quoted: Words) -> Shown:
    """Return words as a link to their statement; ‹ › stands for "as reported" in plain text."""
    inner = escape(quoted.text)
    inner = inner if quoted.kind == "content" else f'<mark class="{quoted.kind}">{inner}</mark>'
    doc_id = quoted.statement_id.rpartition(":")[0]
    said = _quoted(doc_id, quoted.spans, inner, quoted.text, quoted.spoken)
    return Shown(f'<a href="{links.statement(quoted.statement_id)}">{said.markup}</a>', said.plain)


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


def content(row: object) -> Shown:
    """Return a statement's whole content, terms and names marked, in quotation marks when the source quotes it."""
    inner = "".join(f'<mark class="{k}">{escape(text)}</mark>' if k else escape(text) for text, k in pieces(row))
    return _quoted(row.doc_id, row.spans, inner, row.content, row.quote_type == "direct")


def reporter(row: object) -> str:
    """Tell who relays a statement: "as reported by Dunya News, after ISPR"; blank when nobody is known to."""
    voices = row.chain.split(ARROW)[:-1]
    verb = "as quoted by" if row.quote_type == "direct" else "as reported by"
    after = f", after {' and '.join(voices[1:])}" if len(voices) > 1 else ""
    return f"{verb} {voices[0]}{after}" if voices and voices[0] else ""


def repeated(row: object) -> str:
    """Say of a statement that repeats another that it does."""
    is_here = row.repeats.rpartition(":")[0] == row.doc_id
    whose = "another statement of this article" if is_here else "a statement of another carrier of the release"
    return f"Repeats {whose}; not counted."


def speaker(row: object) -> str:
    """Name the speaker with the office."""
    office = f" ({row.office})" if row.office and row.office != row.speaker else ""
    return f"{row.speaker or 'speaker not named'}{office}"


def line(row: object) -> Shown:
    """Return one statement on a line: who, the cue, the words, who reports them, a link to the place in the source."""
    who, cue, said, by = speaker(row), row.cue or "no cue", content(row), reporter(row)
    by = f", {by}" if by else ""
    place = f"{row.published or row.file}, characters {row.start}–{row.end}"
    link = f'<a class="place" href="{links.place(row.statement_id)}">{escape(place)}</a>'
    mark = f" [{CORRECTED}]" if row.corrected else ""
    markup = f'<b>{escape(who)}</b> <span class="cue">[{escape(cue)}]</span> {said.markup}{escape(by)} ({link}){mark}'
    return Shown(markup, f"{who} [{cue}] {said.plain}{by} ({place}){mark}")


def more(rows: pd.DataFrame) -> Shown:
    """Return a line that leads to statements that are not shown here: "and 12 more".

    Parameters
    ----------
    rows : DataFrame
        Those not shown; up to 200 are named one by one, of more the table shows all of the same part and side.
    """
    text = f"and {len(rows)} more"
    chosen = {"statement": list(rows.statement_id)}
    if len(rows) > NAMED:
        chosen = {"part": list(dict.fromkeys(rows.part)), "side": list(dict.fromkeys(rows.side))}
    chosen |= {"repeats": "yes"} if (rows.repeats != "").any() else {}
    return Shown(f'<a href="{escape(links.rows(**chosen))}">{text}</a>', text)


def report(row: object) -> Shown:
    """Return the sentence that first reports an event, with a link to its place; the words are the source's own."""
    place = f"{row.published or row.file}, characters {row.start}–{row.end}"
    link = f'<a class="place" href="{links.place(row.event_id, "e")}">{escape(place)}</a>'
    told = exact(row.doc_id, f"{row.start}-{row.end}", escape(row.evidence), "em", "reported")
    return Shown(f"{told} ({link})", f"‹{row.evidence}› ({place})")
