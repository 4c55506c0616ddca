"""Engagements: meetings, calls, visits, messages, ceremonies and agreements that a text reports as having happened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from positions.attribution.cast import Cast
from positions.attribution.encounters import VISIT, frames, parties
from positions.attribution.offices import holder_at, titles_in
from positions.attribution.parties import Scene, is_named
from positions.attribution.quotations import is_quoted
from positions.attribution.reporting_words import is_not_yet, word
from positions.attribution.speakers import Speaker, name_words
from positions.attribution.venues import place
from positions.attribution.visits import visits
from positions.attribution.when import Told, is_old, told_of
from positions.documents import Span

RECENT = re.compile(r"\brecent\b", re.IGNORECASE)
WORD = re.compile(r"\b\w")


@dataclass(frozen=True)
class Engagement:
    """One engagement between officials of the actor and of a counterpart.

    Attributes
    ----------
    sentence : Span
        The sentence that reports it; of a second one that a sentence reports, the part from its first word on.
    parties : tuple of Speaker
        Those who took part, the actor's side first.
    country : str
        The other side: a counterpart.
    channel : str
        meeting, call, visit, message, ceremony or agreement.
    place : str
        Where, as the sentence names it; else blank.
    told : Told
        When, as the text tells.
    is_recalled : bool
        It is not the news of the day, but an old one that the text looks back on.
    about : tuple of Span
        The sentences that say what was discussed.
    at : Span
        The words that report it.
    why : str
        The words that tell the channel.
    """

    sentence: Span
    parties: tuple[Speaker, ...]
    country: str
    channel: str
    place: str
    told: Told
    is_recalled: bool
    about: tuple[Span, ...]
    at: Span
    why: str

    def side(self, is_own: bool) -> tuple[Speaker, ...]:
        """Return the actor's side, or the other."""
        return tuple(p for p in self.parties if (p.country == self.country) != is_own)


def engagements(text: str, sentences: list[Span], quoted: list[Span], cast: Cast) -> list[Engagement]:
    """Find the engagements a document reports.

    Parameters
    ----------
    text : str
        The document's text.
    sentences : list of Span
        Its sentences, in order, without the headline, which repeats them.
    quoted : list of Span
        Its quotations.
    cast : Cast
        Who is named in it.

    Returns
    -------
    list of Engagement
        In order; one that the text tells of again is one engagement, of the day that either sentence tells.
    """
    found: list[Engagement] = []
    for sentence in sentences:
        for engagement in _in_sentence(Scene(text, sentence, cast), quoted):
            again = next((n for n, known in enumerate(found) if _is_again(known, engagement)), None)
            if again is None:
                found.append(_in_part(text, engagement, found))
            else:
                found[again] = _with_day(found[again], engagement)
    return [_with_topics(text, e, following, sentences) for e, following in _paired(found, len(text))]


def _is_again(known: Engagement, told: Engagement) -> bool:
    """Tell whether an engagement is one that the text has told of: same channel, people of both sides, no other day."""
    if (known.country, known.channel) != (told.country, told.channel):
        return False
    dates = sorted((known.told.date, told.told.date), key=len)
    if not dates[1].startswith(dates[0]) or (known.is_recalled != told.is_recalled and not dates[0]):
        return False
    sides = [(known.side(is_own), told.side(is_own)) for is_own in (True, False)]
    return all(_may_be_one(*side) for side in sides) and any(_is_one(*side) for side in sides)


def _is_one(one: tuple[Speaker, ...], other: tuple[Speaker, ...]) -> bool:
    """Tell whether two sides share somebody by name."""
    pairs = [(name_words(p.name), name_words(q.name)) for p in one for q in other]
    return any(mine <= theirs or theirs <= mine for mine, theirs in pairs if mine and theirs)


def _may_be_one(one: tuple[Speaker, ...], other: tuple[Speaker, ...]) -> bool:
    """Tell whether two sides may be the same: they share somebody, or one of them is "the delegation"."""
    return _is_one(one, other) or any(all(word("groups").search(p.name) for p in side) for side in (one, other))


