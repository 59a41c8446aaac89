"""A workbook that begins with the unit's last return says what that still says, to that unit alone."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aixin_cli.blank.model import FIRST, HEAD
from aixin_cli.blank.order import plan_senders
from aixin_cli.blank.sets import Order, write_for_all, write_for_one
from aixin_cli.errors import DefinitionError, UsageError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.read import Declared
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.settings import Settings, load_settings
from tests.returns import pairing, source_files, source_table
from tests.templates import FILLED, PERIOD, UNIT
from tests.unit.read_examples import read_bytes

SETTINGS = load_settings(None)
ENDED = {"status": "终止", "end_date": "2024-12-01", "end_reason": "去世"}
PLACE = {"site_name": "城关志愿队", "site_kind": "爱心志愿服务队", "volunteer_count": "12", "served_times": "30"}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def load(store: Store, *rows: dict[str, Any], layout: str = "pairing", period: str = "2024-12", **facts: Any) -> None:
    load_files(store, source_files(source_table(layout, list(rows), period=period, **facts)), LoadOptions())


def begun(store: Store | None, folder: Path, *names: str, settings: Settings = SETTINGS) -> Path:
    (written,) = write_for_one(Order(names or ("pairing",), PERIOD, settings, store), UNIT, folder)
    return written.paths[0]


def rows_in(path: Path) -> list[dict[str, Any]]:
    """The rows of a workbook by title, those that say nothing left away."""
    sheet = openpyxl.load_workbook(path).worksheets[1]
    titles = [str(cell.value).rstrip("*") for cell in sheet[HEAD + 1]]
    found = [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=FIRST + 1, values_only=True)]
    return [{title: value for title, value in row.items() if value is not None} for row in found if any(row)]


def test_the_rows_still_said_stand_there_numbered_anew_and_ended_ones_do_not(store: Store, tmp_path: Path) -> None:
    load(store, pairing(1), pairing(2, **ENDED), pairing(3, lives_alone="是", recipient_phone="13900000003"))
    rows = rows_in(begun(store, tmp_path))
    assert [(row["序号"], row["帮扶对象身份证号"]) for row in rows] == [
        ("1", pairing(1)["recipient_id"]),
        ("2", pairing(3)["recipient_id"]),
    ]
    assert rows[1]["联系电话"] == "13900000003"
    assert rows[1]["是否独居"] == "是"
    assert rows[1]["结对日期"].date().isoformat() == "2023-06-01"


def test_it_is_read_back_as_the_same_rows_without_a_word(store: Store, tmp_path: Path) -> None:
    load(store, pairing(1), pairing(2), pairing(3))
    path = begun(store, tmp_path)
    book = openpyxl.load_workbook(path)
    book.worksheets[1].cell(3, 2, FILLED)
    book.save(path)
    file = read_bytes(tmp_path, path.name, path.read_bytes(), Declared())
    assert [notice.rule for notice in file.notices] == []
    load_files(store, iter([file]), LoadOptions())
    told = "select recipient_id, helper_id, village, recipient_category, start_date, status from stg.pairing"
    by_month = [
        store.rows(f"{told} inner join meta.part using (part_id) where period = ? order by all", [month])
        for month in ("2024-12", PERIOD)
    ]
    assert by_month[0] == by_month[1]
    assert len(by_month[0]) == 3


def test_what_each_month_tells_anew_is_blank(store: Store, tmp_path: Path) -> None:
    load(store, PLACE, layout="site")
    ((row),) = rows_in(begun(store, tmp_path, "site"))
    assert row["阵地（队伍）名称"] == "城关志愿队"
    assert row["志愿者人数"] == 12
    assert "本月服务人次" not in row


def test_a_number_that_was_none_is_shown_to_be_put_right(store: Store, tmp_path: Path) -> None:
    load(store, pairing(1, recipient_id="62019920120304"), pairing(2))
    assert "62019920120304" in [row.get("帮扶对象身份证号") for row in rows_in(begun(store, tmp_path))]


def test_the_newest_month_that_counts_is_carried_and_no_other_units(store: Store, tmp_path: Path) -> None:
    load(store, pairing(1), period="2024-10")
    load(store, pairing(2), period="2024-11")
    load(store, pairing(3), unit="620103")
    load(store, pairing(4), period="2025-02")
    path = begun(store, tmp_path)
    assert [row["帮扶对象身份证号"] for row in rows_in(path)] == [pairing(2)["recipient_id"]]
    guide = openpyxl.load_workbook(path).worksheets[0]
    assert any("2024年11月报表" in str(cell.value) for row in guide.iter_rows() for cell in row)


def test_who_sent_nothing_yet_gets_a_blank_one_and_flows_begin_blank(store: Store, tmp_path: Path) -> None:
    load(store, {"activity_date": "2024-12-10", "helper_name": "张甲"}, layout="activity")
    assert rows_in(begun(store, tmp_path, "pairing")) == rows_in(begun(store, tmp_path, "activity")) == []


def test_it_is_for_its_owner_alone(store: Store, tmp_path: Path) -> None:
    load(store, pairing(1))
    path = begun(store, tmp_path / "deep" / "out")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_unit_has_a_folder_of_its_own_with_what_it_owes(tmp_path: Path) -> None:
    written = list(write_for_all(Order(("pairing", "AX03"), PERIOD, SETTINGS), tmp_path))
    folders = {folder.name[:6]: sorted(path.name for path in folder.iterdir()) for folder in tmp_path.iterdir()}
    owed = {unit.code: load_divisions().owes(unit.code) for unit in load_divisions().units}
    assert folders.keys() == {code for code, forms in owed.items() if {"pairing", "organization"} & set(forms)}
    assert all(len(files) == len({"pairing", "organization"} & set(owed[code])) for code, files in folders.items())
    assert folders["620102"] == ["620102_2025-01_AX01_城关.xlsx"]
    assert sum(len(item.paths) for item in written) == sum(map(len, folders.values()))


def test_a_form_that_nobody_owes_is_refused() -> None:
    with pytest.raises(UsageError, match="opening"):
        plan_senders(["opening"])


def office(**said: Any) -> Settings:
    return Settings({**SETTINGS.values, **{f"template.{name}": value for name, value in said.items()}})


def test_what_an_office_says_of_a_form_stands_on_both_sheets_and_is_read_without_a_word(tmp_path: Path) -> None:
    said = office(
        issuer="某省民政厅",
        approval="某统制〔2025〕1号",
        valid_until="2026年12月",
        table_numbers=["AX01=爱心1表", "AX03=爱心3表"],
        notes=["按月报送。", "AX01=一对一行{}。", "AX03=一个组织一行。"],
    )
    path = begun(None, tmp_path, settings=said)
    book = openpyxl.load_workbook(path)
    guide = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    for text in ("表号", "爱心1表", "制定机关", "某省民政厅", "批准（备案）文号", "某统制〔2025〕1号", "2026年12月"):
        assert text in guide
        assert text in str(book.worksheets[1].cell(3, 4).value)
    assert any(line.endswith("按月报送。") for line in guide)
    assert any(line.endswith("一对一行{}。") for line in guide)
    assert not any("一个组织一行。" in line for line in guide)
    with Store.in_memory() as store:
        load(store, pairing(1))
        filled = begun(store, tmp_path / "filled", settings=said)
    file = read_bytes(tmp_path, filled.name, filled.read_bytes(), Declared())
    assert ([table.period for table in file.tables], [notice.rule for notice in file.notices]) == ([PERIOD], [])


def test_an_office_that_says_nothing_has_the_plain_form(tmp_path: Path) -> None:
    assert openpyxl.load_workbook(begun(None, tmp_path)).worksheets[1].cell(3, 4).value is None


def test_a_word_for_a_form_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="AX99"):
        begun(None, tmp_path, settings=office(notes=["AX99=无此表"]))
