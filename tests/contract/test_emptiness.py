"""What is surely empty is: every statement asked over tables that are, and linking with that knowledge and without."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from aixin_cli.jobs import incoming
from aixin_cli.link import link_period
from aixin_cli.store import Store, emptiness
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.emptiness import Runner, emptiness_of
from aixin_cli.store.statement import Statement
from tests.emptiness import ASKED, MADE, PERIOD, ways_of, written

CLEAN = Path(__file__).parents[2] / "sample_data" / "clean"
ANEW = "make the file anew: python -m tests.emptiness"
STATEMENTS = [item for kind in (*MADE, *ASKED) for item in load_catalogue().of_kind(kind)]


def test_what_the_file_says_of_a_statement_is_what_its_joins_say() -> None:
    now = written()
    kept = {mark: known for mark, known in emptiness._known().items() if mark in now}
    assert kept == {mark: now[mark] for mark in kept}, ANEW
    assert len(kept) >= 0.8 * len(now), ANEW


@pytest.fixture(scope="module")
def month() -> Iterator[Store]:
    with Store.in_memory() as store:
        incoming.load(store, incoming.Intake((CLEAN,), PERIOD))
        link_period(store, PERIOD, keep_scratch=True)
        yield store


def without(sql: str, way: frozenset[str]) -> str:
    """A SELECT that reads nothing of these tables."""
    for table in way:
        sql = re.sub(
            rf"\b(from|join)\s+{re.escape(table)}\b(?:\s+as\s+(\w+))?",
            lambda found: f"{found[1]} (from {found[0].split()[1]} limit 0) as {found[2] or found[0].split('.')[1]}",
            sql,
        )
    return sql


@pytest.mark.parametrize("kind", [*MADE, *ASKED])
def test_where_a_way_says_so_a_statement_has_no_row(month: Store, kind: str) -> None:
    params = month.period_params(PERIOD)
    answered = set()
    for statement in load_catalogue().of_kind(kind):
        used = {name: params[name] for name in statement.params}
        for way in emptiness_of(statement).ways:
            emptied = without(statement.sql, way)
            assert len(re.findall(r"limit 0\)", emptied)) >= len(way)
            assert month.rows(f"select count(*) from ({emptied}\n)", used) == [(0,)], (statement.id, way)
        answered.update([statement.id] if month.rows(f"from ({statement.sql}\n) limit 1", used) else [])
    assert answered or kind != "link"


def tables(store: Store) -> dict[str, tuple[object, ...]]:
    """What linking made: each table with its columns and rows."""
    names = [name for (name,) in store.rows("select table_name from duckdb_tables() where database_name = 'ent'")]
    found: dict[str, tuple[object, ...]] = {}
    for name in [*(f"ent.{name}" for name in names), "meta.person", "meta.member", "meta.member_unit"]:
        columns = store.rows(f"describe {name}")
        found[name] = (columns, sorted(map(repr, store.rows(f"from {name}"))))
    return found


@pytest.mark.parametrize("seed", [0, 2, 4])
def test_linking_comes_out_the_same_whether_or_not_anything_is_known(tmp_path: Path, seed: int) -> None:
    chosen = random.Random(seed).sample(sorted(CLEAN.glob("6*AX0*")), seed)
    for file in chosen:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    made = []
    for known in (emptiness._known(), {}):
        with Store.in_memory() as store, patch("aixin_cli.store.emptiness._known", return_value=known):
            if chosen:
                incoming.load(store, incoming.Intake((tmp_path,), PERIOD))
            link_period(store, PERIOD, keep_scratch=True)
            made.append(tables(store))
    assert made[0] == made[1]


def statement(name: str, sql: str, reads: set[str], *, is_view: bool = False) -> Statement:
    header = {"is_view": True} if is_view else {}
    return Statement(name, "link", header, sql, Path(f"{name}.sql"), frozenset(reads), frozenset())


def test_a_table_that_is_filled_between_statements_is_not_taken_for_empty() -> None:
    first = statement("first", "select person_id from meta.person", {"meta.person"}, is_view=True)
    second = statement("second", "select person_id from ent.first", {"ent.first"})
    third = statement("third", "select person_id from meta.person", {"meta.person"})
    known = {
        emptiness.sql_mark(item.sql): {"ways": [list(way) for way in ways_of(item.sql)], "columns": "person_id bigint"}
        for item in (first, second, third)
    }
    with Store.in_memory() as store, patch("aixin_cli.store.emptiness._known", return_value=known):
        runner = Runner(store, [first, second, third])
        runner.run(first, {})
        store.execute("insert into meta.person (person_id) values (7)")
        runner.look_again(["meta.person"])
        for item in (second, third):
            runner.run(item, {})
            assert store.rows(f"from {item.table}") == [(7,)]


@pytest.mark.parametrize(
    ("sql", "ways"),
    [
        ("select a from ent.x as x inner join ent.y as y on x.a = y.a", [{"ent.x"}, {"ent.y"}]),
        ("select a from ent.x as x left join ent.y as y on x.a = y.a", [{"ent.x"}]),
        ("select a from ent.x as x full join ent.y as y on x.a = y.a", [{"ent.x", "ent.y"}]),
        ("select a from ent.x union all select a from ent.y", [{"ent.x", "ent.y"}]),
        ("select count(*) as a from ent.x", []),
        ("select coalesce(max(a), 0) as a from ent.x", []),
        ("select count(*) as a from ent.x having count(*) > 0", []),
        ("select count(*) as a from ent.x group by all", []),
        ("select count(*) as a from ent.x group by grouping sets ((), (b))", []),
        ("select count(*) as a from ent.x group by b, rollup (c)", []),
        ("select b, count(*) as a from ent.x group by b", [{"ent.x"}]),
        ("select row_number() over (order by a) as a from ent.x", [{"ent.x"}]),
        ("select arg_max(a, b) as a from ent.x", []),
        ("select a from ent.x where exists (select 1 from ent.y)", [{"ent.x"}, {"ent.y"}]),
        ("select a from ent.x where b or exists (select 1 from ent.y)", [{"ent.x"}]),
        ("select a from ent.x where not exists (select 1 from ent.y)", [{"ent.x"}]),
        ("select a from ent.x where a in (select a from ent.y) and b", [{"ent.x"}, {"ent.y"}]),
        ("with y as (select max(a) as a from ent.x) select a from y", []),
        ("select 1 as a", []),
        ("select * from (values (1)) as v", []),
    ],
)
def test_the_ways_are_read_off_joins_sums_and_conditions(sql: str, ways: list[set[str]]) -> None:
    assert ways_of(sql) == frozenset(map(frozenset, ways))
