from __future__ import annotations

from datetime import date

from aixin_cli.check import run_checks
from aixin_cli.link import link_for_checks, link_period
from aixin_cli.store import Store
from tests.linked import Part, activity, ended, flows, linked, load, number, pairing

HERE, THERE, PROVINCIAL = "620102", "620103", "62X002"


def november(unit: str, *rows: object) -> Part:
    return Part(unit, rows, period="2024-11")  # type: ignore[arg-type]


def count(store, condition: str) -> int:
    return int(store.rows(f"select count(*) from ent.recipient where {condition}")[0][0])


def test_a_helper_shared_by_two_counties_is_one_and_so_is_a_recipient_of_father_and_mother() -> None:
    store = linked(
        Part(HERE, [pairing("马一", "李一"), pairing("马一", "李二"), pairing("马二", "李一")]),
        Part(THERE, [pairing("马三", "李一")]),
    )
    assert count(store, "is_member") == 3
    assert store.rows("select count(*) from ent.helper") == [(2,)]
    assert store.rows("select count(*) from ent.pair where is_active") == [(4,)]


def test_a_provincial_units_row_of_a_countys_pair_is_removed_and_one_of_its_own_is_only_listed() -> None:
    store = linked(
        Part(PROVINCIAL, [pairing("马一", "李一", start_date=date(2023, 5, 12)), pairing("马二", "李二")]),
        Part(HERE, [pairing("马一", "李一")]),
    )
    assert store.rows("select unit_code, is_counted from ent.pair order by unit_code") == [
        (HERE, True),
        (PROVINCIAL, False),
    ]
    assert store.rows("select person_id is not null, home_unit from ent.recipient") == [(True, HERE)]
    assert store.rows("select count(*) from ent.helper") == [(1,)]
    assert store.rows("select unit_code, reason from ent.pair_removed") == [(PROVINCIAL, "other_unit")]


def test_a_pair_that_two_counties_report_stays_with_the_survivors_county_without_doubt() -> None:
    store = linked(
        Part(HERE, [pairing("马一", start_date=date(2024, 1, 1))]),
        Part(THERE, [pairing("马一", start_date=date(2023, 6, 1))]),
    )
    assert store.rows("select home_unit, is_home_contested from ent.recipient") == [(THERE, False)]
    assert store.rows("select kind from ent.overlap") == []


def test_siblings_under_one_number_are_two_children_and_each_keeps_its_visits() -> None:
    brother = {"recipient_id": number("马一"), "recipient_birth_date": date(2014, 1, 1)}
    store = linked(
        Part(HERE, [pairing("马二", "李二", **brother), pairing("马一", "李一")]),
        Part(HERE, [activity("马一", "李一"), activity("马二", "李二", recipient_id=number("马一"))], "activity"),
    )
    assert count(store, "is_member") == 2
    assert store.rows("select count(*) from ent.person where not is_identified") == [(1,)]
    assert store.rows("select match, count(distinct recipient_id), count(*) from ent.activity group by match") == [
        ("open", 2, 2)
    ]
    assert store.rows("select kind, item_count from ent.overlap") == [("one_number", 1)]
    assert store.rows("select rows_unidentified from meta.part where layout = 'pairing'") == [(1,)]


def test_a_guardians_number_for_two_children_identifies_neither() -> None:
    guardian = {"recipient_id": number("丁一", date(1950, 1, 1))}
    store = linked(Part(HERE, [pairing("马一", **guardian), pairing("马二", **guardian)]))
    assert store.rows("select count(*) from ent.person where not is_identified") == [(2,)]
    assert store.rows("select age from ent.person join ent.recipient using (person_id)") == [(12,), (12,)]


def test_a_helpers_number_pasted_as_the_recipients_leaves_the_helper_identified() -> None:
    mine = {"recipient_id": number("李一", date(1980, 1, 2)), "recipient_birth_date": None, "recipient_sex": None}
    store = linked(Part(HERE, [pairing("马一", "李一", **mine), pairing("马二", "李一")]))
    assert count(store, "is_member") == 2
    assert store.rows("select is_identified from ent.person join ent.helper using (person_id)") == [(True,)]
    assert store.rows("select kind from ent.overlap where kind = 'self_pair'") == []


