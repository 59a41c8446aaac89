"""Bridges between two months: every line says what happened, and all of them add up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.errors import ReconciliationError
from aixin_cli.jobs import comparing
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, FEBRUARY, HERE, JANUARY, THERE, add_up, contacts, opening, put, take_out, told
from tests.returns import contact, id_number, pairing, source_table

SILENT, AFAR, LATE = "620104", "620105", "620111"
PROVINCE = "620000"
GONE = {"status": "终止", "end_date": "2025-01-10"}
OTHER_HELPER = {"helper_name": "张丙", "helper_id": id_number("1981-05-06", 77)}

WEEK = [contact(number, f"2024-12-{day}") for number in (4, 5) for day in (10, 11, 12)]


def ledger(period: str, unit: str, *rows: dict[str, str | None], **facts: Any):
    return source_table("pairing", list(rows), unit=unit, period=period, **facts)


def told_of_december(store: Path) -> None:
    put(
        store,
        ledger(DECEMBER, HERE, *map(pairing, (1, 2, 3))),
        ledger(DECEMBER, THERE, *map(pairing, (4, 5))),
        ledger(DECEMBER, AFAR, *map(pairing, (9, 10))),
        contacts(DECEMBER, 1, 2, 3),
        source_table("activity", WEEK, unit=THERE, filled_date="2025-01-03"),
        opening(DECEMBER, "2024-11-30", **{"联系交流": 100, "社会组织": 2}),
        names=[f"d{place}.xlsx" for place in range(6)],
    )


def told_of_january(store: Path) -> None:
    put(
        store,
        ledger(
            JANUARY,
            HERE,
            pairing(1, **GONE, end_reason="去世"),
            pairing(2),
            pairing(3, **GONE, end_reason="更换结对人"),
            pairing(3, **OTHER_HELPER, start_date="2025-01-10"),
            pairing(5, **OTHER_HELPER, start_date="2025-01-12"),
            pairing(6, start_date="2025-01-05"),
            pairing(7),
        ),
        ledger(JANUARY, THERE, pairing(4), pairing(5, **GONE, end_reason="迁出")),
        ledger(JANUARY, SILENT, pairing(8)),
        ledger(DECEMBER, LATE, pairing(11)),
        contacts(JANUARY, 2, 6),
        source_table("activity", [*WEEK, contact(4, "2024-12-20")], unit=THERE, filled_date="2025-01-20"),
        contacts(DECEMBER, 9, 10, unit=AFAR),
        names=[f"j{place}.xlsx" for place in range(7)],
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months in which much happened."""
    store = tmp_path_factory.mktemp("compared") / "store"
    told_of_december(store)
    add_up(store, DECEMBER)
    told_of_january(store)
    add_up(store, JANUARY)
    return store


def bridges(store: Path, before: str, after: str) -> dict[tuple[str, str], dict[str, int]]:
    """By figure and row: each line's amount."""
    with Store.open(store, read_only=True) as opened:
        compared = comparing.compare(opened, before, after, None, [])
    return {
        (item.header["figure_id"], item.row_code): {
            line.code + (f":{line.detail}" if line.detail else ""): int(line.amount) for line in item.lines
        }
        for item in compared.bridges
    }


def test_recipients_come_and_go_by_what_the_ledgers_say(store: Path) -> None:
    found = bridges(store, DECEMBER, JANUARY)
    assert found["F02", HERE] == {"added": 1, "moved_in": 1, "exited:去世": -1, "revised": 1}
    assert found["F02", THERE] == {"moved_out": -1}
    assert found["F02", SILENT] == {"began": 1}
    assert found["F02", AFAR] == {}
    assert found["F02", LATE] == {"late": 1}
    # In the province nobody has moved.
    assert found["F02", PROVINCE] == {"added": 1, "exited:去世": -1, "revised": 1, "late": 1, "began": 1}


def test_helpers_count_once_in_every_unit(store: Path) -> None:
    found = bridges(store, DECEMBER, JANUARY)
    assert found["F01", HERE] == {"added": 2, "exited:去世": -1, "exited:更换结对人": -1, "revised": 1}
    assert found["F01", THERE] == {"exited:迁出": -1}


def test_contacts_are_new_late_and_corrected(store: Path) -> None:
    found = bridges(store, DECEMBER, JANUARY)
    assert found["F03", HERE] == {"added": 2}
    assert found["F03", THERE] == {"corrected": 1}
    assert found["F03", AFAR] == {"late": 2}
    assert found["F03", PROVINCE] == {"added": 2, "corrected": 1, "late": 2}
    assert found["F06", PROVINCE] == {}


