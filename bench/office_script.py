"""The kind of script an office writes: read every workbook, concat, drop duplicates, group, to_excel.

Usage: python bench/office_script.py FOLDER OUT.xlsx. Reads only what pandas can: the workbooks, with
the header found by looking for 序号; no checks, no linking, no carry, no bridge.
"""

import sys
from pathlib import Path

import pandas as pd


def read_sheets(path: Path) -> list[pd.DataFrame]:
    """Every sheet of a workbook whose header row has 序号, as text."""
    frames = []
    for name, raw in pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine="openpyxl").items():
        heads = raw.index[raw.apply(lambda row: row.astype(str).str.contains("序号").any(), axis=1)]
        if len(heads) == 0:
            continue
        head = heads[0]
        frame = raw.iloc[head + 1 :].copy()
        frame.columns = [str(title) for title in raw.iloc[head]]
        frame["文件"], frame["表"] = path.name, name
        frames.append(frame.loc[:, ~frame.columns.duplicated()])
    return frames


def main(folder: str, target: str) -> None:
    """Read, concat, drop duplicates, group, write."""
    frames = [frame for path in sorted(Path(folder).rglob("*.xlsx")) for frame in read_sheets(path)]
    whole = pd.concat(frames, ignore_index=True)
    whole = whole.drop_duplicates()
    summary = whole.groupby(["文件", "表"]).agg(行数=("文件", "size")).reset_index()
    names = [title for title in whole.columns if "姓名" in title]
    for title in names[:2]:
        counted = whole.groupby("文件")[title].nunique().rename(f"{title}（去重）").reset_index()
        summary = summary.merge(counted, on="文件", how="left")
    summary.to_excel(target, index=False)
    print(len(whole), "rows", len(summary), "lines")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
