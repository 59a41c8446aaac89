"""The list of unseen characters and radicals is one, in Python and in SQL."""

from __future__ import annotations

import pytest

from aixin_cli.forms.lookalikes import CARRIED, IGNORABLE, RADICALS, fold_lookalikes, holds_lookalikes
from aixin_cli.store import Store

LISTED = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xAD]
LISTED += [*range(0xFE00, 0xFE10), 0xFEFF, 0x61C, 0x180E, *range(0xE0100, 0xE01F0)]
CODES = [code for first, last in IGNORABLE for code in range(first, min(last, first + 600) + 1)]
CODES += [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20), *LISTED]
OTHERS = [ord(sign) for sign in "a1 　女西㐂𠀀Ａ，“”—·①々〇龥"]


def test_both_lists_fold_every_character_alike() -> None:
    texts = [f"甲{chr(code)}乙" for code in (*CODES, *OTHERS)]
    with Store.in_memory() as store:
        found = store.rows("select t, fold_lookalikes(t) from (select unnest(?) as t)", [texts])
        kept = store.rows("select t, strip_unseen(t) from (select unnest(?) as t)", [texts])
    assert [text for text, folded in found if folded != fold_lookalikes(text)] == []
    carried = {code for first, last in CARRIED for code in range(first, last + 1)}
    ignorable = {code for first, last in IGNORABLE for code in range(first, last + 1)}
    assert {ord(text[1]) for text, stripped in kept if stripped == "甲乙"} == set(CODES) & ignorable - carried


def test_the_list_holds_every_character_that_was_promised() -> None:
    assert {fold_lookalikes(chr(code)) for code in LISTED} == {""}
    assert all(chr(code) in RADICALS.values() or code not in RADICALS for code in OTHERS)
    assert [fold_lookalikes(chr(code)) for code in OTHERS] == [chr(code) for code in OTHERS]


@pytest.mark.parametrize("text", ["⼥", "⻄", "⺠政", "\uf900"])
def test_a_radical_is_the_character_it_looks_like(text: str) -> None:
    assert fold_lookalikes(text) != text
    assert not set(map(ord, fold_lookalikes(text))) & RADICALS.keys()


def test_a_column_is_looked_at_only_where_it_holds_one() -> None:
    missed = [hex(code) for code in CODES if not holds_lookalikes(f"甲{chr(code)}".encode()) and code not in {*OTHERS}]
    assert missed == []
    assert not holds_lookalikes("张三“李四”—王五·，、℃".encode())
    assert not holds_lookalikes(b"")
