"""Plain text, and Markdown without its marks, each word with its place; title and front matter separately."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from itertools import accumulate
from pathlib import PurePath
from typing import NamedTuple

import pyromark
import yaml
from pyromark import Options

from positions.documents.corpus import Issue
from positions.documents.document import Edit, Traced, join_traced
from positions.errors import InputError
from positions.files import sha256_of
from positions.ingest import encodings
from positions.ingest.candidates import Candidate, Source, read_bytes
from positions.ingest.tables import Mapping, guess_mapping

MARKDOWN_READER = f"markdown, pyromark {version('pyromark')}"
OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
)
MARKDOWN_WORDS = ("Text", "Code", "Html", "InlineHtml")  # tags of HTML are for the cleaning, as in every text
GAPS = ("", " ", "\n", "\n\n")  # what stands between words, the stronger later
LINE, BLANK_LINE = 2, 3  # among them
APART = {"Item": LINE, "List": LINE, "TableHead": LINE, "TableRow": LINE, "TableCell": 1}  # other blocks: a blank line
MATTER = "MetadataBlock"
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value stays the words that came in
INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
LONGEST_MATTER = 20_000  # characters of front matter; YAML takes long for more, and nobody writes it


class _Piece(NamedTuple):
    """Words, what stands between them and those before (of `GAPS`), and the block they are in."""

    words: Traced
    gap: int
    block: str


def strip_markdown(text: Traced) -> tuple[Traced, Traced, dict[str, str] | None]:
    """Take the marks out of a Markdown text.

    Parameters
    ----------
    text : Traced
        A whole file.

    Returns
    -------
    tuple of Traced, Traced and dict or None
        The heading of the first level that opens the text, blank without one; the body; and the fields of the front
        matter as they came in, None if there is one that cannot be read. Addresses of links, pictures with their
        descriptions, and the numbers and bullets of lists are left out; words are as they stand, also those of code and
        of HTML within.
    """
    pieces = list(_pieces(text))
    fields = _matter("".join(piece.words.text for piece in pieces if piece.block == MATTER))
    if fields:
        pieces = [piece for piece in pieces if piece.block != MATTER]
    headed = 0  # pieces that make up the heading of the first level that opens the text
    while headed < len(pieces) and pieces[headed].block == "H1" and not (headed and pieces[headed].gap == BLANK_LINE):
        headed += 1
    return _joined(pieces[:headed]), _joined(pieces[headed:]), fields


def _joined(pieces: list[_Piece]) -> Traced:
    """Join pieces with what stands between them."""
    parts = [part for piece in pieces for part in (Traced(GAPS[piece.gap]), piece.words)]
    return join_traced(parts).stripped()


def _pieces(text: Traced) -> Iterator[_Piece]:
    """Yield the words of a Markdown text in order."""
    at = _characters(text.text)
    blocks, pictures, gap = [""], 0, 0
    for event, span in pyromark.events_with_range(text.text, options=OPTIONS):
        name, about = _named(event)
        if name in ("SoftBreak", "HardBreak"):
            gap = max(gap, LINE)
        elif name in MARKDOWN_WORDS and not pictures:
            words = _words(text, about, at[span["start"]], at[span["end"]])
            blank = len(words.text) - len(words.text.lstrip()) if gap else 0
            yield _Piece(words.cut(blank, len(words.text)), gap, blocks[-1])
            gap = 0
        elif name in ("Start", "End"):
            tag, more = _named(about)
            if tag == "Heading":
                tag = more if isinstance(more, str) else more["level"]
            pictures += (name == "Start") - (name == "End") if tag == "Image" else 0
            if tag not in INLINE:
                gap = max(gap, APART.get(tag, BLANK_LINE))
                blocks.append(tag) if name == "Start" else blocks.pop()


def _named(event: str | dict) -> tuple[str, object]:
    """Return the name of an event, a block or a mark, and what more is known of it."""
    return (event, "") if isinstance(event, str) else next(iter(event.items()))


def _characters(text: str) -> list[int]:
    """Return for each byte of a text in UTF-8, and its end, which character it belongs to."""
    begun = accumulate(byte & 0xC0 != 0x80 for byte in text.encode("utf-8"))
    return [*(count - 1 for count in begun), len(text)]


def _words(text: Traced, words: str, start: int, end: int) -> Traced:
    """Return words from characters ``start`` up to ``end``, where marks may stand around them or an entity for them."""
    source = text.text[start:end]
    inside = source.find(words)
    if inside >= 0:
        return text.cut(start + inside, start + inside + len(words))
    return text.cut(start, end).edited([Edit(0, end - start, words)])


def _matter(text: str) -> dict[str, str] | None:
    """Return the fields of a front matter, lists as "a, b"; None when it cannot be read."""
    if len(text) > LONGEST_MATTER:
        return None
    try:
        fields = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(fields, dict):
        return None if text.strip() else {}
    return {str(name): words for name, value in fields.items() if (words := _value(value))}


def _value(value: object) -> str:
    """Return a field of front matter as words; blank for other values."""
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


MOST = 16_000_000  # bytes: a long book has one million
FILE_PART = "file"  # places count characters of the decoded file
MARKED = re.compile(r"\.(?:md|markdown)", re.I)
MARKED_TYPE = "text/markdown"
TEXT_COLUMN = "the words"  # the name of the text where fields of front matter are described like columns of a table


def read(source: Source) -> Iterator[Candidate | Issue]:
    """Read a text.

    Parameters
    ----------
    source : Source
        Plain text, which stays as it is and has no title of its own; or Markdown, by its name or the type a server
        gave, without marks and front matter.

    Yields
    ------
    Candidate
        One.

    Raises
    ------
    InputError
        If it is empty, blank, binary, too large, cannot be read, or its encoding cannot be determined.
    """
    raw = read_bytes(source, MOST)
    text = encodings.decode_for(source.place, raw, encodings.declared_charset(source.media_type))
    if not text.text.strip():
        raise InputError(source.place, "has only white space", "Give a file that contains words.")
    notes = [Issue(source.place, note, encodings.REMEDY) for note in text.notes]
    whole, sha256 = Traced.of(text.text, FILE_PART), sha256_of(raw)
    if MARKED.fullmatch(PurePath(source.name).suffix) or source.media_type.startswith(MARKED_TYPE):
        yield _marked(source, whole, sha256, notes)
    else:
        yield source.candidate(f"plain text, {text.encoding}", sha256, Traced(), whole, notes)


def _marked(source: Source, text: Traced, sha256: str, notes: list[Issue]) -> Candidate:
    """Return the document that a Markdown text is."""
    title, body, matter = strip_markdown(text)
    if matter is None:
        remedy = "Check title, date and outlet; correct the lines between the two ---."
        notes.append(Issue(source.place, "has front matter that is not YAML", remedy))
    if not body.text and not title.text:
        raise InputError(source.place, "has no words besides its Markdown marks", "Give a file that contains words.")
    fields = (matter or {}) | {TEXT_COLUMN: ""}
    column = guess_mapping(Mapping({"text": TEXT_COLUMN}), [fields], source.place).columns
    said = {field: fields.get(name, "") for field, name in column.items() if field != "text"}
    if stated := said.pop("title"):
        body = join_traced([part for part in (title, body) if part.text], "\n\n")  # the heading may have other words
        title = Traced.of(stated, column["title"])
    return source.candidate(MARKDOWN_READER, sha256, title, body, notes, source_id=said.pop("id"), **said)
