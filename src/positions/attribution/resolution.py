"""Resolution: who a source is, within the document and by the offices table at its date.

`Entities` and the place of a source come in; a `Speaker` goes out, with the reason. Pronouns and nouns such as "the
minister" are resolved to whoever was named before, offices without a name to their holder at the date. `turn_speaker`
and `TurnSpeakers` find whose turn it is in a record of speech, from the words that the form of the text gives.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from positions.attribution.constructions import Attribution
from positions.attribution.cues_and_sources import actor_words, is_joint, is_pronoun
from positions.attribution.descriptions import (
    FARTHEST_OWNER,
    OWNER,
    country_in,
    is_not_held,
    split_coordinated,
    voice_in,
)
from positions.attribution.entities import Entities, Mention
from positions.attribution.offices import Title, holder_at, titles_in
from positions.attribution.speakers import (
    JOINT,
    UNKNOWN,
    Speaker,
    because,
    body_in,
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


def resolve_source(
    entities: Entities,
    source: Span | None,
    at: int,
    last: Speaker | None = None,
    since: int = 0,
    across: tuple[Speaker, ...] = (),
) -> Speaker:
    """Resolve a source to the speaker.

    Parameters
    ----------
    entities : Entities
        Everyone the document names.
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
        return replace(last or Speaker(""), why=because("speaker", "statement before" if last else "unnamed"))
    phrase = source.of(entities.document.text)
    if is_joint(phrase):
        return _both(entities, phrase, last, across)
    if is_pronoun(phrase):
        return _pronoun(entities, phrase, at, last, since)
    if named := entities.named_at(source):
        return replace(named, why=because("speaker", "named behind", phrase))
    if last and last.is_person and not titles_in(phrase, entities.sides) and _is_short_for(phrase, last):
        return replace(last, why=because("speaker", "same name", phrase))
    if last and _goes_on(entities, phrase, last):
        return replace(last, why=because("speaker", "same office", phrase))
    visited = [party for party in across if party.country != entities.sides.home]
    if visited and without_article(phrase).lower() in lexicon("attribution", "speakers")["visitors"]:
        return replace(visited[0], why=because("speaker", "other side", phrase))
    if _is_joint_paper(phrase, entities.sides):
        return _of_paper(without_article(phrase), phrase, entities.sides)
    if is_paper(phrase):
        return _of_paper(relaying_body(entities.document, source, entities.sides), phrase, entities.sides)
    phrase = _owner(entities.document.text, source, entities.sides) + phrase
    return _several(entities, phrase, at, across) or _one(entities, phrase, at)


def _goes_on(entities: Entities, phrase: str, last: Speaker) -> bool:
    """Tell whether "the minister" is the minister who just spoke, whoever else has been named since."""
    titles = titles_in(phrase, entities.sides)
    is_bare = last.is_person and phrase.lower().startswith("the ") and BARE.fullmatch(phrase)
    holds = bool(titles) and titles[0][1].office != OFFICIALS and _holds(last, titles[0][1], phrase)
    return bool(is_bare) and (holds or _is_called(entities, last, phrase.split()[-1]))


def _is_called(entities: Entities, speaker: Speaker, noun: str) -> bool:
    """Tell whether the text calls somebody by a noun where it names them: "Lin Mei, the agency’s spokesperson"."""
    text = entities.document.text
    named = [a for a in entities.mentions if a.speaker.name == speaker.name]
    beside = [text[a.at : a.end] + SET_ASIDE.match(text, a.end).group() for a in named]
    return any(re.search(rf"\b{re.escape(noun)}\b", words, re.IGNORECASE) for words in beside)


def _owner(text: str, source: Span, sides: Sides) -> str:
    """Return the country that the words before an office say it is of, blank when they or the office name none."""
    phrase = source.of(text)
    if not phrase[0].islower() or not titles_in(phrase, sides) or country_in(phrase, sides):
        return ""
    before = OWNER.search(text[max(0, source.start - FARTHEST_OWNER) : source.start])
    return before.group() if before and country_in(before.group(), sides) else ""


