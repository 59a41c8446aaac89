from __future__ import annotations

import re
import tomllib

import pytest

from aixin_cli.errors import ExitCode
from tests.contract.processes import ROOT
from tests.contract.test_help import VERB_NAMES

READMES = ["README.md", "README.zh-CN.md"]


def commands(name: str) -> list[str]:
    text = (ROOT / name).read_text("utf-8")
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.strip().splitlines()]


@pytest.mark.parametrize("name", READMES)
def test_there_are_two_commands_of_one_line_each(name: str) -> None:
    main_job, tests = commands(name)
    assert "aixin run sample_data --period" in main_job
    assert tests.endswith("pytest")
    for command in (main_job, tests):
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e ")


def test_both_languages_give_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")


def test_ci_runs_the_very_test_command() -> None:
    assert commands("README.md")[1] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", READMES)
def test_every_exit_code_and_every_verb_is_in_the_readme(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)] == [int(code) for code in ExitCode]
    for verb in VERB_NAMES:
        assert f"`aixin {verb}" in text


def test_constraints_pin_every_dependency_and_hold_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", pin) for pin in pins)
    pinned = {re.sub(r"[-_.]+", "-", pin.split("==")[0]).lower() for pin in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[>=<\[ ]", name)[0].lower() for name in wanted} <= pinned
