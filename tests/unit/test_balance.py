"""A difference between two figures is put down to the smallest cause that would make them equal."""

from __future__ import annotations

import json
import re
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from aixin_cli.balance import Cause, find_cause, show_number, suggest, suggestion_words
from aixin_cli.balance.words import _words

MONEY = pa.decimal128(18, 2)
Amounts = list[Decimal]
amounts = st.lists(st.decimals(1, 9_999_999, places=2), min_size=3, max_size=40)
place = st.integers(0, 1_000)


def money(values: Amounts) -> pa.Array:
    return pa.array(values, MONEY)


def cause_of(stated: Decimal | int, values: list[Any], subtotals: Amounts | None = None, **how: bool) -> Cause | None:
    exact = [Decimal(value) for value in values]
    return find_cause(stated, sum(exact, Decimal(0)), money(exact), money(subtotals or []), **how)


def swapped(value: Decimal, at: int) -> Decimal:
    """A number with two neighbouring digits, counted from the end, the wrong way round."""
    digits = list(str(int(value * 100)))
    one, other = len(digits) - 2 - at, len(digits) - 1 - at
    digits[one], digits[other] = digits[other], digits[one]
    return Decimal(int("".join(digits))).scaleb(-2)


def balances(cause: Cause, stated: Decimal, values: Amounts, subtotals: Amounts = []) -> bool:  # noqa: B006
    """Tell whether what the cause says makes both sides equal, worked out anew from its words alone."""
    total, amount, right = sum(values, Decimal(0)), cause.amount, cause.right
    chosen = [(subtotals if cause.kind.startswith("subtotal_") else values)[index] for index in cause.places]
    if cause.kind in ("unit", "sign", "shifted", "swapped", "mistyped"):
        return (amount, right) == (stated, total)
    if cause.kind in ("omitted", "subtotal_omitted"):
        return all(value == amount == total - stated for value in chosen)
    if cause.kind in ("doubled", "subtotal_doubled"):
        return all(value == amount == stated - total for value in chosen)
    if cause.kind == "subtotals_doubled":
        return sum(subtotals, Decimal(0)) == amount == stated - total
    if cause.kind == "run_omitted":
        first, last = cause.places
        return sum(values[first : last + 1], Decimal(0)) == total - stated
    assert cause.kind in ("addend_sign", "addend_unit", "addend_swapped")
    assert right is not None
    return chosen[0] == amount and total - amount + right == stated


def said(stated: Decimal, values: Amounts, kind: str, at: int, subtotals: Amounts = []) -> None:  # noqa: B006
    """The planted fault is found in its place, or another that explains the difference as well."""
    cause = cause_of(stated, values, subtotals)
    assert cause is not None
    assert balances(cause, stated, values, subtotals), cause
    if cause.kind == kind and cause.count == 1:
        assert cause.places == (at,)


@given(amounts, place)
def test_a_row_left_out_is_found(values: Amounts, at: int) -> None:
    at %= len(values)
    said(sum(values, Decimal(0)) - values[at], values, "omitted", at)


@given(amounts, place)
def test_a_row_counted_twice_is_found(values: Amounts, at: int) -> None:
    at %= len(values)
    said(sum(values, Decimal(0)) + values[at], values, "doubled", at)


@given(amounts, place)
def test_a_row_with_the_wrong_sign_is_found(values: Amounts, at: int) -> None:
    at %= len(values)
    said(sum(values, Decimal(0)) - 2 * values[at], values, "addend_sign", at)


@given(amounts, place)
def test_a_row_in_the_wrong_unit_is_found(values: Amounts, at: int) -> None:
    at %= len(values)
    said(sum(values, Decimal(0)) + 9999 * values[at], values, "addend_unit", at)


@given(st.lists(st.integers(1, 999), min_size=3, max_size=40), place)
def test_a_row_ten_thousand_times_too_large_is_found(counts: list[int], at: int) -> None:
    at %= len(counts)
    right = [Decimal(count) for count in counts]
    values = [count * 10_000 if index == at else count for index, count in enumerate(right)]
    said(sum(right, Decimal(0)), values, "addend_unit", at)


@given(amounts, place, st.integers(0, 1))
def test_digits_swapped_in_a_row_are_found(values: Amounts, row: int, at: int) -> None:
    row %= len(values)
    wrong = swapped(values[row], at)
    assume(wrong != values[row] and wrong >= 1)
    said(sum(values, Decimal(0)) - values[row] + wrong, values, "addend_swapped", row)


