"""More values than titles: a shifted row waits with one message, what stands beside the table is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.defects.files import csv, ods, workbook, xls
from tests.defects.loaded import NAME, Loaded, Loader
from tests.unit.read_examples import Rows, make_id, pairing

TEXT = "城关区12月.csv"
FUND = ["序号", "县（市、区）", "日期", "收支", "票据号", "来源", "金额（元）", "用途"]
ACTIVITY = ["序号", "县（市、区）", "活动日期", "结对人姓名", "结对人身份证号", "帮扶对象姓名", "帮扶对象身份证号",
            "活动类型", "人次", "件数", "资助资金（元）", "内容"]  # fmt: skip


LEVEL = "P261"
"""What these pairs lack: the level of the helper's unit."""


def named(make: Any) -> str:
    return {"workbook": NAME, "xls": "城关区12月.xls", "ods": "城关区12月.ods"}[make.__name__]


def entry(number: int, *tail: Any) -> list[Any]:
    """A row of the fund; `tail` are the amount and what follows it, in as many values as come of them."""
    return [number, "城关区", f"2024-12-{number:02d}", "募集", f"PZ{number}", "个人", *tail]


def fund(*tails: tuple[Any, ...]) -> Rows:
    return [list(FUND), *(entry(number, *tail) for number, tail in enumerate(tails, 1))]


def activities(*tails: tuple[Any, ...]) -> Rows:
    people = ["王一", make_id(1, "19800101"), "马一", make_id(2)]
    return [list(ACTIVITY), *([n, "城关区", f"2024-12-{n:02d}", *people, *tail] for n, tail in enumerate(tails, 1))]


def shifted(loaded: Loaded) -> list[tuple[int | None, str]]:
    return [(item["row"], item["message"]) for item in loaded.found("R175")]


def kept(loaded: Loaded, layout: str) -> list[dict[str, str] | None]:
    return [row["extra"] and json.loads(row["extra"]) for row in loaded.rows(layout, "raw")]


@pytest.mark.parametrize(("tail", "count"), [
    (("12", "000.00", "助学"), 9), (("12", "000", "助学"), 9),
    (("1", "234", "567", "助学"), 10), (("1", "234", "567.50", "助学"), 10),
    (("12", "000.00", "", ""), 10), (("12", "000.00", ""), 9), (("12", "000元", "助学"), 9),
])  # fmt: skip
def test_a_row_with_commas_in_its_amount_waits_with_one_message(
    load: Loader, tail: tuple[str, ...], count: int
) -> None:
    loaded = load({TEXT: csv(fund((500, "助学"), tail, (700, "助学")))})
    (row, message), *others = shifted(loaded)
    assert (row, others) == (3, [])
    assert message.startswith(f"8 个列名下有 {count} 个值，是否有值中含逗号而未加引号？")
    assert loaded.quarantined("fund_entry") == [3]
    assert [item["rule"] for item in loaded.findings if item["row"] == 3] == ["R175"]
    assert loaded.column("amount", "fund_entry") == [500, None, 700]


def test_a_file_in_which_every_row_is_shifted_is_seen_too(load: Loader) -> None:
    loaded = load({TEXT: csv(fund(*[(str(number), "000.00", "助学") for number in range(1, 8)]))})
    assert [row for row, _message in shifted(loaded)] == list(range(2, 9))
    assert loaded.rules("error") == {"R175"}


def test_a_comma_in_a_word_before_the_last_columns_shifts_them(load: Loader) -> None:
    rows = pairing(4)
    rows[2][9:9] = ["办公室"]
    loaded = load({TEXT: csv(rows)})
    assert [row for row, _message in shifted(loaded)] == [3]
    assert loaded.quarantined() == [3]
    assert [item["rule"] for item in loaded.findings if item["row"] == 3] == ["R175"]
    (row,) = [row for row in loaded.rows() if row["row"] == 3]
    assert (row["pair_kind"], row["start_date"], row["status"]) == (None, None, None)
    assert row["recipient_name"] == rows[2][3]


@pytest.mark.parametrize("make", [workbook, xls, ods])
def test_a_spreadsheet_made_of_such_a_text_is_seen_alike(load: Loader, make: Any) -> None:
    data = make(fund((500, "助学"), ("12", "000.00", "助学"), (700, "助学")))
    assert [row for row, _message in shifted(load({named(make): data}))] == [3]


def test_commas_in_the_last_column_of_words_shift_nothing_and_are_kept(load: Loader) -> None:
    loaded = load({TEXT: csv(fund((500, "助学", "买书", "本子"), (600, "助学"), (700, "助学", "买书")))})
    assert shifted(loaded) == []
    assert loaded.column("amount", "fund_entry") == [500, 600, 700]
    assert kept(loaded, "fund_entry") == [{"I": "买书", "J": "本子"}, None, {"I": "买书"}]
    (notice,) = loaded.findings
    assert (notice["rule"], notice["severity"], notice["row"]) == ("R176", "note", 2)
    assert "有 2 行" in notice["message"]
    assert "I、J" in notice["message"]


