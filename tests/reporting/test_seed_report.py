"""The report of the seed that is committed is the one its sources give."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from positions.files import project_folder

COMMITTED = project_folder() / "reports"
MANIFEST = Path("manifest.json")


def files(folder):
    """Every file of a report with its bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def without_python(made):
    """The same files, the manifest without the version of Python: it is the only file that tells it."""
    told = json.loads(made[MANIFEST])
    told["versions"].pop("python")
    return made | {MANIFEST: told}


def test_same_inputs_same_bytes(rebuilt):
    """Every file of the committed report is made again, byte for byte: `make report` brings it up to date."""
    new, old = (without_python(files(out / "seed")) for out in (rebuilt, COMMITTED))
    assert sorted(new) == sorted(old)
    assert [name for name in new if new[name] != old[name]] == []


def test_no_trace_of_the_machine(rebuilt):
    """No file of the report names a folder of the machine it was made on."""
    places_here = [str(project_folder()).encode(), str(rebuilt).encode()]
    assert [path for path in rebuilt.rglob("*.*") if any(p in path.read_bytes() for p in places_here)] == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["index", "seed/comparison", "seed/wording", "seed/sources", "seed/validation"])
def test_pages_in_a_browser(rebuilt, window, page, width):
    """Each page fits its window, asks for nothing but itself, describes its figures and fits its headings together."""
    address = (rebuilt / f"{page}.html").as_uri()
    shown = window(width)
    shown.open(address)
    assert shown.requests == [address]
    assert shown.value("document.documentElement.scrollWidth") <= width
    assert shown.value("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert shown.value("[...document.images].every(image => image.alt.length > 60)")
    levels = shown.value("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_links_within_a_page_lead_somewhere(rebuilt):
    """Every link to a place in a page has that place, once; the table of statements takes filters (``#part=said``)."""
    for page in rebuilt.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        places_there = re.findall(r'\bid="([^"]*)"', text)
        assert len(set(places_there)) == len(places_there)
        led = {address for address in re.findall(r'href="#([^"]*)"', text) if "=" not in address}
        assert led <= set(places_there)
