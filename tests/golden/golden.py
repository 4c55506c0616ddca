"""Golden outputs: what the project makes of fixed inputs, as hashes, to tell whether a change of the code changes it.

usage: python tests/golden/golden.py [--bless] [PART ...]

The parts are ``messages`` (the words of every error), ``added`` (corpora made of pages, tables and one made file of
each format), ``seed``, ``articles`` and ``press`` (reports, each with several choices), and ``extracted`` (the
statements that the rules find in the whole press corpus). Without a name all of them run: a quarter of an hour on two
cores, of which ``press`` takes most. What rests on ``../shared`` is skipped with a message where that is not there.
``--bless`` stores what is found; without it every output that differs is named, and the exit status is 1.
"""

import argparse
import ast
import csv
import gzip
import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
STORED = Path(__file__).with_name("golden.json")
PACKAGE = ROOT / "src" / "positions"
PRESS = SHARED / "corpora" / "press" / "dawn-app-2025-01-to-05.jsonl.gz"
DRAWN, SEED = 1000, 12
CODE = re.compile(rb'<div class=" ?highlight[^>]*>.*?</pre>', re.DOTALL)  # a cell of code in a page
MANY = re.compile(r"(\w+/)?(evidence|documents)/")  # folders of many files
NAMED = re.compile(r"Pakistan(?s:.*)(?:United States|Washington|China|Beijing)|(?:Washington|Beijing)(?s:.*)Pakistan")
# The choices of which reports are made, by name, as `positions report` takes them.
CHOICES = {
    "default": [],
    "per release": ["-p", "per", "release"],
    "actor IND": ["-p", "actor", "IND"],
    "themes": ["-p", "themes", "defence,connectivity"],
    "dates": ["-p", "since", "2022-01-01", "-p", "until", "2025-03-31"],
    "confidence": ["-p", "confidence", "80"],
}
# A fixed day of adding, no colours, no progress.
SURROUNDINGS = {"SOURCE_DATE_EPOCH": "1767225600", "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "100"}

Hashes = dict[str, str]


def main() -> int:
    """Compare the parts that are named with what is stored, or store them."""
    parser = argparse.ArgumentParser(description="Compare what the project makes of fixed inputs with what it made.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--bless", action="store_true", help="store what is found")
    given = parser.parse_args()
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    is_same = True
    for part in given.parts or PARTS:
        found = PARTS[part]()
        if found is None:
            print(f"{part}: skipped, what it needs is not in {os.path.relpath(SHARED, ROOT)}")
        elif given.bless:
            stored[part] = found
            print(f"{part}: {len(found)} outputs stored", flush=True)
        else:
            is_same &= same(part, stored.get(part, {}), found)
    if given.bless:
        STORED.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return 0 if is_same else 1


def same(part: str, stored: Hashes, found: Hashes) -> bool:
    """Name the outputs that differ, and tell whether none does."""
    for name in sorted(stored.keys() | found.keys()):
        if stored.get(name) != found.get(name):
            what = "is gone" if name not in found else "is new" if name not in stored else "differs"
            print(f"{part}: {name} {what}")
    print(f"{part}: {sum(stored.get(name) == digest for name, digest in found.items())} of {len(stored)} as stored")
    sys.stdout.flush()
    return stored == found


def digest(raw: bytes | str) -> str:
    """Return the first half of the SHA-256 of bytes or a text."""
    return hashlib.sha256(raw.encode() if isinstance(raw, str) else raw).hexdigest()[:32]


def positions(*arguments: str | Path, cwd: Path) -> str:
    """Run the command and return what it says: the lines in order of the alphabet, without those of progress."""
    command = [Path(sys.executable).with_name("positions"), *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=os.environ | SURROUNDINGS, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, arguments))}: exit status {done.returncode}\n{done.stderr}")
    return "\n".join(sorted(line for line in done.stderr.splitlines() if " a second" not in line))


def files(folder: Path) -> Hashes:
    """Return the hashes of a folder's files; of notebooks and pages all but the code, of a manifest what is told first.

    The code of a notebook's cells, and so the hash of the notebook in the manifest, changes with the names of modules.
    The pages of sources, and the texts of a corpus, have one hash together.
    """
    found: Hashes = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            raw = path.read_bytes()
            if path.suffix == ".ipynb":
                cells = json.loads(raw)["cells"]
                raw = json.dumps([cell["source"] if cell["cell_type"] != "code" else cell["outputs"] for cell in cells])
            elif path.suffix == ".html":
                raw = CODE.sub(b"", raw)
            elif path.name == "manifest.json":
                raw = json.dumps({key: value for key, value in json.loads(raw).items() if key != "outputs"})
            name = path.relative_to(folder).as_posix()
            many = MANY.match(name)
            key = many.group() if many else name
            found[key] = digest(found.get(key, "") + name + digest(raw))
    return found


