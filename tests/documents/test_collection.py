"""Reading files and folders: what becomes a document, what is left out, and how that is said."""

import hashlib
from pathlib import Path

import pytest

from positions import coding, documents, files
from positions.countries import SIDES
from positions.errors import InputError

ARTICLE = "Envoy hopes for talks\n\nISLAMABAD, Mar 3 (APP): The envoy said talks would help.\nHe left.\n"


def put(folder, name, content):
    """Write a file of text or bytes and return its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def entry(digest, **more):
    """Return a manifest entry as YAML lines."""
    fields = {"outlet": "dunya", "title": "T", "rights": "R", "sha256": digest} | more
    return "a.txt:\n" + "".join(f"  {key}: {value}\n" for key, value in fields.items())


def test_the_seed_is_the_text_as_received():
    """Rule: the seed's sha256 is the manifest's, and its headline, time, zone, dateline and body are told apart."""
    (seed,) = documents.read("seeds").documents
    assert seed.title == "Pakistan wants multi-faceted relations with US based on common interests: COAS"
    assert (seed.published, seed.published_at) == ("2022-07-29", "2022-07-29T23:42:00+05:00")
    assert (seed.dateline, seed.publisher) == ("RAWALPINDI", "Dunya News")
    assert seed.paragraphs[0].of(seed.text).startswith("Chief of Army Staff (COAS) General")
    assert len(seed.paragraphs) == 12


def test_a_plain_folder_is_read_by_its_file_names(tmp_path):
    """Rule: YYYY-MM-DD_outlet_… gives date and outlet, the first line the headline; a dateline is not body."""
    put(tmp_path, "2025-03-03_app_envoy.txt", ARTICLE)
    (read,) = documents.read(tmp_path).documents
    assert (read.published, read.publisher, read.title) == (
        "2025-03-03",
        "Associated Press of Pakistan",
        "Envoy hopes for talks",
    )
    assert [p.of(read.text) for p in read.paragraphs] == ["The envoy said talks would help.", "He left."]
    assert read.dateline == "ISLAMABAD"


@pytest.mark.parametrize(("name", "language"), [("2025-03-03_app_envoy.txt", "en"), ("envoy.txt", "")])
def test_a_language_that_nobody_states_is_unknown(tmp_path, name, language):
    """Rule: a text is in its outlet's language; where nothing states one it is blank, and the text is coded as ever."""
    said = "Pakistan’s Foreign Minister Ali Noon said on Monday that Pakistan valued its ties with China."
    put(tmp_path, name, f"Minister speaks\n\n{said}\n")
    found = documents.read(tmp_path)
    assert list(found.table().language) == [language]
    assert list(coding.code(found.documents, SIDES, judge=None).statements.target) == ["CHN"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "is empty"), (b" \n\n", "is empty"), (b"PK\x03\x04\x00\x00", "is binary"), (b"\xff\xfe\x00a", "is binary")],
)
def test_one_bad_file_does_not_stop_the_others(tmp_path, content, reason):
    """Rule: an empty or binary file is left out by name with reason and remedy, and the others are read."""
    put(tmp_path, "bad.txt", content)
    put(tmp_path, "good.txt", ARTICLE)
    corpus = documents.read(tmp_path)
    assert [d.file for d in corpus.documents] == ["good.txt"]
    (left,) = corpus.left_out
    assert left.file == "bad.txt"
    assert reason in left.reason
    assert left.remedy


def test_a_text_that_was_changed_is_refused_by_name(tmp_path):
    """Rule: a sha256 that differs from the manifest's refuses the text, with both beginnings shown."""
    path = put(tmp_path, "a.txt", ARTICLE)
    put(tmp_path, "manifest.yaml", entry(hashlib.sha256(path.read_bytes()).hexdigest()))
    assert len(documents.read(tmp_path).documents) == 1
    put(tmp_path, "a.txt", ARTICLE + " ")
    with pytest.raises(InputError, match=r"a\.txt: its sha256 is \w{12}…, manifest\.yaml has \w{12}…"):
        documents.read(tmp_path)


def test_a_folder_with_a_manifest_takes_nothing_without_an_entry(tmp_path):
    """Rule: beside a manifest, a text that it does not list and a listed text that is missing are left out by name."""
    path = put(tmp_path, "a.txt", ARTICLE)
    put(tmp_path, "b.txt", ARTICLE)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    put(tmp_path, "manifest.yaml", entry(digest) + entry(digest).replace("a.txt", "c.txt"))
    left = {item.file: item.reason for item in documents.read(tmp_path).left_out}
    assert left == {
        "b.txt": "is not listed in manifest.yaml",
        "c.txt": "is listed in manifest.yaml but missing from the folder",
    }


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        ("a.txt: [", "is not YAML"),
        ("- a.txt", "has no entries"),
        ("a.txt:\n  outlet: dunya\n", "the field 'title' is missing"),
        (entry("0" * 64, author="X"), "unknown field 'author'"),
        (entry("0" * 63), "is not a sha256"),
        (entry("0" * 64, genre="X"), "has the genre 'X'"),
        (entry("0" * 64) * 2, "the file 'a.txt' is given twice"),
        (entry("0" * 64) + "  url:\n  url: x\n", "the field 'url' is given twice"),
    ],
)
def test_a_broken_manifest_is_named(tmp_path, broken, found):
    """Rule: a manifest that cannot be used stops the reading and says what is wrong with it; a name given twice is."""
    put(tmp_path, "a.txt", ARTICLE)
    put(tmp_path, "manifest.yaml", broken)
    with pytest.raises(InputError, match=found) as raised:
        documents.read(tmp_path)
    assert "manifest.yaml" in raised.value.place


