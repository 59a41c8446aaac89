"""Reminders and the notice: who gets one, what it says, and that the document says what the text says."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from aixin_cli.errors import ExitCode
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.rollup import stale_months
from aixin_cli.stage.returns.decisions import Decision
from aixin_cli.stage.returns.extensions import extend
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, HERE, JANUARY, THERE, add_up, contacts, ledger, put
from tests.returns import source_table

FORMS = ("site", "indicator")
HERE_LETTER = f"催报_{HERE}_城关区"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """城关区 sends all it owes in December and one form in January, 七里河区 one form and then nothing."""
    store = tmp_path_factory.mktemp("remind") / "store"
    zero = [source_table(form, [], unit=HERE, period=DECEMBER, is_zero=True) for form in FORMS]
    put(store, ledger(DECEMBER, 1, 2), contacts(DECEMBER, 1), *zero, ledger(DECEMBER, 4, unit=THERE))
    put(store, ledger(JANUARY, 1, 2))
    return store


def remind(store: Path, place: Path, *arguments: str, period: str = JANUARY):
    done = aixin_here("remind", "--period", period, "--store", str(store), "-o", str(place), "--day", "2025-02-20",
                      "--prefecture", "兰州市", *arguments, cwd=store.parent)  # fmt: skip
    assert done.returncode == ExitCode.DONE, done.stderr
    return done


@pytest.fixture(scope="module")
def written(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("letters")
    remind(store, place)
    return place / JANUARY


def test_a_unit_is_told_what_it_owes_and_for_how_long_each_form_has_not_come(written: Path) -> None:
    assert (written / f"{HERE_LETTER}.txt").read_text("utf-8").splitlines() == [
        "关于催报2025年1月报表的通知",
        "城关区：",
        "　　2025年1月“结对帮扶·爱心甘肃”报表应于2025年2月17日前报送。截至2025年2月20日，"
        "你单位应报4份，已报1份，尚有3份未报：",
        "　　1.AX02《帮扶活动台账》（上月已报，本月未报）；",
        "　　2.AX06《服务阵地与志愿队伍情况表》（上月已报，本月未报，汇总时沿用2024年12月数据）；",
        "　　3.AX07《重点任务指标表》（上月已报，本月未报，汇总时沿用2024年12月数据）。",
        "　　请抓紧核实报送。当月确无内容的，请报零报告（在表中注明“本月无”）；"
        "暂缓采用的，请按反馈改正后重新报送，属实的请书面说明。",
        "　　（落款单位）",
        "　　2025年2月20日",
    ]
    there = (written / f"催报_{THERE}_七里河区.txt").read_text("utf-8")
    assert "1.AX01《结对帮扶台账》（上月已报，本月未报，汇总时沿用2024年12月数据）；" in there
    assert "2.AX02《帮扶活动台账》（自2024年12月以来未报过）；" in there


def test_the_document_says_what_the_text_says_in_the_standards_styles(written: Path) -> None:
    document = Document(str(written / f"{HERE_LETTER}.docx"))
    told = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    text = (written / f"{HERE_LETTER}.txt").read_text("utf-8")
    assert told == [line.strip("　") for line in text.splitlines()]
    assert document.paragraphs[0].style.name == "Title"
    assert document.styles["Title"].font.name == "方正小标宋简体"
    assert document.styles["Normal"].font.name == "仿宋_GB2312"
    assert round(document.sections[0].top_margin.mm) == 37


def test_the_notice_tells_prefectures_and_units_with_months_silent_in_a_row(written: Path) -> None:
    text = (written / "通报.txt").read_text("utf-8")
    lanzhou = [unit.code for unit in load_divisions().units if load_divisions().lies_in(unit.code, "620100")]
    due = sum(len(load_divisions().owes(code)) for code in lanzhou)
    assert f"2025年1月应报{due}份（截止2025年2月17日）。截至2025年2月20日，按时报送1份，" in text
    assert "城关区：未报AX02、AX06、AX07。" in text
    assert "七里河区：未报AX01、AX02、AX06、AX07，一份未报。" in text
    assert "西固区：未报AX01、AX02、AX06、AX07，连续2个月一份未报。" in text
    rows = list(csv.DictReader((written / "通报_单位.csv").read_text("utf-8-sig").splitlines()))
    silent = {row["单位"]: row["全未报连续月数"] for row in rows}
    assert (silent["城关区"], silent["七里河区"], silent["西固区"]) == ("—", "1", "2")
    lanzhou_row, *others = csv.DictReader((written / "通报_市州.csv").read_text("utf-8-sig").splitlines())
    assert (lanzhou_row["市州"], lanzhou_row["按时"], lanzhou_row["报齐"]) == ("兰州市", "1", "0")
    assert sum(int(row["应报"]) for row in (lanzhou_row, *others)) == due
    tables = Document(str(written / "通报.docx")).tables
    assert [[cell.text for cell in row.cells] for row in tables[0].rows][1] == list(lanzhou_row.values())
    assert len(tables[1].rows) == 1 + len(rows)


def test_the_same_day_gives_the_same_bytes(store: Path, written: Path, tmp_path: Path) -> None:
    remind(store, tmp_path)
    files = {path.name: path.read_bytes() for path in written.iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / JANUARY).iterdir()} == files


def test_a_unit_that_has_sent_all_gets_no_letter_and_loses_the_one_that_it_had(store: Path, tmp_path: Path) -> None:
    letter = tmp_path / DECEMBER / f"{HERE_LETTER}.txt"
    done = remind(store, tmp_path, "--format", "json", period=DECEMBER)
    assert not letter.exists()
    told = {item["unit_code"]: item for item in json.loads(done.stdout)}
    assert HERE not in told
    assert told[THERE] == {
        "unit_code": THERE, "unit_name": "七里河区", "expected": 4, "absent": 3, "held": 0, "silent_months": None,
        "forms": "AX02 AX06 AX07", "letter": f"催报_{THERE}_七里河区.docx",
    }  # fmt: skip
    remind(store, tmp_path)
    remind(store, tmp_path, "--unit", THERE)
    assert {path.name for path in (tmp_path / JANUARY).iterdir() if not path.name.startswith(".")} == {
        f"催报_{THERE}_七里河区.{ending}" for ending in ("txt", "docx")
    }


def test_before_the_deadline_it_says_so(store: Path, tmp_path: Path) -> None:
    done = aixin_here("remind", "--period", JANUARY, "--store", str(store), "-o", str(tmp_path), "--unit", THERE,
                      "--day", "2025-02-17", cwd=store.parent)  # fmt: skip
    assert "the deadline, 2025-02-17, has not passed yet" in done.stderr
    assert done.stderr.splitlines()[-1] == f"1 reminders in {tmp_path / JANUARY}"


def test_a_later_day_that_was_granted_is_kept_told_and_decides_what_is_late(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, ledger(DECEMBER, 1))
    key = ("--period", DECEMBER, "--store", str(store))

    def state(form: str) -> dict[str, object]:
        told = json.loads(aixin_here("status", *key, "--unit", HERE, "--format", "json", cwd=tmp_path).stdout)
        return next(item for item in told if item["form"] == form)

    def granted(form: str, until: str, code: int = ExitCode.DONE) -> str:
        words = ("--until", until, "--reason", "大雪封路", "--by", "王")
        done = aixin_here("returns", "extend", HERE, form, *key, *words, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        return done.stderr

    with Store.open(store) as opened:
        opened.execute("update meta.part set received_date = '2025-01-20'")
    assert state("pairing")["is_late"]
    assert "城关区 AX01" in granted("AX01", "2025-01-20")
    assert (state("pairing")["is_late"], state("pairing")["extended_until"]) == (False, "2025-01-20")
    granted("AX01", "2025-01-15")
    assert state("pairing")["is_late"]
    shown = json.loads(aixin_here("returns", "show", "1", *key[2:], "--format", "json", cwd=tmp_path).stdout)
    assert [(item["verb"], item["until"], item["reason"]) for item in shown["decisions"]] == [
        ("extend", "2025-01-20", "大雪封路"), ("extend", "2025-01-15", "大雪封路"),
    ]  # fmt: skip

    granted("AX02", "2025-02-28")
    remind(store, tmp_path / "out", "--unit", HERE, period=DECEMBER)
    told = (tmp_path / "out" / DECEMBER / f"{HERE_LETTER}.txt").read_text("utf-8")
    assert "AX02《帮扶活动台账》（未报，同意延期至2025年2月28日）" in told

    assert "2025-01-10 is before the deadline, 2025-01-15" in granted("AX02", "2025-01-10", ExitCode.USAGE)
    words = ("--until", "2025-02-01", "--reason", "x", "--by", "y")
    wrong = aixin_here("returns", "extend", "620000", "AX01", *key, *words, cwd=tmp_path)
    assert wrong.returncode == ExitCode.USAGE
    assert "甘肃省 doesn't send AX01" in wrong.stderr


def test_a_later_day_makes_a_rolled_up_month_stale(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, ledger(DECEMBER, 1))
    add_up(store, DECEMBER)
    with Store.open(store) as opened:
        assert stale_months(opened) == {}
        extend(opened, (HERE, "activity", DECEMBER), Decision("大雪封路", "王", date(2025, 2, 1)))
        assert stale_months(opened) == {DECEMBER: ("returns",)}


def test_without_a_store_or_a_place_to_write_nothing_is_written(store: Path, tmp_path: Path) -> None:
    asked = ("remind", "--period", JANUARY, "-o", str(tmp_path / "out"))
    assert aixin_here(*asked, "--store", str(tmp_path / "none"), cwd=tmp_path).returncode == ExitCode.STORE
    assert not (tmp_path / "out").exists()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / JANUARY).write_text("somebody's own")
    done = aixin_here(*asked, "--unit", HERE, "--store", str(store), cwd=tmp_path)
    assert done.returncode == ExitCode.STORE
    assert (tmp_path / "out" / JANUARY).read_text() == "somebody's own"
