"""Documents added to a corpus as a user adds them: what is stored, said, and left when something stops it."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from positions import cli, coding, documents, files
from positions.countries import SIDES
from positions.documents.corpus import Corpus
from positions.ingest import adding
from positions.ingest.intake import Given
from positions.ingest.tables import Mapping

GOLD = files.project_folder().parent / "shared" / "gold" / "documents"
BODY = "ISLAMABAD: The envoy said on Friday that the talks would help both countries, and that trade would grow."
DATED = {"published": "2025-03-03", "outlet": "APP"}
URDU = "وزیر خارجہ نے کہا ہے کہ دونوں ممالک کے درمیان تعلقات بہت اچھے ہیں اور تجارت میں اضافہ ہو گا۔ " * 3
COMMAND = [sys.executable, "-c", "import sys; from positions.cli import main; sys.exit(main())", "add"]


def rows(folder, several, name="export.jsonl"):
    """Write JSON Lines and return the path."""
    path = folder / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in several), encoding="utf-8")
    return path


def article(number, **more):
    """Return a row of an archive's export, of words of its own, so that no two carry one release."""
    said = " ".join(f"the envoy said that matter{number}n{n} was for the talks of day{number}n{n}" for n in range(12))
    return {"title": f"Envoy hopes for talks {number}", "text": f"ISLAMABAD: {said}."} | DATED | more


def add(corpus, *given, **known):
    """Add to a corpus and return what it holds, by title."""
    tally = adding.add([str(one) for one in given], corpus, Given(added="2025-06-01", **known), Mapping())
    return {entry.title: entry for entry in Corpus(corpus).entries()}, tally


def everything(folder):
    """Return every file of a corpus with its bytes, but for what is hidden."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_is_stored_is_title_blank_line_and_body(tmp_path):
    """Rule: the text is title, blank line, paragraphs, without the site's name and footer; the row says the rest."""
    title, footer = "Envoy hopes - Pakistan - DAWN.COM", "Published in Dawn, March 4th, 2025"
    row = DATED | {"title": title, "text": f"{BODY}\n\nHe left.\n\n{footer}", "outlet": "Dawn", "id": "n-17"}
    held, _ = add(tmp_path / "corpus", rows(tmp_path, [row]), rights="for study")
    entry = held["Envoy hopes"]
    assert Corpus(tmp_path / "corpus").text(entry) == f"Envoy hopes\n\n{BODY}\n\nHe left."
    assert (entry.publisher, entry.published, entry.language, entry.rights) == ("Dawn", "2025-03-03", "en", "for study")
    assert (entry.source_id, entry.origin, entry.added) == ("n-17", "export.jsonl, line 1", "2025-06-01")


def test_a_speech_is_one_by_the_name_of_its_file(tmp_path):
    """Rule: what a file's name says (country, session, year: a speech) holds in a corpus as in a folder."""
    folder = tmp_path / "debate"
    folder.mkdir()
    (folder / "PAK_33_1978.txt").write_text(f"The Assembly meets again.\n\n{BODY.replace('ISLAMABAD: ', '')}\n")
    add(tmp_path / "corpus", folder)
    (plain,), (stored,) = documents.read(folder).documents, documents.read(tmp_path / "corpus").documents
    assert (stored.genre, stored.speaker, stored.published, stored.outlet) == ("speech", "Pakistan", "1978", "un")
    assert (plain.genre, plain.speaker, plain.published, plain.outlet) == ("speech", "Pakistan", "1978", "un")