def test_dates_that_contradict_each_other_are_refused(tmp_path):
    """Rule: a text dated one day by itself and another by its file's name is left out, with both dates."""
    put(tmp_path, "2025-03-03_dunya_x.txt", " date 2025-03-04 " + ARTICLE)
    put(tmp_path, "good.txt", ARTICLE)
    (left,) = documents.read(tmp_path).left_out
    assert left.reason == "is dated twice: 2025-03-03 and 2025-03-04"


@pytest.mark.parametrize("name", ["2022-02-31_dawn_x.txt", "2022-13-01_dawn_x.txt"])
def test_a_date_no_calendar_has_is_refused(tmp_path, name):
    """Rule: a date in a file's name that is none leaves the file out, with the date shown."""
    put(tmp_path, name, ARTICLE)
    put(tmp_path, "good.txt", ARTICLE)
    (left,) = documents.read(tmp_path).left_out
    assert left.file == name
    assert left.reason == f"is dated '{name[:10]}', which is not a date"


def test_a_byte_order_mark_is_no_part_of_the_headline(tmp_path):
    """Rule: the mark that some editors put before a text hides neither its headline nor its date."""
    put(tmp_path, "a.txt", "\ufeff date 2022-07-29 Envoy hopes\n\nText.\n")
    (read,) = documents.read(tmp_path).documents
    assert (read.title, read.published) == ("Envoy hopes", "2022-07-29")


def test_a_text_without_a_headline_has_none(tmp_path):
    """Rule: a first line of more than 300 characters is the text itself."""
    put(tmp_path, "a.txt", "He said yes. " * 40)
    (read,) = documents.read(tmp_path).documents
    assert (read.title, len(read.paragraphs)) == ("", 1)


def test_a_folder_that_does_not_exist_and_one_without_texts_are_errors(tmp_path):
    """Rule: where nothing can be read, an error names the path and what is accepted."""
    with pytest.raises(InputError, match="no such file or folder"):
        documents.read(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"holds no document\. .*First `positions add \S+ --to corpus`; then "):
        documents.read(tmp_path)


@pytest.mark.parametrize("name", ["press.jsonl", "clippings.zip", "my page.html"])
def test_what_has_to_be_added_first_is_said_with_the_commands(tmp_path, monkeypatch, name):
    """Rule: a file that only a corpus can take is named with the command that takes it, as it is to be typed, and the
    one that reads it then; given by a path that has a name meanwhile, the command has the path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(b"{}")
    quoted = f"'{name}'" if " " in name else name
    then = "; then give corpus in its place: `positions report corpus`."
    with pytest.raises(InputError) as refused:
        documents.read(name)
    assert (refused.value.place, str(refused.value).partition(" First ")[2]) == (
        name,
        f"`positions add {quoted} --to corpus`{then}",
    )
    with files.share_names({"it": str(tmp_path / name)}), pytest.raises(InputError, match=f"add .?{tmp_path}/{name}"):
        documents.read("it")


def test_an_address_has_to_be_added_first():
    """Rule: an address that is given where files are read is answered with the command that fetches it."""
    with pytest.raises(InputError, match=r"web address; .* First `positions add https://a\.example/1 --to corpus`;"):
        documents.read("https://a.example/1")


def test_a_text_that_may_not_be_read_is_left_out(tmp_path, monkeypatch):
    """Rule: a file that the system does not give is left out with its reason, and the others are read."""
    for name in ("a.txt", "b.txt"):
        put(tmp_path, name, "Headline\n\nBody of a text.\n")
    reading = Path.read_bytes

    def refusing(path):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return reading(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    found = documents.read(tmp_path)
    assert [document.file for document in found.documents] == ["b.txt"]
    assert [(left.file, left.reason) for left in found.left_out] == [("a.txt", "cannot be read: permission denied")]


def test_two_files_of_one_name_are_not_mixed_up(tmp_path):
    """Rule: a second file of the same name is left out, so that no evidence is confused."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, "x.txt", ARTICLE)
    corpus = documents.read([tmp_path / "a", tmp_path / "b"])
    assert (len(corpus.documents), len(corpus.left_out)) == (1, 1)


def test_the_text_is_never_changed(tmp_path):
    """Rule: line ends, soft hyphens and marks stay as stored; text that is not UTF-8 is read as Windows-1252."""
    raw = "Headline\r\n\r\nFirst\u00ad line “said”.\r\n"
    put(tmp_path, "a.txt", raw)
    put(tmp_path, "b.txt", "Headline\n\nHe said “yes”.\n".encode("cp1252"))
    read = documents.read(tmp_path).documents
    assert read[0].text == raw
    assert "“yes”" in read[1].text


def test_tables_have_their_schemas(tmp_path):
    """Rule: the tables of what was read and of what was left out hold, also when nothing was left out."""
    put(tmp_path, "a.txt", ARTICLE)
    corpus = documents.read(tmp_path)
    assert corpus.table()["characters"].tolist() == [len(ARTICLE)]
    assert corpus.left_out_table().empty
