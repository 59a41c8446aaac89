"""Blank workbooks that counties fill in, one a form."""
