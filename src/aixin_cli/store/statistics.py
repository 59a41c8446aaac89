"""The statistics file: built beside the old one, moved into place, read without a register."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from aixin_cli.errors import StoreError, UsageError
from aixin_cli.locale import _
from aixin_cli.store.database import translate_errors
from aixin_cli.store.register import STATISTICS, Store

if TYPE_CHECKING:
    import pyarrow as pa

STORAGE_VERSION = "v1.2.0"
"""Old enough for the DuckDB clients that analysts have."""

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
    "indicator": "select * from ent.indicator",
    "indicator_code": "select indicator_code, name, unit, kind from ent.indicator_code",
    "opening": "select * from ent.opening",
    "bridge": "select * from ent.bridge",
    "overlap": "select * from ent.overlap",
}
"""What leaves the register: codes, counts, months and surrogate keys; columns are named one by one
wherever a table could gain one that names somebody."""


def write_statistics(store: Store, period: str) -> Path:
    """Build the statistics file of a period and move it into place, mode 0440.

    Readers of the old file keep it until they close. Raises StoreError when the disk is full.
    """
    if store.directory is None:
        raise StoreError(_("a store in memory has no statistics file"))
    target = store.directory / STATISTICS
    fresh = target.with_name(f".{STATISTICS}.new")
    _remove(fresh)
    try:
        with translate_errors(target):
            _build(store, fresh, period)
            fresh.chmod(stat.S_IRUSR | stat.S_IRGRP)
            # A reader that opened the old file for writing may have left a log that no longer fits.
            _remove_log(target)
            os.replace(fresh, target)  # noqa: PTH105 - replaces an existing file on every system
    finally:
        _remove(fresh)
    return target


def _build(store: Store, path: Path, period: str) -> None:
    # A connection of its own: the month is published meanwhile.
    connection = store.connection.cursor()
    connection.execute(
        f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as statistics (storage_version '{STORAGE_VERSION}')"
    )
    try:
        connection.execute("create schema statistics.stat")
        connection.execute("create schema statistics.out")
        connection.execute(
            "create table statistics.stat.about as select ? as period, ? as settings_hash",
            [period, store.settings.hash],
        )
        for name, select in TABLES.items():
            connection.execute(f"create table statistics.stat.{name} as {select}")  # noqa: S608
        tables = "select table_name from duckdb_tables() where schema_name = 'out' and database_name <> 'statistics'"
        for (name,) in connection.execute(tables).fetchall():
            connection.execute(f"create table statistics.out.{name} as select * from out.{name}")  # noqa: S608
    finally:
        connection.execute("detach statistics")
        connection.close()


def query(directory: Path, sql: str) -> pa.Table:
    """Answer one question of an analyst on the statistics file: read-only, no access outside it.

    Raises StoreError where there is no such file, UsageError where the question is not understood.
    """
    path = directory / STATISTICS
    if not path.exists():
        raise StoreError(
            _("there is no statistics file here"), str(directory), _("make it first: aixin rollup --period P")
        )
    with translate_errors(path):
        connection = duckdb.connect(
            str(path),
            read_only=True,
            config={"enable_external_access": False, "autoinstall_known_extensions": False, "lock_configuration": True},
        )
    try:
        answer = connection.sql(sql)
        if answer is None:
            raise UsageError(_("the question has no answer: only a SELECT has"))
        return answer.to_arrow_table()
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException) as error:
        raise UsageError(_("the question is not valid SQL"), None, str(error).splitlines()[0]) from None
    except (duckdb.PermissionException, duckdb.InvalidInputException) as error:
        raise UsageError(_("the statistics file can only be read"), None, str(error).splitlines()[0]) from None
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        # Nothing in the file names anybody: DuckDB's own words may be shown.
        raise UsageError(_("the question can't be answered"), None, str(error).splitlines()[0]) from None
    finally:
        connection.close()


def _remove(path: Path) -> None:
    for item in (path, path.with_name(path.name + ".wal")):
        item.unlink(missing_ok=True)


def _remove_log(path: Path) -> None:
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
