"""The whole chain on damaged texts: no crash, no endless run, and every offset exact.

Two searches: Hypothesis damages the whole seed and shrinks what it finds; a generator with fixed seeds damages short
pieces of the seed and, where ../shared is at hand, of press articles, many thousand times.
"""

import gzip
import json
import random
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from positions import coding, documents, schemas
from positions.attribution.judgements import judge_cached
from positions.comparison import Parameters, pair
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts
from positions.reporting import building, evidence, exports
from positions.reporting.sections import counts, engagements, findings, opening, terms, themes_raised

(SEED,) = documents.read("seeds").documents
PRESS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "press"
QUOTES = "“”‘’\"'«»„‟‹›「」`´"
INSERTED = [
    *QUOTES,
    *("\u00ad", "\u00a0", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\u061c"),  # not seen
    *("\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f", "\t", "\n"),  # ends of lines
    *("😀", "👩‍🚀", "🇵🇰", "e\u0301", "\u0301", "\u0334", "İ", "ß", "ﬁ", "Ⅷ", "𝒳"),  # more or less than one letter
    *(" US ", " he said ", ", ", "—", "(", ")", "[", "<b>", "&amp;", "…", " […] ", "; ", "%s {x} \\", ".", ": ", "-"),
]
URDU = "وزیر خارجہ نے کہا کہ پاکستان چین کے ساتھ اپنے تعلقات کو اہمیت دیتا ہے۔"
CHINESE = "巴基斯坦外长说，巴中是“全天候战略合作伙伴”，愿深化合作。"
FRENCH = "Le ministre a déclaré que le Pakistan « tient » à ses liens avec la Chine et les États-Unis."
BATCHES, EACH = 25, 200  # 5,000 pieces of the seed
ASKED = 40  # of so many pieces of press articles one is read by the network too, which takes a hundred times as long


def cut(text, chance):
    """Take a stretch out."""
    start = chance.randrange(len(text))
    return text[:start] + text[start + chance.randrange(1, 80) :]


def repeat(text, chance):
    """Say a stretch several times."""
    start = chance.randrange(len(text))
    end = start + chance.randrange(1, 120)
    return text[:end] + text[start:end] * chance.randrange(1, 4) + text[end:]


def shuffle(text, chance):
    """Put the pieces between stops, lines or words in another order."""
    between = chance.choice([r"(?<=[.”])\s", "\n", r"(?<=,)\s", r"\s"])
    pieces = re.split(between, text)
    chance.shuffle(pieces)
    return chance.choice([" ", "\n"]).join(pieces)


def unquote(text, chance):
    """Drop some quotation marks."""
    return "".join(c for c in text if c not in QUOTES or chance.random() < 0.5)


def quote(text, chance):
    """Put quotation marks of any kind anywhere, balanced or not."""
    return put(text, chance, QUOTES)


def put(text, chance, what=INSERTED):
    """Put signs anywhere."""
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(what) + text[at:]
    return text


def change_case(text, chance):
    """Put it in capitals or small letters, whole or in part."""
    how = chance.choice([str.upper, str.lower, str.title, str.swapcase, str.casefold])
    start = chance.choice([0, chance.randrange(len(text))])
    return text[:start] + how(text[start:])


def strip_punctuation(text, chance):
    """Take all signs out, or those of one kind."""
    gone = chance.choice([r"[^\w\s]", r"[.]", r"[,;:]", r"\s+(?=\w)", r"[A-Z]"])
    return re.sub(gone, "", text)


def join_lines(text, chance):
    """Make one line of it, or many."""
    return re.sub(r"\s+", chance.choice([" ", "\n", "\r\n", "\u2028", "\u00a0", "\n\n\n"]), text)


def compose(text, chance):
    """Write letters in pieces, or compatibility forms in full."""
    return unicodedata.normalize(chance.choice(["NFD", "NFKC", "NFKD"]), text)


def swap_in(text, chance):
    """Put lines of another language between its own."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 4)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice([URDU, CHINESE, FRENCH]))
    return chance.choice(["\n", " "]).join(lines)


def stretch(text, chance):
    """Put a very long word or many blanks in."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(["x", " ", ".", "“", "A ", "- "]) * chance.randrange(500, 3000) + text[at:]


DAMAGES = [
    cut,
    repeat,
    shuffle,
    unquote,
    quote,
    put,
    change_case,
    strip_punctuation,
    join_lines,
    compose,
    swap_in,
    stretch,
]


def document(text):
    """Return a text as a document."""
    article = press_parts(text)
    return Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "0" * 64, published="2022-07-29", outlet="dunya"
    )


def places(spans):
    """Return the places that a column gives."""
    return [tuple(map(int, place.split("-"))) for place in spans.split("; ") if place]


