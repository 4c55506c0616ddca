"""From what is offered to what is stored: an offer is cleaned, judged, dated and named, or refused with the reason.

Taking is a pure function of one offer, so that a loop and a pool of processes can both map it.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePath

from positions.documents import articles, cleaning, dates, kinds, languages, names
from positions.documents.corpus import Entry, Taken
from positions.documents.dates import Dated, Evidence
from positions.documents.dates.moments import moment
from positions.documents.making import Known, made
from positions.documents.offers import LeftOut, Offer
from positions.documents.outlets import Outlet, recognised
from positions.documents.press import LONGEST_HEADLINE
from positions.documents.traced import Traced, joined

DIGITS = 12  # hexadecimal ones of a sha256 in an id: two of a million documents share them once in 500 corpora
DAY = 10  # characters of a day as ISO text
UNDATED = "undated"
UNKNOWN = "unknown"
DATE = "Name the column (--map published=COLUMN), or begin the file's name with the day, as in 2022-07-29_dawn_."
LOOK = "Compare with the page; if another date is right, mend it where it came from, or in manifest.jsonl."


@dataclass(frozen=True)
class Given:
    """What the user says of all that is added at once, each part blank when nothing is said.

    Attributes
    ----------
    outlet, rights : str
        Taken where the document itself does not say.
    added : str
        The day it is added, as ISO text.
    """

    outlet: str = ""
    rights: str = ""
    added: str = ""


def take(offer: Offer, given: Given) -> Taken | LeftOut:
    """Make a document ready to be stored.

    Parameters
    ----------
    offer : Offer
        As a reader found it.
    given : Given

    Returns
    -------
    Taken or LeftOut
        The document with its row, or why it is not taken.
    """
    stem = PurePath(offer.place.rpartition(", ")[2]).stem
    named = names.read(stem)
    about = recognised(offer.outlet or named.outlet or ("" if offer.url else given.outlet), offer.url)
    above, below = _headed(offer)
    title = cleaning.headline(above, (about.publisher, *about.also, *about.hosts))
    body = cleaning.cleaned(below, title.text.text)
    if refused := articles.refusal(title.text.text, body.text.text):
        return LeftOut(offer.place, *refused)
    text = joined([part for part in (title.text, body.text) if part.text], "\n\n")
    found = chain(title.evidence, body.evidence, dates.outside(offer.place, offer.url), _dates(offer, named))
    seen = _day(offer.retrieved, about.time_zone)[:DAY]
    dated = dates.dated(list(found), about.time_zone, seen or given.added)
    entry = _entry(replace(offer, retrieved=seen), given, about, stem, dated, text)
    done = ", ".join(dict.fromkeys((*title.done, *body.done)))
    notes = [*offer.notes, *(LeftOut(offer.place, said, LOOK) for said in dated.conflicts)]
    if not entry.published:
        notes.append(LeftOut(offer.place, "has no date", DATE))
    return Taken(replace(entry, cleaned=done), text, tuple(notes))


def _headed(offer: Offer) -> tuple[Traced, Traced]:
    """Return title and body; the first line of a text without a title is one when a blank line follows it."""
    first, gap, _ = offer.body.text.partition("\n\n")
    if offer.title.text or not gap or "\n" in first.strip() or len(first) > LONGEST_HEADLINE:
        return offer.title, offer.body
    return offer.body.cut(0, len(first)), offer.body.cut(len(first), len(offer.body.text))


def _dates(offer: Offer, named: names.Named) -> list[Evidence]:
    """Return what an offer and its file's name say of when."""
    said = (("given", offer.published), ("name", named.published), ("updated", offer.updated))
    return [Evidence(where, words) for where, words in said if words]


def _entry(offer: Offer, given: Given, about: Outlet, stem: str, dated: Dated, text: Traced) -> Entry:
    """Return the row of a document."""
    digest = hashlib.sha256(text.text.encode("utf-8")).hexdigest()
    known = Known(about.code, about.publisher, published=dated.published, published_at=dated.published_at)
    read = made(stem, "", text.text, digest, known)  # its genre may be in the name of its file
    published = read.published or dated.published
    doc_id = f"{published or UNDATED}_{about.code or UNKNOWN}_{_named(offer.url, digest)}"
    return Entry(
        id=doc_id,
        file=f"{published[:7] or UNDATED}/{doc_id}.txt",
        title=read.title,
        outlet=about.code,
        publisher=about.publisher,
        kind=kinds.kind(offer, text.text).code,
        genre=read.genre,
        language=languages.language(text.text).code or _code(offer.language),
        published=published,
        published_at=read.published_at,
        updated=_day(offer.updated, about.time_zone),
        retrieved=offer.retrieved,
        url=offer.url,
        byline=offer.byline,
        speaker=names.read(stem).speaker_with(read.speaker),
        rights=offer.rights or given.rights,
        source_id=offer.source_id,
        sha256_received=offer.digest,
        sha256_text=digest,
        reader=offer.reader,
        cleaned="",
        origin=offer.place,
        added=given.added,
    )


def _code(words: str) -> str:
    """Return the ISO 639-1 code that a document gives for its language ("en-GB"); blank for other words.

    What the text itself shows comes before it: pages in Urdu often say that they are in English.
    """
    code = re.match(r"[a-z]{2}(?![a-z])", words.strip().lower())
    return code.group() if code else ""


def _day(words: str, time_zone: str) -> str:
    """Return when an update or a retrieval was, as ISO text, blank where the words give none."""
    found = moment(words, time_zone) if words else None
    return (found.at or found.days[0]) if found else ""


def _named(url: str, digest: str) -> str:
    """Return the part of an id that tells texts and addresses apart."""
    return hashlib.sha256(f"{url}\n{digest}".encode()).hexdigest()[:DIGITS]
