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
