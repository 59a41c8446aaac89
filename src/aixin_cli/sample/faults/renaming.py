"""How a second county writes the same person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.sample.world.names import TIBETAN_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

SIMPLE = "马张陈刘杨赵黄吴孙苏韩罗郑谢冯邓叶卢鲁龙"
TRADITIONAL = "馬張陳劉楊趙黃吳孫蘇韓羅鄭謝馮鄧葉盧魯龍"
AS_OF_OLD = dict(zip(SIMPLE, TRADITIONAL, strict=True))
SOUNDS = "三散军君明铭杰洁建健芳方英瑛秀绣兰蓝玲铃红虹艳燕丽莉文雯志智林琳峰锋成诚生升才财措错麦买"
MORE_SOUNDS = "木目尔耳东冬贡共青清西喜毛茂娜那静净娟涓敏闵伟玮刚钢福富祥翔忠中义意平苹"
SAME_SOUND = {pair[0]: pair[1] for text in (SOUNDS, MORE_SOUNDS) for pair in zip(text[::2], text[1::2], strict=True)}
TIBETAN = frozenset(TIBETAN_WORDS)
DROPPED_FROM = 4
KINDS = ("interpunct", "traditional", "same_sound", "dropped")


def renamed(names: Sequence[str], turns: Sequence[int]) -> list[tuple[str, str]]:
    """Each name in another way, with the kind of change (empty: nothing fits this name)."""
    return [_renamed(name, turn) for name, turn in zip(names, turns, strict=True)]


def _renamed(name: str, turn: int) -> tuple[str, str]:
    ways = [(way, kind) for way, kind in zip(_ways(name), KINDS, strict=True) if way != name]
    return ways[turn % len(ways)] if ways else (name, "")


def _ways(name: str) -> tuple[str, str, str, str]:
    tibetan = name[:2] in TIBETAN and len(name) >= DROPPED_FROM
    pointed = f"{name[:2]}·{name[2:]}" if tibetan and "·" not in name else name.replace("·", "")
    old = AS_OF_OLD.get(name[0], name[0]) + name[1:]
    place = next((at for at in range(len(name) - 1, 0, -1) if name[at] in SAME_SOUND), 0)
    sound = name[:place] + SAME_SOUND[name[place]] + name[place + 1 :] if place else name
    return pointed, old, sound, name[:-1] if tibetan else name


def folded(name: str) -> str:
    """A name without interpunct and old characters."""
    return name.replace("·", "").translate(str.maketrans(TRADITIONAL, SIMPLE))
