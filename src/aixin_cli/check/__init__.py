"""Checking: cross-row and cross-form questions, and what is told of every finding."""

from aixin_cli.check.causes import explain_differences
from aixin_cli.check.explain import explain_parts
from aixin_cli.check.report import check_report, file_report, finding_counts
from aixin_cli.check.run import run_checks

__all__ = ["check_report", "explain_differences", "explain_parts", "file_report", "finding_counts", "run_checks"]
