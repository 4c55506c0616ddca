"""Engagements: meetings, calls, visits, messages, ceremonies and agreements that a text reports as having happened.

Sentences and a `Resolver` come in; `Engagement` records go out (`find_engagements`), with both sides, the place that
the sentence names, and the day: `date_told` resolves words such as "on Wednesday", "last month" or "April 30" by the
date of publication. A visit is an official of one side in the country of the other.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from positions.attribution.descriptions import common_words
from positions.attribution.offices import holders_named
from positions.attribution.parties import (
    VISIT,
    BothSides,
    Scene,
    engagement_frames,
    engagement_list,
    engagement_pattern,
    engagement_word,
    is_named,
    officials,
)
from positions.attribution.resolution import Resolver
from positions.attribution.sentences import is_within
from positions.attribution.speakers import CountryMention, Speaker, countries_in, country_mentions, name_words
from positions.countries import profile
from positions.data_files import lexicon
from positions.documents import Span

DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?[0-3]?\d(?:st|nd|rd|th)?)?(?!\d|[.,:]\d\d\b)"
YEAR = r"(?:(?:,| of)? (?P<year>(?:19|20)\d\d)(?!\d)|(?P<back> (?:this|last) year))?"
OLD_DAYS = 7  # days before publication after which an engagement is old news
CUT_FROM_TIME = re.compile(r"[;:“”]| that ")  # between a time and what it is not of: "said on Monday that they had met"


@dataclass(frozen=True)
class ToldDate:
    """A day, a month or a year (ISO 8601), and the words that tell it; both blank if nothing does."""

    date: str = ""
    words: str = ""


def _date_words(name: str) -> str:
    """Return a list of ``when.yaml`` as alternatives."""
    return "|".join(lexicon("attribution", "when")[name])


@cache
def _date_patterns() -> list[tuple[re.Pattern, Callable[[re.Match, date], str]]]:
    """Return the patterns of the words that tell a time, the more exact first, with what makes a date of each."""
    days, months, ago = _date_words("days"), _date_words("months"), lexicon("attribution", "when")["ago"]
    number = rf"(?P<n>\d{{1,2}}|{'|'.join(lexicon('attribution', 'when')['numbers'])})"
    month = rf"(?P<month>{months})\b\.?"
    listed = [
        (rf"\b{DAY}(?: of)? {month}{YEAR}", _of_month),
        (rf"\b{month} {DAY}{YEAR}", _of_month),
        (rf"\b(?:(?P<last>[Ll]ast) )?(?P<weekday>{days})\b", _weekday),
        (rf"(?i:\b(?:{_date_words('today')})\b)", lambda match, day: day.isoformat()),
        (r"(?i:\bthe day before yesterday\b)", lambda match, day: _before(day, "day", 2)),
        (rf"(?i:\b(?:{_date_words('yesterday')})\b)", lambda match, day: _before(day, "day", 1)),
        (rf"(?i:\b{number} (?P<unit>day|month|year)s? {ago})", _ago),
        (r"(?i:\blast month\b)", lambda match, day: _before(day, "month", 1)),
        (r"(?i:\b(?:earlier )?this month\b)", lambda match, day: day.isoformat()[:7]),
        (r"(?i:\blast week\b)", lambda match, day: _last_week(day)),
        (rf"\b(?:[Ii]n|[Ll]ast|[Tt]his|of)(?: (?:last|this|early|late|mid))? {month}{YEAR}", _month),
        (rf"\b{month} (?P<year>(?:19|20)\d\d)\b", _month),
        (r"(?i:\blast year\b)", lambda match, day: _before(day, "year", 1)),
        (r"\b[Ii]n (?P<year>(?:19|20)\d\d)\b", lambda match, day: match["year"]),
    ]
    return [(re.compile(pattern), make) for pattern, make in listed]


def _before(day: date, unit: str, number: int) -> str:
    """Return the day, the month or the year so many before a day's."""
    if unit == "day":
        return (day - timedelta(number)).isoformat()
    months = day.year * 12 + day.month - 1 - number * (12 if unit == "year" else 1)
    return f"{months // 12:04}-{months % 12 + 1:02}" if unit == "month" else f"{months // 12:04}"


