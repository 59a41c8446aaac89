"""How long linking takes, by statement, on a month and on one grown by other people of the same names."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from aixin_cli.link import period as linking
from aixin_cli.store import Store
from aixin_cli.store.register import Params
from aixin_cli.store.statement import Statement

PERSON_STATEMENTS = ("mention", "number_holder", "new_person", "link_", "person_link")
"""The beginnings of the statements that tell who is who."""
KEPT = ("person", "link", "person_link", "member", "member_unit", "decision")
"""What a month leaves to the next: gone, a store is as before its first linking."""
NO_NUMBERS = (
    "recipient_id", "recipient_id_text", "helper_id", "helper_id_text", "disability_certificate",
    "household_head_id", "household_head_id_text",
)  # fmt: skip

ALTERED = {
    ("row",): '"{}" + $k * 1000000',
    ("recipient_birth_date",): "other_date({}, $k)",
    ("recipient_id", "helper_id", "household_head_id"): "with_check(other_text({}, $k))",
    ("recipient_phone", "helper_phone"): "left({0}, 2) || stepped(substr({0}, 3), $k)",
    ("village", "helper_unit", "household_no", "recipient_no", "pair_no"): "{} || ' $k'",
}
OTHER_DIGITS = (
    """create or replace temp macro stepped(s, k) as
        translate(s, '0123456789', right('0123456789', 10 - k) || left('0123456789', k))""",
    # A number's year of birth and sequence made another's, the sequence by an even step: sex and form stay.
    """create or replace temp macro other_text(s, k) as case
        when length(s) = 18
            then left(s, 9) || stepped(substr(s, 10, 1), k) || substr(s, 11, 4)
                || stepped(substr(s, 15, 3), 2 * k) || substr(s, 18)
        -- Without its length a number has no known places; in scientific notation it has lost them.
        else s
    end""",
    """create or replace temp macro with_check(s) as
        coalesce(
            left(s, 17) || id_check_digit(try_cast(left(s, 9) as integer), try_cast(substr(s, 10, 8) as integer)), s
        )""",
    """create or replace temp macro other_date(d, k) as
        try_cast(left(strftime(d, '%Y'), 3) || (year(d) + k) % 10 || strftime(d, '-%m-%d') as date)""",
)


@dataclass
class Timing:
    """Seconds of one linking: the whole, each statement or step, and how many pairs were compared."""

    seconds: float = 0.0
    steps: dict[str, float] = field(default_factory=dict)
    pairs: int = 0
    rows: int = 0

    @property
    def person_seconds(self) -> float:
        """The part that tells who is who."""
        return sum(self.steps[name] for name in self.steps if name.startswith(("after ", *PERSON_STATEMENTS)))


def load_libraries() -> float:
    """Seconds to import what linking imports when it is first used."""
    start = time.perf_counter()
    import pypinyin

    del pypinyin
    return time.perf_counter() - start


def copy_store(source: Path, target: Path) -> Path:
    """The store as it is before its first linking, in a folder of its own."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    with Store.open(target) as store:
        for table in KEPT:
            store.execute(f"delete from meta.{table}")
    return target


def time_linking(folder: Path, period: str) -> Timing:
    """Link a store's month and tell the time of each part; libraries must have been imported."""
    timing = Timing()
    with Store.open(folder) as store, _timed(store, timing):
        start = time.perf_counter()
        linking.link_period(store, period)
        timing.seconds = time.perf_counter() - start
        timing.pairs = store.rows("select count(*) from ent.link_candidate")[0][0]
        timing.rows = store.rows("select count(*) from stg.pairing")[0][0]
    return timing


@contextmanager
def _timed(store: Store, timing: Timing) -> Iterator[None]:
    """Note the seconds of every statement, and of every step in Python after one."""

    def run(statement: Statement, params: Params) -> None:
        start = time.perf_counter()
        Store.run(store, statement, params)
        timing.steps[statement.id] = time.perf_counter() - start

    def noting(name: str, step: Callable[[Store], None]) -> Callable[[Store], None]:
        def noted(store: Store) -> None:
            start = time.perf_counter()
            step(store)
            timing.steps[f"after {name}"] = time.perf_counter() - start

        return noted

    steps = {name: noting(name, step) for name, step in linking._BETWEEN.items()}
    with patch.object(store, "run", run), patch.object(linking, "_BETWEEN", steps):
        yield


def grow(folder: Path, times: int) -> None:
    """Make ledgers and logs of a store `times` as large: other people of the same names in the same units.

    Numbers, phones, birth years, villages, employers and partners are others; names, townships and units
    stay, so that a block of a name grows as it does where more people live.
    """
    with Store.open(folder) as store:
        for macro in OTHER_DIGITS:
            store.execute(macro)
        for table in ("pairing", "activity"):
            columns = [
                row[0]
                for row in store.rows(
                    "select column_name from information_schema.columns"
                    " where table_catalog = current_database() and table_schema = 'stg' and table_name = $table",
                    {"table": table},
                )
            ]
            altered = ", ".join(f"{_altered(name)} as {name}" for name in columns)
            store.execute(f"create or replace temp table given as select * from stg.{table}")
            for copy in range(1, times):
                store.execute(f"insert into stg.{table} by name select {altered} from given".replace("$k", str(copy)))


def _altered(column: str) -> str:
    """What a copy says in a column."""
    if column in ("recipient_id_text", "helper_id_text"):
        plain = column.removesuffix("_text")
        return (
            f"case when {column} = {plain} then with_check(other_text({plain}, $k)) else other_text({column}, $k) end"
        )
    for names, expression in ALTERED.items():
        if column in names:
            return expression.format(column)
    return f'"{column}"'


def forget_numbers(folder: Path) -> None:
    """Leave nobody an ID number."""
    with Store.open(folder) as store:
        store.execute(f"update stg.pairing set {', '.join(f'{name} = null' for name in NO_NUMBERS)}")
