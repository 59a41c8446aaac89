"""Sends a return back: recorded in the store, and told in a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.publish.reminder.returning import Returned

if TYPE_CHECKING:
    from collections.abc import Callable

    from aixin_cli.stage.returns.correspondence import SentBack
    from aixin_cli.stage.returns.decisions import Decision
    from aixin_cli.store import Store


def send_back(store: Store, part_id: int, decision: Decision, tell: Callable[[Returned], None]) -> SentBack:
    """Have the notice told, then record it: what nobody could be told was not sent back."""
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
