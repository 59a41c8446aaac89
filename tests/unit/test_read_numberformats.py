"""Number formats by what they make of a number."""

from __future__ import annotations

import pytest

from aixin_cli.read.workbook.numberformats import Display, read_format, read_styles


@pytest.mark.parametrize(("code", "power", "unit"), [
    ("0!.0,", 4, 0), ("0!.0000", 4, 0), ("0!.0000,", 7, 0), ("0\\.0,", 4, 0), ('0"."0,', 4, 0), ("#!.0,万", 4, 4),
    ('0!.0,"万元"', 4, 4), ("0.00,,万%", 4, 4), ("0.00,,", 6, 0), ("0.0,", 3, 0), ("#,##0,", 3, 0),
    ("#,##0.00,", 3, 0),
    ("0%", -2, 0), ("0.00%", -2, 0), ("[Red]0%;[Blue]-0%", -2, 0), ('[>=10000]0!.0,"万";0', 4, 4), ('0"万"', 0, 4),
    ('0.00"亿"', 0, 8), ("_ * #!.0000_ ;_ * -0_ ", 4, 0),
])  # fmt: skip
def test_a_format_that_shows_another_number_is_told(code: str, power: int, unit: int) -> None:
    assert read_format(code) == Display(power, unit)


@pytest.mark.parametrize("code", [
    "General", "0", "0.00", "#,##0", "#,##0.00", '#,##0.00"元"', "¥#,##0.00;[Red]-¥#,##0.00", "@", "", "0.00E+00",
    "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]yyyy年m月d日",
    "# ?/?", "0_);(0)", '0"人"', "_-* #,##0.00_-", "[h]:mm:ss",
    "000000", "!0", "0-00", "G/通用格式", ",", '"."0', "0;0%", "[DBNum1][$-804]General", "000!-0000",
])  # fmt: skip
def test_a_format_that_shows_what_the_cell_holds_is_none_of_them(code: str) -> None:
    assert read_format(code) is None


def test_cell_formats_are_told_by_their_place_built_in_ones_included() -> None:
    styles = (
        '<styleSheet><numFmts count="2"><numFmt numFmtId="176" formatCode="0!.0,&quot;万&quot;"/>'
        "<numFmt formatCode='0.00' numFmtId='177'/></numFmts>"
        '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf fontId="1" numFmtId="176"/><xf numFmtId="177"/><xf/>'
        '<xf numFmtId="10"/></cellXfs>'
        "</styleSheet>"
    )
    assert read_styles(styles.encode()) == {1: Display(4, 4), 4: Display(-2)}
