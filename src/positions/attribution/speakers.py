"""Speakers: who a source is, resolved within the document and by the offices table at its date.

A document's cast is everyone it names with a name or an office. A pronoun, a description or an office alone is resolved
to the cast first, to the holder of the office at the document's date next, and otherwise stays what it is: an office,
never a guess.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from positions.attribution import countries
from positions.attribution.actors import Actor, actors, words
from positions.attribution.lexicon import lexicon
from positions.attribution.offices import Title, holder_at, holder_named, titles_in
from positions.documents import Document, Span
from positions.schemas import LIST_SEPARATOR

JOINT = "JOINT"
OTHER = "OTHER"


@dataclass(frozen=True)
class Speaker:
    """Who speaks.

    Attributes
    ----------
    name : str
        Full name if the text gives one or the offices table knows it, else the office, body or country; several joined
        by ``"; "``.
    office : str
        The office, in short; blank when none is known.
    country : str
        PAK, USA, CHN, JOINT (both sides together) or OTHER.
    institution : str
        A code of the codebook.
    voice : str
        ``state``, ``party``, ``former``, ``private`` or ``media``.
    level : str
        Rank of the office: head, minister, service_chief, ambassador, official, or unnamed.
    why : str
        How the source was resolved.
    parties : tuple of Speaker
        Those who speak together; empty for one speaker.
    """

    name: str
    office: str = ""
    country: str = OTHER
    institution: str = "other"
    voice: str = "state"
    level: str = "unnamed"
    why: str = ""
    parties: tuple["Speaker", ...] = field(default=(), repr=False)

    @property
    def is_person(self) -> bool:
        """Tell whether this is one named person."""
        return not self.parties and bool(name_words(self.name)) and self.level not in {"body", "unnamed"}


@dataclass(frozen=True)
class Appearance:
    """A member of the cast at a place in the text."""

    at: int
    end: int
    speaker: Speaker
    title: Title | None
    is_subject: bool


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell people apart, in lower case."""
    return frozenset(w for w in re.findall(r"[\w’-]+", name.lower()) if w not in _plain_words() and len(w) > 1)


@cache
def _plain_words() -> frozenset[str]:
    """Return the words of ranks and courtesies, which tell nobody apart."""
    data = lexicon("attribution", "speakers")
    return frozenset(word.lower() for entry in data["ranks"] + data["courtesies"] for word in entry.split())


@cache
def _bodies() -> list[tuple[re.Pattern, dict]]:
    """Return the bodies that speak, with the pattern of the words that name each."""
    return [(re.compile(rf"(?<!\w)(?:{b['words']})(?!\w)"), b) for b in lexicon("attribution", "speakers")["bodies"]]


def body_in(phrase: str) -> Speaker | None:
    """Return the body a noun phrase names, None when it names none."""
    for pattern, body in _bodies():
        if pattern.search(phrase):
            voice = body.get("voice", "state")
            return Speaker(body["name"], body["name"], body["country"], body["institution"], voice, "body")
    return None


@cache
def _voices() -> dict[str, re.Pattern]:
    """Return the pattern of the words that tell each voice but the state's."""
    listed = lexicon("attribution", "speakers")["voices"]
    return {voice: re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) for voice, patterns in listed.items()}


def join(parties: tuple[Speaker, ...], why: str) -> Speaker:
    """Return several speakers as one: JOINT when they speak for different countries.

    The institution is that of the parties if they share one, else of the Pakistani side (ruling 12: the level of the
    meeting).
    """
    parties = tuple(dict.fromkeys(parties))
    if len(parties) == 1:
        return replace(parties[0], why=why)
    lands = {p.country for p in parties}
    own = [p for p in parties if p.country == countries.ACTOR] or list(parties)
    return Speaker(
        LIST_SEPARATOR.join(p.name for p in parties),
        LIST_SEPARATOR.join(p.office for p in parties if p.office),
        lands.pop() if len(lands) == 1 else JOINT,
        own[0].institution,
        own[0].voice,
        own[0].level,
        why,
        parties,
    )


