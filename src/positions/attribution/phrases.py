"""What the words of a noun phrase tell by themselves: name, office, country, and for whom it speaks."""

import re
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise, takewhile

from positions.attribution.actors import PORTFOLIO, words
from positions.attribution.countries import LATELY, Mention, mentions
from positions.attribution.offices import BODY, Title, leading, titles_in
from positions.attribution.speakers import name_words
from positions.countries import Sides, profile
from positions.data_files import lexicon
from positions.documents import Span

OF = re.compile(r"\bof (?:the )?$")
FOR = re.compile(r"\b(\w+) for (?:the )?[A-Z].*")
OWN = re.compile(r"[’']s?$")
OWNER = re.compile(r"[’']s? ")
# Behind the "and" of a body's name: "Jewellers Association president", "Industry (ACCI) vice president".
BODY_BEHIND = re.compile(
    rf"(?:[A-Z][\w’-]*(?: of)? ){{0,4}}(?:(?:{BODY})|[A-Z][\w’-]* \([A-Z]{{2,}}\))(?: \([A-Z]+\))? "
    r"(?:[\w-]+ ){0,2}?"
    r"(?:president|chair\w*|secretary|chief|head|director|spokes\w+|member|leader|convener|official|CEO)",
    re.IGNORECASE,
)
BODY_WORD = re.compile(rf"\b(?:{BODY})\b")
BOTH = re.compile(r"^both (?=.+ and )", re.IGNORECASE)


def name_in(phrase: str, found: list[tuple[Span, Title]], sides: Sides) -> str:
    """Return the personal name in a phrase: its capitalised words that belong to no title and no country."""
    plain = re.sub(r"\([^)]*\)", lambda m: " " * len(m.group()), phrase)
    portfolios = [Span(*match.span()) for match in re.finditer(PORTFOLIO, phrase) if " and " in match.group()]
    for span in (*portfolios, *(span for span, _ in found)):
        plain = plain[: span.start] + " " * (span.end - span.start) + plain[span.end :]
    for mention in mentions(plain, Span(0, len(plain)), sides):
        plain = plain[: mention.span.start] + " " * (mention.span.end - mention.span.start) + plain[mention.span.end :]
    # "Institute for Fiscal Studies": what stands behind "for" is what the body is for.
    plain = FOR.sub(lambda m: m[1] if m[1].lower() in words("no_people") else m[0], plain)
    plain = " ".join("|" if OWN.sub("", word.lower()) in _no_names() else word for word in plain.split(" "))
    runs = [
        (m.start(), m.group().strip(" .")) for m in re.finditer(r"(?:[A-Z][\w’.-]*(?:\s(?=[A-Z])|$|(?=\W)))+", plain)
    ]
    runs = [_behind_field(phrase, at, run) for at, run in runs]
    # "Chairman of the Standing Committee": what stands behind "of" is what the office is of.
    # "Dr Roe’s lawyer": the name is the owner's.
    runs = [(at, run) for at, run in runs if not (OWN.search(run) and plain[at + len(run) :].strip())]
    runs = [run for at, run in runs if name_words(run) and not run.isupper() and not OF.search(plain[:at])]
    runs = [run for run in runs if not run.lower().endswith("-based")]
    ends = {span.end for span, _ in found}
    runs = [run for run in runs if _is_name(run, phrase, ends)]
    if not runs:
        return ""
    name = runs[-1]
    rank = _rank().search(phrase[: phrase.find(name)])
    return name if not rank else f"{rank.group(1)} {name}"


def _behind_field(phrase: str, at: int, run: str) -> tuple[int, str]:
    """Return the name behind the field of an office, with its place: of "Minister for Industries Asad Mir"."""
    row = run.split(" ")
    field = list(takewhile(lambda word: word.lower() in common_words(), row))
    portfolios = [match.end() for match in re.finditer(PORTFOLIO, phrase)]
    is_behind = any(phrase[end:].startswith(f" {run}") for end in portfolios)
    is_behind = is_behind or re.search(rf"(?:\b(?:for|of|and)|[&,]) (?:the )?{re.escape(run)}", phrase)
    if not field or len(row) - len(field) < 2 or not is_behind:
        return at, run
    return at + len(" ".join(field)) + 1, " ".join(row[len(field) :])


def _is_name(run: str, phrase: str, ends: set[int]) -> bool:
    """Tell whether words with capitals are a name: behind a rank, a courtesy or a title, or not all common words."""
    before = phrase[: phrase.find(run)]
    is_addressed = _courtesy().search(before) or _rank().search(before) or len(before.rstrip()) in ends
    return bool(is_addressed) or not name_words(run) <= common_words()


@cache
def common_words() -> frozenset[str]:
    """Return the words that the press writes with a small letter more often than not (``common_words.txt``)."""
    return frozenset(resources.files("positions.attribution").joinpath("common_words.txt").read_text("utf-8").split())


@cache
def _courtesy() -> re.Pattern:
    """Return the pattern of a courtesy before a name."""
    courtesies = "|".join(map(re.escape, lexicon("attribution", "speakers")["courtesies"]))
    return re.compile(rf"\b({courtesies})\.?\s*$", re.IGNORECASE)


@cache
def _rank() -> re.Pattern:
    """Return the pattern of a rank before a name."""
    ranks = "|".join(map(re.escape, lexicon("attribution", "speakers")["ranks"]))
    civil = "".join(rf"(?<!{word}[ -])" for word in lexicon("attribution", "speakers")["civil_generals"])
    return re.compile(rf"\b{civil}({ranks})\s*$")


