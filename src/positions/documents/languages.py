"""In which language a text is: by its script first, then by letters, words or character sequences of its own.

English press texts are told by their frequent words alone; only what has few of them is handed to py3langid, a re-issue
of langid.py (Lui & Baldwin 2012, "langid.py: An Off-the-shelf Language Identification Tool", ACL demonstrations).
"""

import importlib
import re
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

SAMPLE = 1000  # characters looked at, at the start and in the middle each: enough words, whatever the length
LEAST = 20  # letters below which no language is told
ENGLISH = 0.2  # of a text's words that are frequent English ones: 99 of 100 press articles; a classifier sees the rest
URDU = 0.2  # of a text's words that are frequent Urdu ones in Latin letters
STRAY = 0.01  # of a script's letters that a quotation or a name may bring in from another language
WORD = re.compile(r"[^\W\d_]+")
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class Language(NamedTuple):
    """A language: its code (ISO 639-1) and its name in English; both blank when none can be told."""

    code: str
    name: str


def language(text: str) -> Language:
    """Tell the language of a text.

    Parameters
    ----------
    text : str
        Of any length; its beginning and its middle are looked at. One with a quotation in another language is in the
        language of most of its letters.

    Returns
    -------
    Language
        Blank for a text of too few letters. Languages that share a script are told apart as far as ``languages.yaml``
        says: Hindi stands for every language in Devanagari.
    """
    sample = _sample(text)
    words = WORD.findall(sample.lower())
    if _share(words, "en") >= ENGLISH and _is_latin(sample):
        return named("en")
    scripts = {} if sample.isascii() else _scripts()
    counts = {name: len(pattern.findall(sample)) for name, pattern in scripts.items()}
    script = max(counts, key=counts.get, default="")
    letters = sum(map(len, words))
    if script and 2 * sum(counts.values()) > letters > 1:
        return named(_within("Han" if script == "Kana" else script, sample, counts))
    if letters < LEAST:
        return Language("", "")
    if _share(words, "ur-Latn") >= URDU:
        return named("ur-Latn")
    return named(_classifier().classify(sample)[0])


def _sample(text: str) -> str:
    """Return the beginning of a text, and of a longer one as much from its middle."""
    if len(text) <= 2 * SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]}"


def _share(words: list[str], code: str) -> float:
    """Return how many of the words are among the frequent ones of a language."""
    frequent = _frequent(code)
    return sum(word in frequent for word in words) / len(words) if words else 0.0


def _is_latin(sample: str) -> bool:
    """Tell whether most letters are Latin ones."""
    return sample.isascii() or 2 * len(LATIN.findall(sample)) > len(LETTER.findall(sample))


def _within(script: str, sample: str, counts: dict[str, int]) -> str:
    """Return the language within a script: the first with letters of its own, or the one the script stands for."""
    own = _entries()["letters"].get(script, {})
    least = max(1.0, STRAY * counts[script])
    told = (code for code, letters in own.items() if len(re.findall(f"[{letters}]", sample)) > least)
    return next(told, _entries()["scripts"][script]["language"])


def named(code: str) -> Language:
    return Language(code, _entries()["names"].get(code, code))


@cache
def _entries() -> dict:
    """Return the entries of ``languages.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("languages.yaml").read_text(encoding="utf-8"))


@cache
def _frequent(code: str) -> frozenset[str]:
    """Return the frequent words of a language."""
    return frozenset(_entries()["words"][code])


@cache
def _scripts() -> dict[str, re.Pattern]:
    """Return a pattern for a letter of each script."""
    return {name: re.compile(f"[{entry['letters']}]") for name, entry in _entries()["scripts"].items()}


@cache
def _classifier() -> Any:
    """Return the classifier, for languages in Latin letters; imported only when it is needed, as it takes a while."""
    library = importlib.import_module("py3langid.langid")
    classifier = library.LanguageIdentifier.from_model_file(library.MODEL_FILE)
    classifier.set_languages(_entries()["latin"])
    return classifier
