"""Reminders and the notice: who gets one, what it says, and that the document says what the text says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from docx import Document

from aixin_cli.errors import ExitCode
from aixin_cli.forms.divisions import load_divisions
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, HERE, JANUARY, THERE, contacts, ledger, put
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
        "　　2025年1月“结对帮扶·爱心甘肃”报表应于2025年2月17日前报送。截至2025年2月20日，你单位应报4份，已报1份，尚有3份未报：",
        "　　1.AX02《帮扶活动台账》（上月已报，本月未报）；",
        "　　2.AX06《服务阵地与志愿队伍情况表》（上月已报，本月未报，汇总时沿用2024年12月数据）；",
        "　　3.AX07《重点任务指标表》（上月已报，本月未报，汇总时沿用2024年12月数据）。",
        "　　请抓紧核实报送。当月确无内容的，请报零报告（在表中注明“本月无”）；暂缓采用的，请按反馈改正后重新报送，属实的请书面说明。",
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
    (lanzhou_row,) = csv.DictReader((written / "通报_市州.csv").read_text("utf-8-sig").splitlines())
    assert (lanzhou_row["应报"], lanzhou_row["按时"], lanzhou_row["报齐"]) == (str(due), "1", "0")
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
