"""What kind of saying: the codebook, and the coders that apply it with a reason for each code."""

from positions.coding.codebook import Code, Codebook, codebook
from positions.coding.coder import Coded, code, code_document
from positions.coding.corrected import ASIDE, BETWEEN, Corrected, corrected
from positions.coding.corrections import Correction, corrections

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
