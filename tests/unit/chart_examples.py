"""Charts of every shape, with short and long names and numbers."""

from __future__ import annotations

from decimal import Decimal

from aixin_cli.forms.province import load_province
from aixin_cli.publish.charts.model import Chart, Row

MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]
UNITS = ("兰州", "阿克塞哈萨克族自治县", "省直及中央在甘单位")


def example_chart(shape: str, rows: list[Row], unit: str = "人", style: str = "count") -> Chart:
    return Chart(
        f"example_{shape}", "各市州每百名对象走访探视和联系交流", shape, unit, style, "2024年12月",
        "来源：T01、T03，数据截止2024年12月31日", ("空心的月份有应报单位未报。" * 6,), tuple(rows), alt="说明",
    )  # fmt: skip


def example_charts() -> list[Chart]:
    series = ("政策宣传落实", "解决实际困难", "帮办实事")
    lines: list[Row] = [
        {"period": month, "series": name, "value": Decimal(9_999_999 - place), "is_complete": place % 2 == 0}
        for place, name in enumerate(series)
        for month in MONTHS
    ]
    ranked: list[Row] = [
        {"unit_code": str(place), "unit_name": name, "is_whole": place == 0, "value": value}
        for place, (name, value) in enumerate(zip(UNITS, (Decimal("27.38"), Decimal(12345), None), strict=True))
    ]
    tiles: list[Row] = [
        {"unit_code": code, "unit_name": "阿克塞县", "is_whole": False, "value": Decimal(number)}
        for number, code in enumerate(load_province().tiles)
    ]
    parts = ("按时", "迟报", "沿用", "未报或未采用")
    stacked: list[Row] = [
        {"unit_name": name, "part_no": number, "part": part, "value": number + 1, "whole": 10}
        for name in UNITS
        for number, part in enumerate(parts)
    ]
    heat: list[Row] = [
        {
            "unit_name": f"{name}{number}", "group_name": name[:3], "column_no": column, "column_name": "联系交流",
            "value": Decimal(column), "depth": None if number == 3 else Decimal(column) / 7,
        }
        for name in UNITS
        for number in range(28)
        for column in range(7)
    ]  # fmt: skip
    bars: list[Row] = [{"item": "事实无人抚养儿童", "value": 123_456_789, "share": Decimal("0.999")}]
    return [
        example_chart("line", lines),
        example_chart("bar", bars),
        example_chart("ranked", ranked, "人次/百人", "rate"),
        example_chart("tiles", tiles, "人次/百人", "rate"),
        example_chart("stacked", stacked, "份"),
        example_chart("heat", heat, "%", "rate"),
    ]
