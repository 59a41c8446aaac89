from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestSuite
from sarif.loader import load_sarif_file

from aixin_cli.check import formats
from aixin_cli.check.formats.csv_text import COLUMNS
from aixin_cli.check.formats.github import command
from aixin_cli.check.formats.junit import clean, junit_text
from aixin_cli.check.formats.sarif import uri
from aixin_cli.formulas import DANGEROUS
from tests.unit.check_reports import BAD, BOOK, LIST, RULES, finding, findings, outcome, report

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXIN_LANG", "en")


def known_all() -> frozenset[str]:
    return frozenset(item["fingerprint"] for item in report()["findings"])


# JSON


def test_json_is_the_report_with_a_line_for_each_finding() -> None:
    text = formats.json_text(report())
    assert json.loads(text) == report()
    assert [json.loads(line.rstrip(","))["row"] for line in text.splitlines() if '"fingerprint"' in line] == [
        17, 20, 5, None,
    ]  # fmt: skip
    assert "台账" in text


def test_json_without_findings_is_a_report_too() -> None:
    assert json.loads(formats.json_text({"files": [], "findings": []})) == {"files": [], "findings": []}


# CSV


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_line_for_each_finding_under_english_keys() -> None:
    rows = read_csv(formats.csv_text(report()))
    assert [(row["rule"], row["row"], row["cell"]) for row in rows] == [
        ("P106", "17", "H17"), ("X055", "20", "H20"), ("P106", "5", "H5"), ("R001", "", ""),
    ]  # fmt: skip
    assert set(rows[0]) == set(COLUMNS)


def test_a_difference_stays_a_number_and_a_text_with_a_minus_runs_nothing() -> None:
    row = read_csv(formats.csv_text(report()))[1]
    assert row["difference"] == "-4.50"
    assert row["value"] == "'-12"


def test_csv_says_which_findings_are_new_only_with_a_baseline() -> None:
    assert {row["is_new"] for row in read_csv(formats.csv_text(report()))} == {""}
    assert {row["is_new"] for row in read_csv(formats.csv_text(report(known_all())))} == {"false"}


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("value", "message", "column", "difference"), TEXT)), max_size=5))
def test_whatever_stands_in_a_finding_csv_gives_it_back_and_runs_nothing(changes: list[dict[str, str]]) -> None:
    made = [finding("P106", BOOK, 3, **change) for change in changes]
    rows = read_csv(formats.csv_text({"files": [], "findings": made}))
    assert len(rows) == len(made)
    for row, change in zip(rows, changes, strict=True):
        for name in ("value", "message", "column"):
            expected = change[name].replace("\r\n", "\n").replace("\r", "\n")
            assert row[name] in (expected, "'" + expected)
            assert not row[name].startswith(DANGEROUS)
        assert not row["difference"].startswith(tuple(sign for sign in DANGEROUS if sign not in "+-"))


# JUnit


def read_junit(shown: dict[str, Any]) -> dict[str, TestSuite]:
    document = JUnitXml.fromstring(junit_text(shown).encode())
    return {suite.name: suite for suite in document}


def answers(suite: TestSuite) -> dict[str, list[Any]]:
    return {case.name: case.result for case in suite}


def test_junit_has_a_suite_a_file_and_a_case_a_rule() -> None:
    suites = read_junit(report())
    assert list(suites) == [BOOK, LIST, BAD, "rules not asked"]
    assert set(answers(suites[BOOK])) == {"read", "P101", "P106", "P141", "X013", "X055"}


def test_junit_fails_the_rules_that_a_file_has_findings_of_and_lists_their_places() -> None:
    book, listed = (answers(read_junit(report())[name]) for name in (BOOK, LIST))
    assert isinstance(book["P106"][0], Failure)
    assert "台账  row 17  H17  17 马**" in book["P106"][0].text
    assert "-4.50" in book["X055"][0].text
    assert "row 21 is the same" in book["X055"][0].text
    assert listed["X055"] == book["P101"] == []


def test_junit_tells_a_skipped_rule_from_one_that_passed() -> None:
    suites = read_junit(report())
    book, others = answers(suites[BOOK]), answers(suites["rules not asked"])
    reasons = {"no such column": book["P141"], "3": book["X013"], "no return of activity": others["X098"]}
    for reason, case in reasons.items():
        assert isinstance(case[0], Skipped)
        assert reason in case[0].message
    assert isinstance(others["X099"][0], Error)
    assert "same.sql:12" in others["X099"][0].message


