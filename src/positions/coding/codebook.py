"""The codebook: every code with its definition, example and counter-example (``codebook.yaml``), checked when read."""

from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from positions import data_files
from positions.attribution.speakers import Reason
from positions.data_files import Node
from positions.errors import InputError

FILE = Path(__file__).with_name("codebook.yaml")
SECTIONS = ("version", "unit", "scope", "fields", "rulings", "changes")
CODED = (
    "speaker_country", "institution", "quote_type", "target", "target_basis", "theme", "act", "stance", "channel",
)  # fmt: skip
NO_CODE = "none"
# Codes that the coder gives by name, whatever the word lists say: a codebook without them does not describe its tables.
GIVEN = {
    "speaker_country": ("PAK", "USA", "CHN", "JOINT", "OTHER"),
    "institution": ("other",),
    "quote_type": ("direct", "mixed", "indirect", "reported"),
    "target": ("USA", "CHN", "BOTH", "PAK"),
    "target_basis": ("explicit", "engagement", "context"),
    "theme": ("bilateral_relations",),
    "act": ("state", "criticise"),
    "stance": ("-2", "-1", "0", "1", "2"),
}


@dataclass(frozen=True)
class Code:
    """One code of a field.

    Attributes
    ----------
    code : str
        As it stands in the tables; a stance is text here (``"-2"`` to ``"2"``).
    definition, example : str
        What it means, and a sentence that has it.
    counter_example : str
        A sentence that looks like it and has another code.
    note : str
        The code of the counter-example (``none`` when it is not coded), a colon, and why.
    """

    code: str
    definition: str
    example: str
    counter_example: str
    note: str


@dataclass(frozen=True, repr=False)
class Codebook:
    """A codebook.

    Attributes
    ----------
    version : str
        Its version.
    unit, scope : str
        What one statement is, and which statements are coded.
    fields : dict of str to dict of str to Code
        For every coded field its codes, in the order of the codebook.
    rulings : tuple of str
        The first is ruling 1.
    changes : dict of str to str
        What each version changed, the newest first.
    """

    version: str
    unit: str
    scope: str
    fields: dict[str, dict[str, Code]]
    rulings: tuple[str, ...]
    changes: dict[str, str]

    @property
    def institutions(self) -> dict[str, Code]:
        """Codes of the field ``institution``."""
        return self.fields["institution"]

    @property
    def themes(self) -> dict[str, Code]:
        """Codes of the field ``theme``."""
        return self.fields["theme"]

    @property
    def acts(self) -> dict[str, Code]:
        """Codes of the field ``act``."""
        return self.fields["act"]

    def check(self, field: str, value: str | int) -> Code:
        """Return what a value means.

        Parameters
        ----------
        field : str
            A coded field: ``act``, ``theme`` …
        value : str or int
            A code of it.

        Raises
        ------
        InputError
            If the codebook has no such field, or the field no such code.
        """
        for name, given, known in (("field", field, self.fields), (field, str(value), self.fields.get(field, {}))):
            if given not in known:
                raise InputError(name, f"{given!r} is not in codebook {self.version}", f"Accepted: {', '.join(known)}.")
        return self.fields[field][str(value)]

    def __repr__(self) -> str:
        """Return the codes of each field, without their definitions."""
        listed = (f"  {field:<15}  {', '.join(codes)}" for field, codes in self.fields.items())
        return "\n".join([f"Codebook {self.version}: {len(self.rulings)} rulings", *listed])


@cache
def codebook() -> Codebook:
    """Return the project's codebook, read once."""
    return read_codebook(FILE)


def read_codebook(path: Path) -> Codebook:
    """Read a codebook and check that it is whole.

    Parameters
    ----------
    path : Path
        A file with the sections and fields of ``codebook.yaml``.

    Raises
    ------
    InputError
        If it is not YAML, or a section, field, code, definition, example, counter-example, note or ruling is missing,
        unknown, blank or given twice. The error has file, line and remedy.
    """
    node = data_files.read_yaml(path, f"Give the sections {', '.join(SECTIONS)}.")
    sections = node.entries("section", SECTIONS)
    coded = sections["fields"].entries("field", CODED)
    return Codebook(
        version=sections["version"].text(),
        unit=sections["unit"].text(),
        scope=sections["scope"].text(),
        fields={field: _codes(field, entry) for field, entry in coded.items()},
        rulings=_rulings(sections["rulings"]),
        changes={version: entry.text() for version, entry in sections["changes"].entries("version").items()},
    )


def _codes(field: str, node: Node) -> dict[str, Code]:
    """Return the codes of one field."""
    parts = tuple(part.name for part in fields(Code) if part.name != "code")
    listed = {code: entry.entries("part of a code", parts) for code, entry in node.entries("code").items()}
    if missing := [code for code in GIVEN.get(field, ()) if code not in listed]:
        raise InputError(
            node.place, f"the code {missing[0]!r} of {field} is missing", "Restore it, since the coder uses it."
        )
    for entry in listed.values():
        belongs = entry["note"].text().partition(":")[0]
        if belongs not in (*listed, NO_CODE):
            remedy = f"Open it with the code of the counter-example and a colon: {', '.join(listed)} or {NO_CODE}."
            raise InputError(
                entry["note"].place, f"the note opens with {belongs!r}, which is not a code of this field", remedy
            )
    return {code: Code(code, **{part: entry[part].text() for part in parts}) for code, entry in listed.items()}


def _rulings(node: Node) -> tuple[str, ...]:
    """Return the rulings, numbered from 1 without a gap."""
    listed = node.entries("ruling")
    for n, (number, entry) in enumerate(listed.items(), start=1):
        if number != str(n):
            raise InputError(entry.place, f"ruling {number} stands in the place of ruling {n}", "Number them 1, 2, 3 …")
    return tuple(entry.text() for entry in listed.values())


because = partial(Reason.of, "coding")


class Coding(NamedTuple):
    """A code, the reason for it (the rule, and the words it rests on), and whether any word of the text told it."""

    value: str | int
    why: Reason
    is_told: bool = True
