"""A briefing that people have edited, beside the month's figures: each number is right, wrong or not known."""

from aixin_cli.publish.lint.facts import Facts, read_facts
from aixin_cli.publish.lint.model import Fact, Finding, Passage
from aixin_cli.publish.lint.nouns import list_words
from aixin_cli.publish.lint.run import find_units, lint_passages

__all__ = ["Fact", "Facts", "Finding", "Passage", "find_units", "lint_passages", "list_words", "read_facts"]
