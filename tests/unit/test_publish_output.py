from __future__ import annotations

import errno
import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aixin_cli.errors import StoreError
from aixin_cli.sheets.output import placing, replacing


def test_files_arrive_all_together_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out" / "2024-12"
    with replacing(target) as folder:
        (folder / "tables").mkdir()
        (folder / "tables" / "T01.csv").write_text("new")
        assert not (target / "tables").exists()
    assert (target / "tables" / "T01.csv").read_text() == "new"
    assert names(target.parent) == ["2024-12", "2024-12/.written.json", "2024-12/tables", "2024-12/tables/T01.csv"]


def test_a_failure_leaves_the_old_output_and_no_rest(tmp_path: Path) -> None:
    target = tmp_path / "2024-12"
    target.mkdir()
    (target / "a.txt").write_text("old")

    def write_and_fail() -> None:
        with replacing(target) as folder:
            (folder / "a.txt").write_text("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert (target / "a.txt").read_text() == "old"
    assert names(tmp_path) == ["2024-12", "2024-12/a.txt"]


def test_a_failure_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    def write_and_fail() -> None:
        with replacing(tmp_path / "out" / "2024-12"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert names(tmp_path) == []


def test_other_peoples_files_and_folders_stay(tmp_path: Path) -> None:
    target = edition(tmp_path, "1")
    (target / "tables" / "own.docx").write_text("theirs")
    (target / "own" / "empty").mkdir(parents=True)
    (target / "own" / "a.txt").write_text("theirs too")
    edition(tmp_path, "2")
    assert (target / "tables" / "own.docx").read_text() == "theirs"
    assert (target / "own" / "a.txt").read_text() == "theirs too"
    assert (target / "own" / "empty").is_dir()
    assert (target / "a.txt").read_text() == "2"


def test_a_file_of_ours_that_somebody_edited_is_kept_beside(tmp_path: Path) -> None:
    target = edition(tmp_path, "1")
    (target / "a.txt").write_text("corrected by hand")
    edition(tmp_path, "2")
    (target / "a.txt").write_text("corrected again")
    edition(tmp_path, "3")
    assert {path.name: path.read_text() for path in target.glob("a.txt*")} == {
        "a.txt": "3", "a.txt.edited": "corrected by hand", "a.txt.edited-2": "corrected again",
    }  # fmt: skip


def test_an_edited_file_is_kept_when_the_same_is_written_again(tmp_path: Path) -> None:
    target = edition(tmp_path, "1")
    (target / "a.txt").write_text("corrected by hand")
    edition(tmp_path, "1")
    assert (target / "a.txt").read_text() == "1"
    assert (target / "a.txt.edited").read_text() == "corrected by hand"


def test_a_file_that_todays_edition_no_longer_has_goes(tmp_path: Path) -> None:
    target = edition(tmp_path, "1")
    with replacing(target) as folder:
        (folder / "b.txt").write_text("only this")
    assert names(target) == [".written.json", "b.txt"]


def test_an_edition_of_an_earlier_version_is_replaced_with_what_it_left_lying(tmp_path: Path) -> None:
    target = tmp_path / "2024-12"
    (target / ".writing-k2j3").mkdir(parents=True)
    (target / ".writing-k2j3" / "a.txt").write_text("half")
    (target / "a.txt").write_text("earlier version's")
    (target / "own.docx").write_text("theirs")
    edition(tmp_path, "1")
    assert names(tmp_path) == [
        "2024-12", "2024-12/.written.json", "2024-12/a.txt", "2024-12/b.txt", "2024-12/own.docx", "2024-12/tables",
        "2024-12/tables/T01.csv",
    ]  # fmt: skip


def test_the_very_same_edition_is_left_as_it_stands(tmp_path: Path) -> None:
    target = edition(tmp_path, "1")
    before = target.stat().st_ino, (target / "a.txt").stat().st_mtime_ns
    edition(tmp_path, "1")
    assert (target.stat().st_ino, (target / "a.txt").stat().st_mtime_ns) == before
    assert names(tmp_path)[0] == "2024-12"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "2024-12").symlink_to(tmp_path / "shared")
    edition(tmp_path, "1")
    assert (tmp_path / "2024-12").is_symlink()
    assert (tmp_path / "shared" / "a.txt").read_text() == "1"


def test_rights_that_somebody_set_stay(tmp_path: Path) -> None:
    target = edition(tmp_path, "1")
    target.chmod(0o750)
    edition(tmp_path, "2")
    assert target.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("locked", ["2024-12", "tables"])
def test_an_edition_that_is_locked_stays_and_is_not_parted_from_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str
) -> None:
    target = edition(tmp_path, "1")
    # Asked of the system, as whoever runs the tests may be one to whom nothing is locked.
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != locked)
    with pytest.raises(StoreError, match="can't be written there"):
        edition(tmp_path, "2")
    assert (target / "a.txt").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["2024-12"]


