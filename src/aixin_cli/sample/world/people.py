"""The people of a made world: recipients and helpers, with all that a ledger says of them."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.world.frame import Array, Frame, Random, blank, joined, length, numbered, stack, stream, texts
from aixin_cli.sample.world.identity import credit_codes, phones, resident_ids
from aixin_cli.sample.world.names import full_names, surnames
from aixin_cli.sample.world.places import STYLE_ORDER
from aixin_cli.sample.world.plan import Plan

CATEGORIES = texts(["孤儿", "事实无人抚养儿童", "困难重度残疾人", "特困人员", "特困家庭成员", "留守儿童", "困境儿童"])
ORPHAN, DE_FACTO, DISABLED, DESTITUTE, FAMILY, LEFT_BEHIND, HARD_UP = range(7)
CARE_MODES = texts(["", "机构集中", "分散散居", "不适用"])
NO_MODE, IN_INSTITUTION, AT_HOME, NOT_APPLICABLE = range(4)
LEVELS = texts(["", "省直及中央在甘", "市州直", "县区直", "乡镇街道", "村社区"])

SOCIAL = 8
"""The kind of a helper that is a social organisation."""

# What a recipient is in this month's ledger.
ACTIVE, REPLACING, WAITING, EXITED, LAPSED, AUXILIARY, SPARE = range(7)
STATES = ("active", "replacing", "waiting", "exited", "lapsed", "auxiliary", "spare")


def recipients_of(plan: Plan, units: Array, states: Array, name: str) -> Frame:
    """Recipients of the given units and states; numbers and names follow in `finish`."""
    random = stream(plan.options.seed, f"recipients {name}")
    rows = len(units)
    category = _categories(random, states)
    birth = _births(random, category, plan)
    kind, grade = _disabilities(random, category, birth, plan)
    care = _care(random, category)
    townships = np.array([len(unit.townships) for unit in plan.units])
    return {
        "unit": units,
        "state": states,
        "category": category,
        "other": _others(random, category, kind),
        "is_male": random.random(rows) < 0.53,
        "birth": birth,
        "disability_kind": kind,
        "disability_grade": grade,
        "care_mode": care,
        "township": (random.random(rows) * townships[units]).astype(np.int64),
        "village": random.integers(1, 16, rows),
        "household": np.arange(rows),
        "lives_alone": (category == DESTITUTE) & (care != IN_INSTITUTION) & (random.random(rows) < 0.4),
        "phone": random.integers(0, 10**8, rows),
        "no_number": np.zeros(rows, dtype=np.int64),
        "is_identified": np.ones(rows, dtype=bool),
    }


def helpers_of(plan: Plan, units: Array, kind: int, name: str) -> Frame:
    """Helpers at home in the given units; `kind` 0 is a cadre, others index the auxiliary kinds."""
    random = stream(plan.options.seed, f"helpers {name}")
    rows = len(units)
    return {
        "unit": units,
        "kind": np.full(rows, kind, dtype=np.int64),
        "level": np.searchsorted(np.cumsum([0.03, 0.12, 0.4, 0.35]), random.random(rows), side="right") + 1,
        "is_male": random.random(rows) < 0.6,
        "birth": plan.dates.ages_on - random.integers(23 * 366, 59 * 365, rows).astype("timedelta64[D]"),
        "office": random.integers(0, 24, rows),
        "phone": random.integers(0, 10**8, rows),
        "township": random.integers(0, 1000, rows),
        "is_identified": np.ones(rows, dtype=bool),
    }


def _categories(random: Random, states: Array) -> Array:
    rows = len(states)
    formal = np.searchsorted(np.cumsum([0.08, 0.07, 0.47, 0.36]), random.random(rows), side="right")
    children = np.where(random.random(rows) < 0.6, LEFT_BEHIND, HARD_UP)
    return np.where(states == AUXILIARY, children, formal)


def _births(random: Random, category: Array, plan: Plan) -> Array:
    rows = len(category)
    years = random.random(rows)
    child = 1 + years * 14.5
    disabled = 6 + years * 80
    destitute = np.where(random.random(rows) < 0.88, 60.2 + years * 34, 17.2 + years * 42)
    age = np.select(
        [category == DISABLED, category == DESTITUTE, category == FAMILY], [disabled, destitute, 5 + years * 75], child
    )
    return np.asarray(plan.dates.ages_on - np.floor(age * 365.25 + 20).astype("timedelta64[D]"))


def _disabilities(random: Random, category: Array, birth: Array, plan: Plan) -> tuple[Array, Array]:
    rows = len(category)
    kind = random.integers(1, 8, rows)
    grade = np.where(
        ((kind == 5) | (kind == 6)) & (random.random(rows) < 0.25), 3, 1 + (random.random(rows) < 0.55)
    ).astype(np.int64)
    young = (category == DESTITUTE) & (birth > plan.dates.ages_on - np.timedelta64(60 * 365 + 16, "D"))
    also = (category <= DESTITUTE) & (random.random(rows) < 0.05)
    has = (category == DISABLED) | young | also
    return np.where(has, np.where(young, 4 + kind % 3, kind), 0), np.where(has, np.where(young, 2, grade), 0)


def _others(random: Random, category: Array, kind: Array) -> Array:
    """Other categories, all of lower precedence than the row's own (−1: none)."""
    also_disabled = (category != DISABLED) & (category <= DESTITUTE) & (kind > 0)
    also_family = (category == DISABLED) & (random.random(len(category)) < 0.03)
    return np.where(also_disabled, DISABLED, np.where(also_family, FAMILY, -1))


