from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from aixin_cli.errors import DefinitionError
from aixin_cli.publish.book.pivot import Frame, Grid, lay_out
from aixin_cli.publish.book.sheet_header import Sheet, read_layout
from aixin_cli.publish.model import Column, Table

COLUMNS = (
    Column("unit_code", ("区划代码",), "code"),
    Column("unit_name", ("单位",), "text"),
    Column("item", ("项目",), "text"),
    Column("item_unit", ("计量单位",), "text"),
    Column("month_value", ("本月",), "count", by_unit="item_unit"),
    Column("growth_rate", ("环比",), "rate", is_dash=True),
    Column("state", ("状态",), "text"),
    Column("late_mark", ("迟报",), "text"),
)
NAMES = [column.name for column in COLUMNS] + ["item_no", "kind"]


def table() -> Table:
    """Two units and three items; the second unit has no second item, and of its third nothing is known."""
    data = {
        "unit_code": ["620000", "620000", "620000", "620102", "620102"],
        "unit_name": ["甘肃省", "甘肃省", "甘肃省", "城关区", "城关区"],
        "item": ["联系交流", "资助资金", "走访探视", "联系交流", "走访探视"],
        "item_unit": ["人次", "元", "人次", "人次", "人次"],
        "month_value": pa.array([Decimal(12), Decimal("3.50"), Decimal(7), Decimal(0), None], pa.decimal128(18, 2)),
        "growth_rate": pa.array([Decimal("0.1"), None, None, None, None], pa.decimal128(18, 4)),
        "state": ["已报", "已报", "未报", "已报", None],
        "late_mark": [None, "迟报", None, None, None],
    }
    hidden = pa.table({"item_no": [1, 10, 2, 1, 2], "kind": ["flow", "flow", "stock", "flow", "stock"]})
    levels = ("province", "province", "province", "area", "area")
    return Table("t03", "活动", "单位：人次", COLUMNS, pa.table(data), levels, hidden=hidden)


def laid_out(silent: frozenset[str] = frozenset(), **declared: Any) -> Grid:
    (sheet,) = read_layout({"sheet": [declared]}, NAMES, "t03.sql")
    return lay_out(Frame.of(table(), silent), sheet)


def texts(grid: Grid) -> list[tuple[str, ...]]:
    return [column.titles for column in grid.columns]


def test_one_row_a_unit_and_its_items_across_in_their_order() -> None:
    grid = laid_out(
        down=["unit_code", "unit_name"],
        across=["item_no", "item", "item_unit"],
        head="{item}（{item_unit}）",
        cells=["month_value"],
    )
    assert texts(grid) == [
        ("区划代码",),
        ("单位",),
        ("联系交流（人次）", "本月"),
        ("走访探视（人次）", "本月"),
        ("资助资金（元）", "本月"),
    ]
    assert [list(column.values) for column in grid.columns[2:]] == [[12, 0], [7, None], [Decimal("3.50"), None]]
    assert grid.columns[4].styles[0] == "money"
    assert (grid.stub, list(grid.levels)) == (2, ["province", "area"])


def test_zero_blank_and_dash_stay_three_things_across() -> None:
    grid = laid_out(down=["unit_code"], across=["item_no"], cells=["month_value", "growth_rate"])
    first, second = grid.columns[1:3], grid.columns[3:5]
    assert first[0].values[1] == 0
    assert list(first[1].is_dash) == [True, True]
    # Of the second unit's second item nothing is known: neither it nor its rate is said.
    assert (second[0].values[1], second[1].is_dash[1]) == (None, False)


def test_a_cell_stands_only_where_its_condition_holds_and_is_called_as_told() -> None:
    grid = laid_out(
        down=["unit_code"],
        across=["item_no", "item"],
        head="{item}",
        cells=[
            {"name": "month_value", "title": "期末", "where": {"kind": "stock"}},
            {"name": "month_value", "title": "", "where": {"kind": "flow"}},
        ],
    )
    assert texts(grid)[1:] == [("联系交流",), ("走访探视", "期末"), ("资助资金",)]


