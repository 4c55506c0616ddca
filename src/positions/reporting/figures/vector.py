"""matplotlib's SVG made fit to stand inside a page: colours of the page's style, names of its own, links with names."""

import hashlib
import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

from positions.reporting import names

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
# Said once of the whole figure: matplotlib says the strokes of `*`, which inside a page is all of it, and the letters
# of every text.
ALWAYS = "stroke-linejoin: round; stroke-linecap: butt; font-size: 10px; "
ALWAYS += "font-family: var(--figure-letters, 'DejaVu Sans', Verdana, sans-serif)"

_LONG = re.compile(r"\d+\.\d{3,}")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
_OWN = re.compile(r"(?<=#)[\w.-]+")


def vector(svg: str, alternative: str) -> str:
    """Return a figure of matplotlib's as it stands in pages and notebooks.

    Parameters
    ----------
    svg : str
        As ``savefig`` writes it; an address may be followed by a space and the link's name.
    alternative : str
        What it shows. Names (``id``) begin with a part of its sha256, so that those of two figures never meet.

    Returns
    -------
    str
        One ``svg`` element. Colours of the reports are variables of the pages' style with the colour itself to fall
        back on, as where that style is not: there the figure stands on white.
    """
    root, alternative = ET.fromstring(_UNFIT.sub("", svg)), _UNFIT.sub("", alternative)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2] or element.tag
    _prune(root)
    prefix = f"f{hashlib.sha256(alternative.encode()).hexdigest()[:10]}"
    used = {
        name for e in root.iter() for value in (e.get(HREF, ""), e.get("clip-path", "")) for name in _OWN.findall(value)
    }
    for element in root.iter():
        _renamed(element, prefix, used)
        _coloured(element)
    linked = _links(root)
    _described(root, prefix, alternative, linked)
    ET.indent(root, "")
    return ET.tostring(root, encoding="unicode")


def _prune(element: ET.Element) -> None:
    """Take out, in place, what draws nothing: metadata, styles, groups that hold no attribute or nothing."""
    kept: list[ET.Element] = []
    for child in element:
        _prune(child)
        child.tail = None
        if child.tag in ("metadata", "style") or (child.tag in ("g", "defs") and not len(child)):
            continue
        plain = child.tag == "g" and set(child.attrib) <= {"id"}
        kept += list(child) if plain else [child]
    element[:] = kept


def _renamed(element: ET.Element, prefix: str, used: set[str]) -> None:
    """Give an element a name of its own where something refers to it, and no name where nothing does."""
    if element.get("id") in used:
        element.set("id", f"{prefix}-{element.get('id')}")
    elif "id" in element.attrib:
        del element.attrib["id"]
    if element.tag == "use":
        element.set("href", f"#{prefix}-{element.attrib.pop(HREF).removeprefix('#')}")
    if "clip-path" in element.attrib:
        element.set("clip-path", f"url(#{prefix}-{_OWN.search(element.get('clip-path')).group()})")


def _coloured(element: ET.Element) -> None:
    """Write colours and letters as variables, and places with two decimals."""
    for name in ("d", "transform", "x", "y", "width", "height"):
        if name in element.attrib:
            short = _LONG.sub(lambda match: f"{float(match.group()):.2f}", element.get(name))
            element.set(name, " ".join(short.split()))
    if "style" in element.attrib:
        text = re.sub(r"(font-size: 10px|font-family: 'DejaVu Sans'(, sans-serif)?)(; |$)", "", element.get("style"))
        for value, variable in names.variables().items():
            text = text.replace(value, f"var(--{variable}, {value})")
        element.set("style", text)


def _links(root: ET.Element) -> bool:
    """Name the links, in place, and tell whether there are any; of several to one address the first is reached."""
    seen = set()
    for link in root.iter("a"):
        address, _, name = link.get(HREF).partition(" ")
        link.attrib.clear()  # matplotlib would open a window
        link.set("href", address)
        if address in seen:
            link.attrib |= {"tabindex": "-1", "aria-hidden": "true"}
            continue
        seen.add(address)
        name = name or unquote(address).lstrip("#").replace(":", ": ", 1).replace("&", ", ").replace("=", " ")
        link.set("aria-label", name)
        hint = ET.Element("title")
        hint.text = name
        link.insert(0, hint)
    return bool(seen)


def _described(root: ET.Element, prefix: str, alternative: str, linked: bool) -> None:
    """Give the figure its title and description; a role that leaves its links within reach."""
    size = {name: root.get(name) for name in ("width", "height", "viewBox")}
    root.attrib.clear()
    root.attrib |= {"xmlns": SVG} | size | {"role": "group" if linked else "img", "style": ALWAYS}
    root.attrib |= {"aria-labelledby": f"{prefix}-title", "aria-describedby": f"{prefix}-desc"}
    for place, (tag, text) in enumerate((("title", re.split(r"[:.]", alternative)[0]), ("desc", alternative))):
        element = ET.Element(tag, {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(place, element)
