"""`aixin check` as CI calls it: its formats are read by other programs, its exit code is the judgement."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from junitparser import JUnitXml

from aixin_cli.errors import ExitCode
from tests.contract.processes import ROOT, aixin, aixin_here, environment
from tests.contract.rechecked import Checked
from tests.contract.returns import write_pairing

Done = subprocess.CompletedProcess[str]
FORMATS = ("table", "json", "csv", "junit", "sarif", "github")
ERROR, QUERY = {"结对人类别": "什么也不是"}, {"结对日期": "2024年1月"}
"""A value that is in no list, and a date that was completed by an assumption."""


def check(folder: Path, *arguments: str, path: str = "a.csv") -> Done:
    return aixin_here("check", path, *arguments, cwd=folder)


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8-sig").splitlines()


def rewrite(path: Path, found: list[str]) -> None:
    path.write_text("\n".join(found) + "\n", encoding="utf-8-sig")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a return that has an error, one with a query alone, and what isn't a workbook."""
    folder = tmp_path_factory.mktemp("faulty")
    write_pairing(folder / "a.csv", 200, **ERROR)
    write_pairing(folder / "b.csv", 200, **QUERY)
    (folder / "sub").mkdir()
    write_pairing(folder / "sub" / "a.csv", 200, **ERROR)
    (folder / "sub" / "bad.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    return folder


@pytest.fixture(scope="module")
def checked() -> Iterator[Checked]:
    """That folder's returns, checked once."""
    with Checked() as found:
        yield found


@pytest.fixture(scope="module")
def printed(faulty: Path, checked: Checked) -> dict[str, Done]:
    """What each format prints of the folder with a refused file; one of them as a process."""
    others = {form: checked.again("sub", "--format", form, cwd=faulty) for form in FORMATS if form != "json"}
    return others | {"json": aixin("check", "sub", "--format", "json", cwd=faulty)}


@pytest.fixture(scope="module")
def severities(faulty: Path, checked: Checked) -> dict[str, str]:
    """The worst severity that each return has: the tests below stand on it."""
    worst = {}
    for name in ("a.csv", "b.csv"):
        found = json.loads(checked.again(name, "--format", "json", cwd=faulty).stdout)["findings"]
        worst[name] = min(item["severity"] for item in found)
    return worst


def test_every_format_ends_with_the_same_code_and_the_same_talk(printed: dict[str, Done]) -> None:
    assert {done.returncode for done in printed.values()} == {ExitCode.INPUT}
    assert len({done.stderr for done in printed.values()}) == 1
    assert "Traceback" not in printed["json"].stderr


def test_every_format_tells_the_same_findings(printed: dict[str, Done], tmp_path: Path) -> None:
    found = json.loads(printed["json"].stdout)["findings"]
    codes = [item["rule"] for item in found]
    assert codes
    assert [row["rule"] for row in csv.DictReader(io.StringIO(printed["csv"].stdout.removeprefix("\ufeff")))] == codes
    document = JUnitXml.fromstring(printed["junit"].stdout.encode())
    assert {case.name for suite in document for case in suite if case.is_failure} == set(codes)
    sarif = json.loads(printed["sarif"].stdout)
    assert [item["ruleId"] for item in sarif["runs"][0]["results"]] == codes
    told = re.findall(r"^::\w+ file=sub/a\.csv.*title=(\w+)", printed["github"].stdout, re.MULTILINE)
    assert told == codes
    assert re.findall(r"^    \w+ ([A-Z][0-9A-F]{3}):", printed["table"].stdout, re.MULTILINE) == codes


def test_every_format_for_programs_tells_of_the_refused_file(printed: dict[str, Done]) -> None:
    refused = [file for file in json.loads(printed["json"].stdout)["files"] if file["status"] == "refused"]
    assert [file["path"] for file in refused] == ["sub/bad.xlsx"]
    document = JUnitXml.fromstring(printed["junit"].stdout.encode())
    assert [suite.name for suite in document if suite.errors] == ["sub/bad.xlsx"]
    (run,) = json.loads(printed["sarif"].stdout)["runs"]
    assert not run["invocations"][0]["executionSuccessful"]
    assert "::error file=sub/bad.xlsx,title=file refused::" in printed["github"].stdout


def test_the_sarif_tools_read_it(printed: dict[str, Done], tmp_path: Path) -> None:
    (tmp_path / "a.sarif").write_text(printed["sarif"].stdout, encoding="utf-8")
    command = [sys.executable, "-m", "sarif", "--check", "error", "summary", "a.sarif"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", env=environment(), check=False)
    errors = sum(item["severity"] == "error" for item in json.loads(printed["json"].stdout)["findings"])
    assert f"error: {errors}" in done.stdout, done.stderr
    assert done.returncode == 1


def test_csv_in_a_file_has_the_mark_that_excel_wants(printed: dict[str, Done]) -> None:
    assert printed["csv"].stdout.startswith("\ufeffseverity,rule,")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "table"])
