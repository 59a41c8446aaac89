"""The clerical list as a workbook: what stands in it, for whom, and who may read it."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from aixin_cli.errors import UsageError
from aixin_cli.jobs.review import list_reviews, summarize
from aixin_cli.link import link_period
from aixin_cli.review.workbook import View, write_review
from aixin_cli.store import Store
from tests.reviews import CLAIMS, KNOWN, OPEN, PAIRS, PERIOD, all_cells, export, load_month, rows_of

KEY, SCORE, WORDS, EFFECT = "核对码", "得分", "依据", "并为一人后的影响"
WHOLE = View()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A linked month, which writing its list leaves as it is."""
    with Store.in_memory() as opened:
        load_month(opened)
        link_period(opened, PERIOD)
        yield opened


@pytest.fixture(scope="module")
def claimed() -> Iterator[Store]:
    """The same with a person claimed by both counties, as linking tells it."""
    with Store.in_memory() as opened:
        load_month(opened)
        link_period(opened, PERIOD)
        opened.execute(
            """
            create or replace table ent.claim_case as
            select
                recipient.person_id as recipient_id, pair.unit_code, pair.part_id, pair.row, pair.status,
                pair.start_date, pair.unit_code = '620102' as is_home, false as is_decided, 'units' as claim_kind
            from (select min(person_id) as person_id from ent.recipient) as recipient
            cross join ent.pair_row as pair
            where pair.row = 3
            """
        )
        list_reviews(opened, PERIOD)
        yield opened


def listed(store: Store, path: Path, view: View = WHOLE) -> Path:
    """The list as `export` writes it, of a month that is linked already."""
    list_reviews(store, PERIOD)
    write_review(store, PERIOD, path, view)
    return path


def test_a_pair_stands_in_two_lines_with_both_sides_the_evidence_and_the_effect(store: Store, tmp_path: Path) -> None:
    rows = rows_of(listed(store, tmp_path / "a.xlsx"))
    assert len(rows) == 4
    first, second = rows[4], rows[5]
    assert {first["姓名"], second["姓名"]} == {KNOWN["recipient_name"], OPEN["recipient_name"]}
    assert KNOWN["recipient_id"] in (first["证件号码"], second["证件号码"])
    assert {first["单位"], second["单位"]} == {"城关区", "七里河区"}
    assert {first["村（社区）"], second["村（社区）"]} == {"第1村", "第4村"}
    assert "姓名相同 +" in first[WORDS]
    assert "住址同市州 -" in first[WORDS]
    assert "F02 帮扶对象 −1" in first[EFFECT]
    assert "T10 重复 +1" in first[EFFECT]
    assert 2 < first[SCORE] < 11
    assert first["出处"].endswith("· Sheet1 · 第3行")
    assert second[KEY] is None


