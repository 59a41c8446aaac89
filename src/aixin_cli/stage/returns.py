"""What a person decides about returns: reinstate a version, release a held one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.stage.versions import follow_first
from aixin_cli.store import Store

if TYPE_CHECKING:
    import pyarrow as pa


def list_returns(store: Store, period: str) -> pa.Table:
    """List every part of a period's returns with its place, version, state, reason and row counts."""
    return store.arrow(
        """
        select
            part.part_id, part.unit_code, part.form, file.path, part.sheet, part.version,
            case when hold.reason is not null and part.state = 'accepted' then 'held' else part.state end as state,
            coalesce(hold.reason, part.state_reason) as reason,
            part.filled_date, part.rows_read, part.rows_accepted, part.rows_quarantined, part.rows_set_aside
        from meta.part as part
        inner join meta.file as file on part.file_id = file.file_id
        left join (
            select unit_code, form, period, min(reason) as reason
            from meta.hold where released_reason is null group by all
        ) as hold on part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period
        where part.period = ?
        order by part.unit_code, part.form, part.part_id
        """,
        [period],
    )


def reinstate(store: Store, part_id: int) -> None:
    """Bring a superseded or held version back; those that stand against it step back.

    Raises UsageError when there is no such part or it counts already.
    """
    found = store.rows("select state, unit_code, form, period from meta.part where part_id = ?", [part_id])
    if not found:
        raise UsageError(
            _("there is no part {part}").format(part=part_id), None, _("see: aixin returns list --period P")
        )
    state = found[0][0]
    if state == "accepted":
        raise UsageError(_("part {part} counts already").format(part=part_id))
    with store.transaction():
        store.execute(
            """
            update meta.part set state = 'superseded', state_reason = 'newer version', superseded_by = $part
            where state = 'accepted' and part_id in (
                select superseded_by from meta.part where part_id = $part
                union
                select part_id from meta.part where part_id in (
                    select other.part_id from meta.part as other
                    inner join meta.part as self on self.part_id = $part and other.superseded_by = self.superseded_by
                )
            )
            """,
            {"part": part_id},
        )
        store.execute(
            "update meta.part set state = 'accepted', state_reason = null, superseded_by = null where part_id = ?",
            [part_id],
        )
        follow_first(store)


def release(store: Store, unit: str, form: str, period: str, reason: str) -> None:
    """Let a held return count, with a reason that is kept.

    Raises UsageError when that return is not held.
    """
    held = store.rows(
        "select count(*) from meta.hold where unit_code = ? and form = ? and period = ? and released_reason is null",
        [unit, form, period],
    )
    if not held[0][0]:
        raise UsageError(
            _("the return {unit} {form} {period} is not held").format(unit=unit, form=form, period=period),
            None,
            _("see: aixin returns list --period P"),
        )
    with store.transaction():
        store.execute(
            """
            update meta.hold set released_reason = ?, released_at = now()::timestamp
            where unit_code = ? and form = ? and period = ? and released_reason is null
            """,
            [reason, unit, form, period],
        )
