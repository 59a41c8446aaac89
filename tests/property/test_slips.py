"""Known slips of the hand are found in an ID number, at the place where they were made."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aixin_cli.link.explain.slips import Slip, alignment, date_slips, name_slips, number_slips

NUMBER = st.builds(lambda tail: "629999" + tail, st.text("0123456789", min_size=12, max_size=12))
PLACE = st.integers(1, 18)


def with_place(number: str, place: int, sign: str) -> str:
    return number[: place - 1] + sign + number[place:]


@given(NUMBER, st.integers(1, 17))
def test_two_neighbours_swapped_are_named(number: str, place: int) -> None:
    near, far = number[place - 1], number[place]
    assume(near != far)
    swapped = number[: place - 1] + far + near + number[place + 1 :]
    assert number_slips(number, swapped) == (Slip("swapped", place, place + 1),)


@given(NUMBER, PLACE, st.sampled_from("0123456789"))
def test_one_wrong_place_is_named(number: str, place: int, sign: str) -> None:
    assume(number[place - 1] != sign)
    assert number_slips(number, with_place(number, place, sign)) == (Slip("differs", place, place),)


@given(NUMBER, PLACE)
def test_a_letter_that_looks_like_the_digit_is_told_from_a_wrong_digit(number: str, place: int) -> None:
    letter = {"0": "O", "1": "l", "2": "Z", "5": "S", "8": "B"}.get(number[place - 1])
    assume(letter)
    assert number_slips(number, with_place(number, place, str(letter))) == (Slip("letter", place, place),)


@given(NUMBER, PLACE)
def test_a_missing_place_is_one_whose_loss_gives_the_other_text(number: str, place: int) -> None:
    short = with_place(number, place, "")
    (slip,) = number_slips(number, short)
    assert slip.kind == "missing_right"
    assert with_place(number, slip.first, "") == short
    assert number_slips(short, number) == (Slip("missing_left", slip.first, slip.last),)


@given(NUMBER, st.integers(2, 6))
def test_a_tail_of_zeros_is_told_as_a_spreadsheet_s_work(number: str, count: int) -> None:
    assume(number[-count] != "0" and number[1 - count :].strip("0"))
    assert number_slips(number, number[:-count] + "0" * count) == (Slip("zeros", 19 - count, 18),)


@given(NUMBER, NUMBER)
def test_every_pair_has_an_answer_and_it_is_of_as_many_slips_both_ways(left: str, right: str) -> None:
    assert number_slips(left, right)
    assert len(alignment(left, right)) == len(alignment(right, left))
    assert (alignment(left, right) == ()) == (left == right)


@given(NUMBER, st.integers(6, 16))
def test_what_is_left_of_a_number_that_was_cut_off_is_named(number: str, length: int) -> None:
    assert number_slips(number, number[:length]) == (Slip("cut_off", 1, length),)


@pytest.mark.parametrize(("left", "right", "told"), [
    ("629999198203040015", "629999820304001", (Slip("old_number"),)),
    ("629999201203040015", "62999920120304001542", (Slip("certificate", 1, 18),)),
    ("629999201203040015", "6.29999E+17", (Slip("scientific"),)),
    ("629999201203040015", "629998195007140015", (Slip("sequence", 15, 18),)),
    ("629999201203040015", "629999195007140015", (Slip("area", 1, 6), Slip("sequence", 15, 18))),
    ("629999201203040015", "110101195007147777", (Slip("unlike"),)),
    ("629999201203040015", "629999201203040015", (Slip("same", 1, 18),)),
])  # fmt: skip
def test_whole_stories_and_parts_are_told(left: str, right: str, told: tuple[Slip, ...]) -> None:
    assert number_slips(left, right) == told


@pytest.mark.parametrize(("left", "right", "kinds"), [
    ("20120304", "20120304", ["same"]),
    ("20120304", "20120403", ["day_month"]),
    ("20120304", "20120305", ["day"]),
    ("20120304", "20110304", ["year"]),
    ("20120304", "20111104", ["year", "month"]),
    ("20120304", "19990101", ["year", "month", "day"]),
])  # fmt: skip
def test_the_parts_of_a_date_that_differ_are_named(left: str, right: str, kinds: list[str]) -> None:
    assert [slip.kind for slip in date_slips(left, right)] == kinds


@pytest.mark.parametrize(("left", "right", "slips"), [
    ("马一", "马一", (Slip("same", 1, 2),)),
    ("扎西·顿珠", "扎西顿珠", (Slip("spelling"),)),
    ("马小一", "马小二", (Slip("differs", 3, 3),)),
    ("马小一", "马一小", (Slip("swapped", 2, 3),)),
    ("马一", "丁二", ()),
])  # fmt: skip
def test_names_differ_at_one_place_or_in_their_spelling_or_are_two(
    left: str, right: str, slips: tuple[Slip, ...]
) -> None:
    assert name_slips(left, right, left.replace("·", ""), right.replace("·", "")) == slips
