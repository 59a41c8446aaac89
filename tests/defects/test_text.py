"""Defects 42–44: delimited text in every encoding, with every delimiter and mark."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from aixin_cli.screen import console
from tests.defects.files import csv
from tests.defects.ledgers import COUNTIES, ID, ids, pairs, pairs_of, put_column
from tests.defects.loaded import Loader
from tests.unit.read_examples import make_id

NAME = "城关区12月.csv"
ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def test_defect_42_text_is_read_in_every_encoding_that_counties_use(load: Loader) -> None:
    kinds = dict(zip(COUNTIES, product(ENCODINGS, ",\t"), strict=False))
    loaded = load({f"{county}12月.csv": csv(pairs_of(county), *kind) for county, kind in kinds.items()})
    assert loaded.refused == {}
    assert list(loaded.by_county("recipient_id").values()) == [ids(1, 2, 3)] * 14
    assert set(loaded.column("recipient_category")) == {"孤儿"}
    noted = {(Path(item["file"]).name, item["severity"]) for item in loaded.found("R142")}
    others = {county for county, (encoding, _delimiter) in kinds.items() if not encoding.startswith("utf-8")}
    assert noted == {(f"{county}12月.csv", "note") for county in others}


def test_defect_42_a_character_outside_gbk_is_read_from_gb18030(load: Loader) -> None:
    loaded = load({NAME: csv(pairs(2, {"帮扶对象姓名": ["马㐂", "马𠀀"]}), "gb18030")})
    assert loaded.column("recipient_name") == ["马㐂", "马𠀀"]


def test_defect_42_text_that_is_in_no_encoding_is_refused_and_stops_no_other(load: Loader) -> None:
    loaded = load({"红古区12月.csv": b"\xff\xff\xfe\x81" * 200, NAME: csv(pairs(2))})
    assert "encoding" in loaded.refused["红古区12月.csv"]
    assert loaded.column("recipient_id") == ids(1, 2)


def test_defect_43_the_delimiter_is_told_from_the_content(load: Loader) -> None:
    delimiters = [",", "\t", ";", "；", "|"]
    files = {
        f"{county}12月.csv": csv(pairs_of(county), "utf-8", delimiter)
        for county, delimiter in zip(COUNTIES, delimiters, strict=False)
    }
    loaded = load(files)
    assert list(loaded.by_county("recipient_id").values()) == [ids(1, 2, 3)] * len(delimiters)
    assert loaded.rules("error") | loaded.rules("query") == set()


def test_defect_43_a_mark_that_kept_a_number_as_text_is_removed_and_logged(load: Loader) -> None:
    rows = pairs(6)
    marks = ['="{}"', "'{}", "`{}", "\t{}"]
    cells = [mark.format(make_id(number)) for number, mark in enumerate(marks, start=2)]
    put_column(rows, ID, [make_id(1), *cells, make_id(6)])
    loaded = load.csv(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3, 4, 5, 6)
    assert loaded.rules("error") == set()
    assert set(loaded.repaired("R143", "recipient_id")) >= {3, 4, 5}
    assert 6 in loaded.repaired("R143", "recipient_id") + loaded.repaired("R107", "recipient_id")


def test_defect_43_a_quoted_formula_mark_is_removed_too(load: Loader) -> None:
    rows = pairs(3)
    put_column(rows, ID, [f'"=""{make_id(number)}"""' for number in (1, 2, 3)])
    loaded = load.csv(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.repaired("R143", "recipient_id") == [2, 3, 4]


def test_defect_43_quotes_that_are_never_closed_swallow_no_row(load: Loader) -> None:
    rows = pairs(6, {"备注": [None, '"说明', None, None, None, None]})
    loaded = load({NAME: csv(rows), "红古区12月.csv": csv(pairs(2, {"县（市、区）": "红古区"}))})
    if NAME in loaded.refused:
        assert "quotes" in loaded.refused[NAME]
        assert loaded.column("recipient_id") == ids(1, 2)
    else:
        assert loaded.column("recipient_id")[:6] == ids(1, 2, 3, 4, 5, 6)


def test_defect_43_a_line_break_inside_quotes_stays_in_its_cell(load: Loader) -> None:
    loaded = load.csv(pairs(3, {"备注": ["一", '"上\n下"', "三"]}))
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.column("row") == [2, 3, 4]


INJECTIONS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "=HYPERLINK(1)"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_defect_44_what_looks_like_a_command_is_text_and_is_never_evaluated(load: Loader, text: str) -> None:
    loaded = load.csv(pairs(2, {"备注": ["一", text]}))
    assert loaded.column("remark") == ["一", text]
    assert loaded.rules("error") == set()


@pytest.mark.parametrize("text", INJECTIONS)
def test_defect_44_an_exported_text_that_looks_like_a_command_is_disarmed(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    console.out_rows(["a", "b"], [[text, -3]], "csv")
    assert capsys.readouterr().out == f"a,b\n'{text},-3\n"
