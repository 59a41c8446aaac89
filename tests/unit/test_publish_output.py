from __future__ import annotations

import errno
from pathlib import Path

import pytest

from aixin_cli.errors import StoreError
from aixin_cli.publish.output import replacing


def test_files_arrive_all_together_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out" / "2024-12"
    with replacing(target) as folder:
        (folder / "tables").mkdir()
        (folder / "tables" / "T01.csv").write_text("new")
        assert not (target / "tables").exists()
    assert (target / "tables" / "T01.csv").read_text() == "new"
    assert [path.name for path in target.iterdir()] == ["tables"]


def test_a_failure_leaves_the_old_output_and_no_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")

    def write_and_fail() -> None:
        with replacing(tmp_path) as folder:
            (folder / "a.txt").write_text("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert (tmp_path / "a.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_other_peoples_files_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("theirs")
    with replacing(tmp_path) as folder:
        (folder / "a.txt").write_text("new")
    assert (tmp_path / "own.docx").read_text() == "theirs"


def test_a_full_disk_is_said_to_be_one(tmp_path: Path) -> None:
    def fill_disk() -> None:
        with replacing(tmp_path):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StoreError, match="disk is full"):
        fill_disk()


def test_a_file_in_the_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    def write() -> None:
        with replacing(tmp_path / "out" / "2024-12"):
            pass

    with pytest.raises(StoreError, match="can't be written"):
        write()
