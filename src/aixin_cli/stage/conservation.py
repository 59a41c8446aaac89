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
    lost = store.ask("intake/lost_or_doubled", {"load_id": load_id}, staged=staged)
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
    columns = ("rows_accepted", "rows_quarantined", "rows_unidentified")
    store.update_from("meta.part", columns, "intake/row_count", {"load_id": load_id}, staged=staged)


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
