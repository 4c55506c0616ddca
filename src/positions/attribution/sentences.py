"""Sentences, quotations and clauses: the stretches in which a source, a cue and a content are looked for.

A text and a paragraph come in; the words between quotation marks (`find_quotations`) and the sentences
(`split_sentences`) go out, and for one sentence a `Clause`: its cues and noun phrases, and their places in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

from positions.attribution.cues_and_sources import (
    Cue,
    NounPhrase,
    actor_words,
    find_cues,
    find_noun_phrases,
    is_plural,
    is_pronoun,
    nominal_phrase,
    wording_pattern,
)
from positions.documents import Span

# From the first sign of a run on and all of it (`++`), so that a line of stops is read once.
STOP = re.compile(r"(?<![.?!…])[.?!…]++[”’\")\]]*+(?=\s+[\"“‘(\[]?[A-Z0-9•]|\s*$)|(?<=[a-z]{3})\.(?=[A-Z][a-z]+\s)")
LONGEST_SENTENCE = 2000  # characters
# A stop behind these is part of the word: titles, initials, countries, months, Latin.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Maj|Col|Brig|Adm|Capt|Sen|Rep|Gov|Hon|St|No|Nos|Vol|paras?|vs|etc|i\.e|e\.g|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Rs|Inc|Ltd|Co|Corp)|\b(?:[A-Z]\.)*[A-Z])$"
)


def split_sentences(text: str, within: Span, quoted: list[Span]) -> list[Span]:
    """Split a paragraph into sentences.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A paragraph.
    quoted : list of Span
        Its quotations: a stop within one ends a sentence only where the quotation ends too, so that a quotation of
        several sentences stays with the words that attribute it.

    Returns
    -------
    list of Span
        Sentences in order, without the white space around them.
    """
    found, start = [], within.start
    for stop in STOP.finditer(text, within.start, within.end):
        if not _ends(text, stop, within, quoted):
            continue
        found.append(_trimmed(text, Span(start, stop.end())))
        start = stop.end()
    found.append(_trimmed(text, Span(start, within.end)))
    return [piece for span in found for piece in _between_stops(text, span) if piece.start < piece.end]


def _between_stops(text: str, span: Span) -> list[Span]:
    """Cut what is too long for a sentence (a text without stops) at white space, so that work stays in proportion."""
    pieces, start = [], span.start
    while span.end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(" ", start, start + LONGEST_SENTENCE), start + LONGEST_SENTENCE // 2)
        pieces.append(_trimmed(text, Span(start, cut)))
        start = cut
    return [*pieces, _trimmed(text, Span(start, span.end))]


def _ends(text: str, stop: re.Match, within: Span, quoted: list[Span]) -> bool:
    """Tell whether a stop ends a sentence."""
    # The last words of a line are enough to know an abbreviation; a slice keeps very long lines quick.
    before = text[max(within.start, stop.start() - 12) : stop.start()]
    if stop.group().startswith(".") and ABBREVIATION.search(before) and stop.end() < within.end:
        return False
    closes = "”" in stop.group() or '"' in stop.group()
    return closes or not any(span.start <= stop.start() < span.end - 1 for span in quoted)


def _trimmed(text: str, span: Span, outer: str | None = None) -> Span:
    """Return the span without the given characters, or white space, at its ends."""
    start = span.end - len(span.of(text).lstrip(outer))
    return Span(start, start + len(text[start : span.end].rstrip(outer)))


# A straight or single curly mark opens only before a word and closes only behind one, so that apostrophes
# (Pakistan’s, players’) and feet or inches do not count.
DOUBLE = re.compile(r"“(?P<curly>[^“”\n]*)(?:”|$)|(?<!\w)\"(?=\S)(?P<straight>[^\"\n]*)(?:\"|$)")
SINGLE = re.compile(r"(?<![\w’])[‘'](?=\S)(?P<inner>[^‘\n]{1,300}?)(?<=[\w.,!?…%-])[’'](?![\w])")


def find_quotations(text: str, within: Span) -> list[Span]:
    """Find the quoted words in a stretch of text.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A paragraph or a headline. A quotation that is not closed runs to its end, because the press writes quotations
        that continue in the next paragraph like this.

    Returns
    -------
    list of Span
        The words without their marks, in order. Single marks count only outside double ones.
    """
    paragraph = within.of(text)
    found = [_inside(match, within.start) for match in DOUBLE.finditer(paragraph)]
    starts = [span.start for span in found]
    for match in SINGLE.finditer(paragraph):
        span = _inside(match, within.start)
        before = bisect_right(starts, span.start) - 1
        if before < 0 or span.start >= found[before].end:
            found.append(span)
    return sorted(span for span in found if span.start < span.end)


def _inside(match: re.Match, offset: int) -> Span:
    """Return the span of the group that matched, in the document's characters."""
    return Span(match.start(match.lastgroup) + offset, match.end(match.lastgroup) + offset)


