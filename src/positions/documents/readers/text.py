"""Plain text and Markdown: the whole file is one document."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from positions.documents.offers import LeftOut, Offer, Source
from positions.documents.readers import columns, encodings, markdown
from positions.documents.readers.columns import Mapping
from positions.documents.readers.received import digest, received
from positions.documents.traced import Traced, joined
from positions.errors import InputError

MOST = 16_000_000  # bytes: a long book has one million
PART = "file"  # places count characters of the decoded file
MARKED = re.compile(r"\.(?:md|markdown)", re.I)
MARKED_TYPE = "text/markdown"
WORDS = "the words"  # stands for the text where the fields of a front matter are told as columns of a table are


def read(source: Source) -> Iterator[Offer | LeftOut]:
    """Read a text.

    Parameters
    ----------
    source : Source
        Plain text, which stays as it is and has no title of its own; or Markdown, by its name or the type a server
        gave, without marks and front matter.

    Yields
    ------
    Offer
        One.

    Raises
    ------
    InputError
        If it is empty, blank, binary, too large, cannot be read, or its encoding cannot be told.
    """
    raw = received(source, MOST)
    text = encodings.decoded(raw, encodings.charset(source.media_type))
    if text.refusal:
        raise InputError(source.place, text.refusal, text.remedy)
    if not text.text.strip():
        raise InputError(source.place, "has only white space", "Give a file with words in it.")
    notes = [LeftOut(source.place, note, encodings.REMEDY) for note in text.notes]
    whole, sha256 = Traced.of(text.text, PART), digest(raw)
    if MARKED.fullmatch(PurePath(source.name).suffix) or source.media_type.startswith(MARKED_TYPE):
        yield _marked(source, markdown.unmarked(whole), sha256, notes)
    else:
        reader = f"plain text, {text.encoding}"
        yield Offer(source.place, Traced(), whole, sha256, reader, url=source.url, notes=tuple(notes))


def _marked(source: Source, found: markdown.Marked, sha256: str, notes: list[LeftOut]) -> Offer:
    """Return the document that a Markdown text is."""
    if found.is_broken:
        remedy = "Look whether title, date and outlet are right; mend the lines between the two ---."
        notes.append(LeftOut(source.place, "has a front matter that is no YAML", remedy))
    if not found.body.text and not found.title.text:
        raise InputError(source.place, "has no words beside its marks", "Give a file with words in it.")
    mapping = columns.guessed(Mapping((("text", WORDS),)), [found.matter | {WORDS: ""}], source.place)
    said = {field: found.matter.get(mapping.column(field), "") for field in columns.FIELDS if field != "text"}
    title = said.pop("title")
    heading = [found.title] if title and found.title.text else []  # stays, for it may have other words
    return Offer(
        place=source.place,
        title=Traced.of(title, mapping.column("title")) if title else found.title,
        body=joined([*heading, found.body], "\n\n"),
        digest=sha256,
        reader=markdown.READER,
        source_id=said.pop("id"),
        notes=tuple(notes),
        **(said | {"url": said["url"] or source.url}),
    )
