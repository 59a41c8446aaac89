"""What is known of a load as a whole: its files, and how grave its findings are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Loaded:
    """What the summary and the exit code need to know of a load."""

    paths: tuple[Path, ...]
    files: list[dict[str, Any]]
    """As in the object that `aixin check --format json` prints."""
    severities: dict[str, int]

    @property
    def statuses(self) -> Counter[str]:
        """How many files were accepted, held, refused, ignored."""
        return Counter(str(file["status"]) for file in self.files)

    @property
    def refused(self) -> list[dict[str, Any]]:
        """The files that couldn't be read."""
        return [file for file in self.files if file["status"] == "refused"]

    @property
    def refused_parts(self) -> list[tuple[str, dict[str, Any]]]:
        """Sheets and units that were refused in files that hold others, each with its file's path."""
        return [(str(file["path"]), part) for file in self.files for part in file.get("refused", ())]

    @property
    def periods(self) -> list[str]:
        """The months of the returns that came in."""
        return sorted({str(item["period"]) for file in self.files for item in file["returns"]})
