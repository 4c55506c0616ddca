"""Texts in capitals, read as if they were not: "CHINA BACKS PAKISTAN: MAO NING"."""

import re
from dataclasses import replace
from functools import lru_cache

from positions.attribution.actors import words
from positions.attribution.bodies import body_words
from positions.attribution.countries import LATELY, country_words
from positions.attribution.cues import is_cue
from positions.attribution.phrases import common_words
from positions.countries import Sides
from positions.documents import Document

FEWEST = 4  # words of a headline or a paragraph that is said to be in capitals
MOST_SMALL = 0.1  # of its letters that may be small: "McCain", "al-Qaeda"
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SENTENCE = re.compile(r"(?:^|[.!?:•]\s{1,9}|[“\"‘])$")
NEAR = 12  # characters before a word that tell whether it opens a sentence
UNITED_STATES = "US"  # in capitals also "us"
BEFORE_STATES = re.compile(r"(?:^|\b(?:THE|OF)\s{1,9})$")


def in_small_letters(document: Document, sides: Sides) -> Document:
    """Return a document whose headline and paragraphs in capitals are written as others are, letter by letter.

    Parameters
    ----------
    document : Document
        As it reads.
    sides : Sides
        Whose countries' words are known.

    Returns
    -------
    Document
        Of the same length, so that every place stays what it is; the same document when nothing is in capitals.
    """
    found = [span for span in (document.headline, *document.paragraphs) if _is_in_capitals(span.of(document.text))]
    text = document.text
    for span in found:
        written = _written(span.of(text), document.text, sides)
        text = f"{text[: span.start]}{written}{text[span.end :]}"
    return replace(document, text=text) if found else document


def _is_in_capitals(words_: str) -> bool:
    """Tell whether a stretch is in capitals throughout."""
    letters = [letter for letter in words_ if letter.isalpha() and letter.lower() != letter.upper()]
    small = sum(letter.islower() for letter in letters)
    return len(WORD.findall(words_)) >= FEWEST and small <= MOST_SMALL * len(letters)


def _written(stretch: str, text: str, sides: Sides) -> str:
    """Return a stretch in capitals in the letters it would have elsewhere."""
    title = WORD.sub(lambda m: _titled(m.group()), stretch)
    bodies = [match.span() for pattern in body_words(sides) for match in pattern.finditer(title)]
    named = {at for start, end in bodies for at in range(start, end)}
    is_told = bool(re.search(r"\bU\.?S\.?\b(?=[^A-Z]{0,99}[a-z])", text))
    pieces, at = [], 0
    for match in WORD.finditer(stretch):
        start = match.start()
        opens = bool(SENTENCE.search(stretch, max(0, start - NEAR), start))
        is_land = is_told or bool(BEFORE_STATES.search(stretch, max(0, start - NEAR), start))
        pieces += [stretch[at:start], _cased(match.group(), start in named, opens, is_land, sides)]
        at = match.end()
    written = "".join([*pieces, stretch[at:]])
    return written if len(written) == len(stretch) else stretch


def _cased(word: str, is_named: bool, opens: bool, is_land: bool, sides: Sides) -> str:
    """Return one word as it would be written behind others.

    "US" is the country behind an article, or where the text names it in other letters as well.
    """
    low = word.lower()
    if word == UNITED_STATES:
        return word if is_land else low
    if word in _abbreviations(sides) or len(word) == 1:
        return word if low not in words("determiners") | words("pronouns") else low
    if low in words("pronouns") | words("prepositions") | words("boundaries") | words("determiners"):
        return _titled(word) if opens else low
    is_common = is_cue(low) or low.partition("’")[0] in common_words()
    return low if is_common and not (is_named or opens) else _titled(word)


def _titled(word: str) -> str:
    """Return a word with a capital and small letters."""
    return word[0] + word[1:].lower()


@lru_cache(LATELY)
def _abbreviations(sides: Sides) -> frozenset[str]:
    """Return the words that stay in capitals: those of the countries and bodies known."""
    known = [*country_words(sides), *(pattern.pattern for pattern in body_words(sides))]
    return frozenset(word for entry in known for word in re.findall(r"\b[A-Z]{2,}\b", entry)) - {UNITED_STATES}
