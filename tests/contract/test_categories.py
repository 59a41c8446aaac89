"""A category's label stands in the form; statements and what is printed of it ask by key."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

from aixin_cli.forms import layouts
from aixin_cli.forms.catalogue import DIRECTORY
from aixin_cli.forms.categories import load_categories
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.statement import sql_directory
from tests.contract.processes import environment
from tests.contract.returns import write_pairing

FIELDS = {field.name: field for field in layouts()["pairing"].fields}

PROGRAM = """
import sys
from functools import partial
from pathlib import Path
from aixin_cli import forms
forms.Catalogue = partial(forms.Catalogue, Path(sys.argv.pop(1)))
from aixin_cli.app import run
sys.exit(run())
"""


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


def test_a_renamed_category_is_one_file_changed(tmp_path: Path) -> None:
    """Returns with the former label count under the new one, which titles, rows and findings print."""
    label, renamed = load_categories()["destitute"], "救助供养人员"
    definitions = shutil.copytree(DIRECTORY, tmp_path / "forms")
    form = (definitions / "pairing.toml").read_text(encoding="utf-8")
    old, new = (
        f'key = "destitute", value = "{text}", title_en = "person in extreme hardship", synonyms = ['
        for text in (label, renamed)
    )
    assert form.count(old) == 2
    (definitions / "pairing.toml").write_text(form.replace(old, f'{new}"{label}", '), encoding="utf-8")
    write_pairing(tmp_path / "incoming" / "1.csv", 3, 其他类别=label)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(definitions), "run", "incoming", "--period", "2024-12"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(AIXIN_LANG="zh"),
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    tables = tmp_path / "out" / "2024-12" / "tables"
    counted = {row["类别"]: row["人数"] for row in rows_of(tables / "T02.csv") if row["单位"] == "城关区"}
    assert (counted[renamed], counted["合计"], label in counted) == ("3", "3", False)
    assert {row[f"{renamed}/应结对"] for row in rows_of(tables / "T01.csv") if row["单位"] == "城关区"} == {"3"}
    # T07 prints the indicators of AX07, which have names of their own.
    written = {path.name: path.read_text("utf-8") for path in tables.glob("T*.csv") if path.name != "T07.csv"}
    assert not [name for name, text in written.items() if label in text]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
