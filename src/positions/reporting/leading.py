"""The differences that hold, first thing in a report: a sentence each, both shares, and a quotation of either side."""

import math
from collections.abc import Iterator

import pandas as pd

from positions import statistics
from positions.comparison import Comparison
from positions.comparison.concordance import typical_statement
from positions.comparison.shares import CERTAINTY, compare_shares, having_codes
from positions.reporting import links, names, quotations
from positions.reporting import shares as in_words
from positions.reporting.errors import holds, right
from positions.reporting.markup import Shown, escape, linked
from positions.reporting.names import counted, country
from positions.reporting.quotations import Sentence
from positions.schemas import LIST_SEPARATOR
from positions.validation import terms_hold

MOST = 3  # differences that are told
QUOTED = 5  # statements from which on one of them is typical
POWER = statistics.normal_quantile(0.6)  # with it a difference that is there is found four times out of five
FARTHEST = 20  # times as many statements as there are: beyond that, what would be needed is not worth telling
WISHES = ("aspire", "request")  # acts that speak of what is not so yet
SECTION = "#shares"  # of the page, where all shares are compared


def leading(c: Comparison) -> Shown:
    """Return the two or three differences that hold, or say that none does and what would be needed.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    Shown
        Of each difference a sentence with both shares (number, 95% interval) and, of either side that has five or
        more, the statement that is most typical of those counted (`positions.comparison.concordance`).
    """
    tidy = _compared(c)
    if tidy.empty:
        return _shown([_too_few(c)])
    chosen = _told(c)
    return _listed(chosen) if chosen else _shown([_none_holds(c, list(in_words.pairs(tidy)))])


def cited(c: Comparison) -> list[str]:
    """Return the ``statement_id`` of every statement quoted below a difference."""
    return [name for _, quoted in _told(c) for _, rows in quoted for name in rows.statement_id]


def _told(c: Comparison) -> list[tuple[Sentence, list[tuple[str, pd.DataFrame]]]]:
    """Return the differences told, each with the statement quoted of either side."""
    used: set[str] = set()
    told = []
    for pair in _foremost([pair for pair in in_words.pairs(_compared(c)) if pair[0].differs]):
        quoted = []
        for row in (row for row in pair if row.n >= QUOTED):
            one = typical_statement(_telling(_counted(c, row), row), used)
            used |= set(one.doc_id)
            quoted.append((row.side, one))
        told.append((_sentence(c, *pair), quoted))
    return told


def _compared(c: Comparison) -> pd.DataFrame:
    """Return the shares that may be told first: without those of terms and codes that are wrong too often for it."""
    tidy = compare_shares(c)
    is_sure = [holds(*pair) for pair in zip(tidy.aspect, tidy.code, strict=True)]
    tidy = tidy[pd.Series(is_sure, tidy.index, bool)]
    return tidy if terms_hold() else tidy[tidy.aspect != "terms attached"]


def _foremost(pairs: list[tuple]) -> list[tuple]:
    """Return the differences to tell: the widest of each aspect first, then the next widest."""
    widest = sorted(pairs, key=lambda pair: pair[1].percent - pair[0].percent)
    seen: dict[str, int] = {}
    ranked = []
    for at, pair in enumerate(widest):
        seen[pair[0].aspect] = seen.get(pair[0].aspect, 0) + 1
        ranked.append((seen[pair[0].aspect], at, pair))
    return [pair for _, _, pair in sorted(ranked, key=lambda item: item[:2])[:MOST]]


def _counted(c: Comparison, row: object) -> pd.DataFrame:
    """Return the statements that a share counts."""
    said = c.part("said", row.side)
    return said[having_codes(said, [row.aspect]).get((row.aspect, row.code), pd.Series(0, index=said.index)) == 1]


def _telling(counted: pd.DataFrame, row: object) -> pd.DataFrame:
    """Return those of the statements a share counts that show it best: of its main theme; a name, and not a wish."""
    if row.aspect == "theme":
        best = counted[counted.themes.str.partition(LIST_SEPARATOR)[0] == row.code]
    elif row.aspect == "name given":
        best = counted[~counted.act.isin(WISHES)]
    else:
        return counted
    return best if len(best) else counted


def _sentence(c: Comparison, high: object, low: object) -> Sentence:
    """Write a difference: "14% of what Pakistan says to China is about the corridor (…), and 1% of … (…)."."""
    actor = country(c.sides.actor)
    parts: list[str | Shown] = [f"{high.percent}% of what {actor} says to or about {country(high.side)} "]
    parts += [f"{predicate(high.aspect, high.code)} (", *_number(high), "), "]
    parts += [f"and {_percent(low)} of what it says to or about {country(low.side)} (", *_number(low), ")."]
    doubt = right(c, high.aspect, high.code)
    return Sentence((*parts, f" {doubt[0].upper()}{doubt[1:]}.") if doubt else tuple(parts))


