"""Attributions in records of speech: every sentence of a turn is its speaker's own, without a cue.

In a speech, a transcript or an interview the form says who speaks. What others are told to have said is found within a
sentence by the rules for news English, and what the speaker does by saying it by its first person ("We call upon …").
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from positions.attribution.actors import Actor
from positions.attribution.attribution import SPOKEN, Attribution, Attributor
from positions.attribution.clauses import bare
from positions.attribution.countries import states
from positions.attribution.cues import Cue, cues
from positions.attribution.quotations import is_quoted, quotations
from positions.attribution.sentences import sentences
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Document, Span
from positions.documents.genre import is_reported
from positions.documents.turns import Turn, turns

FEWEST_WORDS = 3
SAID = re.compile(r"\bthat\W*$|[“\"]$")


def attributions(document: Document, inner: Attributor, sides: Sides) -> list[Attribution]:
    """Find the attributions of a document in which somebody speaks in turns.

    Parameters
    ----------
    document : Document
        A speech, a transcript or an interview.
    inner : callable
        Finds what a text attributes by cues: ``(Document) -> list of Attribution``.
    sides : Sides
        The actor's name is the speaker's own.

    Returns
    -------
    list of Attribution
        In the order of their contents: a reporter's introduction as the inner attributor has it, then one for each
        sentence of every turn that is no question.
    """
    answers = [part for turn in turns(document) if not turn.is_question for part in _by_topic(turn)]
    rule = _rule(document)
    own = [sentence for turn in answers for sentence in _sentences(document.text, turn, rule)]
    spoken = tuple(paragraph for turn in answers for paragraph in turn.paragraphs)
    before = _introduction(document)
    headline = document.headline if before else Span(document.headline.start, document.headline.start)
    told = inner(replace(document, headline=headline, paragraphs=(*before, *spoken)))
    return sorted([*_beside(document.text, own, told, sides)], key=lambda attribution: attribution.whole)


def _rule(document: Document) -> str:
    """Return the name of the rule: a summary record gives a speech in the third person."""
    if document.genre != "speech":
        return "turn"
    return "record" if is_reported(document.text) else "speech"


def _introduction(document: Document) -> tuple[Span, ...]:
    """Return the paragraphs of an interview before the first label, which are the reporter's."""
    if document.genre != "interview":
        return ()
    first = next((turn.label.start for turn in turns(document) if turn.label), document.characters)
    return tuple(paragraph for paragraph in document.paragraphs if paragraph.end <= first)


def _by_topic(turn: Turn) -> list[Turn]:
    """Return an answer as it is, since it keeps to what was asked; an opening statement paragraph by paragraph."""
    return [turn] if turn.asked else [replace(turn, paragraphs=(paragraph,)) for paragraph in turn.paragraphs]


def _sentences(text: str, turn: Turn, rule: str) -> list[Attribution]:
    """Return the sentences of a turn, but for courtesies and what is wholly quoted from somebody else."""
    found = []
    for paragraph in turn.paragraphs:
        quoted = quotations(text, paragraph)
        for sentence in sentences(text, paragraph, quoted):
            content = bare(text, sentence)
            is_empty = len(content.of(text).split()) < FEWEST_WORDS or _is_courtesy(sentence.of(text))
            if not is_empty and not is_quoted(content, quoted):
                found.append(Attribution(None, None, (content,), rule=rule, turn=turn))
    return found


def _is_courtesy(sentence: str) -> bool:
    """Tell whether a sentence says nothing but a courtesy."""
    return bool(re.fullmatch(lexicon("attribution", "turns")["courtesy"], sentence))


def _beside(text: str, own: Sequence[Attribution], told: list[Attribution], sides: Sides) -> list[Attribution]:
    """Return the sentences with what is told within them, and before them what stands in no turn."""
    starts = [one.whole.start for one in own]
    held: dict[int, list[Attribution]] = {}
    apart: list[Attribution] = []
    for one in told:
        at = bisect_right(starts, one.whole.end) - 1
        if at >= 0 and own[at].whole.start <= one.whole.start <= own[at].whole.end:
            held.setdefault(at, []).append(one)
        elif not own or one.whole.end <= starts[0]:
            apart.append(one)
    return [*apart, *(_with(text, sentence, held.get(n, []), sides) for n, sentence in enumerate(own))]


def _with(text: str, sentence: Attribution, told: list[Attribution], sides: Sides) -> Attribution:
    """Return a sentence with the statements of others in it, those that the speaker's own statements tell of too."""
    others = [each for one in told for each in ((one, *one.within) if one.source else ())]
    others = [one for one in others if one.source and _is_voice(text, one, sentence.rule, sides)]
    within = tuple(replace(one, relays=(), within=(), turn=sentence.turn) for one in others)
    return replace(sentence, within=within)


def performed(text: str, content: Span, sides: Sides) -> Cue | None:
    """Return the verb by which a speaker says what he does: "We therefore call upon", "I should like to thank".

    Parameters
    ----------
    text : str
        The document's text.
    content : Span
        A sentence of a turn.
    sides : Sides
        The actor's name is the speaker's own.

    Returns
    -------
    Cue or None
        The first cue whose subject is the speaker or those he represents.
    """
    subject = _of_actor("performing", sides.actor)
    return next((cue for cue in cues(text, content) if subject.search(text[content.start : cue.span.start])), None)


def has_own(content: str, sides: Sides) -> bool:
    """Tell whether the speaker or the own country stands in a sentence."""
    return bool(_of_actor("own", sides.actor).search(content))


@cache
def _of_actor(name: str, actor: str) -> re.Pattern:
    """Return a pattern of ``turns.yaml`` with the actor's name, demonym and capital."""
    own = profile(actor)
    names = {"actor": own.plain_name, "demonym": own.words["demonyms"][0], "capital": own.words["capitals"][0]}
    pattern = lexicon("attribution", "turns")[name]
    for part, word in names.items():
        pattern = pattern.replace(f"{{{part}}}", re.escape(word))
    return re.compile(pattern)


def is_own(phrase: str, sides: Sides) -> bool:
    """Tell whether a source is the speaker: "I", "we", "my delegation"."""
    name = profile(sides.actor).plain_name.lower()
    return phrase.lower() in (own.replace("{actor}", name) for own in lexicon("attribution", "turns")["first_person"])


def _is_voice(text: str, told: Attribution, rule: str, sides: Sides) -> bool:
    """Tell whether an attribution is of somebody else who may speak: no state by its name alone, no "it".

    A speech tells of what others did and thought in the words that report speech; there only somebody named counts, and
    only behind "that" or in quotation marks. A briefing reads as a press release does.
    """
    phrase = told.source.of(text)
    if phrase.lower() in states(sides) or phrase.lower() in ("it", "this", "that") or is_own(phrase, sides):
        return False
    actor = Actor(told.source, phrase, "")
    if rule == "turn" or actor.is_pronoun or actor.is_joint:
        return rule == "turn"
    start = told.content[0].start
    return bool(SAID.search(text, told.cue.end if told.cue and told.cue.end <= start else start, start))


def is_sentence(attribution: Attribution) -> bool:
    """Tell whether an attribution is a sentence of a turn rather than told within one."""
    return attribution.rule in SPOKEN
