"""Train the tagger of the package anew: its classes of words, then its three models.

usage: python tests/benchmarks/train.py

Reads PolNeAR's training set and, for the classes of words, the press articles; both stand in ``../shared``. Writes
``src/positions/attribution/models/``. Takes about a quarter of an hour on one core.
"""

import gzip
import json
import os
import sys
import time

from extraction import PRESS
from polnear import POLNEAR, ROOT, articles

MODELS = ROOT / "src" / "positions" / "attribution" / "models"


def main() -> None:
    """Train and write, or say what is missing."""
    for needed in (POLNEAR, PRESS):
        if not needed.exists():
            sys.exit(f"Training: skipped, none at {os.path.relpath(needed, ROOT)}. The models in the package stay as they are.")
    start = time.perf_counter()
    documents = articles("train")
    words(documents)
    models(documents)
    print(f"Trained on {len(documents)} articles in {time.perf_counter() - start:.0f} s")


def words(documents: list) -> None:
    """Learn and write the classes of words."""
    from positions.attribution import training_words

    with gzip.open(PRESS, "rt", encoding="utf-8") as rows:
        press = [f"{row['title']}\n{row['text']}".replace("\u00ad", "") for row in map(json.loads, rows)]
    texts = [one.document.text for one in documents] + press
    (MODELS / "words.tsv.gz").write_bytes(training_words.words_file(texts, documents))


def models(documents: list) -> None:
    """Train and write the models, with the classes of words just written."""
    from positions.attribution import tagger_words, training

    tagger_words.forget()
    for name, packed in training.trained(documents).items():
        (MODELS / f"{name}.crf.xz").write_bytes(packed)


if __name__ == "__main__":
    main()