def test_what_differs_is_marked_and_what_agrees_is_not(store: Store, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(listed(store, tmp_path / "a.xlsx"))[PAIRS]
    fills = {sheet.cell(3, cell.column).value: cell.fill.fgColor.rgb for cell in sheet[4]}
    assert fills["村（社区）"] == fills["姓名"] == "FFFFF2CC"
    assert fills["出生日期"] == fills["乡镇"] == "00000000"


def test_the_decision_is_printed_on_one_page_with_what_it_rests_on(store: Store, tmp_path: Path) -> None:
    for sheet in openpyxl.load_workbook(export(store, tmp_path / "a.xlsx")):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # Where the width isn't said it is one page.
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_decisions_are_chosen_from_a_list_and_nothing_else_can_be_written(store: Store, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(listed(store, tmp_path / "a.xlsx"))[PAIRS]
    (check,) = sheet.data_validations.dataValidation
    assert check.formula1 == '"同一人,不是,存疑"'
    assert str(check.sqref) == "B4:B7"
    assert sheet.protection.sheet
    free = {sheet.cell(3, cell.column).value for cell in sheet[4] if not cell.protection.locked}
    assert free == {"核定", "备注"}
    last = sheet.cell(3, sheet.max_column)
    assert last.value == KEY
    assert sheet.column_dimensions[last.column_letter].hidden
    assert sheet.freeze_panes == "G4"


def test_the_list_has_the_greatest_effect_first(store: Store, tmp_path: Path) -> None:
    rows = rows_of(listed(store, tmp_path / "a.xlsx"))
    scores = [row[SCORE] for row in rows.values() if row[SCORE] is not None]
    assert scores == sorted(scores, reverse=True)


def test_the_blind_list_tells_the_score_nowhere(store: Store, tmp_path: Path) -> None:
    seen, blind = listed(store, tmp_path / "a.xlsx"), listed(store, tmp_path / "b.xlsx", View(None, is_blind=True))
    scores = {f"{row[SCORE]:.1f}" for row in rows_of(seen).values() if row[SCORE] is not None}
    assert scores
    cells = all_cells(blind)
    assert not any(score in cell for cell in cells for score in scores)
    assert SCORE not in cells
    words = [row[WORDS] for row in rows_of(blind).values() if row[WORDS]]
    assert all("姓名相同；" in text and "+" not in text for text in words)
    keys = [row[KEY] for row in rows_of(blind).values() if row[KEY]]
    assert set(keys) == {row[KEY] for row in rows_of(seen).values() if row[KEY]}
    assert keys == sorted(keys, key=lambda key: key[-12:])


def test_a_countys_list_holds_nothing_of_the_other_side_but_its_units_name(claimed: Store, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    write_review(claimed, PERIOD, path, View("620103"))
    values = claimed.rows("select * from stg.pairing where part_id = 1")
    own = {str(value) for row in claimed.rows("select * from stg.pairing where part_id = 2") for value in row}
    columns = [row[0] for row in claimed.rows("select column_name from (describe stg.pairing)")]
    private = ("_name", "recipient_id", "helper_id", "_phone", "_text", "village")
    secret = {
        str(value)
        for row in values
        for name, value in zip(columns, row, strict=True)
        if value and name.endswith(private) and str(value) not in own
    }
    assert {KNOWN["recipient_name"], KNOWN["recipient_id"], KNOWN["recipient_phone"], "马大"} <= secret
    cells = all_cells(path)
    assert not [text for text in secret if any(text in cell for cell in cells)]
    assert OPEN["recipient_name"] in cells
    assert "城关区" in cells
    rows = list(rows_of(path, CLAIMS).values())
    assert [row[KEY] is None for row in rows] == [True, False]


def test_a_county_without_a_side_gets_an_empty_list(store: Store, tmp_path: Path) -> None:
    path = listed(store, tmp_path / "a.xlsx", View("620104"))
    assert rows_of(path) == {}
    assert rows_of(path, CLAIMS) == {}


def test_the_province_sees_every_claim_and_where_the_person_is_counted_now(claimed: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    written = write_review(claimed, PERIOD, path, WHOLE)
    assert written.person_count == 1
    rows = list(rows_of(path, CLAIMS).values())
    assert [row["单位"] for row in rows] == ["城关区", "七里河区"]
    assert [row["现归属"] for row in rows] == ["是", None]
    assert [row["姓名"] for row in rows] == [KNOWN["recipient_name"], OPEN["recipient_name"]]


def test_what_the_lines_of_one_claim_say_differently_is_marked(claimed: Store, tmp_path: Path) -> None:
    write_review(claimed, PERIOD, tmp_path / "a.xlsx", WHOLE)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[CLAIMS]
    for line in (4, 5):
        fills = {sheet.cell(3, cell.column).value: cell.fill.fgColor.rgb for cell in sheet[line]}
        assert fills["村（社区）"] == fills["姓名"] == "FFFFF2CC"
        assert fills["出生日期"] == fills["单位"] == "00000000"
    # No number made them one: the row of the other county has none.
    assert {row["并为一人的依据"] for row in rows_of(tmp_path / "a.xlsx", CLAIMS).values()} == {"程序认定"}
    write_review(claimed, PERIOD, tmp_path / "b.xlsx", View("620103"))
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")[CLAIMS]
    assert not [cell for line in (4, 5) for cell in sheet[line] if cell.fill.fgColor.rgb == "FFFFF2CC"]


def test_a_row_of_a_csv_file_is_named_without_a_sheet(store: Store, tmp_path: Path) -> None:
    store.execute("update meta.part set sheet = null")
    (source, *_others) = [row["出处"] for row in rows_of(export(store, tmp_path / "a.xlsx")).values()]
    assert re.fullmatch(r"\S+ · 第3行", source)


def test_the_same_list_is_the_same_bytes(store: Store, tmp_path: Path) -> None:
    first, second = export(store, tmp_path / "a.xlsx"), export(store, tmp_path / "b.xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_only_its_owner_may_read_it_and_nothing_lies_beside_it(store: Store, tmp_path: Path) -> None:
    path = listed(store, tmp_path / "a.xlsx")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_workbook_that_may_be_filled_in_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    path = listed(store, tmp_path / "a.xlsx")
    before = path.read_bytes()
    with pytest.raises(UsageError):
        listed(store, path)
    assert path.read_bytes() == before


def test_a_list_that_is_too_long_is_cut_and_the_cut_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list_reviews(store, PERIOD).found_count == 2
    values = {**store.settings.values, "link.most_listed": 1}
    monkeypatch.setattr(store, "settings", type(store.settings)(values))
    size = list_reviews(store, PERIOD)
    assert (size.pair_count, size.found_count) == (1, 2)
    told = {item: (recipients, helpers) for item, _counted, recipients, helpers in summarize(store, PERIOD)}
    assert told["listed"] == (1, 0)
