"""Sheets onto the disk: workbooks, delimited text and archives, the same bytes for the same sheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aixin_cli.sample.paper.sheet import Sheet

CREATED = dt.datetime(2025, 1, 6, 9, 0, 0)  # noqa: DTZ001  (a workbook's times have no zone)
FIRST_DAY = dt.date(1899, 12, 30)
LONGEST_DATE = 10


@dataclass(frozen=True, slots=True)
class Job:
    """One file to write: a workbook, a delimited text (one sheet), or an archive of such."""

    path: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    members: tuple[Job, ...] = ()


def write_job(directory: Path, job: Job) -> None:
    """Write one file below the directory."""
    target = directory / job.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if job.members:
        _write_archive(target, job)
    elif job.encoding:
        target.write_bytes(delimited(job.sheets[0], job.encoding))
    else:
        _write_workbook(target, job)


def _write_archive(target: Path, job: Job) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in job.members:
            entry = zipfile.ZipInfo(member.path, date_time=(2025, 1, 6, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, delimited(member.sheets[0], member.encoding))


def grid(sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """All rows from the first, each with what it is: above, header, data, subtotal, below."""
    width = len(sheet.kinds)
    for line in sheet.above:
        yield "above", [line]
    for titles in sheet.header:
        yield "header", list(titles)
    stops = dict(sheet.subtotals)
    for place, cells in enumerate(zip(*sheet.columns, strict=True)):
        if place in stops:
            yield "subtotal", list(stops[place])
        yield "data", list(cells)
    if sheet.rows in stops:
        yield "subtotal", list(stops[sheet.rows])
    for line_cells in sheet.below:
        yield "below", list(line_cells)[:width]


def delimited(sheet: Sheet, encoding: str) -> bytes:
    """A sheet as delimited text; UTF-16 is tab-separated, as a spreadsheet program saves it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t" if encoding == "utf-16" else ",", lineterminator="\r\n")
    width = len(sheet.kinds)
    for _, cells in grid(sheet):
        writer.writerow(cells + [""] * (width - len(cells)))
    if encoding == "utf-16":
        return b"\xff\xfe" + buffer.getvalue().encode("utf-16-le")
    return buffer.getvalue().encode(encoding)


def _write_workbook(target: Path, job: Job) -> None:
    book = xlsxwriter.Workbook(str(target), {"constant_memory": False, "in_memory": True})
    book.set_properties({"created": CREATED})
    formats = {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "header": book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True}),
    }
    for sheet in job.sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    book.close()


def _write_sheet(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    dates = [place for place, kind in enumerate(sheet.kinds) if kind == "date"] if sheet.true_dates else []
    numbers = [place for place, kind in enumerate(sheet.kinds) if kind == "number"]
    for row, (what, cells) in enumerate(grid(sheet)):
        if what == "header":
            _write_header(page, sheet, row, formats["header"])
            continue
        _write_cells(page, row, cells, (dates if what == "data" else [], numbers), formats["date"])
    _merge_down(page, sheet)
    page.set_column(0, len(sheet.kinds) - 1, 14)


def _write_cells(page: Any, row: int, cells: list[str], places: tuple[list[int], list[int]], date_format: Any) -> None:
    dates, numbers = places
    for place in dates:
        if place < len(cells) and (serial := _serial(cells[place])):
            page.write_number(row, place, serial, date_format)
            cells[place] = ""
    for place in numbers:
        if place < len(cells) and (text := cells[place]) and text.replace(".", "", 1).isdigit():
            page.write_number(row, place, float(text) if "." in text else int(text))
            cells[place] = ""
    write = page.write_string
    for place, text in enumerate(cells):
        if text:
            write(row, place, text)


def _serial(text: str) -> int:
    """A day as a spreadsheet counts it, 0 where the text is no ISO date."""
    if len(text) != LONGEST_DATE or text[4] != "-":
        return 0
    try:
        return (dt.date.fromisoformat(text) - FIRST_DAY).days
    except ValueError:
        return 0


def _write_header(page: Any, sheet: Sheet, row: int, header: Any) -> None:
    """Titles; groups merged across, single titles merged down over both rows."""
    first = len(sheet.above)
    if len(sheet.header) == 1:
        page.write_row(row, 0, sheet.header[0], header)
        return
    if row != first:
        return
    tops, titles = sheet.header
    place = 0
    while place < len(tops):
        last = place
        while titles[place] and last + 1 < len(tops) and titles[last + 1] and tops[last + 1] == tops[place]:
            last += 1
        _write_group(page, (first, place, last), (tops, titles), header)
        place = last + 1


def _write_group(
    page: Any, at: tuple[int, int, int], words: tuple[tuple[str, ...], tuple[str, ...]], header: Any
) -> None:
    row, first, last = at
    tops, titles = words
    if not titles[first]:
        page.merge_range(row, first, row + 1, first, tops[first], header)
        return
    if last > first:
        page.merge_range(row, first, row, last, tops[first], header)
    else:
        page.write_string(row, first, tops[first], header)
    page.write_row(row + 1, first, titles[first : last + 1], header)


def _merge_down(page: Any, sheet: Sheet) -> None:
    start = len(sheet.above) + len(sheet.header)
    for column, first, last in sheet.merged:
        page.merge_range(start + first, column, start + last, column, sheet.columns[column][first])
