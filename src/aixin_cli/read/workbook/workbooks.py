"""Workbooks (.xlsx .xlsm .xls .et .ods) as grids of text, each with what its sheet holds beside values."""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import AixinError, InputError
from aixin_cli.locale import _
from aixin_cli.read.delivery.limits import Bomb, read_member
from aixin_cli.read.delivery.magic import ZIP
from aixin_cli.read.grid import Grid
from aixin_cli.read.notices import make_notice
from aixin_cli.read.sheet_facts import SheetFacts
from aixin_cli.read.unforeseen import attempt
from aixin_cli.read.workbook.biffguard import check_old_workbook
from aixin_cli.read.workbook.exact import blank_pictures, with_facts
from aixin_cli.read.workbook.guard import (
    MAX_SHEETS,
    FarSheet,
    check_sheet,
    check_workbook,
    implausible,
    too_many_sheets,
)
from aixin_cli.read.workbook.meanwhile import Meanwhile
from aixin_cli.read.workbook.package import INDEX, Package, SheetPart, with_known_sheets
from aixin_cli.read.workbook.sheetxml import SheetXml

if TYPE_CHECKING:
    import pyarrow as pa

_OPTIONS = {"header_row": None, "skip_rows": 0, "dtypes": "string", "whitespace_as_null": True}
LARGE = 4 * 2**20
"""Packed bytes of a workbook from which on its XML is searched while its cells are read."""
# Its words would stand on the screen without a file's name, in English only; what they tell is told here.
logging.getLogger("calamine").addHandler(logging.NullHandler())
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, KeyError, EOFError)


def read_book(path: Path) -> list[Grid]:
    """Return every sheet of the workbook in a file; InputError where there is none, or it is damaged."""
    if not path.is_file():
        raise InputError(_("there is no such file or folder"), str(path), _("look at the path's spelling"))
    found = attempt(lambda: read_workbook(path.read_bytes(), str(path)), str(path))
    if isinstance(found, AixinError):
        raise found
    return found


def read_workbook(data: bytes, where: str) -> list[Grid]:
    """Return every sheet of a workbook, hidden ones marked and left unread; InputError where it is damaged.

    By bytes, since by path fastexcel trusts the extension; `skip_rows=0`, since it drops leading
    blank rows otherwise and the row numbers would not be the clerk's.
    """
    import fastexcel  # noqa: PLC0415 - heavy, and only needed where a workbook is read

    try:
        if not data.startswith(ZIP):
            return _read_xls(data, where)
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            check_workbook(data, packed, where)
            if INDEX not in packed.namelist():
                return _read_ods(data, packed, where)
            known = with_known_sheets(packed)
            if known is None:
                return _read_xlsx(data, packed, where)
        with zipfile.ZipFile(io.BytesIO(known)) as packed:
            return _read_xlsx(known, packed, where)
    except Bomb:
        raise implausible(where) from None
    except fastexcel.FastExcelError as error:
        raise _translated(error, where) from None
    except _BROKEN:
        raise damaged(where) from None


def _read_xlsx(data: bytes, packed: zipfile.ZipFile, where: str) -> list[Grid]:
    import fastexcel  # noqa: PLC0415

    from aixin_cli.read.workbook.stray import with_sheet  # noqa: PLC0415

    package = Package(packed, data)
    _check_sheets(package, where)
    with Meanwhile(is_worthwhile=len(data) >= LARGE) as meanwhile:
        opening = meanwhile.start(fastexcel.read_excel, data)
        try:
            ready = {sheet.name: _checked(sheet, package, where) for sheet in package.sheets[:1]}
        finally:
            # A book that can't be opened at all is told first.
            book = opening()
        parts = {sheet.name: sheet for sheet in package.sheets}
        grids = []
        for name in book.sheet_names:
            read = ready.pop(name, None) or _checked(parts[name], package, where)
            whole = book if read.is_whole else fastexcel.read_excel(with_sheet(packed, parts[name].part, read.xml))
            grid = _read_sheet(whole, (parts[name], read.xml), package, meanwhile)
            grids.append(replace(grid, too_far=read.error))
            del read
    if package.has_links and grids:
        grids[0] = replace(grids[0], found=(make_notice("R135"),))
    return grids


