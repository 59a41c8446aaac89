"""What happens to a number when its digits are typed wrongly; whole arrays at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

LEAST_DIGITS = 4
"""Two shorter numbers differ in one digit only too often."""


def swaps(values: np.ndarray[Any, Any], difference: int) -> np.ndarray[Any, Any]:
    """Tell of each number whether swapping two neighbouring digits changes it by the difference.

    Swapping the digits a, b of ...ab... changes a number by (b - a) * 9 * 10^n: the difference says which two
    places they stand in, and how far apart the digits are. Nobody swaps a digit with a leading zero.
    """
    import numpy as np  # noqa: PLC0415

    place = _place(difference)
    if place is None:
        return np.zeros(len(values), bool)
    power, step = place
    sizes = np.abs(values)
    wanted = np.where(values < 0, -step, step)
    upper = sizes // (10 * power)
    low, high = sizes // power % 10, upper % 10
    found: np.ndarray[Any, Any] = (low - high == wanted) & (high + upper // 10 > 0) & (low + upper // 10 > 0)
    return found


def swap_of(value: int, difference: int) -> int | None:
    """Return a stated number as it was before two neighbouring digits were swapped, None where none were."""
    import numpy as np  # noqa: PLC0415

    is_swap = swaps(np.array([value]), -difference)[0]
    return value - difference if is_swap else None


def is_one_digit_off(stated: int, computed: int) -> bool:
    """Tell whether two long numbers are equal but for one digit."""
    one, other = str(abs(stated)), str(abs(computed))
    if len(one) != len(other) or len(one) < LEAST_DIGITS or (stated < 0) != (computed < 0):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _place(difference: int) -> tuple[int, int] | None:
    """The power of ten of the lower digit, and the lower digit minus the upper one."""
    step, rest = divmod(abs(difference), 9)
    power = 1
    while step and step % 10 == 0:
        step, power = step // 10, power * 10
    if rest or not 0 < step < 10 or power > 10**16:
        return None
    return power, step if difference > 0 else -step
