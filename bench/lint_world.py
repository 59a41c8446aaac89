"""What a store's tables say, and numbers written as offices write them; of bench/lint.py."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from pathlib import Path

import duckdb

PROVINCE = "620000"
STOCKS = {"F01", "F02", "F06", "F08", "F09"}
ALIASES = {
    "t01.rate": "t01.paired_rate",
    **{f"t01.{key}_rate": f"t01.{key}_paired_rate" for key in ("orphan", "de_facto", "destitute", "disabled")},
}
SLOT = re.compile(
    r"\{([\w.]+?)(?:@(\w+))?(?:\.(now|month|year|total|growth|yearly|previous|change|points|person))?:(\w+)\}"
)
DIGITS = "零一二三四五六七八九"
Row = dict[str, object]


def quantize(value: Decimal, places: int, rounding: str = ROUND_HALF_UP) -> str:
    """A decimal with so many places, noughts behind the point dropped."""
    text = f"{value.quantize(Decimal(1).scaleb(-places), rounding=rounding):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled(value: Decimal) -> tuple[Decimal, str]:
    """A number in 亿 or 万, as large as it is."""
    for worth, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(value) >= worth:
            return value / worth, word
    return value, ""


def house(value: Decimal, places: int = 1, rounding: str = ROUND_HALF_UP) -> str:
    """25.1万, 1.1亿, 6661."""
    part, word = scaled(value)
    return quantize(part, places if word else 0, rounding) + word


def shorten(value: Decimal, rounding: str) -> Decimal:
    """A number with only its first two digits, the rest noughts."""
    if value < 100:
        return value
    step = Decimal(10) ** (len(str(int(value))) - 2)
    return (value / step).quantize(Decimal(1), rounding=rounding) * step


def spell(value: int) -> str:
    """A whole number below a hundred million in Chinese numerals."""
    if value >= 10**4:
        rest = value % 10**4
        return spell(value // 10**4) + "万" + (("零" if rest < 1000 else "") + spell(rest) if rest else "")
    told, is_open = "", False
    for worth, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // worth % 10
        if digit:
            spelt = "" if worth == 10 and digit == 1 and not told else DIGITS[digit]
            told += ("零" if is_open else "") + spelt + word
            is_open = False
        else:
            is_open = bool(told)
    return told


def spell_rounded(value: Decimal) -> str:
    """二十六万七千 as 26.7万 is rounded."""
    part, word = scaled(value)
    return house(value) if word == "亿" else spell(int(Decimal(quantize(part, 1)) * (10**4 if word else 1)))


def spell_share(value: Decimal) -> str:
    """百分之九十八点二."""
    whole, _, places = quantize(value, 1).partition(".")
    return f"百分之{spell(int(whole))}" + (f"点{DIGITS[int(places)]}" if places else "")


def direct(value: Decimal, words: tuple[str, str], unit: str) -> str:
    """增长3.2%: which way a change goes, and how far."""
    shown = house(abs(value)) if unit == "名" else quantize(abs(value), 1)
    return f"{words[0] if value > 0 else words[1]}{shown}{unit}"


WAYS: dict[str, Callable[[Decimal], str]] = {
    "house": house,
    "wide": lambda value: house(value).translate({ord(str(digit)): ord("０") + digit for digit in range(10)}),
    "comma": lambda value: f"{int(value):,}",
    "han": spell_rounded,
    "about": lambda value: house(shorten(value, ROUND_HALF_UP)),
    "near": lambda value: house(shorten(value, ROUND_UP)),
    "over": lambda value: house(shorten(value, ROUND_DOWN)),
    "odd": lambda value: f"{house(shorten(value, ROUND_DOWN))}余",
    "pct": lambda value: f"{quantize(value, 1)}%",
    "pctzh": spell_share,
    "ratio": lambda value: f"{value.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}",
    "rate": lambda value: direct(value, ("增长", "下降"), "%"),
    "points": lambda value: direct(value, ("提高", "下降"), "个百分点"),
    "change": lambda value: direct(value, ("增加", "减少"), "名"),
}


def before(period: str) -> str:
    """The month before."""
    count = int(period[:4]) * 12 + int(period[5:]) - 2
    return f"{count // 12}-{count % 12 + 1:02}"


class World:
    """What the store's tables say, by the names that the sentences ask with."""

    def __init__(self, path: Path, period: str) -> None:
        self.period, self.before = period, before(period)
        self.values: dict[tuple[str, str, str, str], Decimal] = {}
        with duckdb.connect(str(path), read_only=True) as connection:
            for table in ("t01", "t02", "t05", "t06"):
                self._columns(table, read(connection, table))
            for row in read(connection, "t03"):
                self._spans(f"t03.{row['item_no']}", row)
                self._put(f"t03.{row['item_no']}", row, "person", row["per_person_rate"])
            for row in read(connection, "t07"):
                self._spans(str(row["indicator_code"]), row)
            for row in read(connection, "figure"):
                self._figure(str(row["figure_id"]), row)

    def _columns(self, table: str, rows: Iterator[Row]) -> None:
        for row in rows:
            if row.get("category", "合计") == "合计":
                for name, value in row.items():
                    is_rate = name.endswith("_rate")
                    short = re.sub(r"_(?:count|yuan|times)$", "", name)
                    self._put(f"{table}.{short}", row, "now", value, 100 if is_rate else 1)

    def _figure(self, name: str, row: Row) -> None:
        self._spans(name, row)
        self._put(name, row, "now" if name in STOCKS else "total", row["value"])
        if name == "F11_year":
            self._put("F11", row, "year", row["value"])

    def _spans(self, name: str, row: Row) -> None:
        for span in ("month", "year", "total"):
            self._put(name, row, span, row.get(f"{span}_value"))
        for span, column in (("growth", "growth_rate"), ("yearly", "yearly_growth_rate")):
            self._put(name, row, span, row.get(column), 100)

    def _put(self, name: str, row: Row, span: str, value: object, times: int = 1) -> None:
        if isinstance(value, int | Decimal):
            self.values[name, str(row["unit_code"]), str(row["period"]), span] = Decimal(value) * times

    def get(self, name: str, unit: str | None, span: str | None, period: str = "") -> Decimal | None:
        """A value; None where there is none, or where it would be no news."""
        name, unit, period = ALIASES.get(name, name), unit or PROVINCE, period or self.period
        if span == "previous":
            return self.get(name, unit, None, self.before)
        if span in {"change", "points", "growth"}:
            return self._changed(name, unit, span)
        spans = [span] if span else ["now", "total"]
        return next((value for item in spans if (value := self.values.get((name, unit, period, item)))), None)

    def _changed(self, name: str, unit: str, span: str) -> Decimal | None:
        """A change that is worth telling."""
        change = self.values.get((name, unit, self.period, "growth")) if span == "growth" else None
        now, then = self.get(name, unit, None), self.get(name, unit, None, self.before)
        if change is None and now is not None and then:
            change = (now - then) / then * 100 if span == "growth" else now - then
        least = 1 if span == "change" else Decimal("0.1")
        return change if change is not None and abs(change) >= least else None


def read(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[Row]:
    """The rows of a published table."""
    cursor = connection.execute(f"select * from out.{table}")
    names = [item[0] for item in cursor.description]
    yield from (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


@dataclass(frozen=True)
class Slot:
    """A number in a filled sentence: how it is asked for, and where it stands."""

    name: str
    unit: str | None
    span: str | None
    how: str
    value: Decimal
    shown: str
    start: int
    end: int


@dataclass(frozen=True)
class Filled:
    """A sentence with its numbers."""

    text: str
    slots: tuple[Slot, ...]


def fill(template: str, world: World) -> Filled | None:
    """The sentence with values in it; None where one is missing."""
    text, slots, at = "", [], 0
    for hit in SLOT.finditer(template):
        value = world.get(hit[1], hit[2], hit[3])
        if value is None:
            return None
        text += template[at : hit.start()]
        shown = WAYS[hit[4]](value)
        slots.append(Slot(*hit.groups(), value, shown, len(text), len(text) + len(shown)))
        text, at = text + shown, hit.end()
    return Filled(text + template[at:], tuple(slots))
