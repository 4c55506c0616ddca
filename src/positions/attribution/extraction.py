"""Extraction: every attribution in a document, before its source is resolved.

`find_reported` reads press reports. The patterns are those of news English described for PARC 3.0 and PolNeAR: source,
cue and content in that order; content first, then source and cue in either order; "according to"; a headline's colon;
participles that continue; quotations that stand alone. A body's report of what an official said is the official's
statement, relayed by the body.

`find_spoken` reads speeches, transcripts and interviews, whose form says who speaks: every sentence of a turn is its
speaker's own, without a cue. What the speaker reports others as saying is found within a sentence as in a press report.

`truecase` comes before both: it writes headlines and paragraphs in capitals ("CHINA BACKS PAKISTAN: MAO NING") as they
would be written elsewhere, letter by letter.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from positions.attribution.constructions import (
    Attribution,
    Construction,
    follow_cues,
    is_only_source,
    source_around,
    source_first,
)
from positions.attribution.cues_and_sources import (
    Cue,
    actor_words,
    find_cues,
    find_noun_phrases,
    is_cue,
    is_joint,
    is_pronoun,
    is_relay,
    wording_pattern,
)
from positions.attribution.descriptions import common_words
from positions.attribution.sentences import Clause, find_quotations, is_within, split_sentences, without_marks
from positions.attribution.speakers import LATELY, body_words, country_words, is_news, state_names
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Document, Span
from positions.documents.structure import Turn, find_turns, is_summary_record

FEWEST_IN_CAPITALS = 4  # words of a headline or a paragraph that is said to be in capitals
MOST_SMALL = 0.1  # of its letters that may be small: "McCain", "al-Qaeda"
CASED_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SENTENCE_OPENING = re.compile(r"(?:^|[.!?:•]\s{1,9}|[“\"‘])$")
REACH_OF_OPENING = 12  # characters before a word that tell whether it opens a sentence
UNITED_STATES = "US"  # in capitals also "us"
BEFORE_STATES = re.compile(r"(?:^|\b(?:THE|OF)\s{1,9})$")


def truecase(document: Document, sides: Sides) -> Document:
    """Return a document whose headline and paragraphs in capitals are written in ordinary case, letter by letter.

    Parameters
    ----------
    document : Document
        The unwrapped document.
    sides : Sides
        Whose countries' words are known.

    Returns
    -------
    Document
        Of the same length, so that places do not change; the same document if nothing is in capitals.
    """
    text = document.text
    for span in (document.headline, *document.paragraphs):
        if _is_in_capitals(span.of(document.text)):
            text = f"{text[: span.start]}{_truecased(span.of(text), document.text, sides)}{text[span.end :]}"
    return document if text == document.text else replace(document, text=text)


def _is_in_capitals(words_: str) -> bool:
    """Tell whether a stretch is in capitals throughout."""
    letters = [letter for letter in words_ if letter.isalpha() and letter.lower() != letter.upper()]
    small = sum(letter.islower() for letter in letters)
    return len(CASED_WORD.findall(words_)) >= FEWEST_IN_CAPITALS and small <= MOST_SMALL * len(letters)


def _truecased(stretch: str, text: str, sides: Sides) -> str:
    """Return a stretch in capitals in the letters it would have elsewhere."""
    title = CASED_WORD.sub(lambda m: m.group().capitalize(), stretch)
    bodies = [match.span() for pattern in body_words(sides) for match in pattern.finditer(title)]
    named = {at for start, end in bodies for at in range(start, end)}
    is_told = bool(re.search(r"\bU\.?S\.?\b(?=[^A-Z]{0,99}[a-z])", text))

    def cased(word: re.Match) -> str:
        before = stretch, max(0, word.start() - REACH_OF_OPENING), word.start()
        is_land = is_told or bool(BEFORE_STATES.search(*before))
        return _cased(word.group(), word.start() in named, bool(SENTENCE_OPENING.search(*before)), is_land, sides)

    written = CASED_WORD.sub(cased, stretch)
    return written if len(written) == len(stretch) else stretch


def _cased(word: str, is_named: bool, opens: bool, is_land: bool, sides: Sides) -> str:
    """Return one word as it would be written behind others.

    "US" is the country behind an article, or where the text names it in other letters as well.
    """
    low = word.lower()
    if word == UNITED_STATES:
        return word if is_land else low
    if word in _abbreviations(sides) or len(word) == 1:
        return word if low not in actor_words("determiners", "pronouns") else low
    if low in actor_words("pronouns", "prepositions") | actor_words("boundaries", "determiners"):
        return word.capitalize() if opens else low
    is_common = is_cue(low) or low.partition("’")[0] in common_words()
    return low if is_common and not (is_named or opens) else word.capitalize()


@lru_cache(LATELY)
def _abbreviations(sides: Sides) -> frozenset[str]:
    """Return the words that stay in capitals: those of the countries and bodies known."""
    known = [*country_words(sides), *(pattern.pattern for pattern in body_words(sides))]
    return frozenset(word for entry in known for word in re.findall(r"\b[A-Z]{2,}\b", entry)) - {UNITED_STATES}


LONGEST_SOURCE = 7  # words behind a headline's colon
DEEPEST = 3  # reports within one another
FARTHEST_VOICE = 40  # characters between where a content opens and the source it tells of


def find_reported(document: Document, sides: Sides) -> list[Attribution]:
    """Find every attribution in a document by rules.

    Parameters
    ----------
    document : Document
        Only its text, headline and paragraphs are used.
    sides : Sides
        The parties. Within a report of one party's body, the name of another party does not speak.

    Returns
    -------
    list of Attribution
        In the order of their contents. Every stretch is read by one pattern, so that nothing is attributed twice.
    """
    text, own = document.text, state_names(sides)
    found = _headline(text, document.headline, own)
    for paragraph in document.paragraphs:
        quoted = find_quotations(text, paragraph)
        if point := _point(text, paragraph, quoted, own):
            found += point
            continue
        # A paragraph that is nothing but quoted words goes on from the one before.
        last = found[-1] if found and is_within(without_marks(text, paragraph), quoted) else None
        for sentence in _with_exclamations(text, split_sentences(text, paragraph, quoted), quoted):
            here = _find_in(text, sentence, quoted, own) or _standing_alone(text, sentence, quoted, last, own)
            last = here[-1] if here else None
            found += here
    return sorted(found, key=lambda attribution: attribution.whole)


def _with_exclamations(text: str, found: list[Span], quoted: list[Span]) -> list[Span]:
    """Return sentences with a quotation that ends as a question or a cry joined to the words that attribute it.

    "“Who pays?” Mr Lin asked.": the second sentence is nothing but a source and a cue.
    """
    joined: list[Span] = []
    for sentence in found:
        is_exclaimed = joined and wording_pattern("exclaimed").search(text, *joined[-1])
        if is_exclaimed and is_only_source(Clause(text, sentence, quoted)):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _headline(text: str, span: Span, own: frozenset[str]) -> list[Attribution]:
    """Find the attributions of a headline: a colon before its source, else as in a sentence."""
    before, colon, behind = span.of(text).rpartition(": ")
    source = Span(span.start + len(before) + len(colon), span.end)
    if colon and len(behind.split()) <= LONGEST_SOURCE and not find_cues(text, source):
        named = find_noun_phrases(text, source)[:1]
        if named and named[0].span.start == source.start:
            content = without_marks(text, Span(span.start, source.start - len(colon)))
            return [Attribution(named[0].span, None, (content,), Construction.HEADLINE, kind="state")]
    return _find_in(text, span, find_quotations(text, span), own)


def _point(text: str, paragraph: Span, quoted: list[Span], own: frozenset[str]) -> list[Attribution]:
    """Find what a point below the headline attributes to the headline's speaker: "• Says the road is open"."""
    bullet = wording_pattern("bullet").match(text, paragraph.start, paragraph.end)
    first = find_cues(text, Span(bullet.end(), paragraph.end))[:1] if bullet else []
    if not first or first[0].span.start != bullet.end() or first[0].form != "finite":
        return []
    clause = Clause(text, paragraph, quoted)
    return _with_inner_reports(clause, follow_cues(clause, first, None), quoted, own, DEEPEST)