COLUMNS = {"content": "spans", "source": "source_span", "cue": "cue_span"}
COLUMNS |= {"condition": "condition_span", "label": "label_span"}


def check(text, judge=None):
    """Code a text and check every offset of every column; return the document and the rows."""
    read = document(text)
    for span in (read.headline, *read.paragraphs):
        assert 0 <= span.start <= span.end <= len(text)
    statements, engagements = coding.code_document(read, SIDES, judge=judge)
    assert len({row["statement_id"] for row in statements}) == len(statements)
    for row in statements:
        check_statement(row, text)
    for row in engagements:
        assert row["evidence"] == text[row["start"] : row["end"]] and row["evidence"].strip()
        assert row["engagement_id"] == f"d:{row['start']}-{row['end']}"
        assert row["place"] in row["evidence"]
    assert {row["engagement_id"] for row in statements} <= {"", *(row["engagement_id"] for row in engagements)}
    return read, statements, engagements


def check_statement(row, text):
    """Check every place that a statement gives: words where they are said to stand, in order, inside the statement."""
    for words, there in COLUMNS.items():
        pieces = [text[start:end] for start, end in places(row[there])]
        assert row[words] == " […] ".join(pieces)
        assert all(piece.strip() for piece in pieces)
    edges = [edge for place in places(row["spans"]) for edge in place]
    assert edges == sorted(edges)
    assert (row["start"], row["end"]) == (edges[0], edges[-1])
    assert row["statement_id"] == f"d:{row['start']}-{row['end']}"
    for inside in ("condition_span", "label_span"):
        assert all(row["start"] <= start < end <= row["end"] for start, end in places(row[inside]))


def shown(text):
    """Check a text, and make everything that a report shows of it."""
    read, *found = check(text)
    rows = [schema.table(each) for schema, each in zip((schemas.STATEMENTS, schemas.ENGAGEMENTS), found, strict=True)]
    compared = pair(Parameters(), [read], *rows)
    listed = findings.derive(compared)
    made = [evidence.cards(compared, listed.shown()), listed, opening.at_a_glance(compared)]
    made += [
        make(compared)
        for make in (counts.statements_side_by_side, counts.codes_by_side, terms.as_quoted, counts.shared_wording)
    ]
    made += [
        make(compared)
        for make in (themes_raised.silence_ledger, counts.set_apart, engagements.reported, engagements.dialogues)
    ]
    assert all(repr(one) for one in made)
    return found


def damaged(pieces, number):
    """Return one of the pieces, damaged one to three times, always in the same way for a number."""
    chance = random.Random(number)
    text = chance.choice(pieces)
    for _ in range(chance.randrange(1, 4)):
        text = chance.choice(DAMAGES)(text, chance) if text else text
    return text if text.strip("\ufeff \t\r\n") else "US"


def pieces_of(read):
    """Return a document's headline with one to four paragraphs in a row, from each paragraph on."""
    lines = [span.of(read.text) for span in read.paragraphs]
    return [f"{read.title}\n\n" + "\n".join(lines[at : at + 1 + at % 4]) for at in range(len(lines))]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_offsets_are_exact_on_damaged_pieces_of_the_seed(batch):
    """Rule: whatever is cut, moved, put in or recoded, the words of each column stand at their places."""
    pieces = pieces_of(SEED)
    for number in range(batch * EACH, (batch + 1) * EACH):
        text = damaged(pieces, number)
        (shown if number % 50 == 0 else check)(text)


@pytest.fixture(scope="module")
def press():
    """Short pieces of press articles that name Pakistan with the United States or China."""
    files = sorted(PRESS.glob("*.jsonl.gz"))
    if not files:
        pytest.skip("../shared/corpora/press is not here: the seed alone is damaged")
    found = []
    with gzip.open(files[0], "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if re.search(r"\b(US|China|Chinese|Washington|Beijing)\b", article["title"]):
                found += pieces_of(document(f"{article['title']}\n\n{article['text']}"))
            if len(found) > 3000:
                return found
    return found


@pytest.mark.parametrize("batch", range(5))
def test_offsets_are_exact_on_damaged_press(press, batch):
    """Rule: the same holds for pieces of many articles by many hands."""
    for number in range(100_000 + batch * EACH, 100_000 + (batch + 1) * EACH):
        check(damaged(press, number), judge_cached if number % ASKED == 0 else None)


@st.composite
def damaged_whole(draw):
    """Return the seed's text with pieces cut out, put in, doubled or put in capitals."""
    text = SEED.text
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 400)))
        how = draw(st.sampled_from(["cut", "put", "double", "capitals", "bare"]))
        piece = text[start:end]
        new = {
            "cut": "",
            "put": draw(st.sampled_from([*INSERTED, "x" * 3000])) + piece,
            "double": piece * 2,
            "capitals": piece.upper(),
            "bare": "".join(c for c in piece if c.isalnum() or c.isspace()),
        }
        text = text[:start] + new[how] + text[end:]
    return text if text.strip() else "US"


