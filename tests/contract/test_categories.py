"""A category's label stands in the form; statements and what is printed of it ask by key."""

from __future__ import annotations

import re

from aixin_cli.forms import layouts
from aixin_cli.forms.categories import load_categories
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.statement import sql_directory

FIELDS = {field.name: field for field in layouts()["pairing"].fields}


def test_both_lists_of_the_form_give_a_category_one_key_and_one_label() -> None:
    listed = [
        {code.key: code.value for code in FIELDS[name].codes} for name in ("recipient_category", "other_categories")
    ]
    assert listed[0] == listed[1] == load_categories()


def test_no_statement_holds_a_label() -> None:
    """Where a source is cited the law's own word stands."""
    label = re.compile("|".join(sorted(load_categories().values(), key=len, reverse=True)))
    cited = re.compile(r"^(?:source|why) = |特困人员认定办法")
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(sql_directory().rglob("*.sql"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if label.search(line) and not cited.search(line)
    ]
    assert not found


def test_headers_are_printed_with_labels() -> None:
    titles = [column["title"] for column in load_catalogue().get("t01", "rollup").header["column"]]
    assert [load_categories()["destitute"], "已结对"] in titles
    assert not [item.id for item in load_catalogue().statements if "{category." in str(item.header)]
