"""A few good rows of each of the forms, with their columns in any order, for the tests of rows that are no data."""

from __future__ import annotations

import random

import pyarrow as pa

from aixin_cli.read.grid import Grid
from aixin_cli.read.header.find import find_header
from aixin_cli.read.lines.set_aside import find_set_aside, last_row
from tests.unit.read_examples import NAMES, Cell, Rows, make_id

Made = dict[str, Cell]


def _pairing(n: int) -> Made:
    return {
        "序号": n, "县（市、区）": "城关区", "乡镇（街道）": "张掖路街道", "帮扶对象姓名": NAMES[n % 8],
        "帮扶对象身份证号": make_id(n), "帮扶对象类别": "孤儿", "结对人姓名": NAMES[(n + 3) % 8],
        "结对人身份证号": make_id(n, "19800101"), "结对人类别": "党员干部", "工作单位": "城关区民政局",
        "结对类型": "主结对", "结对日期": "2023-06-01", "状态": "在帮", "备注": None,
    }  # fmt: skip


def _activity(n: int) -> Made:
    return {
        "序号": n, "活动日期": f"2024-12-{n % 27 + 1:02d}", "结对人姓名": NAMES[n % 8],
        "结对人身份证号": make_id(n, "19800101"), "帮扶对象姓名": NAMES[(n + 3) % 8], "帮扶对象身份证号": make_id(n),
        "活动类型": "走访探视", "方式": "上门", "人次": 1, "件数": 2, "资助资金（元）": 100 + n, "内容": "送米面油",
    }  # fmt: skip


def _monthly(n: int) -> Made:
    return {
        "序号": n, "结对人姓名": NAMES[n % 8], "结对编号": f"JD{n:05d}", "联系次数": 3, "走访次数": n % 4,
        "政策件数": 1, "困难件数": 0, "实事件数": 2, "资助资金（元）": 50 * n,
    }  # fmt: skip


def _organization(n: int) -> Made:
    return {
        "序号": n, "县（市、区）": "城关区", "组织名称": f"城关区第{n}爱心协会", "统一社会信用代码": None,
        "类型": "社会团体", "参与日期": "2024-03-01", "退出日期": None, "服务领域": "助学助医",
        "联系电话": "0931-8888888",
    }  # fmt: skip


def _fund_entry(n: int) -> Made:
    return {
        "序号": n, "日期": f"2024-12-{n % 27 + 1:02d}", "收支": "募集", "票据号": f"P{n:04d}",
        "单位（组织）名称": f"第{n}公司", "来源": "企业", "金额（元）": 1000 + 7 * n, "用途": "助学",
    }  # fmt: skip


def _project(n: int) -> Made:
    return {
        "序号": n, "县（市、区）": "城关区", "项目编号": f"XM{n:03d}", "项目名称": f"第{n}期圆梦行动",
        "开始日期": "2024-03-01", "结束日期": None, "状态": "实施中", "预算资金（元）": 5000 + n, "受益人次": 10 + n,
    }  # fmt: skip


def _site(n: int) -> Made:
    return {
        "序号": n, "县（市、区）": "城关区", "阵地（队伍）名称": f"第{n}驿站", "阵地（队伍）类型": "爱心驿站",
        "乡镇（街道）": "张掖路街道", "建立日期": "2024-03-01", "志愿者人数": 10 + n, "本月服务人次": 30 + 2 * n,
    }  # fmt: skip


def _indicator(n: int) -> Made:
    return {
        "序号": n, "指标代码": f"K{100 + n}", "指标名称": f"帮扶对象{n}", "计量单位": "人", "本月数": 5 * n,
        "本年累计": 50 * n, "启动以来累计": 500 * n,
    }  # fmt: skip


MEASURES = ["联系交流", "走访探视", "政策宣传落实", "解决实际困难", "帮办实事", "资助资金", "募集资金", "帮助群众"]


def _opening(n: int) -> Made:
    return {
        "序号": n, "县（市、区）": "城关区", "指标": MEASURES[n % 8], "口径": "累计" if n % 2 else "本年累计",
        "期初数": 1200 + 13 * n, "截止日期": "2024-11-30",
    }  # fmt: skip


MAKERS = {
    "pairing": _pairing, "activity": _activity, "activity_monthly": _monthly, "organization": _organization,
    "fund_entry": _fund_entry, "project": _project, "site": _site, "indicator": _indicator, "opening": _opening,
}  # fmt: skip
NUMBERS = {
    "activity": ["人次", "件数", "资助资金（元）"], "activity_monthly": ["联系次数", "走访次数", "资助资金（元）"],
    "fund_entry": ["金额（元）"], "project": ["预算资金（元）", "受益人次"], "site": ["志愿者人数", "本月服务人次"],
}  # fmt: skip
"""The columns of numbers of the forms whose rows add up."""


def titles_of(form: str, order: int = 0) -> list[str]:
    """A form's titles in one of many orders; 0 is its own."""
    titles = list(MAKERS[form](1))
    if order:
        random.Random(order).shuffle(titles)
    return titles


def table_of(form: str, count: int, order: int = 0) -> Rows:
    """A header and so many good rows."""
    titles = titles_of(form, order)
    return [[*titles], *([MAKERS[form](n)[title] for title in titles] for n in range(1, count + 1))]


def row_of(form: str, values: Made, order: int = 0) -> list[Cell]:
    """One row that holds these cells and nothing else."""
    return [values.get(title) for title in titles_of(form, order)]


def grid_of_texts(rows: Rows) -> Grid:
    """A sheet as it comes from its file."""
    width = max(map(len, rows))
    cells = [[None if cell is None else str(cell) for cell in [*row, *[None] * (width - len(row))]] for row in rows]
    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    return Grid(None, pa.record_batch(columns, [str(place) for place in range(width)]))


def set_aside(rows: Rows) -> dict[int, str]:
    """The rows of a sheet that are no data: place in the list to reason, blank ones left out."""
    grid = grid_of_texts(rows)
    header = find_header(grid.rows(0, 30))
    assert header is not None
    assert header.stop == 1
    found = find_set_aside(grid, header, max(last_row(grid), 1))
    return {row: reason for row, (reason, _text) in found.items() if reason != "blank"}
