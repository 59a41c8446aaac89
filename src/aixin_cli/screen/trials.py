"""How `aixin rules try` shows its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.console import TableFormat

if TYPE_CHECKING:
    from aixin_cli.check import Trial


def show_trials(trials: Sequence[Trial], shape: TableFormat) -> None:
    """Print the units of each month, then which other rules find fault with the same rows."""
    if shape == "json":
        console.out_json([asdict(trial) for trial in trials])
        return
    titles = [_("period"), _("unit"), _("asked"), _("fail"), _("newly failing"), _("unknown")]
    units = [
        (item.period, item.unit, item.asked_count, item.fail_count, item.new_count, item.unknown_count)
        for trial in trials
        for item in trial.units
    ]
    console.out_rows(titles, units, shape)
    if shape == "table":
        _show_overlaps(trials)
    for trial in trials:
        if trial.reason is not None:
            console.say(_("{period}: not asked: {reason}").format(period=trial.period, reason=trial.reason))
    failing = sum(item.fail_count for trial in trials for item in trial.units)
    new = sum(item.new_count for trial in trials for item in trial.units)
    console.say(_("{failing} rows would fail, {new} of them newly").format(failing=failing, new=new))
    console.say(_("to use the rule, put the file into the folder `rules` of the store"))


def _show_overlaps(trials: Sequence[Trial]) -> None:
    overlaps = [
        (item.period, item.rule, item.shared_count, item.fail_count) for trial in trials for item in trial.overlaps
    ]
    if overlaps:
        console.out("")
        console.out(_("rows that other rules find fault with too:"))
        console.out_rows([_("period"), _("rule"), _("rows shared"), _("rows failing")], overlaps, "table")
