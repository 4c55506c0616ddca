"""Whether a text is one article: not an error, a barrier, a list of articles, a set of captions, or nothing at all."""

import re
from functools import cache
from importlib import resources

import yaml

FEWEST_WORDS = 15  # of a body; the shortest of 15,361 press articles has 16. A brief of two sentences is an article
SHORT = 1200  # characters of a body that may be an error's or a barrier's page as a whole
FEWEST_TEASERS = 3
TEASER_SHARE = 1 / 2  # of the characters; the rest of a list is titles, names and dates
LONGEST_LINE = 1000  # characters of a line looked at: a longer one is an article's
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
WORD = re.compile(r"[^\W\d_]{2,}")
CUTS = ("...", "…")
TEASING = (*CUTS, "]", "→", "»", ">")
SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # of scripts without spaces between words
ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")

LIST = "is a list of articles, not one article", "Save the pages of the articles that it leads to, and add those."
CUT = "breaks off after its first words (a teaser)", "Get the whole article, and add that."
PICTURES = "has captions of pictures and no article", "Add the article that the pictures belong to, if there is one."
EMPTY = "has a title and no text below it", "Get the article's text, and add it."
NOTHING = "is empty", EMPTY[1]
BRIEF = (
    "has {} words, too few for an article",
    f"A text needs {FEWEST_WORDS} words, or letters of a script without spaces, below its title.",
)


def refusal(title: str, body: str) -> tuple[str, str] | None:
    """Tell why a text is no article.

    Parameters
    ----------
    title : str
        Its title; blank when the body has all lines, of which the first is then taken for the title.
    body : str
        Its words, paragraph by paragraph.

    Returns
    -------
    tuple of str or None
        The reason and the remedy, for the ledger; None for what may be an article. In doubt it may: only what the words
        themselves show is refused.
    """
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    title = " ".join(title.split())
    if not title and len(lines) > 1 and len(lines[0]) <= LONGEST_LINE and not SENTENCE_END.search(lines[0]):
        title, *lines = lines
    if not lines:
        return (_shell(title, [title], len(title)) or EMPTY) if title else NOTHING
    length = sum(map(len, lines))
    return _shell(title, lines, length) or _list(title, lines, length) or _pictures(title, lines) or _brief(lines)


def _shell(title: str, lines: list[str], length: int) -> tuple[str, str] | None:
    """Tell what a page says instead of an article: it is short, and its title or most of its sentences say so."""
    if length > SHORT:
        return None
    is_brief = _brief(lines) is not None
    sentences = [sentence for line in lines for sentence in SENTENCE_END.split(line)]
    for number, entry in enumerate(_entries()["shells"]):
        says = _shells()[number]
        said = sum(map(len, filter(says.fullmatch, sentences)))
        if 2 * said >= length or (says.fullmatch(title) and (said or is_brief)):
            return entry["reason"], entry["remedy"]
    return None


def _list(title: str, lines: list[str], length: int) -> tuple[str, str] | None:
    """Tell a list of articles, and one article's first words."""
    teasers = [line for line in lines if _is_teaser(line)]
    listed = bool(_pattern("lists").fullmatch(title))
    if len(teasers) >= (1 if listed else FEWEST_TEASERS) and sum(map(len, teasers)) >= TEASER_SHARE * length:
        above = lines[: lines.index(teasers[0])]
        if sum(len(line.split()) for line in above) < FEWEST_WORDS:  # an article stands above what leads to others
            return LIST
    if listed and not any(ENDED.search(line) for line in lines):
        return LIST
    if length <= SHORT and len(lines) <= 2 and lines[-1].endswith(CUTS):
        return CUT
    return None


def _is_teaser(line: str) -> bool:
    """Tell a line that is cut off or leads to an article."""
    leads = line.endswith(TEASING) or "more" in line.lower()
    return leads and len(line) <= LONGEST_LINE and bool(_pattern("teaser").fullmatch(line))


def _pictures(title: str, lines: list[str]) -> tuple[str, str] | None:
    """Tell a set of captions: nothing else below the title, or hardly anything below a title that says so."""
    least = FEWEST_WORDS if _pattern("pictures").fullmatch(title) else 1
    words = captions = 0
    for line in lines:
        is_caption = len(line) <= LONGEST_LINE and bool(_pattern("caption").fullmatch(line))
        captions += is_caption
        words += 0 if is_caption else len(WORD.findall(line))
        if words >= least:
            return None
    return PICTURES if captions else None


def _brief(lines: list[str]) -> tuple[str, str] | None:
    """Tell a text of too few words; in a script without spaces each letter counts as half a word."""
    words = 0
    for line in lines:
        words += len(line.split()) + (0 if line.isascii() else len(SPACELESS.findall(line)) // 2)
        if words >= FEWEST_WORDS:
            return None
    return BRIEF[0].format(words), BRIEF[1]


@cache
def _entries() -> dict:
    """Return the entries of ``articles.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("articles.yaml").read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern:
    """Return the pattern of an entry of ``articles.yaml``."""
    return re.compile(_entries()[name], re.IGNORECASE)


@cache
def _shells() -> tuple[re.Pattern, ...]:
    """Return what pages say instead of an article."""
    return tuple(re.compile(entry["says"], re.IGNORECASE | re.DOTALL) for entry in _entries()["shells"])
