"""Adds a sheet of texts in front of a workbook's own: rows, drop-downs, links to cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from aixin_cli.feedback.book.columns import column_letters
from aixin_cli.feedback.book.package import SHEET_TYPE, Package, child, children

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_000
"""What a cell takes, with some room."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, how it looks, and where a click on it leads: 'Sheet'!B7."""

    text: str
    style: int
    link: str | None = None


@dataclass(frozen=True, slots=True)
class DropDown:
    """Choices for the cells of a column, between two rows; all counted from 1."""

    column: int
    first: int
    last: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet of texts."""

    name: str
    widths: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    heights: Sequence[float]
    """Of the rows, in points: no program works them out for a file that it didn't write."""
    frozen: int
    """So many rows stay in sight."""
    drop_down: DropDown | None = None


def add_first(package: Package, listed: Listed, instead_of: str | None = None) -> None:
    """Put the sheet before all others, or in the place of one of ours from before.

    Which sheet is open stays: another one chosen too would make a group of two.
    """
    if instead_of is not None:
        space = etree.QName(package.tree(package.workbook)).namespace
        package.put(instead_of, _sheet_xml(listed, str(space)).encode())
        return
    root = package.tree(package.workbook)
    sheets = child(root, "sheets")
    space = etree.QName(root).namespace
    part = package.name_free("xl/worksheets/sheet{}.xml")
    package.put(part, _sheet_xml(listed, str(space)).encode())
    package.declare(part, SHEET_TYPE)
    relation = package.relate(package.workbook, "worksheet", part)
    made = etree.Element(f"{{{space}}}sheet", name=_free_name(sheets, listed.name))
    made.set("sheetId", str(max((int(item.get("sheetId")) for item in children(sheets, "sheet")), default=0) + 1))
    made.set(f"{{{package.prefix}}}id", relation)
    sheets.insert(0, made)
    _move_on(root)
    package.put(package.workbook, root)


def _free_name(sheets: Any, name: str) -> str:
    taken = {item.get("name").lower() for item in children(sheets, "sheet")}
    names = (name if number == 1 else f"{name}{number}" for number in range(1, 1000))
    return next(found for found in names if found not in taken)


def _move_on(root: Any) -> None:
    """Whatever counts sheets from the left counts one more (18.2.5 definedName, 18.2.30 workbookView)."""
    for names in children(root, "definedNames"):
        for item in names:
            if item.get("localSheetId") is not None:
                item.set("localSheetId", str(int(item.get("localSheetId")) + 1))
    for views in children(root, "bookViews"):
        for view in views:
            view.set("activeTab", str(int(view.get("activeTab", "0")) + 1))
            if view.get("firstSheet"):
                view.set("firstSheet", str(int(view.get("firstSheet")) + 1))


def _sheet_xml(listed: Listed, space: str) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(listed.widths, start=1)
    )
    pane = f'<pane ySplit="{listed.frozen}" topLeftCell="A{listed.frozen + 1}" activePane="bottomLeft" state="frozen"/>'
    sized = enumerate(zip(listed.rows, listed.heights, strict=True), start=1)
    rows = "".join(_row(number, row, height) for number, (row, height) in sized)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{space}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0" showGridLines="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{rows}</sheetData>'
        f"{_validation(listed.drop_down)}{_links(listed.rows)}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[Cell], height: float) -> str:
    made = "".join(_cell(f"{column_letters(column)}{number}", cell) for column, cell in enumerate(cells, start=1))
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{made}</row>'


def _cell(reference: str, cell: Cell) -> str:
    if not cell.text:
        return f'<c r="{reference}" s="{cell.style}"/>'
    text = escape(_CONTROL.sub("", cell.text)[:_LONGEST])
    return f'<c r="{reference}" s="{cell.style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _validation(drop_down: DropDown | None) -> str:
    if drop_down is None or drop_down.last < drop_down.first:
        return ""
    letter = column_letters(drop_down.column)
    choices = escape(",".join(drop_down.choices))
    return (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'sqref="{letter}{drop_down.first}:{letter}{drop_down.last}"><formula1>"{choices}"</formula1>'
        "</dataValidation></dataValidations>"
    )


def _links(rows: Sequence[Sequence[Cell]]) -> str:
    found = [
        f'<hyperlink ref="{column_letters(column)}{number}" location={quoteattr(cell.link)}/>'
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell.link
    ]
    return f"<hyperlinks>{''.join(found)}</hyperlinks>" if found else ""
