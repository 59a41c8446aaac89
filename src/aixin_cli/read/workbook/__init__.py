"""Workbooks of every kind as grids of text, with what a sheet holds beside its values."""
