"""What the reader in the making learns from: marks that stand at their words, and made articles that are sound."""

import json
from pathlib import Path

import pytest

from positions import coding
from training.coded import made, placed

MADE = Path(__file__).parents[2] / "src" / "training" / "made.jsonl"
APART = Path(__file__).parents[1] / "benchmarks" / "made.jsonl"


def test_words_of_a_coding_are_found_where_they_belong():
    """Rule: cue, source and relay are those nearest to the content, though the same words stand elsewhere too."""
    text = (
        "He said no\n\nHe said that rain had come. The Foreign Office said on Friday that Minister Asad Mir had "
        "thanked China for its help.\n"
    )
    row = {
        "content": "China for its help",
        "cue": "had thanked",
        "source": "Minister Asad Mir",
        "via": "Foreign Office",
    }
    (mark,) = placed(text, [row])
    found = [text[slice(*span)] for span in (mark.anchor, mark.cue, mark.source, mark.relay, *mark.content)]
    assert found == ["had thanked", "had thanked", "Minister Asad Mir", "Foreign Office", "China for its help"]
    (mark,) = placed(text, [{"content": "rain had come", "cue": "said", "source": "He"}])
    assert mark.cue[0] == text.index("said that") and mark.source[0] == text.index("He said that")


def test_without_a_cue_the_source_is_the_anchor():
    """Rule: behind a headline's colon the source is the anchor, and of a quotation that stands alone its first word."""
    text = "Ties are strong: FO\n\n“We are friends,” he said. “We shall stay so.”\n"
    rows = [
        {"content": "Ties are strong", "cue": "", "source": "FO"},
        {"content": "We shall stay so", "cue": "", "source": ""},
    ]
    anchors = [text[slice(*mark.anchor)] for mark in placed(text, rows)]
    assert anchors == ["FO", "“We"]


@pytest.mark.parametrize(("path", "number"), [(MADE, 568), (APART, 40)])
def test_made_articles_are_coded_by_the_codebook(path, number):
    """Rule: every word of a coding stands in its article, and every code is one of the codebook."""
    book, rows = coding.codebook(), [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        for statement in row["statements"]:
            content = statement["content"]
            pieces = content if isinstance(content, list) else [content]
            for said in (*pieces, statement["cue"], statement["source"], statement["condition"], statement["label"]):
                assert said in row["text"]
            assert statement["act"] in book.acts and set(statement["themes"]) <= set(book.themes)
            assert statement["institution"] in book.institutions and statement["stance"] in range(-2, 3)
    assert len(rows) == number and len({row["file"] for row in rows}) == len(rows)
    assert 0.15 < sum(not row["statements"] for row in rows) / len(rows) < 0.4


def test_made_articles_apart_are_not_learned_from():
    """Rule: no article that thresholds are chosen on is among those that the network learns from."""
    texts = {text for text, _ in made(MADE).values()}
    assert texts.isdisjoint(text for text, _ in made(APART).values())


def test_made_articles_are_not_those_that_test_the_kinds():
    """Rule: no sentence of an article that tests what is found is among those that are learned from."""
    tested = (Path(__file__).parents[1] / "attribution" / "kinds.yaml").read_text(encoding="utf-8")
    for text, _ in made(MADE).values():
        assert not any(line.strip() in tested for line in text.split("\n") if len(line.split()) > 5)
