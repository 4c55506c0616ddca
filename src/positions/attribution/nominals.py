"""Sources that no word list knows: the noun phrase that stands where only a speaker can.

"The bench remarked that …", "Two congressional aides said.", "…, said one of the three": the place beside a verb of
speech tells that somebody speaks, whatever the noun.
"""

import re
from functools import cache

from positions.attribution.cues import Cue, is_cue
from positions.attribution.wording import wording
from positions.data_files import lexicon
from positions.documents import Span

WORD = re.compile(r"[A-Za-z][\w’'.-]*|\d[\d,]*")
LONGEST = 12  # words


@cache
def _words(name: str) -> frozenset[str]:
    """Return a word list of ``nominals.yaml`` as a set."""
    return frozenset(lexicon("attribution", "nominals")[name])


def nominals(text: str, within: Span, cues: list[Cue]) -> list[Span]:
    """Find the noun phrases that stand beside a verb of speech as its subject.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A sentence or a headline.
    cues : list of Cue
        The cues in it.

    Returns
    -------
    list of Span
        One at most for each cue, of any noun; whether it is a known speaker is not asked.
    """
    found = []
    for cue in cues:
        if cue.form == "participle" or cue.is_doubtful:
            continue
        before = _before(text, within, cue)
        if before and cue.form == "base" and not _is_plural(before.of(text)):
            continue
        if before and (_opens_clause(text, cue) or _closes(text, within, before, cue)):
            found.append(before)
        elif not before and (behind := _behind(text, within, cue)):
            found.append(behind)
    return found


def _before(text: str, within: Span, cue: Cue) -> Span | None:
    """Return the noun phrase that fills the stretch between the last boundary and a cue."""
    start = within.start
    for boundary in wording("nominal_boundary").finditer(text, within.start, cue.span.start):
        start = boundary.end()
    stretch = wording("nominal_gap").fullmatch(text, start, cue.span.start)
    return _phrase(text, Span(*stretch.span("phrase"))) if stretch else None


def _behind(text: str, within: Span, cue: Cue) -> Span | None:
    """Return the noun phrase behind a cue that a content stands before: '“…,” said one of the three.'"""
    stretch = wording("nominal_behind").match(text, cue.span.end, within.end)
    closes = stretch and wording("nominal_content").search(text, within.start, cue.span.start)
    return _phrase(text, Span(*stretch.span("phrase"))) if closes and cue.kind == "state" else None


def _phrase(text: str, span: Span) -> Span | None:
    """Return a stretch if its words can be one noun phrase: an opener of one, then no verb and no word of grammar."""
    words = [match.group() for match in WORD.finditer(text, *span)]
    if not 0 < len(words) <= LONGEST or WORD.sub("", span.of(text)).strip(" "):
        return None
    first, rest = words[0], words[1:]
    low = first.lower()
    opens = (
        low in _words("determiners") or (low.endswith("s") and low not in _words("grammar")) or low in _words("bare")
    )
    opens = opens or (first[0].isupper() and low not in _words("grammar"))
    if not opens or (low in _words("determiners") and not rest and low not in _words("alone")):
        return None
    wrong = [word for word in rest if word.lower() in _words("grammar") or (word.islower() and _is_verb(word))]
    return (
        None
        if wrong or words[-1].lower() in _words("linking") or text[span.end - 2 : span.end] in ("’s", "'s")
        else span
    )


def _is_verb(word: str) -> bool:
    """Tell whether a word in lower case is a verb of speech in the past: "the talks held that …" has none."""
    return is_cue(word) and word.endswith("ed")


def _is_plural(phrase: str) -> bool:
    """Tell whether a phrase stands for several: "some in the system", "the authors"."""
    words = phrase.lower().split()
    return words[0] in _words("alone") or any(word.endswith("s") and not word.endswith("ss") for word in words)


def _opens_clause(text: str, cue: Cue) -> bool:
    """Tell whether what follows a cue is a content: "that", a colon or a quotation."""
    return bool(wording("nominal_that").match(text, cue.span.end))


def _closes(text: str, within: Span, before: Span, cue: Cue) -> bool:
    """Tell whether a phrase and its cue stand behind a content and close the sentence."""
    is_behind = wording("nominal_content").search(text, within.start, before.start)
    return bool(is_behind and cue.kind == "state" and wording("closing").fullmatch(text, cue.span.end, within.end))
