"""The data under a header: rows, units, persons, sections, values beside the titles."""
