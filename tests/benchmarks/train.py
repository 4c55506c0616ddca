"""Train the tagger of the package anew: its classes of words, then its three models.

usage: python tests/benchmarks/train.py words, then python tests/benchmarks/train.py models

Reads PolNeAR's training set and, for the classes of words, the press articles; both stand in ``../shared``. Writes
``src/positions/attribution/models/``. Takes ten to twenty minutes.
"""

import gzip
import json
import os
import sys
import time

from extraction import PRESS
from polnear import POLNEAR, ROOT, articles

from positions.attribution import training, training_words
from positions.attribution.training import Marked

MODELS = ROOT / "src" / "positions" / "attribution" / "models"


def main(step: str) -> None:
    """Train and write one of the two, or say what is missing."""
    for needed in (POLNEAR, PRESS):
        if not needed.exists():
            print(f"Training: skipped, none at {os.path.relpath(needed, ROOT)}. The models in the package stay.")
            return
    start = time.perf_counter()
    documents = articles("train")
    {"words": words, "models": models}[step](documents)
    print(f"{step.capitalize()} from {len(documents)} marked articles: {time.perf_counter() - start:.0f} s")


def words(documents: list[Marked]) -> None:
    """Learn and write the classes of words."""
    with gzip.open(PRESS, "rt", encoding="utf-8") as rows:
        press = [f"{row['title']}\n{row['text']}".replace("\u00ad", "") for row in map(json.loads, rows)]
    texts = [one.document.text for one in documents] + press
    (MODELS / "words.tsv.gz").write_bytes(training_words.words_file(texts, documents))


def models(documents: list[Marked]) -> None:
    """Train and write the models, with the classes of words in the package."""
    for name, packed in training.trained(documents).items():
        (MODELS / f"{name}.crf.xz").write_bytes(packed)


if __name__ == "__main__":
    main(*sys.argv[1:])
