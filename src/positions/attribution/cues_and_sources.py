"""Cues, the words that attribute, and the noun phrases that can be their sources.

A stretch of text comes in; its cues (`find_cues`, by the verbs and phrases of ``cues.yaml``) and the noun phrases that
can speak (`find_noun_phrases`: people, offices, bodies, countries, pronouns) go out. `nominal_phrase` tells whether
words where only a speaker can stand are a noun phrase of a noun that no list knows. `wording_pattern` compiles the
turns of phrase around sources, cues and contents (``wording.yaml``).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from positions.data_files import lexicon
from positions.documents import Span


@cache
def wording_pattern(name: str) -> re.Pattern:
    """Return the pattern of an entry of ``wording.yaml``.

    Parameters
    ----------
    name : str
        The entry; ``{other}`` in it stands for the entry of that name.
    """
    return re.compile(_written_out(name))


def _written_out(name: str) -> str:
    """Return an entry with the entries it is made of."""
    entry = lexicon("attribution", "wording")[name]
    text = entry if isinstance(entry, str) else "".join(entry)
    return re.sub(r"\{([a-z_]+)\}", lambda match: _written_out(match.group(1)), text)


VOWELS = "aeiou"
OPENING = re.compile(r"[A-Z][a-z]+(?:ing|s)\b")  # "Reiterating …", "• Says …"
# “We shall stay,” the envoy …: a quotation of three words or more that opens a sentence.
CLOSED = re.compile(r"(?:^|[.!?:”\n]\s*)[“\"](?:[^“”\"\s]+\s+){2,}[^“”\"\s]+,[”\"]\s+(?:[\w.’-]+\s+){0,5}$")
FARTHEST_QUOTATION = 400  # characters from the opening of a quotation to its verb
# “We shall stay,” smiled the envoy; “We shall stay,” the envoy mused: beside a quotation any verb attributes.
BESIDE_QUOTATION = re.compile(
    r"[“\"](?:[^“”\"\s]+\s+){2,}[^“”\"\s]*[^\w\s“”\"][”\"]\s+"
    r"(?P<tail>(?P<before>[a-z]+ed) (?=the |an? |his |her |its |their |[A-Z])"
    r"|(?:the |an? |his |her )?(?:[\w.’-]+ ){1,5}?(?P<behind>[a-z]+ed)"
    r"(?=[.;]|,? (?:on|in|at|when|as|with|during|after)\b))"
)
AUXILIARY = (
    r"(?:(?:has|have|had)(?: (?:also|further|repeatedly|earlier|already|once again|long|been(?= \w+ing)))* "
    r"|(?:is|are|was|were)(?: also)? (?=\w+ing\b)"
    r"|(?:went|goes) on to |(?:used|took) (?:the|this) (?:occasion|opportunity) to )?"
)


@dataclass(frozen=True)
class Cue:
    """Words that attribute.

    Attributes
    ----------
    span : Span
        The words of the cue, auxiliaries included ("has said").
    lemma : str
        The verb, as in ``cues.yaml``.
    kind : str
        The act that the verb reports unless the content says otherwise.
    form : str
        ``finite``, ``participle`` (-ing) or ``base``.
    is_doubtful : bool
        The form is a noun or adjective more often than a verb.
    """

    span: Span
    lemma: str
    kind: str
    form: str
    is_doubtful: bool = False


def inflections(lemma: str) -> dict[str, str]:
    """Return the forms of a verb with their kind: ``{"say": "base", "says": "finite", …, "saying": "participle"}``."""
    others = lexicon("attribution", "cues")["irregular"].get(lemma)
    if not others and lemma.endswith("ee"):
        others = [lemma + "s", lemma + "d", lemma + "ing"]
    elif not others and lemma.endswith("e"):
        others = [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    elif not others and lemma.endswith("y") and lemma[-2] not in VOWELS:
        others = [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    elif not others:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
        others = [third, lemma + "ed", lemma + "ing"]
    return {lemma: "base"} | {form: "participle" if form.endswith("ing") else "finite" for form in others}


@cache
def _verbs() -> dict[str, tuple[str, str, str]]:
    """Return (lemma, kind, form) for every form of every verb."""
    found: dict[str, tuple[str, str, str]] = {}
    for kind, entry in lexicon("attribution", "cues")["kinds"].items():
        for lemma in entry["verbs"]:
            for form, shape in inflections(lemma).items():
                found.setdefault(form, (lemma, kind, shape))
    return found


def is_cue(word: str) -> bool:
    """Tell whether a word in lower case is a form of a verb that attributes."""
    return word in _verbs()


def cue_of_participle(word: str, span: Span, form: str) -> Cue | None:
    """Return the cue in a participle: "quoted as *thanking*", "was *urged* by" (whose form is also a finite one).

    None for verbs that do not attribute.
    """
    lemma, kind, shape = _verbs().get(word, ("", "", ""))
    return Cue(span, lemma, kind, "finite") if shape == form else None


@cache
def _cue_phrases() -> dict[str, list[tuple[str, str, str, re.Pattern]]]:
    """Return (lemma, kind, form, pattern) for every inflected phrase, in lists by the first word.

    What stands behind "…" is left to the content.
    """
    found: dict[str, list[tuple[str, str, str, re.Pattern]]] = {}
    listed = lexicon("attribution", "cues")["kinds"].items()
    for kind, phrase in ((kind, phrase) for kind, entry in listed for phrase in entry.get("phrases", ())):
        lemmas, _, rest = phrase.partition(" ")
        behind = f"(?= {rest[2:]})" if rest.startswith("… ") else rf" {rest}(?![\w-])"
        for lemma in lemmas.split("|"):
            for form, shape in inflections(lemma).items():
                found.setdefault(form, []).append((lemma, kind, shape, re.compile(form + behind)))
    return found


@cache
def _cue_pattern() -> re.Pattern:
    """Return one pattern for the first word of any cue, with its auxiliaries."""
    words = set(_verbs()) | set(_cue_phrases())
    return re.compile(rf"(?<![\w’-]){AUXILIARY}(?P<verb>{'|'.join(sorted(words, key=len, reverse=True))})(?![\w’-])")


@cache
def _cue_needs() -> dict[str, re.Pattern]:
    """Return, for a verb that needs one, the pattern that must follow it."""
    return {lemma: re.compile(follows) for lemma, follows in lexicon("attribution", "cues")["needs"].items()}


def find_cues(text: str, within: Span) -> list[Cue]:
    """Find the cues in a stretch of text.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A sentence or a headline.

    Returns
    -------
    list of Cue
        In order. The rules, which look for source and content, decide whether a cue really attributes.
    """
    text = _lowered(text, within.start)
    found = [_cue(text, match) for match in _cue_pattern().finditer(text, within.start, within.end)]
    listed = [cue for cue in found if cue]
    return sorted([*listed, *_unlisted(text, within, listed)], key=lambda cue: cue.span)


def _unlisted(text: str, within: Span, listed: list[Cue]) -> list[Cue]:
    """Return verbs of no list that stand beside a quotation where none of a list does."""
    found = []
    for match in BESIDE_QUOTATION.finditer(text, within.start, within.end):
        span = Span(*match.span("before" if match["before"] else "behind"))
        if not any(match.start("tail") <= cue.span.start <= match.end() for cue in listed):
            found.append(Cue(span, span.of(text), "state", "finite"))
    return found


def _lowered(text: str, start: int) -> str:
    """Return the text with the letter at ``start`` in lower case: a sentence may open with a cue ("Reiterating …")."""
    if not OPENING.match(text, start):
        return text
    return f"{text[:start]}{text[start].lower()}{text[start + 1 :]}"


def _cue(text: str, match: re.Match) -> Cue | None:
    """Return the cue that starts with these words: a phrase, else the verb if it may stand alone."""
    verb, at = match.group("verb"), match.start("verb")
    for lemma, kind, form, pattern in _cue_phrases().get(verb, ()):
        if phrase := pattern.match(text, at):
            return Cue(Span(match.start(), phrase.end()), lemma, kind, form)
    if verb not in _verbs():
        return None
    lemma, kind, form = _verbs()[verb]
    is_of_quotation = CLOSED.search(text, max(0, at - FARTHEST_QUOTATION), at)
    if lemma in _cue_needs() and not _cue_needs()[lemma].match(text, match.end()) and not is_of_quotation:
        return None
    if form in ("participle", "base") and at > match.start():
        form = "finite"
    is_doubtful = at == match.start() and verb in lexicon("attribution", "cues")["doubtful"]
    return Cue(Span(*match.span()), lemma, kind, form, is_doubtful)


# A minister's portfolios are one token: their commas and "and" join nothing else.
LISTED = r"(?:[A-Z][\w-]+(?: [A-Z][\w-]+)*(?:, and |, | and ))+[A-Z][\w-]+"
PORTFOLIO = rf"(?<![Cc]hief )[Mm]inister (?:of State )?(?:for|of) {LISTED}"
ABBREVIATION = r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Maj|Col|Brig|Adm|Capt|Sen|Rep|Gov|St)\.(?= [A-Z])"
TOKEN = re.compile(
    rf"{PORTFOLIO}|secretary of state(?= [A-Z])"
    r"|[Cc]harg[ée] [dD] ?[’'`]? ?[Aa]ffaire?s|\([A-Z][A-Za-z./ -]{0,24}\)(?:/[A-Z]\w+)?"
    rf"|[A-Z]\.(?:[A-Z]\.)*|{ABBREVIATION}|[^\W_][\w’'-]*(?:/[A-Z]\w+)?|[^\w\s]"
)
OWN_COUNTRY = re.compile(r"(?:his|her|its|their|our) [A-Z]\w+", re.IGNORECASE)
BULLETS = "•●▪■*"
LONGEST = 200  # characters of a noun phrase
FARTHEST_OFFICE = 6  # words between an assistant and the "on" of the field
# "Historically" has a capital because it opens a sentence; it is not a name.
ADVERB = re.compile(r"\w{3,}(?:al|ed|nt|ous|iv|at|ic|ib|ab)ly$")
DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
SMALL_WORD = re.compile(r"[a-z]+|[\da-z]+(?:-[a-z]+)+")  # in small letters: "central", "34-year-old"
# One letter a token (see _class); D determiner, C capitalised, N noun of an office or body, A modifier, P "(COAS)",
# L link, M link of place, R pronoun, B "both".
MODIFIED = re.compile(r"D[Ax]{1,3}(?=N)")  # words of any kind between a determiner and a noun
PHRASE = re.compile(r"[DB]?(?:[ANC]*[NC]P?)+(?:(?:L|(?<=N)M)[DB]?(?:[ANC]*[NC]P?)+)*|[RB]")


@dataclass(frozen=True)
class NounPhrase:
    """A noun phrase that can speak, and the word before it in lower case ('' at the start or after a full stop)."""

    span: Span
    words: str
    before: str


@cache
def actor_words(*names: str) -> frozenset[str]:
    """Return the words of one or more lists of ``actors.yaml`` as a set."""
    return frozenset(word for name in names for word in lexicon("attribution", "actors")[name])


def is_pronoun(phrase: str) -> bool:
    """Tell whether a phrase is a pronoun."""
    return phrase.lower() in actor_words("pronouns", "objects")


def is_relay(phrase: str) -> bool:
    """Tell whether a phrase names a body that releases or relays what others say."""
    return not actor_words("bodies").isdisjoint(re.findall(r"[\w.-]+", phrase.lower()))


def is_joint(phrase: str) -> bool:
    """Tell whether a phrase stands for the parties to an engagement together."""
    return phrase.lower() in actor_words("joint")


CLASSES = {"pronouns": "R", "determiners": "D", "pairs": "B", "links": "L", "places": "M"}  # of words of actors.yaml


@lru_cache(maxsize=16384)
def _token_class(token: str, is_first: bool) -> str:
    """Return the class letter of a token; ``x`` for all that cannot stand in a name."""
    low = token.lower()
    if token.startswith("("):
        return "P"
    listed = (letter for words, letter in CLASSES.items() if low in actor_words(words))
    if token not in ("IT", "US") and (letter := next(listed, "")):
        return letter
    if token[0].isupper() and not DAYS.match(token) and low not in actor_words("openers"):
        is_participle = low.endswith("ing") and low not in actor_words("nouns", "modifiers", "names_in_ing")
        return "x" if is_first and (is_participle or ADVERB.match(token)) else "C"
    if low in actor_words("nouns"):
        return "N"
    if low in actor_words("modifiers"):
        return "A"
    return "N" if _singular(low) in actor_words("nouns") else "x"


def _singular(word: str) -> str:
    """Return a noun in the plural in the singular: "delegations", "embassies"."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _of_a_field(shape: str, tokens: list[re.Match]) -> str:
    """Return the shape with the "on" of an office or body as a link: "Special Assistant to the Premier on Health"."""
    for n, token in enumerate(tokens[1:-1], 1):
        before = {each.group().lower() for each in tokens[max(0, n - FARTHEST_OFFICE) : n]}
        if token.group() == "on" and shape[n + 1] == "C" and not before.isdisjoint(actor_words("of_a_field")):
            shape = shape[:n] + "L" + shape[n + 1 :]
    return shape


