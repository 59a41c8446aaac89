"""How `aixin check` shows its report."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Literal

from aixin_cli import console
from aixin_cli.locale import _, pick

RETURN_COUNTS = ("read", "accepted", "unidentified", "quarantined")


def show(report: dict[str, Any], form: Literal["table", "json"]) -> None:
    """Print the report: one JSON object, or a table of the returns and below it what each file has wrong."""
    if form == "json":
        console.out_json(report)
        return
    for file in (file for file in report["files"] if not file["returns"]):
        console.out(f"{words()[file['status']]}  {file['path']}  {file.get('what') or ''}".rstrip())
    lines = [line for file in report["files"] for line in _return_lines(file)]
    if lines:
        titles = [_("unit"), _("form"), _("period"), _("status"), _("read"), _("accepted"), _("unidentified")]
        console.out_rows([*titles, _("quarantined"), _("set aside"), _("file")], lines, "table")
    for path, found in groupby(report["findings"], key=lambda item: item["file"]):
        console.out("")
        console.out(str(path))
        for item in found:
            _show_finding(item)


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
    from aixin_cli.forms import load_forms
    from aixin_cli.forms.divisions import load_divisions

    forms, units = load_forms(), load_divisions().by_code
    lines: list[list[Any]] = []
    for item in file["returns"]:
        unit, form, rows = units[item["unit"]], forms[item["form"]], item["rows"]
        named = [unit.short_name, pick(form.id, form.title), item["period"], words()[file["status"]]]
        counts = [rows[name] for name in RETURN_COUNTS]
        lines.append([*named, *counts, sum(rows["set_aside"].values()), file["path"]])
    return lines


def _show_finding(item: dict[str, Any]) -> None:
    """Two lines: where and what stands there; what is wrong and what to do."""
    row = _("row {row}").format(row=item["row"]) if item["row"] else None
    place = [item["sheet"], row, item["column"], item["value"]]
    console.out("  " + "  ".join(str(part) for part in place if part))
    severity = words().get(item["severity"], item["severity"])
    told = _("{severity} {rule}: {message}; {hint}").format(
        severity=severity, rule=item["rule"], message=item["message"], hint=item["hint"]
    )
    expected = _(" (expected: {values})").format(values=item["expected"]) if item["expected"] else ""
    console.out("    " + told + expected)
