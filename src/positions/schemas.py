"""The tables that pass from room to room, column by column.

Every table is flat (text and whole numbers), so that CSV, Parquet and a spreadsheet hold the same thing. A list of
codes is one text joined by ``"; "``, the pieces of an interrupted content are joined by ``" […] "``, and blank text
means that the source does not say.
"""

from dataclasses import dataclass

import pandas as pd

LIST_SEPARATOR = "; "
PIECE_SEPARATOR = " […] "
# The columns of exact words in STATEMENTS, each with the column of their places.
PLACES = {
    "content": "spans",
    "source": "source_span",
    "cue": "cue_span",
    "condition": "condition_span",
    "label": "label_span",
}


@dataclass(frozen=True)
class Schema:
    """The columns of a table, in order, with their types.

    Parameters
    ----------
    name : str
        What one row is, in the plural.
    columns : dict of str to type
        ``str`` or ``int`` for each column; neither may be missing in a row.
    """

    name: str
    columns: dict[str, type]

    def table(self, rows: list[dict]) -> pd.DataFrame:
        """Make the table from rows, one dict for each, keys as the columns."""
        frame = pd.DataFrame(rows, columns=list(self.columns))
        types = {column: "int64" if kind is int else "str" for column, kind in self.columns.items()}
        return self.check(frame.astype(types))

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the table as it is, or say which column breaks the schema.

        Raises
        ------
        TypeError
            If a column is missing, unknown, out of order, of another type or has missing values.
        """
        if list(frame.columns) != list(self.columns):
            missing = [c for c in self.columns if c not in frame.columns]
            unknown = [c for c in frame.columns if c not in self.columns]
            raise TypeError(f"{self.name}: columns missing {missing}, unknown {unknown}, or in another order")
        for column, kind in self.columns.items():
            is_right = pd.api.types.is_integer_dtype if kind is int else pd.api.types.is_string_dtype
            if not is_right(frame[column]) or frame[column].isna().any():
                raise TypeError(f"{self.name}: column {column!r} is not wholly {kind.__name__}")
        return frame


DOCUMENTS = Schema(
    "documents",
    {
        "doc_id": str,  # stable: the file's name without its ending
        "file": str,  # the file's name
        "kind": str,  # what the page says it is: report, opinion, editorial …; blank when it says nothing
        "genre": str,  # press, speech, transcript, interview
        "why_genre": str,  # how that is known
        "speaker": str,  # the words that name whose speech, briefing or interview it is; blank for press
        "byline": str,
        "outlet": str,  # code in the file's name or the manifest: dunya, dawn, app
        "publisher": str,  # "Dunya News"
        "title": str,  # the headline
        "language": str,  # ISO 639-1, as stated or the outlet's; blank when unknown
        "url": str,
        "dateline": str,  # "RAWALPINDI"
        "published": str,  # ISO date, a year when that is all, blank when unknown
        "published_at": str,  # ISO date and time with zone, blank when unknown
        "retrieved": str,  # ISO date of fetching; of what came from a file, as the file or the manifest says
        "rights": str,
        "origin": str,  # "export.jsonl, line 12", an address; blank for a file of its own
        "added": str,  # ISO date of its adding to a corpus
        "sha256_received": str,  # of what came in, where a corpus stores a text made of it
        "sha256": str,  # of the file as received, or of the text as a corpus stores it
        "characters": int,
    },
)

LEFT_OUT = Schema(
    "files left out",
    {
        "file": str,
        "reason": str,
        "remedy": str,
        "language": str,  # ISO 639-1, of a text that is left out for its language; blank for any other reason
    },
)

CARRIERS = Schema(
    "carriers of releases",
    {
        "release": str,  # doc_id of the member that speaks for it
        "doc_id": str,
        # speaks; exact: the same words; reprint, by another outlet; update, another version of the same outlet or
        # address; contained: a part of it; contains: it and as much again; related: both share more with a third
        "role": str,
        "shared": int,  # per cent of its words that stand in the member that speaks, in runs of five and more
        "of_speaker": int,  # per cent of the words of that which stand in it
    },
)

STATEMENTS = Schema(
    "statements",
    {
        "statement_id": str,  # doc_id:start-end, unique
        "doc_id": str,
        "file": str,
        "outlet": str,
        "published": str,
        "content": str,  # exact words; pieces joined by PIECE_SEPARATOR
        "start": int,  # first character of the content in the text
        "end": int,  # one past its last character
        "spans": str,  # "653-803", one for each piece, joined by LIST_SEPARATOR
        "source": str,
        "source_span": str,  # "636-650", blank when the source is not named
        "cue": str,
        "cue_span": str,
        "speaker": str,  # resolved; several joined by LIST_SEPARATOR
        "office": str,
        "speaker_country": str,  # PAK, USA, CHN, JOINT, OTHER
        "institution": str,
        "voice": str,  # for whom the speaker speaks: state, party, former, private, media, unknown
        "via": str,
        "chain": str,  # "Dunya News ← ISPR ← Qamar Javed Bajwa"
        "quote_type": str,
        "target": str,
        "target_basis": str,
        "themes": str,  # main one first, joined by LIST_SEPARATOR
        "act": str,
        "stance": int,
        "condition": str,
        "condition_span": str,
        "label": str,
        "label_span": str,
        "engagement_id": str,  # the engagement it was said in, blank when none is known
        "corrected": str,  # "stance: 0, the coder had 1 (A. Reader, 2026-11-24: …)", joined by " | "
        "confidence": int,  # per cent: words, speaker, country, target and act are all right
        "confidence_content": int,  # per cent: the words are a statement of the question
        "confidence_speaker": int,  # per cent, of statements whose words are right: this code is right
        "confidence_speaker_country": int,
        "confidence_institution": int,
        "confidence_quote_type": int,
        "confidence_target": int,
        "confidence_themes": int,  # the main theme
        "confidence_act": int,
        "confidence_stance": int,
        "why_statement": str,  # the rule that found it
        "why_speaker": str,  # the rule and the words behind each code
        "why_institution": str,
        "why_via": str,
        "why_quote_type": str,
        "why_target": str,
        "why_themes": str,
        "why_act": str,
        "why_stance": str,
        "why_condition": str,
        "why_label": str,
    },
)

ENGAGEMENTS = Schema(
    "engagements",
    {
        "engagement_id": str,  # doc_id:start-end of the sentence that reports it
        "doc_id": str,
        "file": str,
        "published": str,
        "own_side": str,  # "Qamar Javed Bajwa, Chief of Army Staff"; several joined by LIST_SEPARATOR
        "other_side": str,
        "country": str,  # USA, CHN
        "channel": str,  # meeting, call, visit, message, ceremony, agreement
        "own_level": str,  # head, minister, service_chief, ambassador, official, unnamed
        "other_level": str,
        "place": str,
        "date": str,  # when it was: ISO date, a month or a year when that is all, blank when the text does not say
        "recalled": str,  # yes: no news of the days before publication, but an old one that the text looks back on
        "topics": str,  # themes, joined by LIST_SEPARATOR
        "start": int,
        "end": int,
        "evidence": str,  # the sentence that reports it
        "why_channel": str,
        "why_date": str,  # the words that tell the date
    },
)

CORRECTIONS = Schema(
    "corrections by readers",
    {
        "file": str,  # corrections.yaml
        "line": int,  # where the correction starts in it
        "statement": str,  # as the reader names it: doc_id:start-end
        "statement_id": str,  # the statement it was applied to, as it is called now; blank when not applied
        "words": str,  # the reader's words of it
        "field": str,
        "value": str,
        "coder": str,  # what the coder had, blank when not applied
        "author": str,
        "date": str,
        "reason": str,
        "problem": str,  # why it was not applied, blank when it was
        "remedy": str,
    },
)
