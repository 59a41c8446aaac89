"""Results that several contract tests look at, made once."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.read import Declared, read_sources
from tests.contract.processes import ROOT, aixin
from tests.prints import make_once

PERIOD = "2024-12"


@dataclass(frozen=True)
class Month:
    """A folder in which the repository's faulty sample was run."""

    folder: Path
    done: subprocess.CompletedProcess[str]

    @property
    def results(self) -> Path:
        """The month's published files."""
        return self.folder / "out" / PERIOD


def names_in(file: Path) -> list[str]:
    """The helpers of a ledger."""
    (read,) = read_sources([file], Declared())
    return [name for name in read.tables[0].rows.column("helper_name").to_pylist() if name]


@pytest.fixture(scope="session")
def faulty_month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """`aixin run` on a copy of sample_data/faulty, one file of it called after somebody in it."""
    folder = tmp_path_factory.mktemp("faulty") / "month"
    made, done = make_once("faulty month", run_faulty)
    shutil.copytree(made, folder)
    return Month(folder, done)


def run_faulty(folder: Path) -> subprocess.CompletedProcess[str]:
    shutil.copytree(ROOT / "sample_data" / "faulty", folder / "returns")
    part = next((folder / "returns").glob("*结对帮扶台账*"))
    name = names_in(part)[0]
    part.rename(part.with_stem(f"{part.stem}{name}"))
    done = aixin("run", "returns", "--period", PERIOD, "--out", "out", cwd=folder)
    assert done.returncode == ExitCode.DONE, done.stderr
    return done
