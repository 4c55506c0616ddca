"""Sources that frame a whole sentence: "According to X, content" and "Content, X said"."""

import re

from positions.attribution.actors import Actor, words
from positions.attribution.attribution import AGREED, Attribution
from positions.attribution.clauses import Clause, bare
from positions.attribution.cues import Cue, participle, passive
from positions.attribution.sequences import sequence
from positions.attribution.wording import wording
from positions.documents import Span

LONGEST_LEAD = 90  # characters between the source of "according to" and the comma behind it
JUDGING = ("praise", "criticise", "deny")  # kinds of cue whose passive tells what is said of its subject
LONGEST_OCCASION = 60  # characters between "he said" and ", adding"


def framed(clause: Clause) -> list[Attribution]:
    """Attribute a sentence that a source frames; nothing when none does.

    Parameters
    ----------
    clause : Clause
        A sentence, a headline or the content of a body's report.
    """
    return (
        _lead(clause)
        or _agreed(clause)
        or _closing_lead(clause)
        or _quoted_as(clause)
        or _passive(clause)
        or _trailing(clause)
        or _as_said(clause)
    )


def _lead(clause: Clause) -> list[Attribution]:
    """'According to X, content.'"""
    lead = wording("lead").match(clause.text, clause.span.start, clause.span.end)
    named = clause.released_by(clause.actor_at(lead.end())) if lead else None
    if not named:
        return []
    comma = clause.text.find(",", named.span.end, min(clause.span.end, named.span.end + LONGEST_LEAD))
    content = Span(comma + 1, clause.span.end)
    return _attributed(clause, named, Span(*lead.span("cue")), content, "according to") if comma >= 0 else []


def _agreed(clause: Clause) -> list[Attribution]:
    """'It was agreed that content.': nobody is named, and all at the table are meant."""
    agreed = wording("agreed").match(clause.text, clause.span.start, clause.span.end)
    if not agreed:
        return []
    cue = Span(*agreed.span("cue"))
    start = wording("opening").match(clause.text, cue.end, clause.span.end).end()
    return [Attribution(None, cue, (bare(clause.text, Span(start, clause.span.end)),), (), "agree", "commit", AGREED)]


def _closing_lead(clause: Clause) -> list[Attribution]:
    """'Content, according to X.'"""
    text, span = clause.text, clause.span
    for lead in wording("lead").finditer(text, span.start + 1, span.end):
        named = clause.released_by(clause.actor_at(lead.end()))
        if (
            named
            and clause.breaks_before(lead.start())
            and wording("closing").fullmatch(text, named.span.end, span.end)
        ):
            return _attributed(clause, named, Span(*lead.span("cue")), Span(span.start, lead.start()), "according to")
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
    """Tell whether a sentence is nothing but a source and a cue of speech, with when and where ("Mr Lin asked")."""
    return any(
        cue.form == "finite"
        and start == clause.span.start
        and named.span.start < cue.span.start
        and _closing(cue, named).fullmatch(clause.text, cue.span.end, clause.span.end)
        for cue in clause.cues
        for named, start in clause.beside(cue)
    )


def _quoted_as(clause: Clause) -> list[Attribution]:
    """'“Content,” Y quoted X as saying.', 'Y quoted X as saying that content.', '“Content,” X was quoted as saying.'"""
    text, span = clause.text, clause.span
    quoted = wording("quoted_as").search(text, span.start, span.end)
    cue = participle(quoted["verb"] or "saying", Span(*quoted.span("cue"))) if quoted else None
    if not cue or clause.is_quoted(cue.span):
        return []
    between = wording("beside"), wording("gap")
    before = [a for a in clause.actors if any(w.fullmatch(text, a.span.end, quoted.start("cue")) for w in between)]
    if not before:
        return []
    teller, whom = before[0], Span(*quoted.span("whom"))
    behind = quoted.end() + 4 if text.startswith(" by ", quoted.end()) else -1
    by = clause.actor_at(max(quoted.start("by"), behind))
    source, relay = (whom, teller) if whom.start >= 0 else (teller.span, by)
    start = teller.span.start
    content = Span(span.start, start) if clause.breaks_before(start) else Span(quoted.end(), span.end)
    content = bare(text, Span(wording("opening").match(text, content.start, content.end).end(), content.end))
    if content.start >= content.end:
        return []
    relays = (relay.span,) if relay else ()
    return [Attribution(source, cue.span, (content,), relays, cue.lemma, cue.kind, "quoted as saying")]


def _passive(clause: Clause) -> list[Attribution]:
    """'Y was told by X that content.', 'It was said by X that content.', 'Content was dismissed as content by X.'"""
    text, span = clause.text, clause.span
    for match in wording("passively").finditer(text, span.start, span.end):
        cue = passive(match["verb"], Span(*match.span("cue")))
        named = clause.actor_at(match.end()) if cue and not clause.is_quoted(cue.span) else None
        pieces = [bare(text, piece) for piece in _told_passively(clause, cue, named, match)] if named else []
        if content := tuple(piece for piece in pieces if piece.start < piece.end):
            return [Attribution(named.span, cue.span, content, (), cue.lemma, cue.kind, "passive")]
    return []


