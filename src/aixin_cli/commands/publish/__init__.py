"""Verbs of what goes out."""
