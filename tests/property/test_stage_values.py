"""Whatever the style of a date or number: the value it was made from, or none, never another."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixin_cli.store import Store

Day = datetime.date
PERIOD = Day(2024, 12, 1)
SERIAL_ZERO = Day(1899, 12, 30)
DAYS = st.dates(Day(2000, 1, 1), Day(2024, 12, 31))
HAN = "〇一二三四五六七八九"
STYLES: dict[str, Callable[[Day], str]] = {
    "ISO": lambda day: day.isoformat(),
    "a date cell": lambda day: f"{day.isoformat()} 00:00:00",
    "with a time": lambda day: f"{day.isoformat()}T08:30:00",
    "stops": lambda day: f"{day.year}.{day.month}.{day.day}",
    "slashes": lambda day: f"{day.year}/{day.month:02d}/{day.day}",
    "hyphens": lambda day: f"{day.year}-{day.month}-{day.day}",
    "words": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "spaced words": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 号",
    "compact": lambda day: day.strftime("%Y%m%d"),
    "serial": lambda day: str((day - SERIAL_ZERO).days),
    "serial of a cell": lambda day: f"{(day - SERIAL_ZERO).days}.0",
    "Han": lambda day: f"{''.join(HAN[int(d)] for d in str(day.year))}年{_han(day.month)}月{_han(day.day)}日",
    "full width": lambda day: "".join(chr(ord(sign) + 0xFEE0) for sign in day.isoformat()),
}


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def run(store: Store, texts: list[str], *steps: str) -> list[Any]:
    """Each text taken through the steps, expressions over `s`, as staging takes a column through them."""
    ctes = ["step0 as materialized (select unnest(?) as s, generate_subscripts(?, 1) as place)"]
    ctes += [
        f"step{number} as materialized (select {step} as s, place from step{number - 1})"
        for number, step in enumerate(steps, start=1)
    ]
    return [
        row[0]
        for row in store.rows(f"with {', '.join(ctes)} select s from step{len(steps)} order by place", [texts] * 2)
    ]


def read_days(store: Store, texts: list[str], period: Day = PERIOD, *, is_birth: bool = False) -> list[Day | None]:
    parse = f"parse_date(s, date '{period.isoformat()}', {str(is_birth).lower()})"
    return run(store, texts, "clean_text(s)", "fold_width(s)", "date_text(s)", parse)


@pytest.mark.parametrize("style", STYLES)
@given(days=st.lists(DAYS, min_size=1), is_birth=st.booleans())
@settings(max_examples=10)
def test_a_day_comes_back_from_every_style(store: Store, style: str, days: list[Day], is_birth: bool) -> None:
    assert read_days(store, [STYLES[style](day) for day in days], is_birth=is_birth) == days


@given(days=st.lists(st.dates(Day(1925, 1, 1), Day(2024, 12, 31)), min_size=1))
@settings(max_examples=15)
def test_two_digits_of_a_year_are_of_the_hundred_years_up_to_the_period(store: Store, days: list[Day]) -> None:
    read = read_days(store, [f"{day.year % 100:02d}.{day.month}.{day.day}" for day in days])
    assert all(found in (day, None) for found, day in zip(read, days, strict=True))


@given(
    days=st.lists(DAYS, min_size=1),
    period=st.dates(Day(2023, 5, 1), Day(2026, 12, 1)).map(lambda day: day.replace(day=1)),
)
@settings(max_examples=15)
def test_a_day_without_a_year_is_of_the_twelve_months_up_to_the_period(
    store: Store, days: list[Day], period: Day
) -> None:
    for found, day in zip(read_days(store, [f"{day.month}月{day.day}日" for day in days], period), days, strict=True):
        if found is None:
            assert (day.month, day.day) == (2, 29)
        else:
            assert (found.month, found.day) == (day.month, day.day)
            assert 0 <= (period.year - found.year) * 12 + period.month - found.month < 12


TEXTS = st.one_of(
    st.text(alphabet="0123456789-./年月日 :T号", max_size=12),
    st.from_regex(r"\A[0-9]{1,4}[-./年][0-9]{1,2}([-./月][0-9]{0,2}[日号]?)?\Z"),
)


@given(texts=st.lists(TEXTS, min_size=1), is_birth=st.booleans())
@settings(max_examples=40)
def test_no_text_gives_a_day_that_its_digits_do_not_name(store: Store, texts: list[str], is_birth: bool) -> None:
    for text, day in zip(texts, read_days(store, texts, is_birth=is_birth), strict=True):
        bare = text.replace(" ", "")
        if day is None or re.fullmatch(r"\d{1,5}(\.\d+)?", bare) and day - SERIAL_ZERO in _days_of(bare):
            continue
        parts = [int(part) for part in re.findall(r"\d+", bare)]
        if len(parts) == 1:
            parts = [int(bare[:-4]), int(bare[-4:-2]), int(bare[-2:])] if len(bare) == 8 else _six(bare, day)
        assert day.month in parts
        assert day.day in (parts[-1], 1) or parts[2:3] == [day.day]


def _days_of(serial: str) -> tuple[datetime.timedelta, ...]:
    number = int(serial.partition(".")[0])
    return datetime.timedelta(days=number), datetime.timedelta(days=number + 1)


def _six(text: str, day: Day) -> list[int]:
    """The parts of YYYYMM or YYMMDD, whichever the day was read from."""
    if text.startswith(str(day.year)):
        return [int(text[:4]), int(text[4:])]
    return [int(text[:2]), int(text[2:4]), int(text[4:])]


@given(
    numbers=st.lists(st.integers(0, 10**12), min_size=1),
    unit=st.sampled_from(["", "人", "人次", "户", "件", "元"]),
    is_grouped=st.booleans(),
)
@settings(max_examples=30)
def test_a_whole_number_comes_back_with_its_unit_and_commas(
    store: Store, numbers: list[int], unit: str, is_grouped: bool
) -> None:
    texts = [f"{number:,}{unit}" if is_grouped else f"{number}{unit}" for number in numbers]
    assert run(store, texts, "code_text(s)", "number_text(s)") == [str(number) for number in numbers]


@given(
    amounts=st.lists(st.decimals(0, 10**6, places=6), min_size=1),
    word=st.sampled_from(["万元", "万", "元", ""]),
    factor=st.sampled_from([1, 10000]),
)
@settings(max_examples=30)
def test_an_amount_is_exact_in_the_unit_that_the_cell_or_else_the_column_names(
    store: Store, amounts: list[Decimal], word: str, factor: int
) -> None:
    times = {"万元": 10000, "万": 10000, "元": 1, "": factor}[word]
    expected = [(amount * times).quantize(Decimal("0.01"), ROUND_HALF_UP) for amount in amounts]
    texts = [f"{amount}{word}" for amount in amounts]
    assert run(store, texts, "code_text(s)", "money_text(s)", f"yuan(s, {factor})") == expected


@given(
    bounds=st.lists(st.tuples(st.integers(1, 999), st.integers(1, 999)), min_size=1),
    sign=st.sampled_from(["-", "~", "—", "至", "到", "－", "～"]),
)
@settings(max_examples=20)
def test_a_range_is_never_a_number(store: Store, bounds: list[tuple[int, int]], sign: str) -> None:
    texts = [f"{low}{sign}{high}人" for low, high in bounds]
    assert all(run(store, texts, "code_text(s)", "number_text(s)", "is_range(s)"))
