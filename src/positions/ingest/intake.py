"""From a candidate to a stored document: it is cleaned, judged, dated and named, or refused with the reason.

`prepare` is a pure function of one candidate, so that a loop and a pool of processes can both map it. It decides

- whether a text is one article: not an error, a barrier, a list of articles, a set of captions, or nothing at all
  (``articles.yaml``);
- what kind of text it is: report, opinion, editorial, letter …, where the page or the text itself says so
  (``kinds.yaml``). Speeches, transcripts and interviews are recognised by their form (`positions.documents.structure`),
  which is a separate question: a column and a report are both press;
- in which language it is: by its script first, then by letters, words or character sequences of its own
  (``languages.yaml``). English press texts are recognised by their frequent words alone; only a text with few of them
  is passed to py3langid, a re-issue of langid.py (Lui & Baldwin 2012, "langid.py: An Off-the-shelf Language
  Identification Tool", ACL demonstrations).
"""

import importlib
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, starmap
from pathlib import PurePath
from typing import Any

from positions.data_files import lexicon
from positions.documents.corpus import Entry, Issue, Prepared
from positions.documents.dates import read_moment
from positions.documents.document import Traced, join_traced
from positions.documents.metadata import Metadata, Outlet, kind_rules, language_rules, read_file_name, recognise_outlet
from positions.documents.structure import LONGEST_HEADLINE, build_document
from positions.files import sha256_of
from positions.ingest import cleaning, dating
from positions.ingest.candidates import Candidate
from positions.ingest.dating import Evidence

FEWEST_WORDS = 15  # of a body; the shortest of 15,361 press articles has 16. A brief of two sentences is an article
SHORT_PAGE = 1200  # characters of a body that may be an error's or a barrier's page as a whole
FEWEST_TEASERS = 3
TEASER_SHARE = 1 / 2  # of the characters; the rest of a list is titles, names and dates
LONGEST_LINE = 1000  # characters of a line looked at: a longer one is an article's
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
CAPTION_WORD = re.compile(r"[^\W\d_]{2,}")
CUT_ENDS = ("...", "…")
TEASING = (*CUT_ENDS, "]", "→", "»", ">")
SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # of scripts without spaces between words
ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")

RULES = lexicon("ingest", "articles")
LISTS, TEASER, PICTURES, CAPTION = (
    re.compile(RULES[name], re.IGNORECASE) for name in ("lists", "teaser", "pictures", "caption")
)
# What pages say instead of an article, with reason and remedy.
SHELLS = [(re.compile(one["says"], re.I | re.S), (one["reason"], one["remedy"])) for one in RULES["shells"]]

LIST_PAGE = "is a list of articles, not one article", "Save the pages of the articles that it links to, and add those."
TEASER_PAGE = "breaks off after its first words (a teaser)", "Get the whole article, and add that."
CAPTIONS = "has captions of pictures and no article", "Add the article that the pictures belong to, if there is one."
TITLE_ALONE = "has a title and no text below it", "Get the article's text, and add it."
NO_TEXT = "is empty", TITLE_ALONE[1]
TOO_SHORT = (
    "has {} words, too few for an article",
    f"A text needs {FEWEST_WORDS} words, or letters of a script without spaces, below its title.",
)


def refuse_article(title: str, body: str) -> tuple[str, str] | None:
    """Tell why a text is not an article.

    Parameters
    ----------
    title : str
        Its title. If it is blank, the first line of the body is taken for the title.
    body : str
        Its words, paragraph by paragraph.

    Returns
    -------
    tuple of str or None
        The reason and the remedy, for the ledger; None if it may be an article. A text is refused only if its own words
        show that it is none.
    """
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    title = " ".join(title.split())
    if not title and len(lines) > 1 and len(lines[0]) <= LONGEST_LINE and not SENTENCE_END.search(lines[0]):
        title, *lines = lines
    if not lines:
        return (_shell(title, [title], len(title)) or TITLE_ALONE) if title else NO_TEXT
    length = sum(map(len, lines))
    return _shell(title, lines, length) or _list(title, lines, length) or _pictures(title, lines) or _brief(lines)


