"""Loads files as `aixin check` does and looks at what became of every row."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aixin_cli.check import check_report
from aixin_cli.forms import layouts
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.jobs import month
from aixin_cli.read import Declared, SourceFile, read_sources
from aixin_cli.stage import LoadOptions, NothingRead, load_files
from aixin_cli.store import Store
from tests.defects.files import csv, workbook
from tests.unit.read_examples import Rows

PERIOD = "2024-12"
NAME = "城关区12月.xlsx"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PERSONAL = re.compile(r"\d{15,}|(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Loaded:
    """A store after its loads, and what was said of the last one."""

    store: Store
    load_id: int | None
    report: dict[str, Any]
    refused: dict[str, str]
    """Path of each refused file to what was said of it, in English."""

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Findings and notices: rule, severity, file, sheet, row, column, value, message, hint (in Chinese)."""
        return list(self.report["findings"])

    def found(self, rule: str) -> list[dict[str, Any]]:
        """The findings of one rule."""
        return [item for item in self.findings if item["rule"] == rule]

    def rules(self, severity: str) -> set[str]:
        """The rules with findings of a severity."""
        return {item["rule"] for item in self.findings if item["severity"] == severity}

    def places(self, rule: str) -> list[tuple[int | None, str | None]]:
        """Row and column title of a rule's findings."""
        return [(item["row"], item["column"]) for item in self.found(rule)]

    def repaired(self, rule: str, field: str) -> list[int]:
        """The sheet rows in which a rule repaired a field, over all parts."""
        found = self.store.rows("select rows from chk.fix where rule = ? and field = ? order by part_id", [rule, field])
        return sorted(row for (rows,) in found for row in rows)

    def repairs(self) -> set[str]:
        """The rules under which anything was repaired."""
        return {rule for (rule,) in self.store.rows("select distinct rule from chk.fix")}

    def rows(self, layout: str = "pairing", schema: str = "stg") -> list[dict[str, Any]]:
        """The rows of a layout as staged, or with `raw` as delivered, in the order of the sheet."""
        table = self.store.arrow(f"select * from {schema}.{layout} order by part_id, row")
        return list(table.to_pylist())

    def by_county(self, field: str, layout: str = "pairing") -> dict[str, list[Any]]:
        """One staged column by the county that sent it."""
        units = {part["part_id"]: load_divisions().by_code[part["unit_code"]].name for part in self.parts()}
        found: dict[str, list[Any]] = {}
        for row in self.rows(layout):
            found.setdefault(units[row["part_id"]], []).append(row[field])
        return found

    def column(self, field: str, layout: str = "pairing") -> list[Any]:
        """One staged column."""
        return [row[field] for row in self.rows(layout)]

    def quarantined(self, layout: str = "pairing") -> list[int]:
        """The sheet rows that count nowhere."""
        return [row["row"] for row in self.rows(layout) if row["is_quarantined"]]

    def asides(self) -> list[dict[int, str]]:
        """Rows set aside with their reason, of each part."""
        found: dict[int, dict[int, str]] = {part["part_id"]: {} for part in self.parts()}
        for part_id, row, reason in self.store.rows("select part_id, row, reason from raw.set_aside order by all"):
            found[part_id][row] = reason
        return list(found.values())

    def aside(self) -> dict[int, str]:
        """Rows set aside with their reason, over all sheets."""
        return dict(self.store.rows("select row, reason from raw.set_aside order by part_id, row"))

    def parts(self) -> list[dict[str, Any]]:
        """The parts in the order in which they were read."""
        return list(self.store.arrow("select * from meta.part order by part_id").to_pylist())

    def code_of(self, *prefixes: str) -> str:
        """The rule code of the cross check whose name begins with one of these."""
        codes = [
            str(item.header["code"]) for item in self.store.catalogue.of_kind("check") if item.id.startswith(prefixes)
        ]
        assert codes, f"sql/check has no question named {' or '.join(prefixes)}…"
        assert len(codes) == 1, codes
        return codes[0]


