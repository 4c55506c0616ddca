"""PDF: the words of each page with their places; running heads left out; what cannot be read said in one line."""

import hashlib
import zlib

import pytest

from positions.documents.document import Origin, Span
from positions.errors import InputError
from positions.ingest import candidates, pdf
from positions.ingest.candidates import Candidate, Source
from positions.ingest.pdf import find_running_heads

CATALOG, PAGES, FONT, INFO, FIRST = 1, 2, 3, 4, 5  # numbers of objects


def made(*pages: list[str] | None, info: str = "", encrypt: str = "") -> bytes:
    """Write a PDF of pages with lines of text; None is a page without text."""
    kids = " ".join(f"{FIRST + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<</Type/Catalog/Pages {PAGES} 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines or [])
        stream = f"BT /F1 12 Tf 50 700 Td {shown} ET" if lines else "0 0 100 100 re f"
        objects.append(
            f"<</Type/Page/Parent {PAGES} 0 R/MediaBox[0 0 600 800]/Contents {FIRST + 2 * number + 1} 0 R"
            f"/Resources<</Font<</F1 {FONT} 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    written, places = "%PDF-1.4\n", []
    for number, entry in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{entry}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"<</Size {len(objects) + 1}/Root {CATALOG} 0 R/Info {INFO} 0 R{encrypt}>>"
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer{trailer}\nstartxref\n{start}\n%%EOF"
    return written.encode("latin-1")


def read(tmp_path, raw: bytes) -> Candidate:
    """Read one file."""
    path = tmp_path / "a.pdf"
    path.write_bytes(raw)
    (offer,) = pdf.read(Source(path, "a.pdf", "a.pdf"))
    return offer


def test_pages_follow_each_other_and_lead_back(tmp_path):
    """Rule: the text of all pages in order, each stretch with its page and the characters of it."""
    raw = made(["The envoy met", "the minister"], ["on Friday."])
    offer = read(tmp_path, raw)
    assert offer.body.text == "The envoy met\r\nthe minister\non Friday."
    assert offer.body.origins(Span(15, 36)) == (Origin("page 1", 15, 27), Origin("page 2", 0, 8))
    assert (offer.sha256_received, offer.notes) == (hashlib.sha256(raw).hexdigest(), ())


def test_a_hyphen_at_the_end_of_a_line_stays(tmp_path):
    """Rule: hyphen and line end are as on the page (PDFium has a mark of its own for both), with their place."""
    offer = read(tmp_path, made(["an inter-", "national matter"]))
    assert offer.body.text == "an inter-\nnational matter"
    assert offer.body.origins(Span(8, 10)) == (Origin("page 1", 8, 9),)


@pytest.mark.parametrize(
    ("info", "title", "byline", "published"),
    [
        ("/Title(Envoy meets minister)/Author(A. Noon)", "Envoy meets minister", "A. Noon", ""),
        ("/Title(Microsoft Word - x.doc)/Author(Windows User)", "", "", ""),
        ("/Title(untitled)/Author(HP-Laptop 15)", "", "", ""),
        ("/Title(https://example.org/a)/Author(a@example.org)", "", "", ""),
        ("/Creator(Writer)/CreationDate(D:20220729114200+05'00')", "", "", "2022-07-29"),
        ("/Producer(Skia/PDF m156)/CreationDate(D:20220729114200)", "", "", ""),
        ("/CreationDate(yesterday)", "", "", ""),
    ],
)
def test_properties_count_where_a_person_wrote_them(tmp_path, info, title, byline, published):
    """Rule: title and author are no names of files and accounts; the day of printing is no day of publication."""
    offer = read(tmp_path, made(["Words."], info=info))
    assert (offer.title.text, offer.byline, offer.published) == (title, byline, published)


def test_the_date_of_the_file_is_said_to_be_one(tmp_path):
    """Rule: a date that is the file's, not the text's, is noted for a person to look at."""
    (note,) = read(tmp_path, made(["Words."], info="/CreationDate(D:20220729)")).notes
    assert note.reason == "is dated 2022-07-29 by its properties, when the file was made"


@pytest.mark.parametrize("name", ["Minister meets envoy", "Document on Kashmir", "29 July", "Userbase grows"])
def test_a_title_of_words_is_one(name):
    """Rule: a real title is not taken for what programs write, though it begins like that."""
    assert candidates.real_property(name, "title") == name


def test_running_heads_and_numbers_of_pages_are_left_out(tmp_path):
    """Rule: lines at the edges that repeat, but for a number that counts the pages, are no words of the document."""
    pages = [["The Daily Record", text, f"Page {n} of 3"] for n, text in enumerate(["One.", "Two.", "Three."], start=7)]
    title = "/Title(Envoy meets minister)"
    assert read(tmp_path, made(*pages, info=title)).body.text == "One.\nTwo.\nThree."
    assert read(tmp_path, made(*pages)).body.text == "The Daily Record\r\nOne.\nTwo.\nThree."


@pytest.mark.parametrize(
    "pages",
    [
        ["1. We met.\nAnd spoke.", "2. We ate.\nAnd left."],  # a number that counts items, with other words
        ["Alone on a page\n1"],
        ["Q: Why?\na\nb\nc\nd\nQ: Why?\ne\nf\ng\nh", "Q: Why?\ni"],  # repeats within a page
        ["Item 11 of it\nx", "Item 25 of it\ny", "Item 31 of it\nz"],
    ],
)
def test_lines_of_the_text_are_no_heads(pages):
    """Rule: a line is a head only where it repeats at the same edge of the pages, and nowhere within them."""
    assert find_running_heads(pages, "A title") == [[] for _ in pages]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4\n", "is damaged or cut short"),
        (made(["Words."])[:200], "is damaged or cut short"),
        (made(["Words."], encrypt=f"/Encrypt<</Filter/Standard/V 1/R 2/O({'o' * 32})/U({'u' * 32})/P -4>>/ID[(a)(a)]"),
         "is protected by a password"),
        (b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>stream\n" + zlib.compress(bytes(pdf.MOST_UNPACKED + pdf.CHUNK)),
         "unpacks to more than is allowed"),
        (made(None, None), "has no text: its pages are pictures"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(tmp_path, raw, found):
    """Rule: a PDF that is empty, damaged, protected or a picture is refused with the reason and a remedy."""
    with pytest.raises(InputError) as refused:
        read(tmp_path, raw)
    assert (refused.value.place, refused.value.found) == ("a.pdf", found)
    assert refused.value.remedy


def test_pages_without_text_are_named(tmp_path):
    """Rule: when only some pages are pictures the others go in, and the ledger names the pages."""
    offer = read(tmp_path, made(["One."], None, ["Three."], None))
    assert offer.body.text == "One.\nThree."
    assert [note.reason for note in offer.notes] == ["has no text on pages 2, 4 of 4"]


def test_a_collection_of_thousands_of_pages_is_refused(tmp_path):
    """Rule: a PDF above the bound of pages is refused by their number, unread."""
    with pytest.raises(InputError, match=r"a\.pdf: has 1,001 pages, more than 1,000\."):
        read(tmp_path, made(*([None] * 1001)))
