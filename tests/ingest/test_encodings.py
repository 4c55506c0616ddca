"""Bytes as text: nothing is lost without a word, and what is no text is named."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from positions.ingest import encodings
from positions.ingest.encodings import decode

WORDS = "Pakistan’s “strategic” partner – Müller"


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (WORDS.encode(), WORDS, "UTF-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), WORDS, "UTF-8"),
        (WORDS.encode("utf-16"), WORDS, "UTF-16"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), WORDS, "UTF-16"),
        (WORDS.encode("utf-32"), WORDS, "UTF-32"),
        (WORDS.encode("utf-16-le"), WORDS, "UTF-16-LE"),
        (WORDS.encode("utf-16-be"), WORDS, "UTF-16-BE"),
        (("پاکستان اور چین کے درمیان " * 3).encode("utf-16-le"), "پاکستان اور چین کے درمیان " * 3, "UTF-16-LE"),
        (WORDS.encode("cp1252"), WORDS, "Windows-1252"),
        (b"plain", "plain", "UTF-8"),
        (b"", "", "UTF-8"),
    ],
)
def test_an_encoding_is_told(raw, text, encoding):
    """Rule: UTF-8, UTF-16 and UTF-32 with or without a mark, and Windows-1252, are read without a word."""
    found = decode(raw)
    assert (found.text, found.encoding, found.notes, found.refusal) == (text, encoding, (), "")


def test_bytes_of_another_encoding_in_utf8_are_read_and_noted():
    """Rule: in a text that is UTF-8, a byte that is not is read as Windows-1252; how many and where is said."""
    found = decode("Müller\nsaid: ".encode() + b"\x93yes\x94")
    assert (found.text, found.encoding) == ("Müller\nsaid: “yes”", "UTF-8")
    expected = "2 bytes are not UTF-8 and read as Windows-1252, the first at character 7 of line 2"
    assert found.notes == (expected,)


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        (b"a long enough line of it\x81b", "a long enough line of it\ufffdb", "at character 25 of line 1"),
        ("Müller met ’".encode()[:-1], "Müller met \ufffd", "at character 12 of line 1"),
        ("ab".encode("utf-16") + b"c", "ab\ufffd", "at character 3 of line 1"),
    ],
)
def test_what_cannot_be_decoded_is_marked_and_noted(raw, text, note):
    """Rule: a byte that no encoding has, and a character cut off at the end, stand as U+FFFD, with a note."""
    found = decode(raw)
    assert (found.text, found.notes) == (text, (f"1 character could not be decoded (U+FFFD), {note}",))


def test_a_replacement_character_of_the_source_is_no_loss_of_ours():
    """Rule: U+FFFD that came in is not counted as lost here."""
    assert decode("Müller \ufffd said \ufffd".encode()).notes == ()
    assert decode("Müller \ufffd said ".encode() + b"\x93yes\x94 \xef\xbf\xbd").notes == (
        "2 bytes are not UTF-8 and read as Windows-1252, the first at character 15 of line 1",
    )


@pytest.mark.parametrize("text", ["中美关系很重要，也很复杂。", "巴基斯坦是中国的朋友。"])
def test_the_stated_encoding_is_believed_where_it_fits(text):
    """Rule: what a page or mail states decides, by its name on the web (gb2312 has all of GBK)."""
    found = decode(text.encode("gbk"), "gb2312")
    assert (found.text, found.notes) == (text, ())


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1256", "utf-16", "no-such", "\0", "punycode", "hex", "  "])
def test_utf8_is_told_whatever_is_stated(declared):
    """Rule: bytes that are UTF-8 are UTF-8, whatever a page states, and a senseless name is no error."""
    assert decode(WORDS.encode(), declared).text == WORDS


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
def test_a_mixture_is_mended_whatever_is_stated(declared):
    """Rule: a page that states UTF-8 or Latin-1 and mixes them loses nothing."""
    text = "Müller said, and said again. " * 10
    assert decode(text.encode() + b"\x93yes\x94", declared).text == f"{text}“yes”"


def test_latin1_means_windows_1252():
    """Rule: curly quotation marks of a page that states ISO-8859-1 are read, as browsers do."""
    assert decode(b"\x93yes\x94", "iso-8859-1").text == "“yes”"


def test_another_alphabet_is_guessed_and_that_is_said():
    """Rule: without any statement, a text in another alphabet is guessed, and the guess is noted."""
    text = "Министр иностранных дел Пакистана встретился с послом Китая и обсудил двусторонние отношения. " * 4
    found = decode(text.encode("cp1251"))
    assert found.text == text
    assert found.notes == (f"its encoding is not stated and was guessed: {found.encoding}",)


def test_stray_controls_are_taken_out_and_noted():
    """Rule: a NUL or another control character in a text is taken out; tabs and line ends stay."""
    found = decode(b"The minister\x00 said:\n\tyes\x07, sir")
    assert found.text == "The minister said:\n\tyes, sir"
    assert found.notes == ("2 control characters were taken out (U+0000, U+0007), the first at character 13 of line 1",)


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"plain words" * 100, "is a JPEG picture"),
        (b"%PDF-1.7\n", "is a PDF file"),
        (b"{\\rtf1\\ansi words}", "is an RTF file"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "is a WebP picture"),
        (b"0" * 257 + b"ustar\x0000", "is a tar archive"),
        (bytes(range(256)) * 10, "is binary, not text"),
        (b"\x00" * 500, "is binary, not text"),
    ],
)
def test_binary_is_refused_by_name(raw, refusal):
    """Rule: what is no text is named by its content and refused, with a remedy."""
    found = decode(raw)
    assert (found.text, found.refusal) == ("", refusal)
    assert found.remedy


@pytest.mark.parametrize(
    "text", ["PAR1 is a code", "x" * 256 + "mustard", "Leftftyp", "BM said", "MZ said", "ID3 tags"]
)
def test_words_are_not_taken_for_a_kind_of_file(text):
    """Rule: an article that happens to begin with letters of a file's mark is text."""
    assert decode(text.encode()).text == text


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "gbk", "utf-16", "shift_jis", "iso-2022-jp", "big5"]))
def test_nothing_raises(raw, declared):
    """Rule: any bytes give a text that can be stored as UTF-8 and has no control characters, or a refusal."""
    found = decode(raw, declared)
    assert bool(found.refusal) == bool(found.remedy)
    assert "\0" not in found.text
    found.text.encode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\n\r")))
def test_valid_utf8_stays_as_it_is(text):
    """Rule: valid UTF-8 without control characters is the same text, without a note."""
    raw = text.encode()
    assume(encodings.sniff_kind(raw) is None and not text.startswith("\ufeff"))
    found = decode(raw)
    assert (found.text, found.encoding, found.notes) == (text, "UTF-8", ())
