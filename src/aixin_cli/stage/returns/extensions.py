"""A later deadline for one return: granted, recorded, and what decides from then on whether it is late."""

from __future__ import annotations

from datetime import date

from aixin_cli.errors import UsageError
from aixin_cli.forms import get_form
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.locale import _
from aixin_cli.stage.returns.contested import Key
from aixin_cli.stage.returns.decisions import Decision, record
from aixin_cli.store import Store


def extend(store: Store, key: Key, decision: Decision) -> None:
    """Let a return come until the decision's day; the newest extension holds, also where it takes an earlier one back.

    Raises UsageError where its unit doesn't send that form, or the day is before the month's own deadline.
    """
    unit, form, period = key
    if form not in load_divisions().may_send(unit):
        raise UsageError(
            _("{unit} doesn't send {form}").format(unit=load_divisions().by_code[unit].name, form=get_form(form).code),
            None,
            _("see: aixin status --period {period}").format(period=period),
        )
    deadline = _deadline(store, period)
    if decision.until is None or decision.until < deadline:
        raise UsageError(
            _("{day} is before the deadline, {deadline}").format(day=decision.until, deadline=deadline),
            None,
            _("an extension ends later, or on the deadline to take one back"),
        )
    with store.transaction():
        record(store, "extend", key, None, decision)


def _deadline(store: Store, period: str) -> date:
    kept: list[tuple[date]] = store.rows("select deadline from meta.period where period = ?", [period])
    return kept[0][0] if kept else store.settings.deadline(period)
