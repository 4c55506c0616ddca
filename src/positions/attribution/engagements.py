"""Engagements: meetings, calls, visits, messages, ceremonies and agreements that a text reports as having happened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from positions.attribution.cast import Cast
from positions.attribution.countries import Mention, mentions
from positions.attribution.lexicon import lexicon
from positions.attribution.offices import holder_at, titles_in
from positions.attribution.parties import Party, Scene, is_named, officials
from positions.attribution.phrases import common_words
from positions.attribution.quotations import is_quoted
from positions.attribution.resolution import resolve
from positions.attribution.speakers import Speaker, name_words
from positions.attribution.when import Told, is_old, told_of
from positions.countries import profile
from positions.documents import Span

VISIT = "visit"
OWNED = ("owned", "of")  # kinds of words for a visit that say whose it is
FARTHEST = 40  # characters before a report in which it may be denied or put off
NEAR = 30  # characters between who met and where
DESTINATION = 60  # behind a visit, in which its country is named
# Of visits: whose posts are abroad travel there to nobody.
RESIDENT = ("ambassador",)
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


@dataclass(frozen=True)
class _Frame:
    """Words that report an engagement: channel, kind (verb, between, having, within, noun) and pattern."""

    channel: str
    kind: str
    pattern: re.Pattern


def _data(name: str) -> dict:
    """Return a part of ``engagements.yaml``."""
    return lexicon("attribution", "engagements")[name]


@cache
def _frames() -> tuple[_Frame, ...]:
    """Return the words that report engagements, in the order in which they are tried."""
    found, between, partner = [], _data("between"), _data("partner")
    for channel, listed in _data("channels").items():
        if channel == VISIT:
            continue
        nouns = f"(?:{'|'.join(listed['nouns'])})"
        kinds = {"verb": f"(?:{'|'.join(listed['verbs'])})"}
        if listed["nouns"]:
            kinds |= {"between": f"{nouns}{between}"}
            kinds |= {"having": f"{_data('having')}{nouns}(?:{partner})?"}
            kinds |= {"within": f"{_data('within')}{nouns}{partner}"}
            kinds |= {"noun": f"{_data('within_a')}{nouns}"}
        found += [_Frame(channel, kind, re.compile(rf"\b{words}\b", re.IGNORECASE)) for kind, words in kinds.items()]
    return tuple(found)


@cache
def _visit_patterns() -> dict[str, re.Pattern]:
    """Return the words that report visits, by how they stand."""
    listed = {kind: rf"\b(?:{'|'.join(words)})\b" for kind, words in _data("channels")[VISIT].items()}
    return {kind: re.compile(words, 0 if "who" in words else re.IGNORECASE) for kind, words in listed.items()}


@cache
def _pattern(name: str) -> re.Pattern:
    """Return the pattern of another list of ``engagements.yaml``."""
    return re.compile(rf"(?:{'|'.join(_data(name))})", re.IGNORECASE if name != "ends" else 0)


@cache
def _word(name: str) -> re.Pattern:
    """Return the pattern of a list of whole words of ``engagements.yaml``."""
    return re.compile(rf"\b(?:{'|'.join(_data(name))})\b", re.IGNORECASE)


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
    return _is_one(one, other) or any(all(_word("groups").search(p.name) for p in side) for side in (one, other))


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
        s for s in sentences if engagement.sentence.start <= s.start < end and _word("discussed").search(text, *s)
    )
    return replace(engagement, about=about)


def _in_sentence(scene: Scene, quoted: list[Span]) -> Iterator[Engagement]:
    """Yield the engagements a sentence reports, in the order of the text."""
    text, sentence = scene.text, scene.sentence
    if text[: sentence.end].rstrip('”"’ ').endswith("?"):
        return
    taken: list[Span] = []
    reports = []
    for frame in _frames():
        for match in frame.pattern.finditer(text, *sentence):
            span = Span(*match.span())
            if any(span.start < other.end and other.start < span.end for other in taken) or is_quoted(span, quoted):
                continue
            if _is_not_yet(text, sentence, span):
                taken.append(span)
            elif parties := _parties(scene, frame, span):
                taken.append(span)
                reports.append((span, frame.channel, parties))
    reports += [(span, VISIT, parties) for span, parties in _visits(scene, quoted)]
    for span, channel, (own, other) in sorted(reports, key=lambda report: report[0]):
        for people in _each(text, sentence, span, channel, other):
            yield _engagement(scene, span, channel, own, people)


def _is_not_yet(text: str, sentence: Span, span: Span) -> bool:
    """Tell whether a report is of what will happen, or did not."""
    return bool(_word("not_yet").search(text, max(sentence.start, span.start - FARTHEST), span.start))


def _each(text: str, sentence: Span, span: Span, channel: str, other: list[Speaker]) -> list[list[Speaker]]:
    """Return whom an engagement was with: one after the other where they are met separately, as heads of state are."""
    is_separate = re.search(r"\b(?:separate|separately|respectively)\b", text[slice(*sentence)])
    is_several = channel == "meeting" and (is_separate or any(p.level == "head" for p in other))
    return [[person] for person in other] if is_several and len(other) > 1 else [other]


def _engagement(scene: Scene, span: Span, channel: str, own: list[Speaker], other: list[Speaker]) -> Engagement:
    """Return an engagement that a sentence reports."""
    text, sentence, published = scene.text, scene.sentence, scene.cast.document.published
    told = told_of(text, sentence, span, published)
    country = other[0].country
    parties = (*own, *other)
    old = is_old(text, sentence, told, published) or any(_has_left(scene, party) for party in parties)
    return Engagement(
        sentence, parties, country, channel, _place(scene, span), told, old, (), span, f"“{span.of(text)}”"
    )


def _has_left(scene: Scene, party: Speaker) -> bool:
    """Tell whether another holds, on the day of publication, the office in which a party is named."""
    date, sides = scene.cast.document.published, scene.cast.sides
    held = [holder_at(title, party.country, date, sides) for _, title in titles_in(party.office, sides)]
    names = [name_words(holder.person) for holder in held if holder]
    return is_named(party.name) and bool(names) and all(name.isdisjoint(name_words(party.name)) for name in names)


def _start(scene: Scene, at: int, names: tuple[str, ...] = ("starts", "conjunctions")) -> int:
    """Return where the clause of a report opens."""
    found = (match for name in names for match in _pattern(name).finditer(scene.text, scene.sentence.start, at))
    return max((match.end() for match in found), default=scene.sentence.start)


def _end(scene: Scene, at: int) -> int:
    """Return where what a report names behind it ends."""
    named = [party.span for party in scene.parties]  # "Minister for Energy": the word is part of whom it names
    found = (match.start() for match in _pattern("ends").finditer(scene.text, at, scene.sentence.end))
    return next((end for end in found if not any(n.start < end < n.end for n in named)), scene.sentence.end)


def _parties(scene: Scene, frame: _Frame, span: Span) -> tuple[list[Speaker], list[Speaker]] | None:
    """Return both sides of an engagement, each with an official; None where one has none."""
    start, end = _start(scene, span.start), _end(scene, span.end)
    behind = scene.objects(Span(span.end, end))
    if frame.kind == "between":
        return _sides(scene, behind, [])
    before = scene.subjects(Span(start, span.start))
    if frame.kind == "noun":
        addressed = [p for p in scene.parties if p.span.end <= span.start and p.before in ("with", "to")]
        behind = addressed or [p for p in scene.parties if p.span.start >= end and p.before in ("to", "with")][:1]
        before = before or scene.behind(span.end)
    elif frame.kind == "within" and not before:
        before = scene.behind(behind[-1].span.end if behind else span.end)
        before = before or scene.subjects(Span(_start(scene, span.start, ("starts",)), span.start))
        before = before or _teller(scene, span)
    if frame.channel == "ceremony" and not before:  # "a dinner hosted by Lin Mei in honour of the premier"
        before = [p for p in scene.parties if p.span.start > span.end and p.before in ("of", "for")][:1]
    if not behind and frame.kind in ("verb", "having"):
        return _sides(scene, before, []) if len(before) > 1 else None
    return _sides(scene, before, behind)


def _teller(scene: Scene, span: Span) -> list[Party]:
    """Return who tells of an engagement as their own: "The premier said after his meeting with Lin Mei"."""
    is_own = re.search(r"\b(?:his|her)\b", scene.text[slice(*span)], re.IGNORECASE)
    return scene.subjects(Span(scene.sentence.start, span.start)) if is_own else []


def _sides(scene: Scene, one: list[Party], other: list[Party]) -> tuple[list[Speaker], list[Speaker]] | None:
    """Return the actor's officials and those of one counterpart: one side in either group, or both in the only one."""
    actor, counterparts = scene.cast.sides.actor, scene.cast.sides.counterparts
    for country in counterparts:
        pairs = [(one, other), (other, one)] if other else [(one, one)]
        for own_group, their_group in pairs:
            own, theirs = officials(own_group, actor), officials(their_group, country)
            if own and theirs:
                return own, theirs
    return None


