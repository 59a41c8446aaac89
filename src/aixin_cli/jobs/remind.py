"""Reminds the units that haven't sent what they owe, and sends back what has to be corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixin_cli.publish.reminder.owing import Month
    from aixin_cli.publish.reminder.returning import Returned
    from aixin_cli.stage.returns.correspondence import SentBack
    from aixin_cli.stage.returns.decisions import Decision
    from aixin_cli.store import Store


def read(store: Store, period: str, day: date, units: Sequence[str] | None) -> Month:
    """What of a month hasn't come, as of a day."""
    from aixin_cli.link import read_states
    from aixin_cli.publish.reminder.owing import read_month
    from aixin_cli.stage.returns.held import held_of_period

    read_states(store, period)
    reasons = {(item.unit_code, item.form): item.message.zh for item in reversed(held_of_period(store, period))}
    return read_month(store, period, day, units, reasons)


def send_back(store: Store, part_id: int, decision: Decision, tell: Callable[[Returned], None]) -> SentBack:
    """Have the notice told, then record it: what nobody could be told was not sent back."""
    from aixin_cli.publish.reminder.returning import Returned
    from aixin_cli.stage.returns import correspondence

    done = correspondence.look_at(store, part_id, decision)
    unit, form, period = done.key
    tell(
        Returned(
            unit, done.unit_name, form, period, done.file, done.received, decision.reason or "",
            decision.until, done.is_counting, done.findings,
        )
    )  # fmt: skip
    correspondence.send_back(store, done)
    return done
