"""Time of a report against as many empty notebooks through the stock commands: of the seed, and of fifty articles.

usage: python tests/benchmarks/report.py [RUNS]

The articles are in ``../shared``; what is not there is skipped with a message. Of a thousand articles the time alone is
measured.

Ours: ``positions report``, all its notebooks and pages of evidence, in the project's environment.
Stock: ``papermill``, then ``jupyter nbconvert --to html``, one after the other, for as many notebooks without a cell,
in an environment of the same versions as a plain ``pip install`` makes it (``.venv-stock``: nothing left out, bytecode
compiled). The two take turns, after one run of each that is not counted.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

import nbformat

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / ".venv" / "bin"
STOCK = ROOT / ".venv-stock"
LOCK = ROOT / "requirements.lock"
GOLD = ROOT.parent / "shared" / "gold" / "documents"
PRESS = ROOT.parent / "shared" / "corpora" / "press" / "dawn-app-2025-01-to-05.jsonl.gz"
THOUSAND = 1000
EACH = 15  # of the press articles every fifteenth is taken, so that all months are there
TARGETS = {"seed": 0.75, "fifty articles": 1.0}  # ours, of stock
SECONDS = 60  # for a thousand articles
# A kernel of the reader's own must not stand in for that of the environment, on neither side.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT |= {"JUPYTER_PREFER_ENV_PATH": "1"}


def main(runs: int = 5) -> None:
    """Build what is missing, let the two take turns, print the tables."""
    build_stock()
    with tempfile.TemporaryDirectory() as folder:
        compare("seed", [], Path(folder) / "seed", runs)
        if GOLD.is_dir():
            compare("fifty articles", [GOLD], Path(folder) / "gold", max(1, runs // 2))
        else:
            print(f"Fifty articles: skipped, none at {os.path.relpath(GOLD, ROOT)}")
        if PRESS.is_file():
            thousand(Path(folder))
        else:
            print(f"A thousand articles: skipped, none at {os.path.relpath(PRESS, ROOT)}")


def compare(name: str, paths: list[Path], folder: Path, runs: int) -> None:
    """Measure a report against the stock commands and print the table."""
    folder.mkdir()
    rows = measure(name, paths, folder, runs)
    print(f"{'run':>8}{'report, s':>12}{'stock, s':>12}{'ratio':>9}")
    for number, (ours, stock) in enumerate(rows, 1):
        print(f"{number:>8}{ours:>12.2f}{stock:>12.2f}{ours / stock:>9.2f}")
    ours, stock = (median(column) for column in zip(*rows, strict=True))
    print(f"{'median':>8}{ours:>12.2f}{stock:>12.2f}{ours / stock:>9.2f}")
    print(f"Target {TARGETS[name]} or less: {'met' if ours / stock <= TARGETS[name] else 'NOT met'}.\n")


def thousand(folder: Path) -> None:
    """Time a report of a thousand press articles and print it."""
    articles = folder / "articles"
    articles.mkdir()
    with gzip.open(PRESS, "rt", encoding="utf-8") as lines:
        for number, article in enumerate(map(json.loads, islice(lines, 0, THOUSAND * EACH, EACH))):
            name = f"{article['published'][:10]}_{article['outlet'].lower()}_{number:04}.txt"
            (articles / name).write_text(f"{article['title']}\n\n{article['text']}\n", encoding="utf-8")
    spent = seconds(lambda: run([OURS / "positions", "report", articles, "--out", folder / "reports"], folder))
    told = "met" if spent <= SECONDS else "NOT met"
    print(f"The report of {THOUSAND} articles: {spent:.1f} s. Target {SECONDS} s or less: {told}.\n")


def measure(name: str, paths: list[Path], folder: Path, runs: int) -> list[tuple[float, float]]:
    """Seconds of each run: (ours, stock)."""
    out = folder / "reports"
    report = [OURS / "positions", "report", *paths, "--out", out]
    seconds(lambda: run(report, folder))
    count = len(list(out.rglob("*.ipynb")))
    stock = stock_commands(folder, count)
    seconds(lambda: run_all(stock, folder))
    print(f"The report of {name} ({count} notebooks) and {count} empty notebooks through the stock commands, in turns")
    return [(seconds(lambda: run(report, folder)), seconds(lambda: run_all(stock, folder))) for _ in range(runs)]


def stock_commands(folder: Path, count: int) -> list[list[str | Path]]:
    """Write the empty notebooks; return the commands that run and render them."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    commands: list[list[str | Path]] = []
    for number in range(count):
        nbformat.write(nbformat.v4.new_notebook(metadata=kernel), folder / f"empty{number}.ipynb")
        executed = f"executed{number}.ipynb"
        commands.append([STOCK / "bin" / "papermill", f"empty{number}.ipynb", executed])
        commands.append([STOCK / "bin" / "jupyter", "nbconvert", "--to", "html", executed])
    return commands


def run_all(commands: list[list[str | Path]], folder: Path) -> None:
    """Run commands one after the other."""
    for command in commands:
        run(command, folder)


def run(command: list[str | Path], folder: Path) -> None:
    """Run a command out of sight; if it fails, show what it wrote and stop."""
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT | {"PATH": path}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed ({done.returncode}):\n{done.stdout}{done.stderr}")


def seconds(work: Callable[[], None]) -> float:
    """Wall time of some work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def build_stock() -> None:
    """Make ``.venv-stock``, unless it is there for this lock (needs a network, or uv's cache)."""
    stamp = STOCK / "lock"
    if stamp.exists() and stamp.read_bytes() == LOCK.read_bytes():
        return
    print("Setting up .venv-stock (once, for comparison)")
    shutil.rmtree(STOCK, ignore_errors=True)
    uv, python = OURS / "uv", STOCK / "bin" / "python"
    with tempfile.TemporaryDirectory() as folder:  # outside the project, whose settings leave rfc3987-syntax out
        frozen = subprocess.check_output([uv, "pip", "freeze", "--exclude-editable", "--python", OURS / "python"])
        (Path(folder) / "versions.txt").write_bytes(frozen)
        run([uv, "venv", "--quiet", "--python", OURS / "python", STOCK], Path(folder))
        install = [uv, "pip", "install", "--python", python, "--compile-bytecode"]
        run([*install, "--constraints", "versions.txt", "jupyterlab", "papermill"], Path(folder))
    run([python, "-c", "import rfc3987_syntax"], ROOT)
    shutil.copyfile(LOCK, stamp)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
