"""Which months have a ledger: a mistyped month has nobody in it, and an empty answer would look like a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aixin_cli.store import Store

_SHOWN = 12
"""So many months are named, the newest first."""


def newest_period(store: Store) -> str:
    """The newest month with a ledger; UsageError where there is none."""
    return _months(store)[0]


def require_ledger(store: Store, period: str) -> None:
    """Raise UsageError, with the months that there are, where a month has no ledger, not even a carried one."""
    months = _months(store)
    params = store.period_params(period)
    carried = store.ask("lookup/month_carried", {**params, "months": months})
    if not carried:
        more = _(" and {count} more").format(count=len(months) - _SHOWN) if len(months) > _SHOWN else ""
        hint = _("there are: {names}").format(names=", ".join(months[:_SHOWN])) + more
        raise UsageError(_("no ledger of {period} has been loaded").format(period=period), None, hint)


def _months(store: Store) -> Sequence[str]:
    """The months of ledgers, the newest first; UsageError where there is none."""
    found = store.rows("select distinct period from meta.accepted_part where form = 'pairing' order by period desc")
    if not found:
        raise UsageError(
            _("no ledger has been loaded yet"), hint=_("load returns first: aixin load PATH... --store DIR")
        )
    return [str(month) for (month,) in found]