@given(amounts, st.integers(0, 1))
def test_digits_swapped_in_the_total_are_found(values: Amounts, at: int) -> None:
    total = sum(values, Decimal(0))
    stated = swapped(total, at)
    assume(stated != total and stated >= 1)
    cause = cause_of(stated, values)
    assert cause is not None
    assert balances(cause, stated, values)
    assert cause.kind in ("swapped", "shifted")


@given(amounts, st.sampled_from([Decimal(10_000), Decimal("0.0001")]))
def test_a_total_in_the_wrong_unit_is_found(values: Amounts, factor: Decimal) -> None:
    total = sum(values, Decimal(0))
    cause = cause_of(total * factor, values)
    assert cause is not None
    assert (cause.kind, cause.amount, cause.right) == ("unit", total * factor, total)


@given(amounts, st.integers(1, 9), place)
def test_a_subtotal_counted_twice_is_found(values: Amounts, size: int, at: int) -> None:
    subtotals = [sum(values[start : start + size], Decimal(0)) for start in range(0, len(values), size)]
    at %= len(subtotals)
    said(sum(values, Decimal(0)) + subtotals[at], values, "subtotal_doubled", at, subtotals)


@given(amounts, st.integers(1, 5))
def test_all_subtotals_added_as_rows_are_found(values: Amounts, size: int) -> None:
    subtotals = [sum(values[start : start + size], Decimal(0)) for start in range(0, len(values), size)]
    assume(len(subtotals) > 1)
    cause = cause_of(2 * sum(values, Decimal(0)), values, subtotals)
    assert cause is not None
    assert cause.kind == "subtotals_doubled"


@given(st.lists(st.integers(-9_999, 9_999), max_size=12), st.lists(st.integers(-99, 9_999), max_size=3), st.integers())
@example([9, 9, 9], [], 27)
@example([0, 0], [0], 5)
@example([2**62, -(2**62)], [], 10**30)
def test_whatever_is_found_balances_and_nothing_is_found_where_nothing_differs(
    counts: list[int], parts: list[int], stated: int
) -> None:
    values, subtotals = [Decimal(count) for count in counts], [Decimal(part) for part in parts]
    total = sum(values, Decimal(0))
    assert find_cause(total, total, money_of(values), money_of(subtotals), in_order=True) is None
    cause = find_cause(Decimal(stated), total, money_of(values), money_of(subtotals), in_order=True)
    assert cause is None or balances(cause, Decimal(stated), values, subtotals)


def money_of(values: Amounts) -> pa.Array:
    return pa.array(values, pa.decimal128(38, 8))


@pytest.mark.parametrize("stated", [1_006, 994, 1_013, 77])
def test_a_difference_without_a_cause_has_none(stated: int) -> None:
    assert cause_of(stated, [100, 300, 600], [Decimal(400)], in_order=True) is None


def test_a_number_that_stands_everywhere_explains_nothing() -> None:
    assert cause_of(99, [1] * 100) is None
    cause = cause_of(9, [1] * 10)
    assert cause is not None
    assert (cause.kind, cause.count, cause.places) == ("omitted", 10, (0, 1, 2))


def test_what_can_lie_in_one_place_goes_before_what_can_lie_in_many() -> None:
    values = [2] * 5 + [1]
    assert cause_of(9, values) == Cause("addend_sign", Decimal(1), Decimal(-1), 1, (5,))


def test_a_cent_is_a_cent() -> None:
    values = [Decimal("12345678901.23")] * 3 + [Decimal("0.01")]
    cause = cause_of(Decimal("37037036703.69"), values)
    assert cause == Cause("omitted", Decimal("0.01"), None, 1, (3,))


def test_rows_that_a_formula_doesn_t_reach_are_named_by_their_ends_in_a_sheet_alone() -> None:
    values = [Decimal(value) for value in (311, 523, 737, 941, 1153)]
    cause = cause_of(311 + 523 + 737, values, in_order=True)
    assert cause == Cause("run_omitted", Decimal(941 + 1153), None, 1, (3, 4))
    assert cause_of(737 + 941 + 1153, values, in_order=True) == Cause("run_omitted", Decimal(834), None, 1, (0, 1))
    assert cause_of(311 + 523 + 737, values) is None


