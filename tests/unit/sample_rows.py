"""Rows of a written sample's ledgers, read back as a clerk sees them."""

import csv
import io
import zipfile
from functools import cache
from pathlib import Path

from stdnum.cn import ric

from aixin_cli.sample.faults.renaming import folded
from aixin_cli.sample.paper.wording import PAIRING

FIELD_OF = {title: column.field for column in PAIRING for title in column.titles}
Row = dict[str, str]


@cache
def sheet(directory: Path, name: str) -> list[list[str]]:
    """The rows of a delimited file or of a member of an archive, as texts."""
    archive, _, member = name.partition(".zip/")
    if member:
        with zipfile.ZipFile(directory / f"{archive}.zip") as opened:
            content = opened.read(member)
    else:
        content = (directory / name).read_bytes()
    for encoding in ("utf-16",) if content.startswith(b"\xff\xfe") else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return list(csv.reader(io.StringIO(text), delimiter="\t" if encoding == "utf-16" else ","))
    raise AssertionError(name)


def row_of(directory: Path, name: str, row: int) -> Row:
    """What stands in a row of a ledger, by field."""
    lines = sheet(directory, name)
    at = next(place for place, line in enumerate(lines) if line[0] == "序号")
    fields = [FIELD_OF.get(title, "") for title in lines[at]]
    return dict(zip(fields, lines[row - 1], strict=True))


def digits(text: str) -> str:
    """A date however it is written, as year, month and day."""
    parts = [part for part in "".join(sign if sign.isdigit() else " " for sign in text).split() if part]
    return "".join(part.zfill(2) for part in parts)


def ties(role: str, one: Row, other: Row) -> set[str]:
    """Fields in which two rows agree and say something."""
    said = {
        "name": lambda row: folded(row[f"{role}_name"]),
        "phone": lambda row: row[f"{role}_phone"],
    }
    if role == "recipient":
        said |= {
            "birth_date": lambda row: digits(row.get("recipient_birth_date", "")),
            "village": lambda row: row["village"] and row["township"] + row["village"],
            "guardian": lambda row: row["guardian_name"],
            "helper": lambda row: row["helper_id"],
        }
    else:
        said |= {"employer": lambda row: row["helper_unit"], "recipient": lambda row: row["recipient_id"]}
    return {name for name, read in said.items() if read(one) and read(one) == read(other)}


def is_whole(number: str) -> bool:
    return len(number) == 18 and number[:17].isdigit() and ric.calc_check_digit(number) == number[17]
