"""A finding as a line of a table: its columns, and their values in the words of the chosen language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from aixin_cli.check.page import SEVERITIES
from aixin_cli.forms import load_forms
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.rules import Text
from aixin_cli.locale import pick
from aixin_cli.store.asking import Answer, Kind

COLUMNS = {
    "severity": Text("Severity", "级别"),
    "rule": Text("Rule", "规则"),
    "title": Text("What", "问题"),
    "unit_name": Text("Unit", "单位"),
    "form": Text("Form", "报表"),
    "since": Text("Since", "始于"),
    "figure": Text("Figure", "影响指标"),
    "amount": Text("Moves", "影响数"),
    "share": Text("Share of the figure, %", "占该指标（%）"),
    "message": Text("In words", "说明"),
    "key": Text("Row's key", "该行关键内容"),
    "column": Text("Column", "列"),
    "value": Text("Value", "所填内容"),
    "expected": Text("Expected", "应为"),
    "difference": Text("Difference", "差额"),
    "suggestion": Text("Likely cause", "可能原因"),
    "hint": Text("What to do", "处理"),
    "file": Text("File", "文件"),
    "sheet": Text("Sheet", "工作表"),
    "row": Text("Row", "行"),
    "cell": Text("Cell", "单元格"),
    "period": Text("Month of the return", "报表月份"),
    "is_new": Text("New", "新出现"),
    "is_held": Text("Held", "暂缓采用"),
    "unit": Text("Unit's code", "区划代码"),
    "explained": Text("Explained", "单位答复"),
}
CODES = tuple(COLUMNS)
NUMBERS = frozenset({"amount", "share", "difference", "row"})
"""Columns of numbers: a minus there is no formula."""
STATES = {
    "confirmed": Text("confirmed", "经核实无误"),
    "granted": Text("exempt", "准予豁免"),
    "asked": Text("waits for the province", "待省级核定"),
    "refused": Text("refused", "不予豁免"),
    "reopened": Text("open again", "须重新说明"),
}
"""What became of a unit's answer; a finding that has one stays in every list."""
_FLAGS = {True: Text("yes", "是"), False: Text("no", "否")}


def column_titles() -> tuple[str, ...]:
    """The head of a file: in English the columns' codes, which a program asks for; in Chinese words."""
    return tuple(pick(code, text.zh) for code, text in COLUMNS.items())


def severity_words() -> dict[str, str]:
    """强制, 核实, 提示, as in every other place."""
    return {code: pick(code, text.zh.partition("：")[0]) for code, text in SEVERITIES.items()}


def to_answer(findings: Sequence[Mapping[str, Any]]) -> Answer:
    """The findings as whoever writes spreadsheets takes them."""
    kinds: tuple[Kind, ...] = tuple("number" if code in NUMBERS else "text" for code in CODES)
    return Answer(column_titles(), kinds, list(finding_rows(findings)))


def finding_rows(findings: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str | None, ...]]:
    """Each finding's cells as text, None where there is nothing."""
    units, forms, severities = load_divisions().by_code, load_forms(), severity_words()
    for item in findings:
        unit, form = units.get(item["unit"]), forms.get(item["form"])
        told = {
            **item,
            "severity": severities[item["severity"]],
            "unit_name": unit.short_name if unit else None,
            "form": form.code if form else None,
            "figure": (item["figure"] or "").replace("_year", pick(" (year)", "（本年）")) or None,
            "amount": plain(item["amount"]),
            "share": plain(percent(item["share"])),
            "is_new": _FLAGS[item["is_new"]].chosen,
            "is_held": _FLAGS[item["is_held"]].chosen,
            "explained": STATES[item["explained"]].chosen if item.get("explained") else None,
        }
        yield tuple(None if told[code] is None else str(told[code]) for code in CODES)


def percent(share: float | None) -> Decimal | None:
    """A share in hundredths, to three digits that count: small ones are told apart."""
    return None if share is None else Decimal(f"{share * 100:.3g}")


def plain(value: Decimal | float | None) -> str | None:
    """A number without needless noughts or powers of ten."""
    if value is None:
        return None
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
