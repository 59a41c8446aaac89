"""The SQL of a field's value: its clean text, then its type. One rule of cleaning a kind of field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aixin_cli.forms import Field
from aixin_cli.stage.fields.measures import money_factor
from aixin_cli.stage.fields.texture import BOOL_WORDS, COVERED_MARK, FREE_TEXT, Texture, is_code_like
from aixin_cli.store.migrate import SQL_TYPES

TRUE_WORDS = ("是", "有", "√", "✓", "Y", "YES", "1", "TRUE", "独居")
FALSE_WORDS = ("否", "没有", "×", "N", "NO", "0", "FALSE", "非独居")
_WIDE = {code + 0xFEE0: code for code in range(0x21, 0x7F)}


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def fold_code(text: str) -> str:
    """A code word as `code_text` leaves it, so that both sides compare alike."""
    return "".join(text.split()).translate(_WIDE).upper()


def squeezed_text(field: Field, texture: Texture) -> str:
    """First step: blanks gone, all of them in a code, inner runs made one in a text; no mark in front."""
    raw = seen_text(field, f"r.{field.name}", texture)
    if field.name in texture.absent:
        return "cast(null as varchar)"
    if field.name in texture.plain:
        return raw
    if field.name in FREE_TEXT:
        return f"clean_text({raw})"
    # The blank between a day and a time of day is needed till the time is cut off.
    is_spaced = field.type == "date" or not is_code_like(field)
    return f"ltrim({'clean_text' if is_spaced else 'squeeze'}({raw}), '''`')"


def seen_text(field: Field, text: str, texture: Texture) -> str:
    """A text without what can't be seen, radicals as the characters they look like; names keep theirs."""
    if field.name not in texture.odd:
        return text
    return f"strip_unseen({text})" if field.is_person_name else f"fold_lookalikes({text})"


def folded_text(field: Field, texture: Texture) -> str:
    """Second step: full-width characters of a code as ASCII."""
    text = f"{field.name}__text"
    return f"fold_width({text})" if is_code_like(field) and field.name not in texture.plain else text


def shaped_text(field: Field, texture: Texture) -> str:
    """Third step: what is particular to numbers, dates, phones, names and codes."""
    text = f"{field.name}__text"
    if field.name in texture.exact and field.type == "date":
        return f"left({text}, 10)"
    if field.name in texture.exact or (field.type == "code" and field.name in texture.plain):
        return text
    if field.format == "phone":
        return f"phone_text({text})"
    if field.is_person_name:
        return f"name_text({text})"
    shapes = {"id": "id_text", "date": "date_text", "int": "number_text", "money": "money_text", "code": "upper"}
    return f"{shapes[field.type]}({text})" if field.type in shapes else text


def final_text(field: Field, texture: Texture) -> str:
    """Fourth step: a mark that means none is no text; a default stands in for none."""
    text = f"{field.name}__text"
    if field.name not in FREE_TEXT | texture.unmarked:
        # 不适用 is nothing in most fields, and an answer where the field has a code for it.
        answers = [word for word, _, _ in _code_words(field)]
        is_answer = f" and coalesce({text} not in ({_list(answers)}), true)" if answers else ""
        is_empty = "" if field.name in texture.plain else f" or {text} = ''"
        text = f"case when is_no_value({text}){is_answer}{is_empty} then null else {text} end"
    return f"coalesce({text}, {quote(field.default)})" if field.default is not None else text


def typed_value(field: Field, texture: Texture, local_categories: Sequence[str]) -> str:
    """The typed value of the clean text; null where it has none."""
    text = f"{field.name}__text"
    if field.name in texture.absent and field.default is None:
        return f"cast(null as {SQL_TYPES[field.type]})"
    if field.type == "code":
        return _typed_code(field, text, local_categories, is_exact=field.name in texture.exact)
    if field.type == "id":
        return _typed_id(field, text)
    value = {
        "text": text,
        "date": _typed_date(field, text, is_exact=field.name in texture.exact),
        "int": f"case when regexp_full_match({text}, '[0-9]{{1,12}}') then cast({text} as bigint) end",
        "money": f"yuan({text}, {money_factor(field)})",
        "bool": _typed_bool(text, is_exact=field.name in texture.exact),
    }[field.type]
    return f"case when {text} = '{COVERED_MARK}' then 0 else {value} end" if field.name in texture.covered else value


