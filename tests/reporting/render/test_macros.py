"""HTML is written by the macros of the templates."""

import ast
import re
from pathlib import Path

import lxml.html.defs
import pytest

REPORTING = Path(__file__).parents[3] / "src" / "positions" / "reporting"
OUTSIDE = sorted(path for path in REPORTING.rglob("*.py") if "render" not in path.relative_to(REPORTING).parts)
TAG = re.compile(r"</?([a-z]+[1-6]?)\b[^<>]*>")


def markup_in(source: str) -> list[str]:
    """The texts of a module, without docstrings, that hold an element of HTML."""
    tree = ast.parse(source)
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found = [node.value for node in texts if id(node) not in documented]
    return [text for text in found if set(TAG.findall(text)) & lxml.html.defs.tags]


@pytest.mark.parametrize("path", OUTSIDE, ids=[str(path.relative_to(REPORTING)) for path in OUTSIDE])
def test_html_is_written_by_macros(path):
    """Rule: no module of `reporting` outside `render` holds a piece of HTML."""
    assert markup_in(path.read_text(encoding="utf-8")) == []


def test_a_piece_of_html_is_seen():
    """Rule: a tag is seen in a text and in what is formatted, and not in a docstring or where it is no element."""
    found = markup_in('"""<p>"""\nx = f"<b>{y}</b>"\nz = "a <br> b"\n')
    assert sorted(found) == ["</b>", "<b>", "a <br> b"]
    assert markup_in('x = "<cell>"\ny = "1 < 2 > 0"\n') == []
