"""What the store knows of a month's findings: since when each stands, and what it moves."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import load_workbook

from aixin_cli.check import run_checks
from aixin_cli.errors import ExitCode
from aixin_cli.link import link_period
from aixin_cli.rollup import roll_up
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, FEBRUARY, HERE, JANUARY, THERE, contacts, ledger, put
from tests.returns import contact, pairing, source_table

WRONG = "什么也不是"
CATEGORY, PHONE, DATE = "P143", "P212", "A042"
"""A row that counts nowhere, a column that only describes, an activity that counts nowhere."""
WHOLE = ("X037", "—")
"""A question of history, which has no row: whom the ledger no longer has."""


def book(period: str, *rows: dict[str, str], unit: str = HERE):
    return source_table("pairing", list(rows), unit=unit, period=period)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three months: a category stays wrong, a phone is put right, another category goes wrong, then nothing comes."""
    store = tmp_path_factory.mktemp("standing") / "store"
    sound = [pairing(number) for number in range(10, 30)]
    wrong, other, phone = (
        pairing(1, recipient_category=WRONG),
        pairing(2, recipient_category=WRONG),
        pairing(3, recipient_phone="12"),
    )
    log = [contact(4), contact(5, f"{DECEMBER}-40", person_times="40")]
    put(store, book(DECEMBER, wrong, phone, pairing(4), pairing(5), *sound),
        source_table("activity", log, unit=HERE, period=DECEMBER), ledger(DECEMBER, 7, 8, unit=THERE))  # fmt: skip
    put(store, book(JANUARY, *sound, pairing(4), pairing(3), other, wrong), contacts(JANUARY, 4))
    with Store.open(store) as opened:
        for period in (DECEMBER, JANUARY, FEBRUARY):
            link_period(opened, period)
            run_checks(opened, period)
            roll_up(opened, period)
    return store


def listed(store: Path, period: str, *arguments: str, form: str = "json", code: int = ExitCode.DONE, lang: str = "en"):
    done = aixin_here("findings", "--period", period, "--store", str(store), "--format", form, *arguments,
                      cwd=store.parent, AIXIN_LANG=lang)  # fmt: skip
    assert done.returncode == code, done.stderr
    return done


def found(store: Path, period: str, *arguments: str) -> dict[tuple[str, str], dict[str, object]]:
    """Findings by rule and the number of their row."""
    report = json.loads(listed(store, period, *arguments).stdout)
    return {(item["rule"], (item["key"] or "— ").split()[0]): item for item in report["findings"]}


def test_a_finding_stands_since_the_first_month_from_which_on_it_was_never_gone(store: Path) -> None:
    december, january, february = (found(store, period) for period in (DECEMBER, JANUARY, FEBRUARY))
    assert {key: item["since"] for key, item in december.items()} == dict.fromkeys(
        [(CATEGORY, "1"), (PHONE, "3"), (DATE, f"{DECEMBER}-40")], DECEMBER
    )
    assert {key: item["since"] for key, item in january.items()} == {
        (CATEGORY, "1"): DECEMBER, (CATEGORY, "2"): JANUARY, WHOLE: JANUARY,
    }  # fmt: skip
    assert january[CATEGORY, "1"]["row"] != december[CATEGORY, "1"]["row"]
    # Nothing came in February: the ledger is carried forward with what is wrong with it.
    assert {key: (item["since"], item["period"]) for key, item in february.items()} == {
        (CATEGORY, "1"): (DECEMBER, JANUARY), (CATEGORY, "2"): (JANUARY, JANUARY),
    }  # fmt: skip


def test_an_earlier_months_findings_are_there_whatever_is_worked_on_later(store: Path) -> None:
    before = {period: found(store, period) for period in (DECEMBER, JANUARY)}
    with Store.open(store) as opened:
        link_period(opened, FEBRUARY)
        run_checks(opened, FEBRUARY)
    assert {period: found(store, period) for period in (DECEMBER, JANUARY)} == before


