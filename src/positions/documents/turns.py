"""Turns: who speaks where in a speech, a transcript or an interview."""

from collections import Counter
from dataclasses import dataclass, replace

from positions.documents.document import Document, Span
from positions.documents.forms import form

OFTEN = 2  # a name before a colon is a label when it comes back


@dataclass(frozen=True)
class Turn:
    """What one person says before the next one speaks.

    Attributes
    ----------
    speaker : str
        The words that name who speaks; blank when nothing does.
    label : Span or None
        The label before the turn ("Question", "MS NOON"), None without one.
    paragraphs : tuple of Span
        The words, paragraph by paragraph, without the label.
    is_question : bool
        A reporter speaks.
    asked : tuple of Span
        The paragraphs of the question that the turn answers.
    """

    speaker: str
    label: Span | None
    paragraphs: tuple[Span, ...]
    is_question: bool = False
    asked: tuple[Span, ...] = ()


def turns(document: Document) -> list[Turn]:
    """Cut a document into turns.

    Parameters
    ----------
    document : Document
        A speech is one turn. In a transcript what stands before the first label is the speaker's own statement; in an
        interview it is the reporter's introduction and no turn. A press article has none.

    Returns
    -------
    list of Turn
        In order.
    """
    if document.genre == "press":
        return []
    if document.genre == "speech":
        return [Turn(document.speaker, None, document.paragraphs)]
    return _answering(_told_apart(document.text, _labelled(document)))


def labels(text: str, paragraphs: tuple[Span, ...]) -> dict[Span, Span]:
    """Find the labels of turns.

    Parameters
    ----------
    text : str
        The text.
    paragraphs : tuple of Span
        Its paragraphs.

    Returns
    -------
    dict of Span to Span
        For each paragraph that opens with a label, the label. The words for questions and answers are labels; any
        other name is one when it comes back.
    """
    matches = {span: form("label").match(text, span.start, span.end) for span in paragraphs}
    found = {span: Span(*match.span("label")) for span, match in matches.items() if match}
    times = Counter(label.of(text) for label in found.values())
    return {
        span: label
        for span, label in found.items()
        if times[label.of(text)] >= OFTEN or _is(("asks", "answers"), label.of(text))
    }


def _is(names: tuple[str, ...], words: str) -> bool:
    """Tell whether words are one of the listed labels."""
    return any(form(name).fullmatch(words) for name in names)


def _labelled(document: Document) -> list[Turn]:
    """Return the turns as their labels cut them, nobody yet told to be asking."""
    text = document.text
    found = labels(text, document.paragraphs)
    turns = [Turn(document.speaker, None, ())] if document.genre == "transcript" else []
    for paragraph in document.paragraphs:
        if paragraph in found:
            label = found[paragraph]
            opened = form("label").match(text, paragraph.start, paragraph.end)
            words = Span(min(opened.end(), paragraph.end), paragraph.end)
            turns.append(Turn(_named(label.of(text), document.speaker), label, (words,)))
        elif turns:
            turns[-1] = replace(turns[-1], paragraphs=(*turns[-1].paragraphs, paragraph))
    return [replace(turn, paragraphs=tuple(filter(_is_filled, turn.paragraphs))) for turn in turns]


def _is_filled(span: Span) -> bool:
    return span.start < span.end


def _named(label: str, speaker: str) -> str:
    """Return who a label names: "Answer" and "Spokesperson" are whoever gives the briefing or interview."""
    if speaker and form("answers").fullmatch(label):
        return speaker
    if form("answers").fullmatch(label) and not label.lower().startswith("spokes"):
        return ""
    return label.title() if label.isupper() else label


def _told_apart(text: str, turns: list[Turn]) -> list[Turn]:
    """Tell questions: by their label, or because most turns under it close with a question mark."""
    closing = Counter()
    times = Counter()
    for turn in turns:
        if turn.label and turn.paragraphs:
            times[turn.label.of(text)] += 1
            closing[turn.label.of(text)] += turn.paragraphs[-1].of(text).rstrip('”"’) ').endswith("?")
    asking = {
        name
        for name in times
        if not _is(("answers",), name) and times[name] >= OFTEN and 2 * closing[name] > times[name]
    }
    return [
        replace(t, is_question=bool(t.label) and (t.label.of(text) in asking or _is(("asks",), t.label.of(text))))
        for t in turns
        if t.paragraphs
    ]


def _answering(turns: list[Turn]) -> list[Turn]:
    """Give every answer the question before it."""
    asked: tuple[Span, ...] = ()
    found = []
    for turn in turns:
        found.append(turn if turn.is_question else replace(turn, asked=asked))
        asked = turn.paragraphs if turn.is_question else ()
    return found
