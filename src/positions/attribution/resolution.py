"""Resolution: who a source is, within the document and by the offices table at its date.

A `Resolver` knows a document's `Entities`; the place of a source comes in, a `Speaker` goes out, with the reason.
Pronouns and nouns such as "the minister" are resolved to whoever was named before, offices without a name to their
holder at the date. `Resolver.host` finds whose turn it is in a record of speech, from the words that the form of the
text gives.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from positions.attribution.constructions import Attribution
from positions.attribution.cues_and_sources import actor_words, is_joint, is_pronoun
from positions.attribution.descriptions import (
    FARTHEST_OWNER,
    country_in,
    is_not_held,
    owner_before,
    split_coordinated,
    voice_in,
)
from positions.attribution.entities import Entities, Mention
from positions.attribution.offices import Title, holder_at, titles_in
from positions.attribution.sentences import is_within
from positions.attribution.speakers import (
    JOINT,
    UNKNOWN,
    Speaker,
    because,
    body_in,
    countries_in,
    country_mentions,
    is_paper,
    join_speakers,
    name_words,
    relaying_body,
    shared_country,
    without_article,
)
from positions.countries import OTHER, Sides, codes, profile
from positions.data_files import lexicon
from positions.documents import Document, Span
from positions.documents.metadata import outlet_by_code
from positions.documents.structure import Turn

OFFICIALS = "officials"  # the office of titles.yaml that says least
BARE = re.compile(r"(?:the|a|an|his|her|its)?\s*\w+", re.IGNORECASE)  # a noun and nothing beside it
SET_ASIDE = re.compile(r"(?:,[^,.;:“”\n]{2,120})?")  # behind a name
SINGULAR = ("he", "she", "i", "him", "her")


class Resolver:
    """Who the sources and the turns of one document are.

    Parameters
    ----------
    entities : Entities
        Everyone the document names.
    """

    def __init__(self, entities: Entities) -> None:
        self.entities, self.document, self.sides = entities, entities.document, entities.sides
        self.text, self.date = entities.document.text, entities.document.published
        self._hosts: dict[Span, Speaker] = {}

    def source(
        self,
        source: Span | None,
        at: int,
        last: Speaker | None = None,
        since: int = 0,
        across: tuple[Speaker, ...] = (),
    ) -> Speaker:
        """Resolve a source to the speaker.

        Parameters
        ----------
        source : Span or None
            The words that name the source; None continues the last speaker.
        at : int
            Where the statement stands.
        last : Speaker or None
            The speaker of the statement before.
        since : int
            Where that statement ends.
        across : tuple of Speaker
            The parties to the engagement at hand, the actor's side first.

        Returns
        -------
        Speaker
            With the reason under ``why``.
        """
        if source is None:
            return (last or Speaker("")).by("statement before" if last else "unnamed")
        phrase = source.of(self.text)
        if is_joint(phrase):
            return self._both(phrase, last, across)
        if is_pronoun(phrase):
            return self._pronoun(phrase, at, last, since)
        if named := self.entities.named_at(source):
            return named.by("named behind", phrase)
        if last and last.is_person and (rule := self._goes_on(phrase, last)):
            return last.by(rule, phrase)
        visited = [party for party in across if party.country != self.sides.home]
        if visited and without_article(phrase).lower() in lexicon("attribution", "speakers")["visitors"]:
            return visited[0].by("other side", phrase)
        if self._is_joint_paper(phrase):
            return self._of_paper(without_article(phrase), phrase)
        if is_paper(phrase):
            return self._of_paper(relaying_body(self.document, source, self.sides), phrase)
        phrase = self._owner(source) + phrase
        return self._several(phrase, at, across) or self._one(phrase, at)

    def mentioned(self, span: Span) -> Speaker:
        """Resolve words that name somebody, by nothing but what stands before them."""
        return self.source(span, span.start)

    def agreed(self, across: tuple[Speaker, ...]) -> Speaker:
        """Resolve who agreed if nobody is named: "It was agreed that"; the parties to the engagement it stands in."""
        if len(across) > 1:
            return self._both("both sides", None, across).by("parties that agreed")
        return Speaker("").by("nobody agreed")

    def host(self, turn: Turn) -> Speaker:
        """Return who speaks in a turn, resolved once."""
        at = turn.paragraphs[0]
        if at not in self._hosts:
            self._hosts[at] = self._host(turn)
        return self._hosts[at]

    def _host(self, turn: Turn) -> Speaker:
        """Return the person, office or state in the label, the title, the manifest or the file's name.

        Without any of these, the first person whom an interview's introduction names with an office; else nobody.
        """
        at = turn.paragraphs[0].start
        if turn.speaker:
            phrase = _spokesperson_in_full(turn.speaker, self.sides)
            found, land = self._one(phrase, at), country_in(phrase, self.sides)
            if turn.speaker == self.document.speaker and not country_in(turn.speaker, self.sides):
                land = land or self.sides.home
            why = because("speaker", "turn", turn.speaker, found.why.words)
            why = replace(why, rules=(*why.rules, *found.why.rules[1:]))
            return replace(found, country=land if land and found.country == OTHER else found.country, why=why)
        introduced = [
            a.speaker for a in self.entities.mentions if a.span.start < at and a.speaker.is_person and a.title
        ]
        if self.document.genre == "interview" and introduced:
            return introduced[0].by("introduced")
        return Speaker("").by("nobody's turn")

    def asked(self, turn: Turn | None) -> tuple[Speaker | None, str]:
        """Return whose turn it is and the one country that its question is about; None and blank if there is none."""
        asked = turn.asked if turn else ()
        named = {m.country for span in asked for m in country_mentions(self.text, span, self.sides)}
        if not named:
            return None, ""
        speaker = self.host(turn)
        others = named - {speaker.country}
        is_one = len(others) == 1 and others <= {*self.sides.parties}
        return (speaker, *others) if is_one else (None, "")

    def is_all_of(self, sentence: Attribution, others: Sequence[Attribution]) -> bool:
        """Tell whether all that a sentence says about a counterpart is what it reports others as saying."""
        theirs = [Span(min(other.source.start, other.whole.start), other.whole.end) for other in others]
        named = country_mentions(self.text, sentence.whole, self.sides)
        return all(is_within(m.span, theirs) for m in named if m.country in self.sides.counterparts)

    def _goes_on(self, phrase: str, last: Speaker) -> str:
        """Return the rule by which a phrase is the person who spoke last, whoever else was named since; else blank.

        "Mr Khan" goes on with the Khan who spoke, "the minister" with the minister.
        """
        titles, words = titles_in(phrase, self.sides), name_words(phrase)
        if not titles and words and words < name_words(last.name):
            return "same name"
        if not (phrase.lower().startswith("the ") and BARE.fullmatch(phrase)):
            return ""
        holds = titles and titles[0][1].office != OFFICIALS and _holds(last, titles[0][1], phrase)
        return "same office" if holds or self._is_called(last, phrase.split()[-1]) else ""

    def _is_called(self, speaker: Speaker, noun: str) -> bool:
        """Tell whether the text calls somebody by a noun where it names them: "Lin Mei, the agency’s spokesperson"."""
        named = [a for a in self.entities.mentions if a.speaker.name == speaker.name]
        beside = [a.span.of(self.text) + SET_ASIDE.match(self.text, a.span.end).group() for a in named]
        return any(re.search(rf"\b{re.escape(noun)}\b", words, re.IGNORECASE) for words in beside)

    def _owner(self, source: Span) -> str:
        """Return the country that the words before an office say it is of, blank when they or the office name none."""
        phrase = source.of(self.text)
        if not phrase[0].islower() or not titles_in(phrase, self.sides) or country_in(phrase, self.sides):
            return ""
        owner = owner_before(self.text, Span(0, source.start))
        return owner if country_in(owner, self.sides) else ""

    def _is_joint_paper(self, phrase: str) -> bool:
        """Tell whether a phrase is a paper of the actor and another country: "the joint statement of A and B"."""
        is_of_states = is_paper(phrase.split(" of ")[0].split(" ")[-1]) and "joint" in phrase.lower().split()
        lands = {mention.country for mention in countries_in(phrase, self.sides)}
        return is_of_states and self.sides.actor in lands and len(lands) > 1

    def _of_paper(self, owner: str, phrase: str) -> Speaker:
        """Resolve "the statement" to the body that issued it, or to the countries whose joint statement it was."""
        if body := body_in(owner, self.sides):
            return body.by("paper of a body", phrase)
        lands = list(dict.fromkeys(mention.country for mention in countries_in(owner, self.sides)))
        if not lands:
            return Speaker(phrase).by("paper of nobody", phrase)
        return Speaker(owner, country=shared_country(lands, self.sides)).by("paper of countries", phrase, owner)

    def _both(self, phrase: str, last: Speaker | None, across: tuple[Speaker, ...]) -> Speaker:
        """Resolve "Both", "the two sides", "they"."""
        if last and (len(last.parties) > 1 or (phrase.lower() == "they" and _is_plural(last))):
            return last.by("speakers before", phrase)
        # Of several meetings: the states rather than who met.
        if len(across) > 2 and phrase.lower() in actor_words("sides"):
            states = [_of_state(land) for land in dict.fromkeys(party.country for party in across)]
            return join_speakers(states, self.sides).by("states that met", phrase)
        if len(across) > 1:
            return join_speakers(across, self.sides).by("parties", phrase)
        # In another country's press "both sides", of whom nobody is named, are that country and a second one.
        is_ours = phrase.lower() != "they" and self.sides.home == self.sides.actor
        return Speaker(phrase, country=JOINT if is_ours else OTHER).by("parties not named", phrase)

    def _pronoun(self, phrase: str, at: int, last: Speaker | None, since: int) -> Speaker:
        """Resolve "He", "she", "it", "we", "I": to whoever became the subject since, else to the speaker before."""
        subjects = [a for a in self.entities.mentions if a.span.start < at and a.is_subject and a.speaker.is_person]
        is_new = bool(subjects) and since < subjects[-1].span.start and phrase.lower() in SINGULAR
        # A spokesperson tells of others' doings, sentence by sentence: "he said" is the spokesperson still.
        is_new = is_new and not (last and last.is_person and last.is_spokesperson)
        if last and not is_new and (last.is_person or phrase.lower() not in SINGULAR):
            return last.by("speaker before", phrase)
        if subjects:
            return subjects[-1].speaker.by("last subject", phrase)
        return Speaker(phrase).by("nobody before", phrase)

    def _several(self, phrase: str, at: int, across: tuple[Speaker, ...]) -> Speaker | None:
        """Resolve "A and B" and "A, B"; None when the phrase names one (an office with two titles is one person)."""
        if _is_one_body(phrase):
            return None
        speakers = [self._one(piece, at) for piece in split_coordinated(phrase, self.sides)]
        named = [speaker for speaker in speakers if speaker.is_person]
        lands = {speaker.country for speaker in speakers}
        if len(named) <= 1 and len(lands - {OTHER}) <= 1:
            return None
        if not named and across and lands >= {party.country for party in across}:
            return join_speakers(across, self.sides).by("parties", phrase)
        return join_speakers(speakers, self.sides).by("named", phrase)

    def _one(self, phrase: str, at: int) -> Speaker:
        """Resolve a noun phrase that names one person, office, body or country."""
        speaker, title = self.entities.read(phrase)
        body = body_in(phrase, self.sides)
        if body and not title and (land := self._named_before(phrase, at)) not in ("", body.country):
            other = Speaker(phrase, "", land, body.institution, is_stranger=land == OTHER)
            return other.by("another's body", phrase)
        if body and not title:
            return body.by("body", phrase, name=body.name or phrase)
        if speaker.name:
            return speaker
        if body and title.level == "official" and speaker.country == OTHER:  # "an official at the Foreign Office"
            speaker = replace(speaker, country=body.country, institution=body.institution)
        if title := title or self._title_of_noun(phrase, at):
            return self._holder(title, speaker, phrase, at)
        return self._state(phrase) or replace(speaker, name=phrase, level="unnamed")

    def _named_before(self, phrase: str, at: int) -> str:
        """Return whose a body last was that a text names again without its country; blank when it was nobody's.

        "Beijing’s finance ministry reacted. The finance ministry said …"
        """
        for match in reversed(list(re.finditer(re.escape(without_article(phrase)), self.text[:at], re.IGNORECASE))):
            before = country_mentions(
                self.text, Span(max(0, match.start() - FARTHEST_OWNER), match.start()), self.sides
            )
            if before and not self.text[before[-1].span.end : match.start()].strip("’'s "):
                return before[-1].country
        return ""

    def _title_of_noun(self, phrase: str, at: int) -> Title | None:
        """Return the title of the last mention whose office has this phrase's noun ("the minister")."""
        noun = _noun(phrase)
        held = [a for a in self.entities.mentions if a.title and noun in a.speaker.office.lower().split()]
        before = [a for a in held if a.span.start < at]
        return (before or held)[-1].title if held else None

    def _holder(self, title: Title, speaker: Speaker, phrase: str, at: int) -> Speaker:
        """Resolve an office without a name: to the entities, then to the offices table, else to the office itself."""
        if _are_several(phrase) and title.office != OFFICIALS:
            return speaker.by("officials of one office", phrase, name=without_article(phrase), office=title.office)
        known = [a for a in self.entities.mentions if self._is_for_the_same(a, title, phrase)]
        named = [a for a in known if a.speaker.name and _holds(a.speaker, title, phrase)]
        is_definite = not title.unique and phrase.lower().startswith("the ")
        held = named or [a for a in known if is_definite and self._is_same_office(a, title, phrase)]
        held = [a for a in held if a.speaker.office != title.office or a.speaker.country != OTHER]
        # An office without a country is the outlet's own ("the president"), unless the text names no such holder.
        country = country_in(phrase, self.sides)
        same = [a for a in held if a.speaker.country == (country or self.sides.home)] or ([] if country else held)
        if same:
            found = next((a.speaker for a in reversed(same) if a.span.start < at), same[0].speaker)
            is_common = title.office[0].islower()  # "spokesperson": the name of no one office
            rule = "common office in the text" if is_common else "office in the text"
            return found.by(rule, phrase, title.office, name=found.name or found.office)
        if title.unique and not country and (elsewhere := self._of_another_country(title)):
            return elsewhere.by("office of another country", phrase, name=elsewhere.name or title.office)
        is_former = speaker.voice == "former"  # whoever holds it now is not meant
        holder = None if is_former else holder_at(title, speaker.country, self.date, self.sides)
        if holder:
            held = replace(speaker, office=holder.office, institution=holder.institution)
            return held.by("offices table", phrase, holder.source, name=holder.person)
        name = title.office if title.unique or title.level != "official" else without_article(phrase)
        if not is_former and (doubt := is_not_held(title, speaker, self.date, self.sides)):
            why = replace(doubt, words=f"“{phrase}”: {doubt.words}")
            return replace(speaker, name=name, office=title.office, voice=UNKNOWN, institution="other", why=why)
        return speaker.by("office without holder", phrase, name=name, office=title.office)

    def _of_another_country(self, title: Title) -> Speaker | None:
        """Return who holds an office that the text names for another country only ("the Indian Army chief")."""
        same = [a for a in self.entities.mentions if a.title and a.title.office in title.names(a.speaker.country)]
        named = [(country_in(a.span.of(self.text), self.sides), a.speaker) for a in same]
        lands = {country for country, _ in named if country}
        return next(s for country, s in named if country) if len(lands) == 1 and self.sides.home not in lands else None

    def _is_same_office(self, mention: Mention, title: Title, phrase: str) -> bool:
        """Tell whether an office without a name is the one that a mention holds.

        Officials are many: "the sources" are those called sources before.
        """
        called = mention.span.of(self.text).lower()
        is_called_so = title.office != OFFICIALS or _noun(phrase).rstrip("s") in called
        return is_called_so and _holds(mention.speaker, title, phrase)

    def _is_for_the_same(self, mention: Mention, title: Title, phrase: str) -> bool:
        """Tell whether a spokesperson may be the one before: "the army spokesman" does not speak for a ministry."""
        if "spokesperson" not in title.office.lower():
            return True
        named = countries_in(phrase, self.sides)
        lands = {word for mention in named for word in mention.span.of(phrase).lower().split()}
        whose = set(phrase.lower().split()[:-1]) - actor_words("determiners") - lands
        return whose <= set(mention.span.of(self.text).lower().split())

    def _state(self, phrase: str) -> Speaker | None:
        """Resolve a country or its capital that speaks for its state."""
        named = countries_in(phrase, self.sides)
        if not named or named[0].country not in self.sides.known:
            return None
        country, span, kind = named[0]
        is_named = kind in {"names", "capitals"} and without_article(phrase) == span.of(phrase)
        is_state = is_named or _noun(phrase) == "side"
        name = _of_state(country).name if is_state else phrase
        why = because("speaker", "state" if is_state else "its country", phrase)
        return Speaker(name, "", country, "other", voice_in(phrase, self.sides), "unnamed", why)


