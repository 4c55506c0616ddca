"""Evidence cards and quotations: exact words, marked where they stand, safe, and quoted only when the source quotes."""

import re
from html import unescape

from positions.comparison import Parameters, compare
from positions.reporting import evidence
from positions.reporting.render import links, quotations
from positions.reporting.render.markup import link
from positions.reporting.render.quotations import LAYERS, statement_passage
from positions.reporting.sections import counts, findings, terms
from positions.schemas import read_spans
from quotes import linked


def rows(comparison):
    """Return the statements as the cards take them."""
    return list(comparison.statements.itertuples(index=False))


def marked(markup: str, layer: str) -> str:
    """Return the words within the marks of a class; marks never nest."""
    marks = re.findall(r'<mark class="([\w ]+)">([^<]*)</mark>', markup)
    assert len(marks) == markup.count("<mark") == markup.count("</mark>")
    return unescape("".join(text for kinds, text in marks if layer in kinds.split()))


def test_marks_stand_exactly_on_the_words_of_the_seed():
    """For every statement of the seed each part that has a place is marked there, word for word."""
    compared = compare(Parameters())
    document = compared.documents[0]
    text = document.text
    for row in rows(compared):
        markup = statement_passage(row, document)
        for layer, where in zip(
            LAYERS, ("source_span", "cue_span", "spans", "label_span", "condition_span"), strict=True
        ):
            assert marked(markup, layer) == "".join(text[s:e] for s, e in read_spans(getattr(row, where)))


def test_marks_may_cross(said, compared):
    """Terms that begin within a name and end outside it still give marks with the right words."""
    row = said("we want broad fair ties now", label="broad fair ties", condition="fair ties now")
    found = compared([row])
    markup = statement_passage(rows(found)[0], found.documents[0])
    assert marked(markup, "label") == "broad fair ties"
    assert marked(markup, "condition") == "fair ties now"


def test_script_in_a_document_is_shown_as_text(said, compared):
    """Markup in content, speaker, cue, terms or the reasons is escaped everywhere a report shows it."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    row = said(f"ties {evil} now", speaker=evil, office=evil, cue=evil, condition=evil, label=evil, via=evil)
    found = compared([row, row | {"target": "CHN"}])
    listed = findings.derive(found)
    pages = [evidence.cards(found, *linked(found)), listed.shown()]
    pages += [
        make(found) for make in (counts.statements_side_by_side, terms.as_quoted, counts.set_apart, counts.speakers)
    ]
    for markup in pages:
        assert "<script" not in markup and "<img" not in markup
    assert "&lt;script&gt;" in pages[0]


def test_quotation_marks_only_around_words_the_source_quotes(said, compared):
    """A quoted statement is in quotation marks; a clause or phrase is not, and says who reports it."""
    direct, indirect = rows(compared([said("we stand firm", quote_type="direct"), said("it values ties a lot")]))
    assert quotations.statement_content(direct).plain == "“we stand firm”"
    assert "“" not in quotations.statement_line(indirect).plain
    assert "as reported by The Daily" in quotations.statement_line(indirect).plain
    assert "as quoted by The Daily" in quotations.statement_line(direct).plain


def test_words_quoted_within_a_paraphrase_keep_their_marks(said, compared):
    """A name the source puts in quotation marks is spoken; the clause around it is not."""
    row = rows(compared([said("ties were “iron brotherhood” for all", quote_type="mixed", label="iron brotherhood")]))[
        0
    ]
    assert quotations.quote(row, "iron brotherhood", "label").spoken
    assert not quotations.quote(row, "for all", "label").spoken


def test_quotation_marks_of_a_relaying_body_are_not_the_speaker_s(said, compared):
    """Ruling 2: what a press office quotes of its own report is not the inner speaker's own words."""
    row = rows(
        compared([said("the “deep ties” of old", quote_type="reported", label="deep ties", via="Press office")])
    )[0]
    assert not quotations.quote(row, "deep ties", "label").spoken


def test_a_card_tells_the_place(said, compared):
    """File, characters and the document's sha256, and a place on the page to link to."""
    found = compared([said("it values ties")])
    row, document = rows(found)[0], found.documents[0]
    card = evidence.card(row, document)
    assert f"one.txt, characters {row.start}–{row.end}, sha256 {document.sha256[:12]}" in card.plain
    assert f'id="{links.anchor(row.statement_id)}"' in card


def test_cards_are_those_of_the_statements_cited(said, compared):
    """A statement cited has a card; how many are not, and where they are, is said."""
    found = compared([said(f"words number {i}") for i in range(9)])
    last = found.statements.statement_id.iloc[-1]
    shown = evidence.cards(found, link("there", links.statement(last)))
    assert shown.count("<article") == 1
    assert f'id="{links.anchor(last)}"' in shown
    assert "8 more statements, not cited above, in the table of statements" in shown.plain


def test_anchors_hold_no_sign_that_breaks_a_link():
    """A file name with spaces or quotation marks gives a plain anchor."""
    assert re.fullmatch(r"s-[A-Za-z0-9_-]+", links.anchor('a "b" <c>:1-2'))


def test_a_card_says_how_a_code_was_come_by(said, compared):
    """A sign before a stance, whose voice it is when not the state's, no office that only repeats the name."""
    rows_ = [said("a", stance=2), said("b", doc="two", voice="party", speaker="Envoy", office="Envoy")]
    first, second = rows(compared(rows_))
    assert (
        "stance +2" in evidence.codes_with_reasons(first).plain and quotations.speaker(first) == "Ali Noon (Minister)"
    )
    assert evidence.codes_with_reasons(second).plain.startswith("party") and quotations.speaker(second) == "Envoy"


def test_up_to_two_hundred_more_are_named_one_by_one(said, compared):
    """Two statements more are named; of more than 200 the address has part and side."""
    few = compared([said("a"), said("b", doc="two")]).statements
    name = few.statement_id.iloc[0].replace(":", "%3A")
    assert f"statement={name}," in quotations.more_line(few)
    many = few.iloc[[0] * 201]
    assert quotations.more_line(many) == '<a href="#rows:part=said&amp;side=USA">and 201 more</a>'


def test_a_phrase_is_found_behind_a_curly_apostrophe(said, compared):
    """The index writes straight apostrophes; the source's own is shown."""
    (row,) = rows(compared([said("the region’s peace")]))
    assert quotations.as_written(row, "region's peace").text == "region’s peace"


def test_repeats_of_other_voices_have_their_card(said, compared):
    """A cited statement of a party that repeats another is shown, as those of the state are."""
    found = compared([said("we value these old ties", voice="party"), said("we value these ties", voice="party")])
    assert evidence.cards(found, *linked(found)).count("<article") == 2