def resolve_name(entities: Entities, phrase: str, at: int = 0) -> Speaker:
    """Resolve words from outside the text, such as those of a manifest or a label, to the one speaker they name.

    Parameters
    ----------
    entities : Entities
        Everyone the document names.
    phrase : str
        The words.
    at : int
        Where the statement stands.
    """
    speaker, land = _one(entities, phrase, at), country_in(phrase, entities.sides)
    return replace(speaker, country=land) if land and speaker.country == OTHER else speaker


def _is_short_for(phrase: str, speaker: Speaker) -> bool:
    """Tell whether a phrase is a part of a speaker's name: "Mr Khan" goes on with the Khan who spoke."""
    own = name_words(phrase)
    return bool(own) and own < name_words(speaker.name)


def _is_joint_paper(phrase: str, sides: Sides) -> bool:
    """Tell whether a phrase is a paper of the actor and another country: "the joint statement of A and B"."""
    is_of_states = is_paper(phrase.split(" of ")[0].split(" ")[-1]) and "joint" in phrase.lower().split()
    lands = {mention.country for mention in country_mentions(phrase, Span(0, len(phrase)), sides)}
    return is_of_states and sides.actor in lands and len(lands) > 1


def _of_paper(owner: str, phrase: str, sides: Sides) -> Speaker:
    """Resolve "the statement" to the body that issued it, or to the countries whose joint statement it was."""
    if body := body_in(owner, sides):
        return replace(body, why=because("speaker", "paper of a body", phrase))
    lands = list(dict.fromkeys(m.country for m in country_mentions(owner, Span(0, len(owner)), sides)))
    if not lands:
        return Speaker(phrase, why=because("speaker", "paper of nobody", phrase))
    return Speaker(owner, "", shared_country(lands, sides), why=because("speaker", "paper of countries", phrase, owner))


def resolve_joint(entities: Entities, across: tuple[Speaker, ...]) -> Speaker:
    """Resolve who agreed if nobody is named: "It was agreed that".

    Parameters
    ----------
    entities : Entities
        Who is named in the document.
    across : tuple of Speaker
        The parties to the engagement it stands in.
    """
    if len(across) > 1:
        both = _both(entities, "both sides", None, across)
        return replace(both, why=because("speaker", "parties that agreed"))
    return Speaker("", why=because("speaker", "nobody agreed"))


def _both(entities: Entities, phrase: str, last: Speaker | None, across: tuple[Speaker, ...]) -> Speaker:
    """Resolve "Both", "the two sides", "they"."""
    is_several = last and (len(last.parties) > 1 or (phrase.lower() == "they" and _is_plural(last)))
    if is_several:
        return replace(last, why=because("speaker", "speakers before", phrase))
    # Of several meetings: the states rather than who met.
    if len(across) > 2 and phrase.lower() in actor_words("sides"):
        lands = dict.fromkeys(party.country for party in across)
        states = tuple(_of_state(land) for land in lands)
        return join_speakers(states, because("speaker", "states that met", phrase), entities.sides)
    if len(across) > 1:
        return join_speakers(across, because("speaker", "parties", phrase), entities.sides)
    # In another country's press "both sides", of whom nobody is named, are that country and a second one.
    is_ours = phrase.lower() != "they" and entities.sides.home == entities.sides.actor
    why = because("speaker", "parties not named", phrase)
    return Speaker(phrase, country=JOINT if is_ours else OTHER, why=why)


def _is_plural(speaker: Speaker) -> bool:
    """Tell whether a speaker is a group: "visiting US lawmakers", "the Chinese delegation"."""
    noun = speaker.name.lower().split(" of ")[0].split()[-1:] or [""]
    return noun[0] in actor_words("groups") or (noun[0] in actor_words("nouns") and noun[0].endswith("s"))