def _visits(scene: Scene, quoted: list[Span]) -> Iterator[tuple[Span, tuple[list[Speaker], list[Speaker]]]]:
    """Yield the visits a sentence reports: of an official of one side to the country of the other."""
    text, sentence = scene.text, scene.sentence
    if _word("to_come").search(text, *sentence):
        return
    for kind, pattern in _visit_patterns().items():
        for match in pattern.finditer(text, *sentence):
            span = Span(*match.span())
            if is_quoted(span, quoted) or _is_not_yet(text, sentence, span):
                continue
            if _has_begun(scene, kind, span) and (sides := _visit(scene, kind, match)):
                yield span, sides


def _has_begun(scene: Scene, kind: str, span: Span) -> bool:
    """Tell whether a visit told by a noun alone ("the premier’s visit to") is one that has begun."""
    if kind not in OWNED or _word("been").search(scene.text, *span):
        return True
    return bool(told_of(scene.text, scene.sentence, span, scene.cast.document.published).date)


def _visit(scene: Scene, kind: str, match: re.Match) -> tuple[list[Speaker], list[Speaker]] | None:
    """Return who visits and, as the other side, the state visited."""
    span = Span(*match.span())
    if kind in OWNED:
        who = Span(*match.span("who"))
        speaker = resolve(scene.cast, who, who.start)
        visitors = [Party(who, speaker, "", scene.is_official(who, speaker))]
    else:
        visitors = scene.subjects(Span(_start(scene, span.start), span.start)) or scene.behind(span.end)
    sides = scene.cast.sides
    for own, other in ((sides.actor, country) for country in sides.counterparts):
        for land, host in ((own, other), (other, own)):
            people = [p for p in officials(visitors, land) if _travels(p)]
            if people and _destination(scene, span) == host:
                state = Speaker(profile(host).plain_name, country=host)
                return (people, [state]) if land == own else ([state], people)
    return None


