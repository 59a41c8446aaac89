"""No test is left out: each is run by one of CI's commands, and what the table of wide tests names is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product

import pytest

from tests.conftest import COLLECTED
from tests.contract.processes import ROOT
from tests.wide import APART, is_same, load_wide, place

CHOOSING = ("wide", *APART)
"""Marks by which a command chooses; a test has one of them at most."""


def options() -> str:
    """What `pytest` is called with wherever it is called."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(project["tool"]["pytest"]["ini_options"]["addopts"])


def commands() -> list[str]:
    """What CI gives to pytest, command by command."""
    return re.findall(r"^[^#\n]*\.venv/bin/pytest\b(.*)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)


def chosen(marks: set[str]) -> Iterator[str]:
    """The commands that run a test with these marks."""
    for command in commands():
        expression = re.search(r"-m (?:'([^']+)'|(\w+))", command if " -m " in command else options())
        assert expression
        if eval(expression[1] or expression[2], {}, {name: name in marks for name in (*CHOOSING, "fuzz", "quick")}):  # noqa: S307
            yield command


def test_a_command_of_ci_chooses_by_marks_alone() -> None:
    assert len(commands()) == 1 + len(CHOOSING)
    for command in commands():
        assert re.fullmatch(r"( -m \w+| -n \w+)*", command)
    assert not re.search(r" -k| --deselect| --ignore", options())


@pytest.mark.parametrize("marks", [*product((None, *CHOOSING), (None, "fuzz"), (None, "quick"))], ids=str)
def test_each_test_is_run_by_one_command_whatever_its_mark(marks: tuple[str | None, ...]) -> None:
    assert len(list(chosen({mark for mark in marks if mark}))) == 1


def test_no_test_has_two_marks_that_commands_choose_by(request: pytest.FixtureRequest) -> None:
    for item in request.config.stash[COLLECTED]:
        marks = {mark.name for mark in item.iter_markers()}
        assert len(marks & set(CHOOSING)) <= 1, item.nodeid


def test_the_table_of_wide_tests_names_what_is_there(request: pytest.FixtureRequest) -> None:
    cases: dict[tuple[str, str], set[str | None]] = {}
    for item in request.config.stash[COLLECTED]:
        file, function, case = place(item)
        cases.setdefault((file, function), set()).add(case)
    if len(load_wide()) > len({file for file, _ in cases}):
        pytest.skip("asked of all tests together")
    for file, tests in load_wide().items():
        for function, kept in tests.items():
            known = [found for place, found in cases.items() if place[0] == file and function in ("*", place[1])]
            assert known, (file, function)
            named = [case for found in known for case in found if case is not None]
            # `["*"]` keeps a test that has no cases, of a file of which all else is wide.
            is_whole = kept == ["*"] and not named
            is_there = all(any(is_same(case, name) for case in named) for name in kept)
            assert is_whole or is_there, (file, function, kept)
