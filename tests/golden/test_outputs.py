"""What is published of sample_data stays as it is until somebody says otherwise: `pytest --update-golden`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.contract.processes import ROOT, aixin
from tests.golden.dumps import dump_check, dump_outputs

EXPECTED = Path(__file__).parent / "expected"
PERIOD = "2024-12"


@dataclass(frozen=True)
class Outputs:
    name: str
    texts: dict[str, str]


@pytest.fixture(scope="module", params=["clean", "faulty"])
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    folder = tmp_path_factory.mktemp("golden")
    source = f"sample_data/{request.param}"
    places = ["--period", PERIOD, "--out", str(folder / "out"), "--received", "2025-01-10"]
    done = aixin("--store", str(folder / "store"), "run", source, *places, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    checked = aixin("check", source, "--format", "json", "--fail-on", "never", cwd=ROOT)
    texts = dump_outputs(folder / "out" / PERIOD) | {"check.txt": dump_check(checked.stdout)}
    talk = done.stderr.replace(str(folder), "<folder>")
    return Outputs(request.param, texts | {"run.txt": talk})


def test_the_outputs_of_the_sample_data_are_as_committed(outputs: Outputs, request: pytest.FixtureRequest) -> None:
    home = EXPECTED / outputs.name
    if request.config.getoption("--update-golden"):
        _write(home, outputs.texts)
    expected = {
        path.relative_to(home).as_posix(): path.read_text("utf-8") for path in home.rglob("*") if path.is_file()
    }
    assert outputs.texts.keys() == expected.keys()
    for name, text in expected.items():
        assert outputs.texts[name].splitlines() == text.splitlines(), name


def _write(home: Path, texts: dict[str, str]) -> None:
    for path in [path for path in home.rglob("*") if path.is_file()]:
        path.unlink()
    for name, text in texts.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
