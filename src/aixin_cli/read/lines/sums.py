"""Exact sums over any run of a column's rows, each in the time of one subtraction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

LIMBS = 4
BITS = 32
"""A decimal is 128 bits; in pieces of 32 two thousand million rows add up without running over."""
SCALE = 8


class PrefixSums:
    """The running sums of a column of decimals with eight places, over the rows that count."""

    def __init__(self, numbers: pa.Array, is_counted: np.ndarray[Any, Any]) -> None:
        import numpy as np  # noqa: PLC0415

        counted = is_counted & numbers.is_valid().to_numpy(zero_copy_only=False)
        words = np.frombuffer(numbers.buffers()[1], np.uint32).reshape(-1, LIMBS)
        words = words[numbers.offset : numbers.offset + len(numbers)]
        pieces: list[np.ndarray[Any, Any]] = [words[:, limb].astype(np.int64) for limb in range(LIMBS - 1)]
        # The highest piece bears the sign.
        pieces.append(words[:, LIMBS - 1].view(np.int32).astype(np.int64))
        self._sums = [np.concatenate([[0], np.where(counted, piece, 0).cumsum()]) for piece in pieces]

    def between(self, start: int, stop: int) -> int:
        """Return the sum of the rows from start to stop in hundred-millionths."""
        return sum(int(sums[stop] - sums[start]) << BITS * limb for limb, sums in enumerate(self._sums))


def to_units(number: Decimal) -> int:
    """Return a decimal in hundred-millionths."""
    sign, digits, exponent = number.as_tuple()
    value = int("".join(map(str, digits)) or "0")
    shift = SCALE + int(exponent)
    value = int(value * 10**shift if shift >= 0 else value // 10**-shift)
    return -value if sign else value


def to_decimal(units: int) -> Decimal:
    """Return hundred-millionths as a decimal, exactly."""
    return Decimal(f"{units}E-{SCALE}")
