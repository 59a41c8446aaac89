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
        select unnest(cast($units as varchar[])) as unit_code, unnest(cast($forms as varchar[])) as form,
            unnest(cast($periods as varchar[])) as period
        """,
        dict(zip(("units", "forms", "periods"), map(list, columns), strict=True)),
    )


def forget_holds(store: Store, keys: Iterable[tuple[Any, ...]], reasons: Sequence[str] = ()) -> None:
    """Take holds back that nobody released: of some reasons, or all; what is still so is found again."""
    look_at(store, keys)
    store.execute(
        """
        delete from meta.hold as hold using judged_return as judged
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
    params = {
        "share": store.settings["hold.quarantined_share"],
        "least": store.settings["hold.quarantined_count"],
        "stock": [form.id for form in load_forms().values() if form.kind == "stock"],
    }
    store.insert_from("meta.hold", "intake/over_quarantined", params, is_known_kept=True)


def _hold_lost_pairs(store: Store) -> None:
    """A pairing return that lacks more than max(10, 3 %) of the unit's active pairs of before."""
    params = {"pairs": store.settings["hold.lost_pairs"], "share": store.settings["hold.lost_share"]}
    store.insert_from("meta.hold", "intake/lost_pair_return", params, is_known_kept=True)