def _ago(match: re.Match, day: date) -> str:
    """Return the day, month or year of "three months ago"."""
    number = lexicon("attribution", "when")["numbers"].get(match["n"].lower()) or int(match["n"])
    return _before(day, match["unit"].lower(), number)


def _last_week(day: date) -> str:
    """Return the month of the week before, blank where it lies in two."""
    monday = day - timedelta(day.weekday() + 7)
    months = {monday.isoformat()[:7], (monday + timedelta(6)).isoformat()[:7]}
    return months.pop() if len(months) == 1 else ""


def _weekday(match: re.Match, day: date) -> str:
    """Return the last such day up to publication; "last Monday" is before it."""
    names = lexicon("attribution", "when")["days"]
    back = (day.weekday() - names.index(match["weekday"])) % 7
    return _before(day, "day", back or (7 if match["last"] else 0))


def _number_of_month(match: re.Match) -> int:
    """Return the number of the month that a match names."""
    listed = lexicon("attribution", "when")["months"]
    return next(n for n, words in enumerate(listed, 1) if re.fullmatch(words, match["month"]))


def _year(match: re.Match, month: int, dom: int, day: date) -> int:
    """Return the year told, else the last in which the day had come by publication."""
    if match["year"]:
        return int(match["year"])
    if match["back"]:
        return day.year - ("last" in match["back"])
    return day.year - ((month, dom) > (day.month, day.day))


def _of_month(match: re.Match, day: date) -> str:
    """Return the day of a month; blank if there is no such day ("February 30")."""
    month, dom = _number_of_month(match), int(match["day"])
    try:
        return date(_year(match, month, dom, day), month, dom).isoformat()
    except ValueError:
        return ""


def _month(match: re.Match, day: date) -> str:
    """Return a month."""
    month = _number_of_month(match)
    year = _year(match, month, 1, day) if "back" in match.re.groupindex else int(match["year"])
    return f"{year:04}-{month:02}"


@cache
def _date_pattern(before: str, name: str, behind: str) -> re.Pattern:
    """Return the pattern of a list of ``when.yaml`` in its surroundings."""
    return re.compile(rf"{before}(?:{_date_words(name)}){behind}", re.IGNORECASE)


def date_told(text: str, within: Span, at: Span, published: str) -> ToldDate:
    """Return when something happened, by the words nearest to its report.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        The sentence.
    at : Span
        The words that report it ("met", "a telephone call").
    published : str
        ISO date of publication; nothing is resolved without a full date.

    Returns
    -------
    ToldDate
        A weekday is the last one up to publication, a month without a year the last one that had begun.
    """
    if len(published) != len("2025-01-01"):
        return ToldDate()
    day, found, taken = date.fromisoformat(published), [], []
    for pattern, make in _date_patterns():
        for match in pattern.finditer(text, within.start, within.end):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            resolved = "" if _is_anothers(text, span, within) else make(match, day)
            is_past = resolved and resolved <= published
            if is_past and not CUT_FROM_TIME.search(text, min(at.end, span.end), max(at.start, span.start)):
                far = max(span.start - at.end, at.start - span.end)
                found.append((far, span.start, ToldDate(resolved, match.group())))
    return min(found, key=lambda each: each[:2])[-1] if found else ToldDate()


def _is_anothers(text: str, span: Span, within: Span) -> bool:
    """Tell whether a time is that of something else: "since April 22", "the April 22 attack"."""
    governed = _date_pattern(r"\b", "others", r"(?: the| last)? $").search(text, within.start, span.start)
    behind = _date_pattern(r"(?:[’']s)?,? (?:[a-z-]+ )?", "events", r"\b").match(text, span.end, within.end)
    return bool(governed and governed.end() == span.start) or bool(behind)


