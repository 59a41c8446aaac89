"""Verbs on rules and forms, and invented samples."""
