"""Why two rows are or are not one person."""
