"""Tells at once of most sheets that no number cell in them has more than fifteen digits.

Then none can have lost its last ones, and no cell need be looked up. Whole vectors of bytes are
compared; where a sheet isn't written as usual, the answer is that there may be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, Any]

CACHEFUL = 2**18
BEFORE = 4
"""Bytes before the v of a value's tag: `"s"><v>` tells that the value is the place of a text."""
AFTER = 17
"""Bytes from that v on: the rest of its tag, and fifteen of the value."""
_EVERY_BYTE = 0x0101010101010101


def has_long_numbers(cells: Vector) -> bool:
    """Tell whether a sheet's cells may hold a number of more than fifteen digits, or one with an exponent."""
    return any(_may_hold(cells[start : start + CACHEFUL + BEFORE + AFTER]) for start in range(0, len(cells), CACHEFUL))


def _may_hold(piece: Vector) -> bool:
    import numpy as np  # noqa: PLC0415

    width = len(piece) - BEFORE - AFTER
    if width <= 0:
        return False
    mark, name, close = (piece[BEFORE + shift : BEFORE + shift + width] for shift in (-1, 0, 1))
    is_number = (name == ord("v")) & (close == ord(">")) & (piece[:width] != ord("s")) & (mark != ord("/"))
    places = np.flatnonzero(is_number)
    if not len(places):
        return False
    words = np.ndarray(len(piece) - 7, np.dtype("<u8"), piece, strides=(1,))
    first, second = words[places + BEFORE + 2], words[places + BEFORE + 2 + 7]
    is_short = _has(first, "<") | _has(second, "<")
    has_exponent = _has(first, "E") | _has(second, "E") | _has(first, "e") | _has(second, "e")
    return bool((has_exponent | ~is_short).any())


def _has(words: Vector, character: str) -> Vector:
    """Tell of words of eight bytes which of them have a character in them."""
    import numpy as np  # noqa: PLC0415

    every = np.uint64(_EVERY_BYTE)
    rest = words ^ every * np.uint64(ord(character))
    found: Vector = (rest - every) & ~rest & every * np.uint64(0x80) != 0
    return found
