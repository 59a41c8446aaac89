"""What stands in the cells of each form, as texts: one column a field for all units at once."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.faults.identity import NO_NUMBER_REASONS
from aixin_cli.sample.paper.wording import SYNONYMS
from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, Frame, blank, joined, length, numbered, pick, texts
from aixin_cli.sample.world.ledger import AUXILIARY_KINDS, END_REASONS
from aixin_cli.sample.world.style import DATE_STYLES, UnitStyle
from aixin_cli.sample.world.world import MAIN, PAIR_KINDS, STATUSES, WAITING_STATUS, World

OFFICES = texts(
    [
        *(
            "民政局",
            "教育局",
            "财政局",
            "司法局",
            "卫生健康局",
            "农业农村局",
            "自然资源局",
            "住房和城乡建设局",
            "交通运输局",
        ),
        *(
            "水务局",
            "文化体育局",
            "统计局",
            "医疗保障局",
            "残疾人联合会",
            "妇女联合会",
            "总工会",
            "税务局",
            "档案馆",
            "融媒体中心",
        ),
        *("人民法院", "人民检察院", "公安局", "应急管理局", "林业和草原局"),
    ]
)
PRINTED_KINDS = texts(["党员干部", *AUXILIARY_KINDS[1:]])


def dates_as_text(days: Array, units: Array, styles: tuple[UnitStyle, ...]) -> Array:
    """Days as each row's unit writes them; days to stand as true date cells are written ISO here."""
    iso = np.where(np.isnat(days), "", np.datetime_as_string(days.astype("datetime64[D]"))).tolist()
    manner = np.array([DATE_STYLES.index(style.dates) for style in styles])[units].tolist()
    return texts([_day(text, how) if text else "" for text, how in zip(iso, manner, strict=True)])


def _day(iso: str, manner: int) -> str:
    if manner <= 1:
        return iso
    year, month, day = iso.split("-")
    if manner == 5:
        return year + month + day
    mark = {2: "/", 3: "."}.get(manner)
    if mark:
        return f"{year}{mark}{int(month)}{mark}{int(day)}"
    return f"{year}年{int(month)}月{int(day)}日"


def in_own_words(values: Array, units: Array, styles: tuple[UnitStyle, ...]) -> Array:
    """Codes, in short words where the row's unit speaks so."""
    speaks = np.array([style.speaks_synonyms for style in styles])[units]
    short = texts([SYNONYMS.get(value, value) for value in values])
    return np.where(speaks, short, values)


def counts_as_text(values: Array) -> Array:
    """Whole numbers; 0 and below as blank."""
    return np.where(values > 0, numbered(values), "")


def finish_cells(world: World, layout: str, cells: Frame, places: Array | None = None) -> Frame:
    """Write the planted cells over the true ones; `places` tells where a table row went (−1: nowhere)."""
    for (name, field), changes in world.overrides.items():
        if name != layout or field not in cells:
            continue
        column = cells[field].copy()
        for rows, values in changes:
            where = rows if places is None else places[rows]
            column[where[where >= 0]] = values[where >= 0]
        cells[field] = column
    return cells


def pairing_cells(world: World, styles: tuple[UnitStyle, ...]) -> Frame:
    """AX01."""
    ledger = world.ledger
    units, status, kind = ledger["unit"], ledger["status"], ledger["kind"]
    waits = status == WAITING_STATUS
    pair_kind = np.where(waits, "", in_own_words(PAIR_KINDS[kind], units, styles))
    cells = _recipient_cells(world, styles) | _helper_cells(world, styles)
    cells |= {
        "pair_kind": pair_kind,
        "start_date": dates_as_text(ledger["start"], units, styles),
        "status": in_own_words(STATUSES[status], units, styles),
        "end_date": dates_as_text(ledger["end"], units, styles),
        "end_reason": texts(END_REASONS)[ledger["reason"]],
        "remark": blank(len(units)),
    }
    return finish_cells(world, "pairing", cells)


