"""Decisions that come back: kept for all later months, never overruled, checked against each other, withdrawn."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.errors import InputError, UsageError
from aixin_cli.jobs.review import Decided, decide, list_reviews
from aixin_cli.link import link_period
from aixin_cli.link.explain.why import Question
from aixin_cli.read.workbook.workbooks import read_book
from aixin_cli.review.decisions import (
    Change,
    Kept,
    Signature,
    import_decisions,
    list_decisions,
    review_status,
    withdraw_decisions,
)
from aixin_cli.review.keys import FileMark
from aixin_cli.review.read_back import Asked, DecisionFile, place_of, read_decisions
from aixin_cli.review.verdicts import read_verdict
from aixin_cli.review.workbook import View, write_review
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.files.mark import store_mark
from tests.returns import pairing, source_files, source_table
from tests.reviews import CLAIMS, NEXT, PAIRS, PERIOD, edit, export, figure, fill, load_month, rolled_figure, rows_of

AT = datetime.fromisoformat("2025-01-10 09:30")
HERE, THERE = "620102", "620103"
ALL = 6
"""The recipients of the two ledgers, before anybody is found to be another."""


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked month and its list, made once: each test works on copies."""
    folder = tmp_path_factory.mktemp("month")
    with Store.open(folder / "store") as made:
        load_month(made)
        export(made, folder / "a.xlsx")
    return folder


