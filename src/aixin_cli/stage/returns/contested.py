"""The parts of a return between which something has to be decided, and the rows that they share."""

from __future__ import annotations

from dataclasses import dataclass

from aixin_cli.forms import Layout, layouts
from aixin_cli.store import Store

Key = tuple[str, str, str]
"""Unit, form, month: one return."""
Shared = dict[tuple[int, int], int]


@dataclass
class Part:
    """What deciding needs to know of a part."""

    part_id: int
    key: Key
    row_count: int
    filled_date: str
    path: str
    sheet: str
    content_hash: str
    is_supplement: bool
    state: str
    is_new: bool
    version: int = 1
    reason: str | None = None
    superseded_by: int | None = None
    file_id: int | None = None
    sha256: str = ""

    @property
    def waits_for_choice(self) -> bool:
        """Held because nothing tells which of two versions is the later."""
        return self.state == "held" and self.reason == "conflict"


def contested_parts(store: Store, load_id: int | None = None, part_id: int | None = None) -> list[Part]:
    """Parts, new and known, of the keys that hold a new part, or a certain one, and more than one altogether.

    Second persons out of one cell are no part of their own here: their rows are their sheet's.
    """
    found = store.ask("intake/contested_part", {"load_id": load_id, "part_id": part_id})
    return [Part(row[0], (row[1], row[2], row[3]), *row[4:]) for row in found]


def shared_rows(store: Store, parts: list[Part]) -> Shared:
    """How many row keys each two parts of one key have in common."""
    ids = sorted({part.part_id for part in parts})
    if not ids:
        return {}
    return {
        (first, second): count
        for layout in layouts().values()
        for first, second, count in store.ask("intake/shared_row", {"ids": ids}, **_row_keys(store, layout))
    }


def _row_keys(store: Store, layout: Layout) -> dict[str, str]:
    """SQL: the rows of some parts of a layout by what is their key, each with the part of its sheet."""
    columns = ", ".join(f"coalesce(r.{name}, '')" for name in layout.row_key)
    row_key = f"""
        select distinct
            sheet_part.first_id as part_id, part.unit_code, part.period, hash(concat_ws(chr(31), {columns})) as row_hash
        from raw.{layout.id} as r
        inner join meta.part as part on r.part_id = part.part_id
        inner join sheet_part on part.part_id = sheet_part.part_id
        where list_contains($ids, sheet_part.first_id)
    """  # noqa: S608
    return {"sheet_part": store.question("intake/sheet_part")[0], "row_key": row_key}
