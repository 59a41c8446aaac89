"""A workbook that was sent back comes back answered: what counts, what settles a finding, and what is kept besides."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import openpyxl
import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.feedback.answers import Line
from tests.contract.processes import aixin_here
from tests.returns import id_number, pairing
from tests.unit.test_feedback import PERIOD, book

Clerk = Callable[[Any], None]


def ran(place: Path, *arguments: str, code: ExitCode | None = ExitCode.DONE, **changes: str):
    done = aixin_here(*arguments, cwd=place, AIXIN_LANG="zh", **changes)
    assert code is None or done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def given_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """城关区's ledger of four with one wrong 状态 (an error) and queries, loaded, rolled up and given back."""
    place = tmp_path_factory.mktemp("given-back") / "place"
    folder = place / "in"
    folder.mkdir(parents=True)
    old = {"recipient_id": id_number("2004-03-04", 3), "recipient_category": "孤儿"}
    rows = [pairing(1), pairing(2), pairing(3, **old), pairing(4, status="不清楚")]
    (folder / f"620102_{PERIOD}_AX01.xlsx").write_bytes(book(*rows))
    ran(place, "run", "in", "--period", PERIOD, "--only", "data", "--fail-on", "never", code=None)
    ran(place, "feedback", "--period", PERIOD, "-o", "back")
    return place


@pytest.fixture
def place(given_back: Path, tmp_path: Path) -> Path:
    """A folder of its own with all of that."""
    return copytree(given_back, tmp_path / "place")


def sent(place: Path) -> Path:
    (path,) = (place / "back").rglob("*.xlsx")
    return path


