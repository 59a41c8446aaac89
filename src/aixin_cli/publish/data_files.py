"""Tables as CSV and Parquet, figures as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from aixin_cli import __version__
from aixin_cli.formulas import guard
from aixin_cli.publish.model import MONEY_UNITS, Edition, Figure
from aixin_cli.publish.notes import changed_definitions
from aixin_cli.sheets.words import day_text, load_words, period_text


def write_data_files(edition: Edition, folder: Path) -> None:
    """One CSV and one Parquet a table, and the figures of all units."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    for table in edition.tables:
        titles = [column.flat_title for column in table.columns]
        write_csv(folder / f"{table.code}.csv", titles, table.rows)
        pq.write_table(table.data, folder / f"{table.code}.parquet")
    rows = [list(_whole_count(row).values()) for row in edition.unit_figures.to_pylist()]
    write_csv(folder / "figures.csv", load_words()["figure_columns"], rows)


def _whole_count(row: dict[str, Any]) -> dict[str, Any]:
    """A figure's row; one column holds them all with two decimals, which only money has."""
    is_money = row.get("unit") in MONEY_UNITS
    return {name: cell if is_money else _whole(cell) for name, cell in row.items()}


def _whole(cell: Any) -> Any:
    return int(cell) if isinstance(cell, Decimal) and cell == int(cell) else cell


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """UTF-8 with the mark that Excel wants; no cell can start a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guard(title) for title in titles])
    writer.writerows([guard(cell) for cell in row] for row in rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def write_figures(edition: Edition, folder: Path) -> None:
    """The province's figures: for programs (figures.json, figures.csv) and to be read (figures.md)."""
    _write_json(edition, folder / "figures.json")
    words = load_words()["figures"]
    rows = [_figure_row(figure) for figure in edition.figures]
    write_csv(folder / "figures.csv", words["columns"], rows)
    _write_markdown(edition, rows, folder / "figures.md")


def _figure_row(figure: Figure) -> list[Any]:
    past, behind = figure.history, figure.completeness
    numbers = (figure.value, past.month, past.year, past.previous, past.last_year)
    return [
        figure.number,
        figure.label,
        figure.printed,
        *(cell if figure.unit in MONEY_UNITS else _whole(cell) for cell in numbers),
        figure.unit,
        figure.scope,
        figure.definition,
        figure.meaning,
        behind.expected,
        behind.received,
        behind.carried,
        behind.absent,
        "；".join(item.text for item in figure.changes) or None,
    ]


def _write_markdown(edition: Edition, rows: list[list[Any]], path: Path) -> None:
    words = load_words()
    table = [words["figures"]["columns"], ["---"] * len(words["figures"]["columns"]), *rows]
    lines = [
        edition.stamp,
        "",
        f"# {words['figures']['title']}（{period_text(edition.period)}）",
        "",
        *("| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |" for row in table),
        "",
        *(line for told in changed_definitions(edition) for line in (told, "")),
        words["cover_as_of"].format(as_of=day_text(edition.as_of)),
        words["cover_program"].format(version=__version__, settings=edition.settings_hash),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _write_json(edition: Edition, path: Path) -> None:
    """What is printed, from which returns, by which settings and program."""
    content = {
        "period": edition.period,
        "as_of": edition.as_of.isoformat(),
        "unit": edition.unit_name,
        "classification": load_words()["stamp"],
        **({"publication": edition.publication} if edition.publication else {}),
        "is_complete": edition.is_complete,
        "figures": [figure_object(figure) for figure in edition.figures],
        "changes": [
            {"since": item.since, "place": item.place, "what": item.what, "text": item.text} for item in edition.changes
        ],
        "returns": [
            {
                "unit": source.unit_code,
                "form": source.form,
                "period": source.period,
                "file": source.file,
                "hash": source.content_hash,
                "rows": source.row_count,
            }
            for source in edition.sources
        ],
        "refused": list(edition.refused),
        "without": [
            {
                "return": item.part_id,
                "unit": item.unit_code,
                "form": item.form,
                "period": item.period,
                "file": item.file,
            }
            for item in edition.excluded
        ],
        "settings": {"hash": edition.settings_hash, "values": edition.settings},
        "program": {"name": "aixin-cli", "version": __version__},
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def figure_object(figure: Figure) -> dict[str, Any]:
    """A figure as JSON."""
    return {
        "id": figure.id,
        "label": figure.label,
        "value": _number(figure.value),
        "unit": figure.unit,
        "printed": figure.printed,
        "definition": figure.definition,
        "meaning": figure.meaning,
        "scope": figure.scope,
        "month": _number(figure.history.month),
        "year": _number(figure.history.year),
        "previous": _number(figure.history.previous),
        "previous_month": _number(figure.history.previous_month),
        "last_year": _number(figure.history.last_year),
        "last_year_month": _number(figure.history.last_year_month),
        "growth": _rate(figure.history.growth),
        "yearly_growth": _rate(figure.history.yearly_growth),
        "returns": {
            "expected": figure.completeness.expected,
            "received": figure.completeness.received,
            "carried": figure.completeness.carried,
            "absent": figure.completeness.absent,
        },
        "unidentified": figure.unidentified,
        "quarantined": figure.quarantined,
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else json_number(value)


def _rate(value: Decimal | None) -> float | None:
    """A fraction: 0.0312 is 3.12 %."""
    return None if value is None else float(value)


def json_number(value: Decimal) -> int | float:
    """An integer where it is whole. Cents survive in a float up to 10 trillion yuan."""
    return int(value) if value == value.to_integral_value() else float(value)
