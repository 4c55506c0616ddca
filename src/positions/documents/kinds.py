"""What kind of text a document is: report, opinion, editorial, letter …, where the page or the text itself says so.

Speeches, transcripts and interviews are told by their form (`positions.documents.genre`), which is another matter: a
column and a report are both press.
"""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from positions.documents.offers import Offer

KINDS = ("report", "opinion", "editorial", "letter", "press_release", "blog", "photo", "unknown")
CLOSING = 6  # lines at the end in which writers are introduced: a note, an address, an account, the note of printing
OPENING = 4  # lines at the start among which a dateline stands: some papers put two or three points above it
LONGEST_LINE = 1000  # characters of a line looked at


class Kind(NamedTuple):
    """A kind (one of `KINDS`) and how it is known."""

    code: str
    why: str


UNKNOWN = Kind("unknown", "nothing says so")


def kind(offer: Offer, text: str) -> Kind:
    """Tell the kind of a document.

    Parameters
    ----------
    offer : Offer
        As it came in: what the page or the table calls it, its address, its byline, its words with what is around them.
    text : str
        Its text as stored.

    Returns
    -------
    Kind
        ``unknown`` where nothing says so: most reports of a site's own desk, and columns without a note on the writer.
    """
    parts = _parts(offer, text)
    for rule in _entries()["rules"]:
        pattern = _pattern(rule["pattern"])
        match = pattern.search if rule["in"] == "url" else pattern.fullmatch
        if any(map(match, parts[rule["in"]])):
            return Kind(rule["kind"], rule["why"])
    fitting = (form for form in _entries()["forms"] if _fits(form, parts, offer, text))
    return next((Kind(form["kind"], form["why"]) for form in fitting), UNKNOWN)


def named(code: str) -> str:
    """Return the name of a kind, as ``news report``; a code that is none of ours names itself."""
    return _entries()["names"].get(code, code)


def _parts(offer: Offer, text: str) -> dict[str, list[str]]:
    """Return the parts of a document that rules look at, each as the lines or words in it."""
    body = [line for line in map(str.strip, offer.body.text.split("\n")) if line]
    title = " ".join(offer.title.text.split()) or (body[0] if len(body) > 1 else "")
    own = [line for line in map(str.strip, text.split("\n")) if line][1:]
    return {
        "section": [words.strip() for words in re.split(r"[;|]", offer.kind) if words.strip()],
        "url": [offer.url] if offer.url else [],
        "title": [title] if 0 < len(title) <= LONGEST_LINE else [],
        "closing": [line for line in dict.fromkeys((*body[-CLOSING:], *own[-CLOSING:])) if len(line) <= LONGEST_LINE],
        "byline": [offer.byline.strip()] if offer.byline.strip() else [],
        "opening": [line[:LONGEST_LINE] for line in own[:OPENING]],
    }


def _fits(form: dict, parts: dict[str, list[str]], offer: Offer, text: str) -> bool:
    """Tell whether all parts of a form hold."""
    return (
        form["fewest_characters"] <= len(text) <= form["most_characters"]
        and bool(parts["title"] and parts["opening"])
        and len(text.split("\n", 1)[0].split()) <= form["most_title_words"]
        and bool(_pattern(form["opening"]).fullmatch(parts["opening"][0]))
        and bool(_pattern(form["printed"]).search(offer.body.text))
    )


@cache
def _entries() -> dict:
    """Return the entries of ``kinds.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("kinds.yaml").read_text(encoding="utf-8"))


@cache
def _pattern(words: str) -> re.Pattern:
    """Return a pattern, compiled."""
    return re.compile(words)
