"""Delimited text: its encoding, delimiter, quotes and records."""