def lines(sheet: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of the list with their cells by title."""
    head = next(row for row in sheet.iter_rows() if any(cell.value == "核对码" for cell in row))
    titles = {cell.column: cell.value for cell in head}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        yield row[0].row, {titles[cell.column]: cell for cell in row if cell.column in titles}


def answered(place: Path, clerk: Clerk, name: str = f"620102_{PERIOD}_AX01.xlsx") -> Path:
    made = openpyxl.load_workbook(sent(place))
    clerk(made)
    path = place / "answers" / name
    path.parent.mkdir(exist_ok=True)
    made.save(path)
    return path


def say(answer: str, note: str | None = "已电话核实", *, code: str = "") -> Clerk:
    def clerk(made: Any) -> None:
        for _row, cells in lines(made["问题清单"]):
            if str(cells["代码"].value).startswith(code):
                cells["处理意见"].value, cells["说明"].value = answer, note

    return clerk


def ledger(place: Path, *arguments: str) -> list[dict[str, Any]]:
    return json.loads(ran(place, "explain", "list", "--format", "json", *arguments).stdout)


def closing(place: Path) -> tuple[list[tuple[str, int, int]], set[str]]:
    """The errors of the page before sign-off, how many of them the province let stand, and what stops it."""
    done = ran(place, "close", PERIOD, "--by", "王某", "--format", "json", "--out", "out", code=ExitCode.NOT_READY)
    page = json.loads(done.stdout)
    errors = [(item["rule"], item["findings"], item["granted"]) for item in page["errors"]]
    return errors, {item["code"] for item in page["stops"]}


def states(place: Path) -> list[tuple[str, str, str]]:
    return [(item["rule"], item["answer"], item["state"]) for item in ledger(place)]


def loaded(place: Path, clerk: Clerk, **changes: str):
    return ran(place, "load", str(answered(place, clerk)), "--period", PERIOD, **changes)


def versions(place: Path) -> list[tuple[int, str, str | None, int | None]]:
    rows = json.loads(ran(place, "returns", "list", "--period", PERIOD, "--format", "json").stdout)
    return [(row["part_id"], row["state"], row["reason"], row["other"]) for row in rows]


def both(*clerks: Clerk) -> Clerk:
    def clerk(made: Any) -> None:
        for one in clerks:
            one(made)

    return clerk


def test_a_query_is_settled_by_its_units_word_and_an_error_waits_for_the_province(place: Path) -> None:
    done = loaded(place, say("经核实无误"))
    assert "已收答复 2 条，其中 1 条待省级核定" in done.stderr
    assert states(place) == [("P303", "confirmed", "asked"), ("X020", "confirmed", "confirmed")]
    (asked,) = ledger(place, "--asked")
    assert (asked["unit_code"], asked["key"], asked["note"]) == ("620102", "620199************ 马**", "已电话核实")
    words = ("--reason", "无处可填", "--by", "王某")
    ran(place, "explain", "grant", str(asked["id"]), "--until", "2025-06-30", *words)
    assert [(item["state"], item["until"]) for item in ledger(place)][0] == ("granted", "2025-06-30")
    # Once rolled up again it stops no closing, and is told there as what the province let stand.
    ran(place, "rollup", "--period", PERIOD)
    assert closing(place) == ([("P303", 1, 1)], {"missing"})
    ran(place, "explain", "refuse", str(asked["id"]), *words)
    assert closing(place) == ([("P303", 1, 0)], {"missing", "errors"})
    assert states(place)[0] == ("P303", "confirmed", "refused")
    for number in ("2", "99"):
        ran(place, "explain", "refuse", number, *words, code=ExitCode.USAGE)
    history = json.loads(ran(place, "returns", "show", "1", "--format", "json").stdout)["history"]
    assert [(item["step"], item["by"]) for item in history] == [
        ("received", "城关区"), ("accepted", None), ("answered", "城关区"),
    ]  # fmt: skip


def test_no_grant_makes_a_row_count_that_is_left_out(place: Path) -> None:
    loaded(place, say("特殊情况说明(申请豁免)"))
    ran(place, "explain", "grant", "1", "--until", "2025-06-30", "--reason", "x", "--by", "y")
    (shown,) = json.loads(ran(place, "returns", "show", "1", "--format", "json").stdout)["parts"]
    assert (shown["rows"]["accepted"], shown["rows"]["quarantined"]) == (3, 1)


def correct(made: Any) -> None:
    made["结对帮扶台账"]["H6"] = "在帮"


def test_a_corrected_workbook_replaces_just_the_version_that_it_was_made_of(place: Path) -> None:
    loaded(place, both(correct, say("已改", None, code="P303"), say("经核实无误", code="X020")))
    assert versions(place) == [(1, "superseded", "newer version", 2), (2, "accepted", None, None)]
    assert states(place) == [("P303", "corrected", "corrected"), ("X020", "confirmed", "confirmed")]
    (left,) = json.loads(ran(place, "check", "in", "--period", PERIOD, "--format", "json", code=None).stdout)["files"]
    assert left["returns"][0]["rows"]["quarantined"] == 1


def test_one_that_was_replaced_meanwhile_holds_the_answer(place: Path) -> None:
    newer = place / "newer" / f"620102_{PERIOD}_AX01.xlsx"
    newer.parent.mkdir()
    newer.write_bytes(book(*[pairing(number) for number in (1, 2, 3, 5)]))
    ran(place, "load", str(newer), "--period", PERIOD, "--replace")
    loaded(place, correct)
    assert versions(place) == [
        (1, "superseded", "newer version", 2),
        (2, "accepted", None, None),
        (3, "held", "conflict", 2),
    ]


def test_the_same_sheet_again_is_kept_once_and_a_later_one_goes_before(place: Path) -> None:
    loaded(place, say("特殊情况说明(申请豁免)", code="P303"))
    loaded(place, say("特殊情况说明(申请豁免)", code="P303"))
    assert len(ledger(place)) == 1
    loaded(place, say("不适用", "另有文件", code="P303"))
    assert [item["answer"] for item in ledger(place)] == ["exemption", "not_applicable"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("　经核实 无误 ", "confirmed"),
        ("核实无误", "confirmed"),
        ("特殊情况说明（申请豁免）", "exemption"),
        ("申请豁免", "exemption"),
        ("已改。", "corrected"),
        ("不适用", "not_applicable"),
        ("知道了", None),
        ("未改", None),
    ],
)
def test_an_answer_typed_by_hand_is_understood_where_it_can_be_meant(said: str, meant: str | None) -> None:
    assert Line(1, "", "", "", "", said, "").answer == meant


def move(code: str, title: str, value: object) -> Clerk:
    """Type over one cell of the list."""

    def clerk(made: Any) -> None:
        for _row, cells in lines(made["问题清单"]):
            if cells["代码"].value == code:
                cells[title].value = value

    return clerk


def lose_receipt(made: Any) -> None:
    for row in made["问题清单"].iter_rows(max_row=9):
        for cell in row:
            if str(cell.value).startswith(f"{PERIOD}-1-"):
                cell.value = f"{PERIOD}-1-00000000"


@pytest.mark.parametrize(
    ("clerk", "why"),
    [
        (both(say("经核实无误", code="X020"), move("X020", "核对码", "0123456789")), "altered"),
        (both(say("经核实无误", code="X020"), move("X020", "行", "99")), "altered"),
        (both(say("经核实无误", code="X020"), move("X020", "代码", "P303")), "altered"),
        (both(say("知道了", code="X020")), "unclear"),
        (both(say("经核实无误", None, code="X020")), "no_note"),
        (both(say("经核实无误", "=1/0", code="X020")), "no_note"),
        (both(say("经核实无误", code="X020"), lose_receipt), "another"),
    ],
)
def test_a_line_that_settles_nothing_is_kept_with_the_reason(place: Path, clerk: Clerk, why: str) -> None:
    done = loaded(place, clerk)
    assert [state for _rule, _answer, state in states(place)] == [why]
    assert "已收答复 0 条" in done.stderr


def sort_and_insert(made: Any) -> None:
    """The list is turned round and gets a blank line, the ledger a row above the others, as a clerk would."""
    sheet = made["问题清单"]
    rows = [[cell.value for cell in cells.values()] for _row, cells in lines(sheet)]
    (first, head), *_others = lines(sheet)
    for at, values in enumerate([[None] * len(head), *reversed(rows)]):
        for column, value in enumerate(values, 1):
            sheet.cell(first + at, column).value = value
    made["结对帮扶台账"].insert_rows(3)


def test_rows_may_be_sorted_and_inserted_before_it_is_answered(place: Path) -> None:
    loaded(place, both(say("经核实无误"), sort_and_insert))
    assert sorted(states(place)) == [("P303", "confirmed", "asked"), ("X020", "confirmed", "confirmed")]


def twice(made: Any) -> None:
    sheet = made["问题清单"]
    (_row, cells), *_others = lines(sheet)
    values = [cell.value for cell in cells.values()]
    said = list(cells).index("处理意见")
    sheet.append([*values[:said], "不适用", "不归我县", values[-1]])


def test_two_answers_that_differ_count_neither(place: Path) -> None:
    loaded(place, both(say("经核实无误"), twice))
    found = states(place)
    assert len(found) == 3
    assert sorted(state for _rule, _answer, state in found)[-2:] == ["differing", "differing"]


def test_an_answer_to_what_is_no_longer_found_is_kept_and_told(place: Path) -> None:
    import duckdb

    answer = answered(place, say("经核实无误", code="X020"))
    with duckdb.connect(str(place / "aixin-store" / "register.duckdb")) as connection:
        connection.execute("delete from chk.finding where rule = 'X020'")
    done = ran(place, "load", str(answer), "--period", PERIOD)
    assert [item["state"] for item in ledger(place)] == ["gone"]
    assert "已不存在" in done.stderr


def test_a_locked_workbook_is_answered_too(place: Path) -> None:
    from msoffcrypto.format import ooxml

    path = answered(place, say("经核实无误", code="X020"))
    plain, locked = io.BytesIO(path.read_bytes()), io.BytesIO()
    ooxml.OOXMLFile(plain).encrypt("长密码", locked)
    path.write_bytes(locked.getvalue())
    ran(place, "load", str(path), "--period", PERIOD, AIXIN_PASSWORD="长密码")
    assert states(place) == [("X020", "confirmed", "confirmed")]


def explained(place: Path) -> dict[str, str | None]:
    shown = json.loads(ran(place, "findings", "--period", PERIOD, "--format", "json").stdout)
    return {item["rule"]: item["explained"] for item in shown["findings"]}


def test_an_explained_finding_stays_in_the_list_as_such_and_opens_again_where_the_rule_changes(place: Path) -> None:
    assert explained(place) == {"P303": None, "X020": None}
    loaded(place, say("经核实无误"))
    assert explained(place) == {"P303": "asked", "X020": "confirmed"}
    assert "[经核实无误]" in ran(place, "findings", "--period", PERIOD).stdout
    import duckdb

    with duckdb.connect(str(place / "aixin-store" / "register.duckdb")) as connection:
        connection.execute("update meta.explanation set rule_version = 'another' where rule = 'X020'")
    assert explained(place)["X020"] == "reopened"
