"""The smallest unit of the project: a source, a cue and a content, each with its place in the text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from positions.documents import Document, Span
from positions.documents.turns import Turn

if TYPE_CHECKING:
    from positions.attribution.network import Judgement

# The rules by which a sentence is its speaker's because of the form of the text: in a summary record reported, else
# in the speaker's own words.
SPOKEN = ("speech", "turn", "record")
BY_ITSELF = ("speech", "record")  # of them, those by which a sentence goes on from none before

AGREED = "agreed together"  # the rule of what those who met agreed, whoever they are


@dataclass(frozen=True)
class Attribution:
    """One attribution (PARC 3.0: Pareti 2016; PolNeAR: Newell, Margolin & Ruths 2018), before its source is resolved.

    Attributes
    ----------
    source : Span or None
        The words that name the source; None when nothing names it.
    cue : Span or None
        The words that attribute; None for a headline with a colon and for a quotation that stands alone.
    content : tuple of Span
        What is attributed, without outer quotation marks; several pieces when a cue interrupts it.
    relays : tuple of Span
        Who relays it, from the outermost in: "A reported that B said C hoped …" has A and B.
    lemma : str
        The cue's verb, blank without a cue.
    kind : str
        The act the cue reports when the content does not say otherwise, blank without a cue.
    rule : str
        The name of the rule that found it.
    addressee : Span or None
        Whom the text says it was told: "told the envoy that …".
    within : tuple of Attribution
        Statements of others that its content tells of, which stand in its place when they are indeed others'.
    turn : Turn or None
        The turn it stands in, in a record of speech: the turn's speaker is the source when there is none.
    judged : Judgement or None
        What the network makes of it.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    relays: tuple[Span, ...] = ()
    lemma: str = ""
    kind: str = ""
    rule: str = ""
    addressee: Span | None = None
    within: tuple["Attribution", ...] = ()
    turn: Turn | None = None
    judged: "Judgement | None" = None

    @property
    def whole(self) -> Span:
        """The stretch from the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)


# What finds attributions: rules today, a trained tagger or both tomorrow. It sees one document and knows nothing of
# countries or codes; which attributions belong to the question is decided afterwards, from the resolved speaker.
Attributor = Callable[[Document], list[Attribution]]
