"""What the notebook of wording shows: exact words, numbers that lead to statements, and no more than the texts bear."""

import re
from urllib.parse import unquote

import pytest

from positions.comparison import Parameters, compare
from positions.comparison.keywords import find_keywords
from positions.reporting.render import links
from positions.reporting.render.markup import View
from positions.reporting.render.svg import Drawing
from positions.reporting.sections import counts, engagements, keywords, terms, wording
from quotes import quoted_words

HEARD = {"speaker_country": "USA", "target": "PAK", "speaker": "C. Doe", "office": "Envoy"}
MAKERS = (keywords.by_side, keywords.concordance, terms.names_over_time, wording.formulas_used, wording.formula_changes)
MAKERS += (
    counts.shared_wording,
    terms.commitments,
    engagements.wording_of_replies,
    engagements.wording_of_both_sides,
    engagements.dialogues,
)
HOSTILE = "<script>alert(1)</script> iron brothers"


@pytest.fixture(scope="module")
def seed():
    """The seed's comparison."""
    return compare(Parameters())


@pytest.fixture
def many(said, compared):
    """Six documents to either side, steel and the terms of trade to the one, rice to the other."""
    rows = [said("steel on fair terms", doc=f"u{i}", condition="on fair terms", act="commit") for i in range(6)]
    rows += [said("rice", doc=f"c{i}", target="CHN") for i in range(6)]
    return compared(rows, minimum=6)


def sentences(comparison) -> dict[str, str]:
    """Return the findings' sentences by topic."""
    return {f.topic: f.sentence.plain for f in wording.derive_findings(comparison).items}


def test_the_seed_reads_as_a_note_on_one_article(seed):
    """Rule: one article has no keyword and no change; its names and formulas are quoted, nothing is a pattern."""
    text = sentences(seed)
    assert text["Words that mark"].startswith("Too few to compare: 3 statements to the United States and 3")
    assert text["New and dropped"].startswith("Which formulas are new or dropped cannot be told")
    assert "To the United States alone: ‹multi-faceted› (2), ‹mutually beneficial› (1)." in text["Standing formulas"]
    assert "‹strategic partnership›" in text["Standing formulas"].split("To China alone")[1]
    assert text["Same wording"].startswith("Nothing but standing formulas is said to both in the same words.")
    assert "play his role for further improvement" in text["Replies alike"]
    assert "Names over time" not in text and "%" not in repr(wording.derive_findings(seed))


def test_every_quoted_word_stands_in_its_statement(seed, many):
    """Rule: words of findings are found in the statement they link to, letter for letter."""
    for comparison in (seed, many):
        contents = {links.anchor(row.statement_id): row.content for row in comparison.statements.itertuples()}
        quoted = [each for f in wording.derive_findings(comparison).items for each in quoted_words(f.sentence)]
        assert quoted
        assert all(words in contents[name] for name, words in quoted)


@pytest.mark.parametrize("make", MAKERS)
def test_words_of_documents_never_run(said, talk, compared, make):
    """Rule: script in a statement, its name and its terms is shown as text everywhere."""
    fields = {"condition": "<script>alert(1)</script>", "label": HOSTILE, "engagement": "m", "act": "commit"}
    rows = [said(HOSTILE, doc=f"d{i}", target=side, **fields) for i, side in enumerate(("USA", "CHN") * 3)]
    rows += [said(HOSTILE, doc="d0", **HEARD | {"engagement": "m"})]
    for minimum in (3, 31):
        markup = make(compared(rows, [talk("m", "USA", doc="d0")], minimum=minimum))
        assert "<script" not in markup


def test_every_number_leads_to_as_many_statements(seed, many):
    """Rule: a number of statements is a link to just the statements it counts."""
    for comparison in (seed, many):
        makers = (
            keywords.by_side,
            wording.formulas_used,
            terms.names_over_time,
            counts.shared_wording,
            engagements.wording_of_replies,
        )
        found = [link for make in makers for link in _links(make(comparison))]
        assert found
        known = set(comparison.statements.statement_id)
        assert all(set(ids) <= known and n <= len(ids) for ids, n in found)
        counted = [link for link in _links(counts.shared_wording(seed))]
        assert all(len(ids) == n for ids, n in counted)


def _links(markup: str) -> list[tuple[list[str], int]]:
    """Return the statements each number leads to, and the number."""
    found = re.findall(r'href="#rows:statement=([^"]+)"[^>]*>(\d+)</a>', markup)
    return [([unquote(name) for name in ids.split(",")], int(n)) for ids, n in found]


def test_the_ladder_quotes_the_terms(seed, many):
    """Rule: the number of statements with terms leads to them, the terms stand beside it, once each."""
    shown = terms.commitments(many)
    line = next(line for line in shown.plain.splitlines() if line.startswith("pledge"))
    assert line == "pledge | 6; ‹on fair terms› | – | – | –"
    assert "#rows:part=said&amp;side=USA&amp;rung=pledge&amp;condition=*" in shown
    assert "United States (6), with terms" in shown.plain
    assert "‹based on common interests›" in terms.commitments(seed).plain


def test_without_statements_there_is_no_ladder(said, compared):
    """Rule: where nobody speaks for the state to either side a sentence says so."""
    shown = terms.commitments(compared([said("it hopes", speaker_country="OTHER")]))
    assert "nothing to place" in shown.plain and "<table" not in shown


def test_without_terms_the_ladder_says_so(said, compared):
    """Rule: a table in which nobody sets terms says it."""
    assert "No statement to either sets terms." in terms.commitments(compared([said("rice")])).plain