def _is_old_news(scene: Scene, told: ToldDate) -> bool:
    """Tell whether what happened then is only recalled: long before publication, or in words that look back."""
    if told.date:
        newest = _before(date.fromisoformat(scene.date), "day", OLD_DAYS)
        return told.date < newest[: len(told.date)]
    return bool(_date_pattern(r"\b", "recalled", "").search(scene.text, *scene.sentence))


NEAR_PLACE = 30  # characters between who met and where


def find_place(scene: Scene, span: Span) -> str:
    """Return the place of an engagement, as its sentence names it before it turns to the topics."""
    for match in engagement_pattern("place").finditer(scene.text, span.end, scene.clause_end(span.end)):
        ends = [span.end, *(p.span.end for p in scene.parties if span.end <= p.span.start < match.start())]
        is_near = match.start() - ends[-1] <= NEAR_PLACE and " and " not in scene.text[ends[-1] : match.start()]
        if is_near and _is_place(match.group("place")):
            return match.group("place")
    return ""


def _is_place(name: str) -> bool:
    """Tell whether words with a capital are a place: no day or month, and not all of them common words."""
    times = (*lexicon("attribution", "when")["days"], *lexicon("attribution", "when")["months"])
    if re.fullmatch(rf"(?:early |late |mid-)?(?:{'|'.join(times)})\b.*", name):
        return False
    return name.split()[-1] in engagement_list("places") or not name_words(name) <= common_words()


OWNED = ("owned", "of")  # kinds of words for a visit that say whose it is
DESTINATION = 60  # characters behind a visit, in which its country is named
BEHIND = 12  # characters within which a word of a country belongs to the name of a body
RESIDENT = ("ambassador",)  # whose posts are abroad travel there to nobody


@cache
def _visit_patterns() -> dict[str, re.Pattern]:
    """Return the words that report visits, by how they stand."""
    listed = {kind: rf"\b(?:{'|'.join(words)})\b" for kind, words in engagement_list("channels")[VISIT].items()}
    return {kind: re.compile(words, 0 if "who" in words else re.IGNORECASE) for kind, words in listed.items()}


def find_visits(scene: Scene, quoted: list[Span]) -> Iterator[tuple[Span, BothSides]]:
    """Yield the visits that a sentence reports: an official of one side goes to the country of the other."""
    text, sentence = scene.text, scene.sentence
    if engagement_word("to_come").search(text, *sentence):
        return
    for kind, pattern in _visit_patterns().items():
        for match in pattern.finditer(text, *sentence):
            span = Span(*match.span())
            is_gathering = engagement_word("gatherings").search(text, span.end, sentence.end)
            if is_gathering or is_within(span, quoted) or scene.is_not_yet(span):
                continue
            if _has_begun(scene, kind, span) and (sides := _visit(scene, kind, match)):
                yield span, sides


def _has_begun(scene: Scene, kind: str, span: Span) -> bool:
    """Tell whether a visit told by a noun alone ("the premier’s visit to") is one that has begun."""
    if kind not in OWNED or engagement_word("been").search(scene.text, *span):
        return True
    return bool(date_told(scene.text, scene.sentence, span, scene.date).date)


def _visit(scene: Scene, kind: str, match: re.Match) -> BothSides | None:
    """Return who visits and, as the other side, the state visited."""
    span = Span(*match.span())
    if kind in OWNED:
        visitors = [scene.party(Span(*match.span("who")))]
    else:
        visitors = scene.subjects(Span(scene.clause_start(span.start), span.start)) or scene.behind(span.end)
    sides = scene.sides
    host = _destination(scene, span)
    for land in sides.opposite(host):
        if people := [p for p in officials(visitors, land) if _travels(p)]:
            state = Speaker(profile(host).plain_name, country=host)
            return ([state], people) if host == sides.actor else (people, [state])
    return None