def test_the_same_damaged_number_is_one_person_with_a_name_and_two_without() -> None:
    damaged = {"recipient_id": None, "recipient_id_text": "6.2E+17"}
    same = linked(Part(HERE, [pairing("马一", "李一", **damaged), pairing("马一", "李二", **damaged)]))
    assert count(same, "is_member") == 1
    blank = {**damaged, "recipient_name": None}
    apart = linked(Part(HERE, [pairing("马一", "李一", **blank), pairing("马一", "李二", **blank)]))
    assert count(apart, "is_member") == 2


def test_people_without_a_number_are_only_joined_by_all_that_is_known_of_them() -> None:
    nobody = {"recipient_id": None}
    store = linked(
        Part(
            HERE,
            [
                pairing("马一", "李一", village="上庄", **nobody),
                pairing("马一", "李二", village="上庄", **nobody),
                pairing("马一", "李三", village="下庄", **{**nobody, "recipient_birth_date": date(2009, 7, 8)}),
                pairing("马一", "李四", village="上庄", **{**nobody, "recipient_birth_date": None}),
                pairing("马二", "李五", recipient_no="A1", **nobody),
                pairing("马二", "李六", recipient_no="A1", village="上庄", **nobody),
            ],
        ),
        Part(THERE, [pairing("马二", "李七", recipient_no="A1", **nobody)]),
    )
    # Five by what each says of itself; the model then finds one of the next county. Name and village join nobody.
    asked = "select count(distinct identity_id) from ent.mention_known where role = 'recipient'"
    assert store.rows(asked) == [(5,)]
    assert count(store, "is_member") == 4


def test_a_pair_that_ended_on_the_helpers_side_is_counted_for_two_months() -> None:
    row = ended("马一", "李一", date(2024, 11, 10), "干部调离")
    months = [Part(HERE, [row, pairing("马二")], period="2024-11"), Part(HERE, [pairing("马二")])]
    store = linked(*months)
    assert count(store, "is_member") == 2
    assert count(store, "is_replacing") == 1
    load(store, [Part(HERE, [pairing("马二")], period="2025-01")])
    link_period(store, "2025-01")
    assert count(store, "is_member") == 1
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 2, "revised": -1, "closing": 1}]


def test_a_new_helper_ends_the_wait() -> None:
    store = linked(Part(HERE, [ended("马一", "李一", date(2024, 12, 10), "更换结对人"), pairing("马一", "李二")]))
    assert (count(store, "is_member"), count(store, "is_replacing")) == (1, 0)
    waiting = linked(
        Part(
            HERE,
            [
                ended("马一", "李一", date(2024, 12, 10), "退休"),
                pairing("马一", None, status="待结对", helper_kind=None),
            ],
        )
    )
    assert (count(waiting, "is_member"), count(waiting, "is_waiting"), count(waiting, "is_due")) == (1, 0, 1)


def test_what_happened_since_last_month_is_told_by_kind() -> None:
    before = november(HERE, *[pairing(f"马{name}") for name in "一二三四五六"])
    store = linked(
        before,
        november(THERE, pairing("丁一")),
        Part(
            HERE,
            [
                pairing("马一"),
                ended("马二", "李一", date(2024, 12, 9), "去世"),
                pairing("马三", recipient_category="困难重度残疾人"),
                ended("马四", "李一", date(2024, 12, 10), "迁出"),
                pairing("马五", is_quarantined=True),
                pairing("马七", start_date=date(2024, 12, 8)),
                pairing("马八", start_date=date(2024, 2, 8)),
            ],
        ),
        Part(THERE, [pairing("丁一"), pairing("马四", "李二", start_date=date(2024, 12, 10))]),
    )
    assert flows(store) == [
        {"unit": HERE, "category": "困难重度残疾人", "category_in": 1, "closing": 1},
        {
            "unit": HERE,
            "category": "孤儿",
            "opening": 6,
            "revised": -1,
            "added": 1,
            "exited": 1,
            "moved_out": 1,
            "category_out": 1,
            "closing": 3,
        },
        {"unit": THERE, "category": "孤儿", "opening": 1, "moved_in": 1, "closing": 2},
    ]


