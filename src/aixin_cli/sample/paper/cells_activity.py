"""What stands in the cells of AX02, as a dated log and as monthly sheets."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.paper.cells import counts_as_text, dates_as_text, finish_cells, in_own_words
from aixin_cli.sample.world import activity as act
from aixin_cli.sample.world.frame import Frame, length, numbered, pick
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.world import World


def activity_people(world: World, records: Frame) -> Frame:
    """Helper and recipient of records, the recipient's number only where it is given."""
    helper, recipient = records["helper"], records["recipient"]
    named = records["is_named"] > 0
    return {
        "helper_name": world.helpers["name"][helper],
        "helper_id": world.helpers["id_text"][helper],
        "recipient_name": world.recipients["name"][recipient],
        "recipient_id": np.where(named, world.recipients["id_text"][recipient], ""),
    }


def log_cells(world: World, styles: tuple[UnitStyle, ...]) -> Frame:
    """AX02 as a dated log (rows of units that keep the monthly sheet are there too, and are not used)."""
    records = world.tables["activity"]
    cells = activity_people(world, records) | {
        "activity_date": dates_as_text(records["date"], records["unit"], styles),
        "activity_kind": in_own_words(act.KINDS[records["kind"]], records["unit"], styles),
        "method": act.METHODS[records["method"]],
        "person_times": np.where((records["times"] == 1) & (records["row"] % 3 == 0), "", numbered(records["times"])),
        "matter_count": counts_as_text(records["matters"]),
        "matter_kind": act.MATTER_KINDS[records["matter_kind"]],
        "amount_yuan": counts_as_text(records["amount"]),
        "fund_source": act.SOURCES[records["source"]],
        "content": act.CONTENTS[records["content"]],
    }
    return finish_cells(world, "activity", cells)


MONTHLY_FIELDS = ("contact_count", "visit_count", "policy_count", "difficulty_count", "deed_count")


def monthly_cells(world: World) -> tuple[Frame, Frame]:
    """AX02 as monthly sheets: the lines (first record, unit, month, supplement) and their cells."""
    records = world.tables["activity"]
    mine = np.flatnonzero(~world.plan.is_log[records["unit"]])
    key = records["line"][mine] * 2 + (records["month"][mine] < 0)
    _, first, line = np.unique(key, return_index=True, return_inverse=True)
    lines = pick(records, mine[first])
    sums = np.zeros((len(first), 5), dtype=np.int64)
    counted_kind = records["kind"][mine] < act.MONEY
    np.add.at(sums, (line[counted_kind], records["kind"][mine][counted_kind]), records["times"][mine][counted_kind])
    amount, source = np.zeros(len(first), dtype=np.int64), np.zeros(len(first), dtype=np.int64)
    np.maximum.at(amount, line, records["amount"][mine])
    np.maximum.at(source, line, records["source"][mine])
    zeros = (lines["unit"] % 2 == 0)[:, None]
    counts = np.where((sums > 0) | zeros, numbered(sums.ravel()).reshape(sums.shape), "")
    cells = activity_people(world, lines)
    cells |= {name: counts[:, place].astype(object) for place, name in enumerate(MONTHLY_FIELDS)}
    cells |= {"amount_yuan": counts_as_text(amount), "fund_source": act.SOURCES[source]}
    places = np.full(length(records), -1)
    places[mine] = line
    world.lines = places
    return lines, finish_cells(world, "activity_monthly", cells, places)
