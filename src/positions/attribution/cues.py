"""Cues: the words that attribute, found by a lexicon of verbs and phrases (``cues.yaml``)."""

import re
from dataclasses import dataclass
from functools import cache

from positions.data_files import lexicon
from positions.documents import Span

VOWELS = "aeiou"
OPENING = re.compile(r"[A-Z][a-z]+(?:ing|s)\b")  # "Reiterating …", "• Says …"
# “We shall stay,” the envoy …: a quotation of three words or more that opens a sentence.
CLOSED = re.compile(r"(?:^|[.!?:”\n]\s*)[“\"](?:[^“”\"\s]+\s+){2,}[^“”\"\s]+,[”\"]\s+(?:[\w.’-]+\s+){0,5}$")
FARTHEST_QUOTATION = 400  # characters from the opening of a quotation to its verb
# “We shall stay,” smiled the envoy; “We shall stay,” the envoy mused: beside a quotation any verb attributes.
BESIDE_QUOTATION = re.compile(
    r"[“\"](?:[^“”\"\s]+\s+){2,}[^“”\"\s]*[^\w\s“”\"][”\"]\s+"
    r"(?P<tail>(?P<before>[a-z]+ed) (?=the |an? |his |her |its |their |[A-Z])"
    r"|(?:the |an? |his |her )?(?:[\w.’-]+ ){1,5}?(?P<behind>[a-z]+ed)"
    r"(?=[.;]|,? (?:on|in|at|when|as|with|during|after)\b))"
)
AUXILIARY = (
    r"(?:(?:has|have|had)(?: (?:also|further|repeatedly|earlier|already|once again|long|been(?= \w+ing)))* "
    r"|(?:is|are|was|were)(?: also)? (?=\w+ing\b)"
    r"|(?:went|goes) on to |(?:used|took) (?:the|this) (?:occasion|opportunity) to )?"
)


@dataclass(frozen=True)
class Cue:
    """Words that attribute.

    Attributes
    ----------
    span : Span
        The words of the cue, auxiliaries included ("has said").
    lemma : str
        The verb, as in ``cues.yaml``.
    kind : str
        The act the verb reports when the content does not say otherwise.
    form : str
        ``finite``, ``participle`` (-ing) or ``base``.
    is_doubtful : bool
        The form is a noun or adjective more often than a verb.
    """

    span: Span
    lemma: str
    kind: str
    form: str
    is_doubtful: bool