@pytest.mark.parametrize(
    ("stated", "computed", "kind"),
    [
        (Decimal("123.46"), Decimal("1234567.89"), "unit"),
        (123, Decimal("1234567.89"), "unit"),
        (-50, 50, "sign"),
        (500, 50, "shifted"),
        (Decimal("0.5"), 500, "shifted"),
        (1243, 1234, "swapped"),
        (-1243, -1234, "swapped"),
        (51234, 61234, "mistyped"),
        (61_235, 61_234, None),
        (100_523, 10_523, None),
        (31, 38, None),
        (0, 10_000, None),
        (105, 1005, None),
    ],
)
def test_a_figure_alone_says_much_already(stated: Any, computed: Any, kind: str | None) -> None:
    cause = find_cause(stated, computed)
    assert (cause and cause.kind) == kind


def test_nulls_slices_chunks_and_plain_ints_are_all_read() -> None:
    for addends in (
        pa.array([None, 5, None, 7, 0]),
        pa.array([9, None, 5, None, 7, 9], MONEY).slice(1, 4),
        pa.chunked_array([pa.array([None, 5], MONEY), pa.array([None, 7], MONEY)]),
    ):
        assert find_cause(5, 12, addends) == Cause("omitted", Decimal(7), None, 1, (3,))


def test_a_province_of_addends_takes_no_time() -> None:
    addends = pa.array(range(200, 267_200)).cast(pa.decimal128(38, 8))
    total = sum(range(200, 267_200))
    took = []
    for _round in range(5):
        started = time.perf_counter()
        cause = find_cause(total - 200_001, total, addends, in_order=True)
        took.append(time.perf_counter() - started)
        assert cause is not None
        assert cause.places == (199_801,)
    assert min(took) < 0.05  # 0.01 s where nothing else runs


def test_every_kind_has_words_in_both_languages_and_leaves_no_place_unfilled() -> None:
    facts = {"amount": "300", "right": "30", "count": 5, "places": [{"row": 7}, {"label": "乙乡"}]}
    kinds = _words().keys() - {"place"}
    assert len(kinds) == 15
    for kind in sorted(kinds):
        for count in (1, 5) if "several" in _words()[kind] else (0,):
            english, chinese = suggestion_words({"kind": kind, "facts": {**facts, "count": count}})
            assert english.endswith(".")
            assert re.fullmatch(r"[^{}]*", english)
            assert re.fullmatch(r"[^{}A-Za-z]*。", chinese)


def test_a_suggestion_survives_json_and_names_its_places() -> None:
    cause = Cause("omitted", Decimal("300.00"), None, 5, (4, 8, 9))
    places = [{"row": 5, "label": None}, {"row": 9}, {"row": 10, "label": "乙乡"}]
    suggestion = json.loads(json.dumps(suggest(cause, places)))
    assert suggestion["facts"]["places"] == [{"row": 5}, {"row": 9}, {"row": 10, "label": "乙乡"}]
    english, chinese = suggestion_words(suggestion)
    assert english.startswith("5 places hold the difference, 300 (row 5, row 9, 乙乡 row 10 and others)")
    assert chinese.startswith("有 5 处的 300 都等于差额（第 5 行、第 9 行、乙乡第 10 行等）")


@pytest.mark.parametrize(("value", "shown"), [("300.00", "300"), ("0.50", "0.5"), ("1E+4", "10000"), ("-20", "-20")])
def test_numbers_are_shown_as_they_are_written(value: str, shown: str) -> None:
    assert show_number(Decimal(value)) == shown


DOCS = Path(__file__).parents[2] / "docs" / "balance.md"
EXAMPLES = re.findall(r"^\| `(\w+)` \|[^|]*\| ([−\d]*)", DOCS.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_kind_is_documented() -> None:
    kinds = [kind for kind, _number in EXAMPLES if kind in _words()]
    assert sorted(kinds) == sorted(_words().keys() - {"place"})


@pytest.mark.parametrize(("kind", "number"), [example for example in EXAMPLES if example[1]])
def test_the_documented_example_is_found_as_its_kind(kind: str, number: str) -> None:
    values = [311, 523, 737, 941, 1153]
    cause = cause_of(int(number.replace("−", "-")), values, [Decimal(834), Decimal(2831)], in_order=True)
    assert cause is not None
    assert cause.kind == kind
