"""The codes in word lists, checked against the codebook: an unknown code is refused at its line.

Word lists and codebook are edited by hand. A theme that is renamed in only one of them would be counted under a code
that nobody defined, or never be found for want of words. Nothing is coded until they agree.
"""

from collections.abc import Callable
from functools import cache, partial

from positions.coding.codebook import codebook
from positions.countries.profiles import codes, profile, profile_node
from positions.data_files import Node, entries
from positions.errors import InputError

Shape = Callable[[Node], object] | dict[str, "Shape"]  # what checks a part of a list, or the parts it must have


@cache
def check_word_lists() -> None:
    """Check every word list that names codes, once.

    Raises
    ------
    InputError
        If a list names a code the codebook does not have, lacks one it must have, or has something of the wrong kind;
        with file, line and remedy.
    """
    for (package, name), shape in SHAPES.items():
        _check(entries(package, name), shape)
    for country in codes():
        profile(country)
        parts = profile_node(country).entries("part of a profile")
        for part in ("bodies", "titles", "holders"):
            if part in parts:
                _posts(parts[part])


def _check(node: Node, shape: Shape) -> None:
    """Check that a part of a list has its shape; it may have more than the parts it must have."""
    if not isinstance(shape, dict):
        shape(node)
        return
    parts = node.entries("part of the list")
    if missing := [name for name in shape if name not in parts]:
        raise InputError(node.place, f"the part {missing[0]!r} of the list is missing", "Restore it.")
    for name, below in shape.items():
        _check(parts[name], below)


def known_code(field: str, node: Node) -> str:
    """Return the code at a place in a list, which the codebook must have.

    Parameters
    ----------
    field : str
        A coded field of the codebook.
    node : Node
        The place.

    Raises
    ------
    InputError
        If the codebook has no such code. The error has file, line and the accepted codes.
    """
    code = node.text()
    try:
        return codebook().check(field, code).code
    except InputError as error:
        raise InputError(node.place, f"{field} {error.found}", error.remedy) from None


def _codes(field: str) -> Shape:
    """Return what checks a list of codes, or the codes that words stand for."""

    def check(node: Node) -> None:
        for part in node.texts() if node.is_list else node.entries("word").values():
            known_code(field, part)

    return check


def _of_each(field: str, shape: Shape, is_whole: bool = False) -> Shape:
    """Return what checks what a list has for codes of a field, with ``is_whole`` for every one of them."""

    def check(node: Node) -> None:
        codes = tuple(codebook().fields[field])
        for part in node.entries(f"{field} of the codebook", codes if is_whole else (), codes).values():
            _check(part, shape)

    return check


def _by_kind_of_cue(node: Node) -> None:
    """Check the acts that kinds of cues stand for."""
    kinds = entries("attribution", "cues").entries("part of the list")["kinds"].entries("kind of cue")
    for part in node.entries("kind of cue", optional=tuple(kinds)).values():
        known_code("act", part)


def _phrases(node: Node) -> None:
    """Check the phrases that set terms by what they name."""
    for phrase in node.items():
        for words in phrase.entries("part of a phrase", ("opens", "names"), ("opens", "names", "never")).values():
            words.texts()


def _posts(posts: Node) -> None:
    """Check the institution of each post of a list."""
    for post in posts.items():
        known_code("institution", post.entries("part of a post")["institution"])


def _words(*names: str) -> dict[str, Shape]:
    """Return the shape of parts that are lists of words."""
    return dict.fromkeys(names, Node.texts)


def _anything(node: Node) -> None:
    """Accept what others check."""


_acts = _codes("act")
SHAPES: dict[tuple[str, str], Shape] = {
    ("attribution", "cues"): {"kinds": _anything},
    ("coding", "acts"): {
        "content": _of_each("act", _words("head", "words")),
        **dict.fromkeys(("wanting", "before_noun", "decisive", "foremost", "affirmed", "taking_sides"), _acts),
        "taking_sides_in_speeches": _acts,
        "otherwise": _by_kind_of_cue,
        **_words("wanted", "disputing", "disputed", "finite", "phrasal"),
    },
    ("coding", "stances"): {
        "acts": _of_each("act", partial(known_code, "stance"), is_whole=True),
        **_words("neutral", "strong_favour", "strong_of_ties", "ties", "favour", "disfavour", "strong_disfavour"),
        **_words("attacks", "own_doings", "relation"),
        "elsewhere": _codes("theme"),
    },
    ("coding", "faults"): {
        **_words("deeds", "misdeeds", "bad", "blaming", "favouring", "aside", "theirs", "such"),
        "opening": Node.text,
    },
    ("coding", "themes"): _of_each("theme", _words("strong", "words"), is_whole=True),
    ("coding", "terms"): {
        "condition": {
            **_words("strict", "open", "no_clause", "idle", "about", "imagined", "phrases", "grounds", "ground"),
            **_words("resting", "stated", "negated"),
            "offering": _acts,
            "naming": _phrases,
            **dict.fromkeys(("closes", "verb", "main"), Node.text),
        },
        "label": _words("qualifiers", "nouns", "weak", "fixed"),
    },
    ("attribution", "engagements"): {"channels": _of_each("channel", _anything)},
    ("attribution", "titles"): _posts,
    ("attribution", "speakers"): {"bodies": _posts},
}
