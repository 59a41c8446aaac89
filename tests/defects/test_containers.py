"""Defects 36–39, 59 and 60: what a file really is, what it is packed in, and what is no return at all."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.contract.processes import aixin
from tests.defects.files import csv, html, members, ods, repacked, workbook, xls, zipped, zipped_as_windows
from tests.defects.ledgers import COUNTIES, ids, pairs, pairs_of
from tests.defects.loaded import NAME, Loaded, Loader, write_files
from tests.unit.read_examples import Rows

OTHER = "红古区12月.xlsx"
PASSWORD = "a-password-of-no-use"  # noqa: S105 - of a file made here


def other() -> Rows:
    """A good ledger that must load whatever stands beside it."""
    return pairs(2, {"县（市、区）": "红古区"})


def mhtml(rows: Rows) -> bytes:
    """A web archive, as Excel's own single-file web page is."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    part = 'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    return f"{head}{part}".encode() + html(rows) + b"\r\n--b--\r\n"


NAMED_WRONGLY = {
    "城关区12月.xlsx": xls,
    "七里河区12月.xls": workbook,
    "西固区12月.xls": csv,
    "安宁区12月.xlsx": lambda rows: csv(rows, "gb18030", "\t"),
    "红古区12月.csv": workbook,
    "永登县12月.xlsx": ods,
    "皋兰县12月.xls": html,
}
NAMED_RIGHTLY = {
    "城关区12月.xlsx": workbook,
    "七里河区12月.xls": xls,
    "西固区12月.csv": csv,
    "安宁区12月.ods": ods,
    "红古区12月.et": xls,
}


def named(makers: Mapping[str, Callable[[Rows], bytes]]) -> dict[str, bytes]:
    """Three pairs of each county in a file of this name."""
    return {name: make(pairs_of(name.split("12月")[0])) for name, make in makers.items()}


def test_defect_36_a_file_is_read_as_what_it_is_and_not_as_it_is_named(load: Loader) -> None:
    loaded = load(named(NAMED_WRONGLY))
    assert loaded.refused == {}
    assert list(loaded.by_county("recipient_id").values()) == [ids(1, 2, 3)] * len(NAMED_WRONGLY)
    assert loaded.column("row") == [2, 3, 4] * len(NAMED_WRONGLY)
    noted = {Path(item["file"]).name: item["severity"] for item in loaded.found("R136")}
    assert noted == dict.fromkeys(NAMED_WRONGLY, "note")


def test_defect_36_a_file_that_is_what_its_name_says_is_not_noted(load: Loader) -> None:
    loaded = load(named(NAMED_RIGHTLY))
    assert list(loaded.by_county("recipient_id").values()) == [ids(1, 2, 3)] * len(NAMED_RIGHTLY)
    assert loaded.found("R136") == []


def test_defect_36_a_web_archive_is_read_or_refused_with_what_to_do(load: Loader) -> None:
    loaded = load({"城关区12月.xls": mhtml(pairs(3)), OTHER: workbook(other())})
    if loaded.refused:
        assert ".xlsx" in loaded.refused["城关区12月.xls"]
        assert "web page" in loaded.refused["城关区12月.xls"]
        assert len(loaded.rows()) == 2
    else:
        assert loaded.column("recipient_id")[:3] == ids(1, 2, 3)
        assert loaded.found("R136")


def test_defect_36_a_picture_under_a_tables_name_is_refused_as_what_it_is(load: Loader) -> None:
    loaded = load({NAME: b"\x89PNG\r\n\x1a\n" + bytes(300), OTHER: workbook(other())})
    assert "PNG" in loaded.refused[NAME]
    assert len(loaded.rows()) == 2


@pytest.mark.parametrize("make", [xls, workbook], ids=["BIFF8", "zip"])
def test_defect_37_a_wps_file_is_read_whichever_of_both_it_holds(load: Loader, make) -> None:  # type: ignore[no-untyped-def]
    loaded = load({"城关区12月.et": make(pairs(3))})
    assert loaded.refused == {}
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.rules("error") | loaded.rules("query") == set()


def sealed(data: bytes, password: str = PASSWORD) -> bytes:
    """The workbook as Excel saves it under a password."""
    from msoffcrypto.format.ooxml import OOXMLFile

    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()


