"""Keywords that mark what is said to one side against the other, and wording that both share.

Keywords are scored by weighted log-odds (Monroe, Colaresi & Quinn 2008). A phrase counts once in a statement; phrases
of one, two, three and four words are counted apart. The prior is how often all statements of the documents have a
phrase, whoever speaks, and weighs as much as an average document with statements.

A z-score assumes independent statements, which those of one article are not, and hundreds of words are tested at once.
The z-scores are therefore compared with shuffles: statements of one release to one side stay together, and the side is
assigned at random (the largest z-score of each shuffle: Westfall & Young 1993).

References
----------
Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words: lexical feature selection and evaluation for
identifying the content of political conflict. Political Analysis 16, 372-403.
Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing. Wiley.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from positions import schemas, statistics
from positions.comparison.concordance import LEAST_CONTENT, index_phrases, keep_longest
from positions.comparison.formulas import are_in_formula
from positions.comparison.partition import Comparison, cached_table, table_of


def log_odds_z(
    first: np.ndarray, first_of: np.ndarray, second: np.ndarray, second_of: np.ndarray, prior: tuple
) -> np.ndarray:
    """Return z-scores of log-odds ratios with an informative Dirichlet prior.

    Parameters
    ----------
    first, second : ndarray
        Count of each word on either side.
    first_of, second_of : ndarray
        Count of all words on either side.
    prior : tuple of ndarray
        The prior's count of each word, and of all words.

    Returns
    -------
    ndarray
        Positive if the word marks the first side; 0 if there is no other word.
    """
    own, whole = prior
    first, second = first + own, second + own
    rest, other = first_of + whole - first, second_of + whole - second
    has_rest = (rest > 0) & (other > 0)
    odds = np.log(first / np.where(has_rest, rest, first)) - np.log(second / np.where(has_rest, other, second))
    return odds / np.sqrt(1 / first + 1 / second)


LONGEST_TESTED = 4  # words
LEAST = 3  # releases with the word, of the side it marks: words that only one or two repeat are not keywords
SHUFFLES = 1000
SEED = 2008
HUNDRED = 100


@table_of(
    side=str,
    phrase=str,
    length=int,
    z=int,
    beyond=str,
    statements=int,
    documents=int,
    other_statements=int,
    other_documents=int,
    statement_ids=str,
    other_ids=str,
)
def find_keywords(comparison: Comparison) -> pd.DataFrame:
    """Find the words and phrases that mark either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the ``side`` whose statements have more of it, the highest ``z`` (in hundredths) first; without rows when
        there are too few statements to compare (`Comparison.enough`). ``beyond`` is yes when z is beyond the largest of
        95 of 100 shuffles; ``other_statements`` and the like are those to the other side. Phrases in at least three
        releases of one side are tested; those that are more frequent on the side with fewer releases are left out.
        Names of the parties, offices and persons, and phrases that always stand within a longer one, are not tested.
    """
    tested = _tested_phrases(comparison)
    if tested.empty:
        return []
    z_scores, is_first = _scoring(comparison, tested)
    limit = int(chance_keywords(comparison).limit.iloc[0])
    having = tested.groupby(["phrase", "side"], sort=False)
    found = having.agg(
        statements=("statement_id", "size"),
        documents=("doc_id", "nunique"),
        releases=("release", "nunique"),
        ids=("statement_id", schemas.LIST_SEPARATOR.join),  # statement_ids of the side, other_ids of the other
    ).to_dict("index")
    nowhere = {"statements": 0, "documents": 0, "releases": 0, "ids": ""}
    table = []
    for phrase, z in zip(tested.phrase.unique(), z_scores(is_first), strict=True):
        side, other = comparison.counterparts if z >= 0 else comparison.counterparts[::-1]
        own, others = found.get((phrase, side), nowhere), found.get((phrase, other), nowhere)
        if own["releases"] >= LEAST:
            row = own | {"side": side, "phrase": phrase, "length": phrase.count(" ") + 1, "z": round(abs(z) * HUNDRED)}
            row |= {"beyond": "yes" if row["z"] > limit else "no", "statement_ids": own["ids"]}
            table.append(row | {f"other_{name}": value for name, value in others.items()})
    return sorted(table, key=lambda row: (-row["z"], -row["length"], row["phrase"]))


@table_of(tested=int, passing=int, by_chance=int, limit=int, shuffles=int)
def chance_keywords(comparison: Comparison) -> pd.DataFrame:
    """Tell how many words were tested, how many pass, and how many pass when the sides are shuffled.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        One row: how many words and phrases were ``tested``, how many are ``passing`` (z beyond 1.96) and how many pass
        ``by_chance`` in a shuffle on average; the ``limit``, in hundredths, that the largest z of 95 of 100
        ``shuffles`` stays below. Without rows when there are too few statements to compare.
    """
    tested = _tested_phrases(comparison)
    if tested.empty:
        return []
    z_scores, is_first = _scoring(comparison, tested)
    random, passes = np.random.default_rng(SEED), statistics.normal_quantile()
    passing = int((np.abs(z_scores(is_first)) > passes).sum())
    largest, by_chance = [], []
    for _ in range(SHUFFLES):
        drawn = np.abs(z_scores(random.permutation(is_first)))
        largest.append(drawn.max())
        by_chance.append((drawn > passes).sum())
    limit = round(float(np.quantile(largest, 0.95)) * HUNDRED)
    return [(tested.phrase.nunique(), passing, round(np.mean(by_chance)), limit, SHUFFLES)]


@cached_table
def _tested_phrases(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each phrase tested and statement to either side that has it."""
    if not comparison.enough():
        return pd.DataFrame(columns=["phrase", "statement_id", "doc_id", "release", "side"])
    rows = _countable_phrases(comparison)
    rows = rows[rows.part == "said"]
    releases = rows.groupby(["phrase", "side"], sort=False).release.nunique()
    rows = rows[rows.phrase.isin(set(releases.index[releases >= LEAST].get_level_values("phrase")))]
    kept = keep_longest(rows.groupby("phrase", sort=False).statement_id.agg(tuple).to_dict())
    return rows[rows.phrase.isin(kept)]