def _find_in(text: str, span: Span, quoted: list[Span], own: frozenset[str], depth: int = DEEPEST) -> list[Attribution]:
    """Find the attributions of a stretch, those within another's report among them, so many reports deep."""
    clause = Clause(text, span, [q for q in quoted if not _opens_with_cue(text, q)])
    return _with_inner_reports(clause, source_around(clause) or source_first(clause), quoted, own, depth)


def _opens_with_cue(text: str, quotation: Span) -> bool:
    """Tell whether a quotation is a relay's excerpt that opens with the cue: 'he “reaffirmed his support”, it said'."""
    if not text[quotation.start].islower():
        return False
    first = find_cues(text, quotation)[:1]
    return bool(first) and first[0].span.start == quotation.start and first[0].form != "base"


def _with_inner_reports(
    clause: Clause, reports: list[Attribution], quoted: list[Span], own: frozenset[str], depth: int
) -> list[Attribution]:
    """Return reports with what others say in them: in its place when a body reports, within it when a person does."""
    found: list[Attribution] = []
    for report in reports:
        is_deeper = depth and any(is_within(cue.span, report.content) for cue in clause.cues)
        phrase = report.source.of(clause.text) if report.source else ""
        inner = _inner_reports(clause.text, report, phrase, quoted, own, depth) if is_deeper else []
        found += inner if inner and is_relay(phrase) else [replace(report, within=tuple(inner))]
    return found


