"""Invented returns as reading would hand them on: for tests of what comes after reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from aixin_cli.forms import form_of_layout, layouts
from aixin_cli.read.model import SourceFile, SourceTable

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth: str, sequence: int, area: str = "620199") -> str:
    """A valid number of an area that nobody can have."""
    digits = f"{area}{birth.replace('-', '')}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def pairing(number: int, **changes: str | None) -> dict[str, str | None]:
    """One good row of AX01; `number` makes its people."""
    recipient, helper = id_number("2012-03-04", number), id_number("1980-05-06", number)
    row: dict[str, str | None] = {
        "row_no": str(number),
        "township": "测试乡",
        "village": f"第{number}村",
        "recipient_name": f"马{_name(number)}",
        "recipient_id": recipient,
        "recipient_sex": "男" if int(recipient[16]) % 2 else "女",
        "recipient_birth_date": "2012-03-04",
        "recipient_category": "孤儿",
        "helper_name": f"张{_name(number)}",
        "helper_id": helper,
        "helper_kind": "党员干部",
        "helper_unit": "某局",
        "helper_level": "县区直",
        "pair_kind": "主结对",
        "start_date": "2023-06-01",
        "status": "在帮",
    }
    return {**row, **changes}


def _name(number: int) -> str:
    """A given name no other number has."""
    return "".join(chr(0x4E00 + 37 * int(digit) + 11 * place) for place, digit in enumerate(f"{number:03d}"))


def contact(number: int, day: str = "2024-12-10", **changes: str | None) -> dict[str, str | None]:
    """One contact of the pair `number` in AX02's log."""
    pair = pairing(number)
    names = ("helper_name", "helper_id", "recipient_name", "recipient_id")
    row = {name: pair[name] for name in names} | {
        "activity_date": day,
        "activity_kind": "联系交流",
        "content": "电话问候",
    }
    return {**row, **changes}


def source_table(
    layout: str, rows: Sequence[dict[str, str | None]], *, unit: str = "620102", period: str = "2024-12", **facts: Any
) -> SourceTable:
    """Rows as a table read from below one title row and one header row."""
    names = [item.name for item in layouts()[layout].fields]
    columns: dict[str, Any] = {"row": pa.array(range(3, 3 + len(rows)), pa.int32())}
    columns |= {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    columns["extra"] = pa.nulls(len(rows), pa.string())
    set_aside = pa.table(
        {
            "row": pa.array([1, 2], pa.int32()),
            "reason": ["title", "header"],
            "text": pa.array(["台账", None], pa.string()),
        }
    )
    titles = {item.name: item.title for item in layouts()[layout].fields}
    form = form_of_layout(layout).id
    whole = {"sheet": "Sheet1", "header_row": 2, **facts}
    return SourceTable(form, layout, unit, period, titles=titles, rows=pa.table(columns), set_aside=set_aside, **whole)


def source_files(*tables: SourceTable | Sequence[SourceTable], names: Sequence[str] = ()) -> Iterator[SourceFile]:
    """Each argument as a file of its own."""
    for number, table in enumerate(tables):
        inside = (table,) if isinstance(table, SourceTable) else tuple(table)
        name = names[number] if names else f"file{number}.xlsx"
        yield SourceFile(name, hashlib.sha256(name.encode()).hexdigest(), 1, "read", inside)
