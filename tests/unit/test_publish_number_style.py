from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixin_cli.publish.number_style import print_number

WORDS = {"亿": Decimal(100_000_000), "万": Decimal(10_000)}


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (0, 1, "0"),
        (6661, 1, "6661"),
        (9999, 1, "9999"),
        (10_000, 1, "1万"),
        (12_000, 1, "1.2万"),
        (251_000, 1, "25.1万"),
        (250_949, 1, "25.1万"),
        (1_840_000, 1, "184万"),
        (2_751_000, 1, "275.1万"),
        (174_700, 2, "17.47万"),
        (42_901_600, 2, "4290.16万"),
        (110_000_000, 1, "1.1亿"),
        (99_999_999, 1, "1亿"),
        (99_994_999, 1, "9999.5万"),
        (99_995_000, 2, "9999.5万"),
        (99_999_499, 1, "9999.9万"),
        (99_999_500, 1, "1亿"),
        (Decimal("9999.49"), 1, "9999"),
        (Decimal("9999.50"), 1, "1万"),
        (10_500, 1, "1.1万"),
        (-12_500, 1, "-1.3万"),
        (Decimal("-0.4"), 1, "0"),
        (2_000_000_000_000, 1, "20000亿"),
    ],
)
def test_numbers_are_printed_as_briefings_write_them(value: Decimal | int, decimals: int, printed: str) -> None:
    assert print_number(value, decimals) == printed


def test_half_even_is_there_on_request() -> None:
    assert print_number(12_500, 1, ROUND_HALF_EVEN) == "1.2万"


def read_back(text: str) -> tuple[Decimal, Decimal]:
    for word, scale in WORDS.items():
        if text.endswith(word):
            return Decimal(text.removesuffix(word)) * scale, scale
    return Decimal(text), Decimal(1)


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=2), st.integers(1, 2))
def test_what_is_printed_is_within_half_a_last_place(value: Decimal, decimals: int) -> None:
    shown, scale = read_back(print_number(value, decimals))
    place = scale.scaleb(-decimals) if scale > 1 else Decimal(1)
    assert abs(shown - value) <= place / 2


@given(st.integers(0, 10**13), st.integers(0, 10**6))
def test_a_larger_number_is_never_printed_as_a_smaller_one(value: int, more: int) -> None:
    assert read_back(print_number(value))[0] <= read_back(print_number(value + more))[0]


@given(st.integers(-(10**13), 10**13))
def test_no_needless_zero_and_no_number_of_five_figures(value: int) -> None:
    text = print_number(value)
    digits = text.rstrip("万亿").lstrip("-")
    assert not ("." in digits and digits.endswith("0"))
    assert text.endswith("亿") or len(digits.split(".")[0]) <= 4
