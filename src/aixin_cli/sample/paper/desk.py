"""The clerk's desk: all cells of all forms, and the rows of them that one unit sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.paper.cells import pairing_cells
from aixin_cli.sample.paper.cells_activity import log_cells, monthly_cells
from aixin_cli.sample.paper.cells_social import social_cells
from aixin_cli.sample.paper.sheet import Letterhead, Sheet, lay_out
from aixin_cli.sample.world.frame import Array, Frame, blank, length, pick, texts
from aixin_cli.sample.world.places import HELPER_UNIT
from aixin_cli.sample.world.plan import DAY

if TYPE_CHECKING:
    from aixin_cli.sample.world.plan import Plan
    from aixin_cli.sample.world.style import UnitStyle
    from aixin_cli.sample.world.world import World


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: an area unit, the helper-side unit or an own level."""

    index: int
    code: str
    name: str
    short_name: str
    parent: str
    parent_name: str


@dataclass(slots=True)
class Desk:
    """Cells by layout, sorted by sender; `starts` tells where each sender's rows begin."""

    world: World
    styles: tuple[UnitStyle, ...]
    senders: tuple[Sender, ...] = ()
    cells: dict[str, Frame] = field(default_factory=dict)
    starts: dict[str, Array] = field(default_factory=dict)

    def rows(self, layout: str, sender: Sender) -> Frame:
        """A sender's rows of a layout, in the order of the sheet."""
        first, after = self.starts[layout][sender.index : sender.index + 2]
        return {name: column[first:after] for name, column in self.cells[layout].items()}

    def activity_layout(self, sender: Sender) -> str:
        """The layout in which a unit keeps its activities."""
        return "activity" if self.world.plan.is_log[sender.index] else "activity_monthly"

    def letterhead(self, sender: Sender, carried: bool = False) -> Letterhead:
        """Sender, period and day of filling in; a few units are late."""
        plan = self.world.plan
        dates = plan.dates.before if carried else plan.dates
        days = 20 if sender.index % 23 == 7 else 3 + sender.index * 5 % 10
        style = self.styles[sender.index]
        own = "（本级）" if sender.index > len(plan.units) else ""
        filled = str(dates.end + days * DAY)
        return Letterhead(sender.code, f"{sender.name}{own}", dates.period, filled, style.fund_unit)

    def sheet(self, layout: str, sender: Sender, cells: Frame | None = None, head: Letterhead | None = None) -> Sheet:
        """A sheet of a sender's rows, or of the cells given."""
        style = self.styles[sender.index]
        rows = self.rows(layout, sender) if cells is None else cells
        name = SHEET_NAMES[layout]
        return lay_out(name, layout, rows, style, head or self.letterhead(sender))


SHEET_NAMES = {
    "pairing": "结对台账",
    "activity": "活动台账",
    "activity_monthly": "活动月表",
    "organization": "社会组织",
    "fund_entry": "专项基金",
    "project": "公益项目",
    "site": "服务阵地",
    "indicator": "重点指标",
    "opening": "期初累计",
}


def senders_of(plan: Plan) -> tuple[Sender, ...]:
    """Area units, then the helper-side unit, then own levels: the order of unit indexes everywhere."""
    own = {unit.code: unit.name for unit in plan.own}
    area = [
        Sender(index, unit.code, unit.name, unit.short_name, unit.parent, own.get(unit.parent, ""))
        for index, unit in enumerate(plan.units)
    ]
    first = len(area) + 1
    helper = Sender(first - 1, HELPER_UNIT, "省直及中央在甘单位", "省直", "620000", "")
    levels = [
        Sender(first + index, unit.code, unit.name, unit.short_name, unit.parent, unit.name)
        for index, unit in enumerate(plan.own)
    ]
    return (*area, helper, *levels)


def lay_desk(world: World, styles: tuple[UnitStyle, ...]) -> Desk:
    """Fill in every form of every sender."""
    desk = Desk(world, styles, senders_of(world.plan))
    lines, monthly = monthly_cells(world)
    tables = {**world.tables, "activity_monthly": lines}
    cells = {"pairing": pairing_cells(world, styles), "activity": log_cells(world, styles), "activity_monthly": monthly}
    cells |= social_cells(world, styles)
    if not world.plan.dates.has_new_fields:
        for layout in ("activity", "activity_monthly"):
            del cells[layout]["fund_source"]
    recipients = pick(world.recipients, world.ledger["recipient"])
    for layout, frame in cells.items():
        table = tables[layout]
        order = np.lexsort(_sort_keys(layout, table, recipients))
        units = table["unit"][order]
        names = [(sender.code, sender.short_name) for sender in desk.senders]
        frame["unit_code"] = texts([code for code, _ in names])[table["unit"]]
        frame["unit_name"] = texts([name for _, name in names])[table["unit"]]
        frame["keys"] = np.arange(length(table))
        _add_marks(frame, layout, table)
        desk.cells[layout] = pick(frame, order)
        desk.starts[layout] = np.searchsorted(units, np.arange(len(desk.senders) + 1))
    return desk


def _sort_keys(layout: str, table: Frame, recipients: Frame) -> tuple[Array, ...]:
    if layout == "pairing":
        household = recipients["household"]
        return table["place"], household, recipients["village"], recipients["township"], table["unit"]
    if layout.startswith("activity"):
        return table["kind"], table["row"], table["date"].astype("datetime64[D]").astype(np.int64), table["unit"]
    return table["place"], table["unit"]


def _add_marks(frame: Frame, layout: str, table: Frame) -> None:
    """Columns that never reach a sheet: what decides in which file a row goes."""
    if layout.startswith("activity"):
        frame["month"] = table["month"]
        frame["in_supplement"] = table["in_supplement"]


def empty_cells(desk: Desk, layout: str) -> Frame:
    """The columns of a layout without a row, for a zero return."""
    return {name: column[:0] for name, column in desk.cells[layout].items()} or {"keys": blank(0)}
