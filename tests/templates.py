"""Blank workbooks filled in as a clerk would: people that can't exist, in an area nobody is from."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from aixin_cli.blank.model import FIRST, HEAD, Blank
from aixin_cli.blank.workbook import blank_workbook, plan_blanks
from aixin_cli.store.settings import load_settings
from tests.unit.read_examples import NAMES, make_id

UNIT, PERIOD = "620102", "2025-01"
FILLED = date(2025, 2, 6)
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
EVERY = (
    *("pairing", "activity", "activity_monthly", "organization"),
    *("fund_entry", "project", "site", "indicator", "opening"),
)
Row = dict[str, Any]


def make_uscc(body: str = "53629999MJY000001") -> str:
    """A credit code with a right check sign."""
    total = sum(_SIGNS.index(sign) * 3**place for place, sign in enumerate(body))
    return body + _SIGNS[-total % 31]


def blank_of(layout: str, unit: str = UNIT, period: str = PERIOD) -> Blank:
    (blank,) = plan_blanks([layout], unit, period, load_settings(None))
    return blank


@cache
def content(layout: str, unit: str, period: str) -> bytes:
    """The workbook as it is written, once for all who look at it."""
    return blank_workbook(blank_of(layout, unit, period))


def opened(layout: str, unit: str = UNIT, period: str = PERIOD) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(layout, unit, period)), rich_text=False)


def columns(sheet: Any) -> dict[str, int]:
    """Column numbers by title, marks left away."""
    return {str(cell.value).rstrip("*"): cell.column for cell in sheet[HEAD + 1] if cell.value}


def people(number: int) -> Row:
    return {
        "帮扶对象姓名": NAMES[number],
        "帮扶对象身份证号": make_id(2 * number, "19500101"),
        "结对人姓名": NAMES[number + 4],
        "结对人身份证号": make_id(2 * number + 1, "19800101"),
    }


def rows_of(layout: str) -> list[Row]:
    """Rows without any fault, by title."""
    made: dict[str, list[Row]] = {
        "pairing": [pair(number) for number in range(3)],
        "activity": [activity(number) for number in range(3)],
        "activity_monthly": [{**people(number), "联系次数": 1, "走访次数": 2 + number} for number in range(3)],
        "organization": [
            {
                "组织名称": "某某助学基金会",
                "统一社会信用代码": make_uscc(),
                "类型": "基金会",
                "参与日期": date(2024, 3, 1),
            }
        ],
        "fund_entry": [
            {"日期": date(2025, 1, 9), "收支": "募集", "票据号": "00012", "来源": "个人", "金额": 1200.5},
            {"日期": date(2025, 1, 19), "收支": "支出", "票据号": "00013", "金额": 800, "用途": "购买学习用品"},
        ],
        "project": [
            {
                "项目编号": "LZ001",
                "项目名称": "暖冬行动",
                "开始日期": date(2024, 11, 1),
                "状态": "实施中",
                "预算资金": 5000,
            }
        ],
        "site": [{"阵地（队伍）名称": "张掖路爱心驿站", "阵地（队伍）类型": "爱心驿站", "乡镇（街道）": "张掖路街道"}],
    }
    return made[layout]


def pair(number: int) -> Row:
    return {
        "序号": number + 1,
        "乡镇（街道）": "张掖路街道",
        **people(number),
        "帮扶对象类别": "特困人员",
        "供养方式": "分散散居",
        "结对人类别": "党员干部",
        "单位层级": "县区直",
        "结对类型": "主结对",
        "结对日期": date(2024, 1, 5 + number),
        "状态": "在帮",
    }


def activity(number: int) -> Row:
    return {"活动日期": date(2025, 1, 6 + number), **people(number), "活动类型": "走访探视", "方式": "上门"}


def fill(layout: str, path: Path, rows: list[Row] | None = None, period: str = PERIOD) -> Path:
    """Fill in a blank workbook with openpyxl and save it as `path`."""
    book = opened(layout, period=period)
    sheet = book.worksheets[1]
    sheet.cell(HEAD, 2).value = FILLED
    at = columns(sheet)
    if layout == "indicator":
        fill_indicators(sheet, at)
    elif layout == "opening":
        for row in range(FIRST + 1, sheet.max_row + 1):
            sheet.cell(row, at["期初数"]).value = 100 if sheet.cell(row, at["口径"]).value == "本年累计" else 250
    else:
        for place, row in enumerate(rows_of(layout) if rows is None else rows, start=FIRST + 1):
            for title, value in row.items():
                sheet.cell(place, at[title]).value = value
    book.save(path)
    return path


def fill_indicators(sheet: Any, at: dict[str, int]) -> None:
    """The same number everywhere, of money a thousand for each head; grey cells stay blank."""
    for row in range(FIRST + 1, sheet.max_row + 1):
        unit = sheet.cell(row, at["计量单位"]).value
        for title in ("本月数", "本年累计", "启动以来累计"):
            cell = sheet.cell(row, at[title])
            if unit and not cell.protection.locked:
                cell.value = 3000 if unit == "元" else 3
