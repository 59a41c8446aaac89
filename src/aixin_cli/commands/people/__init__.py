"""Verbs on who is who: link, duplicates, review."""
