"""Where words and phrases stand in the statements, keywords in context, and the statement to quote.

All tables of wording rest on the index of phrases that is made here. A phrase is a run of one to eight words of one
statement that no punctuation interrupts. It opens and ends with a word that is neither a function word nor a digit, and
contains a word that, besides, is not a name.

The names are those of the countries' profiles, of ``titles.yaml`` and ``speakers.yaml``, and of the speakers found.
Third countries, projects and companies are not names in this sense: to speak of them with one side and not with the
other is part of what is said.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from positions import schemas
from positions.attribution.offices import persons_of_offices, titles_in
from positions.attribution.speakers import country_mentions
from positions.attribution.statements import EXPLICIT
from positions.comparison.partition import Comparison, table_of
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Span
from positions.schemas import LIST_SEPARATOR

NAME_KINDS = ("names", "capitals", "demonyms", "institutions")
COUNTRY_KINDS = ("names", "capitals", "demonyms")  # a project may hold such a name: "China Pakistan Economic Corridor"
NAME_PART = re.compile(r"\w[\w’']*")


def find_names(content: str, sides: Sides) -> list[Span]:
    """Return the places in a statement that name a country compared, an organ of it, or an office."""
    found = country_mentions(content, Span(0, len(content)), sides)
    countries = (m for m in found if m.country in sides.parties and m.kind in NAME_KINDS)
    return [*(mention.span for mention in countries), *(span for span, _ in titles_in(content, sides))]


def words_of_names(speakers: Iterable[str], sides: Sides) -> frozenset[str]:
    """Return the single words of names, in small letters: countries compared, persons in the offices tables, speakers.

    Parameters
    ----------
    speakers : iterable of str
        Names, or several joined by ``"; "``.
    sides : Sides
        The countries compared.
    """
    return _known_words(sides) | _words(speakers)


@cache
def _known_words(sides: Sides) -> frozenset[str]:
    """Return the words of the countries' names, of the names in the offices table and of ranks and courtesies."""
    profiles = [profile(party) for party in sides.parties]
    lands = [name for own in profiles for kind in COUNTRY_KINDS for name in own.words[kind]]
    spellings = [name for own in profiles for other in own.spellings.values() for name in other]
    before = lexicon("attribution", "speakers")
    titles = [*before["ranks"], *before["courtesies"], *before["forenames_left_out"]]
    return _words([*lands, *(person.name for person in persons_of_offices(sides.parties)), *spellings, *titles])


def _words(found: Iterable[str]) -> frozenset[str]:
    """Return the different words of names."""
    return frozenset(word.casefold() for name in found for word in NAME_PART.findall(name) if word[0].isupper())


LONGEST_PHRASE = 8
LEAST_CONTENT = 2  # words that are neither names nor function words, for two sides to have a wording in common
RUN = re.compile(r"[\w\s’'&-]+")  # what is neither a letter, a digit, a space nor one of these interrupts
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Word(NamedTuple):
    """One word of a content: its counted form, its place in the content, and its kind."""

    text: str
    start: int
    end: int
    kind: str  # content, function, name


@cache
def _idle_words() -> frozenset[str]:
    """Return the words that carry nothing alone."""
    listed = lexicon("comparison", "idle_words")
    return frozenset([*listed["function"].split(), *listed["general"].split()])


@table_of(phrase=str, length=int, names=int, content=int, statement_id=str, start=int, end=int)
def index_phrases(comparison: Comparison) -> pd.DataFrame:
    """List every place of every phrase.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        For the statements of every part, repeated ones once, in their order: each ``phrase`` in small letters, one
        space between words, its ``length`` in words, how many of these are ``names`` and how many ``content``, neither
        names nor function words; ``start`` and ``end`` are places in the document's text.
    """
    rows = comparison.statements[comparison.statements.repeats == ""]
    known = words_of_names(rows.speaker, comparison.sides)
    table = []
    for statement_id, content, spans in zip(rows.statement_id, rows.content, rows.spans, strict=True):
        for run in split_runs(content, known, comparison.sides):
            shift = place_in_text(spans, run[0].start) - run[0].start
            for phrase in _phrases(run):
                kinds = [word.kind for word in phrase]
                counts = len(phrase), kinds.count("name"), kinds.count("content")
                places = phrase[0].start + shift, phrase[-1].end + shift
                table.append((" ".join(word.text for word in phrase), *counts, statement_id, *places))
    return table