def has_rank(words: str) -> bool:
    """Tell whether words name somebody by a military rank: "Brigadier Asad Mir", and no "director general"."""
    return any(_rank().search(words[: match.start()]) for match in re.finditer(r"(?<= )[A-Z]", words))


@cache
def _no_names() -> frozenset[str]:
    """Return the words that are no part of a personal name even with a capital."""
    courtesies = {word.lower() for word in lexicon("attribution", "speakers")["courtesies"]}
    listed = ("nouns", "modifiers", "determiners", "openers", "bodies", "no_people")
    return courtesies.union(*(words(name) for name in listed))


def _own_mentions(phrase: str, sides: Sides) -> list[Mention]:
    """Return the mentions that may tell whose somebody is: no project, none of two joined ("China Pakistan Centre")."""
    found = [mention for mention in mentions(phrase, Span(0, len(phrase)), sides) if mention.kind != "projects"]
    joined = [
        {a, b}
        for a, b in pairwise(found)
        if a.country != b.country and phrase[a.span.end : b.span.start] in (" ", "-", "–")
    ]
    return [mention for mention in found if not any(mention in pair for pair in joined)]


def country_in(phrase: str, sides: Sides) -> str:
    """Return the country a phrase itself gives its office: the first one named that is not where the post is."""
    for mention in _own_mentions(phrase, sides):
        is_post = re.search(r"\b(?:to|in|at)\s+(?:the\s+)?$", phrase[: mention.span.start])
        is_owner = bool(OWNER.match(phrase, mention.span.end))  # "an official at Pakistan’s foreign ministry"
        if not is_post or is_owner or mention.kind == "institutions":  # "at the State Department"
            return mention.country
    return ""


def office_in(phrase: str, found: list[tuple[Span, Title]], sides: Sides) -> str:
    """Return the office in short: the titles of the phrase, or its words when they name an office not listed."""
    titles = leading([title for _, title in found])
    offices = dict.fromkeys(title.office + _post(phrase, title, sides) for title in titles)
    return " and ".join(offices)


def _post(phrase: str, title: Title, sides: Sides) -> str:
    """Return where an envoy is posted: as the phrase says, else for a counterpart's envoy to the outlet's country.

    To an outlet of one of the parties a counterpart's envoy is the one to the actor.
    """
    if not title.posted:
        return ""
    named = mentions(phrase, Span(0, len(phrase)), sides)
    host = next(
        (m.span.of(phrase) for m in named if re.search(r"\b(?:to|in)\s+(?:the\s+)?$", phrase[: m.span.start])), ""
    )
    if not host and country_in(phrase, sides) in sides.counterparts:
        third = next((country for country in sides.known if country not in sides.parties), "")
        host = profile(third or sides.actor).plain_name
    return f" to {host}" if host else ""


def voice_in(phrase: str, sides: Sides) -> str:
    """Return for whom the words of a phrase say the speaker speaks."""
    return next((voice for voice, pattern in _voices(sides.known).items() if pattern.search(phrase)), "state")


def is_from_office(phrase: str) -> bool:
    """Tell whether a phrase names a former official from the time in office ("the then prime minister")."""
    return any(word in lexicon("attribution", "speakers")["from_office"] for word in re.split(r"\W+", phrase.lower()))


@lru_cache(LATELY)
def _voices(known: tuple[str, ...]) -> dict[str, re.Pattern]:
    """Return the pattern of the words that tell each voice but the state's."""
    parties = [party for country in known for party in profile(country).parties]
    listed = {voice: list(words) for voice, words in lexicon("attribution", "speakers")["voices"].items()}
    listed["party"] += parties
    return {voice: re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) for voice, patterns in listed.items()}


def coordinated(phrase: str, sides: Sides) -> list[str]:
    """Split a phrase where it coordinates; the commas and "and" of a title join no one."""
    phrase = BOTH.sub("", phrase)
    masked = phrase
    portfolios = [Span(*match.span()) for match in re.finditer(PORTFOLIO, phrase) if " and " in match.group()]
    for span in (*portfolios, *(span for span, _ in titles_in(phrase, sides))):
        masked = masked[: span.start] + "x" * (span.end - span.start) + masked[span.end :]
    cuts = [Span(*match.span()) for match in re.finditer(r",? and |, | as well as ", masked)]
    cuts = [cut for n, cut in enumerate(cuts) if not _is_in_body(phrase, cuts[n - 1].end if n else 0, cut, sides)]
    starts, ends = [0, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), len(phrase)]
    return [phrase[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def _is_in_body(phrase: str, start: int, cut: Span, sides: Sides) -> bool:
    """Tell whether an "and" is one of a body's name, whose head is named: "Gems and Jewellers Association president".

    What stands before it then names nobody: a word, or several of which one is a common word or a body.
    """
    before = phrase[start : cut.start]
    if "and" not in cut.of(phrase) or not BODY_BEHIND.match(phrase, cut.end) or titles_in(before, sides):
        return False
    names = {form for word in name_words(before) for form in (word, word.removesuffix("s"))}
    is_body = BODY_WORD.search(before) or mentions(before, Span(0, len(before)), sides)
    is_plain = bool(is_body) or not common_words().isdisjoint(names) or len(before.split()) == 1
    return is_plain and not _courtesy().search(before.partition(" ")[0])
