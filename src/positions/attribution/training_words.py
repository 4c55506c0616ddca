"""Classes of words learned from how they are used, for ``tagger_words``.

Words are described by the words beside them (positive pointwise mutual information, reduced by its leading singular
vectors: Levy, Goldberg & Dagan 2015) and grouped by k-means on the sphere. A ridge regression on random Fourier
features (Rahimi & Recht 2007) carries over how often known words are part of cues and sources to words like them.
"""

import gzip
from collections import Counter
from collections.abc import Iterable

import numpy as np

from positions.attribution.tagger_lines import TOKEN, lines
from positions.attribution.tagger_marks import CUE, SOURCE
from positions.attribution.tagger_words import normal_form
from positions.attribution.training import Marked, roles

FEWEST = 8  # occurrences below which a word is left out
CONTEXTS = 1500  # most frequent words that are told apart beside a word
OFFSETS = (-2, -1, 1, 2)
DIMENSIONS = 120
FINE, COARSE = 400, 60  # clusters
ROUNDS = 25
WAVES = 600  # random features
PENALTY = 20.0
GRADES = (0.5, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.985, 0.995)  # quantiles between grades


def words_file(texts: Iterable[str], documents: list[Marked]) -> bytes:
    """Learn the classes.

    Parameters
    ----------
    texts : iterable of str
        Plain text, the more the better.
    documents : list of Marked
        The training set of the tagger.

    Returns
    -------
    bytes
        What ``models/words.tsv.gz`` holds.
    """
    running = [normal_form(token) for text in texts for token in (*TOKEN.findall(text), "", "")]
    counts = Counter(running)
    vocabulary = sorted((w for w, n in counts.items() if n >= FEWEST and w), key=lambda w: (-counts[w], w))
    vectors = _vectors(running, vocabulary)
    weights = np.sqrt([counts[w] for w in vocabulary])
    columns = [_clusters(vectors, weights, FINE), _clusters(vectors, weights, COARSE)]
    columns += [_grades(vectors, vocabulary, *_shares(documents, role)) for role in (CUE, SOURCE)]
    rows = sorted("\t".join([w, *map(str, row)]) for w, *row in zip(vocabulary, *columns, strict=True))
    return gzip.compress("".join(row + "\n" for row in rows).encode("utf-8"), mtime=0)


def _vectors(running: list[str], vocabulary: list[str]) -> np.ndarray:
    """Return a unit vector for each word, (words, DIMENSIONS)."""
    numbers = {w: n for n, w in enumerate(vocabulary)}
    at = np.array([numbers.get(w, -1) for w in running])
    context = np.where((at >= 0) & (at < CONTEXTS), at, CONTEXTS)
    beside = np.zeros((len(vocabulary), len(OFFSETS), CONTEXTS + 1), dtype=np.float32)
    reach = max(OFFSETS)
    middle = at[reach:-reach]
    for n, offset in enumerate(OFFSETS):
        others = context[reach + offset : len(at) - reach + offset]
        np.add.at(beside, (middle[middle >= 0], n, others[middle >= 0]), 1)
    table = beside.reshape(len(vocabulary), -1)
    shares = table.sum(axis=0) ** 0.75  # smoothed, so that rare contexts do not stand out
    expected = table.sum(axis=1, keepdims=True) * (shares / shares.sum())
    information = np.log(np.maximum(table, 1e-12) / np.maximum(expected, 1e-12))
    information = np.where(table > 0, np.maximum(information, 0), 0).astype(np.float32)
    values, axes = np.linalg.eigh((information.T @ information).astype(np.float64))
    vectors = information @ axes[:, -DIMENSIONS:] / values[-DIMENSIONS:] ** 0.25
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _clusters(vectors: np.ndarray, weights: np.ndarray, count: int) -> np.ndarray:
    """Return the number of each word's cluster; the most frequent words are the first centres."""
    centres = vectors[:count].copy()
    weighted = vectors * weights[:, None]
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        for n in range(count):
            if (members := nearest == n).any():
                centres[n] = weighted[members].sum(axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return nearest


def _shares(documents: list[Marked], role: str) -> tuple[Counter, Counter]:
    """Return how often each word occurs, and how often as part of a role."""
    occurs, plays = Counter(), Counter()
    for one in documents:
        for line in lines(one.document):
            labels = roles(line, one.attributions)
            occurs.update(word.norm for word in line.words)
            plays.update(w.norm for w, label in zip(line.words, labels, strict=True) if label.endswith(role))
    return occurs, plays


def _grades(vectors: np.ndarray, vocabulary: list[str], occurs: Counter, plays: Counter) -> np.ndarray:
    """Return for each word in ten grades how often words like it play a role."""
    waves = np.random.default_rng(0).normal(scale=2.0, size=(vectors.shape[1], WAVES))
    shifts = np.random.default_rng(1).uniform(0, 2 * np.pi, WAVES)
    features = np.hstack([vectors, np.cos(vectors @ waves + shifts) * 0.08, np.ones((len(vectors), 1))])
    known = np.array([occurs[w] >= 3 for w in vocabulary])
    share = np.sqrt([plays[w] / occurs[w] for w in vocabulary if occurs[w] >= 3])
    weight = np.sqrt([min(occurs[w], 100) for w in vocabulary if occurs[w] >= 3])
    seen = features[known]
    normal = seen.T @ (seen * weight[:, None]) + PENALTY * np.eye(seen.shape[1])
    expected = features @ np.linalg.solve(normal, seen.T @ (weight * share))
    return np.digitize(expected, np.quantile(expected, GRADES))