def _told_passively(clause: Clause, cue: Cue, named: Actor, match: re.Match) -> list[Span]:
    """Return the content of a passive: what stands behind its agent, its subject, or both."""
    text, end = clause.text, named.span.end
    openings = [opening.end() for opening in wording("next_clause").finditer(text, clause.span.start, match.start())]
    subject = Span(max(openings, default=clause.span.start), match.start())
    that = wording("by_whom").match(text, end, clause.span.end)
    if that and (cue.lemma in words("addressing_that") or subject.of(text).strip().lower() == "it"):
        return [Span(that.end(), clause.span.end)]
    if cue.kind == "request" and text.startswith(" to ", end):
        return [subject, Span(end, clause.span.end)]
    if cue.kind in JUDGING or (match["as"] and cue.kind == "state"):
        return [subject, Span(*match.span("as"))] if match["as"] else [subject]
    return []


def _as_said(clause: Clause) -> list[Attribution]:
    """'Content, as pointed out by X.'"""
    for cue in clause.cues:
        link = wording("as_said").search(clause.text, clause.span.start, cue.span.start)
        agent = wording("agent").match(clause.text, cue.span.end, clause.span.end) if link else None
        if agent and (named := clause.actor_at(agent.end())):
            return _attributed(clause, named, cue.span, Span(clause.span.start, link.start()), "as said by", cue)
    return []


def _behind(clause: Clause, named: Actor, cue: Cue, start: int) -> list[Attribution]:
    """Attribute the content before a source and cue when the words behind them show that it is theirs."""
    edge = max(named.span.end, cue.span.end)
    content = Span(clause.span.start, start)
    more_cue = _carried_on(clause, named, cue, edge)
    closes = _closing(cue, named).fullmatch(clause.text, edge, clause.span.end)
    if wording("that_clause").match(clause.text, edge, clause.span.end):  # 'Asked “how far,” he said that'
        return []
    if not closes and not more_cue and (rest := _rest(clause, named, cue, edge)):
        return _interrupted(clause, named, cue, content, rest)
    if not (closes or more_cue or clause.quotation_closes_before(start)):
        return []
    if not closes and not more_cue and (more := _more_quoted(clause, edge)):
        return _interrupted(clause, named, cue, content, more)
    carried_on = sequence(clause, [more_cue], named) if more_cue else []
    return _attributed(clause, named, cue.span, content, "trailing", cue) + carried_on


def _interrupted(clause: Clause, named: Actor, cue: Cue, content: Span, more: Span) -> list[Attribution]:
    """Attribute both parts of a content that a source and cue interrupt, as far as they have words."""
    bared = [bare(clause.text, piece) for piece in (content, more)]
    pieces = tuple(piece for piece in bared if piece.start < piece.end)
    return [Attribution(named.span, cue.span, pieces, (), cue.lemma, cue.kind, "interrupted")] if pieces else []


def _rest(clause: Clause, named: Actor, cue: Cue, edge: int) -> Span | None:
    """Return the rest of a content that a source and cue between commas interrupt: 'Trade, he said, would grow.'"""
    opener = re.match(r"[\w’]+", clause.text[clause.span.start :])
    first = opener.group().lower() if opener else ""
    between = wording("between_commas").match(clause.text, edge, clause.span.end)
    is_adjunct = first.endswith("ing") or first in words("openers") - words("conjunctions")
    is_adjunct = is_adjunct and not (between and wording("finite").match(clause.text, between.end()))
    if is_adjunct or not between or named.span.start > cue.span.start or cue.kind not in ("state", "affirm"):
        return None
    rest = bare(clause.text, Span(between.end(), clause.span.end))
    return rest if len(rest.of(clause.text).split()) > 2 and not any(q.holds(rest) for q in clause.quoted) else None


def _closing(cue: Cue, named: Actor) -> re.Pattern:
    """Return the pattern of what may stand between a source and cue and the end.

    For "told" that is whom it was told, behind "said X" what X is.
    """
    if cue.lemma in words("addressing_that") and named.span.start < cue.span.start:
        return wording("told")
    return wording("closing_named" if named.span.start > cue.span.start else "closing")


def _carried_on(clause: Clause, named: Actor, trailing: Cue, edge: int) -> Cue | None:
    """Return the cue that carries on directly behind a trailing source: ', he said, adding that …', ', he said and'."""
    for cue in clause.cues:
        if cue.span.start < edge or cue.span.start - edge > LONGEST_OCCASION:
            continue
        link = wording("participial" if cue.form == "participle" else "coordinated")
        found = link.search(clause.text, edge, cue.span.start)
        if found and _closing(trailing, named).fullmatch(clause.text, edge, found.start()):
            return cue
    return None


def _more_quoted(clause: Clause, edge: int) -> Span | None:
    """Return the quotation that goes on behind a source and cue in its midst: '“A,” he said, “b.”'"""
    more = next((q for q in clause.quoted if q.start >= edge and q.end <= clause.span.end), None)
    has_cue = any(c.span.start >= edge and not clause.is_quoted(c.span) for c in clause.cues)
    return more if more and not has_cue and len(clause.text[edge : more.start].split()) <= 4 else None


def _attributed(
    clause: Clause, named: Actor, cue_span: Span, content: Span, rule: str, cue: Cue | None = None
) -> list[Attribution]:
    """Attribute a content to its frame, unless it has no words."""
    content = bare(clause.text, content)
    told = clause.actor_at(cue_span.end + 1) if cue and cue.lemma in words("addressing") else None
    addressee = told.span if told else None
    kind, lemma = (cue.kind, cue.lemma) if cue else ("state", "according")
    if content.start >= content.end:
        return []
    return [Attribution(named.span, cue_span, (content,), (), lemma, kind, rule, addressee)]
