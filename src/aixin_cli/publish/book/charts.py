"""Charts that stay editable: drawn by Excel from numbers beside them, on a sheet of their own."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.book.table_sheet import set_page, write_column
from aixin_cli.publish.book.tables import Chart
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import load_words

SIDE_BY_SIDE = 2
COLUMNS, ROWS = 6, 15
"""How much of the sheet a chart covers."""
COLUMN, ROW = 10.0, 18.0
"""How wide and how high that is: in Excel's characters, in points."""
SIZE = {"width": COLUMNS * (int(COLUMN) * 7 + 5), "height": int(ROWS * ROW / 0.75)}
"""In pixels as XlsxWriter counts them, whatever letter the workbook has: so a chart ends where its cells do."""
COLORS = ("#1F4E79", "#E08214", "#7F7F7F")
"""Told apart also by who sees no colours, and in a copy without any."""
LETTER = {"name": "宋体", "size": 9}


def write_charts(book: Any, sheet: Any, charts: list[Chart], title: str, styles: Styles) -> None:
    """Charts two in a row, their numbers to the right of what is printed."""
    across = SIDE_BY_SIDE * (COLUMNS + 1) - 1
    set_page(sheet, title, is_landscape=True)
    sheet.set_column(0, across - 1, COLUMN)
    sheet.set_default_row(ROW)
    sheet.merge_range(0, 0, 0, across - 1, title, styles.get("title"))
    row = 1
    for number, chart in enumerate(charts):
        last = _write_numbers(sheet, (row, across + 1), chart, styles)
        drawn = _draw(book, sheet.name, (row + 1, across + 1), chart)
        place = (1 + number // SIDE_BY_SIDE * (ROWS + 1), number % SIDE_BY_SIDE * (COLUMNS + 1))
        sheet.insert_chart(*place, drawn, {"description": chart.title, "object_position": 2})
        row = last + 2
    rows = (ROWS + 1) * -(-len(charts) // SIDE_BY_SIDE)
    sheet.print_area(0, 0, rows, across - 1)
    sheet.fit_to_pages(1, 1)


def _write_numbers(sheet: Any, corner: tuple[int, int], chart: Chart, styles: Styles) -> int:
    """A chart's title, heads and numbers; the last row of them."""
    row, left = corner
    sheet.write_string(row - 1, left, chart.title, styles.get("caption"))
    for place, column in enumerate(chart.grid.columns):
        sheet.write_string(row, left + place, column.titles[-1], styles.get("head"))
        write_column(sheet, (row + 1, left + place), column, chart.grid.levels, styles)
    return row + chart.grid.height


def _draw(book: Any, sheet: str, corner: tuple[int, int], chart: Chart) -> Any:
    """One series a column of numbers."""
    top, left = corner
    bottom = top + chart.grid.height - 1
    grid = chart.grid
    drawn = book.add_chart({"type": chart.kind})
    for place in range(grid.stub, len(grid.columns)):
        drawn.add_series(
            {
                "name": [sheet, top - 1, left + place],
                "categories": [sheet, top, left, bottom, left],
                "values": [sheet, top, left + place, bottom, left + place],
                "fill": {"color": COLORS[(place - grid.stub) % len(COLORS)]},
                "gap": 60,
                "data_labels": {"value": True, "font": LETTER, "num_format": "0"},
            }
        )
    _dress(drawn, chart)
    return drawn


def _dress(drawn: Any, chart: Chart) -> None:
    """Title, letters, no lines that say nothing; the first bar above."""
    is_bar = chart.kind == "bar"
    labels = {"num_font": LETTER, "line": {"color": "#7F7F7F"}, "reverse": is_bar}
    values = {"visible": False, "major_gridlines": {"visible": False}}
    drawn.set_title({"name": chart.title, "name_font": {"name": "黑体", "size": 11, "bold": False}, "overlay": False})
    # A lying bar has its categories on the axis that stands.
    drawn.set_x_axis(values if is_bar else labels)
    drawn.set_y_axis(labels if is_bar else values)
    has_one = len(chart.grid.columns) - chart.grid.stub == 1
    drawn.set_legend({"none": True} if has_one else {"position": "top", "font": LETTER})
    drawn.set_size(SIZE)
    drawn.set_chartarea({"border": {"none": True}})


def charts_name() -> str:
    """What the sheet is called."""
    return str(load_words()["book"]["charts"])
