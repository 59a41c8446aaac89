from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixin_cli.publish.number_style import (
    NumberStyle,
    find_style,
    load_styles,
    print_number,
    read_printed,
    style_named,
)
from aixin_cli.store.catalogue import load_catalogue

UNITS = ["名", "人次", "个", "元", "%", "人次/百人", "株"]
FIGURES = [item.header for item in load_catalogue().of_kind("figure")]
COUNT = style_named("count")
values = st.decimals(min_value=-(10**13), max_value=10**13, places=2)
units = st.sampled_from(UNITS)


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (0, "名", "0名"),
        (6661, "个", "6661个"),
        (9999, "名", "9999名"),
        (10_000, "名", "1万名"),
        (251_000, "名", "25.1万名"),
        (250_949, "名", "25.1万名"),
        (1_840_000, "人次", "184万人次"),
        (2_751_000, "人次", "275.1万人次"),
        (42_901_600, "元", "4290.2万元"),
        (110_000_000, "元", "1.1亿元"),
        (99_999_999, "元", "1亿元"),
        (99_994_999, "元", "9999.5万元"),
        (99_999_499, "元", "9999.9万元"),
        (99_999_500, "元", "1亿元"),
        (Decimal("9999.49"), "元", "9999元"),
        (Decimal("9999.50"), "元", "1万元"),
        (10_500, "件", "1.1万件"),
        (-12_500, "件", "-1.3万件"),
        (Decimal("-0.4"), "元", "0元"),
        (2_000_000_000_000, "元", "20000亿元"),
        (12_345, "株", "1.2万株"),
        (Decimal("98.25"), "%", "98.3%"),
        (Decimal("100.00"), "%", "100%"),
        (Decimal("12345.6"), "%", "12345.6%"),
        (Decimal("28"), "人次/百人", "28.0人次/百人"),
        (Decimal("-0.04"), "次", "0.0次"),
    ],
)
def test_numbers_are_printed_as_briefings_write_them(value: Decimal | int, unit: str, printed: str) -> None:
    assert print_number(value, unit) == printed


def test_half_even_and_other_thresholds_are_a_matter_of_the_table() -> None:
    assert replace(COUNT, rounding="half_even").print(12_500) == "1.2万"
    assert replace(COUNT, scaled_from=100_000).print(99_999) == "99999"
    assert replace(COUNT, scaled_from=100_000).print(123_456) == "12.3万"
    assert replace(COUNT, noughts="kept").print(10_000) == "1.0万"


def test_a_figure_has_its_own_row_before_its_units(monkeypatch: pytest.MonkeyPatch) -> None:
    own = replace(COUNT, name="own", figures=("F06",), scaled_decimals=2)
    monkeypatch.setattr("aixin_cli.publish.number_style.load_styles", lambda: (*load_styles(), own))
    assert (print_number(12_345, "个", "F06"), print_number(12_345, "个", "F08")) == ("1.23万个", "1.2万个")


def test_every_row_of_the_table_is_whole_and_each_figure_and_unit_is_in_one() -> None:
    styles = load_styles()
    for style in styles:
        assert isinstance(style, NumberStyle)
        assert style.noughts in {"dropped", "kept"}
        assert style.rounding in {"half_up", "half_even"}
    for names in (
        [unit for style in styles for unit in style.units],
        [id_ for style in styles for id_ in style.figures],
    ):
        assert len(names) == len(set(names))
    known = {header["figure_id"] for header in FIGURES}
    assert {id_ for style in styles for id_ in style.figures} <= known


def test_all_money_of_a_text_has_one_precision() -> None:
    money = [find_style(header["unit_printed"], header["figure_id"]) for header in FIGURES if header["unit"] == "元"]
    money.append(find_style("元"))
    assert len(money) > 2
    assert len({(style.scaled_from, style.decimals, style.scaled_decimals, style.rounding) for style in money}) == 1


@given(values, units)
def test_what_is_printed_reads_back_within_half_a_last_place(value: Decimal, unit: str) -> None:
    style, read = find_style(unit), read_printed(print_number(value, unit))
    assert read is not None
    assert read.unit == unit
    assert abs(read.value - value) <= style.step(value) / 2
    # Noughts may have been dropped: what is shown is never finer than what the table says.
    assert read.step >= style.step(value)


@given(values, units)
def test_what_is_read_back_is_printed_the_same_again(value: Decimal, unit: str) -> None:
    text = print_number(value, unit)
    read = read_printed(text)
    assert read is not None
    assert print_number(read.value, unit) == text


@given(values, st.decimals(0, 10**6, places=2), units)
def test_a_larger_number_is_never_printed_as_a_smaller_one(value: Decimal, more: Decimal, unit: str) -> None:
    less, greater = read_printed(print_number(value, unit)), read_printed(print_number(value + more, unit))
    assert less is not None
    assert greater is not None
    assert less.value <= greater.value


@given(st.integers(-(10**13), 10**13))
def test_no_needless_zero_and_no_number_of_five_figures(value: int) -> None:
    text = COUNT.print(value)
    digits = text.rstrip("万亿").lstrip("-")
    assert not ("." in digits and digits.endswith("0"))
    assert text.endswith("亿") or len(digits.split(".")[0]) <= 4


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("1.1亿元", 110_000_000, "元", 10_000_000),
        (" 4290.16万元 ", 42_901_600, "元", 100),
        ("1,234,567人次", 1_234_567, "人次", 1),
        ("−3.2%", Decimal("-3.2"), "%", Decimal("0.1")),
        ("1.50万", 15_000, "", 100),
        ("2万亿元", 2 * 10**12, "元", 10**12),
        ("0.3个百分点", Decimal("0.3"), "个百分点", Decimal("0.1")),
        ("-0名", 0, "名", 1),
    ],
)
def test_a_printed_number_says_its_value_its_unit_and_how_fine_it_is(
    text: str, value: Decimal | int, unit: str, step: Decimal | int
) -> None:
    read = read_printed(text)
    assert read is not None
    assert (read.value, read.unit, read.step) == (value, unit, step)


@pytest.mark.parametrize("text", ["", "—", "【暂缺】", "约3万名", ".5万", "万元"])
def test_what_begins_with_no_number_is_none(text: str) -> None:
    assert read_printed(text) is None
