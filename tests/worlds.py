"""Worlds at random, made to be awkward: a few people whom many units of every level report in every form.

`World(seed)` says the same for the same seed. A person is drawn from a small pool, so that rows of one
month meet in persons, pairs, organisations and projects; a tenth of the rows has a fault.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from aixin_cli.read.model import SourceTable
from tests.returns import id_number, source_table

Row = dict[str, str | None]
UNITS = (
    *("620000", "620100", "620300", "620200", "620102", "620103", "620104", "620302"),
    *("620321", "62X001", "62X002", "62Z001"),
)
"""The province, two prefectures, one without counties with its own level, counties of both, and what is no county."""
CATEGORIES = (
    "孤儿",
    "事实无人抚养儿童",
    "特困人员",
    "困难重度残疾人",
    "特困家庭成员",
    "留守儿童",
    "安置帮教对象",
    "安置帮教对象",
)
KINDS = ("党员干部", "教师", "医生", "企业人员", "社会组织")
LEVELS = ("省直及中央在甘", "市州直", "县区直", "乡镇街道", "村社区", None)
EXITS = ("去世", "迁出", "收养", "自愿退出")
REPLACED = ("干部调离", "退休", "更换结对人")
ACTIVITIES = ("联系交流", "走访探视", "政策宣传落实", "解决实际困难", "帮办实事")
MEASURES = (*ACTIVITIES, "资助资金", "募集资金", "帮助群众", "公益项目", "社会组织")
NAMES = ["马一", "马二", "马三", "马四", "马五", "马六", "马七", "马八", "马九", "马十", "王甲", "王乙", "王丙", "王丁"]
HELPERS = ["张东", "张西", "张南", "张北", "李春", "李夏", "李秋", "李冬"]


@dataclass
class World:
    """The returns of some months, one after another."""

    seed: int
    chance: random.Random = field(init=False)
    month: date = field(init=False, default=date(2024, 11, 1))
    kept: dict[tuple[str, str], list[Row]] = field(init=False, default_factory=dict)
    """What a unit sent last of a form: the next month's return is made from it."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - invented people

    @property
    def period(self) -> str:
        return f"{self.month:%Y-%m}"

    def next_month(self) -> None:
        self.month = (self.month + timedelta(days=32)).replace(day=1)

    def tables(self, share: float = 0.7) -> Iterator[SourceTable]:
        """The month's returns: of most units, most forms, whether they owe them or not."""
        for unit in UNITS:
            for form, make in MAKERS.items():
                if self.chance.random() < (share if form == "pairing" else share / 2):
                    yield from self._sent(unit, form, make)

    def _sent(self, unit: str, form: str, make: Callable[[World, str], Row]) -> Iterator[SourceTable]:
        rows = [self._aged(form, row) for row in self.kept.get((unit, form), ()) if self.chance.random() < 0.8]
        rows += [make(self, unit) for _ in range(self.chance.choice((0, 1, 2, 5)))]
        rows += [dict(row) for row in rows if self.chance.random() < 0.1]
        self.kept[unit, form] = rows
        yield source_table(form, [self._faulty(form, row) for row in rows], unit=unit, period=self.period)

    def _aged(self, form: str, row: Row) -> Row:
        """A row a month later: a pair may have ended, a helper may have gone."""
        row = dict(row)
        if form == "pairing" and self.chance.random() < 0.3:
            row |= self._state()
        return row

    def _faulty(self, form: str, row: Row) -> Row:
        if self.chance.random() < 0.1:
            name = self.chance.choice(sorted(row))
            row = row | {name: self.chance.choice((None, "一些", "2024-13-45", "0"))}
        return row

    def day(self, longest: int = 90) -> str:
        """A day of this month or before it."""
        end = (self.month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return (end - timedelta(days=self.chance.randrange(longest))).isoformat()

    def _state(self) -> Row:
        chosen = self.chance.random()
        ended = {"end_date": self.day(100), "status": "终止"}
        if chosen < 0.15:
            return ended | {"end_reason": self.chance.choice(EXITS)}
        if chosen < 0.35:
            return ended | {"end_reason": self.chance.choice(REPLACED)}
        if chosen < 0.45:
            return {"status": "待结对", "helper_name": None, "helper_id": None, "end_date": None, "end_reason": None}
        return {"status": "在帮", "end_date": None, "end_reason": None}

    def person(self, names: list[str], born: str) -> tuple[str, str | None, int]:
        """A name, its number (of another, none or a broken one at times), and its place in the pool."""
        place = self.chance.randrange(len(names))
        number: str | None = id_number(born, place + 1)
        drawn = self.chance.random()
        if drawn < 0.1:
            number = None
        elif drawn < 0.15:
            number = id_number(born, self.chance.randrange(len(names)) + 1)
        elif drawn < 0.2:
            number = id_number(born, place + 1)[:-1] + "?"
        return names[place], number, place

    def pairing(self, _unit: str) -> Row:
        name, number, place = self.person(NAMES, "2012-03-04")
        helper, helper_number, _ = self.person(HELPERS, "1980-05-06")
        sequence = place + 1
        return {
            "township": "测试乡",
            "village": "一村",
            "household_no": self.chance.choice((None, "H1", "H2")),
            "recipient_name": name,
            "recipient_id": number,
            "recipient_sex": "男" if sequence % 2 else "女",
            "recipient_birth_date": "2012-03-04",
            "recipient_category": self.chance.choice(CATEGORIES),
            "other_categories": self.chance.choice((None, None, *CATEGORIES)),
            "care_mode": self.chance.choice((None, "机构集中", "分散散居", "不适用")),
            "helper_name": helper,
            "helper_id": helper_number,
            "helper_kind": self.chance.choice(KINDS),
            "helper_level": self.chance.choice(LEVELS),
            "pair_kind": self.chance.choice(("主结对", "主结对", "辅助结对")),
            "start_date": self.chance.choice((None, "2023-06-01", self.day())),
            **self._state(),
        }

    def activity(self, _unit: str) -> Row:
        name, number, _ = self.person(NAMES, "2012-03-04")
        helper, helper_number, _ = self.person(HELPERS, "1980-05-06")
        return {
            "activity_date": self.day(70),
            "helper_name": helper,
            "helper_id": helper_number,
            "recipient_name": name,
            "recipient_id": number,
            "activity_kind": self.chance.choice(ACTIVITIES),
            "person_times": str(self.chance.choice((1, 2, 999999999))),
            "matter_count": self.chance.choice((None, "1", "3")),
            "amount_yuan": self.chance.choice((None, "0.01", "200.00", "99999999.99")),
            "fund_source": self.chance.choice((None, "个人", "公款")),
            "content": self.chance.choice(("问候", "送米")),
        }

    def organization(self, _unit: str) -> Row:
        place = self.chance.randrange(4)
        return {
            "org_name": f"协会{place}",
            "uscc": self.chance.choice((None, USCC[place], USCC[place])),
            "org_kind": self.chance.choice(("社会团体", "基金会", "企业", "其他")),
            "join_date": self.chance.choice((None, "2023-06-01", self.day())),
            "exit_date": self.chance.choice((None, None, self.day())),
        }

    def fund_entry(self, _unit: str) -> Row:
        return {
            "entry_date": self.day(70),
            "direction": self.chance.choice(("募集", "支出", "上级拨入", "拨付下级")),
            "voucher_no": self.chance.choice((None, "1", "2")),
            "org_name": "协会",
            "donor_kind": "社会组织",
            "amount": self.chance.choice(("0.01", "1000.00", "99999999999.99")),
            "purpose": "助学",
        }

    def project(self, _unit: str) -> Row:
        code = self.chance.choice(("AX-2024-001", "62-2024-001", "GS2024001", "A1", "A2"))
        return {
            "project_code": code,
            "project_name": f"项目{code}",
            "start_date": self.chance.choice((None, "2023-06-01", self.day())),
            "end_date": None,
            "status": self.chance.choice(("筹备", "实施中", "已完成", "终止")),
            "budget_yuan": "1000.00",
            "beneficiary_times": self.chance.choice((None, "5", "999999999")),
        }

    def site(self, _unit: str) -> Row:
        return {
            "site_name": f"站{self.chance.randrange(9)}",
            "site_kind": self.chance.choice(("青年之家", "爱心驿站", "党员志愿服务队", "其他")),
            "volunteer_count": self.chance.choice((None, "3", "999999999999999")),
            "served_times": self.chance.choice((None, "7")),
        }

    def indicator(self, _unit: str) -> Row:
        return {
            "indicator_code": self.chance.choice(("K101", "K102", "K201", "K301", "K402", "K501", "K503")),
            "month_value": self.chance.choice(("0", "7", "10.5", "3.75")),
            "year_value": self.chance.choice((None, "8", "10.5")),
            "total_value": self.chance.choice((None, "9", "10.5")),
        }

    def opening(self, _unit: str) -> Row:
        return {
            "measure": self.chance.choice(MEASURES),
            "scope": self.chance.choice(("启动以来累计", "启动以来累计", "本年累计")),
            "value": self.chance.choice(("0", "5", "12.5", "1000.25", "99999999999")),
            "as_of": self.chance.choice(("2023-12-31", "2024-10-31", self.day())),
        }


USCC = ("51620000MJ00000018", "51620000MJ00000026", "53620000MJ00000034", "52620000MJ00000042")
MAKERS: dict[str, Callable[[World, str], Row]] = {
    "pairing": World.pairing,
    "activity": World.activity,
    "organization": World.organization,
    "fund_entry": World.fund_entry,
    "project": World.project,
    "site": World.site,
    "indicator": World.indicator,
    "opening": World.opening,
}
