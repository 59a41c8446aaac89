from __future__ import annotations

import pytest

from aixin_cli.screen import findings
from tests.unit.check_reports import BOOK, LIST, finding, outcome, report


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXIN_LANG", "en")


def test_the_table_ends_with_the_rules_that_gave_no_answer_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    findings.show(report(), "table", {}, [], is_verbose=True)
    assert capsys.readouterr().out.splitlines()[-5:] == [
        "rules that gave no answer:",
        "  broken: sql/check/same.sql:12  (X099)",
        "  not asked: no return of activity  (X098)",
        "  not asked: no such column  (P141)",
        "  can't be told for 3 rows  (X013)",
    ]


def test_unless_wanted_rules_without_an_answer_are_a_number_and_ignored_files_stay_out_of_the_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    findings.show(report(), "table", {}, [])
    findings.say_unasked(report())
    told, talk = capsys.readouterr()
    assert "rules that gave no answer" not in told
    assert "in/README.md" not in told
    assert talk == "  4 rules gave no answer, wholly or for some rows; -v lists them\n"
    findings.show(report(), "table", {}, [], is_verbose=True)
    assert "in/README.md" in capsys.readouterr().out


def test_many_rules_of_one_reason_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    many = [outcome(f"P{number}", "skipped", 1, reason="no such column") for number in range(100, 120)]
    findings.show(report(outcomes=many), "table", {}, [], is_verbose=True)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "  not asked: no such column  (P100, P101, P102, P103, P104, P105, P106, P107 and 12 more)"


def test_every_finding_is_shown_below_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    made = [finding("P106", BOOK, row) for row in range(1, 3_001)] + [finding("P106", LIST, 1)]
    findings.show(report(findings=made, outcomes=[]), "table", {}, [])
    told = capsys.readouterr().out.splitlines()
    assert sum("error P106: " in line for line in told) == 3_001
    assert told.index(BOOK) < told.index(LIST) == len(told) - 3


def test_with_a_baseline_the_table_shows_what_is_new_and_the_talk_counts_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    known = frozenset(item["fingerprint"] for item in report()["findings"][:3])
    shown = report(known)
    findings.show(shown, "table", {}, [])
    findings.say_left_out(shown, 6, known)
    told, talk = capsys.readouterr()
    assert "R001" in told
    assert "P106:" not in told
    assert talk.splitlines() == [
        "  not counted, of rules that were not chosen: 2",
        "  not counted, known from the baseline: 3",
    ]