@pytest.fixture
def store(month: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(shutil.copytree(month / "store", tmp_path / "store")) as opened:
        yield opened


@pytest.fixture(scope="module")
def linked_once(month: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(shutil.copytree(month / "store", tmp_path_factory.mktemp("linked") / "store")) as opened:
        link_period(opened, PERIOD)
        yield opened


@pytest.fixture
def linked(linked_once: Store) -> Iterator[Store]:
    """The month linked, which takes as long as all else; decisions are all that a test leaves in it."""
    yield linked_once
    linked_once.execute("delete from meta.decision")


@pytest.fixture
def file(month: Path, tmp_path: Path) -> Path:
    """A fresh list with two pairs, in rows 4 and 6."""
    return shutil.copy(month / "a.xlsx", tmp_path / "a.xlsx")


def take(store: Store, path: Path, period: str | None = None, by: str = "王科") -> Kept:
    return import_decisions(store, read_decisions(path, read_book(path), store_mark(store), period), by, AT)


def ask(store: Store, *asked: tuple[str, int, int | None, str], unit: str | None = None) -> Kept:
    """What a file with these rows would do, the province's or a unit's."""
    rows = tuple(Asked(number, place_of(PAIRS, 4 + number), *item, None) for number, item in enumerate(asked))
    return import_decisions(store, DecisionFile(FileMark(PERIOD, "0" * 12, unit), rows), "王科", AT)


def stored(store: Store) -> list[tuple[Any, ...]]:
    return store.rows("select kind, left_id, right_id, verdict from meta.decision order by decision_id")


def refusal(store: Store, path: Path, period: str | None = None) -> str:
    """Why a file is refused; nothing of it was kept."""
    with pytest.raises(InputError) as caught:
        take(store, path, period)
    assert stored(store) == []
    assert caught.value.hint
    return f"{caught.value.what} {caught.value.where}"


def test_two_who_are_one_count_once_from_then_on(store: Store, file: Path) -> None:
    assert figure(store) == ALL
    done = take(store, fill(file, {4: "同一人"}, note="户口本已核"))
    assert (done.answered_count, done.stored_count) == (1, 1)
    assert rolled_figure(store) == ALL - 1
    load_month(store, NEXT)
    assert rolled_figure(store, NEXT) == ALL - 1
    kept = store.rows("select decided_by, decided_at, note, period from meta.decision")
    assert kept == [("王科", AT, "户口本已核", PERIOD)]


def test_what_is_decided_stands_on_no_later_list(store: Store, file: Path, tmp_path: Path) -> None:
    take(store, fill(file, {4: "不是", 6: "存疑"}))
    load_month(store, NEXT)
    assert rows_of(export(store, tmp_path / "b.xlsx", period=NEXT)) == {}


def test_a_withdrawn_decision_leaves_everything_as_before_and_on_record(
    store: Store, file: Path, tmp_path: Path
) -> None:
    take(store, fill(file, {4: "同一人"}))
    assert figure(store) == ALL - 1
    withdraw_decisions(store, [1], "李处", AT)
    assert figure(store) == ALL
    assert len(rows_of(export(store, tmp_path / "b.xlsx"))) == 4
    assert list_decisions(store)[0][-2:] == ("李处", AT)


def test_the_model_never_joins_whom_a_person_found_to_be_two(store: Store, file: Path) -> None:
    take(store, fill(file, {4: "不是"}))
    store.settings = type(store.settings)({**store.settings.values, "link.auto_bits": 3.0, "link.rival_bits": 0.0})
    assert figure(store) == ALL - 1
    withdraw_decisions(store, [1], "李处", AT)
    assert figure(store) == ALL - 2


def test_the_same_file_again_changes_nothing(store: Store, file: Path) -> None:
    take(store, fill(file, {4: "同一人", 6: "不是"}))
    before = list_decisions(store)
    done = take(store, file, by="别人")
    assert (done.answered_count, done.stored_count, done.unchanged_count) == (2, 0, 2)
    assert list_decisions(store) == before


def test_a_changed_mind_is_kept_and_told(store: Store, file: Path) -> None:
    take(store, fill(file, {4: "同一人"}))
    done = take(store, fill(file, {4: "不是"}))
    assert done.stored_count == 1
    assert done.changes == (Change(place_of(PAIRS, 4), 1, None),)
    assert figure(store) == ALL
    withdraw_decisions(store, [2], "李处", AT)
    assert figure(store) == ALL - 1


def test_rows_cut_away_leave_the_others(store: Store, file: Path) -> None:
    fill(file, {4: "同一人", 6: "不是"})
    edit(file, lambda book: _cut(book[PAIRS], 4))
    read = read_decisions(file, read_book(file), store_mark(store), None)
    assert (len(read.asked), read.listed_count) == (1, 2)
    take(store, file)
    assert [row[3] for row in stored(store)] == ["不是"]


def _cut(sheet: Any, row: int) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_rows(row, 2)


def test_an_unknown_word_names_its_row(store: Store, file: Path) -> None:
    told = refusal(store, fill(file, {4: "同一人", 6: "马小明"}))
    assert told.endswith("6")
    assert "同一人、不是、存疑" in told
    assert "马小明" not in told


def test_a_verdict_that_is_a_formula_without_a_value_is_not_taken_for_none(store: Store, file: Path) -> None:
    assert refusal(store, fill(file, {4: "同一人", 6: '="不是"'})).endswith("6")


def test_a_list_with_nothing_filled_in_answers_nothing(store: Store, file: Path) -> None:
    done = take(store, file)
    assert (done.answered_count, done.stored_count) == (0, 0)
    assert read_decisions(file, read_book(file), store_mark(store), None).listed_count == 2


def test_a_list_without_the_sheets_to_answer_on_or_with_hidden_ones_is_refused(store: Store, file: Path) -> None:
    edit(file, lambda book: setattr(book[PAIRS], "sheet_state", "hidden"))
    assert f"the sheet {PAIRS} is hidden" in refusal(store, file)
    edit(file, lambda book: [book.remove(book[name]) for name in (PAIRS, CLAIMS)])
    assert f"the sheets {PAIRS}、{CLAIMS} are missing" in refusal(store, file)


def test_a_file_of_another_month_is_refused(store: Store, file: Path) -> None:
    told = refusal(store, fill(file, {4: "同一人"}), NEXT)
    assert PERIOD in told
    assert NEXT in told


def test_a_file_of_another_store_is_refused(store: Store, file: Path) -> None:
    fill(file, {4: "同一人"})
    with Store.in_memory() as other:
        load_month(other, mark="另")
        link_period(other, PERIOD)
        refusal(other, file)


def test_a_row_of_another_months_list_is_refused(store: Store, file: Path, tmp_path: Path) -> None:
    load_month(store, NEXT)
    later = export(store, tmp_path / "b.xlsx", period=NEXT)
    key = next(row["核对码"] for row in rows_of(later).values() if row["核对码"])
    column = len(next(iter(rows_of(file).values())))
    told = refusal(store, edit(fill(file, {4: "同一人"}), lambda book: book[PAIRS].cell(4, column, key)))
    assert told.endswith("4")


@pytest.mark.parametrize("key", ["person-1-999-0123456789ab", "garbage", "home-1-620102-0123456789ab", None])
def test_an_altered_key_names_its_row(store: Store, file: Path, key: str | None) -> None:
    column = len(next(iter(rows_of(file).values())))
    edit(fill(file, {4: "同一人", 6: "同一人"}), lambda book: setattr(book[PAIRS].cell(6, column), "value", key))
    assert refusal(store, file).endswith("6")


def test_a_row_that_stands_twice_is_refused(store: Store, file: Path) -> None:
    column = len(next(iter(rows_of(file).values())))
    fill(file, {4: "同一人", 6: "不是"})
    edit(file, lambda book: book[PAIRS].cell(6, column, book[PAIRS].cell(4, column).value))
    told = refusal(store, file)
    assert told.startswith("row 6 repeats row 4 ")
    assert told.endswith(place_of(PAIRS, 6))


def test_a_decision_spread_with_blanks_is_the_word_all_the_same(store: Store, file: Path) -> None:
    take(store, fill(file, {4: "同 一 人", 6: "不　是 "}))
    assert [row[3] for row in stored(store)] == ["同一人", "不是"]


def test_an_altered_mark_a_lost_sheet_and_a_lost_head_are_refused(store: Store, file: Path, tmp_path: Path) -> None:
    fill(file, {4: "同一人"})
    for number, change in enumerate(
        (
            lambda book: book["说明"].cell(2, 1, book["说明"].cell(2, 1).value.replace("pairs=2", "pairs=9")),
            lambda book: book.remove(book["说明"]),
            lambda book: book[PAIRS].cell(3, 2, "意见"),
        )
    ):
        copy = shutil.copy(file, tmp_path / f"{number}.xlsx")
        refusal(store, edit(Path(copy), change))


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_workbook_is_refused(store: Store, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    refusal(store, path)


@pytest.mark.parametrize(
    ("part", "found", "put"),
    [
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
        ("xl/sharedStrings.xml", b"</si>", b""),
        ("xl/workbook.xml", b"<sheets>", b"<"),
        ("xl/worksheets/sheet1.xml", b't="s"><v>3</v>', b't="s"><v>99999</v>'),
    ],
)
def test_a_workbook_with_a_broken_part_is_refused(
    store: Store, file: Path, tmp_path: Path, part: str, found: bytes, put: bytes
) -> None:
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(path, "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            assert name != part or found in content
            broken.writestr(name, content.replace(found, put) if name == part else content)
    assert "damaged" in refusal(store, path)


def test_a_workbook_with_flipped_bytes_is_refused(store: Store, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(file) as whole:
        place = whole.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    content = bytearray(file.read_bytes())
    content[place : place + 40] = bytes(byte ^ 0xFF for byte in content[place : place + 40])
    path.write_bytes(content)
    assert "damaged" in refusal(store, path)


def test_people_whom_the_store_does_not_know_are_refused(store: Store) -> None:
    with pytest.raises(InputError):
        ask(store, ("person", 1, 10**9, "同一人"))
    assert stored(store) == []


def test_a_contradiction_within_a_file_is_not_stored_and_the_rest_is(store: Store) -> None:
    done = ask(
        store,
        ("person", 1, 2, "同一人"),
        ("person", 2, 3, "同一人"),
        ("person", 1, 3, "不是"),
        ("person", 3, 4, "同一人"),
    )
    assert done.stored_count == 1
    assert stored(store) == [("person", 3, 4, "同一人")]
    (clash,) = done.clashes
    assert len(clash.places) == 3
    assert clash.decisions == ()


def test_a_contradiction_with_what_is_kept_names_both(store: Store) -> None:
    ask(store, ("person", 1, 2, "同一人"), ("person", 2, 3, "同一人"))
    done = ask(store, ("person", 1, 3, "不是"), ("person", 4, 5, "不是"))
    assert stored(store)[2:] == [("person", 4, 5, "不是")]
    assert [(len(clash.places), clash.decisions) for clash in done.clashes] == [(1, (1, 2))]


def test_two_homes_for_one_person_are_a_contradiction_and_a_new_home_is_a_change(store: Store) -> None:
    done = ask(store, ("home", 1, None, "620102"), ("home", 1, None, "620103"))
    assert (done.stored_count, len(done.clashes)) == (0, 1)
    ask(store, ("home", 1, None, "620102"))
    done = ask(store, ("home", 1, None, "620103"))
    assert (done.stored_count, done.changes) == (1, (Change(place_of(PAIRS, 4), 1, None),))


def test_two_homes_of_two_who_are_found_to_be_one(store: Store) -> None:
    ask(store, ("home", 1, None, "620102"), ("home", 2, None, "620103"))
    done = ask(store, ("person", 1, 2, "同一人"))
    assert (done.stored_count, done.clashes[0].decisions) == (0, (1, 2))


def test_what_stands_again_after_withdrawing_is_checked(linked: Store) -> None:
    ask(linked, ("person", 1, 3, "同一人"), ("person", 4, 5, "同一人"))
    ask(linked, ("person", 1, 3, "不是"), ("person", 4, 5, "不是"))
    ask(linked, ("person", 1, 2, "不是"), ("person", 2, 3, "同一人"))
    assert withdraw_decisions(linked, [4], "李处", AT) == []
    (clash,) = withdraw_decisions(linked, [3], "李处", AT)
    assert (clash.places, clash.decisions) == ((), (1, 5, 6))
    assert withdraw_decisions(linked, [2], "李处", AT) == []
    assert withdraw_decisions(linked, [6], "李处", AT) == []


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Store]:
    """Two ledgers with a child in row 3 whom the model finds in the other's row 3, by name, telephone and guardian."""
    child = pairing(1, recipient_name="马小明", guardian_name="马大", recipient_phone="13900000001")
    again = pairing(
        4,
        recipient_name="马小明",
        recipient_id=None,
        recipient_sex=child["recipient_sex"],
        guardian_name="马大",
        recipient_phone="13900000001",
    )
    tables = [
        source_table("pairing", [child, pairing(2), child], period=PERIOD),
        source_table("pairing", [again, pairing(5)], unit=THERE, period=PERIOD),
    ]
    with Store.in_memory() as opened:
        load_files(opened, source_files(*tables, names=["a.xlsx", "b.xlsx"]), LoadOptions())
        yield opened


def say(store: Store, left: str, right: str, word: str, period: str = PERIOD) -> Decided:
    return decide(store, Question(left, right), read_verdict(word), "电话已核", Signature("王科", AT, period))


def test_a_wrong_join_of_the_model_is_undone_at_once_and_so_is_the_undoing(joined: Store) -> None:
    assert figure(joined) == 3
    done = say(joined, "a.xlsx#3", "b.xlsx#3", "different")
    assert (done.before.ruling.ground, done.kept.stored) == ("joined", (1,))
    assert figure(joined) == 4
    assert say(joined, "b.xlsx#3", "a.xlsx#3", "不 是").kept.unchanged_count == 1
    done = say(joined, "b.xlsx#3", "a.xlsx#3", "same")
    assert [change.decision for change in done.kept.changes] == [1]
    assert figure(joined) == 3
    assert joined.rows("select distinct kind, note, unit_code from meta.decision") == [("person", "电话已核", None)]


def test_what_is_decided_at_once_is_checked_like_an_import(joined: Store) -> None:
    say(joined, "a.xlsx#3", "a.xlsx#4", "same")
    say(joined, "a.xlsx#4", "b.xlsx#3", "same")
    done = say(joined, "a.xlsx#3", "b.xlsx#3", "different")
    (clash,) = done.kept.clashes
    assert (done.kept.stored, clash.decisions, len(clash.places)) == ((), (1, 2), 1)
    assert clash.places[0].startswith("the pair @")


def test_rows_of_one_identity_are_not_decided_about(joined: Store) -> None:
    with pytest.raises(UsageError, match="same valid ID number") as refused:
        say(joined, "a.xlsx#3", "a.xlsx#5", "different")
    assert "corrected in the return" in str(refused.value.hint)
    assert stored(joined) == []


@pytest.mark.parametrize(("text", "word"), [("同 一　人", "同一人"), ("Same", "同一人"), (" unsure ", "存疑")])
def test_a_verdict_is_a_word_of_the_list_or_its_english(text: str, word: str) -> None:
    assert read_verdict(text) == word


def test_another_word_is_no_verdict() -> None:
    with pytest.raises(UsageError) as refused:
        read_verdict("马小明")
    assert "马小明" not in f"{refused.value.what}{refused.value.hint}"
    assert "存疑 (unsure)" in str(refused.value.hint)


def test_a_unit_changes_its_own_mind_but_nobody_elses(linked: Store) -> None:
    ask(linked, ("person", 1, 2, "同一人"), unit=HERE)
    done = ask(linked, ("person", 1, 2, "不是"), unit=THERE)
    assert (done.stored_count, [clash.decisions for clash in done.clashes]) == (0, [(1,)])
    done = ask(linked, ("person", 1, 2, "存疑"), unit=THERE)
    assert (done.stored_count, len(done.clashes)) == (0, 1)
    done = ask(linked, ("person", 1, 2, "不是"), unit=HERE)
    assert (done.stored_count, done.changes, done.clashes) == (1, (Change(place_of(PAIRS, 4), 1, HERE),), ())


def test_two_units_of_one_mind_both_stand_and_neither_turns_alone(linked: Store) -> None:
    ask(linked, ("person", 1, 2, "同一人"), unit=HERE)
    assert ask(linked, ("person", 1, 2, "同一人"), unit=THERE).stored_count == 1
    assert ask(linked, ("person", 1, 2, "同一人"), unit=THERE).unchanged_count == 1
    done = ask(linked, ("person", 1, 2, "不是"), unit=HERE)
    assert (done.stored_count, [clash.decisions for clash in done.clashes]) == (0, [(2,)])


def test_the_province_overrules_units_and_says_so_and_no_unit_overrules_it(linked: Store) -> None:
    ask(linked, ("person", 1, 2, "同一人"), unit=HERE)
    ask(linked, ("person", 1, 2, "同一人"), unit=THERE)
    done = ask(linked, ("person", 1, 2, "不是"))
    place = place_of(PAIRS, 4)
    assert (done.stored_count, done.changes) == (1, (Change(place, 1, HERE), Change(place, 2, THERE)))
    done = ask(linked, ("person", 1, 2, "同一人"), unit=HERE)
    assert (done.stored_count, [clash.decisions for clash in done.clashes]) == (0, [(3,)])
    assert [row[5] for row in list_decisions(linked)] == [HERE, THERE, None]


def test_two_units_that_both_claim_a_person_contradict_each_other_until_the_province_decides(linked: Store) -> None:
    ask(linked, ("not_home", 2, None, THERE), ("home", 1, None, HERE), unit=HERE)
    done = ask(linked, ("not_home", 2, None, THERE), ("home", 1, None, THERE), unit=THERE)
    assert (done.stored_count, [clash.decisions for clash in done.clashes]) == (1, [(2,)])
    done = ask(linked, ("home", 1, None, THERE))
    assert (done.stored_count, [change.decision for change in done.changes]) == (1, [2])
    done = ask(linked, ("unsure_home", 1, None, THERE), unit=THERE)
    assert (done.stored_count, [clash.decisions for clash in done.clashes]) == (0, [(4,)])


def test_claims_are_answered_unit_by_unit(store: Store, tmp_path: Path) -> None:
    link_period(store, PERIOD)
    store.execute(
        """
        create or replace table ent.claim_case as
        select
            1 as recipient_id, unit_code, part_id, row, status, start_date, false as is_home, false as is_decided,
            'units' as claim_kind
        from ent.pair_row
        where row = 3
        """
    )
    list_reviews(store, PERIOD)
    path = tmp_path / "b.xlsx"
    write_review(store, PERIOD, path, View())
    done = take(store, fill(path, {4: "不归属", 5: "归属"}, sheet=CLAIMS))
    assert (done.answered_count, done.stored_count) == (2, 2)
    assert stored(store) == [("not_home", 1, None, "620102"), ("home", 1, None, "620103")]


@pytest.mark.parametrize("numbers", [[1, 7], [2]])
def test_withdrawing_is_all_or_nothing(store: Store, file: Path, numbers: list[int]) -> None:
    take(store, fill(file, {4: "同一人", 6: "不是"}))
    withdraw_decisions(store, [2], "李处", AT)
    with pytest.raises(UsageError):
        withdraw_decisions(store, numbers, "李处", AT)
    assert [row[-1] for row in list_decisions(store)] == [None, AT]


def test_the_status_tells_what_is_open_decided_contradictory_and_merged_by_keys_alone(store: Store, file: Path) -> None:
    figure(store)
    take(store, fill(file, {4: "同一人"}))
    load_month(store, NEXT)
    link_period(store, NEXT)
    list_reviews(store, NEXT)
    rows = review_status(store, NEXT)
    (left, right) = store.rows("select left_id, right_id from meta.decision")[0]
    assert rows == [
        ("open_pair", "uncertain", "", 1),
        # Found to be one, they are claimed by both counties.
        ("open_case", "", "", 1),
        ("decided", "同一人", "王科", 1),
        ("merged", f"{right} → {left}", "", 1),
    ]
    withdraw_decisions(store, [1], "李处", AT)
    assert ("withdrawn", "", "李处", 1) in review_status(store, NEXT)


def test_contradictions_that_came_in_by_another_way_are_told(linked: Store) -> None:
    list_reviews(linked, PERIOD)
    ask(linked, ("person", 1, 2, "同一人"))
    linked.execute(
        "insert into meta.decision by name select 2 as decision_id, 'person' as kind, 1 as left_id, 3 as right_id,"
        " '不是' as verdict, '2024-12' as period, '甲' as decided_by, $at as decided_at"
        " union all select 3, 'person', 2, 3, '同一人', '2024-12', '乙', $at",
        {"at": AT},
    )
    assert ("contradiction", "1, 2, 3", "", 1) in review_status(linked, PERIOD)


def test_a_unit_whose_code_has_a_letter_may_be_decided_for() -> None:
    mark = FileMark(PERIOD, "0123456789ab", unit="62X001")
    assert FileMark.read(mark.text) == mark
    assert mark.read_key(mark.key("home", 7, "62X001")) == ("home", 7, "62X001")