class Cast:
    """Everyone a document names, in the order of the text.

    Parameters
    ----------
    document : Document
        Its body is read before its headline, because a headline names people in short.
    home : str
        The outlet's country: an office without a country is this one's.
    """

    def __init__(self, document: Document, home: str) -> None:
        self.document, self.home = document, home
        self.appearances: list[Appearance] = []
        for span in (*document.paragraphs, document.headline):
            for actor in actors(document.text, span):
                self._enter(actor)
        self.appearances.sort(key=lambda a: a.at)
        self.appearances = [replace(a, speaker=self._in_full(a.speaker)) for a in self.appearances]

    def _in_full(self, speaker: Speaker) -> Speaker:
        """Return a speaker under the fullest name the text gives the person anywhere."""
        own = name_words(speaker.name)
        names = [a.speaker.name for a in self.appearances if own and own <= name_words(a.speaker.name)]
        return replace(speaker, name=max([speaker.name, *names], key=lambda n: (len(name_words(n)), len(n))))

    # -- reading a noun phrase ---------------------------------------------------------------------------------------

    def _enter(self, actor: Actor) -> None:
        """Add whoever a noun phrase names by a name or an office."""
        if actor.is_pronoun or actor.is_joint or (body_in(actor.words) and not titles_in(actor.words)):
            return
        speaker, title = self.read(actor.words, actor.span.start)
        last = self.appearances[-1] if self.appearances else None
        if title and not speaker.name and last and not last.title and self._is_aside(last, actor):
            # "General Michael Erik Kurilla, Commander US CENTCOM": the office set aside belongs to the name before it.
            self.appearances[-1] = replace(last, speaker=replace(speaker, name=last.speaker.name), title=title)
        elif title or (speaker.is_person and len(name_words(speaker.name)) > 1):
            is_subject = actor.before not in words("prepositions")
            self.appearances.append(Appearance(actor.span.start, actor.span.end, speaker, title, is_subject))

    def _is_aside(self, last: Appearance, actor: Actor) -> bool:
        """Tell whether an actor stands directly behind a name, set aside by a comma."""
        return self.document.text[last.end : actor.span.start] == ", "

    def read(self, phrase: str, at: int) -> tuple[Speaker, Title | None]:
        """Read a noun phrase: its name, office and country, as far as its own words and the cast tell.

        Parameters
        ----------
        phrase : str
            The words.
        at : int
            Where they stand.
        """
        found = titles_in(phrase)
        name = self._name(phrase, found)
        known = self._known(name)
        if known and not found:
            return replace(known, why=f"named “{phrase}”"), None
        title = found[0][1] if found else None
        holder = holder_named(name, self.document.published) if name else None
        country = self._country(phrase, title) or (known.country if known else "") or (holder.country if holder else "")
        if not country and title:
            country = title.country or self.home
        office = self._office(phrase, found) or (holder.office if holder else "")
        institution = title.institution if title else holder.institution if holder else "other"
        voice = self._voice(phrase)
        if voice != "state":
            institution = "other"  # codebook (a): whoever speaks without the office held
        speaker = Speaker(
            self._full(name, known) if name else "",
            office,
            country or OTHER,
            institution,
            voice,
            title.level if title else holder.level if holder else "official",
            f"named “{phrase}”",
        )
        if known and known.office and (title is None or known.office.startswith(office)):
            speaker = replace(speaker, office=known.office, institution=known.institution, level=known.level)
        return speaker, title

    def _name(self, phrase: str, found: list[tuple[Span, Title]]) -> str:
        """Return the personal name in a phrase: its capitalised words that belong to no title and no country."""
        plain = re.sub(r"\([^)]*\)", lambda m: " " * len(m.group()), phrase)
        for span, _ in found:
            plain = plain[: span.start] + " " * (span.end - span.start) + plain[span.end :]
        for mention in countries.mentions(plain, Span(0, len(plain))):
            plain = (
                plain[: mention.span.start] + " " * (mention.span.end - mention.span.start) + plain[mention.span.end :]
            )
        plain = " ".join("|" if word.lower() in self._no_names() else word for word in plain.split(" "))
        runs = [run.strip() for run in re.findall(r"(?:[A-Z][\w’.-]*(?:\s(?=[A-Z])|$|(?=\W)))+", plain)]
        runs = [run for run in runs if name_words(run) and not run.isupper()]
        if not runs:
            return ""
        name = runs[-1]
        rank = re.search(
            rf"\b({'|'.join(map(re.escape, lexicon('attribution', 'speakers')['ranks']))})\s*$",
            phrase[: phrase.find(name)],
        )
        return name if not rank else f"{rank.group(1)} {name}"

    @staticmethod
    @cache
    def _no_names() -> frozenset[str]:
        """Return the words that are no part of a personal name even with a capital."""
        courtesies = {word.lower() for word in lexicon("attribution", "speakers")["courtesies"]}
        listed = ("nouns", "modifiers", "determiners", "openers", "bodies", "no_people")
        return courtesies.union(*(words(name) for name in listed))

    def _known(self, name: str) -> Speaker | None:
        """Return the member of the cast whose name this is, in full or in part."""
        own = name_words(name)
        if not own:
            return None
        for appearance in reversed(self.appearances):
            theirs = name_words(appearance.speaker.name)
            if theirs and (own <= theirs or theirs <= own) and appearance.speaker.office:
                return appearance.speaker
        return None

    def _full(self, name: str, known: Speaker | None) -> str:
        """Return the fullest form of a name that the text gives."""
        return max((name, known.name if known else ""), key=lambda n: (len(name_words(n)), len(n)))

    def _country(self, phrase: str, title: Title | None) -> str:
        """Return the country a phrase itself gives its office: the first one named that is not where the post is."""
        for mention in countries.mentions(phrase, Span(0, len(phrase))):
            if not re.search(r"\b(?:to|in|at)\s+(?:the\s+)?$", phrase[: mention.span.start]):
                return mention.country
        return ""

    def _office(self, phrase: str, found: list[tuple[Span, Title]]) -> str:
        """Return the office in short: the titles of the phrase, or its words when they name an office not listed."""
        offices = dict.fromkeys(title.office + self._post(phrase, title) for _, title in found)
        return " and ".join(offices)

    def _post(self, phrase: str, title: Title) -> str:
        """Return where an envoy is posted: as the phrase says, else for a counterpart's envoy Pakistan."""
        if not title.posted:
            return ""
        named = countries.mentions(phrase, Span(0, len(phrase)))
        host = next(
            (m.span.of(phrase) for m in named if re.search(r"\b(?:to|in)\s+(?:the\s+)?$", phrase[: m.span.start])), ""
        )
        if not host and self._country(phrase, title) in countries.COUNTERPARTS:
            host = "Pakistan"
        return f" to {host}" if host else ""

    def _voice(self, phrase: str) -> str:
        """Return for whom the words of a phrase say the speaker speaks."""
        return next((voice for voice, pattern in _voices().items() if pattern.search(phrase)), "state")

    # -- resolving a source ------------------------------------------------------------------------------------------

    def resolve(self, source: Span | None, at: int, last: Speaker | None, across: tuple[Speaker, ...]) -> Speaker:
        """Resolve a source to the speaker.

        Parameters
        ----------
        source : Span or None
            The words that name the source; None continues the last speaker.
        at : int
            Where the statement stands.
        last : Speaker or None
            The speaker of the statement before.
        across : tuple of Speaker
            The parties to the engagement at hand, the Pakistani side first.
        """
        if source is None:
            return replace(last, why="goes on from the statement before") if last else Speaker("", why="unnamed")
        phrase = source.of(self.document.text)
        low = re.sub(r"^(?:the|a|an)\s+", "", phrase.lower())
        if Actor(source, phrase, "").is_joint or low in words("joint"):
            return self._both(phrase, at, last, across)
        if Actor(source, phrase, "").is_pronoun:
            return self._pronoun(phrase, at, last, across)
        if low in lexicon("attribution", "speakers")["visitors"] and across:
            other = [p for p in across if p.country != self.home]
            if other:
                return replace(other[0], why=f"“{phrase}”: the other side of the engagement")
        if low in lexicon("attribution", "speakers")["papers"] and (body := body_in(self.relay(source))):
            return replace(body, why=f"“{phrase}”: of the body named before")
        if (several := self._several(phrase, at, last, across)) is not None:
            return several
        return self._one(phrase, at, last, across)

    def _several(self, phrase: str, at: int, last: Speaker | None, across: tuple[Speaker, ...]) -> Speaker | None:
        """Resolve 'A and B' and 'A, B'; None when the phrase names one (an office with two titles is one person)."""
        pieces = self._pieces(phrase)
        if len(pieces) < 2:
            return None
        offset, speakers = 0, []
        for piece in pieces:
            offset = phrase.index(piece, offset)
            speakers.append(self._one(piece, at, last, across))
        named = [s for s in speakers if s.is_person]
        lands = {s.country for s in speakers}
        if len(named) <= 1 and len(lands - {OTHER}) <= 1:
            return self._one(phrase, at, last, across)
        if not named and across and lands >= {p.country for p in across}:
            return join(across, f"“{phrase}”: the parties to the engagement")
        return join(tuple(speakers), f"named “{phrase}”")

    @staticmethod
    def _pieces(phrase: str) -> list[str]:
        """Split a phrase where it coordinates; the commas and "and" of a title join no one."""
        masked = phrase
        for span, _ in titles_in(phrase):
            masked = masked[: span.start] + "x" * (span.end - span.start) + masked[span.end :]
        cuts = [Span(*match.span()) for match in re.finditer(r",? and |, | as well as ", masked)]
        starts, ends = [0, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), len(phrase)]
        return [phrase[start:end] for start, end in zip(starts, ends, strict=True) if start < end]

    def _one(self, phrase: str, at: int, last: Speaker | None, across: tuple[Speaker, ...]) -> Speaker:
        """Resolve a noun phrase that names one person, office, body or country."""
        speaker, title = self.read(phrase, at)
        body = body_in(phrase)
        if body and not title:
            return replace(body, name=body.name or phrase, why=f"the body “{phrase}”")
        if speaker.name:
            return self._completed(speaker, phrase)
        if title or (title := self._bare_title(phrase)):
            return self._holder(title, speaker, phrase, at, across)
        return self._state(phrase) or replace(speaker, name=phrase, level="unnamed")

    def _completed(self, speaker: Speaker, phrase: str) -> Speaker:
        """Give a named speaker the office the text gives elsewhere, or the table at the document's date."""
        if speaker.office:
            return speaker
        known = self._known(speaker.name)
        holder = holder_named(speaker.name, self.document.published)
        if known:
            return replace(
                known, voice=speaker.voice if speaker.voice != "state" else known.voice, why=f"named “{phrase}”"
            )
        if holder:
            return replace(
                speaker,
                office=holder.office,
                country=holder.country,
                institution=holder.institution,
                why=f"“{phrase}”: offices table",
            )
        return speaker

    def _bare_title(self, phrase: str) -> Title | None:
        """Return the title of the last member of the cast whose office has this phrase's noun ("the minister")."""
        noun = phrase.lower().split()[-1]
        if noun not in words("nouns"):
            return None
        for appearance in reversed(self.appearances):
            if appearance.title and noun in appearance.speaker.office.lower().split():
                return appearance.title
        return None

    def _holder(self, title: Title, speaker: Speaker, phrase: str, at: int, across: tuple[Speaker, ...]) -> Speaker:
        """Resolve an office without a name: to the cast, then to the offices table, else to the office itself."""
        held = [a.speaker for a in self.appearances if a.speaker.name and self._holds(a.speaker, title, phrase)]
        # An office without a country is the outlet's own ("the president"), unless the text names no such holder.
        country = self._country(phrase, title) or self.home
        same = [s for s in held if s.country == country] or ([] if self._country(phrase, title) else held)
        before = [a.speaker for a in self.appearances if a.at < at and a.speaker in same]
        if same:
            return replace(
                (before or same)[-1 if before else 0], why=f"“{phrase}”: the {title.office} named in the text"
            )
        holder = holder_at(title, speaker.country, self.document.published)
        if holder:
            return replace(
                speaker,
                name=holder.person,
                office=holder.office,
                institution=holder.institution,
                why=f"“{phrase}”: offices table, {holder.source}",
            )
        return replace(
            speaker, name=title.office, office=title.office, why=f"“{phrase}”: an office whose holder is not known"
        )

    def _holds(self, speaker: Speaker, title: Title, phrase: str) -> bool:
        """Tell whether a member of the cast holds the office, or one that ends in the noun of the phrase."""
        noun = phrase.lower().split()[-1]
        is_named = noun in words("nouns") and noun in speaker.office.lower().split()
        return title.office in speaker.office or is_named

    def _state(self, phrase: str) -> Speaker | None:
        """Resolve a country or its capital that speaks for its state."""
        named = countries.mentions(phrase, Span(0, len(phrase)))
        if not named or named[0].country not in (countries.ACTOR, *countries.COUNTERPARTS):
            return None
        country = named[0].country
        is_whole = re.sub(r"^[Tt]he\s+", "", phrase) == named[0].span.of(phrase)
        is_state = is_whole and named[0].kind in {"names", "capitals"}
        name = lexicon("attribution", "speakers")["states"][country] if is_state else phrase
        why = f"“{phrase}”: {'the state' if is_state else 'by its country'}"
        return Speaker(name, "", country, "other", self._voice(phrase), "unnamed", why)

    def relay(self, span: Span) -> str:
        """Return the body that relays a statement, as the text names it; for "the statement" the last body named.

        Parameters
        ----------
        span : Span
            The words that name the relay.
        """
        text = self.document.text
        name = re.sub(r"^(?:the|a|an)\s+", "", span.of(text), flags=re.IGNORECASE)
        if name.lower() not in lexicon("attribution", "speakers")["papers"]:
            return name
        named = [
            (match.start(), match.group())
            for pattern, body in _bodies()
            if body.get("voice", "state") == "state"
            for match in pattern.finditer(text, self.document.headline.end, span.start)
        ]
        return max(named)[1] if named else name

    def _both(self, phrase: str, at: int, last: Speaker | None, across: tuple[Speaker, ...]) -> Speaker:
        """Resolve "Both", "the two sides", "they"."""
        if last and len(last.parties) > 1:
            return replace(last, why=f"“{phrase}”: those who spoke before")
        if len(across) > 1:
            return join(across, f"“{phrase}”: the parties to the engagement")
        return Speaker(phrase, country=JOINT, why=f"“{phrase}”: parties not named")

    def _pronoun(self, phrase: str, at: int, last: Speaker | None, across: tuple[Speaker, ...]) -> Speaker:
        """Resolve "He", "she", "it", "we", "I": to the speaker before, else to the last one named."""
        if last and not (phrase.lower() in {"he", "she", "i"} and not last.is_person):
            return replace(last, why=f"“{phrase}”: the speaker before")
        named = [a.speaker for a in self.appearances if a.at < at and a.is_subject and a.speaker.is_person]
        if named:
            return replace(named[-1], why=f"“{phrase}”: the last person named")
        return Speaker(phrase, why=f"“{phrase}”: not resolved")
