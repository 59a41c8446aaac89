"""Mistakes in the other returns: organisations, activities, funds, indicators, openings."""

from __future__ import annotations

from collections.abc import Callable

from tests.regress.rule_cases import (
    BEFORE,
    LONG_AGO,
    NOW,
    Case,
    Change,
    Row,
    Tables,
    before,
    cell,
    credit_code,
    entry,
    gift,
    indicator,
    indicators,
    ledger,
    log,
    now,
    opening,
    organization,
    project,
    site,
    stated,
)
from tests.returns import id_number

VISIT = "走访探视"
PEOPLE = ("helper_name", "helper_id", "recipient_name", "recipient_id")


def logged(*rows: tuple[int, int], pairs: int = 1, **changes: str | None) -> Callable[[int], Tables]:
    """Pairs, and contacts of them: which pair on which day."""
    return lambda n: now(pairing=ledger(n, pairs), activity=[log(n + pair, day, **changes) for pair, day in rows])


def add(number: int, day: int, **changes: str | None) -> Change:
    """The mistake is one contact more."""
    return lambda tables, n: tables[NOW, "activity"].append(log(n + number, day, **changes))


def two_helpers_each(n: int) -> Tables:
    """Ten recipients with two helpers each, all of whom did something."""
    pairs = [
        {**row, "helper_id": id_number(birth, n + place), "helper_name": f"{row['helper_name']}{name}"}
        for place, row in enumerate(ledger(n, 10))
        for birth, name in (("1981-05-06", "一"), ("1982-05-06", "二"))
    ]
    return now(pairing=pairs, activity=[_done(row, place) for place, row in enumerate(pairs)])


def _done(pair: Row, place: int) -> Row:
    done = log(1, 18 + place % 7, content=f"第{place}次到家中了解情况")
    return {**done, **{name: pair[name] for name in PEOPLE}}


def say_the_same(tables: Tables, _n: int) -> None:
    """All tell one thing."""
    for row in tables[NOW, "activity"]:
        row["content"] = "到家中走访慰问，了解家庭情况"


def crowd(tables: Tables, _n: int) -> None:
    """Most happened on two days."""
    for place, row in enumerate(tables[NOW, "activity"][:14]):
        row["activity_date"] = "2025-02-27" if place < 10 else "2025-02-28"


def two_counties(n: int) -> Tables:
    """One helper's recipients in two units, whom he visits on two days."""
    there = ledger(n + 1)
    here = ledger(n)
    for name in ("helper_id", "helper_name"):
        there[0][name] = here[0][name]
    visit = {"activity_kind": VISIT}
    away = log(n + 1, 19, **visit, helper_id=here[0]["helper_id"], helper_name=here[0]["helper_name"])
    return now(pairing=here, activity=[log(n, 20, **visit)]) | {
        (NOW, "pairing elsewhere"): there,
        (NOW, "activity elsewhere"): [away],
    }


def stopped(n: int) -> Tables:
    """Three months in which much was done."""
    tables: Tables = {}
    for period in (LONG_AGO, BEFORE, NOW):
        tables[period, "pairing"] = ledger(n, 3)
        tables[period, "activity"] = [
            {**log(n + i, 10 + i), "activity_date": f"{period}-1{i}", "person_times": "45", "content": f"{period}{i}"}
            for i in range(3)
        ]
    return tables


def months(**facts: str) -> Tables:
    """Indicators of two months."""
    return before(indicator=indicators(BEFORE)) | now(indicator=indicators(**facts))


def with_ledger(n: int, **facts: str) -> Tables:
    """Indicators that agree with a ledger of two orphans."""
    agreed = {"K101": "2", "K501": "2", "K502": "2", "K102": "0", "K201": "0", "K301": "0", "K406": "0"}
    return now(pairing=ledger(n, 2), indicator=indicators(**{**agreed, **facts}))


def both_months_with_ledger(n: int) -> Tables:
    """As above in both months; nobody came or went."""
    tables = with_ledger(n)
    tables[BEFORE, "pairing"] = ledger(n, 2)
    tables[BEFORE, "indicator"] = indicators(
        BEFORE, K101="2", K501="2", K502="2", K102="0", K201="0", K301="0", K406="0"
    )
    return tables


def repeat_indicator(tables: Tables, _n: int) -> None:
    """One indicator stands twice."""
    tables[NOW, "indicator"].append(dict(indicator(tables, "K110")))


def leave_out_indicator(tables: Tables, _n: int) -> None:
    """One indicator is missing."""
    tables[NOW, "indicator"].remove(indicator(tables, "K110"))


