"""What helpers did in the month (AX02): records of one kind each, for dated logs and monthly sheets alike."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.world.frame import Array, Frame, Random, joined, length, numbered, pick, rank_within, stack, texts
from aixin_cli.sample.world.people import SOCIAL
from aixin_cli.sample.world.plan import DAY, Dates
from aixin_cli.sample.world.world import KEPT, MAIN, NEVER, ON, World

KINDS = texts(["联系交流", "走访探视", "政策宣传落实", "解决实际困难", "帮办实事", "资助资金"])
CONTACT, VISIT, POLICY, DIFFICULTY, DEED, MONEY = range(6)
MATTER_KINDS = texts(
    [
        "",
        "就学",
        "就医",
        "就业",
        "住房",
        "法律援助",
        "社会保障",
        "生活物资",
        "心理关爱",
        "无障碍改造",
        "适老化改造",
        "其他",
    ]
)
SOURCES = texts(["", "个人", "单位", "社会捐赠", "工会会费", "公款"])
PUBLIC_MONEY = 5
METHODS = texts(["", "电话", "微信", "上门", "其他"])
CONTENTS = texts(
    [
        "",
        "了解近况",
        "询问身体",
        "辅导功课",
        "送米面油",
        "帮助申领补贴",
        "讲解政策",
        "打扫院落",
        "陪同就医",
        "联系学校",
        "检查用电",
        "节日看望",
    ]
)

# How a record finds its pair.
OPEN, JUST_ENDED, SUBSTITUTE, UNMATCHED, BEFORE_OPENING = range(5)
MATCHES = ("open", "ended", "substitute", "unmatched", "before_opening")
COUNTS = (OPEN, JUST_ENDED, SUBSTITUTE)

MAIN_RATES = (0.407, 0.2725, 0.228, 0.034, 0.0545)
AUXILIARY_RATES = (0.3, 0.17, 0.08, 0.02, 0.05)
AMOUNTS = np.array([50, 100, 100, 200, 200, 200, 260, 300, 500, 500])


def make_activities(world: World) -> None:
    """Records of the month, and of the month before where a unit's opening ends earlier."""
    plan = world.plan
    parts = [_records(world, plan.dates, _senders(world), 0)]
    early = plan.has_role("early_opening")
    if world.is_first and early.any():
        parts.append(_records(world, plan.dates.before, early, -1))
        parts.append(_late_news(world, parts[1]))
    records = stack(parts)
    supplement = plan.has_role("supplement")[records["unit"]] & (records["month"] == 0)
    records["in_supplement"] = (supplement & (records["row"] % 7 == 2)).astype(np.int64)
    world.tables["activity"] = records


def _senders(world: World) -> Array:
    plan = world.plan
    return np.asarray(~plan.has_role("carried") & ~plan.has_role("no_activities"))


def _busy_rows(world: World, senders: Array, first: np.datetime64) -> Array:
    """Ledger rows whose helpers may have done something: open before the month began."""
    ledger = world.ledger
    sends = np.append(senders, False)[ledger["unit"]]
    helper = ledger["helper"]
    begun = (ledger["start"] < first) | np.isnat(ledger["start"])
    social = world.helpers["kind"][helper] == SOCIAL
    on = (ledger["fate"] == KEPT) & (ledger["status"] == ON) & (ledger["is_quiet"] == 0)
    return np.flatnonzero(sends & on & begun & ~social & (world.helpers["id_text"][helper] != ""))


def _records(world: World, dates: Dates, senders: Array, month: int) -> Frame:
    random = world.stream(f"activities {dates.offset}")
    rows = _busy_rows(world, senders, dates.start)
    is_log = world.plan.is_log[world.ledger["unit"][rows]]
    rates = np.where((world.ledger["kind"][rows] == MAIN)[:, None], np.array(MAIN_RATES), np.array(AUXILIARY_RATES))
    counts = random.poisson(rates)
    parts = [_dated(world, random, (rows[is_log], counts[is_log]), dates)]
    parts.append(_monthly(world, random, (rows[~is_log], counts[~is_log])))
    records = stack(parts)
    records["month"] = np.full(length(records), month)
    return records