def _shell(title: str, lines: list[str], length: int) -> tuple[str, str] | None:
    """Tell what a page says instead of an article: it is short, and its title or most of its sentences say so."""
    if length > SHORT_PAGE:
        return None
    is_brief = _brief(lines) is not None
    sentences = [sentence for line in lines for sentence in SENTENCE_END.split(line)]
    for says, refusal in SHELLS:
        said = sum(map(len, filter(says.fullmatch, sentences)))
        if 2 * said >= length or (says.fullmatch(title) and (said or is_brief)):
            return refusal
    return None


def _list(title: str, lines: list[str], length: int) -> tuple[str, str] | None:
    """Tell a list of articles, and one article's first words."""
    leading = (line for line in lines if line.endswith(TEASING) or "more" in line.lower())
    teasers = [line for line in leading if len(line) <= LONGEST_LINE and TEASER.fullmatch(line)]
    listed = bool(LISTS.fullmatch(title))
    if len(teasers) >= (1 if listed else FEWEST_TEASERS) and sum(map(len, teasers)) >= TEASER_SHARE * length:
        above = lines[: lines.index(teasers[0])]
        if sum(len(line.split()) for line in above) < FEWEST_WORDS:  # an article stands above what leads to others
            return LIST_PAGE
    if listed and not any(ENDED.search(line) for line in lines):
        return LIST_PAGE
    if length <= SHORT_PAGE and len(lines) <= 2 and lines[-1].endswith(CUT_ENDS):
        return TEASER_PAGE
    return None


def _pictures(title: str, lines: list[str]) -> tuple[str, str] | None:
    """Tell a set of captions: nothing else below the title, or hardly anything below a title that says so."""
    least = FEWEST_WORDS if PICTURES.fullmatch(title) else 1
    words = captions = 0
    for line in lines:
        is_caption = len(line) <= LONGEST_LINE and bool(CAPTION.fullmatch(line))
        captions += is_caption
        words += 0 if is_caption else len(CAPTION_WORD.findall(line))
        if words >= least:
            return None
    return CAPTIONS if captions else None


