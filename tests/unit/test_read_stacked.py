"""Tables below each other are read one by one, no row lost; tables side by side are refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from aixin_cli.read import SourceFile
from aixin_cli.read.body import sections
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.unit.form_rows import table_of
from tests.unit.read_examples import (
    Cell,
    Rows,
    csv_text,
    make_id,
    pairing,
    pairing_row,
    read_bytes,
    reasons,
    refusal,
    xlsx,
)

NAME = "620102_2024-12.xlsx"
TITLES: list[Cell] = ["活动日期", "结对人姓名", "结对人身份证号", "帮扶对象姓名", "活动类型", "人次"]
GROUPS: Rows = [["帮扶对象", None, None, "结对人", None, None, "结对类型", "结对日期", "状态"],
                ["姓名", "身份证号", "类别", "姓名", "身份证号", "类别", None, None, None]]  # fmt: skip


def activity(count: int = 2) -> Rows:
    return [list(TITLES), *(["2024-12-03", "马一", make_id(n), "马二", "联系交流", 1] for n in range(1, count + 1))]


def read(directory: Path, rows: Rows, name: str = NAME) -> SourceFile:
    file = read_bytes(directory, name, xlsx({"台账": rows}))
    assert file.error is None, f"{file.error.what} {file.error.hint}"
    return file


def rows_of(file: SourceFile) -> list[int]:
    """Every sheet row that is kept, in order: data and set aside, of all tables."""
    columns = [column for table in file.tables for column in (table.rows["row"], table.set_aside["row"])]
    return sorted(row for column in columns for row in column.to_pylist())


def beside(left: Rows, right: Rows, gap: int) -> Rows:
    """Two tables in the same rows, so many blank columns between them."""
    height = max(len(left), len(right))
    padded = [rows + [[None] * len(rows[0])] * (height - len(rows)) for rows in (left, right)]
    return [[*a, *[None] * gap, *b] for a, b in zip(*padded, strict=True)]


def test_another_form_below_is_a_table_of_its_own(tmp_path: Path) -> None:
    above = [["结对帮扶台账"], *pairing(4), ["合计", None, None, 4], ["填表人：丁某"]]
    rows = [*above, [], ["城关区帮扶活动台账"], *activity(2), ["填表人：沙某"]]
    file = read(tmp_path, rows)
    first, second = file.tables
    assert (first.form, second.form) == ("pairing", "activity")
    assert (first.rows.num_rows, second.rows.num_rows) == (4, 2)
    assert reasons(first) == {1: "title", 2: "header", 7: "total", 8: "signature"}
    assert reasons(second) == {9: "blank", 10: "title", 11: "header", 14: "signature"}
    assert (first.header_row, second.header_row) == (2, 11)
    assert rows_of(file) == list(range(1, len(rows) + 1))
    assert [notice.message for notice in file.notices if notice.rule == "R154"] == [
        "The sheet holds 2 tables; each is read by its own header."
    ]


def test_three_tables_without_any_line_between_are_told_apart(tmp_path: Path) -> None:
    fund: Rows = [["日期", "收支", "票据号", "金额（元）"], ["2024-12-03", "募集", "1", 3]]
    file = read(tmp_path, [*pairing(3), *activity(3), *fund])
    assert [(table.form, table.rows.num_rows) for table in file.tables] == [
        ("pairing", 3), ("activity", 3), ("fund_entry", 1),
    ]  # fmt: skip
    assert rows_of(file) == list(range(1, 11))


def test_a_narrow_table_below_one_with_blank_numbers_is_found(tmp_path: Path) -> None:
    below: Rows = [["日期", "收支", "金额（元）"], ["2024-12-03", "募集", 3]]
    file = read(tmp_path, [*pairing(150), *([[n] for n in range(151, 300)]), *below])
    assert [(table.form, table.rows.num_rows) for table in file.tables] == [("pairing", 150), ("fund_entry", 1)]


def test_a_table_of_the_same_form_with_other_columns_is_its_own(tmp_path: Path) -> None:
    other = [list(reversed(row)) for row in pairing(2)]
    file = read(tmp_path, [*pairing(3), ["二、补充对象"], *other])
    assert [table.rows.num_rows for table in file.tables] == [3, 2]
    assert file.tables[1].rows["recipient_id"].to_pylist() == [make_id(1), make_id(2)]
    assert reasons(file.tables[1])[5] == "title"


def test_the_header_of_two_levels_printed_on_every_page_is_no_table(tmp_path: Path) -> None:
    data = [row[3:] for row in pairing(6)[1:]]
    page: Rows = [["结对帮扶台账"], ["填报单位：城关区", None, "报告期：2024年12月"], *GROUPS]
    file = read(tmp_path, [*page, *data[:3], *page, *data[3:]])
    (table,) = file.tables
    assert table.rows.num_rows == 6
    assert reasons(table) == {1: "title", 2: "title", 3: "header", 4: "header",
                              8: "title", 9: "title", 10: "header", 11: "header"}  # fmt: skip
    assert "R154" not in {notice.rule for notice in file.notices}


def test_the_same_header_under_another_units_name_is_another_return(tmp_path: Path) -> None:
    rows = [["填报单位：城关区"], *pairing(3), [], ["填报单位：西固区"], *pairing(2, "西固区")]
    file = read(tmp_path, rows, "2024-12.xlsx")
    assert [(table.unit, table.rows.num_rows) for table in file.tables] == [("620102", 3), ("620104", 2)]


def test_a_table_below_without_rows_leaves_its_lines_with_the_table_above(tmp_path: Path) -> None:
    rows = [*pairing(3), [], ["活动台账"], list(TITLES)]
    file = read(tmp_path, rows)
    (table,) = file.tables
    assert rows_of(file) == list(range(1, 8))
    assert reasons(table)[7] == "header"
    assert "R007" in {notice.rule for notice in file.notices}


def test_a_table_above_without_rows_leaves_its_lines_with_the_table_below(tmp_path: Path) -> None:
    file = read(tmp_path, [["活动台账"], list(TITLES), [], *pairing(3)])
    (table,) = file.tables
    assert (table.form, table.rows.num_rows) == ("pairing", 3)
    assert rows_of(file) == list(range(1, 8))


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_two_tables_side_by_side_are_refused_with_their_columns(tmp_path: Path, gap: int) -> None:
    rows = beside(pairing(3), activity(2), gap)
    told = refusal(read_bytes(tmp_path, NAME, xlsx({"台账": rows})))
    right = {0: "M–R", 1: "N–S", 2: "O–T"}[gap]
    assert "A–L" in told
    assert right in told
    assert "one table below the other" in told


def test_two_tables_of_one_form_side_by_side_are_refused(tmp_path: Path) -> None:
    told = refusal(read_bytes(tmp_path, NAME, xlsx({"台账": beside(pairing(3), pairing(3), 1)})))
    assert "A–L" in told
    assert "N–Y" in told


@pytest.mark.parametrize("columns", [[3, 4], [0, 3, 4, 5], [6, 7]])
def test_further_people_beside_a_whole_table_are_refused(tmp_path: Path, columns: list[int]) -> None:
    right = [[row[column] for column in columns] for row in pairing(3)]
    told = refusal(read_bytes(tmp_path, NAME, xlsx({"台账": beside(pairing(3), right, 0)})))
    assert "A–L" in told
    assert "M–" in told


def test_one_repeated_column_or_an_empty_pair_of_them_is_no_second_table(tmp_path: Path) -> None:
    single = [[row[3]] for row in pairing(3)]
    assert len(read(tmp_path, beside(pairing(3), single, 0)).tables) == 1
    empty = [[row[3] if n == 0 else None, row[4] if n == 0 else None] for n, row in enumerate(pairing(3))]
    assert len(read(tmp_path, beside(pairing(3), empty, 0)).tables) == 1


def test_a_table_that_begins_lower_beside_another_is_refused(tmp_path: Path) -> None:
    left, right = pairing(6), activity(2)
    rows = beside(left, [[None] * 6, [None] * 6, *right], 1)
    assert "N–S" in refusal(read_bytes(tmp_path, NAME, xlsx({"台账": rows})))


def test_a_table_that_begins_beside_a_blank_row_is_refused(tmp_path: Path) -> None:
    left, right = pairing(6), activity(2)
    left[3] = [None] * 12
    rows = beside(left, [[None] * 6, [None] * 6, [None] * 6, *right], 1)
    assert "N–S" in refusal(read_bytes(tmp_path, NAME, xlsx({"台账": rows})))


def test_a_wider_table_below_a_narrow_one_is_no_table_beside_it(tmp_path: Path) -> None:
    file = read(tmp_path, [*activity(3), [], *pairing(3)])
    assert [table.form for table in file.tables] == ["activity", "pairing"]


def test_columns_of_its_own_beside_a_table_are_no_other_table(tmp_path: Path) -> None:
    extra: Rows = [["家庭情况", "网格员", "活动日期", "活动类型"], *[["好", "某", "2024-12-03", "联系交流"]] * 3]
    file = read(tmp_path, beside(pairing(3), extra, 1))
    assert len(file.tables) == 1


def test_data_that_reads_like_titles_is_no_header(tmp_path: Path) -> None:
    rows = pairing(8)
    for row in rows[3:6]:
        row[2], row[3] = "备注", "姓名"
    assert len(read(tmp_path, rows).tables) == 1


def test_a_second_table_is_found_below_many_rows_without_numbers(tmp_path: Path) -> None:
    numbers = (n % 900 for n in range(2000))
    rows: Rows = [[*pairing_row(n)[:4], None, "孤儿", "李四", None, *pairing_row(n)[8:]] for n in numbers]
    file = read(tmp_path, [pairing(1)[0], *rows, *activity(2)])
    assert [table.rows.num_rows for table in file.tables] == [2000, 2]


def test_a_sheet_of_several_tables_is_loaded_without_losing_a_row(tmp_path: Path) -> None:
    """Loading itself raises an error where a sheet's rows are not kept exactly once."""
    rows = [["结对帮扶台账"], *pairing(4), ["填表人：丁某"], [], ["活动台账"], *activity(2), [], [], list(TITLES)]
    file = read(tmp_path, rows)
    with Store.in_memory() as store:
        load_files(store, iter([file]), LoadOptions())
        kept = store.rows(
            "select form, rows_accepted, rows_quarantined, rows_set_aside from meta.part order by part_id"
        )
    assert [(form, accepted + quarantined) for form, accepted, quarantined, _aside in kept] == [
        ("pairing", 4),
        ("activity", 2),
    ]
    assert sum(accepted + quarantined + aside for _form, accepted, quarantined, aside in kept) == len(rows)


