"""Loading: typing, faults by role, parts and versions, holds, conservation."""

from __future__ import annotations

import pytest

from aixin_cli.check import check_report
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.stage.returns.decisions import Decision, reinstate, release
from aixin_cli.store import Store
from tests.returns import contact, id_number, pairing, source_files, source_table


@pytest.fixture
def store():
    with Store.in_memory() as opened:
        yield opened


def load(store, *tables, names=(), **options):
    return load_files(store, source_files(*tables, names=names), LoadOptions(**options))


def many(count, start=1, **changes):
    return [pairing(number, **changes) for number in range(start, start + count)]


def rows_of(store, load_id=1):
    return check_report(store, load_id)["files"][0]["returns"][0]["rows"]


def rules(store, load_id=1):
    return sorted(item["rule"] for item in check_report(store, load_id)["findings"])


def states(store):
    return [row[0] for row in store.rows("select state from meta.part order by part_id")]


def test_a_good_return_is_accepted_without_a_finding(store):
    load(store, source_table("pairing", many(5)))
    assert rows_of(store) == {
        "read": 7,
        "accepted": 5,
        "unidentified": 0,
        "quarantined": 0,
        "set_aside": {"header": 1, "title": 1},
    }
    assert rules(store) == []


FAULTS = [
    ({"recipient_category": "勇士"}, "P143", 1),
    ({"status": None}, "P301", 1),
    ({"status": "终止"}, "P311", 1),
    ({"recipient_phone": "12345"}, "P212", 0),
    ({"start_date": "2024-13-45"}, "P292", 0),
    ({"recipient_name": None}, "P091", 0),
    ({"recipient_name": "马?"}, "P092", 0),
    ({"recipient_sex": "女" if int(id_number("2012-03-04", 7)[16]) % 2 else "男"}, "P128", 0),
    ({"helper_level": None}, "P261", 0),
    ({"recipient_category": "留守儿童"}, "P143", 1),
    ({"unit_name": "火星县"}, "P023", 1),
    ({"unit_name": "环县"}, "P028", 0),
    ({"start_date": "2025-01-01"}, "P294", 0),
    ({"status": "终止", "end_reason": "去世"}, "P311", 1),
    ({"status": "终止", "end_date": "2024-12-01"}, "P321", 1),
    ({"status": "终止", "end_reason": "去世", "end_date": "2025-01-01"}, "P314", 1),
    ({"recipient_phone": "13800001234"}, "P212", 0),
    ({"recipient_phone": "13800138000"}, "P212", 0),
    ({"recipient_phone": "11111111111"}, "P212", 0),
]
NUMBERS = [
    ("62019920120304001", "P102"),
    ("6.2E+17", "P107"),
    (id_number("2012-03-04", 1)[:-1] + "A", "P102"),
    (id_number("2012-02-30", 1), "P104"),
    (id_number("2025-03-04", 1), "P104"),
    (id_number("1899-12-31", 1), "P104"),
    (None, "P101"),
]
AREAS = ["810000", "820000", "830000", "629999", "000000"]


@pytest.fixture(scope="module")
def told():
    """Returns each of another county, read in one load: their rows, as counted, and the rules told of each."""
    nothing = {"recipient_sex": None, "recipient_birth_date": None}
    sent = {f"fault {place}": [*many(40, 100), pairing(7, **change)] for place, (change, _, _) in enumerate(FAULTS)}
    for place, (known, _) in enumerate(NUMBERS):
        sent[f"number {place}"] = [*many(3, 10), pairing(1, recipient_id=known, **nothing)]
    for area in AREAS:
        sent[f"area {area}"] = [*many(3, 10), pairing(2, recipient_id=id_number("2012-03-04", 2, area))]
    with Store.in_memory() as opened:
        units = opened.rows("select unit_code from meta.unit where reports = 'county' and name <> '环县' order by 1")
        tables = [source_table("pairing", rows, unit=unit) for (unit,), rows in zip(units, sent.values(), strict=False)]
        load(opened, *tables, names=[*sent])
        report = check_report(opened, 1)
    assert len(report["files"]) == len(sent)
    found = {name: sorted(item["rule"] for item in report["findings"] if item["file"] == name) for name in sent}
    return {file["path"]: (file["returns"][0]["rows"], found[file["path"]]) for file in report["files"]}


