"""What stands below a short ledger and is no data: pages, ends, days alone and labels of other scripts."""

import pytest

from aixin_cli.read.header.find import find_header
from aixin_cli.read.lines.set_aside import find_set_aside, last_row
from tests.unit.read_examples import Cell, Rows
from tests.unit.test_read_totals import grid_of

TITLES: list[Cell] = ["组织名称", "参与日期", "类型", "统一社会信用代码", "服务领域", "联系电话"]
DATA: list[Cell] = ["爱心协会", "2024-10-05", "社会团体", None, "助学", "0934-4421234"]


def below(*row: Cell) -> str:
    """Why a row below a ledger of one row is none of its data."""
    rows: Rows = [TITLES, DATA, [*row, *[None] * (len(TITLES) - len(row))]]
    grid = grid_of(rows)
    header = find_header(grid.rows(0, 30))
    assert header is not None
    found = find_set_aside(grid, header, last_row(grid))
    assert 1 not in found
    return found.get(2, ("data", ""))[0]


@pytest.mark.parametrize(
    "row",
    [
        ["2025.1.3"],
        [None, None, "2025. 1. 3"],
        ["第1页", None, "共1页"],
        [None, "第 1 页，共 2 页"],
        ["微信号", "ax123456", "QQ", "1234567"],
        ["Prepared by: Ding", None, "Date: 2025-01-03"],
        [None, "Tel: 0934-4421234"],
    ],
)
def test_pages_days_and_labels_of_any_script_below_a_ledger_are_signatures(row: list[Cell]) -> None:
    assert below(*row) == "signature"


@pytest.mark.parametrize(
    "row", [["以下空白"], [None, "——以下无正文——"], [None, None, "（本页无内容）"], [None, "45660"]]
)
def test_words_that_the_rest_is_empty_and_a_lone_day_as_a_number_are_notes(row: list[Cell]) -> None:
    assert below(*row) == "note"


@pytest.mark.parametrize(
    "row",
    [
        ["以下社", "2024-11-05", "企业"],
        ["微信公益社", "2024-11-05", "社会团体"],
        ["QQ", "2024-11-05", "社会团体", None, "助老"],
        ["Date爱心社", "2024-11-05", "社会团体"],
        ["第3页书社", "2024-11-05", "社会服务机构"],
        ["以下空白书画社"],
        ["阳光社"],
    ],
)
def test_an_organisation_called_like_a_label_a_page_or_an_end_is_data(row: list[Cell]) -> None:
    assert below(*row) == "data"


NAMES: list[Cell] = ["张三丰", None, "李四光"]
LABELS: list[Cell] = ["填报人", None, "审核人", None, "联系方式"]


def foot(*rows: list[Cell]) -> list[str]:
    """Why the rows below a ledger of one row are none of its data."""
    grid = grid_of([TITLES, DATA, *([*row, *[None] * (len(TITLES) - len(row))] for row in rows)])
    header = find_header(grid.rows(0, 30))
    assert header is not None
    found = find_set_aside(grid, header, last_row(grid))
    return [found.get(index, ("data", ""))[0] for index in range(2, 2 + len(rows))]


@pytest.mark.parametrize("names", [NAMES, ["张三丰", None, "李四光", None, "0934-4421234"], [None, None, "李四光"]])
def test_names_below_their_labels_are_signatures(names: list[Cell]) -> None:
    assert foot(LABELS, names) == ["signature"] * 2
    assert foot(LABELS, names, ["2025年1月3日"]) == ["signature"] * 3


@pytest.mark.parametrize("row", [
    ["爱心社", "2024-11-05", "社会团体"], ["爱心社", None, "社会团体"],
    ["爱心社", None, None, None, "助学", "0934-4421234"],
])  # fmt: skip
def test_a_row_that_says_more_than_the_labels_above_it_is_data(row: list[Cell]) -> None:
    assert foot(LABELS, row) == ["signature", "data"]


def test_a_name_below_one_label_or_below_labels_with_values_is_data() -> None:
    assert foot(["填报人："], ["阳光社"]) == ["signature", "data"]
    assert foot(["填报人：张三丰", None, "审核人：李四光"], ["阳光社", None, "助老"]) == ["signature", "data"]