def reports(documents: Path) -> Hashes:
    """Return the hashes of the reports on a folder of documents: with each choice, and with corrections by a reader."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(documents, folder / "texts")
        for choice, arguments in CHOICES.items():
            said = positions("report", "texts", "--name", "made", *arguments, cwd=folder)
            found |= {f"{choice}: {path}": value for path, value in files(folder / "reports").items()}
            found[f"{choice}: messages"] = digest(said)
            if choice == "default":
                correct(folder / "reports" / "made" / "statements.jsonl", folder / "corrections")
            shutil.rmtree(folder / "reports")
        (folder / "corrections").rename(folder / "texts" / "corrections.yaml")
        said = positions("report", "texts", "--name", "made", cwd=folder)
        found |= {f"corrections: {path}": value for path, value in files(folder / "reports").items()}
        found["corrections: messages"] = digest(said)
    return found


def correct(statements: Path, path: Path) -> None:
    """Write corrections: a stance, a statement that is none, and one that cannot be applied."""
    rows = [json.loads(line) for line in statements.read_text(encoding="utf-8").splitlines()[:3]]
    by = {"author": "A. Reader", "date": "2030-05-06", "reason": "golden"}
    entries = []
    wrong = ({"field": "stance", "value": "0"}, {"field": "drop"}, {"field": "act", "value": "x"})
    for row, told in zip(rows, wrong, strict=False):
        words = row["content"] if isinstance(row["content"], str) else row["content"][0]
        entries.append({"statement": row["statement_id"], "words": words} | told | by)
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")


def messages() -> Hashes:
    """Return the words of every error, warning and remedy, with a gap for what is filled in, counted."""
    found: dict[str, int] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise | ast.Call):
                called = node.exc if isinstance(node, ast.Raise) else node
                name = ast.unparse(called.func).split(".")[-1] if isinstance(called, ast.Call) else ""
                is_raised = isinstance(node, ast.Raise) and isinstance(called, ast.Call)
                if is_raised or name in ("InputError", "Issue", "left_out", "refused", "say", "warn"):
                    for words in gapped(called):
                        found[words] = found.get(words, 0) + 1
    hashes = {words: str(count) for words, count in sorted(found.items())}
    return hashes | {path.name: digest(path.read_bytes()) for path in sorted(PACKAGE.rglob("failures.yaml"))}


def gapped(call: ast.Call) -> list[str]:
    """Return the texts among the arguments of a call."""
    texts = []
    for node in ast.walk(ast.Module([ast.Expr(each) for each in [*call.args, *(k.value for k in call.keywords)]], [])):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            texts.append("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            texts.append(node.value)
    return texts


def added() -> Hashes:
    """Return the hashes of the corpora that `positions add` makes: of saved pages, of tables, of each format."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_files(folder / "made")
        sources = {"made": folder / "made"}
        for corpus in ("html", "csv", "un-general-debate"):
            if (SHARED / "corpora" / corpus).exists():
                sources[corpus] = Path(shutil.copytree(SHARED / "corpora" / corpus, folder / corpus))
        for source in sources:
            said = positions("add", source, "--to", f"corpus-{source}", cwd=folder)
            found |= {f"{source}: {path}": value for path, value in files(folder / f"corpus-{source}").items()}
            found[f"{source}: messages"] = digest(said)
    return found


TITLE, LINES = (
    "Minister thanks the United States",
    [
        "ISLAMABAD: Foreign Minister Ali Noon on Monday said Pakistan was grateful to the United States for its help.",
        "“We value our friendship with China,” he told reporters after the meeting, and added that more would follow.",
        "He said the two sides had agreed to meet again in Beijing in May, and that trade would be on the agenda then.",
    ],
)