def test_every_row_adds_up_between_any_two_months(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    put(
        copy,
        ledger(FEBRUARY, HERE, pairing(2), pairing(6, start_date="2025-01-05")),
        contacts(FEBRUARY, 2, 6),
        opening(FEBRUARY, "2025-01-31", **{"联系交流": 200, "社会组织": 3}),
        names=["f0.xlsx", "f1.xlsx", "f2.xlsx"],
    )
    take_out(copy, AFAR, "activity", DECEMBER, "withdrawn")
    add_up(copy, FEBRUARY)
    found = bridges(copy, JANUARY, FEBRUARY)
    assert found["F03", AFAR] == {"withdrawn": -2}
    assert found["F03", HERE] == {"added": 2, "opening": 95}
    assert found["F02", HERE] == {"exited:迁出": -1, "vanished": -1}
    assert found["F06", HERE] == {"opening": 1}
    over_both = bridges(copy, DECEMBER, FEBRUARY)
    assert over_both["F03", PROVINCE] == {"added": 2, "corrected": 1, "opening": 97}
    assert over_both["F02", HERE]["exited:去世"] == -1


def test_a_bridge_that_does_not_add_up_is_not_shown(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    with Store.open(copy) as opened:
        opened.execute(
            "update meta.kept_figure set value = value + 1 where edition = ? and figure_id = 'F02' and unit_code = ?",
            [JANUARY, HERE],
        )
        with pytest.raises(ReconciliationError, match="F02"):
            comparing.compare(opened, DECEMBER, JANUARY, None, [])
    assert "doesn't add up" in told(copy, "compare", DECEMBER, JANUARY, code=7)


def asked(store: Path, *arguments: str) -> Any:
    done = aixin_here("compare", *arguments, "--store", str(store), cwd=store.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_told_in_a_sentence_for_each_figure(store: Path) -> None:
    found = json.loads(asked(store, DECEMBER, JANUARY, "--format", "json"))
    assert (found["before"], found["after"]) == (DECEMBER, JANUARY)
    by_id = {item["id"]: item for item in found["figures"]}
    assert by_id["F02"]["sentence"] == (
        "帮扶对象由2024年12月的7名增至2025年1月的10名，增加3名："
        "新增1名，退出（去世）1名，修订（身份认定、归属、补录）1名，迟报1名，开始报送1名。"
    )
    assert set(by_id["F02"]) == {
        *("id", "label", "unit", "unit_code", "unit_name", "before", "after", "change", "is_redefined"),
        *("lines", "units", "sentence"),
    }
    assert by_id["F02"]["lines"][0] == {"line": "added", "label": "new", "detail": None, "amount": 1, "rows": 1}
    assert [(unit["unit_code"], unit["change"]) for unit in by_id["F02"]["units"]] == [
        (HERE, 2), (THERE, -1), (SILENT, 1), (LATE, 1),
    ]  # fmt: skip
    assert by_id["F04"]["sentence"].endswith("其间报来了新的报表，数却未动，请核实。")
    assert by_id["F07"]["sentence"].endswith("其间没有报来新的报表。")


def test_a_definition_that_changed_in_between_is_said(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    with Store.open(copy) as opened:
        opened.execute("update meta.kept_figure set definition_id = 'helpers/0' where edition = ?", [DECEMBER])
    found = json.loads(asked(copy, DECEMBER, JANUARY, "--figure", "F01", "--format", "json"))["figures"]
    assert [item["is_redefined"] for item in found] == [True]
    assert found[0]["sentence"].endswith("其间口径有变，两期不完全可比。")


def test_it_is_shown_of_one_figure_and_unit_and_written_as_a_table(store: Path) -> None:
    shown = asked(store, DECEMBER, JANUARY, "--figure", "F02", "--unit", HERE)
    assert shown.splitlines()[0] == "F02  帮扶对象  城关区（人）"
    assert "left（去世）" in shown
    rows = asked(store, DECEMBER, JANUARY, "--figure", "F03", "--all", "--format", "csv").splitlines()
    assert rows[0] == "figure,label,unit_code,unit_name,before,after,line,line_label,detail,amount,rows"
    assert any(row.startswith(f"F03,联系交流,{THERE},") and ",corrected," in row for row in rows)


def test_it_is_written_as_a_workbook(store: Path, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "compare.xlsx"
    asked(store, DECEMBER, JANUARY, "--format", "xlsx", "-o", str(path))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["说明", "变动原因", "各单位"]
    lines = [row for row in book["变动原因"].iter_rows(min_row=2, values_only=True) if row[0] == "F02"]
    assert sum(row[9] for row in lines) == lines[0][5] - lines[0][4]
    assert "-o compare.xlsx" in told(store, "compare", DECEMBER, JANUARY, "--format", "xlsx", code=2)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((JANUARY, JANUARY), 2, "compared with itself"),
        ((JANUARY, DECEMBER), 2, "name the earlier one first"),
        ((DECEMBER, "2025-13"), 2, "is no month"),
        ((DECEMBER, FEBRUARY), 6, "aixin rollup --period 2025-02"),
        ((f"{DECEMBER}#1", JANUARY), 6, "is not kept to be compared"),
        ((DECEMBER, JANUARY, "--figure", "F99"), 2, "known: F01"),
    ],
)
def test_what_can_t_be_compared_is_refused(store: Path, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in told(store, "compare", *words, code=code)


def test_nobody_s_name_or_number_is_kept_to_compare(store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        kinds = opened.rows(
            "select distinct table_name, column_name, data_type from duckdb_columns()"
            " where schema_name = 'meta' and table_name like 'kept_%' and data_type = 'VARCHAR'"
        )
        texts = {name for _table, name, _kind in kinds}
        assert texts == {
            *("edition", "period", "figure_id", "unit_code", "form", "source_period", "cause", "state"),
            *("definition_id", "decisions_hash", "settings_hash", "program_hash"),
        }
        causes = {cause for (cause,) in opened.rows("select distinct cause from meta.kept_member")}
    assert causes <= {None, "revised", "去世", "更换结对人", "迁出", "exited"}
    assert contact(1)["recipient_name"] not in causes
