"""Code, documentation and the catalogue of rules are one."""

from __future__ import annotations

import re
import string

import pytest

from aixin_cli.check import rules_page
from aixin_cli.check.answers import FIXED
from aixin_cli.forms import form_of_layout, layouts, load_forms
from aixin_cli.forms.field_rules import field_rules, rule_code
from aixin_cli.forms.reading import reading_rules
from aixin_cli.forms.rules import Rule, Text
from aixin_cli.link import link_period
from aixin_cli.store import Store
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.rules import known_rules
from tests.contract.processes import ROOT

RULES = known_rules(load_catalogue())
CHECKS = load_catalogue().of_kind("check")


def places(text: Text) -> set[str]:
    return {name for part in text for _, name, _, _ in string.Formatter().parse(part) if name}


@pytest.fixture(scope="module")
def month() -> Store:
    store = Store.in_memory()
    link_period(store, "2024-12")
    return store


def test_the_documentation_page_is_what_the_catalogue_says() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules_page(RULES.values()), (
        "run: aixin rules --format markdown > docs/rules.md"
    )


def test_no_rule_file_of_ours_is_faulty() -> None:
    with Store.in_memory() as store:
        assert [(fault.where, fault.what) for fault in store.catalogue.faults] == []


def test_every_code_is_there_once() -> None:
    codes = [*(str(check.header["code"]) for check in CHECKS), *reading_rules()]
    assert len(codes) == len(set(codes))
    assert len({*codes} & {rule.code for layout in layouts().values() for rule in field_rules(layout)}) == 0


def test_two_layouts_of_a_form_say_the_same_under_one_code() -> None:
    said: dict[str, Rule] = {}
    for layout in layouts().values():
        for rule in field_rules(layout):
            first = said.setdefault(rule.code, rule)
            assert (first.title, first.severity, first.forms) == (rule.title, rule.severity, rule.forms), rule.code


def test_a_rule_says_all_that_the_catalogue_promises() -> None:
    for rule in RULES.values():
        says_all(rule)


def says_all(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d{2}[0-9A-E]", rule.code)
    for text in (rule.title, rule.message, rule.fix, rule.null):
        assert re.search("[a-zA-Z]", text.en), rule.code
        assert re.search("[\u4e00-\u9fff]", text.zh), rule.code
    assert rule.source, rule.code
    assert (ROOT / rule.origin).is_file(), f"{rule.code}: the file that defines it is named"
    assert re.fullmatch(r"20\d\d-\d\d", rule.since), rule.code
    assert set(rule.forms) <= set(load_forms()), rule.code


def test_both_languages_name_the_same_facts() -> None:
    for rule in RULES.values():
        for part in (rule.message, rule.fix):
            english, chinese = (places(Text(text, text)) for text in part)
            assert english == chinese, rule.code


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_gives_the_facts_that_its_message_names(check, month: Store) -> None:
    params = month.period_params("2024-12")
    used = {name: params[name] for name in check.params}
    columns = {str(row[0]) for row in month.rows(f"describe {check.sql}", used)}
    assert {"part_id", "row", "field", "ok"} <= columns
    named = places(RULES[check.header["code"]].message)
    assert named == columns - set(FIXED) | (named & {"value", "expected", "difference"})


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_says_what_is_expected_and_why_it_asks(check) -> None:
    rule = RULES[check.header["code"]]
    assert rule.expected
    assert rule.why
    assert set(check.header.get("yields_to", ())) <= set(RULES)


def test_a_field_rule_is_named_by_its_forms_letter_its_field_and_its_kind() -> None:
    for layout in layouts().values():
        for rule in field_rules(layout):
            name = str(rule.field).partition(".")[2]
            assert rule.code.startswith(f"{form_of_layout(layout.id).letter}{layout.field(name).number:02d}")
    pairing = layouts()["pairing"]
    from aixin_cli.forms.field_rules import Kind

    assert rule_code(pairing, pairing.field("recipient_name"), Kind.MISSING) == "P091"
