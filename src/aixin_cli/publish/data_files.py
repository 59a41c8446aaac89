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
from aixin_cli.sheets.words import load_words


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
    value: Any = row.get("value")
    is_whole = isinstance(value, Decimal) and row.get("unit") not in MONEY_UNITS and value == int(value)
    return {**row, "value": int(value)} if is_whole else row


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """UTF-8 with the mark that Excel wants; no cell can start a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guard(title) for title in titles])
    writer.writerows([guard(cell) for cell in row] for row in rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def write_figures(edition: Edition, path: Path) -> None:
    """figures.json: what is printed, from which returns, by which settings and program."""
    content = {
        "period": edition.period,
        "as_of": edition.as_of.isoformat(),
        "unit": edition.unit_name,
        "classification": load_words()["stamp"],
        "is_complete": edition.is_complete,
        "figures": [figure_object(figure) for figure in edition.figures],
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
        "value": None if figure.value is None else json_number(figure.value),
        "unit": figure.unit,
        "printed": figure.printed,
        "definition": figure.definition,
        "meaning": figure.meaning,
        "scope": figure.scope,
        "unidentified": figure.unidentified,
        "quarantined": figure.quarantined,
    }


def json_number(value: Decimal) -> int | float:
    """An integer where it is whole. Cents survive in a float up to 10 trillion yuan."""
    return int(value) if value == value.to_integral_value() else float(value)
