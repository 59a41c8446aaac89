"""Who is one person by way of others: what is surer holds, though somebody vaguer is joined to two."""

from __future__ import annotations

from datetime import date
from typing import Any

from aixin_cli.link import link_period
from aixin_cli.store import Store
from tests.linked import Part, linked, load, number, pairing, sex
from tests.unit.test_link_relinked import DAMAGED, HERE, THERE, decide, identity, members, month, numbered

NO_NUMBER: dict[str, Any] = {"recipient_id": None, "recipient_id_text": None}
PLACE: dict[str, Any] = {"township": "测试乡", "village": "上庄", "guardian_name": "丁大"}
PHONE: dict[str, Any] = {"recipient_phone": "13300000001"}


def standing(store: Store) -> list[str]:
    return [row[0] for row in store.rows("select standing from ent.link_judged order by left_id, right_id")]


def test_two_children_stay_two_though_a_row_without_a_birth_date_is_like_both() -> None:
    rows = [
        pairing("马小明", "李一", **PLACE),
        pairing("马小明", "李二", **NO_NUMBER, **PLACE)
        | {"recipient_birth_date": date(2015, 7, 18), "recipient_sex": sex(number("马小明"))},
        pairing("马小明", "李三", **NO_NUMBER, **PLACE) | {"recipient_birth_date": None, "recipient_sex": None},
    ]
    with linked(Part(HERE, rows)) as store:
        assert members(store) == [(HERE, 2)]
        assert store.rows("select distinct reason from ent.link_conflict where layer = 4") == [("several_births",)]


def test_what_was_joined_stays_joined_when_a_stranger_comes_between() -> None:
    known = number("马一鸣")
    born: dict[str, Any] = {"recipient_sex": sex(known), "recipient_birth_date": date(2012, 3, 4)}
    own = pairing("马一鸣", "李一", **PHONE)
    shortened = pairing("马一鸣", "李二", **PHONE) | {"recipient_id": None, "recipient_id_text": known[:-2]} | born
    namesake = pairing("马一名", "李三", **NO_NUMBER) | born
    stranger = pairing("马一铭", "李三", **NO_NUMBER, **PHONE, start_date=date(2024, 12, 2)) | born
    with linked(month("2024-11", HERE, own, namesake), month("2024-11", THERE, shortened), period="2024-11") as store:
        before = members(store)
        child = numbered(store, "马一鸣")
        key = store.rows("select person_id from meta.person_link where identity_id = ?", [child])
        load(
            store,
            [
                month("2024-12", HERE, own, namesake),
                month("2024-12", THERE, shortened),
                month("2024-12", "620104", stranger),
            ],
        )
        link_period(store, "2024-12", keep_scratch=True)
        assert store.rows("select count(distinct person_id) from ent.person_link where id_number = ?", [known]) == [
            (1,)
        ]
        assert store.rows("select person_id from ent.person_link where identity_id = ? and is_joined", [child]) == key
        assert sum(count for _unit, count in members(store)) <= sum(count for _unit, count in before) + 1


def test_a_decision_about_one_of_a_group_leaves_the_others_joined() -> None:
    known = number("马一")
    told: dict[str, Any] = {**PLACE, **PHONE, "recipient_birth_date": date(2012, 3, 4), "recipient_sex": sex(known)}
    rows = [pairing("马一", "李一", **PLACE, **PHONE)]
    for place, text in enumerate((known[:-2], known[:-1], known[:15] + "000")):
        rows.append(pairing("马一", f"李{place}", **told) | {"recipient_id": None, "recipient_id_text": text})
    other = pairing("马二", "李九")
    with linked(Part(HERE, [rows[0], other]), Part(THERE, rows[1:])) as store:
        assert members(store) == [(HERE, 2)]
        one = identity(store, f"evidence = 'number {known[:-2]}'")
        decide(store, "person", one, numbered(store, "马二"), "同一人")
        link_period(store, "2024-12", keep_scratch=True)
        assert sum(count for _unit, count in members(store)) == 2
    with linked(Part(HERE, [rows[0], other]), Part(THERE, rows[1:])) as store:
        one = identity(store, f"evidence = 'number {known[:-2]}'")
        decide(store, "person", one, numbered(store, "马一"), "不是")
        link_period(store, "2024-12", keep_scratch=True)
        assert sum(count for _unit, count in members(store)) == 3


def test_a_number_that_was_refused_joins_nobody_by_itself() -> None:
    known = number("马一鸣")
    twin = pairing("马一名", "李二", recipient_id=known, recipient_sex=sex(known))
    with linked(Part(HERE, [pairing("马一鸣", "李一")]), Part(THERE, [twin])) as store:
        assert standing(store) == ["listed"]
        assert sum(count for _unit, count in members(store)) == 2


def test_name_and_village_alone_make_nobody_one_person() -> None:
    place: dict[str, Any] = {"township": "测试乡", "village": "上庄"}
    rows = [
        pairing("欧阳建国", "李一", **place, recipient_no="1"),
        pairing("欧阳建国", "李二", **NO_NUMBER, **place, recipient_no="2") | {"recipient_birth_date": None},
    ]
    with linked(Part(HERE, rows)) as store:
        assert "joined" not in standing(store)
        assert members(store) == [(HERE, 2)]


