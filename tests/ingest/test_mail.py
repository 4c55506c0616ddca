"""Mail: the text with its places, heads as they stand, attachments by themselves, nothing passed over in silence."""

import hashlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from positions.documents.corpus import Issue
from positions.documents.document import Origin
from positions.errors import InputError
from positions.ingest import mail
from positions.ingest.candidates import Candidate, Source

DATE = "Fri, 29 Jul 2022 11:42:00 +0500"


def made(text: str = "The envoy met the minister.", **heads: str) -> EmailMessage:
    """Write a mail."""
    message = EmailMessage()
    plain = {"Subject": "Envoy meets minister", "From": "A. Noon <a.noon@example.org>", "Date": DATE}
    for name, value in (plain | heads).items():
        message[name] = value
    if text:
        message.set_content(text)
    return message


def read(tmp_path: Path, raw: bytes | EmailMessage) -> list[Candidate | Issue]:
    """Read one file."""
    path = tmp_path / "a.eml"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.as_bytes())
    return list(mail.read(Source(path, "a.eml", "a.eml")))


def test_a_mail_is_its_subject_text_and_date(tmp_path):
    """Rule: title, text, date and sender are the mail's, in the words that came in, with their places."""
    message = made()
    (offer,) = read(tmp_path, message)
    assert (offer.title.text, offer.body.text) == ("Envoy meets minister", "The envoy met the minister.\n")
    assert (offer.published, offer.byline, offer.outlet) == (DATE, "A. Noon", "")
    assert offer.body.runs[0].origin == Origin("body", 0, 28)
    assert (offer.sha256_received, offer.notes) == (hashlib.sha256(message.as_bytes()).hexdigest(), ())


@pytest.mark.parametrize(
    ("sender", "outlet", "byline"),
    [
        ("Dawn <alerts@mail.example.org>", "Dawn", ""),
        ("News desk <alerts@dawn.com>", "dawn.com", "News desk"),
        ("A. Noon <a.noon@gmail.com>", "", "A. Noon"),
        ("a.noon@example.org", "", ""),
        ("", "", ""),
    ],
)
def test_a_sender_is_an_outlet_only_where_it_is_known(tmp_path, sender, outlet, byline):
    """Rule: the name or the address of a known outlet is the outlet; a colleague's mail service is none."""
    (offer,) = read(tmp_path, made(From=sender))
    assert (offer.outlet, offer.byline) == (outlet, byline)


def test_what_a_program_put_before_a_subject_is_left_out(tmp_path):
    """Rule: "Fwd:" and "RE:" are no words of the title, and the place counts them."""
    (offer,) = read(tmp_path, made(Subject="Fwd: RE: Recent talks"))
    assert (offer.title.text, offer.title.runs[0].origin) == ("Recent talks", Origin("subject", 9, 21))


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_every_way_of_sending_a_text_gives_the_same(tmp_path, encoding, charset):
    """Rule: transfer encodings and charsets are undone."""
    words = "Plain words" if encoding == "7bit" else "“Müller” – said"
    message = made("")
    message.set_content(words, charset=charset, cte=encoding)
    (offer,) = read(tmp_path, message)
    assert offer.body.text == f"{words}\n"


@pytest.mark.parametrize("charset", ["no-such", "utf-8", "us-ascii"])
def test_a_charset_that_is_wrong_or_unknown_does_no_harm(tmp_path, charset):
    """Rule: a text whose stated encoding does not fit is read by what it is."""
    head = f'Subject: s\nContent-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: 8bit\n\n'
    (offer,) = read(tmp_path, head.encode() + b"\x93yes\x94")
    assert offer.body.text == "“yes”"


def test_plain_text_counts_before_html(tmp_path):
    """Rule: of two forms of one text the plain one is read, and the other is no attachment."""
    message = made("Plain.")
    message.add_alternative("<p>Rich.</p>", subtype="html")
    (offer,) = read(tmp_path, message)
    assert (offer.body.text, offer.notes) == ("Plain.\n", ())


