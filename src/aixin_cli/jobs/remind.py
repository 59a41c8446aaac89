"""Reminds the units that haven't sent what they owe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixin_cli.publish.reminder.owing import Month
    from aixin_cli.store import Store


def read(store: Store, period: str, day: date, units: Sequence[str] | None) -> Month:
    """What of a month hasn't come, as of a day."""
    from aixin_cli.link import read_states
    from aixin_cli.publish.reminder.owing import read_month
    from aixin_cli.stage.returns.held import held_of_period

    read_states(store, period)
    reasons = {(item.unit_code, item.form): item.message.zh for item in reversed(held_of_period(store, period))}
    return read_month(store, period, day, units, reasons)
