"""How a number is printed in a sentence: rounded once, half up, in 万 or 亿 when it is large."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

WAN = Decimal(10_000)
YI = Decimal(100_000_000)
SCALES = ((Decimal(1), ""), (WAN, "万"), (YI, "亿"))


def print_number(value: Decimal | int, decimals: int = 1, rounding: str = ROUND_HALF_UP) -> str:
    """A count or an amount as briefings write it: 6661, 1.2万, 1.1亿.

    Below 1万 it is a plain integer. The scale is chosen after rounding (99,999,999 is 1亿) and the
    value is rounded once, from the full value. Halves go away from zero unless `rounding` is another
    of decimal's constants.
    """
    exact = Decimal(value)
    for place, (scale, word) in enumerate(SCALES):
        shown = round_half(exact / scale, decimals if word else 0, rounding)
        is_last = place == len(SCALES) - 1
        if is_last or abs(shown) < WAN:
            return strip_noughts(shown) + word
    raise AssertionError("the last scale takes any value")


def round_half(value: Decimal, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """A decimal with this many places."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)


def strip_noughts(value: Decimal) -> str:
    """A number without noughts behind the point, and without the point where none are left."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
