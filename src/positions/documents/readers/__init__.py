"""Readers: one module a format; each finds the documents in a file, as they came in."""