def _brief(lines: list[str]) -> tuple[str, str] | None:
    """Tell a text of too few words; in a script without spaces each letter counts as half a word."""
    words = 0
    for line in lines:
        words += len(line.split()) + (0 if line.isascii() else len(SPACELESS.findall(line)) // 2)
        if words >= FEWEST_WORDS:
            return None
    return TOO_SHORT[0].format(words), TOO_SHORT[1]


# Lines at the end in which writers are introduced: a note, an address, an account, the note of printing.
CLOSING_LINES = 6
OPENING_LINES = 4  # lines at the start among which a dateline stands: some papers put two or three points above it
_compiled = cache(re.compile)


def tell_kind(offer: Candidate, text: str) -> str:
    """Tell the kind of a document.

    Parameters
    ----------
    offer : Candidate
        As it came in: what the page or the table calls it, its address, its byline, its words with what is around them.
    text : str
        Its text as stored.

    Returns
    -------
    str
        One of ``names`` in ``kinds.yaml``; ``unknown`` if nothing tells: most reports of a site's own desk, and columns
        without a note on the writer.
    """
    parts = _kind_parts(offer, text)
    for rule in kind_rules()["rules"]:
        pattern = _compiled(rule["pattern"])
        match = pattern.search if rule["in"] == "url" else pattern.fullmatch
        if any(map(match, parts[rule["in"]])):
            return rule["kind"]
    return next((form["kind"] for form in kind_rules()["forms"] if _fits(form, parts, offer, text)), "unknown")


def _kind_parts(offer: Candidate, text: str) -> dict[str, list[str]]:
    """Return the parts of a document that rules look at, each as the lines or words in it."""
    body = [line for line in map(str.strip, offer.body.text.split("\n")) if line]
    title = " ".join(offer.title.text.split()) or (body[0] if len(body) > 1 else "")
    own = [line for line in map(str.strip, text.split("\n")) if line][1:]
    return {
        "section": [words.strip() for words in re.split(r"[;|]", offer.kind) if words.strip()],
        "url": [offer.url] if offer.url else [],
        "title": [title] if 0 < len(title) <= LONGEST_LINE else [],
        "closing": [
            line for line in dict.fromkeys((*body[-CLOSING_LINES:], *own[-CLOSING_LINES:])) if len(line) <= LONGEST_LINE
        ],
        "byline": [offer.byline.strip()] if offer.byline.strip() else [],
        "opening": [line[:LONGEST_LINE] for line in own[:OPENING_LINES]],
    }


def _fits(form: dict, parts: dict[str, list[str]], offer: Candidate, text: str) -> bool:
    """Tell whether all parts of a form hold."""
    return (
        form["fewest_characters"] <= len(text) <= form["most_characters"]
        and bool(parts["title"] and parts["opening"])
        and len(text.split("\n", 1)[0].split()) <= form["most_title_words"]
        and bool(_compiled(form["opening"]).fullmatch(parts["opening"][0]))
        and bool(_compiled(form["printed"]).search(offer.body.text))
    )


SAMPLE = 1000  # characters looked at, at the start and in the middle each: enough words, whatever the length
FEWEST_LETTERS = 20  # letters below which the language is unknown
ENGLISH = 0.2  # of a text's words that are frequent English ones: 99 of 100 press articles; a classifier sees the rest
URDU = 0.2  # of a text's words that are frequent Urdu ones in Latin letters
STRAY = 0.01  # of a script's letters that a quotation or a name may bring in from another language
LANGUAGE_WORD = re.compile(r"[^\W\d_]+")
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
FREQUENT = {code: frozenset(words) for code, words in language_rules()["words"].items()}
SCRIPTS = {name: re.compile(f"[{entry['letters']}]") for name, entry in language_rules()["scripts"].items()}


def tell_language(text: str) -> str:
    """Tell the language of a text.

    Parameters
    ----------
    text : str
        Of any length; its beginning and its middle are examined. A text with a quotation in another language is in the
        language of most of its letters.

    Returns
    -------
    str
        Its code; blank for a text of too few letters. Languages that share a script are distinguished as far as
        ``languages.yaml`` goes: Hindi stands for every language in Devanagari.
    """
    middle = len(text) // 2
    sample = text if len(text) <= 2 * SAMPLE else f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]}"
    words = LANGUAGE_WORD.findall(sample.lower())
    is_latin = sample.isascii() or 2 * len(LATIN.findall(sample)) > len(LETTER.findall(sample))
    if is_latin and _share(words, "en") >= ENGLISH:
        return "en"
    counts = {} if sample.isascii() else {name: len(letter.findall(sample)) for name, letter in SCRIPTS.items()}
    letters = sum(map(len, words))
    if 2 * sum(counts.values()) > letters > 1:
        script = max(counts, key=counts.get)
        return _within("Han" if script == "Kana" else script, sample, counts)
    if letters < FEWEST_LETTERS:
        return ""
    return "ur-Latn" if _share(words, "ur-Latn") >= URDU else _classifier().classify(sample)[0]


def _share(words: list[str], code: str) -> float:
    """Return how many of the words are among the frequent ones of a language."""
    return sum(word in FREQUENT[code] for word in words) / len(words) if words else 0.0


def _within(script: str, sample: str, counts: dict[str, int]) -> str:
    """Return the language within a script: the first with letters of its own, or the one the script stands for."""
    own = language_rules()["letters"].get(script, {})
    least = max(1.0, STRAY * counts[script])
    told = (code for code, letters in own.items() if len(re.findall(f"[{letters}]", sample)) > least)
    return next(told, language_rules()["scripts"][script]["language"])


@cache
def _classifier() -> Any:
    """Return the classifier, for languages in Latin letters; imported only when it is needed, as it takes a while."""
    library = importlib.import_module("py3langid.langid")
    classifier = library.LanguageIdentifier.from_model_file(library.MODEL_FILE)
    classifier.set_languages(language_rules()["latin"])
    return classifier


ID_DIGITS = 12  # hexadecimal ones of a sha256 in an id: two of a million documents share them once in 500 corpora
DAY = 10  # characters of a day as ISO text
STATED = re.compile(r"(?:[a-z]{2}(?![a-z]))?")  # the ISO 639-1 code of a language ("en-GB"); blank for other words
UNDATED = "undated"
UNKNOWN_OUTLET = "unknown"
GIVE_DATE = "Name the column (--map published=COLUMN), or begin the file's name with the day, as in 2022-07-29_dawn_."
COMPARE_DATES = "Compare with the page; if another date is right, correct it in the source, or in manifest.jsonl."