def test_keywords_come_with_what_chance_gives(many):
    """Rule: the table says how many words were tested, how many pass, how many pass when shuffled, which go beyond."""
    plain = keywords.by_side(many).plain
    assert set(find_keywords(many).phrase) == {
        "rice",
        "steel on fair terms",
    }  # the latter all there is of four words: z = 0
    assert "Of 2 words and phrases tested, 1 have a z-score above 1.96;" in plain
    assert "none do on average (1000 shuffles)" in plain
    assert re.search(r"^rice \| China \| \d\.\d\d \* \| – \| – \| 6 \| 6$", plain, re.MULTILINE)


def test_the_figure_s_words_lead_to_their_statements(many):
    """Rule: each word drawn is a link to the statements that have it, and the alternative has the numbers drawn."""
    drawn = keywords.figure(many)
    assert isinstance(drawn, Drawing)
    hrefs = re.findall(r'href="#rows:statement=([^"]+)"', drawn.svg)
    assert {len(ids.split(",")) for ids in hrefs} == {6}
    assert "rice" in drawn.alternative and "(6 statements)" in drawn.alternative
    assert drawn.svg == keywords.figure(many).svg


def test_nothing_is_drawn_of_one_article(seed):
    """Rule: with too few statements, or one day, there is a sentence instead of a picture."""
    assert isinstance(keywords.figure(seed), View)
    assert isinstance(terms.names_figure(seed), View)


def test_names_are_drawn_by_day(said, compared):
    """Rule: a mark for each day a name was seen, leading to its statements; in words in the alternative."""
    rows = [said("iron ties", label="iron ties", doc="a", published="2030-01-01", target="CHN")]
    rows += [said("iron ties", label="Iron ties", doc="b", published="2030-03-01", target="CHN")]
    drawn = terms.names_figure(compared(rows))
    assert "China, iron ties (by Pakistan): 2, 2030-01-01 to 2030-03-01" in drawn.alternative
    assert drawn.svg.count('href="#rows:statement=a') >= 1


def test_a_dialogue_tells_what_is_shared_and_what_is_passed_over(said, talk, compared):
    """Rule: below a dialogue of both sides stand the wording of both and the themes by who speaks of them."""
    rows = [said("clean water now", engagement="m", themes="nuclear")]
    rows += [said("clean water", engagement="m", themes="afghanistan", **HEARD)]
    plain = engagements.dialogues(compared(rows, [talk("m", "USA")])).plain
    assert "Wording of both: ‹clean water› (Pakistan first)." in plain
    assert "who said them first" in plain
    assert "Themes of Pakistan alone: nuclear (1); United States alone: Afghanistan (1)." in plain
    assert "Themes of" not in engagements.dialogues(compared(rows[:1], [talk("m", "USA")])).plain


def test_trivial_words_are_not_trumpeted(said, compared):
    """Rule: two words said once to a side are in the table and not in the finding."""
    rows = [said("clean water", act="affirm"), said("clean water", act="affirm", target="CHN")]
    assert "clean water" in counts.shared_wording(compared(rows)).plain
    text = sentences(compared(rows))["Same wording"]
    assert text == "Beyond standing formulas, both are given the same words in 1 phrase of two words, said once to one."


def test_changes_say_what_they_rest_on(said, compared):
    """Rule: numbers of documents in either period, and no change claimed that chance could make."""
    rows = [
        said("iron brothers" if month == 1 and i < 9 else "rice", target="CHN", doc=f"{month}-{i}", published=day)
        for month in (1, 2)
        for i in range(10)
        for day in [f"2030-0{month}-{i + 1:02}"]
    ]
    comparison = compared(rows)
    text = sentences(comparison)["New and dropped"]
    assert text == "To China, 2030-02 (10 documents) against 2030-01 (10): iron brothers, dropped (9 and 0)."
    assert "iron brothers | 9 | – | 9 | dropped | yes" in wording.formula_changes(comparison).plain
    assert "To the United States: no two months" in wording.formula_changes(comparison).plain
    assert [(len(ids), n) for ids, n in _links(wording.formula_changes(comparison))] == [(9, 9), (9, 9)]


def test_terms_and_names_lead_to_their_statements(seed):
    """Rule: the number beside terms or a name leads to the statements that have those words."""
    markup = terms.as_quoted(seed)
    assert "#rows:part=said&amp;side=USA&amp;condition=based%20on%20common%20interests" in markup
    assert "#rows:part=said&amp;side=CHN&amp;label=strategic%20partnership" in markup


@pytest.mark.parametrize("make", MAKERS)
def test_an_empty_comparison_breaks_nothing(said, compared, make):
    """Rule: without a statement under comparison every section is a sentence."""
    comparison = compared([said("it hopes", speaker_country="OTHER")])
    assert make(comparison).plain
    assert repr(wording.derive_findings(comparison)) is not None


def test_terms_of_joint_statements_are_listed_apart(said, compared):
    """Rule: terms in a joint statement stand in a line of their own and lead to it."""
    rows = [said("as equals", condition="as equals"), said("as equals", condition="as equals", speaker_country="JOINT")]
    markup = terms.as_quoted(compared(rows))
    assert [f"#rows:part={part}&amp;side=USA&amp;condition=as%20equals" in markup for part in ("said", "joint")] == [
        True,
        True,
    ]


def test_of_nine_terms_one_is_left(said, compared):
    """Rule: a cell quotes eight terms and says how many more there are."""
    rows = [said(f"on terms {letter}", condition=f"terms {letter}", doc=letter) for letter in "abcdefghi"]
    assert "and 1 more" in terms.commitments(compared(rows)).plain