def test_what_moves_a_figure_most_comes_first_and_a_describing_column_moves_none(store: Path) -> None:
    told = found(store, DECEMBER)
    moved = {rule: (item["figure"], item["amount"]) for (rule, _row), item in told.items()}
    assert moved == {DATE: ("F03", 40), CATEGORY: ("F02", 1), PHONE: (None, None)}
    assert [rule for rule, _row in told] == [DATE, CATEGORY, PHONE]
    # 40 would be more than the one contact that counts; one recipient beside the twenty-five that count.
    assert [item["share"] for item in told.values()] == [1, pytest.approx(1 / 25), None]
    # A person who vanished is one, though the finding has no row of this month's return.
    assert (found(store, JANUARY)[WHOLE]["figure"], found(store, JANUARY)[WHOLE]["amount"]) == ("F02", 1)


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (("--since-last",), {"2", "—"}),
        (("--unit", "城关区"), {"1", "2", "—"}),
        (("--unit", "七里河区"), set()),
        (("--prefecture", "兰州市"), {"1", "2", "—"}),
        (("--prefecture", "白银市"), set()),
        (("--rule", "P1", "--severity", "error"), {"1", "2"}),
        (("--rule", "A,X"), {"—"}),
        (("--severity", "note"), set()),
    ],
    # A set has no order of its own, and each worker would call the case otherwise.
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_only_what_is_asked_for_is_listed(store: Path, arguments: tuple[str, ...], rows: set[str]) -> None:
    assert {row for _rule, row in found(store, JANUARY, *arguments)} == rows


def test_it_says_what_is_new_and_what_is_gone(store: Path) -> None:
    done = listed(store, JANUARY)
    report = json.loads(done.stdout)
    assert {key: value for key, value in report.items() if key != "findings"} == {
        "period": JANUARY, "previous": DECEMBER, "counts": {"error": 2, "query": 1, "note": 0}, "new": 2,
        "gone": {"error": 2, "query": 0, "note": 0},
    }  # fmt: skip
    assert "since 2024-12: 2 new, 1 stand on, 2 gone" in done.stderr
    assert json.loads(listed(store, DECEMBER).stdout)["previous"] is None


def test_every_format_holds_the_same_findings_and_no_number_of_anybody(store: Path) -> None:
    rules = [rule for rule, _row in found(store, DECEMBER)]
    table = listed(store, DECEMBER, form="table").stdout
    assert [line.split()[1] for line in table.splitlines() if not line.startswith(" ")] == rules
    lines = list(csv.DictReader(io.StringIO(listed(store, DECEMBER, form="csv").stdout)))
    assert [line["rule"] for line in lines] == rules
    chinese = list(csv.DictReader(io.StringIO(listed(store, DECEMBER, form="csv", lang="zh").stdout)))
    assert [(line["规则"], line["级别"], line["报表"]) for line in chinese][0] == (DATE, "强制", "AX02")
    page = listed(store, DECEMBER, form="html").stdout
    assert re.findall(r"<td>([A-Z]\d{3})</td>", page) == rules
    for text in (table, page, str(lines), str(chinese), listed(store, DECEMBER).stdout):
        assert not re.search(r"\d{15}", text)


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "html"])
def test_a_files_ending_says_the_format(store: Path, tmp_path: Path, ending: str) -> None:
    place = tmp_path / f"all.{ending}"
    done = aixin_here("findings", "--period", DECEMBER, "--store", str(store), "-o", str(place), cwd=tmp_path)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stdout == ""
    if ending == "xlsx":
        head, first, *_others = load_workbook(place).active.iter_rows(values_only=True)
        row = dict(zip(head, first, strict=True))
        assert (row["rule"], row["figure"], row["amount"]) == (DATE, "F03", 40)
    else:
        assert DATE in place.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("--period", "2025-03"), ExitCode.NOT_READY, "2025-03 was not rolled up yet"),
        (("--period", DECEMBER, "--rule", "Q9"), ExitCode.USAGE, "--rule: no rule's code is or begins with `Q9`"),
        (("--period", DECEMBER, "--format", "xlsx"), ExitCode.USAGE, "xlsx is no text to print"),
        (("--period", DECEMBER, "-o", "x.doc"), ExitCode.USAGE, "this ending of a file's name says no format"),
        (("--period", DECEMBER, "-o", "no/x.csv"), ExitCode.USAGE, "there is no such folder"),
        (("--period", DECEMBER, "--prefecture", "城关区"), ExitCode.USAGE, "城关区 is no prefecture"),
    ],
)
def test_what_can_not_be_meant_is_refused(store: Path, arguments: tuple[str, ...], code: int, what: str) -> None:
    done = aixin_here("findings", "--store", str(store), *arguments, cwd=store.parent)
    assert done.returncode == code
    assert what in done.stderr
    assert done.stderr.splitlines()[-1].startswith("hint: ")


def test_a_rule_of_the_offices_own_that_is_gone_since_is_told_as_it_was(store: Path, tmp_path: Path) -> None:
    copy = copytree(store, tmp_path / "store")
    with Store.open(copy) as opened:
        opened.execute("update chk.rule set rule = 'Z901', title = 'ours' where rule = ?", [CATEGORY])
        opened.execute("update chk.finding set rule = 'Z901' where rule = ?", [CATEGORY])
    assert {item["title"] for (rule, _row), item in found(copy, DECEMBER).items() if rule == "Z901"} == {"ours"}
