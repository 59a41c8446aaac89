"""A title that names several months is no month's; days and a year so far are."""

from pathlib import Path

import pytest

from aixin_cli.read.owner.preamble import read_facts, read_name
from tests.unit.read_examples import pairing, read_bytes, refusal, xlsx

SEVERAL = [
    ("（2024年12月—2025年1月）", "2024-12", "2025-01"), ("2024年12月1日-2025年1月31日", "2024-12", "2025-01"),
    ("2024年11月26日-2024年12月25日", "2024-11", "2024-12"), ("11-12月", "2024-11", "2024-12"),
    ("11月至12月", "2024-11", "2024-12"), ("11月、12月", "2024-11", "2024-12"),
    ("2024年11、12月", "2024-11", "2024-12"),
    ("2024年11月—2025年1月", "2024-11", "2025-01"), ("第四季度", "2024-10", "2024-12"),
    ("2024年三季度", "2024-07", "2024-09"), ("2024年下半年", "2024-07", "2024-12"),
    ("202411-202412", "2024-11", "2024-12"),
    ("十一月至十二月", "2024-11", "2024-12"), ("12月、1月", "2023-12", "2024-01"),
]  # fmt: skip
ONE = [
    ("2024年1-12月", "2024-12"), ("1—12月", "2024-12"), ("截至12月", "2024-12"), ("截至2024年12月31日", "2024-12"),
    ("12月1日—31日", "2024-12"), ("12月1日至12月31日", "2024-12"), ("2024.12.1-2024.12.31", "2024-12"),
    ("20241201-20241231", "2024-12"), ("自2023年5月至2024年12月", "2024-12"), ("2023年5月—2024年12月", "2024-12"),
    ("第四季度（12月）", "2024-12"), ("AX02-12月", "2024-12"), ("附件2-12月", "2024-12"), ("2024年12月-1", "2024-12"),
    ("2024年度", None), ("四季青街道", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), SEVERAL)
def test_a_span_of_several_months_names_the_first_and_the_last(text: str, first: str, last: str) -> None:
    for facts in (
        read_facts([f"填报单位：城关区    {text}"], "2024-12"),
        read_name(f"城关区{text}结对.xlsx", "2024-12"),
    ):
        assert (facts.period, facts.period_span) == (None, (first, last))


@pytest.mark.parametrize(("text", "month"), ONE)
def test_days_of_one_month_and_all_so_far_are_one_month(text: str, month: str | None) -> None:
    for facts in (
        read_facts([f"填报单位：城关区    {text}"], "2024-12"),
        read_name(f"城关区{text}结对.xlsx", "2024-12"),
    ):
        assert (facts.period, facts.period_span) == (month, None)


def test_several_months_are_refused_with_both_and_narrowed_down_by_what_the_sheet_says(tmp_path: Path) -> None:
    rows = pairing(3)
    title = [["城关区2024年11月—2025年1月结对帮扶台账"]]
    told = refusal(read_bytes(tmp_path, "一.xlsx", xlsx({"台账": [*title, *rows]})))
    assert "2024-11" in told
    assert "2025-01" in told
    stated = [["填报单位：城关区    报告期：2024年12月"]]
    file = read_bytes(tmp_path, "城关区11-12月.xlsx", xlsx({"台账": [*stated, *rows]}))
    assert [table.period for table in file.tables] == ["2024-12"]
    assert "2024-11" in refusal(read_bytes(tmp_path, "城关区2024年10-11月.xlsx", xlsx({"台账": [*stated, *rows]})))