def test_attached_documents_are_documents(tmp_path):
    """Rule: an attached text and an attached message are documents of their own; a picture is named in a note."""
    message = made()
    message.add_attachment("One.\nTwo.", filename="one.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(made("Within.", Subject="Inner"))
    first, second, third = read(tmp_path, message)
    assert [note.reason for note in first.notes] == ["has attachments of kinds that are not read: logo.png"]
    assert (second.origin, second.body.text) == ("a.eml, one.txt", "One.\nTwo.\n")
    assert (third.origin, third.title.text, third.body.text) == ("a.eml, attached message", "Inner", "Within.\n")


def test_an_attachment_that_cannot_be_read_has_its_line(tmp_path):
    """Rule: an attached document that is damaged costs one line, and the mail goes in."""
    message = made()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    offer, left_out = read(tmp_path, message)
    assert isinstance(offer, Candidate)
    assert (left_out.file, left_out.reason) == ("a.eml, a.pdf", "is damaged or cut short")


def test_a_mail_without_a_text_is_named_and_its_attachments_are_read(tmp_path):
    """Rule: a mail that only carries something is no document, and says so."""
    message = made("")
    message.add_attachment("Words.", filename="one.txt")
    left_out, offer = read(tmp_path, message)
    assert (left_out.file, left_out.reason) == ("a.eml", "is a mail without a text of its own")
    assert offer.body.text == "Words.\n"
    (left_out,) = read(tmp_path, made(" \n "))
    assert left_out.reason == "is a mail without a text of its own"


def test_messages_within_messages_end(tmp_path):
    """Rule: messages are followed to a stated depth; one nested without end is refused, without a traceback."""
    message = made("Innermost.")
    for _ in range(mail.DEEPEST):
        outer = made()
        outer.add_attachment(message)
        message = outer
    *offers, left_out = read(tmp_path, message)
    assert len(offers) == mail.DEEPEST
    assert left_out.reason == f"is a message within {mail.DEEPEST} others"
    with pytest.raises(InputError, match="holds messages within messages without end"):
        read(tmp_path, b"Subject: s\nContent-Type: message/rfc822\n\n" * 3000)


@pytest.mark.parametrize(
    ("raw", "found"), [(b"", "is empty"), (b"\nonly words", "is not a mail: it has no header lines")]
)
def test_what_is_no_mail_is_refused(tmp_path, raw, found):
    """Rule: a file without heads is no mail."""
    with pytest.raises(InputError) as refused:
        read(tmp_path, raw)
    assert refused.value.found == found


def test_a_mail_whose_parts_are_lost_keeps_its_words(tmp_path):
    """Rule: what is said to have parts and has none is text."""
    (offer,) = read(tmp_path, b"Subject: s\nContent-Type: multipart/mixed\n\nSome words.\n")
    assert offer.body.text == "Some words.\n"


def test_a_mail_of_html_alone_is_read_as_a_page(tmp_path):
    """Rule: without a plain text the HTML is read; what the heads say of title and date counts before the page."""
    message = made("")
    paragraphs = "".join(f"<p>The envoy met the minister on day {day} and they spoke of trade.</p>" for day in range(9))
    message.set_content(f"<html><title>x</title><body><article>{paragraphs}</article></body></html>", subtype="html")
    (offer,) = read(tmp_path, message)
    assert (offer.title.text, offer.published) == ("Envoy meets minister", DATE)
    assert offer.body.text.startswith("The envoy met the minister on day 0 and")
    assert offer.reader.startswith("mail, trafilatura")
    assert offer.sha256_received == hashlib.sha256(message.as_bytes()).hexdigest()


@pytest.mark.parametrize(
    "head",
    [
        "From: =?x-unknown?B?SGVsbG8=?= <a@b>",
        "Date: not a date",
        "From: <<>>,;:",
        "Content-Type: text/plain; charset*=x'",
        "Subject: =?utf-8?Q?=FF=00?=",
        "Content-Disposition: ;;;=",
        "Content-Type: multipart/mixed",
        "Content-Transfer-Encoding: base64",
        "From: \xff\xfe",
    ],
)
def test_malformed_heads_raise_nothing(tmp_path, head):
    """Rule: heads of no known form are taken as far as they go; the mail is still read or named."""
    (item,) = read(tmp_path, f"Message-ID: <1@x>\n{head}\n\nSome words.\n".encode("latin-1"))
    assert isinstance(item, Candidate | Issue)
