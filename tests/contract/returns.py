"""A small return, written as a county's clerk would send it; its people can't exist."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import duckdb

from aixin_cli.forms import load_forms

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(area: str, birth: str, order: int) -> str:
    """A number with a valid check digit in an area nobody can be from."""
    body = f"{area}{birth}{order:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def write_pairing(path: Path, rows: int = 20, **changes: str) -> Path:
    """A pairing ledger of 城关区 for 2024-12; `changes` overwrite cells of the first row by title."""
    titles = [field.title for field in load_forms()["pairing"].fields]
    lines = []
    for place in range(rows):
        cells = {
            "序号": str(place + 1),
            "县（市、区）": "城关区",
            "帮扶对象姓名": "马某",
            "帮扶对象身份证号": id_number("620199", f"{date(1950, 1, 1) + timedelta(days=place):%Y%m%d}", 1),
            "帮扶对象类别": "特困人员",
            "供养方式": "分散散居",
            "结对人姓名": "李某",
            "结对人身份证号": id_number("620199", f"{date(1980, 1, 1) + timedelta(days=place):%Y%m%d}", 3),
            "结对人类别": "党员干部",
            "单位层级": "县区直",
            "结对类型": "主结对",
            "结对日期": "2024-01-05",
            "状态": "在帮",
        }
        if place == 0:
            cells |= changes
        lines.append([cells.get(title, "") for title in titles])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["结对帮扶台账"])
        writer.writerow(["填报单位：城关区", "报告期：2024年12月"])
        writer.writerow(titles)
        writer.writerows(lines)
    return path


def write_statistics(folder: Path) -> None:
    """A statistics file in the folder's store, for questions that no month is needed for."""
    store = folder / "aixin-store"
    store.mkdir(exist_ok=True)
    with duckdb.connect(str(store / "statistics.duckdb")) as connection:
        connection.execute("create schema out")
        connection.execute("create table out.figure as select 'F02' as figure_id, 12.50 as value")
