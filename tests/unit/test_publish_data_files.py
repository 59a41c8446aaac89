from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from aixin_cli.formulas import guard
from aixin_cli.publish.data_files import json_number, write_data_files, write_figures
from tests.unit.publish_examples import example_edition, example_figure


def test_a_csv_has_the_excel_mark_flat_titles_and_guarded_texts(tmp_path: Path) -> None:
    write_data_files(example_edition(), tmp_path / "tables")
    content = (tmp_path / "tables" / "T01.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["区划代码", "单位", "结对干部", "结对干部/其中身份待核实", "资金/资助资金", "资金/结对率"]
    assert rows[1] == ["620000", "甘肃省", "12345", "3", "1234567.10", "0.9876"]
    assert rows[4] == ["620100-0", "'=兰州市本级", "0", "", "", ""]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＠x"])
def test_a_text_that_could_run_is_guarded(text: str) -> None:
    assert guard(text) == "'" + text


def test_numbers_are_not_guarded_and_null_is_blank() -> None:
    assert guard(-5) == -5
    assert guard(Decimal("-5.00")) == Decimal("-5.00")
    assert guard(None) == ""


@pytest.mark.parametrize("text", ["—", "'=1", "a=1", "", " =1", "620102"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guard(text) == text


def test_parquet_keeps_column_ids_and_exact_types(tmp_path: Path) -> None:
    write_data_files(example_edition(), tmp_path / "tables")
    schema = pq.read_schema(tmp_path / "tables" / "T01.parquet")
    assert schema.names[2] == "helper_count"
    assert str(schema.field("amount_yuan").type) == "decimal128(18, 2)"


def test_all_data_files_are_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_data_files(example_edition(), tmp_path / name)
        write_figures(example_edition(), tmp_path / name)
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    assert first == second
    assert len(first) == 7


def test_figures_json_has_the_keys_of_its_contract_and_no_clock(tmp_path: Path) -> None:
    write_figures(example_edition(), tmp_path)
    content = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert {"period", "as_of", "figures", "returns", "settings", "program"} <= content.keys()
    figure = content["figures"][0]
    assert {"id", "label", "value", "unit", "printed", "definition", "scope"} <= figure.keys()
    assert (figure["value"], figure["printed"]) == (251000, "25.1万名")
    assert isinstance(figure["value"], int)
    assert content["returns"][0]["hash"] == "ab" * 32
    assert content["program"] == {"name": "aixin-cli", "version": content["program"]["version"]}
    assert content["is_complete"] is True


def test_a_missing_value_is_null_and_cents_survive(tmp_path: Path) -> None:
    edition = example_edition(figures=(example_figure(value=None, printed="—"),))
    write_figures(edition, tmp_path)
    assert json.loads((tmp_path / "figures.json").read_text("utf-8"))["figures"][0]["value"] is None
    assert json.dumps(json_number(Decimal("9999999999999.99"))) == "9999999999999.99"
