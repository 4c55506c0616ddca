"""YAML files with line numbers: files of the user, and the lists that come with the package.

An ordinary loader silently drops a key that is given twice and forgets where a value stands. A `Node` knows its line,
so that a message can name it. `entries` and `lexicon` read the lists of the package: word lists, offices, codes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from positions.errors import InputError

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """A part of a YAML file.

    Attributes
    ----------
    file : str
        The file, as messages name it.
    node : yaml.Node
        What stands there.
    """

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line it starts on, the first being 1."""
        return self.node.start_mark.line + 1

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}, line {self.line}"

    @property
    def is_list(self) -> bool:
        """Tell whether a list stands here."""
        return isinstance(self.node, yaml.SequenceNode)

    def value(self) -> str:
        """Return the text here as it is written, blank if there is none; "no" and 2022-07-29 are text as well."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise InputError(self.place, "is not a single text", "Write one text; quote it if it holds a colon.")
        is_null = self.node.tag == "tag:yaml.org,2002:null" and self.node.style is None
        return "" if is_null else self.node.value.strip()

    def text(self) -> str:
        """Return the text of this part, which may not be blank."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.value():
            raise InputError(self.place, "a text is missing", "Write one; quote it if it holds a colon and a space.")
        return self.value()

    def pattern(self) -> str:
        """Return the text of this part, which must be a regular expression."""
        try:
            re.compile(self.text())
        except re.error as error:
            remedy = f"Correct it ({error}); put a backslash before a bracket or sign that stands for itself."
            raise InputError(self.place, f"{self.text()!r} is not a regular expression", remedy) from None
        return self.text()

    def texts(self) -> list["Node"]:
        """Return the parts of a list, which may be empty. Each part is a text, not a number, a date or a "no"."""
        if not self.is_list:
            raise InputError(self.place, "is not a list", "Put it between square brackets.")
        for part in self.items():
            if part.node.tag != "tag:yaml.org,2002:str":
                raise InputError(part.place, f"{part.data()!r} is not text", "Put it between quotation marks.")
        return self.items()

    def items(self) -> list["Node"]:
        """Return the parts of a list; a text alone is a list of one."""
        if self.is_list:
            return [Node(self.file, part) for part in self.node.value]
        return [self]

    def entries(self, kind: str, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """Return the entries below this part by name.

        Parameters
        ----------
        kind : str
            What an entry is called in a message.
        required : tuple of str
            Names that must be there. They come first, in this order.
        optional : tuple of str
            Names that may be there too. If either argument is given, no other name is accepted.
        """
        if not isinstance(self.node, yaml.MappingNode) or not self.node.value:
            raise InputError(
                self.place, f"a {kind} is missing", f"Give one {kind} a line: its name, a colon, its text."
            )
        accepted, found = (*required, *optional), {}
        for key, value in self.node.value:
            name, place = str(key.value), f"{self.file}, line {key.start_mark.line + 1}"
            if name in found:
                raise InputError(place, f"the {kind} {name!r} is given twice", "Keep one of them.")
            if accepted and name not in accepted:
                raise InputError(place, f"unknown {kind} {name!r}", f"Accepted: {', '.join(accepted)}.")
            found[name] = Node(self.file, value)
        if missing := [name for name in required if name not in found]:
            raise InputError(self.place, f"the {kind} {missing[0]!r} is missing", f"Give all of {', '.join(required)}.")
        return {name: found[name] for name in (accepted or found) if name in found}

    def refuse_repeated(self) -> None:
        """Raise InputError if a key stands twice in one mapping, here or anywhere below."""
        for part in self._parts():
            if isinstance(part.node, yaml.MappingNode) and part.node.value:
                part.entries("key")

    def scalars(self) -> list["Node"]:
        """Return every single value, here and below."""
        return [part for part in self._parts() if isinstance(part.node, yaml.ScalarNode)]

    def _parts(self) -> Iterator["Node"]:
        """Yield this part and all below it, in order."""
        yield self
        below = self.node.value if isinstance(self.node, yaml.CollectionNode) else ()
        for part in below:
            yield from Node(self.file, part[1] if isinstance(part, tuple) else part)._parts()

    def data(self) -> Any:
        """Return the same as an ordinary loader gives it: dicts, lists, texts, numbers."""
        return yaml.constructor.SafeConstructor().construct_document(self.node)


def read_yaml(path: Path, if_empty: str = "") -> Node | None:
    """Read a YAML file.

    Parameters
    ----------
    path : Path
        The file, as messages name it.
    if_empty : str
        What to do about an empty file, which is an error then.

    Returns
    -------
    Node or None
        All of it; None when it is empty.

    Raises
    ------
    InputError
        If it is not YAML, not text in UTF-8, or empty; with the line.
    """
    file = str(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=Loader)
    except UnicodeDecodeError:
        raise InputError(file, "is not text in UTF-8", "Save it as plain text in UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}, line {mark.line + 1}" if mark else file
        raise InputError(place, "is not YAML", "Correct the line; quote text that holds a colon and a space.") from None
    if node is None and if_empty:
        raise InputError(file, "is empty", if_empty)
    return node and Node(file, node)


PACKAGE = Path(__file__).parent


@cache
def entries(package: str, name: str) -> Node:
    """Return the parts of ``name.yaml`` in a package, which know their lines; read once.

    Parameters
    ----------
    package : str
        A package below ``positions``: ``attribution``, ``coding``.
    name : str
        The file's name without its ending.

    Raises
    ------
    InputError
        If the file is not YAML, is empty, or has a key twice in one mapping; with file, line and remedy.
    """
    root = read_yaml(PACKAGE / package / f"{name}.yaml", "Restore it from the project's history.")
    root.refuse_repeated()
    return root


@cache
def lexicon(package: str, name: str) -> Any:
    """Return what ``name.yaml`` in a package holds: dicts, lists, texts (see `entries`)."""
    return entries(package, name).data()


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """Put the parts named in braces into a pattern; ``\\d{4}`` is not a name, and what names no part stays."""
    return re.sub(r"\{([a-z_]+)\}", lambda name: parts.get(name.group(1), name.group()), pattern)


CODING_LISTS = ("acts", "faults", "stances", "themes", "terms")
NEVER = "(?!)"  # an expression that matches nothing


@cache
def _compiled(patterns: tuple[str, ...], behind: str = r"(?![\w-])") -> re.Pattern:
    """Return one expression for all patterns as whole words, followed by what has to stand behind them."""
    words = "|".join(patterns) if patterns else NEVER
    try:
        return re.compile(rf"(?<![\w-])(?:{words}){behind}", re.IGNORECASE)
    except re.error:
        parts = [part for name in CODING_LISTS for part in entries("coding", name).scalars()]
        # Those given first, then all: a pattern may be put together of several (`filled`).
        for part in (*(part for part in parts if part.value() in patterns), *parts):
            part.pattern()  # raises InputError, with file and line, if it is this one
        raise


def first_match(patterns: Iterable[str], text: str) -> re.Match | None:
    """Return the first place where one of the patterns matches whole words, or None."""
    return _compiled(tuple(patterns)).search(text)


def match_at_start(patterns: Iterable[str], text: str) -> re.Match | None:
    """Return the match of one of the patterns at the start of the text, or None."""
    return _compiled(tuple(patterns)).match(text)


def all_matches(patterns: Iterable[str], text: str) -> list[re.Match]:
    """Return all places where one of the patterns matches whole words."""
    return list(_compiled(tuple(patterns)).finditer(text))


def match_before(patterns: Iterable[str], text: str, at: int, between: int = 0) -> re.Match | None:
    """Return the match of one of the patterns before a place, with at most so many words between, or None."""
    return _compiled(tuple(patterns), rf"(?: [\w’'-]+){{0,{between}}} $").search(text[:at])
