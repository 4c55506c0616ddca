"""Countries: all that is one country's own, a file for each (``PAK.yaml``), and whose statements a question is about.

A country is added by writing one file; README.md in this folder says what it has to contain.
"""

from positions.countries.profiles import OTHER, SIDES, Profile, Sides, codes, profile

__all__ = ["OTHER", "SIDES", "Profile", "Sides", "codes", "profile"]
