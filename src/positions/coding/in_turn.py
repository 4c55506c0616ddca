"""What is coded otherwise where somebody speaks in turns: whose turn it is, what was asked, what a sentence does.

A sentence of a speech has no cue, and tells of what others do in the same words in which a report tells of what they
say: "X rejected the plan" rejects nothing. So an act that takes a side is the speaker's only where he stands in the
sentence.
"""

from collections.abc import Sequence

from positions.attribution.attribution import BY_ITSELF, Attribution
from positions.attribution.cast import Cast
from positions.attribution.countries import mentions
from positions.attribution.hosts import host
from positions.attribution.speakers import Speaker
from positions.attribution.spoken import has_own, performed
from positions.coding.act import act
from positions.coding.patterns import Coding
from positions.countries import Sides
from positions.data_files import lexicon
from positions.documents import Span
from positions.documents.turns import Turn


class Turns:
    """The turns of one document in the course of being coded.

    Parameters
    ----------
    text : str
        The document's text.
    cast : Cast
        Everyone it names.
    """

    def __init__(self, text: str, cast: Cast) -> None:
        self.text, self.cast = text, cast
        self.hosts: dict[Span, Speaker] = {}

    def host(self, turn: Turn) -> Speaker:
        """Return whose turn it is, resolved once."""
        at = turn.paragraphs[0]
        if at not in self.hosts:
            self.hosts[at] = host(self.cast, turn)
        return self.hosts[at]

    def asked(self, turn: Turn | None) -> tuple[Speaker | None, str]:
        """Return whose turn it is and the one country that its question is about; None and blank without one."""
        asked = turn.asked if turn else ()
        named = {m.country for span in asked for m in mentions(self.text, span, self.cast.sides)}
        if not named:
            return None, ""
        speaker = self.host(turn)
        others = named - {speaker.country}
        is_one = len(others) == 1 and others <= {*self.cast.sides.parties}
        return (speaker, *others) if is_one else (None, "")

    def is_all_of(self, told: Attribution, others: Sequence[Attribution]) -> bool:
        """Tell whether what others are told to have said is all that a sentence says of a counterpart."""
        theirs = [Span(min(one.source.start, one.whole.start), one.whole.end) for one in others]
        sides = self.cast.sides
        named = [m.span for m in mentions(self.text, told.whole, sides) if m.country in sides.counterparts]
        return all(any(span.holds(name) for span in theirs) for name in named)


def act_of(found: Attribution, text: str, sides: Sides) -> Coding:
    """Code the act of a sentence of a turn.

    Parameters
    ----------
    found : Attribution
        The sentence. The verb by which its speaker says what he does ("We call upon …") goes before all else.
    text : str
        The document's text.
    sides : Sides
        The actor's name is the speaker's own.
    """
    content = found.content[0]
    if cue := performed(text, content, sides):
        if cue.kind in lexicon("coding", "acts")["decisive"]:
            return Coding(cue.kind, f"the speaker’s own verb “{cue.span.of(text)}”")
        behind = text[cue.span.end : content.end].strip()
        return act(behind, cue.span.of(text), cue.kind, cue.lemma, behind.startswith("that "))
    coded = act(content.of(text), "", "", "", is_clause=True)
    taking = "taking_sides_in_speeches" if found.rule in BY_ITSELF else "taking_sides"
    if coded.value in lexicon("coding", "acts")[taking] and not has_own(content.of(text), sides):
        return Coding("state", f"{coded.why}, where the speaker does not stand: of others’ doings")
    return coded


def stance(content: str, act: str, coded: Coding, sides: Sides) -> Coding:
    """Return the stance of a sentence of a turn: neutral when it states what the speaker has no part in.

    Parameters
    ----------
    content : str
        The sentence.
    act : str
        Its act.
    coded : Coding
        The stance by its words.
    sides : Sides
        The actor's name is the speaker's own.
    """
    if act == "state" and coded.value and not has_own(content, sides):
        return Coding(0, f"{coded.why}, where the speaker does not stand: of others’ doings")
    return coded
