"""What an unknown title means: decided by people, guessed only where nearly the same, else proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.forms import layouts
from aixin_cli.read import Decision, Declared, SourceFile, TitleMemory
from aixin_cli.read.header.propose import GUESS_SCORE, propose
from tests.unit.read_examples import Rows, make_id, pairing, read_bytes, refusal, xlsx

UNIT = "620102"


def read(directory: Path, rows: Rows, *decisions: Decision) -> SourceFile:
    declared = Declared(period="2024-12", memory=TitleMemory.of(decisions))
    return read_bytes(directory, f"{UNIT}_2024-12.xlsx", xlsx({"台账": rows}), declared)


def retitled(column: int, title: str) -> Rows:
    rows = pairing(3)
    rows[0][column] = title
    return rows


def said(file: SourceFile, rule: str) -> list[str]:
    return [notice.message for notice in file.notices if notice.rule == rule]


def decision(title: str, field: str | None, unit: str = UNIT, layout: str = "pairing") -> Decision:
    return Decision(layout, unit, title, field)


def test_a_title_hardly_different_is_taken_and_a_query_says_so(tmp_path: Path) -> None:
    file = read(tmp_path, retitled(4, "帮扶对象的身份证号"))
    assert file.tables[0].rows["recipient_id"].to_pylist() == [make_id(n) for n in (1, 2, 3)]
    assert said(file, "R161") == ["The title 帮扶对象的身份证号 is read as 帮扶对象身份证号 (score 0.94)."]
    column = file.tables[0].columns[4]
    assert (column.field, column.how, column.score) == ("recipient_id", "guess", 0.94)


@pytest.mark.parametrize(
    ("column", "title"), [(4, "证件编码"), (9, "结对的类型"), (4, "原帮扶对象身份证号"), (4, "帮扶对象身份证号2")]
)
def test_below_the_score_or_with_another_meaning_nothing_is_guessed(tmp_path: Path, column: int, title: str) -> None:
    assert title in refusal(read(tmp_path, retitled(column, title)))


def test_a_column_that_is_not_required_is_never_guessed(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[0].append("结对人的联系电话")
    file = read(tmp_path, rows)
    assert file.tables[0].columns[12].how == "unknown"
    assert not said(file, "R161")


def test_two_titles_equally_near_are_no_guess(tmp_path: Path) -> None:
    rows = retitled(4, "帮扶对象的身份证号")
    for row, text in zip(rows, ["帮扶对象之身份证号", "x", "x", "x"], strict=True):
        row.append(text)
    told = refusal(read(tmp_path, rows))
    assert "帮扶对象的身份证号 (0.94)" in told
    assert "帮扶对象之身份证号 (0.94)" in told


@pytest.mark.parametrize("title", ["受帮扶人身份证号", "某帮扶人身份证号"])
def test_a_title_nearly_as_near_to_another_field_is_no_guess(tmp_path: Path, title: str) -> None:
    """One sign tells 帮扶人身份证号, the helper's, from 被帮扶人身份证号, the recipient's."""
    assert f"{title} (0." in refusal(read(tmp_path, retitled(7, title)))


def test_proposals_come_with_scores_the_nearest_first() -> None:
    near = propose("pairing", ("证件编码",))
    assert (near[0].field, near[0].score) == ("recipient_id", 0.75)
    assert [item.score for item in near] == sorted((item.score for item in near), reverse=True)
    assert all(0.5 <= item.score <= 1 for item in near)


def test_a_group_helps_to_propose_the_right_persons_field() -> None:
    assert propose("pairing", ("结对干部信息", "身份证件号码"))[0].field == "helper_id"
    assert propose("pairing", ("帮扶对象信息", "身份证件号码"))[0].field == "recipient_id"


def test_every_title_of_a_field_is_at_its_own_field_with_score_1() -> None:
    for layout in layouts().values():
        for field in layout.fields:
            for title in (field.title, *field.synonyms):
                assert (field.name, 1.0) in {(item.field, item.score) for item in propose(layout.id, (title,))}


@pytest.mark.parametrize("sign", list("原前非无2"))
def test_a_sign_that_turns_the_meaning_keeps_a_title_below_the_score(sign: str) -> None:
    assert propose("pairing", (f"{sign}结对人身份证号码",))[0].score < GUESS_SCORE


def test_a_decided_title_is_read_as_decided_with_a_note(tmp_path: Path) -> None:
    file = read(tmp_path, retitled(4, "证件编码"), decision("证件编码", "recipient_id"))
    assert file.tables[0].rows["recipient_id"].to_pylist() == [make_id(n) for n in (1, 2, 3)]
    assert said(file, "R162") == ["The title 证件编码 is read as 帮扶对象身份证号, as accepted before."]
    assert file.tables[0].columns[4].how == "memory"
    assert file.tables[0].titles["recipient_id"] == "证件编码"


@pytest.mark.parametrize("written", ["证件 编码", "证件\n编码", "证件编码：", "（证件编码）"])
def test_a_decision_holds_for_every_way_of_writing_the_title(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, retitled(4, written), decision("证件编码", "recipient_id")).status == "read"


def test_a_decision_is_one_units_unless_it_is_all_units(tmp_path: Path) -> None:
    rows = retitled(4, "证件编码")
    assert "证件编码" in refusal(read(tmp_path, rows, decision("证件编码", "recipient_id", "620104")))
    assert read(tmp_path, rows, decision("证件编码", "recipient_id", "*")).status == "read"


def test_a_units_own_decision_goes_before_the_one_for_all(tmp_path: Path) -> None:
    decisions = [decision("证件编码", "recipient_id"), decision("证件编码", "recipient_no", "*")]
    file = read(tmp_path, retitled(4, "证件编码"), *decisions)
    assert file.tables[0].columns[4].field == "recipient_id"


def test_a_decision_holds_under_its_group_only(tmp_path: Path) -> None:
    top = [None, None, None, "帮扶对象", None, None, "结对人", None, None, None, None, None]
    below = [*pairing(0)[0][:3], "姓名", "证件编码", "类别", "姓名", "证件编码", "类别", "结对类型", "结对日期", "状态"]
    decisions = [decision("帮扶对象/证件编码", "recipient_id"), decision("结对人/证件编码", "helper_id")]
    table = read(tmp_path, [top, below, *pairing(2)[1:]], *decisions).tables[0]
    assert table.rows["recipient_id"].to_pylist() == [make_id(1), make_id(2)]
    assert table.rows["helper_id"].to_pylist() == [make_id(1, "19800101"), make_id(2, "19800101")]


def test_a_refused_title_means_nothing_even_where_the_form_knows_it(tmp_path: Path) -> None:
    rows = pairing(3)
    for row, text in zip(rows, ["户号", "1", "2", "3"], strict=True):
        row.append(text)
    assert read(tmp_path, rows).tables[0].rows["household_no"].to_pylist() == ["1", "2", "3"]
    file = read(tmp_path, rows, decision("户号", None))
    assert file.tables[0].rows["household_no"].null_count == 3
    assert file.tables[0].rows["extra"].to_pylist()[0] == '{"户号":"1"}'
    assert file.tables[0].columns[12].how == "refused"
    assert not said(file, "R001")


def test_a_decision_on_a_field_that_the_form_no_longer_has_decides_nothing(tmp_path: Path) -> None:
    assert "证件编码" in refusal(read(tmp_path, retitled(4, "证件编码"), decision("证件编码", "gone")))


def test_a_header_of_decided_titles_alone_is_found(tmp_path: Path) -> None:
    names = {
        0: "甲一",
        3: "甲二",
        4: "甲三",
        5: "甲四",
        6: "甲五",
        7: "甲六",
        8: "甲七",
        9: "甲八",
        10: "甲九",
        11: "甲十",
    }
    fields = {3: "recipient_name", 4: "recipient_id", 5: "recipient_category", 6: "helper_name", 7: "helper_id",
              8: "helper_kind", 9: "pair_kind", 10: "start_date", 11: "status"}  # fmt: skip
    rows = pairing(3)
    for column, name in names.items():
        rows[0][column] = name
    assert read(tmp_path, rows).status == "refused"
    file = read(tmp_path, rows, *(decision(names[column], field) for column, field in fields.items()))
    assert file.tables[0].rows["status"].to_pylist() == ["在帮"] * 3


@pytest.mark.parametrize(("field", "means"), [(None, "nothing"), ("remark", "备注")])
def test_a_column_missing_by_a_decision_names_who_made_it_and_how_to_drop_it(
    tmp_path: Path, field: str | None, means: str
) -> None:
    taken = Decision("pairing", UNIT, "状态", field, "王主任")
    said = refusal(read(tmp_path, pairing(3), taken))
    assert f"王主任 decided that the title 状态 means {means}" in said
    assert f'aixin layout forget "状态" --form pairing --unit {UNIT}' in said
