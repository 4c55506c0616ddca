"""Counts and shares of codes, to either side, and which differences are more than chance and coding errors.

A `Comparison` comes in; tables go out: counts of every code (a code that does not occur has no row, because absent is
not zero), shares with intervals, the same shares under other choices, and the themes raised with one side only
(silences).
"""

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from positions import coding, schemas, statistics
from positions.attribution.statements import EXPLICIT
from positions.comparison.partition import Comparison, table_of
from positions.countries import SIDES
from positions.statistics import sign_flip_test, sum_by_release
from positions.validation import stored_figures

ASPECTS = {
    "act": "act",
    "stance": "stance",
    "theme": "themes",
    "terms attached": "condition",
    "name given": "label",
    "wording": "quote_type",
    "institution": "institution",
    "target known from": "target_basis",
}
WORDED_ASPECTS = ("terms attached", "name given")


@table_of(part=str, side=str, aspect=str, code=str, n=int, of=int, documents=int)
def count_codes(comparison: Comparison) -> pd.DataFrame:
    """Count every code in every part.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        How many statements of the part and side (``of``) have the code (``n``), and in how many ``documents`` they
        stand. Repeated statements are counted once. The aspect ``statements`` has the totals (code blank). Words of the
        source (terms, names) are grouped without regard to capitals, the first as it stands.
    """
    rows = comparison.statements[(comparison.statements.repeats == "") & (comparison.statements.part != "outside")]
    places = ["part", "side", "doc_id"]
    long = [rows[places].assign(order=0, aspect="statements", code="")]
    for order, (aspect, column) in enumerate(ASPECTS.items(), 1):
        each = explode_codes(rows[[*places, column]], column, "code")
        long.append(each[each.code != ""].assign(order=order, aspect=aspect))
    long = pd.concat(long)
    keys = ["part", "side", "order", "aspect"]
    found = long.groupby([*keys, long.code.str.casefold().rename("key")], sort=False)
    found = found.agg(code=("code", "first"), n=("code", "size"), documents=("doc_id", "nunique")).reset_index()
    found["of"] = found.groupby(["part", "side"]).n.transform("first")  # statements come first
    found = found.sort_values("n", ascending=False, kind="stable")
    return found.sort_values(["part", "side", "order"], kind="stable")


