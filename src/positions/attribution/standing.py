"""Standing: for whom a person speaks, told by office and institution, not by a word such as "president".

Who holds an office of state speaks for it. The head of a chamber, a club, a university or a firm does not, whatever the
post is called; and of whom the text tells nothing but a name, nobody knows it, unless the offices table does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from positions.attribution.bodies import body_in
from positions.attribution.offices import Title, holder_at, holders
from positions.attribution.persons import person_named
from positions.attribution.phrases import has_rank, voice_in
from positions.attribution.speakers import STATE, UNKNOWN, Speaker, name_words
from positions.countries import OTHER, Sides
from positions.data_files import lexicon

OF_STATE = ("head", "minister", "service_chief", "ambassador")  # levels of offices that a state's voice holds
HEAD = "head"


def standing(speaker: Speaker, title: Title | None, told: Sequence[str], date: str, sides: Sides) -> Speaker:
    """Return a named person with the voice that the office gives.

    Parameters
    ----------
    speaker : Speaker
        As the words that name the speaker tell; whoever is no named person stays as is.
    title : Title or None
        The title that the text gives the person.
    told : sequence of str
        Everything the text calls the person: the phrases with the name, and what is set aside from it.
    date : str
        ISO date of the text.
    sides : Sides
        Whose offices are known.

    Returns
    -------
    Speaker
        The voice is ``unknown`` when no office is told and the offices table knows none.
    """
    if not speaker.is_person or speaker.voice == "media":
        return speaker
    person = person_named(speaker.name, date, sides, "" if speaker.country == OTHER else speaker.country)
    if person and (post := person.post_at(date)):
        # "The then opposition leader", of somebody in office: what was said at another time.
        is_told = speaker.voice == "former" or (speaker.voice == STATE and speaker.office)
        held = {"office": post.office, "institution": post.institution, "level": post.level}
        why = f"{speaker.why}; “{post.office}” by the offices table"
        return speaker if is_told else replace(speaker, voice=STATE, why=why, **held)
    if title and title.level in OF_STATE and speaker.voice == STATE:
        has_left = bool(person) and person.has_left(date)
        other = is_not_held(title, speaker, date, sides)
        return _of(speaker, "former" if has_left else UNKNOWN, other) if other else speaker
    voice, words = _told(told, sides)
    if voice in (speaker.voice, "") and (speaker.office or voice):
        return speaker
    if voice:
        return _of(speaker, voice, f"called “{words}”")
    return _of(speaker, UNKNOWN, "no office is told")


def _told(told: Sequence[str], sides: Sides) -> tuple[str, str]:
    """Return for whom the words that a text has for somebody say that the person speaks, and the words; else blanks.

    A party goes before what somebody was, and that before an office of state that no list of titles has.
    """
    found = {voice: words for words in reversed(told) if (voice := voice_in(words, sides)) not in (STATE, "media")}
    if of_state := next((words for words in told if _is_of_state(words, sides)), ""):
        found[STATE] = of_state
    return next(((voice, found[voice]) for voice in ("party", "former", STATE, "private") if voice in found), ("", ""))


def _of(speaker: Speaker, voice: str, why: str) -> Speaker:
    """Return a person with another voice than the words beside the name give."""
    institution = speaker.institution if voice == STATE else "other"
    level = speaker.level if voice == STATE else "official"
    return replace(speaker, voice=voice, institution=institution, level=level, why=f"{speaker.why}; {why}")


def is_not_held(title: Title, speaker: Speaker, date: str, sides: Sides) -> str:
    """Tell why a "president" is not the state's: the table has another, or the state no such office; else blank.

    Parameters
    ----------
    title : Title
        The title.
    speaker : Speaker
        Who is called by it, with or without a name.
    date : str
        ISO date of the text.
    sides : Sides
        Whose offices are known.
    """
    if title.level != HEAD or not title.unique or speaker.country not in sides.known:
        return ""
    holder = holder_at(title, speaker.country, date, sides)
    if holder and name_words(speaker.name):
        return f"by the offices table “{holder.person}” was {title.office}"
    if any(holder.office in title.names(speaker.country) for holder in holders((speaker.country,))):
        return ""
    return f"the offices table has no {title.office} of {speaker.country}"


def _is_of_state(words: str, sides: Sides) -> bool:
    """Tell whether words call somebody by an office of state that no list of titles has, or name a body of a state."""
    body = body_in(words, sides)
    is_body = bool(body and body.voice == STATE) and voice_in(words, sides) != "private"  # no "University of Defence"
    return bool(_of_state().search(words)) or has_rank(words) or is_body


@cache
def _of_state() -> re.Pattern:
    """Return the pattern of offices of state that no list of titles has."""
    patterns = "|".join(lexicon("attribution", "speakers")["of_state"])
    return re.compile(rf"(?<![\w-])(?:{patterns})(?![\w-])", re.IGNORECASE)
