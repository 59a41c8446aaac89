"""How a change is said: a rate grows by %, a share rises by 个百分点; without a base nothing is said."""

from __future__ import annotations

from decimal import Decimal

from aixin_cli.publish.number_style import find_style, print_part

HUNDRED = Decimal(100)
PERCENT = find_style("%")
NOTHING = PERCENT.print(0)
SAME, LEVEL = "与上月末持平", "持平"


def print_change(change: Decimal | None, printed: str, *, is_stock: bool) -> str | None:
    """比上月末增加120名; what is added up can't but grow, and says 新增."""
    if change is None:
        return None
    if change == 0:
        return SAME if is_stock else None
    if not is_stock and change > 0:
        return f"比上月新增{printed}"
    return f"比上月末{'增加' if change > 0 else '减少'}{printed}"


def print_rate(what: str, rate: Decimal | None) -> str | None:
    """环比增长3.2%; a rate that rounds to nothing is 基本持平, none at all is 持平."""
    if rate is None:
        return None
    shown = PERCENT.print(abs(rate) * HUNDRED)
    if shown == NOTHING:
        return f"{what}{LEVEL if rate == 0 else f'基本{LEVEL}'}"
    return f"{what}{'增长' if rate > 0 else '下降'}{shown}%"


def say_once(clauses: list[str]) -> list[str]:
    """Clauses without 环比持平 behind 与上月末持平, which says it already."""
    return [text for text in clauses if text != f"环比{LEVEL}" or SAME not in clauses]


def print_share(share: Decimal | None) -> str | None:
    """98.2%: a share of a whole, where it is known."""
    return None if share is None else print_part(share)


def print_points(share: Decimal | None, before: Decimal | None) -> str | None:
    """比上月末提高0.3个百分点: the difference of two shares, of their unrounded values."""
    if share is None or before is None:
        return None
    shown = PERCENT.print(abs(share - before) * HUNDRED)
    if shown == NOTHING:
        return None
    return f"结对率比上月末{'提高' if share > before else '下降'}{shown}个百分点"