class Loader:
    """Loads month after month into one store in memory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._store = Store.in_memory()
        self._count = 0

    def close(self) -> None:
        self._store.close()

    def __call__(
        self, files: Mapping[str, bytes], period: str | None = None, *, split: int = 0, is_linked: bool = False
    ) -> Loaded:
        """Load files (name to content); `split` is how many rows came from cells with several persons."""
        self._count += 1
        folder = write_files(self._directory / f"load{self._count}", files)
        refused: dict[str, str] = {}
        sources = _watched(read_sources([folder], Declared(None, period or PERIOD, is_period_strict=False)), refused)
        with _language("en"):
            try:
                load_id = load_files(self._store, sources, LoadOptions()).load_id
            except NothingRead:
                return Loaded(self._store, None, {"files": [], "findings": []}, refused)
            if is_linked:
                month.check(self._store, period or PERIOD)
        with _language("zh_CN"):
            loaded = Loaded(self._store, load_id, check_report(self._store, load_id), refused)
        assert_conserved(loaded, split)
        assert_actionable(loaded)
        return loaded

    def sheet(self, rows: Rows, **options: Any) -> Loaded:
        """Load one .xlsx of 城关区 with these rows."""
        loaded = self({NAME: workbook(rows)}, **options)
        assert loaded.refused == {}
        return loaded

    def csv(self, rows: Rows, **options: Any) -> Loaded:
        """Load one CSV file of 城关区 with these rows."""
        loaded = self({"城关区12月.csv": csv(rows)}, **options)
        assert loaded.refused == {}
        return loaded


def _language(name: str) -> Any:
    return patch.dict(os.environ, {"AIXIN_LANG": name})


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The files in a folder of this name, which says nothing of unit or month."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _watched(files: Any, refused: dict[str, str]) -> Any:
    for file in files:
        if file.error is not None:
            refused[file.path.split("/", 1)[-1]] = said_of(file)
        yield file


def said_of(file: SourceFile) -> str:
    """What is said of a refused file, with where and what to do."""
    assert file.error is not None
    assert file.error.hint, "a refusal has to say what to do"
    return " | ".join(text for text in (file.error.what, file.error.where, file.error.hint) if text)


def assert_conserved(loaded: Loaded, split: int) -> None:
    """Rows read = accepted + quarantined + set aside, where each further person of a cell is one row more.

    Every row from the sheet's first to its last is there exactly once, as data or set aside.
    """
    staged = " union all ".join(f"select part_id, row, false as is_aside from stg.{name}" for name in layouts())
    sheets = loaded.store.rows(
        f"""
        with kept as ({staged} union all select part_id, row, true from raw.set_aside)
        select
            part.file_id, part.sheet, count(*), count(distinct kept.row), max(kept.row), min(kept.row),
            count(*) filter (kept.is_aside) - count(distinct kept.row) filter (kept.is_aside),
            count(distinct (kept.row, kept.is_aside))
        from kept
        inner join meta.part as part on kept.part_id = part.part_id
        where part.load_id = {loaded.load_id}
        group by all
        """
    )
    for file_id, sheet, count, distinct, last, first, twice_aside, in_both in sheets:
        place = f"file {file_id}, sheet {sheet}"
        assert (first, distinct) == (1, last), f"{place}: rows are missing between 1 and {last}"
        assert twice_aside == 0, f"{place}: a row was set aside twice"
        assert in_both == distinct, f"{place}: a row is both data and set aside"
        assert count >= last, place
    counts = "rows_read, rows_accepted + rows_quarantined + rows_set_aside"
    ((read, kept),) = loaded.store.rows(
        f"select sum({counts.replace(', ', '), sum(')}) from meta.part where load_id = {loaded.load_id}"
    )
    total = sum(sheet[4] for sheet in sheets)
    assert (kept or 0) - split == total, f"{total} rows read, {kept} kept, {split} of them from split cells"
    assert (read or 0) in (total, total + split)


def assert_actionable(loaded: Loaded) -> None:
    """Every finding says file, rule, what is wrong and what to do in Chinese, and shows nobody's number."""
    for item in loaded.findings:
        assert item["file"], item
        assert item["severity"] in ("error", "query", "note"), item
        assert _HAN.search(item["message"]), item
        assert _HAN.search(item["hint"]), item
        shown = " ".join(str(value) for value in item.values() if value)
        assert not _PERSONAL.search(shown), f"{item['rule']} shows a number in full"
