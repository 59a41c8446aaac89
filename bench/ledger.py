"""The province's pairing ledger as files for benchmarks, and its field rules as plain data for peers.

Usage: python bench/ledger.py DIR [MONTH]: a month is made where none is given; nothing where DIR has it all.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
import xlsxwriter

from aixin_cli.forms import layouts
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.read import Declared, read_sources
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store

PERIOD = "2024-12"
ROWS = 267_000
UNITS = 89
SAMPLE = ["--size", "province", "--period", PERIOD, "--faults", "0", "--container", "workbook"]
_CONDITION = re.compile(r"(\w+) (=|<>) '([^']*)'|(\w+) is null")
_LEDGER = """
with ledger as (
    select part.unit_code as division, s.part_id, s.row, {columns}
    from stg.pairing as s
    inner join meta.part as part on s.part_id = part.part_id
),
unit as (
    select division, count(*) as row_count from ledger group by division order by row_count desc, division limit {units}
),
share as (
    select division, ceil(row_count * {rows} / sum(row_count) over ()) as kept from unit
)
select ledger.division as division, {names}
from ledger
inner join share on ledger.division = share.division
qualify row_number() over (partition by ledger.division order by part_id, row) <= kept
order by ledger.division, part_id, row
limit {rows}
"""
_SHOWN = {"DATE": "strftime({name}, '%Y-%m-%d')", "BOOLEAN": "case when {name} then '是' when not {name} then '否' end"}


def make_month(folder: Path) -> Path:
    """A clean province month as workbooks, made where it isn't there yet."""
    month = folder / "month"
    if not month.exists():
        subprocess.run([sys.executable, "-m", "aixin_cli", "sample", str(month), *SAMPLE], check=True)
    return month


def ledger_paths(folder: Path) -> dict[str, Path]:
    """The ledger by container: one text, one workbook, and a folder with a workbook a unit."""
    return {"csv": folder / "ledger.csv", "xlsx": folder / "ledger.xlsx", "books": folder / "books"}


def make_ledgers(folder: Path, month: Path) -> None:
    """Write the ledger in every container, and the field rules for the peers."""
    paths = ledger_paths(folder)
    units, rows = read_ledger(month)
    write_text(paths["csv"], rows)
    write_book(paths["xlsx"], rows)
    paths["books"].mkdir(exist_ok=True)
    for unit in units.unique().to_pylist():
        write_book(paths["books"] / f"{unit}_{PERIOD}_AX01.xlsx", rows.filter(pa.compute.equal(units, unit)))
    (folder / "rules.json").write_text(json.dumps(field_rules(), ensure_ascii=False), encoding="utf-8")
    (folder / "done").touch()


def read_ledger(month: Path) -> tuple[pa.ChunkedArray, pa.Table]:
    """Each row's unit, and the rows under the form's titles, every cell a text in its canonical shape."""
    fields = layouts()["pairing"].fields
    paths = [path for path in month.rglob("*.xlsx") if not path.name.startswith("~$")]
    with Store.in_memory() as store:
        load_files(store, read_sources(paths, Declared(period=PERIOD, is_period_strict=False)), LoadOptions())
        types = {row[0]: row[1] for row in store.rows("describe stg.pairing")}
        # The place names the unit in every row: one file holds them all.
        shown = [
            _SHOWN.get(types[field.name], "{name}").format(name=f"s.{field.name}") + f" as {field.name}"
            for field in fields
            if field.name not in ("unit_code", "row_no")
        ]
        names = ", ".join(f"ledger.{field.name}" for field in fields)
        columns = ", ".join(["s.row_no as row_no", "part.unit_code as unit_code", *shown])
        table = store.arrow(_LEDGER.format(columns=columns, names=names, rows=ROWS, units=UNITS))
    titles = [field.title for field in fields]
    divisions = load_divisions().by_code
    named = pa.array([divisions[code].name for code in table.column("division").to_pylist()])
    place = table.schema.get_field_index("unit_name")
    table = table.set_column(place, "unit_name", named)
    return table.column("division"), table.drop_columns(["division"]).rename_columns(titles)


def write_text(path: Path, rows: pa.Table) -> None:
    """As UTF-8 with commas, quoted only where it must be."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows.column_names)
        writer.writerows(zip(*(column.to_pylist() for column in rows.columns), strict=True))


def write_book(path: Path, rows: pa.Table) -> None:
    """As a workbook with shared strings, as Excel and WPS write it."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, rows.column_names)
    for column, name in enumerate(rows.column_names):
        for number, value in enumerate(rows.column(name).to_pylist(), 1):
            if value is not None:
                sheet.write_string(number, column, value)
    book.close()


def field_rules() -> list[dict[str, Any]]:
    """Rules of the form's fields that other programs can be given: titles, not names, as they see the file."""
    fields = layouts()["pairing"].fields
    titles = {field.name: field.title for field in fields}
    return [
        {
            "name": field.name,
            "title": field.title,
            "type": field.type,
            "format": field.format,
            "required": field.required,
            "required_when": _conditions(field.required_when, titles),
            "codes": [code.value for code in field.codes] if not field.multiple else [],
            "max_length": field.max_length,
            "minimum": field.minimum,
            "maximum": "2024-12-31" if field.maximum == "as_of" else field.maximum,
        }
        for field in fields
    ]


def _conditions(sql: str | None, titles: dict[str, str]) -> list[list[str]]:
    """`status = '终止'` as [title, =, 终止], all of which must hold; none where it says more than that."""
    found = []
    for clause in (sql or "").split(" and "):
        match = _CONDITION.fullmatch(clause.strip())
        if match is None:
            return []
        name, sign, value, absent = match.groups()
        found.append([titles[absent], "null", ""] if absent else [titles[name], sign, value])
    return found


def main() -> None:
    """Make what isn't there yet."""
    folder, month = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] else None
    if not (folder / "done").exists():
        make_ledgers(folder, month or make_month(folder))


if __name__ == "__main__":
    main()