def _modified(shape: str, tokens: list[re.Match]) -> str:
    """Return the shape with any words between a determiner and a noun as modifiers: "the central bank governor"."""
    never = actor_words("prepositions", "boundaries") | actor_words("links", "places") | {"and", "or", "nor", "not"}
    for match in MODIFIED.finditer(shape):
        between = [token.group() for token in tokens[match.start() + 1 : match.end()]]
        if all(SMALL_WORD.fullmatch(word) and word not in never and not is_cue(word) for word in between):
            shape = shape[: match.start() + 1] + "A" * len(between) + shape[match.end() :]
    return shape


def _is_coordinated(tokens: list[re.Match], match: re.Match) -> bool:
    """Tell whether a noun stands beside "and" next to a capital or another noun: "president and PM reaffirm"."""
    around = [token.group() for token in tokens[max(0, match.start() - 2) : match.end() + 2]]
    behind, before = around[-2:], around[:2]
    return any(
        pair[place].lower() == "and"
        and (pair[1 - place][0].isupper() or pair[1 - place].lower() in actor_words("nouns"))
        for pair, place in ((behind, 0), (before, 1))
        if len(pair) == 2
    )


def find_noun_phrases(text: str, within: Span) -> list[NounPhrase]:
    """Find the noun phrases that can speak.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A sentence or a headline.

    Returns
    -------
    list of NounPhrase
        In order. A possessive ("Pakistan’s") or a single singular noun ("military") names nobody and is left out.
    """
    tokens = list(TOKEN.finditer(text, within.start, within.end))
    opening = 1 if tokens and tokens[0].group() in BULLETS else 0
    shape = "".join(_token_class(token.group(), n == opening) for n, token in enumerate(tokens))
    shape = _of_a_field(_modified(shape, tokens), tokens)
    if opening and len(tokens) > 1 and tokens[1].group().endswith("s"):  # "• Says the road is open"
        shape = shape[0] + "x" + shape[2:]
    found = []
    for match in PHRASE.finditer(shape):
        first, last = tokens[match.start()], tokens[match.end() - 1]
        span = Span(first.start(), last.end())
        phrase = span.of(text)
        is_lone_noun = match.group() == "N" and not phrase.endswith("s") and not _is_coordinated(tokens, match)
        if re.search(r"[’']s?$", phrase) or len(phrase) > LONGEST or is_lone_noun:
            continue
        if OWN_COUNTRY.fullmatch(phrase):  # of "his US visit"
            continue
        before = tokens[match.start() - 1].group().lower() if match.start() else ""
        found.append(NounPhrase(span, phrase, before))
    return found