def make_files(folder: Path) -> None:
    """Write one invented article in each format that is read, and files that cannot be used."""
    folder.mkdir()
    text = "\n\n".join([TITLE, *LINES])
    page = f"<html><head><title>{TITLE}</title><meta property='article:published_time' content='2030-01-02'></head>"
    page += f"<body><article><h1>{TITLE}</h1>{''.join(f'<p>{line}</p>' for line in LINES)}</article></body></html>"
    row = {"title": TITLE, "text": "\n\n".join(LINES), "published": "2030-01-02", "outlet": "Daily"}
    mail = EmailMessage()
    mail["From"], mail["Date"], mail["Subject"] = "press@mofa.example", "Wed, 02 Jan 2030 10:00:00 +0500", TITLE
    mail["To"], mail["Message-ID"] = "all@example.org", "<1@mofa.example>"
    mail.set_content("\n\n".join(LINES))
    made = {
        "2030-01-02_daily_plain.txt": text,
        "2030-01-02_daily_marked.md": f"# {text}",
        "page.html": page,
        "sheet.pdf": pdf([TITLE, *LINES]),
        "letter.docx": docx([TITLE, *LINES]),
        "mail.eml": mail.as_bytes(),
        "table.csv": table(row, ","),
        "table.tsv": table(row | {"title": f"{TITLE} again"}, "\t"),
        "lines.jsonl": json.dumps(row | {"title": f"{TITLE}, said"}) + "\n",
        "list.json": json.dumps([row | {"title": f"{TITLE}, told"}]),
        "rows.parquet": parquet(row | {"title": f"{TITLE}, kept"}),
        "packed.txt.gz": gzip.compress(f"{TITLE} in short\n\n{LINES[0]}\n\n{LINES[2]}\n".encode(), mtime=0),
        "latin.txt": f"{TITLE} – café\n\n{LINES[0]} Café.\n".encode("cp1252"),
        "empty.txt": "",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "broken.pdf": b"%PDF-1.4\nbroken",
        "broken.json": '{"title": ',
        "other.csv": "a,b\n1,2\n",
        "urdu.txt": "وزیر خارجہ نے کہا کہ پاکستان امریکہ کے ساتھ تعلقات کو اہمیت دیتا ہے۔\n\n" * 5,
    }
    for name, content in made.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    packed = {name: (folder / name).read_bytes() for name in ("page.html", "lines.jsonl", "empty.txt")}
    (folder / "archive.zip").write_bytes(zipped(packed))


def table(row: dict, delimiter: str) -> str:
    """Return a table of one row."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([list(row), list(row.values())])
    return out.getvalue()


def parquet(row: dict) -> bytes:
    """Return a Parquet file of one row."""
    import pandas as pd

    return pd.DataFrame([row]).to_parquet(index=False)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive without a clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2030, 1, 2, 0, 0, 0)), raw)
    return out.getvalue()


def docx(paragraphs: list[str]) -> bytes:
    """Return a Word document of paragraphs, with no more than the format asks for."""
    office = "http://schemas.openxmlformats.org"
    types = f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" ContentType="application/'
    types += 'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="'
    types += 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    relation = f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type="{office}/'
    relation += 'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    main = f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    members = {"[Content_Types].xml": types, "_rels/.rels": relation, "word/document.xml": main}
    return zipped({name: xml.encode() for name, xml in members.items()})


def pdf(lines: list[str]) -> bytes:
    """Return a PDF of lines, one page."""
    shown = []
    for number, line in enumerate(lines):
        words = line.replace("“", '"').replace("”", '"')
        for at, start in enumerate(range(0, len(words), 80)):
            height = 740 - 90 * number - 14 * at
            shown.append(f"BT /F1 11 Tf 50 {height} Td ({words[start : start + 80]}) Tj ET")
    stream = "\n".join(shown).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(raw)
    raw += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return raw + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def articles() -> Hashes | None:
    """Return the hashes of the reports on the hand-coded articles."""
    folder = SHARED / "gold" / "documents"
    return reports(folder) if folder.exists() else None


def press() -> Hashes | None:
    """Return the hashes of the reports on a thousand press articles that name both sides, and of the corpus."""
    if not PRESS.exists():
        return None
    with gzip.open(PRESS, "rt", encoding="utf-8") as lines:
        pool = [line for line in lines if NAMED.search(json.loads(line)["text"])]
    drawn = random.Random(SEED).sample(pool, DRAWN)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "drawn.jsonl").write_text("".join(drawn), encoding="utf-8")
        positions("add", "drawn.jsonl", "--to", "corpus", cwd=folder)
        found = {f"corpus: {path}": value for path, value in files(folder / "corpus").items()}
        return found | reports(folder / "corpus")


def extracted() -> Hashes | None:
    """Return the hashes of the statements and engagements that the rules find in every article of the press corpus."""
    if not PRESS.exists():
        return None
    from positions import coding, documents
    from positions.countries import SIDES

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(PRESS, folder / "press.jsonl.gz")
        positions("add", "press.jsonl.gz", "--to", "corpus", cwd=folder)
        found = {f"corpus: {path}": value for path, value in files(folder / "corpus").items()}
        coded = coding.code(documents.read(folder / "corpus").documents, SIDES, judge=None)
    for table in ("statements", "engagements"):
        rows = getattr(coded, table)
        found |= {f"{table}: {column}": digest("\x1e".join(map(str, rows[column]))) for column in rows.columns}
        found[f"{table}: rows"] = str(len(rows))
    return found


PARTS: dict[str, Callable[[], Hashes | None]] = {
    "messages": messages,
    "added": added,
    "seed": lambda: reports(ROOT / "seeds"),
    "articles": articles,
    "press": press,
    "extracted": extracted,
}


if __name__ == "__main__":
    sys.exit(main())
