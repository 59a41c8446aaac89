"""The made world on paper: cells, sheets, files."""
