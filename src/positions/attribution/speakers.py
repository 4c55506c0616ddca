"""What a speaker is (`Speaker`), and which countries and bodies a text names (``countries/*.yaml``).

A source is resolved to a `Speaker`: a person, an office, a body or a state, or several of them together.
`country_mentions` finds countries by name, capital, demonym, institution, project or company; `body_in` and
`relaying_body` find press offices, ministries and agencies that speak or relay what others say.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from positions.countries import OTHER, Sides, codes, profile
from positions.countries.profiles import KINDS
from positions.data_files import lexicon
from positions.documents import Document, Span
from positions.schemas import LIST_SEPARATOR

if TYPE_CHECKING:
    from positions.attribution.offices import Holder

JOINT = "JOINT"
STATE, UNKNOWN = "state", "unknown"  # voices


@dataclass(frozen=True)
class Reason:
    """Why something was decided: by which rules, and in which words a reader is told so.

    Attributes
    ----------
    rules : tuple of str
        The rules by their names in ``reasons.yaml``, each with the codes that it decided by, and no word of a text.
    words : str
        What the rules say, with the words of the text they rest on.
    """

    rules: tuple[str, ...] = ()
    words: str = ""

    @classmethod
    def of(cls, package: str, decided: str, rule: str, *words: str | int, **codes: str | int) -> "Reason":
        """Return the reason that a rule gives.

        Parameters
        ----------
        package, decided, rule : str
            Whose ``reasons.yaml``; what was decided; the rule.
        *words : str or int
            Of the text or a table, as the rule's sentence quotes them.
        **codes : str or int
            What tells cases of the rule apart, which belongs to its name; the sentence may give it.
        """
        sentence = lexicon(package, "reasons")[decided][rule]
        return cls((", ".join([rule, *map(str, codes.values())]),), sentence.format(*words, **codes))

    def __add__(self, other: "Reason") -> "Reason":
        """Return both reasons, one after the other."""
        return Reason((*self.rules, *other.rules), f"{self.words}; {other.words}")


because = partial(Reason.of, "attribution")


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
        ISO 3166-1 alpha-3 of a party or of the outlet's country, JOINT (both sides together) or OTHER.
    institution : str
        A code of the codebook.
    voice : str
        ``state``, ``party``, ``former``, ``private`` or ``media``; ``unknown`` for a person whose office neither the
        text nor the offices table tells.
    level : str
        Rank of the office: head, minister, service_chief, ambassador, official, or unnamed.
    why : Reason
        How the source was resolved.
    is_stranger : bool
        The text or the offices table contradicts the country that the office suggests.
    parties : tuple of Speaker
        Those who speak together; empty for one speaker.
    """

    name: str
    office: str = ""
    country: str = OTHER
    institution: str = "other"
    voice: str = "state"
    level: str = "unnamed"
    why: Reason = Reason()
    is_stranger: bool = False
    parties: tuple["Speaker", ...] = field(default=(), repr=False)

    @property
    def is_person(self) -> bool:
        """Tell whether this is one named person."""
        return not self.parties and bool(name_words(self.name)) and self.level not in {"body", "unnamed"}

    def by(self, rule: str, *words: str, **changes: Any) -> "Speaker":
        """Return the speaker as a rule of ``reasons.yaml`` tells it from words, with what it changes."""
        return replace(self, why=because("speaker", rule, *words), **changes)

    def holding(self, post: "Speaker | Holder") -> "Speaker":
        """Return the speaker with the office, institution and level of a post, or of somebody who holds it."""
        return replace(self, office=post.office, institution=post.institution, level=post.level)

    @property
    def is_spokesperson(self) -> bool:
        """Tell whether the speaker speaks for a body."""
        return "spokesperson" in self.office.lower()


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that distinguish people, in lower case."""
    return frozenset(w for w in re.findall(r"[\w’-]+", name.lower()) if w not in _plain_words() and len(w) > 1)


@cache
def rank_words() -> frozenset[str]:
    """Return the words of ranks and courtesies, which tell nobody apart."""
    data = lexicon("attribution", "speakers")
    return frozenset(word for entry in data["ranks"] + data["courtesies"] for word in entry.split())


@cache
def _plain_words() -> frozenset[str]:
    """Return the same in lower case."""
    return frozenset(word.lower() for word in rank_words())


def shared_country(lands: list[str], sides: Sides) -> str:
    """Return for whom several countries speak: JOINT for the actor and a counterpart, else the party among them."""
    counterparts = [land for land in lands if land in sides.counterparts]
    if sides.actor in lands:
        return JOINT if counterparts else sides.actor
    return next(iter(counterparts), OTHER)


def join_speakers(parties: Sequence[Speaker], sides: Sides) -> Speaker:
    """Return several speakers as one: JOINT when they speak for the actor and a counterpart.

    Of other countries together the first counterpart named is theirs.

    The institution is that of the parties if they share one, else of the actor's side (ruling 12: the level of the
    meeting).
    """
    # One person is one party, under whichever office and by whichever words.
    parties = tuple({party.name or party.office: party for party in reversed(parties)}.values())[::-1]
    if len(parties) == 1:
        return parties[0]
    lands = list(dict.fromkeys(p.country for p in parties))
    land = lands[0] if len(lands) == 1 else shared_country(lands, sides)
    own = [p for p in parties if p.country == sides.actor] or list(parties)
    return Speaker(
        LIST_SEPARATOR.join(p.name for p in parties),
        LIST_SEPARATOR.join(p.office for p in parties if p.office),
        land,
        own[0].institution,
        next((p.voice for p in own if p.voice != UNKNOWN), UNKNOWN),
        own[0].level,
        parties=parties,
    )


SHARED_LETTERS = 2  # letters by which words are put together
PLAIN = ("names", "capitals", "demonyms")  # kinds of words that a headline may have in capitals
SHORTEST_IN_CAPITALS = 5  # letters of a word that means the same in capitals: "US" and "us" do not
LATELY = 32  # sets of countries whose words are kept


class CountryMention(NamedTuple):
    """A country named in a text: ISO 3166-1 alpha-3 (``OTHER`` when not known), where, and by what kind of word."""

    country: str
    span: Span
    kind: str


@lru_cache(LATELY)
def _country_words(known: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return, for every word or phrase, the known countries it names, or else OTHER, and the kind of name it is."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country in known:
        for form, kind in _forms(profile(country).words):
            found.setdefault(form, []).append((country, kind))
    others = [profile(country).words for country in codes() if country not in known]
    for words in (*others, lexicon("attribution", "third_countries")):
        for form, kind in _forms(words):
            found.setdefault(form, [(OTHER, kind)])
    return found


def _forms(listed: dict[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the words for a country with their kind, each also in capitals if a headline may have it so."""
    for kind in KINDS:
        for word in listed.get(kind, ()):
            yield word, kind
            is_plain = kind in PLAIN and len(word) >= SHORTEST_IN_CAPITALS
            if is_plain and word.upper() != word:
                yield word.upper(), kind


