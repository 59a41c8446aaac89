"""How a number is printed, and how a printed one is read: both by one table, number_style.toml."""

from __future__ import annotations

import decimal
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept

TABLE = Path(__file__).with_name("number_style.toml")
WAN = 10_000
"""So many of a scale make the next."""
SCALES: tuple[tuple[Decimal, str], ...] = (Decimal(1), ""), (Decimal(WAN), "万"), (Decimal(WAN**2), "亿")
PRINTED = re.compile(r"([-+−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万?亿?)(.*)", re.DOTALL)


@dataclass(frozen=True)
class NumberStyle:
    """One row of the table."""

    name: str
    figures: tuple[str, ...]
    units: tuple[str, ...]
    scaled_from: int
    decimals: int
    scaled_decimals: int
    noughts: str
    rounding: str

    def print(self, value: Decimal | int) -> str:
        """A number without its unit: 6661, 1.2万, 1.1亿.

        The scale is chosen after rounding (99,999,999 is 1亿), and the value is rounded once, from the full value.
        """
        exact = Decimal(value)
        for place, (scale, word) in enumerate(SCALES):
            shown = round_half(exact / scale, self.scaled_decimals if word else self.decimals, self._rounding)
            is_last = not self.scaled_from or place == len(SCALES) - 1
            if is_last or abs(shown) < (WAN if word else self.scaled_from):
                return (strip_noughts(shown) if self.noughts == "dropped" else f"{shown or abs(shown):f}") + word
        raise AssertionError("the last scale takes any value")

    def step(self, value: Decimal | int) -> Decimal:
        """What one in the last place is worth of a value as it is printed; it is never off by more than half of it."""
        word = self.print(value)[-1:]
        scale = next((scale for scale, name in SCALES if name == word), Decimal(1))
        return scale.scaleb(-(self.decimals if scale == 1 else self.scaled_decimals))

    @property
    def _rounding(self) -> str:
        return str(getattr(decimal, f"ROUND_{self.rounding.upper()}"))


@dataclass(frozen=True)
class Printed:
    """A number as it is read back: 1.1亿元 is 110,000,000 元, known to the nearest 10,000,000."""

    value: Decimal
    unit: str
    step: Decimal
    """What one in the last place that is shown is worth."""


@cache
def load_styles() -> tuple[NumberStyle, ...]:
    """The table's rows."""
    return tuple(map(_style, parse_kept(TABLE.read_text(encoding="utf-8"))["style"]))


def find_style(unit: str, figure: str = "") -> NumberStyle:
    """The row by which a figure's, or else a unit's, numbers are printed."""
    styles = load_styles()
    own = (style for style in styles if figure in style.figures)
    return next(own, None) or next((style for style in styles if unit in style.units), styles[0])


def style_named(name: str) -> NumberStyle:
    """The row of this name."""
    return next(style for style in load_styles() if style.name == name)


def print_number(value: Decimal | int, unit: str, figure: str = "") -> str:
    """A number with its unit: 1.1亿元, 25.1万名, 98.2%."""
    return find_style(unit, figure).print(value) + unit


def print_part(share: Decimal, name: str = "share") -> str:
    """A part of 1 as per cent by the row of this name. What isn't whole never rounds to 100 %, nor what is to 0 %."""
    style, percent = style_named(name), share * 100
    shown, least = style.print(percent), style.step(percent)
    if shown == style.print(100) and share < 1:
        return f"{style.print(100 - least)}%以上"
    if shown == style.print(0) and share > 0:
        return f"不足{style.print(least)}%"
    return f"{shown}%"


def read_printed(text: str) -> Printed | None:
    """What a printed number says, with the unit behind it; None where no number begins the text."""
    found = PRINTED.fullmatch(text.strip())
    if found is None:
        return None
    sign, whole, behind, scale, unit = found.groups(default="")
    worth = Decimal(1)
    for letter in scale:
        worth *= next(each for each, name in SCALES if name == letter)
    value = Decimal(f"{whole.replace(',', '')}.{behind or '0'}") * worth
    # Like the printed form: a minus of nothing is none.
    return Printed(-value if value and sign in {"-", "−"} else value, unit.strip(), worth.scaleb(-len(behind)))


def round_half(value: Decimal, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """A decimal with this many places."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)


def strip_noughts(value: Decimal) -> str:
    """A number without noughts behind the point, and without the point where none are left."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _style(row: dict[str, Any]) -> NumberStyle:
    return NumberStyle(**{**row, "figures": tuple(row["figures"]), "units": tuple(row["units"])})
