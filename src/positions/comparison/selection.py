"""Which documents, statements and engagements the parameters leave in."""

from collections.abc import Sequence

import pandas as pd

from positions import schemas
from positions.comparison.parameters import Parameters
from positions.documents import Document
from positions.errors import InputError


def select(documents: Sequence[Document], chosen: Parameters) -> tuple[tuple[Document, ...], pd.DataFrame]:
    """Choose the documents published in the range of dates.

    Parameters
    ----------
    documents : sequence of Document
    chosen : Parameters

    Returns
    -------
    tuple of (tuple of Document, DataFrame)
        The documents that stay, and those set aside, with the reason (``schemas.LEFT_OUT``). A document without a date
        is set aside when a range is given.

    Raises
    ------
    InputError
        If no document is left; it says which dates there are.
    """
    if not (chosen.since or chosen.until):
        return tuple(documents), schemas.LEFT_OUT.table([])
    kept, aside = [], []
    for document in documents:
        reason = _reason(document.published, chosen)
        if reason:
            aside.append({"file": document.file, "reason": reason, "remedy": "Change since or until.", "language": ""})
        else:
            kept.append(document)
    if not kept:
        _refuse(documents, chosen)
    return tuple(kept), schemas.LEFT_OUT.table(aside)


def _reason(published: str, chosen: Parameters) -> str:
    """Say why a date is out of range, blank when it is not."""
    if not published:
        return "has no date"
    known = len(published)  # of a document whose year alone is known, the year has to reach into the range
    if chosen.since and published < chosen.since[:known]:
        return f"published {published}, before {chosen.since}"
    return f"published {published}, after {chosen.until}" if chosen.until and published > chosen.until[:known] else ""


def _refuse(documents: Sequence[Document], chosen: Parameters) -> None:
    """Raise the error for a range without documents."""
    dates = sorted(d.published for d in documents if d.published)
    name = "since" if chosen.since else "until"
    span = f"from {chosen.since or 'the first'} to {chosen.until or 'the last'}"
    there = f"The documents are dated {dates[0]} to {dates[-1]}" if dates else "No document has a date"
    undated = len(documents) - len(dates)
    more = f"; {undated} have none" if undated and dates else ""
    raise InputError(name, f"no document is dated {span}", f"{there}{more}.")


def keep(statements: pd.DataFrame, engagements: pd.DataFrame, chosen: Parameters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Choose the statements and engagements of the institutions, speakers and themes asked for.

    Institutions and speakers are those of the actor's side (joint statements that name them stay). What others said
    stays when it was said in an engagement in which one of the actor's statements that stay was made. A theme keeps
    every statement that carries it, whoever speaks. An engagement stays when a statement made in it stays, when it has
    a topic asked for, or when the actor's side names a speaker asked for.

    Parameters
    ----------
    statements, engagements : DataFrame
        With the schemas STATEMENTS and ENGAGEMENTS.
    chosen : Parameters

    Returns
    -------
    tuple of DataFrame
        The rows that stay, in their order.

    Raises
    ------
    InputError
        If ``speakers`` names nobody who speaks in the documents.
    """
    if not (chosen.institutions or chosen.speakers or chosen.themes):
        return statements.reset_index(drop=True), engagements.reset_index(drop=True)
    own = statements.speaker_country.isin([chosen.actor, "JOINT"])
    wanted, named = own.copy(), pd.Series(False, index=engagements.index)
    if chosen.institutions:
        wanted &= statements.institution.isin(chosen.institutions)
    if chosen.speakers:
        wanted &= _names(statements.speaker + " " + statements.office, chosen.speakers)
        named = _names(engagements.own_side, chosen.speakers)
        if not wanted.any() and not named.any():
            _refuse_speakers(statements[statements.speaker_country == chosen.actor], chosen)
    if chosen.institutions or chosen.speakers:
        said_in = set(statements.engagement_id[wanted & (statements.engagement_id != "")])
        wanted |= ~own & statements.engagement_id.isin(said_in | set(engagements.engagement_id[named]))
    else:
        wanted[:] = True
        named[:] = True
    if chosen.themes:
        wanted &= _carries(statements.themes, chosen.themes)
        named &= _carries(engagements.topics, chosen.themes)
    left = engagements.engagement_id.isin(set(statements.engagement_id[wanted])) | named
    return statements[wanted].reset_index(drop=True), engagements[left].reset_index(drop=True)


def _names(column: pd.Series, parts: Sequence[str]) -> pd.Series:
    """Tell the rows that hold one of the parts of names."""
    folded = column.str.casefold()
    return pd.concat([folded.str.contains(part.casefold(), regex=False) for part in parts], axis=1).any(axis=1)


def _carries(column: pd.Series, codes: Sequence[str]) -> pd.Series:
    """Tell the rows whose list has one of the codes."""
    wanted = set(codes)
    return column.map(lambda listed: bool(wanted & set(listed.split(schemas.LIST_SEPARATOR)))).astype(bool)


def _refuse_speakers(statements: pd.DataFrame, chosen: Parameters) -> None:
    """Raise the error for speakers who do not speak."""
    there = sorted(set(statements.speaker))
    some = ", ".join(there[:10]) + (f" and {len(there) - 10} more" if len(there) > 10 else "")
    asked = ", ".join(chosen.speakers)
    raise InputError("speakers", f"nobody named {asked} speaks in the documents", f"Speaking are: {some or 'nobody'}.")
