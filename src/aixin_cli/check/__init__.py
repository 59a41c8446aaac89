"""Checking: cross-row and cross-form questions, and what is told of every finding."""

from aixin_cli.check.baseline import counted, marked, read_baseline
from aixin_cli.check.choosing import Choice, narrow
from aixin_cli.check.explain import explain_parts
from aixin_cli.check.report import check_report, file_report, finding_counts
from aixin_cli.check.rule_words import RuleWords, rule_words
from aixin_cli.check.run import run_checks

__all__ = [
    "Choice",
    "RuleWords",
    "check_report",
    "counted",
    "explain_parts",
    "file_report",
    "finding_counts",
    "marked",
    "narrow",
    "read_baseline",
    "rule_words",
    "run_checks",
]