def test_two_names_in_one_return_part_two_who_are_no_longer_compared() -> None:
    known = number("马一名")
    text: dict[str, Any] = {"recipient_id": None, "recipient_id_text": "6.2E+17"}
    told: dict[str, Any] = {"recipient_sex": sex(known), "recipient_birth_date": date(2012, 3, 4)}
    vague = pairing("马一鸣", "李一", **PHONE, **PLACE) | text | told
    own = pairing("马一名", "李二", **PHONE, **PLACE)
    with linked(month("2024-11", HERE, vague), month("2024-11", THERE, own), period="2024-11") as store:
        assert sum(count for _unit, count in members(store)) == 1
        bare = pairing("马一鸣", "李一") | text | {"recipient_birth_date": None, "recipient_sex": None}
        load(store, [month("2024-12", HERE, bare, pairing("马一名", "李二")), month("2024-12", THERE)])
        link_period(store, "2024-12", keep_scratch=True)
        assert sum(count for _unit, count in members(store)) == 2
        assert store.rows("select distinct reason from ent.link_conflict") == [("several_names",)]


def test_a_row_of_a_category_that_is_not_counted_never_stands_for_an_orphans() -> None:
    local = pairing("马一", "李一", recipient_category="安置帮教对象")
    for first, second in ((HERE, THERE), (THERE, HERE)):
        with linked(Part(first, [local]), Part(second, [pairing("马一", "李一")])) as store:
            assert members(store) == [(second, 1)]


def test_a_nameless_recipient_and_a_nameless_helper_of_one_row_are_two() -> None:
    row = pairing(None, None, recipient_id_text="6.2E+17", helper_id_text="12345") | {"recipient_id": None}
    with linked(Part(HERE, [row | {"helper_id": None}])) as store:
        assert store.rows("select count(distinct person_id) from ent.mention_person") == [(2,)]


def test_who_is_late_is_compared_with_what_the_unit_sends_next() -> None:
    told: dict[str, Any] = {"township": "测试乡", "village": "上庄", "guardian_name": "丁一"}
    almost = number("马一")[:6] + number("马一")[7:]
    damaged = pairing("马一", "李一", **told) | {"recipient_id": None, "recipient_id_text": almost}
    elsewhere = pairing("马一", "李二", **DAMAGED)
    with linked(month("2024-11", HERE, damaged), month("2024-11", THERE, elsewhere), period="2024-11") as store:
        decide(
            store,
            "person",
            identity(store, f"unit_code = '{HERE}' and id_number is null and evidence like 'number%'"),
            identity(store, f"unit_code = '{THERE}' and id_number is null and evidence like 'number%'"),
            "同一人",
        )
        link_period(store, "2024-11")
        assert sum(count for _unit, count in members(store)) == 1
        load(store, [month("2024-12", THERE, elsewhere)])
        link_period(store, "2024-12")
        load(store, [month("2025-01", THERE, elsewhere), month("2025-01", HERE, pairing("马一", "李一", **told))])
        link_period(store, "2025-01", keep_scratch=True)
        assert sum(count for _unit, count in members(store)) == 1


def test_links_hold_over_a_month_in_which_nobody_sent_anything() -> None:
    told: dict[str, Any] = {**PLACE, **PHONE}
    damaged = pairing("马一", "李一", **told) | {"recipient_id": None, "recipient_id_text": number("马一")[:-2]}
    with linked(month("2024-11", HERE, damaged), period="2024-11") as store:
        load(store, [month("2024-12", HERE, pairing("马一", "李一", **told))])
        link_period(store, "2024-12")
        (before,) = store.rows("select person_id from ent.recipient")
        load(store, [month("2025-02", HERE, pairing("马一", "李一", **told))])
        link_period(store, "2025-02", keep_scratch=True)
        assert store.rows("select person_id from ent.recipient") == [before]


def test_a_confirmation_that_is_withdrawn_leaves_the_link_that_stood_before() -> None:
    told: dict[str, Any] = {**PLACE, **PHONE}
    damaged = pairing("马一", "李二", **told) | {"recipient_id": None, "recipient_id_text": number("马一")[:-2]}
    own = pairing("马一", "李一", **told)
    with linked(month("2024-11", HERE, own), month("2024-11", THERE, damaged), period="2024-11") as store:
        one, other = numbered(store, "马一"), identity(store, "evidence like 'number%' and unit_code = '620103'")
        vague = pairing("马一", "李二") | {"recipient_id": None, "recipient_id_text": number("马一")[:-2]}
        vague |= {"recipient_birth_date": None, "recipient_sex": None}
        load(store, [month("2024-12", HERE, pairing("马一", "李一")), month("2024-12", THERE, vague)])
        decided = decide(store, "person", one, other, "同一人")
        link_period(store, "2024-12")
        store.execute("update meta.decision set withdrawn_at = timestamp '2025-01-03' where decision_id = ?", [decided])
        load(store, [month("2025-01", HERE, pairing("马一", "李一")), month("2025-01", THERE, vague)])
        link_period(store, "2025-01", keep_scratch=True)
        assert sum(count for _unit, count in members(store)) == 1
