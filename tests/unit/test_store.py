"""The store: rights, busy and newer stores, killed loads, the statistics file."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time

import duckdb
import pytest

from aixin_cli.check import run_checks
from aixin_cli.errors import DefinitionError, StoreError, UsageError
from aixin_cli.forms import layouts
from aixin_cli.link import link_period
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store import migrate as migrating
from aixin_cli.store.asking import Question, ask
from aixin_cli.store.database import ROW_GROUP
from aixin_cli.store.files.originals import Originals
from aixin_cli.store.settings import load_settings
from aixin_cli.store.statistics import write_statistics
from tests.returns import pairing, source_files, source_table

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes and signals are POSIX's")


def test_rows_are_compressed_in_groups_that_a_load_of_a_province_fills(tmp_path):
    with Store.open(tmp_path) as store:
        store.execute("create table stg.many as select range as row, range % 7 as text from range(130_000)")
        groups = store.rows("select distinct row_group_id, count from pragma_storage_info('stg.many')")
    assert max(count for _group, count in groups) == ROW_GROUP < 122_880


def loaded(directory, count=30):
    with Store.open(directory) as store:
        load_files(
            store, source_files(source_table("pairing", [pairing(n) for n in range(1, count + 1)])), LoadOptions()
        )
        link_period(store, "2024-12")
        run_checks(store, "2024-12")
        write_statistics(store, "2024-12")


def filled(store):
    return store.rows("select part_id, field, filled_count, alone_count from meta.part_field order by all")


def test_the_register_keeps_of_the_texts_what_tells_and_names_a_row_and_counts_the_others(tmp_path):
    with Store.open(tmp_path) as store:
        rows = [pairing(1), pairing(2, recipient_id="马二的证", village=None), pairing(3, recipient_sex=None)]
        load_files(store, source_files(source_table("pairing", rows)), LoadOptions())
        kept = {name for (name,) in store.rows("select column_name from (describe raw.pairing)")}
        counts = {field: (filled, alone) for _part, field, filled, alone in filled(store)}
    assert {"row_no", "recipient_name", "helper_id"} < kept
    assert not {"village", "recipient_sex", "status"} & kept
    assert (counts["village"], counts["recipient_name"]) == ((2, 0), (3, 0))
    # The one without a sound number has a sex, which nothing contradicts.
    assert (counts["recipient_sex"], counts["recipient_birth_date"]) == ((2, 1), (3, 1))


def test_cells_that_an_older_program_loaded_are_counted_when_the_store_is_opened(tmp_path):
    with Store.open(tmp_path) as store:
        rows = [pairing(1), pairing(2, recipient_id="马二的证")]
        load_files(store, source_files(source_table("pairing", rows)), LoadOptions())
        now = filled(store)
        older = {"recipient_sex": "女", "recipient_birth_date": "2012-03-04", "status": "在帮", "phone_of_nobody": "x"}
        for name, text in older.items():
            store.execute(f"alter table raw.pairing add column {name} varchar default '{text}'")
        store.execute("delete from meta.schema_version where version >= 8")
        steps = [step for step in migrating.MIGRATIONS.glob("*.sql") if int(step.name[:4]) >= 8]
        since = "".join(step.read_text("utf-8") for step in steps)
        for name in re.findall(r"create table (?:if not exists )?(\w+\.\w+)", since):
            store.execute(f"drop table if exists {name}")
        store.execute("alter table meta.return_decision drop column until_day")
    with Store.open(tmp_path) as store:
        then = filled(store)
    kept = {"row_no", *older, *layouts()["pairing"].row_key}
    assert then == [row for row in now if row[1] in kept]
    assert (1, "recipient_sex", 2, 1) in then


@POSIX
def test_register_is_its_owners_alone_and_statistics_can_only_be_read(tmp_path):
    loaded(tmp_path / "store")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "store").iterdir() if path.is_file()}
    assert modes["register.duckdb"] == 0o600
    assert modes["statistics.duckdb"] == 0o440
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700


@POSIX
def test_a_group_may_reach_the_statistics_and_still_not_the_register(tmp_path):
    grp = pytest.importorskip("grp")
    group = grp.getgrgid(os.getgid()).gr_name
    (tmp_path / "aixin.toml").write_text(f'[store]\ngroup = "{group}"\n', "utf-8")
    loaded(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.suffix == ".duckdb"}
    assert modes == {"register.duckdb": 0o600, "statistics.duckdb": 0o440}
    assert (tmp_path / "statistics.duckdb").stat().st_gid == os.getgid()


@POSIX
def test_a_group_that_the_system_does_not_know_is_blamed_on_its_setting(tmp_path):
    (tmp_path / "aixin.toml").write_text('[store]\ngroup = "nobody-is-called-so"\n', "utf-8")
    with pytest.raises(DefinitionError, match=r"store\.group"):
        loaded(tmp_path)


def test_who_may_read_a_store_changes_no_result(tmp_path):
    before = load_settings(tmp_path).hash
    (tmp_path / "aixin.toml").write_text('[store]\ngroup = "staff"\n', "utf-8")
    assert load_settings(tmp_path).hash == before


def test_a_second_writer_is_told_that_the_store_is_busy(tmp_path):
    with Store.open(tmp_path):
        code = f"from pathlib import Path; from aixin_cli.store import Store; Store.open(Path({str(tmp_path)!r}))"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "busy" in run.stderr


def test_a_store_of_a_newer_program_is_refused(tmp_path):
    Store.open(tmp_path).close()
    with duckdb.connect(str(tmp_path / "register.duckdb")) as connection:
        connection.execute("insert into meta.schema_version values (999)")
    with pytest.raises(StoreError, match="newer"):
        Store.open(tmp_path)


def test_a_store_of_any_older_program_becomes_as_a_new_one(tmp_path, monkeypatch):
    def columns(folder):
        with Store.open(folder) as store:
            return store.rows(
                "select schema_name, table_name, column_name, data_type from duckdb_columns() order by all"
            )

    new = columns(tmp_path / "new")
    steps = sorted(migrating.MIGRATIONS.glob("*.sql"))
    older = tmp_path / "older"
    older.mkdir()
    for number, step in enumerate(steps[:-1], 1):
        shutil.copy(step, older)
        with monkeypatch.context() as patched:
            patched.setattr(migrating, "MIGRATIONS", older)
            Store.open(tmp_path / str(number)).close()
        assert columns(tmp_path / str(number)) == new, step.name


def test_a_step_that_changes_rows_does_so_in_an_older_store_and_a_new_one_does_without(tmp_path, monkeypatch):
    with Store.open(tmp_path / "older") as store:
        load_files(store, source_files(source_table("pairing", [pairing(n) for n in (1, 2)])), LoadOptions())
    steps = shutil.copytree(migrating.MIGRATIONS, tmp_path / "steps")
    (steps / "9999_renamed.rows.sql").write_text("update stg.pairing set recipient_category = '救助供养人员'", "utf-8")
    monkeypatch.setattr(migrating, "MIGRATIONS", steps)
    for folder, rows in (("older", 2), ("new", 0)):
        with Store.open(tmp_path / folder) as store:
            assert store.rows("select recipient_category from stg.pairing") == [("救助供养人员",)] * rows


def test_steps_are_numbered_one_by_one():
    numbers = [int(step.name[:4]) for step in sorted(migrating.MIGRATIONS.glob("*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("content", [b"not a database" * 1000, b""])
def test_a_file_that_is_no_store_is_told_as_damaged(tmp_path, content):
    (tmp_path / "register.duckdb").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path)


def test_somebody_elses_database_is_refused(tmp_path):
    with duckdb.connect(str(tmp_path / "register.duckdb")) as connection:
        connection.execute("create table mine (a integer)")
    with pytest.raises(StoreError, match="not made by aixin"):
        Store.open(tmp_path)


def test_an_unknown_or_mistyped_setting_is_refused_by_name(tmp_path):
    (tmp_path / "aixin.toml").write_text("[hold]\nquarantined_share = 'much'\n")
    with pytest.raises(DefinitionError, match=r"hold\.quarantined_share"):
        load_settings(tmp_path)
    (tmp_path / "aixin.toml").write_text("[hold]\nsomething = 1\n")
    with pytest.raises(DefinitionError, match="no setting"):
        load_settings(tmp_path)


LOADER = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from aixin_cli.stage import LoadOptions, load_files
    from aixin_cli.store import Store
    from tests.returns import pairing, source_files, source_table
    def load(first):
        with Store.open(Path(sys.argv[1])) as store:
            print("ready", flush=True)
            tables = [source_table("pairing", [pairing(n) for n in range(start, start + 150)], unit=unit)
                      for start, unit in ((first, "620102"), (first + 200, "620103"), (first + 400, "620104"))]
            load_files(store, source_files(*tables, names=[f"{first}-{n}" for n in range(3)]), LoadOptions())
            print("done", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            load(int(line))
            os._exit(0)
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("ended", flush=True)
    """
)
"""A Python that has imported everything, and forks a process for each load."""


