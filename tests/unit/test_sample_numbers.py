"""Numbers of invented people are right in form and belong to nobody."""

import csv
from importlib.resources import files

import numpy as np
import pytest
from stdnum.cn import ric, uscc

from aixin_cli.sample.world.frame import texts
from aixin_cli.sample.world.identity import credit_codes, resident_ids, with_wrong_check
from tests.unit.sample_worlds import province


def assigned_county_codes() -> set[str]:
    found = set()
    for name, column in (("divisions.csv", "code"), ("divisions_history.csv", "old_code")):
        text = (files("aixin_cli.forms") / "gansu" / name).read_text(encoding="utf-8-sig")
        found |= {row[column] for row in csv.DictReader(text.splitlines())}
    return found


def test_every_id_of_a_province_is_different_and_has_the_right_check_digit() -> None:
    world = province(1, 0.05)
    people = np.concatenate([world.recipients["id"], world.helpers["id"][world.helpers["kind"] < 8]])
    assert len(set(people)) == len(people)
    assert {len(number) for number in people} == {18}
    assert all(ric.calc_check_digit(number) == number[17] for number in people[::37])


def test_every_id_bears_a_county_code_that_was_never_given_out() -> None:
    world = province(1, 0.05)
    prefixes = {number[:6] for frame in (world.recipients, world.helpers) for number in frame["id"] if number[0] == "6"}
    assert all(prefix.startswith("62") and prefix.endswith("99") for prefix in prefixes)
    assert not prefixes & assigned_county_codes()


def test_the_17th_digit_tells_the_sex() -> None:
    people = province(1, 0.05).recipients
    odd = np.array([int(number[16]) % 2 == 1 for number in people["id"]])
    assert (odd == people["is_male"]).all()


def test_people_born_on_one_day_get_different_numbers() -> None:
    births = np.full(100, np.datetime64("1990-05-05"))
    ids = resident_ids(np.full(100, 620199), births, np.zeros(100, dtype=bool))
    assert len(set(ids)) == 100
    assert not any(number[15:17] == "00" for number in ids)


def test_a_damaged_number_never_passes_its_check() -> None:
    world = province(1, 0.05)
    damaged = with_wrong_check(world.recipients["id"][:500], np.arange(500) % 9 + 1)
    assert not any(ric.calc_check_digit(number) == number[17] for number in damaged)


@pytest.mark.parametrize("kind", ["51", "52", "53", "91"])
def test_credit_codes_pass_their_two_checks(kind: str) -> None:
    codes = credit_codes(texts([kind] * 50), texts(["620199"] * 50), np.arange(50) * 997 + 1001)
    assert all(uscc.is_valid(code) for code in codes)


def test_phones_are_of_a_segment_that_no_carrier_gives_out() -> None:
    assert all(phone.startswith("154") and len(phone) == 11 for phone in province(1, 0.05).helpers["phone_text"][::101])