def test_where_no_file_can_be_read_programs_still_get_their_format(faulty: Path, form: str) -> None:
    done = check(faulty, "--format", form, path="sub/bad.xlsx")
    assert done.returncode == ExitCode.INPUT
    assert done.stderr.splitlines()[-2].startswith("aixin: error: bad.xlsx")
    readers: dict[str, Callable[[str], object]] = {
        "json": lambda text: json.loads(text)["files"][0]["what"],
        "csv": lambda text: text.startswith("\ufeffseverity"),
        "junit": lambda text: JUnitXml.fromstring(text.encode()).errors,
        "sarif": lambda text: json.loads(text)["runs"][0]["invocations"][0]["toolExecutionNotifications"],
        "github": lambda text: text.startswith("::error file=sub/bad.xlsx"),
    }
    assert readers[form](done.stdout)


def test_the_returns_have_what_these_tests_need(severities: dict[str, str]) -> None:
    assert severities == {"a.csv": "error", "b.csv": "query"}


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("a.csv", "error", ExitCode.FINDINGS),
        ("a.csv", "query", ExitCode.FINDINGS),
        ("a.csv", "never", ExitCode.DONE),
        ("b.csv", "error", ExitCode.DONE),
        ("b.csv", "query", ExitCode.FINDINGS),
        ("b.csv", "note", ExitCode.FINDINGS),
        ("b.csv", "never", ExitCode.DONE),
        ("sub", "never", ExitCode.INPUT),
    ],
)
def test_fail_on_decides_which_findings_fail(
    faulty: Path, checked: Checked, name: str, fail_on: str, code: ExitCode
) -> None:
    assert checked.again(name, "--fail-on", fail_on, cwd=faulty).returncode == code


@pytest.fixture(scope="module")
def told_again() -> Iterator[Checked]:
    """The return of the folder below, checked once."""
    with Checked() as found:
        yield found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, told_again: Checked) -> Path:
    """A folder with a return and the baseline of its findings; the return's last row has no fault."""
    folder = tmp_path_factory.mktemp("told")
    rewrite(folder / "a.csv", lines(write_pairing(folder / "whole.csv", 200, **ERROR))[:-1])
    done = told_again.again("a.csv", "--format", "json", cwd=folder)
    assert done.returncode == ExitCode.FINDINGS
    (folder / "baseline.json").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.fixture
