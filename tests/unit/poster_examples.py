"""Months for a poster: as they are, with short, long and absent numbers, with few figures and with many."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.model import Completeness, Edition, Figure
from tests.unit.chart_examples import example_chart
from tests.unit.publish_examples import example_edition, example_figure

WHOLE = Completeness()
SHORT = Completeness(89, 86, 1, 2, ("甲县", "乙县"))
LABELS = (
    "结对干部",
    "帮扶对象",
    "联系交流",
    "走访探视",
    "帮办实事",
    "社会组织",
    "募集资金",
    "公益项目",
    "辅助结对对象",
)


def example_charts() -> tuple[Chart, ...]:
    names = ("困难重度残疾人", "特困人员", "孤儿", "事实无人抚养儿童", "特困家庭成员")
    bars = [{"item": name, "value": 125_000 // (9**no), "share": Decimal("0.469")} for no, name in enumerate(names)]
    return (replace(example_chart("bar", bars), id="composition"),)


def figure(number: int, value: Decimal | None, printed: str, completeness: Completeness = WHOLE) -> Figure:
    label = LABELS[(number - 1) % len(LABELS)]
    meaning = "参与过的社会团体、社会服务机构、基金会，按统一社会信用代码去重；企业、未登记和其他不计"
    made = example_figure(f"F{number:02d}", value, printed)
    return replace(made, label=label, scope="启动以来累计", meaning=meaning, completeness=completeness)


def edition(printed: list[str | None], completeness: Completeness = WHOLE, **changes: object) -> Edition:
    """A month of these printed figures; None is one without a value."""
    figures = tuple(
        figure(number, None if text is None else Decimal(1), text or "—", completeness)
        for number, text in enumerate(printed, start=1)
    )
    return example_edition(figures=figures, **changes)


USUAL = [
    "25.1万名",
    "26.7万名",
    "275.1万人次",
    "184万人次",
    "40.8万件",
    "6661个",
    "1.1亿元",
    "1.2万个",
    "3.5万名",
    "33.5万人次",
    "1.1亿元",
]
LONG = "-9999.9万平方公里人次"
EDITIONS = {
    "usual": edition(USUAL),
    "incomplete": edition(USUAL, SHORT, refused=("a.xlsx",)),
    "noughts": edition(["0名"] * 11),
    "long": edition([LONG] * 11, SHORT),
    "longest": edition(["12345678.9亿阿克塞哈萨克族自治县人次公里"] * 11),
    "some absent": edition(["25.1万名", None, "6661个", *([None] * 8)]),
    "none": edition([None] * 11),
    "many": edition(USUAL + ["1个"] * 9),
}
