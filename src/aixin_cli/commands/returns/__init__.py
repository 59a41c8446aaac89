"""Verbs on returns that came in."""
