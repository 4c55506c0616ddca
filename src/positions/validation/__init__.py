"""How far the coding is to be trusted: the machine's statements beside hand-coded ones, and figures stored of it."""

from positions.validation.checks import Check, checked, terms_hold
from positions.validation.handcoding import HandCoding, is_at_hand, read
from positions.validation.store import Stored, stored

__all__ = ["Check", "HandCoding", "Stored", "checked", "is_at_hand", "read", "stored", "terms_hold"]
