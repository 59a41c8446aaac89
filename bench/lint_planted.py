"""Mistakes of twelve kinds put into sentences; of bench/lint.py. Knows neither lint nor the program's number style."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from lint_world import PROVINCE, Filled, Slot, World, fill, house, scaled, shorten

KINDS = (
    "value", "scale", "unit", "points", "direction", "rounding", "bound", "parts", "month", "span", "place", "period",
)  # fmt: skip
COUNTED = {"house", "wide", "comma", "over", "near", "odd", "about"}
MEASURE = re.compile(r"\s?(?:余)?(人次|名|人|户|件|个|家|支|处|对)")
OTHER = {
    "人次": "户",
    "名": "户",
    "人": "件",
    "户": "人次",
    "件": "人次",
    "个": "人",
    "家": "件",
    "支": "人",
    "处": "人次",
    "对": "人次",
}
SAID = {"month": "本月|当月|12月", "year": "今年|全年|2024年|1—12月", "total": "累计|启动以来|实施以来"}
OTHER_SPAN = {"month": "total", "year": "month", "total": "month"}
TURNED = {"增长": "下降", "提高": "下降", "增加": "减少", "减少": "增加", "下降": "增长"}
NUMBER = re.compile(r"(\d[\d.]*)([万亿]?)(人次|个百分点|名|人|户|件|个|处|元|%)")
Spoiled = tuple[str, str]
"""A sentence with a mistake, and the wrong words."""


@dataclass(frozen=True)
class Planted:
    """A mistake: its kind, the sentence, the wrong words, where the sentence comes from."""

    kind: str
    text: str
    wrong: str
    origin: str
    is_held_out: bool = False


Plant = Callable[[str, str, World, random.Random], Spoiled | None]


def choose(texts: list[str], plant: Plant, world: World, count: int, origin: str) -> Iterator[Planted]:
    """Mistakes of each kind in turn, each in another sentence as far as there are."""
    dice = random.Random(f"{count}{origin}")
    left = {kind: random.Random(f"{kind}{origin}").sample(range(len(texts)), len(texts)) * 6 for kind in KINDS}
    seen: set[str] = set()
    while len(seen) < count and any(left.values()):
        for kind in KINDS:
            while left[kind] and len(seen) < count:
                at = left[kind].pop()
                done = plant(kind, texts[at], world, dice)
                if done is not None and done[0] not in seen:
                    seen.add(done[0])
                    yield Planted(kind, *done, origin, origin == "hand" and at % 3 == 2)
                    break


def plant_by_hand(kind: str, template: str, world: World, dice: random.Random) -> Spoiled | None:
    """A sentence by hand with one mistake of a kind; None where it can't have one."""
    filled = fill(template, world)
    if filled is None:
        return None
    if kind == "period":
        return plant_period(filled.text, world.period)
    for slot in dice.sample(filled.slots, len(filled.slots)):
        wrong = SPOILERS[kind](slot, filled, world, dice)
        if wrong is None or wrong == slot.shown:
            continue
        if kind == "unit":
            measure = MEASURE.match(filled.text, slot.end)
            rest = filled.text[measure.end(1) if measure else slot.end :]
            return filled.text[: slot.end] + wrong + rest, slot.shown + wrong
        told = re.sub(r"^(?:增长|下降|提高|增加|减少)", "", wrong)
        return filled.text[: slot.start] + wrong + filled.text[slot.end :], told
    return None


def spoil_value(slot: Slot, _filled: Filled, _world: World, dice: random.Random) -> str | None:
    """Another digit, or two exchanged."""
    return slip(slot.shown, dice) if slot.how in {"house", "comma", "wide", "pct", "rate", "change"} else None


def spoil_scale(slot: Slot, _filled: Filled, _world: World, _dice: random.Random) -> str | None:
    """万 for 亿, 亿 for 万, 万 for nothing."""
    if slot.how != "house" or len(re.sub(r"\D", "", slot.shown)) < 2:
        return None
    return rescale(slot.shown)


