"""`aixin layout`: an unknown title is shown, decided on, used from then on, exchanged, forgotten."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from tests.contract.processes import aixin, aixin_here, fresh_aixin
from tests.contract.returns import write_pairing

DECIDE = ["--form", "pairing", "--unit", "620102", "--by", "王科"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a ledger one of whose required columns has a title nobody knows."""
    path = write_pairing(tmp_path / "a.csv")
    text = path.read_text("utf-8-sig").replace("帮扶对象身份证号", "证件编码")
    path.write_text(text, encoding="utf-8-sig")
    return tmp_path


def refused(done: subprocess.CompletedProcess[str], code: ExitCode) -> str:
    lines = done.stderr.splitlines()[-2:]
    assert done.returncode == code, done.stderr
    assert lines[0].startswith("aixin: error: ")
    assert lines[1].startswith("hint: ")
    return " ".join(lines)


def shown(place: Path, *options: str) -> dict[str, dict[str, str | None]]:
    """Each title with what `layout show` says of it."""
    done = aixin("layout", "show", "a.csv", "--format", "json", *options, cwd=place)
    return {row["title"]: row for row in json.loads(done.stdout)}


def test_an_unknown_title_is_shown_with_its_nearest_fields_and_the_command_to_decide(place: Path) -> None:
    done = fresh_aixin("layout", "show", "a.csv", cwd=place)
    assert done.returncode == ExitCode.INPUT
    assert "recipient_id 0.75" in done.stdout
    command = 'aixin layout accept "证件编码" recipient_id --form pairing --unit 620102'
    assert done.stderr.splitlines()[-1] == f"next: {command}"
    assert not (place / "aixin-store").exists()
    row = shown(place)["证件编码"]
    assert (row["field"], row["how"], row["column"]) == (None, "unknown", "J")
    assert shown(place)["结对类型"]["how"] == "title"