def _inner_reports(
    text: str, report: Attribution, phrase: str, quoted: list[Span], own: frozenset[str], depth: int
) -> list[Attribution]:
    """Return what others say by the content of a report."""
    is_body, found = is_relay(phrase), []
    for piece in report.content:
        outside = [quotation for quotation in quoted if not quotation.holds(piece)]
        for sentence in split_sentences(text, piece, outside):
            for inner in _find_in(text, sentence, outside, own, depth - 1):
                is_near = inner.source and (is_body or _opens_content(text, piece, inner.source))
                if is_near and (is_news(phrase) or _is_another_source(inner.source.of(text), is_body, own)):
                    found.append(inner)
    relay = (report.source,) if report.source else ()
    return [replace(inner, relays=(*relay, *inner.relays)) for inner in found]


def _opens_content(text: str, content: Span, source: Span) -> bool:
    """Tell whether a source stands where a content opens, or behind an adjunct there: then the content is its own."""
    is_near = source.start - content.start <= FARTHEST_VOICE
    return is_near or bool(wording_pattern("opening_adjunct").fullmatch(text, content.start, source.start))


def _is_another_source(phrase: str, is_body: bool, own: frozenset[str]) -> bool:
    """Tell whether an inner source may be another than the one who tells.

    Within a body's report "he" is another, and the state that the body is of is not.
    """
    if is_joint(phrase) or re.search(r"\band\b|, ", phrase):
        return True
    if is_body:
        return not is_relay(phrase) and phrase.lower() not in own
    return not is_pronoun(phrase)


def _standing_alone(
    text: str, sentence: Span, quoted: list[Span], last: Attribution | None, own: frozenset[str]
) -> list[Attribution]:
    """Return a quotation that stands alone behind an attribution as a statement of the same source.

    Behind one that a body relays it is the body's report that goes on, and what it tells of is relayed too.
    """
    content = without_marks(text, sentence)
    if not last or not is_within(content, quoted):
        return []
    outside = [quotation for quotation in quoted if not quotation.holds(content)]
    inner = [report for report in (_find_in(text, content, outside, own) if last.relays else []) if report.source]
    others = [report for report in inner if _is_another_source(report.source.of(text), is_body=True, own=own)]
    alone = Attribution(None, None, (content,), Construction.ALONE, last.relays, kind="state")
    return [replace(report, relays=last.relays) for report in others] or [alone]


FEWEST_WORDS = 3
OPENS_SPEECH = re.compile(r"\bthat\W*$|[“\"]$")


def find_spoken(document: Document, sides: Sides) -> list[Attribution]:
    """Find the attributions of a document in which somebody speaks in turns.

    Parameters
    ----------
    document : Document
        A speech, a transcript or an interview.
    sides : Sides
        The actor's name is the speaker's own.

    Returns
    -------
    list of Attribution
        In the order of their contents: a reporter's introduction as `find_reported` has it, then one for each
        sentence of every turn that is no question.
    """
    answers = [part for turn in find_turns(document) if not turn.is_question for part in _by_topic(turn)]
    form = _form_of_speech(document)
    sentences = [sentence for turn in answers for sentence in _sentences_of_turn(document.text, turn, form)]
    spoken = tuple(paragraph for turn in answers for paragraph in turn.paragraphs)
    before = _introduction(document)
    headline = document.headline if before else Span(document.headline.start, document.headline.start)
    reports = find_reported(replace(document, headline=headline, paragraphs=(*before, *spoken)), sides)
    return sorted(
        _with_told_within(document.text, sentences, reports, sides), key=lambda attribution: attribution.whole
    )


