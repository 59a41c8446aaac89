"""Marks a workbook without touching what needs no mark: parts of its package are changed one by one, byte by byte."""
