"""Time and memory of reading one large table: its size must not matter to memory.

usage: python tests/benchmarks/streaming.py [MEGABYTES [FORM]]

MEGABYTES is 200 when not given, FORM jsonl, csv, json or jsonl.gz. The table is made of invented articles in the
temporary folder and removed afterwards.
"""

import csv
import gzip
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

MEBIBYTE = 1024 * (1024 if sys.platform == "darwin" else 1)  # of getrusage's unit: bytes on macOS, else kibibytes
WORDS = 450  # of an article, as in the press corpus


def main(megabytes: str = "200", form: str = "jsonl") -> None:
    """Print how many documents were read, in how many seconds of processor time and with how much memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made.{form}"
        made(path, int(megabytes) * 1_000_000, form)
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            read, left, spent, peak = pool.submit(reading, path).result()
        size = path.stat().st_size / 1_000_000
    print(f"{form}, {size:.0f} MB: {read:,} documents, {left} left out, {spent:.1f} s, peak {peak:.0f} MiB")


def made(path: Path, size: int, form: str) -> None:
    """Write articles of random words until they have a size, before packing."""
    dice = random.Random(0)
    words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 10))) for _ in range(20_000)]
    opening = gzip.open if form.endswith("gz") else open
    with opening(path, "wt", encoding="utf-8", newline="") as out:
        if form == "csv":
            csv.writer(out).writerow(["title", "text", "url"])
        written, before = 0, "[" if form == "json" else ""
        while written < size:
            text = " ".join(dice.choices(words, k=WORDS))
            row = {"title": text[:60], "text": text, "url": f"https://example.org/{written}"}
            if form == "csv":
                csv.writer(out).writerow(row.values())
            else:
                out.write(before + json.dumps(row) + ("" if form == "json" else "\n"))
                before = ",\n" if form == "json" else ""
            written += len(text) + 150
        out.write("]" if form == "json" else "")


def reading(path: Path) -> tuple[int, int, float, float]:
    """Read a table to its end: documents, rows left out, seconds of processor time, peak memory in MiB."""
    from positions.ingest.candidates import Candidate, Source
    from positions.ingest.reading import read_source

    start = time.process_time()
    read = left = 0
    for item in read_source(Source(path, path.name, path.name)):
        read += isinstance(item, Candidate)
        left += not isinstance(item, Candidate)
    return read, left, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


if __name__ == "__main__":
    main(*sys.argv[1:])