def _pronoun(entities: Entities, phrase: str, at: int, last: Speaker | None, since: int) -> Speaker:
    """Resolve "He", "she", "it", "we", "I": to whoever became the subject since, else to the speaker before."""
    subjects = [a for a in entities.mentions if a.at < at and a.is_subject and a.speaker.is_person]
    is_new = bool(subjects) and since < subjects[-1].at and phrase.lower() in SINGULAR
    # A spokesperson tells of others' doings, sentence by sentence: "he said" is the spokesperson still.
    is_new = is_new and not (last and last.is_person and last.is_spokesperson)
    if last and not is_new and (last.is_person or phrase.lower() not in SINGULAR):
        return replace(last, why=because("speaker", "speaker before", phrase))
    if subjects:
        return replace(subjects[-1].speaker, why=because("speaker", "last subject", phrase))
    return Speaker(phrase, why=because("speaker", "nobody before", phrase))


def _several(entities: Entities, phrase: str, at: int, across: tuple[Speaker, ...]) -> Speaker | None:
    """Resolve "A and B" and "A, B"; None when the phrase names one (an office with two titles is one person)."""
    if _is_one_body(phrase):
        return None
    speakers = tuple(_one(entities, piece, at) for piece in split_coordinated(phrase, entities.sides))
    named = [speaker for speaker in speakers if speaker.is_person]
    lands = {speaker.country for speaker in speakers}
    if len(named) <= 1 and len(lands - {OTHER}) <= 1:
        return None
    if not named and across and lands >= {party.country for party in across}:
        return join_speakers(across, because("speaker", "parties", phrase), entities.sides)
    return join_speakers(speakers, because("speaker", "named", phrase), entities.sides)


def _is_one_body(phrase: str) -> bool:
    """Tell whether a phrase is the name of one body, its "and" included ("the Space and Air Commission")."""
    last = re.sub(r"\s*\([^)]*\)\s*$", "", phrase).split()[-1:]
    return bool(last) and last[0].lower() in actor_words("no_people", "bodies") and last[0][0].isupper()


def _one(entities: Entities, phrase: str, at: int) -> Speaker:
    """Resolve a noun phrase that names one person, office, body or country."""
    speaker, title = entities.read(phrase)
    body = body_in(phrase, entities.sides)
    if body and not title and (land := _named_before(entities, phrase, at)) not in ("", body.country):
        why = because("speaker", "another's body", phrase)
        return Speaker(phrase, "", land, body.institution, why=why, is_stranger=land == OTHER)
    if body and not title:
        return replace(body, name=body.name or phrase, why=because("speaker", "body", phrase))
    if speaker.name:
        return speaker
    if body and title.level == "official" and speaker.country == OTHER:  # "an official at the Foreign Office"
        speaker = replace(speaker, country=body.country, institution=body.institution)
    if title := title or _title_of_noun(entities, phrase, at):
        return _holder(entities, title, speaker, phrase, at)
    return _state(phrase, entities.sides) or replace(speaker, name=phrase, level="unnamed")


def _named_before(entities: Entities, phrase: str, at: int) -> str:
    """Return whose a body last was that a text names again without its country; blank when it was nobody's.

    "Beijing’s finance ministry reacted. The finance ministry said …"
    """
    text = entities.document.text
    for match in reversed(list(re.finditer(re.escape(without_article(phrase)), text[:at], re.IGNORECASE))):
        before = country_mentions(text, Span(max(0, match.start() - FARTHEST_OWNER), match.start()), entities.sides)
        if before and not text[before[-1].span.end : match.start()].strip("’'s "):
            return before[-1].country
    return ""


def _noun(phrase: str) -> str:
    """Return the noun at the end of a phrase; blank if it does not name an office."""
    noun = phrase.lower().split()[-1]
    return noun if noun in actor_words("nouns") else ""


def _title_of_noun(entities: Entities, phrase: str, at: int) -> Title | None:
    """Return the title of the last mention whose office has this phrase's noun ("the minister")."""
    noun = _noun(phrase)
    held = [a for a in entities.mentions if a.title and noun in a.speaker.office.lower().split()]
    before = [a for a in held if a.at < at]
    return (before or held)[-1].title if held else None


