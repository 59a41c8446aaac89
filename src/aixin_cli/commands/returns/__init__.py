"""Verbs on returns: versions, titles, blank forms, the store."""
