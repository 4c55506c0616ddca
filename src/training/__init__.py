"""Training of the reader; no part of the package, and nothing in the package needs it (``make train``)."""
