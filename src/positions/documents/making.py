"""A document made of a text and what is known of it: its genre, its parts, who published it and when."""

from dataclasses import dataclass, replace

from positions.documents import spoken
from positions.documents.document import Document
from positions.documents.genre import SPOKEN, genre
from positions.documents.layout import is_wrapped, lines, paragraphs
from positions.documents.outlets import outlet
from positions.documents.press import Parts, parts


@dataclass(frozen=True)
class Known:
    """What is known of a text before it is read, each part blank when it is not; see `Document`."""

    outlet: str = ""
    publisher: str = ""
    kind: str = ""
    genre: str = ""
    speaker: str = ""
    byline: str = ""
    language: str = ""
    url: str = ""
    published: str = ""
    published_at: str = ""
    retrieved: str = ""
    rights: str = ""
    origin: str = ""
    added: str = ""
    sha256_received: str = ""


def made(doc_id: str, file: str, text: str, sha256: str, known: Known) -> Document:
    """Make a document.

    Parameters
    ----------
    doc_id, file, sha256 : str
    text : str
        The text as stored, not blank.
    known : Known
        What is known decides; only what is blank is read from the text.

    Returns
    -------
    Document
    """
    about = outlet(known.outlet)
    form = genre(text, doc_id, known.genre)
    article = _parts(text, form.code, about.time_zone)
    return Document(
        doc_id=doc_id,
        file=file,
        text=text,
        headline=article.headline,
        paragraphs=article.paragraphs,
        sha256=sha256,
        kind=known.kind,
        genre=form.code,
        why_genre=form.why,
        speaker=known.speaker or article.speaker,
        byline=known.byline,
        outlet=about.code,
        publisher=known.publisher or about.publisher,
        language=known.language or about.language or "en",
        url=known.url,
        dateline=article.dateline,
        published=known.published or article.published,
        published_at=known.published_at or article.published_at,
        retrieved=known.retrieved,
        rights=known.rights,
        origin=known.origin,
        added=known.added,
        sha256_received=known.sha256_received,
    )


def _parts(text: str, form: str, time_zone: str) -> Parts:
    """Tell the parts of a text apart, as its genre has them."""
    found = lines(text)
    wrapped = is_wrapped(text, found)
    if form in SPOKEN:
        return spoken.parts(text, paragraphs(text, found, wrapped))
    article = parts(text, time_zone, paragraphs(text, found, wrapped) if wrapped else found)
    return replace(article, speaker=spoken.interviewed(article.headline.of(text))) if form == "interview" else article
