"""Attribution by rules: sources, cues and contents found by the order of words and by punctuation.

The patterns are those of news English described for PARC 3.0 and PolNeAR: source, cue and content in that order; content
first, then source and cue in either order; "according to"; a headline's colon; participles that carry on; quotations
that stand alone. A body's report of what an official said becomes the official's statement, relayed by the body.
"""

import re
from dataclasses import replace

from positions.attribution.actors import Actor, actors, words
from positions.attribution.attribution import Attribution
from positions.attribution.cues import Cue, cues
from positions.attribution.quotations import is_quoted, quotations
from positions.attribution.sentences import sentences
from positions.documents import Document, Span

ADVERBS = (
    r"(?:(?:also|further|furthermore|then|later|earlier|repeatedly|again|once again|however|strongly|categorically|"
    r"warmly|highly|deeply|duly|firmly|clearly|particularly|specifically|especially|unequivocally|jointly|mutually|"
    r"(?:late |early )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|evening|night))?|today|yesterday|"
    r"on the occasion|on this occasion|while|on behalf of [A-Z]\w+),?\s+)*"
)
# What may stand between a subject and its cue: adverbs, or an aside between commas, dashes or brackets.
GAP = re.compile(rf"\s*(?:,[^,“”]{{2,120}},\s*|—[^—]{{2,160}}—\s*|\([^)]{{2,60}}\)\s*)?{ADVERBS}(?:\s*,\s*)?")
# What may close a sentence behind a trailing attribution: when, where, to whom.
TAIL = re.compile(
    r"(?:,?\s+(?:on|late|earlier|in|during|at|to (?:reporters|the media|journalists)|while|when|after|here|today|yesterday|following)\b[^;“”]{0,110})?\s*[.!]?\s*"
)
COORDINATED = re.compile(rf"(?:,\s*|\s)(?:and|while|but|besides|as well as)\s+(?:he |she |they )?{ADVERBS}$")
PARTICIPIAL = re.compile(rf"(?:,\s*|\s)(?:(?:and|while|besides|by)\s+)?{ADVERBS}$")
LEAD = re.compile(r"(?P<cue>[Aa]ccording to|[Aa]s per|[Cc]iting)\s+")
ISSUED = re.compile(r"\s+(?:(?:issued|released|shared)\s+)?(?:\w+\s+)?(?:by|from)\s+")
# Verbs that name whom they address before what they say.
ADDRESSING = {"tell", "inform", "brief", "apprise", "assure", "remind"}
TO_WHOM_THAT = re.compile(r"\s+(?:[^,“”:]{1,60}?)\s(?=that\b)")
ADDRESSEE = re.compile(
    r"\s*(?:(?:reporters|journalists|the media|media|newsmen|the press|the audience|the gathering|the participants|"
    r"(?:a|the) (?:press conference|joint press conference|news conference|presser|media briefing|weekly briefing|"
    r"briefing|[A-Z]\w+)|[A-Z][\w.]+(?: (?:News|TV|Today))?)(?=,?\s+(?:that|in|on|at|during|after|here|[a-z]\w+|[A-Z“]))|him|her|them|us)"
)
WHEN = re.compile(
    r",?\s*(?:(?:(?:late |early )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|evening|night))?|on [A-Z]\w+ \d+|"
    r"today|yesterday|here|earlier|in (?:a|the|his|her|its|their) (?:\w+ ){0,4}?(?:statement|post|press release|message|tweet|interview|"
    r"speech|address|briefing|remarks|report|letter)(?: (?:on|with|to|issued|released|at) [^,“:]{2,60}?)?|"
    r"(?:during|at|after|while|when|following) [^,“:]{2,100}),?\s*)+(?=that|[:“]|,|\s)"
)
OPENING = re.compile(r"\s*[,:]?\s*(?:—\s*)?(?:that\b,?\s*)?[:\s]*")
# Where a content ends before the sentence does: circumstances the reporter adds.
CIRCUMSTANCE = re.compile(
    r",?\s+(?:amid(?:st)? |as (?:he|she|they|the two|both) (?:met|held|arrived|spoke)|(?:a|two|\w+) (?:day|days|hours|week) after )|"
    r",\s+(?:after|amid|as|following|according to|when|days after)\s"
)
PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|get|gets|got)\s+(?:\w+ly\s+)?$")
NOT_FINITE = re.compile(
    r"\b(?:to|would|will|could|can|should|must|may|might|cannot|did not|does not|do not|not|let|the|a|an|this|these|"
    r"his|her|its|their|our|of|in|for|with|any|no|such|more|[\w]+[’']s|[\w]+s[’])\s+(?:\w+ly\s+)?$"
)
OUTER = " \t\r\n,.;:—–-"
MARKS = "“”\""


