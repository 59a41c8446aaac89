from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.check import Choice, counted, marked, narrow, read_baseline
from aixin_cli.errors import UsageError
from tests.unit.check_reports import BOOK, finding, report


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXIN_LANG", "en")


def signs(*items: dict[str, Any]) -> list[str]:
    return [item["fingerprint"] for item in marked(items, None)]


def test_a_finding_that_only_moved_down_is_the_same() -> None:
    assert signs(finding("P106", BOOK, 17)) == signs(finding("P106", BOOK, 18, key="18 马**"))
    assert signs(finding("P106", BOOK, 17, key="17")) == signs(finding("P106", BOOK, 18, key="18"))


def test_a_file_in_another_folder_is_the_same_one() -> None:
    assert signs(finding("P106", "in/a.csv", 3)) == signs(finding("P106", "out/deep/a.csv", 3))


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "P107"}, {"file": "in/b.xlsx"}, {"sheet": "二"}, {"column": "姓名"}, {"key": "17 李**"},
        {"value": "62"}, {"unit": "620103"}, {"form": "activity"}, {"period": "2025-01"},
    ],
)  # fmt: skip
def test_a_finding_about_anything_else_is_another(change: dict[str, str]) -> None:
    item = finding("P106", BOOK, 17)
    assert signs(item) != signs(item | change)


def test_the_words_of_a_finding_do_not_make_it_another() -> None:
    words = {"message": "校验码不符", "hint": "x", "title": "y", "expected": "z", "difference": "3", "suggestion": "s"}
    assert signs(finding("P106", BOOK, 17)) == signs(finding("P106", BOOK, 17, **words))


def test_of_equal_findings_each_counts() -> None:
    three = [finding("P106", BOOK, row, key=None) for row in (3, 4, 5)]
    known = frozenset(signs(*three[:2]))
    assert len(set(signs(*three))) == 3
    assert [item["is_new"] for item in marked(three, known)] == [False, False, True]
    assert counted(marked(three, known)) == {"error": 1, "query": 0, "note": 0}
    assert counted(marked(three, None))["error"] == 3


def test_no_fingerprint_looks_like_a_number_of_somebody() -> None:
    assert all(sign.partition(":")[0].isalpha() for sign in signs(*(finding("P106", f"{n}.csv", 3) for n in range(99))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_baseline_is_read_however_the_shell_wrote_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(report(), ensure_ascii=False), encoding=encoding)
    assert read_baseline(path) == {item["fingerprint"] for item in report()["findings"]}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("", "no JSON"),
        ("{" * 3, "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no report"),
        ("3", "no report"),
        ('{"runs": []}', "no report"),
        ('{"findings": {"a": 1}}', "no report"),
        ('{"findings": [1]}', "no report"),
        ('{"findings": [{"rule": "P106"}]}', "no fingerprints"),
        ('{"findings": [{"fingerprint": ["a"]}]}', "no fingerprints"),
    ],
)
def test_anything_else_is_no_baseline(tmp_path: Path, content: str, word: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=word) as caught:
        read_baseline(path)
    assert "--format json" in (caught.value.hint or "")


def test_a_baseline_that_is_no_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(UsageError, match="can't be read"):
            read_baseline(path)


KNOWN = {"P106", "P107", "X055", "X056", "X099", "R001"}


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ([], [], KNOWN),
        (["P"], [], {"P106", "P107"}),
        (["x05,R001"], [], {"X055", "X056", "R001"}),
        (["X05", " R "], [], {"X055", "X056", "R001"}),
        ([], ["P，X"], {"R001"}),
        (["X"], ["X05"], {"X099"}),
        (["X055"], ["X"], set()),
    ],
)
def test_codes_and_their_beginnings_choose(select: list[str], ignore: list[str], left: set[str]) -> None:
    choice = Choice.of(select, ignore, KNOWN)
    assert {code for code in KNOWN if choice.has(code)} == left


@pytest.mark.parametrize("word", ["Q", "P1066", "", "P,", "P106 P107"])
def test_a_word_that_no_rule_begins_with_is_refused(word: str) -> None:
    for option, given in (("--select", ([word], [])), ("--ignore", ([], [word]))):
        with pytest.raises(UsageError, match=option):
            Choice.of(*given, KNOWN)


def test_what_is_not_chosen_is_neither_a_finding_nor_an_outcome_but_a_broken_rule_stays() -> None:
    shown = narrow(report(), Choice.of(["P"], [], KNOWN))
    assert {item["rule"] for item in shown["findings"]} == {"P106"}
    assert {item["rule"] for item in shown["outcomes"]} == {"P101", "P106", "P141", "X099"}
    assert shown["files"] == report()["files"]
