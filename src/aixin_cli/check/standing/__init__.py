"""The findings of a month as the store knows them: carried from month to month, ranked by what they move."""

from aixin_cli.check.standing.columns import CODES, column_titles, finding_rows, severity_words, to_answer
from aixin_cli.check.standing.listing import Asked, Standing, list_standing, list_with_parts, select_granted
from aixin_cli.check.standing.page import page_text

__all__ = [
    "CODES",
    "Asked",
    "Standing",
    "column_titles",
    "finding_rows",
    "list_standing",
    "list_with_parts",
    "select_granted",
    "page_text",
    "severity_words",
    "to_answer",
]