def test_without_last_month_the_opening_comes_from_dates_and_says_so() -> None:
    store = linked(
        Part(
            HERE,
            [
                pairing("马一"),
                ended("马二", "李一", date(2024, 12, 9), "去世"),
                ended("马三", "李一", date(2024, 12, 10), "迁出"),
                ended("马四", "李一", date(2024, 11, 10), "退休"),
                pairing("马五", start_date=date(2024, 12, 8)),
            ],
        ),
        Part(THERE, [pairing("马三", "李二", start_date=date(2024, 12, 10))]),
    )
    assert flows(store) == [
        {"unit": HERE, "category": "孤儿", "opening": 4, "added": 1, "exited": 1, "moved_out": 1, "closing": 3},
        {"unit": THERE, "category": "孤儿", "moved_in": 1, "closing": 1},
    ]
    assert store.rows("select distinct unit_code from ent.flow where is_estimated") == [(HERE,)]


def test_a_unit_that_has_not_reported_is_carried_and_nobody_leaves_it() -> None:
    store = linked(
        november(HERE, pairing("马一"), pairing("马二")),
        november(THERE, pairing("丁一")),
        Part(THERE, [pairing("丁一")]),
    )
    assert flows(store) == [
        {"unit": HERE, "category": "孤儿", "opening": 2, "closing": 2},
        {"unit": THERE, "category": "孤儿", "opening": 1, "closing": 1},
    ]


def test_a_number_learned_later_is_a_revision_and_no_flow() -> None:
    damaged = {"recipient_id": None, "recipient_id_text": "6.2E+17"}
    store = linked(november(HERE, pairing("马一", **damaged)), Part(HERE, [pairing("马一")]))
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 1, "closing": 1}]


def test_two_claims_go_to_last_months_home_and_to_the_other_once_that_reports_the_move() -> None:
    both = [Part(HERE, [pairing("马一", "李二")]), Part(THERE, [pairing("马一", "李一")])]
    assert linked(*both).rows("select home_unit, is_home_contested from ent.recipient") == [(HERE, True)]
    kept = linked(november(THERE, pairing("马一", "李一")), *both)
    assert kept.rows("select home_unit, is_home_contested from ent.recipient") == [(THERE, False)]
    moved = linked(
        november(THERE, pairing("马一", "李一")),
        Part(HERE, [pairing("马一", "李二")]),
        Part(THERE, [ended("马一", "李一", date(2024, 12, 3), "迁出"), pairing("马一", "李三")]),
    )
    assert moved.rows("select home_unit, is_home_contested from ent.recipient") == [(HERE, True)]


def test_activities_that_differ_in_a_bracket_are_two_and_those_told_twice_are_one() -> None:
    rows = [
        activity("马一", content="送物资（米）"),
        activity("马一", content="送物资（油）"),
        activity("马一", content="送 物资（油）"),
    ]
    store = linked(Part(HERE, [pairing("马一")]), Part(HERE, rows, "activity"), Part(THERE, rows[:1], "activity"))
    assert store.rows("select unit_code, count(*) from ent.activity group by unit_code") == [(HERE, 2)]
    assert store.rows("select unit_code, count(*) from ent.activity_removed group by unit_code order by 1") == [
        (HERE, 1),
        (THERE, 1),
    ]


def test_an_activity_finds_its_pair_in_another_unit_and_month_and_in_a_quarantined_row() -> None:
    store = linked(
        november(THERE, ended("马一", "李一", date(2024, 11, 20), "退休")),
        Part(THERE, [pairing("丁一", "李二", is_quarantined=True, recipient_category=None)]),
        Part(
            HERE,
            [
                activity("马一", "李一", activity_date=date(2024, 12, 21)),
                activity("马一", "李一", activity_date=date(2024, 12, 22)),
                activity("丁一", "李二"),
            ],
            "activity",
        ),
    )
    assert store.rows("select activity_date, match from ent.activity order by recipient_id, activity_date") in (
        [(date(2024, 12, 21), "ended"), (date(2024, 12, 22), "unmatched"), (date(2024, 12, 5), "open")],
        [(date(2024, 12, 5), "open"), (date(2024, 12, 21), "ended"), (date(2024, 12, 22), "unmatched")],
    )


def test_a_month_without_anything_links_to_nothing() -> None:
    store = linked()
    assert store.rows("select count(*) from ent.recipient") == [(0,)]
    assert {state for (state,) in store.rows("select distinct state from ent.return_state")} == {"missing"}


def test_for_checks_alone_only_those_tables_are_made_that_they_read() -> None:
    store = linked(Part(HERE, [pairing("马一", "李一")]))
    checks = [check for check in store.catalogue.of_kind("check") if check.id == "self_pair"]
    for table in ("recipient", "pair_mention"):
        store.execute(f"drop table ent.{table}")
    link_for_checks(store, "2024-12", checks)
    assert store.rows("select count(*) from ent.pair_mention") == [(1,)]
    made = {row[0] for row in store.rows("select table_name from duckdb_tables() where database_name = 'ent'")}
    assert "recipient" not in made