@cached_table
def _countable_phrases(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each phrase without names and statement of any part that has it."""
    places = index_phrases(comparison)
    rows = places[(places.names == 0) & (places.length <= LONGEST_TESTED)].drop_duplicates(["phrase", "statement_id"])
    own = comparison.statements[["statement_id", "doc_id", "part", "side"]]
    own = own.assign(release=comparison.release(own))
    return rows[["phrase", "length", "statement_id"]].merge(own, on="statement_id", how="left")


def _scoring(comparison: Comparison, tested: pd.DataFrame) -> tuple[Callable[[np.ndarray], np.ndarray], np.ndarray]:
    """Return what gives the z-score of each phrase tested, and which releases, by side, it is of as they are.

    The function takes which of the releases by side count for the first side.
    """
    rows = _countable_phrases(comparison)
    said = rows[rows.part == "said"]
    order = tested.phrase.unique()
    counts = pd.crosstab([tested.release, tested.side], tested.phrase)[order]
    sizes = pd.crosstab([said.release, said.side], said.length)
    counts = counts.reindex(sizes.index, fill_value=0)
    lengths = np.array([phrase.count(" ") + 1 for phrase in order])
    whole = rows.groupby("length").size() / rows.doc_id.nunique()
    own = rows[rows.phrase.isin(order)].groupby("phrase").size()[order] / rows.doc_id.nunique()
    prior = own.to_numpy(), whole[lengths].to_numpy()
    # Whole numbers as floats: sums of them are exact, and many times as fast.
    of_phrase, of_length = counts.to_numpy(float), sizes.to_numpy(float)
    place = sizes.columns.get_indexer(lengths)

    def z_scores(is_first: np.ndarray) -> np.ndarray:
        first, second = ((side @ of_phrase, (side @ of_length)[place]) for side in (is_first, ~is_first))
        return log_odds_z(*first, *second, prior)

    return z_scores, counts.index.get_level_values("side") == comparison.counterparts[0]


PHRASE_COLUMNS = {"phrase": str, "formula": str, "first": int, "second": int, "first_ids": str, "second_ids": str}


@table_of(**PHRASE_COLUMNS)
def shared_phrases(comparison: Comparison) -> pd.DataFrame:
    """Find the phrases in the state's statements to both sides, without mere assertions.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        Each ``phrase`` in small letters, how many statements to the ``first`` and to the ``second`` counterpart have
        it, and whether every place of it belongs to a standing ``formula``: those that are not formulas first, then
        those in the most statements of the rarer side, then the longer. A phrase has two words or more that are neither
        names nor function words, or belongs to a standing formula; one within a longer one in the same statements is
        dropped.
    """
    return _phrases_shared(comparison, "said")


@table_of(**PHRASE_COLUMNS)
def phrases_in_return(comparison: Comparison) -> pd.DataFrame:
    """Find the phrases in the statements of both counterparts to the actor (see `shared_phrases`)."""
    return _phrases_shared(comparison, "heard")


def _phrases_shared(comparison: Comparison, part: str) -> list[dict]:
    """Find the phrases that statements of one part have for both sides."""
    rows = comparison.part(part)
    side = rows[rows.act != "state"].set_index("statement_id").side
    places = index_phrases(comparison)
    places = places[(places.length > 1) & places.statement_id.isin(side.index)]
    places = places.assign(side=places.statement_id.map(side), formula=are_in_formula(comparison, places))
    places = places[(places.content >= LEAST_CONTENT) | places.formula]
    ids = places.groupby(["phrase", "side"], sort=False).statement_id.agg(lambda own: tuple(dict.fromkeys(own)))
    found = {side: own.droplevel("side").to_dict() for side, own in ids.groupby(level="side")}
    first, second = (found.get(side, {}) for side in comparison.counterparts)
    shared = {phrase: (first[phrase], second[phrase]) for phrase in first if phrase in second}
    usual = places[places.phrase.isin(shared)].groupby("phrase").formula.all()
    table = []
    for phrase in keep_longest(shared):
        one, other = shared[phrase]
        row = {"phrase": phrase, "formula": "yes" if usual[phrase] else "no", "first": len(one), "second": len(other)}
        ids_of = {name: schemas.LIST_SEPARATOR.join(own) for name, own in (("first_ids", one), ("second_ids", other))}
        table.append(row | ids_of)
    return sorted(table, key=_phrase_order)


def _phrase_order(row: dict) -> tuple:
    """Return what the phrases are sorted by."""
    few, many = sorted((row["first"], row["second"]))
    return row["formula"], -few, -many, -row["phrase"].count(" "), row["phrase"]
