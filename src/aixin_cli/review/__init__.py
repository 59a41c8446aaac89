"""Clerical review: what only a person can decide goes out as a workbook and comes back."""
