from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.forms.title import mask_numbers
from aixin_cli.read import Decision, Declared, TitleMemory, list_sources
from tests.unit.read_examples import NAMES, Rows, make_id, pairing, read_bytes, refusal, xlsx


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("台账62010219900101123X.xlsx", "台账620102************.xlsx"),
        ("620102199001011234", "620102************"),
        ("李四13912345678.csv", "李四139********.csv"),
        ("620102_2024-12_AX01.csv", "620102_2024-12_AX01.csv"),
        ("20241231620102000001.csv", "20241231620102000001.csv"),
    ],
)
def test_numbers_of_persons_in_a_path_are_masked(text: str, shown: str) -> None:
    assert mask_numbers(text) == shown


def test_a_number_is_masked_before_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "62010219900101123X.csv").write_bytes(b"")
    (source,) = list_sources([tmp_path / "62010219900101123X.csv"])
    assert source.path == "620102************.csv"


@pytest.mark.parametrize("name", ["结对台账王六.xlsx", "城关区_王六的台账.xlsx", "王六同志.xlsx"])
def test_a_name_is_masked_wherever_it_stands_in_the_path(tmp_path: Path, name: str) -> None:
    file = read_bytes(tmp_path, name, xlsx({"城关区2024年12月": pairing(8)}))
    assert "王六" not in file.path
    assert "王**" in file.path


def test_a_sheet_called_after_somebody_is_masked_in_tables_and_notices(tmp_path: Path) -> None:
    rows = pairing(8)
    rows[0].append("备用")
    rows[1].append("甲")
    file = read_bytes(tmp_path, "城关区.xlsx", xlsx({"王六": rows}))
    assert {table.sheet for table in file.tables} == {"王**"}
    assert file.notices
    assert {notice.sheet for notice in file.notices} == {"王**"}


@pytest.mark.parametrize(
    ("name", "sheet", "shown"),
    [
        ("卓玛·央金", "卓玛央金", "卓**"),
        ("卓玛央金", "卓玛•央金台账", "卓**台账"),
        ("李 明", "李明", "李**"),
        ("Tenzin Dolkar", "城关TENZIN_DOLKAR 12", "城关T** 12"),
    ],
)
def test_a_name_is_known_however_its_parts_are_kept_apart(tmp_path: Path, name: str, sheet: str, shown: str) -> None:
    rows = pairing(8)
    rows[1][3] = name
    file = read_bytes(tmp_path, "城关区.xlsx", xlsx({sheet: rows}))
    assert {table.sheet for table in file.tables} == {shown}


def test_words_of_files_and_units_are_not_taken_for_names(tmp_path: Path) -> None:
    rows = pairing(8)
    rows[1][3] = "城关"
    rows[2][3] = "结对"
    name = "城关区_结对帮扶台账.xlsx"
    assert read_bytes(tmp_path, name, xlsx({"台账": rows})).path.endswith(name)


def numbered() -> Rows:
    rows = pairing(5)
    rows[0].append(f"备用13893112345 {make_id(7)}")
    for row in rows[1:]:
        row.append("甲")
    return rows


def test_numbers_in_a_sheet_s_name_and_in_titles_are_masked_in_all_that_reading_hands_on(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账13893112345": numbered()}))
    assert file.status == "read"
    assert file.tables[0].sheet == "台账138********"
    assert file.tables[0].columns[-1].title == "备用138******** 629999************"
    said = repr((file.path, file.notices, file.layouts, [(t.sheet, t.titles, t.columns) for t in file.tables]))
    assert "13893112345" not in said
    assert make_id(7) not in said


def test_numbers_are_masked_in_what_is_said_of_a_refused_file(tmp_path: Path) -> None:
    rows = numbered()
    rows[0][3] = "帮扶对象大名13893112345"
    file = read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账13893112345": rows}))
    assert "138********" in refusal(file)
    assert "13893112345" not in refusal(file) + repr(file.layouts)


def test_a_title_is_known_again_by_what_is_shown_of_its_number(tmp_path: Path) -> None:
    rows = pairing(5)
    rows[0][3] = "大名13893112345"
    memory = TitleMemory.of([Decision("pairing", "620102", "大名138********", "recipient_name")])
    declared = Declared(period="2024-12", memory=memory)
    file = read_bytes(tmp_path, "620102.xlsx", xlsx({"台账": rows}), declared)
    assert file.tables[0].rows["recipient_name"].to_pylist()[0] == NAMES[1]
    assert file.tables[0].titles["recipient_name"] == "大名138********"


def test_a_name_in_a_refused_file_s_rows_is_masked_in_its_path_sheet_and_error(tmp_path: Path) -> None:
    rows = pairing(8)
    rows[0][11] = "那个"
    file = read_bytes(tmp_path, "城关区王六.xlsx", xlsx({"李四表": rows}))
    shown = file.path + refusal(file) + repr(file.layouts)
    assert "王**" in file.path
    assert "李**" in refusal(file)
    assert not any(name in shown for name in ("王六", "李四"))


def test_words_of_the_forms_and_places_stay_in_a_refused_file_s_path(tmp_path: Path) -> None:
    rows = pairing(8)
    rows[0][11] = "那个"
    name = "城关区张掖路街道孤儿主结对.xlsx"
    assert read_bytes(tmp_path, name, xlsx({"状态": rows})).path.endswith(name)


@pytest.mark.parametrize(
    "text",
    ["138 9311 2345", "138-9311-2345", "8613893112345", "0931-1234567", "620102800101123", "１３８９３１１２３４５"],
)
def test_numbers_are_masked_however_they_are_written(text: str) -> None:
    shown = mask_numbers(f"表{text}")
    assert shown.startswith(f"表{text[:3]}")
    assert text[6:] not in shown
    assert len(shown) == len(text) + 1
