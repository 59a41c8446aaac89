"""Returns as they are shown: a month's list with every version, and one with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import UsageError
from aixin_cli.forms.rules import Text
from aixin_cli.locale import _
from aixin_cli.stage.content import SHEET_PART
from aixin_cli.stage.returns.held import Held, held_of_period
from aixin_cli.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

STATE = "case when hold.reason is not null and part.state = 'accepted' then 'held' else part.state end"
REASON = "if(part.state = 'accepted', hold.reason, part.state_reason)"
HOLD = """
    left join (
        select unit_code, form, period, string_agg(reason, ', ' order by reason desc) as reason
        from meta.hold where released_reason is null group by all
    ) as hold on part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period
"""
"""A return is held whole: its reason is that of each part that would count."""


def list_returns(store: Store, period: str) -> pa.Table:
    """List every part of a period's returns with its place, version, state, reason and row counts."""
    return store.arrow(
        f"""
        select
            part.part_id, part.unit_code, unit.name as unit_name, part.form, file.path, part.sheet, part.version,
            {STATE} as state, {REASON} as reason, part.superseded_by as other,
            part.filled_date, part.received_date,
            part.rows_read, part.rows_accepted, part.rows_quarantined, part.rows_set_aside
        from meta.part as part
        inner join meta.unit as unit on part.unit_code = unit.unit_code
        inner join meta.file as file on part.file_id = file.file_id
        {HOLD}
        where part.period = ?
        order by part.unit_code, part.form, part.part_id
        """,  # noqa: S608
        [period],
    )


def show_return(store: Store, part_id: int) -> dict[str, Any]:
    """All that is known of the return that a part belongs to; UsageError where there is no such part."""
    found = store.rows(
        """
        select part.unit_code, unit.name, part.form, part.period, period.deadline
        from meta.part as part
        inner join meta.unit as unit on part.unit_code = unit.unit_code
        inner join meta.period as period on part.period = period.period
        where part.part_id = ?
        """,
        [part_id],
    )
    if not found:
        raise UsageError(
            _("there is no part {part}").format(part=part_id), None, _("see: aixin returns list --period P")
        )
    unit, name, form, period, deadline = found[0]
    key = (unit, form, period)
    parts = _parts(store, key)
    return {
        "unit": unit,
        "unit_name": name,
        "form": form,
        "period": period,
        "deadline": deadline,
        "parts": parts,
        "held": [_told(item) for item in held_of_period(store, period) if (item.unit_code, item.form) == (unit, form)],
        "decisions": _decisions(store, key),
    }


def _parts(store: Store, key: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Every part and version, the newest last; the rows of second persons out of one cell are their sheet's."""
    rows = store.rows(
        f"""
        with finding as (
            select finding.part_id, rule.severity, count(*) as item_count
            from chk.finding as finding
            inner join chk.rule as rule on finding.rule = rule.rule
            where finding.outcome = 'fail'
            group by all
        )
        select
            part.part_id, part.version, {STATE} as state, {REASON} as reason, part.superseded_by, file.path, part.sheet,
            part.filled_date, part.received_date, load.loaded_at, file.sha256, file.original, part.content_hash,
            part.rows_read, part.rows_accepted, part.rows_unidentified, part.rows_quarantined, part.rows_set_aside,
            (select cast(coalesce(sum(item_count), 0) as bigint) from finding
                where finding.part_id = part.part_id and severity = 'error'),
            (select cast(coalesce(sum(item_count), 0) as bigint) from finding
                where finding.part_id = part.part_id and severity = 'query'),
            (select cast(coalesce(sum(item_count), 0) as bigint) from finding
                where finding.part_id = part.part_id and severity = 'note')
        from meta.part as part
        inner join ({SHEET_PART}) as sheet_part on part.part_id = sheet_part.part_id
        inner join meta.file as file on part.file_id = file.file_id
        inner join meta.load as load on part.load_id = load.load_id
        {HOLD}
        where part.unit_code = ? and part.form = ? and part.period = ?
        order by part.part_id
        """,  # noqa: S608
        key,
    )
    return [_part(row) for row in rows]


@dataclass(frozen=True)
class Superseded:
    """A version and the one that replaced it."""

    unit: str
    form: str
    period: str
    winner: str
    winner_date: date | None
    loser: str
    loser_date: date | None


def superseded_by_load(store: Store, load_id: int) -> list[Superseded]:
    """What a load replaced, or brought and found replaced already, by unit and form."""
    rows = store.rows(
        """
        select
            unit.short_name, loser.form, loser.period, winner_file.path, winner.filled_date, loser_file.path,
            loser.filled_date
        from meta.part as loser
        inner join meta.part as winner on loser.superseded_by = winner.part_id
        inner join meta.file as winner_file on winner.file_id = winner_file.file_id
        inner join meta.file as loser_file on loser.file_id = loser_file.file_id
        inner join meta.unit as unit on loser.unit_code = unit.unit_code
        where loser.state = 'superseded' and loser.share = 1 and (winner.load_id = $load_id or loser.load_id = $load_id)
        order by loser.unit_code, loser.form, loser.period, loser.part_id
        """,
        {"load_id": load_id},
    )
    return [Superseded(*row) for row in rows]


def withdrawn_of_load(store: Store, load_id: int) -> list[tuple[str, Text, Text]]:
    """What came again though it was withdrawn: the file with its sheet, what was found, what to do."""
    rows = store.rows(
        """
        select
            file.path, notice.sheet, notice.message, notice.message_zh, notice.hint, notice.hint_zh
        from chk.notice as notice
        inner join meta.file as file on notice.file_id = file.file_id
        where file.load_id = ? and notice.rule = 'R910'
        order by all
        """,
        [load_id],
    )
    return [(" ".join(filter(None, row[:2])), Text(row[2], row[3]), Text(row[4], row[5])) for row in rows]


PART = (
    *("no", "version", "state", "reason", "other", "file", "sheet", "filled", "received", "loaded_at"),
    *("sha256", "original", "content"),
)
COUNTS = ("read", "accepted", "unidentified", "quarantined", "set_aside")
SEVERITIES = ("error", "query", "note")


def _part(row: tuple[Any, ...]) -> dict[str, Any]:
    counts, found = row[len(PART) : -len(SEVERITIES)], row[-len(SEVERITIES) :]
    return {
        **dict(zip(PART, row, strict=False)),
        "rows": dict(zip(COUNTS, counts, strict=True)),
        "findings": dict(zip(SEVERITIES, found, strict=True)),
    }


def _decisions(store: Store, key: tuple[str, str, str]) -> list[dict[str, Any]]:
    names = ("verb", "no", "reason", "by", "at")
    rows = store.rows(
        """
        select verb, part_id, reason, decided_by, decided_at
        from meta.return_decision
        where unit_code = ? and form = ? and period = ?
        order by decision_id
        """,
        key,
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def _told(held: Held) -> dict[str, Any]:
    return {
        "no": held.part_id,
        "reason": held.reason,
        "rule": held.rule,
        "message": held.message.chosen,
        "rows": held.rows.chosen or None,
        "hint": held.fix.chosen,
        "next": held.next,
    }
