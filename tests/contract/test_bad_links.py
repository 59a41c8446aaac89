"""Ledgers by which nobody can be told from anybody: bounded time and memory, right counts, clear words.

The bounds are many times what was measured; they catch what grows with the square of a county, not a slow machine.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.forms import load_forms
from tests.contract.processes import measured
from tests.contract.returns import id_number

PERIOD = "2024-12"
SECONDS = 90
MEGABYTES = 1100
TOO_MANY = "too many people without a valid ID number"
Cells = dict[str, str]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what a process used at most is told by Linux only")
pytestmark = LINUX
GIVEN = "安邦博超达恩飞刚浩杰凯磊鸣宁鹏庆瑞松涛伟祥雪阳志"
FAMILY = "赵钱孙李周吴郑王冯陈"


@dataclass(frozen=True)
class Run:
    """`aixin run` as a whole process: its exit code, words, seconds, peak megabytes, and where its results are."""

    code: int
    talk: str
    seconds: float
    megabytes: float
    out: Path

    def figure(self, figure_id: str) -> int:
        told = json.loads((self.out / PERIOD / "figures.json").read_text("utf-8"))["figures"]
        return next(int(item["value"]) for item in told if item["id"] == figure_id)

    def assert_bounded(self) -> None:
        assert self.code in (ExitCode.DONE, ExitCode.FINDINGS), self.talk
        assert self.seconds < SECONDS
        assert self.megabytes < MEGABYTES
        assert "Traceback" not in self.talk


def name(place: int) -> str:
    """As many names as a county has: 5,760, and then again."""
    return FAMILY[place % 10] + GIVEN[place // 10 % 24] + GIVEN[place // 240 % 24]


def ordinary(place: int) -> Cells:
    """A row of an ordinary county: somebody with a number, in one of 40 villages, with a helper of their own."""
    birth = date(1940, 1, 1) + timedelta(days=place * 7 % 20000)
    return {
        "序号": str(place + 1),
        "县（市、区）": "城关区",
        "乡镇（街道）": f"测试{place % 8}乡",
        "村（社区）": f"测试{place % 40}村",
        "帮扶对象姓名": name(place),
        "帮扶对象身份证号": id_number("620199", f"{birth:%Y%m%d}", place % 499 * 2 + 1),
        "性别": "男",
        "出生日期": f"{birth:%Y-%m-%d}",
        "帮扶对象类别": "特困人员",
        "供养方式": "分散散居",
        "联系电话": f"13{300000000 + place}",
        "结对人姓名": name(place * 7 + 3),
        "结对人身份证号": id_number("620199", f"{date(1970, 1, 1) + timedelta(days=place % 9000):%Y%m%d}", place % 997),
        "结对人类别": "党员干部",
        "工作单位": f"测试{place % 60}局",
        "单位层级": "县区直",
        "结对人电话": f"15{300000000 + place}",
        "结对类型": "主结对",
        "结对日期": "2024-01-05",
        "状态": "在帮",
    }


def without_numbers(place: int) -> Cells:
    return ordinary(place) | {"帮扶对象身份证号": "", "无身份证原因": "未登记户口", "结对人身份证号": ""}


def run(folder: Path, rows: list[Cells], settings: str = "") -> Run:
    """Write the rows as one county's ledger and run the month."""
    titles = [field.title for field in load_forms()["pairing"].fields]
    store, out = folder / "store", folder / "out"
    store.mkdir(mode=0o700)
    (store / "aixin.toml").write_text(settings, encoding="utf-8")
    with (folder / "城关区_结对帮扶台账_2024-12.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["结对帮扶台账"], ["填报单位：城关区", "报告期：2024年12月"], titles])
        writer.writerows([row.get(title, "") for title in titles] for row in rows)
    command = ["--store", str(store), "run", str(folder), "--period", PERIOD, "--out", str(out), "--only", "data"]
    done = measured(*command, cwd=folder)
    return Run(done.code, done.said, done.seconds, done.megabytes, out)


def county(change: Callable[[int], Cells], count: int) -> list[Cells]:
    return [change(place) for place in range(count)]


def test_a_county_in_which_nobody_has_a_number_counts_everybody_once(tmp_path: Path) -> None:
    done = run(tmp_path, county(without_numbers, 3000))
    done.assert_bounded()
    assert done.figure("F02") == 3000
    assert done.figure("F01") == 3000


def test_one_telephone_for_5000_people_joins_nobody(tmp_path: Path) -> None:
    done = run(tmp_path, county(lambda place: without_numbers(place) | {"联系电话": "13300000000"}, 5000))
    done.assert_bounded()
    assert done.figure("F02") == 5000


def test_one_telephone_for_5000_people_with_numbers_joins_nobody(tmp_path: Path) -> None:
    done = run(tmp_path, county(lambda place: ordinary(place) | {"联系电话": "13300000000"}, 5000))
    done.assert_bounded()
    assert done.figure("F02") == 5000


@pytest.mark.parametrize("change", [ordinary, without_numbers])
def test_a_township_where_all_names_are_equal_joins_nobody(tmp_path: Path, change: Callable[[int], Cells]) -> None:
    one_name = {"帮扶对象姓名": "马小花", "乡镇（街道）": "测试乡", "村（社区）": "测试村"}
    done = run(tmp_path, county(lambda place: change(place) | one_name, 3000))
    done.assert_bounded()
    assert done.figure("F02") == 3000


@pytest.mark.parametrize("change", [ordinary, without_numbers])
def test_50000_copies_of_one_row_are_one_pair_of_two_people(tmp_path: Path, change: Callable[[int], Cells]) -> None:
    row = change(0)
    done = run(tmp_path, [row] * 50000)
    done.assert_bounded()
    assert done.figure("F02") == 1
    assert done.figure("F01") == 1


def test_where_too_many_pairs_would_be_compared_the_largest_groups_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    # A name for every ten: 300 blocks of 45 pairs.
    rows = county(lambda place: without_numbers(place) | {"帮扶对象姓名": name(place % 300)}, 3000)
    done = run(tmp_path, rows, "[link]\nmost_pairs = 500\n")
    done.assert_bounded()
    assert done.figure("F02") == 3000
    (said,) = [line for line in done.talk.splitlines() if TOO_MANY in line]
    assert re.search(r"groups of more than \d+ .* \d+ pairs left out", said)


def test_nothing_is_said_of_that_in_an_ordinary_county(tmp_path: Path) -> None:
    assert TOO_MANY not in run(tmp_path, county(ordinary, 100)).talk
