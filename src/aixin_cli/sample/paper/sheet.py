"""One sheet as a clerk lays it out: lines above, header, rows with sub-totals, total, signature."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.paper.wording import COLUMNS, HELPER, RECIPIENT, TITLES, CellKind, Column
from aixin_cli.sample.world.frame import Array, Frame, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aixin_cli.sample.world.style import UnitStyle

GROUPED = {RECIPIENT, HELPER}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above and below the rows: sender, period, day of filling in; the sender's code only here."""

    code: str
    sender: str
    period: str
    filled: str
    money_unit: str = ""
    note: str = ""

    @property
    def period_text(self) -> str:
        """2024年12月."""
        year, month = self.period.split("-")
        return f"{year}年{int(month)}月"

    @property
    def filled_text(self) -> str:
        """2025年1月6日."""
        year, month, day = self.filled.split("-")
        return f"{year}年{int(month)}月{int(day)}日"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a writer needs; `header` has one row of titles, or groups above titles."""

    name: str
    layout: str
    head: Letterhead
    above: tuple[str, ...]
    header: tuple[tuple[str, ...], ...]
    kinds: tuple[CellKind, ...]
    true_dates: bool
    columns: tuple[Array, ...]
    subtotals: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Cells of a sub-total row, and before which data row it stands."""
    below: tuple[tuple[str, ...], ...] = ()
    merged: tuple[tuple[int, int, int], ...] = ()
    """Column, first and last data row of cells merged downwards."""
    keys: Array = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Which row of its table each data row is."""

    @property
    def rows(self) -> int:
        """Data rows."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def row_numbers(self) -> Array:
        """The number of each data row as a spreadsheet program shows it."""
        before = np.array([at for at, _ in self.subtotals], dtype=np.int64)
        plain = np.arange(self.rows)
        return plain + np.searchsorted(before, plain, side="right") + len(self.above) + len(self.header) + 1

    @property
    def last_row(self) -> int:
        """The number of the last row that holds anything."""
        return len(self.above) + len(self.header) + self.rows + len(self.subtotals) + len(self.below)


def chosen_columns(layout: str, style: UnitStyle, hidden: set[str]) -> list[Column]:
    """The columns that a unit's form has, in its order."""
    left_out = set(hidden)
    if not style.has_unit_column:
        left_out |= {"unit_name"}
    if not style.has_code_column:
        left_out |= {"unit_code"}
    if not style.has_sex_and_birth:
        left_out |= {"recipient_sex", "recipient_birth_date"}
    left_out |= {"household_no"} if style.households != "number" else set()
    left_out |= {"household_head_id"} if style.households != "head" else set()
    columns = [column for column in COLUMNS[layout] if column.field not in left_out]
    if style.swaps_people and layout in {"pairing", "activity_monthly"}:
        helper = [column for column in columns if column.field.startswith("helper")]
        rest = [column for column in columns if not column.field.startswith("helper")]
        at = next(place for place, column in enumerate(rest) if column.field.startswith("recipient"))
        columns = rest[:at] + helper + rest[at:]
    return columns


def _header(columns: Sequence[Column], style: UnitStyle, layout: str, money_unit: str) -> tuple[tuple[str, ...], ...]:
    titles = [column.titles[style.wording] for column in columns]
    titles = [
        f"{title}（{money_unit}）" if money_unit and column.field == "amount" else title
        for title, column in zip(titles, columns, strict=True)
    ]
    if not (style.has_grouped_header and layout == "pairing"):
        return (tuple(titles),)
    tops = tuple(column.group or title for column, title in zip(columns, titles, strict=True))
    return tops, tuple(column.short if column.group else "" for column in columns)