def test_a_mark_says_several_words_in_one_sign() -> None:
    marks = {"已报": "✓", "已报 迟报": "迟", "未报": "缺"}
    grid = laid_out(
        down=["unit_code"],
        across=["item_no"],
        cells=[{"name": "state", "title": "", "with": ["late_mark"], "marks": marks}],
    )
    assert [list(column.values) for column in grid.columns[1:]] == [["✓", "✓"], ["缺", None], ["迟", None]]


def test_a_sum_stands_after_what_is_across() -> None:
    cells = ["growth_rate", {"name": "month_value", "title": "共计", "sum": True}]
    grid = laid_out(down=["unit_code"], across=["item_no"], where={"item_unit": "人次"}, cells=cells)
    assert grid.columns[-1].titles == ("共计",)
    assert list(grid.columns[-1].values) == [19, 0]


def test_rows_are_chosen_by_level_by_beginning_and_by_several_values() -> None:
    cells = ["item"]
    assert laid_out(where={"level": "province"}, cells=cells).height == 3
    assert laid_out(where={"unit_code": "6201%"}, cells=cells).height == 2
    assert laid_out(where={"item": ["联系交流", "资助资金"]}, cells=cells).height == 3
    assert laid_out(where={"tier": "county"}, cells=cells).height == 2


def test_a_row_becomes_a_cross_table_with_sums() -> None:
    data = pa.table({"unit_code": ["620000"], "a1": [1], "a2": [2], "b1": [4], "unknown": [8]})
    columns = (Column("unit_code", ("区划代码",), "code"), *(Column(n, (n,), "count") for n in data.column_names[1:]))
    source = Table("t02", "构成", "单位：人", columns, data, ("province",))
    lines = [
        {"title": "甲", "cells": ["a1", "a2"]},
        {"title": "乙", "cells": ["b1"]},
        {"title": "不详", "total": "unknown"},
    ]
    declared = {"head": "类别", "heads": ["一级", "二级"], "total": "合计", "lines": lines}
    (sheet,) = read_layout({"sheet": [declared]}, data.column_names, "t02.sql")
    grid = lay_out(Frame.of(source, frozenset()), sheet)
    assert texts(grid) == [("类别",), ("一级",), ("二级",), ("合计",)]
    assert [list(column.values) for column in grid.columns] == [
        ["甲", "乙", "不详", "合计"],
        [1, 4, None, 5],
        [2, None, None, 2],
        [3, 4, 8, 15],
    ]


def test_the_largest_comes_first_where_that_is_asked() -> None:
    grid = laid_out(where={"level": "province"}, ranked=True, down=["item"], cells=["month_value"])
    assert list(grid.columns[0].values) == ["联系交流", "走访探视", "资助资金"]


def test_a_unit_that_sent_nothing_is_set_grey_and_can_be_left_out() -> None:
    frame = Frame.of(table(), frozenset({"620102"}))
    sheet = Sheet(down=("unit_code",), across=("item_no",), cells=read_cells())
    assert list(lay_out(frame, sheet).levels) == ["province", "silent"]
    assert lay_out(frame.without_silent(), sheet).height == 1


def read_cells() -> Any:
    return read_layout({"sheet": [{"cells": ["month_value"]}]}, NAMES, "t03.sql")[0].cells


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ({"cells": ["nothing"]}, "nothing"),
        ({"down": ["unit"], "cells": ["month_value"]}, "unit"),
        ({"cell": ["month_value"]}, "cell"),
        ({"cells": [{"name": "month_value", "sums": True}]}, "sums"),
        ({"cells": ["month_value"], "chart": "pie"}, "bar"),
        ({"cells": ["month_value"], "below": True}, "before"),
    ],
)
def test_a_layout_that_cannot_be_is_told_with_its_file(declared: dict[str, Any], told: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        read_layout({"sheet": [declared]}, NAMES, "t03.sql")
    assert raised.value.where == "t03.sql"
    assert told in str(raised.value.hint)