@dataclass(frozen=True)
class Given:
    """What the user says about everything that is added at once; each part may be blank.

    Attributes
    ----------
    outlet, rights : str
        Used for documents that do not say so themselves.
    added : str
        The day it is added, as ISO text.
    """

    outlet: str = ""
    rights: str = ""
    added: str = ""


def prepare(offer: Candidate, given: Given) -> Prepared | Issue:
    """Make a document ready to be stored.

    Parameters
    ----------
    offer : Candidate
        As a reader found it.
    given : Given

    Returns
    -------
    Prepared or Issue
        The document with its row, or why it is not taken.
    """
    named = read_file_name(_stem(offer))
    about = recognise_outlet(offer.outlet or named.outlet or ("" if offer.url else given.outlet), offer.url)
    above, below = _headed(offer)
    title = cleaning.clean_title(above, (about.publisher, *about.also, *about.hosts))
    body = cleaning.clean_body(below, title.text.text)
    if refused := refuse_article(title.text.text, body.text.text):
        return Issue(offer.origin, *refused)
    text = join_traced([part for part in (title.text, body.text) if part.text], "\n\n")
    said = (("given", offer.published), ("name", named.published), ("updated", offer.updated))
    found = chain(title.evidence, body.evidence, dating.evidence_outside(offer.origin, offer.url))
    seen = _day(offer.retrieved, about.time_zone)[:DAY]
    dated = dating.date_document([*found, *starmap(Evidence, said)], about.time_zone, seen or given.added)
    known = replace(
        offer,
        retrieved=seen,
        published=dated.published,
        published_at=dated.published_at,
        rights=offer.rights or given.rights,
        added=given.added,
    )
    entry = _entry(known, about, text, ", ".join(dict.fromkeys((*title.done, *body.done))))
    notes = [*offer.notes, *(Issue(offer.origin, said, COMPARE_DATES) for said in dated.conflicts)]
    if not entry.published:
        notes.append(Issue(offer.origin, "has no date", GIVE_DATE))
    return Prepared(entry, text, tuple(notes))


def _stem(offer: Candidate) -> str:
    """Return the name of an offer's file, without its ending."""
    return PurePath(offer.origin.rpartition(", ")[2]).stem


def _headed(offer: Candidate) -> tuple[Traced, Traced]:
    """Return title and body; the first line of a text without a title is one when a blank line follows it."""
    first, gap, _ = offer.body.text.partition("\n\n")
    if offer.title.text or not gap or "\n" in first.strip() or len(first) > LONGEST_HEADLINE:
        return offer.title, offer.body
    return offer.body.cut(0, len(first)), offer.body.cut(len(first), len(offer.body.text))


def _entry(offer: Candidate, about: Outlet, text: Traced, cleaned: str) -> Entry:
    """Return the row of a document."""
    digest, stem = sha256_of(text.text.encode("utf-8")), _stem(offer)
    known = Metadata(outlet=about.code, published=offer.published, published_at=offer.published_at)
    read = build_document(stem, "", text.text, digest, known)  # its genre may be in the name of its file
    apart = sha256_of(f"{offer.url}\n{digest}".encode())[:ID_DIGITS]
    doc_id = f"{read.published or UNDATED}_{about.code or UNKNOWN_OUTLET}_{apart}"
    told = {
        "id": doc_id,
        "file": f"{read.published[:7] or UNDATED}/{doc_id}.txt",
        "title": read.title,
        "outlet": about.code,
        "publisher": about.publisher,
        "kind": tell_kind(offer, text.text),
        "genre": read.genre,
        "speaker": read_file_name(stem).speaker_with(read.speaker),
        # The language that the text shows counts before the one it states: pages in Urdu often state English.
        "language": tell_language(text.text) or STATED.match(offer.language.strip().lower()).group(),
        "published": read.published,
        "published_at": read.published_at,
        "updated": _day(offer.updated, about.time_zone),
        "sha256_text": digest,
        "cleaned": cleaned,
    }
    return Entry(source_id=offer.source_id, reader=offer.reader, **offer.metadata() | told)


def _day(words: str, time_zone: str) -> str:
    """Return when an update or a retrieval was, as ISO text, blank where the words give none."""
    found = read_moment(words, time_zone) if words else None
    return (found.at or found.days[0]) if found else ""
