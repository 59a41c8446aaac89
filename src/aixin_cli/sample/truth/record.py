"""The truth onto the disk: truth.json for people and tests, tables beside it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from aixin_cli.sample.faults.damage import WHOLE
from aixin_cli.sample.paper.files import places_of, sheets_of
from aixin_cli.sample.paper.wording import CODES
from aixin_cli.sample.truth.identity import identity_tables
from aixin_cli.sample.truth.truth import true_tables, unit_codes
from aixin_cli.sample.world.frame import Array, Frame, length
from aixin_cli.sample.world.totals import make_figures
from aixin_cli.sample.world.world import FATES, QUARANTINED, World

if TYPE_CHECKING:
    from pathlib import Path

    from aixin_cli.sample.paper.sheet import Sheet
    from aixin_cli.sample.paper.write import Job
    from aixin_cli.sample.world.style import UnitStyle


def write_truth(directory: Path, world: World, styles: tuple[UnitStyle, ...], jobs: list[Job]) -> dict[str, Any]:
    """Write truth.json and truth/*.parquet; returns what truth.json says."""
    import pyarrow as pa  # noqa: PLC0415  (heavy, and only wanted here)
    import pyarrow.parquet as pq  # noqa: PLC0415

    said = truth_of(world, jobs)
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=False)
    (directory / "truth.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (directory / "truth").mkdir(exist_ok=True)
    tables = true_tables(world, styles) | identity_tables(world, styles, jobs)
    for name, frame in tables.items():
        pq.write_table(pa.table(frame), directory / "truth" / f"{name}.parquet", compression="zstd")
    return said


def truth_of(world: World, jobs: list[Job]) -> dict[str, Any]:
    """All that truth.json says, as plain values."""
    options = world.plan.options
    return {
        "period": options.period,
        "seed": options.seed,
        "size": options.size,
        "faults": options.faults,
        "container": options.container,
        "figures": make_figures(world),
        "counts": _counts(world, jobs),
        "duplicates": _duplicates(world),
        "roles": _roles(world),
        "planted": _planted(world, jobs),
    }


def _roles(world: World) -> dict[str, list[str]]:
    roles = world.plan.roles
    return {name: sorted(getattr(roles, name)) for name in roles.__slots__ if getattr(roles, name)}


def _duplicates(world: World) -> dict[str, int]:
    """Rows removed as duplicates, by form and kind."""
    out: dict[str, int] = {}
    for layout in ("pairing", "activity", "organization", "fund_entry", "project"):
        found = np.bincount(world.tables[layout]["fate"], minlength=len(FATES))
        for place, fate in enumerate(FATES):
            if found[place] and fate not in {"kept", "quarantined", "helper_side"}:
                out[f"{layout}.{fate}"] = int(found[place])
    return out


def _counts(world: World, jobs: list[Job]) -> list[dict[str, Any]]:
    """Each return as a reader must count it: rows in force, with parts, versions and the day of filling in."""
    codes = unit_codes(world)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for sheet in (sheet for job in jobs for _, sheet in sheets_of(job)):
        for unit, keys, read in _shares(world, sheet, codes):
            key = (unit, CODES[sheet.layout], sheet.head.period)
            entry = found.setdefault(key, dict.fromkeys(("read", "accepted", "unidentified", "quarantined"), 0))
            if len(keys) and keys[0] < 0:
                entry["versions"] = entry.get("versions", 1) + 1
                continue
            quarantined = _quarantined(world, sheet.layout, keys)
            entry["read"] += read
            entry["accepted"] += len(keys) - quarantined
            entry["unidentified"] += _unidentified(world, sheet.layout, keys)
            entry["quarantined"] += quarantined
            entry["parts"] = entry.get("parts", 0) + 1
            entry["versions"] = entry.get("versions", 1)
            entry["filled"] = max(entry.get("filled", ""), sheet.head.filled)
    names = ("unit", "form", "period")
    return [dict(zip(names, key, strict=True)) | found[key] for key in sorted(found)]


def _shares(world: World, sheet: Sheet, codes: Array) -> list[tuple[str, Array, int]]:
    """Unit, its rows and the sheet rows read for it; what is no data belongs to the first unit of a sheet."""
    if not sheet.rows or sheet.keys[0] < 0:
        return [(sheet.head.code, sheet.keys, sheet.last_row)]
    unit_of = _units_of(world, sheet.layout, sheet.keys)
    parts = [(str(codes[unit]), sheet.keys[unit_of == unit]) for unit in np.unique(unit_of)]
    besides = sheet.last_row - sheet.rows
    return [(unit, keys, len(keys) + (0 if place else besides)) for place, (unit, keys) in enumerate(parts)]


def _records_of(world: World, layout: str, keys: Array) -> Array:
    """Rows of the world's table that sheet rows stand for (lines of monthly sheets: their first record)."""
    if layout != "activity_monthly":
        return keys
    first = np.full(int(world.lines.max(initial=-1)) + 1, -1)
    mine = np.flatnonzero(world.lines >= 0)[::-1]
    first[world.lines[mine]] = mine
    return np.asarray(first[keys])


def _table(world: World, layout: str) -> Frame:
    return world.tables["activity" if layout == "activity_monthly" else layout]


def _units_of(world: World, layout: str, keys: Array) -> Array:
    return np.asarray(_table(world, layout)["unit"][_records_of(world, layout, keys)])


def _quarantined(world: World, layout: str, keys: Array) -> int:
    return int((_table(world, layout)["fate"][_records_of(world, layout, keys)] == QUARANTINED).sum())


def _unidentified(world: World, layout: str, keys: Array) -> int:
    """Accepted rows of AX01 and AX02 with a number that is refused; in AX01 also recipients who have none."""
    if layout not in {"pairing", "activity", "activity_monthly"}:
        return 0
    table, rows = _table(world, layout), _records_of(world, layout, keys)
    helper = table["helper"][rows]
    recipient = table["recipient"][rows]
    unknown = ~world.recipients["is_identified"][recipient]
    if layout != "pairing":
        unknown &= world.recipients["id_text"][recipient] != ""
    unknown |= (helper >= 0) & ~world.helpers["is_identified"][helper] & (world.helpers["id_text"][helper] != "")
    if layout == "pairing":
        unknown |= np.isin(rows, damaged_rows(world))
    return int((unknown & (table["fate"][rows] != QUARANTINED)).sum())


def damaged_rows(world: World) -> Array:
    """Rows of the ledger where somebody's number is refused, however sound it is elsewhere."""
    parts = [rows[~np.isin(kinds.astype(str), WHOLE)] for _, rows, kinds in world.damaged]
    return np.concatenate([*parts, np.zeros(0, dtype=np.int64)])


def _planted(world: World, jobs: list[Job]) -> list[dict[str, Any]]:
    """Every planted fault with the place where a clerk finds it."""
    out: list[dict[str, Any]] = []
    places = {layout: places_of(jobs, layout, _sheet_rows(world, layout)) for layout in CODES}
    for planted in world.planted:
        sheet_of, paths, names, numbers = places[planted.layout]
        rows = planted.rows if planted.layout != "activity_monthly" else world.lines[planted.rows]
        written = [None] * len(rows) if planted.written is None else planted.written.tolist()
        for row, text in zip(rows.tolist(), written, strict=True):
            place = int(sheet_of[row])
            if place >= 0:
                out.append(
                    {
                        "kind": planted.kind,
                        "form": CODES[planted.layout],
                        "file": paths[place],
                        "sheet": names[place],
                        "row": int(numbers[row]),
                        "field": planted.field,
                        "effect": planted.effect,
                    }
                    | ({} if text is None else {"written": text})
                )
    return out


def _sheet_rows(world: World, layout: str) -> int:
    if layout == "activity_monthly":
        return int(world.lines.max(initial=-1)) + 1
    return length(world.tables[layout])


def planted_by_kind(said: dict[str, Any]) -> dict[str, int]:
    """How often each kind of fault was planted."""
    return dict(Counter(entry["kind"] for entry in said["planted"]))
