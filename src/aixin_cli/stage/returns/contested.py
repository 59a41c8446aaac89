"""The parts of a return between which something has to be decided, and the rows that they share."""

from __future__ import annotations

from dataclasses import dataclass

from aixin_cli.forms import layouts
from aixin_cli.stage.content import SHEET_PART
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

    @property
    def waits_for_choice(self) -> bool:
        """Held because nothing tells which of two versions is the later."""
        return self.state == "held" and self.reason == "conflict"


def contested_parts(store: Store, load_id: int | None = None, part_id: int | None = None) -> list[Part]:
    """Parts, new and known, of the keys that hold a new part, or a certain one, and more than one altogether.

    Second persons out of one cell are no part of their own here: their rows are their sheet's.
    """
    found = store.rows(
        f"""
        with whole as (
            select sheet_part.first_id as part_id, sum(part.row_count)::bigint as row_count
            from ({SHEET_PART}) as sheet_part
            inner join meta.part as part on sheet_part.part_id = part.part_id
            group by sheet_part.first_id
        ),
        key as (
            select unit_code, form, period
            from meta.part
            inner join whole using (part_id)
            group by all
            having
                count(*) > 1
                and bool_or(load_id is not distinct from $load_id or part_id is not distinct from $part_id)
        )
        select
            part.part_id, part.unit_code, part.form, part.period, whole.row_count,
            coalesce(cast(part.filled_date as varchar), ''), file.path, coalesce(part.sheet, ''),
            part.content_hash, part.is_supplement, part.state,
            part.load_id is not distinct from $load_id, part.version,
            part.state_reason, part.superseded_by
        from meta.part as part
        inner join whole on part.part_id = whole.part_id
        inner join key on part.unit_code = key.unit_code and part.form = key.form and part.period = key.period
        inner join meta.file as file on part.file_id = file.file_id
        -- Rows replace a zero return: it comes first.
        order by part.filled_date nulls first, whole.row_count > 0, file.path, part.sheet nulls first, part.part_id
        """,  # noqa: S608
        {"load_id": load_id, "part_id": part_id},
    )
    return [Part(row[0], (row[1], row[2], row[3]), *row[4:]) for row in found]


def shared_rows(store: Store, parts: list[Part]) -> Shared:
    """How many row keys each two parts of one key have in common."""
    shared: Shared = {}
    ids = {part.part_id for part in parts}
    for layout in layouts().values():
        columns = ", ".join(f"coalesce(r.{name}, '')" for name in layout.row_key)
        for first, second, count in (
            store.rows(
                f"""
            with row_key as (
                select distinct
                    sheet_part.first_id as part_id, part.unit_code, part.period,
                    hash(concat_ws(chr(31), {columns})) as row_hash
                from raw.{layout.id} as r
                inner join meta.part as part on r.part_id = part.part_id
                inner join ({SHEET_PART}) as sheet_part on part.part_id = sheet_part.part_id
                where list_contains($ids, sheet_part.first_id)
            )
            select a.part_id, b.part_id, count(*)
            from row_key as a
            inner join row_key as b
                on a.unit_code = b.unit_code and a.period = b.period
                and a.row_hash = b.row_hash and a.part_id <> b.part_id
            group by all
            """,  # noqa: S608
                {"ids": sorted(ids)},
            )
            if ids
            else []
        ):
            shared[first, second] = count
    return shared
