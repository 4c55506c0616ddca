"""Accuracy of extraction against the hand coding beside the project, its speed on one core, its memory.

usage: python tests/benchmarks/extraction.py

The hand coding and the press articles are in ``../shared``; what is not there is skipped with a message.
"""

import gzip
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
PRESS = SHARED / "corpora" / "press" / "dawn-app-2025-01-to-05.jsonl.gz"
PRESS_ARTICLES = 500
MEBIBYTE = 1024 * (1024 if sys.platform == "darwin" else 1)  # of getrusage's unit: bytes on macOS, else kibibytes


def main() -> None:
    """Print the score, then the table of speed and memory."""
    with tempfile.TemporaryDirectory() as folder:
        score(Path(folder) / "statements.jsonl")
        print("\nReading and coding in one process on one core")
        print(f"{'source':<22}{'articles':>10}{'characters':>12}{'seconds':>9}{'articles/s':>12}{'peak MiB':>10}")
        for name, path in sources(Path(folder)).items():
            articles, characters, spent, peak = in_own_process(path)
            print(f"{name:<22}{articles:>10}{characters:>12,}{spent:>9.2f}{articles / spent:>12.1f}{peak:>10.0f}")


def score(out: Path) -> None:
    """Extract the coded articles with the command and print what ``score.py`` says of the result."""
    if not (GOLD / "score.py").exists():
        print(f"Accuracy: skipped, no hand coding at {os.path.relpath(GOLD, ROOT)}")
        return
    documents = GOLD / "documents"
    print(f"Accuracy on the {len(list(documents.glob('*.txt')))} articles of {os.path.relpath(documents, ROOT)}\n")
    command = [Path(sys.executable).with_name("positions"), "extract", documents, "--out", out]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    scorer = [sys.executable, "-B", GOLD / "score.py", GOLD / "statements.jsonl", documents, out]
    sys.stdout.flush()
    subprocess.run(scorer, check=True)


def sources(folder: Path) -> dict[str, Path]:
    """What is measured, by name: the seed, and of what is in ``../shared`` whatever is there."""
    found = {"the seed": ROOT / "seeds"}
    if (GOLD / "documents").exists():
        found["hand-coded articles"] = GOLD / "documents"
    if PRESS.exists():
        found["Dawn and APP, 2025"] = press_articles(folder / "press")
    else:
        print(f"Press articles: skipped, none at {os.path.relpath(PRESS, ROOT)}")
    return found


def press_articles(folder: Path) -> Path:
    """Write the first articles of the press corpus as text files, named as the reader expects them."""
    folder.mkdir()
    with gzip.open(PRESS, "rt", encoding="utf-8") as lines:
        for number, article in enumerate(map(json.loads, islice(lines, PRESS_ARTICLES))):
            name = f"{article['published'][:10]}_{article['outlet'].lower()}_{number:04}.txt"
            (folder / name).write_text(f"{article['title']}\n\n{article['text']}\n", encoding="utf-8")
    return folder


def in_own_process(path: Path) -> tuple[int, int, float, float]:
    """Articles, characters, seconds and peak memory in MiB of extraction from a folder, in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(extraction, path).result()


def extraction(path: Path) -> tuple[int, int, float, float]:
    """Read and code the texts of a folder on one core; imports and data files are loaded before the clock starts."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from positions import coding, documents
    from positions.countries import SIDES

    coding.code(documents.read(ROOT / "seeds").documents, SIDES)
    start = time.perf_counter()
    corpus = documents.read(path)
    coding.code(corpus.documents, SIDES)
    spent = time.perf_counter() - start
    characters = sum(len(document.text) for document in corpus.documents)
    return len(corpus.documents), characters, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


if __name__ == "__main__":
    main()