@pytest.mark.parametrize(("change", "rule", "quarantined"), FAULTS)
def test_a_fault_acts_as_the_role_of_its_field_says(told, change, rule, quarantined):
    rows, found = told[f"fault {FAULTS.index((change, rule, quarantined))}"]
    assert rows["quarantined"] == quarantined
    assert rows["accepted"] == 41 - quarantined
    assert rule in found


@pytest.mark.parametrize(("number", "rule"), NUMBERS)
def test_a_damaged_number_leaves_a_row_that_counts(told, number, rule):
    rows, found = told[f"number {NUMBERS.index((number, rule))}"]
    assert rows["accepted"] == 4
    assert rows["unidentified"] == 1
    assert found == [rule]


@pytest.mark.parametrize("area", AREAS)
def test_a_residence_permit_or_an_unknown_area_is_no_finding(told, area):
    rows, found = told[f"area {area}"]
    assert found == []
    assert rows["unidentified"] == 0


def test_a_site_that_opened_after_the_period_loses_its_date_and_counts(store):
    site = {"site_name": "测试乡爱心驿站", "site_kind": "爱心驿站", "opened_date": "2025-01-01"}
    load(store, source_table("site", [site]))
    assert rules(store) == ["S074"]
    assert rows_of(store)["quarantined"] == 0


def test_a_wrong_check_digit_is_told_as_such(store):
    good = id_number("2012-03-04", 1)
    bad = good[:-1] + ("1" if good[-1] != "1" else "2")
    load(store, source_table("pairing", [*many(3, 10), pairing(1, recipient_id=bad)]))
    assert rules(store) == ["P106"]
    shown = check_report(store, 1)["findings"][0]
    assert shown["value"] == bad[:6] + "************"
    assert shown["row"] == 6


def test_a_child_without_a_number_needs_a_reason(store):
    load(store, source_table("pairing", [pairing(1, recipient_id=None, no_id_reason="弃婴待落户")]))
    assert rules(store) == []


def test_the_same_content_again_changes_nothing_and_says_so(store):
    load(store, source_table("pairing", many(5)))
    report = load(store, source_table("pairing", list(reversed(many(5)))), names=["again.xlsx"])
    assert report.changed_nothing
    assert states(store) == ["accepted"]
    assert store.rows("select count(*) from raw.pairing") == [(5,)]
    assert "R901" in rules(store, 2)


def test_a_township_is_a_further_part_and_a_changed_ledger_a_newer_version(store):
    dated = {"filled_date": "2025-01-03"}
    load(store, source_table("pairing", many(20), **dated), source_table("pairing", many(20, 100), **dated))
    assert states(store) == ["accepted", "accepted"]
    newer = source_table("pairing", [*many(19), pairing(50)], filled_date="2025-01-05")
    load(store, newer, names=["new.xlsx"])
    assert states(store) == ["superseded", "accepted", "accepted"]


def test_a_half_overlapping_file_is_held_until_told_what_it_is(store):
    load(store, source_table("pairing", many(20)))
    half = source_table("pairing", [*many(10), *many(10, 100)])
    load(store, half, names=["half.xlsx"])
    assert states(store) == ["accepted", "held"]
    assert check_report(store, 2)["files"][0]["status"] == "held"


