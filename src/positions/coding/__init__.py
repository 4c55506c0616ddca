"""Coding: the codes of resolved statements (what kind of saying), with a reason for each.

Documents come in; `positions.attribution.statements` resolves their statements. Tables of coded statements and
engagements go out (``schemas.STATEMENTS``, ``schemas.ENGAGEMENTS``), after the corrections of readers if there are any.
Open `coder` first: `code_document` shows every step from one document to its rows, `rows` every code of a row.
"""

from positions.coding.codebook import Code, Codebook, codebook
from positions.coding.coder import Coded, code, code_document
from positions.coding.corrections import ASIDE, BETWEEN, Corrected, Correction, corrected, corrections

__all__ = [
    "ASIDE",
    "BETWEEN",
    "Code",
    "Codebook",
    "Coded",
    "Corrected",
    "Correction",
    "code",
    "code_document",
    "codebook",
    "corrected",
    "corrections",
]
