"""Published files as texts: what a reader of a change in them would want to see, and no more.

A province has a hundred rows for each of the sample's six; those of other units hold nothing and
are told by their number and a hash, so that a change in them is still a change.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from aixin_cli import __version__

UNITS = {"620000", "620171", "621000", "621022", "622900", "622927"}
"""The units of the sample and the rows above them."""
CODE = re.compile(r"62[0-9X]\d{3}(-0)?")


def dump_outputs(out: Path) -> dict[str, str]:
    """A text for each published file, and one for each sheet of the workbook."""
    dumps = {
        "briefing.md": (out / "briefing.md").read_text("utf-8"),
        "figures.json": (out / "figures.json").read_text("utf-8"),
        "poster.html": (out / "poster.html").read_text("utf-8").partition("<body>")[2],
    }
    for path in sorted((out / "tables").glob("*.csv")):
        dumps[f"tables/{path.name}"] = _dump_csv(path)
        if (twin := path.with_suffix(".parquet")).exists():
            dumps[f"tables/{path.stem}.parquet.txt"] = _dump_schema(twin)
    book = openpyxl.load_workbook(out / "summary.xlsx")
    for sheet in book:
        dumps[f"summary/{sheet.title.split()[0]}.txt"] = _dump_sheet(sheet)
    return {name: text.replace(__version__, "<version>") for name, text in dumps.items()}


def dump_check(report: str) -> str:
    """What `aixin check --format json` said: a line a return, a line a finding."""
    said = json.loads(report)
    lines = []
    for file in said["files"]:
        lines.append(f"{file['status']} {file['path']}")
        for item in file.get("returns", []):
            lines.append(f"  {item['form']} {item['unit']} {item['period']} {json.dumps(item['rows'])}")
    order = ("rule", "severity", "file", "sheet", "row", "column", "value", "message", "hint", "expected")
    lines += [" | ".join("" if item[key] is None else str(item[key]) for key in order) for item in said["findings"]]
    return "\n".join(lines) + "\n"


def _dump_csv(path: Path) -> str:
    text = path.read_bytes().decode("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    place = next(number for number, title in enumerate(rows[0]) if title == "区划代码")
    first = "with BOM" if text.startswith("\ufeff") else "without BOM"
    ending = "CRLF" if "\r\n" in text else "LF"
    kept = _kept(("|".join(row), row[place]) for row in rows)
    return "\n".join([f"{first}, {ending}, {len(rows)} lines", *kept]) + "\n"


def _dump_schema(path: Path) -> str:
    """Names and types; the values are those of the CSV beside it, which another test sees to."""
    return "\n".join(f"{field.name}: {field.type}" for field in pq.read_schema(path)) + "\n"


def _dump_sheet(sheet: Worksheet) -> str:
    lines = [f"{sheet.title} {sheet.dimensions} freeze {sheet.freeze_panes}"]
    setup = sheet.page_setup
    lines.append(f"print {setup.orientation} paper {setup.paperSize} fit {setup.fitToWidth}x{setup.fitToHeight}")
    lines.append(f"titles rows {sheet.print_title_rows} columns {sheet.print_title_cols}")
    widths = [f"{name} {item.width:g}" for name, item in sorted(sheet.column_dimensions.items())]
    lines.append("widths " + ", ".join(widths))
    merged = sorted(str(area) for area in sheet.merged_cells.ranges)
    lines.append(f"merged {len(merged)}: " + " ".join(merged[:80]))
    lines += [f"format {name} {formats}" for name, formats in _formats(sheet)]
    lines += _kept((f"{row[0].row}: {_values(row)}", _code_of(row)) for row in sheet.iter_rows())
    return "\n".join(lines) + "\n"


def _formats(sheet: Worksheet) -> Iterable[tuple[str, str]]:
    """The number formats of each column, in the order in which they are met."""
    for number, column in enumerate(sheet.iter_cols(), 1):
        found = dict.fromkeys(cell.number_format for cell in column if cell.value is not None)
        if found:
            yield get_column_letter(number), " ".join(f"[{name}]" for name in found)


def _code_of(row: Sequence[Cell]) -> str:
    value = str(row[0].value or "")
    return value if CODE.fullmatch(value) else ""


def _values(row: Sequence[Cell]) -> str:
    texts = [_text(cell.value) for cell in row]
    return "|".join(texts).rstrip("|")


def _text(value: Any) -> str:
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return "" if value is None else str(value)


def _kept(lines: Iterable[tuple[str, str]]) -> list[str]:
    """Lines of the sample's units and those of no unit; of the rest their number and a hash."""
    kept, others = [], hashlib.sha256()
    count = 0
    for line, code in lines:
        if CODE.fullmatch(code) and code not in UNITS:
            count += 1
            others.update(f"{line}\n".encode())
        else:
            kept.append(line)
    return [*kept, f"and {count} lines of other units, {others.hexdigest()[:16]}"] if count else kept
