"""Runs `sql/check` over a linked period: five outcomes, never merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from aixin_cli.check.answers import FIXED, answers, quoted, shown_columns
from aixin_cli.check.outcomes import write_outcomes
from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.locale import _
from aixin_cli.store import Store
from aixin_cli.store.database import MemoryExhausted
from aixin_cli.store.emptiness import emptiness_of, empty_among
from aixin_cli.store.interrupting import interruptible
from aixin_cli.store.register import error_hint
from aixin_cli.store.rule_table import write_rules
from aixin_cli.store.statement import Statement


def run_checks(store: Store, period: str, *, with_states: bool = True) -> list[DefinitionError]:
    """Ask every question of `sql/check`; the period must be linked.

    Each check's SELECT gives part_id, row, field, ok (null: unknown), value (masked), and may give
    expected, difference, detail and facts. Returns the rules that could not be asked because their
    file is broken: that is told, and stops no other.
    """
    checks = store.catalogue.of_kind("check")
    asking = _Asking(store, period, store.period_params(period))
    for unread in store.catalogue.faults:
        asking.tell(Path(unread.where or "").name.partition(":")[0], "broken", unread.what)
    # Apart from the register: a rule that fails half-way must not take the others' answers with it.
    store.execute(f"create or replace temp table {ASKED} as select * from chk.finding limit 0")  # noqa: S608
    with interruptible(store.connection):
        asking.count_together(checks)
        broken = [fault for check in checks if (fault := asking.ask(check)) is not None]
    with store.transaction():
        write_rules(store)
        _replace_findings(store, period)
        _yield_to_others(store, checks, period)
        asking.write()
        write_outcomes(store, period)
    if with_states:
        # They tell how many findings each return has: now they are all there.
        store.run(store.catalogue.get("return_state", "link"), store.period_params(period))
    return [*store.catalogue.faults, *broken]


ASKED = "asked_finding"
"""The temporary table of what the checks of a month say, until all are asked."""
_TOGETHER = 8
"""So many checks are counted in one statement: they share threads and what a statement costs; more cost more again."""


def _replace_findings(store: Store, period: str) -> None:
    """Put the month's answers in the place of the last ones; the findings of fields stand again as they were made."""
    store.execute("delete from chk.outcome where period = ?", [period])
    store.execute("delete from chk.finding where period = ?", [period])
    store.execute(f"insert into chk.finding select * from {ASKED}")  # noqa: S608
    store.execute(f"drop table {ASKED}")
    store.execute(
        """
        update chk.finding set outcome = 'fail'
        where period is null and outcome = 'unknown'
            and part_id in (select part_id from ent.part_used where period = ?)
        """,
        [period],
    )