def checked(folder: Path, **environment: str) -> dict[str, Any]:
    """What `aixin check` says of a locked file of 城关区 and an open one of 红古区, nobody sitting at the terminal."""
    returns = write_files(folder / "returns", {NAME: sealed(workbook(pairs(3))), OTHER: workbook(other())})
    done = aixin("check", str(returns), "--period", "2024-12", "--format", "json", cwd=folder, **environment)
    assert PASSWORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return {Path(file["path"]).name: file for file in report["files"]}


def test_defect_38_a_locked_file_is_refused_with_what_to_do_and_the_others_load(tmp_path: Path) -> None:
    files = checked(tmp_path)
    assert (files[NAME]["status"], files[OTHER]["status"]) == ("refused", "accepted")
    assert "password" in files[NAME]["what"]
    assert "AIXIN_PASSWORD" in files[NAME]["hint"]


def test_defect_38_the_password_of_the_environment_opens_the_file(tmp_path: Path) -> None:
    files = checked(tmp_path, AIXIN_PASSWORD=PASSWORD)
    assert (files[NAME]["status"], files[OTHER]["status"]) == ("accepted", "accepted")
    assert files[NAME]["returns"][0]["rows"]["accepted"] == 3


def test_defect_38_a_wrong_password_refuses_the_file_and_is_never_shown(tmp_path: Path) -> None:
    files = checked(tmp_path, AIXIN_PASSWORD="another-of-no-use")
    assert (files[NAME]["status"], files[OTHER]["status"]) == ("refused", "accepted")
    assert "password" in files[NAME]["what"]
    assert "another-of-no-use" not in str(files)


def test_defect_38_no_verb_takes_a_password_on_the_command_line(tmp_path: Path) -> None:
    for verb in ("check", "load", "run"):
        assert "--password" not in aixin(verb, "--help", cwd=tmp_path).stdout


def test_defect_38_a_protected_sheet_is_readable(load: Loader) -> None:
    loaded = load({NAME: workbook(pairs(3), lambda _book, sheet: sheet.protect("of-no-use"))})
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.findings == []