@lru_cache(LATELY)
def _country_pattern(known: tuple[str, ...]) -> re.Pattern:
    """Return one pattern for all words, longest first; case counts, so that "us" is not a country.

    Nor is what stands in another name: "US dollars", "US$3bn", "China Mobile", "a US-based Iranian".
    """
    listed = sorted(_country_words(known), key=lambda word: (word[:SHARED_LETTERS], -len(word), word))
    # Words that open alike stand together, so that most places in a text are passed over at a glance.
    alike = [
        re.escape(start) + f"(?:{'|'.join(re.escape(word[SHARED_LETTERS:]) for word in found)})"
        for start, found in groupby(listed, key=lambda word: word[:SHARED_LETTERS])
    ]
    within = lexicon("attribution", "other_names")
    behind = rf"(?![ -](?:{'|'.join(within['behind'])})\b)(?!-(?:{'|'.join(within['joined'])})\b)"
    before = "".join(rf"(?<!\b{re.escape(word)} )" for word in within["before"])
    return re.compile(rf"(?<![\w’]){before}(?:{'|'.join(alike)})(?![\w$]){behind}")


def country_words(sides: Sides) -> list[str]:
    """Return every word that names a country."""
    return list(_country_words(sides.known))


@lru_cache(LATELY)
def state_names(sides: Sides) -> frozenset[str]:
    """Return, in lower case, the sources with which a report continues: "it", "we", the names of the parties."""
    names = [name.lower() for country in sides.parties for name in profile(country).words["names"]]
    return frozenset((*lexicon("attribution", "actors")["states"], *names, *(f"the {name}" for name in names)))


def country_mentions(text: str, within: Span, sides: Sides) -> list[CountryMention]:
    """Find the countries named in a stretch of text.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        Where to look.
    sides : Sides
        The countries that are distinguished; all others are ``OTHER``.

    Returns
    -------
    list of CountryMention
        In order; one word can name two countries (a joint project).
    """
    return [
        CountryMention(country, Span(*match.span()), kind)
        for match in _country_pattern(sides.known).finditer(text, within.start, within.end)
        for country, kind in _country_words(sides.known)[match.group()]
    ]


def countries_in(phrase: str, sides: Sides) -> list[CountryMention]:
    """Find the countries named in a phrase (as `country_mentions`)."""
    return country_mentions(phrase, Span(0, len(phrase)), sides)


# Behind a paper, who issued it: "a press release issued from the President's Secretariat".
ISSUED = re.compile(r" (?:issued |released |shared )?(?:\w+ ){0,2}?(?:by|from|of) [^,.;:“”\n]{3,60}")
# A paper with whose it is before it: "the US-India joint statement", "a State Department report".
OWNED_PAPER = re.compile(
    r"(?:the |a |an )?(?:[A-Z][\w’.-]*(?: of)? ){1,4}(?:joint |press |news )?"
    r"(?:statement|readout|communiqu[eé]|release|report)\b"
)