def test_three_thousand_repeated_headers_take_the_time_of_their_rows(tmp_path: Path) -> None:
    rows = table_of("site", 1500)
    again: Rows = [row for data in rows[1:] for row in (rows[0], rows[0], data)]
    start = time.process_time()
    (table,) = read_bytes(tmp_path, "620102_2024-12.csv", csv_text(again).encode()).tables
    assert table.rows.num_rows == 1500
    assert time.process_time() - start < 12


def test_many_small_tables_of_two_forms_are_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    within = sections._title_rows
    monkeypatch.setattr(
        sections,
        "_title_rows",
        lambda grid, header, rows: looked.append(rows[1] - rows[0]) or within(grid, header, rows),
    )
    sites, projects = table_of("site", 200), table_of("project", 200)
    pairs = zip(sites[1:], projects[1:], strict=True)
    rows = [row for site, project in pairs for row in (sites[0], site, projects[0], project)]
    file = read_bytes(tmp_path, "620102_2024-12.csv", csv_text(rows).encode())
    assert len(file.tables) == 400
    assert sum(looked) < 20 * len(rows)


@pytest.mark.parametrize(("count", "status"), [(4, "read"), (5, "refused")])
def test_more_tables_below_each_other_than_anybody_fills_in_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, status: str
) -> None:
    monkeypatch.setattr(sections, "MAX_TABLES", 4)
    rows = [row for number in range(count) for row in (pairing(2) if number % 2 else activity(2))]
    file = read_bytes(tmp_path, NAME, xlsx({"台账": rows}))
    assert file.status == status
    if status == "refused":
        assert "More than 4 tables" in refusal(file)


def test_titles_that_are_repeated_are_no_further_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "MAX_TABLES", 1)
    (table,) = read(tmp_path, pairing(2) * 9).tables
    assert table.rows.num_rows == 18
