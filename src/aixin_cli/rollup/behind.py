"""Which returns stand behind a number that doesn't add up."""

from __future__ import annotations

from aixin_cli.locale import _
from aixin_cli.rollup.without import return_words
from aixin_cli.store import Store

NAMED = 6
"""So many returns are named."""


def returns_behind(store: Store, table: str, unit_codes: list[str], period: str) -> list[tuple[int, str]]:
    """The returns that a table's rows are made of, the lowest of these rows before those above: number and words."""
    forms = [form for item in store.catalogue.of_kind("rollup") if item.id == table for form in item.header["forms"]]
    rows = store.rows(
        """
        with asked as (
            select unit_scope.unit_code, min(case when unit_row.level in ('area', 'own') then 0 else 1 end) as place
            from ent.unit_scope as unit_scope
            inner join ent.unit_row as unit_row on unit_scope.row_code = unit_row.row_code
            where list_contains($codes, unit_scope.row_code)
            group by unit_scope.unit_code
        )
        select part.part_id, unit.name, part.form, part.period, file.path
        from ent.part_used as used
        inner join meta.part as part on used.part_id = part.part_id
        inner join meta.file as file on part.file_id = file.file_id
        inner join meta.unit as unit on part.unit_code = unit.unit_code
        inner join asked on part.unit_code = asked.unit_code
        where (used.is_current or used.period = $period) and list_contains($forms, part.form)
            and asked.place = (select min(place) from asked)
        order by part.period = $period desc, part.unit_code, part.form, part.part_id
        """,
        {"codes": unit_codes, "forms": forms, "period": period},
    )
    return [(int(row[0]), return_words(*row)) for row in rows]


def behind_words(found: list[tuple[int, str]]) -> str:
    """Those returns in a sentence's part."""
    more = _(" and {count} more").format(count=len(found) - NAMED) if len(found) > NAMED else ""
    return "; ".join(words for _part, words in found[:NAMED]) + more
