"""Which unit and period a table is for, from all the places that say so."""

from pathlib import Path

import pyarrow as pa
import pytest

from aixin_cli.errors import UsageError
from aixin_cli.read import Declared, read_sources
from aixin_cli.read.body.by_unit import split_units
from aixin_cli.read.model import Fix
from aixin_cli.read.owner.months import find_period
from aixin_cli.read.owner.preamble import read_facts, read_name
from aixin_cli.read.owner.statement import version_notices
from tests.unit.read_examples import Rows, make_id, pairing, pairing_row, read_bytes, read_rows, refusal, xlsx


@pytest.mark.parametrize(("name", "unit", "period"), [
    ("620102_2024-12_pairing", "620102", "2024-12"),
    ("城关区12月", "620102", "2024-12"),
    ("城关12月台账", "620102", "2024-12"),
    ("2024年12月", None, "2024-12"),
    ("202412", None, "2024-12"),
    ("20241231城关区", "620102", None),
    ("白银市白银区-11月(1)", "620402", "2024-11"),
    ("城关镇", None, None),
    ("62X002_2024-12", "62X002", "2024-12"),
    ("正宁县", "621025", None),
    ("北道区", "620503", None),
    ("兰州市本级", "620100", None),
    ("结对帮扶台账", None, None),
    ("甘肃省结对帮扶台账", None, None),
    ("620102202412结对", "620102", "2024-12"),
    ("6201022024年12月", "620102", "2024-12"),
    ("620102003_2024-12", "620102", "2024-12"),
    ("620824_2024-12", "620881", "2024-12"),
    ("622101玉门市_202412", "620981", "2024-12"),
    ("城关_2024年12月台账", "620102", "2024-12"),
    ("环县十二月台账", "621022", "2024-12"),
    ("积石山县24年12月", "622927", "2024-12"),
    ("肃北县2024年第12期", "620923", "2024-12"),
    ("永宁县2024年12月", None, "2024-12"),
    ("临夏12月", None, "2024-12"),
    ("白银2024年12月", None, "2024-12"),
    ("兰州市兰州新区2024.12", "620171", "2024-12"),
    ("甘肃矿区2024-12", "62X001", "2024-12"),
    ("永登2024年12月社会组织参与情况表", "620121", "2024-12"),
    ("天祝公益项目登记表202412", "620623", "2024-12"),
    ("嘉峪关专项基金收支明细表（12月）", "620200", "2024-12"),
    ("阿克塞2024年12月服务阵地与志愿队伍", "620924", "2024-12"),
    ("公益项目数据报送", None, None),
    ("永登爱心社2024年12月", None, "2024-12"),
])  # fmt: skip
def test_names_of_files_and_folders_tell_unit_and_month(name: str, unit: str | None, period: str | None) -> None:
    facts = read_name(f"{name}.xlsx", "2024-12")
    assert (facts.unit, facts.period) == (unit, period)


@pytest.mark.parametrize(("line", "unit", "period", "filled"), [
    ("填报单位：城关区民政局  报告期：2024年12月  填报日期：2025年1月5日", "620102", "2024-12", "2025-01-05"),
    ("填表单位:皋兰县民政局 单位:人、元 填表日期:2021年7月3日", "620122", None, "2021-07-03"),
    ("填报单位  七里河区  报告期  2024.11", "620103", "2024-11", None),
    ("填报单位（盖章）：兰州市本级 报告期：2024-12", "620100", "2024-12", None),
    ("填报单位：省本级", "620000", None, None),
    ("城关区2024年12月结对帮扶台账", "620102", "2024-12", None),
    ("截至2024年12月31日", None, "2024-12", None),
    ("报告期：2024-12-31 00:00:00", None, "2024-12", None),
    ("甘肃省结对帮扶·爱心甘肃台账", None, None, None),
    ("填报日期：2025年1月5日", None, None, "2025-01-05"),
    ("填报单位：城关区民政局 填报人：马一 报送时间：20250105", "620102", None, "2025-01-05"),
    ("填报单位：城关民政局", "620102", None, None),
    ("填报单位：省直机关工委", "62X002", None, None),
    ("填报单位：环县 报告期：二〇二四年十二月", "621022", "2024-12", None),
    ("填报单位：华亭县  期别：2024年第12期", "620881", "2024-12", None),
    ("审核人：马一   2025年1月", None, None, None),
    ("说明：自2023年5月起，由兰州市统一要求", None, None, None),
    ("1. 2023年5月以前的结对不填", None, None, None),
])  # fmt: skip
def test_preambles_tell_unit_month_and_date(
    line: str, unit: str | None, period: str | None, filled: str | None
) -> None:
    facts = read_facts([line], "2024-12")
    assert (facts.unit, facts.period, facts.filled_date) == (unit, period, filled)