def _holder(entities: Entities, title: Title, speaker: Speaker, phrase: str, at: int) -> Speaker:
    """Resolve an office without a name: to the entities, then to the offices table, else to the office itself."""
    if _are_several(phrase) and title.office != OFFICIALS:
        why = because("speaker", "officials of one office", phrase)
        return replace(speaker, name=without_article(phrase), office=title.office, why=why)
    known = [a for a in entities.mentions if _is_for_the_same(entities, a, title, phrase)]
    named = [a for a in known if a.speaker.name and _holds(a.speaker, title, phrase)]
    is_definite = not title.unique and phrase.lower().startswith("the ")
    held = named or [a for a in known if is_definite and _is_same_office(entities, a, title, phrase)]
    held = [a for a in held if a.speaker.office != title.office or a.speaker.country != OTHER]
    # An office without a country is the outlet's own ("the president"), unless the text names no such holder.
    country = country_in(phrase, entities.sides)
    same = [a for a in held if a.speaker.country == (country or entities.sides.home)] or ([] if country else held)
    if same:
        before = [a for a in same if a.at < at]
        found = before[-1] if before else same[0]
        name = found.speaker.name or found.speaker.office
        is_common = title.office[0].islower()  # "spokesperson": the name of no one office
        rule = "common office in the text" if is_common else "office in the text"
        return replace(found.speaker, name=name, why=because("speaker", rule, phrase, title.office))
    if title.unique and not country and (elsewhere := _of_another_country(entities, title)):
        why = because("speaker", "office of another country", phrase)
        return replace(elsewhere, name=elsewhere.name or title.office, why=why)
    is_former = speaker.voice == "former"  # whoever holds it now is not meant
    holder = None if is_former else holder_at(title, speaker.country, entities.document.published, entities.sides)
    if holder:
        why = because("speaker", "offices table", phrase, holder.source)
        held_then = {"office": holder.office, "institution": holder.institution}
        return replace(speaker, name=holder.person, why=why, **held_then)
    name = title.office if title.unique or title.level != "official" else without_article(phrase)
    if not is_former and (doubt := is_not_held(title, speaker, entities.document.published, entities.sides)):
        why = replace(doubt, words=f"“{phrase}”: {doubt.words}")
        return replace(speaker, name=name, office=title.office, voice=UNKNOWN, institution="other", why=why)
    why = because("speaker", "office without holder", phrase)
    return replace(speaker, name=name, office=title.office, why=why)


def _are_several(phrase: str) -> bool:
    """Tell whether a phrase without a name is of several people: "Two lawmakers", "members of Congress"."""
    head = phrase.lower().split(" of ")[0].split()
    return (
        bool(head)
        and head[-1] in actor_words("nouns")
        and head[-1].endswith(("s", "men", "women"))
        and head[-1] != "states"
    )


def _of_another_country(entities: Entities, title: Title) -> Speaker | None:
    """Return who holds an office that the text names for another country only ("the Indian Army chief")."""
    same = [a for a in entities.mentions if a.title and a.title.office in title.names(a.speaker.country)]
    named = [(country_in(entities.document.text[a.at : a.end], entities.sides), a.speaker) for a in same]
    lands = {country for country, _ in named if country}
    return next(s for country, s in named if country) if len(lands) == 1 and entities.sides.home not in lands else None


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


def _is_same_office(entities: Entities, one: Mention, title: Title, phrase: str) -> bool:
    """Tell whether an office without a name is the one that a mention holds.

    Officials are many: "the sources" are those called sources before.
    """
    called = entities.document.text[one.at : one.end].lower()
    is_called_so = title.office != OFFICIALS or _noun(phrase).rstrip("s") in called
    return is_called_so and _holds(one.speaker, title, phrase)


def _is_for_the_same(entities: Entities, one: Mention, title: Title, phrase: str) -> bool:
    """Tell whether a spokesperson may be the one before: "the army spokesman" does not speak for a ministry."""
    if "spokesperson" not in title.office.lower():
        return True
    named = country_mentions(phrase, Span(0, len(phrase)), entities.sides)
    lands = {word for mention in named for word in mention.span.of(phrase).lower().split()}
    whose = set(phrase.lower().split()[:-1]) - actor_words("determiners") - lands
    return whose <= set(entities.document.text[one.at : one.end].lower().split())