@lru_cache(LATELY)
def _bodies(known: tuple[str, ...]) -> list[tuple[re.Pattern, dict]]:
    """Return the bodies that speak, with the pattern of the words that name each."""
    own = [{"country": country} | body for country in known for body in profile(country).bodies]
    listed = [*own, *({"country": OTHER} | body for body in lexicon("attribution", "speakers")["bodies"])]
    return [(re.compile(rf"(?<!\w)(?:{body['words']})(?!\w)"), body) for body in listed]


def body_words(sides: Sides) -> list[re.Pattern]:
    """Return the patterns of the words that name bodies."""
    return [pattern for pattern, _ in _bodies(sides.known)]


def body_in(phrase: str, sides: Sides) -> Speaker | None:
    """Return the body that a noun phrase names; None if it names no known body."""
    lands = {mention.country for mention in countries_in(phrase, sides)}
    for pattern, body in _bodies(sides.known):
        # "Beijing’s finance ministry", "the Afghan interior ministry": of the country that is named.
        is_anothers = bool(lands) and body["country"] not in (*lands, OTHER)
        if not is_anothers and pattern.search(phrase):
            voice = body.get("voice", "state")
            return Speaker(
                body.get("name", ""), body.get("name", ""), body["country"], body["institution"], voice, "body"
            )
    return None


def names_body(text: str, country: str, sides: Sides) -> bool:
    """Tell whether a text names a body of a country."""
    return any(body["country"] == country and pattern.search(text) for pattern, body in _bodies(sides.known))


@lru_cache(maxsize=1024)
def is_news(phrase: str) -> bool:
    """Tell whether a phrase names an agency, a broadcaster or a newspaper, which report what others say."""
    return any(pattern.search(phrase) for pattern, body in _bodies(()) if body["voice"] == "media")


def is_paper(phrase: str) -> bool:
    """Tell whether a phrase is "the statement", "a readout" or the like, which some body issued."""
    return without_article(phrase).lower() in lexicon("attribution", "speakers")["papers"]


def last_body_named(text: str, within: Span, sides: Sides) -> Speaker | None:
    """Return the last body of a state that a stretch names; None if it names none."""
    found = _last_within(_all_named(text, sides), within)
    return body_in(found.of(text), sides) if found else None


def _last_within(listed: list[Span], within: Span) -> Span | None:
    """Return the last of some places, which are in order, that lies within a stretch."""
    first, last = (bisect_left(listed, (at, at)) for at in within)
    return next((span for span in reversed(listed[first:last]) if span.end <= within.end), None)


@lru_cache(maxsize=8)
def _all_named(text: str, sides: Sides) -> list[Span]:
    """Return every place where a text names a body of a state, in order; kept for the next question about the text."""
    return sorted(
        Span(*match.span())
        for pattern, body in _bodies(sides.known)
        if body.get("voice", "state") == "state"
        for match in pattern.finditer(text)
    )


@lru_cache(maxsize=8)
def _owned_papers(text: str, sides: Sides) -> list[Span]:
    """Return every place where a text says whose a paper is, in order; kept for the next question about the text."""
    found = [Span(*match.span()) for match in OWNED_PAPER.finditer(text)]
    return [span for span in found if country_mentions(text, span, sides)]


def relaying_body(document: Document, span: Span, sides: Sides) -> str:
    """Return the body that relays a statement, as the text names it; for "the statement" the body that issued it.

    Parameters
    ----------
    document : Document
        The document.
    span : Span
        The words that name the relay.
    sides : Sides
        Whose bodies are known.

    Returns
    -------
    str
        For "the statement" the words that named its owner ("a US-India joint statement"), else the last body named.
    """
    phrase = span.of(document.text)
    if not is_paper(phrase):
        return _as_relay(phrase, sides)
    issued = ISSUED.match(document.text, span.end)
    if issued and (named := _all_named(issued.group(), sides)):
        return _as_relay(named[-1].of(issued.group()), sides)
    before = Span(document.headline.end, span.start)
    owned = _last_within(_owned_papers(document.text, sides), before)
    body = _last_within(_all_named(document.text, sides), before)
    if owned and (not body or body.start < owned.end):
        words = owned.of(document.text)
        named = _all_named(words, sides)
        return _as_relay(named[-1].of(words) if named else words, sides)
    return _as_relay(body.of(document.text) if body else phrase, sides)


def _as_relay(phrase: str, sides: Sides) -> str:
    """Return how a body is written where it relays: as the text names it, unless it is known under several names."""
    listed = next((entry.get("relays_as") for pattern, entry in _bodies(sides.known) if pattern.search(phrase)), None)
    return listed or without_article(phrase)


def without_article(phrase: str) -> str:
    """Return a phrase without its article."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.IGNORECASE)