def rescale(shown: str) -> str:
    """The same digits in another scale."""
    if "万" in shown:
        return shown.replace("万", "亿")
    return shown.replace("亿", "万") if "亿" in shown else f"{shown}万"


def spoil_unit(slot: Slot, filled: Filled, _world: World, _dice: random.Random) -> str | None:
    """户 for 名, 人次 for 件."""
    measure = MEASURE.match(filled.text, slot.end) if slot.how in COUNTED else None
    return OTHER[measure[1]] if measure else None


def spoil_points(slot: Slot, _filled: Filled, _world: World, _dice: random.Random) -> str | None:
    """% for 个百分点, 个百分点 for %."""
    if slot.how == "points":
        return slot.shown.replace("个百分点", "%")
    return slot.shown.replace("%", "个百分点") if slot.how == "rate" else None


def spoil_direction(slot: Slot, _filled: Filled, _world: World, _dice: random.Random) -> str | None:
    """下降 for 增长."""
    return TURNED[slot.shown[:2]] + slot.shown[2:] if slot.how in {"rate", "points", "change"} else None


def spoil_rounding(slot: Slot, _filled: Filled, _world: World, dice: random.Random) -> str | None:
    """Cut off, lifted, or with more or fewer places."""
    return misround(slot.value, slot.shown, dice) if slot.how == "house" else None


def misround(value: Decimal, shown: str, dice: random.Random) -> str | None:
    """A number rounded as it isn't in a briefing."""
    if not scaled(value)[1]:
        return None
    ways = [house(value, 1, ROUND_DOWN), house(value, 2), house(value, 0), house(value, 1, ROUND_UP)]
    wrong = [way for way in dict.fromkeys(ways) if way != shown]
    return dice.choice(wrong) if wrong else None


def spoil_bound(slot: Slot, _filled: Filled, _world: World, _dice: random.Random) -> str | None:
    """超 of what is less, 近 of what is more."""
    if slot.how not in {"over", "near", "odd"}:
        return None
    far = slot.value * Decimal("0.7" if slot.how == "near" else "1.3")
    return house(shorten(far, ROUND_HALF_UP)) + ("余" if slot.how == "odd" else "")


def spoil_parts(slot: Slot, filled: Filled, _world: World, _dice: random.Random) -> str | None:
    """A part that is more than it can be."""
    return house(slot.value * 4) if "其中" in filled.text[: slot.start] and slot.how in COUNTED else None


def spoil_month(slot: Slot, _filled: Filled, world: World, _dice: random.Random) -> str | None:
    """The month before."""
    value = None if slot.span == "previous" else world.get(slot.name, slot.unit, slot.span, world.before)
    return another(slot, value)


def spoil_span(slot: Slot, filled: Filled, world: World, _dice: random.Random) -> str | None:
    """The month's number where all that came before is told, or the other way."""
    if slot.span not in SAID or not re.search(SAID[slot.span], filled.text[: slot.end]):
        return None
    return another(slot, world.get(slot.name, slot.unit, OTHER_SPAN[slot.span]))


def spoil_place(slot: Slot, _filled: Filled, world: World, _dice: random.Random) -> str | None:
    """Another unit's number."""
    return another(slot, world.get(slot.name, "622900" if slot.unit == "621000" else "621000", slot.span))


def another(slot: Slot, value: Decimal | None) -> str | None:
    """A number of something else, where it can be told from this one."""
    if slot.how != "house" or value is None or len(re.sub(r"\D", "", house(value))) < 2:
        return None
    return house(value)


SPOILERS: dict[str, Callable[[Slot, Filled, World, random.Random], str | None]] = {
    "value": spoil_value, "scale": spoil_scale, "unit": spoil_unit, "points": spoil_points,
    "direction": spoil_direction,
    "rounding": spoil_rounding, "bound": spoil_bound, "parts": spoil_parts, "month": spoil_month, "span": spoil_span,
    "place": spoil_place,
}  # fmt: skip


