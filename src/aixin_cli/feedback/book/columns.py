"""Letters of columns, counted from 1."""

from __future__ import annotations

import re

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split_cell(cell: str) -> tuple[int, int] | None:
    """Row and column of B7; None for what is no cell."""
    found = _CELL.fullmatch(cell)
    return (int(found[2]), column_number(found[1])) if found else None
