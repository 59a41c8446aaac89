"""A small month to publish."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa

from aixin_cli.publish.model import Column, Edition, Figure, Source, State, Table

COLUMNS = (
    Column("unit_code", ("区划代码",), "code"),
    Column("unit_name", ("单位",), "text"),
    Column("helper_count", ("结对干部",), "count", "人", "stock", "有在帮主结对的党员干部"),
    Column("helper_unverified_count", ("结对干部", "其中身份待核实"), "count", "人"),
    Column("amount_yuan", ("资金", "资助资金"), "money", "元"),
    Column("paired_rate", ("资金", "结对率"), "rate", "%", is_dash=True),
)


def example_table(table_id: str = "t01") -> Table:
    data = pa.table(
        {
            "unit_code": ["620000", "620100", "620102", "620100-0"],
            "unit_name": ["甘肃省", "兰州市", "城关区", "=兰州市本级"],
            "helper_count": pa.array([12345, 12345, 12345, 0], pa.int64()),
            "helper_unverified_count": pa.array([3, 3, 3, None], pa.int64()),
            "amount_yuan": pa.array([Decimal("1234567.10"), Decimal("0.00"), None, None], pa.decimal128(18, 2)),
            "paired_rate": pa.array([Decimal("0.9876"), None, Decimal("1.0000"), None], pa.decimal128(9, 4)),
        }
    )
    levels = ("province", "prefecture", "area", "own")
    return Table(table_id, "结对帮扶总体情况", "单位：人、元、%", COLUMNS, data, levels, ("干部按人去重。",))


def example_figure(
    figure_id: str = "F01", value: Decimal | None = Decimal(251000), printed: str = "25.1万名"
) -> Figure:
    return Figure(
        figure_id, "结对干部", "620000", value, "人", printed, "helpers/1", "期末在帮主结对", 12, 5, unit_printed="名"
    )


def example_edition(**changes: object) -> Edition:
    figures = tuple(example_figure(f"F{number:02d}") for number in range(1, 12))
    content: dict[str, object] = {
        "period": "2024-12",
        "as_of": date(2024, 12, 31),
        "unit_name": "甘肃省",
        "tables": (example_table("t01"), example_table("t03")),
        "figures": figures,
        "unit_figures": pa.table({"figure": ["F01"], "printed": ["25.1万名"]}),
        "sources": (Source("620102", "城关区", "pairing", "2024-12", "a.xlsx#台账", "ab" * 32, 3100),),
        "states": (
            State("榆中县", "结对帮扶台账", "missing", None),
            State("皋兰县", "结对帮扶台账", "carried", "2024-11"),
        ),
        "refused": (),
        "settings": {"returns.carry_months": 3},
        "settings_hash": "0123456789abcdef",
    }
    return Edition(**{**content, **changes})  # type: ignore[arg-type]