NOMINAL_WORD = re.compile(r"[A-Za-z][\w’'.-]*|\d[\d,]*")
LONGEST_NOMINAL = 12  # words


@cache
def _nominal_words(name: str) -> frozenset[str]:
    """Return a word list of ``nominals.yaml`` as a set."""
    return frozenset(lexicon("attribution", "nominals")[name])


def nominal_phrase(text: str, span: Span) -> Span | None:
    """Return a stretch if its words can be one noun phrase: an opener of one, then no verb and no word of grammar."""
    words = [match.group() for match in NOMINAL_WORD.finditer(text, *span)]
    if not 0 < len(words) <= LONGEST_NOMINAL or NOMINAL_WORD.sub("", span.of(text)).strip(" "):
        return None
    (first, *rest), grammar = words, _nominal_words("grammar")
    low = first.lower()
    if low in _nominal_words("determiners"):
        opens = rest or low in _nominal_words("alone")
    else:
        opens = low in _nominal_words("bare") or ((low.endswith("s") or first[0].isupper()) and low not in grammar)
    # A verb of speech in the past is none of a noun phrase.
    is_clause = any(word.lower() in grammar or (is_cue(word) and word.endswith("ed")) for word in rest)
    is_cut = words[-1].lower() in _nominal_words("linking") or text.endswith(("’s", "'s"), *span)
    return span if opens and not is_clause and not is_cut else None


def is_plural(phrase: str) -> bool:
    """Tell whether a phrase stands for several: "some in the system", "the authors"."""
    words = phrase.lower().split()
    return words[0] in _nominal_words("alone") or any(word.endswith("s") and not word.endswith("ss") for word in words)
