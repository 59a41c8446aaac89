"""What a load is told back: its files, returns and findings, in the shape the check command prints."""

from __future__ import annotations

from typing import Any

from aixin_cli.check.findings import list_findings
from aixin_cli.check.outcomes import list_outcomes
from aixin_cli.forms.rules import Text
from aixin_cli.locale import _
from aixin_cli.store import Store


def check_report(store: Store, load_id: int) -> dict[str, Any]:
    """One object: `files` with their returns and row counts, `findings`, and `outcomes` of each rule and unit.

    A finding has its place (file, sheet, row, cell, column), the row's key and the value (both
    masked), what is expected, the difference and its likely cause where there are such.
    """
    return {
        "files": file_report(store, load_id),
        "findings": list_findings(store, load_id),
        "outcomes": list_outcomes(store, load_id),
    }


def finding_counts(store: Store, load_id: int) -> dict[str, int]:
    """How many findings of each severity the load's files have."""
    counts = {"error": 0, "query": 0, "note": 0}
    told, bound = store.question("outcome/load_finding", {"load_id": load_id})
    counts |= dict(store.rows(f"select severity, count(*) from ({told}) as finding group by all", bound))  # noqa: S608
    return counts


def file_report(store: Store, load_id: int) -> list[dict[str, Any]]:
    """The report's `files` alone: what a summary needs, without a word on each finding."""
    returns = _returns(store, load_id)
    found = store.ask("outcome/load_file", {"load_id": load_id})
    refused = _refused_parts(store, load_id)
    return [
        {
            "path": path,
            **_standing(status, repeats, returns.get(file_id, []), what),
            "returns": [
                {key: value for key, value in item.items() if key != "state"} for item in returns.get(file_id, [])
            ],
            **({"hint": hint} if what else {}),
            **({"refused": refused[file_id]} if status == "read" and file_id in refused else {}),
        }
        for file_id, path, status, what, hint, repeats in found
    ]


def _refused_parts(store: Store, load_id: int) -> dict[int, list[dict[str, Any]]]:
    """By file: sheets, and units in them, that were refused while others of the file were taken in."""
    parts: dict[int, list[dict[str, Any]]] = {}
    for file_id, sheet, rule, *texts in store.ask("outcome/refused_sheet", {"load_id": load_id}):
        what, hint = Text(texts[0], texts[1]).chosen, Text(texts[2], texts[3]).chosen
        parts.setdefault(file_id, []).append({"sheet": sheet, "rule": rule, "what": what, "hint": hint})
    return parts


def _standing(
    status: str, repeats: list[str] | None, returns: list[dict[str, Any]], what: str | None
) -> dict[str, str]:
    """A file's status, and why where it is refused or ignored: a blank form that was read is no return."""
    if status != "read":
        return {"status": status, **({"what": what} if what else {})}
    if not returns and "R901" not in (repeats or ()):
        return {"status": "ignored", "what": _("withdrawn before") if repeats else _("no return in it")}
    return {"status": "held" if any(item["state"] == "held" for item in returns) else "accepted"}


def _returns(store: Store, load_id: int) -> dict[int, list[dict[str, Any]]]:
    """Returns of each file: a file's sheets for one form, unit and period are one return."""
    fixes = _fixes(store, load_id)
    merged: dict[tuple[int, str, str, str], dict[str, Any]] = {}
    for file_id, form, unit, period, state, read, accepted, unidentified, quarantined, reasons in store.ask(
        "outcome/load_return", {"load_id": load_id}
    ):
        item = merged.setdefault(
            (file_id, form, unit, period),
            {
                "form": form,
                "unit": unit,
                "period": period,
                "state": state,
                "rows": {"read": 0, "accepted": 0, "unidentified": 0, "quarantined": 0, "set_aside": {}},
                "fixes": fixes.get((file_id, form, unit, period), []),
            },
        )
        rows = item["rows"]
        for name, count in (
            ("read", read),
            ("accepted", accepted),
            ("unidentified", unidentified),
            ("quarantined", quarantined),
        ):
            rows[name] += count or 0
        for reason, count in (reasons or {}).items():
            rows["set_aside"][reason] = rows["set_aside"].get(reason, 0) + count
        if state == "held":
            item["state"] = "held"
    by_file: dict[int, list[dict[str, Any]]] = {}
    for (file_id, *_key), item in merged.items():
        by_file.setdefault(file_id, []).append(item)
    return by_file


def _fixes(store: Store, load_id: int) -> dict[tuple[int, str, str, str], list[dict[str, Any]]]:
    """What was repaired in each return: rule, column title, how many cells, and the first one's row."""
    fixes: dict[tuple[int, str, str, str], list[dict[str, Any]]] = {}
    for *key, rule, title, count, row in store.ask("outcome/return_fix", {"load_id": load_id}):
        item = {"rule": rule, "column": title, "count": count, "first_row": row}
        fixes.setdefault((key[0], key[1], key[2], key[3]), []).append(item)
    return fixes
