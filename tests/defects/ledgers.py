"""Good ledgers as rows of cells, and one defect at a time put into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.unit.read_examples import TITLES, Cell, Rows, make_id, pairing_row

Columns = Mapping[str, Any]
"""Title of a column to its cells: a list with a cell for each row, or one value for all of them."""
ID, HELPER_ID = "帮扶对象身份证号", "结对人身份证号"
RECIPIENT, HELPER = "帮扶对象姓名", "结对人姓名"
COUNTIES = ["城关区", "七里河区", "西固区", "安宁区", "红古区", "永登县", "皋兰县", "榆中县", "永昌县", "会宁县",
            "清水县", "秦安县", "甘谷县", "武山县", "民勤县", "古浪县", "民乐县", "高台县"]  # fmt: skip
"""So many returns can come in one load, a case each."""
_MAIN = [*TITLES, "单位层级"]
_CONTACT = ["序号", "活动日期", HELPER, HELPER_ID, RECIPIENT, ID, "活动类型", "人次", "件数", "资助资金（元）"]
_SITE = ["序号", "阵地（队伍）名称", "阵地（队伍）类型", "乡镇（街道）", "建立日期", "志愿者人数", "本月服务人次"]
_FUND = ["序号", "日期", "收支", "票据号", "来源", "金额（元）", "用途"]
_INDICATOR = ["指标代码", "指标名称", "计量单位", "本月数", "本年累计", "启动以来累计"]


def pairs(count: int, columns: Columns | None = None) -> Rows:
    """AX01 without a fault: so many pairs of 城关区."""
    return _table(_MAIN, lambda number: [*pairing_row(number), "县区直"], count, columns)


def pairs_of(unit: str, count: int = 3, columns: Columns | None = None) -> Rows:
    """AX01 of another county."""
    return pairs(count, {"县（市、区）": unit, **(columns or {})})


def contacts(count: int, columns: Columns | None = None) -> Rows:
    """AX02's log: a contact of each of the pairs."""
    return _table(_CONTACT, _contact, count, columns)


def sites(count: int, columns: Columns | None = None) -> Rows:
    """AX06: sites with 10, 20, 30 … volunteers."""

    def site(number: int) -> list[Cell]:
        return [number, f"第{number}驿站", "爱心驿站", "张掖路街道", "2024-03-01", number * 10, number]

    return _table(_SITE, site, count, columns)


def funds(count: int, columns: Columns | None = None) -> Rows:
    """AX04: donations of 1000, 2000, 3000 … yuan."""

    def fund(number: int) -> list[Cell]:
        return [number, "2024-12-05", "募集", f"P{number:04d}", "个人", number * 1000, "助学"]

    return _table(_FUND, fund, count, columns)


def indicators(figures: Mapping[str, tuple[Cell, Cell, Cell]]) -> Rows:
    """AX07: code to this month's, this year's and the whole cumulative figure."""
    return [list(_INDICATOR), *([code, None, None, *values] for code, values in figures.items())]


def _contact(number: int) -> list[Cell]:
    pair = dict(zip(TITLES, pairing_row(number), strict=True))
    people = [pair[title] for title in (HELPER, HELPER_ID, RECIPIENT, ID)]
    return [number, "2024-12-10", *people, "联系交流", 1, None, None]


def _table(titles: list[str], make: Callable[[int], list[Cell]], count: int, columns: Columns | None) -> Rows:
    rows: Rows = [list(titles), *(make(number) for number in range(1, count + 1))]
    for title, cells in (columns or {}).items():
        put_column(rows, title, cells)
    return rows


def put_column(rows: Rows, title: str, cells: Cell | Sequence[Cell]) -> None:
    """Fill a column, a new one at the right end where the title is new."""
    if title not in rows[0]:
        for row in rows:
            row.append(None)
        rows[0][-1] = title
    place = rows[0].index(title)
    values = [cells] * (len(rows) - 1) if isinstance(cells, str | int | float) or cells is None else list(cells)
    for row, value in zip(rows[1:], values, strict=True):
        row[place] = value


def place_of(rows: Rows, title: str, number: int, above: int = 0) -> str:
    """The A1 name of the cell of data row `number` (from 1), with so many rows above the header."""
    column = rows[0].index(title)
    assert column < 26
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column]}{above + 1 + number}"


def with_one(cells: Sequence[Any], good: Any) -> list[Any]:
    """A column whose first and last cells are good, with these between."""
    return [good, *cells, good]


def preamble(unit: str = "城关区", period: str = "2024年12月") -> Rows:
    """Two rows above a table that say whose it is."""
    return [["结对关爱报表"], [f"填报单位：{unit}    报告期：{period}"]]


def ids(*numbers: int) -> list[str]:
    """The recipients' numbers of these rows."""
    return [make_id(number) for number in numbers]