RETURN_CASES = (
    Case(
        "X042",
        lambda n: now(organization=[organization(n)]),
        lambda tables, n: tables[NOW, "organization"][0].update(uscc=credit_code(n, "91")),
    ),
    Case("X043", lambda n: now(organization=[organization(n)]), cell("organization", org_kind="基金会")),
    Case(
        "X044",
        lambda n: now(organization=[organization(n)]),
        lambda tables, n: tables[NOW, "organization"][0].update(uscc=credit_code(n, inner=False)),
    ),
    Case("X045", lambda n: now(organization=[organization(n)]), cell("organization", exit_date="2023-12-01")),
    Case(
        "X046",
        lambda n: now(project=[project(n, status="已完成", end_date="2025-01-20")]),
        cell("project", end_date="2025-04-20"),
    ),
    Case(
        "X047",
        lambda n: now(project=[project(n), project(n + 1)]),
        lambda tables, n: tables[NOW, "project"][1].update(project_code=project(n)["project_code"]),
    ),
    Case("X048", lambda n: now(site=[site(n)]), cell("site", volunteer_count="0")),
    Case("X105", lambda n: now(site=[site(n)]), cell("site", volunteer_count="6000")),
    Case(
        "X049",
        lambda n: now(site=[site(n), site(n + 1)]),
        lambda tables, n: tables[NOW, "site"][1].update(site_name=site(n)["site_name"]),
    ),
    Case("X055", logged(*((0, 2 + 3 * i) for i in range(8)), activity_kind=VISIT), add(0, 27, activity_kind=VISIT)),
    Case("X056", two_counties, cell("activity", activity_date="2025-02-19")),
    Case("X057", logged(*((0, 1 + i) for i in range(25))), add(0, 26)),
    Case("X058", two_helpers_each, say_the_same),
    Case("X059", logged(*((i % 10, 18 + i % 7) for i in range(20)), pairs=10), crowd),
    Case(
        "X060",
        lambda n: now(pairing=ledger(n, 10), activity=[gift(n + i, str(100 + 10 * i)) for i in range(10)]),
        lambda tables, _n: [row.update(amount_yuan="200") for row in tables[NOW, "activity"]],
    ),
    Case("X061", lambda n: now(pairing=ledger(n), activity=[gift(n, "300")]), cell("activity", amount_yuan="6000")),
    Case(
        "X062",
        lambda n: now(pairing=ledger(n), activity=[gift(n, "300")]),
        cell("activity", content="到家中发放低保金"),
    ),
    Case("X063", logged((0, 20)), cell("activity", person_times="60")),
    Case("X065", logged((0, 20), (0, 21)), cell("activity", 1, activity_date="2025-02-20")),
    Case("X066", lambda n: now(fund_entry=[entry(n, "3000")]), cell("fund_entry", entry_date="2025-01-20")),
    Case(
        "X067",
        lambda n: now(
            fund_entry=[entry(n, "3000"), entry(n + 1, "2000", "支出")], opening=[opening("500", "募集资金")]
        ),
        cell("fund_entry", 1, amount="9000"),
    ),
    Case(
        "X068",
        lambda n: now(fund_entry=[entry(n, "3000"), entry(n + 1, "2000", "拨付下级")]),
        cell("fund_entry", 1, org_name=None),
    ),
    Case(
        "X069",
        lambda n: now(fund_entry=[entry(n, "3000"), entry(n + 1, "2000")]),
        lambda tables, n: tables[NOW, "fund_entry"][1].update(voucher_no=f"PZ{n}"),
    ),
    Case("X070", lambda _n: months(), stated("K306", total_value="16", year_value="6", month_value="4")),
    Case("X071", lambda _n: now(indicator=indicators()), stated("K109", month_value="6")),
    Case("X072", lambda _n: now(indicator=indicators()), stated("K110", total_value="40")),
    Case("X073", lambda _n: now(indicator=indicators()), stated("K103", total_value="40")),
    Case("X014", lambda _n: months(), stated("K109", month_value="15", year_value="17", total_value="27")),
    Case("X074", lambda _n: months(), stated("K109", total_value="16")),
    Case("X075", lambda _n: months(), stated("K109", year_value="6")),
    Case(
        "X076",
        lambda _n: before(indicator=indicators(BEFORE)),
        lambda tables, _n: indicator(tables, "K109", BEFORE).update(year_value="11"),
        period=BEFORE,
    ),
    Case("X077", lambda _n: now(indicator=indicators()), leave_out_indicator),
    Case("X078", lambda _n: now(indicator=indicators()), repeat_indicator),
    Case("X079", with_ledger, stated("K101", month_value="1")),
    Case("X080", with_ledger, stated("K102", month_value="40")),
    Case(
        "X081",
        lambda n: now(organization=[organization(n)], indicator=indicators(K401="1")),
        stated("K401", month_value="5"),
    ),
    Case(
        "X082",
        lambda n: now(site=[site(n)], indicator=indicators(K404="9", K405="0")),
        stated("K404", month_value="12"),
    ),
    Case(
        "X083",
        lambda n: now(
            pairing=ledger(n, 2),
            activity=[log(n, 20), log(n + 1, 21)],
            indicator=with_ledger(n, K503="2", K504="0", K505="0", K407="0")[NOW, "indicator"],
        ),
        stated("K503", month_value="7"),
    ),
    Case(
        "X084",
        lambda n: now(pairing=ledger(n), activity=[log(n, 20)], opening=[opening("40")]),
        cell("opening", as_of="2025-02-28"),
    ),
    Case(
        "X085",
        lambda n: now(pairing=ledger(n), activity=[log(n, 20)], opening=[opening("40")]),
        cell("opening", as_of="2024-11-30"),
    ),
    Case(
        "X086",
        lambda _n: now(opening=[opening("40"), opening("20", scope="本年累计")]),
        cell("opening", 1, value="50"),
    ),
    Case(
        "X087",
        lambda n: before(pairing=ledger(n), opening=[opening("40")]) | now(pairing=ledger(n), opening=[opening("40")]),
        cell("opening", value="60"),
    ),
    Case(
        "X089",
        both_months_with_ledger,
        lambda tables, _n: indicator(tables, "K502", BEFORE).update(month_value="1"),
    ),
    Case(
        "X090",
        lambda n: before(site=[site(n + i) for i in range(9)]) | now(site=[site(n + i) for i in range(9)]),
        lambda tables, _n: tables[NOW, "site"].__delitem__(slice(6)),
    ),
    Case("X091", stopped, lambda _tables, _n: None, zero="activity"),
    Case(
        "X094",
        lambda n: now(
            pairing=ledger(n, 2),
            activity=[log(n, 20), log(n + 1, 21)],
            indicator=with_ledger(n, K503="2", K504="0", K505="0", K407="0")[NOW, "indicator"],
        ),
        lambda _tables, _n: None,
        zero="activity",
    ),
)