def _above(layout: str, style: UnitStyle, letterhead: Letterhead) -> tuple[str, ...]:
    title = TITLES[layout]
    sender, period, filled = letterhead.sender, letterhead.period_text, letterhead.filled_text
    lines = [title]
    if style.title_rows == 1:
        lines.append(f"填报单位：{sender}    报告期：{period}    填报日期：{filled}")
    elif style.title_rows == 2:
        lines += [f"填报单位：{sender}", f"报告期：{period}    填报日期：{filled}"]
    else:
        lines = ["结对帮扶·爱心甘肃", title, f"填表单位：{sender}（盖章）  报告期：{period}  填表日期：{filled}"]
    if letterhead.money_unit and layout == "fund_entry" and style.title_rows != 1:
        lines.append(f"单位：{letterhead.money_unit}")
    return (*lines, letterhead.note) if letterhead.note else tuple(lines)


def _sums(columns: Sequence[Column], cells: Frame, rows: slice) -> list[str]:
    out = []
    for column in columns:
        if column.kind != "number" or column.field == "row_no":
            out.append("")
            continue
        values = [float(text) for text in cells[column.field][rows] if text.replace(".", "", 1).isdigit()]
        out.append(f"{sum(values):.2f}".rstrip("0").rstrip(".") if values else "")
    return out


def _below(
    columns: Sequence[Column], cells: Frame, style: UnitStyle, letterhead: Letterhead
) -> tuple[tuple[str, ...], ...]:
    lines: list[tuple[str, ...]] = []
    if style.has_total and length(cells):
        lines.append(("合计", *_sums(columns, cells, slice(None))[1:]))
    if style.has_signature:
        lines += [("",), (f"填表人：　　　　审核人：　　　　填报日期：{letterhead.filled_text}",)]
    return tuple(lines)


def lay_out(name: str, layout: str, cells: Frame, style: UnitStyle, letterhead: Letterhead) -> Sheet:
    """A sheet of these cells (with `keys` among them) in a unit's manner."""
    hidden = {field for column in COLUMNS[layout] if (field := column.field) not in cells and field != "row_no"}
    columns = chosen_columns(layout, style, hidden)
    rows = length(cells)
    in_header = letterhead.money_unit if style.title_rows == 1 else ""
    numbers = np.arange(1, rows + 1).astype(str).astype(object)
    subtotals = _subtotals(columns, cells, style) if layout == "pairing" and rows else ()
    return Sheet(
        name=name,
        layout=layout,
        head=letterhead,
        above=_above(layout, style, letterhead),
        header=_header(columns, style, layout, in_header if layout == "fund_entry" else ""),
        kinds=tuple(column.kind for column in columns),
        true_dates=style.dates == "cell",
        columns=tuple(numbers if column.field == "row_no" else cells[column.field] for column in columns),
        subtotals=subtotals,
        below=_below(columns, cells, style, letterhead),
        merged=_merges(columns, cells, style) if layout == "pairing" and rows and not subtotals else (),
        keys=cells["keys"],
    )


def _runs(values: Array) -> list[tuple[int, int]]:
    """First and last place of each run of equal values."""
    change = np.flatnonzero(values[1:] != values[:-1]) + 1
    edges = [0, *change.tolist(), len(values)]
    return [(first, after - 1) for first, after in zip(edges[:-1], edges[1:], strict=True)]


def _subtotals(columns: Sequence[Column], cells: Frame, style: UnitStyle) -> tuple[tuple[int, tuple[str, ...]], ...]:
    if not style.has_subtotals:
        return ()
    out = []
    for first, last in _runs(cells["township"]):
        label = ("小计", *["" for _ in columns[1:-1]], f"{last - first + 1}人")
        out.append((last + 1, label))
    return tuple(out)


def _merges(columns: Sequence[Column], cells: Frame, style: UnitStyle) -> tuple[tuple[int, int, int], ...]:
    """Townships written once and merged downwards."""
    if not style.has_merged_places:
        return ()
    place = next(place for place, column in enumerate(columns) if column.field == "township")
    return tuple((place, first, last) for first, last in _runs(cells["township"]) if last > first)
