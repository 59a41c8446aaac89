"""What an .xls or .et workbook (BIFF in an OLE container) holds beside its values, by xlrd."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.sheet_facts import DAY_ZERO_1904, Place, SheetFacts
from aixin_cli.read.workbook.numberformats import Display, read_format

if TYPE_CHECKING:
    import numpy as np

PICTURE = b"\x15\x00\x12\x00\x08\x00"
"""The head of an OBJ record of type picture ([MS-XLS] 2.5.143, FtCmo)."""

POINT = 20


def read_facts(data: bytes, where: str) -> dict[str, SheetFacts]:
    """Return each sheet's facts by its name; InputError where the workbook is damaged."""
    import xlrd  # noqa: PLC0415 - only where an old workbook is read

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        pictures = data.count(PICTURE)
        displays = _displays(book)
        facts = {}
        for sheet in book.sheets():
            told = _sheet_facts(sheet, pictures, is_1904=book.datemode == 1)
            facts[sheet.name] = replace(told, shown=_shown(sheet, displays)) if displays else told
            pictures = 0
        return facts
    except Exception:  # noqa: BLE001 - xlrd fails on broken files with whatever comes first
        hint = _("open it in Excel or WPS, save it as .xlsx and send that")
        raise InputError(_("The workbook is damaged or not a workbook."), where, hint) from None


def _sheet_facts(sheet: Any, pictures: int, *, is_1904: bool) -> SheetFacts:
    import numpy as np  # noqa: PLC0415
    import xlrd  # noqa: PLC0415

    kinds = np.zeros((sheet.nrows, sheet.ncols), np.uint8)
    for row in range(sheet.nrows):
        found = sheet.row_types(row)
        kinds[row, : len(found)] = found
    errors = {
        (int(row), int(column)): xlrd.error_text_from_code.get(sheet.cell_value(row, column), "#VALUE!")
        for row, column in np.argwhere(kinds == xlrd.XL_CELL_ERROR)
    }
    filled = np.flatnonzero(((kinds != xlrd.XL_CELL_EMPTY) & (kinds != xlrd.XL_CELL_BLANK)).any(axis=0))
    return SheetFacts(
        first_column=int(filled[0]) if len(filled) else 0,
        errors=errors,
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if _is_unseen(info)),
        hidden_columns=frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        merges=tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells),
        comment_count=len(sheet.cell_note_map),
        picture_count=pictures,
        day_zero=DAY_ZERO_1904 if is_1904 else None,
        numbers=_Values(sheet) if is_1904 else None,
        are_numbers=_Numbers(np.isin(kinds, (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE))),
    )


def _displays(book: Any) -> dict[int, Display]:
    """Return the cell formats that show other numbers than the cells hold, by their places."""
    codes = ((place, book.format_map.get(cell.format_key)) for place, cell in enumerate(book.xf_list))
    shown = ((place, read_format(code.format_str)) for place, code in codes if code is not None)
    return {place: display for place, display in shown if display is not None}


def _shown(sheet: Any, displays: dict[int, Display]) -> tuple[tuple[Display, tuple[Place, ...]], ...]:
    import xlrd  # noqa: PLC0415

    found: dict[Display, list[Place]] = {}
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            display = displays.get(sheet.cell_xf_index(row, column)) if kind == xlrd.XL_CELL_NUMBER else None
            if display is not None:
                found.setdefault(display, []).append((row, column))
    return tuple((display, tuple(places)) for display, places in found.items())


def _is_unseen(row: Any) -> bool:
    """Tell whether a row is hidden, or lower than a point (heights are in twentieths of one)."""
    return bool(row.hidden or (not row.has_default_height and row.height < POINT))


class _Numbers:
    """Which cells of a sheet are numbers."""

    def __init__(self, is_number: np.ndarray[Any, Any]) -> None:
        self._is_number = is_number

    def __call__(self, places: Sequence[Place]) -> list[bool]:
        height, width = self._is_number.shape
        return [row < height and column < width and bool(self._is_number[row, column]) for row, column in places]


class _Values:
    """The numbers of a sheet's cells."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def __call__(self, places: Sequence[Place]) -> list[float | None]:
        found: list[float | None] = []
        for row, column in places:
            is_inside = row < self._sheet.nrows and column < self._sheet.row_len(row)
            value = self._sheet.cell_value(row, column) if is_inside else None
            found.append(value if isinstance(value, float) else None)
        return found
