"""The sixty defects are all there: in tests named for them, and in the documented table."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from aixin_cli.forms import layouts
from aixin_cli.forms.field_rules import field_rules
from aixin_cli.forms.reading import reading_rules
from aixin_cli.store.catalogue import load_catalogue

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "intake.md"
NUMBERS = range(1, 61)


@cache
def lines() -> dict[int, list[str]]:
    """The table's lines by number, each cut into its cells."""
    cut = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.read_text(encoding="utf-8").splitlines()
    ]
    return {int(cells[0]): cells for cells in cut if cells[0].isdigit()}


def rules_of(number: int) -> list[str]:
    return re.findall(r"\b[A-Z]\d{2}[0-9A-E]\b", lines()[number][5])


def known_rules() -> set[str]:
    fields = {rule.code for layout in layouts().values() for rule in field_rules(layout)}
    checks = {str(item.header["code"]) for item in load_catalogue().of_kind("check")}
    return fields | checks | set(reading_rules())


@cache
def named() -> list[str]:
    """The names of all tests of defects."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in HERE.glob("test_*.py")]
    return [node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_defect_has_a_test_named_for_it(number: int) -> None:
    assert any(name.startswith(f"test_defect_{number:02d}_") for name in named())


def test_no_test_is_named_for_a_defect_that_is_none() -> None:
    numbers = {int(found[1]) for name in named() if (found := re.match(r"test_defect_(\d+)_", name))}
    assert numbers == set(NUMBERS)


def test_the_table_has_a_line_for_each_of_the_sixty_in_order() -> None:
    assert list(lines()) == list(NUMBERS)
    assert all(len(cells) == 6 and all(cells) for cells in lines().values())


@pytest.mark.parametrize("number", NUMBERS)
def test_a_line_names_the_defect_in_both_languages_and_how_often(number: int) -> None:
    _number, defect, chinese, often, does, rules = lines()[number]
    assert re.search("[a-z]", defect)
    assert re.search("[\u4e00-\u9fff.]", chinese)
    assert often in ("A", "B", "C", "D")
    assert len(does) >= 4
    assert rules == "–" or rules_of(number)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_rule_that_a_line_names_exists(number: int) -> None:
    assert set(rules_of(number)) <= known_rules()


@pytest.mark.parametrize("code", sorted(code for code in reading_rules() if "R1" <= code < "R9"))
def test_a_reading_rule_of_a_defect_is_named_in_the_table(code: str) -> None:
    number = int(code[2:])
    owners = [owner for owner in NUMBERS if code in rules_of(owner)]
    assert owners
    assert number > max(NUMBERS) or number in owners


@pytest.mark.parametrize("code", sorted(code for code in reading_rules() if code < "R1"))
def test_a_reading_rule_of_the_first_days_is_named_in_the_table(code: str) -> None:
    assert any(code in rules_of(owner) for owner in NUMBERS)
