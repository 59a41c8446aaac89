"""Several persons in one cell: with as many ID numbers beside, each becomes a row of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aixin_cli.read.model import Fix

if TYPE_CHECKING:
    import pyarrow as pa

SIDES = {
    "recipient": ("recipient_name", "recipient_id", "recipient_sex", "recipient_birth_date", "recipient_phone",
                  "disability_certificate", "recipient_no"),
    "helper": ("helper_name", "helper_id", "helper_phone", "helper_unit"),
}  # fmt: skip
LAYOUTS = ("pairing", "activity")
SHORTEST_TWO = 2 * 15 + 1
_SEPARATOR = re.compile(r"\s*[、/／；;，,\n\r]+\s*")
_DATE_SEPARATOR = re.compile(r"\s*[、；;，,\n\r]+\s*")
"""2015/3/1 is one date."""
_AND_OTHERS = re.compile(r"等\s*(?:\d+|[一二三四五六七八九十]+)?\s*[人名位]?\s*$")
"""马乙、马丙等5人: who else there is isn't told."""
_SEVERAL = r"[0-9Xx]\s*[、/／；;，,\n\r]+\s*[0-9]"
_UNDIVIDED = ("amount_yuan", "matter_count")


def split_persons(rows: pa.Table, layout: str) -> tuple[list[pa.Table], tuple[Fix, ...]]:
    """Return the rows with each cell's first persons, then those of the second persons, and so on.

    Only one side of a row is split, and an activity only where nothing must be divided among the
    persons: an amount, a number of matters, person-times that aren't theirs. What is not split is a
    finding of staging.
    """
    if layout not in LAYOUTS:
        return [rows], ()
    tables, fixes = [rows], []
    changes: list[dict[int, dict[str, Any]]] = []
    for side, columns in SIDES.items():
        found = _split_side(rows, side, [name for name in columns if name in rows.schema.names])
        for place, shares in found.items():
            for nth, cells in enumerate(shares):
                if nth == len(changes):
                    changes.append({})
                changes[nth].setdefault(place, {}).update(cells)
        if found:
            numbers = rows.column("row")
            fixes.append(Fix("R120", f"{side}_name", tuple(numbers[place].as_py() for place in sorted(found))))
    if changes:
        tables = [_changed(rows, changes[0]), *(_taken(rows, cells) for cells in changes[1:])]
    return tables, tuple(fixes)


def _split_side(rows: pa.Table, side: str, columns: list[str]) -> dict[int, list[dict[str, str]]]:
    """Return the rows with several persons on this side: for each person the cells that are their own."""
    import pyarrow.compute as pc  # noqa: PLC0415

    numbers = rows.column(f"{side}_id")
    longest = pc.max(pc.binary_length(numbers)).as_py()
    if longest is None or longest < SHORTEST_TWO:
        return {}
    places = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(numbers, _SEVERAL), False))
    other = "helper" if side == "recipient" else "recipient"
    found = {}
    for place, row in zip(places.to_pylist(), rows.take(places).to_pylist(), strict=True):
        shares = _shares(row, columns)
        if shares and _is_divisible(row, len(shares)) and len(_pieces(row[f"{other}_id"])) < 2:
            found[place] = shares
    return found


def _shares(row: dict[str, Any], columns: list[str]) -> list[dict[str, str]]:
    names, numbers = (_pieces(row[column]) for column in columns[:2])
    if len(names) < 2 or len(names) != len(numbers) or _AND_OTHERS.search(row[columns[0]]):
        return []
    divided = {column: pieces for column in columns if len(pieces := _pieces(row[column], column)) == len(names)}
    shares = [{column: pieces[nth] for column, pieces in divided.items()} for nth in range(len(names))]
    if row.get("person_times"):
        shares = [{**share, "person_times": "1"} for share in shares]
    return shares


def _is_divisible(row: dict[str, Any], count: int) -> bool:
    if any(row.get(name) for name in _UNDIVIDED):
        return False
    return row.get("person_times") in (None, "", str(count))


def _pieces(text: str | None, column: str = "") -> list[str]:
    separator = _DATE_SEPARATOR if column.endswith("_date") else _SEPARATOR
    return [piece for piece in separator.split(text.strip()) if piece] if text else []


def _changed(rows: pa.Table, changes: dict[int, dict[str, Any]]) -> pa.Table:
    """Return the rows with some cells of some rows replaced."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    for name in sorted({name for cells in changes.values() for name in cells}):
        places = [place for place in sorted(changes) if name in changes[place]]
        is_changed = np.zeros(rows.num_rows, bool)
        is_changed[places] = True
        values = pa.array([changes[place][name] for place in places], pa.string())
        column = pc.replace_with_mask(rows.column(name).combine_chunks(), pa.array(is_changed), values)
        rows = rows.set_column(rows.schema.get_field_index(name), name, column)
    return rows


def _taken(rows: pa.Table, changes: dict[int, dict[str, Any]]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415

    places = sorted(changes)
    return _changed(rows.take(pa.array(places)), {nth: changes[place] for nth, place in enumerate(places)})
