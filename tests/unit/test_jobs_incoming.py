"""What a job takes in: its files are looked for before there is a store, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli import read
from aixin_cli.errors import InputError
from aixin_cli.jobs import incoming
from aixin_cli.store import Store
from tests.unit.read_examples import csv_text, pairing


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The paths of every walk through them."""
    seen: list[object] = []
    walk = read.list_sources

    def told(paths: list[Path]) -> list[read.Source]:
        seen.append(paths)
        return walk(paths)

    monkeypatch.setattr(read, "list_sources", told)
    return seen


def given(folder: Path) -> incoming.Intake:
    return incoming.Intake.of([folder], "2024-12", "620102", None, None).received_on("2025-01-10").strictly()


def test_folders_are_walked_once_for_a_load_and_again_for_the_next(tmp_path: Path, walks: list[object]) -> None:
    (tmp_path / "a.csv").write_text(csv_text(pairing(3)), encoding="utf-8")
    intake = given(tmp_path)
    with Store.in_memory() as store:
        assert incoming.load(store, intake).parts_new == 1
        assert len(walks) == 1
        (tmp_path / "b.csv").write_text(csv_text(pairing(5)), encoding="utf-8")
        assert incoming.load(store, intake).files_read == 2
        assert len(walks) == 2


def test_folders_are_walked_once_where_files_are_only_read(tmp_path: Path, walks: list[object]) -> None:
    (tmp_path / "a.csv").write_text(csv_text(pairing(3)), encoding="utf-8")
    assert [file.status for file in incoming.read_only(given(tmp_path), [])] == ["read"]
    assert len(walks) == 1


def test_a_folder_without_a_table_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        given(tmp_path)
