"""The cast of a document: everyone it names with a name or an office, in the order of the text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from positions.attribution.actors import Actor, actors, words
from positions.attribution.bodies import body_in
from positions.attribution.countries import OTHER
from positions.attribution.descriptions import described
from positions.attribution.offices import Title, holder_named, titles_in
from positions.attribution.phrases import country_in, name_in, office_in, voice_in
from positions.attribution.speakers import Speaker, name_words
from positions.documents import Document, Span


@dataclass(frozen=True)
class Appearance:
    """A member of the cast at a place in the text, and whether that is the subject of a sentence."""

    at: int
    end: int
    speaker: Speaker
    title: Title | None
    is_subject: bool


class Cast:
    """Everyone a document names, in the order of the text.

    Parameters
    ----------
    document : Document
        The document.
    home : str
        The outlet's country: an office without a country is this one's.
    sentences : iterable of Span
        Its sentences, the headline last, because it names in short whom the body names in full.
    """

    def __init__(self, document: Document, home: str, sentences: Iterable[Span]) -> None:
        self.document, self.home = document, home
        self.appearances: list[Appearance] = []
        for sentence in sentences:
            self._read_sentence(sentence)
        self.appearances = [replace(a, speaker=self._described(a)) for a in self.appearances]
        self.appearances.sort(key=lambda a: a.at)
        self.appearances = [replace(a, speaker=self._in_full(a.speaker)) for a in self.appearances]

    def _in_full(self, speaker: Speaker) -> Speaker:
        """Return a speaker under the fullest name, and with the country, that the text gives the person anywhere."""
        own = name_words(speaker.name)
        same = [a.speaker for a in self.appearances if own and own <= name_words(a.speaker.name)]
        name = reduce(_fuller, [one.name for one in same], speaker.name)
        told = next((one for one in same if one.country != OTHER), None)
        if told and speaker.country == OTHER:
            return replace(told, name=name, why=speaker.why)
        return replace(speaker, name=name)

    def _described(self, named: Appearance) -> Speaker:
        """Return a member of the cast with what stands beside the name."""
        at = Span(named.at, named.end)
        paragraph = next((p for p in self.document.paragraphs if p.start <= at.start < p.end), self.document.headline)
        return described(self.document.text, paragraph, at, named.speaker)

    def _read_sentence(self, sentence: Span) -> None:
        """Add everyone a sentence names; the first one whom no preposition governs is its subject."""
        has_subject = False
        for actor in actors(self.document.text, sentence):
            is_subject = not has_subject and actor.before not in words("prepositions")
            has_subject = has_subject or is_subject
            self._enter(actor, is_subject)

    def _enter(self, actor: Actor, is_subject: bool) -> None:
        """Add whoever a noun phrase names by a name or an office."""
        if actor.is_pronoun or actor.is_joint or (body_in(actor.words) and not titles_in(actor.words)):
            return
        speaker, title = self.read(actor.words)
        last = self.appearances[-1] if self.appearances else None
        if title and not speaker.name and last and not last.title and self._is_aside(last, actor):
            # "General Michael Erik Kurilla, Commander US CENTCOM": the office set aside belongs to the name before it.
            self.appearances[-1] = replace(last, speaker=replace(speaker, name=last.speaker.name), title=title)
        elif title or (speaker.is_person and len(name_words(speaker.name)) > 1):
            self.appearances.append(Appearance(actor.span.start, actor.span.end, speaker, title, is_subject))

    def _is_aside(self, last: Appearance, actor: Actor) -> bool:
        """Tell whether an actor stands directly behind a name, set aside by a comma."""
        return self.document.text[last.end : actor.span.start] == ", "

    def read(self, phrase: str) -> tuple[Speaker, Title | None]:
        """Read a noun phrase: its name, office and country, as far as its own words and the cast tell.

        Parameters
        ----------
        phrase : str
            The words.

        Returns
        -------
        tuple of Speaker and Title or None
            A speaker without a name when the phrase gives none, and the first title it has.
        """
        found = titles_in(phrase)
        name = name_in(phrase, found)
        known = self.known(name)
        if known and not found:
            return replace(known, why=f"named “{phrase}”"), None
        title = found[0][1] if found else None
        holder = holder_named(name, self.document.published)
        country = country_in(phrase) or (known.country if known else holder.country if holder else "")
        voice = voice_in(phrase)
        if not country and (title or (voice != "state" and name)):
            # "An official", "the ambassador", "analysts" may be anyone's: an office held by one, a rank, or a person
            # of the country's parties and firms is the outlet's own country's.
            is_own = voice != "state" or title.unique or (title.level != "official" and not title.posted)
            country = title.country if title and title.country else self.home if is_own else ""
        post = title or holder  # what the phrase says goes before what the table knows
        speaker = Speaker(
            _fuller(name, known.name if known else ""),
            office_in(phrase, found) or (holder.office if holder else ""),
            country or OTHER,
            post.institution if post and voice == "state" else "other",  # codebook (a): without office, `other`
            voice,
            post.level if post else "official",
            f"named “{phrase}”",
        )
        if known and known.office.startswith(speaker.office):
            speaker = replace(speaker, office=known.office, institution=known.institution, level=known.level)
        return speaker, title

    def known(self, name: str) -> Speaker | None:
        """Return the member of the cast whose name this is, in full or in part."""
        own = name_words(name)
        if not own:
            return None
        for appearance in reversed(self.appearances):
            theirs = name_words(appearance.speaker.name)
            is_whole = appearance.speaker.office or len(theirs) > 1
            if theirs and is_whole and (own <= theirs or theirs <= own):
                return appearance.speaker
        return None


def _fuller(name: str, other: str) -> str:
    """Return the fuller of two forms of a name."""
    return max((name, other), key=lambda form: (len(name_words(form)), len(form)))