def _is_plural(speaker: Speaker) -> bool:
    """Tell whether a speaker is a group: "visiting US lawmakers", "the Chinese delegation"."""
    noun = _head(speaker.name)
    return noun in actor_words("groups") or (noun in actor_words("nouns") and noun.endswith("s"))


def _head(phrase: str) -> str:
    """Return the noun that a phrase is about, in lower case: of "members of Congress" the members."""
    return next(reversed(phrase.lower().split(" of ")[0].split()), "")


def _is_one_body(phrase: str) -> bool:
    """Tell whether a phrase is the name of one body, its "and" included ("the Space and Air Commission")."""
    last = re.sub(r"\s*\([^)]*\)\s*$", "", phrase).split()[-1:]
    return bool(last) and last[0].lower() in actor_words("no_people", "bodies") and last[0][0].isupper()


def _noun(phrase: str) -> str:
    """Return the noun at the end of a phrase; blank if it does not name an office."""
    noun = phrase.lower().split()[-1]
    return noun if noun in actor_words("nouns") else ""


def _are_several(phrase: str) -> bool:
    """Tell whether a phrase without a name is of several people: "Two lawmakers", "members of Congress"."""
    noun = _head(phrase)
    return noun in actor_words("nouns") and noun.endswith(("s", "men", "women")) and noun != "states"