def test_hand_coded_articles_give_the_same_statements_from_a_corpus(tmp_path):
    """Rule: nothing that cleaning does changes a statement of the hand-coded articles, nor how it is coded.

    The network's chance is left out: a headline that is cleaned is another text to it.
    """
    if not GOLD.is_dir():
        pytest.skip("no hand-coded articles at ../shared/gold")
    add(tmp_path / "corpus", GOLD)
    told = []
    for folder in (GOLD, tmp_path / "corpus"):
        found = coding.code(documents.read(folder).documents, SIDES).statements
        found["why_statement"] = found["why_statement"].str.replace(r", the network \d+ in 100", "", regex=True)
        fields = ["published", "content", "speaker", "office", "target", "themes", "act", "stance", "why_statement"]
        told.append(sorted(map(tuple, found[fields].astype(str).to_numpy())))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [
        (URDU, "en", "ur"),
        (URDU, "", "ur"),
        (BODY, "ur", "en"),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", "de-AT", "de"),
    ],
)
def test_the_text_tells_its_language_before_its_page_does(tmp_path, text, said, code):
    """Rule: a page in Urdu that says it is in English is in Urdu; what is said counts where the text tells nothing."""
    add(tmp_path / "corpus", rows(tmp_path, [{"text": text, "language": said, "published": "2025-03-03"}]))
    (entry,) = Corpus(tmp_path / "corpus").entries()
    assert entry.language == code


def test_a_first_line_is_a_title_when_a_blank_line_follows(tmp_path):
    """Rule: of a plain text the first line is cleaned as a title is; without a blank line below, it is left alone."""
    for name, gap in (("a.txt", "\n\n"), ("b.txt", "\n")):
        (tmp_path / name).write_text(f"Envoy hopes - DAWN.COM{gap}{BODY}\n")
    held, _ = add(tmp_path / "corpus", tmp_path / "a.txt", tmp_path / "b.txt", outlet="Dawn")
    assert sorted(held) == ["Envoy hopes", "Envoy hopes - DAWN.COM"]


def test_several_processes_give_what_one_gives(tmp_path, monkeypatch):
    """Rule: a large table, taken by several processes, makes the bytes that one process makes."""
    path = rows(tmp_path, [article(n) for n in range(adding.FEW + 120)])
    add(tmp_path / "several", path)
    monkeypatch.setattr(adding, "FEW", 10_000)
    add(tmp_path / "one", path)
    assert everything(tmp_path / "several") == everything(tmp_path / "one")
    assert len(Corpus(tmp_path / "one").entries()) == adding.LOT * 4 + 120


@pytest.mark.parametrize("wait", [1.0, 1.6, 2.5])
def test_an_addition_that_is_killed_is_made_good_by_the_next(tmp_path, wait):
    """Rule: after a kill the corpus opens, each text as stored; the next addition makes it whole, as if undisturbed."""
    path = rows(tmp_path, [article(n) for n in range(1_500)])
    with subprocess.Popen([*COMMAND, path, "--to", tmp_path / "corpus"], start_new_session=True, stderr=-3) as process:
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
    corpus = Corpus(tmp_path / "corpus")
    assert all(corpus.text(entry) for entry in corpus.entries())
    add(tmp_path / "corpus", path)
    add(tmp_path / "undisturbed", path)
    made, expected = (
        {name: content for name, content in everything(tmp_path / folder).items() if name != "manifest.jsonl"}
        for folder in ("corpus", "undisturbed")
    )  # the manifest has the day
    assert made == expected
    assert len(corpus.entries()) == 1_500


def test_releases_that_a_kill_left_behind_are_found_by_the_next_addition(tmp_path):
    """Rule: a corpus whose releases are not written yet has them after the next addition, be it of nothing new."""
    several = [article(1), article(1, outlet="Dawn")]
    add(tmp_path / "corpus", rows(tmp_path, several))
    written = (tmp_path / "corpus" / "releases.jsonl").read_bytes()
    (tmp_path / "corpus" / "releases.jsonl").unlink()
    _, tally = add(tmp_path / "corpus", rows(tmp_path, several))
    assert (tally.new, tally.releases, tally.reprints) == (0, 1, 2)
    assert (tmp_path / "corpus" / "releases.jsonl").read_bytes() == written


