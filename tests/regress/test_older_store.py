"""A store made by an older aixin (schema 4, without originals and days of receipt) is upgraded and goes on.

`older_store.duckdb.xz` is the register of a small sample of invented people, loaded and rolled up by that program.
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from tests.contract.processes import aixin_here
from tests.unit.read_examples import pairing, xlsx

PERIOD = "2024-12"
OLDER = Path(__file__).with_name("older_store.duckdb.xz")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    store = tmp_path / "aixin-store"
    store.mkdir(mode=0o700)
    (store / "register.duckdb").write_bytes(lzma.decompress(OLDER.read_bytes()))
    return tmp_path


@pytest.mark.parametrize("verb", [("returns", "list"), ("status",), ("findings",)], ids=" ".join)
def test_it_is_upgraded_by_whoever_only_looks_at_it(place: Path, verb: tuple[str, ...]) -> None:
    for _again in range(2):
        done = aixin_here(*verb, "--period", PERIOD, "--format", "csv", cwd=place)
        assert done.returncode == 0, done.stderr
        assert "环县" in done.stdout


def test_it_is_looked_at_upgraded_loaded_into_rolled_up_and_published(place: Path) -> None:
    head = [["结对帮扶台账"], ["填报单位：康乐县  报告期：2024年12月  填报日期：2025年1月3日"]]
    (place / "康乐县.xlsx").write_bytes(xlsx({"台账": [*head, *pairing(3, None)]}))
    loaded = aixin_here("load", "康乐县.xlsx", "--received", "2025-01-20", cwd=place)
    assert loaded.returncode == 0, loaded.stderr
    stale = aixin_here("close", PERIOD, "--check", "--format", "json", cwd=place)
    assert (stale.returncode, json.loads(stale.stdout)["stops"][0]["code"]) == (8, "stale")
    assert "roll the month up first, or again" in aixin_here("compare", PERIOD, "2025-01", cwd=place).stderr
    assert "roll the month up first, or again" in aixin_here("trace", "F02", "--period", PERIOD, cwd=place).stderr
    for verb in (("rollup",), ("publish", "--out", "out")):
        done = aixin_here(*verb, "--period", PERIOD, cwd=place)
        assert done.returncode == 0, done.stderr
    figures = {
        item["id"]: item["printed"]
        for item in json.loads((place / "out" / PERIOD / "figures.json").read_text("utf-8"))["figures"]
    }
    assert figures["F04"] == "1233人次"
    traced = json.loads(aixin_here("trace", "F04", "--rows", "--period", PERIOD, "--format", "json", cwd=place).stdout)
    assert traced["value"] == 1233 == sum(leaf["amount"] for leaf in traced["leaves"] if leaf["is_counted"])

    listed = json.loads(aixin_here("returns", "list", "--period", PERIOD, "--format", "json", cwd=place).stdout)
    old, new = listed[0], next(item for item in listed if item["path"] == "康乐县.xlsx")
    assert (old["received_date"], new["received_date"]) == (None, "2025-01-20")
    states = json.loads(aixin_here("status", "--period", PERIOD, "--format", "json", cwd=place).stdout)
    late = {(item["unit_code"], item["form"]) for item in states if item["is_late"]}
    assert late == {(new["unit_code"], "pairing")}

    shown = json.loads(aixin_here("returns", "show", str(old["part_id"]), "--format", "json", cwd=place).stdout)
    assert {part["original"] for part in shown["parts"]} == {None}
    words = ("--reason", "sent by mistake", "--by", "the office")
    assert aixin_here("returns", "withdraw", str(old["part_id"]), *words, cwd=place).returncode == 0
    assert aixin_here("returns", "reinstate", str(old["part_id"]), cwd=place).returncode == 0
