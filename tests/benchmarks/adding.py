"""How long it takes to add the press corpus beside the project, and ten more documents to it, and how much memory.

usage: python tests/benchmarks/adding.py

Times are those of the command as a user types it, on the clock. Memory is the most that
the command and the processes it starts had together, looked at five times a second; what they share counts for each.
"""

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
COMMAND = "import sys; from positions.cli import main; sys.exit(main())"
MOST = {"press": 60.0, "ten more": 2.0}  # seconds


def main() -> None:
    """Add each corpus beside the project to an empty one, then ten documents to that of the press."""
    if not CORPORA.is_dir():
        print("no ../shared/corpora: adding is not timed")
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("csv", "html", "un-general-debate", "press"):
            told(name, add(CORPORA / name, Path(folder) / name), Path(folder) / name)
        told("ten more", add(ten(Path(folder)), Path(folder) / "press"), Path(folder) / "press")


def add(what: Path, to: Path) -> tuple[float, int]:
    """Run the command and return its seconds, and the most memory it had, in KiB."""
    start, most = time.perf_counter(), 0
    command = [sys.executable, "-c", COMMAND, "add", what, "--to", to]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, memory(process.pid))
            time.sleep(0.2)
    if process.returncode:
        sys.exit(f"adding {what} failed")
    return time.perf_counter() - start, most


def memory(session: int) -> int:
    """Return the memory of all processes of a session, in KiB (``ps`` of Linux)."""
    listed = subprocess.run(["ps", "-s", str(session), "-o", "rss="], capture_output=True, text=True).stdout
    return sum(map(int, listed.split()))


def told(name: str, measured: tuple[float, int], corpus: Path) -> None:
    """Print what an addition took, and what is in the corpus."""
    seconds, most_memory = measured
    held, ledger = (sum(1 for _ in (corpus / table).open()) for table in ("manifest.jsonl", "ledger.jsonl"))
    most = f" (at most {MOST[name]:.0f})" if name in MOST else ""
    line = f"{name}: {seconds:.1f} s{most}; {held:,} documents and {ledger:,} lines of the ledger in the corpus"
    print(f"{line}; {most_memory / 1024:.0f} MiB at most")


def ten(folder: Path) -> Path:
    """Write a table of ten invented articles."""
    path = folder / "ten.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["title", "content", "date", "url"])
        for n in range(10):
            said = " ".join(
                f"The envoy said on day {day} that talks number {n * day} would help." for day in range(1, 20)
            )
            rows.writerow([f"Envoy hopes for talks {n}", said, "2025-05-24", f"https://example.org/{n}"])
    return path


if __name__ == "__main__":
    main()
