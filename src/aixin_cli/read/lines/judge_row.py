"""Judges single rows of a sheet: is it data, and if not, why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.read.grid import Row
from aixin_cli.read.header.titles import is_unit_row
from aixin_cli.read.lines.signatures import Weights, is_agency, is_lone_line, label_columns, weigh
from aixin_cli.read.lines.total_words import ends_as_total, fold_label, total_kind

if TYPE_CHECKING:
    from aixin_cli.forms.model import Field, Layout
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import SetAsideReason

ID_FIELDS = ("recipient_id", "helper_id", "uscc")
NOT_ADDITIVE = ("indicator", "opening")
"""Layouts whose rows have units of their own: people and money are not added up."""
_SIGNATURE = re.compile(
    r"填表人|填报人|制表人|制表[:：]|审核人|审核[:：]|复核|审批|经办人|(?:单位|部门|主要|分管)?(?:负责人|领导)[（(]?(?:签字|签章)?[)）]?[:：]"
    r"|[（(](?:盖章|公章|签章|签字)[)）]|(?:填报|填表|报送|上报|制表)(?:日期|时间)|统计负责人|联系电话[:：]"
)
_LABEL_CELL = re.compile(r"^[^:：]{2,12}[:：]\s*$")
_NOTE = re.compile(
    r"^(?:填表|填报|编制)?说明|^备?注\s*[:：\d一1]|^勾稽|^\*|^※|^【|^本表|^数据来源|零报告|本月无|当月无|本期无"
)
_SAYS_NONE = re.compile(r"零报告|[本当]月无|本期无|无数据上报|无发生|无此项|无活动")
_NONE = frozenset(["无", "暂无", "/", "／", "—", "——", "-", "--"])
LABEL_FIELDS = ("row_no", "unit_name", "unit_code", "township", "village")
_LIKE_ID = re.compile(r"\d{6}|\d[.\d]*[Ee]\+?\d")
"""What makes the cell of an ID column a number, sound or wrecked; 23人 and a signature are none."""
_WHOLE_ID = re.compile(r"\d{14}|[0-9A-Z]{18}|\d[.\d]*[Ee]\+?\d")
_RUNNING = re.compile(r"^\d{1,6}(?:\.0)?$")
_ORDINAL = re.compile(r"^[（(]?\d{1,2}[)）]?(?:=.*)?$|^[甲乙丙丁ABC]$")
NAME_FIELDS = ("recipient_name", "helper_name", "org_name", "project_name", "site_name")
_PERSONS = ("recipient_name", "helper_name", "org_name")
MIN_ANSWERS = 2
"""So many answers beside a total's word make a row data: 小计 of a kind has a code, but no date as well."""
_PLACE = re.compile("[县区市州镇乡村]$|街道$|社区$")
_TOWN = re.compile("[县区市州镇乡]$|街道$")
"""What is a place among the names of sites and organisations too, which are called 阳光社区."""
_DAY = re.compile(r"[年月页/-]|\d\.\s*\d{1,2}\.\s*\d")
_SURE_SAMPLES = frozenset(["张三", "某某", "某某某", "XXX", "×××"])
_OTHER_KEYS = ("no_id_reason", "recipient_no", "pair_no")
"""A person without an ID number who has one of these is no sample."""
_SAMPLE_NAMES = frozenset(["张三", "李四", "王五", "某某", "某某某", "张某某", "XXX", "×××"])
_NO_ID = re.compile(r"[Xx×*]{2}|1234567|0{6}|^[^\d]*$")
"""What stands for a number in a sample: 6299991990XXXXXXXX."""
_SAMPLE = re.compile(r"^[（(【]?(?:示例|样例|范例|填写示例|例|如|例如)[)）】]?[:：]?\d*$")
_NUMBER = re.compile(r"^-?[\d,，.]+%?(?:人|户|元|万元|件|个|次|人次|名|对|条|家|项|笔)?$")
_COUNT = re.compile(r"^共?\d{1,7}(?:人|户|件|个|次|人次|名|对|条|家|项|笔)?$")
_DATE = re.compile(r"\d{4}|\d月|\d[./-]\d")


