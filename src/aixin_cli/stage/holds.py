"""Returns that are held as 疑似漏报: read and kept, but counted as not sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aixin_cli.forms import load_forms
from aixin_cli.forms.reading import reading_rules
from aixin_cli.store import Store


def hold_returns(store: Store, load_id: int) -> None:
    """Judge again every return that this load touched; a release given before stays given."""
    _forget(store, load_id)
    _hold_quarantined(store, load_id)
    _hold_lost_pairs(store, load_id)
    _note_holds(store, load_id)


@contextmanager
def holds_suspended(store: Store) -> Iterator[None]:
    """Held returns are asked like any other inside: who sends them should know all at once."""
    held = store.rows("select unit_code, form, period, reason from meta.hold where released_reason is null")
    store.execute("update meta.hold set released_reason = 'asked' where released_reason is null")
    try:
        yield
    finally:
        for key in held:
            store.execute(
                """
                update meta.hold set released_reason = null
                where unit_code = ? and form = ? and period = ? and reason = ?
                """,
                key,
            )


def _forget(store: Store, load_id: int) -> None:
    store.execute(
        """
        delete from meta.hold as hold
        using meta.part as part
        where part.load_id = $load_id and hold.released_reason is null
            and hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
        """,
        {"load_id": load_id},
    )


def _hold_quarantined(store: Store, load_id: int) -> None:
    """A stock return more than 5 % of whose rows are quarantined."""
    stock = [form.id for form in load_forms().values() if form.kind == "stock"]
    store.execute(
        """
        insert or ignore into meta.hold
        select
            unit_code, form, period, 'quarantined', sum(rows_quarantined),
            cast(floor($share * sum(rows_accepted + rows_quarantined)) as bigint), null, null
        from meta.part
        where state = 'accepted' and list_contains($stock, form)
        group by unit_code, form, period
        having bool_or(load_id = $load_id) and sum(rows_quarantined) > $share * sum(rows_accepted + rows_quarantined)
        """,
        {"load_id": load_id, "share": store.settings["hold.quarantined_share"], "stock": stock},
    )


def _hold_lost_pairs(store: Store, load_id: int) -> None:
    """A pairing return that lacks more than max(10, 3 %) of the unit's active pairs of before."""
    store.execute(
        """
        insert or ignore into meta.hold
        with touched as (
            select distinct unit_code, period
            from meta.part
            where load_id = $load_id and form = 'pairing' and state = 'accepted'
        ),
        earlier as (
            select touched.unit_code, touched.period, max(part.period) as earlier_period
            from touched
            inner join meta.accepted_part as part
                on touched.unit_code = part.unit_code and part.form = 'pairing' and part.period < touched.period
            group by all
        ),
        pair as (
            select
                part.unit_code, part.period, s.status, s.is_quarantined,
                hash(
                    coalesce(s.recipient_id, s.recipient_id_text, s.recipient_no, s.recipient_name),
                    coalesce(s.helper_id, s.helper_id_text, s.helper_name), s.pair_kind
                ) as pair_hash
            from stg.pairing as s
            inner join meta.part as part on s.part_id = part.part_id
            where part.state = 'accepted' and part.unit_code in (select unit_code from earlier)
        ),
        before as (
            select distinct earlier.unit_code, earlier.period, pair.pair_hash
            from earlier
            inner join pair on earlier.unit_code = pair.unit_code and earlier.earlier_period = pair.period
            where pair.status = '在帮' and not pair.is_quarantined
        ),
        counted as (
            select
                before.unit_code, before.period, count(*) as pair_count,
                count(*) filter (
                    not exists (
                        select 1 from pair
                        where pair.unit_code = before.unit_code and pair.period = before.period
                            and pair.pair_hash = before.pair_hash
                    )
                ) as lost_count
            from before
            group by all
        )
        select
            unit_code, 'pairing', period, 'lost pairs', lost_count,
            cast(floor(greatest($pairs, $share * pair_count)) as bigint), null, null
        from counted
        where lost_count > greatest($pairs, $share * pair_count)
        """,
        {"load_id": load_id, "pairs": store.settings["hold.lost_pairs"], "share": store.settings["hold.lost_share"]},
    )


_RULES = {"quarantined": "R905", "lost pairs": "R906"}


def _note_holds(store: Store, load_id: int) -> None:
    """One notice a held return, at its first part of this load."""
    held = store.rows(
        """
        select min(part.file_id), min(part.part_id), hold.reason, hold.item_count, hold.limit_count
        from meta.hold as hold
        inner join meta.part as part using (unit_code, form, period)
        where part.load_id = $load_id and part.state = 'accepted' and hold.released_reason is null
            and hold.reason <> 'opening'
        group by hold.unit_code, hold.form, hold.period, hold.reason, hold.item_count, hold.limit_count
        order by all
        """,
        {"load_id": load_id},
    )
    for file_id, part_id, reason, item_count, limit_count in held:
        rule = reading_rules()[_RULES[reason]]
        message = rule.message.filled(item_count=item_count, limit_count=limit_count)
        store.execute(
            "insert into chk.notice values (?, ?, ?, ?, null, null, null, ?, ?, ?, ?)",
            [file_id, part_id, rule.code, rule.severity, *message, *rule.fix],
        )
