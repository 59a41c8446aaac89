"""Why two rows are or aren't one person: the verdict, its ground, the weights, and nothing that names anybody."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.errors import UsageError
from aixin_cli.link import link_for_checks
from aixin_cli.link.explain.answer import answer
from aixin_cli.link.explain.why import Question, find_reasons, shortest_way
from aixin_cli.link.fellegi_sunter import load_model
from aixin_cli.link.months import newest_period, require_ledger
from aixin_cli.store import Store
from aixin_cli.store.rehearsal import rehearse
from tests.linked import Part, linked, load, number, pairing, sex

HERE, THERE = "620102", "620103"
PHONE = "13900000001"
HOME = {"township": "测试乡", "village": "一村", "guardian_name": "马守成", "recipient_phone": PHONE}
NUMBER = number("马小一")
SWAPPED = NUMBER[:13] + NUMBER[14] + NUMBER[13] + NUMBER[15:]
BORN = date(2012, 3, 4)
LOST = {"recipient_id": None, "recipient_sex": sex(NUMBER), "recipient_birth_date": BORN, **HOME}


def told(store: Store, left: str, right: str, role: str = "recipient", period: str = "2024-12") -> dict[str, Any]:
    return answer(find_reasons(store, period, Question(left, right, role)), store.settings.by_leaf())


def damaged(name: str | None, text: str | None, **given: Any) -> Any:
    return pairing(name, "李二", **(LOST | {"recipient_id_text": text} | given))


def words_of(found: dict[str, Any], comparison: str) -> str:
    return next(item["words"] for item in found["comparisons"] if item["comparison"] == comparison)


@pytest.fixture(scope="module")
def store() -> Store:
    """One ledger with a child, the same child with a slip in the number, and others; a second county's beside it."""
    assert NUMBER[13] != NUMBER[14]
    born_1982 = number("丁七", date(1982, 3, 4))
    return linked(
        Part(
            HERE,
            [
                pairing("马小一", **HOME),
                damaged("马小一", SWAPPED),
                damaged("马小二", NUMBER[:9] + str((int(NUMBER[9]) + 5) % 10) + NUMBER[10:]),
                pairing("丁七", recipient_id=born_1982, recipient_id_text=born_1982[:6] + born_1982[8:17],
                        recipient_birth_date=date(1982, 3, 4), recipient_sex=None),
                pairing("丁七", recipient_id=born_1982, recipient_birth_date=date(1982, 3, 4), recipient_sex=None),
            ],
        ),
        Part(THERE, [pairing("韩九", **{**HOME, "village": "九村", "recipient_phone": None, "guardian_name": None})]),
    )  # fmt: skip


def test_a_slip_in_a_number_is_joined_and_told_by_its_place(store: Store) -> None:
    found = told(store, f"{HERE}#5", f"{HERE}#6")
    assert (found["verdict"], found["ground"]) == ("one", "joined")
    assert "places 14–15 are swapped" in words_of(found, "number")
    assert words_of(found, "name") == "the same"
    assert words_of(found, "place") == "the same village"
    assert found["rows"][0]["person"] == found["rows"][1]["person"]
    assert {block["rule"] for block in found["blocks"]} >= {1, 2, 3}


def test_the_bits_add_up_to_what_the_month_s_own_scoring_says(store: Store) -> None:
    found = told(store, f"{HERE}#5", f"{HERE}#6")
    weights = found["weights"]
    parts = [item["bits"] for item in found["comparisons"]]
    total = sum(parts) + weights["prior_bits"] + weights["name_frequency_bits"]
    assert total == pytest.approx(weights["total_bits"], abs=0.06)
    assert len(parts) == len(load_model().comparisons)
    low, high = sorted(row["identity"] for row in found["rows"])
    scored = store.rows("select centibits from ent.link_score where left_id = ? and right_id = ?", [low, high])
    assert scored == [(round(weights["total_bits"] * 100),)]


def test_asking_the_other_way_round_changes_only_the_sides(store: Store) -> None:
    one, other = told(store, f"{HERE}#5", f"{HERE}#6"), told(store, f"{HERE}#6", f"{HERE}#5")
    assert one["weights"] == other["weights"]
    assert [row["row"] for row in other["rows"]] == [6, 5]
    assert one["sentence"] == other["sentence"]


def test_one_number_of_15_and_18_places_is_one_person_and_how_it_was_read_is_said(store: Store) -> None:
    found = told(store, f"{HERE}#8", f"{HERE}#9")
    assert (found["verdict"], found["ground"], found["weights"]) == ("one", "same_number", None)
    assert [row["evidence"] for row in found["rows"]] == ["old_number", "number"]
    assert "15 places" in found["sentence"]
    assert words_of(found, "number") == "one is the 15-place form of the other"