@settings(max_examples=100, derandomize=True)
@given(damaged_whole())
def test_offsets_are_exact_on_the_damaged_seed(text):
    """Rule: the same holds for the whole seed, with the smallest text that breaks it shown."""
    check(text)


BODY = " ".join(span.of(SEED.text) for span in SEED.paragraphs)
KINDS = {
    "no statements": "Rain in the US and China\n\nIt rained for two days. Roads in Beijing were wet.",
    "no word of either": "Rain\n\nIt rained for two days in Lahore.",
    "Urdu": f"{URDU}\n\n{URDU}\n{URDU}",
    "Chinese": f"{CHINESE}\n\n{CHINESE * 20}",
    "French": f"{FRENCH}\n\n{FRENCH * 20}",
    "capitals": SEED.text.upper(),
    "small letters": SEED.text.lower(),
    "without punctuation": re.sub(r"[^\w\s]", "", SEED.text),
    "without stops": SEED.text.replace(".", ""),
    "without blanks": re.sub(r"[ \n]", "", SEED.text),
    "headline alone": "Pakistan values ties with China: PM",
    "voices in voices": "Talks\n\nUS " + "he said " * 250,
    "marks alone": '“” ‘’ "" US ... --- ((()))',
    **{f"unbalanced {mark}": SEED.text.replace(" Pakistan ", f" {mark}Pakistan ") for mark in "“”‘’\"'«»"},
    **{f"unclosed {mark}": f"{SEED.title}\n\n{mark}{BODY}" for mark in "“‘\"'"},
}
LONG = 100_000
LINES = {
    "prose": BODY * (LONG // len(BODY) + 1),
    "prose-without-stops": re.sub(r"[.,“”]", "", BODY) * (LONG // len(BODY) + 1),
    "capitals": BODY.upper() * (LONG // len(BODY) + 1),
    "one-word": "US " + "x" * LONG,
    "one-letter-words": "US said that " + "a " * (LONG // 2),
    "blanks": "US" + " " * LONG + "said",
    "stops": "US " + "." * LONG,
    "opening-marks": "US " + "“a " * (LONG // 3),
    "straight-marks": "US " + "\" ' " * (LONG // 4),
    "brackets": "US " + "(a" * (LONG // 2),
    "stops-inside": "US " + "." * LONG + "x",
    "commas": "US said that " + "a, " * (LONG // 3),
    "dashes": "US said " + "— a " * (LONG // 4),
    "names": "US " + "".join(f"Ab{n:x} Cd{n:x} said China helps Pakistan. " for n in range(LONG // 40)),
    "papers": "US\n\n" + "According to the statement, China helps Pakistan. " * (LONG // 50),
    "meetings": "US " + "General Ali Khan met US Ambassador John Smith. He thanked the US. " * (LONG // 66),
    "chinese": CHINESE * (LONG // len(CHINESE) + 1),
    "urdu": "US " + URDU * (LONG // len(URDU) + 1),
}


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_every_kind_of_bad_text_is_read_and_shown(text):
    """Rule: no statements, another language, capitals, no punctuation, unbalanced marks: exact places, a whole page."""
    shown(text)


def test_what_holds_no_statement_gives_none():
    """Rule: a text that says nothing to either, or is in another language, gives no statement and no engagement."""
    for kind in ("no statements", "no word of either", "Urdu", "Chinese"):
        assert shown(KINDS[kind]) == [[], []], kind


def test_lines_of_100_000_characters_are_read_to_the_end(tmp_path):
    """Rule: a line of 100,000 characters of any make ends in exact offsets; what runs without end is stopped here."""
    (tmp_path / "texts").mkdir()
    for name, line in LINES.items():
        assert len(line) >= LONG * 0.85
        (tmp_path / "texts" / f"{name}.txt").write_text(f"{line}\n", encoding="utf-8", newline="")
    call = "import sys; from positions import cli; sys.exit(cli.main(['extract', 'texts', '--out', 'out.parquet']))"
    subprocess.run([sys.executable, "-c", call], cwd=tmp_path, check=True, capture_output=True, timeout=500)
    rows = schemas.flat(exports.read_statements(tmp_path / "out.parquet"), schemas.STATEMENTS)
    read = documents.read(tmp_path / "texts").documents
    assert len(read) == len(LINES)
    building.check_quotations(rows, read)
    assert set(rows.doc_id) >= {"prose"}
