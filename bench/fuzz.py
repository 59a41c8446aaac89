"""Honest small files changed at random, read beside a sound one: refused or read, and never more than that.

Usage: python bench/fuzz.py [--count 1000] [--first 0] [--seed 1] [--format xls ...] [--keep DIR]. A case is made
from the seed and its number alone, so that `--first` goes on where a run ended and one number repeats a failure.
Each is read in a process that may take 3 GB. A failure is a process that died, a sound file that wasn't read, a row
both kept and set aside or neither, a person in a message, more than 8 s of work, or more than 1.5 GB where a file is
read apart.
"""

import argparse
import io
import multiprocessing
import random
import re
import resource
import struct
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fuzz_files import FORMATS, PERSONS, make_text

from aixin_cli.read import Declared, SourceFile, read_sources
from aixin_cli.read.apart.reader import APART

SECONDS = 8
MEMORY = 3 * 2**30
APART_MEMORY = 3 * 2**29
DECLARED = Declared(period="2024-12")
BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"
"""The first record of a workbook of Excel 97, its globals."""
HUGE = (0, 1, 2, 255, 65_535, 65_536, 2**31 - 1, 2**32 - 1, 10**18)


def change_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut, doubled, or a number put over four of them."""
    changed = bytearray(data)
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(changed))
        way = chance.randrange(5)
        if way == 0:
            changed[at] = chance.randrange(256)
        elif way == 1:
            changed[at : at + 4] = struct.pack("<I", chance.choice(HUGE) & 0xFFFFFFFF)
        elif way == 2:
            changed[at : at + 2] = struct.pack("<H", chance.randrange(65_536))
        elif way == 3:
            changed[at:at] = changed[at : at + chance.choice((1, 4, 512))] * chance.choice((1, 3, 200))
        else:
            del changed[at : at + chance.choice((1, 2, 4, 64, 4096))]
        if not changed:
            return b"x"
    return bytes(changed)


def change_markup(data: bytes, chance: random.Random) -> bytes:
    """A number in an attribute, a tag gone, repeated or put into itself."""
    way = chance.randrange(4)
    if way == 0:
        found = list(re.finditer(rb'=["\']?(\d+)', data))
        if found:
            one = chance.choice(found)
            return data[: one.start(1)] + str(chance.choice(HUGE)).encode() + data[one.end(1) :]
    tags = list(re.finditer(rb"<[^<>]*>", data))
    if not tags:
        return change_bytes(data, chance)
    first = chance.choice(tags)
    if way == 1:
        return data[: first.start()] + data[first.end() :]
    last = chance.choice(tags)
    piece = data[min(first.start(), last.start()) : max(first.end(), last.end())][:4000]
    times = chance.choice((1, 10, 1000) if way == 2 else (50, 3000))
    return data[: first.start()] + (piece if way == 2 else first[0]) * times + data[first.start() :]


def change_records(data: bytes, chance: random.Random) -> bytes:
    """One record of an old workbook changed, gone, repeated, or with another length or kind; the rest stays whole."""
    start = data.find(BEGIN)
    records, at = list[tuple[int, int]](), start
    while 0 <= at <= len(data) - 4:
        size = struct.unpack_from("<H", data, at + 2)[0]
        if data[at : at + 2] == bytes(2):
            break
        records.append((at, at + 4 + size))
        at += 4 + size
    if len(records) < 2:
        return change_bytes(data, chance)
    first, last = chance.choice(records[1:])
    record, way = bytearray(data[first:last]), chance.randrange(5)
    if way == 0:
        struct.pack_into("<H", record, 2, chance.randrange(65_536))
    elif way == 1:
        struct.pack_into("<H", record, 0, struct.unpack_from("<H", data, chance.choice(records)[0])[0])
    elif way == 2 and len(record) > 5:
        struct.pack_into("<H", record, chance.randrange(4, len(record) - 1), chance.choice(HUGE) & 0xFFFF)
    elif way == 3:
        record[4:] = bytes(chance.randrange(256) for _byte in record[4:])
    else:
        record *= chance.choice((0, 2, 50))
    # What was longer than its place takes that of the records behind it: sectors stay where they are.
    return data[:first] + bytes(record) + data[max(last, first + len(record)) :]


def change_members(data: bytes, chance: random.Random) -> bytes:
    """One part of a container changed, dropped or written twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        infos = old.infolist()
        chosen, way = chance.choice(infos).filename, chance.randrange(6)
        for info in infos:
            content = old.read(info)
            if info.filename == chosen and way == 0:
                continue
            if info.filename == chosen:
                content = (change_bytes if way == 1 else change_markup)(content or b"x", chance)
            new.writestr(info.filename, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def make_case(seed: int, number: int, formats: list[str]) -> tuple[str, bytes]:
    """One case: a format and the changed file."""
    chance = random.Random(f"{seed}-{number}")  # noqa: S311 - the same every time
    kind = chance.choice(formats)
    data, ways = FORMATS[kind](), [change_bytes]
    if kind in ("xlsx", "ods", "zip"):
        ways += [change_members] * 3
    if kind in ("xls", "et"):
        ways += [change_records] * 3
    if kind in ("html", "mht", "xml"):
        ways += [change_markup] * 2
    return kind, chance.choice(ways)(data, chance)


@dataclass
class Outcome:
    """What came of a case, and what was wrong with it."""

    status: str
    fault: str = ""
    seconds: float = 0


def said_of(file: SourceFile) -> str:
    """Everything that is told of a file."""
    error = file.error
    told = [error.what, error.where, error.hint] if error else []
    return " ".join(map(str, [file.path, *told, *(f"{n.message} {n.message_zh} {n.hint}" for n in file.notices)]))


def judge(files: list[SourceFile]) -> Outcome:
    """Say what is wrong with how the files were read."""
    sound = [file for file in files if file.path.endswith("/城关区.csv")]
    others = [file for file in files if file not in sound]
    status = ",".join(sorted({file.status for file in others}))
    if [(file.status, sum(table.rows.num_rows for table in file.tables)) for file in sound] != [("read", 2)]:
        return Outcome(status, "the sound file wasn't read as it is")
    for file in others:
        if file.status == "refused" and not (file.error and file.error.hint):
            return Outcome(status, "refused without a word")
        if any(person in said_of(file) for person in PERSONS):
            return Outcome(status, "a person in a message")
        for table in file.tables:
            kept, aside = (part.column("row").to_pylist() for part in (table.rows, table.set_aside))
            if set(kept) & set(aside) or len(set(kept)) < len(kept):
                return Outcome(status, "a row kept and set aside, or kept twice")
            # Blank rows at the end of a sheet are no rows; those between are set aside as blank.
            if len(seen := {*kept, *aside}) < max(seen, default=0) - min(seen, default=1) + 1:
                return Outcome(status, "a row neither kept nor set aside")
    return Outcome(status)


def apart_bytes() -> int:
    """The most that a process that reads files apart has held so far, ended or not."""
    process, ended = APART._process, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # noqa: SLF001
    told = ""
    if process is not None and process.poll() is None:
        told = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    peak = re.search(r"VmHWM:\s*(\d+)", told)
    return 1024 * max(ended, int(peak[1]) if peak else 0)


def work(pipe: "multiprocessing.connection.Connection[tuple[str, bytes] | None, Outcome]") -> None:
    """Read case after case in a process of limited memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    most = APART_MEMORY
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "城关区.csv").write_bytes(make_text("utf-8"))
        while (case := pipe.recv()) is not None:
            file = folder / f"台账.{case[0]}"
            file.write_bytes(case[1])
            start, before = time.process_time(), time.monotonic()
            outcome = judge(list(read_sources([folder], DECLARED, threads=1)))
            # The clock bounds what a process apart may take; a busy machine gets its patience.
            outcome.seconds = time.process_time() - start
            if outcome.seconds > SECONDS or time.monotonic() - before > 8 * SECONDS:
                outcome.fault = outcome.fault or "too long"
            if (held := apart_bytes()) > most:
                outcome.fault, most = outcome.fault or "too much memory", held
            file.unlink()
            pipe.send(outcome)


class Reader:
    """The process that reads, made again when it died."""

    def __init__(self) -> None:
        self._pipe, other = multiprocessing.get_context("spawn").Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=work, args=(other,), daemon=False)
        self._process.start()
        other.close()

    def read(self, case: tuple[str, bytes]) -> Outcome:
        """Read one case."""
        try:
            self._pipe.send(case)
            outcome: Outcome = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode
            self.__init__()  # type: ignore[misc]
            return Outcome("died", f"the run died with {code}")
        return outcome

    def close(self) -> None:
        """End it."""
        self._pipe.send(None)
        self._process.join()


def run(options: argparse.Namespace) -> int:
    """Read the cases; return how many failed."""
    reader, failed, counts, until = Reader(), 0, dict[str, int](), time.monotonic() + options.seconds
    number = options.first
    while number < options.first + options.count and time.monotonic() < until:
        kind, data = make_case(options.seed, number, options.format)
        outcome = reader.read((kind, data))
        counts[outcome.status] = counts.get(outcome.status, 0) + 1
        if outcome.fault:
            failed += 1
            print(f"case {number} (.{kind}): {outcome.fault} ({outcome.seconds:.1f} s)", flush=True)
            if options.keep:
                (options.keep / f"{options.seed}-{number}.{kind}").write_bytes(data)
        number += 1
    reader.close()
    print(f"{number - options.first} cases, next --first {number}: {counts}, {failed} failed", flush=True)
    return failed


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--format", nargs="+", choices=sorted(FORMATS), default=sorted(FORMATS))
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    sys.exit(run(options) > 0)


if __name__ == "__main__":
    main()
