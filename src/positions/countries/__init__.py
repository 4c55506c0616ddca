"""Countries: one file of data for each (``PAK.yaml``), and the sides of a question.

A country's code comes in; its `Profile` goes out, checked. `Sides` says whose statements a question is about, and
towards whom. To add a country, write one file; README.md in this folder says what it has to contain. Open `profiles`.
"""

from positions.countries.profiles import OTHER, SIDES, Profile, Sides, codes, profile

__all__ = ["OTHER", "SIDES", "Profile", "Sides", "codes", "profile"]