def ask_alone(store: Store, check: Statement, period: str) -> str | None:
    """Put a check's whole answer for a linked period into the temporary table `tried`; or say why it has none.

    Raises DefinitionError with the file's line where it can't be asked.
    """
    asking = _Asking(store, period, store.period_params(period))
    reason = asking.reason_to_skip(check)
    if reason is not None:
        return reason
    try:
        used = {name: asking.params[name] for name in check.params}
        with interruptible(store.connection):
            store.execute(f"create or replace temp table tried as {answers(store, check)}", used)
        shown_columns(store, check, used)
    except (DefinitionError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - an own rule may fail in any way: it is said of its file
        if _is_the_stores(error, check):
            raise
        raise _fault(check, error) from None
    return None


@dataclass(frozen=True)
class _Asking:
    """One month that is asked about."""

    store: Store
    period: str
    params: dict[str, Any]
    told: list[dict[str, Any]] = field(default_factory=list)
    """Outcomes that are no rows: passes by part, and rules that were not asked."""
    counted: dict[Path, list[tuple[Any, ...]]] = field(default_factory=dict)
    """What was counted together with others, by a check's file."""

    def count_together(self, checks: Sequence[Statement]) -> None:
        """Count what our own checks answer, several in one statement; of an office's rules each is asked alone."""
        asked = [check for check in checks if check.is_ours and not self.reason_to_skip(check)]
        asked = [check for check in asked if not self._is_surely_empty(check)]
        for first in range(0, len(asked), _TOGETHER):
            group = asked[first : first + _TOGETHER]
            counts = [self._count(check, place) for place, check in enumerate(group)]
            used = {name: self.params[name] for check in group for name in check.params if name in self.params}
            try:
                found = self.store.rows(" union all ".join(counts), used)
            except KeyboardInterrupt:
                raise
            except Exception:  # noqa: BLE001 - whose fault it is turns out when each is asked alone
                continue
            for place, check in enumerate(group):
                self.counted[check.path] = [row for row in found if row[0] == place]

    def _count(self, check: Statement, place: int = 0) -> str:
        answer = answers(self.store, check)
        return f"select {place}, part_id, ok, count(*) from ({answer}) as told group by part_id, ok"  # noqa: S608

    def _is_surely_empty(self, check: Statement) -> bool:
        return any(way <= self._empty for way in emptiness_of(check).ways)

    def ask(self, check: Statement) -> DefinitionError | None:
        """Keep what a check answers; the error that it ends with is its file's."""
        try:
            reason = self.reason_to_skip(check)
            if reason is not None:
                self.tell(check.header["code"], "skipped", reason)
            else:
                self._keep(check, {name: self.params[name] for name in check.params})
        except KeyboardInterrupt:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one check, the others still run
            if _is_the_stores(error, check):
                raise
            fault = error if isinstance(error, DefinitionError) else _fault(check, error)
            self.tell(check.header["code"], "broken", fault.what)
            return fault
        return None

    def reason_to_skip(self, check: Statement) -> str | None:
        """Why a check has nothing to ask: not in force, or what it compares isn't there."""
        header = check.header
        if self.period < header["since"] or (header.get("until") and self.period > header["until"]):
            return "not in force"
        absent = [form for form in header["forms"] if form not in self._present_forms]
        if absent:
            return f"no returns: {', '.join(absent)}"
        if "previous" in header.get("needs", ()) and not self._has_previous:
            return f"not loaded: {self.params['previous_period']}"
        return None

    @cached_property
    def _present_forms(self) -> set[str]:
        found = self.store.rows("select distinct form from ent.part_used where is_current or period = ?", [self.period])
        return {form for (form,) in found}

    @cached_property
    def _has_previous(self) -> bool:
        return bool(
            self.store.rows(
                "select 1 from meta.accepted_part where period = ? limit 1", [self.params["previous_period"]]
            )
        )

    @cached_property
    def _empty(self) -> set[str]:
        """The tables in which nothing is."""
        checks = self.store.catalogue.of_kind("check")
        asked = {table for check in checks for way in emptiness_of(check).ways for table in way}
        return empty_among(self.store, asked)

    def _keep(self, check: Statement, used: dict[str, Any]) -> None:
        """Count what passes, by part; keep the rows that fail or can't be told.

        Nearly every row passes: only where some don't is a check asked once more, for all that it says of them.
        """
        if self._is_surely_empty(check):
            return
        counted = self.counted.get(check.path)
        if counted is None:
            counted = self.store.rows(self._count(check), used)
        if any(ok is not True for _place, _part, ok, _count in counted):
            self._keep_rows(check, used)
        code = check.header["code"]
        self.told.extend(
            {"rule": code, "part_id": part_id, "outcome": "pass", "item_count": count, "reason": None}
            for _place, part_id, ok, count in counted
            if ok
        )

    def _keep_rows(self, check: Statement, used: dict[str, Any]) -> None:
        columns = shown_columns(self.store, check, used)
        facts = ", ".join(f"{quoted(name)} := {shown}" for name, shown in columns.items() if name not in FIXED)
        fixed = [f"{columns.get(name, 'null')} as {name}" for name in FIXED[4:]]
        self.store.execute(
            f"""
            insert into {ASKED} by name
            select
                part_id, row, field, {", ".join(fixed)},
                {f"cast(to_json(struct_pack({facts})) as varchar)" if facts else "null"} as facts,
                if(ok is null, 'unknown', 'fail') as outcome, $rule_code as rule, $asked_period as period
            from ({check.sql}
            ) as asked
            where cast(ok as boolean) is distinct from true
            """,  # noqa: S608
            {**used, "rule_code": check.header["code"], "asked_period": self.period},
        )

    def tell(self, rule: str, outcome: str, reason: str) -> None:
        """Note that a rule, or a file that is none, was not asked, and why."""
        self.told.append({"rule": rule, "part_id": None, "outcome": outcome, "item_count": 0, "reason": reason})

    def write(self) -> None:
        """Keep how many rows passed each rule in each unit, and which rules were not asked."""
        if not self.told:
            return
        bound = {"period": self.period, "items": self.told}
        self.store.insert_from("chk.outcome", "outcome/unit_outcome", bound)


def _is_the_stores(error: Exception, check: Statement) -> bool:
    """Whether the store can't go on: a full disk can't, a rule of the office's own that asks too much is its file's."""
    return isinstance(error, StoreError) and (check.is_ours or not isinstance(error, MemoryExhausted))


def _fault(check: Statement, error: Exception) -> DefinitionError:
    """The error as its file's, with the line that DuckDB names; its text only where it holds no cell."""
    if isinstance(error, MemoryExhausted):
        what = _("this rule needs more memory than the store may use")
        return DefinitionError(what, check.place(None), _("narrow what it compares, or raise engine.memory_limit_mb"))
    found = re.search(r"LINE (\d+):", str(error))
    missing = f"${error.args[0]}" if isinstance(error, KeyError) else None
    return DefinitionError(
        _("this rule can't be asked ({kind})").format(kind=missing or type(error).__name__),
        check.place(int(found[1]) if found else None),
        error_hint(error),
    )


def _yield_to_others(store: Store, checks: tuple[Statement, ...], period: str) -> None:
    """One mistake is told once: a finding yields to those of its row that explain it."""
    yielding = [
        {"rule": rule, "other": other}
        for check in checks
        for rule, other in [
            *((check.header["code"], other) for other in check.header.get("yields_to", ())),
            *((told, check.header["code"]) for told in check.header.get("explains", ())),
        ]
    ]
    if not yielding:
        return
    sql, used = store.question("outcome/explained_place", {"pairs": yielding, "period": period})
    store.execute(
        f"update chk.finding as finding set outcome = 'unknown' from ({sql}) as made"  # noqa: S608
        " where (finding.period = $period or finding.period is null) and finding.outcome = 'fail'"
        " and finding.rule = made.rule and finding.part_id = made.part_id"
        " and finding.row is not distinct from made.row",
        used,
    )
