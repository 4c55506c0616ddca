"""Engagements: meetings, calls, visits, messages, ceremonies and agreements that a text reports as having happened."""

import re
from dataclasses import dataclass
from functools import cache

from positions.attribution.actors import actors
from positions.attribution.cast import Cast
from positions.attribution.lexicon import lexicon
from positions.attribution.quotations import is_quoted
from positions.attribution.resolution import resolve
from positions.attribution.speakers import Speaker
from positions.documents import Span


@dataclass(frozen=True)
class Engagement:
    """One engagement between officials of the actor and of a counterpart.

    Attributes
    ----------
    sentence : Span
        The sentence that reports it.
    parties : tuple of Speaker
        Those who took part, the actor's side first.
    country : str
        The other side: a counterpart.
    channel : str
        meeting, call, visit, message, ceremony or agreement.
    place : str
        Where, as the sentence names it; else blank.
    about : tuple of Span
        The sentences that say what was discussed.
    why : str
        The words that tell the channel.
    """

    sentence: Span
    parties: tuple[Speaker, ...]
    country: str
    channel: str
    place: str
    about: tuple[Span, ...]
    why: str

    def side(self, is_own: bool) -> tuple[Speaker, ...]:
        """Return the actor's side, or the other."""
        return tuple(p for p in self.parties if (p.country == self.country) != is_own)


@cache
def _channels() -> dict[str, re.Pattern]:
    """Return the pattern of each channel."""
    listed = lexicon("attribution", "engagements")["channels"]
    return {channel: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for channel, words in listed.items()}


@cache
def _pattern(name: str) -> re.Pattern:
    """Return the pattern of another list of ``engagements.yaml``."""
    words = lexicon("attribution", "engagements")[name]
    return re.compile(
        words if isinstance(words, str) else rf"\b(?:{'|'.join(words)})\b",
        re.IGNORECASE if isinstance(words, list) else 0,
    )


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
        In order; the same parties meeting by the same channel are one engagement.
    """
    found: dict[tuple, Engagement] = {}
    for sentence in sentences:
        engagement = _engagement(text, sentence, quoted, cast)
        if engagement:
            key = (
                engagement.country,
                engagement.channel,
                frozenset(p.name or p.office for p in engagement.side(False)),
            )
            found.setdefault(key, engagement)
    return [_with_topics(text, e, following, sentences) for e, following in _paired(list(found.values()), len(text))]


def _paired(found: list[Engagement], end: int) -> list[tuple[Engagement, int]]:
    """Return each engagement with where the next one starts."""
    starts = [*(e.sentence.start for e in found[1:]), end][: len(found)]
    return list(zip(found, starts, strict=True))


def _with_topics(text: str, engagement: Engagement, end: int, sentences: list[Span]) -> Engagement:
    """Add the sentences, up to the next engagement, that say what was discussed."""
    about = tuple(
        s
        for s in sentences
        if engagement.sentence.start <= s.start < end and _pattern("discussed").search(text, s.start, s.end)
    )
    return Engagement(**{**vars(engagement), "about": about})


def _engagement(text: str, sentence: Span, quoted: list[Span], cast: Cast) -> Engagement | None:
    """Return the engagement a sentence reports, if both sides are named in it."""
    for channel, pattern in _channels().items():
        match = pattern.search(text, sentence.start, sentence.end)
        if not match or is_quoted(Span(*match.span()), quoted):
            continue
        if _pattern("not_yet").search(text, max(sentence.start, match.start() - 40), match.start()):
            continue
        parties = _parties(text, sentence, cast)
        other = next((p.country for p in parties if p.country in cast.sides.counterparts), "")
        own = [p for p in parties if p.country == cast.sides.actor]
        if own and other:
            sides = (*own[:2], *[p for p in parties if p.country == other][:2])
            place = _pattern("place").search(text, match.end(), sentence.end)
            return Engagement(
                sentence, sides, other, channel, place.group("place") if place else "", (), f"“{match.group()}”"
            )
    return None


def _parties(text: str, sentence: Span, cast: Cast) -> list[Speaker]:
    """Return the people and offices a sentence names, each once."""
    found: dict[str, Speaker] = {}
    for actor in actors(text, sentence):
        if actor.is_pronoun or actor.is_joint:
            continue
        speaker, title = cast.read(actor.words)
        if speaker.is_person or title:
            speaker = resolve(cast, actor.span, actor.span.start)
            if speaker.level != "body":  # "according to the President’s House": who tells of it did not take part
                found.setdefault(speaker.name, speaker)
    return list(found.values())
