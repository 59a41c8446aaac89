"""What a finding expects never names the value that it finds fault with as if it were allowed."""

from __future__ import annotations

from aixin_cli.forms import layouts
from aixin_cli.forms.field_rules import field_rules


def test_codes_of_other_pairings_are_told_apart() -> None:
    rule = next(rule for rule in field_rules(layouts()["pairing"]) if rule.code == "P143")
    assert rule.expected is not None
    assert rule.expected.zh.endswith("特困家庭成员；仅限辅助结对：留守儿童、困境儿童")
    assert rule.expected.en.endswith("特困家庭成员; only with 辅助结对: 留守儿童、困境儿童")
