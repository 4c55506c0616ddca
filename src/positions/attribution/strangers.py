"""Strangers: whom a text names with an office and no country, and who did not hold that office in the country it would
be by default.

"Prime Minister" in a Pakistani paper is Pakistan's own, unless a name stands beside it that no prime minister of
Pakistan has borne, or the text is from abroad and the table knows nobody of that name.
"""

from functools import lru_cache

from positions.attribution.offices import Holder, Title, holders
from positions.attribution.phrases import country_in
from positions.attribution.speakers import name_words
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Document


def strange(document: Document, sides: Sides, name: str, title: Title | None, country: str) -> str:
    """Tell why somebody whom the offices table does not know is not a country's by default.

    Parameters
    ----------
    document : Document
        Its date and the place it is from are read.
    sides : Sides
        As the document sees them.
    name : str
        As the text writes it.
    title : Title or None
        The title the text gives the person.
    country : str
        The country that has the office, or the person, when nothing tells otherwise.

    Returns
    -------
    str
        The reason; blank when the person may be the country's.
    """
    if title and title.unique and (terms := _terms(title, country, document.published, sides)):
        borne = frozenset().union(*(_words_of(term.person, country) for term in terms))
        is_borne = name_words(name.split()[-1]) <= borne
        return "" if is_borne else f"no {title.of(country).office} of {country} in the offices table bore the name"
    is_abroad = country == sides.home and country_in(document.dateline.title(), sides) not in ("", sides.home)
    return f"the text is from “{document.dateline}”" if is_abroad else ""


def _terms(title: Title, country: str, date: str, sides: Sides) -> list[Holder]:
    """Return everyone the table gives in a country's office, none when it does not speak about the date."""
    listed = holders((country,)) if country in sides.known else ()
    found = [holder for holder in listed if holder.office in title.names(country)]
    is_told = any(term.since <= date for term in found) and any(date <= term.known_until for term in found)
    return found if is_told else []


@lru_cache(1024)
def _words_of(person: str, country: str) -> frozenset[str]:
    """Return the words of a person's names that tell people apart, in every spelling listed."""
    names = (person, *profile(country).spellings.get(person, ()))
    common = {word.lower() for word in lexicon("attribution", "speakers")["forenames_left_out"]}
    return frozenset(word for name in names for word in name_words(name)) - common