def known(told: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be changed."""
    return shutil.copytree(told, tmp_path, dirs_exist_ok=True)


BESIDE = ("--baseline", "baseline.json", "--fail-on", "note")


def with_baseline(folder: Path, *arguments: str) -> Done:
    return check(folder, *BESIDE, *arguments)


def test_what_the_baseline_knows_fails_nothing_and_is_not_shown(known: Path, told_again: Checked) -> None:
    done = told_again.again("a.csv", *BESIDE, cwd=known)
    assert done.returncode == ExitCode.DONE
    count = len(json.loads((known / "baseline.json").read_text("utf-8"))["findings"])
    assert f"not counted, known from the baseline: {count}" in done.stderr
    assert "findings: 0 errors, 0 queries, 0 notes" in done.stderr
    assert "什么也不是" not in done.stdout


def test_one_more_fault_fails_and_alone_is_shown(known: Path) -> None:
    found = lines(known / "a.csv")
    rewrite(known / "a.csv", [*found[:-1], found[-1].replace("党员干部", "什么也不是")])
    done = with_baseline(known)
    assert done.returncode == ExitCode.FINDINGS
    assert "findings: 1 errors, 0 queries, 0 notes" in done.stderr
    assert done.stdout.count("什么也不是") == 1
    found = json.loads(with_baseline(known, "--format", "json").stdout)["findings"]
    assert sum(item["is_new"] for item in found) == 1 < len(found)


def test_a_row_inserted_above_makes_nothing_new(known: Path) -> None:
    found, last = lines(known / "a.csv"), lines(known / "whole.csv")[-1]
    title = next(place for place, line in enumerate(found) if line.startswith("序号"))
    rows = [last, *found[title + 1 :]]
    # A clerk numbers the rows anew.
    numbered = [f"{place},{row.partition(',')[2]}" for place, row in enumerate(rows, start=1)]
    rewrite(known / "a.csv", [*found[: title + 1], *numbered])
    before = {item["row"] for item in json.loads((known / "baseline.json").read_text("utf-8"))["findings"]}
    done = with_baseline(known, "--format", "json")
    assert done.returncode == ExitCode.DONE
    assert {item["row"] for item in json.loads(done.stdout)["findings"]} != before


@pytest.mark.parametrize("content", [None, "", "[]", '{"findings": [{}]}', "\x00"])
def test_2_a_baseline_that_is_none(known: Path, told_again: Checked, content: str | None) -> None:
    path = known / "baseline.json"
    path.unlink() if content is None else path.write_text(content)
    done = told_again.again("a.csv", *BESIDE, cwd=known)
    assert done.returncode == ExitCode.USAGE
    assert done.stdout == ""
    assert done.stderr.splitlines()[0].startswith("aixin: error: baseline.json: the baseline")
    assert len(done.stderr.splitlines()) == 2


def codes(done: Done) -> set[str]:
    return {item["rule"] for item in json.loads(done.stdout)["findings"]}


def test_select_and_ignore_filter_what_is_shown_and_what_fails(faulty: Path, checked: Checked) -> None:
    def check(*options: str) -> Done:
        return checked.again("a.csv", *options, cwd=faulty)

    everything = codes(check("--format", "json"))
    fields = {code for code in everything if code.startswith("P")}
    assert fields
    assert codes(check("--select", "P", "--format", "json")) == fields
    assert codes(check("--ignore", "P", "--format", "json")) == everything - fields
    assert check("--ignore", "P").returncode == ExitCode.DONE
    done = check("--select", "P,R", "--select", "X", "--ignore", ",".join(fields))
    assert done.returncode == ExitCode.DONE
    assert f"of rules that were not chosen: {len(fields)}" in done.stderr


def test_a_refused_file_counts_whatever_is_chosen(faulty: Path, checked: Checked) -> None:
    assert checked.again("sub", "--select", "X", "--ignore", "X", cwd=faulty).returncode == ExitCode.INPUT


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_2_a_code_that_no_rule_has(faulty: Path, option: str) -> None:
    done = check(faulty, option, "P,QQ")
    assert done.returncode == ExitCode.USAGE
    assert f"{option}: no rule's code is or begins with `QQ`" in done.stderr
    assert done.stdout == ""


def test_the_hook_for_pre_commit_runs_what_there_is() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    (entry,) = re.findall(r"^  entry: (.+)$", text, re.MULTILINE)
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    program, verb, *options = entry.split()
    assert program in scripts
    told = aixin(verb, "--help").stdout
    assert all(option in told for option in options if option.startswith("--"))
    (files,) = re.findall(r"^  files: (.+)$", text, re.MULTILINE)
    assert re.search(files, "returns/城关区.xlsx")
    assert re.search(files, "a.csv")
    assert not re.search(files, "requirements.txt")


def test_the_page_names_every_format_option_and_exit_code_of_check() -> None:
    text = (ROOT / "docs" / "check.md").read_text("utf-8")
    told = aixin("check", "--help").stdout
    for option in set(re.findall(r"(--[a-z-]+)", told)) - {"--help"}:
        assert f"`{option}" in text, option
    assert all(f"`{form}`" in text for form in FORMATS)
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)} >= {0, 2, 3, 4, 5}


def test_reading_and_checking_load_no_pandas(faulty: Path) -> None:
    code = (
        "import sys\nsys.argv = ['aixin', 'check', 'sub', '--format', 'json']\nfrom aixin_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})\n"
        "import pandas, pyarrow\nprint(pyarrow.table(pandas.DataFrame({'a': ['x', None]})).to_pydict())"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=faulty, capture_output=True, encoding="utf-8", env=environment(), check=True)
    loaded, _, table = done.stdout.rpartition("LOADED")[2].partition("\n")
    assert "pyarrow" in loaded.split()
    assert "pandas" not in loaded.split()
    # Whoever wants it afterwards has it all the same.
    assert table.strip() == "{'a': ['x', None]}"