def test_an_accepted_title_is_used_by_show_check_load_and_run(place: Path) -> None:
    assert aixin("check", "a.csv", cwd=place).returncode == ExitCode.INPUT
    done = aixin("layout", "accept", "证件编码", "recipient_id", *DECIDE, cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    row = shown(place)["证件编码"]
    assert (row["field"], row["how"], row["decided_by"]) == ("recipient_id", "memory", "王科")
    checked = aixin("check", "a.csv", cwd=place)
    assert checked.returncode == ExitCode.DONE, checked.stderr
    assert "R162" in checked.stdout
    assert aixin("load", "a.csv", cwd=place).returncode == ExitCode.DONE
    assert aixin("run", "a.csv", "--period", "2024-12", "--only", "data", cwd=place).returncode == ExitCode.DONE


def test_check_uses_the_decisions_of_the_store_that_is_named(place: Path) -> None:
    aixin_here("layout", "accept", "证件编码", "recipient_id", *DECIDE, "--store", "other", cwd=place)
    assert aixin_here("check", "a.csv", cwd=place).returncode == ExitCode.INPUT
    assert aixin_here("check", "a.csv", "--store", "other", cwd=place).returncode == ExitCode.DONE
    assert aixin_here("check", "a.csv", cwd=place, AIXIN_STORE="other").returncode == ExitCode.DONE


def test_a_field_may_be_named_by_its_title_and_a_decision_hold_for_all_units(place: Path) -> None:
    done = aixin_here("layout", "accept", "证件编码", "对象身份证号", "--form", "AX01", "--all-units", cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert aixin_here("check", "a.csv", cwd=place).returncode == ExitCode.DONE
    listed = aixin_here("layout", "list", "--format", "json", cwd=place)
    (row,) = json.loads(listed.stdout)
    assert (row["layout"], row["unit"], row["title"], row["field"]) == ("pairing", "*", "证件编码", "recipient_id")
    assert row["decided_by"]


def test_a_refused_title_is_never_proposed_again(place: Path) -> None:
    done = aixin_here("layout", "refuse", "证件编码", *DECIDE, cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    row = shown(place)["证件编码"]
    assert (row["how"], row["proposed"], row["decided_by"]) == ("refused", None, "王科")
    assert aixin_here("check", "a.csv", cwd=place).returncode == ExitCode.INPUT


def test_a_later_decision_takes_the_place_of_an_earlier_one_and_forget_drops_it(place: Path) -> None:
    aixin_here("layout", "refuse", "证件编码", *DECIDE, cwd=place)
    aixin_here("layout", "accept", "证件 编码", "recipient_id", *DECIDE, cwd=place)
    listed = aixin_here("layout", "list", "--format", "csv", cwd=place)
    assert [row["field"] for row in csv.DictReader(io.StringIO(listed.stdout))] == ["recipient_id"]
    done = aixin_here("layout", "forget", "证件编码", "--form", "pairing", "--unit", "城关区", cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert aixin_here("check", "a.csv", cwd=place).returncode == ExitCode.INPUT


def test_decisions_go_into_another_store_with_who_and_when(place: Path) -> None:
    aixin_here("layout", "accept", "证件编码", "recipient_id", *DECIDE, cwd=place)
    aixin_here("layout", "refuse", '内部"编号\\', "--form", "activity", "--all-units", "--by", "李科", cwd=place)
    before = aixin_here("layout", "list", "--format", "json", cwd=place).stdout
    assert len(json.loads(before)) == 3  # both layouts of the form
    assert aixin_here("layout", "export", "titles.toml", cwd=place).returncode == ExitCode.DONE
    done = aixin_here("layout", "import", "titles.toml", "--store", "other", cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert aixin_here("layout", "list", "--format", "json", "--store", "other", cwd=place).stdout == before
    again = aixin_here("layout", "export", "again.toml", "--store", "other", cwd=place)
    assert again.returncode == ExitCode.DONE
    assert (place / "again.toml").read_bytes() == (place / "titles.toml").read_bytes()


@pytest.mark.parametrize(("line", "told"), [
    ('field = "gone"', "mapping 2: pairing has no field gone"),
    ('unit = "629998"', "mapping 2: no unit has the code 629998"),
    ('layout = "no_form"', "mapping 2: no layout is called no_form"),
    ("decided_at = 1", "mapping 2: decided_at is of the wrong kind"),
    ('note = "x"', "mapping 2: there is no key note"),
])  # fmt: skip
def test_a_file_with_one_wrong_decision_changes_nothing(place: Path, line: str, told: str) -> None:
    good = {"layout": '"pairing"', "unit": '"620102"', "title": '"甲"', "field": '"status"', "decided_by": '"王"',
            "decided_at": "2024-12-31T10:00:00"}  # fmt: skip
    key, _sign, value = line.partition(" = ")
    entries = [good, good | {key: value}]
    text = "\n".join("[[mapping]]\n" + "\n".join(f"{name} = {item}" for name, item in one.items()) for one in entries)
    (place / "titles.toml").write_text(text, encoding="utf-8")
    assert told in refused(aixin_here("layout", "import", "titles.toml", cwd=place), ExitCode.DEFINITION)
    assert not (place / "aixin-store").exists()


@pytest.mark.parametrize(("text", "code"), [("[[mapping]\n", ExitCode.DEFINITION), ("x = 1\n", ExitCode.DEFINITION)])
def test_what_is_no_file_of_decisions_is_refused(place: Path, text: str, code: ExitCode) -> None:
    (place / "titles.toml").write_text(text)
    assert "titles.toml" in refused(aixin_here("layout", "import", "titles.toml", cwd=place), code)


@pytest.mark.parametrize(("arguments", "code", "told"), [
    (["accept", "甲", "no_such", *DECIDE], ExitCode.USAGE, "has no field no_such"),
    (["accept", "甲", "status", "--form", "AX01"], ExitCode.USAGE, "--all-units"),
    (["accept", "甲", "status", *DECIDE, "--all-units"], ExitCode.USAGE, "not both"),
    (["accept", "甲", "status", "--form", "AX99", "--all-units"], ExitCode.USAGE, "AX99"),
    (["accept", " ", "status", *DECIDE], ExitCode.USAGE, "the title is empty"),
    (["accept", "甲", "status", "--form", "AX01", "--unit", "甲县"], ExitCode.USAGE, "甲县"),
    (["refuse", "甲", "--form", "AX01"], ExitCode.USAGE, "--all-units"),
    (["forget", "甲", "--form", "AX01", "--all-units"], ExitCode.STORE, "no store here"),
    (["list"], ExitCode.STORE, "no store here"),
    (["export", "x.toml"], ExitCode.STORE, "no store here"),
    (["import", "nowhere.toml"], ExitCode.INPUT, "no such file"),
    (["show", "nowhere"], ExitCode.INPUT, "nowhere"),
])  # fmt: skip
def test_every_verb_refuses_what_it_cannot_do(place: Path, arguments: list[str], code: ExitCode, told: str) -> None:
    assert told in refused(aixin_here("layout", *arguments, cwd=place), code)
    assert not (place / "aixin-store").exists()


def test_forgetting_what_was_never_decided_is_refused(place: Path) -> None:
    aixin_here("layout", "accept", "甲", "status", *DECIDE, cwd=place)
    done = aixin_here("layout", "forget", "乙", "--form", "pairing", "--unit", "620102", cwd=place)
    assert "nothing was decided" in refused(done, ExitCode.USAGE)


def test_a_store_of_an_earlier_version_has_no_decisions(place: Path) -> None:
    """What is only read is not brought to this version: `check` must do without the table."""
    aixin_here("layout", "accept", "证件编码", "recipient_id", *DECIDE, cwd=place)
    import duckdb

    with duckdb.connect(str(place / "aixin-store" / "register.duckdb")) as register:
        register.execute("drop table meta.title_mapping")
    done = aixin_here("check", "a.csv", cwd=place)
    assert done.returncode == ExitCode.INPUT
    assert "证件编码" in done.stderr


def test_a_title_that_is_the_form_s_own_of_another_field_is_not_accepted(place: Path) -> None:
    said = refused(aixin_here("layout", "accept", "状态", "recipient_id", *DECIDE, cwd=place), ExitCode.USAGE)
    assert "状态 is the form's own title of 状态" in said
    assert aixin_here("layout", "accept", "状态", "status", *DECIDE, cwd=place).returncode == ExitCode.DONE


def test_a_broken_file_of_decisions_is_the_user_s_to_mend(place: Path) -> None:
    (place / "titles.toml").write_text("garbage = [", encoding="utf-8")
    said = refused(aixin_here("layout", "import", "titles.toml", cwd=place), ExitCode.DEFINITION)
    assert said.endswith("hint: mend this file: it was given by you")
