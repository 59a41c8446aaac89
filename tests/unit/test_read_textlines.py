from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.read import lines_of_rows, list_sources
from tests.contract.processes import aixin_here
from tests.contract.returns import write_pairing


def lines(folder: Path, content: bytes, name: str = "a.csv") -> list[int]:
    (folder / name).write_bytes(content)
    return lines_of_rows(list_sources([folder / name])[0])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b\n1,2\n3,4\n", [1, 2, 3]),
        (b'a,b\n1,"x\ny\nz"\n3,4\n', [1, 2, 5]),
        (b'a,b\r\n1,"x\r\ny"\r\n3,4\r\n', [1, 2, 4]),
        (b'a,b\r1,"x\ry"\r3,4', [1, 2, 4]),
        (b'"a\nb",c\n\n\n1,"p\nq"\n2,3', [1, 3, 4, 5, 7]),
        (b'a,b,c\n1,"x\ny"\n"p\nq",2,3,4\n5,6,7\n', [1, 2, 4, 6]),
        (b'\xef\xbb\xbfsep=;\r\na;b\r\n"x\ny";1\r\n2;3\r\n', [2, 3, 5]),
        ('a\tb\n"一\n二"\t1\n2\t3\n'.encode("utf-16"), [1, 2, 4]),
        ('a,b\n"一\n二",1\n2,3\n'.encode("gb18030"), [1, 2, 4]),
        (b'a,b\n1,in "the" middle\n2,3\n', [1, 2, 3]),
    ],
)
def test_a_row_begins_on_the_line_that_an_editor_counts(tmp_path: Path, content: bytes, expected: list[int]) -> None:
    assert lines(tmp_path, content) == expected


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"", b'a,b\n"never closed\n1,2\n', b"\x00\x01\x02"])
def test_what_is_no_readable_text_has_no_lines(tmp_path: Path, content: bytes) -> None:
    assert lines(tmp_path, content) in ([], [1])


def test_annotations_stand_on_the_line_of_the_file_and_tables_name_the_row(tmp_path: Path) -> None:
    write_pairing(tmp_path / "a.csv", 8, **{"备注": "第一行\n第二行\n第三行"})
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    before, _sound, after = text.rpartition("在帮")
    (tmp_path / "a.csv").write_text(f"{before}什么也不是{after}", "utf-8")
    shown = {
        form: aixin_here("check", "a.csv", "--format", form, "--fail-on", "never", cwd=tmp_path)
        for form in ("github", "sarif")
    }
    assert all(done.returncode == ExitCode.DONE for done in shown.values())
    # Two rows above the header, eight of data; the first of these takes three lines.
    assert "line=13," in shown["github"].stdout
    assert '"startLine": 13' in shown["sarif"].stdout
