"""One person has one status on one day, in whichever document: what one text tells of a person holds in the others.

A paper names a chamber's president with the post, another the same day by the name alone. The status is taken where the
offices table or a text tells it; what each text says stands as the reason.
"""

from functools import lru_cache

from positions.attribution.offices import titles_in
from positions.attribution.speakers import STATE, UNKNOWN, name_words
from positions.attribution.standing import OF_STATE
from positions.coding.confidence import confidences
from positions.countries import OTHER, Sides
from positions.schemas import LIST_SEPARATOR

# Of several statuses told of one person on one day the first counts: an office of state, a party, what somebody was.
ORDER = ("party", "former", "private", STATE)
LIKE = ("voice", "office", "institution")


def with_one_status(rows: list[dict], sides: Sides) -> list[dict]:
    """Return the rows of statements with one status for each person on each day.

    Parameters
    ----------
    rows : list of dict
        Of a whole collection, its documents in any order.
    sides : Sides
        Whose offices are known.

    Returns
    -------
    list of dict
        The same rows in the same order. One whose text tells nothing of the person, or another status, has that of the
        day and says under ``why_speaker`` which document told it. What somebody is said to have been at another time
        ("the then opposition leader") stays.
    """
    by_person: dict[tuple, list[dict]] = {}
    for row in rows:
        if key := _person(row):
            by_person.setdefault(key, []).append(row)
    told = {}
    for same in by_person.values():
        first = min(same, key=lambda row: _rank(row, sides))
        told |= {id(row): first for row in same}
    return [_as_told(row, told[id(row)]) if id(row) in told else row for row in rows]


def _person(row: dict) -> tuple | None:
    """Return what tells a person and a day from others; None of several, of a single word, without a date."""
    names = name_words(row["speaker"])
    is_one = len(names) > 1 and LIST_SEPARATOR not in row["speaker"]
    is_known = row["published"] and row["speaker_country"] != OTHER
    return (names, row["speaker_country"], row["published"]) if is_one and is_known else None


def _rank(row: dict, sides: Sides) -> tuple:
    """Return what puts the row that tells most of a person first, whatever the order of the documents."""
    if row["voice"] == UNKNOWN:
        place = len(ORDER) + 1
    elif row["voice"] == STATE and _is_of_state(row["office"], sides):
        place = -1
    else:
        place = ORDER.index(row["voice"]) if row["voice"] in ORDER else len(ORDER)
    return place, not row["office"], row["doc_id"], row["start"]


@lru_cache(maxsize=1024)
def _is_of_state(office: str, sides: Sides) -> bool:
    """Tell whether an office is one that a state's voice holds."""
    return any(title.level in OF_STATE for _, title in titles_in(office, sides))


def _as_told(row: dict, told: dict) -> dict:
    """Return a row with the status that another tells of the same person."""
    is_of_another_time = row["voice"] == "former" and told["voice"] == STATE
    if row["voice"] == told["voice"] or is_of_another_time or row["doc_id"] == told["doc_id"]:
        return row
    status = {name: told[name] for name in LIKE}
    why = {"why_speaker": f"{row['why_speaker']}; {_status(told)} in “{told['file']}” of the same day"}
    changed = row | status | why
    return changed | confidences(changed)


def _status(row: dict) -> str:
    """Return a status as a reason says it."""
    return f"“{row['office']}”" if row["office"] else row["voice"]
