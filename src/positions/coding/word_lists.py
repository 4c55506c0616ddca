"""The codes in word lists, checked against the codebook: an unknown code is refused at its line.

Word lists and codebook are edited by hand. A theme that is renamed in only one of them would be counted under a code
that nobody defined, or never be found for want of words. Nothing is coded until they agree.
"""

from functools import cache

from positions.coding.codebook import codebook
from positions.countries.profiles import codes, profile, profile_node
from positions.data_files import Node, entries
from positions.errors import InputError

ACT, THEME = ("head", "words"), ("strong", "words")
ACT_WORDS = ("wanted", "disputing", "disputed")
FAULTS = ("deeds", "misdeeds", "bad", "blaming", "favouring", "aside", "theirs", "such")
TERMS = {
    "condition": (
        *("strict", "open", "no_clause", "idle", "about", "offering", "imagined", "phrases", "grounds", "ground"),
        *("resting", "stated", "negated"),
    ),
    "label": ("qualifiers", "nouns", "weak", "fixed"),
}
TEXTS = {"condition": ("closes", "verb", "main"), "label": ()}
FAVOUR = ("neutral", "strong_favour", "favour", "disfavour", "strong_disfavour")


@cache
def check_word_lists() -> None:
    """Check every word list that names codes, once.

    Raises
    ------
    InputError
        If a list names a code the codebook does not have, lacks one it must have, or has something of the wrong kind;
        with file, line and remedy.
    """
    _acts(entries("coding", "acts"))
    _stances(entries("coding", "stances"))
    _lists(entries("coding", "faults"), FAULTS, ("opening",))
    for theme in _by_code("theme", entries("coding", "themes"), is_whole=True).values():
        _lists(theme, THEME)
    for name, part in _parts(entries("coding", "terms"), tuple(TERMS)).items():
        _lists(part, TERMS[name], TEXTS[name])
        if name == "condition":
            _conditions(part)
    _by_code("channel", _parts(entries("attribution", "engagements"), ("channels",))["channels"])
    _posts(entries("attribution", "titles"))
    _posts(_parts(entries("attribution", "speakers"), ("bodies",))["bodies"])
    for country in codes():
        profile(country)
        parts = profile_node(country).entries("part of a profile")
        for part in ("bodies", "titles", "holders"):
            if part in parts:
                _posts(parts[part])


def _parts(node: Node, required: tuple[str, ...]) -> dict[str, Node]:
    """Return the parts of a list, which may have more than the required ones."""
    parts = node.entries("part of the list")
    if missing := [name for name in required if name not in parts]:
        raise InputError(node.place, f"the part {missing[0]!r} of the list is missing", "Restore it.")
    return parts


def _acts(node: Node) -> None:
    """Check the words of acts: besides words every part is a list of acts, or says which act something comes to."""
    parts = _parts(node, ("content", "wanting", "before_noun", "decisive", "otherwise", *ACT_WORDS))
    for name in ACT_WORDS:
        parts.pop(name).texts()
    for act in _by_code("act", parts.pop("content")).values():
        _lists(act, ACT)
    kinds = _parts(entries("attribution", "cues"), ("kinds",))["kinds"].entries("kind of cue")
    parts["otherwise"].entries("kind of cue", optional=tuple(kinds))
    for part in parts.values():
        listed = part.texts() if part.is_list else part.entries("word").values()
        for code in listed:
            known_code("act", code)


def _stances(node: Node) -> None:
    """Check the words of stances."""
    parts = _parts(node, ("acts", *FAVOUR))
    for stance in _by_code("act", parts.pop("acts"), is_whole=True).values():
        known_code("stance", stance)
    for words in parts.values():
        words.texts()


def _conditions(node: Node) -> None:
    """Check the acts of offers, and the phrases that set terms by what they name."""
    parts = _parts(node, ("offering", "naming"))
    for act in parts["offering"].texts():
        known_code("act", act)
    for phrase in parts["naming"].items():
        for words in phrase.entries("part of a phrase", ("opens", "names"), ("opens", "names", "never")).values():
            words.texts()


def _posts(posts: Node) -> None:
    """Check the institution of each post of a list."""
    for post in posts.items():
        known_code("institution", post.entries("part of a post")["institution"])


def _by_code(field: str, node: Node, is_whole: bool = False) -> dict[str, Node]:
    """Return what a list has for each code of a field; with ``is_whole`` it must have every code."""
    codes = tuple(codebook().fields[field])
    return node.entries(f"{field} of the codebook", codes if is_whole else (), codes)


def _lists(node: Node, lists: tuple[str, ...], texts: tuple[str, ...] = ()) -> None:
    """Check that a part has its lists of words and its single expressions."""
    parts = _parts(node, (*lists, *texts))
    for name in lists:
        parts[name].texts()
    for name in texts:
        parts[name].text()


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
