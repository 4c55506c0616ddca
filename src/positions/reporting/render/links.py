"""Links of a report: from a number to the statements it counts, from a statement to its place in the source.

In a notebook every link is a fragment (``#…``), which leads to something in the notebook itself, or nowhere. When the
page is written, `resolved` turns the fragments that lead out of it into addresses of the report's other pages.
"""

import hashlib
import html
import re
from collections.abc import Collection, Mapping
from urllib.parse import quote

from positions.schemas import LIST_SEPARATOR

STATEMENTS = "statements.html"
EVIDENCE = "evidence"  # the folder of the evidence pages
ANY, NONE = "*", "-"  # in `rows`: the column says something, or nothing

_ROWS = "#rows:"
_PLACE = "#at-"
_FILE = "#file:"
_STATEMENT = re.compile(rf'href="(?:#|{_PLACE})(s-[^"]+)"')
_HREF = re.compile(r'(?<=href=")#([^"]*)(?=")')
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def rows(**chosen: object) -> str:
    """Return the address of the table of statements, showing only some.

    Parameters
    ----------
    **chosen
        For columns of the table a value, or several in a list, of which a row has to have one: ``part``, ``side``,
        ``act``, ``stance``, ``theme`` (a row may have several), ``quote_type``, ``institution``, ``speaker``,
        ``target_basis``, ``condition``, ``label``, ``rung``, ``engagement``, ``document``, ``outlet`` (its code),
        ``month``, ``channel``, ``statement``. `ANY` stands for a column that is not blank, `NONE` for a blank one.
        Words of a source (``condition``, ``label``) are compared without regard to capitals.

    Returns
    -------
    str
        ``#rows:part=said&side=USA&act=praise``. Statements that repeat another are not among those shown, unless
        ``repeats="yes"`` is chosen.
    """
    pairs = ((key, value if isinstance(value, list | tuple) else [value]) for key, value in chosen.items())
    query = "&".join(f"{key}={','.join(quote(str(value), safe='*') for value in values)}" for key, values in pairs)
    return f"{_ROWS}{query}"


def listed(ids: str) -> str:
    """Return the address of the statements that a table lists in a cell."""
    return rows(statement=ids.split(LIST_SEPARATOR))


def file(name: str) -> str:
    """Return the address of a file of the report, as ``documents.csv``."""
    return f"{_FILE}{quote(name)}"


def statement(statement_id: str) -> str:
    """Return the address of a statement: its card if the page has one, else its place in the source."""
    return f"#{anchor(statement_id)}"


def place(name: str, letter: str = "s") -> str:
    """Return the address of a statement's (or, with "e", an engagement's) place in the whole text of its source."""
    return f"{_PLACE}{anchor(name, letter)}"


def anchor(name: str, letter: str = "s") -> str:
    """Return the name of a statement's (or, with "e", an engagement's) spot on a page: ``s-DOCUMENT-653-804``."""
    doc_id, _, span = name.rpartition(":")
    return f"{letter}-{file_stem(doc_id)}-{span}"


def linked_statements(page: str) -> frozenset[str]:
    """Return the anchors of the statements that a part of a page links to, or to whose places it links."""
    return frozenset(_STATEMENT.findall(page))


def file_stem(doc_id: str) -> str:
    """Return the name of a document's evidence page without its ending: safe as a file's name and in an address.

    A name that had to be changed, or has capitals, which some systems do not distinguish from small letters, gets the
    beginning of its sha256 as an ending, so that no two names become the same.
    """
    plain = _PLAIN.sub("-", doc_id)[:80].strip(".-")
    if plain == doc_id.lower() == doc_id:
        return plain
    return f"{plain}-{hashlib.sha256(doc_id.encode()).hexdigest()[:8]}".lstrip("-")


def evidence(name: str, letter: str = "s") -> str:
    """Return the address of a place, seen from the report's folder: ``evidence/DOCUMENT.html#s-653-804``."""
    doc_id, _, span = name.rpartition(":")
    return f"{EVIDENCE}/{file_stem(doc_id)}.html#{letter}-{span}"


def places(statement_ids: Collection[str], engagement_ids: Collection[str] = ()) -> dict[str, str]:
    """Return for the anchors of statements and engagements the addresses of their places."""
    named = [*((name, "s") for name in statement_ids), *((name, "e") for name in engagement_ids)]
    return {anchor(name, letter): evidence(name, letter) for name, letter in named}


def resolved(page: str, known: Mapping[str, str], folder: str = "") -> str:
    """Return a page of a report with the fragments that lead out of it turned into addresses.

    Parameters
    ----------
    page : str
        HTML.
    known : mapping of str to str
        Addresses by anchor (`places`).
    folder : str
        Where the other pages are, seen from this one: ``../NAME/``.

    Returns
    -------
    str
        HTML. A link to a statement that has a card on the page stays a fragment.
    """
    own, folder = set(re.findall(r'\bid="([^"]+)"', page)), html.escape(folder)

    def address(match: re.Match) -> str:
        fragment = match.group()
        if fragment.startswith(_ROWS):
            return f"{folder}{STATEMENTS}#{fragment.removeprefix(_ROWS)}"
        if fragment.startswith(_FILE):
            return folder + fragment.removeprefix(_FILE)
        name = fragment.removeprefix(_PLACE) if fragment.startswith(_PLACE) else match.group(1)
        is_here = name in own and not fragment.startswith(_PLACE)
        return folder + known[name] if name in known and not is_here else fragment

    return _HREF.sub(address, page)
