"""Each unit gets its own findings on its own file, and nobody another's."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import pyzipper

from aixin_cli.errors import UsageError
from aixin_cli.feedback.items import Sent
from aixin_cli.feedback.receipt import Receipt
from aixin_cli.jobs.feedback import Packing, list_sent, plan_replies, reply_day, require_password, write_replies
from aixin_cli.jobs.month import add_up
from aixin_cli.read import Declared, read_sources
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.settings import load_settings
from tests.returns import pairing
from tests.unit.read_examples import read_bytes

PERIOD = "2024-12"
TITLES = {
    "recipient_name": "帮扶对象姓名",
    "recipient_id": "帮扶对象身份证号",
    "recipient_category": "帮扶对象类别",
    "helper_name": "结对人姓名",
    "helper_id": "结对人身份证号",
    "helper_kind": "结对人类别",
    "pair_kind": "结对类别",
    "status": "状态",
    "start_date": "结对日期",
    "helper_unit": "结对人单位",
    "helper_level": "单位层级",
    "village": "村（社区）",
}


def book(*rows: dict[str, Any]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "结对帮扶台账"
    sheet.append(["结对帮扶台账"])
    sheet.append(list(TITLES.values()))
    for row in rows:
        sheet.append([row.get(name) for name in TITLES])
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def load(store: Store, folder: Path, **files: bytes) -> None:
    """Files by unit and ending: u620102_xlsx."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        unit, _line, ending = name[1:].partition("_")
        (folder / f"{unit}_{PERIOD}_AX01.{ending}").write_bytes(content)
    load_files(store, read_sources([folder], Declared()), LoadOptions())
    add_up(store, PERIOD)


def write(store: Store, folder: Path, units: list[str] | None = None, password: str | None = None) -> dict[str, Path]:
    replies = plan_replies(list_sent(store, PERIOD, with_all=False), units)
    written = write_replies(store, replies, Packing(folder, date(2025, 1, 20), password))
    return {f"{reply.unit_code} {kind}": path for reply, kind, path in written}


def test_a_county_gets_its_workbook_with_its_cells_marked_and_it_is_for_nobody_else(
    store: Store, tmp_path: Path
) -> None:
    wrong = pairing(2, status="不清楚")
    load(store, tmp_path / "in", u620102_xlsx=book(pairing(1), wrong), u620103_xlsx=book(pairing(3)))
    paths = write(store, tmp_path / "out")
    assert list(paths) == ["620102 workbook"]
    path = paths["620102 workbook"]
    assert path.relative_to(tmp_path / "out").as_posix() == "620102_城关/620102_2024-12_AX01.xlsx"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    cell = openpyxl.load_workbook(path)["结对帮扶台账"]["H4"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("不清楚", "FFFFC6CD")
    assert "P303" in cell.comment.text


def test_what_comes_back_raises_no_finding_of_its_own(store: Store, tmp_path: Path) -> None:
    wrong = pairing(2, status="不清楚")
    load(store, tmp_path / "in", u620102_xlsx=book(pairing(1), wrong))
    path = write(store, tmp_path / "out")["620102 workbook"]
    before = read_bytes(tmp_path, path.name, (tmp_path / "in" / path.name).read_bytes(), Declared())
    after = read_bytes(tmp_path, path.name, path.read_bytes(), Declared())
    assert [notice.rule for notice in after.notices] == [notice.rule for notice in before.notices]
    assert [table.rows.to_pylist() for table in after.tables] == [table.rows.to_pylist() for table in before.tables]


def test_a_sheet_of_the_countys_own_called_alike_is_read(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(pairing(1))))
    made.active.title = "问题清单"
    buffer = io.BytesIO()
    made.save(buffer)
    file = read_bytes(tmp_path, f"620102_{PERIOD}_AX01.xlsx", buffer.getvalue(), Declared())
    assert [table.rows.num_rows for table in file.tables] == [1]


