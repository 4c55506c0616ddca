"""The hand coding: read where it is at hand, said to be missing where not; the split is by file name alone."""

import hashlib

import pytest

from positions import cli, validation
from positions.errors import InputError
from positions.validation import handcoding, store


def test_the_half_is_decided_by_the_name():
    """Rule: an odd sha256 of the file name puts an article in the counting half."""
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        odd = int(hashlib.sha256(name.encode()).hexdigest()[-1], 16) % 2
        assert handcoding.half(name) == ("counting" if odd else "looking")


def test_without_hand_coding_nothing_is_touched(monkeypatch, tmp_path, capsys):
    """Rule: `positions validate` says what is missing, leaves the stored files as they are, and is no failure."""
    monkeypatch.setattr(handcoding, "folder", lambda: tmp_path / "none")
    before = store.PATH.read_bytes()
    assert cli.main(["validate"]) == 0
    assert "no hand coding at ../shared/gold: nothing measured" in capsys.readouterr().err
    assert store.PATH.read_bytes() == before
    with pytest.raises(InputError, match="is not there"):
        validation.read()


def test_a_broken_line_is_named(monkeypatch, tmp_path):
    """Rule: hand coding that is not JSON is an error with file and line."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "2025-01-01_app_x.txt").write_text("Headline\n\nBody of the article.\n", encoding="utf-8")
    (tmp_path / "statements.jsonl").write_text('{"kind": "engagement"}\n{"kind": \n', encoding="utf-8")
    monkeypatch.setattr(handcoding, "folder", lambda: tmp_path)
    with pytest.raises(InputError, match=r"statements\.jsonl, line 2"):
        validation.read()
