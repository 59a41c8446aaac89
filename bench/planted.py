"""Plants names, ID and telephone numbers in returns and searches every byte that leaves the register for them.

    python bench/planted.py FOLDER [--seed 1]

FOLDER holds returns; their persons are replaced by planted ones, which no other text can hold by chance, and they
become workbooks old and new, OpenDocument, web pages and archives with persons in what is written beside the tables,
among files that can't be read and are called after persons. Then they are checked in every format, loaded and
published, and stdout, stderr, the outputs, the statistics file and whatever else lies in the store are searched, as
UTF-8, GB18030 and UTF-16, zipped parts and Parquet columns unpacked. The register, the originals and the two outputs
that name people (the review workbook, AIXIN_DEBUG) are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import itertools
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))
from planted_files import AS, strewn

PERIOD = "2024-12"
PRIVATE = {"register.duckdb", "register.duckdb.wal", "originals", "returns"}
FORMATS = ("table", "json", "csv", "junit", "sarif", "github")
VERBS = ("status", "returns list", "rules outcomes", "duplicates count", "layout show returns")
SURNAMES = "亓仝佘佴俱冼卞厍叱呙哈唢"
GIVEN = "燚垚焱淼鑫犇骉羴猋麤"
FIELDS = {"姓名": "name", "身份证号": "id", "电话": "phone"}


def plant(folder: Path, seed: int) -> set[str]:
    """Replace the persons of every CSV below a folder, give it another format, strew others; what was planted."""
    rnd, planted = random.Random(seed), set[str]()
    make = lambda kind: _made(kind, rnd, planted)  # noqa: E731
    kinds_of_file, lines = itertools.cycle(AS), [["结对帮扶台账"]]
    for path in sorted(folder.rglob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        head = next((number for number, row in enumerate(rows) if sum("姓名" in cell for cell in row)), None)
        if head is None:
            continue
        kinds = [next((kind for word, kind in FIELDS.items() if word in title), None) for title in rows[head]]
        for row in rows[head + 1 :]:
            for place, kind in enumerate(kinds[: len(row)]):
                if kind and row[place]:
                    row[place] = _made(kind, rnd, planted)
        ending, lines = next(kinds_of_file), rows
        path.unlink()
        # The clerk calls his file after somebody who stands in it.
        called = next((cell for cell in rows[-1] if cell in planted and not cell[0].isdigit()), "")
        path.with_name(f"{path.stem}{called}.{ending}").write_bytes(AS[ending](rows, make))
    for name, data in strewn(lines, make):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return planted


def _made(kind: str, rnd: random.Random, planted: set[str]) -> str:
    if kind == "name":
        value = rnd.choice(SURNAMES) + rnd.choice(GIVEN) + rnd.choice(GIVEN)
    elif kind == "phone":
        value = f"199{rnd.randrange(10**8):08d}"
    else:
        birth = f"{rnd.randrange(1940, 1999)}{rnd.randrange(1, 13):02d}{rnd.randrange(1, 29):02d}"
        body = f"620199{birth}{rnd.randrange(999):03d}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        value = body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]
        if rnd.random() < 0.3:
            value = value[:-1] + rnd.choice("0123456789")  # most of these are wrong: findings are told of them
    planted.add(value)
    return value


def leaks(data: bytes, planted: set[str]) -> list[str]:
    """What of the planted stands in some bytes."""
    codecs = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    return sorted(value for value in planted if any(value.encode(codec) in data for codec in codecs))


def contents(path: Path) -> Iterator[bytes]:
    """A file's bytes, and those of what is packed in it."""
    data = path.read_bytes()
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    if data.startswith(b"PAR1"):
        yield str(pq.read_table(io.BytesIO(data)).to_pydict()).encode()


def search(place: Path, planted: set[str]) -> dict[str, list[str]]:
    """The files below a place, but the private ones, in which something planted stands."""
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        parts = path.relative_to(place).parts
        if not PRIVATE & set(parts) and (seen := [leak for data in contents(path) for leak in leaks(data, planted)]):
            found["/".join(parts)] = seen
    return found


def trial(
    place: Path, planted: set[str], formats: Sequence[str] = FORMATS, verbs: Sequence[str] = VERBS
) -> dict[str, list[str]]:
    """Check, run and ask in a folder with `returns`; every byte is kept in a file beside and searched with the rest."""
    commands = [["check", "returns", "--period", PERIOD, "--format", form] for form in formats]
    commands += [["run", "returns", "--period", PERIOD, "--out", "out"]]
    for verb in verbs:
        commands.append([*verb.split(), *([] if "layout" in verb else ["--period", PERIOD])])
    for number, command in enumerate(commands):
        done = subprocess.run(
            [sys.executable, "-m", "aixin_cli", *command], cwd=place, env=os.environ, capture_output=True, check=False
        )
        (place / f"said-{number}-{command[0]}.txt").write_bytes(done.stdout + done.stderr)
    return search(place, planted)


def main() -> None:
    """Plant, try, search."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("returns", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run(["cp", "-r", given.returns, place / "returns"], check=True)
        planted = plant(place / "returns", given.seed)
        found = trial(place, planted)
    print(f"{len(planted)} planted, {sum(map(len, found.values()))} found")
    for path, values in found.items():
        print(f"  {path}: {len(values)}")
    sys.exit(bool(found) or not planted)


if __name__ == "__main__":
    main()
