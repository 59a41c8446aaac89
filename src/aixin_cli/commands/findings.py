"""How `aixin check` shows its report."""

from __future__ import annotations

from typing import Any, Literal

from aixin_cli import console
from aixin_cli.locale import _

COLUMNS = ("severity", "rule", "file", "sheet", "row", "column", "value", "message", "hint")


def show(report: dict[str, Any], form: Literal["table", "json"]) -> None:
    """Print the report: one JSON object, or a table of the returns and one of the findings."""
    if form == "json":
        console.out_json(report)
        return
    titles = [_("file"), _("status"), _("unit"), _("form"), _("period"), _("read"), _("accepted")]
    titles += [_("unidentified"), _("quarantined"), _("set aside")]
    console.out_rows(titles, [line for file in report["files"] for line in _return_lines(file)], "table")
    if report["findings"]:
        console.out("")
        lines = [[item.get(column) for column in COLUMNS] for item in report["findings"]]
        console.out_rows([_(column) for column in COLUMNS], lines, "table")


def _return_lines(file: dict[str, Any]) -> list[list[Any]]:
    head = [file["path"], _(file["status"])]
    lines = []
    for item in file["returns"]:
        rows = item["rows"]
        counts = [rows["read"], rows["accepted"], rows["unidentified"], rows["quarantined"]]
        lines.append([*head, item["unit"], item["form"], item["period"], *counts, sum(rows["set_aside"].values())])
    return lines or [[*head, *[None] * 8]]