def test_defect_39_a_hundred_thousand_styled_blank_rows_are_no_rows(load: Loader) -> None:
    book = workbook(pairs(3))
    cells = "".join(f'<c r="{column}%d" s="1"/>' for column in "ABCDEFGH")
    rows = "".join(f'<row r="{row}">{cells.replace("%d", str(row))}</row>' for row in range(5, 100_005))
    sheet = members(book)["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    loaded = load({NAME: repacked(book, {"xl/worksheets/sheet1.xml": sheet})})
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.aside() == {1: "header"}
    assert loaded.findings == []


THREE = ("城关区", "红古区", "七里河区")


def ledger_of(unit: str) -> bytes:
    """Two pairs of this county."""
    return workbook(pairs(2, {"县（市、区）": unit}))


def units(loaded: Loaded) -> list[str]:
    return sorted(part["unit_code"] for part in loaded.parts())


def test_defect_59_a_zip_of_folders_with_gbk_names_is_read(load: Loader) -> None:
    inside = {f"兰州市/{unit}/{unit}12月.xlsx": ledger_of(unit) for unit in THREE}
    loaded = load({"上报.zip": zipped_as_windows(inside)})
    assert loaded.refused == {}
    assert units(loaded) == ["620102", "620103", "620111"]
    assert {Path(file["path"]).name for file in loaded.report["files"]} == {f"{unit}12月.xlsx" for unit in THREE}


def test_defect_59_a_zip_inside_a_zip_is_read(load: Loader) -> None:
    inner = {f"{unit}.zip": zipped_as_windows({f"{unit}12月.xlsx": ledger_of(unit)}) for unit in THREE}
    loaded = load({"上报.zip": zipped_as_windows(inner)})
    assert loaded.refused == {}
    assert units(loaded) == ["620102", "620103", "620111"]


PATHS = ["../../城关区12月.xlsx", "/七里河区12月.xlsx", "C:\\西固区12月.xlsx", "..\\安宁区12月.xlsx"]


def test_defect_59_a_members_path_leads_nowhere_outside(load: Loader, tmp_path: Path) -> None:
    inside = {path: ledger_of(county) for path, county in zip(PATHS, COUNTIES, strict=False)}
    loaded = load({"上报.zip": zipped({**inside, "红古区12月.xlsx": ledger_of("红古区")})})
    assert "620111" in units(loaded)
    assert all(".." not in file["path"] for file in loaded.report["files"])
    assert list(tmp_path.rglob("*.xlsx")) == []
    assert list(tmp_path.parent.glob("*.xlsx")) == []


def test_defect_59_a_member_that_unpacks_to_a_bomb_is_refused_and_the_others_load(load: Loader) -> None:
    bomb = {"红古区12月.csv": b"0" * 40_000_000, "城关区12月.xlsx": ledger_of("城关区")}
    loaded = load({"上报.zip": zipped(bomb)})
    assert ["implausible size" in text for text in loaded.refused.values()] == [True]
    assert units(loaded) == ["620102"]


@pytest.mark.parametrize("how_deep", [6, 12])
def test_defect_59_zips_in_zips_without_end_are_refused(load: Loader, how_deep: int) -> None:
    data = zipped({"城关区12月.xlsx": ledger_of("城关区")})
    for _level in range(how_deep):
        data = zipped({"上报.zip": data})
    loaded = load({"上报.zip": data, OTHER: workbook(other())})
    assert len(loaded.refused) == 1
    assert "620111" in units(loaded)


@pytest.mark.parametrize(("name", "magic"), [("上报.rar", b"Rar!\x1a\x07\x01\x00"), ("上报.7z", b"7z\xbc\xaf\x27\x1c")])
def test_defect_59_other_archives_are_refused_with_what_to_do(load: Loader, name: str, magic: bytes) -> None:
    loaded = load({name: magic + bytes(100), OTHER: workbook(other())})
    assert ".zip" in loaded.refused[name]
    assert len(loaded.rows()) == 2


def test_defect_59_another_archive_inside_a_zip_is_refused_alone(load: Loader) -> None:
    packed = zipped({"a.rar": b"Rar!\x1a\x07\x01\x00" + bytes(100), "城关区12月.xlsx": ledger_of("城关区")})
    loaded = load({"上报.zip": packed})
    assert [".zip" in text for text in loaded.refused.values()] == [True]
    assert units(loaded) == ["620102"]


TEMPORARY = ["~$城关区.xlsx", ".~城关区.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/._城关区.xlsx"]


@pytest.mark.parametrize("data", [b"", b"\x05user" + bytes(160)], ids=["empty", "lock"])
def test_defect_60_files_of_the_system_are_skipped_and_listed(load: Loader, data: bytes) -> None:
    loaded = load({**dict.fromkeys(TEMPORARY, data), NAME: workbook(pairs(2))})
    assert loaded.refused == {}
    statuses = [file["status"] for file in loaded.report["files"]]
    assert sorted(statuses) == ["accepted", *["ignored"] * len(TEMPORARY)]
    assert loaded.findings == []


def test_defect_60_files_of_the_system_inside_a_zip_are_skipped(load: Loader) -> None:
    inside = {"__MACOSX/._a.xlsx": b"x", "~$a.xlsx": b"x", ".DS_Store": b"", NAME: workbook(pairs(2))}
    loaded = load({"上报.zip": zipped(inside)})
    assert loaded.refused == {}
    assert loaded.column("recipient_id") == ids(1, 2)


def test_defect_60_an_empty_file_is_named_and_stops_no_other(load: Loader) -> None:
    loaded = load({"红古区12月.xlsx": b"", NAME: workbook(pairs(2))})
    named = {Path(file["path"]).name: file for file in loaded.report["files"]}
    assert named["红古区12月.xlsx"]["status"] in ("ignored", "refused")
    assert named["红古区12月.xlsx"]["what"]
    assert loaded.column("recipient_id") == ids(1, 2)


def test_defect_60_a_folder_of_nothing_else_says_so(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "a", {"~$城关区12月.xlsx": b"x", ".DS_Store": b""})
    done = aixin("check", str(folder), cwd=tmp_path)
    assert done.returncode == 3
    assert "no file to read" in done.stderr


def test_defect_59_the_archive_is_never_unpacked_on_disk(load: Loader, tmp_path: Path) -> None:
    load({"上报.zip": zipped_as_windows({NAME: ledger_of("城关区")})})
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["上报.zip"]
