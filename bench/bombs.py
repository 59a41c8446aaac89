"""Small files that ask for long work, each read beside a sound return: time, memory, and what came of both.

Usage: python bench/bombs.py [--only WORD ...] [--list]. Each is read in a process of its own, whose seconds of work and
most memory are told together with those of the process that reads files apart.
A failure is more than 5 s of work or 1.5 GB, a sound file that wasn't read, or a refusal that doesn't say what to do.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bomb_files import BOMBS
from fuzz_files import make_text

from aixin_cli.read import Declared, read_sources
from aixin_cli.read.apart.reader import APART

SECONDS = 5
MEGABYTES = 1536
_TELL = "import sys; sys.path.insert(0, {here!r}); import bombs; bombs.tell(sys.argv[1])"


@dataclass(frozen=True)
class Outcome:
    """What a file cost, what came of it, and what was wrong with that."""

    seconds: float
    megabytes: float
    said: str

    @property
    def fault(self) -> str:
        """What breaks the ceiling; blank where nothing does."""
        if "sound: 2" not in self.said:
            return "the sound file wasn't read"
        if "no hint" in self.said:
            return "a refusal that doesn't say what to do"
        if self.seconds > SECONDS:
            return "too long"
        return "too much memory" if self.megabytes > MEGABYTES else ""


def tell(folder: str) -> None:
    """Read a folder in this process and print what came of it, with seconds and megabytes in the last line."""
    start = time.process_time()
    for file in read_sources([Path(folder)], Declared(period="2024-12"), threads=1):
        if file.path.endswith("/城关区.csv"):
            print(f"sound: {sum(table.rows.num_rows for table in file.tables)}")
            continue
        error = file.error
        rows = sum(table.rows.num_rows + table.set_aside.num_rows for table in file.tables)
        print(f"{file.status} {rows} rows", f"{error.what} [{error.hint or 'no hint'}]" if error else "")
    used = time.process_time() - start
    peak = _peak(Path("/proc/self/status"))
    process = APART._process  # noqa: SLF001
    if process is not None and process.poll() is None:
        peak = max(peak, _peak(Path(f"/proc/{process.pid}/status")))
    APART.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used + children.ru_utime + children.ru_stime, max(peak, children.ru_maxrss / 1024))


def _peak(status: Path) -> float:
    found = re.search(r"VmHWM:\s*(\d+)", status.read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0


def measure(name: str) -> Outcome:
    """Read one bomb beside a sound file."""
    file, make = BOMBS[name]
    with tempfile.TemporaryDirectory() as place:
        Path(place, "城关区.csv").write_bytes(make_text("utf-8"))
        Path(place, file).write_bytes(make())
        code = _TELL.format(here=str(Path(__file__).parent))
        done = subprocess.run(
            [sys.executable, "-c", code, place], capture_output=True, encoding="utf-8", check=False, timeout=600
        )
    *said, last = done.stdout.splitlines() or ["0 0"]
    if done.returncode:
        said, last = [f"ended with {done.returncode}", done.stderr[-300:]], "0 0"
    seconds, megabytes = map(float, last.split())
    return Outcome(seconds, megabytes, " | ".join(said))


def main() -> None:
    """Read the bombs that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[""])
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    failed = 0
    for name in BOMBS:
        if not any(word in name for word in options.only):
            continue
        if options.list:
            print(name)
            continue
        outcome = measure(name)
        failed += bool(outcome.fault)
        print(
            f"{outcome.seconds:5.1f} s {outcome.megabytes:5.0f} MB ",
            f"{name}: {outcome.fault or 'ok'} ({outcome.said[:200]})",
            flush=True,
        )
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