def slip(shown: str, dice: random.Random) -> str | None:
    """A digit exchanged with its neighbour, or another one."""
    places = [place for place, sign in enumerate(shown) if sign.isdigit()]
    if len(places) < 2:
        return None
    pairs = [(a, b) for a, b in zip(places, places[1:], strict=False) if shown[a] != shown[b] and int(shown[b])]
    if pairs and dice.random() < 0.5:
        a, b = dice.choice(pairs)
        return shown[:a] + shown[b] + shown[a + 1 : b] + shown[a] + shown[b + 1 :]
    at = dice.choice(places)
    other = (int(shown[at]) + dice.randint(2, 7)) % 10 or 1
    written = chr(ord("０") + other) if shown[at] > "９" or shown[at] >= "０" else str(other)
    return None if other == int(shown[at]) else shown[:at] + written + shown[at + 1 :]


def plant_period(text: str, period: str) -> Spoiled | None:
    """Another month or year in a sentence that names one."""
    year, month = period[:4], int(period[5:])
    for right, wrong in (
        (f"{month}月底", f"{month - 1}月底"),
        (f"{month}月末", f"{month - 1}月末"),
        (f"1—{month}月", f"1—{month - 1}月"),
        (f"{month}月份", f"{month - 1}月份"),
        (f"{year}年{month}月", f"{int(year) - 1}年{month}月"),
        (f"{year}年", f"{int(year) - 1}年"),
        ("本月", "上月"),
        ("今年以来", "去年"),
    ):
        if right in text:
            return text.replace(right, wrong, 1), wrong
    return None


def plant_in_published(kind: str, text: str, world: World, dice: random.Random) -> Spoiled | None:
    """A sentence of the published briefing with one mistake; None where it can't have one."""
    if kind == "period":
        return plant_period(text, world.period)
    hits = list(NUMBER.finditer(text))
    for hit in dice.sample(hits, len(hits)):
        ahead = text[max(0, hit.start() - 2) : hit.start()]
        if kind == "direction" and ahead in TURNED:
            return text[: hit.start() - 2] + TURNED[ahead] + text[hit.start() :], hit[0]
        wrong = spoil_written(kind, hit, ahead, dice) or spoil_known(kind, hit, world, dice)
        if wrong is not None and wrong != hit[0]:
            return text[: hit.start()] + wrong + text[hit.end() :], wrong
    return None


def spoil_written(kind: str, hit: re.Match[str], ahead: str, dice: random.Random) -> str | None:
    """What stands instead of a written number of which nothing need be known."""
    digits, scale, measure = hit.groups()
    slipped = slip(digits, dice)
    is_change = measure in {"%", "个百分点"} and ahead in TURNED
    wrong = {
        "value": slipped and slipped + scale + measure,
        "scale": None if measure in {"%", "个百分点"} or len(digits) < 2 else rescale(digits + scale) + measure,
        "unit": digits + scale + OTHER[measure] if measure in OTHER and len(digits) > 1 else None,
        "points": digits + ("%" if measure == "个百分点" else "个百分点") if is_change else None,
    }
    return wrong.get(kind)


def spoil_known(kind: str, hit: re.Match[str], world: World, dice: random.Random) -> str | None:
    """What stands instead of a number that the bench finds again in the store's tables."""
    digits, scale, measure = hit.groups()
    found = (
        key
        for key, value in world.values.items()
        if re.match(r"F\d\d$|K\d|t0[135]", key[0])
        and key[1:3] == (PROVINCE, world.period)
        and house(value) == digits + scale
    )
    key = next(found, None) if len(digits) > 1 else None
    if key is None:
        return None
    name, unit, period, span = key
    if kind == "rounding":
        wrong = misround(world.values[key], digits + scale, dice) if measure != "元" else None
        return wrong and wrong + measure
    others = {
        "month": world.values.get((name, unit, world.before, span)),
        "span": world.values.get((name, unit, period, OTHER_SPAN.get(span, ""))),
        "place": world.values.get((name, "621000", period, span)),
    }
    other = others.get(kind)
    return house(other) + measure if other and len(re.sub(r"\D", "", house(other))) > 1 else None
