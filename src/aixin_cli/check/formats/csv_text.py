"""The findings as CSV: one line a finding, for whoever sorts and counts them in a spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from typing import Any

from aixin_cli.formulas import guard

COLUMNS = (
    *("severity", "rule", "title", "category", "unit", "form", "period"),
    *("file", "sheet", "row", "cell", "key", "column", "value"),
    *("message", "expected", "difference", "suggestion", "hint", "fingerprint", "is_new"),
)
NUMBERS = {"difference"}


def csv_text(report: dict[str, Any]) -> str:
    """A header of English keys and a line a finding; no cell can start a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(name, item.get(name)) for name in COLUMNS] for item in report["findings"])
    return text.getvalue()


def _cell(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # The writer quotes only what ends its own lines; readers take a lone \r for an end as well.
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return guard(_number(value) if name in NUMBERS else value)


def _number(value: Any) -> Any:
    """A number written as text as the number it is: a minus must not look like a formula."""
    try:
        number = Decimal(value) if isinstance(value, str) else value
    except InvalidOperation:
        return value
    return number
