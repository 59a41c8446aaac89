"""The report of a check as text that other programs read; pure functions, nothing is printed here."""

from aixin_cli.check.formats.csv_text import csv_text
from aixin_cli.check.formats.github import github_text
from aixin_cli.check.formats.json_text import json_text
from aixin_cli.check.formats.sarif import sarif_text
from aixin_cli.check.formats.shown_paths import place_of
from aixin_cli.check.formats.unanswered import Unanswered, list_unanswered
from aixin_cli.check.formats.wording import Wording

__all__ = [
    "Unanswered",
    "Wording",
    "csv_text",
    "github_text",
    "json_text",
    "place_of",
    "sarif_text",
    "list_unanswered",
]
