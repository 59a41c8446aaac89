"""summary.xlsx: the tables of a month laid out for paper, before them what a reader looks for first."""