def split_runs(content: str, known: frozenset[str], sides: Sides) -> Iterator[list[Word]]:
    """Yield the runs of words of a content between punctuation marks.

    Parameters
    ----------
    content : str
    known : frozenset of str
        Words of names (`positions.comparison.concordance.words_of_names`); they count if they have a capital.
    sides : Sides
        The countries compared.
    """
    named = find_names(content, sides)
    for piece in RUN.finditer(content):
        words = []
        for match in WORD.finditer(content, *piece.span()):
            start, end = match.span()
            text = match.group().casefold().replace("’", "'")
            bare = text.removesuffix("'s")
            is_name = any(span.start < end and start < span.end for span in named)
            is_name = is_name or (match.group()[0].isupper() and not known.isdisjoint(bare.split("-")))
            is_idle = bare in _idle_words() or not re.search(r"[^\W\d_]", bare)
            words.append(Word(text, start, end, "name" if is_name else "function" if is_idle else "content"))
        if words:
            yield words


def is_within(short: str, long: str) -> bool:
    """Tell whether one phrase stands within another, longer one, word by word."""
    return short != long and f" {short} " in f" {long} "


def keep_longest(phrases: dict[str, object]) -> list[str]:
    """Return the phrases without those that occur only within one and the same longer phrase.

    Parameters
    ----------
    phrases : dict of str to object
        For each phrase a hashable value that stands for its places.
    """
    alike: dict[object, list[str]] = {}
    for phrase, where in phrases.items():
        alike.setdefault(where, []).append(phrase)
    return [phrase for phrase in phrases if not any(is_within(phrase, other) for other in alike[phrases[phrase]])]


def content_pieces(spans: str) -> Iterator[tuple[int, int, int]]:
    """Yield for each piece of a content where it starts and ends in the content, and where it starts in the text."""
    at = 0
    for start, end in schemas.read_spans(spans):
        yield at, at + end - start, start
        at += end - start + len(schemas.PIECE_SEPARATOR)


def place_in_text(spans: str, at: int) -> int:
    """Return where a character of a content stands in the text."""
    return next(text + at - start for start, end, text in content_pieces(spans) if at < end)


def _phrases(run: list[Word]) -> Iterator[list[Word]]:
    """Yield the phrases of a run of words."""
    for at, first in enumerate(run):
        for length in range(1, min(LONGEST_PHRASE, len(run) - at) + 1):
            phrase = run[at : at + length]
            ends = (first.kind, phrase[-1].kind)
            if "function" not in ends and any(word.kind == "content" for word in phrase):
                yield phrase


OF_STATEMENT = ["side", "statement_id", "published", "outlet", "speaker"]
AROUND = {"left": str, "keyword": str, "right": str, "start": int, "end": int}
KEYWORD_LINES = schemas.Schema("keywords in context", {"phrase": str, **dict.fromkeys(OF_STATEMENT, str), **AROUND})
CONTEXT_WIDTH = 60  # characters to either side, whole words


def keywords_in_context(comparison: Comparison, phrases: Sequence[str], side: str) -> pd.DataFrame:
    """List the places of phrases in what the state says to one side.

    Parameters
    ----------
    comparison : Comparison
    phrases : sequence of str
        As in `index_phrases`.
    side : str
        The counterpart.

    Returns
    -------
    DataFrame
        With the schema KEYWORD_LINES, by phrase as given, then in the order of the documents. Left and right are words
        of the stored text, with its line breaks, and end with the paragraph; ``start`` and ``end`` are places in it.
    """
    rows = comparison.part("said", side)
    statements = {row.statement_id: row for row in rows.itertuples(index=False)}
    places = index_phrases(comparison)
    places = places[places.statement_id.isin(rows.statement_id)]
    found = (place for phrase in phrases for place in places[places.phrase == phrase].itertuples())
    lines = ((statements[place.statement_id], place.phrase, place.start, place.end) for place in found)
    return _keyword_lines(comparison, lines)


def pattern_in_context(comparison: Comparison, rows: pd.DataFrame, pattern: re.Pattern) -> pd.DataFrame:
    """List the places of a pattern in the words of statements.

    Parameters
    ----------
    comparison : Comparison
    rows : DataFrame
        Some of its statements.
    pattern : re.Pattern

    Returns
    -------
    DataFrame
        With the schema KEYWORD_LINES, in the order of the statements; ``phrase`` is what was found, in small letters.
        What would go on from one piece of a content to the next is not found.
    """
    lines = (
        (row, " ".join(match.group().casefold().split()), match.start() + at, match.end() + at)
        for row in rows.itertuples(index=False)
        for start, end, at in content_pieces(row.spans)
        for match in pattern.finditer(row.content[start:end])
    )
    return _keyword_lines(comparison, lines)


