"""Two counties' months in a store on disk, loaded and rolled up inside this process."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aixin_cli.link import link_period
from aixin_cli.rollup import roll_up
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.statistics import write_statistics
from tests.contract.processes import aixin_here
from tests.prints import make_once
from tests.returns import contact, pairing, source_files, source_table

DECEMBER, JANUARY, FEBRUARY = "2024-12", "2025-01", "2025-02"
HERE, THERE = "620102", "620103"


def put(store: Path, *tables: object, names: Iterable[str] = ()) -> int:
    """Load tables as files of these names, and give the load's number."""
    with Store.open(store) as opened:
        return load_files(opened, source_files(*tables, names=tuple(names)), LoadOptions()).load_id


def ledger(period: str, *numbers: int, unit: str = HERE, **facts: object):
    """A county's pairings of a month."""
    return source_table("pairing", [pairing(number) for number in numbers], unit=unit, period=period, **facts)


def contacts(period: str, *numbers: int, day: int = 10, unit: str = HERE, **facts: object):
    """A contact of each pair on one day of a month."""
    rows = [contact(number, f"{period}-{day:02d}") for number in numbers]
    return source_table("activity", rows, unit=unit, period=period, **facts)


def opening(period: str, as_of: str, *, unit: str = HERE, measure: str = "联系交流", **values: int):
    """An opening: of one measure, or of those given by name."""
    rows = [
        {"measure": name, "scope": "启动以来累计", "value": str(value), "as_of": as_of}
        for name, value in (values or {measure: 1000}).items()
    ]
    return source_table("opening", rows, unit=unit, period=period)


def put_months(store: Path, *periods: str) -> None:
    """Each month as a load of its own: three pairs here and two there, and a contact of each."""
    for period in periods:
        tables = (
            ledger(period, 1, 2, 3),
            ledger(period, 4, 5, unit=THERE),
            contacts(period, 1, 2, 3),
            contacts(period, 4, 5, unit=THERE),
        )
        put(store, *tables, names=[f"{period}-{place}.xlsx" for place in range(len(tables))])


def add_up(store: Path, *periods: str) -> None:
    """Link and roll up months, the statistics with the last; nothing is checked, which takes as long again."""
    with Store.open(store) as opened:
        for period in periods:
            link_period(opened, period)
            roll_up(opened, period)
        write_statistics(opened, periods[-1])


def two_months() -> Path:
    """December and January, rolled up, once for all workers; nobody writes here."""
    folder, store = make_once("two months", _fill)
    return folder / store


def _fill(folder: Path) -> str:
    put_months(folder / "store", DECEMBER, JANUARY)
    add_up(folder / "store", DECEMBER, JANUARY)
    return "store"


def told(store: Path, *arguments: str, code: int = 0) -> str:
    """What a verb says on stderr; it must end with this code."""
    done = aixin_here(*arguments, "--store", str(store), cwd=store.parent)
    assert done.returncode == code, done.stderr
    return done.stderr


def ask(store: Path, sql: str) -> list[tuple[object, ...]]:
    """A question to the register."""
    with Store.open(store, read_only=True) as opened:
        return opened.rows(sql)


def figure(store: Path, figure_id: str, period: str, unit: str = "620000") -> int | None:
    """A figure as it was rolled up last."""
    rows = ask(
        store,
        f"select value from out.figure where figure_id = '{figure_id}' and period = '{period}'"
        f" and unit_code = '{unit}'",
    )
    return None if not rows or rows[0][0] is None else int(str(rows[0][0]).split(".")[0])


def take_out(store: Path, unit: str, form: str, period: str, state: str = "superseded") -> None:
    """A return that counts no more."""
    with Store.open(store) as opened:
        opened.execute(
            "update meta.part set state = ? where unit_code = ? and form = ? and period = ?",
            [state, unit, form, period],
        )