@POSIX
def test_a_load_killed_at_any_point_leaves_the_store_whole(tmp_path):
    """All of a load or none of it: after every kill the register opens and holds whole loads only."""
    store_path = tmp_path / "store"
    Store.open(store_path).close()
    outcomes = set()
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(store_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for turn in range(12):
        process.stdin.write(f"{1 + turn * 1000}\n")
        process.stdin.flush()
        begun = {process.stdout.readline().strip() for _ in range(2)}
        assert "ready" in begun
        (pid,) = begun - {"ready"}
        time.sleep(0.03 * turn)
        # A load that is through already has nothing left to kill.
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
        rest = list(iter(process.stdout.readline, "ended\n"))
        with Store.open(store_path) as store:
            loads = store.rows("select count(*) from meta.load")[0][0]
            parts = store.rows("select count(*), coalesce(sum(row_count), 0) from meta.part")[0]
            raw = store.rows("select count(*) from raw.pairing")[0][0]
            staged = store.rows("select count(*) from stg.pairing")[0][0]
        assert parts == (loads * 3, loads * 450)
        assert raw == staged == loads * 450
        outcomes.add(("done\n" in rest, loads > 0))
    process.stdin.close()
    assert process.wait() == 0
    assert (False, False) in outcomes, "no kill came before a commit: the test proves nothing"


def test_analysts_can_read_the_statistics_while_a_load_runs_and_never_write(tmp_path):
    loaded(tmp_path)
    with Store.open(tmp_path):
        answer = ask(tmp_path, Question("select count(*) as n from stat.recipient"))
    assert (answer.names, answer.rows) == (("n",), [("30",)])
    for sql in (
        "delete from stat.recipient",
        "copy stat.recipient to 'x.csv'",
        "select * from read_csv('/etc/passwd')",
        "attach 'x'",
    ):
        with pytest.raises(UsageError):
            ask(tmp_path, Question(sql))


def test_statistics_hold_nobodys_name_number_phone_or_village(tmp_path):
    loaded(tmp_path)
    people = [pairing(n) for n in range(1, 31)]
    secrets = {
        row[name]
        for row in people
        for name in ("recipient_name", "recipient_id", "helper_name", "helper_id", "village")
    }
    with duckdb.connect(str(tmp_path / "statistics.duckdb"), read_only=True) as connection:
        tables = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        for (table,) in tables:
            for row in connection.execute(f"select * from {table}").fetchall():
                assert not {str(cell) for cell in row} & secrets, table
    content = (tmp_path / "statistics.duckdb").read_bytes()
    assert not [secret for secret in secrets if secret and secret.encode() in content]


def test_a_broken_statement_is_told_without_a_cells_value(tmp_path):
    from aixin_cli.store.statement import Statement

    statement = Statement(
        "x", "link", {}, "select cast('620199201203040011X' as date) as d", tmp_path / "x.sql", frozenset(), frozenset()
    )
    with Store.in_memory() as store, pytest.raises(DefinitionError) as caught:
        store.run(statement, {})
    assert "620199" not in f"{caught.value.what} {caught.value.where} {caught.value.hint}"


def test_a_load_takes_away_what_killed_ones_left_with_the_folders_it_lay_in(tmp_path):
    left = [tmp_path / "originals" / name for name in ("11/1.gz", "11/.writing-2.gz", "12/3", "13/4/5.gz")]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    with Store.open(tmp_path) as store, Originals(store):
        assert not any(path.exists() for path in left)
        assert not (tmp_path / "originals" / "11").exists()
