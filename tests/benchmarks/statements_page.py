"""The page of all statements in Chromium: time until its first rows are seen, time of a filter and of a search, memory.

usage: python tests/benchmarks/statements_page.py [REPORT ...]

Pages of 3,000 and 50,000 invented statements, and that of each report (its folder) that is named. Times are medians of
five; a filter ends when the rows are laid out.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, sync_playwright

from browser import PATIENCE, program
from conftest import compared, said
from positions.reporting import statements
from positions.reporting.render import pages

SIZES = (3_000, 50_000)
RUNS = 5
TARGETS = {"script": 1.0, "filter": 0.1}  # seconds, of 3,000 statements
ABOUT = pages.About("made up", pages=[("statements.html", "Statements")], downloads=[("statements.csv", "CSV")])
VOCABULARY = """
Pakistan China relations ties with the United States and of cooperation in trade energy peace security region would
further strengthen both countries people support development investment counter-terrorism climate dialogue partnership
strategic mutual respect interests important commitment corridor exports visit bilateral we thank for that will
continue remain committed to shared prosperity stability friendship"""
LENGTHS = (8, 40)  # words of a statement
ACTS = {"praise": 2, "aspire": 1, "affirm": 1, "commit": 1, "state": 0, "request": 0, "criticise": -1, "deny": -1}
THEMES = ("economy_trade", "connectivity", "bilateral_relations", "energy_minerals; economy_trade", "climate_disaster")
# Until rows are there and drawn: two frames after what the page does by itself.
SEEN = """async () => {
  while (!document.querySelector('#statements tbody tr') || document.getElementById('filters').hidden)
    await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now();
}"""
CHANGED = """async ([name, value]) => {
  const field = document.querySelector(name);
  const start = performance.now();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (field.localName === 'select') field.dispatchEvent(new Event('change', { bubbles: true }));
  document.body.offsetHeight;
  return performance.now() - start;
}"""
CHANGES = {
    "filter": [("[data-key=act]", "praise"), ("[data-key=act]", "")],
    "search": [("[name=q]", "climate"), ("[name=q]", "climate trade"), ("[name=q]", "")],
    "order": [("[name=sort]", "2 desc"), ("[name=sort]", "5 asc")],
}


def main(reports: list[str]) -> None:
    """Make the pages, look at each, print a table."""
    if program() is None:
        print("The page of statements: skipped, no Chromium on this machine")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = {f"{n:,} invented": made(n, Path(folder)) for n in SIZES}
        found |= {Path(name).name: Path(name) / "statements.html" for name in reports}
        browser = playwright.chromium.launch(executable_path=program())
        names = ("MB", "open s", "script s", *(f"{name} s" for name in CHANGES), "heap MB")
        print(f"{'statements':<18}" + "".join(f"{name:>10}" for name in names))
        for name, path in found.items():
            row = measured(browser, path)
            print(f"{name:<18}" + "".join(f"{value:>10.2f}" for value in row.values()), flush=True)
            if name == f"{SIZES[0]:,} invented":
                told = "met" if all(row[key] <= most for key, most in TARGETS.items()) else "NOT met"
    wanted = ", ".join(f"{name} {most} s" for name, most in TARGETS.items())
    print(f"Targets of {SIZES[0]:,} ({wanted}): {told}.\n")


def made(n: int, folder: Path) -> Path:
    """Write the page of some invented statements; say how long that took."""
    chance = random.Random(n)
    speakers = [f"Speaker {number}" for number in range(max(20, n // 20))]
    rows = [invented(chance, number, speakers) for number in range(n)]
    comparison = compared(rows)
    start = time.perf_counter()
    page = statements.statements_page(comparison, ABOUT)
    print(f"The page of {n:,} invented statements: made in {time.perf_counter() - start:.1f} s")
    path = folder / f"{n}.html"
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def invented(chance: random.Random, number: int, speakers: list[str]) -> dict:
    """Return one statement of chance words."""
    act = chance.choice(list(ACTS))
    return said(
        " ".join(chance.choices(VOCABULARY.split(), k=chance.randint(*LENGTHS))),
        doc=f"article-{number // 3:05}",
        published=f"2030-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        speaker=chance.choice(speakers),
        target=chance.choice(("USA", "CHN")),
        themes=chance.choice(THEMES),
        act=act,
        stance=ACTS[act],
        confidence=chance.randint(50, 99),
    )


def measured(browser: Browser, path: Path) -> dict[str, float]:
    """Return size, seconds until rows are seen, of them in scripts, seconds of each kind of change, memory."""
    opened = []
    for _ in range(RUNS):
        context = browser.new_context(viewport={"width": 1280, "height": 844})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(path.as_uri(), wait_until="commit", timeout=PATIENCE)
        opened.append((page.evaluate(SEEN) / 1000, metrics(session)["ScriptDuration"]))
        if len(opened) < RUNS:
            context.close()
    seen, script = (median(times) for times in zip(*opened, strict=True))
    row = {"size": path.stat().st_size / 1e6, "open": seen, "script": script}
    for name, changes in CHANGES.items():
        row[name] = median(page.evaluate(CHANGED, change) for _ in range(RUNS) for change in changes) / 1000
    session.send("HeapProfiler.collectGarbage")
    row["heap"] = metrics(session)["JSHeapUsedSize"] / 1e6
    context.close()
    return row


def metrics(session: object) -> dict[str, float]:
    """Return what the browser says of the page."""
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


if __name__ == "__main__":
    main(sys.argv[1:])