def test_junit_has_an_error_for_a_refused_file_and_its_counts_are_right() -> None:
    document = JUnitXml.fromstring(junit_text(report()).encode())
    refused = answers(read_junit(report())[BAD])
    assert isinstance(refused["read"][0], Error)
    assert "damaged" in refused["read"][0].message
    told = (document.tests, document.failures, document.errors, document.skipped)
    document.update_statistics()
    assert told == (document.tests, document.failures, document.errors, document.skipped)
    assert told[1:] == (4, 2, 5)


def test_junit_fails_nothing_that_the_baseline_knows() -> None:
    suites = read_junit(report(known_all()))
    assert sum(suite.failures for suite in suites.values()) == 0
    case = next(case for case in suites[BOOK] if case.name == "P106")
    assert "row 17" in (case.system_out or "")


def test_two_files_shown_by_one_name_are_one_suite() -> None:
    twice = report()
    twice["files"] = [twice["files"][1], twice["files"][1]]
    text = junit_text(twice)
    assert text.count("row 5") == 1
    assert text.count('name="read"') == 2


@given(st.text())
def test_any_text_can_stand_in_junit(text: str) -> None:
    made = report(findings=[finding("P106", BOOK, 3, message=text, value=text, title=text)])
    made["files"][2]["what"] = text
    told = answers(read_junit(made)[BOOK])["P106"][0].text
    assert clean(text).replace("\r\n", "\n").replace("\r", "\n") in told


# SARIF


