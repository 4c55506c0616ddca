"""Descriptions: what the words in and beside a phrase say about a speaker, and whether the offices table agrees.

The words of a phrase tell name, office, country and voice (`name_in`, `office_in`, `country_in`, `voice_in`). An
apposition or a body named before it tells whose official somebody is (`described_by_neighbours`).

`voice_by_office` tells for whom a person speaks: the holder of an office of state speaks for the state; the head of a
chamber, a club, a university or a firm does not, whatever the post is called. `office_mismatch` finds people who are
not a country's official, although the office alone would suggest it: "Prime Minister" in a Pakistani paper is
Pakistan's own, unless the name beside it was never that of a prime minister of Pakistan, or the text is from abroad and
the table knows nobody of that name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise, takewhile

from positions.attribution.cues_and_sources import PORTFOLIO, actor_words, find_noun_phrases
from positions.attribution.offices import (
    BODY,
    Holder,
    Title,
    Titles,
    holder_at,
    leading_title,
    person_named,
    terms_of,
    titles_in,
)
from positions.attribution.speakers import (
    LATELY,
    STATE,
    UNKNOWN,
    Reason,
    Speaker,
    because,
    body_in,
    countries_in,
    last_body_named,
    name_words,
)
from positions.countries import OTHER, Sides, profile
from positions.data_files import first_match, lexicon
from positions.documents import Document, Span

CAPITAL = re.compile(r"(?<= )[A-Z]")
CAPITALS = re.compile(r"(?:[A-Z][\w’.-]*(?:\s(?=[A-Z])|$|(?=\W)))+")
OF_NAME = re.compile(r"\bof (?:the )?$")
FOR_NAME = re.compile(r"\b(\w+) for (?:the )?[A-Z].*")
POSSESSIVE = re.compile(r"[’']s?$")
OWNER_NAME = re.compile(r"[’']s? ")
# Behind the "and" of a body's name: "Jewellers Association president", "Industry (ACCI) vice president".
BODY_BEHIND = re.compile(
    rf"(?:[A-Z][\w’-]*(?: of)? ){{0,4}}(?:(?:{BODY})|[A-Z][\w’-]* \([A-Z]{{2,}}\))(?: \([A-Z]+\))? "
    r"(?:[\w-]+ ){0,2}?"
    r"(?:president|chair\w*|secretary|chief|head|director|spokes\w+|member|leader|convener|official|CEO)",
    re.IGNORECASE,
)
BODY_WORD = re.compile(rf"\b(?:{BODY})\b")
BOTH = re.compile(r"^both (?=.+ and )", re.IGNORECASE)


def _written_over(words: str, spans: Iterable[Span], letter: str) -> str:
    """Return words with a letter in place of every one in some stretches."""
    for span in spans:
        words = words[: span.start] + letter * (span.end - span.start) + words[span.end :]
    return words


def _titles_and_portfolios(phrase: str, found: Titles) -> list[Span]:
    """Return where the titles of a phrase stand, and the portfolios whose "and" joins nothing else."""
    portfolios = [Span(*match.span()) for match in re.finditer(PORTFOLIO, phrase) if " and " in match.group()]
    return [*portfolios, *(span for span, _ in found)]


def name_in(phrase: str, found: Titles, sides: Sides) -> str:
    """Return the personal name in a phrase: its capitalised words outside titles and countries."""
    plain = re.sub(r"\([^)]*\)", lambda m: " " * len(m.group()), phrase)
    plain = _written_over(plain, _titles_and_portfolios(phrase, found), " ")
    plain = _written_over(plain, [mention.span for mention in countries_in(plain, sides)], " ")
    # "Institute for Fiscal Studies": what stands behind "for" is what the body is for.
    plain = FOR_NAME.sub(lambda m: m[1] if m[1].lower() in actor_words("no_people") else m[0], plain)
    plain = " ".join("|" if POSSESSIVE.sub("", word.lower()) in _no_names() else word for word in plain.split(" "))
    runs = [_behind_field(phrase, m.start(), m.group().strip(" .")) for m in CAPITALS.finditer(plain)]
    # "Chairman of the Standing Committee": what stands behind "of" is what the office is of.
    # "Dr Roe’s lawyer": the name is the owner's.
    runs = [(at, run) for at, run in runs if not (POSSESSIVE.search(run) and plain[at + len(run) :].strip())]
    runs = [run for at, run in runs if name_words(run) and not run.isupper() and not OF_NAME.search(plain[:at])]
    ends = {span.end for span, _ in found}
    runs = [run for run in runs if not run.lower().endswith("-based") and _is_name(run, phrase, ends)]
    rank = _rank().search(phrase[: phrase.find(runs[-1])]) if runs else None
    return f"{rank.group(1)} {runs[-1]}" if rank else "".join(runs[-1:])


def _behind_field(phrase: str, at: int, run: str) -> tuple[int, str]:
    """Return the name behind the field of an office, with its place: of "Minister for Industries Asad Mir"."""
    row = run.split(" ")
    field = list(takewhile(lambda word: word.lower() in common_words(), row))
    is_behind = any(phrase.startswith(f" {run}", match.end()) for match in re.finditer(PORTFOLIO, phrase))
    is_behind = is_behind or re.search(rf"(?:\b(?:for|of|and)|[&,]) (?:the )?{re.escape(run)}", phrase)
    if not field or len(row) - len(field) < 2 or not is_behind:
        return at, run
    return at + len(" ".join(field)) + 1, " ".join(row[len(field) :])


def _is_name(run: str, phrase: str, ends: set[int]) -> bool:
    """Tell whether words with capitals are a name: behind a rank, a courtesy or a title, or not all common words."""
    before = phrase[: phrase.find(run)]
    is_addressed = _courtesy().search(before) or _rank().search(before) or len(before.rstrip()) in ends
    return bool(is_addressed) or not name_words(run) <= common_words()


@cache
def common_words() -> frozenset[str]:
    """Return the words that the press writes with a small letter more often than not (``common_words.txt``)."""
    return frozenset(resources.files("positions.attribution").joinpath("common_words.txt").read_text("utf-8").split())


@cache
def _courtesy() -> re.Pattern:
    """Return the pattern of a courtesy before a name."""
    courtesies = "|".join(map(re.escape, lexicon("attribution", "speakers")["courtesies"]))
    return re.compile(rf"\b({courtesies})\.?\s*$", re.IGNORECASE)


@cache
def _rank() -> re.Pattern:
    """Return the pattern of a rank before a name."""
    ranks = "|".join(map(re.escape, lexicon("attribution", "speakers")["ranks"]))
    civil = "".join(rf"(?<!{word}[ -])" for word in lexicon("attribution", "speakers")["civil_generals"])
    return re.compile(rf"\b{civil}({ranks})\s*$")


@cache
def _no_names() -> frozenset[str]:
    """Return the words that never belong to a personal name, even with a capital."""
    courtesies = {word.lower() for word in lexicon("attribution", "speakers")["courtesies"]}
    listed = ("nouns", "modifiers", "determiners", "openers", "bodies", "no_people")
    return courtesies.union(*(actor_words(name) for name in listed))


def country_in(phrase: str, sides: Sides) -> str:
    """Return the country of an office as its phrase tells: the first one named that is not the place of the post.

    Nor a project, nor one of two joined ("China Pakistan Centre").
    """
    named = [mention for mention in countries_in(phrase, sides) if mention.kind != "projects"]
    pairs = [pair for pair in pairwise(named) if pair[0].country != pair[1].country]
    joined = [pair for pair in pairs if phrase[pair[0].span.end : pair[1].span.start] in (" ", "-", "–")]
    for mention in named:
        if any(mention in pair for pair in joined):
            continue
        is_post = re.search(r"\b(?:to|in|at)\s+(?:the\s+)?$", phrase[: mention.span.start])
        is_owner = bool(OWNER_NAME.match(phrase, mention.span.end))  # "an official at Pakistan’s foreign ministry"
        if not is_post or is_owner or mention.kind == "institutions":  # "at the State Department"
            return mention.country
    return ""


def office_in(phrase: str, titles: Iterable[tuple[Span, Title]], sides: Sides) -> str:
    """Return the office in short: the titles of the phrase, or its words when they name an office not listed."""
    leading = leading_title([title for _, title in titles])
    return " and ".join(dict.fromkeys(title.office + _post(phrase, title, sides) for title in leading))


def _post(phrase: str, title: Title, sides: Sides) -> str:
    """Return where an envoy is posted: as the phrase says, else for a counterpart's envoy to the outlet's country.

    For an outlet of one of the parties, a counterpart's envoy is the envoy to the actor.
    """
    if not title.posted:
        return ""
    named = (mention.span for mention in countries_in(phrase, sides))
    hosts = (span.of(phrase) for span in named if re.search(r"\b(?:to|in)\s+(?:the\s+)?$", phrase[: span.start]))
    host = next(hosts, "")
    if not host and country_in(phrase, sides) in sides.counterparts:
        third = next((country for country in sides.known if country not in sides.parties), "")
        host = profile(third or sides.actor).plain_name
    return f" to {host}" if host else ""


def voice_in(phrase: str, sides: Sides) -> str:
    """Return for whom the speaker speaks, according to the words of a phrase."""
    return next((voice for voice, pattern in _voices(sides.known).items() if pattern.search(phrase)), "state")


def is_from_office(phrase: str) -> bool:
    """Tell whether a phrase names a former official from the time in office ("the then prime minister")."""
    return any(word in lexicon("attribution", "speakers")["from_office"] for word in re.split(r"\W+", phrase.lower()))


@lru_cache(LATELY)
def _voices(known: tuple[str, ...]) -> dict[str, re.Pattern]:
    """Return the pattern of the words that tell each voice but the state's."""
    parties = [party for country in known for party in profile(country).parties]
    listed = {voice: list(words) for voice, words in lexicon("attribution", "speakers")["voices"].items()}
    listed["party"] += parties
    return {voice: re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) for voice, patterns in listed.items()}