def _form_of_speech(document: Document) -> Construction:
    """Return how sentences are their speaker's: a summary record gives a speech in the third person."""
    if document.genre != "speech":
        return Construction.TURN
    return Construction.RECORD if is_summary_record(document.text) else Construction.SPEECH


def _introduction(document: Document) -> tuple[Span, ...]:
    """Return the paragraphs of an interview before the first label, which are the reporter's."""
    if document.genre != "interview":
        return ()
    first = next((turn.label.start for turn in find_turns(document) if turn.label), document.characters)
    return tuple(paragraph for paragraph in document.paragraphs if paragraph.end <= first)


def _by_topic(turn: Turn) -> list[Turn]:
    """Return an answer as it is, since it keeps to what was asked; an opening statement paragraph by paragraph."""
    return [turn] if turn.asked else [replace(turn, paragraphs=(paragraph,)) for paragraph in turn.paragraphs]


def _sentences_of_turn(text: str, turn: Turn, form: Construction) -> list[Attribution]:
    """Return the sentences of a turn, but for courtesies and what is wholly quoted from somebody else."""
    found = []
    for paragraph in turn.paragraphs:
        quoted = find_quotations(text, paragraph)
        for sentence in split_sentences(text, paragraph, quoted):
            content = without_marks(text, sentence)
            is_empty = len(content.of(text).split()) < FEWEST_WORDS or _is_courtesy(sentence.of(text))
            if not is_empty and not is_within(content, quoted):
                found.append(Attribution(None, None, (content,), form, turn=turn))
    return found


def _is_courtesy(sentence: str) -> bool:
    """Tell whether a sentence says nothing but a courtesy."""
    return bool(re.fullmatch(lexicon("attribution", "turns")["courtesy"], sentence))


def _with_told_within(
    text: str, sentences: Sequence[Attribution], reports: list[Attribution], sides: Sides
) -> list[Attribution]:
    """Return the sentences with what is reported within them, after the attributions outside any turn."""
    starts = [sentence.whole.start for sentence in sentences]
    held: dict[int, list[Attribution]] = {}
    apart: list[Attribution] = []
    for report in reports:
        at = bisect_right(starts, report.whole.end) - 1
        if at >= 0 and sentences[at].whole.start <= report.whole.start <= sentences[at].whole.end:
            held.setdefault(at, []).append(report)
        elif not sentences or report.whole.end <= starts[0]:
            apart.append(report)
    return [*apart, *(_with_others(text, sentence, held.get(n, []), sides) for n, sentence in enumerate(sentences))]


def _with_others(text: str, sentence: Attribution, reports: list[Attribution], sides: Sides) -> Attribution:
    """Return a sentence with the statements of others in it, those that the speaker's own statements tell of too."""
    named = [each for report in reports if report.source for each in (report, *report.within) if each.source]
    others = (each for each in named if _is_another_speaker(text, each, sentence.construction, sides))
    return replace(sentence, within=tuple(replace(each, relays=(), within=(), turn=sentence.turn) for each in others))


def performative_cue(text: str, content: Span, sides: Sides) -> Cue | None:
    """Return the verb by which a speaker performs an act: "We therefore call upon", "I should like to thank".

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
    return next((cue for cue in find_cues(text, content) if subject.search(text[content.start : cue.span.start])), None)


def has_own_side(content: str, sides: Sides) -> bool:
    """Tell whether a sentence mentions the speaker or the speaker's country."""
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


def _is_speaker_self(phrase: str, sides: Sides) -> bool:
    """Tell whether a source is the speaker: "I", "we", "my delegation"."""
    name = profile(sides.actor).plain_name.lower()
    return phrase.lower() in (own.replace("{actor}", name) for own in lexicon("attribution", "turns")["first_person"])


def _is_another_speaker(text: str, report: Attribution, form: Construction, sides: Sides) -> bool:
    """Tell whether an attribution is of somebody else who may speak: no state by its name alone, no "it".

    A speech tells of what others did and thought in the words that report speech; there only somebody named counts, and
    only behind "that" or in quotation marks. A briefing reads as a press release does.
    """
    phrase = report.source.of(text)
    is_state = phrase.lower() in state_names(sides) or phrase.lower() in ("it", "this", "that")
    if is_state or _is_speaker_self(phrase, sides):
        return False
    if form is Construction.TURN or is_pronoun(phrase) or is_joint(phrase):
        return form is Construction.TURN
    start = report.content[0].start
    return bool(OPENS_SPEECH.search(text, report.cue.end if report.cue and report.cue.end <= start else start, start))
