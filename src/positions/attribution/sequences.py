"""Sources before their contents: "X said content and thanked content, adding that content"."""

from positions.attribution.actors import Actor, words
from positions.attribution.attribution import Attribution
from positions.attribution.clauses import Clause, bare
from positions.attribution.cues import Cue
from positions.attribution.wording import wording
from positions.documents import Span

# Kinds of cue between which and the content the occasion may stand: "said on Tuesday in a statement that".
WITH_OCCASION = ("state", "affirm", "aspire")
FEWEST_WORDS = 2
WITH_NAME = ("praise", "criticise")  # kinds of cue whose content may be one name: "thanked China"
RELATIVE = "relative clause"


def forward(clause: Clause) -> list[Attribution]:
    """Attribute what stands behind the first cue with a subject, and behind the cues that carry on from it.

    Parameters
    ----------
    clause : Clause
        A stretch that no trailing source frames.
    """
    outside = [cue for cue in clause.cues if not clause.is_quoted(cue.span)]
    for n, cue in enumerate(outside):
        if clause.shares_subject(cue, outside[:n]):
            continue
        if named := clause.subject(cue):
            before = _opening(clause, outside[0], named) or _aside(clause, outside[:n], cue, named)
            return before + sequence(clause, outside[n:], named)
    for n, cue in enumerate(outside):
        if named := clause.own_subject(cue, clause.span.start) or clause.main_subject(cue):
            return sequence(clause, outside[n:], named)
    return []


def _opening(clause: Clause, cue: Cue, named: Actor) -> list[Attribution]:
    """Attribute the content of a participle that opens the sentence: "Reiterating content, X said …" (ruling 8)."""
    attributes = cue.form == "participle" and cue.lemma not in words("introducing")
    comma = clause.text.rfind(",", cue.span.end, named.span.start)
    opens = wording("before_opener").fullmatch(clause.text, clause.span.start, cue.span.start)
    if not attributes or not opens or comma < 0:
        return []
    return _attributed(clause, named, cue, comma, "opening participle")


def _aside(clause: Clause, before: list[Cue], main: Cue, named: Actor) -> list[Attribution]:
    """Attribute the content of a participle between a source and its verb: "X, while calling it content, said …"."""
    for cue in before:
        is_aside = cue.form == "participle" and not cue.is_doubtful and cue.lemma not in words("introducing")
        linked = is_aside and wording("participial").search(clause.text, named.span.end, cue.span.start)
        comma = clause.text.rfind(",", cue.span.end, main.span.start)
        if linked and linked.start() == named.span.end and comma >= 0:
            return _attributed(clause, named, cue, comma, "aside")
    return []


def sequence(clause: Clause, following: list[Cue], named: Actor | None) -> list[Attribution]:
    """Attribute the contents of a cue and of those that carry on from it, with their own subjects if they have any.

    Parameters
    ----------
    clause : Clause
        The stretch.
    following : list of Cue
        The cue and all behind it.
    named : Actor or None
        The source of the first; None for one that is named elsewhere.
    """
    siblings = following[:1]
    is_within = False
    for cue in following[1:]:
        is_within = is_within or _is_within(clause, cue, siblings[-1])
        if not is_within and _carries_on(clause, cue, siblings[-1]):
            siblings.append(cue)
    found: list[Attribution] = []
    for n, cue in enumerate(siblings):
        if n:
            named = clause.own_subject(cue, siblings[n - 1].span.end) or named
        stop = _edge(clause, siblings[n + 1]) if n + 1 < len(siblings) else clause.span.end
        is_relative = clause.relative_start(cue) < cue.span.start
        found += _attributed(clause, named, cue, stop, RELATIVE if is_relative else "carried on" if n else "forward")
    return found


def _carries_on(clause: Clause, cue: Cue, last: Cue) -> bool:
    """Tell whether a cue carries on from the one before it, with the same source or one of its own."""
    text, since = clause.text, last.span.end
    if not text[since : cue.span.start].strip():
        return False
    if cue.form == "participle":
        is_speech = not cue.is_doubtful or text.startswith(" that ", cue.span.end)  # "seeking aid" is none
        is_linked = is_speech and wording("participial").search(text, since, cue.span.start)
        return bool(is_linked or clause.own_subject(cue, since))
    if cue.form == "base" or cue.is_doubtful:
        return False
    return bool(wording("coordinated").search(text, since, cue.span.start) or clause.own_subject(cue, since))


def _is_within(clause: Clause, cue: Cue, last: Cue) -> bool:
    """Tell whether a cue and its subject stand within the content before: "said that in Beijing, both sides agreed"."""
    subject = clause.own_subject(cue, last.span.end) if last.kind == "state" and cue.form == "finite" else None
    return bool(subject and wording("adjunct").match(clause.text, last.span.end, subject.span.start))


def _edge(clause: Clause, cue: Cue) -> int:
    """Return where the content before a cue that carries on ends."""
    text, start = clause.text, clause.span.start
    if (relative := clause.relative_start(cue)) < cue.span.start:
        return relative
    link = wording("linked").search(text, start, cue.span.start)
    at = link.start() if link else cue.span.start
    subject = clause.own_subject(cue, start)
    return min(at, clause.clause_start(subject)) if subject else at


def _attributed(clause: Clause, named: Actor | None, cue: Cue, stop: int, rule: str) -> list[Attribution]:
    """Attribute what stands behind a cue up to ``stop``; a word alone is no content unless it is quoted."""
    if stop <= cue.span.end:
        return []
    start = _content_start(clause.text, cue, stop)
    told = next((a for a in clause.actors if a.span.start == cue.span.end + 1 and a.span.end < start), None)
    addressee = told.span if told else None
    content = bare(clause.text, Span(start, _content_end(clause, start, stop)))
    said = content.of(clause.text)
    is_name = cue.kind in WITH_NAME and said[:1].isupper()
    if len(said.split()) < FEWEST_WORDS and not is_name and not clause.is_quoted(content):
        return []
    return [Attribution(named.span if named else None, cue.span, (content,), (), cue.lemma, cue.kind, rule, addressee)]


def _content_start(text: str, cue: Cue, stop: int) -> int:
    """Return where a content starts behind its cue: past whom it was said to, on what occasion, and "that"."""
    start = cue.span.end
    for verbs, to_whom in (("addressing_that", "to_whom_that"), ("addressing", "addressee")):
        whom = wording(to_whom).match(text, start, stop) if cue.lemma in words(verbs) else None
        if whom:
            start = whom.end()
            break
    if cue.kind in WITH_OCCASION and (occasions := wording("occasions").match(text, start, stop)):
        start = occasions.end()
    return wording("opening").match(text, start, stop).end()


def _content_end(clause: Clause, start: int, stop: int) -> int:
    """Return where a content ends: before the first circumstance that the reporter adds outside quotation marks."""
    for circumstance in wording("circumstance").finditer(clause.text, start, stop):
        if not clause.is_quoted(Span(*circumstance.span())):
            return circumstance.start()
    return stop
