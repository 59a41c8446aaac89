"""The SQL of fields: clean texts, typed values, faults and repairs."""