@pytest.mark.skipif(os.name == "nt", reason="processes are forked")
@pytest.mark.parametrize("content", ["new", "old"], ids=["another edition", "the same again"])
def test_wherever_writing_ends_the_next_run_finds_one_whole_edition(tmp_path: Path, content: str) -> None:
    for number in range(400):
        place = tmp_path / str(number)
        target = edition(place, "old")
        (target / "own.docx").write_text("theirs")
        (target / "tables" / "T01.csv").write_text("edited")
        if not ended_at(number, lambda place=place: edition(place, content)):
            break
        # The edition is one or the other, or its folder is away: never two side by side.
        texts = {path.read_text() for path in (target / "a.txt", target / "b.txt") if path.exists()}
        assert texts in ({"old"}, {content}, set())
        edition(place, "last")
        assert (target / "own.docx").read_text() == "theirs"
        assert "edited" in {path.read_text() for path in target.glob("tables/T01.csv*")}
        assert (target / "a.txt").read_text() == (target / "b.txt").read_text() == "last"
        assert [path.name for path in place.iterdir()] == ["2024-12"]
    assert 10 < number < 399


def ended_at(number: int, work: Callable[[], object]) -> bool:
    """Do some work in a process that kills itself before its n-th change of a file; whether it came to that."""
    child = os.fork()
    if child == 0:
        left = itertools.count(number, -1)

        def hook(event: str, given: tuple[object, ...]) -> None:
            is_change = event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"} or (
                event == "open" and isinstance(given[1], str) and given[1] != "r"
            )
            if is_change and next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        work()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return status != 0


def edition(folder: Path, content: str) -> Path:
    target = folder / "2024-12"
    with replacing(target) as fresh:
        (fresh / "tables").mkdir()
        for name in ("a.txt", "b.txt", "tables/T01.csv"):
            (fresh / name).write_text(content)
    return target


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_one_file_arrives_whole_and_what_was_left_of_it_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".a.xlsx.writing").write_text("half of an earlier one")
    with placing(tmp_path / "a.xlsx") as fresh:
        fresh.write_text("whole")
        assert not (tmp_path / "a.xlsx").exists()
    assert names(tmp_path) == ["a.xlsx"]


def test_a_folder_that_cannot_be_moved_keeps_its_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = edition(tmp_path, "1")

    def refuse(self: Path, other: Path) -> None:
        raise PermissionError(errno.EACCES, "open in another program")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreError, match="can't be written") as told:
        edition(tmp_path, "2")
    assert "open in another program" in (told.value.hint or "")
    assert (target / "a.txt").read_text() == "1"
    assert names(tmp_path)[0] == "2024-12"


def test_a_new_edition_that_cannot_take_its_place_leaves_the_last_one_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = edition(tmp_path, "1")
    rename = Path.rename

    def refuse(self: Path, other: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(errno.EACCES, "scanned by another program")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreError):
        edition(tmp_path, "2")
    assert (target / "a.txt").read_text() == "1"
    assert names(tmp_path)[0] == "2024-12"


def test_a_full_disk_is_said_to_be_one(tmp_path: Path) -> None:
    def fill_disk() -> None:
        with replacing(tmp_path / "2024-12"):
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