def test_two_names_in_one_return_stay_two_persons(store: Store) -> None:
    found = told(store, f"{HERE}#5", f"{HERE}#7")
    assert found["verdict"] != "one"
    assert found["ground"] in {"two_names", "unlike", "light"}
    assert "character 3 differs" in words_of(found, "name")


def test_two_valid_numbers_are_scored_though_nobody_compared_them(store: Store) -> None:
    found = told(store, f"{HERE}#5", f"{THERE}#5")
    assert (found["verdict"], found["ground"], found["blocks"]) == ("two", "two_numbers", [])
    assert found["weights"]["total_bits"] < 2
    assert words_of(found, "name") == "different"


def test_rows_without_a_key_in_common_were_never_compared(store: Store) -> None:
    found = told(store, f"{HERE}#6", f"{THERE}#5")
    assert found["ground"] == "no_block"
    assert "never compared" in found["sentence"]
    assert found["weights"] is not None


def test_a_person_may_be_named_by_the_key_that_lists_print(store: Store) -> None:
    rows = told(store, f"{HERE}#5", f"{HERE}#6")["rows"]
    found = told(store, f"@{rows[0]['identity']}", f"@{rows[1]['identity']}")
    assert [row["row"] for row in found["rows"]] == [5, 6]


@pytest.mark.parametrize("text", [f"{HERE}#Sheet1#5", f"somewhere/{HERE}#5", f".\\returns\\{HERE}#5"])
def test_a_file_is_known_by_its_name_or_the_end_of_its_path(store: Store, text: str) -> None:
    assert told(store, text, f"{HERE}#6")["rows"][0]["row"] == 5


