"""Keywords: the words and phrases that mark what is said to one counterpart against what is said to the other.

Scored by weighted log-odds (`positions.comparison.log_odds`). A phrase counts once in a statement; phrases of one, two,
three and four words are counted apart. The prior is how often all statements of the documents have a phrase, whoever
speaks, and weighs as much as an average document with statements.

A z-score takes statements as independent, which those of one article are not, and hundreds of words are tested at once.
So the z-scores are held against shuffles: what is said in one release to one side stays together, and which side it is
said to is drawn anew (the largest z-score of each shuffle: Westfall, P. H. & Young, S. S. (1993). Resampling-based
multiple testing. Wiley).
"""

import numpy as np
import pandas as pd

from positions import schemas, uncertainty
from positions.comparison.log_odds import log_odds
from positions.comparison.ngrams import index, longest
from positions.comparison.pair import Comparison, made_once

KEYNESS = schemas.Schema(
    "words tested",
    {
        "side": str,  # the counterpart whose statements have more of it
        "phrase": str,
        "length": int,  # words
        "z": int,  # z-score in hundredths, at least 0
        "beyond": str,  # "yes" when the z-score is beyond the largest of 95 of 100 shuffles
        "statements": int,  # to the side that have it
        "documents": int,
        "other_statements": int,  # to the other side
        "other_documents": int,
        "statement_ids": str,  # to the side
        "other_ids": str,
    },
)
CHANCE = schemas.Schema(
    "what chance gives",
    {
        "tested": int,  # words and phrases
        "passing": int,  # with a z-score beyond 1.96
        "by_chance": int,  # how many pass in a shuffle on average, rounded
        "limit": int,  # hundredths: the largest z-score of 95 of 100 shuffles stays below
        "shuffles": int,
    },
)
LONGEST = 4  # words
LEAST = 3  # releases with the word, of the side it marks: what one or two repeat is no keyword
SHUFFLES = 1000
SEED = 2008
HUNDRED = 100


@made_once
def keyness(comparison: Comparison) -> pd.DataFrame:
    """Find the words and phrases that mark either side.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema KEYNESS, the highest z-score first; without rows when there are too few statements to compare
        (`Comparison.enough`). Tested is what stands in three releases or more of one side; what is then more frequent
        on the side where it stands in fewer is left out. Names of the parties, offices and persons, and phrases that
        always stand within a longer one, are not tested.
    """
    tested = _tested(comparison)
    if tested.empty:
        return KEYNESS.table([])
    scores = _scores(comparison, tested)
    limit = int(chance(comparison).limit.iloc[0])
    found = {side: _found(tested, comparison.part("said", side)) for side in comparison.counterparts}
    table = []
    for phrase, z in zip(tested.phrase.unique(), scores, strict=True):
        side, other = comparison.counterparts if z >= 0 else comparison.counterparts[::-1]
        own, others = found[side].get(phrase, []), found[other].get(phrase, [])
        row = {"side": side, "phrase": phrase, "length": phrase.count(" ") + 1, "z": round(abs(z) * HUNDRED)}
        row |= {"beyond": "yes" if row["z"] > limit else "no"}
        row |= {"statements": len(own), "documents": _documents(own)}
        if len({comparison.releases[one.rpartition(":")[0]] for one in own}) < LEAST:
            continue
        row |= {"other_statements": len(others), "other_documents": _documents(others)}
        ids = {"statement_ids": own, "other_ids": others}
        table.append(row | {name: schemas.LIST_SEPARATOR.join(listed) for name, listed in ids.items()})
    return KEYNESS.table(sorted(table, key=lambda row: (-row["z"], -row["length"], row["phrase"])))