def _travels(party: Speaker) -> bool:
    """Tell whether somebody may be on a visit: an official or a delegation, not an envoy posted abroad nor a body."""
    is_resident = party.level in RESIDENT or party.institution == "embassy"
    return not is_resident and (is_named(party.name) or bool(_word("travellers").search(party.name)))


def _destination(scene: Scene, span: Span) -> str:
    """Return the country that a visit is to: the first one named behind it, or before it in the same clause."""
    text, sides = scene.text, scene.cast.sides
    if span.of(text).lower().endswith("here"):
        named = mentions(scene.cast.document.dateline.title(), Span(0, len(scene.cast.document.dateline)), sides)
    else:
        behind = Span(span.end, min(scene.sentence.end, span.end + DESTINATION, _end(scene, span.end)))
        named = mentions(text, behind, sides)
    return next((m.country for m in named if _is_land(m, text[m.span.end : m.span.end + FARTHEST])), "")


def _is_land(mention: Mention, behind: str) -> bool:
    """Tell whether a word names a land: a town, a country or "the Chinese capital", not "the US Chamber"."""
    if mention.kind == "demonyms":
        return bool(re.match(r" (?:capital|city|mainland)\b", behind))
    return mention.kind == "institutions" or not re.match(r" [A-Z]", behind)


def _place(scene: Scene, span: Span) -> str:
    """Return where an engagement was, as its sentence names it before it goes on to what was discussed."""
    for match in _places().finditer(scene.text, span.end, _end(scene, span.end)):
        ends = [span.end, *(p.span.end for p in scene.parties if span.end <= p.span.start < match.start())]
        is_near = match.start() - ends[-1] <= NEAR and " and " not in scene.text[ends[-1] : match.start()]
        if is_near and _is_place(match.group("place")):
            return match.group("place")
    return ""


@cache
def _places() -> re.Pattern:
    """Return the pattern of words that may name a place."""
    return re.compile(_data("place"))


def _is_place(name: str) -> bool:
    """Tell whether words with a capital are a place: no day or month, and not all of them common words."""
    times = (*lexicon("attribution", "when")["days"], *lexicon("attribution", "when")["months"])
    if re.fullmatch(rf"(?:early |late |mid-)?(?:{'|'.join(times)})\b.*", name):
        return False
    return name.split()[-1] in _data("places") or not name_words(name) <= common_words()
