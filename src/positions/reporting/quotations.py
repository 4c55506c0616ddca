"""A source's words within our own: in quotation marks only where the source quotes them, else marked as reported."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from positions.reporting.markup import Shown, escape

ARROW = " ← "
CORRECTED = "corrected by a reader"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")


class Words(NamedTuple):
    """Exact words of a statement, and how they may be shown.

    Attributes
    ----------
    text : str
        As in the source.
    spoken : bool
        The source gives them as the speaker's own, in quotation marks.
    statement_id : str
        Where they stand.
    kind : str
        ``content``, ``condition`` or ``label``.
    """

    text: str
    spoken: bool
    statement_id: str
    kind: str = "content"


@dataclass(frozen=True)
class Sentence:
    """A sentence of ours with words of the sources in it: plain strings and `Words`, in order."""

    parts: tuple[str | Words, ...]

    @property
    def quoted(self) -> tuple[Words, ...]:
        """The sources' words in it."""
        return tuple(part for part in self.parts if isinstance(part, Words))

    def shown(self) -> Shown:
        """Return the sentence for display."""
        pieces = [shown(p) if isinstance(p, Words) else Shown(escape(p), p) for p in self.parts]
        return Shown("".join(p.markup for p in pieces), "".join(p.plain for p in pieces))


def words(row: object, text: str, kind: str = "content") -> Words:
    """Return words of a statement, spoken when the source quotes the whole statement or just these words.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS.
    text : str
        The words, as they stand in the content.
    kind : str
        ``content``, ``condition`` or ``label``.

    Returns
    -------
    Words
    """
    inside = kind != "content" and any(text in match.group() for match in QUOTED.finditer(row.content))
    own = row.via == "" or row.quote_type == "direct"
    return Words(text, row.quote_type == "direct" or (inside and own), row.statement_id, kind)


def as_written(row: object, phrase: str) -> Words:
    """Return a phrase of `positions.comparison.ngrams` as a statement writes it: its capitals, apostrophes and breaks.

    Parameters
    ----------
    row : named tuple
        A row of STATEMENTS whose content has the phrase.
    phrase : str
        In small letters, one space between words.

    Returns
    -------
    Words
    """
    pattern = r"\W+".join(re.escape(word).replace("'", "[’']") for word in phrase.split(" "))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", row.content, re.IGNORECASE)
    return words(row, found.group())


def shown(quoted: Words) -> Shown:
    """Return words as a link to their place; ‹ › stands for "as reported" in plain text."""
    inner = escape(quoted.text)
    inner = inner if quoted.kind == "content" else f'<mark class="{quoted.kind}">{inner}</mark>'
    markup = f"“{inner}”" if quoted.spoken else f'<em class="reported">{inner}</em>'
    plain = f"“{quoted.text}”" if quoted.spoken else f"‹{quoted.text}›"
    return Shown(f'<a href="#{anchor(quoted.statement_id)}">{markup}</a>', plain)


def content(row: object) -> Shown:
    """Return a statement's whole content, terms and names marked, in quotation marks when the source quotes it."""
    parts = ((row.condition, "condition"), (row.label, "label"))
    marks = [(row.content.find(text), len(text), kind) for text, kind in parts if text and text in row.content]
    pieces, at = [], 0
    for start, length, kind in sorted(marks):
        if start >= at:
            pieces += [escape(row.content[at:start]), f'<mark class="{kind}">']
            pieces += [escape(row.content[start : start + length]), "</mark>"]
            at = start + length
    inner = "".join([*pieces, escape(row.content[at:])])
    if row.quote_type == "direct":
        return Shown(f"“{inner}”", f"“{row.content}”")
    return Shown(f'<em class="reported">{inner}</em>', f"‹{row.content}›")


def reporter(row: object) -> str:
    """Tell who relays a statement: "as reported by Dunya News, after ISPR"; blank when nobody is known to."""
    voices = row.chain.split(ARROW)[:-1]
    verb = "as quoted by" if row.quote_type == "direct" else "as reported by"
    after = f", after {' and '.join(voices[1:])}" if len(voices) > 1 else ""
    return f"{verb} {voices[0]}{after}" if voices and voices[0] else ""


def speaker(row: object) -> str:
    """Name the speaker with the office."""
    office = f" ({row.office})" if row.office and row.office != row.speaker else ""
    return f"{row.speaker or 'speaker not named'}{office}"


def line(row: object) -> Shown:
    """Return one statement on a line: who, the cue, the words, who reports them, a link to the place."""
    who, cue, said, by = speaker(row), row.cue or "no cue", content(row), reporter(row)
    by = f", {by}" if by else ""
    place = f"{row.published or row.file}, characters {row.start}–{row.end}"
    link = f'<a href="#{anchor(row.statement_id)}">{escape(place)}</a>'
    mark = f" [{CORRECTED}]" if row.corrected else ""
    markup = f'<b>{escape(who)}</b> <span class="cue">[{escape(cue)}]</span> {said.markup}{escape(by)} ({link}){mark}'
    return Shown(markup, f"{who} [{cue}] {said.plain}{by} ({place}){mark}")


def report(row: object) -> Shown:
    """Return the sentence that reports an engagement, with a link to its place; the words are the source's own."""
    place = f"{row.published or row.file}, characters {row.start}–{row.end}"
    link = f'<a href="#{anchor(row.engagement_id, "e")}">{escape(place)}</a>'
    return Shown(f'<em class="reported">{escape(row.evidence)}</em> ({link})', f"‹{row.evidence}› ({place})")


def anchor(statement_id: str, letter: str = "s") -> str:
    """Return the name of a statement's (or, with "e", an engagement's) place on the page."""
    return f"{letter}-{re.sub(r'[^A-Za-z0-9_-]', '-', statement_id)}"