@made_once
def chance(comparison: Comparison) -> pd.DataFrame:
    """Tell how many words were tested, how many pass, and how many pass when the sides are shuffled.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame
        With the schema CHANCE, one row; without rows when there are too few statements to compare.
    """
    tested = _tested(comparison)
    if tested.empty:
        return CHANCE.table([])
    counts, sizes, lengths, prior = _tables(comparison, tested)
    is_first = np.array([side == comparison.counterparts[0] for _, side in counts.index])
    passing = np.abs(log_odds(*_sides(counts, sizes, lengths, is_first), prior))
    random, largest, by_chance = np.random.default_rng(SEED), [], []
    for _ in range(SHUFFLES):
        drawn = np.abs(log_odds(*_sides(counts, sizes, lengths, random.permutation(is_first)), prior))
        largest.append(drawn.max())
        by_chance.append((drawn > uncertainty.quantile()).sum())
    row = {"tested": len(passing), "passing": int((passing > uncertainty.quantile()).sum())}
    row |= {"by_chance": round(float(np.mean(by_chance))), "limit": round(float(np.quantile(largest, 0.95)) * HUNDRED)}
    return CHANCE.table([row | {"shuffles": SHUFFLES}])


@made_once
def _tested(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each phrase tested and statement to either side that has it."""
    if not comparison.enough():
        return pd.DataFrame(columns=["phrase", "statement_id", "doc_id", "release", "side"])
    rows = _counted(comparison)
    rows = rows[rows.part == "said"]
    releases = rows.groupby(["phrase", "side"], sort=False).release.nunique()
    rows = rows[rows.phrase.isin(set(releases.index[releases >= LEAST].get_level_values("phrase")))]
    kept = longest(rows.groupby("phrase", sort=False).statement_id.agg(tuple).to_dict())
    return rows[rows.phrase.isin(kept)]


@made_once
def _counted(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each phrase without names and statement of any part that has it."""
    places = index(comparison)
    rows = places[(places.names == 0) & (places.length <= LONGEST)].drop_duplicates(["phrase", "statement_id"])
    own = comparison.statements[["statement_id", "doc_id", "part", "side"]]
    own = own.assign(release=comparison.release(own))
    return rows[["phrase", "length", "statement_id"]].merge(own, on="statement_id", how="left")


def _tables(comparison: Comparison, tested: pd.DataFrame) -> tuple:
    """Return counts by release and side, all counts there by length, the lengths of the phrases, and the prior."""
    rows = _counted(comparison)
    said = rows[rows.part == "said"]
    order = tested.phrase.unique()
    counts = pd.crosstab([tested.release, tested.side], tested.phrase)[order]
    sizes = pd.crosstab([said.release, said.side], said.length)
    counts = counts.reindex(sizes.index, fill_value=0)
    lengths = np.array([phrase.count(" ") + 1 for phrase in order])
    whole = rows.groupby("length").size() / rows.doc_id.nunique()
    own = rows[rows.phrase.isin(order)].groupby("phrase").size()[order] / rows.doc_id.nunique()
    # Whole numbers as floats: sums of them are exact, and many times as fast.
    return counts.astype(float), sizes.astype(float), lengths, (own.to_numpy(), whole[lengths].to_numpy())


def _sides(counts: pd.DataFrame, sizes: pd.DataFrame, lengths: np.ndarray, is_first: np.ndarray) -> list[np.ndarray]:
    """Return the counts of each phrase and of all phrases of its length, for either side."""
    result = []
    for chosen in (is_first, ~is_first):
        whole = dict(zip(sizes.columns, chosen @ sizes.to_numpy(), strict=True))
        result += [chosen @ counts.to_numpy(), np.array([whole[length] for length in lengths])]
    return result


def _scores(comparison: Comparison, tested: pd.DataFrame) -> np.ndarray:
    """Return the z-score of each phrase tested."""
    counts, sizes, lengths, prior = _tables(comparison, tested)
    is_first = np.array([side == comparison.counterparts[0] for _, side in counts.index])
    return log_odds(*_sides(counts, sizes, lengths, is_first), prior)


def _found(tested: pd.DataFrame, rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each phrase the statements of one side that have it."""
    own = tested[tested.statement_id.isin(rows.statement_id)]
    return own.groupby("phrase", sort=False).statement_id.agg(list).to_dict()


def _documents(statement_ids: list[str]) -> int:
    """Return in how many documents statements stand, reprints among them."""
    return len({statement_id.rpartition(":")[0] for statement_id in statement_ids})