@pytest.mark.parametrize("make", [workbook, xls, ods])
def test_notes_right_of_a_table_are_kept_and_told_once(load: Loader, make: Any) -> None:
    rows = pairing(4)
    rows[1] += [None, "已核"]
    rows[3] += [None, "待核", "见附件"]
    loaded = load({named(make): make(rows)})
    assert [item["rule"] for item in loaded.findings if item["rule"] != LEVEL] == ["R176"]
    assert loaded.quarantined() == []
    assert kept(loaded, "pairing") == [{"N": "已核"}, None, {"N": "待核", "O": "见附件"}, None]


@pytest.mark.parametrize("surplus", [[""], ["", "", ""], [" ", "　"]])
def test_blank_fields_at_the_end_are_quiet(load: Loader, surplus: list[str]) -> None:
    rows = fund((500, "助学"), (12, "助学"), (700, None))
    loaded = load({TEXT: csv([rows[0], *([*row, *surplus] for row in rows[1:])])})
    assert loaded.findings == []
    assert loaded.column("amount", "fund_entry") == [500, 12, 700]
    one = load({"城关区12月 2.csv": csv([*rows[:2], [*rows[2], *surplus], rows[3]])})
    assert not {"R175", "R176"} & {item["rule"] for item in one.findings}


def test_commas_within_quotes_or_beside_another_delimiter_are_no_surplus(load: Loader) -> None:
    quoted = fund(('"12,000.00"', '"助学,买书"'), (600, "助学"))
    assert load({TEXT: csv(quoted)}).column("amount", "fund_entry") == [12000, 600]
    for delimiter in ("\t", ";", "；"):
        loaded = load({TEXT: csv(fund(("13,000.00", "助学,买书"), (600, "助学")), delimiter=delimiter)})
        assert not {"R175", "R176"} & {item["rule"] for item in loaded.findings}
        assert loaded.quarantined("fund_entry") == []


@pytest.mark.parametrize("tail", [
    ("联系交流", 1, 120, None, "去过"), ("联系交流", 1, None, 300, "去过"), ("联系交流", "一些", None, None, "去过"),
    ("联系交流", 1, None, "很多", "去过"),
])  # fmt: skip
def test_counts_side_by_side_and_bad_cells_are_no_shift_because_a_note_stands_beside(
    load: Loader, tail: tuple[Any, ...]
) -> None:
    rows = activities(tail, ("联系交流", 1, None, None, "去过"))
    rows[1].append("已核")
    loaded = load({NAME: workbook(rows)})
    assert shifted(loaded) == []
    assert [item["rule"] for item in loaded.found("R176")] == ["R176"]


def test_a_row_with_fewer_values_than_titles_is_blank_at_its_end_as_before(load: Loader) -> None:
    loaded = load({TEXT: csv([list(FUND), entry(1, 500), entry(2, 600, "助学")])})
    assert loaded.findings == []
    assert loaded.column("purpose", "fund_entry") == [None, "助学"]


def test_a_total_and_a_signature_with_commas_stay_what_they_are(load: Loader) -> None:
    rows = [
        *fund((500, "助学"), (600, "助学")),
        ["合计", "", "", "", "", "", "1", "100", ""],
        ["填表人：张三", "", "", "", "", "", "", "", "x"],
    ]
    loaded = load({TEXT: csv(rows)})
    assert shifted(loaded) == []
    assert loaded.aside() == {1: "header", 4: "total", 5: "signature"}


def test_values_of_a_shifted_row_are_shown_to_nobody(load: Loader) -> None:
    rows = pairing(4)
    rows[2][9:9] = ["买买提"]
    loaded = load({TEXT: csv(rows)})
    shown = json.dumps(loaded.report, ensure_ascii=False, default=str)
    assert "买买提" not in shown


AMOUNT_LAST = [title for title in FUND if title != "用途"]


@pytest.mark.parametrize("make", [workbook, csv])
def test_numbers_reckoned_right_of_the_last_amount_are_no_pieces_of_it(load: Loader, make: Any) -> None:
    rows = [AMOUNT_LAST, *(entry(n, str(20 + n), str(n * 450)) for n in range(1, 8))]
    loaded = load({NAME if make is workbook else TEXT: make(rows)})
    assert not shifted(loaded)
    assert [item["severity"] for item in loaded.found("R176")] == ["note"]
    assert len(loaded.rows("fund_entry")) == 7


def test_pieces_of_the_last_amount_are_seen_beside_words_under_no_title(load: Loader) -> None:
    rows = [AMOUNT_LAST, entry(1, "500"), entry(2, "12", "000.00"), entry(3, "700", "待核"), entry(4, "13", "500")]
    assert [row for row, _message in shifted(load({TEXT: csv(rows)}))] == [3, 5]
