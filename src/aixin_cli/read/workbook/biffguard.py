"""Looks for cells in workbooks of the old kind that lie where that kind has no columns.

The reader lays a sheet out from its first to its last cell: one cell that says column 65,536 is enough
to end the process.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

from aixin_cli.errors import InputError
from aixin_cli.locale import _

COLUMNS = 256
_CELLS = {0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
# Records of cells with a fixed length, and a column whose upper byte isn't 0.
_FAR = re.compile(
    rb"(?:\xfd\x00\x0a\x00|\x7e\x02\x0a\x00|\x03\x02\x0e\x00|\x05\x02\x08\x00|[\x06\xbd\xd6]\x00.\x00|\x04\x02.\x00)"
    rb".{3}[\x01-\xff]",
    re.DOTALL,
)


def check_old_workbook(data: bytes, where: str) -> None:
    """Raise InputError for an .xls with a cell beyond column IV; its records are only walked on suspicion."""
    if _FAR.search(data) is None:
        return
    import olefile  # noqa: PLC0415 - only needed on suspicion

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as book:
            name = next(name for name in ("Workbook", "Book") if book.exists(name))
            is_far = any(column >= COLUMNS for column in _columns(book.openstream(name).read()))
    except (OSError, StopIteration, ValueError, LookupError, TypeError, struct.error):
        # What isn't built as it should be is for the reader to refuse.
        return
    if is_far:
        hint = _("open it in Excel or WPS, save it as .xlsx and send that")
        raise InputError(_("The workbook is damaged or not a workbook."), where, hint)


def _columns(stream: bytes) -> Iterator[int]:
    place = 0
    while place + 8 <= len(stream):
        kind, size, _row, column = struct.unpack_from("<HHHH", stream, place)
        if kind in _CELLS:
            yield column
        place += 4 + size