def read_sarif(shown: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The one run, after it has been read by a reader that isn't ours."""
    path = folder / "a.sarif"
    path.write_text(formats.sarif_text(shown, RULES, lambda name: "returns/" + name), encoding="utf-8")
    runs = load_sarif_file(str(path)).runs
    assert len(runs) == 1
    records = runs[0].get_records()
    assert [record["Code"] for record in records] == [item["rule"] for item in shown["findings"]]
    return dict(runs[0].run_data)


ANY: dict[str, Any] = {}
"""What SARIF 2.1.0 allows in its objects, as far as it is used; * marks what an object must have."""
TEXT_OBJECT = {"text*": str}
REFERENCE = {"id*": str}
LOCATION = {
    "physicalLocation": {"artifactLocation": {"uri": str}, "region": {"startLine": int}},
    "logicalLocations": [{"name": str, "fullyQualifiedName": str}],
}
FORM = {
    "$schema": str,
    "version*": str,
    "runs*": [
        {
            "tool*": {
                "driver*": {
                    "name*": str,
                    "version": str,
                    "rules": [
                        {
                            "id*": str,
                            "name": str,
                            "shortDescription": TEXT_OBJECT,
                            "fullDescription": TEXT_OBJECT,
                            "help": TEXT_OBJECT,
                            "defaultConfiguration": {"level": {"none", "note", "warning", "error"}},
                            "properties": ANY,
                        }
                    ],
                }
            },
            "language": str,
            "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
            "invocations": [
                {
                    "executionSuccessful*": bool,
                    "toolExecutionNotifications": [
                        {
                            "message*": TEXT_OBJECT,
                            "level": {"none", "note", "warning", "error"},
                            "associatedRule": REFERENCE,
                            "locations": [LOCATION],
                        }
                    ],
                }
            ],
            "results": [
                {
                    "ruleId": str,
                    "ruleIndex": int,
                    "level": {"none", "note", "warning", "error"},
                    "message*": TEXT_OBJECT,
                    "locations": [LOCATION],
                    "partialFingerprints": ANY,
                    "baselineState": {"new", "unchanged", "updated", "absent"},
                    "properties": ANY,
                }
            ],
        }
    ],
}


def faults(value: Any, form: Any, place: str = "$") -> Iterator[str]:
    """Where a value isn't as the form has it."""
    if isinstance(form, set):
        if value not in form:
            yield f"{place}: {value!r}"
    elif isinstance(form, type):
        if type(value) is not form:
            yield f"{place}: no {form.__name__}"
    elif isinstance(form, list):
        for number, item in enumerate(value if isinstance(value, list) else [None]):
            yield from faults(item, form[0], f"{place}[{number}]")
    elif form is not ANY:
        yield from faults_of_object(value if isinstance(value, Mapping) else {"": None}, form, place)


def faults_of_object(value: Mapping[str, Any], form: Mapping[str, Any], place: str) -> Iterator[str]:
    known = {name.rstrip("*"): inner for name, inner in form.items()}
    yield from (f"{place}.{name}: missing" for name in form if name.endswith("*") and name[:-1] not in value)
    for name, inner in value.items():
        yield from faults(inner, known[name], f"{place}.{name}") if name in known else [f"{place}.{name}: unknown"]


@pytest.mark.parametrize("known", [None, frozenset[str]()])
def test_sarif_has_the_form_of_its_standard(known: frozenset[str] | None) -> None:
    content = json.loads(formats.sarif_text(report(known), RULES, str))
    assert list(faults(content, FORM)) == []
    assert content["version"] == "2.1.0"


def test_what_breaks_sarifs_form_is_seen() -> None:
    content = json.loads(formats.sarif_text(report(), RULES, str))
    result = content["runs"][0]["results"][0]
    del result["message"]
    result["level"] = "query"
    result["Level"] = 3
    content["runs"][0]["results"][1]["ruleIndex"] = "0"
    assert len(list(faults(content, FORM))) == 4


def test_sarif_points_to_a_line_of_a_list_and_to_a_cell_of_a_workbook(tmp_path: Path) -> None:
    results = read_sarif(report(), tmp_path)["results"]
    book, listed, whole = (results[place]["locations"][0] for place in (0, 2, 3))
    assert "region" not in book["physicalLocation"]
    assert book["logicalLocations"] == [{"name": "H17", "fullyQualifiedName": "台账!H17"}]
    assert listed["physicalLocation"]["region"] == {"startLine": 5}
    assert "logicalLocations" not in listed
    assert "region" not in whole["physicalLocation"]


def test_sarif_names_files_as_uris_and_levels_by_severity(tmp_path: Path) -> None:
    results = read_sarif(report(), tmp_path)["results"]
    address = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address.isascii()
    assert not set(address) & set(":, %") - {"%"}
    assert unquote(address) == "returns/" + BOOK
    assert [item["level"] for item in results] == ["error", "warning", "error", "note"]


def test_sarif_describes_the_rules_in_both_languages_and_each_result_finds_its_own(tmp_path: Path) -> None:
    run = read_sarif(report(), tmp_path)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[item["ruleIndex"]]["id"] for item in run["results"]] == ["P106", "X055", "P106", "R001"]
    told = {rule["id"]: rule for rule in rules}
    assert told["P106"]["shortDescription"]["text"] == "Check digit wrong / 校验码不符"
    assert told["X055"]["help"]["text"] == "check them / 请核对"
    assert told["X055"]["defaultConfiguration"] == {"level": "warning"}
    assert told["X055"]["fullDescription"]["text"] == "too often / 过密"
    assert "X098" not in told


