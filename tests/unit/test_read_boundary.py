"""One file's unforeseen error, and parts as deep as somebody likes, refuse that file; the others are read."""

from __future__ import annotations

import io
import os
import random
import subprocess
import zipfile
from pathlib import Path

import pytest

from aixin_cli.errors import DefinitionError, InputError
from aixin_cli.read import SourceFile, content, list_sources, read_sources
from aixin_cli.read.delivery.folders import MAX_FOLDERS
from aixin_cli.read.unforeseen import attempt
from aixin_cli.read.web.mhtml import MAX_DEPTH, read_mhtml
from aixin_cli.store.catalogue import parse_statement
from aixin_cli.store.settings import load_settings
from tests.unit.read_examples import DECEMBER, csv_text, pairing, refusal

GOOD = csv_text(pairing(2))


class PanicException(BaseException):  # noqa: N818 - as the reader calls it
    pass


def by_name(folder: Path) -> dict[str, SourceFile]:
    return {file.path.rsplit("/", 1)[-1]: file for file in read_sources([folder], DECEMBER)}


@pytest.mark.parametrize("stage", ["sniff", "read_tables", "mask_file", "read_name"])
@pytest.mark.parametrize("fault", [PanicException, MemoryError, RecursionError, KeyError])
def test_whatever_reading_raises_refuses_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException], stage: str
) -> None:
    (tmp_path / "城关区.csv").write_text(GOOD)
    (tmp_path / "七里河区.csv").write_text(csv_text(pairing(3)))
    sound, stumbled = getattr(content, stage), []

    def stumble(*told: object) -> object:
        if "七里河" in repr(told) and not stumbled:
            stumbled.append(True)
            raise fault("马小军 620102199001011234")
        return sound(*told)

    monkeypatch.setattr(content, stage, stumble)
    files = by_name(tmp_path)
    assert files["城关区.csv"].status == "read"
    told = refusal(files["七里河区.csv"])
    assert "马小军" not in told
    assert ("memory" if fault is MemoryError else f"{fault.__name__}@") in told


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_run_is_no_files_matter(fault: type[BaseException]) -> None:
    def interrupted() -> None:
        raise fault

    with pytest.raises(fault):
        attempt(interrupted, "a.csv")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("place", [2, 9, 30, 60])
def test_a_damaged_member_is_refused_whatever_it_is_packed_with(tmp_path: Path, method: int, place: int) -> None:
    noise = "".join(random.Random(1).choices("abcdefgh", k=500))  # noqa: S311 - the same every time
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        packed.writestr("七里河区.csv", csv_text(pairing(20)) + noise)
        packed.writestr("城关区.csv", GOOD)
        start = packed.infolist()[0].header_offset + 30 + len("七里河区.csv".encode())
    data = bytearray(buffer.getvalue())
    data[start + place : start + place + 8] = b"\xff" * 8
    (tmp_path / "a.zip").write_bytes(data)
    files = by_name(tmp_path)
    assert files["城关区.csv"].status == "read"
    assert "a.zip/七里河区.csv" in refusal(files["七里河区.csv"])


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_methods_are_read_as_well(tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as packed:
        packed.writestr("城关区.csv", GOOD)
    assert by_name(tmp_path)["城关区.csv"].status == "read"


@pytest.mark.skipif(os.name != "posix", reason="Windows allows no path so long")
def test_folders_in_folders_are_walked_as_deep_as_a_delivery_has_them(tmp_path: Path) -> None:
    (tmp_path / "城关区.csv").write_text(GOOD)
    deep = tmp_path.joinpath(*"a" * (MAX_FOLDERS - 1))
    deep.mkdir(parents=True)
    (deep / "七里河区.csv").write_text(GOOD)
    here = os.open(deep, os.O_RDONLY)
    for _level in range(1100):
        os.mkdir("b", dir_fd=here)
        inner = os.open("b", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    (tmp_path / "circle").symlink_to(tmp_path)
    found = list_sources([tmp_path])
    # Python's own way to remove it calls itself for every folder.
    subprocess.run(["rm", "-r", str(tmp_path / "a")], check=True)
    assert [source.names[-1] for source in found if source.load] == ["七里河区.csv", "城关区.csv"]
    (refused,) = [source for source in found if source.error]
    assert "more than 32 deep" in str(refused.error)


def test_folders_in_an_archive_have_the_same_limit(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("x/" * (MAX_FOLDERS - 1) + "城关区.csv", GOOD)
        packed.writestr("y/" * 5000 + "七里河区.csv", GOOD)
    files = by_name(tmp_path)
    assert files["城关区.csv"].status == "read"
    assert "more than 32 deep" in refusal(files["七里河区.csv"])


def envelope(kind: str, inner: bytes, number: int) -> bytes:
    if kind == "message":
        return b"MIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    mark = f"b{number}".encode()
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="' + mark + b'"\r\n\r\n'
    return head + b"--" + mark + b"\r\n" + inner + b"\r\n--" + mark + b"--\r\n"


def page(cell: str, name: str = "a") -> bytes:
    text = f"<html><body><table><tr><td>{cell}</td></tr></table></body></html>"
    return f"Content-Type: text/html; charset=utf-8\r\nContent-Location: file:///{name}.htm\r\n\r\n{text}".encode()


@pytest.mark.parametrize("kind", ["multipart", "message"])
def test_envelopes_in_envelopes_are_opened_as_deep_as_mail_has_them(kind: str) -> None:
    data = page("甲")
    for number in range(MAX_DEPTH):
        data = envelope(kind, data, number)
    (grid,) = read_mhtml(data, "a.mht")
    assert grid.rows(0, 1) == [["甲"]]
    for number in range(MAX_DEPTH, 3000):
        data = envelope(kind, data, number)
    with pytest.raises(InputError, match="too many parts"):
        read_mhtml(data, "a.mht")


def test_pages_of_an_envelope_are_sheets_and_fifty_thousand_are_refused() -> None:
    def enveloped(count: int) -> bytes:
        parts = b"".join(b"--b\r\n" + page(str(number), f"sheet{number}") + b"\r\n" for number in range(count))
        return b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n' + parts + b"--b--\r\n"

    grids = read_mhtml(enveloped(89), "a.mht")
    assert [grid.sheet for grid in grids][:2] == ["sheet0", "sheet1"]
    assert grids[88].rows(0, 1) == [["88"]]
    with pytest.raises(InputError, match="too many parts"):
        read_mhtml(enveloped(50_000), "a.mht")


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, ".".join("a" * 2000) + " = 1"], ids=["brackets", "names"])
def test_settings_that_are_nested_without_end_are_the_settings_fault(tmp_path: Path, text: str) -> None:
    (tmp_path / "aixin.toml").write_text(text)
    with pytest.raises(DefinitionError, match="nested too deeply"):
        load_settings(tmp_path)


def test_a_rule_whose_header_is_nested_without_end_is_named(tmp_path: Path) -> None:
    rule = tmp_path / "Z001.sql"
    rule.write_text(f"/*\na = {'[' * 20_000}\n*/ select 1")
    with pytest.raises(DefinitionError, match="nested too deeply") as caught:
        parse_statement(rule)
    assert caught.value.where == f"{rule}:1"
