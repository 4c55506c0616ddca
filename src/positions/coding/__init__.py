"""What kind of saying: the codebook, and the coders that apply it with a reason for each code."""

from positions.coding.coder import Coded, code, code_document

__all__ = ["Coded", "code", "code_document"]
