from __future__ import annotations

from aixin_cli.sheets.heads import HeadCell, merge_head


def test_one_level_is_left_as_it_is() -> None:
    assert merge_head([("甲",), ("乙",)]) == [HeadCell("甲", 0, 0, 0, 0), HeadCell("乙", 0, 1, 0, 1)]


def test_a_group_spans_its_columns_and_a_short_title_reaches_down() -> None:
    cells = merge_head([("单位",), ("对象", "男"), ("对象", "女")])
    assert HeadCell("单位", 0, 0, 1, 0) in cells
    assert HeadCell("对象", 0, 1, 0, 2) in cells
    assert HeadCell("女", 1, 2, 1, 2) in cells


def test_two_groups_of_one_name_that_are_not_neighbours_stay_two() -> None:
    cells = merge_head([("对象", "男"), ("干部", "男"), ("对象", "女")])
    assert [cell.left for cell in cells if cell.text == "对象"] == [0, 2]


def test_equal_leaves_beside_each_other_are_not_merged() -> None:
    assert len(merge_head([("人数",), ("人数",)])) == 2


def test_a_column_titled_like_the_group_after_it_joins_it_as_its_total() -> None:
    cells = merge_head([("干部",), ("干部", "其中待核实"), ("户",)])
    assert HeadCell("干部", 0, 0, 0, 1) in cells
    assert HeadCell("合计", 1, 0, 1, 0) in cells
    assert HeadCell("户", 0, 2, 1, 2) in cells


def test_the_cells_of_a_head_cover_it_once() -> None:
    titles = [("a",), ("b", "c"), ("b", "d", "e"), ("b", "d", "f"), ("g", "h")]
    covered = [
        (row, column)
        for cell in merge_head(titles)
        for row in range(cell.top, cell.bottom + 1)
        for column in range(cell.left, cell.right + 1)
    ]
    assert sorted(covered) == [(row, column) for row in range(3) for column in range(5)]