def test_a_month_without_a_year_is_the_last_one_up_to_the_declared() -> None:
    assert find_period("12月", "2025-01") == "2024-12"
    assert find_period("1月", "2025-01") == "2025-01"
    assert find_period("12月", None) is None


@pytest.mark.parametrize("text", [
    "2024年12月", "2024-12", "2024.12", "2024/12", "202412", "24年12月", "2024年12", "2024年度12月", "2024年第12期",
    "二〇二四年十二月", "二零二四年十二月份", "２０２４年１２月", "截至2024年12月31日", "截止日期：2024-12-31",
    "2024年1-12月", "2024年1月至12月", "（2024年12月）", "12月份", "十二月",
])  # fmt: skip
def test_a_month_is_read_in_every_style(text: str) -> None:
    assert find_period(text, "2024-12") == "2024-12"


@pytest.mark.parametrize("text", ["2024年12月31日", "20241231", "24年2月5日", "2024", "第12期", "1112", "13800138000"])
def test_what_is_no_month_is_not_read_as_one(text: str) -> None:
    assert find_period(text, None) is None


def test_who_signed_is_kept_apart_from_what_is_shown() -> None:
    line = "填表人：马一   审核人：李四  单位负责人（签字）：王五 填报日期：2025年1月3日 联系电话：13900000000"
    labels = read_facts([line], None).labels
    assert labels == {"填表人": "马一", "审核人": "李四", "单位负责人": "王五", "填报日期": "2025年1月3日"}


@pytest.mark.parametrize(("name", "preamble", "says"), [
    ("620103_2024-12.xlsx", "填报单位：城关区", ("城关区 (620102)", "七里河区 (620103)")),
    ("620102_2024-11.xlsx", "报告期：2024年12月", ("2024-12", "2024-11")),
])  # fmt: skip
def test_places_that_disagree_are_an_error_that_names_both(
    tmp_path: Path, name: str, preamble: str, says: tuple[str, str]
) -> None:
    message = refusal(read_bytes(tmp_path, name, xlsx({"台账": [[preamble], *pairing(2, None)]})))
    assert all(said in message for said in says)


def test_the_option_must_agree_with_the_file(tmp_path: Path) -> None:
    data = xlsx({"台账": pairing(2, None)})
    message = refusal(read_bytes(tmp_path, "城关区12月.xlsx", data, Declared("七里河区", "2024-12")))
    assert "--unit" in message
    assert read_bytes(tmp_path, "台账.xlsx", data, Declared("七里河区", "2024-12")).tables[0].unit == "620103"


def test_an_unknown_unit_option_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a")
    with pytest.raises(UsageError):
        read_sources([tmp_path], Declared("无名县", "2024-12"))


