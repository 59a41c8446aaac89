from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contract.processes import ROOT


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a built wheel holds, paths from the package's own folder."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name.removeprefix("aixin_cli/") for name in archive.namelist()}


def test_every_sql_file_travels_in_the_wheel(names: set[str]) -> None:
    written = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sql").rglob("*.sql")}
    assert written
    assert written <= names


def test_every_file_of_the_package_travels_in_the_wheel(names: set[str]) -> None:
    source = ROOT / "src" / "aixin_cli"
    files = [path.relative_to(source) for path in source.rglob("*") if path.is_file()]
    written = {path.as_posix() for path in files if "__pycache__" not in path.parts}
    assert "locale/zh_CN/LC_MESSAGES/aixin.mo" in written
    assert written <= names


def test_nothing_else_travels_in_the_wheel(names: set[str]) -> None:
    strangers = {name for name in names if name.startswith(("tests", "bench", "sample_data", "out", "aixin-store"))}
    assert not strangers


def test_the_readme_is_where_the_package_says(names: set[str]) -> None:
    assert any(Path(name).name == "METADATA" for name in names)
