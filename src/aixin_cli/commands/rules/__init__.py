"""Verbs on rules, forms and the store: what the months rest on."""