class Classifier:
    """Judges single rows of one sheet by its header; only suspicious rows come here."""

    def __init__(self, header: Header) -> None:
        self.header = header
        columns = header.columns
        anchors = [name for name in header.layout.anchors if name in columns]
        self._titles = {columns[name]: header.titles[name].rsplit("/", 1)[-1] for name in anchors}
        wanted = {name for either in header.layout.required_columns for name in either.split("|")}
        self._wanted = [columns[name] for name in wanted.union(anchors) if name in columns]
        self._ids = [columns[name] for name in ID_FIELDS if name in columns]
        self._row_no = columns.get("row_no")
        codes = _codes_of(header.layout)
        self._codes = {columns[name]: words for name, words in codes.items() if name in columns}
        self._values = [
            columns[f.name] for f in header.layout.fields if f.type in ("int", "money") and f.name in columns
        ]
        self._places = {columns[name] for name in LABEL_FIELDS if name in columns}
        self._keys = {
            columns[f.name]: f
            for f in header.layout.fields
            if columns.get(f.name) in self._wanted and f.type not in ("int", "money")
        }
        self._counted = {columns[name] for name in (*NAME_FIELDS, *ID_FIELDS) if name in columns}.union(self._keys)
        self._coded = self._codes.keys() & self._keys.keys()

    def judge(self, row: Row, *, is_foot: bool = False) -> SetAsideReason | None:
        """Return why a row is set aside; None for a data row. Below a row of the foot there is no data."""
        texts = [cell.strip() for cell in row if cell and cell.strip()]
        if not texts or (len(texts) == 1 and self._only_numbered(row)):
            return "blank"
        if self.repeats_header(row):
            return "header"
        if self._says_none(row, texts):
            return "note"
        codes = self._codes_in(row)
        if not self._has_id(row, range(len(row))) and self._is_total(row, codes):
            return "total"
        return self._judge_signed(row, texts, codes, is_foot=is_foot) or self._judge_empty(row, texts)

    def is_signed_below(self, row: Row, labels: Row) -> bool:
        """Tell whether a row holds nothing but the values of the labels above them."""
        columns = [column for column, _text in _filled(row)]
        is_below = bool(columns) and label_columns(_filled(labels)).issuperset(columns)
        return is_below and not self._is_coded(row) and not self._has_id(row, columns)

    def judge_head(self, row: Row) -> SetAsideReason | None:
        """Return why one of the first rows below the header is no data: ordinals, units, samples."""
        texts = [cell.strip() for cell in row if cell and cell.strip()]
        if len(texts) >= 3 and all(_ORDINAL.match(text) for text in texts):
            return "ordinals"
        if is_unit_row(texts):
            return "header"
        is_sample = any(_SAMPLE.match(text) for text in texts[:2]) or self._is_made_up(row)
        if is_sample and not self._has_valid_id(row):
            return "sample"
        return None

    def _is_made_up(self, row: Row) -> bool:
        """Tell whether a row names a person of samples, 张三, with something that is no number for a number."""
        columns = (self.header.columns.get(name) for name in _PERSONS)
        names = {_text(row, column) for column in columns if column is not None}
        known = (self.header.columns.get(name) for name in _OTHER_KEYS)
        if any(_text(row, column) for column in known if column is not None):
            return False
        numbers = [_text(row, column) for column in self._ids]
        if not names & _SAMPLE_NAMES or not all(_NO_ID.search(number) or not number for number in numbers):
            return False
        # People are called 李四, and an activity needs no number: there a placeholder must stand for it.
        return any(numbers) or (bool(names & _SURE_SAMPLES) and self.header.layout.id == "pairing")

    def repeats_header(self, row: Row) -> bool:
        """Tell whether a row is the header printed once more."""
        return bool(self._titles) and all(_text(row, column) == title for column, title in self._titles.items())

    def _is_numbered(self, row: Row) -> bool:
        """Tell whether a row has a running number, as rows of data have, and of others only a template's."""
        return self._row_no is not None and bool(_RUNNING.match(_text(row, self._row_no)))

    def _only_numbered(self, row: Row) -> bool:
        return self._row_no is not None and _text(row, self._row_no).isdigit()

    def _codes_in(self, row: Row) -> set[str]:
        """Return the cells that are valid codes where they stand: 累计 is an answer of AX08, no total."""
        return {text for column, words in self._codes.items() if fold_label(text := _text(row, column)) in words}

    def _is_filled(self, row: Row, codes: set[str]) -> bool:
        """Tell whether a row answers what the form asks: then no word in it makes it a signature or a note.

        A code where one belongs is proof enough beside a second answer; without one, half of the answers
        are, unless 填表人： stands in a cell of its own.
        """
        answers = sum(bool(_text(row, column)) for column in self._wanted)
        is_labelled = any(_LABEL_CELL.search(cell) for cell in row if cell)
        return answers >= 2 and (bool(codes) or (not is_labelled and 2 * answers >= len(self._wanted)))

    def _says_none(self, row: Row, texts: list[str]) -> bool:
        """Tell whether a row of the table's body only says that there is nothing: 本月无, or 无 or / in every cell."""
        if any(_NUMBER.match(_text(row, column)) for column in self._values if _text(row, column) != "0"):
            return False
        if len(texts) <= 3 and any(_SAYS_NONE.search(_compact(text)) for text in texts):
            return True
        places = {self.header.columns.get(name) for name in LABEL_FIELDS}
        answers = [cell.strip() for column, cell in enumerate(row) if column not in places and cell and cell.strip()]
        return all(answer in _NONE for answer in answers) and ("无" in answers or len(answers) > 1)

    def _is_total(self, row: Row, codes: set[str]) -> bool:
        """Tell whether a row is a total by its label, which is no total where the row is whole without it."""
        words = [(column, text) for column, text in _filled(row) if text not in codes and not _NUMBER.match(text)]
        kinds = {column: kind for column, text in words[:3] if (kind := total_kind(text)) is not None}
        if not kinds:
            return len(words) == 1 and self._is_group(row, *words[0])
        answered = self._answered(row)
        if self.header.layout.id in NOT_ADDITIVE:
            return not answered & self._coded and len(words) == len(kinds)
        label, kind = next(iter(kinds.items()))
        answered -= kinds.keys()
        if kind == "sum" and label in self._places:
            return True
        if kind == "other" or self._is_numbered(row):
            return not answered and len(words) == len(kinds)
        is_sure = label not in self._keys or bool(answered - self._coded)
        return len(answered) < MIN_ANSWERS or not is_sure

    def _is_group(self, row: Row, column: int, text: str) -> bool:
        """Tell whether a row is a place with sums, or any words with 汇总 or 小计 at their end."""
        if not self._has_sums(row, column) or self._answered(row) - {column}:
            return False
        if ends_as_total(text):
            return self.header.layout.id not in NOT_ADDITIVE
        names = {self.header.columns.get(name) for name in NAME_FIELDS}
        return bool((_TOWN if column in names else _PLACE).search(text) or load_divisions().resolve(text))

    def _has_sums(self, row: Row, label: int) -> bool:
        """Tell whether a row has numbers, all where numbers stand or the rows may be counted."""
        numbers = [(column, text) for column, text in _filled(row) if column not in (label, self._row_no)]
        return (
            bool(numbers)
            and (label == self._row_no or not self._is_numbered(row))
            and all(
                column in self._values or (column in self._counted and _COUNT.match(text)) for column, text in numbers
            )
        )

    def _answered(self, row: Row) -> set[int]:
        """Return the key columns that hold what they ask for: a code, a date, a number of an ID, a word."""
        return {column for column, item in self._keys.items() if self._answers(_text(row, column), item, column)}

    def _is_coded(self, row: Row) -> bool:
        return any(self._answers(_text(row, column), self._keys[column], column) for column in self._coded)

    def _answers(self, text: str, item: Field, column: int) -> bool:
        if column in self._codes:
            return fold_label(text) in self._codes[column]
        if not text or total_kind(text) is not None:
            return False
        if item.type == "date":
            return bool(_DATE.search(text))
        return bool(_LIKE_ID.search(text)) if item.type == "id" else not _COUNT.match(text)

    def _judge_signed(self, row: Row, texts: list[str], codes: set[str], *, is_foot: bool) -> SetAsideReason | None:
        """Judge a row by its labels with values; an ID or a code where the form asks for one makes it data."""
        if self._is_coded(row) or any(_WHOLE_ID.search(_text(row, column)) for column in self._ids):
            return None
        weights = weigh(_filled(row))
        if self._has_id(row, weights.others):
            return None
        if self._is_numbered(row):
            return "signature" if is_foot and weights.is_signed and weights.others == [self._row_no] else None
        numbers = {column for column in self._values if _NUMBER.match(_text(row, column))}
        reason = _judge_weights(weights, texts, is_foot=is_foot and bool(weights.labelled or not numbers))
        if reason is None and not numbers.intersection(weights.others) and not self._is_filled(row, codes):
            return _judge_label(texts)
        return reason

    def _judge_empty(self, row: Row, texts: list[str]) -> SetAsideReason | None:
        """Judge a row that has nothing the form requires: a heading, or a faulty row."""
        if any(_text(row, column) for column in self._wanted):
            return None
        return "note" if len(texts) <= 2 and not any(_text(row, column) for column in self._values) else None

    def _has_id(self, row: Row, columns: Iterable[int]) -> bool:
        """Tell whether a number, sound or wrecked, stands among these columns where an ID belongs."""
        return any(column in self._ids and _LIKE_ID.search(_text(row, column)) for column in columns)

    def _has_valid_id(self, row: Row) -> bool:
        return any(is_resident_id(_text(row, column)) for column in self._ids)


