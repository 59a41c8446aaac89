"""Defect 38: locked files are named as such, and opened with a password that is never on the command line."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path

import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from aixin_cli.read import Passwords, SourceFile, read_sources
from tests.unit.old_locks import lock_old_workbook
from tests.unit.read_examples import DECEMBER, make_id, pairing, refusal, xlsx

SECRET = "爱心-2024"
BOOK = xlsx({"台账": pairing(3)})
IDS = [make_id(number) for number in range(1, 4)]


def lock(data: bytes, password: str = SECRET) -> bytes:
    """What Excel makes of a workbook that is saved with a password."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()


LOCKED = lock(BOOK)


class Person:
    """Somebody at the terminal, with what they type one after the other."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.questions: list[tuple[str, bool]] = []

    def __call__(self, path: str, is_again: bool) -> str | None:
        assert threading.current_thread() is threading.main_thread()
        self.questions.append((path, is_again))
        return self.answers.pop(0)


def read_all(folder: Path, passwords: Passwords | None = None) -> list[SourceFile]:
    return list(read_sources([folder], DECEMBER, passwords=passwords))


def put(folder: Path, *names: str, data: bytes = LOCKED) -> None:
    for name in names:
        (folder / name).write_bytes(data)


def test_a_locked_workbook_without_a_password_is_refused_and_both_ways_are_named(tmp_path: Path) -> None:
    put(tmp_path, "城关区.xlsx")
    message = refusal(read_all(tmp_path)[0])
    assert "password-protected" in message
    assert "AIXIN_PASSWORD" in message
    assert "prompt" in message


def test_a_given_password_opens_it(tmp_path: Path) -> None:
    put(tmp_path, "城关区.xlsx")
    (file,) = read_all(tmp_path, Passwords([SECRET]))
    assert file.error is None, file.error
    assert file.tables[0].rows.column("recipient_id").to_pylist() == IDS
    assert file.size == len(LOCKED)
    assert not [notice for notice in file.notices if notice.rule == "R136"]


def test_a_wrong_password_is_told_and_never_shown(tmp_path: Path) -> None:
    put(tmp_path, "城关区.xlsx")
    message = refusal(read_all(tmp_path, Passwords(["falsch-123"]))[0])
    assert "doesn't open" in message
    assert "falsch" not in message


def test_one_answer_opens_every_file(tmp_path: Path) -> None:
    put(tmp_path, *(f"城关区{number}.xlsx" for number in range(4)))
    person = Person(SECRET)
    files = read_all(tmp_path, Passwords(ask=person))
    assert [file.status for file in files] == ["read"] * 4
    assert person.questions == [(f"{tmp_path.name}/城关区0.xlsx", False)]


def test_a_file_is_asked_for_three_times(tmp_path: Path) -> None:
    put(tmp_path, "城关区.xlsx")
    person = Person("a", "b", "c", SECRET)
    (file,) = read_all(tmp_path, Passwords(ask=person))
    assert "doesn't open" in refusal(file)
    assert [is_again for _path, is_again in person.questions] == [False, True, True]


def test_a_second_answer_may_be_right(tmp_path: Path) -> None:
    put(tmp_path, "城关区.xlsx")
    assert read_all(tmp_path, Passwords(ask=Person("a", SECRET)))[0].status == "read"


def test_whoever_gives_none_is_not_asked_again(tmp_path: Path) -> None:
    put(tmp_path, "a城关区.xlsx", "b城关区.xlsx")
    put(tmp_path, "c城关区.xlsx", data=BOOK)
    person = Person(None)
    files = read_all(tmp_path, Passwords(ask=person))
    assert [file.status for file in files] == ["refused", "refused", "read"]
    assert len(person.questions) == 1


def test_files_with_different_passwords_are_each_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "a城关区.xlsx")
    put(tmp_path, "b城关区.xlsx", data=lock(BOOK, "other"))
    person = Person(SECRET, "other")
    assert [file.status for file in read_all(tmp_path, Passwords(ask=person))] == ["read", "read"]


def test_a_workbook_that_is_only_protected_against_writing_opens_by_itself(tmp_path: Path) -> None:
    put(tmp_path, "城关区.xlsx", data=lock(BOOK, "VelvetSweatshop"))
    assert read_all(tmp_path, Passwords(ask=Person()))[0].status == "read"


def old_book() -> xlwt.Workbook:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for row, cells in enumerate(pairing(3)):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    return book


@pytest.mark.parametrize("name", ["城关区.xls", "城关区.et"])
def test_a_locked_workbook_of_the_old_kind_opens_too(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, data=lock_old_workbook(old_book(), SECRET))
    assert "password-protected" in refusal(read_all(tmp_path)[0])
    assert "doesn't open" in refusal(read_all(tmp_path, Passwords(["wrong"]))[0])
    (file,) = read_all(tmp_path, Passwords([SECRET]))
    assert file.error is None, file.error
    assert file.tables[0].rows.column("recipient_id").to_pylist() == IDS


def test_a_workbook_of_the_old_kind_that_excel_locked_by_itself_is_read(tmp_path: Path) -> None:
    put(tmp_path, "城关区.xls", data=lock_old_workbook(old_book(), "VelvetSweatshop"))
    assert read_all(tmp_path)[0].status == "read"


def test_a_locked_document_is_refused_by_what_it_is(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book, zipfile.ZipFile(buffer, "w") as packed:
        for name in book.namelist():
            packed.writestr(name.replace("xl/", "word/"), book.read(name))
    put(tmp_path, "城关区.xlsx", data=lock(buffer.getvalue()))
    assert "Word" in refusal(read_all(tmp_path, Passwords([SECRET]))[0])


@pytest.mark.parametrize("cut", [600, 2000, 3500])
def test_a_damaged_locked_workbook_is_refused(tmp_path: Path, cut: int) -> None:
    put(tmp_path, "城关区.xlsx", data=LOCKED[:cut])
    assert refusal(read_all(tmp_path, Passwords([SECRET]))[0])


def test_an_absurd_count_of_rounds_is_not_tried(tmp_path: Path) -> None:
    usual = b'spinCount="100000" '
    assert usual in LOCKED
    put(tmp_path, "城关区.xlsx", data=LOCKED.replace(usual, b'spinCount="9900000"'))
    assert "isn't read" in refusal(read_all(tmp_path, Passwords([SECRET]))[0])


def test_passwords_are_in_no_text_of_the_object_that_keeps_them() -> None:
    assert SECRET not in repr(Passwords([SECRET]))