def _recipient_cells(world: World, styles: tuple[UnitStyle, ...]) -> Frame:
    ledger, who = world.ledger, world.ledger["recipient"]
    units = ledger["unit"]
    mine = pick(world.recipients, who)
    at = np.where(units < len(world.plan.units), units, mine["unit"])
    category = np.where(ledger["category"] >= 0, ledger["category"], mine["category"])
    other = np.where(mine["other"] >= 0, people.CATEGORIES[np.maximum(mine["other"], 0)], "")
    number, head = household_cells(world, styles)
    shows = np.array([style.wording != 1 for style in styles])[units] | (mine["no_number"] > 0)
    return {
        "township": _townships(world, at, mine["township"]),
        "village": joined("第", numbered(mine["village"]), "村"),
        "household_no": number,
        "household_head_id": head,
        "recipient_no": np.where(shows, mine["recipient_no"], ""),
        "recipient_name": mine["name"],
        "recipient_id": mine["id_text"],
        "no_id_reason": texts(NO_NUMBER_REASONS)[mine["no_number"]],
        "recipient_sex": np.where(mine["is_male"], "男", "女").astype(object),
        "recipient_birth_date": dates_as_text(mine["birth"], units, styles),
        "recipient_category": in_own_words(people.CATEGORIES[category], units, styles),
        "other_categories": in_own_words(other.astype(object), units, styles),
        "care_mode": in_own_words(people.CARE_MODES[mine["care_mode"]], units, styles),
        "institution": mine["institution"],
        "disability_certificate": mine["certificate"],
        "lives_alone": np.where(mine["lives_alone"], "是", "否").astype(object),
        "guardian_name": mine["guardian"],
        "recipient_phone": mine["phone_text"],
    }


def _townships(world: World, units: Array, numbers: Array) -> Array:
    counts = np.array([len(unit.townships) for unit in world.plan.units])
    first = np.concatenate([[0], np.cumsum(counts)])
    every = texts([name for unit in world.plan.units for name in unit.townships])
    return np.asarray(every[first[units] + numbers % counts[units]])


def household_cells(world: World, styles: tuple[UnitStyle, ...]) -> tuple[Array, Array]:
    """Household number and head's ID as each unit gives them; people in institutions have neither."""
    ledger, who = world.ledger, world.ledger["recipient"]
    mine = pick(world.recipients, who)
    manner = texts([style.households for style in styles])[ledger["unit"]]
    own = (ledger["unit"] == mine["unit"]) & (mine["care_mode"] != people.IN_INSTITUTION)
    own &= world.recipients["state"][who] != people.SPARE
    size = np.bincount(world.recipients["household"], minlength=length(world.recipients))[mine["household"]]
    left_out = (size == 1) & (who % 10 == 3)
    number = np.where(own & (manner == "number") & ~left_out, joined("H", numbered(mine["household"], 7)), "")
    head_id = world.recipients["id_text"][mine["household"]]
    head = np.where(own & (manner == "head") & (size > 1), head_id, "")
    return number, head


def _helper_cells(world: World, styles: tuple[UnitStyle, ...]) -> Frame:
    ledger = world.ledger
    units, nobody = ledger["unit"], ledger["helper"] < 0
    mine = pick(world.helpers, ledger["helper"])
    kind = np.where(ledger["kind"] == MAIN, 0, mine["kind"])
    level = np.where(kind == 0, people.LEVELS[mine["level"]], "")
    cells = {
        "helper_name": mine["name"],
        "helper_id": mine["id_text"],
        "helper_kind": PRINTED_KINDS[np.maximum(kind, 0)],
        "helper_unit": np.where(kind == 0, helper_offices(world)[ledger["helper"]], ""),
        "helper_level": in_own_words(level.astype(object), units, styles),
        "helper_phone": mine["phone_text"],
    }
    return {name: np.where(nobody, "", column).astype(object) for name, column in cells.items()}


def helper_offices(world: World) -> Array:
    """Where helpers work, by level; the offices are made up for the two upper levels."""
    helpers, plan = world.helpers, world.plan
    unit = helpers["unit"]
    short = texts([place.short_name for place in plan.units])[unit]
    turn = numbered(helpers["office"] + 1)
    township = _townships(world, unit, helpers["township"])
    return np.select(
        [helpers["level"] == level for level in (1, 2, 4, 5)],
        [
            joined("省直机关第", turn, "单位"),
            joined("市州直第", turn, "单位"),
            joined(township, "人民政府"),
            joined(township, "第", turn, "村"),
        ],
        joined(short, OFFICES[helpers["office"]]),
    )