def _care(random: Random, category: Array) -> Array:
    cared_for = (category == ORPHAN) | (category == DESTITUTE)
    collective = random.random(len(category)) < np.where(category == ORPHAN, 0.2, 0.1)
    return np.where(cared_for, np.where(collective, IN_INSTITUTION, AT_HOME), NOT_APPLICABLE)


def name_styles(plan: Plan, units: Array, random: Random) -> Array:
    """A manner of naming for each person, by the shares of their unit."""
    shares = np.cumsum([unit.name_style for unit in plan.units], axis=1)[units]
    drawn = (random.random(len(units))[:, None] >= shares[:, :-1]).sum(axis=1)
    return np.asarray(np.array(STYLE_ORDER)[drawn])


def finish(plan: Plan, recipients: Frame, helpers: Frame, kin: Array) -> None:
    """Give everybody a name, a number and what hangs on it; `kin` names whose surname is shared (−1: none)."""
    random = stream(plan.options.seed, "names")
    both = stack([{key: frame[key] for key in ("unit", "is_male", "birth")} for frame in (recipients, helpers)])
    styles = name_styles(plan, both["unit"], random)
    family = surnames(random, styles)
    styles[: len(kin)] = np.where(kin >= 0, styles[kin], styles[: len(kin)])
    family[: len(kin)] = np.where(kin >= 0, family[kin], family[: len(kin)])
    names = full_names(random, styles, both["is_male"], family)
    prefixes = np.array([unit.id_prefix for unit in plan.units])[both["unit"]]
    ids = resident_ids(prefixes, both["birth"], both["is_male"])
    middle = length(recipients)
    for frame, part in ((recipients, slice(None, middle)), (helpers, slice(middle, None))):
        frame["name"], frame["id"] = names[part], ids[part]
        frame["id_text"] = frame["id"].copy()
        frame["phone_text"] = phones(frame["phone"])
    _finish_auxiliary(plan, helpers)
    guardians = full_names(random, styles[:middle], random.random(middle) < 0.5, family[:middle])
    _finish_recipients(plan, recipients, guardians)


def _finish_auxiliary(plan: Plan, helpers: Frame) -> None:
    """Social organisations give their credit code for a number; a few volunteers give none."""
    social = np.flatnonzero(helpers["kind"] == SOCIAL)
    prefixes = np.array([unit.id_prefix for unit in plan.units])[helpers["unit"][social]]
    classes = texts(["51", "52"])[social % 2]
    helpers["id"][social] = credit_codes(classes, numbered(prefixes), 50_000_000 + social)
    helpers["name"][social] = joined("爱心服务中心", numbered(social % 9000 + 1000), "号")
    helpers["id_text"][social] = helpers["id"][social]
    shy = np.flatnonzero((helpers["kind"] > 0) & (helpers["kind"] < SOCIAL))
    shy = shy[shy % 37 == 5]
    helpers["id_text"][shy] = ""
    helpers["is_identified"][shy] = False


def _finish_recipients(plan: Plan, recipients: Frame, guardians: Array) -> None:
    rows = length(recipients)
    minor = (recipients["category"] <= DE_FACTO) | (recipients["category"] >= LEFT_BEHIND)
    recipients["guardian"] = np.where(minor, guardians, "")
    has = recipients["disability_kind"] > 0
    digits = joined(numbered(recipients["disability_kind"]), numbered(recipients["disability_grade"]))
    recipients["certificate"] = np.where(has, joined(recipients["id"], digits), blank(rows))
    short = texts([unit.short_name for unit in plan.units])[recipients["unit"]]
    child = recipients["category"] == ORPHAN
    home = joined(short, np.where(child, "儿童福利院", "中心敬老院"))
    collective = recipients["care_mode"] == IN_INSTITUTION
    recipients["institution"] = np.where(collective, home, "")
    head = recipients["unit"] * 2 + child
    recipients["phone_text"] = np.where(collective, phones(10_000 + head), recipients["phone_text"])
    recipients["guardian"] = np.where(collective & child, joined(short, "院长"), recipients["guardian"])
    number = joined(texts([unit.code for unit in plan.units])[recipients["unit"]], "-", numbered(np.arange(rows), 6))
    recipients["recipient_no"] = number
