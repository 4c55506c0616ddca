"""The hand coding: read where it is at hand, said to be missing where not; the split is by file name alone."""

import hashlib

import pytest

from positions import cli, coding, validation
from positions.errors import InputError
from positions.validation import hand_coding, stored_figures


def test_the_part_is_decided_by_the_name():
    """Rule: the outlet goes before the month, and the month before the sha256 of the name."""
    assert (
        hand_coding.part_of("2025-04-02_tribune_x.txt")
        == hand_coding.part_of("2025-01-02_thenews_x.txt")
        == "other outlets"
    )
    assert (
        hand_coding.part_of("2025-04-02_dawn_x.txt") == hand_coding.part_of("2025-04-30_app_x.txt") == "another month"
    )
    names = [f"2025-01-{day:02}_dawn_x.txt" for day in range(1, 32)]
    for name in names:
        is_kept = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 12 == 0
        assert hand_coding.part_of(name) == ("development" if is_kept else "learned")


def test_what_was_looked_at_is_not_counted(at_hand):
    """Rule: an article that rules were written beside is for development: those listed, and all of the older coding."""
    listed = hand_coding.PRESS_CODINGS.with_name("seen.txt").read_text(encoding="utf-8").splitlines()
    seen = {line for line in listed if not line.startswith("#")}
    assert seen and {hand_coding.part_of(file) for file in seen} == {"development"}
    older = {path.name for path in (hand_coding.gold_folder() / "documents").glob("*.txt")}
    assert not (seen | older) & set(at_hand.files)


def test_what_is_counted_was_not_learned_from(at_hand):
    """Rule: no article that is counted, nor one with the same opening words, is among those that were learned from."""
    learned = hand_coding.coded_articles(hand_coding.LEARNED)
    opening = {" ".join(text.split()[20:40]) for text, *_ in learned.values()}
    assert learned and not set(learned) & set(at_hand.files)
    counted = {" ".join(document.text.split()[20:40]) for document in at_hand.hand.documents}
    assert not counted & opening
    assert {hand_coding.part_of(file) for file in at_hand.files} == set(hand_coding.PARTS)


def test_codings_hold_no_words_of_the_press(at_hand):
    """Rule: no run of eight words of a statement is in the codings that the project holds; names of offices may be."""
    stored = hand_coding.PRESS_CODINGS.read_text(encoding="utf-8").lower()
    for rows in at_hand.hand.merged.values():
        for row in rows:
            words = str(row["content"]).lower().split()
            assert not any(" ".join(words[i : i + 8]) in stored for i in range(len(words) - 7))


def test_codings_are_allowed_and_lead_back_to_words(at_hand):
    """Rule: every code is one of the codebook, and every place of a coding holds words of its text."""
    book, texts = coding.codebook(), at_hand.hand.texts()
    for one in hand_coding.read_readings():
        for statement in one["statements"]:
            assert statement["act"] in book.acts and set(statement["themes"]) <= set(book.themes)
            assert statement["institution"] in book.institutions and statement["stance"] in range(-2, 3)
        for record in hand_coding.records_of(one, texts[one["file"]]) if one["file"] in texts else ():
            assert all(
                piece.strip()
                for piece in ([record["content"]] if isinstance(record["content"], str) else record["content"])
            )


def test_two_readings_are_merged():
    """Rule: what both have is kept with both codes; what one alone has is optional."""
    text = "The minister said the road was open and the envoy thanked the city."
    first = [_coded(text, "the road was open", act="state")]
    second = [_coded(text, "the road was open", act="praise"), _coded(text, "the city", act="praise")]
    both, alone = hand_coding.merged_readings(first, second, text)
    assert both["act"] == "state" and both["also"] == {"act": ["praise"]} and "optional" not in both
    assert alone["content"] == "the city" and alone["optional"]


def _coded(text, words, **codes):
    """Return a record of some words."""
    at = text.index(words)
    return {
        "file": "x.txt",
        "content": words,
        "spans": [[at, at + len(words)]],
        "cue": "",
        "themes": ["defence"],
    } | codes


def test_without_hand_coding_nothing_is_touched(monkeypatch, tmp_path, capsys):
    """Rule: `positions validate` says what is missing, leaves the stored files as they are, and is no failure."""
    monkeypatch.setattr(hand_coding, "gold_folder", lambda: tmp_path / "none")
    before = stored_figures.STORED_FILE.read_bytes()
    assert cli.main(["validate"]) == 0
    assert "there is no hand coding at ../shared/gold: nothing was measured" in capsys.readouterr().err
    assert stored_figures.STORED_FILE.read_bytes() == before
    with pytest.raises(InputError, match="does not exist"):
        validation.read()


def test_a_broken_line_is_named(monkeypatch, tmp_path):
    """Rule: hand coding that is not JSON is an error with file and line."""
    for folder in (tmp_path / "more" / "documents", tmp_path.parent / "corpora"):
        folder.mkdir(parents=True, exist_ok=True)
    (tmp_path / "more" / "statements.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "2025-01-01_app_x.txt").write_text("Headline\n\nBody of the article.\n", encoding="utf-8")
    (tmp_path / "statements.jsonl").write_text('{"kind": "engagement"}\n{"kind": \n', encoding="utf-8")
    monkeypatch.setattr(hand_coding, "gold_folder", lambda: tmp_path)
    with pytest.raises(InputError, match=r"statements\.jsonl, line 2"):
        validation.read()