def test_the_command_says_what_it_did(tmp_path, capsys, monkeypatch):
    """Rule: columns, numbers, outlets and reasons are said, with where every line stands and what to do next."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1748736000")  # 1 June 2025
    monkeypatch.chdir(tmp_path)
    rows(tmp_path, [article(1), article(2), {"title": "T", "text": "", "published": "", "outlet": ""}, article(1)])
    assert cli.main(["add", "export.jsonl"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "positions: columns (3 rows): text=text, title=title, published=published, outlet=outlet",
        "positions: 2 documents added to corpus, 1 held already, 1 not taken",
        "positions: outlets: Associated Press of Pakistan 2",
        "positions: kinds: report 2",
        "positions: languages: en 2",
        told[5],
        "positions: every line of this: corpus/ledger.jsonl",
        "positions: next: positions report corpus --name NAME",
    ]
    assert told[5].startswith("positions: not taken: export.jsonl, line 3: has no text")
    assert {entry.added for entry in Corpus(tmp_path / "corpus").entries()} == {"2025-06-01"}


def test_retrieved_is_only_what_the_file_says_was(tmp_path):
    """Rule: of a document from a file no day of retrieval is known but the one that a column gives."""
    several = [article(1), article(2, accessed="3 March 2025"), article(3, accessed="yes")]
    held, _ = add(tmp_path / "corpus", rows(tmp_path, several))
    days = {title[-1]: (entry.retrieved, entry.added) for title, entry in held.items()}
    assert days == {"1": ("", "2025-06-01"), "2": ("2025-03-03", "2025-06-01"), "3": ("", "2025-06-01")}


def test_yesterday_counts_from_the_day_of_retrieval_in_the_file(tmp_path):
    """Rule: a date in words counts from the day on which the file says it was retrieved, not from its adding."""
    row = article(1, published="yesterday", retrieved="2025-03-04")
    held, _ = add(tmp_path / "corpus", rows(tmp_path, [row]))
    assert [entry.published for entry in held.values()] == ["2025-03-03"]


def test_a_corpus_from_before_the_day_of_adding_was_kept(tmp_path):
    """Rule: its rows are read, with no day of retrieval for what was not fetched; the next addition mends them."""
    add(tmp_path / "corpus", rows(tmp_path, [article(1), article(2)]))
    manifest = tmp_path / "corpus" / "manifest.jsonl"
    one, two = (json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines())
    one |= {"retrieved": one.pop("added")}
    two |= {"retrieved": two.pop("added"), "origin": "https://a.example/2"}
    manifest.write_text(f"{json.dumps(one)}\n{json.dumps(two)}\n", encoding="utf-8")
    several = {document.origin: document for document in documents.read(tmp_path / "corpus").documents}
    told = {origin: (document.retrieved, document.added) for origin, document in several.items()}
    assert told == {one["origin"]: ("", "2025-06-01"), "https://a.example/2": ("2025-06-01", "2025-06-01")}
    held, _ = add(tmp_path / "corpus", rows(tmp_path, [article(1), article(3)]))
    assert len(held) == 3 and '"added": "2025-06-01"' in manifest.read_text(encoding="utf-8").splitlines()[0]


def test_columns_that_are_given_are_taken(tmp_path, monkeypatch):
    """Rule: --map decides; a column that the table does not have is named, with those it has."""
    monkeypatch.chdir(tmp_path)
    rows(tmp_path, [{"a": BODY, "text": "Something else, and short.", "when": "3 March 2025"}])
    assert cli.main(["add", "export.jsonl", "--to", "c", "--map", "text=a,published=when"]) == 0
    (entry,) = Corpus(tmp_path / "c").entries()
    assert (Corpus(tmp_path / "c").text(entry), entry.published) == (BODY, "2025-03-03")


def test_what_a_user_gets_wrong_is_said_in_one_line(tmp_path, capsys, monkeypatch):
    """Rule: a path that is not there and a folder of other things are told in one line each, and change nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.odt").touch()
    assert cli.main(["add", "missing.csv"]) == 1
    assert cli.main(["add", str(rows(tmp_path, [article(1)])), "--to", "thesis"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("positions: missing.csv: no such file or folder")
    assert second == "positions: thesis: holds 'chapter.odt' and is not a corpus. Name an empty folder, or one that does not exist yet, with --to."  # fmt: skip # noqa: E501
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.odt"]
