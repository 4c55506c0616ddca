"""Training of the network; no part of the package, and nothing in the package needs it (``make train``)."""