def test_a_comment_of_somebody_elses_is_still_told(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path / "in", u620102_xlsx=book(pairing(1), pairing(2, status="不清楚")))
    path = write(store, tmp_path / "out")["620102 workbook"]
    made = openpyxl.load_workbook(path)
    made["结对帮扶台账"]["A3"].comment = openpyxl.comments.Comment("请看这里", "某人")
    buffer = io.BytesIO()
    made.save(buffer)
    file = read_bytes(tmp_path, path.name, buffer.getvalue(), Declared())
    assert ["1" in notice.message for notice in file.notices if notice.rule == "R157"] == [True]


def test_a_csv_gets_the_list(store: Store, tmp_path: Path) -> None:
    rows = [pairing(1), pairing(2, status="不清楚")]
    lines = [",".join(TITLES.values()), *(",".join(str(row[name]) for name in TITLES) for row in rows)]
    load(store, tmp_path / "in", u620102_csv="\n".join(lines).encode())
    path = write(store, tmp_path / "out")["620102 list"]
    assert path.name == "620102_2024-12_AX01.csv_问题清单.xlsx"
    rows_told = list(openpyxl.load_workbook(path)["问题清单"].iter_rows(values_only=True))
    assert ("强制", "P303") in [row[1:3] for row in rows_told]


def sent(*units: str) -> Sent:
    return Sent(Receipt(PERIOD, 1, "0a1b2c3d"), "a.xlsx", None, units, ())


@pytest.mark.parametrize(
    ("units", "whole"),
    [
        (["620102"], "620102"),
        (["620102", "620103"], "620100"),
        (["620100", "620102"], "620100"),
        (["620102", "620321"], None),
    ],
)
def test_a_file_of_several_goes_back_whole_to_who_sent_it_alone(units: list[str], whole: str | None) -> None:
    planned = plan_replies([sent(*units)], None)
    assert [reply.unit_code for reply in planned if reply.kind == "workbook"] == ([whole] if whole else [])


def test_each_unit_of_a_shared_file_is_told_its_own_rows_alone(store: Store, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for place, (unit, number) in enumerate((("兰州市城关区", 1), ("兰州市七里河区", 2))):
        sheet = made.active if place == 0 else made.create_sheet()
        sheet.title = unit[3:]
        sheet.append(["结对帮扶台账"])
        sheet.append([f"填报单位：{unit}"])
        sheet.append(list(TITLES.values()))
        row = pairing(number, status="不清楚")
        sheet.append([row.get(name) for name in TITLES])
    buffer = io.BytesIO()
    made.save(buffer)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"兰州市{PERIOD}结对台账.xlsx").write_bytes(buffer.getvalue())
    load_files(store, read_sources([folder], Declared()), LoadOptions())
    add_up(store, PERIOD)
    paths = write(store, tmp_path / "out")
    assert sorted(paths) == ["620100 workbook", "620102 list", "620103 list"]
    rows = openpyxl.load_workbook(paths["620102 list"])["问题清单"].iter_rows(values_only=True)
    told = "".join(str(cell) for row in rows for cell in row)
    assert "城关区" in told
    assert "七里河" not in told
    assert list(write(store, tmp_path / "one", ["620103"])) == ["620103 list"]


def test_an_archive_opens_with_the_password_alone(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path / "in", u620102_xlsx=book(pairing(1), pairing(2, status="不清楚")))
    write(store, tmp_path / "out", password="一个长密码")
    (path,) = (tmp_path / "out").iterdir()
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == ("620102_城关.zip", 0o600)
    with pyzipper.AESZipFile(path) as packed:
        (name,) = packed.namelist()
        with pytest.raises(RuntimeError):
            packed.read(name)
        packed.setpassword("一个长密码".encode())
        assert packed.read(name).startswith(b"PK")


def test_without_a_password_nothing_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIXIN_PASSWORD", raising=False)
    with pytest.raises(UsageError):
        require_password(lambda _question: None)
    monkeypatch.setenv("AIXIN_PASSWORD", "x")
    assert require_password(lambda _question: "y") == "x"


def test_an_answer_is_wanted_some_working_days_on() -> None:
    # From the Friday before 国庆: eight days off, two Saturdays worked.
    assert reply_day(load_settings(None), date(2024, 9, 27)) == date(2024, 10, 10)
