"""How characters sound, and how common the parts of names are: what the comparison of names needs to know."""

from __future__ import annotations

import os
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from aixin_cli.link.scoring import MONTH, PairTables

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.store import Store

_SPOKEN_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Initials and endings that the province's speakers, and so its clerks, take for one another."""


def write_spelling(store: Store, tables: PairTables = MONTH) -> None:
    """Make ent.character_sound and ent.name_part, of those characters that the compared names are written in.

    `centibits` says by how many hundredths of a bit a character is rare after another (the first: after '').
    """
    asked = f"select distinct unnest(string_split(name, '')) from {tables.record} order by 1"  # noqa: S608
    characters = [row[0] for row in store.rows(asked) if row[0]]
    told = {"characters": characters, "sounds": [_sound(character) for character in characters]}
    store.execute(
        "create or replace table ent.character_sound as"
        " select unnest(cast($characters as varchar[])) as character, unnest(cast($sounds as varchar[])) as sound",
        told,
    )
    store.execute("create or replace table ent.name_part (previous varchar, character varchar, centibits integer)")
    if characters:
        store.insert("ent.name_part", _name_parts())


@cache
def _name_parts() -> pa.Table:
    import pyarrow as pa
    from pyarrow import csv

    text = resources.files("aixin_cli.link").joinpath("name_parts.csv").read_bytes()
    types = {"previous": pa.string(), "character": pa.string(), "centibits": pa.int32()}
    return csv.read_csv(pa.BufferReader(text), convert_options=csv.ConvertOptions(column_types=types))


def _sound(character: str) -> str:
    """A syllable without its tone, in the spelling of those who hear no difference; else the character itself."""
    # Asked by the character: a table of phrases, most of what is imported, would never be looked at.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, lazy_pinyin

    sound = lazy_pinyin(character, style=Style.NORMAL)[0]
    for written, heard in _SPOKEN_ALIKE:
        sound = sound.replace(written, heard)
    return sound
