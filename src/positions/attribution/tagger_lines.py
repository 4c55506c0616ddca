"""Headlines and paragraphs cut into words, each with its sentence and its quotation: what the tagger labels."""

import re
from dataclasses import dataclass

from positions.attribution.quotations import quotations
from positions.attribution.sentences import sentences
from positions.attribution.tagger_words import Word, word
from positions.documents import Document, Span

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|Maj|St|Jr|Sr|Prof|Rev)\.(?=\s)|\d+(?:[.,]\d+)*"
    r"|[’'](?:s|S|ve|ll|d|m|re)\b|[^\W\d_]+(?:[’'](?!(?:s|S|ve|ll|d|m|re)\b)[^\W\d_]+)*|\.\.\.|--|\w+|[^\w\s]"
)


@dataclass(frozen=True)
class Line:
    """A headline or a paragraph.

    Attributes
    ----------
    places : list of Span
        Its words and marks, in characters of the document's text.
    words : list of Word
        What is known of each.
    sentence : list of int
        The number of the sentence each stands in.
    quotation : list of int
        The number of the quotation each stands in, marks included; 0 outside.
    is_headline : bool
        Whether it is the headline.
    """

    places: list[Span]
    words: list[Word]
    sentence: list[int]
    quotation: list[int]
    is_headline: bool

    def __len__(self) -> int:
        return len(self.places)

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the words ``start`` up to, not including, ``end``."""
        return Span(self.places[start].start, self.places[end - 1].end)

    def opens(self, n: int) -> bool:
        """Tell whether a word is the first of its sentence."""
        return n == 0 or self.sentence[n - 1] != self.sentence[n]

    def closes(self, n: int) -> bool:
        """Tell whether a word is the last of its sentence."""
        return n + 1 == len(self) or self.sentence[n + 1] != self.sentence[n]


def lines(document: Document) -> list[Line]:
    """Cut a document's headline and paragraphs into words; what has none is left out."""
    found = [
        _line(document.text, span, span == document.headline) for span in (document.headline, *document.paragraphs)
    ]
    return [line for line in found if len(line)]


def _line(text: str, span: Span, is_headline: bool) -> Line:
    """Cut one stretch of text into words."""
    places = [Span(*match.span()) for match in TOKEN.finditer(text, span.start, span.end)]
    quoted = quotations(text, span)
    starts = [sentence.start for sentence in sentences(text, span, quoted)]
    marked = [Span(q.start - 1, q.end + 1) for q in quoted]
    words = [word(place.of(text)) for place in places]
    return Line(places, words, _last_begun(places, starts), _within(places, marked), is_headline)


def _last_begun(places: list[Span], starts: list[int]) -> list[int]:
    """Return for each place the number of the last start at or before it."""
    numbers, n = [], 0
    for place in places:
        while n + 1 < len(starts) and starts[n + 1] <= place.start:
            n += 1
        numbers.append(n)
    return numbers


def _within(places: list[Span], spans: list[Span]) -> list[int]:
    """Return for each place the number, from 1, of the last span that holds its start, else 0."""
    numbers, n = [], 0
    for place in places:
        while n < len(spans) and spans[n].start <= place.start:
            n += 1
        numbers.append(n if n and place.start < spans[n - 1].end else 0)
    return numbers
