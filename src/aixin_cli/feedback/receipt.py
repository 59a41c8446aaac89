"""What ties a returned workbook to what was sent out: the receipt of its file, the check code of each finding."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_RECEIPT = re.compile(r"(?P<period>20\d\d-\d\d)-(?P<file>\d+)-(?P<proof>[0-9a-f]{8})")
CHECK_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which version of which file an answer is for: 2024-12-17-5be0cd19, the last part its content's hash."""

    period: str
    file_id: int
    proof: str

    @classmethod
    def of(cls, period: str, file_id: int, sha256: str) -> Receipt:
        """The receipt of a file as it was loaded."""
        return cls(period, file_id, sha256[:8])

    @classmethod
    def read(cls, text: str) -> Receipt | None:
        """A receipt as it stands in a cell; None where it isn't one."""
        found = _RECEIPT.fullmatch("".join(text.split()))
        return cls(found["period"], int(found["file"]), found["proof"]) if found else None

    def __str__(self) -> str:
        return f"{self.period}-{self.file_id}-{self.proof}"


def check_code(receipt: Receipt, rule: str, rule_version: str, place: tuple[str | None, int | None, str | None]) -> str:
    """The check code of a finding: ten places of a hash over what was sent out, the rule as it was, and the place.

    `place` is sheet, row and column's title. An altered code, or one moved to another row, is none of this file's.
    """
    said = [str(receipt), rule, rule_version, *("" if part is None else str(part) for part in place)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:CHECK_LENGTH]
