"""What is true of the made world, in tables from which every published cell can be computed anew."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.paper.cells import household_cells
from aixin_cli.sample.world import activity as act
from aixin_cli.sample.world import people, social
from aixin_cli.sample.world.frame import Array, Frame, joined, length, numbered, pick, texts
from aixin_cli.sample.world.ledger import AUXILIARY_KINDS, END_REASONS
from aixin_cli.sample.world.places import HELPER_UNIT
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.totals import MEASURES, SCOPES, is_member, is_replacing
from aixin_cli.sample.world.world import AUXILIARY_PAIR, FATES, HELPER_SIDE, KEPT, MAIN, ON, PAIR_KINDS, STATUSES, World

PRECEDENCE = np.array([0, 1, 3, 2, 4, 5, 6])
"""Of the categories in `people.CATEGORIES`: 孤儿 > 事实无人抚养儿童 > 特困人员 > 困难重度残疾人 > the rest."""


def unit_codes(world: World) -> Array:
    """Codes by unit index."""
    plan = world.plan
    return texts([*[unit.code for unit in plan.units], HELPER_UNIT, *[unit.code for unit in plan.own]])


def true_tables(world: World, styles: tuple[UnitStyle, ...]) -> dict[str, Frame]:
    """All tables of the truth by name, every one with texts where the world has indexes."""
    codes = unit_codes(world)
    return {
        "recipients": _recipients(world, styles, codes),
        "helpers": _helpers(world),
        "pairs": _pairs(world, codes),
        "activities": _activities(world, codes),
        "organisations": _organisations(world, codes),
        "funds": _funds(world, codes),
        "projects": _projects(world, codes),
        "sites": _sites(world, codes),
        "indicators": _indicators(world, codes),
        "openings": _openings(world, codes),
    }


def person_keys(prefix: str, numbers: Array) -> Array:
    """r12, h7: keys that mean nothing outside the truth; nobody is an empty text."""
    return np.where(numbers >= 0, joined(prefix, numbered(numbers)), "").astype(object)


def _kept_people(world: World) -> Array:
    ledger = world.ledger
    return np.unique(ledger["recipient"][ledger["fate"] == KEPT])


def home_units(world: World) -> tuple[Array, Array]:
    """Home unit of each recipient (lowest with an active pair, else lowest), and whether units disagree."""
    ledger, count = world.ledger, length(world.recipients)
    kept = ledger["fate"] == KEPT
    far = 10**6
    out = np.full(count, far)
    np.minimum.at(out, ledger["recipient"][kept], ledger["unit"][kept])
    active = kept & (ledger["status"] == ON)
    low, high = np.full(count, far), np.full(count, -1)
    np.minimum.at(low, ledger["recipient"][active], ledger["unit"][active])
    np.maximum.at(high, ledger["recipient"][active], ledger["unit"][active])
    return np.where(low < far, low, out), (low < far) & (high > low)


def _categories(world: World) -> tuple[Array, Array]:
    """Main category of each recipient, and a mask of all the categories it is in."""
    ledger, recipients = world.ledger, world.recipients
    kept = np.flatnonzero(ledger["fate"] == KEPT)
    who = ledger["recipient"][kept]
    said = np.where(ledger["category"][kept] >= 0, ledger["category"][kept], recipients["category"][who])
    best = np.full(length(recipients), 99)
    np.minimum.at(best, who, PRECEDENCE[said])
    belongs = np.zeros((length(recipients), len(people.CATEGORIES)), dtype=bool)
    belongs[who, said] = True
    also = np.flatnonzero(recipients["other"] >= 0)
    belongs[also, recipients["other"][also]] = True
    main = np.argsort(PRECEDENCE)[np.minimum(best, 6)]
    return main, belongs


def _recipients(world: World, styles: tuple[UnitStyle, ...], codes: Array) -> Frame:
    """One row a recipient who stands in an area unit's ledger with a row that counts."""
    who, ledger = _kept_people(world), world.ledger
    home, contested = home_units(world)
    main, belongs = _categories(world)
    mine = pick(world.recipients, who)
    knows = mine["is_identified"] | np.array([style.has_sex_and_birth for style in styles])[home[who]]
    active = (ledger["fate"] == KEPT) & (ledger["status"] == ON)
    auxiliary = np.zeros(length(world.recipients), dtype=bool)
    auxiliary[ledger["recipient"][active & (ledger["kind"] == AUXILIARY_PAIR)]] = True
    household, presumed = _households(world, styles, who, home)
    flags = {
        f"is_{name}": belongs[who, place]
        for name, place in (("orphan", 0), ("de_facto", 1), ("disabled", 2), ("destitute", 3), ("family", 4))
    }
    replacing = is_replacing(world)[who]
    waiting = mine["state"] == people.WAITING
    return {
        "recipient": person_keys("r", who),
        "home_unit": codes[home[who]],
        "is_home_contested": contested[who],
        "is_identified": mine["is_identified"],
        "sex": np.where(knows, np.where(mine["is_male"], "男", "女"), "").astype(object),
        "birth_date": np.where(knows, mine["birth"], np.datetime64("NaT")),
        "category": people.CATEGORIES[main[who]],
        **flags,
        "care_mode": people.CARE_MODES[mine["care_mode"]],
        "disability_kind": mine["disability_kind"],
        "disability_grade": mine["disability_grade"],
        "is_member": is_member(world)[who],
        "is_replacing": replacing,
        "is_waiting": waiting,
        "is_auxiliary": auxiliary[who],
        "household": household,
        "is_household_presumed": presumed,
    }


