"""Entities: everyone a document names with a name or an office, in the order of the text.

A document and its sentences come in; `Entities` go out: a list of `Mention` records that tells who is meant by a name.
`NameIndex` finds names again by their words, so that a text of many names is read in time in proportion to its length.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from heapq import merge
from itertools import islice

from positions.attribution.cues_and_sources import NounPhrase, actor_words, find_noun_phrases, is_joint, is_pronoun
from positions.attribution.descriptions import (
    LEVELS_OF_STATE,
    country_in,
    described_by_neighbours,
    is_from_office,
    name_in,
    office_in,
    office_mismatch,
    phrases_beside,
    voice_by_office,
    voice_in,
)
from positions.attribution.offices import Person, Title, Titles, leading_title, person_named, titles_in
from positions.attribution.speakers import STATE, Reason, Speaker, because, body_in, name_words
from positions.countries import OTHER, Sides
from positions.documents import Document, Span


class NameIndex:
    """The places of names in a list, by the words that distinguish people.

    Parameters
    ----------
    names : iterable of str
        The names of the list, in its order.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: list[frozenset[str]] = []
        self._places: dict[str, list[int]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add the name at the end of the list."""
        words = name_words(name)
        for word in words:
            self._places.setdefault(word, []).append(len(self._names))
        self._names.append(words)

    def rename_last(self, name: str) -> None:
        """Replace the last name."""
        for word in self._names.pop():
            self._places[word].pop()
        self.add(name)

    def fuller(self, name: str) -> list[int]:
        """Return the places of the names that have all words of this one, in order; none for a name without words."""
        own = name_words(name)
        listed = min((self._places.get(word, []) for word in own), key=len, default=[])
        return [place for place in listed if own <= self._names[place]]

    def related(self, name: str) -> Iterator[int]:
        """Yield the places of the names that contain this one or are contained in it, the last first."""
        own, before = name_words(name), None
        for place in merge(*(reversed(self._places.get(word, [])) for word in own), reverse=True):
            theirs = self._names[place]
            if place != before and (own <= theirs or theirs <= own):
                yield place
            before = place


LISTED_NAMES = re.compile(r",? and |, ")  # between names behind one office
NAMESAKES = 20  # of one name that are looked at, the last first


@dataclass(frozen=True)
class Mention:
    """Somebody named at a place in the text, the name as written, and whether it is the subject of a sentence."""

    span: Span
    speaker: Speaker
    written: str
    title: Title | None
    is_subject: bool


class Entities:
    """Everyone a document names, in the order of the text.

    Parameters
    ----------
    document : Document
        The document.
    sides : Sides
        With the home country of the document, to which an office without a country belongs.
    sentences : iterable of Span
        Its sentences, the headline last, because it shortens names that the body gives in full.
    """

    def __init__(self, document: Document, sides: Sides, sentences: Iterable[Span]) -> None:
        self.document, self.sides = document, sides
        self.text, self.date = document.text, document.published
        self.mentions: list[Mention] = []
        self._namesakes = NameIndex()
        self._shared = 0  # where the last of several names behind one office ends
        for sentence in sentences:
            self._read_sentence(sentence)
        self.mentions = sorted(map(self._described, self.mentions), key=lambda a: a.span.start)
        self._namesakes = NameIndex(a.written for a in self.mentions)
        told = {written: self._told(written) for written in dict.fromkeys(a.written for a in self.mentions)}
        self.mentions = [self._in_full(a, *told[a.written]) for a in self.mentions]
        self._namesakes = NameIndex(a.written for a in self.mentions)
        self._called: dict[str, list[Mention]] = {}  # by name
        for mention in self.mentions:
            self._called.setdefault(mention.written, []).append(mention)
        self._words_told = {"": []}  # of each name asked for, once
        self.mentions = [replace(a, speaker=self._with_standing(a)) for a in self.mentions]

    def _with_standing(self, mention: Mention) -> Speaker:
        """Return somebody with the voice that the person's office gives: one of state gives it throughout."""
        speaker, mentions = mention.speaker, self._called[mention.written] if mention.written else ()
        held = next((a.speaker for a in mentions if _is_in_office(a)), None)
        if held and not speaker.office and speaker.voice != "former":
            return replace(speaker.holding(held), voice=STATE)
        words = self._told_of(mention.written)
        return voice_by_office(speaker, mention.title, words, self.date, self.sides)

    def _told_of(self, written: str) -> list[str]:
        """Return everything that the text calls a person: the phrases with the name, and those set off by commas.

        For a name that is not among the entities, such as a surname alone, the capitalised words before it.
        """
        if written not in self._words_told:
            found = []
            for at in (mention.span for mention in self._called.get(written, ())):
                found += [at.of(self.text), *phrases_beside(self.text, self._paragraph(at), at, self.sides)]
            found = found or re.findall(rf"\b(?:[A-Z][\w.’-]* ){{1,5}}{re.escape(written)}\b", self.text)
            self._words_told[written] = list(dict.fromkeys(found))
        return self._words_told[written]

    def _paragraph(self, at: Span) -> Span:
        """Return the paragraph a place is in, else the headline."""
        return next((p for p in self.document.paragraphs if p.start <= at.start < p.end), self.document.headline)

    def _told(self, written: str) -> tuple[str, Speaker | None]:
        """Return the fullest form of a name that the text gives, and whoever of that name is given a country."""
        same = [self.mentions[place] for place in self._namesakes.fuller(written)]
        known = next((a.speaker for a in same if a.speaker.country != OTHER), None)
        return reduce(_fuller, [a.written for a in same], written), known

    def _in_full(self, mention: Mention, written: str, known: Speaker | None) -> Mention:
        """Return an appearance with what the text tells of the person anywhere: the fullest name, the country.

        The name is the one of the offices table when it knows the person.
        """
        is_told = known and mention.speaker.country == OTHER
        speaker = replace(known, why=mention.speaker.why) if is_told else mention.speaker
        person = person_named(written, self.date, self.sides, speaker.country)
        return replace(mention, written=written, speaker=replace(speaker, name=_spelled(person, written)))

    def _described(self, mention: Mention) -> Mention:
        """Return somebody with what stands beside the name."""
        at, speaker = mention.span, mention.speaker
        described = described_by_neighbours(self.text, self._paragraph(at), at, speaker, self.sides)
        return replace(mention, speaker=described)

    def _read_sentence(self, sentence: Span) -> None:
        """Add everyone a sentence names; the first one whom no preposition governs is its subject."""
        has_subject = False
        for actor in find_noun_phrases(self.text, sentence):
            is_subject = not has_subject and actor.before not in actor_words("prepositions")
            has_subject = has_subject or is_subject
            self._enter(actor, is_subject)

    def _enter(self, actor: NounPhrase, is_subject: bool) -> None:
        """Add whoever a noun phrase names by a name or an office, or what it says of the one before it."""
        if is_pronoun(actor.words) or is_joint(actor.words):
            return
        if body_in(actor.words, self.sides) and not titles_in(actor.words, self.sides):
            return
        speaker, title, written = self._read(actor.words)
        last = self.mentions[-1] if self.mentions else None
        is_name = not title and _is_full_name(speaker)
        if last and (joined := self._joined(last, actor, speaker, title, written)):
            self.mentions[-1] = joined
            self._namesakes.rename_last(joined.written)
            return
        if last and is_name and self._shares(last, actor.span, speaker):
            # "Congressmen Mark Roe, John Doe and Jane Poe": the office before the first name is that of all.
            speaker = replace(last.speaker, name=speaker.name, why=speaker.why)
            title, is_subject, self._shared = last.title, False, actor.span.end
        if title or is_name:
            self.mentions.append(Mention(actor.span, speaker, written, title, is_subject))
            self._namesakes.add(written)

    def _joined(
        self, last: Mention, actor: NounPhrase, speaker: Speaker, title: Title | None, written: str
    ) -> Mention | None:
        """Return the last mention with the office or the name that an actor behind it gives; None if it gives none."""
        whole = Span(last.span.start, actor.span.end)
        if title and not speaker.name and self._is_office_of(last, actor):
            # "General Michael Erik Kurilla, Commander US CENTCOM": the office set aside belongs to the name before it.
            land = country_in(actor.words, self.sides) or last.speaker.country
            own = replace(speaker, country=land, is_stranger=False)
            own = self._owned(speaker, last.written, title, actor.words) if land == OTHER else own
            return replace(last, speaker=replace(own, name=last.speaker.name), title=title)
        if speaker.name and self._is_posted(last, actor):
            # "Ambassador of China in Pakistan Lin Mei": the name belongs to the office, Pakistan is where the post is.
            return replace(last, span=whole, speaker=replace(last.speaker, name=speaker.name), written=written)
        is_name = not title and _is_full_name(speaker)
        if is_name and self._completes(last, actor):
            # "The premier, Asad Mir, said": the name set aside belongs to the office before it.
            own = self._owned(last.speaker, written, last.title, last.span.of(self.text))
            land = own.country if own.country != OTHER else speaker.country
            return replace(last, span=whole, speaker=replace(own, name=speaker.name, country=land), written=written)
        return None

    def _is_office_of(self, last: Mention, actor: NounPhrase) -> bool:
        """Tell whether an office set off by a comma is that of the name before it."""
        land = country_in(actor.words, self.sides)
        # "Mr Khan, Indian foreign minister": of a known country, so the office is the next one's in a list.
        is_others = land and last.speaker.country not in (OTHER, land)
        is_others = is_others or _is_of_several(actor.words)  # "Mr Khan, US senators discuss trade"
        return not last.title and self._is_aside(last, actor) and not is_others

    def _shares(self, last: Mention, at: Span, speaker: Speaker) -> bool:
        """Tell whether a name is the next of several behind one office in the plural."""
        gap = self.text[last.span.end : at.start]
        is_open = last.span.end == self._shared or _is_of_several(last.span.of(self.text))
        is_own = speaker.country in (OTHER, last.speaker.country)
        return bool(last.title and last.speaker.name and is_open and is_own and LISTED_NAMES.fullmatch(gap))

    def _is_posted(self, last: Mention, actor: NounPhrase) -> bool:
        """Tell whether an actor opens with where the envoy before it is posted: "in Pakistan Lin Mei"."""
        is_envoy = last.title and last.title.posted and not last.speaker.name
        return bool(is_envoy and self.text[last.span.end : actor.span.start] in (" in ", " to "))

    def _completes(self, last: Mention, actor: NounPhrase) -> bool:
        """Tell whether a name is that of the one office before it, and not the next of several."""
        is_bare = last.title and not last.speaker.name and self.text[last.span.end - 1] != "s"
        is_alone = not self.text.startswith((" and ", " as well as "), actor.span.end)
        # "In a letter to the premier, Asad Mir said": who says it is another, unless a comma closes the aside.
        before = re.findall(r"\w+", self.text[max(0, last.span.start - 20) : last.span.start].lower())[-1:]
        is_adjunct = not actor_words("prepositions").isdisjoint(before)
        is_closed = not is_adjunct or self.text.startswith((",", ".", ";", ")"), actor.span.end)
        return bool(is_bare and is_alone and is_closed and self._is_aside(last, actor))

    def named_at(self, source: Span) -> Speaker | None:
        """Return the person whose name follows a source between commas: Asad Mir in "The premier, Asad Mir, said"."""
        longer = (a for a in self.mentions if a.span.start == source.start and a.span.end > source.end)
        is_aside = self.text.startswith((", ", " in ", " to "), source.end)
        return next((a.speaker for a in longer if is_aside and a.speaker.name), None)

    def _is_aside(self, last: Mention, actor: NounPhrase) -> bool:
        """Tell whether an actor stands directly after a name, set off by a comma."""
        return self.text[last.span.end : actor.span.start] == ", "

    def read(self, phrase: str) -> tuple[Speaker, Title | None]:
        """Read a noun phrase: its name, office and country, as far as its own words and the entities tell.

        Parameters
        ----------
        phrase : str
            The words.

        Returns
        -------
        tuple of Speaker and Title or None
            The speaker, without a name if the phrase gives none, and the first title of the phrase.
        """
        speaker, title, written = self._read(phrase)
        called = [phrase, *self._told_of(written)]
        return voice_by_office(speaker, title, called, self.date, self.sides), title

    def _read(self, phrase: str) -> tuple[Speaker, Title | None, str]:
        """Read a noun phrase; besides speaker and title return the name as the text writes it."""
        titles = titles_in(phrase, self.sides)
        name = name_in(phrase, titles, self.sides)
        known = self._known(name, titles)
        if known and not titles:
            return known.speaker.by("named", phrase), None, known.written
        title = leading_title([each for _, each in titles])[0] if titles else None
        written = _fuller(name, known.written if known else "")
        voice = voice_in(phrase, self.sides)
        if voice == "private" and any(each.level in LEVELS_OF_STATE for _, each in titles):
            voice = STATE  # "Planning Minister Professor Asad Mir": the office goes before the profession
        person, country = self._person(phrase, name, written, title)
        holder = person.post_at(self.date, title) if person else None
        if person and person.has_left(self.date):
            if not title and voice == STATE:
                person = None  # a bare name of someone out of office may be a namesake's
            elif title and title.posted:
                voice = "former"  # "Ambassador" is also a courtesy to those who were one
        country = country or _country_told(known, person)
        why, doubt = because("speaker", "named", phrase), None
        if not country and (title or (voice != STATE and name)):
            country = self._country_by_default(title, voice)
            is_sure = person or voice == "former"
            doubt = None if is_sure else office_mismatch(self.document, self.sides, written, title, country)
            country = "" if doubt else country
        title = title.of(country) if title else None
        office = office_in(phrase, [(span, each.of(country)) for span, each in titles], self.sides)
        if holder and holder.office.startswith(office):  # the phrase has it in short, or not at all
            office = holder.office
        post = title or holder  # what the phrase says goes before what the table knows
        # Codebook (a): without office, `other`; ruling 11: from the time in office, the institution held then.
        is_in_office = post and (voice == STATE or is_from_office(phrase))
        institution = post.institution if is_in_office else "other"
        level, is_stranger = post.level if post else "official", bool(doubt) or country == OTHER
        names = _spelled(person, written), office, country or OTHER
        speaker = Speaker(*names, institution, voice, level, _doubted(why, doubt), is_stranger)
        if known and known.speaker.office.startswith(speaker.office):
            speaker = speaker.holding(known.speaker)
        return speaker, title, written

    def _person(self, phrase: str, name: str, written: str, title: Title | None) -> tuple[Person | None, str]:
        """Return the person of the offices table whom a phrase names, and the country that it gives."""
        country = country_in(phrase, self.sides)
        person = person_named(written, self.date, self.sides, country, title)
        is_behind = bool(name) and not country_in(phrase[: phrase.find(name) + len(name)], self.sides)
        if country and not person and is_behind:
            # "Mr Dar Member of the Party of China": what stands behind a name the table knows is another's.
            person = person_named(written, self.date, self.sides, "", title)
            country = person.country if person else country
        return person, country

    def _country_by_default(self, title: Title | None, voice: str) -> str:
        """Return the country of a phrase that names none; blank if it may be anyone's.

        "An official", "the ambassador", "analysts" may be: an office held by one, a rank, or a person of the country's
        parties and firms is the outlet's own country's.
        """
        if title and title.country:
            return title.country
        is_anyones = title and (title.posted or (voice == STATE and not title.unique and title.level == "official"))
        return "" if is_anyones else self.sides.home

    def _owned(self, office: Speaker, name: str, title: Title, words: str) -> Speaker:
        """Return an office that a name is set aside from: of no country when it has one only by default."""
        is_told = country_in(words, self.sides) or person_named(name, self.date, self.sides, office.country, title)
        is_sure = is_told or office.voice == "former"
        doubt = None if is_sure else office_mismatch(self.document, self.sides, name, title, office.country)
        return replace(office, country=OTHER, why=_doubted(office.why, doubt), is_stranger=True) if doubt else office

    def _known(self, name: str, titles: Titles) -> Mention | None:
        """Return the mention whose name this is, in full or in part: of namesakes the one of that office."""
        related = [self.mentions[place] for place in islice(self._namesakes.related(name), NAMESAKES)]
        named = [a for a in related if a.speaker.office or len(name_words(a.written)) > 1]
        held = {word for _, title in titles for word in title.office.lower().split()}
        same = [a for a in named if not held.isdisjoint(a.speaker.office.lower().split())]
        return next(iter(same or named), None)


def _doubted(why: Reason, doubt: Reason | None) -> Reason:
    """Return why a name is whose it is, or instead why it is not."""
    return Reason(doubt.rules, f"{why.words}: {doubt.words}") if doubt else why


def _is_full_name(speaker: Speaker) -> bool:
    """Tell whether somebody is named by more than one word."""
    return speaker.is_person and len(name_words(speaker.name)) > 1


def _is_of_several(phrase: str) -> bool:
    """Tell whether the noun of an office stands in the plural: "senior US senators", "Congressmen Mark Roe"."""
    noun = next((word for word in re.findall(r"[a-z-]+", phrase.lower()) if word in actor_words("nouns")), "")
    return bool(re.search(r"(?:men|[^s]s)$", noun))


def _is_in_office(mention: Mention) -> bool:
    """Tell whether a member of the entities is named with an office of state."""
    return bool(mention.title) and mention.title.level in LEVELS_OF_STATE and mention.speaker.voice == STATE


def _country_told(known: Mention | None, person: Person | None) -> str:
    """Return the country that the text tells of somebody named before, else that of the offices tables."""
    country = known.speaker.country if known else ""
    return person.country if person and country in ("", OTHER) else country


def _spelled(person: Person | None, written: str) -> str:
    """Return a name as the offices table gives it, or as the text does where it spells it otherwise."""
    own, theirs = name_words(written), name_words(person.name) if person else frozenset()
    return person.name if person and (own <= theirs or theirs <= own) else written


def _fuller(name: str, other: str) -> str:
    """Return the fuller of two forms of a name."""
    return max((name, other), key=lambda form: (len(name_words(form)), len(form)))
