"""Runs `sql/check` over a linked period: five outcomes, never merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aixin_cli.errors import StoreError
from aixin_cli.store import Store
from aixin_cli.store.catalogue import Statement

OUTCOMES = ("pass", "fail", "unknown", "skipped", "broken")


def run_checks(store: Store, period: str) -> None:
    """Ask every question of `sql/check`; the period must be linked.

    Each check's SELECT gives part_id, row, field, ok (null: unknown), value (masked), detail.
    A check whose SQL fails is told as broken and stops no other.
    """
    params = store.period_params(period)
    checks = store.catalogue.of_kind("check")
    answers = {check.id: _ask(store, check, params, period) for check in checks}
    with store.transaction():
        _write_rules(store)
        store.execute("delete from chk.outcome where period = ?", [period])
        store.execute("delete from chk.finding where period = ?", [period])
        for check in checks:
            _keep(store, str(check.header["code"]), answers[check.id], period)
    # The states tell how many findings each return has: now they are all there.
    store.run(store.catalogue.get("return_state", "link"), params)


def _write_rules(store: Store) -> None:
    for check in store.catalogue.of_kind("check"):
        header = check.header
        store.execute(
            "insert or replace into chk.rule values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, null)",
            [
                header["code"],
                header["severity"],
                "consistency",
                header["title"]["en"],
                header["title"]["zh"],
                header["message"]["en"],
                header["message"]["zh"],
                header["fix"]["en"],
                header["fix"]["zh"],
            ],
        )


@dataclass(frozen=True)
class _Answer:
    """What a check found: how many of each outcome, and the temporary table of what did not pass."""

    counts: dict[str, int]
    reason: str | None = None
    table: str | None = None


def _ask(store: Store, check: Statement, params: dict[str, Any], period: str) -> _Answer:
    absent = _absent_forms(store, check, period)
    if absent:
        return _Answer({"skipped": 0}, "、".join(absent))
    used = {name: params[name] for name in check.params}
    table = f"answer_{check.id}"
    outcome = "case when ok then 'pass' when not ok then 'fail' else 'unknown' end"
    try:
        # Nearly every row passes: only the others are worked out whole and kept.
        counted = store.rows(f"select {outcome}, count(*) from ({check.sql}) as asked group by all", used)  # noqa: S608
        store.execute(
            f"create or replace temp table {table} as select * from ({check.sql}) as asked where not ok",  # noqa: S608
            used,
        )
    except (StoreError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one check, the others still run
        return _Answer({"broken": 0}, type(error).__name__)
    return _Answer({"pass": 0, "fail": 0, "unknown": 0} | dict(counted), None, table)


def _keep(store: Store, code: str, answer: _Answer, period: str) -> None:
    for outcome, count in answer.counts.items():
        store.execute("insert into chk.outcome values (?, ?, null, null, ?, ?, ?)", [period, code, outcome, count, answer.reason])
    if answer.table is None:
        return
    store.execute(
        f"""
        insert into chk.finding by name
        select part_id, row, $code as rule, field, value, detail, $period as period from {answer.table}
        """,  # noqa: S608
        {"code": code, "period": period},
    )
    store.execute(f"drop table {answer.table}")


def _absent_forms(store: Store, check: Statement, period: str) -> list[str]:
    """Forms the check asks about, of which no return is in use: a check without them is skipped."""
    present = {
        row[0] for row in store.rows("select distinct form from ent.part_used where is_current or period = ?", [period])
    }
    return [form for form in check.header["forms"] if form not in present]
