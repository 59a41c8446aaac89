"""The yardstick: fastexcel reads every sheet of the workbooks as text, on two threads, nothing else."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fastexcel


def read(path: Path) -> int:
    """All sheets of one workbook; the number of rows."""
    book = fastexcel.read_excel(path.read_bytes())
    sheets = [book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in book.sheet_names]
    return sum(sheet.height for sheet in sheets)


def main(folder: str) -> None:
    """Best of three, in seconds, and the rows read."""
    paths = sorted(path for path in Path(folder).rglob("*.xlsx") if not path.name.startswith("~$"))
    best, rows = float("inf"), 0
    for _ in range(3):
        start = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            rows = sum(pool.map(read, paths))
        best = min(best, time.perf_counter() - start)
    print(best, rows, len(paths))


if __name__ == "__main__":
    main(sys.argv[1])
