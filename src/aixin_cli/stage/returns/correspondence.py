"""What is written about returns, beside whether they count: sent back, answered; and all that became of one.

Nothing here changes a figure: a return that was sent back goes on counting until it is held or replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import UsageError
from aixin_cli.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aixin_cli.stage.returns.contested import Key
    from aixin_cli.stage.returns.decisions import Decision
    from aixin_cli.store import Store

STEP = ("at", "step", "no", "by", "reason", "until")


@dataclass(frozen=True)
class SentBack:
    """A version that is sent back, and what stands in its notice."""

    part_id: int
    version: int
    key: Key
    unit_name: str
    file: str
    received: date | None
    is_counting: bool
    """Whether it counts meanwhile."""
    decision: Decision
    findings: tuple[tuple[str, str, str, int], ...]
    """Severity, rule, title and how many, errors first."""


@dataclass(frozen=True)
class Correspondence:
    """Where the letters about a return stand."""

    unit_code: str
    unit_name: str
    form: str
    step: str
    """returned, answered or accepted"""
    part_id: int | None
    sent_at: datetime
    until: date | None
    answered_at: datetime | None


def look_at(store: Store, part_id: int, decision: Decision) -> SentBack:
    """What would be sent back, and what its notice says; nothing is kept.

    Raises UsageError where there is no such part, or it was replaced or withdrawn: it is the other one that is meant.
    """
    found = store.ask("intake/returned_part", {"part": part_id})
    if not found:
        raise UsageError(
            _("there is no part {part}").format(part=part_id), None, _("see: aixin returns list --period P")
        )
    number, version, unit, unit_name, form, period, state, file, received, is_counting = found[0]
    if state not in ("accepted", "held"):
        raise UsageError(
            _("part {part} counts nowhere as it is").format(part=part_id),
            None,
            _("see: aixin returns show {part}").format(part=part_id),
        )
    findings = tuple(store.ask("intake/returned_finding", {"part": number}))
    return SentBack(number, version, (unit, form, period), unit_name, file, received, is_counting, decision, findings)


def send_back(store: Store, item: SentBack) -> None:
    """Record that a return was sent back to be corrected."""
    with store.transaction():
        record_step(store, "returned", item.key, item.part_id, item.decision)


def record_step(store: Store, step: str, key: Key, part_id: int | None, decision: Decision) -> None:
    """Keep a step, by whom and when."""
    store.execute(
        "insert into meta.return_step select coalesce(max(step_id), 0) + 1, $step, $unit, $form, $period,"
        " $part, $reason, $by, now()::timestamp, $until from meta.return_step",
        {
            **dict(zip(("unit", "form", "period"), key, strict=True)),
            "step": step,
            "part": part_id,
            "reason": decision.reason,
            "by": decision.by,
            "until": decision.until,
        },
    )


def list_history(store: Store, key: Key) -> list[dict[str, Any]]:
    """All that became of a return, the oldest first, with who and when."""
    rows = store.ask("intake/return_history", dict(zip(("unit", "form", "period"), key, strict=True)))
    return [dict(zip(STEP, row, strict=True)) for row in rows]


def list_correspondence(store: Store, period: str, units: Sequence[str] | None = None) -> list[Correspondence]:
    """What of a month was sent back, and what came of it."""
    rows = store.ask("lookup/return_correspondence", {"period": period, "units": units})
    return [Correspondence(*row) for row in rows]