def _of_state(country: str) -> Speaker:
    """Return a state as a speaker."""
    return Speaker(profile(country).plain_name, country=country)


def _state(phrase: str, sides: Sides) -> Speaker | None:
    """Resolve a country or its capital that speaks for its state."""
    named = country_mentions(phrase, Span(0, len(phrase)), sides)
    if not named or named[0].country not in sides.known:
        return None
    country, span, kind = named[0]
    is_named = kind in {"names", "capitals"} and without_article(phrase) == span.of(phrase)
    is_state = is_named or _noun(phrase) == "side"
    name = _of_state(country).name if is_state else phrase
    why = because("speaker", "state" if is_state else "its country", phrase)
    return Speaker(name, "", country, "other", voice_in(phrase, sides), "unnamed", why)


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


def turn_speaker(entities: Entities, turn: Turn) -> Speaker:
    """Return who speaks in a turn.

    Parameters
    ----------
    entities : Entities
        Everyone the document names.
    turn : Turn
        The turn.

    Returns
    -------
    Speaker
        The person, office or state in the label, the title, the manifest or the file's name. Without any of these, the
        first person whom an interview's introduction names with an office; else nobody.
    """
    at = turn.paragraphs[0].start
    if turn.speaker:
        found = resolve_name(entities, _spokesperson_in_full(turn.speaker, entities.sides), at)
        is_of_document = turn.speaker == entities.document.speaker and not country_in(turn.speaker, entities.sides)
        if is_of_document and found.country == OTHER:
            found = replace(found, country=entities.sides.home)
        why = because("speaker", "turn", turn.speaker, found.why.words)
        return replace(found, why=replace(why, rules=(*why.rules, *found.why.rules[1:])))
    introduced = [a.speaker for a in entities.mentions if a.at < at and a.speaker.is_person and a.title]
    if entities.document.genre == "interview" and introduced:
        return replace(introduced[0], why=because("speaker", "introduced"))
    return Speaker("", why=because("speaker", "nobody's turn"))


def _spokesperson_in_full(phrase: str, sides: Sides) -> str:
    """Return "the Spokesperson" as the spokesperson of the document's country."""
    titles = titles_in(phrase, sides)
    is_short = len(titles) == 1 and titles[0][1].office == "spokesperson" and not country_in(phrase, sides)
    span = titles[0][0] if is_short else None
    full = profile(sides.home).spokesperson if is_short and sides.home in codes() else ""
    return f"{phrase[: span.start]}{full}{phrase[span.end :]}" if full else phrase


class TurnSpeakers:
    """The turns of one document while it is coded.

    Parameters
    ----------
    text : str
        The document's text.
    entities : Entities
        Everyone it names.
    """

    def __init__(self, text: str, entities: Entities) -> None:
        self.text, self.entities = text, entities
        self.hosts: dict[Span, Speaker] = {}

    def host(self, turn: Turn) -> Speaker:
        """Return whose turn it is, resolved once."""
        at = turn.paragraphs[0]
        if at not in self.hosts:
            self.hosts[at] = turn_speaker(self.entities, turn)
        return self.hosts[at]

    def asked(self, turn: Turn | None) -> tuple[Speaker | None, str]:
        """Return whose turn it is and the one country that its question is about; None and blank if there is none."""
        asked = turn.asked if turn else ()
        named = {m.country for span in asked for m in country_mentions(self.text, span, self.entities.sides)}
        if not named:
            return None, ""
        speaker = self.host(turn)
        others = named - {speaker.country}
        is_one = len(others) == 1 and others <= {*self.entities.sides.parties}
        return (speaker, *others) if is_one else (None, "")

    def is_all_of(self, told: Attribution, others: Sequence[Attribution]) -> bool:
        """Tell whether all that a sentence says about a counterpart is what it reports others as saying."""
        theirs = [Span(min(one.source.start, one.whole.start), one.whole.end) for one in others]
        sides = self.entities.sides
        named = [m.span for m in country_mentions(self.text, told.whole, sides) if m.country in sides.counterparts]
        return all(any(span.holds(name) for span in theirs) for name in named)
