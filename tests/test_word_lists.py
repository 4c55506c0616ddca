"""The word lists are YAML that every reader of YAML reads alike."""

from pathlib import Path

import pytest
import yaml

LISTS = sorted((Path(__file__).parents[1] / "src" / "positions").rglob("*.yaml"))


@pytest.mark.parametrize("path", LISTS, ids=[path.name for path in LISTS])
def test_both_loaders_read_the_same(path):
    """Rule: PyYAML's own loader, used where its C library is missing, gives what the fast one gives."""
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.mark.parametrize("path", LISTS, ids=[path.name for path in LISTS])
def test_every_word_is_a_word(path):
    """Rule: "no" and "on" in a list are words; without quotation marks YAML reads them as false and true."""
    assert not [
        words for words in lists(yaml.safe_load(path.read_text(encoding="utf-8"))) for w in words if w in (True, False)
    ]


def lists(value):
    """Yield every list within a value."""
    if isinstance(value, dict):
        for part in value.values():
            yield from lists(part)
    elif isinstance(value, list):
        yield value
        for part in value:
            yield from lists(part)
