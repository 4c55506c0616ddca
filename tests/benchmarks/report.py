"""Time of the seed's report against as many empty notebooks through the stock commands.

usage: python tests/benchmarks/report.py [RUNS]

Ours: ``positions report`` as the Makefile runs it, all its notebooks, in the project's environment.
Stock: ``papermill``, then ``jupyter nbconvert --to html``, one after the other, for as many notebooks without a cell,
in an environment of the same versions as a plain ``pip install`` makes it (``.venv-stock``: nothing left out, bytecode
compiled). The two take turns, after one run of each that is not counted.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import nbformat

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / ".venv" / "bin"
STOCK = ROOT / ".venv-stock"
LOCK = ROOT / "requirements.lock"
TARGET = 0.75
# A kernel of the reader's own must not stand in for that of the environment, on neither side.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT |= {"JUPYTER_PREFER_ENV_PATH": "1"}


def main(runs: int = 5) -> None:
    """Build what is missing, let the two take turns, print the table."""
    build_stock()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), runs)
    print(f"{'run':>8}{'report, s':>12}{'stock, s':>12}{'ratio':>9}")
    for number, (ours, stock) in enumerate(rows, 1):
        print(f"{number:>8}{ours:>12.2f}{stock:>12.2f}{ours / stock:>9.2f}")
    ours, stock = (median(column) for column in zip(*rows, strict=True))
    print(f"{'median':>8}{ours:>12.2f}{stock:>12.2f}{ours / stock:>9.2f}")
    print(f"Target {TARGET} or less: {'met' if ours / stock <= TARGET else 'NOT met'}.\n")


def measure(folder: Path, runs: int) -> list[tuple[float, float]]:
    """Seconds of each run: (ours, stock)."""
    out = folder / "reports"
    report = [OURS / "positions", "report", "--out", out]
    seconds(lambda: run(report, folder))
    count = len(list(out.rglob("*.ipynb")))
    stock = stock_commands(folder, count)
    seconds(lambda: run_all(stock, folder))
    print(f"The seed's report ({count} notebooks) and {count} empty notebooks through the stock commands, in turns")
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
