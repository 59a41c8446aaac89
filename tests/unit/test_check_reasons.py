from __future__ import annotations

import pytest

from aixin_cli.check.outcomes import reason_text
from aixin_cli.forms import layouts
from aixin_cli.forms.field_rules import field_rules


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", "没有可用的报表（未报或暂缓采用）：AX02、AX04"),
        ("en", "no returns that count (none sent, or held): AX02, AX04"),
    ],
)
def test_forms_that_were_not_there_are_named_by_their_codes(
    monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setenv("AIXIN_LANG", language)
    assert reason_text("no returns: activity, fund_entry") == told


def test_months_and_unknown_reasons_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXIN_LANG", "zh")
    assert reason_text("not loaded: 2024-11") == "尚未入库：2024-11"
    assert reason_text("sql/check/own.sql:3 a fault") == "sql/check/own.sql:3 a fault"
    assert reason_text(None) is None


def test_an_expected_date_is_a_pattern_and_no_day_that_a_clerk_would_copy() -> None:
    expected = {
        rule.expected.zh
        for layout in layouts().values()
        for rule in field_rules(layout)
        if rule.expected and "-" in rule.expected.zh
    }
    assert "年-月-日，如 2024-10-05" in expected
    assert not any(text[:4].isdigit() and len(text) == 10 for text in expected)
