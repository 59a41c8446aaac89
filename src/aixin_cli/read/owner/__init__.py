"""Whose return it is, and for which month."""
