"""Lines of labels with values below a table are signatures in any columns; rows with such words are data."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.form_rows import MAKERS, row_of, set_aside, table_of, titles_of
from tests.unit.read_examples import Cell, Rows, csv_text, read_bytes, reasons, xlsx

FEET: list[Rows] = [
    [["填表人：张三", "审核人：李四", "填报日期：2025年1月3日"]],
    [["填表人：张三"], [], ["审核人：李四"], ["填报日期：2025年1月3日"]],
    [["填表人", "张三", "审核人", "李四", "填报日期", "2025年1月3日"]],
    [["填 表 人:张 三", "审　核　人： 李　四"]],
    [["填表人：张三  审核人：李四  填报日期：2025年1月3日"]],
    [["单位负责人（签字）：王五", "联系电话：13812345678"], ["城关区民政局（盖章）"], ["2025年1月3日"]],
    [["负责人", "王五", "联系电话", "13812345678"]],
    [["制表：张三", "审核：李四", "日期：2025.1.3"], [], ["备注：以上数据截至12月31日"]],
    [["说明：1.本表按月填报。"], ["2.数据来源于民政系统。"], ["填表人张三", "审核人李四"]],
    [["填表人 张三"], ["说明", "以上数据经核实"], [], ["电话：0931-8888888"]],
    [["城关区民政局"], ["2025年1月3日"]],
    [["填报单位：城关区民政局", "填表人：张三", "2025-01-03"]],
    [["主任：张三", "会计：李四", "填表人：________"]],
]


@pytest.mark.parametrize("form", MAKERS)
@settings(max_examples=12)
@given(order=st.integers(0, 50), foot=st.sampled_from(FEET), seed=st.integers(0, 1000), count=st.integers(2, 12))
def test_signatures_in_any_columns_are_set_aside(form: str, order: int, foot: Rows, seed: int, count: int) -> None:
    rows = table_of(form, count, order)
    spread = _spread(foot, len(rows[0]), random.Random(seed))
    filled = {len(rows) + place for place, row in enumerate(spread) if any(row)}
    assert set_aside([*rows, *spread]).keys() == filled


def _spread(foot: Rows, width: int, chance: random.Random) -> Rows:
    """The lines' cells over any columns, in their order."""
    rows: Rows = []
    for line in foot:
        row: list[Cell] = [None] * width
        for column, cell in zip(sorted(chance.sample(range(width), min(len(line), width))), line, strict=False):
            row[column] = cell
        rows.append(row)
    return rows


SAID = [
    "填表人", "填表人：张三", "负责人：王五", "审核制度建设项目", "审核人培训中心", "填报日期：2025年1月3日",
    "某某日期协会", "联系电话：13812345678", "说明：见附件", "说明政策并走访", "备注", "（盖章）", "计生", "合计工程",
    "城关区", "阳光社区", "注：此户已迁出", "1.送米面", "城关区民政局", "主任：王五", "某某汇总",
    "平均值", "Total", "小计",
]  # fmt: skip
FREE = {
    "pairing": ["帮扶对象姓名", "结对人姓名", "工作单位", "备注"], "activity": ["结对人姓名", "帮扶对象姓名", "内容"],
    "organization": ["组织名称", "服务领域", "联系电话"], "fund_entry": ["票据号", "单位（组织）名称", "用途"],
    "project": ["项目编号", "项目名称"], "site": ["阵地（队伍）名称"], "indicator": ["指标名称", "计量单位"],
}  # fmt: skip


@pytest.mark.parametrize(("form", "title"), [(form, title) for form, titles in FREE.items() for title in titles])
@settings(max_examples=8)
@given(order=st.integers(0, 50), said=st.sampled_from(SAID), place=st.sampled_from([1, 4, 8]))
def test_a_good_row_stays_data_whatever_a_text_in_it_says(
    form: str, title: str, order: int, said: str, place: int
) -> None:
    rows = table_of(form, 8, order)
    rows[place][titles_of(form, order).index(title)] = said
    assert set_aside(rows) == {}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("form", ["organization", "project"])
def test_a_foot_costs_no_row_of_a_form_of_texts(tmp_path: Path, form: str, kind: str) -> None:
    rows = table_of(form, 11, 3)
    rows.append(["填表人：张三", None, "审核人：李四", None, "填报日期：2025年1月3日"])
    data = csv_text(rows).encode() if kind == "csv" else xlsx({"表": rows})
    table = read_bytes(tmp_path, f"620102_2024-12.{kind}", data).tables[0]
    assert table.rows.num_rows == 11
    assert reasons(table) == {1: "header", 13: "signature"}
    assert table.filled_date == "2025-01-03"


def test_every_page_may_end_with_its_signatures(tmp_path: Path) -> None:
    rows = table_of("project", 6)
    foot: list[Cell] = [None, None, "填表人：张三", "审核人：李四", None, None, "日期：2025年1月3日"]
    pages: Rows = [*rows[:4], foot, rows[0], *rows[4:], foot]
    table = read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"表": pages})).tables[0]
    assert table.rows.num_rows == 6
    assert reasons(table) == {1: "header", 5: "signature", 6: "header", 10: "signature"}


@pytest.mark.parametrize("row", [
    {"序号": 9, "组织名称": "城关区爱心协会", "服务领域": "负责人：王五"}, {"组织名称": "城关区爱心协会"},
    {"序号": 9, "组织名称": "填表人之家", "参与日期": "2024-03-01"},
    {"组织名称": "审核协会", "类型": "社团", "服务领域": "助学"},
])  # fmt: skip
def test_a_faulty_row_is_told_of_and_not_taken_for_a_signature(row: dict[str, Cell]) -> None:
    rows = [*table_of("organization", 8), row_of("organization", row)]
    assert set_aside(rows) == {}
