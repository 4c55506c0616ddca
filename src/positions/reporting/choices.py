"""What was typed on the command line, turned into the values the notebooks' parameters take."""

import ast
from collections.abc import Mapping, Sequence

from positions.errors import InputError


def values(typed: Sequence[tuple[str, str]], defaults: Mapping[str, str]) -> dict[str, object]:
    """Turn typed texts into values of the type each parameter's default has.

    Parameters
    ----------
    typed : sequence of (str, str)
        Names and texts, as in ``-p since 2022-01-01 -p themes defence,connectivity``.
    defaults : mapping of str to str
        For each parameter its default as Python source, as papermill finds it in the notebook.

    Returns
    -------
    dict of str to object
        A list for a parameter whose default is a list (the text is cut at its commas), a whole number for one whose
        default is a whole number, else the text.

    Raises
    ------
    InputError
        If a name is no parameter, is given twice, or a whole number is not one.
    """
    result: dict[str, object] = {}
    for name, text in typed:
        if name not in defaults:
            accepted = ", ".join(sorted(defaults))
            raise InputError(name, "is not a parameter of the notebooks", f"Accepted: {accepted}.")
        if name in result:
            raise InputError(name, "is given twice", "Give it once; a list goes in one text, with commas.")
        result[name] = _value(name, text, ast.literal_eval(defaults[name]))
    return result


def _value(name: str, text: str, default: object) -> object:
    """Return the text as a value of the default's type."""
    if isinstance(default, list):
        return [item.strip() for item in text.split(",") if item.strip()]
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise InputError(name, f"{text!r} is no whole number", f"Its default is {default}.") from None
    return text
