"""Which SVG may stand inside a page: the reports' own drawings, and nothing that could run, load or cover anything."""

import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "g", "defs", "clipPath", "path", "rect", "use", "text", "tspan", "a", "title", "desc"}
WORDS = {"title", "desc"}  # in HTML these may hold anything: here only text
ATTRIBUTES = {"id", "role", "style", "tabindex", "d", "x", "y", "width", "height", "viewBox", "transform"}
ATTRIBUTES |= {"href", "clip-path", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"}
PROPERTIES = {"fill", "stroke", "opacity", "font", "text-anchor"}
FAMILIES = ("fill-", "stroke-", "font-")

_UNFIT = re.compile(r"<[!?]")  # entities, processing instructions, comments
_URL = re.compile(r"url\(#[\w-]+\)")
_OWN = re.compile(r"f[0-9a-f]{10}-[\w.-]+")  # a drawing's names, which are none of the page's
_PLAIN = re.compile(r"[\w\s.,%#()'+-]*")  # no colon, so no address; no backslash, so nothing that hides one


def inline(svg: str) -> str:
    """Return a drawing as it may stand inside a page; blank for any other picture.

    Parameters
    ----------
    svg : str
        An SVG of whatever origin: notebooks may be made by anyone.

    Returns
    -------
    str
        Written anew from what was read, so that a browser's reader of HTML sees what this reader of XML saw. Blank when
        it is not well-formed, does not begin with a title and a description, or has what `figures` never draws.
    """
    if _UNFIT.search(svg):
        return ""
    try:
        root = ET.fromstring(svg)
    except ET.ParseError:
        return ""
    if [child.tag for child in root[:2]] != [f"{SVG}title", f"{SVG}desc"] or not all(map(_is_drawn, root.iter())):
        return ""
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
    root.attrib = {"xmlns": SVG[1:-1]} | root.attrib
    return ET.tostring(root, encoding="unicode")


def _is_drawn(element: ET.Element) -> bool:
    """Tell whether an element is of the kinds that figures are drawn with."""
    kind = element.tag.removeprefix(SVG)
    known = element.tag.startswith(SVG) and kind in ELEMENTS and not (kind in WORDS and len(element))
    return known and all(_is_harmless(name, value, kind) for name, value in element.attrib.items())


def _is_harmless(name: str, value: str, kind: str) -> bool:
    """Tell whether an attribute is known and leads nowhere but to the page's own places."""
    if name not in ATTRIBUTES:
        return False
    if name == "id":
        return bool(_OWN.fullmatch(value))
    if name == "href":
        return value.startswith("#") and kind in ("a", "use")
    if name == "clip-path":
        return bool(_URL.fullmatch(value))
    if name == "style":
        return all(_is_look(part) for part in value.split(";") if part.strip())
    return True


def _is_look(part: str) -> bool:
    """Tell whether a declaration of style concerns only how a shape or a letter looks."""
    name, _, value = (piece.strip() for piece in part.partition(":"))
    known = name in PROPERTIES or name.startswith(FAMILIES)
    return known and bool(_PLAIN.fullmatch(value)) and "url(" not in value
