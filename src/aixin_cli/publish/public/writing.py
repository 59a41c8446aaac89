"""The files of a public edition: data for programs, a workbook to read, and what was withheld why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from aixin_cli import __version__
from aixin_cli.formulas import guard
from aixin_cli.publish.data_files import write_csv
from aixin_cli.publish.model import MONEY_UNITS, Figure
from aixin_cli.publish.public.blocks import Limits
from aixin_cli.publish.public.tables import MARK, PublicTable
from aixin_cli.sheets.words import load_words, period_text


@dataclass(frozen=True)
class PublicEdition:
    """All that everybody may see of a month."""

    period: str
    as_of: date
    edition: int
    unit: str
    limits: Limits
    figures: tuple[Figure, ...]
    tables: tuple[PublicTable, ...]

    @property
    def withheld(self) -> int:
        """How many cells aren't shown."""
        return sum(table.withheld for table in self.tables)

    @property
    def reasons(self) -> list[str]:
        """What the mark means, and why cells are withheld."""
        told = {"mark": MARK, "cell": self.limits.cell, "width": self.limits.width}
        return [str(line).format(**told) for line in load_words()["public"]["reasons"]]


def write_edition(edition: PublicEdition, folder: Path) -> None:
    """Write all files; the same edition gives the same bytes."""
    _write_json(folder / "figures.json", {**_told(edition), "figures": [_figure(item) for item in edition.figures]})
    words = load_words()["public"]
    write_csv(folder / "figures.csv", words["figure_columns"], _figure_rows(edition))
    (folder / "figures.md").write_text(_markdown(edition), encoding="utf-8", newline="\n")
    (folder / "tables").mkdir()
    for table in edition.tables:
        write_csv(folder / "tables" / f"{table.code}.csv", table.titles, table.rows)
        _write_json(folder / "tables" / f"{table.code}.json", _table(edition, table))
    _write_json(folder / "withheld.json", _withheld(edition))
    _write_workbook(edition, folder / "summary.xlsx")


def _told(edition: PublicEdition) -> dict[str, Any]:
    return {
        "period": edition.period,
        "edition": edition.edition,
        "unit": edition.unit,
        "classification": load_words()["public"]["stamp"],
        "program": {"name": "aixin-cli", "version": __version__},
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "label": figure.label,
        "value": _number(figure.value, figure.unit),
        "unit": figure.unit,
        "printed": figure.printed,
        "definition": figure.definition,
        "meaning": figure.meaning,
        "scope": figure.scope,
    }


def _number(value: Any, unit: str = "") -> Any:
    """A number as JSON has it: money and rates as text would be another kind, so all are numbers."""
    if value is None or isinstance(value, (int, str)):
        return value
    return float(value) if unit in MONEY_UNITS or value != int(value) else int(value)


def _figure_rows(edition: PublicEdition) -> list[list[Any]]:
    return [
        [item.number, item.label, item.printed, _number(item.value, item.unit), item.unit, item.scope, item.meaning]
        for item in edition.figures
    ]


def _markdown(edition: PublicEdition) -> str:
    words = load_words()
    columns = words["public"]["figure_columns"]
    rows = [columns, ["---"] * len(columns), *_figure_rows(edition)]
    lines = [
        words["public"]["stamp"],
        "",
        f"# {words['figures']['title']}（{period_text(edition.period)}）",
        "",
        *("| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _table(edition: PublicEdition, table: PublicTable) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    return {
        **_told(edition),
        "table": table.code,
        "title": table.title,
        "withheld_mark": MARK,
        "withheld": table.withheld,
        "columns": [{"name": item.name, "title": item.flat_title, "unit": item.unit} for item in table.columns],
        "rows": [{name: _number(cell) for name, cell in zip(names, row, strict=True)} for row in table.rows],
    }


def _withheld(edition: PublicEdition) -> dict[str, Any]:
    return {
        **_told(edition),
        "withheld_mark": MARK,
        "least_cell": edition.limits.cell,
        "least_width": edition.limits.width,
        "withheld": edition.withheld,
        "tables": [
            {"table": table.code, "withheld": table.withheld, "province_only": table.is_province}
            for table in edition.tables
        ],
        "reasons": edition.reasons,
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def _write_workbook(edition: PublicEdition, path: Path) -> None:
    """A sheet a table, the figures before them, what was withheld behind."""
    import xlsxwriter

    words = load_words()["public"]
    content = BytesIO()
    with xlsxwriter.Workbook(
        content, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    ) as book:
        book.set_properties({"title": words["stamp"], "created": datetime.combine(edition.as_of, time())})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheets = [
            (words["figure_sheet"], words["figure_columns"], _figure_rows(edition)),
            *((table.code, table.titles, table.rows) for table in edition.tables),
            (words["withheld_sheet"], words["withheld_columns"], _withheld_rows(edition)),
        ]
        for name, titles, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(titles), 14)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, titles, bold)
            for place, row in enumerate(rows, 1):
                sheet.write_row(place, 0, [guard(_number(cell)) for cell in row])
    path.write_bytes(content.getvalue())


def _withheld_rows(edition: PublicEdition) -> list[list[Any]]:
    words = load_words()["public"]
    counted = [[table.code, table.title, table.withheld] for table in edition.tables]
    return [*counted, [words["sum"], "", edition.withheld], [], *([line] for line in edition.reasons)]