def inflections(lemma: str) -> dict[str, str]:
    """Return the forms of a verb with their kind: ``{"say": "base", "says": "finite", …, "saying": "participle"}``."""
    others = lexicon("attribution", "cues")["irregular"].get(lemma)
    if not others and lemma.endswith("ee"):
        others = [lemma + "s", lemma + "d", lemma + "ing"]
    elif not others and lemma.endswith("e"):
        others = [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    elif not others and lemma.endswith("y") and lemma[-2] not in VOWELS:
        others = [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    elif not others:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
        others = [third, lemma + "ed", lemma + "ing"]
    return {lemma: "base"} | {form: "participle" if form.endswith("ing") else "finite" for form in others}


@cache
def _verbs() -> dict[str, tuple[str, str, str]]:
    """Return (lemma, kind, form) for every form of every verb."""
    found: dict[str, tuple[str, str, str]] = {}
    for kind, entry in lexicon("attribution", "cues")["kinds"].items():
        for lemma in entry["verbs"]:
            for form, shape in inflections(lemma).items():
                found.setdefault(form, (lemma, kind, shape))
    return found


def is_cue(word: str) -> bool:
    """Tell whether a word in lower case is a form of a verb that attributes."""
    return word in _verbs()


def participle(word: str, span: Span) -> Cue | None:
    """Return the cue that a participle makes of some words ("quoted as *thanking*"); None for another verb's."""
    lemma, kind, form = _verbs().get(word, ("", "", ""))
    return Cue(span, lemma, kind, "finite", False) if form == "participle" else None


def passive(word: str, span: Span) -> Cue | None:
    """Return the cue of a passive from its participle ("was *urged* by"); None for a verb that attributes nothing."""
    lemma, kind, form = _verbs().get(word, ("", "", ""))
    return Cue(span, lemma, kind, form, False) if form == "finite" and not word.endswith("s") else None


@cache
def _phrases() -> dict[str, list[tuple[str, str, str, re.Pattern]]]:
    """Return (lemma, kind, form, pattern) for every inflected phrase, in lists by the first word.

    What stands behind "…" is left to the content.
    """
    found: dict[str, list[tuple[str, str, str, re.Pattern]]] = {}
    for first, *phrase in _inflected():
        found.setdefault(first, []).append(tuple(phrase))
    return found


def _inflected() -> list[tuple[str, str, str, str, re.Pattern]]:
    """Return every inflected phrase with its first word."""
    return [
        (
            form,
            lemma,
            kind,
            shape,
            re.compile(f"{form}(?= {rest[2:]})" if rest.startswith("… ") else rf"{form} {rest}(?![\w-])"),
        )
        for kind, entry in lexicon("attribution", "cues")["kinds"].items()
        for phrase in entry.get("phrases", ())
        for lemmas, _, rest in [phrase.partition(" ")]
        for lemma in lemmas.split("|")
        for form, shape in inflections(lemma).items()
    ]


@cache
def _pattern() -> re.Pattern:
    """Return one pattern for the first word of any cue, with its auxiliaries."""
    words = set(_verbs()) | set(_phrases())
    return re.compile(rf"(?<![\w’-]){AUXILIARY}(?P<verb>{'|'.join(sorted(words, key=len, reverse=True))})(?![\w’-])")


@cache
def _needs() -> dict[str, re.Pattern]:
    """Return, for a verb that needs one, the pattern that must follow it."""
    return {lemma: re.compile(follows) for lemma, follows in lexicon("attribution", "cues")["needs"].items()}


def cues(text: str, within: Span) -> list[Cue]:
    """Find the cues in a stretch of text.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A sentence or a headline.

    Returns
    -------
    list of Cue
        In order. Whether a cue really attributes is for the rules to decide, which look for its source and content.
    """
    text = _lowered(text, within.start)
    found = [_cue(text, match) for match in _pattern().finditer(text, within.start, within.end)]
    listed = [cue for cue in found if cue]
    return sorted([*listed, *_unlisted(text, within, listed)], key=lambda cue: cue.span)


def _unlisted(text: str, within: Span, listed: list[Cue]) -> list[Cue]:
    """Return verbs of no list that stand beside a quotation where none of a list does."""
    found = []
    for match in BESIDE_QUOTATION.finditer(text, within.start, within.end):
        span = Span(*match.span("before" if match["before"] else "behind"))
        if not any(match.start("tail") <= cue.span.start <= match.end() for cue in listed):
            found.append(Cue(span, span.of(text), "state", "finite", False))
    return found


def _lowered(text: str, start: int) -> str:
    """Return the text with the letter at ``start`` in lower case: a sentence may open with a cue ("Reiterating …")."""
    if not OPENING.match(text, start):
        return text
    return f"{text[:start]}{text[start].lower()}{text[start + 1 :]}"


def _cue(text: str, match: re.Match) -> Cue | None:
    """Return the cue that starts with these words: a phrase, else the verb if it may stand alone."""
    verb, at = match.group("verb"), match.start("verb")
    for lemma, kind, form, pattern in _phrases().get(verb, ()):
        if phrase := pattern.match(text, at):
            return Cue(Span(match.start(), phrase.end()), lemma, kind, form, False)
    if verb not in _verbs():
        return None
    lemma, kind, form = _verbs()[verb]
    is_of_quotation = CLOSED.search(text, max(0, at - FARTHEST_QUOTATION), at)
    if lemma in _needs() and not _needs()[lemma].match(text, match.end()) and not is_of_quotation:
        return None
    if form in ("participle", "base") and at > match.start():
        form = "finite"
    is_doubtful = at == match.start() and verb in lexicon("attribution", "cues")["doubtful"]
    return Cue(Span(*match.span()), lemma, kind, form, is_doubtful)
