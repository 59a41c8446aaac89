"""A report as a check makes it: two files read, one refused, findings of each kind; its people can't exist."""

from __future__ import annotations

from typing import Any

from aixin_cli.check import marked
from aixin_cli.forms.rules import Rule, Severity, Text

BOOK, LIST, BAD = "in/台账：1, a%.xlsx", "in/名单.csv", "in/坏.xlsx"
ROWS = {"read": 20, "accepted": 20, "unidentified": 0, "quarantined": 0, "set_aside": {}}


def rule(code: str, severity: Severity, title: tuple[str, str], fix: tuple[str, str], why: Text | None = None) -> Rule:
    """A rule of which the rest doesn't matter here."""
    said = {"message": Text("m", "文"), "null": Text("n", "空"), "source": "GB 11643-1999", "origin": "a.toml"}
    return Rule(code, severity, "accuracy", title=Text(*title), fix=Text(*fix), why=why, **said)


RULES = {
    item.code: item
    for item in (
        rule("P106", "error", ("Check digit wrong", "校验码不符"), ("copy it again", "请重新录入")),
        rule("X055", "query", ("Too many visits", "走访过多"), ("check them", "请核对"), Text("too often", "过密")),
        rule("X099", "query", ("Same as last month", "与上月相同"), ("check it", "请核对")),
        rule("R001", "note", ("Column not in the form", "列不在表样中"), ("rename it", "请改名")),
    )
}


def finding(rule: str, file: str, row: int | None, **more: Any) -> dict[str, Any]:
    """A finding; `more` overwrites what stands in it."""
    item = {
        "rule": rule,
        "severity": "error",
        "category": "accuracy",
        "title": "Check digit wrong",
        "file": file,
        "sheet": "台账" if file.endswith("xlsx") else None,
        "row": row,
        "cell": f"H{row}" if row else None,
        "column": "身份证号",
        "key": f"{row} 马**",
        "value": "629999************",
        "message": "the check digit is wrong",
        "hint": "copy it again",
        "expected": None,
        "difference": None,
        "suggestion": None,
        "unit": "620102",
        "form": "pairing",
        "period": "2024-12",
    }
    return item | more


def findings() -> list[dict[str, Any]]:
    """An error in a workbook and one in a list, a query with a difference, a note about a whole file."""
    return [
        finding("P106", BOOK, 17),
        finding(
            "X055", BOOK, 20, severity="query", value="-12", expected="at most 8", difference="-4.50",
            suggestion="row 21 is the same", title="Too many visits",
        ),
        finding("P106", LIST, 5),
        finding("R001", LIST, None, severity="note", key=None, value=None, column="=SUM(A1)", title=None),
    ]  # fmt: skip


def outcome(
    rule: str, outcome: str, count: int, unit: str | None = "620102", reason: str | None = None
) -> dict[str, Any]:
    """How often a rule gave an outcome."""
    form = "pairing" if unit else None
    return {"rule": rule, "unit": unit, "form": form, "outcome": outcome, "count": count, "reason": reason}


def report(known: frozenset[str] | None = None, **changes: Any) -> dict[str, Any]:
    """The report, marked as against a baseline where one is given."""
    whole = {"form": "pairing", "unit": "620102", "period": "2024-12", "fixes": [], "rows": ROWS}
    return {
        "files": [
            {"path": BOOK, "status": "accepted", "returns": [whole]},
            {"path": LIST, "status": "accepted", "returns": [whole]},
            {"path": BAD, "status": "refused", "returns": [], "what": "The file is damaged.", "hint": "save it again"},
            {"path": "in/README.md", "status": "ignored", "returns": [], "what": "an explanation"},
        ],
        "findings": marked(findings(), known),
        "outcomes": [
            outcome("P101", "pass", 20),
            outcome("P106", "fail", 2),
            outcome("P106", "pass", 18),
            outcome("P141", "skipped", 20, reason="no such column"),
            outcome("X013", "unknown", 3),
            outcome("X055", "fail", 1),
            outcome("X098", "skipped", 0, unit=None, reason="no return of activity"),
            outcome("X099", "broken", 0, unit=None, reason="sql/check/same.sql:12"),
        ],
        **changes,
    }