def _typed_date(field: Field, text: str, *, is_exact: bool) -> str:
    """Nearly every date that is digits and hyphens is of one shape, which needs no pattern."""
    parsed = f"parse_date({text}, part_start, {is_birth(field)})"
    if not is_exact:
        return parsed
    is_iso = f"{text} >= '1' and {text} < '3' and substr({text}, 5, 1) = '-' and substr({text}, 8, 1) = '-'"
    return f"case when {is_iso} then try_cast({text} as date) else {parsed} end"


def _typed_bool(text: str, *, is_exact: bool) -> str:
    if is_exact:
        return f"{text} = {quote(BOOL_WORDS[0])}"
    return (
        f"case when upper({text}) in ({_list(TRUE_WORDS)}) then true "
        f"when upper({text}) in ({_list(FALSE_WORDS)}) then false end"
    )


def is_birth(field: Field) -> str:
    """SQL: whether a date is a birth date. Its serial numbers begin with 1, and its year is never assumed."""
    return "true" if "birth" in field.name else "false"


def is_canonical(field: Field, text: str) -> str:
    """SQL: whether a text is the form's own word for its value."""
    if field.type == "bool":
        return f"{text} in ({_list(BOOL_WORDS)})"
    return f"{text} = {field.name}"


def _typed_id(field: Field, text: str) -> str:
    if field.format == "resident_id":
        return f"upgrade_id({text})"
    if field.format == "disability_certificate":
        return f"case when not is_soldier_certificate({text}) then {text} end"
    return text


def _typed_code(field: Field, text: str, local_categories: Sequence[str], *, is_exact: bool) -> str:
    words = _code_words(field)
    if is_exact:
        words = [word for word in words if word[0] == fold_code(word[1])]
        if not any(condition for _word, _value, condition in words):
            return text
    elif field.name == "recipient_category":
        words += [(fold_code(item), item, "") for item in local_categories]
    branches = " ".join(
        f"when {{0}} = {quote(word)}{condition} then {quote(value)}" for word, value, condition in words
    )
    if not field.multiple:
        return f"case when {text} is null then null {branches.format(text)} end"
    each = f"case {branches.format('item')} else '?' end"
    # Several codes stay one text, joined by 、 in their given order; one unknown part makes it null.
    joined = f"array_to_string(list_transform(regexp_split_to_array({text}, '[、,，;；/]'), lambda item: {each}), '、')"
    # Nearly always it is one code as the form writes it, which needs no taking apart.
    own = _list(value for word, value, condition in words if word == value and not condition)
    read = f"case when contains({joined}, '?') then null else {joined} end"
    return f"case when {text} is null then null when {text} in ({own}) then {text} else {read} end"


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
            for written in (word, word.translate(_TRADITIONAL)):
                words.setdefault(fold_code(written), (fold_code(written), code.value, in_force))
    return list(words.values())


_TRADITIONAL = str.maketrans(
    "户儿残养难员监护结对终帮党干医师会组织联实访视决际县区乡镇级岁满读联络无关爱团务个处类项状态继续终离变换调",
    "戶兒殘養難員監護結對終幫黨幹醫師會組織聯實訪視決際縣區鄉鎮級歲滿讀聯絡無關愛團務個處類項狀態繼續終離變換調",
)
"""The characters of the forms' words as they are written in traditional script (intake 31)."""


def _list(words: Iterable[str]) -> str:
    return ", ".join(quote(word) for word in words)
