"""The figures of made provinces against their truth, over seeds and fault rates.

Usage: python bench/figures.py [--seeds 1 2 3] [--faults 0 0.05 0.15] [--container csv]. For each
province: seconds of `aixin run`, how many figures equal the truth's integers, whether they print as
the programme published them, and how many cells of the tables differ from an independent
recomputation. Exit code 1 where anything differs.
"""

import argparse
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.truth.published import AS_PUBLISHED, DEFINITIONS, Run, count_cells, differences, run_made

from aixin_cli.sample import SampleOptions, make_sample

HEAD = f"{'seed':>4} {'faults':>6} {'run s':>6} {'figures equal':>13} {'as printed':>10} {'cells':>7} {'differ':>6}"


def compare(run: Run) -> tuple[str, list[str]]:
    """The columns of the printed table, and everything that differs."""
    said, told = run.world.said["figures"], run.briefing()
    unequal = {figure: item["value"] for figure, item in told.items() if item["value"] != said[figure]}
    wrong = [f"{figure}: {value}, in truth {said[figure]}" for figure, value in unequal.items()]
    printed = {figure: told[figure]["printed"] for figure in AS_PUBLISHED}
    wrong += [f"{figure} prints {text}" for figure, text in printed.items() if text != AS_PUBLISHED[figure]]
    same = sum(printed[figure] == text for figure, text in AS_PUBLISHED.items())
    cells = sum(count_cells(run, table) for table in DEFINITIONS)
    differing = [line for table in DEFINITIONS for line in differences(run, table)]
    figures = f"{len(told) - len(unequal)}/{len(told)}", f"{same}/{len(AS_PUBLISHED)}"
    return f"{figures[0]:>13} {figures[1]:>10} {cells:>7} {len(differing):>6}", wrong + differing


def main() -> None:
    """Make, run and compare each province; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--faults", type=float, nargs="+", default=[0, 0.05, 0.15])
    parser.add_argument("--container", default="csv", choices=["csv", "workbook", "mixed"])
    given = parser.parse_args()
    print(HEAD, flush=True)
    found: list[str] = []
    for seed, faults in product(given.seeds, given.faults):
        with tempfile.TemporaryDirectory() as folder:
            options = SampleOptions(size="province", seed=seed, faults=faults, container=given.container)
            make_sample(Path(folder) / "sample", options)
            start = time.perf_counter()
            run = run_made(Path(folder))
            seconds = time.perf_counter() - start
            columns, wrong = compare(run)
        print(f"{seed:>4} {faults:>6} {seconds:>6.1f} {columns}", flush=True)
        found += [f"seed {seed}, faults {faults}: {line}" for line in wrong]
    print("\n".join(found[:50]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