def test_a_unit_or_period_that_nothing_tells_is_refused(tmp_path: Path) -> None:
    assert "unit" in refusal(read_bytes(tmp_path, "台账.xlsx", xlsx({"台账": pairing(2, None)})))
    message = refusal(read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账": pairing(2)}), Declared()))
    assert "period" in message


def test_the_unit_may_come_from_the_rows_alone(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, "台账.xlsx", xlsx({"台账": pairing(3, "兰州市城关区")})).tables[0].unit == "620102"


def test_a_prefectures_combined_ledger_is_split_by_unit(tmp_path: Path) -> None:
    rows: Rows = [["填报单位：兰州市民政局"], *pairing(0)]
    for number, unit in enumerate(["七里河区", "城关区", None, "七里河", "城关区"], 1):
        rows.append(pairing_row(number, unit))
    rows.append(["合计", None, None, 5])
    file = read_bytes(tmp_path, "兰州市12月.xlsx", xlsx({"台账": rows}))
    assert [table.unit for table in file.tables] == ["620102", "620103"]
    assert [table.rows.column("row").to_pylist() for table in file.tables] == [[4, 5, 7], [3, 6]]
    assert [table.set_aside.num_rows for table in file.tables] == [3, 0]
    assert [(n.rule, n.severity, n.row, n.message[:1]) for n in file.notices] == [("R012", "query", 5, "1")]


def test_a_combined_ledger_in_order_is_split_where_one_unit_follows_another(tmp_path: Path) -> None:
    rows: Rows = [["填报单位：兰州市民政局"], *pairing(0)]
    rows += [pairing_row(number, unit) for number, unit in enumerate(["七里河区", None, "城关区", "城关"], 1)]
    file = read_bytes(tmp_path, "兰州市12月.xlsx", xlsx({"台账": rows}))
    assert [table.unit for table in file.tables] == ["620102", "620103"]
    assert [table.rows.column("row").to_pylist() for table in file.tables] == [[5, 6], [3, 4]]


def test_first_rows_without_a_county_are_never_given_to_the_county_below(tmp_path: Path) -> None:
    rows: Rows = [["填报单位：兰州市民政局"], *pairing(0)]
    rows += [pairing_row(number, unit) for number, unit in enumerate([None, None, "城关区", "七里河区"], 1)]
    told = refusal(read_bytes(tmp_path, "兰州市12月.xlsx", xlsx({"台账": rows})))
    assert "first 2 rows" in told
    assert "row 3" in told


def test_first_rows_without_a_county_are_the_senders_where_it_sends_the_form(tmp_path: Path) -> None:
    fund: Rows = [["填报单位：兰州市"], ["县（市、区）", "日期", "收支", "金额（元）"]]
    fund += [[unit, "2024-12-03", "募集", 3] for unit in (None, "城关区", None)]
    file = read_bytes(tmp_path, "兰州市12月.xlsx", xlsx({"基金": fund}))
    assert [(t.unit, t.rows.column("row").to_pylist()) for t in file.tables] == [("620100", [3]), ("620102", [4, 5])]
    assert [(n.row, n.message[:1]) for n in file.notices if n.rule == "R012"] == [(5, "1")]


def test_a_name_shared_by_two_counties_of_the_sender_is_left_for_staging_to_report(tmp_path: Path) -> None:
    rows: Rows = [["填报单位：临夏回族自治州"], *pairing(0)]
    rows += [pairing_row(number, unit) for number, unit in enumerate(["永靖县", "临夏", "临夏县"], 1)]
    file = read_bytes(tmp_path, "临夏州12月.xlsx", xlsx({"台账": rows}))
    assert [table.unit for table in file.tables] == ["622921", "622923"]
    assert file.tables[1].rows.column("unit_name").to_pylist() == ["永靖县", "临夏"]
    assert "R012" not in {notice.rule for notice in file.notices}


def test_a_prefectures_workbook_with_a_sheet_a_county(tmp_path: Path) -> None:
    sheets = {"城关区": pairing(2, None), "七里河区": pairing(3, None)}
    file = read_bytes(tmp_path, "兰州市2024年12月.xlsx", xlsx(sheets))
    assert [(table.unit, table.rows.num_rows) for table in file.tables] == [("620102", 2), ("620103", 3)]


def test_a_short_name_shared_with_the_prefecture_is_the_county_inside_its_ledger(tmp_path: Path) -> None:
    rows = [["填报单位：白银市民政局"], *pairing(0), pairing_row(1, "白银"), pairing_row(2, "平川")]
    file = read_bytes(tmp_path, "12月.xlsx", xlsx({"台账": rows}))
    assert [table.unit for table in file.tables] == ["620402", "620403"]


def test_a_few_foreign_rows_are_a_query_and_many_refuse_the_file(tmp_path: Path) -> None:
    rows = pairing(10)
    rows[3][1] = rows[4][1] = "七里河区"
    file = read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账": rows}))
    assert [(table.unit, table.rows.num_rows) for table in file.tables] == [("620102", 10)]
    assert [(n.rule, n.severity, n.message[:1]) for n in file.notices] == [("R003", "query", "2")]
    rows[5][1] = "西固区"
    message = refusal(read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账": rows})))
    assert "3 of 10" in message
    assert "七里河区 (620103) 2、西固区 (620104) 1" in message


def test_the_refusal_names_three_of_the_foreign_units_the_most_frequent_first(tmp_path: Path) -> None:
    rows = pairing(10)
    for row, unit in zip(rows[1:], ["成都市", "皋兰县", "榆中县", "榆中县", "永登县", "510100"], strict=False):
        row[1] = unit
    message = refusal(read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账": rows})))
    assert "6 of 10" in message
    assert "榆中县 (620123) 2、510100 1、永登县 (620121) 1." in message


def test_places_outside_the_province_are_foreign_and_other_words_are_not(tmp_path: Path) -> None:
    rows = pairing(10)
    rows[3][1], rows[4][1], rows[5][1], rows[6][1] = "成都市", "本辖内", "兰州市", "张掖路街道"
    file = read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账": rows}))
    assert [(n.rule, n.message[:1]) for n in file.notices] == [("R003", "1")]


def test_other_names_of_a_unit_are_understood_and_left_to_staging(tmp_path: Path) -> None:
    rows = pairing(5)
    for row, unit in zip(rows[1:], ["麦积区", "北道区", "天水市麦积区", "620503000000", "麦积"], strict=True):
        row[1] = unit
    table = read_rows(tmp_path, rows, "620503_2024-12.xlsx")
    assert [unit for unit, _rows in split_units(table.rows, "620503", "file").parts] == ["620503"]
    assert split_units(table.rows, "620503", "file").fixes == {}


def test_a_name_that_only_the_sender_settles_is_written_out_for_staging(tmp_path: Path) -> None:
    rows = pairing(2)
    rows[1][1], rows[2][1] = "白银", "甘肃省白银市白银区公园路街道"
    table = read_rows(tmp_path, rows, "白银区_2024-12.xlsx")
    assert table.rows.column("unit_name").to_pylist() == ["白银区", "白银区"]
    names = pa.array(["白银", "白银区公园路街道"])
    raw = table.rows.set_column(table.rows.schema.get_field_index("unit_name"), "unit_name", names)
    assert split_units(raw, "620402", "file").fixes == {"620402": (Fix("R148", "unit_name", (2, 3)),)}


def test_each_unit_of_a_combined_ledger_has_its_own_repairs(tmp_path: Path) -> None:
    table = read_rows(tmp_path, pairing(4), "620102_2024-12.xlsx")
    names = pa.array(["秦城区", "天水市北道区道北街道", "秦州区", "北道区"])
    raw = table.rows.set_column(table.rows.schema.get_field_index("unit_name"), "unit_name", names)
    found = split_units(raw, "620500", "file")
    assert [unit for unit, _rows in found.parts] == ["620502", "620503"]
    assert found.fixes == {"620503": (Fix("R148", "unit_name", (3,)),)}


def test_rows_of_another_prefecture_in_a_combined_ledger_are_split_and_queried(tmp_path: Path) -> None:
    rows: Rows = [["填报单位：兰州市民政局"], *pairing(0)]
    rows += [pairing_row(number, unit) for number, unit in enumerate(["城关区", "白银区", "七里河区"], 1)]
    file = read_bytes(tmp_path, "兰州市12月.xlsx", xlsx({"台账": rows}))
    assert [table.unit for table in file.tables] == ["620102", "620103", "620402"]
    assert [(n.rule, n.message[:1]) for n in file.notices] == [("R003", "1")]


def test_own_level_senders_and_jiayuguan(tmp_path: Path) -> None:
    fund = [["填报单位：兰州市本级"], ["日期", "收支", "金额（元）"], ["2024-12-03", "募集", 3]]
    assert read_bytes(tmp_path, "12月.xlsx", xlsx({"基金": fund})).tables[0].unit == "620100"
    assert read_bytes(tmp_path, "620201_12月.xlsx", xlsx({"台账": pairing(1, None)})).tables[0].unit == "620200"


def test_folders_tell_the_unit_and_the_most_specific_place_wins(tmp_path: Path) -> None:
    for name in ("兰州市/城关区/台账.xlsx", "兰州市/七里河区12月.xlsx"):
        target = tmp_path / "2024年12月" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(xlsx({"台账": pairing(2, None)}))
    files = list(read_sources([tmp_path / "2024年12月"], Declared()))
    assert [file.path for file in files] == [
        "2024年12月/兰州市/七里河区12月.xlsx",
        "2024年12月/兰州市/城关区/台账.xlsx",
    ]
    assert [(file.tables[0].unit, file.tables[0].period) for file in files] == [
        ("620103", "2024-12"),
        ("620102", "2024-12"),
    ]


@pytest.mark.parametrize(("name", "mark"), [
    ("城关区12月台账（最终）.xlsx", "最终"), ("台账最新版.xlsx", "最新"), ("台账(1).xlsx", "(1)"),
    ("台账（2）.xlsx", "（2）"),
    ("修改版台账.csv", "修改"), ("台账_v2.xlsx", "v2"), ("台账 - 副本.xlsx", "副本"),
])  # fmt: skip
def test_a_version_that_only_the_files_name_tells_is_queried(name: str, mark: str) -> None:
    (notice,) = version_notices(["returns", name], ["2025-01-05", None])
    assert (notice.rule, notice.severity, mark in notice.message_zh) == ("R115", "query", True)
    assert version_notices(["returns", name], ["2025-01-05"]) == []


@pytest.mark.parametrize("name", ["城关区2024年12月台账.xlsx", "620102_2024-12.xlsx", "兰州新区.xlsx"])
def test_an_ordinary_name_marks_no_version(name: str) -> None:
    assert version_notices(["returns", name], [None]) == []


LOG = ["序号", "县（市、区）", "活动日期", "活动类型", "结对人姓名", "结对人身份证号", "帮扶对象姓名"]


@pytest.mark.parametrize("row", [
    ["本月无"], [1, "本月无"], [1, "城关区", "本月无帮扶活动"], [1, None, "无", "无", "无", "无", "无"],
    [1, "城关区", "无", "/", "/", "—", "无"], [None, None, "零报告"],
])  # fmt: skip
def test_a_row_that_says_there_is_nothing_makes_a_zero_return(tmp_path: Path, row: Rows) -> None:
    table = read_rows(tmp_path, [LOG, row])
    assert (table.form, table.is_zero, table.rows.num_rows) == ("activity", True, 0)
    assert table.set_aside.num_rows == 2


def test_a_row_that_says_nothing_beside_rows_of_data_makes_no_zero(tmp_path: Path) -> None:
    activity = [1, "城关区", "2024-12-03", "联系交流", "马一", make_id(1), "马二"]
    table = read_rows(tmp_path, [LOG, activity, [2, "本月无"]])
    assert (table.is_zero, table.rows.num_rows, table.set_aside.num_rows) == (False, 1, 2)


def test_a_header_and_a_signature_are_a_zero_for_a_flow_and_nothing_for_a_stock(tmp_path: Path) -> None:
    signature = ["填表人：丁某", None, None, "填报日期：2025年1月5日"]
    table = read_rows(tmp_path, [LOG, signature])
    assert (table.is_zero, table.filled_date, table.preamble["填表人"]) == (True, "2025-01-05", "丁某")
    file = read_bytes(tmp_path, "620102_12月.xlsx", xlsx({"台账": [*pairing(0), signature], "活动": [LOG, signature]}))
    assert [table.form for table in file.tables] == ["activity"]
    assert [notice.rule for notice in file.notices] == ["R007"]


def test_a_ledger_signed_below_keeps_date_and_signatories_as_facts_of_the_table(tmp_path: Path) -> None:
    rows = [
        *pairing(3),
        ["单位负责人：王某", None, None, "审核人：", "沙某", None, "填表人：丁某"],
        [None, "填报日期：2025.1.5"],
    ]
    table = read_rows(tmp_path, rows)
    assert table.filled_date == "2025-01-05"
    expected = {"单位负责人": "王某", "审核人": "沙某", "填表人": "丁某", "填报日期": "2025.1.5"}
    assert table.preamble == expected
    assert table.rows.num_rows == 3


def test_township_files_and_supplements_of_one_county_are_one_return_each(tmp_path: Path) -> None:
    folder = tmp_path / "城关区2024年12月"
    folder.mkdir()
    for name in ("张掖路街道.xlsx", "雁南街道.xlsx", "补报.xlsx"):
        (folder / name).write_bytes(xlsx({"台账": pairing(2, None)}))
    files = list(read_sources([tmp_path], Declared()))
    told = [(file.path.rsplit("/", 1)[-1], table.unit, table.is_supplement) for file in files for table in file.tables]
    assert sorted(told) == [
        ("张掖路街道.xlsx", "620102", False), ("补报.xlsx", "620102", True), ("雁南街道.xlsx", "620102", False),
    ]  # fmt: skip


def test_a_folder_and_a_file_of_different_counties_are_an_error_that_names_both(tmp_path: Path) -> None:
    folder = tmp_path / "报送" / "城关区"
    folder.mkdir(parents=True)
    (folder / "七里河区12月.xlsx").write_bytes(xlsx({"台账": pairing(2, None)}))
    (file,) = read_sources([tmp_path], Declared(period="2024-12"))
    message = refusal(file)
    assert "七里河区 (620103)" in message
    assert "城关区 (620102)" in message


@pytest.mark.parametrize("cover", [["填报单位：北道区民政局"], ["麦积区2024年12月报表"], ["单位代码 620503000000"]])
def test_a_cover_speaks_for_the_sheets_behind_it(tmp_path: Path, cover: Rows) -> None:
    file = read_bytes(tmp_path, "12月.xlsx", xlsx({"封面": [cover], "台账": pairing(2, None)}))
    assert [table.unit for table in file.tables] == ["620503"]


@pytest.mark.parametrize(("name", "lines"), [
    ("填报要求", [["各县区：请报送2024年12月份数据，2024年11月未报的一并补报"], ["报告期：2024年1月起"]]),
    ("Sheet2", [["关于报送2023年5月结对帮扶台账的通知"], ["七里河区"]]),
    ("Sheet2", [["请各单位按时报送。"], ["七里河区2024年11月未报，请补报。"]]),
    ("Sheet2", [["类别", "县区"], ["孤儿", "七里河区"]]),
    ("Sheet2", [["七里河区"], ["西固区"]]),
])  # fmt: skip
def test_a_notice_or_a_list_says_nothing_of_the_return(tmp_path: Path, name: str, lines: Rows) -> None:
    file = read_bytes(tmp_path, "城关区12月.xlsx", xlsx({"台账": pairing(2), name: lines}))
    assert [(table.unit, table.period) for table in file.tables] == [("620102", "2024-12")]
    assert [(n.rule, n.sheet) for n in file.notices] == [("R004", name)]


def test_instructions_that_speak_of_zero_returns_are_none(tmp_path: Path) -> None:
    lines: Rows = [["1. 本月无帮扶活动的，活动台账报零报告"]]
    file = read_bytes(tmp_path, "城关区12月.xlsx", xlsx({"台账": pairing(2), "填报要求": lines}))
    assert [table.form for table in file.tables] == ["pairing"]


def test_a_cover_that_says_another_month_is_named_by_its_sheet(tmp_path: Path) -> None:
    data = xlsx({"台账": pairing(2), "首页": [["填报单位：城关区"], ["报告期：2024年11月"]]})
    assert "the cover 首页 says 2024-11" in refusal(read_bytes(tmp_path, "城关区12月.xlsx", data))


@pytest.mark.parametrize(("text", "month"), [
    ("2023年5月启动以来结对帮扶台账", None), ("自2023年5月开展", None), ("2023年5月起", None), ("2023年5月以来", None),
    ("2023年5月至2024年12月", "2024-12"), ("自2024年1月至12月", "2024-12"),
    ("2024年12月开展帮扶活动情况表", "2024-12"), ("2023年5月启动，2024年12月填报", "2024-12"),
])  # fmt: skip
def test_a_month_since_which_something_goes_on_is_not_the_returns(text: str, month: str | None) -> None:
    assert find_period(text, None) == month
