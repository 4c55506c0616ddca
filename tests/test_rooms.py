"""Data goes one way: no module imports from a room to its right."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "positions"
ROOMS = ["documents", "ingest", "attribution", "coding", "validation", "comparison", "reporting"]
MODULES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))


def rooms_of(source: str) -> set[str]:
    """Return the rooms that a module imports from."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "positions":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("positions."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("positions.")}
    return found & set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_nothing_comes_from_the_right(path):
    """Rule: a module imports from its own room and those to its left."""
    room = ROOMS.index(path.relative_to(PACKAGE).parts[0])
    assert {name for name in rooms_of(path.read_text(encoding="utf-8")) if ROOMS.index(name) > room} == set()


def test_the_rooms_are_those_of_the_readme():
    """Rule: the README draws the rooms in the order that is kept."""
    readme = (PACKAGE.parents[1] / "README.md").read_text(encoding="utf-8")
    assert "  ->  ".join(ROOMS) in readme
