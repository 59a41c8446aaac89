"""Nothing is lost: every row of every sheet of a load is there once, and is counted beside what was read."""

from __future__ import annotations

from aixin_cli.errors import AixinError
from aixin_cli.forms import layouts
from aixin_cli.locale import _
from aixin_cli.store import Store


def assert_conservation(store: Store, load_id: int) -> None:
    """Every row of every sheet is there exactly once: accepted, quarantined or set aside.

    Raises AixinError (a bug of ours): a row that is in none or two of them is a wrong figure.
    """
    staged = " union all ".join(f"select part_id, row from stg.{layout}" for layout in layouts())  # noqa: S608
    lost = store.rows(
        f"""
        with kept as (
            select part_id, row from ({staged})
            union all
            select part_id, row from raw.set_aside
        ),
        sheet as (
            select
                part.file_id, part.sheet, part.share, count(kept.row) as row_count,
                count(distinct kept.row) as distinct_count, coalesce(max(kept.row), 0) as last_row
            from meta.part as part
            left join kept on part.part_id = kept.part_id
            where part.load_id = $load_id
            group by part.file_id, part.sheet, part.share
        ),
        delivered as (
            select file_id, sheet, share, sum(rows_read) as row_count
            from meta.part
            where load_id = $load_id
            group by file_id, sheet, share
        )
        select file.path, sheet.sheet, sheet.row_count, sheet.distinct_count, sheet.last_row
        from sheet
        inner join meta.file as file on sheet.file_id = file.file_id
        inner join delivered
            on sheet.file_id = delivered.file_id and sheet.sheet is not distinct from delivered.sheet
            and sheet.share = delivered.share
        -- Second persons out of one cell are rows that the first ones' part has already.
        where sheet.row_count <> sheet.distinct_count or sheet.row_count <> delivered.row_count
            or (sheet.share = 1 and sheet.row_count <> sheet.last_row)
        order by all
        """,  # noqa: S608
        {"load_id": load_id},
    )
    if lost:
        path, sheet, count, distinct, last = lost[0]
        raise AixinError(
            _(
                "rows were lost or doubled while reading: {count} kept, {distinct} different, {last} in the sheet"
            ).format(count=count, distinct=distinct, last=last),
            f"{path} {sheet or ''}".strip(),
            _("nothing was loaded; please report this file's layout"),
        )


def count_rows(store: Store, load_id: int) -> None:
    """Keep each part's accepted, quarantined and unidentified rows beside what was read."""
    staged = " union all ".join(
        f"select part_id, row, is_quarantined, {_unidentified(layout)} as is_unidentified from stg.{layout}"  # noqa: S608
        for layout in layouts()
    )
    store.execute(
        f"""
        update meta.part
        set
            rows_accepted = counted.accepted,
            rows_quarantined = counted.quarantined,
            rows_unidentified = counted.unidentified
        from (
            select
                part.part_id,
                count(s.part_id) filter (not s.is_quarantined) as accepted,
                count(s.part_id) filter (s.is_quarantined) as quarantined,
                count(s.part_id) filter (not s.is_quarantined and s.is_unidentified) as unidentified
            from meta.part as part
            left join ({staged}) as s on part.part_id = s.part_id
            where part.load_id = $load_id
            group by part.part_id
        ) as counted
        where part.part_id = counted.part_id
        """,  # noqa: S608
        {"load_id": load_id},
    )


_DAMAGED = (
    "(recipient_id is null and recipient_id_text is not null or helper_id is null and helper_id_text is not null)"
)


def _unidentified(layout: str) -> str:
    """A row whose recipient, or whose 主结对 helper, stands there without a usable number."""
    return {
        "pairing": (
            "(recipient_id is null or (helper_id is null and (helper_id_text is not null "
            "or (pair_kind = '主结对' and status <> '待结对'))))"
        ),
        "activity": _DAMAGED,
        "activity_monthly": _DAMAGED,
        "organization": "(uscc is null and org_kind is distinct from '未登记')",
    }.get(layout, "false")
