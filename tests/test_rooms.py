"""Data goes one way: no module imports from a package to its right. And the house stays small."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "positions"
ROOMS = ["countries", "documents", "ingest", "attribution", "coding", "validation", "comparison", "reporting"]
EVERY = sorted(PACKAGE.rglob("*.py"))
MODULES = [path for path in EVERY if path.relative_to(PACKAGE).parts[0] in ROOMS]
MOST_MODULES = 125
MOST_LINES = 400  # of code in a module


def imported_names(source: str) -> set[str]:
    """Return the packages and top-level modules of the project that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute, so that this test sees them"
            if node.module == "positions":
                found |= {alias.name for alias in node.names}
            elif node.module.startswith("positions."):
                found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("positions.")}
    return found


def code_lines(source: str) -> int:
    """Return how many lines hold code: neither blank, nor only a comment, nor part of a docstring."""
    documented = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node, clean=False
        ):
            documented |= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    blank = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in blank:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return len(lines - documented)


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_nothing_comes_from_the_right(path):
    """Rule: a module imports from its own package and those to its left; `documents` does not know `ingest`."""
    room = ROOMS.index(path.relative_to(PACKAGE).parts[0])
    names = imported_names(path.read_text(encoding="utf-8")) & set(ROOMS)
    assert {name for name in names if ROOMS.index(name) > room} == set()


def test_shared_modules_import_no_package():
    """Rule: a top-level module that a package imports imports no package itself, so that no floor is passed by it."""
    wanted = set().union(*(imported_names(path.read_text(encoding="utf-8")) for path in MODULES)) - set(ROOMS)
    shared = [PACKAGE / f"{name}.py" for name in sorted(wanted) if (PACKAGE / f"{name}.py").is_file()]
    assert len(shared) >= 5
    found = {path.name: imported_names(path.read_text(encoding="utf-8")) & set(ROOMS) for path in shared}
    assert {name: rooms for name, rooms in found.items() if rooms} == {}


def test_every_package_has_a_place():
    """Rule: there is no package that the order leaves out."""
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(ROOMS)


def test_the_rooms_are_those_of_the_readme():
    """Rule: the README for whoever changes the code draws the packages in the order that is kept."""
    assert "  ->  ".join(ROOMS) in (PACKAGE / "README.md").read_text(encoding="utf-8")


# An example, the judge in ../shared, and modules of others.
OTHERS = {"NAME.py", "ingest/NAME.py", "score.py", "langid.py", "random.py"}
PROSE = sorted(
    path for path in PACKAGE.parent.rglob("*") if path.suffix in (".md", ".yaml", ".py", ".js", ".j2", ".css")
)


@pytest.mark.parametrize("path", PROSE, ids=[str(path.relative_to(PACKAGE.parent)) for path in PROSE])
def test_what_is_named_is_there(path):
    """Rule: each module that a README, a list of words, a comment or a docstring names exists under this name."""
    text = path.read_text(encoding="utf-8")
    modules = set(re.findall(r"(?<![\w./-])((?:[\w-]+/)*\w+\.py)\b", text)) - OTHERS
    there = {str(each.relative_to(base)) for each in EVERY for base in (PACKAGE, each.parent, PACKAGE.parents[1])}
    beside = [each for each in modules - there if not (ROOT / each).exists() and not (path.parent / each).exists()]
    assert beside == []
    for dotted in re.findall(r"\bpositions(?:\.[a-z_]\w*)+", text):
        parts = dotted.split(".")[1:]
        home = PACKAGE
        while parts and (home / parts[0] / "__init__.py").exists():
            home /= parts.pop(0)
        source = home / f"{parts[0]}.py" if parts and (home / f"{parts[0]}.py").exists() else home / "__init__.py"
        words = re.findall(r"\w+", source.read_text(encoding="utf-8"))
        assert all(part in words or f"{part}.py" == source.name for part in parts), dotted


def test_there_are_not_too_many_modules():
    """Rule: the package has at most 125 modules."""
    assert len(EVERY) <= MOST_MODULES


def test_no_module_is_too_long():
    """Rule: no module has more than 400 lines of code, without comments, docstrings and blank lines."""
    lengths = {str(path.relative_to(PACKAGE)): code_lines(path.read_text(encoding="utf-8")) for path in EVERY}
    assert {name: count for name, count in lengths.items() if count > MOST_LINES} == {}


def test_lines_of_code_are_counted():
    """Rule: docstrings, comments and blank lines do not count; every line of a text or call over several does."""
    above = '"""One.\n\nTwo.\n"""\n\n# three\n'
    assert code_lines(above + 'x = """a\nb\n"""  # four\n') == 3
    assert code_lines(above + 'def f(\n    y,\n):\n    """Five."""\n\n    return y\n') == 4