def _travels(party: Speaker) -> bool:
    """Tell whether somebody may be on a visit: an official or a delegation, not an envoy posted abroad nor a body."""
    is_resident = party.level in RESIDENT or party.institution == "embassy"
    return not is_resident and (is_named(party.name) or bool(engagement_word("travellers").search(party.name)))


def _destination(scene: Scene, span: Span) -> str:
    """Return the country that a visit is to: the first one named behind it, or before it in the same clause."""
    text, sides = scene.text, scene.sides
    if span.of(text).lower().endswith("here"):
        named = countries_in(scene.resolver.document.dateline.title(), sides)
    else:
        behind = Span(span.end, min(scene.sentence.end, span.end + DESTINATION, scene.clause_end(span.end)))
        named = country_mentions(text, behind, sides)
    return next((m.country for m in named if _is_land(m, text[m.span.end : m.span.end + BEHIND])), "")


def _is_land(mention: CountryMention, behind: str) -> bool:
    """Tell whether a word names a land: a town, a country or "the Chinese capital", not "the US Chamber"."""
    if mention.kind == "demonyms":
        return bool(re.match(r" (?:capital|city|mainland)\b", behind))
    return mention.kind == "institutions" or not re.match(r" [A-Z]", behind)


SEPARATE = re.compile(r"\b(?:separate|separately|respectively)\b")
RECENT = re.compile(r"\brecent\b", re.IGNORECASE)
WORD = re.compile(r"\b\w")


@dataclass(frozen=True)
class Engagement:
    """One engagement between officials of the actor and of a counterpart.

    Attributes
    ----------
    sentence : Span
        The sentence that reports it. For a second engagement in a sentence, the part from its first word on.
    parties : tuple of Speaker
        Those who took part, the actor's side first.
    country : str
        The other side: a counterpart.
    channel : str
        meeting, call, visit, message, ceremony or agreement.
    place : str
        The place that the sentence names, or blank.
    told : ToldDate
        The date that the text tells.
    is_recalled : bool
        It is not news of the day, but an old engagement that the text looks back on.
    about : tuple of Span
        The sentences that say what was discussed.
    at : Span
        The words that report it, which tell the channel.
    """

    sentence: Span
    parties: tuple[Speaker, ...]
    country: str
    channel: str
    place: str
    told: ToldDate
    is_recalled: bool
    about: tuple[Span, ...]
    at: Span

    def side(self, is_own: bool) -> tuple[Speaker, ...]:
        """Return the actor's side, or the other."""
        return tuple(p for p in self.parties if (p.country == self.country) != is_own)


def find_engagements(resolver: Resolver, sentences: list[Span], quoted: list[Span]) -> list[Engagement]:
    """Find the engagements a document reports.

    Parameters
    ----------
    resolver : Resolver
        Who is named in the document.
    sentences : list of Span
        Its sentences, in order, without the headline, which repeats them.
    quoted : list of Span
        Its quotations.

    Returns
    -------
    list of Engagement
        In order. An engagement that the text reports twice is listed once, with the day that either sentence tells.
    """
    found: list[Engagement] = []
    for sentence in sentences:
        for engagement in _in_sentence(Scene(sentence, resolver), quoted):
            again = next((n for n, known in enumerate(found) if _is_again(known, engagement)), None)
            if again is None:
                found.append(_in_part(resolver.text, engagement, found))
            else:
                found[again] = _with_day(found[again], engagement)
    ends = [*(engagement.sentence.start for engagement in found[1:]), len(resolver.text)]
    return [_with_topics(resolver.text, e, end, sentences) for e, end in zip(found, ends, strict=False)]


