"""A return goes back to be corrected: told in a notice, kept with who and when, and counting all the while."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from aixin_cli.errors import ExitCode
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, HERE, THERE, contacts, ledger, put

WHY = ("--reason", "两行身份证号重复。", "--by", "王某")
NAME = f"退回修改_{HERE}_城关区_AX01"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    put(tmp_path / "aixin-store", ledger(DECEMBER, 1, 2), contacts(DECEMBER, 1), names=("台账.xlsx", "活动.xlsx"))
    return tmp_path / "aixin-store"


def ran(store: Path, *arguments: str, code: ExitCode = ExitCode.DONE, lang: str = "zh"):
    done = aixin_here(*arguments, "--store", str(store), cwd=store.parent, AIXIN_LANG=lang)
    assert done.returncode == code, done.stderr
    return done


def shown(store: Path, number: int = 1) -> dict:
    return json.loads(ran(store, "returns", "show", str(number), "--format", "json").stdout)


def state_of(store: Path, form: str = "pairing") -> dict:
    rows = json.loads(ran(store, "status", "--period", DECEMBER, "--unit", HERE, "--format", "json").stdout)
    return next(row for row in rows if row["form"] == form)


def counting(store: Path) -> list[int]:
    with Store.open(store, read_only=True) as opened:
        return [number for (number,) in opened.rows("select part_id from meta.accepted_part order by 1")]


def test_the_notice_says_why_what_for_and_by_when_as_text_and_as_a_document(store: Path) -> None:
    ran(store, "returns", "send-back", "1", *WHY, "--until", "2025-01-20", "--day", "2025-01-10", "-o", "通知")
    text = (store.parent / "通知" / f"{NAME}.txt").read_text("utf-8")
    lines = text.splitlines()
    assert lines[:2] == ["关于退回修改2024年12月《结对帮扶台账》的通知", "城关区："]
    assert "AX01《结对帮扶台账》（台账.xlsx）经审核，退回修改。原因：两行身份证号重复。" in lines[2]
    assert "　　请于2025年1月20日前改正后重新报送；核实无误的，在问题清单中注明处理意见和说明。" in lines
    assert lines[-3:] == ["　　重新报送以前，该份报表仍计入汇总。", "　　（落款单位）", "　　2025年1月10日"]
    document = Document(str(store.parent / "通知" / f"{NAME}.docx"))
    told = [item.text for item in document.paragraphs if item.text]
    assert told == [line.strip("　") for line in lines]


def test_without_a_folder_the_text_is_printed_and_nothing_is_written(store: Path) -> None:
    done = ran(store, "returns", "send-back", "1", *WHY)
    assert done.stdout.startswith("关于退回修改2024年12月《结对帮扶台账》的通知\n城关区：\n")
    assert "仍计入汇总" in done.stderr
    assert [path.name for path in store.parent.iterdir()] == ["aixin-store"]


def test_it_goes_on_counting_and_is_accepted_once_a_corrected_version_counts(store: Path) -> None:
    ran(store, "returns", "send-back", "1", *WHY, "--until", "2025-01-20")
    assert counting(store) == [1, 2]
    sent = state_of(store)
    assert (sent["state"], sent["correspondence"], sent["answer_until"]) == ("received", "returned", "2025-01-20")
    assert state_of(store, "activity")["correspondence"] is None
    assert "已退回、未答复：城关 AX01（2025-01-20前）" in ran(store, "status", "--period", DECEMBER).stderr
    put(store, ledger(DECEMBER, 1, 2, 3, filled_date="2025-01-15"), names=("台账改.xlsx",))
    ran(store, "returns", "reinstate", "3", "--reason", "改正后的", "--by", "王某")
    assert (state_of(store)["state"], state_of(store)["correspondence"]) == ("received", "accepted")
    steps = [(item["step"], item["no"], item["by"]) for item in shown(store)["history"]]
    assert steps == [
        ("received", 1, "城关区"),
        ("returned", 1, "王某"),
        ("received", 3, "城关区"),
        ("answered", 3, "城关区"),
        ("superseded", 1, "王某"),
        ("accepted", 3, "王某"),
    ]


def test_the_same_file_again_is_no_answer(store: Path) -> None:
    ran(store, "returns", "send-back", "1", *WHY)
    put(store, ledger(DECEMBER, 1, 2), names=("台账.xlsx",))
    assert state_of(store)["correspondence"] == "returned"
    assert [item["step"] for item in shown(store)["history"]] == ["received", "accepted", "returned"]


def test_the_whole_road_of_a_return_is_printed_in_its_order(store: Path) -> None:
    ran(store, "returns", "send-back", "1", *WHY, "--until", "2025-01-20")
    ran(store, "returns", "withdraw", "1", "--reason", "报错月份", "--by", "李某")
    lines = ran(store, "returns", "show", "1").stdout.splitlines()
    told = [line.partition("  ")[2] for line in lines if line.startswith("20")]
    assert told == [
        "已报 1：—（城关区）",
        "退回修改 1：两行身份证号重复，2025-01-20前答复（王某）",
        "已撤回 1：报错月份（李某）",
    ]


def test_what_was_replaced_or_is_not_there_cannot_be_sent_back_and_nothing_is_kept(store: Path) -> None:
    put(store, ledger(DECEMBER, 4, unit=THERE), names=("甲.xlsx",))
    ran(store, "returns", "withdraw", "3", "--reason", "x", "--by", "y")
    for number in ("3", "99"):
        done = ran(store, "returns", "send-back", number, *WHY, "-o", "通知", code=ExitCode.USAGE)
        assert number in done.stderr
    done = ran(store, "returns", "send-back", "1", "--reason", " ", "--by", "y", code=ExitCode.USAGE)
    assert "--reason" in done.stderr
    (store.parent / "file").write_text("")
    ran(store, "returns", "send-back", "1", *WHY, "-o", "file", code=ExitCode.STORE)
    assert not (store.parent / "通知").exists()
    assert state_of(store)["correspondence"] is None
