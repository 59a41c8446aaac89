"""A return whose columns differ from its unit's last month is asked about, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aixin_cli.read.model import Column, SourceTable
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.returns import pairing, source_files, source_table

TITLES = {"序号": "row_no", "帮扶对象姓名": "recipient_name", "结对人姓名": "helper_name", "状态": "status"}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def table(titles: dict[str, str | None], period: str, *, first: int = 1, unit: str = "620102") -> SourceTable:
    columns = tuple(
        Column(place, "A", title, field, 1.0 if field else 0.0, "title" if field else "unknown")
        for place, (title, field) in enumerate(titles.items())
    )
    rows = [pairing(number) for number in range(first, first + 3)]
    return source_table("pairing", rows, unit=unit, period=period, columns=columns)


def drift(store: Store, *tables: SourceTable) -> list[str]:
    """What the load of these tables, a file each, says of their layout."""
    done = load_files(store, source_files(*tables), LoadOptions())
    return [
        text
        for (text,) in store.rows(
            """
            select notice.message from chk.notice as notice
            inner join meta.part as part on notice.part_id = part.part_id
            where part.load_id = ? and notice.rule = 'R163' order by all
            """,
            [done.load_id],
        )
    ]


def without(title: str) -> dict[str, str | None]:
    return {name: field for name, field in TITLES.items() if name != title}


def test_the_first_month_has_nothing_to_differ_from(store: Store) -> None:
    assert drift(store, table({**TITLES, "网格员": None}, "2024-11")) == []


def test_the_same_columns_in_another_order_are_no_difference(store: Store) -> None:
    drift(store, table(dict(TITLES), "2024-11"))
    assert drift(store, table(dict(reversed(TITLES.items())), "2024-12")) == []


def test_columns_gone_new_and_renamed_are_named_once(store: Store) -> None:
    drift(store, table({**TITLES, "户号": "household_no"}, "2024-11"))
    changed = {**without("状态"), "结对状态": "status", "网格员": None}
    assert drift(store, table(changed, "2024-12")) == [
        "The layout differs from last month's: gone 户号; new 网格员; renamed 状态 → 结对状态."
    ]


def test_a_title_written_otherwise_is_the_same_title(store: Store) -> None:
    drift(store, table(dict(TITLES), "2024-11"))
    assert drift(store, table({**without("状态"), "状 态：": "status"}, "2024-12")) == []


def test_a_title_that_was_decided_on_since_is_no_difference(store: Store) -> None:
    drift(store, table({**TITLES, "家庭号": None}, "2024-11"))
    assert drift(store, table({**TITLES, "家庭号": "household_no"}, "2024-12")) == []


def test_the_newest_earlier_month_is_compared_with(store: Store) -> None:
    drift(store, table({**TITLES, "甲": None}, "2024-09"))
    drift(store, table(dict(TITLES), "2024-10"))
    assert drift(store, table(dict(TITLES), "2024-12")) == []


def test_another_units_month_is_not_compared_with(store: Store) -> None:
    drift(store, table({**TITLES, "甲": None}, "2024-11", unit="620104"))
    assert drift(store, table(dict(TITLES), "2024-12")) == []


def test_two_parts_of_a_return_are_compared_together(store: Store) -> None:
    drift(store, table(dict(TITLES), "2024-11"))
    parts = (table(without("状态"), "2024-12"), table({"状态": "status"}, "2024-12", first=40))
    assert drift(store, *parts) == []
    assert len(drift(store, table({**TITLES, "甲": None}, "2025-01"), table(dict(TITLES), "2025-01", first=40))) == 1


def test_loading_the_same_again_says_nothing(store: Store) -> None:
    drift(store, table(dict(TITLES), "2024-11"))
    changed = table({**TITLES, "甲": None}, "2024-12")
    assert len(drift(store, changed)) == 1
    assert drift(store, changed) == []
    assert store.rows("select count(*) from meta.part_column") == [(9,)]


def test_another_layout_of_the_form_is_said_instead_of_every_title(store: Store) -> None:
    columns = (Column(0, "A", "活动日期", "activity_date", 1.0, "title"),)
    drift(store, source_table("activity", [{"content": "甲"}], period="2024-11", columns=columns))
    columns = (Column(0, "A", "联系次数", "contact_count", 1.0, "title"),)
    (text,) = drift(store, source_table("activity_monthly", [{"remark": "乙"}], period="2024-12", columns=columns))
    assert "another layout 帮扶活动" in text
    assert "活动日期" not in text