def _with_day(known: Engagement, again: Engagement) -> Engagement:
    """Return an engagement with the day, and the place, that a second report of it tells."""
    is_fuller = len(again.told.date) > len(known.told.date)
    return replace(known, told=again.told if is_fuller else known.told, place=known.place or again.place)


def _in_part(text: str, engagement: Engagement, found: list[Engagement]) -> Engagement:
    """Return an engagement under a place of its own where its sentence reports another before it."""
    taken = {known.sentence for known in found}
    if engagement.sentence not in taken:
        return engagement
    end = engagement.sentence.end
    starts = [engagement.at.start, *(word.start() for word in WORD.finditer(text, engagement.at.end, end))]
    return replace(engagement, sentence=next(s for start in starts if (s := Span(start, end)) not in taken))


def _paired(found: list[Engagement], end: int) -> list[tuple[Engagement, int]]:
    """Return each engagement with where the next one starts."""
    starts = [*(e.sentence.start for e in found[1:]), end][: len(found)]
    return list(zip(found, starts, strict=True))


def _with_topics(text: str, engagement: Engagement, end: int, sentences: list[Span]) -> Engagement:
    """Add the sentences, up to the next engagement, that say what was discussed."""
    about = tuple(
        s for s in sentences if engagement.sentence.start <= s.start < end and word("discussed").search(text, *s)
    )
    return replace(engagement, about=about)


def _in_sentence(scene: Scene, quoted: list[Span]) -> Iterator[Engagement]:
    """Yield the engagements a sentence reports, in the order of the text."""
    text, sentence = scene.text, scene.sentence
    if sentence.of(text).rstrip('”"’ ').endswith("?"):
        return
    taken: list[Span] = []
    reports = []
    for frame in frames():
        for match in frame.pattern.finditer(text, *sentence):
            span = Span(*match.span())
            if any(span.start < other.end and other.start < span.end for other in taken) or is_quoted(span, quoted):
                continue
            if is_not_yet(text, sentence, span):
                taken.append(span)
            elif people := parties(scene, frame, span):
                taken.append(span)
                reports.append((span, frame.channel, people))
    reports += [(span, VISIT, people) for span, people in visits(scene, quoted)]
    for span, channel, (own, other) in sorted(reports, key=lambda report: report[0]):
        for mine, theirs in _each(text, sentence, span, channel, own, other):
            yield _engagement(scene, span, channel, mine, theirs)


def _each(
    text: str, sentence: Span, span: Span, channel: str, own: list[Speaker], other: list[Speaker]
) -> list[tuple[list[Speaker], list[Speaker]]]:
    """Return both sides of each meeting: one after the other where people are met separately, as heads of state are."""
    is_separate = bool(re.search(r"\b(?:separate|separately|respectively)\b", text[slice(*sentence)]))
    is_several = channel == "meeting" and (is_separate or any(p.level == "head" for p in other))
    if is_several and len(other) > 1:
        return [(own, [person]) for person in other]
    if is_several and is_separate and len(own) > 1:  # "The premier and the army chief separately met Lin Mei"
        return [([person], other) for person in own]
    return [(own, other)]


def _engagement(scene: Scene, span: Span, channel: str, own: list[Speaker], other: list[Speaker]) -> Engagement:
    """Return an engagement that a sentence reports."""
    text, sentence, published = scene.text, scene.sentence, scene.cast.document.published
    told = told_of(text, sentence, span, published)
    # "During his recent visit, he told a paper on Monday": the day is of the telling.
    if channel == VISIT and RECENT.search(span.of(text)) and told.words.endswith("day"):
        told = Told()
    country = other[0].country
    people = (*own, *other)
    old = is_old(text, sentence, told, published) or any(_has_left(scene, party) for party in people)
    return Engagement(sentence, people, country, channel, place(scene, span), told, old, (), span, f"“{span.of(text)}”")


def _has_left(scene: Scene, party: Speaker) -> bool:
    """Tell whether another holds, on the day of publication, the office in which a party is named."""
    date, sides = scene.cast.document.published, scene.cast.sides
    held = [holder_at(title, party.country, date, sides) for _, title in titles_in(party.office, sides)]
    names = [name_words(holder.person) for holder in held if holder]
    return is_named(party.name) and bool(names) and all(name.isdisjoint(name_words(party.name)) for name in names)
