"""What opening a store makes on disk, so that a failed first load leaves nothing behind."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Footprint:
    """The register and the folders that were not there before."""

    register: Path | None = None
    folders: tuple[Path, ...] = ()
    """Innermost first."""

    @classmethod
    def before(cls, register: Path) -> Footprint:
        """Look at the disk before the register is opened; a register that is there leaves no footprint."""
        if register.exists():
            return cls()
        absolute = register.absolute()
        return cls(absolute, tuple(folder for folder in absolute.parents if not folder.exists()))

    def remove(self) -> None:
        """Take away what was made; a folder in which somebody has put something stays."""
        if self.register is None:
            return
        for path in (self.register, self.register.with_name(self.register.name + ".wal")):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        shutil.rmtree(self.register.parent / "tmp", ignore_errors=True)
        for folder in self.folders:
            with suppress(OSError):
                folder.rmdir()
