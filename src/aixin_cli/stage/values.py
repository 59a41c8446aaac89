"""The SQL of a field's value: its clean text, then its type. One rule of cleaning a kind of field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aixin_cli.forms import Field
from aixin_cli.stage.rules import is_person_name
from aixin_cli.store.catalogue import load_macros

FREE_TEXT = frozenset({"remark", "content"})
TRUE_WORDS = ("是", "有", "√", "✓", "Y", "YES", "1", "TRUE", "独居")
FALSE_WORDS = ("否", "没有", "×", "N", "NO", "0", "FALSE", "非独居")
_WIDE = {code + 0xFEE0: code for code in range(0x21, 0x7F)}


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def fold_code(text: str) -> str:
    """A code word as `code_text` leaves it, so that both sides compare alike."""
    return "".join(text.split()).translate(_WIDE).upper()


def _is_code_like(field: Field) -> bool:
    """Codes, numbers, dates and phones: no blank inside means anything, and width neither."""
    return field.type != "text" or field.format == "phone"


@dataclass(frozen=True)
class Texture:
    """What is known of a batch's texts as a whole, so that work nobody needs is compiled away.

    `absent`: fields that no row fills. `plain`: fields whose texts hold no blank, no full-width
    character, no mark in front and no small letter. `unmarked`: plain fields in which no text is a
    mark that means none.
    """

    absent: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    unmarked: frozenset[str] = frozenset()


SUSPICIOUS_BYTES = frozenset({*b"\t\n\v\f\r '`", *range(ord("a"), ord("z") + 1), 0xC2, 0xE2, 0xE3, 0xEF})
"""What a blank (also U+00A0, U+200B, U+3000, U+FEFF), a mark, a small letter or a full-width character
begins with in UTF-8; Han characters begin with none of them."""


def no_value_marks() -> tuple[str, ...]:
    """The marks that `sql/macro/is_no_value` takes for no value."""
    body = next(macro for macro in load_macros() if " is_no_value(" in macro)
    return tuple(re.findall("'([^']+)'", body))


def squeezed_text(field: Field, texture: Texture) -> str:
    """First step: blanks gone, all of them in a code, inner runs made one in a text."""
    if field.name in texture.absent:
        return "cast(null as varchar)"
    if field.name in texture.plain:
        return f"r.{field.name}"
    return f"squeeze(ltrim(r.{field.name}, '''`'))" if _is_code_like(field) else f"clean_text(r.{field.name})"


def folded_text(field: Field, texture: Texture) -> str:
    """Second step: full-width characters of a code as ASCII."""
    text = f"{field.name}__text"
    return f"fold_width({text})" if _is_code_like(field) and field.name not in texture.plain else text


def shaped_text(field: Field, texture: Texture) -> str:
    """Third step: what is particular to numbers, phones, names and codes."""
    text = f"{field.name}__text"
    if field.type == "code" and field.name in texture.plain:
        return text
    if field.format == "phone":
        return f"phone_text({text})"
    if is_person_name(field):
        return f"name_text({text})"
    shapes = {"id": "id_text", "int": "number_text", "money": "number_text", "code": "upper"}
    return f"{shapes[field.type]}({text})" if field.type in shapes else text


def final_text(field: Field, texture: Texture) -> str:
    """Fourth step: a mark that means none is no text; a default stands in for none."""
    text = f"{field.name}__text"
    if field.name not in FREE_TEXT | texture.unmarked:
        # 不适用 is nothing in most fields, and an answer where the field has a code for it.
        answers = [word for word, _, _ in _code_words(field)]
        is_answer = f" and coalesce({text} not in ({_list(answers)}), true)" if answers else ""
        text = f"case when is_no_value({text}){is_answer} then null else {text} end"
    return f"coalesce({text}, {quote(field.default)})" if field.default is not None else text


def typed_value(field: Field, local_categories: Sequence[str]) -> str:
    """The typed value of the clean text; null where it has none."""
    text = f"{field.name}__text"
    if field.type == "code":
        return _typed_code(field, text, local_categories)
    if field.type == "id":
        return f"upgrade_id({text})" if field.format == "resident_id" else text
    return {
        "text": text,
        "date": f"parse_date({text}, part_start)",
        "int": f"case when regexp_full_match({text}, '[0-9]{{1,15}}') then cast({text} as bigint) end",
        "money": (
            f"case when regexp_full_match({text}, '[0-9]{{1,13}}(\\.[0-9]+)?') "
            f"then try_cast(try_cast({text} as decimal(30, 8)) * part_factor as decimal(18, 2)) end"
        ),
        "bool": (
            f"case when upper({text}) in ({_list(TRUE_WORDS)}) then true "
            f"when upper({text}) in ({_list(FALSE_WORDS)}) then false end"
        ),
    }[field.type]


def _typed_code(field: Field, text: str, local_categories: Sequence[str]) -> str:
    words = _code_words(field)
    if field.name == "recipient_category":
        words += [(fold_code(item), item, "") for item in local_categories]
    branches = " ".join(
        f"when {{0}} = {quote(word)}{condition} then {quote(value)}" for word, value, condition in words
    )
    if not field.multiple:
        return f"case {branches.format(text)} end"
    each = f"case {branches.format('item')} else '?' end"
    # Several codes stay one text, joined by 、 in their given order; one unknown part makes it null.
    joined = f"array_to_string(list_transform(regexp_split_to_array({text}, '[、,，;；/]'), lambda item: {each}), '、')"
    return f"case when {text} is null then null when contains({joined}, '?') then null else {joined} end"


def _code_words(field: Field) -> list[tuple[str, str, str]]:
    words: dict[str, tuple[str, str, str]] = {}
    for code in field.codes:
        in_force = "".join(
            [
                f" and part_period >= {quote(code.since)}" if code.since else "",
                f" and part_period <= {quote(code.until)}" if code.until else "",
            ]
        )
        for word in (code.value, *code.synonyms):
            words.setdefault(fold_code(word), (fold_code(word), code.value, in_force))
    return list(words.values())


def _list(words: Iterable[str]) -> str:
    return ", ".join(quote(word) for word in words)