@lru_cache(maxsize=16)
def _codes_of(layout: Layout) -> dict[str, frozenset[str]]:
    """Return the words that each field of codes takes, folded."""
    fields = (item for item in layout.fields if item.codes)
    return {f.name: frozenset(fold_label(w) for code in f.codes for w in (code.value, *code.synonyms)) for f in fields}


def _judge_weights(weights: Weights, texts: list[str], *, is_foot: bool) -> SetAsideReason | None:
    """Judge by the share of labels: most of the row, or in the foot half of it; there also lines without any."""
    if weights.is_signed:
        is_half = is_foot and weights.labelled == len(weights.others)
        return "signature" if is_half or weights.labelled > len(weights.others) else None
    if weights.is_noted:
        return None if weights.others else "note"
    return _judge_line(weights, texts) if is_foot else None


def _judge_line(weights: Weights, texts: list[str]) -> SetAsideReason | None:
    """Judge a row below the data that has no label: a date, an authority above its seal, a sentence alone."""
    alone = [text for text in texts if not _DAY.search(text)]
    is_agency_alone = len(alone) == 1 and len(weights.others) == 1 and is_agency(alone[0])
    if is_agency_alone or (not weights.others and len(alone) < len(texts)):
        return "signature"
    return "note" if len(texts) == 1 and is_lone_line(texts[0]) else None


def _filled(row: Row) -> list[tuple[int, str]]:
    return [(column, cell.strip()) for column, cell in enumerate(row) if cell and cell.strip()]


def _judge_label(texts: list[str]) -> SetAsideReason | None:
    if any(_SIGNATURE.search(text) for text in texts):
        return "signature"
    return "note" if _NOTE.search(_compact(texts[0])) else None


def is_resident_id(text: str) -> bool:
    """Tell whether a text is an ID number with a right check digit."""
    if not re.fullmatch(r"\d{17}[\dXx]", text):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(text, weights, strict=False))
    return "10X98765432"[total % 11] == text[-1].upper()


def _text(row: Row, column: int) -> str:
    return (row[column] or "").strip() if column < len(row) else ""


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", text)
