"""Units in a list: a prefecture's name stands for all of its units."""

from __future__ import annotations

from dataclasses import replace

from aixin_cli.publish.model import Completeness, State
from aixin_cli.publish.notes import return_notes
from aixin_cli.publish.row_names import fold_names
from aixin_cli.publish.text.values import basis_text
from tests.unit.publish_examples import example_edition

JINCHANG = ("620302", "620321")


def test_a_prefecture_stands_for_its_units_where_all_that_are_meant_are_there() -> None:
    owed = (*JINCHANG, "620102", "620103", "620171", "620200")
    folded = fold_names(["620321", "620102", "620302", "620171", "620200"], owed)
    assert list(folded.values()) == ["金昌市", "城关区", "金昌市", "兰州新区", "嘉峪关市"]
    assert fold_names(["620321"], owed) == {"620321": "永昌县"}
    assert fold_names(JINCHANG, (*JINCHANG, "620300-0")) == {"620302": "金川区", "620321": "永昌县"}
    assert fold_names([*JINCHANG, "620300-0"], (*JINCHANG, "620300-0"))["620300-0"] == "金昌市"
    assert fold_names(["620321"], ["620321"]) == {"620321": "永昌县"}


def test_what_is_counted_are_units_also_where_a_name_stands_for_several() -> None:
    silent = ("金昌市", "城关区", "永登县", "榆中县")
    assert "不含金昌市、城关区、永登县等5个单位" in basis_text(Completeness(89, 84, 0, 5, silent, 5))
    assert "不含金昌市、城关区）" in basis_text(Completeness(89, 86, 0, 3, silent[:2], 3))


def test_units_that_fell_silent_are_named_first_and_a_prefecture_once() -> None:
    ledger = State("", "结对帮扶台账", "missing", None)
    states = (
        replace(ledger, unit_name="城关区", listed_as="城关区"),
        replace(ledger, unit_name="金川区", listed_as="金昌市"),
        replace(ledger, unit_name="永昌县", listed_as="金昌市"),
        replace(ledger, unit_name="榆中县", listed_as="榆中县", fell_silent=True),
    )
    assert return_notes(example_edition(states=states)) == ["未报：结对帮扶台账 榆中县、城关区、金昌市"]


def test_units_that_owe_several_forms_are_named_once() -> None:
    owed = [("结对帮扶台账", "榆中县"), ("帮扶活动台账", "榆中县"), ("公益项目情况表", "城关区")]
    states = tuple(State(unit, form, "missing", None) for form, unit in owed)
    assert return_notes(example_edition(states=states)) == [
        "未报：结对帮扶台账、帮扶活动台账 榆中县；公益项目情况表 城关区"
    ]
