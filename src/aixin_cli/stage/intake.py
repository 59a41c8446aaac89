"""Takes read files into the register: raw rows in batches, staged as they come."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from aixin_cli import __version__
from aixin_cli.forms import layouts
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.stage.columns import column_rows, count_filled, write_columns
from aixin_cli.stage.content import hash_contents, join_shares
from aixin_cli.stage.fields.amend import mark_covered, set_shifted
from aixin_cli.stage.fields.compile import findings_select, stage_select
from aixin_cli.stage.fields.fixes import fixes_select
from aixin_cli.stage.fields.texture import texture_of
from aixin_cli.store import Store
from aixin_cli.store.files.originals import Originals

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.read.model import SourceFile, SourceTable

BATCH_ROWS = 184_320
"""Three row groups: each of two threads fills one at least, and else what it has is compressed when the load commits,
on one thread. Half of a province's ledger is staged while the rest is read."""


@dataclass
class _Batch:
    rows: list[pa.Table] = field(default_factory=list)
    set_aside: list[pa.Table] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    fixes: list[dict[str, Any]] = field(default_factory=list)
    columns: list[dict[str, Any]] = field(default_factory=list)
    shifts: list[dict[str, Any]] = field(default_factory=list)
    row_count: int = 0


class Intake:
    """One load in progress, inside one transaction of the store."""

    def __init__(self, store: Store, received: date | None, originals: Originals) -> None:
        self.store = store
        self.received = received
        self.originals = originals
        self.load_id = self._next("load")
        self._file_id = self._next("file")
        self._part_id = self._next("part")
        self._batches: dict[str, _Batch] = defaultdict(_Batch)
        self._files: list[dict[str, Any]] = []
        self._notices: list[dict[str, Any]] = []
        store.execute(
            "insert into meta.load values (?, now()::timestamp, ?, ?)", [self.load_id, __version__, store.settings.hash]
        )

    def _next(self, table: str) -> int:
        return int(self.store.rows(f"select coalesce(max({table}_id), 0) + 1 from meta.{table}")[0][0])  # noqa: S608

    def add(self, files: Iterator[SourceFile]) -> None:
        """Take in all files; each batch is written and staged while the next files are read."""
        for source in files:
            self._add_file(source)
        for layout_id in sorted(self._batches):
            self._flush(layout_id)
        join_shares(self.store, self.load_id)
        if self._files:
            self._write_files()
        if self._notices:
            self._write_notices()

    def _add_file(self, source: SourceFile) -> None:
        error = source.error
        self._files.append({
            "file_id": self._file_id,
            "load_id": self.load_id,
            "path": source.path,
            "sha256": source.sha256,
            "size": source.size,
            "status": source.status,
            "what": error.what if error else source.ignored_because,
            "hint": error.hint if error else None,
            "original": self.originals.keep(source.sha256, source.original) if source.original else None,
        })  # fmt: skip
        self._notices += [
            {"file_id": self._file_id, "title": notice.column, **asdict(notice)} for notice in source.notices
        ]
        for table in source.tables:
            self._add_table(self._file_id, table)
        self._file_id += 1

    def _write_files(self) -> None:
        """All files in one statement: a row at a time costs more than it writes."""
        self.store.execute(
            "insert into meta.file by name select unnest($items, recursive := true)", {"items": self._files}
        )

    def _write_notices(self) -> None:
        import pyarrow as pa

        kinds = {"file_id": pa.int32(), "row": pa.int32()}
        names = ("file_id", "rule", "severity", "sheet", "row", "title", "message", "message_zh", "hint", "hint_zh")
        schema = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
        self.store.insert("chk.notice", pa.Table.from_pylist(self._notices, schema))

    def _add_table(self, file_id: int, table: SourceTable) -> None:
        batch = self._batches[table.layout]
        batch.parts.append(self._part(file_id, table))
        batch.rows.append(_with_part(table.rows, self._part_id))
        batch.row_count += table.rows.num_rows
        batch.set_aside.append(_with_part(table.set_aside, self._part_id))
        batch.fixes += [
            {"part_id": self._part_id, "rule": fix.rule, "field": fix.field, "rows": list(fix.rows)}
            for fix in table.fixes
        ]
        batch.shifts += [{"part_id": self._part_id, **asdict(shift)} for shift in table.shifts]
        batch.columns += column_rows(self._part_id, table)
        self._part_id += 1
        if batch.row_count >= BATCH_ROWS:
            self._flush(table.layout)

    def _part(self, file_id: int, table: SourceTable) -> dict[str, Any]:
        return {
            "part_id": self._part_id,
            "file_id": file_id,
            "load_id": self.load_id,
            "form": table.form,
            "layout": table.layout,
            "unit_code": table.unit,
            "period": table.period,
            "sheet": table.sheet,
            "header_row": table.header_row,
            "share": table.share,
            "filled_date": table.filled_date,
            "received_date": self.received,
            "is_supplement": table.is_supplement,
            "is_zero": table.is_zero,
            "money_unit": table.money_unit,
            "titles": json.dumps(table.titles, ensure_ascii=False),
            "content_hash": "",
            "row_count": table.rows.num_rows,
            "version": 1,
            "state": "new",
            "rows_read": table.rows.num_rows + table.set_aside.num_rows,
            "rows_set_aside": table.set_aside.num_rows,
        }

    def _flush(self, layout_id: str) -> None:
        import pyarrow as pa

        batch = self._batches.pop(layout_id)
        rows = pa.concat_tables(batch.rows)
        self._write_parts(batch.parts)
        self._prepare_loading(batch.parts, rows)
        layout = layouts()[layout_id]
        self.store.insert(f"raw.{layout_id}", rows.select(["part_id", "row", *layout.kept_texts, "extra"]))
        self.store.insert("raw.set_aside", pa.concat_tables(batch.set_aside))
        self._write_fixes(batch.fixes)
        write_columns(self.store, batch.columns)
        # All that needs their texts is asked now: the register keeps few of them, and the files themselves.
        self.store.connection.register("delivered_rows", rows)
        self._mark_wrecked(layout_id)
        hash_contents(self.store, layout)
        self._stage(layout_id, mark_covered(rows, batch.fixes), batch.shifts)
        count_filled(self.store, layout)
        self.store.connection.unregister("delivered_rows")

    def _write_parts(self, parts: list[dict[str, Any]]) -> None:
        import pyarrow as pa

        columns = {name: [part[name] for part in parts] for name in parts[0]}
        nullable = dict.fromkeys(("sheet", "filled_date", "money_unit"), pa.string()) | {"received_date": pa.date32()}
        table = pa.table({name: pa.array(values, nullable.get(name)) for name, values in columns.items()})
        self.store.insert("meta.part", table)
        for period in sorted({str(part["period"]) for part in parts}):
            self.store.execute(
                "insert or replace into meta.period values (?, ?, ?)",
                [period, self.store.settings.as_of(period), self.store.settings.deadline(period)],
            )

    def _write_fixes(self, fixes: list[dict[str, Any]]) -> None:
        import pyarrow as pa

        if fixes:
            schema = pa.schema([
                ("part_id", pa.int32()), ("rule", pa.string()), ("field", pa.string()), ("rows", pa.list_(pa.int32())),
            ])  # fmt: skip
            self.store.insert("chk.fix", pa.Table.from_pylist(fixes, schema))

    def _prepare_loading(self, parts: list[dict[str, Any]], rows: pa.Table) -> None:
        """Temp tables that the compiled SELECT joins: the parts' facts and what unit texts mean."""
        import pyarrow as pa

        divisions = load_divisions()
        parents = {unit.code: unit.parent_code for unit in divisions.units}
        units = sorted({str(part["unit_code"]) for part in parts})
        texts = sorted(_distinct(rows, "unit_name") | _distinct(rows, "unit_code"))
        aliases = [(text, code) for text in texts if (code := divisions.resolve(text))]
        self._temp(
            "unit_parent", pa.table({"unit_code": units, "parent_code": [parents.get(unit, "") for unit in units]})
        )
        self._temp(
            "unit_alias",
            pa.table(
                {
                    "text": pa.array([text for text, _ in aliases], pa.string()),
                    "unit_code": pa.array([code for _, code in aliases], pa.string()),
                    "is_present": pa.array([divisions.is_present(text, code) for text, code in aliases], pa.bool_()),
                }
            ),
        )
        bounds = {"first_part": parts[0]["part_id"], "last_part": parts[-1]["part_id"]}
        self.store.keep_temp("loading", "intake/loading_part", bounds)

    def _temp(self, name: str, rows: pa.Table) -> None:
        self.store.connection.register("incoming", rows)
        self.store.execute(f"create or replace temp table {name} as select * from incoming")  # noqa: S608
        self.store.connection.unregister("incoming")

    def _stage(self, layout_id: str, rows: pa.Table, shifts: list[dict[str, Any]]) -> None:
        layout = layouts()[layout_id]
        local = list(self.store.settings["programme.local_categories"])
        select = stage_select(layout, texture_of(layout, rows), local)
        # From the rows as they came in: a table's own uncommitted rows are read on one thread only.
        self.store.connection.register("incoming_rows", rows)
        self.store.execute(f"insert into stg.{layout_id} by name {select}")
        self.store.connection.unregister("incoming_rows")
        set_shifted(self.store, layout, shifts)
        faulty, mended = self.store.rows(
            f"""
            select count(s.faults), count(s.fixes)
            from stg.{layout_id} as s
            inner join loading on s.part_id = loading.part_id
            """  # noqa: S608
        )[0]
        if faulty:
            self.store.execute(f"insert into chk.finding by name {findings_select(layout)}")
        if mended:
            self.store.execute(f"insert into chk.fix by name {fixes_select(layout)}")

    def _mark_wrecked(self, layout_id: str) -> None:
        """In CSV a number that ends in 000 may be what a spreadsheet left of it: too many, and all are."""
        for item in layouts()[layout_id].fields:
            if item.format != "resident_id":
                continue
            self.store.execute(
                f"""
                update loading set is_wrecked = true where part_id in (
                    select r.part_id
                    from delivered_rows as r
                    inner join loading on r.part_id = loading.part_id and loading.is_delimited
                    group by r.part_id
                    having
                        count(*) filter (length(r.{item.name}) = 18 and ends_with(r.{item.name}, '000')) >= ?
                        and count(*) filter (length(r.{item.name}) = 18 and ends_with(r.{item.name}, '000'))
                        > ? * count(r.{item.name})
                )
                """,  # noqa: S608
                [self.store.settings["csv.wrecked_count"], self.store.settings["csv.wrecked_share"]],
            )


def _with_part(rows: pa.Table, part_id: int) -> pa.Table:
    import pyarrow as pa

    column = pa.repeat(pa.scalar(part_id, pa.int32()), rows.num_rows)
    return rows.append_column("part_id", column)


def _distinct(rows: pa.Table, column: str) -> set[str]:
    import pyarrow.compute as pc

    return {str(value) for value in pc.unique(rows.column(column)).to_pylist() if value is not None}
