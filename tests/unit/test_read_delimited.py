"""Delimited text as offices save it: encodings, delimiters, marks that keep numbers text, and rows where they stand."""

from __future__ import annotations

import pytest

from aixin_cli.read.grid import Grid, Row
from aixin_cli.read.text.delimited import read_delimited
from aixin_cli.read.text.delimiter import find_delimiter
from tests.unit.read_examples import csv_text, make_id, pairing

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
RARE = "姓名,备注\r\n䶮某,𤠊字四字节\r\n马·某,镕喆堃\r\n"


def rows_of(text: str, encoding: str = "utf-8") -> list[Row]:
    return whole(read_delimited(text.encode(encoding), "f"))


def whole(grid: Grid) -> list[Row]:
    return grid.rows(0, grid.height)


# 42: encodings


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_characters_of_four_bytes_are_read_in_every_encoding(encoding: str) -> None:
    assert rows_of(RARE, encoding) == [["姓名", "备注"], ["䶮某", "𤠊字四字节"], ["马·某", "镕喆堃"]]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", None), ("utf-8-sig", None), ("gb18030", "GB18030"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_an_encoding_other_than_utf8_is_noted(encoding: str, name: str | None) -> None:
    found = read_delimited(RARE.encode(encoding), "f").found
    assert [notice.rule for notice in found] == ([] if name is None else ["R142"])
    assert all(name in notice.message and name in notice.message_zh for notice in found if name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_tab_separated_unicode_text_without_a_mark_is_told_by_its_nul_bytes(encoding: str) -> None:
    assert rows_of(csv_text(pairing(3), "\t"), encoding)[1][4] == make_id(1)
    assert rows_of("一一一\t一　一\r\n一　一\t一\r\n" * 20, encoding)[1] == ["一　一", "一"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", ["联通", "联通,移动", "序号,联通\r\n1,马"])
def test_short_texts_are_told_by_their_bytes(text: str, encoding: str) -> None:
    assert rows_of(text, encoding)[0] == text.splitlines()[0].split(",")


def test_a_character_lost_before_is_left_for_the_name_rule() -> None:
    assert rows_of("姓名\r\n马\ufffd\r\n", "utf-8") == [["姓名"], ["马\ufffd"]]
    assert rows_of("姓名\r\n马\ufffd\r\n", "gb18030") == [["姓名"], ["马\ufffd"]]


def test_traditional_and_rare_characters_in_gb18030_are_not_taken_for_utf8() -> None:
    rows = [["戶主", "鄉鎮", "備註"]] + [["馬龍飛", "慶陽縣環縣鎮", "喆堃鎔韡翀甡昇暘犇垚淼鑫"]] * 300
    assert rows_of(csv_text(rows), "gb18030") == rows  # type: ignore[arg-type]


# 43: delimiters


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "；", "，", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_every_delimiter_is_found_under_a_title_of_others(delimiter: str, encoding: str) -> None:
    title = "结对帮扶台账；单位：人，元|2024年12月\n" if delimiter not in "；，|" else "结对帮扶台账,;2024年12月\n"
    text = title + csv_text(pairing(3), delimiter)
    assert [row[1] for row in rows_of(text, encoding)[1:]] == ["县（市、区）", "城关区", "城关区", "城关区"]


def test_decimal_commas_between_semicolons_are_no_delimiters() -> None:
    text = "名称;金额;累计\r\n" + "".join(f"{number},5;{number},25;1,75\r\n" for number in range(50))
    assert rows_of(text)[1] == ["0,5", "0,25", "1,75"]
    assert rows_of("金额;累计\r\n1,5;2,5\r\n1,5;2,5\r\n1,5;2,5\r\n")[1] == ["1,5", "2,5"]


def test_delimiters_inside_quotes_do_not_count() -> None:
    text = '姓名;地址\r\n马一;"甲,乙,丙,丁"\r\n马二;"甲,乙,丙,丁"\r\n'
    assert find_delimiter(text) == ";"
    assert rows_of(text)[2] == ["马二", "甲,乙,丙,丁"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", "\t", "^", "；"])
def test_the_line_by_which_excel_is_told_the_delimiter_is_no_row(encoding: str, delimiter: str) -> None:
    text = f"sep={delimiter}\r\n姓名{delimiter}备注\r\n马一{delimiter}a,b,c\r\n"
    assert rows_of(text, encoding) == [["姓名", "备注"], ["马一", "a,b,c"]]


# 43: marks that keep numbers text


@pytest.mark.parametrize("kept", ['"=""{}"""', '="{}"', "'{}", "\t{}", "{}\t", '"\t{}"'])
def test_marks_that_keep_numbers_text_are_stripped_and_told(kept: str) -> None:
    number = make_id(7)
    text = f"姓名,身份证号\r\n马一,{kept.format(number)}\r\n马二,{number}\r\n\r\n马三,{kept.format(number)}\r\n"
    grid = read_delimited(text.encode(), "f")
    assert [row[1] for row in whole(grid)] == ["身份证号", number, number, None, number]
    assert grid.stripped == {1: (1, 4)}


def test_a_mark_around_nothing_leaves_a_blank_and_a_ditto_mark_stays() -> None:
    grid = read_delimited('甲,乙,丙\r\n\'a,"=""""",\'\'\r\n'.encode(), "f")
    assert whole(grid)[1] == ["a", None, "''"]


def test_text_without_marks_is_told_to_have_none() -> None:
    assert read_delimited("甲,乙\r\na=b,it's\r\n".encode(), "f").stripped == {}


# rows and blanks


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_blank_lines_and_lines_in_cells_leave_the_row_numbers_right(newline: str) -> None:
    lines = ["台账", "", "甲,乙,丙", '1,"a', 'b",2', "", "3,4,5", "合计", "", ""]
    rows = rows_of(newline.join(lines) + newline)
    assert [row[0] for row in rows] == ["台账", None, "甲", "1", None, "3", "合计"]
    assert rows[3] == ["1", f"a{newline}b", "2"]


def test_rows_without_their_last_delimiters_and_rows_with_too_many_keep_their_cells() -> None:
    text = "甲,乙,丙,丁\r\n" + "1,2\r\n" * 3 + "1,2,3,4\r\n" * 20 + "1,2,3,4,5,,\r\n"
    rows = rows_of(text, "gb18030")
    assert rows[1] == ["1", "2", None, None, None, None, None]
    assert rows[24] == ["1", "2", "3", "4", "5", None, None]


@pytest.mark.parametrize("blank", [" ", "　", "\xa0", " \t ", "　 ", "\u2003", "         ", '"\n"'])
def test_cells_of_nothing_but_blanks_are_blank(blank: str) -> None:
    assert rows_of(f"甲,乙,丙\n1,{blank},3\n")[1] == ["1", None, "3"]


def test_quotes_inside_a_cell_and_text_after_a_quote_are_as_excel_shows_them() -> None:
    assert rows_of('甲,乙\n5" 管,"他说""好"""\n"e",2\n')[1:] == [['5" 管', '他说"好"'], ["e", "2"]]
    assert rows_of('甲,乙\n"ab"cd,1\n"e",2\n')[1:] == [["abcd", "1"], ["e", "2"]]


def test_a_text_of_marks_alone_has_no_rows() -> None:
    for data in (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n\r\n", b"sep=;\r\n"):
        assert read_delimited(data, "f").height == 0
