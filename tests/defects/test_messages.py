"""What a clerk is told: in Chinese, with the place and what to do, and nobody's number."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.read import Declared, read_sources
from tests.contract.processes import aixin
from tests.defects.files import html, png, with_cells, workbook
from tests.defects.ledgers import ID, pairs, place_of, preamble, put_column, sites
from tests.defects.loaded import NAME, write_files
from tests.unit.read_examples import Rows, make_id

HAN = re.compile("[\u4e00-\u9fff]")


def _formula() -> bytes:
    rows = sites(3)
    return with_cells(workbook(rows), {place_of(rows, "志愿者人数", 2): "<f>1+1</f>"})


def _renamed() -> bytes:
    rows = pairs(3)
    rows[0][rows[0].index(ID)] = "对象证件"
    return workbook(rows)


def _picture() -> bytes:
    return workbook([], lambda _book, sheet: sheet.insert_image(2, 2, "a.png", {"image_data": io.BytesIO(png())}))


def _beside() -> bytes:
    return workbook([[*left, None, *right] for left, right in zip(pairs(3), sites(3), strict=True)])


def _foreign() -> bytes:
    return workbook(pairs(4, {"县（市、区）": ["红古区", "红古区", "城关区", "城关区"]}))


REFUSED: dict[str, tuple[str, Any]] = {
    "08 a missing column": (NAME, _renamed),
    "15 another month": ("城关区2024年11月.xlsx", lambda: workbook([*preamble(), *pairs(2)])),
    "32 a formula without a value": (NAME, _formula),
    "36 a web page without a table": ("城关区12月.xls", lambda: html([])),
    "41 a picture of a table": (NAME, _picture),
    "42 no encoding": ("城关区12月.csv", lambda: b"\xff\xff\xfe\x81" * 200),
    "49 another county's rows": (NAME, _foreign),
    "54 tables side by side": (NAME, _beside),
    "59 another archive": ("上报.rar", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100)),
    "a damaged workbook": (NAME, lambda: workbook(pairs(3))[:900]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_in_chinese_what_is_wrong_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setenv("AIXIN_LANG", "zh_CN")
    name, make = REFUSED[case]
    folder = write_files(tmp_path / "returns", {name: make()})
    (file,) = read_sources([folder], Declared(None, "2024-12", is_period_strict=False))
    assert file.status == "refused"
    assert file.error is not None
    assert HAN.search(file.error.what)
    assert HAN.search(file.error.hint or "")
    assert name in (file.error.where or file.path)


def _faulty() -> Rows:
    """An error of each kind of effect: a number refused, a value blanked, a row that waits."""
    rows = pairs(30)
    put_column(rows, ID, [make_id(1)[:10] + "O" + make_id(1)[11:], *(make_id(number) for number in range(2, 31))])
    put_column(rows, "结对日期", ["2023-06-01", "去年", *["2023-06-01"] * 28])
    put_column(rows, "帮扶对象类别", ["孤儿", "孤儿", "低保户", *["孤儿"] * 27])
    return [*preamble(), *rows]


def test_a_finding_names_file_sheet_row_title_and_rule_in_chinese(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "returns", {NAME: workbook(_faulty())})
    done = aixin("check", str(folder), "--format", "json", cwd=tmp_path, AIXIN_LANG="zh_CN")
    assert done.returncode == 4, done.stderr
    errors = [item for item in json.loads(done.stdout)["findings"] if item["severity"] == "error"]
    places = [(item["sheet"], item["row"], item["column"], item["rule"]) for item in errors]
    assert places == [("台账", 4, ID, "P102"), ("台账", 5, "结对日期", "P292"), ("台账", 6, "帮扶对象类别", "P143")]
    assert all(item["file"].endswith(NAME) for item in errors)
    assert all(HAN.search(item["message"]) and HAN.search(item["hint"]) for item in errors)
    assert "*" * 12 in errors[0]["value"]
    ((file,),) = [json.loads(done.stdout)["files"]]
    rows = file["returns"][0]["rows"]
    assert (rows["accepted"], rows["quarantined"], rows["unidentified"]) == (29, 1, 1)
    assert rows["read"] == rows["accepted"] + rows["quarantined"] + sum(rows["set_aside"].values())


def test_how_a_file_was_understood_is_printed_to_whom_asks_why(tmp_path: Path) -> None:
    rows = _faulty()
    rows.append([None, "合计", None, 30])
    file = write_files(tmp_path / "returns", {NAME: workbook(rows)}) / NAME
    done = aixin("load", "--explain", str(file), "--store", "store", cwd=tmp_path, AIXIN_LANG="zh_CN")
    told = done.stdout + done.stderr
    for text in ("台账", ID, "合计"):
        assert text in told
    assert make_id(2) not in told
    assert "马三" not in told
