"""Noun phrases that can speak: people, offices, bodies, countries and the pronouns that stand for them.

The phrases are found by the shape of their words: capitals, the nouns of offices and
bodies, what may stand before and between them (``actors.yaml``).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from positions.attribution.cues import is_cue
from positions.data_files import lexicon
from positions.documents import Span

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
# "Historically": it opens a sentence with a capital and is no name.
ADVERB = re.compile(r"\w{3,}(?:al|ed|nt|ous|iv|at|ic|ib|ab)ly$")
DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
WORD = re.compile(r"[a-z]+|[\da-z]+(?:-[a-z]+)+")  # in small letters: "central", "34-year-old"
# One letter a token (see _class); D determiner, C capitalised, N noun of an office or body, A modifier, P "(COAS)",
# L link, M link of place, R pronoun, B "both".
MODIFIED = re.compile(r"D[Ax]{1,3}(?=N)")  # words of any kind between a determiner and a noun
PHRASE = re.compile(r"[DB]?(?:[ANC]*[NC]P?)+(?:(?:L|(?<=N)M)[DB]?(?:[ANC]*[NC]P?)+)*|[RB]")


@dataclass(frozen=True)
class Actor:
    """A noun phrase that can speak, and the word before it in lower case ('' at the start or behind a stop)."""

    span: Span
    words: str
    before: str

    @property
    def is_pronoun(self) -> bool:
        """Tell whether the phrase is a pronoun."""
        return self.words.lower() in words("pronouns") | words("objects")

    @property
    def is_body(self) -> bool:
        """Tell whether the phrase names a body that releases or relays what others say."""
        return any(word in words("bodies") for word in re.findall(r"[\w.-]+", self.words.lower()))

    @property
    def is_joint(self) -> bool:
        """Tell whether the phrase stands for the parties to an engagement together."""
        return self.words.lower() in words("joint")


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of ``actors.yaml`` as a set."""
    return frozenset(lexicon("attribution", "actors")[name])


@lru_cache(maxsize=16384)
def _class(token: str, is_first: bool) -> str:
    """Return the class letter of a token; ``x`` for all that cannot stand in a name."""
    low = token.lower()
    if token.startswith("("):
        return "P"
    if low in words("pronouns") and token != "IT" and token != "US":
        return "R"
    if low in words("determiners"):
        return "D"
    for name, letter in (("pairs", "B"), ("links", "L"), ("places", "M")):
        if low in words(name):
            return letter
    if token[0].isupper() and not DAYS.match(token) and low not in words("openers"):
        if (
            is_first
            and low not in words("nouns") | words("modifiers")
            and low.endswith("ing")
            and low not in words("names_in_ing")
        ):
            return "x"
        return "x" if is_first and ADVERB.match(token) else "C"
    if low in words("nouns"):
        return "N"
    if low in words("modifiers"):
        return "A"
    return "N" if _singular(low) in words("nouns") else "x"


def _singular(word: str) -> str:
    """Return a noun in the plural in the singular: "delegations", "embassies"."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _of_a_field(shape: str, tokens: list[re.Match]) -> str:
    """Return the shape with the "on" of an office or body as a link: "Special Assistant to the Premier on Health"."""
    for n, token in enumerate(tokens[1:-1], 1):
        before = {each.group().lower() for each in tokens[max(0, n - FARTHEST_OFFICE) : n]}
        if token.group() == "on" and shape[n + 1] == "C" and not before.isdisjoint(words("of_a_field")):
            shape = shape[:n] + "L" + shape[n + 1 :]
    return shape


def _modified(shape: str, tokens: list[re.Match]) -> str:
    """Return the shape with any words between a determiner and a noun as modifiers: "the central bank governor"."""
    never = words("prepositions") | words("boundaries") | words("links") | words("places") | {"and", "or", "nor", "not"}
    for match in MODIFIED.finditer(shape):
        between = [token.group() for token in tokens[match.start() + 1 : match.end()]]
        if all(WORD.fullmatch(word) and word not in never and not is_cue(word) for word in between):
            shape = shape[: match.start() + 1] + "A" * len(between) + shape[match.end() :]
    return shape


def _is_coordinated(tokens: list[re.Match], match: re.Match) -> bool:
    """Tell whether a noun stands beside "and" next to a capital or another noun: "president and PM reaffirm"."""
    around = [token.group() for token in tokens[max(0, match.start() - 2) : match.end() + 2]]
    behind, before = around[-2:], around[:2]
    return any(
        pair[place].lower() == "and" and (pair[1 - place][0].isupper() or pair[1 - place].lower() in words("nouns"))
        for pair, place in ((behind, 0), (before, 1))
        if len(pair) == 2
    )


def actors(text: str, within: Span) -> list[Actor]:
    """Find the noun phrases that can speak.

    Parameters
    ----------
    text : str
        The document's text.
    within : Span
        A sentence or a headline.

    Returns
    -------
    list of Actor
        In order; a possessive ("Pakistan’s") or a lone singular noun ("military") names no one and is not among them.
    """
    tokens = list(TOKEN.finditer(text, within.start, within.end))
    opening = 1 if tokens and tokens[0].group() in BULLETS else 0
    shape = "".join(_class(token.group(), n == opening) for n, token in enumerate(tokens))
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
        found.append(Actor(span, phrase, before))
    return found
