"""What stands beside a name and tells whose official it is: an apposition, or a body named before it."""

import re
from dataclasses import replace

from positions.attribution.actors import actors, words
from positions.attribution.bodies import last_body
from positions.attribution.countries import mentions
from positions.attribution.offices import titles_in
from positions.attribution.phrases import country_in, name_in, voice_in
from positions.attribution.speakers import Speaker, name_words
from positions.countries import OTHER, Sides
from positions.documents import Span

# Before a name: "a senior official at the Bank of China, Lin Mei".
BEFORE = re.compile(r"(?:^|[.;:”]\s+|,\s+)(?P<words>[^.;:“”\n]{3,120}),\s+$")
# Behind a name, between commas: "Ms Lin, head of a bank in Pakistan, said", "Ms Lin, CEO, Bank of China, said".
NAME = r"[A-Z][\w’&-]+(?: (?:[A-Z][\w’&-]+|of|for|the|on))*"
APPOSITION = re.compile(rf",\s+(?P<words>[^,.;:“”\n]{{3,120}}(?:, {NAME})?)(?=[,.]|\s+who\b)")

# "Ruritania’s likely new prime minister": whose an office is, with words between that stand in no name.
OWNER = re.compile(r"[A-Z][\w ]{2,40}[’']s (?:[a-z]+ ){0,3}$")
# "A Ruritanian delegation (12 members), led by": whose the group is, its leader is.
GROUP = r"(?:delegation|mission|team|side|group|lawmakers|parliamentarians|senators|officials|experts|diplomats)"
LED = re.compile(rf"(?P<whose>[^.;,:“”\n]{{0,80}}\b{GROUP}\b[^.;,:“”\n]{{0,60}}),? (?:led|headed) by (?:the )?$")
LEADS = re.compile(
    rf",? (?:who )?(?:led|leads|heads|headed|is leading) (?P<whose>(?:the|a|an) [^.;,:“”\n]{{0,60}}\b{GROUP}\b)"
)
FARTHEST_OWNER = 60  # characters before the office
OPENING = re.compile(r"(?:(?:the|a|an|its) )?(?P<noun>\S*)", re.IGNORECASE)  # the word that a phrase opens with
LONGEST = 140  # characters of an apposition before a name


def beside(text: str, paragraph: Span, at: Span, sides: Sides) -> list[str]:
    """Return what is set aside by commas before and behind a name and gives it an office or an occupation.

    Parameters
    ----------
    text : str
        The document's text.
    paragraph : Span
        The paragraph.
    at : Span
        Where somebody is named.
    sides : Sides
        Whose words are known.
    """
    return [words for words in _beside(text, paragraph, at) if _is_office(words) and not _names_another(words, sides)]


def _beside(text: str, paragraph: Span, at: Span) -> list[str]:
    """Return the words set aside by commas behind a name and before it."""
    behind = APPOSITION.match(text, at.end, paragraph.end)
    if behind and not _opens_with_phrase(behind.group("words")):
        behind = None
    before = BEFORE.search(text[max(paragraph.start, at.start - LONGEST) : at.start])
    opens = bool(before) and _opens_with_phrase(before.group("words"))
    if before and (not opens or before.group("words").split()[0].lower() in words("openers")):
        before = None  # "According to an official in Beijing, Ms Roe", "Praising the premier, Ms Roe": another's office
    return [found.group("words") for found in (behind, before) if found]


def described(text: str, paragraph: Span, at: Span, speaker: Speaker, sides: Sides) -> Speaker:
    """Return a speaker whose country the own words do not tell, with what stands beside the name.

    Parameters
    ----------
    text : str
        The document's text.
    paragraph : Span
        The paragraph.
    at : Span
        Where the speaker is named.
    speaker : Speaker
        As the words that name the speaker tell.
    sides : Sides
        Whose words and bodies are known.

    Returns
    -------
    Speaker
        The same when nothing beside it names a country.
    """
    if speaker.country != OTHER or mentions(text, at, sides):  # "Indian analyst Roe, a fellow at an American institute"
        return speaker
    owner = OWNER.search(text[max(paragraph.start, at.start - FARTHEST_OWNER) : at.start])
    if owner and speaker.office and (country := country_in(owner.group(), sides)):
        return replace(speaker, country=country, is_stranger=country == OTHER)
    led = LED.search(text[max(paragraph.start, at.start - LONGEST) : at.start])
    led = led or LEADS.match(text, at.end, paragraph.end)
    if led and (country := country_in(led.group("whose"), sides)):
        return replace(speaker, country=country, voice=voice_in(led.group(), sides), is_stranger=False)
    for told in _beside(text, paragraph, at):
        if country := _country_of_office(told, sides):
            voice = voice_in(told, sides)
            institution = speaker.institution if voice == "state" else "other"
            is_stranger = country == OTHER
            return replace(speaker, country=country, voice=voice, institution=institution, is_stranger=is_stranger)
    body = last_body(text, Span(paragraph.start, at.start), sides)
    opening = OPENING.match(at.of(text)).group("noun").lower()
    is_bare = opening in words("nouns") - words("modifiers")  # not "the army spokesman"
    if body and is_bare and speaker.office.lower() in words("of_a_body"):
        return replace(speaker, country=body.country, institution=body.institution)
    return speaker


def _opens_with_phrase(beside: str) -> bool:
    """Tell whether words open with a noun phrase: "Mr Khan, met a delegation from China" goes on with a verb."""
    first = re.match(r"[\w-]+", beside)
    is_noun = bool(first) and first.group().lower() in words("nouns")  # "director research at a bank"
    return is_noun or any(actor.span.start == 0 for actor in actors(beside, Span(0, len(beside))))


def _country_of_office(told: str, sides: Sides) -> str:
    """Return the country of the office that words beside a name give, blank when they give none or name another."""
    return country_in(told, sides) if _is_office(told) and not _names_another(told, sides) else ""


def _is_office(told: str) -> bool:
    """Tell whether words have a noun of an office or an occupation."""
    return any(word in words("nouns") for word in re.findall(r"[a-z]+", told.lower()))


def _names_another(told: str, sides: Sides) -> bool:
    """Tell whether words beside a name name somebody of their own."""
    own = re.split(r" (?:of|for|at|in) ", told)[0]
    return len(name_words(name_in(own, titles_in(own, sides), sides))) > 1
