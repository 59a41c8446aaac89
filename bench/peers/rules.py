"""What the peers are asked: the form's field rules (written by the bench), and rules across fields.

Each peer runs as `python bench/peers/NAME_check.py RULES PATH` in an environment of its own, reads one
file or all workbooks of a folder, and prints its number of rules and how many of them failed.
"""

import json
import sys
from pathlib import Path
from typing import Any

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
PATTERNS = {
    "resident_id": r"^\d{17}[\dX]$|^[0-9A-Z]{18}$",
    "phone": r"^(\+?86)?1\d{10}$|^0\d{2,3}-?\d{7,8}$",
    "disability_certificate": r"^\d{17}[\dX][1-7][1-4](B[1-9])?$",
}
BOOLEAN = ["是", "否"]
BORN, SEX, RECIPIENT = "出生日期", "性别", "帮扶对象身份证号"
START, END = "结对日期", "终止日期"
PAIR = ["帮扶对象身份证号", "结对人身份证号", "结对类型", "状态"]
"""No two rows may agree in these."""


def asked() -> tuple[list[dict[str, Any]], Path]:
    """The field rules and the path to check, from the command line."""
    return json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])


def codes(field: dict[str, Any]) -> list[str]:
    """The values a field may have; none where any may be."""
    return BOOLEAN if field["type"] == "bool" else field["codes"]


def files(path: Path) -> list[Path]:
    """The files to read."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def tell(rule_count: int, failed_count: int) -> None:
    """The line that the bench reads."""
    print(f"rules={rule_count} failed={failed_count}")
