"""What `aixin status` shows: a line for all, a row a unit, a row a return."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from aixin_cli.errors import ExitCode
from aixin_cli.screen.status import FELL, marks
from aixin_cli.store.catalogue import load_catalogue
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, HERE, JANUARY, THERE, contacts, ledger, put


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """December from two counties, January from the first alone, and of its two forms one."""
    store = tmp_path_factory.mktemp("status") / "store"
    put(store, ledger(DECEMBER, 1, 2), contacts(DECEMBER, 1), ledger(DECEMBER, 4, unit=THERE))
    put(store, ledger(JANUARY, 1, 2))
    return store


def shown(store: Path, *arguments: str, lang: str = "en"):
    done = aixin_here(
        "status", "--period", JANUARY, "--store", str(store), *arguments, cwd=store.parent, AIXIN_LANG=lang
    )
    assert done.returncode == ExitCode.DONE, done.stderr
    return done


def test_it_opens_with_one_line_and_names_those_first_that_fell_silent(store: Path) -> None:
    lines = shown(store, lang="zh").stdout.splitlines()
    assert lines[0] == "应报 356 份：已报 1，迟报 0，未报 355（其中沿用上期 1）；已报齐 0/89 个单位"
    heads, _rule, first, second, *_others = lines[2:]
    assert heads.split() == ["单位", *[f"{place:02d}" for place in range(1, 9)], "强制", "核实", "提示"]
    assert first.split() == [f"{FELL}城关", "✓", "缺", "缺", "缺"]
    assert second.split() == [f"{FELL}七里河", "沿", "缺", "缺", "缺"]
    assert FELL not in "".join(lines[6:-2])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_can_be_read_at_eighty_columns_and_says_its_marks(store: Path, lang: str) -> None:
    lines = shown(store, lang=lang).stdout.splitlines()
    assert max(map(cell_len, lines)) <= 80
    told = {"en": "沿 carried forward", "zh": "沿 沿用上期"}[lang]
    assert told in " ".join(lines[-3:])


def test_only_the_units_and_states_that_are_asked_for_are_shown(store: Path) -> None:
    lines = shown(store, "--unit", "七里河区", lang="zh").stdout.splitlines()
    assert lines[0].startswith("应报 4 份：已报 0，迟报 0，未报 4（其中沿用上期 1）；已报齐 0/1")
    assert len(lines) - 4 == len(["七里河", "", "legend"])
    carried = json.loads(shown(store, "--state", "carried", "--format", "json").stdout)
    assert [(item["unit_code"], item["form"]) for item in carried] == [(THERE, "pairing")]
    within = json.loads(shown(store, "--prefecture", "兰州市", "--format", "json").stdout)
    assert {item["unit_code"][:4] for item in within} == {"6201"}
    table = shown(store, "--state", "received").stdout
    assert "城关" in table
    assert "七里河" not in table


def test_the_rows_of_returns_stand_in_the_order_of_the_forms_numbers(store: Path) -> None:
    told = json.loads(shown(store, "--unit", HERE, "--format", "json").stdout)
    assert [item["form"] for item in told] == ["pairing", "activity", "site", "indicator"]
    assert [(item["silent_months"], item["fell_silent"]) for item in told] == [
        (None, False), (1, True), (None, False), (None, False),
    ]  # fmt: skip
    long = shown(store, "--unit", HERE, "--long").stdout.splitlines()
    assert [line.split()[2] for line in long[4:]] == ["pairing", "activity", "site", "indicator"]


def test_a_csv_is_headed_in_the_language_that_is_asked_for(store: Path) -> None:
    english, chinese = (
        list(csv.DictReader(io.StringIO(shown(store, "--format", "csv", lang=lang).stdout))) for lang in ("en", "zh")
    )
    assert list(english[0])[:4] == ["unit_code", "unit_name", "form", "state"]
    assert not any(name.isascii() for name in chinese[0])
    assert [row["强制"] for row in chinese] == [row["error_count"] for row in english]
    assert {row["状态"] for row in chinese} == {"已报", "未报", "沿用上期"}


def test_the_marks_are_those_of_the_published_table() -> None:
    (sheet,) = load_catalogue().get("t09", "rollup").header["sheet"]
    published = sheet["cells"][0]["marks"]
    by_word = {
        "已报": "✓",
        "已报 迟报": "迟",
        "零报告": "零",
        "沿用": "沿",
        "已报期初": "期",
        "疑似漏报": "扣",
        "未报": "缺",
    }
    assert {word: published[word] for word in by_word} == by_word
    assert set(by_word.values()) | {FELL} == set(marks())


def test_a_county_is_no_prefecture(store: Path) -> None:
    done = aixin_here("status", "--period", JANUARY, "--store", str(store), "--prefecture", "城关区", cwd=store.parent)
    assert done.returncode == ExitCode.USAGE
