"""Checking: cross-row and cross-form questions, and what is told of every finding."""

from aixin_cli.check.baseline import counted, marked, read_baseline
from aixin_cli.check.causes import explain_differences
from aixin_cli.check.choosing import Choice, narrow
from aixin_cli.check.explain import explain_parts
from aixin_cli.check.outcomes import month_outcomes
from aixin_cli.check.page import rule_lines, rules_page
from aixin_cli.check.report import check_report, file_report, finding_counts
from aixin_cli.check.run import run_checks
from aixin_cli.check.trial import Trial, try_rule

__all__ = [
    "Choice",
    "Trial",
    "check_report",
    "counted",
    "explain_differences",
    "explain_parts",
    "file_report",
    "finding_counts",
    "marked",
    "month_outcomes",
    "narrow",
    "read_baseline",
    "rule_lines",
    "rules_page",
    "run_checks",
    "try_rule",
]