def is_within(span: Span, stretches: Iterable[Span]) -> bool:
    """Tell whether a span lies wholly within one of some stretches, such as the quotations of a text."""
    return any(stretch.holds(span) for stretch in stretches)


OUTER = " \t\r\n,.;:—–-"
MARKS = '“”"'
FARTHEST_WHO = 4  # words between a noun phrase and its "who"
CLOSING_MARKS = '”"'


def without_marks(text: str, span: Span) -> Span:
    """Narrow a span to its words: no outer white space or stops, no quotation marks that enclose all of it.

    Parameters
    ----------
    text : str
        The document's text.
    span : Span
        A content as it stands between its neighbours.
    """
    start, end = _trimmed(text, span, OUTER)
    if end - start > 1 and text[start] in MARKS and not any(mark in text[start + 1 : end - 1] for mark in MARKS):
        start += 1
        end -= text[end - 1] in MARKS
        end -= text[end - 1] == ","  # the reporter's, within the marks by custom
    elif end - start > 1 and text[end - 1] in MARKS and not any(mark in text[start : end - 1] for mark in MARKS):
        end -= 1
    return Span(start, end)


class Clause:
    """A stretch of text in which attributions are looked for.

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
        hearsay = self._hearsay()
        self.cues = [cue for cue in find_cues(text, span) if not is_within(cue.span, hearsay)]
        has_source = self.cues or self.search("lead", span.start, span.end)
        self.actors = find_noun_phrases(text, span) if has_source else []
        self.actors = self._with_nominals()

    def search(self, wording: str, start: int, end: int) -> re.Match | None:
        """Return the first place between two where an entry of ``wording.yaml`` stands."""
        return wording_pattern(wording).search(self.text, start, end)

    def match(self, wording: str, start: int) -> re.Match | None:
        """Return the match of an entry of ``wording.yaml`` that starts at a place."""
        return wording_pattern(wording).match(self.text, start, self.span.end)

    def fills(self, wording: str, start: int, end: int) -> re.Match | None:
        """Return the match of an entry of ``wording.yaml`` that is all that stands between two places."""
        return wording_pattern(wording).fullmatch(self.text, start, end)

    def _with_nominals(self) -> list[NounPhrase]:
        """Return the actors with the noun phrases of any noun that stand beside a cue which none of them is beside."""
        outside = [cue for cue in self.cues if not self.is_quoted(cue.span) and not self._has_name_beside(cue)]
        found = [span for cue in outside if (span := self._nominal_beside(cue)) and not self.is_quoted(span)]
        kept = [actor for actor in self.actors if not any(span.overlaps(actor.span) for span in found)]
        more = [NounPhrase(span, span.of(self.text), self._word_before(span)) for span in found]
        return sorted([*kept, *more], key=lambda actor: actor.span)

    def _has_name_beside(self, cue: Cue) -> bool:
        """Tell whether a noun phrase with a name in it, or a pronoun, stands beside a cue."""
        return any(is_pronoun(actor.words) or not actor.words.islower() for actor, _ in self.beside(cue))

    def _nominal_beside(self, cue: Cue) -> Span | None:
        """Return the noun phrase, with any noun, that is the subject of a verb of speech: not always a known speaker.

        It fills the stretch between the last boundary and the cue, before "that", a colon or a quotation, or behind a
        content; or it stands behind both: '“…,” said one of the three.'
        """
        text, (start, end) = self.text, cue.span
        if cue.form == "participle" or cue.is_doubtful:
            return None
        boundaries = wording_pattern("nominal_boundary").finditer(text, self.span.start, start)
        opening = max((boundary.end() for boundary in boundaries), default=self.span.start)
        stretch = self.fills("nominal_gap", opening, start)
        before = nominal_phrase(text, Span(*stretch.span("phrase"))) if stretch else None
        if before and cue.form == "base" and not is_plural(before.of(text)):
            return None
        is_behind = cue.kind == "state" and self.search("nominal_content", self.span.start, (before or cue.span).start)
        if not before:
            stretch = self.match("nominal_behind", end) if is_behind else None
            return nominal_phrase(text, Span(*stretch.span("phrase"))) if stretch else None
        closes = is_behind and self.fills("closing", end, self.span.end)
        return before if closes or wording_pattern("nominal_that").match(text, end) else None

    def _word_before(self, span: Span) -> str:
        """Return the word before a noun phrase, in lower case; blank if none stands there."""
        before = self.text[self.span.start : span.start].split()
        return before[-1].lower() if before and before[-1].isalpha() else ""

    def is_quoted(self, span: Span) -> bool:
        """Tell whether a span lies within a quotation."""
        return is_within(span, self.quoted)

    def _hearsay(self) -> list[Span]:
        """Return what is told of as a report, or not commented on, each up to the next clause."""
        found: list[Span] = []
        for report in wording_pattern("hearsay").finditer(self.text, self.span.start, self.span.end):
            if not found or report.end() > found[-1].end:
                ends = self.search("hearsay_ends", report.end(), self.span.end)
                found.append(Span(report.end(), ends.start() if ends else self.span.end))
        return found

    def actor_at(self, position: int) -> NounPhrase | None:
        """Return the actor that starts at a position, with those coordinated behind it."""
        return next((self._joined(a) for a in self.actors if a.span.start == position), None)

    def released_by(self, named: NounPhrase | None) -> NounPhrase | None:
        """Return the body behind "a statement issued by", else the actor itself."""
        issued = named and wording_pattern("issued").match(self.text, named.span.end)
        return (issued and self.actor_at(issued.end())) or named

    def beside(self, cue: Cue) -> list[tuple[NounPhrase, int]]:
        """Return the actors directly before or after a cue, each with the start of the two together."""
        found = []
        for actor in self.actors:
            if actor.span.end <= cue.span.start and self._fills_gap(actor.span.end, cue):
                whole = self._joined_back(actor)
                found.append((whole, self._paper_start(whole)))
            elif self._stands_behind(actor, cue):
                found.append((actor, cue.span.start))
        return found

    def breaks_before(self, position: int) -> bool:
        """Tell whether a closing quotation mark stands before it, or a comma or dash after more than an opener."""
        before = self.text[self.span.start : position].rstrip()
        opening = before.lower().rstrip(",—–’").split(" ")[0]
        is_content = len(before.split()) > 2 or opening not in actor_words("openers")
        return before.endswith(tuple(CLOSING_MARKS)) or (before.endswith(tuple(",—–’")) and is_content)

    def quotation_closes_before(self, position: int) -> bool:
        """Tell whether a quotation closes directly before a position."""
        return self.text[self.span.start : position].rstrip(" ,").endswith(tuple(CLOSING_MARKS))

    def _stands_behind(self, actor: NounPhrase, cue: Cue) -> bool:
        """Tell whether a source stands behind its verb: "Trade would grow, said Mr Lin", "“Stop it,” warned Mr Lin".

        Any other verb than one of saying does so only behind a quotation that opens the sentence: "Mr Lin, using the
        word “friends,” thanked Pakistan" has no word of Pakistan's.
        """
        if actor.span.start != cue.span.end + 1 or self.text[cue.span.end] != " ":
            return False
        is_quotation = self.fills("only_quoted", self.span.start, cue.span.start)
        goes_on = wording_pattern("completed").match(self.text, actor.span.end)
        return cue.kind == "state" or bool(is_quotation and not goes_on)

    def subject(self, cue: Cue) -> NounPhrase | None:
        """Return the subject of a cue: the first actor of its clause that no preposition governs."""
        is_weak = cue.is_doubtful or cue.form == "base"
        before = self.text[self.span.start : cue.span.start]
        never = ("passive", "negated", "not_finite") if is_weak else ("passive", "negated")
        if cue.form == "participle" or any(wording_pattern(wording).search(before) for wording in never):
            return None
        # "After Iran said": a clause of its own, whose subject stands right before the cue.
        for actor in self.actors:
            opens = not is_weak and actor.before in actor_words("clause_openers")
            if opens and self.fills("beside", actor.span.end, cue.span.start):
                return self._joined(actor)
        free = self._ungoverned(cue.span.start)
        if any(actor.before in actor_words("denying") for actor in free):  # "No official said", "If Pakistan says"
            return None
        fitting = [whole for actor in free if not self._is_cut_off(whole := self._joined(actor), cue)]
        if is_weak or before.rstrip().endswith(","):  # a comma parts a subject from its verb only behind an aside
            fitting = [whole for whole in fitting if self._fills_gap(whole.span.end, cue)]
        # "To welcome the president, the premier said": whoever stands right before the cue goes before the first.
        beside = (whole for whole in fitting if self.fills("beside", whole.span.end, cue.span.start))
        return next(beside, next(iter(fitting), None))

    def shares_subject(self, cue: Cue, before: list[Cue]) -> bool:
        """Tell whether a cue continues a verb before it that has no subject here, and so has none either.

        "The drive condemned the US raid and warned that": what the first verb is about has not warned.
        """
        has_verb = any(verb.form == "finite" and not verb.is_doubtful for verb in before)
        return has_verb and bool(self.search("coordinated", self.span.start, cue.span.start))

    def _ungoverned(self, end: int) -> list[NounPhrase]:
        """Return the actors before a position that stand outside quotations and that no preposition governs."""
        found: list[NounPhrase] = []
        governed: NounPhrase | None = None
        for actor in self.actors:
            if actor.span.end > end or self.is_quoted(actor.span):
                continue
            # "between Pakistan and China": what a preposition governs is governed together.
            shares = governed and self.text[governed.span.end : actor.span.start] == " and "
            if shares or actor.before in actor_words("prepositions") or actor.before.endswith("ing"):
                governed = actor
            else:
                found.append(actor)
        return found

    def own_subject(self, cue: Cue, since: int) -> NounPhrase | None:
        """Return the actor before a cue that opens its own clause: ", and he thanked", ", with Lin thanking"."""
        if cue.form == "participle":
            return self._absolute(cue, since)
        if who := self.search("relative", since, cue.span.start):
            return self._antecedent(who.start(), since)
        between = [a for a in self.actors if since <= a.span.start and a.span.end <= cue.span.start]
        for actor in between:
            is_beside = actor.before not in actor_words("prepositions") and self._fills_gap(actor.span.end, cue)
            if is_beside and self.search("new_clause", since, actor.span.start):
                return actor
        return None

    def _absolute(self, cue: Cue, since: int) -> NounPhrase | None:
        """Return the subject of a participle behind "with": ", with Secretary Lin agreeing"."""
        behind = (actor for actor in self.actors if since <= actor.span.start)
        beside = (actor for actor in behind if self.fills("beside", actor.span.end, cue.span.start))
        return next((actor for actor in beside if self.search("absolute", since, actor.span.start)), None)

    def _antecedent(self, who: int, since: int) -> NounPhrase | None:
        """Return the noun phrase before "who": in "by Mr Khan, head of a bank, who praised" the one set apart."""
        before = [actor for actor in self.actors if since <= actor.span.start and actor.span.end <= who]
        near = [actor for actor in before if len(self.text[actor.span.end : who].split()) <= FARTHEST_WHO]
        if not near:
            return None
        head = before[before.index(near[-1]) - 1] if near[-1] is not before[0] else near[-1]
        is_aside = self.text[head.span.end : near[-1].span.start] == ", " and near[-1].before == ","
        return head if is_aside else near[-1]

    def clause_start(self, subject: NounPhrase) -> int:
        """Return where a clause with its own subject opens, including its comma, "and" or "with"."""
        before = self.span.start, subject.span.start
        opening = self.search("absolute", *before) or self.search("new_clause", *before)
        return opening.start() if opening else subject.span.start

    def relative_start(self, cue: Cue) -> int:
        """Return where a relative clause before a cue opens; the cue itself if there is none."""
        opening = self.search("relative", self.span.start, cue.span.start)
        return opening.start() if opening else cue.span.start

    def main_subject(self, cue: Cue) -> NounPhrase | None:
        """Return the subject of the main clause that a participle continues: "He took the paper, calling it new"."""
        free = self._ungoverned(cue.span.start)
        carries_on = cue.form == "participle" and self.search("participial", self.span.start, cue.span.start)
        return self._joined(free[0]) if carries_on and free and free[0].before not in actor_words("denying") else None

    def _fills_gap(self, start: int, cue: Cue) -> bool:
        """Tell whether only adverbs or an aside stand between a position and a cue."""
        return bool(self.fills("gap", start, cue.span.start))

    def _is_cut_off(self, actor: NounPhrase, cue: Cue) -> bool:
        """Tell whether a new clause opens between an actor and a cue, so that the actor is not its subject."""
        if self._fills_gap(actor.span.end, cue):
            return False
        between = wording_pattern("aside").sub(" ", self.text[actor.span.end : cue.span.start])
        return any(word in actor_words("boundaries") for word in re.findall(r"[a-z]+", between))

    def _joined(self, actor: NounPhrase) -> NounPhrase:
        """Return an actor together with those coordinated behind it: "A and B", at the start also "A, B"."""
        whole = actor.span
        for other in self.actors:
            link = self.text[whole.end : other.span.start] if other.span.start > whole.end else ""
            # A comma joins only where a sentence opens ("Pakistan, China reaffirm"): elsewhere it sets aside.
            is_list = (
                link == ", "
                and other.words[0].isupper()
                and whole.start == self.span.start
                and self.text[other.span.end : other.span.end + 1] not in ",)"
            )
            if is_list or re.fullmatch(r",? and |,? as well as ", link):
                whole = Span(whole.start, other.span.end)
        return NounPhrase(whole, whole.of(self.text), actor.before)

    def _joined_back(self, actor: NounPhrase) -> NounPhrase:
        """Return an actor together with those coordinated before it."""
        whole = actor
        for other in reversed(self.actors):
            link = self.text[other.span.end : whole.span.start] if other.span.end < whole.span.start else ""
            if re.fullmatch(r",? and ", link):
                span = Span(other.span.start, actor.span.end)
                whole = NounPhrase(span, span.of(self.text), other.before)
        return whole

    def _paper_start(self, body: NounPhrase) -> int:
        """Return where "a statement issued by" before a body starts, or the body itself."""
        papers = (paper.span for paper in self.actors if paper.span.end < body.span.start)
        issued = (span.start for span in papers if self.fills("issued", span.end, body.span.start))
        return next(issued, body.span.start)
