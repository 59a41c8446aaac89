from __future__ import annotations

import json
import re
import tomllib

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.publish.text.briefing import Briefing
from aixin_cli.store.register import REGISTER, STATISTICS
from aixin_cli.store.settings import load_defaults
from tests.contract.processes import ROOT
from tests.contract.test_help import VERB_NAMES
from tests.unit.publish_examples import example_edition

READMES = ["README.md", "README.zh-CN.md"]


def commands(name: str) -> list[str]:
    text = (ROOT / name).read_text("utf-8")
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.strip().splitlines()]


@pytest.mark.parametrize("name", READMES)
def test_there_are_two_commands_of_one_line_each(name: str) -> None:
    main_job, tests = commands(name)
    assert main_job.endswith("aixin run sample_data/faulty --period 2024-12 --out out")
    assert (ROOT / "sample_data" / "faulty").is_dir()
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


@pytest.mark.parametrize("name", [*READMES, "docs/settings.md", "docs/adding.md"])
def test_what_the_documents_point_to_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    named = re.findall(r"`((?:sql|src|docs|tests|sample_data)/[^`<*]*)`", text)
    for place in {*linked, *(path for path in named if "NN" not in path)}:
        assert (ROOT / name).parent.joinpath(place).exists() or (ROOT / place).exists(), place


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_the_stores_files_and_what_the_environment_decides(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for word in (REGISTER, STATISTICS, "aixin.toml", "briefing.md", "AIXIN_STORE", "AIXIN_LANG", "AIXIN_DEBUG"):
        assert f"`{word}" in text, word


def test_every_setting_stands_in_the_settings_with_its_default() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([a-z_.]+)` \| (.+?) \| ", text.replace("\\|", "¦"), re.MULTILINE))
    defaults = {name: json.dumps(item["value"], ensure_ascii=False) for name, item in load_defaults().items()}
    assert {name: value.replace("¦", "|") for name, value in told.items()} == defaults


def test_no_two_settings_end_alike_for_sql_asks_by_the_last_part_of_the_name() -> None:
    leaves = [name.rpartition(".")[2] for name in load_defaults()]
    assert not {leaf for leaf in leaves if leaves.count(leaf) > 1}
    assert not {"period", "period_start", "as_of", "previous_period", "year_start"} & set(leaves)


def test_every_placeholder_of_the_briefing_stands_in_the_docs() -> None:
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    named = {re.sub(r"^F\d\d", "F01", name) for name in Briefing(example_edition()).meanings()}
    assert named <= set(re.findall(r"`(\w+)`", text))


def test_constraints_pin_every_dependency_and_hold_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", pin) for pin in pins)
    pinned = {re.sub(r"[-_.]+", "-", pin.split("==")[0]).lower() for pin in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[>=<\[ ]", name)[0].lower() for name in wanted} <= pinned
