"""How far the coding can be trusted: the machine's statements compared with hand-coded ones, and the stored figures.

The hand coding beside the project (`hand_coding`) comes in; figures, error rates and the weights of the confidences go
out (`evaluation`). A report needs only `stored_figures`, which reads the file that an evaluation leaves behind. Open
`evaluation` first to see how a figure is made.
"""

from positions.validation.hand_coding import HandCoding, is_at_hand, read
from positions.validation.stored_figures import Check, Stored, checked, stored, terms_hold

__all__ = ["Check", "HandCoding", "Stored", "checked", "is_at_hand", "read", "stored", "terms_hold"]
