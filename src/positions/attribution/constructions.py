"""Constructions: the orders of source, cue and content in one clause that make an attribution.

A `Clause` comes in; its `Attribution` records go out, not yet resolved. `source_first` reads "X said content and
thanked content, adding that content"; `source_around` reads sources that frame a whole sentence: "According to X,
content" and "Content, X said".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from positions.attribution.cues_and_sources import Cue, NounPhrase, actor_words, cue_of_participle, wording_pattern
from positions.attribution.network import Judgement
from positions.attribution.sentences import Clause, without_marks
from positions.documents import Span
from positions.documents.structure import Turn


class Construction(Enum):
    """How source, cue and content stand to each other; the value is how reasons and figures name it."""

    FORWARD = "forward"  # X said content
    CARRIED_ON = "carried on"  # … and thanked content, adding that content
    RELATIVE = "relative clause"  # …, who hoped for content
    OPENING = "opening participle"  # Reiterating content, X said …
    ASIDE = "aside"  # X, while calling it content, said …
    ACCORDING = "according to"  # According to X, content
    AGREED = "agreed together"  # It was agreed that content: by those who met, whoever they are
    QUOTED = "quoted as saying"  # Y quoted X as saying content
    PASSIVE = "passive"  # Y was told by X that content
    TRAILING = "trailing"  # Content, X said
    INTERRUPTED = "interrupted"  # Content, X said, content
    AS_SAID = "as said by"  # Content, as pointed out by X
    HEADLINE = "headline colon"  # Content: X
    ALONE = "quotation alone"  # a quotation without a source behind an attribution
    # A sentence is its speaker's because of the form of the text.
    SPEECH = "speech"
    TURN = "turn"
    RECORD = "record"  # in a summary record, in the third person

    @property
    def is_spoken(self) -> bool:
        """Tell whether it is a sentence of a turn rather than told by somebody else."""
        return self in (Construction.SPEECH, Construction.TURN, Construction.RECORD)

    @property
    def stands_by_itself(self) -> bool:
        """Tell whether it is a sentence of a turn that goes on from none before."""
        return self in (Construction.SPEECH, Construction.RECORD)


@dataclass(frozen=True)
class Attribution:
    """One attribution (PARC 3.0: Pareti 2016; PolNeAR: Newell, Margolin & Ruths 2018), before its source is resolved.

    Attributes
    ----------
    source : Span or None
        The words that name the source; None if nothing names it.
    cue : Span or None
        The words that attribute; None for a headline with a colon and for a quotation that stands alone.
    content : tuple of Span
        What is attributed, without outer quotation marks; several pieces when a cue interrupts it.
    construction : Construction
        By which it was found.
    relays : tuple of Span
        Those who relay it, from the outermost in: "A reported that B said C hoped …" has A and B.
    lemma : str
        The cue's verb, blank without a cue.
    kind : str
        The act the cue reports when the content does not say otherwise, blank without a cue.
    addressee : Span or None
        The person who was told, according to the text: "told the envoy that …".
    within : tuple of Attribution
        Statements of others that its content reports. They replace it if they are indeed others'.
    turn : Turn or None
        The turn it stands in, in a record of speech. Without a source, the turn's speaker is the source.
    judged : Judgement or None
        The network's judgement of it.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    construction: Construction
    relays: tuple[Span, ...] = ()
    lemma: str = ""
    kind: str = ""
    addressee: Span | None = None
    within: tuple["Attribution", ...] = ()
    turn: Turn | None = None
    judged: Judgement | None = None

    @property
    def whole(self) -> Span:
        """The stretch from the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)


# Kinds of cue between which and the content the occasion may stand: "said on Tuesday in a statement that".
WITH_OCCASION = ("state", "affirm", "aspire")
FEWEST_WORDS = 2
WITH_NAME = ("praise", "criticise")  # kinds of cue whose content may be one name: "thanked China"


def source_first(clause: Clause) -> list[Attribution]:
    """Attribute the words after the first cue with a subject, and after the cues that continue it.

    Parameters
    ----------
    clause : Clause
        A stretch without a source at its end.
    """
    outside = [cue for cue in clause.cues if not clause.is_quoted(cue.span)]
    for n, cue in enumerate(outside):
        if clause.shares_subject(cue, outside[:n]):
            continue
        if named := clause.subject(cue):
            before = _opening(clause, outside[0], named) or _aside(clause, outside[:n], cue, named)
            return before + follow_cues(clause, outside[n:], named)
    for n, cue in enumerate(outside):
        if named := clause.own_subject(cue, clause.span.start) or clause.main_subject(cue):
            return follow_cues(clause, outside[n:], named)
    return []


def _opening(clause: Clause, cue: Cue, named: NounPhrase) -> list[Attribution]:
    """Attribute the content of a participle that opens the sentence: "Reiterating content, X said …" (ruling 8)."""
    attributes = cue.form == "participle" and cue.lemma not in actor_words("introducing")
    comma = clause.text.rfind(",", cue.span.end, named.span.start)
    opens = clause.fills("before_opener", clause.span.start, cue.span.start)
    if not attributes or not opens or comma < 0:
        return []
    return _attributed_by_cue(clause, named, cue, comma, Construction.OPENING)


def _aside(clause: Clause, before: list[Cue], main: Cue, named: NounPhrase) -> list[Attribution]:
    """Attribute the content of a participle between a source and its verb: "X, while calling it content, said …"."""
    for cue in before:
        is_aside = cue.form == "participle" and not cue.is_doubtful and cue.lemma not in actor_words("introducing")
        linked = is_aside and clause.search("participial", named.span.end, cue.span.start)
        comma = clause.text.rfind(",", cue.span.end, main.span.start)
        if linked and linked.start() == named.span.end and comma >= 0:
            return _attributed_by_cue(clause, named, cue, comma, Construction.ASIDE)
    return []


def follow_cues(clause: Clause, following: list[Cue], named: NounPhrase | None) -> list[Attribution]:
    """Attribute the contents of a cue and of those that continue it, with their own subjects if they have any.

    Parameters
    ----------
    clause : Clause
        The stretch.
    following : list of Cue
        The cue and all cues after it.
    named : NounPhrase or None
        The source of the first cue; None if it is named elsewhere.
    """
    siblings = following[:1]
    is_within = False
    for cue in following[1:]:
        is_within = is_within or _stands_within(clause, cue, siblings[-1])
        if not is_within and _carries_on(clause, cue, siblings[-1]):
            siblings.append(cue)
    found: list[Attribution] = []
    for n, cue in enumerate(siblings):
        if n:
            named = clause.own_subject(cue, siblings[n - 1].span.end) or named
        stop = _edge(clause, siblings[n + 1]) if n + 1 < len(siblings) else clause.span.end
        construction = Construction.CARRIED_ON if n else Construction.FORWARD
        if clause.relative_start(cue) < cue.span.start:
            construction = Construction.RELATIVE
        found += _attributed_by_cue(clause, named, cue, stop, construction)
    return found


def _carries_on(clause: Clause, cue: Cue, last: Cue) -> bool:
    """Tell whether a cue carries on from the one before it, with the same source or one of its own."""
    text, since = clause.text, last.span.end
    if not text[since : cue.span.start].strip():
        return False
    if cue.form == "participle":
        is_speech = not cue.is_doubtful or text.startswith(" that ", cue.span.end)  # "seeking aid" is not speech
        is_linked = is_speech and clause.search("participial", since, cue.span.start)
        return bool(is_linked or clause.own_subject(cue, since))
    if cue.form == "base" or cue.is_doubtful:
        return False
    return bool(clause.search("coordinated", since, cue.span.start) or clause.own_subject(cue, since))


def _stands_within(clause: Clause, cue: Cue, last: Cue) -> bool:
    """Tell whether a cue and its subject stand within the content before: "said that in Beijing, both sides agreed"."""
    subject = clause.own_subject(cue, last.span.end) if last.kind == "state" and cue.form == "finite" else None
    return bool(subject and wording_pattern("adjunct").match(clause.text, last.span.end, subject.span.start))


def _edge(clause: Clause, cue: Cue) -> int:
    """Return where the content before a cue that carries on ends."""
    if (relative := clause.relative_start(cue)) < cue.span.start:
        return relative
    link = clause.search("linked", clause.span.start, cue.span.start)
    at = link.start() if link else cue.span.start
    subject = clause.own_subject(cue, clause.span.start)
    return min(at, clause.clause_start(subject)) if subject else at


def _attribute(
    clause: Clause,
    source: Span | None,
    cue: Cue,
    pieces: Sequence[Span],
    construction: Construction,
    relays: tuple[Span, ...] = (),
    addressee: Span | None = None,
) -> list[Attribution]:
    """Attribute pieces of a clause to a source by a cue, unless they have no words."""
    bared = [without_marks(clause.text, piece) for piece in pieces]
    content = tuple(piece for piece in bared if piece.start < piece.end)
    found = Attribution(source, cue.span, content, construction, relays, cue.lemma, cue.kind, addressee)
    return [found] if content else []


def _attributed_by_cue(
    clause: Clause, named: NounPhrase | None, cue: Cue, stop: int, construction: Construction
) -> list[Attribution]:
    """Attribute what stands behind a cue up to ``stop``; a word alone is no content unless it is quoted."""
    if stop <= cue.span.end:
        return []
    start = _content_start(clause.text, cue, stop)
    addressees = (a.span for a in clause.actors if a.span.start == cue.span.end + 1 and a.span.end < start)
    content = Span(start, _content_end(clause, start, stop))
    source = named.span if named else None
    found = _attribute(clause, source, cue, [content], construction, addressee=next(addressees, None))
    said = found[0].whole.of(clause.text) if found else ""
    is_name = cue.kind in WITH_NAME and said[:1].isupper()
    is_enough = len(said.split()) >= FEWEST_WORDS or is_name or (found and clause.is_quoted(found[0].whole))
    return found if is_enough else []


def _content_start(text: str, cue: Cue, stop: int) -> int:
    """Return where a content starts behind its cue: past whom it was said to, on what occasion, and "that"."""
    start = cue.span.end
    for verbs, to_whom in (("addressing_that", "to_whom_that"), ("addressing", "addressee")):
        whom = wording_pattern(to_whom).match(text, start, stop) if cue.lemma in actor_words(verbs) else None
        if whom:
            start = whom.end()
            break
    if cue.kind in WITH_OCCASION and (occasions := wording_pattern("occasions").match(text, start, stop)):
        start = occasions.end()
    return wording_pattern("opening").match(text, start, stop).end()


def _content_end(clause: Clause, start: int, stop: int) -> int:
    """Return where a content ends: before the first circumstance that the reporter adds outside quotation marks."""
    for circumstance in wording_pattern("circumstance").finditer(clause.text, start, stop):
        if not clause.is_quoted(Span(*circumstance.span())):
            return circumstance.start()
    return stop


LONGEST_LEAD = 90  # characters between the source of "according to" and the comma behind it
JUDGING = ("praise", "criticise", "deny")  # kinds of cue whose passive tells what is said of its subject
LONGEST_OCCASION = 60  # characters between "he said" and ", adding"


def source_around(clause: Clause) -> list[Attribution]:
    """Attribute a sentence that a source frames, if one does.

    Parameters
    ----------
    clause : Clause
        A sentence, a headline or the content of a body's report.
    """
    return (
        _leading_source(clause)
        or _agreed(clause)
        or _closing_lead(clause)
        or _quoted_as(clause)
        or _passive(clause)
        or _trailing(clause)
        or _as_said(clause)
    )


def _leading_source(clause: Clause) -> list[Attribution]:
    """'According to X, content.'"""
    lead = clause.match("lead", clause.span.start)
    named = clause.released_by(clause.actor_at(lead.end())) if lead else None
    if not named:
        return []
    comma = clause.text.find(",", named.span.end, min(clause.span.end, named.span.end + LONGEST_LEAD))
    content = Span(comma + 1, clause.span.end)
    return _attribute(clause, named.span, _according(lead), [content], Construction.ACCORDING) if comma >= 0 else []


def _according(lead: re.Match) -> Cue:
    """Return the cue in "according to"."""
    return Cue(Span(*lead.span("cue")), "according", "state", "finite")


def _agreed(clause: Clause) -> list[Attribution]:
    """'It was agreed that content.': nobody is named, and all at the table are meant."""
    agreed = clause.match("agreed", clause.span.start)
    if not agreed:
        return []
    cue = Cue(Span(*agreed.span("cue")), "agree", "commit", "finite")
    start = clause.match("opening", cue.span.end).end()
    return _attribute(clause, None, cue, [Span(start, clause.span.end)], Construction.AGREED)


def _closing_lead(clause: Clause) -> list[Attribution]:
    """'Content, according to X.'"""
    text, span = clause.text, clause.span
    for lead in wording_pattern("lead").finditer(text, span.start + 1, span.end):
        named = clause.released_by(clause.actor_at(lead.end()))
        if named and clause.breaks_before(lead.start()) and clause.fills("closing", named.span.end, span.end):
            content = Span(span.start, lead.start())
            return _attribute(clause, named.span, _according(lead), [content], Construction.ACCORDING)
    return []


def _trailing(clause: Clause) -> list[Attribution]:
    """'Content, X said.' and 'Content, said X.', with what carries on behind."""
    for cue in reversed(clause.cues):
        if cue.form == "participle" or clause.is_quoted(cue.span):
            continue
        for named, start in clause.beside(cue):
            if clause.breaks_before(start) and (found := _behind(clause, named, cue, start)):
                return found
    return []


def is_only_source(clause: Clause) -> bool:
    """Tell whether a sentence is only a source and a cue of speech, with time and place ("Mr Lin asked")."""
    return any(
        cue.form == "finite"
        and start == clause.span.start
        and named.span.start < cue.span.start
        and clause.fills(_closing(cue, named), cue.span.end, clause.span.end)
        for cue in clause.cues
        for named, start in clause.beside(cue)
    )


def _quoted_as(clause: Clause) -> list[Attribution]:
    """'“Content,” Y quoted X as saying.', 'Y quoted X as saying that content.', '“Content,” X was quoted as saying.'"""
    text, span = clause.text, clause.span
    quoted = clause.search("quoted_as", span.start, span.end)
    cue = cue_of_participle(quoted["verb"] or "saying", Span(*quoted.span("cue")), "participle") if quoted else None
    if not cue or clause.is_quoted(cue.span):
        return []
    between = ("beside", "gap")
    before = (a for a in clause.actors if any(clause.fills(gap, a.span.end, cue.span.start) for gap in between))
    teller, whom = next(before, None), Span(*quoted.span("whom"))
    if not teller:
        return []
    behind = quoted.end() + 4 if text.startswith(" by ", quoted.end()) else -1
    by = clause.actor_at(max(quoted.start("by"), behind))
    source, relay = (whom, teller) if whom.start >= 0 else (teller.span, by)
    start = teller.span.start
    content = Span(span.start, start) if clause.breaks_before(start) else Span(quoted.end(), span.end)
    opening = wording_pattern("opening").match(text, *content)
    relays = (relay.span,) if relay else ()
    return _attribute(clause, source, cue, [Span(opening.end(), content.end)], Construction.QUOTED, relays)


def _passive(clause: Clause) -> list[Attribution]:
    """'Y was told by X that content.', 'It was said by X that content.', 'Content was dismissed as content by X.'"""
    text, span = clause.text, clause.span
    for match in wording_pattern("passively").finditer(text, span.start, span.end):
        cue = cue_of_participle(match["verb"], Span(*match.span("cue")), "finite")
        named = clause.actor_at(match.end()) if cue and not clause.is_quoted(cue.span) else None
        pieces = _told_passively(clause, cue, named, match) if named else []
        if found := pieces and _attribute(clause, named.span, cue, pieces, Construction.PASSIVE):
            return found
    return []


def _told_passively(clause: Clause, cue: Cue, named: NounPhrase, match: re.Match) -> list[Span]:
    """Return the content of a passive: what stands behind its agent, its subject, or both."""
    text, end = clause.text, named.span.end
    openings = wording_pattern("next_clause").finditer(text, clause.span.start, match.start())
    subject = Span(max((opening.end() for opening in openings), default=clause.span.start), match.start())
    that = clause.match("by_whom", end)
    if that and (cue.lemma in actor_words("addressing_that") or subject.of(text).strip().lower() == "it"):
        return [Span(that.end(), clause.span.end)]
    if cue.kind == "request" and text.startswith(" to ", end):
        return [subject, Span(end, clause.span.end)]
    if cue.kind in JUDGING or (match["as"] and cue.kind == "state"):
        return [subject, Span(*match.span("as"))] if match["as"] else [subject]
    return []


def _as_said(clause: Clause) -> list[Attribution]:
    """'Content, as pointed out by X.'"""
    for cue in clause.cues:
        link = clause.search("as_said", clause.span.start, cue.span.start)
        agent = clause.match("agent", cue.span.end) if link else None
        if agent and (named := clause.actor_at(agent.end())):
            return _framed(clause, named, cue, Span(clause.span.start, link.start()), Construction.AS_SAID)
    return []


def _behind(clause: Clause, named: NounPhrase, cue: Cue, start: int) -> list[Attribution]:
    """Attribute the content before a source and cue when the words behind them show that it is theirs."""
    edge = max(named.span.end, cue.span.end)
    content = Span(clause.span.start, start)
    more_cue = _carried_on(clause, named, cue, edge)
    closes = clause.fills(_closing(cue, named), edge, clause.span.end)
    if clause.match("that_clause", edge):  # 'Asked “how far,” he said that'
        return []
    if not closes and not more_cue:
        is_closed = clause.quotation_closes_before(start)
        if more := _rest(clause, named, cue, edge) or (is_closed and _more_quoted(clause, edge)):
            return _attribute(clause, named.span, cue, [content, more], Construction.INTERRUPTED)
        if not is_closed:
            return []
    carried_on = follow_cues(clause, [more_cue], named) if more_cue else []
    return _framed(clause, named, cue, content, Construction.TRAILING) + carried_on


def _rest(clause: Clause, named: NounPhrase, cue: Cue, edge: int) -> Span | None:
    """Return the rest of a content that a source and cue between commas interrupt: 'Trade, he said, would grow.'"""
    opener = re.match(r"[\w’]+", clause.text[clause.span.start :])
    first = opener.group().lower() if opener else ""
    between = clause.match("between_commas", edge)
    is_adjunct = first.endswith("ing") or first in actor_words("openers") - actor_words("conjunctions")
    is_adjunct = is_adjunct and not (between and wording_pattern("finite").match(clause.text, between.end()))
    if is_adjunct or not between or named.span.start > cue.span.start or cue.kind not in ("state", "affirm"):
        return None
    rest = without_marks(clause.text, Span(between.end(), clause.span.end))
    return rest if len(rest.of(clause.text).split()) > 2 and not clause.is_quoted(rest) else None


def _closing(cue: Cue, named: NounPhrase) -> str:
    """Return the entry of ``wording.yaml`` for what may stand between a source and cue and the end.

    For "told" that is whom it was told, behind "said X" what X is.
    """
    if cue.lemma in actor_words("addressing_that") and named.span.start < cue.span.start:
        return "told"
    return "closing_named" if named.span.start > cue.span.start else "closing"


def _carried_on(clause: Clause, named: NounPhrase, trailing: Cue, edge: int) -> Cue | None:
    """Return the cue that carries on directly behind a trailing source: ', he said, adding that …', ', he said and'."""
    for cue in clause.cues:
        if cue.span.start < edge or cue.span.start - edge > LONGEST_OCCASION:
            continue
        link = clause.search("participial" if cue.form == "participle" else "coordinated", edge, cue.span.start)
        if link and clause.fills(_closing(trailing, named), edge, link.start()):
            return cue
    return None


def _more_quoted(clause: Clause, edge: int) -> Span | None:
    """Return the quotation that goes on behind a source and cue in its midst: '“A,” he said, “b.”'"""
    more = next((q for q in clause.quoted if q.start >= edge and q.end <= clause.span.end), None)
    has_cue = any(c.span.start >= edge and not clause.is_quoted(c.span) for c in clause.cues)
    return more if more and not has_cue and len(clause.text[edge : more.start].split()) <= 4 else None


def _framed(
    clause: Clause, named: NounPhrase, cue: Cue, content: Span, construction: Construction
) -> list[Attribution]:
    """Attribute a content before its source and cue, with whom it was told: "…, he told the envoy"."""
    addressee = clause.actor_at(cue.span.end + 1) if cue.lemma in actor_words("addressing") else None
    return _attribute(clause, named.span, cue, [content], construction, addressee=addressee.span if addressee else None)
