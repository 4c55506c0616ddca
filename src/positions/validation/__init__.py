"""How far the coding is to be trusted: the machine's statements beside hand-coded ones, and figures stored of it.

In comes the hand coding beside the project (`hand_coding`); `evaluation` makes figures, error rates and the weights of
the confidences from it. A report needs only `stored_figures`, the file that an evaluation leaves behind. To see how a
figure is made open `evaluation` first.
"""

from positions.validation.hand_coding import HandCoding, is_at_hand, read
from positions.validation.stored_figures import Check, Stored, checked, stored, terms_hold

__all__ = ["Check", "HandCoding", "Stored", "checked", "is_at_hand", "read", "stored", "terms_hold"]