def explode_codes(rows: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    """Return a row for each code that a statement has in a column, words or a list of codes, under a name."""
    codes = rows[column].astype("str")
    codes = codes.str.split(schemas.LIST_SEPARATOR) if column == "themes" else codes
    return rows.assign(**{name: codes}).explode(name).astype({name: "str"})


SHARE_NUMBERS = {"n": int, "of": int, "percent": int, "low": int, "high": int, "p": int}
SHARES = schemas.Schema(
    "shares", {"aspect": str, "code": str, "side": str, **SHARE_NUMBERS, "differs": str, "withheld": str}
)
BEYOND_CHANCE = 500  # of 10,000
CERTAINTY = 10_000
CODED_ASPECTS = ("act", "stance", "theme")
NO_CLAIM = ("", "")


@table_of(**SHARES.columns)
def compare_shares(comparison: Comparison) -> pd.DataFrame:
    """Shares of acts, stances and themes, of statements with terms and with a name, to either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        See `contrast_shares`. It has no rows if there are too few statements to compare (`Comparison.enough`).
    """
    if not comparison.enough():
        return []
    return contrast_shares(comparison, comparison.to_either)


def contrast_shares(
    comparison: Comparison,
    rows: pd.DataFrame,
    aspects: Sequence[str] = (*CODED_ASPECTS, *WORDED_ASPECTS),
    families: int = 1,
) -> pd.DataFrame:
    """Compare the shares of codes among some of the statements.

    A share ``differs`` if two things hold: its adjusted p is below .05, and the interval of the difference excludes 0
    after coding errors, with their own uncertainty, are subtracted (`positions.validation`). The interval holds for all
    codes with a small p at once (Bonferroni); which codes these are does not depend on the hand coding that the errors
    were measured on.
    No difference is claimed if too few statements of the hand coding have a code, or if the hand
    coding is not of the countries compared.

    Parameters
    ----------
    comparison : Comparison
    rows : DataFrame
        Statements to the two sides, at least one to each.
    aspects : sequence of str
        What is compared: act, stance, theme, terms attached, name given.
    families : int
        How many such sets of statements are compared at once. p is adjusted for that as well (Bonferroni).

    Returns
    -------
    DataFrame
        With the schema SHARES, two rows for each code, one for either side: ``percent`` is ``n`` of 100 statements
        to the side (``of``), rounded, ``low`` and ``high`` its 95% interval, which counts releases
        (`statistics.clustered_intervals`). ``p``, in 10,000ths, is that of the difference between the sides, adjusted
        for all the codes (`statistics.sign_flip_test`). ``differs`` is "higher" or "lower" than the other side's,
        beyond chance and the error of the coding; ``withheld`` the same where it is beyond chance only as long as the
        coding is taken to be without error.
    """
    has = having_codes(rows, aspects)
    found = sum_by_release(has, rows.side, comparison.counterparts, comparison.release(rows))
    p = (sign_flip_test(found) * families).clip(max=CERTAINTY)
    z = statistics.normal_quantile(at_once=max(1, int((p < BEYOND_CHANCE).sum())) * families)
    limits = [statistics.clustered_intervals(*found.side(i)) for i in (0, 1)]
    wide = [statistics.clustered_intervals(*found.side(i), z) for i in (0, 1)]
    table, measured = [], comparison.sides.are_measured
    for at, (aspect, code) in enumerate(has.columns):
        seen = (*found.means()[:, at], wide[0][at], wide[1][at])
        words = ("higher", "lower") if seen[0] > seen[1] else ("lower", "higher")
        words = words if p[at] < BEYOND_CHANCE else NO_CLAIM
        is_sure = measured and _beyond_coding(aspect, code, seen, comparison.counterparts[0], z)
        claimed = words if is_sure else NO_CLAIM
        for i, side in enumerate(comparison.counterparts):
            n, of = int(found.sums[i, :, at].sum()), int(found.sizes[i].sum())
            low, high = (round(100 * limit) for limit in limits[i][at])
            share = {"aspect": aspect, "code": code, "side": side, "n": n, "of": of, "percent": round(100 * n / of)}
            share |= {"low": low, "high": high, "p": int(p[at]), "differs": claimed[i]}
            table.append(share | {"withheld": words[i] if claimed == NO_CLAIM else ""})
    return SHARES.table(table)


def having_codes(rows: pd.DataFrame, aspects: Sequence[str] = (*CODED_ASPECTS, *WORDED_ASPECTS)) -> pd.DataFrame:
    """Tell for each statement whether it has each code, or any words, of the aspects.

    Returns
    -------
    DataFrame
        1 and 0; columns (aspect, code) by aspect, the most frequent codes first, code blank for words.
    """
    found: dict[tuple[str, str], pd.Series] = {}
    for aspect in aspects:
        column = rows[ASPECTS[aspect]].astype("str")
        if aspect in WORDED_ASPECTS:
            found[aspect, ""] = column != ""
            continue
        split = column.str.get_dummies(schemas.LIST_SEPARATOR)
        order = split.sum().sort_values(ascending=False, kind="stable").index
        found |= {(aspect, code): split[code] for code in order if code}
    return pd.DataFrame(found).astype(float)


def _beyond_coding(aspect: str, code: str, seen: tuple, first: str, z: float) -> bool:
    """Tell whether a difference stays, in the direction seen, when what the coding makes of it is taken off."""
    table = stored_figures.stored().tables["share_errors"]
    error = table[(table.aspect == aspect) & (table.code == code)]
    if error.empty:
        return False
    one, other, limits, others = seen
    sign = 1 if first == SIDES.counterparts[0] else -1
    interval = statistics.difference_interval(one, limits, other, others)
    off = sign * float(error.difference.iloc[0]), float(error.sd.iloc[0])
    low, high = statistics.corrected_interval(one - other, interval, *off, z)
    return low > 0 if one > other else high < 0


AS_COUNTED = "as counted"
THREE_STANCES = "three stances"  # a choice for stances alone
CONFIDENCE_FLOORS = (50, 70)  # per cent of confidence
NOT_QUOTED = ("indirect", "reported")


@table_of(aspect=str, code=str, choice=str, first_n=int, first_of=int, second_n=int, second_of=int, p=int, outcome=str)
def check_robustness(comparison: Comparison) -> pd.DataFrame:
    """Compute the shares again under other choices.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        By share, the least likely to be chance first, its numbers under each ``choice``, "as counted" first; without
        rows when there are too few to compare. ``p``, in 10,000ths, is adjusted for the shares of the choice; 10,000
        where there are too few. The ``outcome`` is "shown" or "not shown" as counted; else a difference ``holds`` if it
        is shown (adjusted p below .05) in the same direction as originally; one that is not shown under both choices
        has at most the "same direction", or is "reversed", "no difference", "too few".
    """
    base = compare_shares(comparison)
    if base.empty:
        return []
    found = {AS_COUNTED: _share_numbers(base)}
    for choice, rows in other_choices(comparison):
        found[choice] = _share_numbers(contrast_shares(comparison, rows)) if comparison.enough(rows) else {}
    table = []
    for aspect, code in sorted(found[AS_COUNTED], key=lambda key: found[AS_COUNTED][key]["p"]):
        counted = found[AS_COUNTED][aspect, code]
        for choice, numbers in found.items():
            if choice == THREE_STANCES and aspect != "stance":
                continue
            scaled = str(_stance_sign(int(code))) if choice == THREE_STANCES else code
            share = numbers.get((aspect, scaled), _numbers_of_none(numbers))
            outcome = _outcome(counted, share, choice == AS_COUNTED)
            table.append({"aspect": aspect, "code": code, "choice": choice} | share | {"outcome": outcome})
    return table


def other_choices(comparison: Comparison) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the other choices, each with its statements to either side; those that change no statement are skipped."""
    rows = comparison.to_either
    unnamed = [comparison.part("context", side) for side in comparison.counterparts]
    ends = {document.doc_id: document.headline.end for document in comparison.documents}
    others = {f"confidence of {floor} or more": rows[rows.confidence >= floor] for floor in CONFIDENCE_FLOORS}
    others |= {
        "named in the words themselves": rows[rows.target_basis == EXPLICIT],
        "also where it is not named": pd.concat([rows, *unnamed]),
        "not quoted": rows[rows.quote_type.isin(NOT_QUOTED)],
        "no headlines": rows[rows.start >= rows.doc_id.map(ends)],
        "one article a release": rows[rows.doc_id == comparison.release(rows)],
    }
    yield from ((choice, chosen) for choice, chosen in others.items() if len(chosen) != len(rows))
    yield THREE_STANCES, rows.assign(stance=rows.stance.map(_stance_sign))


def _stance_sign(stance: int) -> int:
    """Return whether a stance is favourable, neutral or unfavourable."""
    return (stance > 0) - (stance < 0)


def _share_numbers(tidy: pd.DataFrame) -> dict[tuple[str, str], dict[str, int]]:
    """Return the numbers behind each share, to either side."""
    first, second = tidy.iloc[::2].reset_index(), tidy.iloc[1::2].reset_index()
    columns = {"first_n": first.n, "first_of": first.of, "second_n": second.n, "second_of": second.of, "p": first.p}
    return pd.DataFrame(columns).set_index([first.aspect, first.code]).to_dict("index")


def _numbers_of_none(numbers: dict[tuple[str, str], dict[str, int]]) -> dict[str, int]:
    """Return the numbers of a share that no statement of a choice has."""
    return next(iter(numbers.values()), {"first_of": 0, "second_of": 0}) | {"first_n": 0, "second_n": 0, "p": CERTAINTY}


def _outcome(counted: dict[str, int], share: dict[str, int], is_base: bool) -> str:
    """Say what becomes of a difference."""
    shown = share["p"] < BEYOND_CHANCE
    if is_base:
        return "shown" if shown else "not shown"
    if not share["first_of"]:
        return "too few"
    before, after = _sign_of_difference(counted), _sign_of_difference(share)
    if not after:
        return "no difference"
    if before != after:
        return "reversed"
    return "holds" if shown and counted["p"] < BEYOND_CHANCE else "same direction"


def _sign_of_difference(share: dict[str, int]) -> int:
    """Return which share is the higher: 1 the first, -1 the second, 0 neither."""
    return _stance_sign(share["first_n"] * share["second_of"] - share["second_n"] * share["first_of"])


UNASSIGNED = {"joint": "joint", "about_both": "both"}  # columns of parts that are added to neither side


@table_of(
    theme=str,
    raised_with=str,
    first_statements=int,
    first_topics=int,
    second_statements=int,
    second_topics=int,
    joint=int,
    about_both=int,
    silent_of=int,
    unlikely=int,
)
def silence_ledger(comparison: Comparison) -> pd.DataFrame:
    """List for every theme of the codebook with whom it was raised.

    A theme is raised with a counterpart if a statement of the state to it carries the theme, or if the theme is
    reported as a topic of an engagement with it: a theme that was discussed is not silent just because no sentence on
    it is quoted. How much an absence says depends on how many statements, of how many releases, could have carried the
    theme.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        In the order of the codebook (only the themes asked for when themes are a parameter) with whom each was
        ``raised_with``: both, one of the counterparts, or neither. Counted are statements by the state to the first and
        to the second counterpart, engagements with it that have the theme among their ``topics``, and, added to
        neither, ``joint`` statements and those ``about_both`` powers. A silence is of so many statements
        (``silent_of``; 0 if there is none). Were the theme raised in ``unlikely`` of 100 of those or more, the silence
        would be unlikely (below 5%, `statistics.unseen_share`); 0 when there are too few to say.
    """
    places = dict(zip(comparison.counterparts, ("first", "second"), strict=True))
    talks, counted = comparison.met, {}
    for side, place in places.items():
        counted[f"{place}_statements"] = tally_codes(comparison.part("said", side).themes)
        counted[f"{place}_topics"] = tally_codes(talks.topics[talks.country == side])
    counted |= {name: tally_codes(comparison.part(part).themes) for name, part in UNASSIGNED.items()}
    rests = {side: _silence_basis(comparison, side) for side in places}
    table = []
    for theme in comparison.parameters.themes or coding.codebook().themes:
        row = {name: codes.get(theme, 0) for name, codes in counted.items()}
        silent = [side for side, place in places.items() if not row[f"{place}_statements"] + row[f"{place}_topics"]]
        raised = [side for side in places if side not in silent]
        row |= {"theme": theme, "raised_with": raised[0] if len(raised) == 1 else "both" if raised else "neither"}
        row["silent_of"], row["unlikely"] = rests[silent[0]] if len(silent) == 1 else (0, 0)
        table.append(row)
    return table


def _silence_basis(comparison: Comparison, side: str) -> tuple[int, int]:
    """Return how many statements a silence towards a side rests on, and what is unlikely, in 100, rounded up."""
    said = comparison.part("said", side)
    if not comparison.suffice(said):
        return len(said), 0
    found = sum_by_release(having_codes(said, ["theme"]), said.side, comparison.counterparts, comparison.release(said))
    return len(said), math.ceil(100 * statistics.unseen_share(*found.side(comparison.counterparts.index(side))))


def tally_codes(column: pd.Series) -> dict[str, int]:
    """Count the codes in a column of lists."""
    codes = column.str.split(schemas.LIST_SEPARATOR).explode() if len(column) else column
    return {code: int(n) for code, n in codes.value_counts().items() if code}
