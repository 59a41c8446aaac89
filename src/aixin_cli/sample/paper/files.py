"""Which sheets go into which file: the ways in which real units pack what they send."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.paper.desk import Desk, Sender, empty_cells
from aixin_cli.sample.paper.sheet import Sheet, lay_out
from aixin_cli.sample.paper.wording import CODES, TITLES
from aixin_cli.sample.paper.write import Job
from aixin_cli.sample.world.frame import Array, Frame, length, pick

if TYPE_CHECKING:
    from aixin_cli.sample.world.style import UnitStyle

SOCIAL_FORMS = ("organization", "fund_entry", "project", "site")
PARTS = 3


def make_jobs(desk: Desk) -> list[Job]:
    """Every file of the sample."""
    plan = desk.world.plan
    jobs: list[Job] = []
    for sender in desk.senders[: len(plan.units)]:
        jobs += _area_jobs(desk, sender)
    for parent in sorted(plan.roles.combined | plan.roles.sheet_each):
        jobs.append(_prefecture_job(desk, parent))
    if plan.is_province:
        jobs.append(_helper_side_job(desk))
        jobs += [_own_job(desk, sender) for sender in desk.senders[len(plan.units) + 1 :: 2]]
    return [_in_container(desk, job) for job in jobs]


def _in_container(desk: Desk, job: Job) -> Job:
    """In an all-CSV sample nothing stays a workbook, in an all-workbook one nothing is CSV."""
    if desk.world.plan.options.container != "csv" or job.encoding or job.members or len(job.sheets) > 1:
        return job
    return replace(job, path=job.path.replace(".xlsx", ".csv"), encoding="utf-8-sig")


def _has(desk: Desk, sender: Sender, role: str) -> bool:
    return bool(desk.world.plan.has_role(role)[sender.index])


def _area_jobs(desk: Desk, sender: Sender) -> list[Job]:
    sheets: list[tuple[str, Sheet]] = []
    apart: list[Job] = []
    style = desk.styles[sender.index]
    if _has(desk, sender, "in_parts"):
        apart += _parts(desk, sender)
    elif _has(desk, sender, "superseded"):
        apart += _versions(desk, sender)
    elif not (_has(desk, sender, "combined") or _has(desk, sender, "sheet_each")):
        sheets.append(("", _stock(desk, sender, "pairing")))
    if not _has(desk, sender, "carried"):
        apart += _other_activities(desk, sender)
        sheets.append(("", _activities(desk, sender)))
        sheets.append(("", _funds(desk, sender)))
    opening = ("opening",) if desk.world.is_first else ()
    for layout in ("organization", "project", "site", "indicator", *opening):
        sheets.append(("", _stock(desk, sender, layout)))
    sheets.sort(key=lambda item: CODES[item[1].layout])
    return _packed(desk, sender, style, [sheet for _, sheet in sheets]) + apart


def _stock(desk: Desk, sender: Sender, layout: str) -> Sheet:
    carried = _has(desk, sender, "carried")
    return desk.sheet(layout, sender, head=desk.letterhead(sender, carried))


def _activities(desk: Desk, sender: Sender) -> Sheet:
    layout = desk.activity_layout(sender)
    rows = desk.rows(layout, sender)
    mine = pick(rows, (rows["month"] == 0) & (rows["in_supplement"] == 0))
    if length(mine):
        return desk.sheet(layout, sender, mine)
    return _nothing(desk, sender, layout)


def _nothing(desk: Desk, sender: Sender, layout: str) -> Sheet:
    """A zero return: 本月无 above a header without rows."""
    head = replace(desk.letterhead(sender), note="本月无")
    return desk.sheet(layout, sender, empty_cells(desk, layout), head)


def _funds(desk: Desk, sender: Sender) -> Sheet:
    rows = desk.rows("fund_entry", sender)
    return desk.sheet("fund_entry", sender, rows) if length(rows) else _nothing(desk, sender, "fund_entry")


def _other_activities(desk: Desk, sender: Sender) -> list[Job]:
    """The month before, where it is sent too, and what was forgotten at first."""
    layout = desk.activity_layout(sender)
    rows = desk.rows(layout, sender)
    jobs = []
    if (rows["month"] < 0).any():
        head = desk.letterhead(sender, carried=True)
        sheet = desk.sheet(layout, sender, pick(rows, rows["month"] < 0), head)
        jobs.append(_one_sheet(desk, sender, sheet, f"_{head.period}"))
    if (rows["in_supplement"] > 0).any():
        sheet = desk.sheet(layout, sender, pick(rows, rows["in_supplement"] > 0))
        jobs.append(_one_sheet(desk, sender, replace(sheet, name="补报"), "（补报）"))
    return jobs


def _parts(desk: Desk, sender: Sender) -> list[Job]:
    """A ledger in parts, each of some townships."""
    rows = desk.rows("pairing", sender)
    names, which = np.unique(rows["township"].astype(str), return_inverse=True)
    jobs = []
    for part in range(min(PARTS, len(names))):
        mine = pick(rows, which % PARTS == part)
        sheet = desk.sheet("pairing", sender, mine)
        jobs.append(_one_sheet(desk, sender, sheet, f"_{names[part]}等"))
    return jobs


def _versions(desk: Desk, sender: Sender) -> list[Job]:
    """A ledger and the earlier version that it replaces."""
    head = desk.letterhead(sender)
    final = desk.sheet("pairing", sender, head=head)
    early_head = replace(head, filled=_days_before(head.filled))
    early = desk.sheet("pairing", sender, _as_first_sent(desk.rows("pairing", sender)), early_head)
    empty = np.full(early.rows, -1)
    return [
        _one_sheet(desk, sender, replace(early, keys=empty), "（初稿）"),
        _one_sheet(desk, sender, final, "（修改版）"),
    ]


def _days_before(day: str) -> str:
    return str(np.datetime64(day) - np.timedelta64(2, "D"))


def _as_first_sent(rows: Frame) -> Frame:
    """What the first version lacked or had otherwise: some rows, some remarks, some phones."""
    turn = rows["keys"] % 40
    early = {**rows, "remark": np.where(turn == 7, "待核", rows["remark"]).astype(object)}
    early["recipient_phone"] = np.where(turn == 8, "", rows["recipient_phone"]).astype(object)
    return pick(early, turn != 9)


def _prefecture_job(desk: Desk, parent: str) -> Job:
    """What a prefecture collected: one sheet for all its units, or a sheet each."""
    mine = [sender for sender in desk.senders[: len(desk.world.plan.units)] if sender.parent == parent]
    name, period = mine[0].parent_name, desk.world.plan.dates.period
    if parent in desk.world.plan.roles.sheet_each:
        sheets = tuple(replace(_stock(desk, sender, "pairing"), name=sender.short_name) for sender in mine)
        if desk.world.plan.options.container == "csv":
            members = tuple(Job(f"{sheet.name}_{period}.csv", (sheet,), "gb18030") for sheet in sheets)
            return Job(f"{name}/{name}{period}结对台账.zip", (), members=members)
        return Job(f"{name}/{name}{period}结对台账（分县）.xlsx", sheets)
    rows = [desk.rows("pairing", sender) for sender in mine]
    cells = {column: np.concatenate([part[column] for part in rows]) for column in rows[0]}
    first = desk.styles[mine[0].index]
    style = replace(first, has_unit_column=True, has_subtotals=False, has_merged_places=False)
    head = replace(desk.letterhead(mine[0]), sender=name)
    sheet = lay_out("结对台账", "pairing", cells, style, head)
    return Job(f"{name}/{name}{period}结对台账（汇总）.xlsx", (sheet,))


def _helper_side_job(desk: Desk) -> Job:
    sender = desk.senders[len(desk.world.plan.units)]
    rows = desk.rows("pairing", sender)
    style = replace(desk.styles[sender.index], has_unit_column=False, has_code_column=False, has_subtotals=False)
    cells = {name: column for name, column in rows.items() if name not in {"unit_name", "unit_code", "recipient_no"}}
    sheet = lay_out("结对台账", "pairing", cells, style, desk.letterhead(sender))
    return Job(f"省直/省直及中央在甘单位_{desk.world.plan.dates.period}.xlsx", (sheet,))


def _own_job(desk: Desk, sender: Sender) -> Job:
    style = desk.styles[sender.index]
    sheets = tuple(desk.sheet(layout, sender) for layout in SOCIAL_FORMS)
    name = f"{sender.name}本级_{desk.world.plan.dates.period}"
    if desk.world.plan.options.container == "csv":
        members = tuple(Job(f"{CODES[sheet.layout]}.csv", (sheet,), style.encoding or "utf-8") for sheet in sheets)
        return Job(f"本级/{name}.zip", (), members=members)
    return Job(f"本级/{name}.xlsx", sheets)


def _folder(desk: Desk, sender: Sender) -> str:
    return f"{sender.parent_name}/{sender.name}/" if _has(desk, sender, "in_folder") else ""


def _one_sheet(desk: Desk, sender: Sender, sheet: Sheet, suffix: str) -> Job:
    style = desk.styles[sender.index]
    stem = f"{_folder(desk, sender)}{sender.name}_{sheet.layout and TITLES[sheet.layout]}{suffix}"
    if style.files in {"csv", "zip"}:
        return Job(f"{stem}.csv", (sheet,), style.encoding)
    return Job(f"{stem}.xlsx", (sheet,))


def _packed(desk: Desk, sender: Sender, style: UnitStyle, sheets: list[Sheet]) -> list[Job]:
    """One workbook, a file a form, or an archive."""
    folder, period = _folder(desk, sender), _period(desk, sender)
    month = int(period[5:])
    if style.files == "book":
        return [Job(f"{folder}{sender.name}{period[:4]}年{month}月报表.xlsx", tuple(sheets))]
    stems = [f"{sender.code}_{period}_{CODES[sheet.layout]}" for sheet in sheets]
    if style.files == "books":
        return [
            Job(f"{folder}{stem}_{sender.short_name}.xlsx", (sheet,)) for stem, sheet in zip(stems, sheets, strict=True)
        ]
    delimited = tuple(Job(f"{stem}.csv", (sheet,), style.encoding) for stem, sheet in zip(stems, sheets, strict=True))
    if style.files == "zip":
        return [Job(f"{folder}{sender.name}_{period}.zip", (), members=delimited)]
    return [replace(job, path=f"{folder}{job.path}") for job in delimited]


def _period(desk: Desk, sender: Sender) -> str:
    return desk.letterhead(sender, _has(desk, sender, "carried")).period


def sheets_of(job: Job) -> list[tuple[str, Sheet]]:
    """The sheets of a job with the path that names them (a member of an archive: `a.zip/b.csv`)."""
    if job.members:
        return [(f"{job.path}/{member.path}", member.sheets[0]) for member in job.members]
    return [(job.path, sheet) for sheet in job.sheets]


def places_of(jobs: list[Job], layout: str, rows: int) -> tuple[Array, list[str], list[str | None], Array]:
    """For each row of a table: which sheet (index into the two lists, −1 for none) and its row number there."""
    paths: list[str] = []
    names: list[str | None] = []
    sheet_of, number_of = np.full(rows, -1), np.zeros(rows, dtype=np.int64)
    for job in jobs:
        for path, sheet in sheets_of(job):
            if sheet.layout != layout or not sheet.rows or sheet.keys[0] < 0:
                continue
            sheet_of[sheet.keys] = len(paths)
            number_of[sheet.keys] = sheet.row_numbers
            paths.append(path)
            names.append(None if path.endswith(".csv") else sheet.name)
    return sheet_of, paths, names, number_of
