"""Damaged delimited text: refused in words a clerk can act on, with the row, within seconds and a gigabyte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aixin_cli.errors import InputError
from aixin_cli.read.text.delimited import read_delimited
from tests.contract.processes import environment

POSIX = pytest.mark.skipif(os.name != "posix", reason="the memory of a process is asked of the system")
LINE = "序号,马一二,张掖路街道\n"


def refusal(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_delimited(data, "城关区.csv")
    assert caught.value.hint
    return caught.value


def gb(text: str) -> bytes:
    return text.encode("gb18030")


@pytest.mark.parametrize(
    ("data", "says", "row"),
    [
        (gb(LINE) * 5 + b"a\xff,b,c\n" + gb(LINE) * 3, "byte 117 is neither UTF-8 nor GB18030", 6),
        (gb(LINE) * 5 + b"a,b,c\n1,2,\xc2", "neither UTF-8 nor GB18030", 7),
        ("café,é\nè,2\n".encode("latin-1"), "neither UTF-8 nor GB18030", 1),
        (gb(LINE) * 5 + LINE.encode() * 5, "is GB18030, but byte 116 isn't", 6),
        (gb(LINE) * 5000 + LINE.encode() + gb(LINE) * 5000, "is GB18030, but byte", 5001),
        (LINE.encode() * 5 + gb(LINE) * 5, "is UTF-8, but byte", 6),
        (LINE.encode() * 5 + b"\xed\xa0\x80,b,c\n", "is UTF-8, but byte", 6),
        (LINE.encode() * 5 + '"a\nb",马,c\n'.encode() + b"\xed\xa0\x80,b,c\n", "is UTF-8, but byte", 7),
        (b"\xff\xfe" + LINE.encode("utf-16-le") * 5 + b"\x00\xd8,\x00\n\x00", "UTF-16, but byte", 6),
        (b"\xfe\xff" + LINE.encode("utf-16-be") * 5 + b"\xdc\x00\x00,\x00\n", "UTF-16, but byte", 6),
        (LINE.encode("utf-16-le") * 5 + b"a", "UTF-16, but byte", 6),
        (b"a,b,c\n" * 400 + b"a,\x00b,c\n", "NUL bytes", 401),
        (b"\xff\xfe" + LINE.encode("utf-16-le") * 5 + b"\0\0,\0", "NUL bytes", 6),
    ],
    ids=["no gb18030", "cut off", "latin-1", "utf-8 after gb", "one line of utf-8", "gb after utf-8", "surrogates",
         "after a line in a cell", "utf-16 low", "utf-16 high", "half a unit", "nul", "nul in utf-16"],
)  # fmt: skip
def test_a_text_whose_bytes_are_broken_is_refused_with_byte_and_row(data: bytes, says: str, row: int) -> None:
    error = refusal(data)
    assert says in error.what
    assert error.where == f"城关区.csv, row {row}"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('甲,乙,丙\n1,2,3\n1,"2,3\n1,2,3\n1,2,3\n', 3),
        ('甲,乙,丙\n1,2,3\n1,"2,3\n1,2,3\n1,2",3\n', 3),
        ('甲,乙,丙\n\n"a\nb",2,3\n1,2,"3\n', 4),
        ('"甲","乙","丙"\n"1","2","3"\n"1","2,"3"\n', 3),
        ("甲,乙,丙\n" + "1,2,3\n" * 300_000 + '1,"2,3\n' + "1,2,3\n" * 300_000, 300_002),
        ("甲,乙,丙\n" + "1,2,3\n" * 300 + '"1",2,"3\n' + '"1",2,3\n' * 300, 302),
        ("甲,乙,丙,丁,戊,己,庚\n" + "1,2,3,4,5,6,7\n" * 3 + '1,2,"3,4,5,6,7\n1,2,"3",4,5,6,7\n', 5),
    ],
    ids=["never closed", "closed rows later", "in the last line", "inside quoted cells", "far down", "among quoted",
         "closed by a quoted cell"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_quotes_that_are_not_balanced_are_told_with_the_row_where_they_open(text: str, row: int, encoding: str) -> None:
    error = refusal(text.encode(encoding))
    assert "quotes" in error.what
    assert error.where == f"城关区.csv, row {row}"


def test_a_remark_of_several_lines_is_no_swallowed_row() -> None:
    text = '名称,备注\n甲,"一, 二, 三\n四, 五\n六"\n乙,"七\r\n八"\n'
    assert read_delimited(text.encode(), "f").rows(1, 3) == [["甲", "一, 二, 三\n四, 五\n六"], ["乙", "七\r\n八"]]


def test_an_error_never_shows_what_the_row_holds() -> None:
    for data in (gb(LINE) * 5 + b"a\xff\n", (LINE * 5 + '"马九,1\n' + LINE).encode()):
        error = refusal(data)
        assert not {"马", "张掖"} & set(f"{error.what}{error.where}{error.hint}")


MAKE = {
    "three hundred megabytes of quotes": ("b'\"' * 300_000_000", "row 1"),
    "an odd number of them": ("b'\"' * 300_000_001", "row 1"),
    "a quote in every line": ("b'\"\\n' * 100_000_000", "more rows"),
    "a line of 100 MB": ("b'a,b\\n1,2\\n' + b'x' * 100_000_000 + b'\\n3,4\\n'", "row 3"),
    "a line of 100 MB of delimiters": ("b'a,b\\n1,2\\n' + b',' * 100_000_000 + b'\\n3,4\\n'", "row 3"),
    "2,000,000 columns": ("b','.join(b'c%d' % i for i in range(2_000_000)) + b'\\n1,2\\n'", "row 1"),
    "900,000 columns further down": ("b'a,b\\n' * 9 + b',' * 900_000 + b'\\n1,2\\n'", "row 10: 900,001 columns"),
    "a cell of 50 MB": ("b'a,b\\n1,' + b'y' * 50_000_000 + b'\\n'", "row 2"),
    "a quoted cell of 50 MB": ("b'a,b\\n1,\"' + b'y\\n' * 25_000_000 + b'\"\\n'", "row 2"),
    "a cell of 40,000 characters": ("b'a,b\\n1,2\\n3,' + b'y' * 40_000 + b'\\n'", "row 3"),
    "an open quote before 240 MB": ("b'a,b,c\\n1,\"2,3\\n' + b'1,2,333333333333\\n' * 900_000 * 16", "more rows"),
    "200,000,000 blank lines": ("b'a,b\\n' + b'\\n' * 200_000_000 + b'1,2\\n'", "more rows"),
    "surrogates after 100 MB": ("('甲乙,乙丙\\n' * 7_000_000).encode() + b'\\xed\\xa0\\x80\\n'", "row 7000001"),
    "no GB18030 after 100 MB": ("('甲乙,乙丙\\n' * 900_000).encode('gb18030') + b'a\\xff\\n'", "row 900001"),
    "NULs": ("b'a,b\\n' + bytes(300_000_000)", "row 2"),
    "chance": ("__import__('random').Random(1).randbytes(50_000_000).replace(b'\\0', b'1')", "row"),
}  # fmt: skip
READ = """
import re, sys, time
from aixin_cli.errors import InputError
from aixin_cli.read.text.delimited import read_delimited
import pyarrow.compute, pyarrow.csv
data = eval(sys.argv[1])
start = time.process_time()
try:
    read_delimited(data, "f")
    print("read")
except InputError as error:
    print(f"{error.where}: {error.what}")
print(time.process_time() - start)
# Of this process alone: what getrusage tells begins with the parent's.
print(int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


@POSIX
@pytest.mark.parametrize("case", MAKE)
def test_what_no_table_can_be_is_refused_within_five_seconds_and_a_gigabyte(tmp_path: Path, case: str) -> None:
    """Seconds of the processor, so that a busy machine doesn't fail it; the data is made in the process that reads."""
    make, says = MAKE[case]
    done = subprocess.run(
        [sys.executable, "-c", READ, make], capture_output=True, encoding="utf-8", env=environment(), check=False,
        cwd=tmp_path, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told, seconds, memory = done.stdout.splitlines()
    assert all(word in told for word in says.split(": ")), told
    assert float(seconds) < 5
    assert float(memory) < 1024