def attributions(document: Document) -> list[Attribution]:
    """Find every attribution in a document by rules.

    Parameters
    ----------
    document : Document
        Its text, headline and paragraphs are read; nothing else.

    Returns
    -------
    list of Attribution
        In the order of their contents; no content is attributed twice.
    """
    text, found = document.text, []
    headline = document.headline
    found += Stretch(text, headline, quotations(text, headline)).headline()
    for paragraph in document.paragraphs:
        quoted = quotations(text, paragraph)
        last = None
        for sentence in sentences(text, paragraph, quoted):
            here = Stretch(text, sentence, quoted).attributions()
            if not here and last:
                here = _standing_alone(text, sentence, quoted, last)
            found += here
            last = here[-1] if here else None
    return _once(found)


def _standing_alone(text: str, sentence: Span, quoted: list[Span], last: Attribution) -> list[Attribution]:
    """Return a quotation that stands alone behind an attribution as a statement of the same source."""
    content = _bare(text, sentence)
    if not is_quoted(content, quoted):
        return []
    return [Attribution(None, None, (content,), last.relay, kind="state", rule="quotation alone")]


def _once(found: list[Attribution]) -> list[Attribution]:
    """Keep one attribution for each content, the first found, in the order of the text."""
    kept: dict[tuple[Span, ...], Attribution] = {}
    for attribution in found:
        kept.setdefault(attribution.content, attribution)
    return sorted(kept.values(), key=lambda a: a.whole)


def _bare(text: str, span: Span) -> Span:
    """Narrow a span to its words: no outer white space, stops or quotation marks that enclose all of it."""
    start, end = span
    while start < end and text[start] in OUTER:
        start += 1
    while end > start and text[end - 1] in OUTER:
        end -= 1
    if end - start > 1 and text[start] in MARKS and not any(mark in text[start + 1 : end - 1] for mark in MARKS):
        start += 1
        end -= text[end - 1] in MARKS
        end -= text[end - 1] == ","  # the reporter's, within the marks by custom
    elif end - start > 1 and text[end - 1] in MARKS and not any(mark in text[start : end - 1] for mark in MARKS):
        end -= 1
    return Span(start, end)