def _households(world: World, styles: tuple[UnitStyle, ...], who: Array, home: Array) -> tuple[Array, Array]:
    """A key of each recipient's household (empty: none, in an institution), and whether it is presumed."""
    ledger = world.ledger
    number, head = household_cells(world, styles)
    stated = np.full(length(world.recipients), "", dtype=object)
    kept = (ledger["fate"] == KEPT) & (ledger["unit"] == home[ledger["recipient"]])
    said = joined(number, head)
    rows = np.flatnonzero(kept & (said != ""))
    stated[ledger["recipient"][rows]] = said[rows]
    apart = world.recipients["care_mode"][who] == people.IN_INSTITUTION
    mine = stated[who]
    key = np.where(mine != "", joined(numbered(home[who]), "/", mine), joined("r", numbered(who)))
    return np.where(apart, "", key).astype(object), (mine == "") & ~apart


def _helpers(world: World) -> Frame:
    """One row a helper who stands in a row that counts."""
    ledger = world.ledger
    used = (ledger["helper"] >= 0) & np.isin(ledger["fate"], (KEPT, HELPER_SIDE))
    who = np.unique(ledger["helper"][used])
    mine = pick(world.helpers, who)
    return {
        "helper": person_keys("h", who),
        "is_identified": mine["is_identified"],
        "level": people.LEVELS[mine["level"]],
    }


def _pairs(world: World, codes: Array) -> Frame:
    """Every row of AX01 in force, with its fate; kept rows are the pairs that count."""
    ledger = world.ledger
    category = np.where(ledger["category"] >= 0, ledger["category"], world.recipients["category"][ledger["recipient"]])
    kind = world.helpers["kind"][ledger["helper"]]
    cadre = ledger["kind"] == MAIN
    printed = np.where(cadre, "党员干部", texts(AUXILIARY_KINDS)[np.maximum(kind, 0)])
    return {
        "row": np.arange(length(ledger)),
        "unit": codes[ledger["unit"]],
        "recipient": person_keys("r", ledger["recipient"]),
        "helper": person_keys("h", ledger["helper"]),
        "pair_kind": np.where(ledger["helper"] >= 0, PAIR_KINDS[ledger["kind"]], "").astype(object),
        "helper_kind": np.where(ledger["helper"] >= 0, printed, "").astype(object),
        "category": people.CATEGORIES[category],
        "status": STATUSES[ledger["status"]],
        "start_date": ledger["start"],
        "end_date": ledger["end"],
        "end_reason": texts(END_REASONS)[ledger["reason"]],
        "fate": texts(FATES)[ledger["fate"]],
        "survivor": ledger["survivor"],
    }


def _activities(world: World, codes: Array) -> Frame:
    """One row a record: an activity of the log, or one count of a monthly sheet."""
    records = world.tables["activity"]
    before, now = world.plan.dates.before.period, world.plan.dates.period
    return {
        "row": np.arange(length(records)),
        "unit": codes[records["unit"]],
        "period": np.where(records["month"] < 0, before, now).astype(object),
        "recipient": person_keys("r", records["recipient"]),
        "helper": person_keys("h", records["helper"]),
        "activity_kind": act.KINDS[records["kind"]],
        "activity_date": records["date"],
        "person_times": records["times"],
        "matter_count": records["matters"],
        "amount_yuan": act.counted_amount(records),
        "pair_kind": np.where(
            records["match"] == act.UNMATCHED, "", PAIR_KINDS[np.maximum(records["pair_kind"], 0)]
        ).astype(object),
        "match": texts(act.MATCHES)[records["match"]],
        "is_counted": act.counted(records),
        "is_earlier": records["is_earlier"] > 0,
        "fate": texts(FATES)[records["fate"]],
        "survivor": records["survivor"],
    }


def _organisations(world: World, codes: Array) -> Frame:
    table = world.tables["organization"]
    return {
        "organisation": joined("o", numbered(table["organisation"])),
        "unit": codes[table["unit"]],
        "org_kind": social.ORGANISATION_KINDS[table["kind"]],
        "join_date": table["join"],
        "exit_date": table["exit"],
        "fate": texts(FATES)[table["fate"]],
    }


def _funds(world: World, codes: Array) -> Frame:
    table = world.tables["fund_entry"]
    return {
        "unit": codes[table["unit"]],
        "entry_date": table["date"],
        "direction": social.DIRECTIONS[table["direction"]],
        "amount_yuan": table["amount"],
        "fate": texts(FATES)[table["fate"]],
    }


def _projects(world: World, codes: Array) -> Frame:
    table = world.tables["project"]
    return {
        "unit": codes[table["unit"]],
        "project_code": table["code"],
        "status": social.PROJECT_STATUSES[table["status"]],
        "beneficiary_times": table["beneficiaries"],
        "fate": texts(FATES)[table["fate"]],
    }


def _sites(world: World, codes: Array) -> Frame:
    table = world.tables["site"]
    return {
        "unit": codes[table["unit"]],
        "site_kind": social.SITE_KINDS[table["kind"]],
        "volunteer_count": table["volunteers"],
        "served_times": table["served"],
        "fate": texts(FATES)[table["fate"]],
    }


def _indicators(world: World, codes: Array) -> Frame:
    table = world.tables["indicator"]
    return {
        "unit": codes[table["unit"]],
        "indicator_code": table["code"],
        "month_value": table["month"],
        "year_value": table["year"],
        "total_value": table["total"],
    }


def _openings(world: World, codes: Array) -> Frame:
    table = world.tables["opening"]
    return {
        "unit": codes[table["unit"]],
        "measure": texts(MEASURES)[table["measure"]],
        "scope": texts(SCOPES)[table["scope"]],
        "value": table["value"],
        "as_of": table["as_of"],
    }
