"""Runs `sql/check` over a linked period: five outcomes, never merged."""

from __future__ import annotations

from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.store import Store
from aixin_cli.store.catalogue import Statement

OUTCOMES = ("pass", "fail", "unknown", "skipped", "broken")


def run_checks(store: Store, period: str) -> None:
    """Ask every question of `sql/check`; the period must be linked.

    Each check's SELECT gives part_id, row, field, ok (null: unknown), value (masked), detail.
    """
    params = store.period_params(period)
    with store.transaction():
        _write_rules(store)
        store.execute("delete from chk.outcome where period = ?", [period])
        store.execute("delete from chk.finding where period = ?", [period])
        for check in store.catalogue.of_kind("check"):
            _run(store, check, params, period)


def _write_rules(store: Store) -> None:
    for check in store.catalogue.of_kind("check"):
        header = check.header
        store.execute(
            "insert or replace into chk.rule values (?, ?, ?, ?, ?, ?, null)",
            [
                header["code"], header["severity"], header["message"]["en"], header["message"]["zh"],
                header["fix"]["en"], header["fix"]["zh"],
            ],
        )


def _run(store: Store, check: Statement, params: dict[str, object], period: str) -> None:
    code = str(check.header["code"])
    absent = _absent_forms(store, check, period)
    if absent:
        _tell(store, period, code, "skipped", 0, "、".join(absent))
        return
    used = {name: params[name] for name in check.params}
    try:
        store.execute(f"create or replace temp table answer as {check.sql}", used)
    except (StoreError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise DefinitionError("this check failed", str(check.path), type(error).__name__) from None
    counted = dict(
        store.rows("select case when ok then 'pass' when not ok then 'fail' else 'unknown' end, count(*) from answer group by all")
    )
    for outcome in ("pass", "fail", "unknown"):
        _tell(store, period, code, outcome, int(counted.get(outcome, 0)), None)
    store.execute(
        """
        insert into chk.finding
        select part_id, row, $code, field, value, detail, $period from answer where not ok
        """,
        {"code": code, "period": period},
    )


def _absent_forms(store: Store, check: Statement, period: str) -> list[str]:
    """Forms the check asks about, of which no return is in use: a check without them is skipped."""
    present = {row[0] for row in store.rows("select distinct form from ent.part_used where is_current or period = ?", [period])}
    return [form for form in check.header["forms"] if form not in present]


def _tell(store: Store, period: str, code: str, outcome: str, count: int, reason: str | None) -> None:
    store.execute("insert into chk.outcome values (?, ?, ?, ?, ?)", [period, code, outcome, count, reason])