class Stretch:
    """A sentence, or a part of one, in which attributions are looked for.

    Parameters
    ----------
    text : str
        The document's text.
    span : Span
        The stretch.
    quoted : list of Span
        The quotations of its paragraph.
    """

    def __init__(self, text: str, span: Span, quoted: list[Span]) -> None:
        self.text, self.span, self.quoted = text, span, quoted
        self.cues = [cue for cue in cues(text, span)]
        self.actors = actors(text, span) if self.cues or LEAD.search(text, span.start, span.end) else []

    def headline(self) -> list[Attribution]:
        """Find the attributions of a headline: a colon before or behind the source, else as in a sentence."""
        text, span = self.text, self.span
        before, colon, behind = span.of(text).rpartition(": ")
        if colon:
            at = span.start + len(before) + len(colon)
            named = [a for a in actors(text, Span(at, span.end)) if a.span.start == at]
            if named and len(behind.split()) <= 7 and not cues(text, Span(at, span.end)):
                content = _bare(text, Span(span.start, at - len(colon)))
                return [Attribution(named[0].span, None, (content,), kind="state", rule="headline colon")]
        return self.attributions()

    def attributions(self) -> list[Attribution]:
        """Find the attributions of this stretch."""
        for find in (self._lead, self._trailing):
            if (found := find()) is not None:
                return found
        return self._forward()

    # -- a source that frames the whole stretch -----------------------------------------------------------------

    def _lead(self) -> list[Attribution] | None:
        """'According to X, content.'"""
        lead = LEAD.match(self.text, self.span.start, self.span.end)
        if not lead:
            return None
        named = self._released_by(self._actor_at(lead.end()))
        comma = self.text.find(",", named.span.end, self.span.end) if named else -1
        if not named or comma < 0 or comma > named.span.end + 90:
            return None
        return self._framed(named, Span(*lead.span("cue")), Span(comma + 1, self.span.end), "according to")

    def _trailing(self) -> list[Attribution] | None:
        """'Content, X said.' and 'Content, said X.' and 'Content, according to X.'"""
        for match in LEAD.finditer(self.text, self.span.start + 1, self.span.end):
            named = self._released_by(self._actor_at(match.end()))
            if named and self._breaks(match.start()) and TAIL.fullmatch(self.text, named.span.end, self.span.end):
                content = Span(self.span.start, match.start())
                return self._framed(named, Span(*match.span("cue")), content, "according to")
        for cue in reversed(self.cues):
            if cue.form == "participle" or is_quoted(cue.span, self.quoted):
                continue
            for named, start in self._beside(cue):
                edge = max(named.span.end, cue.span.end)
                if not self._breaks(start):
                    continue
                content, closing = Span(self.span.start, start), self._closing_quotation(start)
                if TAIL.fullmatch(self.text, edge, self.span.end):
                    return self._framed(named, cue.span, content, "trailing", cue)
                if closing:
                    return self._interrupted(named, cue, content, edge)
                if participle := self._carried_on(edge):
                    framed = self._framed(named, cue.span, content, "trailing", cue)
                    return framed + self._sequence([participle], named, self.span.end)
        return None

    def _carried_on(self, edge: int) -> Cue | None:
        """Return the participle that carries on directly behind a trailing attribution: ', he said, adding that …'."""
        following = [cue for cue in self.cues if cue.span.start >= edge and cue.form == "participle"]
        if following and re.fullmatch(r"[^,“”]{0,60},\s*(?:while )?(?:further |also )?", self.text[edge : following[0].span.start]):
            return following[0]
        return None

    def _interrupted(self, named: Actor, cue: Cue, content: Span, edge: int) -> list[Attribution]:
        """'“Content,” X said, “more content.”' or '“Content,” X said, adding that …'"""
        rest = Span(edge, self.span.end)
        more = next((q for q in self.quoted if q.start >= edge and q.end <= self.span.end + 1), None)
        pieces = [_bare(self.text, content)]
        later = [c for c in self.cues if c.span.start >= edge and not is_quoted(c.span, self.quoted)]
        if more and not later and len(self.text[edge : more.start].split()) <= 4:
            pieces.append(_bare(self.text, Span(more.start, more.end)))
            return [Attribution(named.span, cue.span, tuple(pieces), None, cue.lemma, cue.kind, "interrupted")]
        found = self._framed(named, cue.span, content, "trailing", cue)
        return found + (self._sequence(later[:1], named, rest.end) if later and later[0].form == "participle" else [])

    def _framed(self, named: Actor, cue_span: Span, content: Span, rule: str, cue: Cue | None = None) -> list[Attribution]:
        """Attribute a content to its frame, or, when a body frames an official's words, to the official."""
        inner = self._inner(named, content)
        if inner:
            return inner
        content = _bare(self.text, content)
        if content.end - content.start < 3:
            return []
        kind, lemma = (cue.kind, cue.lemma) if cue else ("state", "according")
        return [Attribution(named.span, cue_span, (content,), None, lemma, kind, rule)]

    def _inner(self, named: Actor, content: Span) -> list[Attribution]:
        """Return what officials say within a body's report, relayed by the body; nothing when they say nothing."""
        if not named.is_body:
            return []
        quoted = [q for q in self.quoted if not q.holds(_bare(self.text, content))]
        stretch = Stretch(self.text, _bare(self.text, content), quoted)
        found = [a for a in stretch.attributions() if a.source and self._is_voice(a.source)]
        return [a if a.relay else replace(a, relay=named.span) for a in found]

    def _is_voice(self, source: Span) -> bool:
        """Tell whether an inner source is a person, an office or several parties rather than a lone state or body."""
        phrase = source.of(self.text)
        actor = Actor(source, phrase, "")
        if actor.is_joint or re.search(r"\band\b|, ", phrase):
            return True
        return not actor.is_body and phrase.lower() not in {"it", "we", "i", "pakistan", "china", "the united states", "the us"}

    # -- sources before their contents -----------------------------------------------------------------------------

    def _forward(self) -> list[Attribution]:
        """'X said content and thanked content, adding that content.'"""
        outside = [c for c in self.cues if not is_quoted(c.span, self.quoted)]
        for n, cue in enumerate(outside):
            named = self._subject(cue)
            if named:
                return self._sequence(outside[n:], named, self.span.end)
        return []

    def _sequence(self, following: list[Cue], named: Actor, end: int) -> list[Attribution]:
        """Attribute the contents of a cue and of those that carry on from it."""
        found, first = [], following[0]
        siblings = [first]
        for cue in following[1:]:
            if self._is_sibling(cue, siblings[-1]):
                siblings.append(cue)
        for n, cue in enumerate(siblings):
            own = (self._own_subject(cue, siblings[n - 1].span.end) if n else None) or named
            named = own
            stop = self._edge(siblings[n + 1]) if n + 1 < len(siblings) else end
            found += self._content(own, cue, stop, "forward" if n == 0 else "carried on")
        return found

    def _is_sibling(self, cue: Cue, last: Cue) -> bool:
        """Tell whether a cue carries on from the one before it with the same source, or opens a clause of its own."""
        between = self.text[last.span.end : cue.span.start]
        if not between.strip() or is_quoted(cue.span, self.quoted):
            return False
        if cue.form == "participle":
            return bool(re.search(rf",\s*(?:(?:and|while|besides|thus|by)\s+)?{ADVERBS}$|\s(?:while|and|by)\s+{ADVERBS}$", between))
        if cue.form == "base" or cue.is_doubtful:
            return False
        if COORDINATED.search(between):
            return True
        subject = self._own_subject(cue, last.span.end)
        return bool(subject) and bool(
            re.search(r"(?:[,;]\s*(?:and|while|whereas|but)?|\swhile)\s*$", self.text[last.span.end : subject.span.start])
        )

    def _edge(self, cue: Cue) -> int:
        """Return where the content before a sibling cue ends."""
        subject = self._own_subject(cue, self.span.start)
        before = self.text[self.span.start : cue.span.start]
        link = re.search(rf"(?:,\s*|\s)(?:(?:and|while|but|besides|as well as|by|thus)\s+)?(?:he |she |they )?{ADVERBS}$", before)
        at = self.span.start + (link.start() if link else len(before))
        if subject and subject.span.start < at and re.search(r"(?:[,;]|while)\s*\w*\s*$", self.text[: subject.span.start][-12:]):
            return subject.span.start - len(re.search(r"[,;]?\s*(?:and|while|whereas|but)?\s*$", self.text[: subject.span.start][-12:]).group())
        return at

    def _content(self, named: Actor, cue: Cue, stop: int, rule: str) -> list[Attribution]:
        """Attribute what stands behind a cue up to ``stop``."""
        text, start = self.text, cue.span.end
        if cue.lemma in ADDRESSING and (addressee := TO_WHOM_THAT.match(text, start, stop)):
            start = addressee.end()
        elif cue.lemma in ADDRESSING - {"assure"} and (addressee := ADDRESSEE.match(text, start, stop)):
            start = addressee.end()
        if cue.kind in {"state", "affirm"} and (when := WHEN.match(text, start, stop)):
            start = when.end()
        start = OPENING.match(text, start, stop).end()
        content = Span(start, stop)
        for circumstance in CIRCUMSTANCE.finditer(text, start, stop):
            if not is_quoted(Span(*circumstance.span()), self.quoted):
                content = Span(start, circumstance.start())
                break
        content = _bare(text, content)
        if len(content.of(text).split()) < 2 and not is_quoted(content, self.quoted):
            return []
        if inner := self._inner(named, content):
            return inner
        return [Attribution(named.span, cue.span, (content,), None, cue.lemma, cue.kind, rule)]

    # -- who stands where ------------------------------------------------------------------------------------------

    def _actor_at(self, position: int) -> Actor | None:
        """Return the actor that starts at a position, several joined by "and" or commas taken together."""
        return next((self._joined(a) for a in self.actors if a.span.start == position), None)

    def _released_by(self, named: Actor | None) -> Actor | None:
        """Return the body behind 'a statement issued by', else the actor itself."""
        if named and (issued := ISSUED.match(self.text, named.span.end)):
            return self._actor_at(issued.end()) or named
        return named

    def _paper_start(self, body: Actor) -> int:
        """Return where 'a statement issued by' before a body starts, or the body itself."""
        for paper in self.actors:
            if paper.span.end < body.span.start and ISSUED.fullmatch(self.text, paper.span.end, body.span.start):
                return paper.span.start
        return body.span.start

    def _beside(self, cue: Cue) -> list[tuple[Actor, int]]:
        """Return the actors directly before or behind a cue, each with where the two together start."""
        found = []
        for actor in self.actors:
            if actor.span.end <= cue.span.start and GAP.fullmatch(self.text, actor.span.end, cue.span.start):
                whole = self._joined_back(actor)
                found.append((whole, self._paper_start(whole)))
            elif self.text[cue.span.end : actor.span.start] == " " and actor.span.start > cue.span.end:
                found.append((actor, cue.span.start))
        return found

    def _breaks(self, position: int) -> bool:
        """Tell whether a comma, dash or closing quotation mark stands directly before a position."""
        before = self.text[self.span.start : position].rstrip()
        return bool(before) and (before[-1] in "”\"" or before[-1] in ",—–’" and len(before.split()) > 2)

    def _closing_quotation(self, position: int) -> bool:
        """Tell whether a quotation closes directly before a position."""
        before = self.text[self.span.start : position].rstrip(" ,")
        return bool(before) and before[-1] in "”\""

    def _subject(self, cue: Cue, since: int | None = None) -> Actor | None:
        """Return the actor that is the subject of a cue: the first one of its clause that no preposition governs."""
        start = self.span.start if since is None else since
        before = self.text[start : cue.span.start]
        if PASSIVE.search(before) or (cue.form == "base" or cue.is_doubtful) and NOT_FINITE.search(before):
            return None
        if cue.form == "participle":
            return None
        near = [a for a in self.actors if start <= a.span.start and a.span.end <= cue.span.start and not is_quoted(a.span, self.quoted)]
        governed = None
        for actor in near:
            # "between Pakistan and China": what a preposition governs is governed together.
            shares = governed and self.text[governed.span.end : actor.span.start] in {" and ", ", "}
            if actor.before in words("prepositions") or actor.before.endswith("ing") or shares and actor.before == "and":
                governed = actor
                continue
            whole = self._joined(actor)
            if (cue.is_doubtful or cue.form == "base") and not GAP.fullmatch(self.text, whole.span.end, cue.span.start):
                continue
            if self._is_cut_off(actor, cue):
                continue
            return whole
        return None

    def _own_subject(self, cue: Cue, since: int) -> Actor | None:
        """Return the actor directly before a cue that opens a clause of its own (", and he thanked")."""
        for actor in self.actors:
            if since <= actor.span.start and actor.span.end <= cue.span.start and actor.before not in words("prepositions"):
                opens = re.search(r"(?:[,;]|\b(?:and|while|whereas|but))\s*$", self.text[since : actor.span.start])
                if opens and GAP.fullmatch(self.text, actor.span.end, cue.span.start) and cue.form != "participle":
                    return actor
        return None

    def _is_cut_off(self, actor: Actor, cue: Cue) -> bool:
        """Tell whether a new clause opens between an actor and a cue, so that the actor is not its subject."""
        between = self.text[actor.span.end : cue.span.start]
        between = re.sub(r"—[^—]*—|,\s*(?:who|which)\b[^,]*,|\([^)]*\)", " ", between)
        return any(word in words("boundaries") for word in re.findall(r"[a-z]+", between)[:-1]) and not re.fullmatch(
            GAP, between
        ) and not re.search(r"\band\s+\w+\s*$", between)

    def _joined(self, actor: Actor) -> Actor:
        """Return an actor together with those coordinated behind it: 'A and B', 'A, B'."""
        whole = actor.span
        for other in self.actors:
            link = self.text[whole.end : other.span.start] if other.span.start > whole.end else ""
            # A comma joins only where a sentence or headline opens ("Pakistan, China reaffirm"): elsewhere it sets aside.
            if re.fullmatch(r",? and |,? as well as ", link) or link == ", " and whole.start == self.span.start and self._is_list(other):
                whole = Span(whole.start, other.span.end)
        return Actor(whole, whole.of(self.text), actor.before)

    def _is_list(self, other: Actor) -> bool:
        """Tell whether a comma before an actor coordinates (a verb follows) rather than sets an aside off."""
        return self.text[other.span.end : other.span.end + 1] not in {",", ")"}

    def _joined_back(self, actor: Actor) -> Actor:
        """Return an actor together with those coordinated before it."""
        whole = actor
        for other in reversed(self.actors):
            link = self.text[other.span.end : whole.span.start]
            if other.span.end < whole.span.start and re.fullmatch(r",? and ", link):
                whole = Actor(Span(other.span.start, actor.span.end), self.text[other.span.start : actor.span.end], other.before)
        return whole
