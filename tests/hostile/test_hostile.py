"""Texts that want to be more than text stay text: on every page, in every table, in notebooks and on the terminal."""

import ast
import csv
import html
import json
import re

import nbformat
import pytest

from positions.schemas import PIECE_SEPARATOR

FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"-?\d+")
# What the page holds that none of its templates put there.
FOREIGN = """() => {
  const found = [];
  const count = (name) => document.querySelectorAll(name).length;
  const allowed = (document.querySelector('meta[http-equiv]').content.match(/'sha256-/g) ?? []).length;
  const own = { 'head title': 1, 'main style': 0, link: 1, meta: 4, main: 1, body: 1, 'script:not([type])': allowed };
  for (const [name, n] of Object.entries(own)) if (count(name) !== n) found.push(`${count(name)} of ${name}`);
  const none = 'iframe, object, embed, base, math, template, noscript, textarea, video, audio, [srcdoc], '
    + '[action], [formaction], [background], [contenteditable], [autofocus], [slot], [is], :not(figure) > svg, '
    + 'svg :is(script, style, foreignObject, animate, set, image, svg), '
    + 'script[type]:not(body > #data[type="application/json"])';
  found.push(...[...document.querySelectorAll(none)].map(e => e.outerHTML.slice(0, 80)));
  for (const e of document.querySelectorAll('*'))
    found.push(...[...e.attributes].filter(a => /^on/i.test(a.name)).map(a => `${e.localName} ${a.name}`));
  for (const a of document.querySelectorAll('[href]:not(head link)')) {
    const { protocol } = new URL(a.getAttribute('href'), location);
    if (!/^(file|https?):$/.test(protocol)) found.push(a.outerHTML.slice(0, 80));
  }
  for (const i of document.images) if (!i.src.startsWith('data:image/')) found.push(`image ${i.src.slice(0, 80)}`);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  if (new Set(ids).size !== ids.length) found.push('an id twice');
  return found;
}"""
# Of the cell of a text: where each letter begins on its line, what is copied, and how its control is shown.
SEEN = """(text) => {
  const cell = [...document.querySelectorAll('td')].find((one) => one.textContent === text);
  cell.style.whiteSpace = 'pre';
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const letters = [];
  for (const range = document.createRange(); walker.nextNode();)
    for (let at = 0; at < walker.currentNode.length; at++) {
      if (!/[a-z]/.test(walker.currentNode.data[at])) continue;
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      letters.push(range.getBoundingClientRect().left);
    }
  getSelection().selectAllChildren(cell);
  return [letters, getSelection().toString(), getComputedStyle(cell.querySelector('bdi'), '::before').content];
}"""
NOTEBOOKS = ("comparison", "sources", "validation")


def plain(text: str) -> str:
    """The text with its white space as a browser shows it."""
    return " ".join(text.split())


def pages(hostile) -> list:
    """Every page of the report and the list of reports."""
    return sorted((hostile.folder / "reports").rglob("*.html"))


def test_there_are_many(payloads):
    """Rule: at least forty payloads, each another one."""
    assert len(set(payloads.values())) == len(payloads) >= 40


def test_nothing_runs_on_any_page(hostile, window):
    """On no page anything runs, asks, speaks or is there that is not the page's own, even with its policy taken off."""
    shown = window(trusting=True)
    for page in pages(hostile):
        shown.open(page.as_uri())
        assert shown.noise == [], page.name
        assert shown.requests == [page.as_uri()], page.name
        assert shown.value("document.title") != "run", page.name
        assert shown.value(FOREIGN) == [], page.name


def test_nothing_runs_in_rows_made_of_data(hostile, payloads, window):
    """All rows at once, sorted by each column, each payload searched for: nothing runs, even without the policy."""
    shown = window(trusting=True)
    shown.open((hostile.report / "statements.html").as_uri())
    page = shown.page
    page.select_option("select[name=rows]", "-1")
    for head in page.locator("thead th").all():
        head.dispatch_event("click")
    assert shown.value(FOREIGN) == []
    for payload in payloads.values():
        page.fill("[name=q]", payload)
    page.fill("[name=q]", "")
    assert shown.noise == []
    assert shown.value("document.title") != "run"
    assert shown.value(FOREIGN) == []


