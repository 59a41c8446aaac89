"""Spreadsheets that nobody here made: read all, and compare cell for cell with other readers.

Usage: python bench/corpora.py [--markdown FILE] [--keep DIR] [--show 20]. Downloads the source
distributions of packages that carry spreadsheets for their own tests, and reads every file at grid
level in a process of its own with a time limit. A cell is compared where the file's peers agree:
openpyxl and calamine for .xlsx, xlrd and calamine for .xls, calamine for .ods, Python's csv module
for text. Exit code 1 where a file crashes, hangs or differs.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

PACKAGES = ("frictionless", "xlsx2csv", "agate-excel", "tablib", "csvkit")
PEERS = ("python-calamine", "xlrd")
SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv"}
SECONDS = 60
HEAD = ("package", "files", "read", "refused", "crashed or hung", "cells compared", "equal", "differing", "why refused")


@dataclass(slots=True)
class Tally:
    """What came of one package's files."""

    files: int = 0
    read: int = 0
    broken: int = 0
    compared: int = 0
    equal: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)

    def note(self, name: str, result: dict[str, object]) -> None:
        """Add one file's result."""
        self.files += 1
        if result["status"] == "refused":
            self.refusals[re.split(r"[:;]|\.$", str(result["reason"]))[0]] += 1
        elif result["status"] == "broken":
            self.broken += 1
            self.differing.append(f"{name}: {result['reason']}")
        else:
            self.read += 1
            self.compared += int(str(result["compared"]))
            self.equal += int(str(result["equal"]))
            self.differing += [f"{name}: {example}" for example in result["examples"]]  # type: ignore[attr-defined]

    def columns(self, package: str) -> tuple[str, ...]:
        """The printed line."""
        why = "; ".join(f"{reason} ({count})" for reason, count in self.refusals.most_common())
        numbers = (self.files, self.read, self.refusals.total(), self.broken, self.compared, self.equal)
        return (package, *(f"{number:,}" for number in numbers), f"{self.compared - self.equal:,}", why)


def pip(*arguments: str) -> None:
    """Ask this interpreter's own pip, which knows where packages come from."""
    done = subprocess.run([sys.executable, "-m", "pip", *arguments], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(done.stderr[-2000:])


def fetch(package: str, folder: Path) -> Path:
    """The unpacked source distribution of a package."""
    target = folder / package
    if not target.exists():
        pip("download", "--no-deps", "--no-binary", package, package, "--dest", str(folder / "archives" / package))
        (archive,) = (folder / "archives" / package).iterdir()
        with tarfile.open(archive) as packed:
            packed.extractall(target, filter="data")
    return target


def compare(path: Path, peers: Path) -> dict[str, object]:
    """Read and compare one file in a process of its own."""
    here = Path(__file__).with_name("corpora_file.py")
    places = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(peers))))
    command = [sys.executable, "-W", "ignore", str(here), str(path)]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": places}, check=False,
            timeout=SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"status": "broken", "reason": f"not done in {SECONDS} s"}
    if done.returncode:
        last = done.stderr.strip().splitlines()
        return {"status": "broken", "reason": f"exit {done.returncode} {last[-1] if last else ''}"}
    return dict(json.loads(done.stdout))


def tally(package: str, folder: Path, peers: Path) -> Tally:
    """Read every spreadsheet of a package."""
    found = Tally()
    root = fetch(package, folder)
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            found.note(f"{package}/{path.relative_to(root)}", compare(path, peers))
    return found


def markdown(rows: list[tuple[str, ...]]) -> str:
    """The table for the documentation."""
    lines = [HEAD, ("---", *["---:"] * (len(HEAD) - 2), "---"), *rows]
    return "".join("| " + " | ".join(row) + " |\n" for row in lines)


def main() -> None:
    """Fetch, read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        peers = folder / "peers"
        if not peers.exists():
            pip("install", "--quiet", "--no-deps", "--target", str(peers), *PEERS)
        tallies = {package: tally(package, folder, peers) for package in PACKAGES}
    rows = [found.columns(package) for package, found in tallies.items()]
    table = markdown(rows)
    print(table)
    if options.markdown:
        options.markdown.write_text(table, "utf-8")
    differing = [line for found in tallies.values() for line in found.differing]
    print("\n".join(differing[: options.show]))
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