def split_coordinated(phrase: str, sides: Sides) -> list[str]:
    """Split a phrase where it coordinates; the commas and "and" of a title do not count."""
    phrase = BOTH.sub("", phrase)
    masked = _written_over(phrase, _titles_and_portfolios(phrase, titles_in(phrase, sides)), "x")
    cuts = [Span(*match.span()) for match in re.finditer(r",? and |, | as well as ", masked)]
    cuts = [cut for n, cut in enumerate(cuts) if not _is_in_body(phrase, cuts[n - 1].end if n else 0, cut, sides)]
    starts, ends = [0, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), len(phrase)]
    return [phrase[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def _is_in_body(phrase: str, start: int, cut: Span, sides: Sides) -> bool:
    """Tell whether an "and" is one of a body's name, whose head is named: "Gems and Jewellers Association president".

    What stands before it then names nobody: a word, or several of which one is a common word or a body.
    """
    before = phrase[start : cut.start]
    if "and" not in cut.of(phrase) or not BODY_BEHIND.match(phrase, cut.end) or titles_in(before, sides):
        return False
    names = {form for word in name_words(before) for form in (word, word.removesuffix("s"))}
    is_body = BODY_WORD.search(before) or countries_in(before, sides)
    is_plain = bool(is_body) or not common_words().isdisjoint(names) or len(before.split()) == 1
    return is_plain and not _courtesy().search(before.partition(" ")[0])


# Before a name: "a senior official at the Bank of China, Lin Mei".
BEFORE = re.compile(r"(?:^|[.;:”]\s+|,\s+)(?P<words>[^.;:“”\n]{3,120}),\s+$")
# Behind a name, between commas: "Ms Lin, head of a bank in Pakistan, said", "Ms Lin, CEO, Bank of China, said".
NAME_PATTERN = r"[A-Z][\w’&-]+(?: (?:[A-Z][\w’&-]+|of|for|the|on))*"
APPOSITION = re.compile(rf",\s+(?P<words>[^,.;:“”\n]{{3,120}}(?:, {NAME_PATTERN})?)(?=[,.]|\s+who\b)")

# "Ruritania’s likely new prime minister": whose an office is, with words between that stand in no name.
OWNER = re.compile(r"[A-Z][\w ]{2,40}[’']s (?:[a-z]+ ){0,3}$")
# "A Ruritanian delegation (12 members), led by": whose the group is, its leader is.
GROUP = r"(?:delegation|mission|team|side|group|lawmakers|parliamentarians|senators|officials|experts|diplomats)"
LED = re.compile(rf"(?P<whose>[^.;,:“”\n]{{0,80}}\b{GROUP}\b[^.;,:“”\n]{{0,60}}),? (?:led|headed) by (?:the )?$")
LEADS = re.compile(
    rf",? (?:who )?(?:led|leads|heads|headed|is leading) (?P<whose>(?:the|a|an) [^.;,:“”\n]{{0,60}}\b{GROUP}\b)"
)
FARTHEST_OWNER = 60  # characters before the office
OPENING_WORD = re.compile(r"(?:(?:the|a|an|its) )?(?P<noun>\S*)", re.IGNORECASE)  # the word that a phrase opens with
LONGEST_APPOSITION = 140  # characters of an apposition before a name


def owner_before(text: str, before: Span) -> str:
    """Return the words at the end of a stretch that say whose the office behind them is; blank if none do."""
    owner = OWNER.search(text[max(before.start, before.end - FARTHEST_OWNER) : before.end])
    return owner.group() if owner else ""


def phrases_beside(text: str, paragraph: Span, at: Span, sides: Sides) -> list[str]:
    """Return the phrases between commas before and after a name that give an office or an occupation.

    Parameters
    ----------
    text : str
        The document's text.
    paragraph : Span
        The paragraph.
    at : Span
        Where somebody is named.
    sides : Sides
        The countries whose words are known.
    """
    behind = APPOSITION.match(text, at.end, paragraph.end)
    before = BEFORE.search(text[max(paragraph.start, at.start - LONGEST_APPOSITION) : at.start])
    if before and before["words"].split()[0].lower() in actor_words("openers"):
        before = None  # "According to an official in Beijing, Ms Roe", "Praising the premier, Ms Roe": another's office
    phrases = [match["words"] for match in (behind, before) if match and _opens_with_phrase(match["words"])]
    return [words for words in phrases if _is_office(words) and not _names_another(words, sides)]


def described_by_neighbours(text: str, paragraph: Span, at: Span, speaker: Speaker, sides: Sides) -> Speaker:
    """Return a speaker without a country, completed by what stands beside the name.

    Parameters
    ----------
    text : str
        The document's text.
    paragraph : Span
        The paragraph.
    at : Span
        Where the speaker is named.
    speaker : Speaker
        The speaker by the words of the name.
    sides : Sides
        Whose words and bodies are known.

    Returns
    -------
    Speaker
        The same speaker if nothing beside the name tells a country.
    """
    if speaker.country != OTHER or countries_in(at.of(text), sides):
        return speaker  # "Indian analyst Roe, a fellow at an American institute"
    if speaker.office and (country := country_in(owner_before(text, Span(paragraph.start, at.start)), sides)):
        return replace(speaker, country=country, is_stranger=country == OTHER)
    led = LED.search(text[max(paragraph.start, at.start - LONGEST_APPOSITION) : at.start])
    led = led or LEADS.match(text, at.end, paragraph.end)
    if led and (country := country_in(led.group("whose"), sides)):
        return replace(speaker, country=country, voice=voice_in(led.group(), sides), is_stranger=False)
    for words in phrases_beside(text, paragraph, at, sides):
        if country := country_in(words, sides):
            voice = voice_in(words, sides)
            institution = speaker.institution if voice == STATE else "other"
            is_stranger = country == OTHER
            return replace(speaker, country=country, voice=voice, institution=institution, is_stranger=is_stranger)
    body = last_body_named(text, Span(paragraph.start, at.start), sides)
    opening = OPENING_WORD.match(at.of(text)).group("noun").lower()
    is_bare = opening in actor_words("nouns") - actor_words("modifiers")  # not "the army spokesman"
    if body and is_bare and speaker.office.lower() in actor_words("of_a_body"):
        return replace(speaker, country=body.country, institution=body.institution)
    return speaker


def _opens_with_phrase(beside: str) -> bool:
    """Tell whether words open with a noun phrase: "Mr Khan, met a delegation from China" goes on with a verb."""
    first = re.match(r"[\w-]+", beside)
    is_noun = bool(first) and first.group().lower() in actor_words("nouns")  # "director research at a bank"
    return is_noun or any(actor.span.start == 0 for actor in find_noun_phrases(beside, Span(0, len(beside))))


def _is_office(words: str) -> bool:
    """Tell whether words have a noun of an office or an occupation."""
    return any(word in actor_words("nouns") for word in re.findall(r"[a-z]+", words.lower()))


def _names_another(words: str, sides: Sides) -> bool:
    """Tell whether words beside a name name somebody of their own."""
    before = re.split(r" (?:of|for|at|in) ", words)[0]
    return len(name_words(name_in(before, titles_in(before, sides), sides))) > 1


LEVELS_OF_STATE = ("head", "minister", "service_chief", "ambassador")  # levels of offices that a state's voice holds
HEAD = "head"


def voice_by_office(speaker: Speaker, title: Title | None, called: Sequence[str], date: str, sides: Sides) -> Speaker:
    """Return a named person with the voice that the office gives.

    Parameters
    ----------
    speaker : Speaker
        The speaker by the words of the name. Only named persons are changed.
    title : Title or None
        The title that the text gives the person.
    called : sequence of str
        Everything the text calls the person: the phrases with the name, and those set off by commas.
    date : str
        ISO date of the text.
    sides : Sides
        Whose offices are known.

    Returns
    -------
    Speaker
        The voice is ``unknown`` if neither the text nor the offices table gives an office.
    """
    if not speaker.is_person or speaker.voice == "media":
        return speaker
    person = person_named(speaker.name, date, sides, "" if speaker.country == OTHER else speaker.country)
    if person and (post := person.post_at(date)):
        # "The then opposition leader", of somebody in office: what was said at another time.
        is_told = speaker.voice == "former" or (speaker.voice == STATE and speaker.office)
        why = speaker.why + because("speaker", "office held", post.office)
        return speaker if is_told else replace(speaker.holding(post), voice=STATE, why=why)
    if title and title.level in LEVELS_OF_STATE and speaker.voice == STATE:
        has_left = bool(person) and person.has_left(date)
        other = is_not_held(title, speaker, date, sides)
        return _with_voice(speaker, "former" if has_left else UNKNOWN, other) if other else speaker
    voice, words = _voice_told(called, sides)
    if voice in (speaker.voice, "") and (speaker.office or voice):
        return speaker
    if voice:
        return _with_voice(speaker, voice, because("speaker", "called", words))
    return _with_voice(speaker, UNKNOWN, because("speaker", "no office"))


def _voice_told(called: Sequence[str], sides: Sides) -> tuple[str, str]:
    """Return for whom the words that a text has for somebody say that the person speaks, and the words; else blanks.

    A party goes before what somebody was, and that before an office of state that no list of titles has.
    """
    found = {voice: words for words in reversed(called) if (voice := voice_in(words, sides)) not in (STATE, "media")}
    if of_state := next((words for words in called if _calls_office_of_state(words, sides)), ""):
        found[STATE] = of_state
    return next(((voice, found[voice]) for voice in ("party", "former", STATE, "private") if voice in found), ("", ""))


def _with_voice(speaker: Speaker, voice: str, why: Reason) -> Speaker:
    """Return a person with another voice than the words beside the name give."""
    institution = speaker.institution if voice == STATE else "other"
    level = speaker.level if voice == STATE else "official"
    return replace(speaker, voice=voice, institution=institution, level=level, why=speaker.why + why)


def is_not_held(title: Title, speaker: Speaker, date: str, sides: Sides) -> Reason | None:
    """Tell why a "president" is not the state's: the table has another, or the state no such office; else None.

    Parameters
    ----------
    title : Title
        The title.
    speaker : Speaker
        The person or office with this title, with or without a name.
    date : str
        ISO date of the text.
    sides : Sides
        Whose offices are known.
    """
    if title.level != HEAD or not title.unique or speaker.country not in sides.known:
        return None
    holder = holder_at(title, speaker.country, date, sides)
    if holder and name_words(speaker.name):
        return because("speaker", "another holds it", holder.person, title.office)
    is_listed = terms_of(title, speaker.country, sides)
    return None if is_listed else because("speaker", "no such office", title.office, speaker.country)


def _calls_office_of_state(words: str, sides: Sides) -> bool:
    """Tell whether words call somebody by an office of state that no list of titles has, or name a body of a state.

    A military rank is one too: "Brigadier Asad Mir", but not "director general".
    """
    body = body_in(words, sides)
    is_body = bool(body and body.voice == STATE) and voice_in(words, sides) != "private"  # no "University of Defence"
    is_office = first_match(lexicon("attribution", "speakers")["of_state"], words)
    return bool(is_office) or is_body or any(_rank().search(words[: m.start()]) for m in CAPITAL.finditer(words))


def office_mismatch(document: Document, sides: Sides, name: str, title: Title | None, country: str) -> Reason | None:
    """Tell why somebody whom the offices table does not know is not a country's by default.

    Parameters
    ----------
    document : Document
        Its date and its place of origin are used.
    sides : Sides
        As the document sees them.
    name : str
        As the text writes it; blank when it gives none.
    title : Title or None
        The title the text gives the person.
    country : str
        The country that has the office, or the person, unless something tells otherwise.

    Returns
    -------
    Reason or None
        None when the person may be the country's.
    """
    if not name or not country:
        return None
    if title and title.unique and (terms := _terms_in_office(title, country, document.published, sides)):
        borne = frozenset().union(*(_words_of_person(term.person, country) for term in terms))
        is_borne = name_words(name.split()[-1]) <= borne
        return None if is_borne else because("speaker", "no such holder", title.of(country).office, country)
    is_abroad = country == sides.home and country_in(document.dateline.title(), sides) not in ("", sides.home)
    return because("speaker", "text from abroad", document.dateline) if is_abroad else None


def _terms_in_office(title: Title, country: str, date: str, sides: Sides) -> list[Holder]:
    """Return everyone the table gives in a country's office, none when it does not speak about the date."""
    found = terms_of(title, country, sides)
    is_told = any(term.since <= date for term in found) and any(date <= term.known_until for term in found)
    return found if is_told else []


@lru_cache(1024)
def _words_of_person(person: str, country: str) -> frozenset[str]:
    """Return the words of a person's names that tell people apart, in every spelling listed."""
    names = (person, *profile(country).spellings.get(person, ()))
    common = {word.lower() for word in lexicon("attribution", "speakers")["forenames_left_out"]}
    return frozenset(word for name in names for word in name_words(name)) - common
