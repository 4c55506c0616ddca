"""What kind of saying: the codebook, and the coders that apply it with a reason for each code."""

from positions.coding.codebook import Code, Codebook, codebook
from positions.coding.coder import Coded, code, code_document

__all__ = ["Code", "Codebook", "Coded", "code", "code_document", "codebook"]