def test_half_overlap_with_part_or_replace_is_obeyed(store):
    load(store, source_table("pairing", many(20)))
    load(store, source_table("pairing", [*many(10), *many(10, 100)]), names=["h.xlsx"], relation="replace")
    assert states(store) == ["superseded", "accepted"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_versions_in_one_load_the_later_filled_counts_in_any_order(store, order):
    tables = [
        source_table("pairing", many(20), filled_date="2025-01-03"),
        source_table("pairing", many(19), filled_date="2025-01-05"),
    ]
    load(store, *[tables[place] for place in order], names=[("a.xlsx", "b.xlsx")[place] for place in order])
    assert store.rows("select row_count, state, version from meta.part order by row_count") == [
        (19, "accepted", 2),
        (20, "superseded", 1),
    ]


def test_two_versions_that_nothing_tells_apart_both_wait_for_a_preference(store):
    tables = [source_table("pairing", many(20)), source_table("pairing", many(19))]
    load(store, *tables, names=["a.xlsx", "b.xlsx"])
    assert states(store) == ["held", "held"]
    with Store.in_memory() as other:
        load(other, *tables, names=["a.xlsx", "b.xlsx"], prefer=frozenset({"b.xlsx"}))
        assert states(other) == ["superseded", "accepted"]


def test_a_superseded_version_can_be_reinstated(store):
    load(store, source_table("pairing", many(20), filled_date="2025-01-03"))
    load(store, source_table("pairing", many(19), filled_date="2025-01-05"), names=["b.xlsx"])
    assert states(store) == ["superseded", "accepted"]
    reinstate(store, 1)
    assert states(store) == ["accepted", "superseded"]


def test_a_supplement_only_adds(store):
    load(store, source_table("activity", [contact(1), contact(2)]))
    load(store, source_table("activity", [contact(1), contact(3)], is_supplement=True), names=["补报.xlsx"])
    assert states(store) == ["accepted", "accepted"]


def test_a_stock_return_with_too_many_quarantined_rows_is_held_until_released(store):
    bad = [pairing(number, status="?") for number in range(50, 55)]
    load(store, source_table("pairing", [*many(37), *bad]))
    assert check_report(store, 1)["files"][0]["status"] == "held"
    assert store.rows("select count(*) from meta.accepted_part") == [(0,)]
    release(store, ("620102", "pairing", "2024-12"), Decision("核实无误"))
    assert store.rows("select count(*) from meta.accepted_part") == [(1,)]


def test_a_stock_return_that_lost_pairs_without_an_ending_is_held(store):
    load(store, source_table("pairing", many(100), period="2024-11"))
    ended = [pairing(number, status="终止", end_date="2024-12-05", end_reason="去世") for number in range(80, 101)]
    load(store, source_table("pairing", [*many(79), *ended]), names=["dec.xlsx"])
    assert store.rows("select count(*) from meta.hold") == [(0,)]
    load(store, source_table("pairing", many(85), period="2025-01"), names=["jan.xlsx"])
    assert store.rows("select count(*) from meta.hold") == [(0,)]
    load(store, source_table("pairing", many(60), period="2025-02"), names=["feb.xlsx"])
    assert store.rows("select reason, item_count from meta.hold") == [("lost pairs", 25)]


def test_declared_ten_thousands_are_converted(store):
    entry = {"entry_date": "2024-12-03", "direction": "募集", "amount": "1.25", "voucher_no": "A1"}
    load(store, source_table("fund_entry", [entry], money_unit="万元"))
    assert store.rows("select cast(amount as varchar) from stg.fund_entry") == [("12500.00",)]


def test_numbers_that_a_spreadsheet_cut_to_000_are_damaged_in_csv(store):
    wrecked = [pairing(number, recipient_id=id_number("2012-03-04", number)[:15] + "000") for number in range(1, 6)]
    load(store, source_table("pairing", [*many(30, 100), *wrecked], sheet=None))
    assert rules(store) == ["P107"] * 5


def test_a_failed_load_leaves_nothing(store):
    def files():
        yield from source_files(source_table("pairing", many(5)))
        raise OSError("disk gone")

    with pytest.raises(Exception, match="."):
        load_files(store, files(), LoadOptions())
    assert store.rows("select count(*) from meta.load") == [(0,)]
    assert store.rows("select count(*) from raw.pairing") == [(0,)]