def _holds(speaker: Speaker, title: Title, phrase: str) -> bool:
    """Tell whether a mention holds the office.

    "The foreign secretary" is no secretary of state, "the president" no vice president: a title that one person holds
    has to be the same. "The minister" and "the ambassador" may be any of that rank.
    """
    if _noun(phrase) == "envoy" and speaker.institution == "embassy":  # a consul or a chargé is one too
        return True
    offices = [office.partition(" to ")[0] for office in speaker.office.split(" and ")]
    if title.unique:
        return not set(title.names(speaker.country)).isdisjoint(offices)
    nouns = {_noun(phrase)}
    if BARE.fullmatch(phrase) and speaker.voice != "former":  # "the spokesman" was called a spokesperson before
        nouns |= {*title.office.lower().split()[-1:]}
    is_of_rank = speaker.level == title.level and not nouns.isdisjoint(speaker.office.lower().split())
    return is_of_rank or any(f"{office} ".startswith(f"{title.office} ") for office in offices)


def _of_state(country: str) -> Speaker:
    """Return a state as a speaker."""
    return Speaker(profile(country).plain_name, country=country)


def home_country(document: Document, sides: Sides) -> str:
    """Return the country whose offices a document means if it names no country.

    Parameters
    ----------
    document : Document
        In a record of speech the speaker's country counts before the publisher's.
    sides : Sides
        The actor is the home of a document whose publisher is not known.
    """
    return country_in(document.speaker, sides) or outlet_by_code(document.outlet).country or sides.actor


def _spokesperson_in_full(phrase: str, sides: Sides) -> str:
    """Return "the Spokesperson" as the spokesperson of the document's country."""
    titles = titles_in(phrase, sides)
    is_short = len(titles) == 1 and titles[0][1].office == "spokesperson" and not country_in(phrase, sides)
    span = titles[0][0] if is_short else None
    full = profile(sides.home).spokesperson if is_short and sides.home in codes() else ""
    return f"{phrase[: span.start]}{full}{phrase[span.end :]}" if full else phrase