def record_rows(world: World, rows: Array, kind: Array, random: Random, **given: Array | int) -> Frame:
    """Records on ledger rows: one person-time, no matters, no money, unless given otherwise."""
    count = len(rows)
    ledger = world.ledger
    plain: dict[str, Array | int] = {
        "times": 1,
        "matters": 0,
        "matter_kind": 0,
        "amount": 0,
        "source": 0,
        "method": 0,
        "content": 0,
        "date": np.full(count, NEVER),
        "match": OPEN,
        "fate": KEPT,
        "survivor": -1,
        "month": 0,
        "is_earlier": 0,
        "is_named": 1,
        "in_supplement": 0,
        "line": rows,
    }
    plain.update(given)
    columns = {
        name: value if isinstance(value, np.ndarray) else np.full(count, value, np.int64)
        for name, value in plain.items()
    }
    return {
        "row": rows,
        "recipient": ledger["recipient"][rows],
        "helper": ledger["helper"][rows],
        "unit": ledger["unit"][rows],
        "pair_kind": ledger["kind"][rows],
        "kind": kind,
        **columns,
    }


def _exploded(rows: Array, counts: Array) -> tuple[Array, Array, Array]:
    """Ledger row, kind and running number of each single activity."""
    flat = counts.ravel()
    row = np.repeat(np.repeat(rows, counts.shape[1]), flat)
    kind = np.repeat(np.tile(np.arange(counts.shape[1]), len(rows)), flat)
    return row, kind, rank_within(row * 8 + kind)


def _dated(world: World, random: Random, busy: tuple[Array, Array], dates: Dates) -> Frame:
    row, kind, turn = _exploded(*busy)
    count = len(row)
    span = int((dates.end - dates.start) // DAY) + 1
    base = (row * 13 + kind * 5) % span
    date = dates.start + ((base + turn * 7) % span).astype("timedelta64[D]")
    is_matter = kind >= POLICY
    gives = ((kind == VISIT) | (kind == DEED)) & (random.random(count) < 0.17)
    named = random.random(count) < 0.92
    known = world.recipients["is_identified"][world.ledger["recipient"][row]]
    return record_rows(
        world,
        row,
        kind,
        random,
        date=date,
        matters=np.where(is_matter, 1 + (random.random(count) < 0.06), 0),
        matter_kind=np.where(kind >= DIFFICULTY, random.integers(1, 12, count), 0),
        amount=np.where(gives, AMOUNTS[random.integers(0, 10, count)], 0),
        source=np.where(gives & world.plan.dates.has_new_fields, random.integers(0, 5, count), 0),
        method=np.where(kind == CONTACT, random.integers(0, 3, count), np.where(kind == VISIT, 3, 0)),
        content=random.integers(0, len(CONTENTS), count),
        is_named=(named | ~known).astype(np.int64),
        line=np.arange(count),
    )


def _monthly(world: World, random: Random, busy: tuple[Array, Array]) -> Frame:
    rows, counts = busy
    place, kind = np.nonzero(counts)
    times = counts[place, kind]
    done = record_rows(world, rows[place], kind, random, times=times, matters=np.where(kind >= POLICY, times, 0))
    gives = rows[random.random(len(rows)) < 0.053]
    amount = AMOUNTS[random.integers(0, 10, len(gives))]
    source = np.where(world.plan.dates.has_new_fields, random.integers(0, 5, len(gives)), 0)
    paid = record_rows(world, gives, np.full(len(gives), MONEY), random, times=0, amount=amount, source=source)
    records = stack([done, paid])
    hidden = (records["row"] % 11 == 3) & world.recipients["is_identified"][records["recipient"]]
    records["is_named"] = (~hidden).astype(np.int64)
    return records


def _late_news(world: World, before: Frame) -> Frame:
    """Activities of the month before that a unit reports only now (以前月份)."""
    random = world.stream("late news")
    chosen = pick(before, np.flatnonzero(random.random(length(before)) < 0.03))
    moved = {**chosen, "content": np.full(length(chosen), 1), "month": np.zeros(length(chosen), np.int64)}
    moved["date"] = chosen["date"] - 2 * DAY
    fine = moved["date"] >= world.plan.dates.before.start
    moved["is_earlier"] = np.ones(length(moved), dtype=np.int64)
    return pick(moved, fine & ~_meets(before, moved))


def _meets(before: Frame, moved: Frame) -> Array:
    """Records that would be the same activity as one already reported."""
    keys = [
        joined(numbered(frame["row"]), "/", numbered(frame["kind"]), "/", frame["date"].astype(str).astype(object))
        for frame in (before, moved)
    ]
    return np.isin(keys[1].astype(str), keys[0].astype(str))


def counted(records: Frame) -> Array:
    """Records that enter the sums."""
    return np.asarray((records["fate"] == KEPT) & np.isin(records["match"], COUNTS))


def counted_amount(records: Frame) -> Array:
    """Money that counts: none of it public."""
    return np.where(records["source"] == PUBLIC_MONEY, 0, records["amount"])
