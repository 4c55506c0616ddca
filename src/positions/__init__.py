"""What Pakistan says to the United States and to China: statements, codes, comparison.

Data goes one way: documents -> attribution -> coding -> comparison -> reporting.
"""

__version__ = "0.1.0"
