"""Tells at once of nearly every sheet that it reaches no further than its reader can lay out.

The reader makes one block from the first to the last filled cell, blank ones included: a single cell
in XFD1048576 would be 17 billion. Which rows and columns a sheet names, and whether it is written as
usual, is told by whole vectors of bytes; what isn't usual is left to `guard`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, Any]

CACHEFUL = 2**18
AFTER = 24
"""Bytes behind a cell's first two that are looked at."""
USUAL_ROWS = 99_999
"""The last row whose number has five digits."""
LETTERS = 26
BEYOND = 10**8


@dataclass(slots=True)
class Extent:
    """How far a sheet's cells may reach, styled blank ones included; `is_usual` is false where that can't be told."""

    is_usual: bool = True
    rows: int = USUAL_ROWS
    columns: int = LETTERS


def find_extent(xml: bytes, *, is_filled_only: bool = False) -> Extent:
    """Return an upper bound of a sheet's last row and column; blank cells that only have a style can be left out."""
    extent = Extent()
    start = max(0, xml.find(b"<sheetData"))
    if b":sheetData" in xml[: start + CACHEFUL]:
        return Extent(is_usual=False)
    for piece in _pieces(xml, start):
        _look_at(piece, extent, is_filled_only=is_filled_only)
        if not extent.is_usual:
            break
    return extent


def _pieces(xml: bytes, start: int) -> Iterator[Vector]:
    """Yield the sheet row by row, many at a time, each piece with AFTER bytes more."""
    import numpy as np  # noqa: PLC0415

    while start < len(xml):
        stop = start + CACHEFUL
        if stop < len(xml):
            cut = xml.rfind(b"<row", start + 1, stop)
            stop = cut if cut > 0 else xml.find(b"<row", stop)
        if stop < 0 or stop + AFTER > len(xml):
            yield np.frombuffer(xml[start:] + bytes(AFTER), np.uint8)
            return
        yield np.frombuffer(xml, np.uint8, stop + AFTER - start, start)
        start = stop


def _look_at(piece: Vector, extent: Extent, *, is_filled_only: bool) -> None:
    """Take one piece into account."""
    import numpy as np  # noqa: PLC0415

    width = len(piece) - AFTER
    is_c = piece[1 : width + 1] == ord("c")
    if (is_c & (piece[:width] == ord(":"))).any():
        extent.is_usual = False
        return
    cells = np.flatnonzero(is_c & (piece[:width] == ord("<")))
    # Overlapping words of four bytes, one at each byte, without a copy; the AFTER bytes keep all within the piece.
    words = np.ndarray(len(piece) - 3, np.dtype("<u4"), piece, strides=(1,))
    head = words[cells + 2]
    is_place = head == int.from_bytes(b' r="', "little")
    if not is_place.all():
        # Another tag that begins with c has a small letter there (32 above): <cols>, <conditionalFormatting>.
        if not _is_letter((head[~is_place] & 0xFF) - 32).all():
            extent.is_usual = False
            return
        cells = cells[is_place]
    if is_filled_only:
        cells = _filled(piece, cells)
    if len(cells) == 0:
        return
    letters = words[cells + 6]
    is_double = _is_letter((letters >> 8) & 0xFF)
    if is_double.any():
        _count_columns(letters[is_double], extent)
    # The sixth digit of a row behind one letter, the fifth behind two; behind a shorter place stand a
    # quote, a blank or a tag, never a digit.
    is_long = _is_digit(piece[cells + 12])
    if is_long.any():
        _count_rows(piece, cells[is_long] + 7 + is_double[is_long], extent)


def _filled(piece: Vector, cells: Vector) -> Vector:
    """Return the cells that have an end tag of their own: `<c r="A1" s="1"/>` is blank."""
    import numpy as np  # noqa: PLC0415

    width = len(piece) - AFTER
    ends = np.flatnonzero(
        (piece[:width] == ord("/")) & (piece[1 : width + 1] == ord("c")) & (piece[2 : width + 2] == 62)
    )
    # `<c …></c>` is blank as well: its end tag stands right behind the tag's end.
    ends = ends[(piece[ends - 2] != ord(">")) | (piece[ends - 3] != ord('"'))]
    return cells[np.unique(np.searchsorted(cells, ends) - 1)] if len(cells) else cells


def _count_columns(letters: Vector, extent: Extent) -> None:
    if _is_letter((letters >> 16) & 0xFF).any():
        extent.is_usual = False
        return
    numbers = ((letters & 0xFF) - 64) * LETTERS + ((letters >> 8) & 0xFF) - 64
    extent.columns = max(extent.columns, int(numbers.max()))


def _count_rows(piece: Vector, places: Vector, extent: Extent) -> None:
    """Raise the bound of rows by the numbers that begin at some places.

    As texts of one length compare like numbers, the largest of the longest is the last row.
    """
    import numpy as np  # noqa: PLC0415

    # Read with the first byte as the highest, or texts wouldn't compare as they are written.
    texts = np.ndarray(len(piece) - 7, np.dtype(">u8"), piece, strides=(1,))[places].astype(np.uint64)
    is_longest = _is_digit((texts >> 8) & 0xFF)
    largest = int((texts[is_longest] if is_longest.any() else texts).max()).to_bytes(8, "big")
    number = largest.split(b'"')[0]
    extent.rows = max(extent.rows, int(number) if number.isdigit() else BEYOND)


# What is below wraps around to a large number, as bytes have no sign: one comparison tells both ends. Signed vectors
# would take all that is below for a letter or digit.
def _is_letter(words: Vector) -> Vector:
    return (words - 65) < LETTERS


def _is_digit(digits: Vector) -> Vector:
    return (digits - 48) < 10
