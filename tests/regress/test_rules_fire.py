"""A rule that cannot fire is a defect, and so is one mistake told twice: each case through every stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixin_cli.check import check_report, run_checks
from aixin_cli.link import link_period
from aixin_cli.read.model import SourceTable
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.regress.ledger_cases import LEDGER_CASES
from tests.regress.return_cases import RETURN_CASES
from tests.regress.rule_cases import BEFORE, LONG_AGO, NOW, Case
from tests.returns import source_files, source_table

CASES = (*LEDGER_CASES, *RETURN_CASES)
NUMBERS_EACH = 12
Told = dict[tuple[str, str], set[str]]
"""By unit and month of the return, the rules of sql/check that are told."""


@pytest.fixture(scope="module")
def units() -> list[tuple[str, str]]:
    """Each case's unit, and another that takes part in some."""
    with Store.in_memory() as store:
        rows = store.rows("select unit_code from meta.unit where reports = 'county' order by unit_code")
    codes = [str(row[0]) for row in rows]
    assert len(codes) > len(CASES)
    return [(code, codes[-1]) for code in codes[: len(CASES)]]


@pytest.fixture(scope="module")
def sound(units: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What is told of the returns without a mistake."""
    return told(units, tmp_path_factory.mktemp("sound"), is_changed=False)


@pytest.fixture(scope="module")
def faulty(units: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What is told of the same returns, each with its mistake."""
    return told(units, tmp_path_factory.mktemp("faulty"), is_changed=True)


def told(units: list[tuple[str, str]], folder: Path, *, is_changed: bool) -> Told:
    """All cases in one store, as one province; month after month."""
    out: Told = defaultdict(set)
    # A few rows a unit have no usual level.
    (folder / "aixin.toml").write_text("[outlier]\noutlier_peers = 1000\n", encoding="utf-8")
    with Store.in_memory(folder) as store:
        for period in (LONG_AGO, BEFORE, NOW):
            sent = [table for place in range(len(CASES)) for table in tables(place, units[place], period, is_changed)]
            done = load_files(store, source_files(*sent), LoadOptions())
            link_period(store, period)
            assert not run_checks(store, period)
            for finding in check_report(store, done.load_id)["findings"]:
                if not is_changed or finding["rule"].startswith("X"):
                    out[finding["unit"], finding["period"]].add(finding["rule"])
    return out


def tables(place: int, units: tuple[str, str], period: str, is_changed: bool) -> Iterator[SourceTable]:
    """A case's returns of a month, with its mistake or without."""
    case, first = CASES[place], place * NUMBERS_EACH + 1
    content = case.base(first)
    if is_changed:
        case.change(content, first)
    for (month, name), rows in content.items():
        layout, _, elsewhere = name.partition(" ")
        if month == period:
            zero = is_changed and layout == case.zero and month == NOW
            yield source_table(layout, [] if zero else rows, unit=units[bool(elsewhere)], period=period, is_zero=zero)


@pytest.mark.parametrize("place", range(len(CASES)), ids=[case.name for case in CASES])
def test_a_mistake_is_told_by_its_rule_and_by_no_other(
    place: int, units: list[tuple[str, str]], sound: Told, faulty: Told
) -> None:
    case: Case = CASES[place]
    of = (units[place][0], case.period)
    assert sound[of] == set()
    assert faulty[of] == {case.code, *case.also}


def test_returns_without_a_mistake_raise_nothing(sound: Told) -> None:
    assert {of: rules for of, rules in sound.items() if rules} == {}
