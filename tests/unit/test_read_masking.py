from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.read import list_sources
from aixin_cli.read.masking import mask_numbers
from tests.unit.read_examples import pairing, read_bytes, xlsx


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


def test_words_of_files_and_units_are_not_taken_for_names(tmp_path: Path) -> None:
    rows = pairing(8)
    rows[1][3] = "城关"
    rows[2][3] = "结对"
    name = "城关区_结对帮扶台账.xlsx"
    assert read_bytes(tmp_path, name, xlsx({"台账": rows})).path.endswith(name)