def _percent(row: object) -> str:
    """Write a share; none is a word."""
    return "none" if not row.n else f"{row.percent}%" if row.percent else "under 1%"


def predicate(aspect: str, code: str) -> str:
    """Say what statements with a code are or do: "is praise or thanks", "names or describes the relationship"."""
    return names.named("predicates", f"{aspect} {code}" if code else aspect)


def _number(row: object) -> list[str | Shown]:
    """Write the number behind a share with its interval."""
    return [in_words.number(row), f" of {row.of:,} statements; 95% interval {row.low} to {row.high}%"]


def _too_few(c: Comparison) -> Sentence:
    """Say how many statements there are, and how many a comparison takes."""
    numbers = {side: len(c.part("said", side)) for side in c.counterparts}
    none = names.listed([country(side) for side, n in numbers.items() if not n], "or")
    n = [f"{counted(n, 'statement')} to {country(side)}" for side, n in numbers.items() if n]
    text = f"Too few to compare in shares: {names.listed(n)}. "
    if none:
        text = f"No official statement of {country(c.sides.actor)} to or about {none} was found. "
        text += f"There is nothing to compare {names.listed(n)} with. " if n else ""
    text += f"A comparison takes {c.parameters.minimum:,} to each, from more than one article or press release."
    text += "" if none else " What follows sets single statements side by side; it is no measure of policy."
    return Sentence((text,))


def _none_holds(c: Comparison, pairs: list[tuple]) -> Sentence:
    """Say that no difference holds, which is nearest to it, and what would be needed."""
    high, low = min(pairs, key=lambda pair: pair[0].p)
    compared = linked(counted(len(pairs), "share"), SECTION)
    parts: list[str | Shown] = ["No difference between the two holds: of ", compared]
    parts += [" compared none is shown to differ beyond chance and beyond the errors of the coding. The nearest: "]
    parts += _sentence(c, high, low).parts
    return Sentence((*parts, f" {_needed(c, high, low)}"))


def _needed(c: Comparison, high: object, low: object) -> str:
    """Say what it would take to show a difference: surer coding, or more statements."""
    if high.withheld and not c.sides.are_measured:
        return "Chance does not explain it; how often statements of these countries are coded wrongly is not known."
    if high.withheld:
        return "Chance does not explain it, but errors of the coding could: it takes statements checked by hand."
    z = statistics.normal_quantile(1 - high.p / CERTAINTY)
    if z <= 0 or (factor := ((statistics.normal_quantile() + POWER) / z) ** 2) > FARTHEST:
        return "Shares this close would not be told apart by twenty times as many statements."
    n = _rounded(factor * min(high.of, low.of))
    return f"If the shares are what they seem, about {n:,} statements to each would show it."


def _rounded(n: float) -> int:
    """Round a number of statements up to two digits."""
    unit = 10 ** max(0, math.floor(math.log10(n)) - 1)
    return math.ceil(n / unit) * unit


def _shown(sentences: list[Sentence]) -> Shown:
    """Return sentences without quotations as paragraphs."""
    each = [sentence.shown() for sentence in sentences]
    markup = "".join(f'<p class="leading-none">{one.markup}</p>' for one in each)
    return Shown(markup, "\n".join(one.plain for one in each))


def _listed(items: list[tuple[Sentence, list[tuple[str, pd.DataFrame]]]]) -> Shown:
    """Return the differences as a list, below each the quotations beside one another."""
    markup, plain = [], []
    for number, (sentence, quoted) in enumerate(items, 1):
        told = sentence.shown()
        cells = list(_quotations(quoted))
        boxes = "".join(f'<blockquote class="{side.lower()}">{one.markup}</blockquote>' for side, one in cells)
        markup.append(f'<li><p>{told.markup}</p><div class="columns">{boxes}</div></li>')
        plain += [f"{number}. {told.plain}", *(f"   {names.heading(side)}: {one.plain}" for side, one in cells)]
    return Shown(f'<ol class="leading">{"".join(markup)}</ol>', "\n".join(plain))


def _quotations(quoted: list[tuple[str, pd.DataFrame]]) -> Iterator[tuple[str, Shown]]:
    """Return for each side the words of its typical statement, with who said them, where and when."""
    for side, rows in quoted:
        for row in rows.itertuples(index=False):
            outlet = row.chain.split(quotations.ARROW)[0]
            by = ", ".join(filter(None, [quotations.speaker(row), outlet, row.published]))
            said = quotations.content(row)
            link = f'<a class="place" href="{links.place(row.statement_id)}">{escape(by)}</a>'
            yield side, Shown(f"{said.markup}<footer>{link}</footer>", f"{said.plain} ({by})")
