"""Each number of a briefing that people have edited, beside the month's figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aixin_cli.publish.lint import Fact, Facts, Finding, Passage, lint_passages
from aixin_cli.publish.lint.facts import count_returns
from aixin_cli.publish.lint.numbers import fold_wide, read_numbers
from aixin_cli.publish.model import Completeness

MONTH, BEFORE, PROVINCE, LANZHOU = "2024-12", "2024-11", "620000", "620100"
KNOWN = [
    ("F01", PROVINCE, MONTH, "now", "251000"),
    ("F01", PROVINCE, BEFORE, "now", "248000"),
    ("F01", LANZHOU, MONTH, "now", "31200"),
    ("F01", PROVINCE, MONTH, "unidentified", "803"),
    ("F02", PROVINCE, MONTH, "now", "267000"),
    ("F02", PROVINCE, BEFORE, "now", "267000"),
    ("F03", PROVINCE, MONTH, "total", "2751000"),
    ("F03", PROVINCE, MONTH, "month", "123400"),
    ("F03", PROVINCE, MONTH, "year", "1290000"),
    ("F03", PROVINCE, MONTH, "growth", "3.21"),
    ("F04", PROVINCE, MONTH, "total", "1840000"),
    ("F05", PROVINCE, MONTH, "total", "408000"),
    ("F06", PROVINCE, MONTH, "now", "6661"),
    ("F07", PROVINCE, MONTH, "total", "110000000"),
    ("F08", PROVINCE, MONTH, "now", "12000"),
    ("F09", PROVINCE, MONTH, "now", "35000"),
    ("F10", PROVINCE, MONTH, "total", "335000"),
    ("F11", PROVINCE, MONTH, "year", "42901634"),
    ("t01.paired_rate", PROVINCE, MONTH, "now", "98.5"),
    ("t01.paired_rate", PROVINCE, BEFORE, "now", "98.2"),
    ("t01.orphan_paired_count", PROVINCE, MONTH, "now", "1234"),
    ("t01.de_facto_paired_count", PROVINCE, MONTH, "now", "567"),
]
RETURNS = list(count_returns(Completeness(expected=89, received=88, carried=1, absent=0), MONTH))
FIGURES = [Fact(name, unit, period, span, Decimal(value)) for name, unit, period, span, value in KNOWN]  # type: ignore[arg-type]
FACTS = Facts(MONTH, [*FIGURES, *RETURNS])


def lint(text: str) -> list[Finding]:
    return lint_passages([Passage(9, text)], FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年12月31日，全省共有25.1万名党员干部与26.7万名孤儿、困难重度残疾人、特困家庭人员结对帮扶。",
        "累计联系交流275.1万人次、走访探视184万人次，帮办实事40.8万件。",
        "6661个社会组织参与帮扶，累计募集资金1.1亿元，实施公益项目1.2万个。",
        "爱心人士辅助结对帮扶对象3.5万名，帮助群众33.5万人次。今年资助资金4290.2万元。",
        "3.5万名困难群众得到爱心人士辅助结对。",
        "结对干部达二十五万余名，帮办实事近41万件，走访探视超180万人次。",
        "结对干部２５．１万名，联系交流275.1 万人次。",
        "兰州市结对干部3.1万名。",
        "本月联系交流12.3万人次，环比增长3.2%，本年累计129万人次。",
        "今年以来，累计联系交流129万人次。",
        "结对干部由上月末的24.8万名增至25.1万名，比上月末增加3000名。",
        "截至11月底，全省结对干部24.8万名。",
        "全省结对率百分之九十八点五，比上月末提高0.3个百分点。",
        "孤儿、事实无人抚养儿童分别已结对1234人、567人。",
        "帮扶对象与上月末持平。",
        "与上月相比，结对干部增加3000名。",
        "选派25.1万名党员干部。",
        "身份待核实：结对干部803人，已计入。",
        "2023年5月工程启动以来,累计联系交流275.1万人次;今年以来,共走访探视人次较多,联系交流129万人次。",
        "据已报的88个单位统计（应报89个，不含皋兰县），联系交流275.1万人次、走访探视184万人次。",
        "除兰州市外，全省各地均已上报。结对干部25.1万名。",
        "消除隐患，兰州市结对干部3.1万名。",
        "据已报的89个单位统计，结对干部25.1万名。",
        "已报88份，沿用以前月份1份。",
        "累计联系交流275.1万人次。本月12.3万人次，环比增长3.2%。其中本月12.3万人次。",
        "联系交流275.1万人次，本月12.3万人次，今年129万人次。",
        "联系交流、走访探视不断深入。累计分别为275.1万人次、184万人次。",
        "孤儿1234人，占帮扶对象的0.5%。",
        "帮扶对象26.7万名，其中孤儿1234人、占0.5%，事实无人抚养儿童567人（占比0.2%）。",
        "四季度末，结对干部25.1万名。",
        "2024年5月,省人大常委会通过决定,全省25.1万名干部结对帮扶26.7万名关爱对象。",
    ],
)
def test_a_right_sentence_has_nothing_wrong(text: str) -> None:
    assert {item.kind for item in lint(text)} <= {"right"}


@pytest.mark.parametrize(
    ("text", "kind", "stands", "should"),
    [
        ("社会组织6616个。", "value", "6616个", "6661个"),
        ("全省共有147名党员干部结对帮扶。", "value", "147名", "25.1万名"),
        ("累计募集资金1.1万元。", "scale", "1.1万元", "1.1亿元"),
        ("帮扶对象26.7万户。", "unit", "26.7万户", "26.7万名"),
        ("结对率98.5%，较上月提高0.3%。", "points", "0.3%", "0.3个百分点"),
        ("本月联系交流12.3万人次，环比增长3.2个百分点。", "points", "3.2个百分点", "3.2%"),
        ("本月联系交流12.3万人次，环比下降3.2%。", "direction", "3.2%", "增长3.2%"),
        ("结对率98.5%，较上月下降0.3个百分点。", "direction", "0.3个百分点", "提高0.3个百分点"),
        ("结对干部25.1万名，与上月持平。", "direction", "持平", "增长1.2%"),
        ("今年资助资金4290.1万元。", "rounding", "4290.1万元", "4290.2万元"),
        ("今年资助资金4290.16万元。", "rounding", "4290.16万元", "4290.2万元"),
        ("结对干部25万名。", "rounding", "25万名", "25.1万名"),
        ("帮办实事近40万件。", "bound", "近40万件", "40.8万件"),
        ("开展活动120场，其中送温暖60场、助学80场。", "parts", "120场", "140场"),
        ("送温暖60场、助学80场，合计120场。", "parts", "120场", "140场"),
        ("孤儿1234人，占帮扶对象的5%。", "parts", "5%", "0.5%"),
        ("帮扶对象26.7万名，其中孤儿1234人，占5%。", "parts", "5%", "0.5%"),
        ("累计联系交流275.1万人次。本月14.3万人次。", "value", "14.3万人次", "12.3万人次"),
        ("累计联系交流275.1万人次。本月12.3万人次，环比下降3.2%。", "direction", "3.2%", "增长3.2%"),
        ("全省结对干部24.8万名。", "month", "24.8万名", "25.1万名"),
        ("本月联系交流275.1万人次。", "span", "275.1万人次", "12.3万人次"),
        ("全省结对干部3.1万名。", "place", "3.1万名", "25.1万名"),
        ("截至11月底，全省结对干部25.1万名。", "period", "11月底", "12月底"),
        ("上月联系交流12.3万人次。", "period", "上月", "本月"),
        ("爱心甘肃工作简报（2024年11月）", "period", "2024年11月", "2024年12月"),
    ],
)
def test_each_kind_of_mistake_is_named_with_what_should_stand(text: str, kind: str, stands: str, should: str) -> None:
    wrong = [item for item in lint(text) if item.severity == "error"]
    assert [(item.kind, item.stands, item.should, item.paragraph) for item in wrong] == [(kind, stands, should, 9)]


def test_whose_value_it_is_is_said() -> None:
    notes = {
        lint(f"{text}。")[0].note for text in ("全省结对干部24.8万名", "全省结对干部3.1万名", "本月联系交流275.1万人次")
    }
    assert notes == {"2024年11月", "兰州市", "启动以来累计"}


@pytest.mark.parametrize(
    "text", ["结对干部251000名。", "结对干部251,000名。", "结对干部25.10万名。", "资助资金今年42901634元。"]
)
def test_what_is_right_and_written_otherwise_is_asked(text: str) -> None:
    assert [(item.kind, item.severity) for item in lint(text)] == [("style", "query")]


@pytest.mark.parametrize(
    "text",
    [
        "仪式现场120名党员干部参加。",
        "南湫乡结对干部25名。",
        "培训结对干部300名。",
        "下一步，力争结对干部达到26万名。",
        "3—5名党员干部结成小组。",
        "三分之一的党员干部走访。",
        "结对干部8名到场。",
        "结对干部803名。",
        "全省8名党员干部获先进个人。",
        "其中县乡干部219620名。",
        "全县结对干部1200名。",
        "全省各级妇联组织“爱心妈妈”1.2万名与孤儿结对。",
        "218家社会组织参与。",
        "第四季度，联系交流12.3万人次。",
        "联系交流、走访探视不断深入。本月新增2.3万人次。",
    ],
)
def test_what_nobody_publishes_is_unverified_not_wrong(text: str) -> None:
    assert {item.kind for item in lint(text)} == {"unverified"}


def test_shares_of_a_list_whose_whole_is_not_written_are_no_parts_of_one_another() -> None:
    told = lint("孤儿1234人（占39.1%），事实无人抚养儿童567人（占38.5%）。")
    assert [item.kind for item in told] == ["right", "unverified", "right", "unverified"]


def test_a_part_that_nobody_publishes_is_not_its_whole() -> None:
    assert lint("社会组织6661个，其中新办的6616个。")[1].kind == "unverified"


def test_dates_documents_laws_telephones_ages_and_ordinals_are_no_numbers() -> None:
    told = "2024年12月5日，按甘办发〔2024〕12号和GB/T 9704-2012第3条，第12届，13912345678，0931-8812345，60至79岁。"
    assert read_numbers(told) == []


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("１２，３４５人", 12345, 1),
        ("三千五百名", 3500, 1),
        ("约25万人", 250_000, 10_000),
        ("两万户", 20_000, 10_000),
        ("26万7千人", 267_000, 1000),
        ("二十六万七千名", 267_000, 1000),
        ("一点一亿元", 110_000_000, 10_000_000),
        ("百分之九十八点五", Decimal("98.5"), Decimal("0.1")),
        ("25余万名", 250_000, 10_000),
        ("1,234,567元", 1_234_567, 1),
    ],
)
def test_numbers_are_read_as_offices_write_them(text: str, value: Decimal, step: Decimal) -> None:
    found = read_numbers(fold_wide(text))
    assert [(item.value, item.step) for item in found] == [(value, step)]


def test_a_heading_and_a_paragraph_say_whose_numbers_follow() -> None:
    texts = [
        "（一）兰州市",
        "结对干部3.1万名。",
        "（二）全省",
        "结对干部3.1万名。",
        "兰州市进展较快。全市结对干部3.1万名。",
    ]
    found = lint_passages([Passage(place, text) for place, text in enumerate(texts)], FACTS)
    assert [(item.paragraph, item.kind) for item in found] == [(1, "right"), (3, "place"), (4, "right")]


def test_of_a_wrong_sum_the_part_that_is_unlike_its_figure_is_told() -> None:
    wrong = [item for item in lint("帮扶对象26.7万名，其中孤儿30万名。") if item.severity == "error"]
    assert [(item.kind, item.stands, item.should) for item in wrong] == [("parts", "30万名", "1234人")]


def test_a_cell_is_of_its_row_and_column_and_counted_as_its_head_says() -> None:
    cells = [("结对干部（万名）", "25.1"), ("结对干部（名）", "251000"), ("结对干部（万名）", "25.2")]
    found = [lint_passages([Passage(1, text, "全省", column)], FACTS)[0].kind for column, text in cells]
    assert found == ["right", "style", "value"]
