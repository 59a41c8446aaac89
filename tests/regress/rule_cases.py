"""Returns without a fault, and the one cell or row that makes each a case for one rule.

A case's unit sends two months (`BEFORE` and `NOW`, or one further back). Its first people are
numbered from `n`; nobody else has its numbers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from aixin_cli.sample.world.identity import ORGANISATION_WEIGHTS, USCC_ALPHABET, USCC_WEIGHTS
from tests.returns import contact, id_number
from tests.returns import pairing as ledger_row

LONG_AGO, BEFORE, NOW = "2024-12", "2025-01", "2025-02"
Row = dict[str, str | None]
Tables = dict[tuple[str, str], list[Row]]
"""Rows of each (period, layout); a layout that ends in ` elsewhere` is another unit's."""
Change = Callable[[Tables, int], object]


@dataclass(frozen=True)
class Case:
    """One mistake in otherwise good returns."""

    code: str
    base: Callable[[int], Tables]
    change: Change
    also: tuple[str, ...] = ()
    """Other rules that the same mistake breaks by itself."""
    period: str = NOW
    zero: str = ""
    """The layout that is sent as a zero return."""

    @property
    def name(self) -> str:
        """For the test's name: what sets the case apart from the rule's others."""
        return f"{self.code}{'-' + '-'.join(self.also) if self.also else ''}"


def now(**tables: list[Row]) -> Tables:
    """This month's returns."""
    return {(NOW, layout): rows for layout, rows in tables.items()}


def before(**tables: list[Row]) -> Tables:
    """Last month's returns."""
    return {(BEFORE, layout): rows for layout, rows in tables.items()}


def cell(layout: str, place: int = 0, period: str = NOW, **changes: str | None) -> Change:
    """The mistake is in cells of one row."""
    return lambda tables, _n: tables[period, layout][place].update(changes)


def drop(layout: str, place: int = -1) -> Change:
    """The mistake is a row that is missing."""
    return lambda tables, _n: tables[NOW, layout].pop(place)


def person(number: int, birth: str, **changes: str | None) -> Row:
    """A ledger row of a recipient born on a day."""
    return ledger_row(number, **recipient(number, birth), **changes)


def recipient(number: int, birth: str) -> Row:
    """Who was born on that day, as the ledger's cells have it."""
    known = id_number(birth, number)
    return {
        "recipient_id": known,
        "recipient_birth_date": birth,
        "recipient_sex": "男" if int(known[16]) % 2 else "女",
    }


def disabled(number: int, grade: str) -> Row:
    """A severely disabled recipient whose certificate shows a kind and grade."""
    certificate = f"{ledger_row(number)['recipient_id']}{grade}"
    return ledger_row(number, recipient_category="困难重度残疾人", disability_certificate=certificate)


def ledger(n: int, count: int = 1) -> list[Row]:
    """Pairs `n` and those that follow."""
    return [ledger_row(n + place) for place in range(count)]


def ended(number: int, on: str, reason: str, **changes: str | None) -> Row:
    """A pair that has ended."""
    return ledger_row(number, status="终止", end_date=on, end_reason=reason, **changes)


def other_helper(number: int, of: int, **changes: str | None) -> Row:
    """A pair of the recipient `number` with another pair's helper."""
    helper = ledger_row(of)
    return ledger_row(number, helper_name=helper["helper_name"], helper_id=helper["helper_id"], **changes)


def log(number: int, day: int, **changes: str | None) -> Row:
    """A contact this month; its content is no other row's."""
    return contact(number, f"2025-02-{day:02d}", **{"content": f"第{number}对第{day}日打电话问家里的情况", **changes})


def gift(number: int, yuan: str, **changes: str | None) -> Row:
    """A good deed that cost money."""
    return log(number, 20, activity_kind="帮办实事", matter_count="1", amount_yuan=yuan, fund_source="个人", **changes)


def credit_code(n: int, kind: str = "51", inner: bool = True) -> str:
    """A valid credit code of nobody; without `inner`, the organisation code in it is wrong."""
    body = f"{n:08d}"
    check = (11 - sum(int(digit) * weight for digit, weight in zip(body, ORGANISATION_WEIGHTS, strict=True)) % 11) % 11
    mark = "0123456789X"[check if inner else (check + 1) % 10]
    first = f"{kind}620199{body}{mark}"
    total = sum(USCC_ALPHABET.index(sign) * weight for sign, weight in zip(first, USCC_WEIGHTS, strict=True))
    return first + USCC_ALPHABET[(31 - total % 31) % 31]


def organization(n: int, **changes: str | None) -> Row:
    """An association that takes part."""
    row = {"org_name": f"第{n}号协会", "uscc": credit_code(n), "org_kind": "社会团体", "join_date": "2024-01-05"}
    return {**row, **changes}


def project(n: int, **changes: str | None) -> Row:
    """A project under way."""
    row = {"project_code": f"XM620199-{n}", "project_name": f"第{n}号项目", "start_date": "2024-03-01"}
    return {**row, "status": "实施中", "budget_yuan": "20000", **changes}


def site(n: int, **changes: str | None) -> Row:
    """A team of volunteers."""
    row = {"site_name": f"第{n}队", "site_kind": "青年志愿服务队", "township": "测试乡", "volunteer_count": "9"}
    return {**row, "served_times": "12", **changes}


def entry(n: int, amount: str, direction: str = "募集", **changes: str | None) -> Row:
    """Money that came in this month."""
    row = {"entry_date": "2025-02-11", "direction": direction, "voucher_no": f"PZ{n}", "amount": amount}
    return {**row, "org_name": f"第{n}号单位", "donor_kind": "企业" if direction == "募集" else None, **changes}


def opening(value: str, measure: str = "联系交流", scope: str = "启动以来累计", as_of: str = "2025-01-31") -> Row:
    """What a unit had done before its first month."""
    return {"measure": measure, "scope": scope, "value": value, "as_of": as_of}


def indicators(period: str = NOW, **stated: str) -> list[Row]:
    """Every indicator: months that add up, and those `stated` in the place of the month's number."""
    months = {LONG_AGO: 1, BEFORE: 2, NOW: 3}[period]
    return [_indicator(definition, months, stated.get(definition["code"])) for definition in _definitions()]


def _definitions() -> list[dict[str, Any]]:
    content = files("aixin_cli.forms") / "indicator_codes.toml"
    return list(tomllib.loads(content.read_text(encoding="utf-8"))["indicator"])


def _indicator(definition: dict[str, Any], months: int, stated: str | None) -> Row:
    """This year's first month is January: its number is 2, February's 3; it was 10 before."""
    scale = 1000 if definition["unit"] == "元" else 1
    row: Row = {"indicator_code": definition["code"], "indicator_name": definition["name"]}
    row["indicator_unit"] = definition["unit"]
    is_summed = definition["kind"] == "flow" and definition.get("has_total", True)
    row["month_value"] = stated or str(months * scale)
    if is_summed and not stated:
        row["year_value"] = str({1: 10, 2: 2, 3: 5}[months] * scale)
        row["total_value"] = str({1: 10, 2: 12, 3: 15}[months] * scale)
    return row


def indicator(tables: Tables, code: str, period: str = NOW) -> Row:
    """The row of an indicator."""
    return next(row for row in tables[period, "indicator"] if row["indicator_code"] == code)


def stated(code: str, **changes: str | None) -> Change:
    """The mistake is in cells of one indicator."""
    return lambda tables, _n: indicator(tables, code).update(changes)