def _keyword_lines(comparison: Comparison, found: Iterable[tuple[object, str, int, int]]) -> pd.DataFrame:
    """Return places of phrases in the words of statements, each with what stands around it."""
    texts = {document.doc_id: document.text for document in comparison.documents}
    table = []
    for row, phrase, start, end in found:
        text, known = texts[row.doc_id], [getattr(row, name) for name in OF_STATEMENT]
        table.append((phrase, *known, _left(text, start), text[start:end], _right(text, end), start, end))
    return KEYWORD_LINES.table(table)


def _left(text: str, start: int) -> str:
    """Return the whole words before a place, back to the paragraph's start."""
    first = max(0, start - CONTEXT_WIDTH, text.rfind("\n\n", 0, start) + 2)
    if first and text[first - 1].isalnum():
        first += len(text[first:start].split(" ", 1)[0])
    return text[first:start]


def _right(text: str, end: int) -> str:
    """Return the whole words behind a place, up to the paragraph's end."""
    stop = text.find("\n\n", end)
    last = min(len(text) if stop < 0 else stop, end + CONTEXT_WIDTH)
    if last < len(text) and text[last].isalnum():
        last -= len(text[end:last].rsplit(" ", 1)[-1])
    return text[end:last]


SURE_ENOUGH = 70  # of 100
SHORTEST_QUOTED, LONGEST_QUOTED = 40, 240  # characters of a content that reads well alone
FORM_ORDER = {"direct": 0, "mixed": 1}  # the speaker's own words before the source's report of them


def typical_statement(rows: pd.DataFrame, used: Collection[str] = ()) -> pd.DataFrame:
    """Choose the statement to quote for a cell of a table.

    Parameters
    ----------
    rows : DataFrame
        Statements (``PARTS``) that the cell counts.
    used : collection of str
        Documents (``doc_id``) from which something is quoted already.

    Returns
    -------
    DataFrame
        One row, or none if there is no statement. These criteria decide, in this order: its document is not used yet,
        its words name the counterpart, the coder is sure of it, and the speaker's institution is known; it has the
        most frequent main theme and the most frequent act of the rows; it reads well alone (neither very short nor
        long), it is direct speech and not a paraphrase, the coder's confidence is high, and it is short.
    """
    if rows.empty:
        return rows
    main = main_theme(rows)
    length = rows.content.str.len()
    order = pd.DataFrame(
        {
            "used": rows.doc_id.isin(set(used)),
            "unnamed": rows.target_basis != EXPLICIT,
            "unsure": rows.confidence < SURE_ENOUGH,
            "unplaced": rows.institution == "other",
            "off": (main != _commonest(main)).astype(int) + (rows.act != _commonest(rows.act)),
            "unread": ~length.between(SHORTEST_QUOTED, LONGEST_QUOTED),
            "form": rows.quote_type.map(FORM_ORDER).fillna(len(FORM_ORDER)),
            "doubt": -rows.confidence,
            "length": length,
        }
    )
    return rows.loc[order.sort_values(list(order), kind="stable").index[:1]]


def typical_by_theme(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Choose statements that show the themes of the rows: one for each main theme, the most frequent theme first.

    Parameters
    ----------
    rows : DataFrame
        Statements (``PARTS``).
    most : int
        How many at most.

    Returns
    -------
    DataFrame
        All rows if there are no more than that, assertions without a position last; else the typical statement of
        each of the most frequent themes, from different documents if possible.
    """
    if len(rows) <= most:
        return rows.sort_values("act", key=lambda act: act == "state", kind="stable")
    main = main_theme(rows)
    chosen, used = [], set()
    for theme, _ in Counter(main).most_common(most):
        one = typical_statement(rows[main == theme], used)
        used |= set(one.doc_id)
        chosen.append(one)
    return pd.concat(chosen)


def main_theme(rows: pd.DataFrame) -> pd.Series:
    """Return the main theme of statements: the first of each."""
    return rows.themes.map(lambda themes: themes.partition(LIST_SEPARATOR)[0]).astype("str")


def _commonest(column: pd.Series) -> str:
    """Return the most frequent value; of several the one that comes first."""
    return Counter(column).most_common(1)[0][0]
