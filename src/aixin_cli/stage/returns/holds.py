"""Returns that are held as 疑似漏报: read and kept, but counted as not sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from aixin_cli.forms import load_forms
from aixin_cli.stage.returns.contested import Key
from aixin_cli.stage.returns.releases import end_releases
from aixin_cli.store import Store


def look_at(store: Store, keys: Iterable[tuple[Any, ...]]) -> None:
    """Put returns (unit, form, month) into the temporary table `judged_return`."""
    columns = list(zip(*sorted(set(keys)), strict=True)) or [(), (), ()]
    store.execute(
        """
        create or replace temp table judged_return as
        select
            unnest(cast($units as varchar[])) as unit_code, unnest(cast($forms as varchar[])) as form,
            unnest(cast($periods as varchar[])) as period
        """,
        dict(zip(("units", "forms", "periods"), map(list, columns), strict=True)),
    )


def forget_holds(store: Store, keys: Iterable[tuple[Any, ...]], reasons: Sequence[str] = ()) -> None:
    """Take holds back that nobody released: of some reasons, or all; what is still so is found again."""
    look_at(store, keys)
    store.execute(
        """
        delete from meta.hold as hold
        using judged_return as judged
        where hold.released_reason is null and (len($reasons) = 0 or list_contains($reasons, hold.reason))
            and hold.unit_code = judged.unit_code and hold.form = judged.form and hold.period = judged.period
        """,
        {"reasons": list(reasons)},
    )


def hold_returns(store: Store, keys: Collection[Key]) -> None:
    """Judge these returns again as they stand now; a release stays given for the version it was given for.

    What a ledger lost is told by the month before: a unit's later ledgers are judged with it, each after that one.
    """
    judged = {*keys, *_later_ledgers(store, keys)}
    for _period, of_month in groupby(sorted(judged, key=lambda key: key[2]), key=lambda key: key[2]):
        forget_holds(store, list(of_month), ("quarantined", "lost pairs"))
        end_releases(store)
        _hold_quarantined(store)
        _hold_lost_pairs(store)


def _later_ledgers(store: Store, keys: Iterable[Key]) -> list[Key]:
    first: dict[str, str] = {}
    for unit, form, period in keys:
        if form == "pairing":
            first[unit] = min(period, first.get(unit, period))
    rows = store.rows(
        "select distinct unit_code, form, period from meta.part where form = 'pairing' and state = 'accepted'"
        " and list_contains($units, unit_code)",
        {"units": sorted(first)},
    )
    return [(unit, form, period) for unit, form, period in rows if period > first[unit]]


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


def _hold_quarantined(store: Store) -> None:
    """A stock return more than 5 % of whose rows are quarantined, if they are five or more."""
    stock = [form.id for form in load_forms().values() if form.kind == "stock"]
    store.execute(
        """
        insert or ignore into meta.hold
        select
            unit_code, form, period, 'quarantined', sum(rows_quarantined),
            cast(floor($share * sum(rows_accepted + rows_quarantined)) as bigint), null, null
        from meta.part
        semi join judged_return using (unit_code, form, period)
        where state = 'accepted' and list_contains($stock, form)
        group by unit_code, form, period
        having
            sum(rows_quarantined) > $share * sum(rows_accepted + rows_quarantined)
            and sum(rows_quarantined) >= $least
        """,
        {
            "share": store.settings["hold.quarantined_share"],
            "least": store.settings["hold.quarantined_count"],
            "stock": stock,
        },
    )


def _hold_lost_pairs(store: Store) -> None:
    """A pairing return that lacks more than max(10, 3 %) of the unit's active pairs of before."""
    store.execute(
        f"""
        insert or ignore into meta.hold
        with {LOST_PAIRS}
        select
            unit_code, 'pairing', period, 'lost pairs', lost_count,
            cast(floor(greatest($pairs, $share * pair_count)) as bigint), null, null
        from (
            select unit_code, period, count(*) as pair_count, count(*) filter (is_lost) as lost_count
            from pair_before
            group by unit_code, period
        )
        where lost_count > greatest($pairs, $share * pair_count)
        """,  # noqa: S608
        {"pairs": store.settings["hold.lost_pairs"], "share": store.settings["hold.lost_share"]},
    )


LOST_PAIRS = """
        touched as (
            select distinct unit_code, period
            from meta.part
            semi join judged_return using (unit_code, form, period)
            where form = 'pairing' and state = 'accepted'
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
                part.unit_code, part.period, s.part_id, s.row, s.status, s.is_quarantined,
                hash(
                    coalesce(s.recipient_id, s.recipient_id_text, s.recipient_no, s.recipient_name),
                    coalesce(s.helper_id, s.helper_id_text, s.helper_name), s.pair_kind
                ) as pair_hash
            from stg.pairing as s
            inner join meta.part as part on s.part_id = part.part_id
            where part.state = 'accepted' and part.unit_code in (select unit_code from earlier)
        ),
        pair_now as (
            select distinct unit_code, period, pair_hash
            from pair
        ),
        pair_before as (
            select
                earlier.unit_code, earlier.period, earlier.earlier_period, pair.pair_hash,
                min(struct_pack(part_id := pair.part_id, row := pair.row)) as place,
                bool_and(pair_now.pair_hash is null) as is_lost
            from earlier
            inner join pair on earlier.unit_code = pair.unit_code and earlier.earlier_period = pair.period
            left join pair_now
                on earlier.unit_code = pair_now.unit_code and earlier.period = pair_now.period
                and pair.pair_hash = pair_now.pair_hash
            where pair.status = '在帮' and not pair.is_quarantined
            group by all
        )
"""
"""Whose active pairs of before are still there: of the returns in `judged_return`, each pair with its place then."""
