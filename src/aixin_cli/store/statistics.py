"""The statistics file: built beside the old one, moved into place, read without a register."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from pathlib import Path

import duckdb

from aixin_cli.errors import StoreError
from aixin_cli.locale import _
from aixin_cli.store.database import Connection, translate_errors
from aixin_cli.store.files.sharing import share_with_group
from aixin_cli.store.register import STATISTICS, Store

STORAGE_VERSION = "v1.2.0"
"""Old enough for the DuckDB clients that analysts have."""

INPUTS_HASH = (
    "md5(concat_ws(' ', rolled.returns_hash, rolled.decisions_hash, rolled.settings_hash, rolled.rules_hash, "
    "rolled.program_hash, rolled.before_hash))"
)
"""What a month was rolled up from, in one: the same gives the same tables."""
TABLES: dict[str, str] = {
    "unit": "select * from ent.unit_row",
    "unit_scope": "select * from ent.unit_scope",
    "return_state": "select * from ent.return_state",
    "person": "select person_id, is_identified, sex, age_band from ent.person",
    "recipient": (
        "select person_id, home_unit, is_home_contested, category, has_orphan, has_de_facto, has_destitute, "
        "has_disabled, care_mode, disability_kind, disability_grade, is_member, is_replacing, is_waiting, is_due, "
        "is_auxiliary, is_local, household_id, is_household_presumed from ent.recipient"
    ),
    "helper": "select * from ent.helper",
    "pair": (
        "select pair_id, recipient_id, helper_id, pair_kind, unit_code, home_unit, status, "
        "strftime(start_date, '%Y-%m') as start_month, strftime(end_date, '%Y-%m') as end_month, end_reason, "
        "helper_kind, helper_level, is_active, is_counted from ent.pair"
    ),
    "activity": (
        "select activity_id, unit_code, period, strftime(activity_date, '%Y-%m') as activity_month, activity_kind, "
        "person_times, matter_count, amount_yuan, pair_kind, match, is_counted, is_earlier, recipient_id, helper_id "
        "from ent.activity"
    ),
    "organization": "select organization_id, unit_code, org_kind, is_identified from ent.organization",
    "fund_entry": "select unit_code, period, direction, amount_yuan from ent.fund_entry",
    "project": "select project_id, unit_code, status, beneficiary_times, is_started from ent.project",
    "site": "select unit_code, site_kind, volunteer_count, served_times from ent.site",
    "indicator": (
        "select unit_code, period, used_period, indicator_code, month_value, year_value, total_value from ent.indicator"
    ),
    "indicator_code": "select indicator_code, name, unit, kind from ent.indicator_code",
    "opening": "select unit_code, measure, scope, value, as_of from ent.opening",
    "bridge": "select * from ent.bridge",
    "overlap": "select * from ent.overlap",
}
"""What leaves the register: codes, counts, months and surrogate keys; columns are named one by one
wherever a table could gain one that names somebody."""


def write_statistics(store: Store, period: str, stale: Collection[str] = ()) -> Path:
    """Build the statistics file after a month was rolled up and move it into place, mode 0440.

    `out.*` holds every month; `stat.*` the newest one: an earlier month that is rolled up again leaves it as it
    is. `stat.month` says which months there are and which are `stale`. Readers of the old file keep it until
    they close. Raises StoreError when the disk is full.
    """
    if store.directory is None:
        raise StoreError(_("a store in memory has no statistics file"))
    target = store.directory / STATISTICS
    fresh = target.with_name(f".{STATISTICS}.new")
    _remove(fresh)
    try:
        with translate_errors(target):
            _build(store, (fresh, target), period, stale)
            fresh.chmod(stat.S_IRUSR | stat.S_IRGRP)
            share_with_group(store.settings, fresh)
            # A reader that opened the old file for writing may have left a log that no longer fits.
            _remove_log(target)
            os.replace(fresh, target)  # noqa: PTH105 - replaces an existing file on every system
    finally:
        _remove(fresh)
    return target


def _build(store: Store, paths: tuple[Path, Path], period: str, stale: Collection[str]) -> None:
    """Fill the fresh file of the two paths; the other is the file before it, if there is one."""
    fresh, before = paths
    # A connection of its own: the month is published meanwhile.
    connection = store.connection.cursor()
    connection.execute("use register")
    connection.execute(f"attach {_quoted(fresh)} as statistics (storage_version '{STORAGE_VERSION}')")
    # Its texts are few and repeat: trying this way of packing takes a seventh of the time and saves nothing.
    connection.execute("set disabled_compression_methods = 'fsst'")
    former: set[str] = set()
    try:
        former = _attach_former(connection, before, period)
        connection.execute("create schema statistics.stat")
        connection.execute("create schema statistics.out")
        about = f"select '{period}' as period, '{store.settings.hash}' as settings_hash"
        for name, select in {"about": about, **TABLES}.items():
            source = f"from former.stat.{name}" if name in former else select
            connection.execute(f"create table statistics.stat.{name} as {source}")
        tables = (
            "select table_name from duckdb_tables() where schema_name = 'out' and database_name = current_database()"
        )
        names = [str(name) for (name,) in connection.execute(tables).fetchall()]
        for name in names:
            connection.execute(f"create table statistics.out.{name} as select * from out.{name}")  # noqa: S608
        if "figure" in names:
            _describe_months(connection, store, stale)
    finally:
        if former:
            connection.execute("detach former")
        connection.execute("detach statistics")
        connection.execute("reset disabled_compression_methods")
        connection.close()


def holds_months(store: Store, stale: Collection[str]) -> bool:
    """Whether the file that is there was written of the months as they are rolled up now; it is only read."""
    path = (store.directory or Path()) / STATISTICS
    if store.directory is None or not path.exists():
        return False
    rolled = store.rows(f"select period, {INPUTS_HASH} from meta.rolled_month as rolled order by period")  # noqa: S608
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            held = connection.execute("select period, inputs_hash, is_stale from stat.month order by period").fetchall()
    except duckdb.Error:
        # Damaged, or of an aixin that kept no hashes.
        return False
    return held == [(period, inputs, period in stale) for period, inputs in rolled]


def _attach_former(connection: Connection, path: Path, period: str) -> set[str]:
    """The tables of the file before, where it is of a later month than the one rolled up now; else none."""
    if not path.exists():
        return set()
    try:
        connection.execute(f"attach {_quoted(path)} as former (read_only)")
    except duckdb.Error:
        # Unreadable, or of another version: this month's take its place.
        return set()
    tables = "select table_name from duckdb_tables() where database_name = 'former' and schema_name = 'stat'"
    names = {str(name) for (name,) in connection.execute(tables).fetchall()}
    if "about" in names:
        held = connection.execute("select period from former.stat.about").fetchone()
        if held is not None and str(held[0]) > period:
            return names
    connection.execute("detach former")
    return set()


def _describe_months(connection: Connection, store: Store, stale: Collection[str]) -> None:
    """`stat.month`: every month of `out.*`, and which of them `stat.*` is of."""
    connection.execute(
        """
        create table statistics.stat.month (
            period varchar, as_of date, load_id integer, is_stale boolean, is_newest boolean, inputs_hash varchar
        )
        """
    )
    rows = connection.execute(
        f"""
        select figure.period, rolled.load_id, figure.period = about.period, {INPUTS_HASH}
        from (select distinct period from statistics.out.figure) as figure
        cross join statistics.stat.about as about
        left join meta.rolled_month as rolled on figure.period = rolled.period
        order by figure.period
        """  # noqa: S608
    ).fetchall()
    for period, load_id, is_newest, inputs_hash in rows:
        connection.execute(
            "insert into statistics.stat.month values (?, ?, ?, ?, ?, ?)",
            [period, store.settings.as_of(period), load_id, period in stale, is_newest, inputs_hash],
        )


def _quoted(path: Path) -> str:
    return f"'{str(path).replace(chr(39), chr(39) * 2)}'"


def _remove(path: Path) -> None:
    for item in (path, path.with_name(path.name + ".wal")):
        item.unlink(missing_ok=True)


def _remove_log(path: Path) -> None:
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def attach_statistics(store: Store, period: str) -> bool:
    """Attach the statistics file as `statistics`, where it is of this month as it is rolled up now."""
    path = (store.directory or Path()).absolute() / STATISTICS
    if store.directory is None or not path.exists():
        return False
    rolled = store.rows(f"select {INPUTS_HASH} from meta.rolled_month as rolled where period = ?", [period])  # noqa: S608
    sql = "select inputs_hash from statistics.stat.month where period = ? and is_newest"
    try:
        store.connection.execute(f"attach {_quoted(path)} as statistics (read_only)")
        return bool(rolled) and store.connection.execute(sql, [period]).fetchall() == rolled
    except duckdb.Error:
        # Damaged, or of an aixin that kept no hashes.
        return False