def _is_again(known: Engagement, again: Engagement) -> bool:
    """Tell whether an engagement is one that the text has told of: same channel, people of both sides, no other day."""
    if (known.country, known.channel) != (again.country, again.channel):
        return False
    dates = sorted((known.told.date, again.told.date), key=len)
    if not dates[1].startswith(dates[0]) or (known.is_recalled != again.is_recalled and not dates[0]):
        return False
    sides = [(known.side(is_own), again.side(is_own)) for is_own in (True, False)]
    return all(_may_be_one(*side) for side in sides) and any(_is_one(*side) for side in sides)


def _is_one(one: tuple[Speaker, ...], other: tuple[Speaker, ...]) -> bool:
    """Tell whether two sides share somebody by name."""
    pairs = [(name_words(p.name), name_words(q.name)) for p in one for q in other]
    return any(mine <= theirs or theirs <= mine for mine, theirs in pairs if mine and theirs)


def _may_be_one(one: tuple[Speaker, ...], other: tuple[Speaker, ...]) -> bool:
    """Tell whether two sides may be the same: they share somebody, or one of them is "the delegation"."""
    is_group = (all(engagement_word("groups").search(p.name) for p in side) for side in (one, other))
    return _is_one(one, other) or any(is_group)


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


def _with_topics(text: str, engagement: Engagement, end: int, sentences: list[Span]) -> Engagement:
    """Add the sentences, up to the next engagement, that say what was discussed."""
    following = (s for s in sentences if engagement.sentence.start <= s.start < end)
    return replace(engagement, about=tuple(s for s in following if engagement_word("discussed").search(text, *s)))


def _in_sentence(scene: Scene, quoted: list[Span]) -> Iterator[Engagement]:
    """Yield the engagements a sentence reports, in the order of the text."""
    text, sentence = scene.text, scene.sentence
    if sentence.of(text).rstrip('”"’ ').endswith("?"):
        return
    taken: list[Span] = []
    reports = []
    for channel, kind, pattern in engagement_frames():
        for match in pattern.finditer(text, *sentence):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken) or is_within(span, quoted):
                continue
            if scene.is_not_yet(span):
                taken.append(span)
            elif people := scene.both_sides(channel, kind, span):
                taken.append(span)
                reports.append((span, channel, people))
    reports += [(span, VISIT, people) for span, people in find_visits(scene, quoted)]
    is_separate = bool(SEPARATE.search(text, *sentence))
    for span, channel, people in sorted(reports, key=lambda report: report[0]):
        for own, other in _each_engagement(channel, is_separate, *people):
            yield _engagement(scene, span, channel, own, other)


def _each_engagement(channel: str, is_separate: bool, own: list[Speaker], other: list[Speaker]) -> list[BothSides]:
    """Return both sides of each meeting: one after the other where people are met separately, as heads of state are."""
    is_several = channel == "meeting" and (is_separate or any(p.level == "head" for p in other))
    if is_several and len(other) > 1:
        return [(own, [person]) for person in other]
    if is_several and is_separate and len(own) > 1:  # "The premier and the army chief separately met Lin Mei"
        return [([person], other) for person in own]
    return [(own, other)]


def _engagement(scene: Scene, span: Span, channel: str, own: list[Speaker], other: list[Speaker]) -> Engagement:
    """Return an engagement that a sentence reports."""
    told = date_told(scene.text, scene.sentence, span, scene.date)
    # "During his recent visit, he told a paper on Monday": the day is of the telling.
    if channel == VISIT and RECENT.search(scene.text, *span) and told.words.endswith("day"):
        told = ToldDate()
    people, place = (*own, *other), find_place(scene, span)
    old = _is_old_news(scene, told) or any(_has_left(scene, party) for party in people)
    return Engagement(scene.sentence, people, other[0].country, channel, place, told, old, (), span)


def _has_left(scene: Scene, party: Speaker) -> bool:
    """Tell whether another holds, on the day of publication, the office in which a party is named."""
    held = holders_named(party.office, party.country, scene.date, scene.sides)
    is_another = all(name_words(holder.person).isdisjoint(name_words(party.name)) for holder in held)
    return is_named(party.name) and bool(held) and is_another
