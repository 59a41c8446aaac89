"""Verbs of the month: run, load, check, rollup, status."""
