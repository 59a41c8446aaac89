"""A comparison as a file: CSV, JSON, or a workbook with sentences, lines and units."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from aixin_cli.publish import row_names
from aixin_cli.publish.bridge.reading import Comparison
from aixin_cli.publish.bridge.telling import COLUMNS, as_json, table_rows, tell
from aixin_cli.publish.data_files import json_number, write_csv
from aixin_cli.sheets.output import placing
from aixin_cli.sheets.styles import BASE

HEADS = ("指标", "名称", "区划代码", "地区", "前期", "本期", "行", "原因", "说明", "增减", "行数")


def write_comparison(compared: Comparison, form: str, path: Path) -> None:
    """Write it whole or not at all; StoreError where the place can't be written."""
    with placing(path) as fresh:
        if form == "csv":
            write_csv(fresh, COLUMNS, table_rows(compared))
        elif form == "json":
            text = json.dumps(as_json(compared), ensure_ascii=False, indent=2)
            fresh.write_text(text + "\n", encoding="utf-8", newline="\n")
        else:
            fresh.write_bytes(_workbook(compared))


def _workbook(compared: Comparison) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({**BASE.get("head", {}), "bold": True})
        sentences = [[tell(item, compared), row_names.name(item.row_code)] for item in compared.bridges]
        _write(book.add_worksheet("说明"), ("一句话", "地区"), sentences, (100, 16), head)
        _write(
            book.add_worksheet("变动原因"),
            HEADS,
            list(table_rows(compared)),
            (9, 16, 10, 14, 14, 14, 12, 30, 20, 14, 9),
            head,
        )
        units = [
            [item.header["figure_id"], item.header["label"], row_names.name(row), json_number(change)]
            for item in compared.bridges
            for row, change in item.units
        ]
        _write(book.add_worksheet("各单位"), ("指标", "名称", "单位", "增减"), units, (9, 16, 16, 14), head)
    return content.getvalue()


def _write(sheet: Any, heads: tuple[str, ...], rows: list[list[Any]], widths: tuple[int, ...], head: Any) -> None:
    for column, (title, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for place, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell)
            elif cell is not None:
                sheet.write_number(place, column, cell)
    sheet.freeze_panes(1, 0)
