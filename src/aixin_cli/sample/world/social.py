"""What society gives: organisations (AX03), money (AX04), projects (AX05), sites and teams (AX06)."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.world.frame import Array, Frame, Random, joined, length, numbered, rank_within, texts
from aixin_cli.sample.world.identity import credit_codes, phones
from aixin_cli.sample.world.plan import DAY, PROGRAMME_START, Plan
from aixin_cli.sample.world.world import KEPT, NEVER, World

ORGANISATION_KINDS = texts(["社会团体", "基金会", "社会服务机构", "企业", "未登记", "其他"])
CLASSES = texts(["51", "53", "52", "91", "59", "59"])
COUNTED_KINDS = 3
ENTERPRISE, UNREGISTERED, OTHER_KIND = 3, 4, 5
ENDINGS = texts(["志愿者协会", "慈善基金会", "社会工作服务中心", "商贸有限公司", "爱心服务队", "服务社"])
WORDS = texts(
    ["阳光", "启明", "同心", "春风", "萤火", "守望", "清泉", "百合", "晨曦", "仁爱", "暖冬", "石榴籽", "麦穗", "远山"]
)
SERVICE_FIELDS = texts(["助学", "助残", "养老", "心理关爱", "医疗", "扶困", "法律援助"])
DIRECTIONS = texts(["募集", "支出", "上级拨入", "拨付下级"])
RAISED = 0
DONORS = texts(["社会组织", "企业", "个人", "其他"])
PURPOSES = texts(["助学", "慰问物资", "适老化改造", "康复器材", "临时救助", "营养餐"])
PROJECT_STATUSES = texts(["筹备", "实施中", "已完成", "终止"])
PREPARED, UNDER_WAY, FINISHED, STOPPED = range(4)
PROJECT_WORDS = texts(
    [
        "图书角",
        "小候鸟课堂",
        "爱心助浴",
        "暖冬行动",
        "明眸计划",
        "康复进家",
        "亲情连线",
        "营养加餐",
        "技能培训",
        "安居工程",
    ]
)
SITE_KINDS = texts(
    ["青年之家", "爱心驿站", "爱心妈妈关爱服务加油站", "党员志愿服务队", "青年志愿服务队", "巾帼志愿服务队", "其他"]
)


def make_social(world: World) -> None:
    """The four tables; own-level senders stand behind the area units, in the order of their codes."""
    world.tables["organization"] = _organisations(world)
    world.tables["fund_entry"] = _funds(world)
    world.tables["project"] = _projects(world)
    world.tables["site"] = _sites(world)
    for name in ("organization", "fund_entry", "project", "site"):
        rows = length(world.tables[name])
        world.tables[name] |= {
            "fate": np.full(rows, KEPT),
            "survivor": np.full(rows, -1),
            "place": np.arange(rows) * 1.0,
        }


def sender_codes(plan: Plan) -> tuple[str, ...]:
    """Codes of all who may send AX03–AX06; the helper-side unit would stand between (it sends none)."""
    return tuple(unit.code for unit in plan.units) + ("",) + tuple(unit.code for unit in plan.own)


def own_senders(plan: Plan) -> Array:
    """Indexes of the own-level units that send something: every other one."""
    first = len(plan.units) + 1
    return np.arange(first, first + len(plan.own))[::2]


def _region(plan: Plan, units: Array) -> Array:
    codes = texts([code[:4] + "99" if code.isdigit() else "620999" for code in sender_codes(plan)])
    return np.asarray(codes[units])


def _short_names(plan: Plan) -> Array:
    own = ["省" if unit.code == "620000" else unit.short_name for unit in plan.own]
    return texts([unit.short_name for unit in plan.units] + [""] + own)


def _latest(plan: Plan, units: Array) -> Array:
    """The last day a unit's stock can speak of; later months add nothing to it."""
    carried = np.append(plan.has_role("carried"), np.zeros(len(plan.own) + 1, dtype=bool))
    dates = plan.dates.known
    return np.where(carried[units], dates.before.end, dates.end)


def _organisations(world: World) -> Frame:
    plan, random = world.plan, world.stream("organisations")
    count = plan.organisations
    beside = count // 7 + 2, count // 9 + 1, count // 30 + 1
    kind = np.concatenate(
        [
            np.searchsorted(np.cumsum([0.45, 0.06]), random.random(count), side="right"),
            np.repeat([ENTERPRISE, UNREGISTERED, OTHER_KIND], beside),
        ]
    )
    senders = np.concatenate([np.arange(len(plan.units)), own_senders(plan)])
    home = senders[np.arange(len(kind)) % len(senders)]
    uscc = np.where(
        kind == UNREGISTERED, "", credit_codes(CLASSES[kind], _region(plan, home), np.arange(len(kind)) + 1001)
    )
    name = joined(
        _short_names(plan)[home],
        WORDS[random.integers(0, len(WORDS), len(kind))],
        numbered(np.arange(len(kind)), 4),
        ENDINGS[kind],
    )
    roaming = np.flatnonzero((random.random(len(kind)) < 0.12) & (kind != UNREGISTERED))
    again = np.repeat(roaming, 1 + roaming % 3)
    step = rank_within(again) + 1
    who = np.concatenate([np.arange(len(kind)), again])
    unit = np.concatenate([home, senders[(np.searchsorted(senders, home[again]) + step) % len(senders)]])
    frame = {"organisation": who, "unit": unit, "kind": kind[who], "uscc": uscc[who], "name": name[who]}
    frame = {name: column[_distinct(who, unit)] for name, column in frame.items()}
    return frame | _organisation_dates(plan, random, frame["unit"])


