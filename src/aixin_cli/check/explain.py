"""How a file was understood: what became of each sheet's rows, and which repairs were made where."""

from __future__ import annotations

import json
from typing import Any

from aixin_cli.forms.reading import reading_rules
from aixin_cli.store import Store

_PART_COLUMNS = (
    *("file", "sheet", "form", "layout", "unit", "period", "header_row", "part_id"),
    *("share", "filled_date", "titles", "read", "accepted", "quarantined"),
)


def explain_parts(store: Store, load_id: int) -> list[dict[str, Any]]:
    """Return each part of a load with its rows: accepted, quarantined, set aside (reason to rows), repaired."""
    parts = [
        dict(zip(_PART_COLUMNS, row, strict=True)) for row in store.ask("outcome/part_explained", {"load_id": load_id})
    ]
    aside = _set_aside(store, load_id)
    fixes = _fixes(store, load_id)
    for part in parts:
        titles = json.loads(part.pop("titles"))
        part_id = part.pop("part_id")
        part["filled_date"] = part["filled_date"] and str(part["filled_date"])
        part["set_aside"] = aside.get(part_id, {})
        part["fixes"] = [{**fix, "column": titles.get(fix["field"], fix["field"])} for fix in fixes.get(part_id, [])]
    return parts


def _set_aside(store: Store, load_id: int) -> dict[int, dict[str, list[int]]]:
    found: dict[int, dict[str, list[int]]] = {}
    for part_id, reason, rows in store.ask("outcome/set_aside_row", {"load_id": load_id}):
        found.setdefault(part_id, {})[reason] = rows
    return found


def _fixes(store: Store, load_id: int) -> dict[int, list[dict[str, Any]]]:
    rules = reading_rules()
    found: dict[int, list[dict[str, Any]]] = {}
    for part_id, rule, field, rows in store.ask("outcome/mended_cell", {"load_id": load_id}):
        known = rules[rule]
        message = known.message.chosen.format_map(_Counted(count=len(rows)))
        found.setdefault(part_id, []).append(
            {"rule": rule, "field": field, "count": len(rows), "rows": rows, "message": message}
        )
    return found


class _Counted(dict[str, object]):
    """Facts of a message; what only the notice knew shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"