def test_every_page_has_its_policy(hostile):
    """Every page says first thing that nothing is loaded and no script runs but its own, told by their sha256."""
    for page in pages(hostile):
        head = page.read_text(encoding="utf-8").partition("<title>")[0]
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
        directives = dict(part.strip().partition(" ")[::2] for part in html.unescape(policy).split(";"))
        assert directives.pop("default-src") == "'none'"
        assert re.fullmatch(r"('sha256-[A-Za-z0-9+/=]+' ?)*", directives.pop("script-src", ""))
        rest = {"img-src": "data:", "style-src": "'unsafe-inline'", "base-uri": "'none'", "form-action": "'none'"}
        assert directives == rest


@pytest.mark.parametrize("name", ["statements", "sources"])
def test_every_text_is_shown(hostile, payloads, chromium, name):
    """Each payload is there to read as the text it is: what was said, and what manifest and corrections say."""
    chromium.open((hostile.report / f"{name}.html").as_uri())
    if name == "statements":
        chromium.page.select_option("select[name=rows]", "-1")
    text = plain(chromium.value("document.querySelector('main').textContent"))
    assert [key for key, payload in payloads.items() if plain(payload) not in text] == []


def test_texts_do_not_reorder_what_is_around_them(hostile, payloads, chromium):
    """A control of direction in a text is shown by name, acts on nothing, and is still in what is copied."""
    chromium.open((hostile.report / "sources.html").as_uri())
    override = payloads["direction open"]
    letters, copied, mark = chromium.page.evaluate(SEEN, override)
    assert letters == sorted(letters)
    assert copied == override
    assert mark == '"[RLO]"'


def test_no_cell_is_a_formula(hostile):
    """No cell of a table opens as a formula does; whole numbers stay numbers."""
    tables = sorted(hostile.report.glob("*.csv"))
    names = ["columns", "corrections", "documents", "engagements", "events", "left_out", "statements"]
    assert [table.stem for table in tables] == names
    for table in tables:
        with table.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)] == []


@pytest.mark.parametrize("name", ["statements.jsonl", "reports/hostile/statements.jsonl"])
def test_lines_of_json_give_the_words_back(hostile, payloads, name):
    """Each line is one object, whose words are those of its file, at their places."""
    lines = (hostile.folder / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    rows = [json.loads(line) for line in lines]
    texts = {path.stem: path.read_bytes().decode() for path in hostile.folder.glob("*/*.txt")}
    for row in rows:
        assert PIECE_SEPARATOR.join(texts[row["doc_id"]][start:end] for start, end in row["spans"]) == row["content"]
    found = "\n".join(row["content"] for row in rows if len(row["spans"]) == 1)
    assert [key for key, payload in payloads.items() if payload not in found] == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_parameters_are_only_values(hostile, name):
    """The cell that papermill writes assigns literal values and does nothing else, whatever a folder is called."""
    node = nbformat.read(hostile.report / f"{name}.ipynb", as_version=4)
    given = [cell.source for cell in node.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    for source in given:
        assigned = {line.targets[0].id: ast.literal_eval(line.value) for line in ast.parse(source).body}
        (folder,) = (path.name for path in hostile.folder.iterdir() if path.name.startswith("na{m}ed"))
        assert assigned == {"documents": ["listed", folder]}
    assert len(given) == (name != "validation")


def test_nothing_is_made_elsewhere(hostile):
    """No text, name or folder makes a file: there is what was written, and the report."""
    assert not list(hostile.folder.rglob("run"))
    assert len([*hostile.folder.iterdir()]) == 4  # two folders of texts, the reports, the statements


def test_what_cannot_be_a_text_is_named(hostile):
    """Texts with control characters are left out and named; nothing that is said could steer a terminal."""
    assert "warning: escape.txt: is binary, not text" in hostile.told
    assert "warning: nul.txt: is binary, not text" in hostile.told
    assert "\\x1b[2J\\u202e.txt: is empty" in hostile.told
    assert [c for c in hostile.told if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2067")] == []
