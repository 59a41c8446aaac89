"""How ID numbers suffer on their way: by a clerk's fingers, by a spreadsheet, by an old form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.world.frame import Array, texts
from aixin_cli.sample.world.identity import ID_CHECKS, ID_WEIGHTS, as_exponents, with_wrong_check

if TYPE_CHECKING:
    from collections.abc import Callable

    from aixin_cli.sample.world.frame import Random

# Kind: what the README says of it.
DAMAGES = {
    "check_digit": ("校验码不对", "wrong check digit"),
    "transposed": ("相邻两位颠倒", "two neighbouring digits transposed"),
    "mistyped_area": ("地区码有一位错", "a digit of the area mistyped"),
    "mistyped_birth": ("出生日期有一位错", "a digit of the birth date mistyped"),
    "mistyped_sequence": ("顺序码有一位错", "a digit of the sequence mistyped"),
    "exponent": ("变成科学记数", "turned into 6.2E+17"),
    "wrecked": ("末三位被表格软件变成000", "its last three digits turned into 000 by a spreadsheet"),
    "digit_missing": ("少一位", "a digit missing"),
    "digit_doubled": ("多一位", "a digit doubled"),
    "look_alike": ("数字写成了形近字母", "letters that look like digits"),
    "missing": ("没有填", "missing"),
    "old_form": ("15位旧号", "the old form of 15 digits"),
}
WHOLE = ("old_form",)
"""Kinds that leave the number valid."""
VANISHING = ("exponent", "wrecked")
"""Kinds after which many people's numbers read the same."""
LOST = tuple(kind for kind in DAMAGES if kind not in WHOLE)


def damaged(kind: str, ids: Array, random: Random) -> Array:
    """These IDs after what the kind does to them; never a valid ID of somebody else."""
    if kind == "check_digit":
        return with_wrong_check(ids, random.integers(1, 10, len(ids)))
    if kind == "exponent":
        return as_exponents(ids)
    if kind == "missing":
        return np.full(len(ids), "", dtype=object)
    turns = random.integers(0, 10**6, len(ids)).tolist()
    change = CHANGES[kind]
    return texts([change(number, turn) for number, turn in zip(ids, turns, strict=True)])


def is_valid(number: str) -> bool:
    """Whether the last of 18 places is the check digit of the others."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], ID_WEIGHTS, strict=True))
    return str(ID_CHECKS[total % 11]) == number[17]


def _transposed(number: str, turn: int) -> str:
    """Places 7 to 17: the check digit tells every exchange of unlike neighbours."""
    places = [place for place in range(6, 16) if number[place] != number[place + 1]]
    place = places[turn % len(places)]
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def _mistyped(first: int, after: int) -> Callable[[str, int], str]:
    def change(number: str, turn: int) -> str:
        place = first + turn % (after - first)
        digit = (int(number[place]) + 1 + turn // 17 % 9) % 10
        return f"{number[:place]}{digit}{number[place + 1 :]}"

    return change


def _wrecked(number: str, turn: int) -> str:
    """Fifteen places survive in a number cell; where the rest would pass its check by chance, an exponent shows."""
    cut = number[:15] + "000"
    return f"{number[0]}.{number[1:15]}E+17" if turn % 3 == 0 or is_valid(cut) else cut


def _digit_missing(number: str, turn: int) -> str:
    place = 2 + turn % 15
    return number[:place] + number[place + 1 :]


def _digit_doubled(number: str, turn: int) -> str:
    place = 2 + turn % 15
    return number[: place + 1] + number[place:]


def _look_alike(number: str, turn: int) -> str:
    """O for 0, l or I for 1; every year has one of the two."""
    one = number.rfind("1")
    if one >= 0 and (turn % 2 or "0" not in number):
        return number[:one] + "lI"[turn // 2 % 2] + number[one + 1 :]
    return number.replace("0", "O", 1 + turn % 3)


def _old_form(number: str, _turn: int) -> str:
    return number[:6] + number[8:17]


CHANGES: dict[str, Callable[[str, int], str]] = {
    "transposed": _transposed,
    "mistyped_area": _mistyped(2, 6),
    "mistyped_birth": _mistyped(6, 14),
    "mistyped_sequence": _mistyped(14, 17),
    "wrecked": _wrecked,
    "digit_missing": _digit_missing,
    "digit_doubled": _digit_doubled,
    "look_alike": _look_alike,
    "old_form": _old_form,
}
