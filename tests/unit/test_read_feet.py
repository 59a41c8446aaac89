"""What stands below a short ledger and is no data: pages, ends, days alone and labels of other scripts."""

import pytest

from aixin_cli.read.header import find_header
from aixin_cli.read.setaside import find_set_aside, last_row
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