def test_checks_find_the_same_whether_all_or_only_what_they_read_is_linked() -> None:
    parts = [
        Part(HERE, [pairing("马一", "李一"), pairing("马一", "李一"), pairing("马二", "马二")]),
        Part(THERE, [pairing("马一", "李一"), pairing("马一", "李二"), pairing("马一", "李三")]),
        Part(HERE, [activity("马一", "李一"), activity("马三", "李一")], "activity"),
    ]
    whole, only = linked(*parts), linked(*parts)
    run_checks(whole, "2024-12")
    only.execute("drop table ent.recipient")
    link_for_checks(only, "2024-12", only.catalogue.of_kind("check"))
    run_checks(only, "2024-12")
    for asked in (
        "select rule, part_id, row, outcome from chk.finding order by all",
        "select rule, outcome, sum(item_count) from chk.outcome group by all order by all",
    ):
        assert whole.rows(asked) == only.rows(asked)
    assert whole.rows("select count(*) > 3 from chk.finding") == [(True,)]


def test_a_month_after_one_that_was_never_linked_is_linked_whole_also_for_checks() -> None:
    store = Store.in_memory()
    load(store, [november(HERE, pairing("马一", "李一")), Part(HERE, [pairing("马一", "李一")])])
    link_for_checks(store, "2024-12", store.catalogue.of_kind("check"))
    assert store.rows("select count(*) from meta.member where period = '2024-11'") == [(1,)]
    assert count(store, "is_member") == 1


def persons(store: Store) -> list[tuple[object, ...]]:
    """Which rows are of one person, without the keys themselves."""
    return store.rows(
        """
        with mention as (
            select part_id, row, 'recipient' as role, recipient_id as person_id, is_recipient_identified as is_known
            from ent.pair_mention
            union all
            select part_id, row, 'helper', helper_id, is_helper_identified from ent.pair_mention
        )
        select list((part_id, row, role, is_known) order by all) as place from mention group by person_id order by all
        """
    )


def test_for_checks_alone_the_same_rows_are_of_one_person_though_no_person_is_kept() -> None:
    unknown = {"recipient_id": None, "recipient_birth_date": None, "recipient_sex": None}
    parts = [
        # So little is told of the second 马一 that the model, which checks don't ask, leaves it alone too.
        Part(HERE, [pairing("马一", "李一"), pairing("马一", "李二", **unknown), pairing("马二", "李一")]),
        # A number that another's row bears too, a damaged one, and a recipient known by its own number.
        Part(THERE, [pairing("马三", "李一", recipient_id=number("马一")), pairing("马四", "李三", helper_id=None)]),
    ]
    whole, only = linked(*parts), Store.in_memory()
    load(only, parts)
    link_for_checks(only, "2024-12", only.catalogue.of_kind("check"))
    assert only.rows("select count(*) from meta.person") == [(0,)]
    assert persons(only) == persons(whole)
    assert whole.rows("select count(*) from ent.number_holder") == [(1,)]


def test_months_may_be_linked_for_checks_alone_and_whole_in_turn() -> None:
    store = Store.in_memory()
    months = [Part(HERE, [pairing("马一", "李一")], period=period) for period in ("2024-10", "2024-11", "2024-12")]
    load(store, months)
    for period in ("2024-10", "2024-11", "2024-12"):
        link_for_checks(store, period, store.catalogue.of_kind("check"))
        run_checks(store, period)
    link_for_checks(store, "2024-10", store.catalogue.of_kind("check"))
    assert store.rows("select count(*) from ent.pair_mention where is_current") == [(1,)]
    assert store.rows("select count(*) from chk.outcome where outcome = 'broken'") == [(0,)]


def test_members_that_are_known_are_found_again_by_checks_alone() -> None:
    store = Store.in_memory()
    load(store, [november(HERE, pairing("马一", "李一"))])
    link_period(store, "2024-11")
    load(store, [Part(HERE, [pairing("马一", "李一")])])
    link_for_checks(store, "2024-12", store.catalogue.of_kind("check"))
    (member,) = store.rows("select person_id from meta.member where period = '2024-11'")
    assert store.rows("select distinct recipient_id from ent.pair_mention") == [member]
