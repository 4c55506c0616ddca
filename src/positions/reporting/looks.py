"""How countries look on a page that the style sheets do not name: from the one colour of the profile."""

from positions.countries import SIDES, Sides, profile

WHITE, BLACK, NIGHT = "#ffffff", "#000000", "#12171d"
# How much of the country's colour is left: (name in country.css, what it is mixed with, share).
MIXED = (
    ("DARK-TEXT", WHITE, 0.45),
    ("DARK-WASH", NIGHT, 0.2),
    ("LIGHT-TEXT", BLACK, 0.7),
    ("LIGHT-WASH", WHITE, 0.08),
    ("LIGHT", WHITE, 1.0),
    ("DARK", WHITE, 0.6),
)


def missing(sides: Sides) -> tuple[str, ...]:
    """Return the countries of a question that the style sheets do not name in the part they have in it."""
    named = (SIDES.actor, *SIDES.counterparts) if sides.actor == SIDES.actor else SIDES.counterparts
    return tuple(country for country in sides.parties if country not in named)


def style(template: str, sides: Sides) -> str:
    """Return the styles of the countries that the sheets do not name.

    Parameters
    ----------
    template : str
        The sheet of one country (``country.css``).
    sides : Sides
        The countries of the question.

    Returns
    -------
    str
        Blank for the countries that the sheets name.
    """
    return "".join(_style(template, code) for code in missing(sides))


def _style(template: str, code: str) -> str:
    """Return the style of one country."""
    text, colour = template, profile(code).colour
    for name, other, share in MIXED:
        text = text.replace(f": {name};", f": {_mixed(colour, other, share)};")
    return text.replace("XXX", code.lower())


def _mixed(colour: str, other: str, share: float) -> str:
    """Return a colour mixed with another, so much of the first."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * two):02x}" for one, two in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    """Return red, green and blue."""
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
