"""Verbs on results: publish and query."""