def test_sarif_notes_a_broken_rule_and_a_refused_file(tmp_path: Path) -> None:
    (invocation,) = read_sarif(report(), tmp_path)["invocations"]
    assert invocation["executionSuccessful"] is False
    broken, refused = invocation["toolExecutionNotifications"]
    assert broken["associatedRule"] == {"id": "X099"}
    assert "same.sql:12" in broken["message"]["text"]
    assert "damaged" in refused["message"]["text"]
    whole = report(outcomes=[], files=[file for file in report()["files"] if file["path"] != BAD])
    assert read_sarif(whole, tmp_path)["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


def test_sarif_keeps_fingerprints_and_tells_new_from_known(tmp_path: Path) -> None:
    results = read_sarif(report(), tmp_path)["results"]
    assert frozenset(item["partialFingerprints"]["aixin/v1"] for item in results) == known_all()
    assert "baselineState" not in results[0]
    first = frozenset([report()["findings"][0]["fingerprint"]])
    states = [item["baselineState"] for item in read_sarif(report(first), tmp_path)["results"]]
    assert states == ["unchanged", "new", "new", "new"]


@given(TEXT)
def test_any_path_is_a_relative_uri_that_leads_back(path: str) -> None:
    assert unquote(uri(path)) == path
    assert ":" not in uri(path)


# GitHub


def undo(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart."""
    head, _colons, data = line.removeprefix("::").partition("::")
    level, _blank, listed = head.partition(" ")
    properties = dict(item.split("=", 1) for item in listed.split(",") if item)
    for name, value in properties.items():
        for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, sign)  # noqa: PLW2901
        properties[name] = value
    return level, properties, data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


@given(st.fixed_dictionaries({"file": TEXT.filter(bool), "title": TEXT.filter(bool)}), TEXT)
def test_whatever_a_finding_says_the_runner_reads_it_as_it_was(properties: dict[str, str], message: str) -> None:
    line = command("error", properties, message)
    assert "\n" not in line
    assert "\r" not in line
    assert undo(line) == ("error", properties, message)


def test_each_finding_is_an_annotation_at_its_file_and_line() -> None:
    lines = [undo(line) for line in formats.github_text(report(), lambda name: "sub/" + name).splitlines()]
    assert [(level, about.get("file"), about.get("line")) for level, about, _message in lines] == [
        ("error", None, None),
        ("error", "sub/" + BAD, None),
        ("error", "sub/" + BOOK, "17"),
        ("warning", "sub/" + BOOK, "20"),
        ("error", "sub/" + LIST, "5"),
        ("notice", "sub/" + LIST, None),
    ]
    assert lines[2][1]["title"] == "P106 Check digit wrong"
    assert "台账  row 17  H17" in lines[2][2]


def test_what_the_baseline_knows_is_no_annotation() -> None:
    lines = formats.github_text(report(known_all()), str).splitlines()
    assert [undo(line)[1]["title"] for line in lines] == ["rule X099 can't be asked", "file refused"]


# What couldn't be asked, and where files are


def test_rules_without_an_answer_are_grouped_by_their_reason_worst_first() -> None:
    told = [(item.outcome, item.reason, item.rules, item.answers) for item in formats.list_unanswered(report())]
    assert told == [
        ("broken", "sql/check/same.sql:12", ("X099",), 0),
        ("skipped", "no return of activity", ("X098",), 0),
        ("skipped", "no such column", ("P141",), 20),
        ("unknown", None, ("X013",), 3),
    ]


def test_a_rule_without_a_code_is_told_by_its_file_and_one_of_two_months_once() -> None:
    failed = [outcome("odd.sql", "broken", 0, None, "no code"), *[outcome("X099", "broken", 0, None, "line 12")] * 2]
    shown = report(outcomes=failed)
    assert [item.rules for item in formats.list_unanswered(shown)] == [("X099",), ("odd.sql",)]
    assert "odd.sql" in formats.sarif_text(shown, RULES, str)


def test_a_shown_path_is_found_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here" / "deep" / "in").mkdir(parents=True)
    (tmp_path / "aside" / "in").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert formats.place_of("in/a.csv", [Path("deep/in")]) == "deep/in/a.csv"
    assert formats.place_of("a.csv", [Path("deep/in/a.csv")]) == "deep/in/a.csv"
    assert formats.place_of("here/a.csv", [Path()]) == "a.csv"
    assert formats.place_of("in/a.csv", [tmp_path / "here" / "deep" / "in"]) == "deep/in/a.csv"
    assert formats.place_of("in/a.csv", [tmp_path / "aside" / "in"]) == "in/a.csv"
    assert formats.place_of("in/a.csv", [Path("deep/in"), tmp_path / "aside" / "in"]) == "in/a.csv"


def test_a_masked_name_is_never_undone_by_the_path_it_was_read_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = "629999199001011237"
    (tmp_path / number / "马小明").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert formats.place_of("马**.csv", [Path("马小明.csv")]) == "马**.csv"
    assert formats.place_of("马**/a.csv", [Path(number, "马小明")]) == "马**/a.csv"
    assert number not in formats.place_of("a.csv", [Path(number, "a.csv")])


def test_a_finding_is_told_with_all_there_is_and_nothing_of_what_there_is_not() -> None:
    words = formats.Wording.chosen()
    query, note = findings()[1], findings()[3]
    assert words.place(query) == "台账  row 20  H20  20 马**  身份证号  -12"
    assert words.sentence(query) == (
        "the check digit is wrong; copy it again (expected: at most 8) (difference: -4.50)"
        "; likely cause: row 21 is the same"
    )
    assert words.place(note) == "=SUM(A1)"
    assert words.sentence(note) == "the check digit is wrong; copy it again"