def _check_sheets(package: Package, where: str) -> None:
    """Raise InputError where there are too many sheets, or several are one part, which no program writes."""
    parts = [sheet.part for sheet in package.sheets if sheet.part]
    if len(package.sheets) > MAX_SHEETS:
        raise too_many_sheets(where)
    if len(set(parts)) < len(parts):
        raise damaged(where)


@dataclass(frozen=True, slots=True)
class _SheetBytes:
    """A sheet's XML that does its reader no harm."""

    xml: bytes
    is_whole: bool = True
    """False where cells far from the table were taken out."""
    error: FarSheet | None = None
    """What is to be said where these weren't blank, and the sheet is needed."""


def _checked(sheet: SheetPart, package: Package, where: str) -> _SheetBytes:
    """Return a sheet's XML, checked; nothing of a hidden one, which isn't read."""
    if sheet.is_hidden or not sheet.is_table:
        return _SheetBytes(b"")
    xml = package.unpack(sheet.part)
    try:
        check_sheet(xml, where)
    except FarSheet as error:
        from aixin_cli.read.workbook.stray import bring_nearer  # noqa: PLC0415 - only needed for sheets that reach far

        nearer = bring_nearer(xml, package, error, f"{where}, {sheet.name}")
        return _SheetBytes(nearer.xml, is_whole=False, error=nearer.error)
    return _SheetBytes(xml)


def _read_sheet(book: Any, part: tuple[SheetPart, bytes], package: Package, meanwhile: Meanwhile) -> Grid:
    sheet, xml = part
    if not sheet.is_table:
        return Grid(sheet.name, _no_cells(), found=(make_notice("R182", sheet.name),))
    if sheet.is_hidden:
        return Grid(sheet.name, _no_cells(), is_hidden=True)
    reading = meanwhile.start(book.load_sheet, sheet.name, **_OPTIONS, eager=True)
    searched = SheetXml(xml)
    facts = searched.facts(package.count_remarks(sheet.part), is_1904=package.is_1904)
    facts = replace(facts, shown=searched.shown(package.displays)) if package.displays else facts
    whole = with_facts(Grid(sheet.name, reading()), facts)
    return blank_pictures(whole) if package.has_cell_pictures else whole


def _read_xls(data: bytes, where: str) -> list[Grid]:
    import fastexcel  # noqa: PLC0415

    from aixin_cli.read.workbook.biff import read_facts  # noqa: PLC0415

    check_old_workbook(data, where)
    return _read_others(fastexcel.read_excel(data), read_facts(data, where), where)


def _read_ods(data: bytes, packed: zipfile.ZipFile, where: str) -> list[Grid]:
    import fastexcel  # noqa: PLC0415

    from aixin_cli.read.workbook.opendocument import CONTENT, read_facts  # noqa: PLC0415

    return _read_others(fastexcel.read_excel(data), read_facts(read_member(packed, packed.getinfo(CONTENT))), where)


def _read_others(book: Any, facts: dict[str, SheetFacts], where: str) -> list[Grid]:
    """Read by the road that knows whether a sheet is hidden, a fifth slower than the other."""
    if len(book.sheet_names) > MAX_SHEETS:
        raise too_many_sheets(where)
    grids = []
    for index, name in enumerate(book.sheet_names):
        sheet = book.load_sheet(index, **_OPTIONS)
        if sheet.visible != "visible":
            grids.append(Grid(name, _no_cells(), is_hidden=True))
        else:
            whole = with_facts(Grid(name, sheet.to_arrow()), facts.get(name, SheetFacts()))
            grids.append(blank_pictures(whole))
    return grids


def _no_cells() -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415

    return pa.RecordBatch.from_pydict({})


def _translated(error: Exception, where: str) -> InputError:
    if "assword" in str(error):
        hint = _("remove the password in Excel or WPS and save again")
        return InputError(_("The workbook is password-protected."), where, hint)
    return damaged(where)


def damaged(where: str) -> InputError:
    """Return the error for what is no workbook, or a broken one."""
    hint = _("open it in Excel or WPS, save it as .xlsx and send that")
    return InputError(_("The workbook is damaged or not a workbook."), where, hint)
