"""How a fact is written in a briefing, and whether a number is written so."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from aixin_cli.publish.lint.model import Number
from aixin_cli.publish.lint.nouns import Noun
from aixin_cli.publish.number_style import find_style, print_number, read_printed
from aixin_cli.publish.text.changes import print_share
from aixin_cli.store.catalogue import load_catalogue

_SIGNS = re.compile(r"[^\d.万亿]")


def print_fact(value: Decimal, noun: Noun, source: str) -> str:
    """A value with its word of measure, as the briefing writes it."""
    if noun.unit == "%":
        return print_share(value / 100) or ""
    printed = print_number(value, _printed_units().get(source, noun.unit), source)
    return printed.partition("/")[0]


@cache
def _printed_units() -> dict[str, str]:
    """The words of measure that figures are printed with."""
    headers = (item.header for item in load_catalogue().of_kind("figure"))
    return {header["figure_id"]: header.get("unit_printed", header["unit"]) for header in headers}


def is_rounded_otherwise(number: Number, value: Decimal, noun: Noun, source: str) -> bool:
    """Whether it is rounded to other places than the briefing's, and isn't the whole value."""
    printed = read_printed(print_fact(value, noun, source))
    return number.value != value and (printed is None or number.value != printed.value)


def is_written_otherwise(number: Number, value: Decimal, noun: Noun, source: str) -> bool:
    """Whether a right number is written in another way: 251000, 251,000, 25.10万."""
    if not re.search(r"\d", number.text):
        return False
    is_parted = bool(re.search(r"\d[,，]\d", number.text))
    return is_parted or _SIGNS.sub("", number.text) != _SIGNS.sub("", print_fact(value, noun, source))


def print_rate(value: Decimal) -> str:
    """A percentage of change without its sign: 3.2."""
    return find_style("%").print(abs(value))
