"""How `aixin check` shows its report."""

from __future__ import annotations

from typing import Any, Literal

from aixin_cli import console
from aixin_cli.locale import _

RETURN_COUNTS = ("read", "accepted", "unidentified", "quarantined")


def show(report: dict[str, Any], form: Literal["table", "json"]) -> None:
    """Print the report: one JSON object, or a table of the returns and one of the findings."""
    if form == "json":
        console.out_json(report)
        return
    titles = [_("file"), _("status"), _("unit"), _("form"), _("period"), _("read"), _("accepted")]
    titles += [_("unidentified"), _("quarantined"), _("set aside"), _("why")]
    console.out_rows(titles, [line for file in report["files"] for line in _return_lines(file)], "table")
    if report["findings"]:
        console.out("")
        names = finding_titles()
        lines = [_finding_line(item, tuple(names)) for item in report["findings"]]
        console.out_rows(list(names.values()), lines, "table")


def finding_titles() -> dict[str, str]:
    """The keys of a finding that the table shows, with their titles."""
    return {
        "severity": _("severity"),
        "rule": _("rule"),
        "file": _("file"),
        "sheet": _("sheet"),
        "row": _("row"),
        "column": _("column"),
        "value": _("value"),
        "message": _("what is wrong"),
        "hint": _("what to do"),
    }


def words() -> dict[str, str]:
    """Statuses and severities in the chosen language."""
    return {
        "accepted": _("accepted"),
        "held": _("held"),
        "refused": _("refused"),
        "ignored": _("ignored"),
        "error": _("error"),
        "query": _("query"),
        "note": _("note"),
    }


def _return_lines(file: dict[str, Any]) -> list[list[Any]]:
    head = [file["path"], words().get(file["status"], file["status"])]
    lines = []
    for item in file["returns"]:
        rows = item["rows"]
        counts = [rows[name] for name in RETURN_COUNTS]
        lines.append([*head, item["unit"], item["form"], item["period"], *counts, sum(rows["set_aside"].values()), ""])
    return lines or [[*head, *[None] * 8, file.get("what")]]


def _finding_line(item: dict[str, Any], names: tuple[str, ...]) -> list[Any]:
    severity = words().get(item["severity"], item["severity"])
    return [severity if name == "severity" else item.get(name) for name in names]
