"""Pairings that came before: helpers who were replaced, recipients who moved to another county."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, stack
from aixin_cli.sample.world.ledger import FIRST_START, MOVED_AWAY, REPLACED, days_from, ledger_rows, spare_people
from aixin_cli.sample.world.plan import DAY
from aixin_cli.sample.world.world import ENDED, KEPT, MAIN, ON, World


def add_history(world: World) -> None:
    """Ended rows of people who are paired today: they change no count."""
    random = world.stream("history")
    ledger, plan = world.ledger, world.plan
    fit = (ledger["kind"] == MAIN) & (ledger["status"] == ON) & (ledger["fate"] == KEPT)
    fit &= (ledger["start"] > FIRST_START + 90 * DAY) & (ledger["start"] < plan.dates.start)
    fit &= world.recipients["state"][ledger["recipient"]] == people.ACTIVE
    chosen = random.permutation(np.flatnonzero(fit))
    replaced = np.sort(chosen[: max(1, round(len(fit) * 0.004))])
    _replaced(world, replaced)
    if len(plan.units) > 1:
        _moved(world, np.sort(chosen[len(replaced) :][: max(1, round(len(fit) * 0.0004))]))


def _replaced(world: World, rows: Array) -> None:
    """The helper before: ended a few days before today's helper began."""
    random = world.stream("replaced helpers")
    ledger = world.ledger
    unit, recipient = ledger["unit"][rows], ledger["recipient"][rows]
    end = ledger["start"][rows] - 3 * DAY
    start = days_from(FIRST_START, 60, random, len(rows))
    helper = spare_people(world, unit)[1]
    before = ledger_rows(recipient, helper, unit, random, status=ENDED, start=start, end=end, reason=REPLACED)
    world.tables["pairing"] = stack([world.ledger, before])


def _moved(world: World, rows: Array) -> None:
    """The county before: it ended the pairing because the recipient moved away."""
    random = world.stream("moved recipients")
    ledger, plan = world.ledger, world.plan
    unit = (ledger["unit"][rows] + 1) % len(plan.units)
    end = days_from(plan.dates.settled - 120 * DAY, 30, random, len(rows))
    start = days_from(FIRST_START, 20, random, len(rows))
    end = np.maximum(end, start + DAY)
    helper = spare_people(world, unit)[1]
    recipient = ledger["recipient"][rows]
    before = ledger_rows(recipient, helper, unit, random, status=ENDED, start=start, end=end, reason=MOVED_AWAY)
    world.tables["pairing"] = stack([world.ledger, before])