def _distinct(who: Array, unit: Array) -> Array:
    """One row an organisation and unit."""
    return np.sort(np.unique(who * 1000 + unit, return_index=True)[1])


def _organisation_dates(plan: Plan, random: Random, unit: Array) -> Frame:
    rows = len(unit)
    last = _latest(plan, unit)
    span = (last - PROGRAMME_START) // DAY - 60
    joined_on = PROGRAMME_START + np.floor(random.random(rows) * span).astype("timedelta64[D]")
    left = (random.random(rows) < 0.01) & (joined_on + 50 * DAY <= plan.dates.end)
    return {
        "join": joined_on,
        "exit": np.where(left, joined_on + 50 * DAY, NEVER),
        "service": SERVICE_FIELDS[random.integers(0, len(SERVICE_FIELDS), rows)],
        "phone": phones(random.integers(0, 10**8, rows)),
    }


def _funds(world: World) -> Frame:
    plan, random = world.plan, world.monthly_stream("funds")
    sends = ~plan.has_role("carried") & ~plan.has_role("no_funds")
    senders = np.concatenate([np.flatnonzero(sends), own_senders(plan)])
    unit = np.repeat(senders, random.integers(6, 16, len(senders)))
    rows = len(unit)
    direction = np.searchsorted(np.cumsum([0.45, 0.35, 0.1]), random.random(rows), side="right")
    span = int((plan.dates.end - plan.dates.start) // DAY) + 1
    codes = texts(sender_codes(plan))[unit]
    serial = joined(codes, plan.dates.period.replace("-", ""), numbered(rank_within(unit) + 1, 4))
    return {
        "unit": unit,
        "date": plan.dates.start + random.integers(0, span, rows).astype("timedelta64[D]"),
        "direction": direction,
        "voucher": np.where(random.random(rows) < 0.8, serial, ""),
        "donor": np.where(direction == RAISED, random.integers(0, 4, rows), -1),
        "organisation": joined(
            WORDS[random.integers(0, len(WORDS), rows)], numbered(rank_within(unit) + 1), "号爱心单位"
        ),
        "amount": random.integers(5, 400, rows) * 100,
        "purpose": PURPOSES[random.integers(0, len(PURPOSES), rows)],
    }


def _projects(world: World) -> Frame:
    plan, random = world.plan, world.stream("projects")
    own = own_senders(plan)
    started = plan.projects - (2 if len(own) else 0)
    taken = int(plan.projects.sum() - started.sum())
    beside = np.maximum(1, started // 20)
    parts = [np.repeat(np.arange(len(plan.units)), counts) for counts in (started, beside)]
    more = own[np.arange(taken) % len(own)] if len(own) else np.zeros(0, dtype=np.int64)
    unit = np.concatenate([parts[0], more, parts[1]])
    begun = len(parts[0]) + len(more)
    rows = len(unit)
    status = np.where(random.random(rows) < 0.45, UNDER_WAY, FINISHED)
    status[begun:] = np.where(random.random(rows - begun) < 0.6, PREPARED, STOPPED)
    last = _latest(plan, unit)
    start = PROGRAMME_START + np.floor(random.random(rows) * ((last - PROGRAMME_START) // DAY - 60)).astype(
        "timedelta64[D]"
    )
    ended = (status == FINISHED) | (status == STOPPED)
    codes = texts(sender_codes(plan))[unit]
    turn = rank_within(unit) + 1
    return {
        "unit": unit,
        "code": joined("XM", codes, "-", numbered(turn, 4)),
        "name": joined(
            _short_names(plan)[unit], PROJECT_WORDS[random.integers(0, 10, rows)], "第", numbered(turn), "期"
        ),
        "start": start,
        # Who speaks of an earlier month cannot have finished after it.
        "end": np.where(ended, np.minimum(start + _length_of(random, rows), plan.dates.end), NEVER),
        "status": status,
        "budget": random.integers(10, 900, rows) * 500,
        "beneficiaries": np.where(status == PREPARED, 0, random.integers(5, 300, rows)),
    }


def _length_of(random: np.random.Generator, rows: int) -> Array:
    """How long projects took."""
    return random.integers(10, 50, rows).astype("timedelta64[D]")


def _sites(world: World) -> Frame:
    plan, random = world.plan, world.stream("sites")
    senders = np.concatenate([np.arange(len(plan.units)), own_senders(plan)])
    townships = np.array([len(unit.townships) for unit in plan.units] + [0] + [3] * len(plan.own))
    unit = np.repeat(senders, np.minimum(townships[senders], 20) + 4)
    rows = len(unit)
    kind = random.integers(0, len(SITE_KINDS), rows)
    names = [list(unit.townships) for unit in plan.units] + [[""]] + [["市直"] * 3 for _ in plan.own]
    turn = rank_within(unit)
    township = texts([names[place][order % len(names[place])] for place, order in zip(unit, turn, strict=True)])
    opened = _latest(plan, unit) - random.integers(20, 560, rows).astype("timedelta64[D]")
    opened = np.minimum(opened, plan.dates.end)
    return {
        "unit": unit,
        "name": joined(township, SITE_KINDS[kind], numbered(turn + 1), "号"),
        "kind": kind,
        "township": township,
        "opened": opened,
        "volunteers": random.integers(3, 60, rows),
        "served": (random.integers(0, 400, rows) + 61 * plan.dates.offset) % 400,
    }
