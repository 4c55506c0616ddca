"""A text as it came in becomes one that reads: characters, furniture, headlines, with the way back."""

from positions.documents.cleaning.steps import Cleaned, cleaned, headline

__all__ = ["Cleaned", "cleaned", "headline"]