@pytest.mark.parametrize(("text", "what", "hint"), [
    ("马守成.xlsx#5", "no ledger of this month or before is called so", "there are: 620102, 620103"),
    (f"{HERE}#900", "this ledger has no row 900", "FILE#ROW"),
    (HERE, "this names no row", "FILE#ROW"),
    ("@99999", "no row up to this month names a person with the key @99999 in this role", "--role"),
])  # fmt: skip
def test_what_names_no_row_is_refused_without_repeating_it(store: Store, text: str, what: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        told(store, f"{HERE}#5", text)
    assert refused.value.what == what
    assert hint in str(refused.value.hint)
    assert "马守成" not in f"{refused.value.what}{refused.value.where}{refused.value.hint}"


def test_a_row_that_two_sheets_have_must_be_named_more_exactly() -> None:
    store = linked(Part(HERE, [pairing("马一")]), Part(HERE, [pairing("马二")]))
    with pytest.raises(UsageError, match="several rows are called so") as refused:
        told(store, f"{HERE}#5", f"{HERE}#5")
    assert f"{HERE}#Sheet1#5" in str(refused.value.hint)


def test_a_masked_name_in_a_path_stands_for_the_name_that_the_clerk_types() -> None:
    store = linked(Part(HERE, [pairing("马一"), pairing("马二")]))
    store.execute("update meta.file set path = '某区/台账王**.xlsx'")
    assert told(store, "台账王小明.xlsx#5", "某区/台账王**.xlsx#6")["ground"] == "two_numbers"


def test_a_masked_name_in_a_sheet_stands_for_it_as_well() -> None:
    store = linked(Part(HERE, [pairing("马一"), pairing("马二")]))
    store.execute("update meta.part set sheet = '卓**台账'")
    assert told(store, f"{HERE}#卓玛央金台账#5", f"{HERE}#卓**台账#6")["ground"] == "two_numbers"
    with pytest.raises(UsageError):
        told(store, f"{HERE}#扎西台账#5", f"{HERE}#5")


def test_of_several_months_the_newest_is_meant_and_asked_for() -> None:
    store = linked(
        Part(HERE, [pairing("马一"), pairing("马二")], period="2024-11"), Part(HERE, [pairing("马三"), pairing("马四")])
    )
    assert newest_period(store) == "2024-12"
    assert {row["period"] for row in told(store, f"{HERE}#5", f"{HERE}#6")["rows"]} == {"2024-12"}
    with Store.in_memory() as empty, pytest.raises(UsageError, match="no ledger"):
        newest_period(empty)


def test_a_month_without_a_ledger_is_refused_with_those_that_there_are_and_a_carried_ledger_is_one() -> None:
    store = linked(Part(HERE, [pairing("马一")], period="2024-11"))
    for period in ("2024-11", "2025-02"):
        require_ledger(store, period)
    for period in ("2024-10", "2025-03"):
        with pytest.raises(UsageError, match=f"no ledger of {period}") as refused:
            require_ledger(store, period)
        assert refused.value.hint == "there are: 2024-11"


def test_a_helper_is_asked_about_by_role_and_a_row_may_have_none() -> None:
    store = linked(
        Part(HERE, [pairing("马一", "李一"), pairing("马二", "李一"), pairing("马三", None, status="待结对")])
    )
    assert told(store, f"{HERE}#5", f"{HERE}#6", "helper")["ground"] == "same_number"
    with pytest.raises(UsageError, match="names no helper"):
        told(store, f"{HERE}#5", f"{HERE}#7", "helper")


def test_a_decision_is_the_ground_with_who_and_when() -> None:
    store = Store.in_memory()
    load(store, [Part(HERE, [pairing("马小一", **HOME), damaged("马小一", SWAPPED)])])
    asked = store.catalogue.of_kind("explain")
    link_for_checks(store, "2024-12", asked)
    low, high = sorted(row["identity"] for row in told(store, f"{HERE}#5", f"{HERE}#6")["rows"])
    store.execute(
        "insert into meta.decision by name select 1 as decision_id, 'person' as kind, ? as left_id, ? as right_id,"
        " '不是' as verdict, '2024-12' as period, '王科' as decided_by, timestamp '2024-12-20 10:00:00' as decided_at",
        [low, high],
    )
    link_for_checks(store, "2024-12", asked)
    found = told(store, f"{HERE}#5", f"{HERE}#6")
    assert (found["verdict"], found["ground"]) == ("two", "decided_two")
    assert found["sentence"] == "two persons: 王科 decided so on 2024-12-20"


def test_a_number_that_two_people_share_is_kept_by_the_one_whom_it_fits() -> None:
    pasted = {"recipient_id": NUMBER, "recipient_birth_date": date(2015, 1, 1)}
    store = linked(
        Part(HERE, [pairing("马小一", **HOME), pairing("丁二", "李二", **pasted), pairing("马小三", **HOME, **pasted)])
    )
    found = told(store, f"{HERE}#5", f"{HERE}#6")
    assert (found["verdict"], found["ground"]) == ("two", "number_kept")
    assert "somebody else's" in found["rows"][1]["evidence_title"]
    sibling = told(store, f"{HERE}#5", f"{HERE}#7")
    assert (sibling["verdict"], sibling["ground"]) == ("listed", "two_names")
    assert sibling["sentence"].startswith("two persons on the clerical list as long as nobody decides: ")
    assert sibling["sentence"].count(": ") == 1
    assert "somebody else's" in sibling["rows"][1]["evidence_title"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_that_names_anybody_is_told_in_either_language(
    store: Store, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIXIN_LANG", language)
    pairs = [(5, 6), (5, 7), (8, 9), (6, 7), (5, 8)]
    text = json.dumps([told(store, f"{HERE}#{left}", f"{HERE}#{right}") for left, right in pairs], ensure_ascii=False)
    secrets = ("马小", "守成", "韩九", "丁七", PHONE, NUMBER, SWAPPED, NUMBER[6:14], "20120304", "2012-03-04")
    assert not [secret for secret in secrets if secret in text]
    assert "马**" in text
    assert ("同村" if language == "zh" else "the same village") in text


def test_the_way_between_two_of_a_group_is_a_shortest_one() -> None:
    edges = [(1, 2), (2, 3), (3, 4), (1, 5), (5, 4)]
    assert list(shortest_way(edges, 1, 4)) == [5]
    assert list(shortest_way(edges, 1, 2)) == []
    assert list(shortest_way([(1, 2)], 1, 3)) == []


def test_months_that_nobody_has_linked_are_asked_about_and_the_register_stays_as_it_is(tmp_path: Path) -> None:
    november = Part(HERE, [pairing("马小一", **HOME), pairing("马二", "李二")], period="2024-11")
    with Store.open(tmp_path) as store:
        load(store, [november, Part(HERE, [pairing("马二", "李二"), damaged("马小一", SWAPPED)])])
    with Store.open(tmp_path, read_only=True) as store:
        rehearse(store)
        link_for_checks(store, "2024-12", store.catalogue.of_kind("explain"))
        found = told(store, f"{HERE}#5", f"{HERE}#6")
        (child,) = store.rows(
            "select identity_id from ent.mention_evidence as told inner join meta.part using (part_id)"
            " where period = '2024-11' and row = 5 and role = 'recipient'"
        )[0]
        same = told(store, f"@{child}", f"{HERE}#6")
        assert store.rows("select count(*) from register.meta.person") == [(0,)]
    assert found["verdict"] == "two"
    assert (same["verdict"], same["ground"]) == ("one", "joined")
    assert [row["period"] for row in same["rows"]] == ["2024-11", "2024-12"]
