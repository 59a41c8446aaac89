"""Rows that look like no data: alike ones are judged once, and no return has thousands of different ones."""

from __future__ import annotations

import pytest

from aixin_cli.arrow import load_arrow
from aixin_cli.read import Declared, SourceFile
from aixin_cli.read.apart.doubts import is_doubtful
from aixin_cli.read.content import Content, read_content
from aixin_cli.read.lines import suspects
from aixin_cli.read.lines.suspects import MOST_SUSPECTS

TITLES = (
    "序号,县（市、区）,乡镇（街道）,村（社区）,帮扶对象姓名,帮扶对象身份证号,帮扶对象类别,"
    "结对人姓名,结对人身份证号,结对人类别,结对类型,结对日期,状态"
)
PERSON = (
    "{n},城关区,雁南街道,红柳村,马沙娜,62999920100101{n:04d},孤儿,"
    "王建国,629999198001010010,党员干部,主结对,2023-05-06,在帮"
)


def read(*lines: str) -> SourceFile:
    load_arrow()
    text = "\n".join([TITLES, *(PERSON.format(n=number) for number in range(3)), *lines])
    content = Content("城关区.csv", ("城关区.csv",), text.encode())
    return read_content(content, Declared(period="2024-12", unit="620102"))


def rows(file: SourceFile) -> list[int]:
    assert file.status == "read", file.error
    return [table.rows.num_rows for table in file.tables]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suspects, "MOST_SUSPECTS", 60)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("line", ["备注{n},", "合计{n}人,,", "填表人：王{n},", ",x{n},,y"])
def test_a_sheet_of_broken_rows_is_refused_before_they_are_all_judged(line: str) -> None:
    file = read(*(line.format(n=number) for number in range(200)))
    assert file.status == "refused"
    assert file.error is not None
    assert "60" in file.error.what
    assert file.error.where == "城关区.csv"
    assert file.error.hint


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("line", ["{n},城关区,,,,,,,,,,,在帮", "{n},城关区", "{n},,,,,,,,,"])
def test_a_template_filled_down_to_its_end_is_no_sheet_of_different_rows(line: str) -> None:
    # Rows that differ in their running number alone are as good as one.
    assert rows(read(*(line.format(n=number) for number in range(4, 500))))


@pytest.mark.usefixtures("few")
def test_rows_of_data_are_no_suspects_however_many_there_are() -> None:
    assert rows(read(*(PERSON.format(n=number) for number in range(4, 500)))) == [499]


def test_a_long_text_is_read_here_and_a_county_may_doubt_all_of_its_rows() -> None:
    line = PERSON.format(n=1).encode() + b"\n"
    assert not is_doubtful(TITLES.encode() + b"\n" + line * 267_000)
    assert MOST_SUSPECTS > 2 * 9000
