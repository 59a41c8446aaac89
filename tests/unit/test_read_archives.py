"""Defect 59: folders and archives of files, archives inside archives, names in GBK, and what is no archive for us."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from aixin_cli.errors import InputError
from aixin_cli.read import Passwords, SourceFile, list_sources, read_sources
from aixin_cli.read.delivery import limits
from aixin_cli.read.delivery.filenames import harmless
from tests.unit.read_examples import DECEMBER, csv_text, pairing, refusal, xlsx
from tests.unit.zips import Member, make_zip, nested

CSV = csv_text(pairing(2)).encode()
POSIX = pytest.mark.skipif(os.name != "posix", reason="such files are POSIX's")


def read_zip(folder: Path, data: bytes, name: str = "a.zip", passwords: Passwords | None = None) -> list[SourceFile]:
    (folder / name).write_bytes(data)
    return list(read_sources([folder / name], DECEMBER, passwords=passwords))


def statuses(files: list[SourceFile]) -> list[tuple[str, str]]:
    return [(file.path, file.status) for file in files]


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_archives_inside_archives_are_read(tmp_path: Path, levels: int) -> None:
    (file,) = read_zip(tmp_path, nested(levels, {"城关区.csv": CSV}))
    between = "".join(f"level{level}.zip/" for level in range(1, levels))
    assert statuses([file]) == [(f"a.zip/{between}城关区.csv", "read")]
    assert file.tables[0].rows.num_rows == 2


def test_archives_too_deep_in_one_another_are_refused_and_the_others_read(tmp_path: Path) -> None:
    data = nested(1, {"deep.zip": nested(3, {"x.csv": CSV}), "城关区.csv": CSV})
    files = read_zip(tmp_path, data)
    assert statuses(files) == [("a.zip/deep.zip/level1.zip/level2.zip", "refused"), ("a.zip/城关区.csv", "read")]
    assert "unpack the inner archive" in refusal(files[0])


def test_files_of_many_inner_archives_are_read_whatever_the_order_of_threads(tmp_path: Path) -> None:
    inner = {f"{number}.zip": nested(1, {f"城关区{n}.csv": csv_text(pairing(number + n)).encode() for n in (1, 2)})
             for number in range(1, 6)}  # fmt: skip
    (tmp_path / "a.zip").write_bytes(nested(1, inner))
    files = list(read_sources([tmp_path], DECEMBER, threads=4))
    assert [file.tables[0].rows.num_rows for file in files] == [2, 3, 3, 4, 4, 5, 5, 6, 6, 7]


@pytest.mark.parametrize(("name", "extra", "flags"), [
    ("兰州市/城关区.csv".encode("gb18030"), b"", 0),
    ("兰州市\\城关区.csv".encode("gb18030"), b"", 0),
    ("兰州市/城关区.csv".encode(), b"", 0),
    ("兰州市/城关区.csv".encode(), b"", 0x800),
    (b"??/???.csv", b"up", 0),
], ids=["GBK", "GBK with backslashes", "UTF-8 without a flag", "UTF-8", "Unicode path field"])  # fmt: skip
def test_names_of_members_are_understood(tmp_path: Path, name: bytes, extra: bytes, flags: int) -> None:
    if extra:
        stated = "兰州市/城关区.csv".encode()
        extra = struct.pack("<HHBI", 0x7075, 5 + len(stated), 1, zlib.crc32(name)) + stated
    (file,) = read_zip(tmp_path, make_zip([Member(name, CSV, extra=extra, flags=flags)]))
    assert file.path == "a.zip/兰州市/城关区.csv"
    assert file.tables[0].unit == "620102"


def test_a_unicode_path_for_another_name_is_not_believed(tmp_path: Path) -> None:
    stated = "七里河区.csv".encode()
    extra = struct.pack("<HHBI", 0x7075, 5 + len(stated), 1, zlib.crc32(b"other")) + stated
    (file,) = read_zip(tmp_path, make_zip([Member("城关区.csv".encode("gb18030"), CSV, extra=extra)]))
    assert file.path == "a.zip/城关区.csv"


@pytest.mark.parametrize(
    "name", ["/etc/城关区.csv", "../../城关区.csv", "C:\\城关区.csv", "a/../城关区.csv", "..\\城关区.csv"]
)
def test_names_that_lead_out_of_the_archive_are_only_names(tmp_path: Path, name: str) -> None:
    before = set(tmp_path.parent.iterdir())
    (file,) = read_zip(tmp_path, make_zip([Member(name.encode(), CSV)]))
    assert file.status == "read"
    assert ".." not in file.path
    assert file.path.startswith("a.zip/")
    assert file.path.endswith("城关区.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip"}
    assert set(tmp_path.parent.iterdir()) == before


def test_members_of_one_name_are_all_read(tmp_path: Path) -> None:
    more = csv_text(pairing(4)).encode()
    files = read_zip(tmp_path, make_zip([Member("城关区.csv".encode(), CSV), Member("城关区.csv".encode(), more)]))
    assert statuses(files) == [("a.zip/城关区.csv", "read"), ("a.zip/城关区.csv [2]", "read")]
    assert [file.tables[0].rows.num_rows for file in files] == [2, 4]
    assert not [notice for file in files for notice in file.notices if notice.rule == "R136"]


@pytest.mark.parametrize("password", ["abc-123", "爱心"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_locked_members_open_with_the_password(tmp_path: Path, password: str, encoding: str) -> None:
    data = make_zip([Member("城关区.csv".encode(), CSV, password.encode(encoding))])
    assert read_zip(tmp_path, data, passwords=Passwords(["other", password]))[0].status == "read"
    message = refusal(read_zip(tmp_path, data)[0])
    assert "password-protected" in message
    assert "AIXIN_PASSWORD" in message
    assert "doesn't open" in refusal(read_zip(tmp_path, data, passwords=Passwords(["other"]))[0])


def test_a_locked_archive_is_asked_for_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(path: str, is_again: bool) -> str:
        asked.append(path)
        return "abc"

    data = make_zip([Member(f"城关区{number}.csv".encode(), CSV, b"abc") for number in range(3)])
    assert [file.status for file in read_zip(tmp_path, data, passwords=Passwords(ask=ask))] == ["read"] * 3
    assert asked == ["a.zip/城关区0.csv"]


def test_a_large_locked_member_is_refused_before_it_takes_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_LOCKED_BYTES", 10)
    data = make_zip([Member("城关区.csv".encode(), CSV, b"abc")])
    assert "too large" in refusal(read_zip(tmp_path, data, passwords=Passwords(["abc"]))[0])


def test_aes_is_refused_in_words(tmp_path: Path) -> None:
    (file,) = read_zip(tmp_path, make_zip([Member(b"a.csv", CSV, b"x", method=99)]), passwords=Passwords(["x"]))
    assert "AES" in refusal(file)


def test_a_method_that_is_not_read_is_refused_in_words(tmp_path: Path) -> None:
    (file,) = read_zip(tmp_path, make_zip([Member(b"a.csv", CSV, method=9)]))
    assert "pack the files again as .zip" in refusal(file)


@pytest.mark.parametrize("name", ["a.rar", "a.7z", "a.gz", "a.tar", "a.tar.gz"])
def test_other_archives_are_refused_by_name_with_what_to_do(tmp_path: Path, name: str) -> None:
    (file,) = read_zip(tmp_path, b"whatever", name)
    message = refusal(file)
    assert "archive" in message
    assert "unpack it and pack the files again as .zip" in message


@pytest.mark.parametrize(("head", "kind"), [(b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b\x08", "gzip")])
def test_other_archives_are_refused_by_content_under_any_name(tmp_path: Path, head: bytes, kind: str) -> None:
    for name in ("a.zip", "a.xlsx", "a.csv"):
        assert kind in refusal(read_zip(tmp_path, head + bytes(200), name)[0])
    assert kind in refusal(read_zip(tmp_path, nested(1, {"a.csv": head + bytes(200)}))[0])


def test_a_zip_under_the_name_of_another_archive_is_read(tmp_path: Path) -> None:
    assert statuses(read_zip(tmp_path, nested(1, {"城关区.csv": CSV}), "a.rar")) == [("a.rar/城关区.csv", "read")]


def test_a_workbook_under_the_name_of_an_archive_is_read(tmp_path: Path) -> None:
    book = xlsx({"台账": pairing(2)})
    assert statuses(read_zip(tmp_path, book, "城关区.zip")) == [("城关区.zip", "read")]
    assert statuses(read_zip(tmp_path, nested(1, {"城关区.zip": book}))) == [("a.zip/城关区.zip", "read")]


def test_too_many_members_or_archives_refuse_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 5)
    inner = {f"{number}.zip": nested(1, {"a.csv": CSV, "b.csv": CSV}) for number in range(3)}
    (file,) = read_zip(tmp_path, nested(1, inner))
    assert (file.path, file.status) == ("a.zip", "refused")
    assert "too large" in refusal(file)
    monkeypatch.setattr(limits, "MAX_MEMBERS", 5000)
    monkeypatch.setattr(limits, "MAX_ARCHIVES", 3)
    assert statuses(read_zip(tmp_path, nested(1, inner))) == [("a.zip", "refused")]
    monkeypatch.setattr(limits, "MAX_ARCHIVES", 4)
    assert len(read_zip(tmp_path, nested(1, inner))) == 6


def test_what_a_nest_unpacks_to_is_limited_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_NEST_BYTES", 3 * len(CSV))
    data = nested(1, {"a.zip": nested(1, {"a.csv": CSV, "b.csv": CSV}), "b.csv": CSV})
    assert "too large" in refusal(read_zip(tmp_path, data)[0])


def test_members_that_share_their_bytes_are_a_bomb(tmp_path: Path) -> None:
    data = make_zip([Member(b"a.csv", os.urandom(2000), method=0)])
    entry = data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")]
    end = struct.pack("<HHHHIIH", 0, 0, 50, 50, 50 * len(entry), data.index(entry), 0)
    (file,) = read_zip(tmp_path, data[: data.index(entry)] + 50 * entry + b"PK\x05\x06" + end)
    assert file.path == "a.zip"
    assert "implausible" in refusal(file)


def test_a_member_that_unpacks_to_more_than_it_says_is_refused(tmp_path: Path) -> None:
    (file,) = read_zip(tmp_path, make_zip([Member("城关区.xlsx".encode(), xlsx({"台账": pairing(2)}), size=900)]))
    assert file.status == "refused"


def test_a_truncated_archive_is_refused_and_the_other_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(nested(1, {"a.csv": CSV})[:-30])
    (tmp_path / "城关区.csv").write_bytes(CSV)
    assert [file.status for file in read_sources([tmp_path], DECEMBER)] == ["refused", "read"]


def test_what_is_left_out_is_left_out_in_inner_archives_too_with_the_reason(tmp_path: Path) -> None:
    names = ["__MACOSX/._城关区.csv", "~$城关区.xlsx", ".DS_Store", "照片.jpg", "说明.docx", "城关区.csv"]
    files = read_zip(tmp_path, nested(2, dict.fromkeys(names, CSV)))
    reasons = {file.path.rpartition("/")[2]: file.ignored_because for file in files}
    assert reasons == {
        "._城关区.csv": "hidden or of the system",
        "~$城关区.xlsx": "left behind by Excel or WPS",
        ".DS_Store": "hidden or of the system",
        "照片.jpg": "not a table",
        "说明.docx": "not a table",
        "城关区.csv": None,
    }


def test_a_binary_workbook_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.xlsb").write_bytes(make_zip([Member(b"xl/workbook.bin", b"x")]))
    (file,) = read_sources([tmp_path], DECEMBER)
    assert "XLSB" in refusal(file)


def test_a_folder_named_like_a_workbook_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "12月.xlsx").mkdir()
    (tmp_path / "12月.xlsx" / "城关区.csv").write_bytes(CSV)
    assert [file.status for file in read_sources([tmp_path / "12月.xlsx"], DECEMBER)] == ["read"]
    assert [file.status for file in read_sources([tmp_path], DECEMBER)] == ["read"]


@POSIX
def test_pipes_and_links_that_lead_nowhere_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "nowhere.csv")
    (tmp_path / "c.csv").symlink_to(tmp_path / "c.csv")
    (tmp_path / "城关区.csv").write_bytes(CSV)
    files = list(read_sources([tmp_path], DECEMBER))
    assert [file.status for file in files] == ["refused"] * 3 + ["read"]
    assert all("no ordinary file" in refusal(file) for file in files[:3])
    assert "no ordinary file" in refusal(next(iter(read_sources([tmp_path / "a.csv"], DECEMBER))))


@POSIX
def test_links_to_folders_are_not_followed_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "城关区.csv").write_bytes(CSV)
    (tmp_path / "x" / "round").symlink_to(tmp_path)
    files = list(read_sources([tmp_path], DECEMBER))
    assert [file.ignored_because for file in files] == ["a link to a folder", None]


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_that_may_not_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    for name in ("a.csv", "b.zip", "closed/c.csv"):
        (tmp_path / name).write_bytes(CSV)
        (tmp_path / name).chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        files = list(read_sources([tmp_path], DECEMBER))
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert [file.status for file in files] == ["refused"] * 3


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.csv", "b.zip"):
        (tmp_path / name).write_bytes(CSV)

    def closed(*_arguments: object, **_options: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", closed)
    monkeypatch.setattr(Path, "read_bytes", closed)
    files = list(read_sources([tmp_path], DECEMBER))
    assert ["may read it" in refusal(file) for file in files] == [True, True]


def test_names_cannot_move_the_cursor(tmp_path: Path) -> None:
    data = make_zip([Member("城关区\x1b[2J\n\u202e.csv".encode(), CSV, flags=0x800)])
    (file,) = read_zip(tmp_path, data)
    assert file.path == "a.zip/城关区�[2J�.csv"
    assert file.status == "read"


def test_names_that_are_no_utf8_are_read_as_gbk() -> None:
    assert harmless("城关区".encode("gb18030").decode("utf-8", "surrogateescape")) == "城关区"


@pytest.mark.parametrize(("names", "mark"), [
    (("x", "城关区最终.xlsx"), "最终"),
    (("x", "城关区最新版.xlsx"), "最新"),
    (("x", "城关区12月(1).xlsx"), "(1)"),
    (("x", "城关区12月（2）.xlsx"), "（2）"),
    (("x", "城关区 修改版.xlsx"), "修改"),
    (("x", "城关区12月改.xlsx"), "改"),
    (("x", "定稿", "城关区.xlsx"), "定稿"),
    (("x", "城关区 - 副本.xlsx"), "副本"),
    (("x", "城关区_v2.xlsx"), "v2"),
    (("最终.zip", "城关区.xlsx"), "最终"),
    (("x", "城关区补报.xlsx"), None),
    (("x", "城关区补充(12月).xlsx"), None),
    (("x", "整改情况", "城关区.xlsx"), None),
    (("x", "适老化改造.xlsx"), None),
    (("最终", "城关区.xlsx"), None),
])  # fmt: skip
def test_a_name_that_marks_a_version_is_queried_once(tmp_path: Path, names: tuple[str, ...], mark: str | None) -> None:
    place = tmp_path.joinpath(*names)
    root = tmp_path / names[0]
    if names[0].endswith(".zip"):
        root.write_bytes(nested(1, {"/".join(names[1:]): CSV}))
    else:
        place.parent.mkdir(parents=True)
        place.write_bytes(xlsx({"台账": pairing(2)}))
    (file,) = read_sources([root], DECEMBER)
    found = [notice for notice in file.notices if notice.rule == "R115"]
    assert [notice.severity for notice in found] == (["query"] if mark else [])
    assert not mark or f"({mark})" in found[0].message


def test_paths_without_anything_to_read_are_an_error(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("readme.txt", "x")
    with pytest.raises(InputError, match="no file to read"):
        list_sources([tmp_path])
